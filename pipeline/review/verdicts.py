"""Verdicts: what a person's review of pairs comes to, compared with the documents as they are now."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Document
from pipeline.pairs import BeadTexts, pairs
from pipeline.review.corrections import Approval, EnglishCorrection, fold
from pipeline.review.exchange import Reviewed


@dataclass(frozen=True, slots=True)
class Verdicts:
    """What a review comes to: corrections, rows that change nothing, and rows whose French is not in the texts.

    `approvals` are of pairs found right, corrected ones included; `emptied` are rows whose English a person took away,
    which changes nothing either: no English is lost by an empty cell.
    """

    corrections: tuple[EnglishCorrection, ...]
    unchanged: int
    unknown: tuple[Reviewed, ...]
    approvals: tuple[Approval, ...] = ()
    emptied: tuple[Reviewed, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A pair of the run: its English now, what it would be without any correction, and whether a human wrote that.

    `reviewed` says that it was found right before.
    """

    id: str
    target: str
    uncorrected: str
    human: bool
    reviewed: bool = False


def reach_verdicts(rows: Iterable[Reviewed], documents: Iterable[Document]) -> Verdicts:
    """Tell corrections among the rows of a review from what changes nothing and what is not in the documents.

    A row that says so makes an approval, if its French is in its document. A row is no correction when its English is
    empty, is that of the pair, or is what the person was shown. Where the file does not tell what that was, the English
    that the pair would have without earlier corrections is none either: the file may be older than they are.
    """
    in_document, anywhere = _index(documents)
    corrections, approvals, unknown, emptied, unchanged = [], [], [], [], 0
    for row in rows:
        document, french = row.id.rpartition(":")[0], fold(row.source)
        if not french and not row.target:  # an XLIFF file without pairs has an empty unit all the same
            continue
        own = in_document.get((document, french))
        found = own or anywhere.get(french)
        if not found:
            unknown.append(row)
            continue
        approved = _find_approved(row, own or []) if row.is_right else None
        if approved is not None:
            approvals.append(Approval(document, row.source, approved))
        if not _spaced(row.target) and _had_english(row, found):
            emptied.append(row)
        elif _spaced(row.target) in _answers(row, found):
            unchanged += approved is None
        elif not own and all(one.human for one in found):  # English of another document does not stand for a human's
            unknown.append(row)
        else:
            corrections.append(EnglishCorrection(document, row.source, row.target))
    return Verdicts(tuple(corrections), unchanged, tuple(unknown), tuple(approvals), tuple(emptied))


def _index(documents: Iterable[Document]) -> tuple[dict[tuple[str, str], list[_Known]], dict[str, list[_Known]]]:
    """Give the pairs of documents by document and folded French, and by folded French alone."""
    in_document: dict[tuple[str, str], list[_Known]] = defaultdict(list)
    anywhere: dict[str, list[_Known]] = defaultdict(list)
    for document in documents:
        sides = BeadTexts(document)
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if french := fold(pair.source):
                human = bead.origin == "human" and bool(bead.target)
                known = _Known(pair.id, pair.target, sides.uncorrected(bead), human, bead.reviewed)
                in_document[document.id, french].append(known)
                anywhere[french].append(known)
    return in_document, anywhere


def _had_english(row: Reviewed, found: list[_Known]) -> bool:
    """Tell whether a person was shown English where none is left; a row found right was not emptied on purpose."""
    shown = [row.original] if row.original is not None else [one.target for one in found if one.id == row.id]
    return not row.is_right and any(map(_spaced, shown))


def _answers(row: Reviewed, found: list[_Known]) -> Iterator[str]:
    """Give the English that says nothing new: of the row's own pair, or of all with its French where that is gone."""
    yield ""
    for known in [one for one in found if one.id == row.id] or found:
        yield _spaced(known.target)
        yield _spaced(known.uncorrected if row.original is None else row.original)


def _find_approved(row: Reviewed, found: list[_Known]) -> str | None:
    """Find the English that a row says is right: its own, or where that is empty that of the pair with its French.

    It is None where that was said before, or there is no such pair.
    """
    pairs = [one for one in found if one.id == row.id] or found
    if not pairs:
        return None
    english = row.target or pairs[0].target
    known = any(one.reviewed and _spaced(one.target) == _spaced(english) for one in pairs)
    return None if known else english


def _spaced(text: str) -> str:
    r"""Put one space for each run of spaces and of characters that no format keeps.

    >>> _spaced(" One\n\x07two. ")
    'One two.'
    """
    return " ".join("".join(c if c.isprintable() and c != "\ufffd" else " " for c in text).split())
