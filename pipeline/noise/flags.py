"""Flags of noise: which signs of it are enough to look again at a pair. Rates are in eval/LOG.md."""

from collections.abc import Iterator, Mapping

from pipeline.noise.measure import Noise

LEAST_PROBABLE = 0.2
"""Probability of its language under which a side is in a wrong one."""
MOST_BOILERPLATE = 0.5
"""Share of a side from which on it is boilerplate."""
LEFT_IN_FRENCH = 0.4
"""Share of the French words in the English from which on it is left in French, if it is not quite like English."""
LIKE_ENGLISH = 0.8
"""Probability of English from which on it is: programs and names have many words in common."""
MOST_DEVIATION = 6.0
"""Standard deviations of the lengths from which on one side is too long for the other."""
LEAST_RELATED = 0.7
"""Probability under which two sides are hardly of the same thing."""
FEWEST_WORDS = 3
"""Words of both sides under which that is not asked: the lexicon may not know any of them."""
LEAST_ADDITION, LEAST_OMISSION = 0.4, 0.4
"""Probabilities from which on a side has a stretch of its own."""


def is_half_copied(noise: Noise) -> bool:
    """Tell whether much of the English is still French.

    >>> from pipeline.noise.measure import measure_noise
    >>> is_half_copied(measure_noise("Il faut attendre un mois et demi.", "The wait is attendre un mois et demi."))
    True
    """
    return _known(noise.copied, 0.0) >= LEFT_IN_FRENCH and _known(noise.english, 1.0) < LIKE_ENGLISH


def flag_relation(scores: Mapping[str, float], texts: tuple[str, str]) -> Iterator[str]:
    """Give the flags that the scores of adequacy come to: sides that are not of one thing, or have more than the other.

    >>> list(flag_relation({"related": 0.1, "omission": 0.9}, ("Il neige sur la ville.", "My brother sings.")))
    ['unrelated', 'omission']
    """
    if scores.get("related", 1.0) < LEAST_RELATED and min(len(text.split()) for text in texts) >= FEWEST_WORDS:
        yield "unrelated"
    if scores.get("omission", 0.0) >= LEAST_OMISSION:
        yield "omission"
    if scores.get("addition", 0.0) >= LEAST_ADDITION:
        yield "addition"


def flag_noise(noise: Noise) -> Iterator[str]:
    """Give the flags that the noise of a pair comes to.

    >>> from pipeline.noise.measure import measure_noise
    >>> list(flag_noise(measure_noise("Accueil | Contact | Aide", "Home | Contact | Help")))
    ['boilerplate']
    """
    if min(_known(noise.french, 1.0), _known(noise.english, 1.0)) < LEAST_PROBABLE:
        yield "wrong_language"
    if noise.damage:
        yield "damaged_text"
    if noise.boilerplate >= MOST_BOILERPLATE:
        yield "boilerplate"


def _known(value: float | None, otherwise: float) -> float:
    """Give a value, or another one where there is none."""
    return otherwise if value is None else value
