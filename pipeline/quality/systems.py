"""Systems: what made hypotheses that are measured or compared, such as a run, a model, or a file of lines."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.pairs import Pair
from pipeline.quality.checks import has_letters
from pipeline.quality.score import Thresholds, score_documents
from pipeline.standing import Standing, find_standing

LineKey = tuple[str, str, int]
"""What a line is found by in every system: its document, its French (or its id), which of equal ones it is."""


def tell_lines(count: int) -> str:
    """Say how many lines.

    >>> tell_lines(1), tell_lines(2)
    ('1 line', '2 lines')
    """
    return "1 line" if count == 1 else f"{count} lines"


def check_counts(one: tuple[str, int], other: tuple[str, int]) -> None:
    """Raise InputError unless two files, each with its number of lines, have equally many."""
    if one[1] != other[1]:
        raise InputError(f"{other[0]}: has {tell_lines(other[1])}, and {one[0]} has {one[1]}: they must correspond")


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A hypothesis, with what is known of it.

    `source` is empty where only English is known, `references` where there is none. `standing` is None where nothing
    is known of the source.
    """

    id: str
    hypothesis: str
    document: str = ""
    source: str = ""
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    standing: Standing | None = None
    adequacy: float | None = None


@dataclass(frozen=True, slots=True)
class System:
    """A name, and the lines in order; `left_out` says what of its file is no line to compare, and how many.

    `by_people` says that its lines are what people have written, as a machine has made nothing of it.
    """

    name: str
    lines: tuple[SystemLine, ...]
    left_out: Mapping[str, int] = field(default_factory=dict)
    by_people: bool = False

    @property
    def hypotheses(self) -> list[str]:
        """The hypotheses of all lines."""
        return [line.hypothesis for line in self.lines]

    @property
    def references(self) -> list[list[str]]:
        """The references of all lines, as sacrebleu has them: the first of every line, then the second ones.

        All lines must have equally many, as those of a file and those that are `measured` have.
        """
        return [list(one) for one in zip(*(line.references for line in self.lines), strict=True)]

    @property
    def measured(self) -> "System":
        """The part whose lines have references: a run has none for what a human translation leaves out."""
        return replace(self, lines=tuple(line for line in self.lines if line.references))

    @property
    def documents(self) -> list[str]:
        """The names of its documents, in order."""
        return list(dict.fromkeys(line.document for line in self.lines))

    def of(self, document: str) -> "System":
        """Give the part of one document."""
        return replace(self, lines=tuple(line for line in self.lines if line.document == document))


def system_of_pairs(name: str, pairs: Iterable[Pair]) -> System:
    """Make a system of a run's pairs: the machine's English, and the human translation where there is one.

    A pair that only a person has translated says nothing of the machine; nor does one that a person corrected, which
    has often begun as the machine's and would flatter it, nor what has no letters.
    """
    lines, left_out = [], Counter[str]()
    for pair in pairs:
        reason = _why_not(pair)
        if reason:
            left_out[reason] += 1
        else:
            lines.append(_line_of(pair))
    return System(name, tuple(lines), dict(left_out))


def system_of_people(name: str, pairs: Iterable[Pair]) -> System:
    """Make a system of what people have translated or corrected in a run, where a machine has made nothing."""
    lines, left_out = [], Counter[str]()
    for pair in pairs:
        if not (pair.source and pair.target):
            left_out["with an empty side"] += 1
        elif not has_letters(pair.source):
            left_out["without letters"] += 1
        else:
            lines.append(_as_given(pair))
    return System(name, tuple(lines), dict(left_out), by_people=True)


def _why_not(pair: Pair) -> str:
    """Say why a pair is no line to compare, "" where it is one."""
    if not pair.source:
        return "without French"
    if not has_letters(pair.source):
        return "without letters"
    if pair.origin == "corrected":
        return "corrected by a person"
    if pair.origin == "human":
        return "" if pair.machine is not None and pair.target else "not translated by machine"
    return ""


def _line_of(pair: Pair) -> SystemLine:
    """Give the line that a pair is; scores and flags are told only where they are those of the machine's English."""
    if pair.origin == "human":
        return SystemLine(pair.id, pair.machine or "", pair.document, pair.source, (pair.target,))
    return _as_given(pair)


def _as_given(pair: Pair) -> SystemLine:
    """Give the line of a pair whose English is the hypothesis, with what the run has found of it."""
    adequacy = pair.scores.get("adequacy")
    return SystemLine(pair.id, pair.target, pair.document, pair.source, (), pair.flags, pair.standing, adequacy)


def judged(system: System) -> System:
    """Give a system with adequacy, flags and standing of every line whose French is known, by its texts alone.

    What a run knew of its own English stays, as it knew more: the model's scores of it.

    >>> [line] = judged(System("a", (SystemLine("1", "There are 21 cats.", source="Il y a 12 chats."),))).lines
    >>> line.flags, line.standing
    (('doubtful_translation', 'missing_numbers'), 'poor')
    """
    chosen = [n for n, line in enumerate(system.lines) if line.source and line.standing is None]
    if not chosen:
        return system
    texts = [system.lines[n].source for n in chosen]
    document = Document(
        "lines",
        Text("fr", tuple(Paragraph(text, segments=(Segment(0, len(text)),)) for text in texts)),
        hypotheses=tuple(Hypothesis(system.lines[n].hypothesis) for n in chosen),
        beads=tuple(Bead((n,), (n,)) for n in range(len(chosen))),
    )
    [scored] = score_documents([document], Thresholds())
    lines = list(system.lines)
    for n, bead in zip(chosen, scored.beads, strict=True):
        lines[n] = replace(
            lines[n], flags=bead.flags, standing=find_standing(bead), adequacy=bead.scores.get("adequacy")
        )
    return replace(system, lines=tuple(lines))


@dataclass(frozen=True, slots=True)
class Matched:
    """Systems with the lines that all of them have, in the order of the first; and those that only some have.

    `missing` names for each system the lines of the others that it lacks, by their ids there, and `absent` the
    documents of which it has none.
    """

    systems: tuple[System, ...]
    missing: tuple[tuple[str, ...], ...]
    absent: tuple[tuple[str, ...], ...] = ()


def match(systems: Sequence[System]) -> Matched:
    """Find the lines that all systems have: by document and French, or by their ids where no French is known.

    Documents that have other names in every system count as the same; of French that comes again, the first is matched
    with the first, the second with the second.

    Raises:
        InputError: only some know their French, or none does and they have other numbers of lines.

    >>> a = System("a", (SystemLine("x:1", "Yes.", "x", "Oui."), SystemLine("x:2", "No.", "x", "Non.")))
    >>> b = System("b", (SystemLine("x:1", "No!", "x", "Non."),))
    >>> found = match([a, b])
    >>> [[line.hypothesis for line in system.lines] for system in found.systems], found.missing
    ([['No.'], ['No!']], ((), ('x:1',)))
    """
    by_document = _share_documents(systems)
    by_source = _all_have_source(systems)
    keyed = [dict(_keyed(system.lines, by_document, by_source)) for system in systems]
    common = [key for key in keyed[0] if all(key in other for other in keyed[1:])]
    everywhere = {key: line.id for lines in reversed(keyed) for key, line in lines.items()}
    order = [key for lines in keyed for key in lines]
    missing = tuple(tuple(everywhere[key] for key in dict.fromkeys(order) if key not in lines) for lines in keyed)
    found = tuple(
        replace(system, lines=tuple(lines[key] for key in common)) for system, lines in zip(systems, keyed, strict=True)
    )
    documents = dict.fromkeys(name for system in systems for name in system.documents) if by_document else {}
    absent = tuple(tuple(name for name in documents if name not in system.documents) for system in systems)
    return Matched(found, missing, absent)


def _all_have_source(systems: Sequence[System]) -> bool:
    """Tell whether lines can be found by their French; where they cannot, there must be equally many.

    Raises:
        InputError: some have French and others do not, or the numbers of lines differ.
    """
    lacking = [system for system in systems if not any(line.source for line in system.lines)]
    if not lacking:
        return True
    if len(lacking) < len(systems):
        raise InputError(f"{lacking[0].name}: has no French to find its lines by, as the others have; give --source")
    for system in systems:
        check_counts((systems[0].name, len(systems[0].lines)), (system.name, len(system.lines)))
    return False


def _share_documents(systems: Sequence[System]) -> bool:
    """Tell whether any document has the same name in two systems."""
    names = Counter(name for system in systems for name in system.documents)
    return any(count > 1 for count in names.values())


def _keyed(lines: Iterable[SystemLine], by_document: bool, by_source: bool) -> Iterator[tuple[LineKey, SystemLine]]:
    """Give each line with what it is found by."""
    seen = Counter[tuple[str, str]]()
    for line in lines:
        found = line.document if by_document else "", " ".join(line.source.split()) if by_source else line.id
        seen[found] += 1
        yield (*found, seen[found]), line


def share_references(systems: Sequence[System]) -> tuple[tuple[System, ...], int]:
    """Give matched systems with the same references in all, and tell in how many lines those given differ.

    A run aligns anew: it may have given a sentence another part of the human translation. Such a line has no
    reference then; one that only some systems know is that of the others too. Spaces make no difference.
    """
    shared, differing = [], 0
    for lines in zip(*(system.lines for system in systems), strict=True):
        given = {tuple(" ".join(text.split()) for text in line.references): line for line in lines if line.references}
        differing += len(given) > 1
        shared.append(next(iter(given.values())).references if len(given) == 1 else ())
    changed = (
        replace(
            system,
            lines=tuple(replace(line, references=one) for line, one in zip(system.lines, shared, strict=True)),
        )
        for system in systems
    )
    return tuple(changed), differing
