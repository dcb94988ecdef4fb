"""What a person's review of pairs comes to, compared with the documents as they are now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.pairs import Sides, pairs
from pipeline.review.corrections import EnglishCorrection, recognised

COLUMNS = ("id", "reason", "source", "target")
"""Of a table of pairs to review."""
AS_WRITTEN = "as-written"
"""In XLIFF, the category of the note that keeps a unit's English as it went out."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A pair as a person left it; `original` is the English they were shown, None where the file does not tell."""

    id: str
    source: str
    target: str
    original: str | None = None


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


def judge(rows: Iterable[Reviewed], documents: Iterable[Document]) -> Verdicts:
    """Tell the corrections among the rows of a review.

    A row is none when its English is empty, is that of the pair, or is what the person was shown. Where the file does
    not tell what that was, neither is the English the pair would have without earlier corrections: the file may be
    older than they are.
    """
    known = _known(documents)
    anywhere: dict[str, list[_Known]] = defaultdict(list)
    for (_, french), pairs_of_document in known.items():
        anywhere[french] += pairs_of_document
    corrections, unknown, unchanged = [], [], 0
    for row in rows:
        document, french = row.id.rpartition(":")[0], recognised(row.source)
        own = known.get((document, french))
        found = own or anywhere.get(french)
        if not french and not row.target:  # an XLIFF file without pairs has an empty unit all the same
            continue
        if not found:
            unknown.append(row)
        elif _spaced(row.target) in _answers(row, found):
            unchanged += 1
        elif not own and all(one.human for one in found):  # English of another document does not stand for a human's
            unknown.append(row)
        else:
            corrections.append(EnglishCorrection(document, row.source, row.target))
    return Verdicts(tuple(corrections), unchanged, tuple(unknown))


def _known(documents: Iterable[Document]) -> dict[tuple[str, str], list[_Known]]:
    """The pairs of documents, by document and French."""
    found = defaultdict(list)
    for document in documents:
        sides = Sides(document)
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if french := recognised(pair.source):
                human = bead.origin == "human" and bool(bead.target)
                found[document.id, french].append(_Known(pair.id, pair.target, sides.uncorrected(bead), human))
    return dict(found)


def _answers(row: Reviewed, found: list[_Known]) -> Iterator[str]:
    """The English that says nothing new: of the row's own pair, or of all with its French where that is gone."""
    yield ""
    for known in [one for one in found if one.id == row.id] or found:
        yield _spaced(known.target)
        yield _spaced(known.uncorrected if row.original is None else row.original)


def _spaced(text: str) -> str:
    r"""The text with one space for each run of spaces and characters that no format keeps.

    >>> _spaced(" One\n\x07two. ")
    'One two.'
    """
    return " ".join("".join(c if c.isprintable() and c != "\ufffd" else " " for c in text).split())
