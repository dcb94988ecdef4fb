"""The numbers that a run, its copies, its report and its metrics tell of documents: counted here, and worded here.

Whoever tells how many pairs are by machine, or to be checked, asks these functions, so that all say the same.
"""

from collections import Counter
from dataclasses import replace

from pipeline.document import Bead, Document
from pipeline.pairs import find_giver
from pipeline.quality.metrics import Counts, Selected
from pipeline.standing import find_standing


def count(document: Document) -> Counts:
    """Count a document or a part of one: its sentences and those of them that are lost, and its pairs in every way."""
    total = Counts(
        documents=int(document.part == 0),
        paragraphs=len(document.source.paragraphs),
        sentences=len(document.source.places()),
        lost=lost_sentences(document),
    )
    pairs = Counter(count_pair(bead, document) for bead in document.beads)  # most count alike
    return sum((counts * times for counts, times in pairs.items()), total)


def count_pair(bead: Bead, document: Document) -> Counts:
    """Count one pair of a document."""
    giver, standing = find_giver(bead, document), find_standing(bead)
    counts = Counts(
        pairs=1,
        machine_pairs=int(giver == "machine"),
        human_pairs=int(giver == "human"),
        corrected=int(giver == "corrected"),
        copied_pairs=int(giver == "copied"),
        empty_pairs=int(giver == "none"),
        sure=int(standing == "sure"),
        check=int(standing == "check"),
        poor=int(standing == "poor"),
        sure_machine=int(giver == "machine" and standing == "sure" and not bead.reviewed),
        reviewed_machine=int(giver == "machine" and bead.reviewed),
        reviewed=int(bead.reviewed),
        flagged=int(bool(bead.flags)),
    )
    if not bead.source:
        return replace(counts, added_english=len(bead.target))
    size = len(bead.source)
    match giver:
        case "none":
            return replace(counts, without_english=size)
        case "human":
            return replace(counts, human=size)
        case "corrected":
            return replace(counts, corrected_sentences=size)
    if bead.origin == "human":  # a file gives it as such
        return replace(counts, **{"translated" if giver == "machine" else "copied": size})
    copied = sum("copied" in document.hypotheses[number].notes for number in bead.target)
    return replace(counts, copied=copied, translated=size - copied)


def lost_sentences(document: Document) -> int:
    """Count the French sentences that came to no bead, and the paragraphs whose sentences do not cover their text.

    >>> from pipeline.document import Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    >>> lost_sentences(Document("d", text, beads=(Bead((0,), ()),)))
    1
    """
    held = [0] * len(document.source.places())
    for bead in document.beads:
        for number in bead.source:
            held[number] += 1
    uncovered = 0
    for paragraph in document.source.paragraphs:
        ends = [0, *(end for _, end in paragraph.segments)]
        starts = [*(start for start, _ in paragraph.segments), len(paragraph.text)]
        between = zip(ends, starts, strict=True)
        uncovered += any(end > start or paragraph.text[end:start].strip() for end, start in between)
    return sum(number != 1 for number in held) + uncovered


def list_givers(counts: Counts) -> list[tuple[str, int]]:
    """List who gave the English of so many pairs, in words; who gave none is left out."""
    numbers = {
        "by machine": counts.machine_pairs,
        "by a person": counts.human_pairs,
        "corrected by a person": counts.corrected,
        "copied": counts.copied_pairs,
        "without English": counts.empty_pairs,
    }
    return [(name, number) for name, number in numbers.items() if number]


def list_standings(counts: Counts) -> list[tuple[str, int]]:
    """List how many pairs are of each standing, in words; what none is of is left out."""
    numbers = {"sure": counts.sure, "to check": counts.check, "poor": counts.poor}
    return [(name, number) for name, number in numbers.items() if number]


def tell_givers(counts: Counts) -> str:
    """Say how many pairs there are, and who gave their English.

    >>> tell_givers(Counts(pairs=9, machine_pairs=4, human_pairs=3, corrected=1, copied_pairs=1))
    '9 pairs: 4 by machine, 3 by a person, 1 corrected by a person, 1 copied'
    """
    pairs = "1 pair" if counts.pairs == 1 else f"{counts.pairs} pairs"
    return ": ".join(filter(None, [pairs, _join(list_givers(counts))]))


def tell_standings(counts: Counts) -> str:
    """Say how far the pairs can be trusted; "" where there are none.

    >>> tell_standings(Counts(pairs=9, sure=6, check=2, poor=1, reviewed=1))
    '6 sure, 2 to check, 1 poor; 1 found right by a reviewer'
    """
    told = _join(list_standings(counts))
    return f"{told}; {counts.reviewed} found right by a reviewer" if counts.reviewed else told


def tell_selected(found: Selected) -> list[str]:
    r"""Say what repeats itself, what data leave out and why, and how large the splits are; nothing where all is kept.

    >>> found = Selected(3, 1, "adequacy >= .5", 6, 4, {"adequacy >= .5": 4}, {"train": 5, "test": 1})
    >>> print("\n".join(tell_selected(found)))
    repeat an earlier pair: 3, and nearly 1
    in data 6 pairs (train 5, test 1), in rejected.jsonl 4: adequacy >= .5 (4)
    """
    if not (found.where or found.splits):
        return []
    sizes = ", ".join(f"{name} {size}" for name, size in found.splits.items())
    reasons = ", ".join(f"{reason} ({number})" for reason, number in found.reasons.items())
    kept = f"in data {found.kept} pairs{f' ({sizes})' if sizes else ''}"
    return [
        f"repeat an earlier pair: {found.duplicates}, and nearly {found.near_duplicates}",
        f"{kept}, in rejected.jsonl {found.rejected}{f': {reasons}' if reasons else ''}",
    ]


def _join(numbers: list[tuple[str, int]]) -> str:
    """Join numbers and what they are of."""
    return ", ".join(f"{number} {name}" for name, number in numbers)
