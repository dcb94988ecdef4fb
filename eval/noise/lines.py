"""Good lines of several domains, and noise made of them: each kind by itself, in two halves that share no text."""

import json
import random
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Literal, TypeVar

from eval.noise import sources
from eval.noise.aligner import align_by_length
from eval.noise.spoiling import KINDS
from pipeline.segmentation import segment

Half = Literal["dev", "test"]
Pair = tuple[str, str]
Item = TypeVar("Item")

SHORT = 20
"""Letters under which a line is a short one."""
MOST = 1500
"""Pairs of a domain at most, in one half."""
MOST_NOISE = 500
"""Pairs of a kind of noise at most."""
SETS = ("flores200_dev", "newstest2013", "multi30k_val", "mtnt_valid_fr-en")
NOVELS = ("Emma", "JaneEyre", "TheLastOfTheMohicans", "DuCoteDeChezSwann", "LaFauteDeLAbbeMouret", "LesConfessions",
          "LesTravailleursDeLaMer")  # fmt: skip
FOREIGN = {
    "de": ("der", "die", "das", "und", "den", "nicht", "ist", "wird", "werden", "mit", "für", "eine", "einer", "auf"),
    "es": ("el", "la", "los", "las", "que", "del", "una", "para", "por", "con", "se", "es"),
    "it": ("il", "che", "della", "per", "una", "con", "non", "viene", "gli", "del", "è"),
    "nl": ("het", "een", "van", "niet", "wordt", "voor", "met", "zijn", "naar"),
    "pt": ("o", "que", "para", "uma", "não", "com", "os", "da", "do"),
}
"""Words by which a paragraph of a translated page is known to be translated: the rest is often left in English."""


def half_of(name: str) -> Half:
    """Tell to which half of the lines a document belongs, by its name."""
    return "test" if zlib.crc32(name.encode()) % 2 else "dev"


def good_lines(data: Path, packages: Path, half: Half) -> dict[str, list[Pair]]:
    """Give human translations by domain; those of programs' messages are short lines and titles to a large part."""
    found: dict[str, list[Pair]] = {}
    for name in SETS:
        rows = [row.split("\t")[:2] for row in (data / "dev" / f"{name}.tsv").read_text("utf-8").split("\n") if row]
        found[name] = [(row[0], row[1]) for n, row in enumerate(rows) if half_of(f"{name}{n // 50}") == half]
    found["novels"] = [pair for name in NOVELS for n, pair in enumerate(_novel(data, name)) if _half(n, 20) == half]
    found["manuals"] = [
        pair[1:] for pair in sources.paired_pages(packages) if half_of(pair[0]) == half and _is_translated(pair[1:])
    ]
    french = sources.messages(packages, "fr")
    said = [pair for name in french if half_of(name) == half and name != "iso-codes" for pair in french[name].items()]
    both = [(french, english) for english, french in said if _is_translated((french, english))]
    found["messages"] = [pair for pair in both if _letters(pair[0]) >= SHORT]
    found["short messages"] = [pair for pair in both if _letters(pair[0]) < SHORT]
    names = [(text, key) for n, (key, text) in enumerate(french["iso-codes"].items()) if _half(n, 20) == half]
    found["names of places and languages"] = [pair for pair in names if _letters(pair[0]) >= 3]
    return {domain: _drawn(pairs, domain) for domain, pairs in found.items()}


def noise_lines(good: dict[str, list[Pair]], packages: Path, half: Half) -> Iterator[tuple[str, list[Pair]]]:
    """Give noise by kind, made of good lines of a half."""
    prose = [pair for domain in ("flores200_dev", "newstest2013", "novels", "manuals", "messages")
             for pair in good[domain][:500] if min(map(_letters, pair)) >= SHORT]  # fmt: skip
    for language in FOREIGN:
        texts = foreign_sentences(packages, language, half)
        yield f"{language} as English: manuals", _with_target(prose, texts)
        yield f"{language} as French: manuals", [(text, pair[1]) for text, pair in zip(texts, prose * 9, strict=False)]
    for language in ("de", "es", "it", "ca", "oc", "pt", "nl"):
        yield f"{language} as English: messages", foreign_messages(packages, language, half, 1)
        yield f"{language} as French: messages", foreign_messages(packages, language, half, 0)
    chance = random.Random(1)  # noqa: S311 -- a sample, not a secret
    for kind, spoil in KINDS.items():
        yield kind, _drawn([pair for one in prose if (pair := spoil(one, chance)) and pair != one], kind, MOST_NOISE)
    mixed = [(one[0], other[1]) for one, other in zip(prose, _shuffled(prose), strict=True) if one[1] != other[1]]
    yield "misaligned: random", _drawn(mixed, "random", MOST_NOISE)
    shifted = [
        (one[0], after[1])
        for domain in ("newstest2013", "novels", "manuals")
        for one, after in zip(good[domain], good[domain][1:], strict=False)
        if one[1] != after[1] and min(map(_letters, (one[0], after[1]))) >= SHORT
    ]
    yield "misaligned: shifted by one", _drawn(shifted, "shifted", MOST_NOISE)


def wrong_beads(data: Path, half: Half) -> list[Pair]:
    """Give what a plain aligner by length makes wrong of novels: beads none of whose pairs of sentences is right."""
    found = []
    for name in NOVELS:
        if half_of(name) == half:
            french, english, gold = _sides(data, name)
            right = {(one, other) for bead in gold for one in bead[0] for other in bead[1]}
            known = [{number for bead in gold if bead[0] and bead[1] for number in bead[side]} for side in (0, 1)]
            for source, target in align_by_length(french, english):
                is_known = source and target and known[0].issuperset(source) and known[1].issuperset(target)
                if is_known and not any((one, other) in right for one in source for other in target):
                    found.append((" ".join(french[n] for n in source), " ".join(english[n] for n in target)))
    return [pair for pair in found if min(map(_letters, pair)) >= SHORT]


def _sides(data: Path, name: str) -> tuple[list[str], list[str], list[list[list[int]]]]:
    """Read the sentences of a novel, and the beads that people found."""
    folder = data / "gold" / "sentences" / "transread" / name
    french, english = ((folder / f"detok.{side}").read_text("utf-8").split("\n") for side in ("fr", "en"))
    gold = [list(map(json.loads, row.split(":")))[:2] for row in (folder / "gold.fren").read_text().splitlines()]
    return french, english, gold


def _novel(data: Path, name: str) -> Iterator[Pair]:
    """Give the pairs of a novel that people have aligned."""
    french, english, gold = _sides(data, name)
    for bead in gold:
        if bead[0] and bead[1]:
            yield " ".join(french[n] for n in bead[0]), " ".join(english[n] for n in bead[1])


def foreign_sentences(packages: Path, language: str, half: Half, texts: int = 0, most: int = 0) -> list[str]:
    """Give sentences of manual pages in another language, drawn from so many paragraphs, and so many at most."""
    found = [text for name, text in sources.prose(packages, language) if half_of(name) == half]
    sentences = [text[one.start : one.end] for text in _drawn(found, language, texts) for one in segment(text)]
    words = set(FOREIGN[language])
    told = [(text, set(text.lower().split())) for text in dict.fromkeys(sentences) if _letters(text) >= SHORT]
    kept = [text for text, said in told if len(words & said) > 1 and "the" not in said]
    return _drawn(kept, language, most or MOST_NOISE)


def foreign_messages(packages: Path, language: str, half: Half, side: int) -> list[Pair]:
    """Give messages one side of which is in another language: 0 the French, 1 the English."""
    french, other = sources.messages(packages, "fr"), sources.messages(packages, language)
    found = []
    for package in french:
        if half_of(package) == half and package != "iso-codes":
            for english, text in french[package].items():
                said = other.get(package, {}).get(english, "")
                if _letters(said) >= SHORT and said not in (english, text) and _is_translated((text, english)):
                    found.append((said, english) if side == 0 else (text, said))
    return _drawn(found, language, MOST_NOISE)


def _with_target(pairs: Sequence[Pair], targets: Sequence[str]) -> list[Pair]:
    return [(pair[0], target) for pair, target in zip(list(pairs) * 9, targets, strict=False)]


def _is_translated(pair: Pair) -> bool:
    """Tell whether both sides have letters, and differ: what is untranslated in a package is noise itself."""
    return pair[0] != pair[1] and min(map(_letters, pair)) > 0


def _shuffled(pairs: Sequence[Pair]) -> list[Pair]:
    return random.Random(2).sample(list(pairs), len(pairs))  # noqa: S311


def _drawn(items: Sequence[Item], name: str, most: int = 0) -> list[Item]:
    """Draw as many as are wanted at most, in their order."""
    chosen = sorted(random.Random(name).sample(range(len(items)), min(most or MOST, len(items))))  # noqa: S311
    return [items[number] for number in chosen]


def _half(number: int, block: int) -> Half:
    return "test" if number // block % 2 else "dev"


def _letters(text: str) -> int:
    return sum(map(str.isalpha, text))
