"""Pairs to fit adequacy by: translations that revisers have judged, human translations, and both with mistakes made."""

import bisect
import csv
import hashlib
import json
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.translation.model import find_model
from pipeline.translation.translator import open_translator

HERE = Path(__file__).parent
NOVELS = ("LaFauteDeLAbbeMouret", "LesConfessions", "LesTravailleursDeLaMer", "DuCoteDeChezSwann")
SETS = {"news": [("newstest2013", 300)], "talk": [("mtnt_valid_fr-en", 150), ("multi30k_val", 100)]}
PER_NOVEL = 90
FEWEST, MOST = 3, 60
"""Words of a French sentence that is taken."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A pair, where it is from, and what is known of it.

    `label` is a reviser's: kept, details or lost; "human" for a human translation; else the mistake that was made.
    """

    french: str
    english: str
    domain: str
    label: str
    score: float | None = None
    following: str = ""
    """The English of the next sentence, where there is one."""

    @property
    def is_adequate(self) -> bool:
        """Whether the meaning is kept, but for details."""
        return self.label in {"kept", "details", "human"}


def judged(data: Path) -> list[Sample]:
    """Translate again what revisers have judged; what comes out otherwise than then is left out, and told."""
    with (HERE / "labels.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    french = [_line(data, row["place"]) for row in rows]
    found = open_translator(find_model("embedded"))(french)
    same = [_digest(one.text) == row["hypothesis"] for one, row in zip(found, rows, strict=True)]
    print(f"{sum(same)} of {len(rows)} judged translations are what they were")
    return [
        Sample(text, one.text, row["domain"], row["label"], one.score)
        for text, one, row, as_then in zip(french, found, rows, same, strict=True)
        if as_then
    ]


def human(data: Path, chance: random.Random) -> list[Sample]:
    """Draw human translations: of development sets, and 1:1 beads of novels aligned by hand."""
    taken = {row.split("\t")[0] for row in (HERE / "labels.tsv").read_text(encoding="utf-8").splitlines()}
    found: list[Sample] = []
    for domain, sets in SETS.items():
        for name, count in sets:
            rows = (data / "dev" / f"{name}.tsv").read_text(encoding="utf-8").removesuffix("\n").split("\n")
            followed = _followed([row.split("\t")[:2] for row in rows])
            fresh = [pair for n, pair in enumerate(followed, 1) if f"dev/{name}.tsv:{n}" not in taken]
            found += _drawn(fresh, domain, count, chance)
    for novel in NOVELS:
        folder = data / "gold" / "sentences" / "transread" / novel
        french, english = ((folder / f"detok.{side}").read_text(encoding="utf-8").split("\n") for side in ("fr", "en"))
        beads = [list(map(json.loads, row.split(":"))) for row in (folder / "gold.fren").read_text().splitlines()]
        pairs = [[french[bead[0][0]], english[bead[1][0]]] for bead in beads if len(bead[0]) == len(bead[1]) == 1]
        found += _drawn(_followed(pairs), "novel", PER_NOVEL, chance)
    return found


def mistakes(samples: Sequence[Sample], chance: random.Random) -> list[Sample]:
    """Make mistakes in adequate pairs, as many kinds as each of them allows; `label` names the kind."""
    good = [sample for sample in samples if sample.is_adequate]
    made: list[Sample] = []
    for number, sample in enumerate(good):
        other = good[(number + chance.randrange(1, len(good))) % len(good)]
        for name, make in MISTAKES.items():
            english = make(sample, other.english, chance)
            if english and english != sample.english:
                made.append(Sample(sample.french, english, sample.domain, name, sample.score))
    return made


def in_german(samples: Sequence[Sample], data: Path, chance: random.Random) -> list[Sample]:
    """Put a German sentence of about the same length in the place of the English of adequate pairs."""
    lines = (data / "gold" / "sentences" / "textberg_de-fr" / "dev.de").read_text(encoding="utf-8").split("\n")
    by_length = sorted((line.strip() for line in lines if line.strip()), key=len)
    lengths = [len(line) for line in by_length]
    made = []
    for sample in samples:
        if sample.is_adequate:
            place = bisect.bisect(lengths, len(sample.english)) + chance.randrange(-5, 5)
            german = by_length[min(max(0, place), len(by_length) - 1)]
            made.append(Sample(sample.french, german, sample.domain, "in German", sample.score))
    return made


def _another(sample: Sample, other: str, chance: random.Random) -> str:
    return other


def _following(sample: Sample, other: str, chance: random.Random) -> str:
    return sample.following


def _in_french(sample: Sample, other: str, chance: random.Random) -> str:
    return sample.french


def _without_a_third(sample: Sample, other: str, chance: random.Random) -> str:
    words = sample.english.split()
    size = len(words) // 3
    start = chance.randrange(len(words) - size + 1)
    return " ".join(words[:start] + words[start + size :]) if len(words) > 9 else ""


def _first_half(sample: Sample, other: str, chance: random.Random) -> str:
    words = sample.english.split()
    return " ".join(words[: len(words) // 2]) if len(words) > 7 else ""


def _with_a_clause(sample: Sample, other: str, chance: random.Random) -> str:
    words, others = sample.english.split(), other.split()
    start = chance.randrange(len(words) + 1)
    added = others[: max(5, len(words) // 3)]
    return " ".join(words[:start] + added + words[start:]) if min(len(words), len(others)) > 5 else ""


def _without_negation(sample: Sample, other: str, chance: random.Random) -> str:
    changed = re.sub(r"\b(\w+)n['’]t\b", r"\1", sample.english, count=1)
    return changed if changed != sample.english else re.sub(r"\b(?:not|never) ", "", sample.english, count=1)


def _with_negation(sample: Sample, other: str, chance: random.Random) -> str:
    return re.sub(r"\b(is|was|are|were|will|would|could|can|had|has)\b(?! not)", r"\1 not", sample.english, count=1)


def _another_name(sample: Sample, other: str, chance: random.Random) -> str:
    english = sample.english
    names = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}", english))
    if not names:
        return ""
    name = chance.choice(names)
    return english[: name.start()] + chance.choice(["Martin", "Berlin", "Oxford", "Kenya"]) + english[name.end() :]


def _another_number(sample: Sample, other: str, chance: random.Random) -> str:
    return re.sub(r"\d(?=\d*\b)", lambda digit: str((int(digit[0]) + 3) % 10), sample.english, count=1)


MISTAKES: dict[str, Callable[[Sample, str, random.Random], str]] = {
    "another sentence": _another,
    "the next sentence": _following,
    "in French": _in_french,
    "without a third": _without_a_third,
    "its first half": _first_half,
    "with another clause": _with_a_clause,
    "without negation": _without_negation,
    "with a negation": _with_negation,
    "another name": _another_name,
    "another number": _another_number,
}
UNRELATED = frozenset({"another sentence", "the next sentence", "in German"})
"""Mistakes that leave nothing of the meaning."""


def _followed(pairs: Sequence[Sequence[str]]) -> list[tuple[str, str, str]]:
    """Give each pair with the English of the next one."""
    following = [*(pair[1] for pair in pairs[1:]), ""]
    return [(pair[0], pair[1], after) for pair, after in zip(pairs, following, strict=True)]


def _drawn(pairs: Sequence[tuple[str, str, str]], domain: str, count: int, chance: random.Random) -> Iterator[Sample]:
    fit = [pair for pair in pairs if FEWEST <= len(pair[0].split()) <= MOST and pair[1].strip()]
    for french, english, following in chance.sample(fit, count):
        yield Sample(french, english, domain, "human", following=following)


def _line(data: Path, place: str) -> str:
    name, _, number = place.rpartition(":")
    return (data / name).read_text(encoding="utf-8").split("\n")[int(number) - 1].split("\t")[0]


def _digest(text: str) -> str:
    """Give a digest of a text's letters and digits: a mark that is put right does not make it another translation."""
    letters = "".join(filter(str.isalnum, text.casefold()))
    return hashlib.sha256(letters.encode()).hexdigest()[:12]
