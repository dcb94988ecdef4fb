"""Texts with gold alignments, as all measurements of this folder read them, and ways to align them.

Every folder in FOLDER is a book: `detok.fr` and `detok.en` with a sentence a line, `gold.fren` with a bead
`[0, 1]:[2]` a line, and, if known, `par.fr` and `par.en` with each sentence's paragraph. What a model is asked is kept
in `out/eval`, so that the next measurement need not ask again.
"""

import argparse
import ast
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from pipeline.alignment import AlignOptions, Helpers, align
from pipeline.alignment.rescoring import Judge
from pipeline.document import Bead
from pipeline.quality.gold import GoldBead, score_beads
from pipeline.runs.making import digest
from pipeline.stages.translate import TranslateStage
from pipeline.translation.judge import ModelJudge
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import open_translator
from pipeline.work.store import Store, make_key

_KEPT = Store(Path("out/eval"))
_TRANSLATE = TranslateOptions(beam=1)

Paragraphs = tuple[Sequence[int], Sequence[int]] | None
Result = tuple[list[GoldBead], list[GoldBead]]
"""The beads found in a text, and its gold's."""


@dataclass(frozen=True)
class Book:
    """A text, its translation, and which sentences belong together."""

    name: str
    source: list[str]
    target: list[str]
    gold: list[GoldBead]
    paragraphs: Paragraphs = None
    hypotheses: Sequence[str] = ()


@dataclass(frozen=True)
class Way:
    """How to align: with machine translations or without, with a judge or not, with or without paragraphs."""

    name: str
    translated: bool = True
    judge: Judge | None = None
    paragraphs: bool = False
    options: AlignOptions = field(default_factory=AlignOptions)

    def __call__(self, book: Book) -> list[Bead]:
        """Align a book."""
        return align(
            book.source,
            book.target,
            hypotheses=book.hypotheses if self.translated else None,
            paragraphs=book.paragraphs if self.paragraphs else None,
            helpers=Helpers(judge=self.judge),
            options=self.options,
        )

    def result(self, book: Book) -> Result:
        """Align a book; give the beads found, and those of its gold."""
        return plain(self(book)), book.gold


def command_line(description: str | None) -> argparse.ArgumentParser:
    """Make a parser of what every measurement is told: the folder of books, and the model."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--model", default="embedded", help="as translate.model")
    return parser


def ways(model: str) -> tuple[Way, Way, Way]:
    """List three ways to align: with a model as judge, with its translations alone, and without a model."""
    return Way("model and judge", judge=keeping_judge(model)), Way("model"), Way("no model", translated=False)


def books(folder: Path, model: str) -> Iterator[Book]:
    """Read every book of a folder, with machine translations of its sentences (beam 1)."""
    found = find_model(model)
    translate = open_translator(found, _TRANSLATE)
    made_by = digest(TranslateStage(found, _TRANSLATE).fingerprint())
    for book in read_books(folder):
        step = partial(_KEPT.step, "hypotheses", make_key(made_by, book.source))
        yield replace(book, hypotheses=[hypothesis.text for hypothesis in translate(book.source, step)])


def read_books(folder: Path) -> Iterator[Book]:
    """Read every book of a folder."""
    for place in sorted(path.parent for path in folder.glob("*/gold.fren")):
        numbers = [place / "par.fr", place / "par.en"]
        paragraphs = [[int(line) for line in lines(path)] for path in numbers if path.exists()]
        yield Book(
            place.name,
            lines(place / "detok.fr"),
            lines(place / "detok.en"),
            read_beads(place / "gold.fren"),
            (paragraphs[0], paragraphs[1]) if len(paragraphs) == 2 else None,
        )


def lines(path: Path) -> list[str]:
    """Read the lines of a UTF-8 file."""
    return path.read_text(encoding="utf-8").splitlines()


def read_beads(path: Path) -> list[GoldBead]:
    """Read the beads of a gold file."""
    sides = (line.split(":")[:2] for line in lines(path) if ":" in line)
    return [(_numbers(source), _numbers(target)) for source, target in sides]


def _numbers(side: str) -> tuple[int, ...]:
    return tuple(int(number) for number in ast.literal_eval(side))


def plain(beads: Sequence[Bead]) -> list[GoldBead]:
    """Give beads as the gold has them."""
    return [(bead.source, bead.target) for bead in beads]


def keeping_judge(name: str) -> Judge:
    """Make a judge of a model that is asked about every pair only once, in this measurement and the next ones."""
    model = find_model(name)
    judge = ModelJudge(model)
    step = partial(_KEPT.step, "judge", make_key(model.fingerprint))
    known: dict[tuple[str, str], float] = {}

    def asked(pairs: Sequence[tuple[str, str]]) -> list[float]:
        new = [pair for pair in dict.fromkeys(pairs) if pair not in known]
        if new:
            known.update(zip(new, step(make_key(new), lambda: judge(new)), strict=True))
        return [known[pair] for pair in pairs]

    return asked


def f1_scores(results: Sequence[Result]) -> tuple[float, float]:
    """Give strict and lax F1 of the beads found in some texts, counts pooled, those with an empty side left out."""
    scores = score_beads(results, "none")
    return scores.strict.f1, scores.lax.f1


def report(title: str, shelf: Sequence[Book], find: Callable[[Book], Result]) -> None:
    """Print the pooled scores of all books, and each one's strict F1."""
    results = [find(book) for book in shelf]
    exact, near = f1_scores(results)
    each = zip(shelf, results, strict=True)
    single = "  ".join(f"{book.name[:10]} {f1_scores([result])[0]:.3f}" for book, result in each)
    print(f"{title:32} strict {exact:.4f}  lax {near:.4f}  | {single}")
