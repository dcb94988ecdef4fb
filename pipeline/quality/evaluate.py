"""Count what a run did, and measure the machine against the human translation with sacrebleu.

A score never stands alone: its signature and 95 % bootstrap interval (Koehn 2004) stand beside it.
"""

from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.document import NOT_ASKED, Document, FileAccount, Paragraph, Side
from pipeline.glossary import NO_GLOSSARY, Glossary, Term
from pipeline.letters import NO_TEXT, REASONS, SIGNS, count_letters, tell_left_out, tell_letters
from pipeline.pairs import Pair, pairs
from pipeline.quality.checks import has_letters
from pipeline.quality.corpus_scores import measure, rounded, sentence_scores
from pipeline.quality.counts import count
from pipeline.quality.metrics import (
    Adequacy,
    CorpusScores,
    Counts,
    LeftOutTotal,
    Metrics,
    MissedTerm,
    OriginAdequacy,
    Spread,
    TermUse,
    WorstPair,
)
from pipeline.quality.warnings import Signs

NOT_CALIBRATED = (
    "adequacy was not fitted with this model: it goes without the model's own scores, and its probabilities are rough"
)
_HALF = 0.5


@dataclass(frozen=True, slots=True)
class EvaluateOptions:
    """What is measured: corpus scores by name, bootstrap resamples for their intervals, how many worst pairs."""

    metrics: tuple[str, ...] = ("bleu", "chrf", "ter")
    bootstrap: int = 1000
    worst: int = 20


@dataclass
class Tally:
    """What is gathered from documents one at a time."""

    counts: Counts = field(default_factory=Counts)
    flags: Counter[str] = field(default_factory=Counter)
    notes: Counter[str] = field(default_factory=Counter)
    model_scores: "array[float]" = field(default_factory=lambda: array("d"))
    compared: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Identifier, source, machine and human text of every bead that has both sides."""
    adequacy: dict[str, "array[float]"] = field(default_factory=dict)
    """The adequacy of pairs by the origin of their English."""
    worst: list[WorstPair] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: dict[str, LeftOutTotal] = field(default_factory=dict)
    accounts: list[FileAccount] = field(default_factory=list)


@dataclass
class TermTally:
    """How a glossary was kept to: in how many pairs each of its terms stands, and where its English is missing."""

    used: Counter[Term] = field(default_factory=Counter)
    missed: dict[Term, list[str]] = field(default_factory=dict)

    def note(self, document: Document, glossary: Glossary) -> None:
        """Look at every pair of a document that has both sides, and is not kept from translation as code is.

        What a reviewer found right misses no term.
        """
        if not glossary.terms:
            return
        paragraphs = document.source.paragraphs
        for bead, pair in zip(document.beads, pairs(document), strict=True):
            if not pair.target or _is_kept(pair, paragraphs, document.before.paragraphs):
                continue
            self.used.update(use.term for use in glossary.uses(pair.source))
            for use in () if bead.reviewed else glossary.missing(pair.source, pair.target):
                self.missed.setdefault(use.term, []).append(pair.id)

    def summary(self) -> TermUse:
        """Give the counts, and every term that was missed with the pairs in which it was."""
        misses = (
            MissedTerm(term.source, " | ".join(term.targets), self.used[term], tuple(places))
            for term, places in sorted(self.missed.items())
        )
        return TermUse(self.used.total(), sum(map(len, self.missed.values())), tuple(misses))


class WholeTally:
    """What is told of one document as a whole, gathered part by part: the letters of its files, and warnings."""

    def __init__(self, document: Document) -> None:
        self._id = document.id
        self._accounts = list(document.accounts())
        self._letters: Counter[Side] = Counter()
        self._signs = Signs()

    def add(self, document: Document) -> None:
        """Look at a part."""
        source = document.source.sentences()
        human = document.reference.sentences() if document.reference else []
        self._letters["source"] += count_letters("".join(source)).total()
        self._letters["reference"] += count_letters("".join(human)).total()
        self._signs.add(document.beads, source, human, document.before)

    def close(self, tally: Tally) -> None:
        """Put what was gathered into a tally."""
        for account in self._accounts:
            _count_letters(account, self._letters[account.side], tally)
            tally.warnings.extend(f"{self._id}: {remark}" for remark in account.account.remarks)
        tally.warnings.extend(f"{self._id}: {problem}" for problem in self._signs.told())


def evaluate(
    documents: Iterable[Document],
    options: EvaluateOptions,
    glossary: Glossary = NO_GLOSSARY,
    calibrated: bool = True,
) -> Metrics:
    """Count and measure finished documents, which may come in parts.

    `calibrated` says that adequacy was fitted with the model used.
    """
    tally = Tally()
    terms = TermTally()
    whole: WholeTally | None = None
    for document in documents:
        if whole is None or document.part == 0:
            if whole:
                whole.close(tally)
            whole = WholeTally(document)
        whole.add(document)
        _count(document, tally, options)
        terms.note(document, glossary)
    if whole:
        whole.close(tally)
    return Metrics(
        counts=tally.counts,
        flags=dict(sorted(tally.flags.items())),
        notes=dict(sorted(tally.notes.items())),
        model_score=_spread(tally.model_scores),
        adequacy=_adequacy(tally.adequacy, calibrated),
        machine_against_human=_corpus_scores(tally, options),
        glossary=terms.summary() if glossary.terms else None,
        worst=tuple(_worst(tally, options.worst)),
        warnings=(*glossary.problems, *tally.warnings),
        left_out={reason: tally.left_out[reason] for reason in REASONS if reason in tally.left_out},
        accounts=tuple(tally.accounts),
    )


def _count(document: Document, tally: Tally, options: EvaluateOptions) -> None:
    """Count a document or a part of one into a tally: sentences, notes and flags, and what of it can be measured."""
    tally.counts += count(document)
    made = (hypothesis for hypothesis in document.hypotheses if hypothesis != NOT_ASKED)
    tally.notes.update(note for hypothesis in made for note in hypothesis.notes)
    tally.flags.update(flag for bead in document.beads for flag in bead.flags)
    for bead, pair in zip(document.beads, pairs(document), strict=True):
        if not bead.correction:  # a corrected text has often begun as the machine's, and would flatter it
            _measure(pair, tally, options)


def _is_kept(pair: Pair, paragraphs: Sequence[Paragraph], before: int) -> bool:
    """Tell whether all of a pair's French stays as it is, as code and formulas do."""
    return all(paragraphs[place.paragraph - before].is_kept(place.start, place.end) for place in pair.source_places)


def _count_letters(found: FileAccount, letters: int, tally: Tally) -> None:
    """Count what became of the letters of a file, so many of which its sentences have, and warn of what got lost."""
    account = found.account
    segmented = letters - account.paragraphs
    unread, added = account.unread + max(-segmented, 0), account.added + max(segmented, 0)
    tally.accounts.append(found)
    tally.counts += Counts(
        letters=account.letters,
        letters_left_out=sum(one.letters for one in account.left_out if one.reason not in NO_TEXT),
        letters_unexplained=unread + added,
    )
    for one in account.left_out:
        before = tally.left_out.get(one.reason, LeftOutTotal(0, 0))
        tally.left_out[one.reason] = LeftOutTotal(before.letters + one.letters, before.times + one.times)
    name = found.document if found.side == "source" else f"{found.document}, its translation"
    tally.warnings += [f"{name}: {tell_left_out(one)}" for one in account.left_out if one.reason in SIGNS]
    for number, what in ((unread, "were not read"), (added, "were read twice")):
        if number:
            tally.warnings.append(f"{name}: {tell_letters(number)} of its text {what}: please report it")


def _measure(pair: Pair, tally: Tally, options: EvaluateOptions) -> None:
    """Put a pair into a tally: to be compared where it has both human and machine English, and among the worst."""
    if pair.origin == "human" and pair.machine and pair.target and has_letters(pair.source):
        tally.compared.append((pair.id, pair.source, pair.machine, pair.target))
    model, adequacy = pair.scores.get("model_score"), pair.scores.get("adequacy")
    if model is not None:
        tally.model_scores.append(model)
    if adequacy is not None:
        tally.adequacy.setdefault(pair.origin, array("d")).append(adequacy)
        tally.worst.append(WorstPair(pair.id, pair.source, adequacy=adequacy, model_score=model, target=pair.target))
        if len(tally.worst) > 10 * options.worst + 1000:
            tally.worst = _least_adequate(tally.worst, options.worst)


def _adequacy(by_origin: Mapping[str, Sequence[float]], calibrated: bool) -> Adequacy | None:
    """Say how the adequacy of pairs is spread, None where no pair has any; human English is always calibrated."""
    every = [value for values in by_origin.values() for value in values]
    if not every:
        return None
    found = {origin: _of_origin(values) for origin, values in sorted(by_origin.items())}
    whole, is_calibrated = _of_origin(every), calibrated or "machine" not in by_origin
    note = "" if is_calibrated else NOT_CALIBRATED
    return Adequacy(is_calibrated, note, whole.pairs, whole.under_half, whole.spread, found)


def _of_origin(values: Sequence[float]) -> OriginAdequacy:
    """Say how the adequacy of some pairs is spread."""
    under = sum(value < _HALF for value in values)
    return OriginAdequacy(len(values), round(under / len(values), 4), _spread_of(values))


def _least_adequate(found: Iterable[WorstPair], most: int) -> list[WorstPair]:
    """Give the pairs of least adequacy; of equal ones the first by their names."""
    return sorted(found, key=lambda pair: (pair.adequacy or 0.0, pair.id))[:most]


def _corpus_scores(tally: Tally, options: EvaluateOptions) -> CorpusScores | None:
    """Compute BLEU (Papineni et al. 2002), chrF2 (Popović 2015) and TER (Snover et al. 2006) by sacrebleu."""
    if not tally.compared or not options.metrics:
        return None
    hypotheses, references = [row[2] for row in tally.compared], [row[3] for row in tally.compared]
    resamples = options.bootstrap if len(tally.compared) > 1 else 0
    scores = rounded(measure(hypotheses, [references], options.metrics, resamples), 2)
    return CorpusScores(len(tally.compared), scores, tally.counts.corrected)


def _worst(tally: Tally, most: int) -> list[WorstPair]:
    """Give the pairs to look at first: furthest from the human translation, else those of least adequacy."""
    if not tally.compared:
        return _least_adequate(tally.worst, most)
    scores = sentence_scores([row[2] for row in tally.compared], [[row[3] for row in tally.compared]])
    scored = sorted((score, *row) for score, row in zip(scores, tally.compared, strict=True))
    return [
        WorstPair(name, source, chrf=round(score, 2), machine=machine, human=human)
        for score, name, source, machine, human in scored[:most]
    ]


def _spread(values: Sequence[float]) -> Spread | None:
    """Give the mean and percentiles of some numbers, None where there are none."""
    return _spread_of(values) if values else None


def _spread_of(values: Sequence[float]) -> Spread:
    """Give the mean and percentiles of some numbers."""
    ordered = sorted(values)
    percentiles = (ordered[(len(ordered) - 1) * percent // 100] for percent in (5, 25, 50, 75, 95))
    return Spread(round(sum(ordered) / len(ordered), 4), *percentiles)
