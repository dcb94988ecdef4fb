"""Ways to spoil a pair, as crawls, converters and careless people do: real encoders, copies, cuts, lines of a site."""

import html
import random
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

Pair = tuple[str, str]
Spoil = Callable[[Pair, random.Random], Pair | None]


def _misread(written: str, read: str, times: int = 1) -> Callable[[str], str]:
    """Make a function that reads a text in another encoding than it was written in, so many times over."""

    def spoil(text: str) -> str:
        for _ in range(times):
            text = text.encode(written, "replace").decode(read, "replace")
        return text

    return spoil


def _lossy(text: str) -> str:
    return text.encode("ascii", "replace").decode()


def _dropped(text: str) -> str:
    return text.encode("ascii", "ignore").decode()


def _unaccented(text: str) -> str:
    return unicodedata.normalize("NFD", text).encode("ascii", "ignore").decode()


def _as_entities(text: str) -> str:
    named = html.escape(text).encode("ascii", "xmlcharrefreplace").decode()
    return re.sub(r"&#(\d+);", lambda found: _named(int(found[1])), named)


def _named(number: int) -> str:
    from html.entities import codepoint2name

    return f"&{codepoint2name[number]};" if number in codepoint2name else f"&#{number};"


ENCODINGS: dict[str, Callable[[str], str]] = {
    "UTF-8 as cp1252": _misread("utf-8", "cp1252"),
    "UTF-8 as latin-1": _misread("utf-8", "latin-1"),
    "UTF-8 as mac_roman": _misread("utf-8", "mac_roman"),
    "UTF-8 as cp850": _misread("utf-8", "cp850"),
    "UTF-8 as cp1250": _misread("utf-8", "cp1250"),
    "UTF-8 as cp1252, twice": _misread("utf-8", "cp1252", 2),
    "UTF-8 as latin-1, twice": _misread("utf-8", "latin-1", 2),
    "latin-1 as UTF-8": _misread("latin-1", "utf-8"),
    "latin-1 as mac_roman": _misread("latin-1", "mac_roman"),
    "latin-1 as cp850": _misread("latin-1", "cp850"),
    "cp1252 as cp1251": _misread("cp1252", "cp1251"),
    "replacement read as latin-1": lambda text: _misread("utf-8", "latin-1")(_misread("latin-1", "utf-8")(text)),
    "? for letters": _lossy,
    "letters dropped": _dropped,
    "accents dropped": _unaccented,
    "entities": _as_entities,
    "entities, twice": lambda text: html.escape(_as_entities(text)),
}


def _damaged(spoil: Callable[[str], str], side: int) -> Spoil:
    """Make a spoiler of one side of a pair; None where that leaves it as it is."""

    def spoiled(pair: Pair, chance: random.Random) -> Pair | None:
        made = spoil(pair[side])
        if made == pair[side]:
            return None
        return (made, pair[1]) if side == 0 else (pair[0], made)

    return spoiled


def _in_french(pair: Pair, chance: random.Random) -> Pair:
    return pair[0], pair[0]


def _in_english(pair: Pair, chance: random.Random) -> Pair:
    return pair[1], pair[1]


def _half_in_french(pair: Pair, chance: random.Random) -> Pair | None:
    words, english = pair[0].split(), pair[1].split()
    if len(words) < 8:
        return None
    return pair[0], " ".join(english[: len(english) // 3] + words[len(words) // 3 :])


def _cut(keep: float) -> Spoil:
    """Make a spoiler that keeps such a share of the English, its beginning."""

    def cut(pair: Pair, chance: random.Random) -> Pair | None:
        words = pair[1].split()
        return (pair[0], " ".join(words[: round(len(words) * keep)])) if len(words) > 9 else None

    return cut


def _cut_french(pair: Pair, chance: random.Random) -> Pair | None:
    words = pair[0].split()
    return (" ".join(words[: len(words) // 2]), pair[1]) if len(words) > 9 else None


TAILS = (
    "Read more about this story in our weekly newsletter and tell your friends.",
    "Photo: courtesy of the regional museum, all reproduction prohibited without agreement.",
    "He paused, looked at the clock on the wall and asked for another glass of wine.",
    "The committee will meet again next Thursday to discuss the remaining proposals.",
    "See the chapter on network configuration before you restart the daemon.",
)


def _with_tail(pair: Pair, chance: random.Random) -> Pair:
    return pair[0], f"{pair[1]} {chance.choice(TAILS)}"


PAGES = [
    (row.split("\t")[0], row.split("\t")[1])
    for row in (Path(__file__).parent / "pages.tsv").read_text(encoding="utf-8").splitlines()
]
"""What stands around the text of pages; written by hand."""


def _of_a_page(pair: Pair, chance: random.Random) -> Pair:
    return chance.choice(PAGES)


def _numbers(pair: Pair, chance: random.Random) -> Pair:
    row = [f"{chance.randrange(1, 10 ** chance.randrange(1, 6))}{chance.choice(['', '.5', ' %', ' €'])}"
           for _ in range(chance.randrange(1, 8))]  # fmt: skip
    text = chance.choice(["\t", " ", " | ", " - "]).join(row)
    return text, text


def _signs(pair: Pair, chance: random.Random) -> Pair:
    text = "".join(chance.choice("*-_=~.•|#+ ") for _ in range(chance.randrange(1, 40))).strip() or "***"
    return text, text


def _addresses(pair: Pair, chance: random.Random) -> Pair:
    names = ["example.org", "mairie.example.fr", "www.shop.example/cat/12", "ftp.example.net/pub/a.tar.gz"]
    text = " ".join(f"https://{chance.choice(names)}/{chance.randrange(999)}" for _ in range(chance.randrange(1, 5)))
    return text, text


KINDS: dict[str, Spoil] = {
    **{f"mojibake in French: {name}": _damaged(spoil, 0) for name, spoil in ENCODINGS.items()},
    **{f"mojibake in English: {name}": _damaged(spoil, 1) for name, spoil in ENCODINGS.items()
       if name not in ("letters dropped", "accents dropped")},
    "copy: French as English": _in_french,
    "copy: English as French": _in_english,
    "copy: two thirds left in French": _half_in_french,
    "cut: a quarter of the English left": _cut(0.25),
    "cut: half of the English left": _cut(0.5),
    "cut: two thirds of the English left": _cut(0.67),
    "cut: half of the French left": _cut_french,
    "added: a sentence of English": _with_tail,
    "page: menus, cookies, rights": _of_a_page,
    "page: numbers alone": _numbers,
    "page: signs alone": _signs,
    "page: addresses alone": _addresses,
}  # fmt: skip
"""Ways to spoil a pair, by their names; each gives None where it does not fit."""
