"""Hard inputs made from ordinary pairs, so that the model has met them: capitals, lost accents, copies, odd quotes.

A variant takes a normalised pair and a random generator, and gives the changed pair, or None where it does not apply.
"""

import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator

Pair = tuple[str, str]
Variant = Callable[[Pair, random.Random], Pair | None]

_FINAL = re.compile(r"\s*[.!?:;]+$")
_SPACED_MARK = re.compile(r" (?=[!?;:%»])|(?<=«) ")
_GUILLEMETS = re.compile(r"«\s*|\s*»")
_NAME = re.compile(r"(?<=[a-zà-ÿ,] )[A-ZÉ][\w'-]+(?: [A-ZÉ][\w'-]+)*")


def without_accents(text: str) -> str:
    """Letters without their diacritics, ligatures in two letters.

    >>> without_accents("Le cœur a ses raisons, ça va à Noël")
    'Le coeur a ses raisons, ca va a Noel'
    """
    split = unicodedata.normalize("NFD", text.replace("œ", "oe").replace("Œ", "OE").replace("æ", "ae"))
    return unicodedata.normalize("NFC", "".join(c for c in split if not unicodedata.combining(c)))


def capitals(pair: Pair, chance: random.Random) -> Pair:
    """Both sides in capitals, French without accents half of the time, as on signs and in old headings."""
    french, english = pair
    return (french if chance.random() < 0.5 else without_accents(french)).upper(), english.upper()


def no_accents(pair: Pair, chance: random.Random) -> Pair | None:
    """French as typed on a keyboard without accents."""
    french = without_accents(pair[0])
    return None if french == pair[0] else (french, pair[1])


def no_final_mark(pair: Pair, chance: random.Random) -> Pair | None:
    """A sentence without its final punctuation on either side, as in headings and lists."""
    french, english = _FINAL.sub("", pair[0]), _FINAL.sub("", pair[1])
    return (french, english) if french and english and french != pair[0] and english != pair[1] else None


def lower_case(pair: Pair, chance: random.Random) -> Pair | None:
    """French all in small letters, as typed in messages; English as it is."""
    french = pair[0].lower()
    return None if french == pair[0] else (french, pair[1])


def other_marks(pair: Pair, chance: random.Random) -> Pair | None:
    """French with straight quotes for « », or with its marks set tight as in English."""
    french = _GUILLEMETS.sub('"', pair[0]) if "«" in pair[0] else _SPACED_MARK.sub("", pair[0])
    return None if french == pair[0] else (french, pair[1])


def list_item(pair: Pair, chance: random.Random) -> Pair:
    """A sentence behind the mark of a list, the same on both sides."""
    number = chance.randint(1, 40)
    mark = chance.choice(["-", "*", "•", f"{number}.", f"{number})", f"({number})", "a)", "b)", "I.", "II."])
    return f"{mark} {pair[0]}", f"{mark} {pair[1]}"


def english_copied(pair: Pair, chance: random.Random) -> Pair:
    """English that is English already."""
    return pair[1], pair[1]


def names_copied(pair: Pair, chance: random.Random) -> Pair | None:
    """A line that holds nothing but a name that both sides share."""
    names = [name for name in _NAME.findall(pair[0]) if name in pair[1]]
    name = chance.choice(names) if names else ""
    return (name, name) if len(name) > 3 else None


def code_copied(pair: Pair, chance: random.Random) -> Pair:
    """A line of no language: a number, an address, a date or a reference, copied through."""
    number, word = chance.randint(1, 99_999), re.sub(r"\W", "", without_accents(pair[1].split()[-1])).lower() or "x"
    day = f"{chance.randint(1, 28):02}/{chance.randint(1, 12):02}/{chance.randint(1900, 2030)}"
    forms = [str(number), f"{number}.", f"https://www.{word}.org/{number}", f"{word}@{word}.com", day, f"{word}.pdf"]
    line = chance.choice([*forms, f"{word.upper()}-{number}", f"{number % 24:02}:{number % 60:02}", "* * *", "..."])
    return line, line


VARIANTS: dict[str, Variant] = {
    variant.__name__: variant
    for variant in (
        capitals,
        no_accents,
        no_final_mark,
        lower_case,
        other_marks,
        list_item,
        english_copied,
        names_copied,
        code_copied,
    )
}


def varied(pairs: Iterable[Pair], shares: dict[str, float], chance: random.Random) -> Iterator[Pair]:
    """Variants of `pairs`: `shares` says how likely each kind is to be made of a pair.

    >>> list(varied([("Il pleut.", "It rains.")], {"no_final_mark": 1.0, "capitals": 0.0}, random.Random(1)))
    [('Il pleut', 'It rains')]
    """
    kinds = [(VARIANTS[name], share) for name, share in shares.items()]
    for pair in pairs:
        for kind, share in kinds:
            if chance.random() < share and (made := kind(pair, chance)):
                yield made
