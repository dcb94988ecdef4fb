"""What can be seen of noise in one pair, all of it together."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pipeline.noise.boilerplate import share_boilerplate
from pipeline.noise.copies import share_copied
from pipeline.noise.damage import count_damage
from pipeline.noise.language import find_language
from pipeline.noise.lengths import length_deviation


@dataclass(frozen=True, slots=True)
class Noise:
    """The signs of noise in a pair; None where the texts are too short to say.

    source_language, target_language   the language of each side, by ISO 639-1
    french, english                    the probability that the source is French, that the target is English
    damage                             places of both sides where letters are damaged
    length_deviation                   standard deviations by which the English is longer than usual for such French
    copied                             share of the French words that stand unchanged in the English
    boilerplate                        share of the side that has more of it that is no text of its own
    """

    source_language: str | None
    target_language: str | None
    french: float | None
    english: float | None
    damage: int
    length_deviation: float
    copied: float | None
    boilerplate: float

    def scores(self) -> Mapping[str, float]:
        """Give what of it is a number, by name; what is not known is left out."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return (
            {}
            if self is NO_NOISE
            else {name: value for name, value in values.items() if isinstance(value, int | float)}
        )


NO_NOISE = Noise(None, None, None, None, 0, 0.0, None, 0.0)
"""Of what is not looked at, as there is no second side."""


def measure_noise(source: str, target: str) -> Noise:
    """Look for noise in a pair of French and English texts.

    >>> found = measure_noise("Le chat dort sur le canapé du salon.", "Die Katze schläft auf dem Sofa im Wohnzimmer.")
    >>> found.target_language, found.english < 0.1 < 0.9 < found.french
    ('de', True)
    >>> measure_noise("Oui.", "Yes.").scores()
    {'damage': 0, 'length_deviation': 0.43, 'boilerplate': 0.0}
    """
    french, english = find_language(source, "fr"), find_language(target, "en")
    return Noise(
        source_language=french.language if french else None,
        target_language=english.language if english else None,
        french=french.probability if french else None,
        english=english.probability if english else None,
        damage=count_damage(source, "fr") + count_damage(target, "en"),
        length_deviation=round(length_deviation(source, target), 2),
        copied=share_copied(source, target),
        boilerplate=max(share_boilerplate(source, "fr"), share_boilerplate(target, "en")),
    )
