"""Score alignment from raw text, which our segmenters cut: `python -m eval.alignment.raw FOLDER [--one-paragraph]`.

The books are those of `books`, their sentences joined to paragraphs (`par.fr`, `par.en`), or to a single one. A bead
that is found is mapped to the gold's sentences by places: it holds those of which it covers more than half. So a
sentence that was cut differently costs what it spoils, and no more. Embedded model, beam 1, judge.
"""

import argparse
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from eval.alignment.books import Book, f1_scores, read_books
from pipeline.document import Document, Paragraph, Place, Text
from pipeline.quality.gold import GoldBead
from pipeline.stages.align import AlignStage
from pipeline.stages.segment import SegmentStage
from pipeline.stages.translate import TranslateStage
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions


def joined(sentences: Sequence[str], paragraphs: Sequence[int], language: str) -> tuple[Text, list[Place]]:
    """Join sentences to the paragraphs of a text; give it, and where each sentence stands.

    >>> text, places = joined(["Un.", "Deux.", "Trois."], [4, 4, 7], "fr")
    >>> [paragraph.text for paragraph in text.paragraphs], places[1]
    (['Un. Deux.', 'Trois.'], Place(paragraph=0, start=4, end=9))
    """
    groups = groupby(zip(paragraphs, sentences, strict=True), key=lambda item: item[0])
    texts, places = [], []
    for number, (_, group) in enumerate(groups):
        held = [sentence for _, sentence in group]
        start = 0
        for sentence in held:
            places.append(Place(number, start, start + len(sentence)))
            start += len(sentence) + 1
        texts.append(Paragraph(" ".join(held)))
    return Text(language, tuple(texts)), places


def held_by(places: Sequence[Place], gold: Sequence[Place]) -> tuple[int, ...]:
    """List the sentences of the gold that some places cover by more than half.

    >>> held_by([Place(0, 0, 9)], [Place(0, 0, 4), Place(0, 5, 14), Place(1, 0, 4)])
    (0,)
    """
    return tuple(
        number
        for number, wanted in enumerate(gold)
        if 2 * sum(_shared(place, wanted) for place in places) > wanted.end - wanted.start
    )


def _shared(one: Place, other: Place) -> int:
    """Count the characters that two places share."""
    return max(0, min(one.end, other.end) - max(one.start, other.start)) if one.paragraph == other.paragraph else 0


def aligned(book: Book, one_paragraph: bool) -> Iterator[GoldBead]:
    """Align the raw text of a book; give its beads with the numbers of the gold's sentences."""
    numbers = (
        book.paragraphs if book.paragraphs and not one_paragraph else ([0] * len(book.source), [0] * len(book.target))
    )
    source, gold_source = joined(book.source, numbers[0], "fr")
    target, gold_target = joined(book.target, numbers[1], "en")
    model = find_model("embedded")
    documents = SegmentStage()([Document(book.name, source, target)])
    documents = TranslateStage(model, TranslateOptions(beam=1))(documents)
    [done] = AlignStage(fill=False, judge=model)(documents)
    cut_source, cut_target = done.source.places(), done.reference.places() if done.reference else []
    for bead in done.beads:
        sources, targets = [cut_source[n] for n in bead.source], [cut_target[n] for n in bead.target]
        yield held_by(sources, gold_source), held_by(targets, gold_target)


def main() -> None:
    """Score and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--one-paragraph", action="store_true", help="a book is one paragraph on each side")
    arguments = parser.parse_args()
    shelf = list(read_books(arguments.folder))
    results = [(list(aligned(book, arguments.one_paragraph)), book.gold) for book in shelf]
    for book, result in zip(shelf, results, strict=True):
        print(f"{book.name:32} strict {f1_scores([result])[0]:.3f}  lax {f1_scores([result])[1]:.3f}")
    exact, near = f1_scores(results)
    print(f"{'all':32} strict {exact:.3f}  lax {near:.3f}")


if __name__ == "__main__":
    main()
