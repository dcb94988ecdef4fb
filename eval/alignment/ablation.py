"""Measure what each part of the sentence aligner is worth: `python -m eval.alignment.ablation FOLDER [--judge]`.

FOLDER is as in `books`. One part at a time is switched off. Prints strict and lax F1 pooled over all books, without a
model, with its translations alone, and with the model as judge if asked (slow). As the books have no paragraphs, that
part is tried on paragraphs that are put at beads of the gold and then spoiled (see `paragraphs`), beside a row with
all parts on the same books; and so are gaps on books with 30 % of the English gone (see `measure`).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from eval.alignment.books import Book, Result, Way, books, command_line, f1_scores, ways
from eval.alignment.measure import with_deletions
from eval.alignment.paragraphs import Spoiling
from pipeline.alignment import AlignOptions
from pipeline.alignment.lattice import Nulls
from pipeline.alignment.scoring import ScoreWeights
from pipeline.alignment.vectors import FeatureWeights

PARTS = {
    "all parts": AlignOptions(),
    "words": AlignOptions(features=FeatureWeights(word=0.0)),
    "character 4-grams": AlignOptions(features=FeatureWeights(gram=0.0)),
    "rarity (idf)": AlignOptions(features=FeatureWeights(rarity=0.0)),
    "length prior": AlignOptions(scores=ScoreWeights(length=0.0)),
    "merge penalty": AlignOptions(scores=ScoreWeights(merge=0.0)),
    "gain": AlignOptions(scores=ScoreWeights(gain=0.0)),
    "merge penalty and gain": AlignOptions(scores=ScoreWeights(merge=0.0, gain=0.0)),
    "translation table": AlignOptions(learn_translations=False),
    "beads over 4 sentences": AlignOptions(most_sentences=4),
}
_NOISY = Spoiling("15 % lost, 10 % added", 0.15, 0.10)


@dataclass(frozen=True)
class Table:
    """Books as columns, one for each way of aligning them; a line is printed as soon as it is known."""

    shelf: Sequence[Book]
    ways: Sequence[Way]

    def head(self) -> None:
        """Print the names of the columns."""
        print(f"{'without':32}" + "".join(f"{way.name:18}" for way in self.ways))

    def row(self, name: str, find: Callable[[Way], Callable[[Book], Result]]) -> None:
        """Print strict and lax F1 of every way, found as `find` says."""
        found = (f1_scores([find(way)(book) for book in self.shelf]) for way in self.ways)
        print(f"{name:32}" + "".join(f"{f'{exact:.4f} / {near:.4f}':18}" for exact, near in found), flush=True)


def main() -> None:
    """Score and print."""
    parser = command_line(__doc__)
    parser.add_argument("--judge", action="store_true", help="with the model as judge, too")
    arguments = parser.parse_args()
    best, translations, bare = ways(arguments.model)
    asked = [bare, translations, *([best] if arguments.judge else [])]
    table = Table([_NOISY(book) for book in books(arguments.folder, arguments.model)], asked)
    table.head()
    for name, options in PARTS.items():
        table.row(name, partial(_with, options, False))
    flat = AlignOptions(scores=ScoreWeights(paragraph_inside=0.0, paragraph_start=0.0))
    table.row("nothing, noisy paragraphs", partial(_with, AlignOptions(), True))
    table.row("their evidence", partial(_with, flat, True))
    table.row("nothing, 30 % of English gone", partial(_cut, AlignOptions()))
    table.row("gaps there", partial(_cut, AlignOptions(nulls=Nulls(gap_open=float("-inf")))))


def _with(options: AlignOptions, paragraphs: bool, way: Way) -> Callable[[Book], Result]:
    return replace(way, options=options, paragraphs=paragraphs).result


def _cut(options: AlignOptions, way: Way) -> Callable[[Book], Result]:
    return partial(with_deletions, replace(way, options=options), 1, 1)


if __name__ == "__main__":
    main()
