"""Verdicts: what a person's review of pairs comes to, compared with the documents as they are now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.pairs import BeadTexts, pairs
from pipeline.review.corrections import EnglishCorrection, fold
from pipeline.review.exchange import Reviewed


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a review comes to: corrections, rows that change nothing, and rows whose French is not in the texts."""

    corrections: tuple[EnglishCorrection, ...]
    unchanged: int
    unknown: tuple[Reviewed, ...]


@dataclass(frozen=True, slots=True)
class _Known:
    """A pair of the run: its English now, what it would be without any correction, and whether a human wrote that."""

    id: str
    target: str
    uncorrected: str
    human: bool


def reach_verdicts(rows: Iterable[Reviewed], documents: Iterable[Document]) -> Verdicts:
    """Tell corrections among the rows of a review from what changes nothing and what is not in the documents.

    A row is no correction when its English is empty, is that of the pair, or is what the person was shown. Where the
    file does not tell what that was, the English that the pair would have without earlier corrections is none either:
    the file may be older than they are.
    """
    in_document, anywhere = _index(documents)
    corrections, unknown, unchanged = [], [], 0
    for row in rows:
        document, french = row.id.rpartition(":")[0], fold(row.source)
        if not french and not row.target:  # an XLIFF file without pairs has an empty unit all the same
            continue
        own = in_document.get((document, french))
        found = own or anywhere.get(french)
        if not found:
            unknown.append(row)
        elif _spaced(row.target) in _answers(row, found):
            unchanged += 1
        elif not own and all(one.human for one in found):  # English of another document does not stand for a human's
            unknown.append(row)
        else:
            corrections.append(EnglishCorrection(document, row.source, row.target))
    return Verdicts(tuple(corrections), unchanged, tuple(unknown))


def _index(documents: Iterable[Document]) -> tuple[dict[tuple[str, str], list[_Known]], dict[str, list[_Known]]]:
    """Give the pairs of documents by document and folded French, and by folded French alone."""
    in_document: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    anywhere: dict[str, list[_Known]] = defaultdict(list)
    for document in documents:
        sides = BeadTexts(document)
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if french := fold(pair.source):
                human = bead.origin == "human" and bool(bead.target)
                known = _Known(pair.id, pair.target, sides.uncorrected(bead), human)
                in_document[document.id, french].append(known)
                anywhere[french].append(known)
    return in_document, anywhere


def _answers(row: Reviewed, found: list[_Known]) -> Iterator[str]:
    """Give the English that says nothing new: of the row's own pair, or of all with its French where that is gone."""
    yield ""
    for known in [one for one in found if one.id == row.id] or found:
        yield _spaced(known.target)
        yield _spaced(known.uncorrected if row.original is None else row.original)


def _spaced(text: str) -> str:
    r"""Put one space for each run of spaces and of characters that no format keeps.

    >>> _spaced(" One\n\x07two. ")
    'One two.'
    """
    return " ".join("".join(c if c.isprintable() and c != "\ufffd" else " " for c in text).split())
