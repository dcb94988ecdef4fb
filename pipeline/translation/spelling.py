"""Spell the English of a model in one way, British or American: the texts that models learn from mix both.

Only spellings change, no words. British is written with -ise, as most British publishers and the European Union do. A
capitalised word is a name unless a sentence begins with it, and stays.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from itertools import product

import regex

from pipeline.placeables import find_placeables

Spelling = str
"""`british`, `american`, or nothing, which leaves words as they are."""
BY_COUNTRY = dict.fromkeys(("GB", "IE", "AU", "NZ", "ZA", "IN"), "british") | {"US": "american"}
"""By the country of a language's tag, how it spells. Canada mixes both in its own way: nothing is changed for it."""

_WORD = regex.compile(r"(?<![\p{L}\p{M}\d_@#./])\p{L}+(?![\p{L}\p{M}\d_@/]|\.\p{L})")
_FIRST = regex.compile(r"(?:^|[.!?…:]['’\"”»)]*\s+|[“\"«(]|^[-–—]\s*)[\s\"“«('‘]*$")
_IZE = regex.compile(r"(\p{L}{2,})iz(e|es|ed|ing|ings|er|ers|able|ation|ations|ational)")
_ISE = regex.compile(r"(\p{L}{2,})is(e|es|ed|ing|ings|er|ers|able|ation|ations|ational)")
_ALWAYS_Z = frozenset(
    ["caps", "downs", "outs", "overs", "unders", "mids", "ups", "res", "ass", "pr", "repr", "outpr", "se", "ma", "ba"]
)
"""What stands before the -ize of words whose own the z is: capsize, prize, seize, maize."""
_MADE_BY_RULE = regex.compile(
    r".+(?:a[cdglmnrst]|e[lmnrst]|i[cdlmnrtv]|o[dglmnrt]|u[lmnrt]|y[mnt]|gn|ll|ly|mn|nd|nn|oid|ph|pt|r[dgnt]|th)"
)
"""What stands before the -ise of words that Americans write with -ize: realise, harmonise, standardise."""
_NEVER_Z = frozenset(
    [
        "advert",
        "cer",
        "chem",
        "comprom",
        "cyt",
        "dem",
        "expert",
        "mer",
        "merchand",
        "parad",
        "prem",
        "prom",
        "treat",
        "unprom",
        "val",
    ]
)
"""What stands before the -ise of words that all write so, and that the rule would take."""
_PREFIXES = ("", "un", "re", "dis", "mis", "over", "out", "multi")
_PROGRAM = regex.compile(
    r"logiciel|informati|ordinat|code|compil|script|install|fichier|serveur|programm(?:er|eur|ation)", regex.I
)
"""French words beside which a program is one of a computer, which the British spell so too."""


def spelling_of(tag: str) -> Spelling:
    """Give the spelling that a language's tag asks for.

    >>> spelling_of("en-GB"), spelling_of("en-US"), spelling_of("en"), spelling_of("en-CA")
    ('british', 'american', '', '')
    """
    return BY_COUNTRY.get(tag.partition("-")[2], "")


def spell(source: str, target: str, spelling: Spelling, kept: frozenset[str] = frozenset()) -> tuple[str, int]:
    """Give a translation in British or American spelling, and how many words that changes.

    American words that stand in the French, placeables, and words that are kept stay.

    >>> spell("", "Gray colors realized the center. Travelers favor Pearl Harbor.", "british")
    ('Grey colours realised the centre. Travellers favour Pearl Harbor.', 6)
    >>> spell("", "He surprised the grey harbour; its size, analysed", "american")
    ('He surprised the gray harbor; its size, analyzed', 3)
    """
    if not spelling:
        return target, 0
    changed = 0
    placeables = find_placeables(target)
    # What looks American in the French is English there; what looks British, as centre and dialogue, is French.
    stays = kept | {word.lower() for word in regex.findall(r"\p{L}+", source) if spelling == "british"}
    is_capitals = target.isupper()

    def respelled(match: "regex.Match[str]") -> str:
        word = match[0]
        lowered = word.lower()
        nonlocal changed
        if (
            lowered in stays
            or any(start <= match.start() < end for start, end in placeables)
            or not (word.islower() or is_capitals or _begins(target, match.start(), word))
        ):
            return word
        found = respell(lowered, spelling)
        if found == lowered or (lowered.startswith("program") and found[7:8] == "m" and _PROGRAM.search(source)):
            return word
        changed += 1
        return found.upper() if is_capitals else found.capitalize() if word[0].isupper() else found

    return _WORD.sub(respelled, target), changed


@cache
def respell(word: str, spelling: Spelling) -> str:
    """Give a word in lower case as British or American English spells it.

    >>> respell("organization", "british"), respell("organisation", "american"), respell("capsize", "british")
    ('organisation', 'organization', 'capsize')
    """
    found = _table()[spelling].get(word)
    if found:
        return found
    if spelling == "british":
        match = _IZE.fullmatch(word)
        return f"{match[1]}is{match[2]}" if match and match[1] not in _ALWAYS_Z else word
    match = _ISE.fullmatch(word)
    if match and match[1] not in _NEVER_Z and _MADE_BY_RULE.fullmatch(match[1]):
        return f"{match[1]}iz{match[2]}"
    return word


def _begins(text: str, place: int, word: str) -> bool:
    """Tell whether a capitalised word begins a sentence of a text, so that it need not be a name."""
    return word[1:].islower() and _FIRST.search(text[max(0, place - 12) : place]) is not None


@cache
def _table() -> Mapping[Spelling, Mapping[str, str]]:
    """Read the words that are listed: for each spelling, the words of the other one."""
    tables: dict[Spelling, dict[str, str]] = {"british": {}, "american": {}}
    for british, american, way in _rows():
        if way != ">":
            tables["british"][american] = british
        if way != "<":
            tables["american"][british] = american
    return tables


def _rows() -> Iterator[tuple[str, str, str]]:
    """Give every listed word in both spellings, and the way that it may go: >, < or nothing."""
    for line in files("pipeline.translation").joinpath("spellings.txt").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        endings, suffixes, stems = (part.split() for part in line.removeprefix("+").split(":"))
        british, american, way = [*endings, ""][:3]
        prefixes = _PREFIXES if line.startswith("+") else ("",)
        for prefix, stem, suffix in product(prefixes, stems, suffixes):
            begun, ended = prefix + stem.replace("-", ""), suffix.replace("-", "")
            yield begun + british + ended, begun + american + ended, way
