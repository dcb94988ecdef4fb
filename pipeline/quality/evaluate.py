"""Count what a run did, and measure the machine against the human translation with sacrebleu.

A score never stands alone: its signature and 95 % bootstrap interval (Koehn 2004) stand beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.document import Bead, Document, FileAccount
from pipeline.glossary import NO_GLOSSARY, Glossary, Term
from pipeline.letters import REASONS, count_letters
from pipeline.pairs import Pair, pairs
from pipeline.quality.checks import has_letters
from pipeline.quality.metrics import (
    CorpusScores,
    Counts,
    LeftOutTotal,
    Metrics,
    MissedTerm,
    Score,
    Spread,
    TermUse,
    WorstPair,
)
from pipeline.quality.warnings import find_warnings


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
    model_scores: list[float] = field(default_factory=list)
    compared: list[tuple[str, str, str, str]] = field(default_factory=list)
    """Identifier, source, machine and human text of every bead that has both sides."""
    least_sure: list[tuple[float, str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    left_out: dict[str, LeftOutTotal] = field(default_factory=dict)
    accounts: list[FileAccount] = field(default_factory=list)


@dataclass
class TermTally:
    """How a glossary was kept to: in how many pairs each of its terms stands, and where its English is missing."""

    used: Counter[Term] = field(default_factory=Counter)
    missed: dict[Term, list[str]] = field(default_factory=dict)

    def note(self, document: Document, glossary: Glossary) -> None:
        """Look at every pair of a document that has both sides."""
        if not glossary.terms:
            return
        for pair in pairs(document):
            if pair.source and pair.target:
                self.used.update(use.term for use in glossary.uses(pair.source))
                for use in glossary.missing(pair.source, pair.target):
                    self.missed.setdefault(use.term, []).append(pair.id)

    def summary(self) -> TermUse:
        """Give the counts, and every term that was missed with the pairs in which it was."""
        misses = (
            MissedTerm(term.source, " | ".join(term.targets), self.used[term], tuple(places))
            for term, places in sorted(self.missed.items())
        )
        return TermUse(self.used.total(), sum(map(len, self.missed.values())), tuple(misses))


def evaluate(documents: Iterable[Document], options: EvaluateOptions, glossary: Glossary = NO_GLOSSARY) -> Metrics:
    """Count and measure finished documents."""
    tally = Tally()
    terms = TermTally()
    for document in documents:
        _count(document, tally, options)
        terms.note(document, glossary)
    return Metrics(
        counts=tally.counts,
        flags=dict(sorted(tally.flags.items())),
        notes=dict(sorted(tally.notes.items())),
        model_score=_spread(tally.model_scores),
        machine_against_human=_corpus_scores(tally, options),
        glossary=terms.summary() if glossary.terms else None,
        worst=tuple(_worst(tally, options.worst)),
        warnings=tuple(tally.warnings),
        left_out={reason: tally.left_out[reason] for reason in REASONS if reason in tally.left_out},
        accounts=tuple(tally.accounts),
    )


def lost_sentences(document: Document) -> int:
    """Count the French sentences that came to no bead, and the paragraphs whose sentences do not cover their text.

    >>> from pipeline.document import Bead, Paragraph, Segment, Text
    >>> text = Text("fr", (Paragraph("Un. Deux.", segments=(Segment(0, 3), Segment(4, 9))),))
    >>> lost_sentences(Document("d", text, beads=(Bead((0,), ()),)))
    1
    """
    held = Counter(number for bead in document.beads for number in bead.source)
    missing = sum(held[number] != 1 for number in range(len(document.source.places())))
    uncovered = 0
    for paragraph in document.source.paragraphs:
        ends = [0, *(end for _, end in paragraph.segments)]
        starts = [*(start for start, _ in paragraph.segments), len(paragraph.text)]
        between = list(zip(ends, starts, strict=True))
        uncovered += any(end > start or paragraph.text[end:start].strip() for end, start in between)
    return missing + uncovered


def _count(document: Document, tally: Tally, options: EvaluateOptions) -> None:
    """Count a document into a tally: its sentences, warnings, notes and flags, and what of it can be measured."""
    tally.counts += Counts(
        documents=1,
        paragraphs=len(document.source.paragraphs),
        sentences=len(document.source.places()),
        lost=lost_sentences(document),
    )
    for account in document.accounts():
        _count_letters(document, account, tally)
    human = document.reference.sentences() if document.reference else []
    found = find_warnings(document.beads, document.source.sentences(), human)
    tally.warnings.extend(f"{document.id}: {problem}" for problem in found)
    tally.notes.update(note for hypothesis in document.hypotheses for note in hypothesis.notes)
    for bead, pair in zip(document.beads, pairs(document), strict=True):
        tally.counts += _counted(bead, document)
        tally.flags.update(bead.flags)
        if not bead.correction:  # a corrected text has often begun as the machine's, and would flatter it
            _measure(pair, tally, options)


def _count_letters(document: Document, found: FileAccount, tally: Tally) -> None:
    """Count what became of the letters of a file, from its first byte to its sentences, and warn of what got lost."""
    account = found.account
    text = document.source if found.side == "source" or not document.reference else document.reference
    segmented = count_letters("".join(text.sentences())).total() - account.paragraphs
    unread, added = account.unread + max(-segmented, 0), account.added + max(segmented, 0)
    tally.accounts.append(found)
    tally.counts += Counts(
        letters=account.letters,
        letters_left_out=sum(one.letters for one in account.left_out),
        letters_unexplained=unread + added,
    )
    for one in account.left_out:
        before = tally.left_out.get(one.reason, LeftOutTotal(0, 0))
        tally.left_out[one.reason] = LeftOutTotal(before.letters + one.letters, before.times + one.times)
    for number, what in ((unread, "were not read"), (added, "were read twice")):
        if number:
            name = document.id if found.side == "source" else f"{document.id}, its translation"
            tally.warnings.append(f"{name}: {number} letters of its text {what}: please report it")


def _counted(bead: Bead, document: Document) -> Counts:
    """Count one bead."""
    counts = Counts(pairs=1, flagged=int(bool(bead.flags)), corrected=int(bool(bead.correction)))
    if not bead.source:
        return replace(counts, added_english=len(bead.target))
    if not bead.has_english:
        return replace(counts, without_english=len(bead.source))
    if not bead.by_machine:
        return replace(counts, human=len(bead.source))
    copied = sum("copied" in document.hypotheses[number].notes for number in bead.target)
    return replace(counts, copied=copied, translated=len(bead.source) - copied)


def _measure(pair: Pair, tally: Tally, options: EvaluateOptions) -> None:
    """Put a pair into a tally: to be compared where it has both human and machine English, and among the least sure."""
    if pair.origin == "human" and pair.machine and pair.target and has_letters(pair.source):
        tally.compared.append((pair.id, pair.source, pair.machine, pair.target))
    model = pair.scores.get("model")
    if model is not None:
        tally.model_scores.append(model)
        tally.least_sure.append((model, pair.id, pair.source, pair.target))
        if len(tally.least_sure) > 10 * options.worst + 1000:
            tally.least_sure = sorted(tally.least_sure)[: options.worst]


def _corpus_scores(tally: Tally, options: EvaluateOptions) -> CorpusScores | None:
    """Compute BLEU (Papineni et al. 2002), chrF2 (Popović 2015) and TER (Snover et al. 2006) by sacrebleu."""
    if not tally.compared or not options.metrics:
        return None
    hypotheses, references = [row[2] for row in tally.compared], [row[3] for row in tally.compared]
    resamples = options.bootstrap if len(tally.compared) > 1 else 0
    scores = {name: _corpus_score(name, hypotheses, references, resamples) for name in options.metrics}
    return CorpusScores(len(tally.compared), scores, tally.counts.corrected)


def _corpus_score(name: str, hypotheses: list[str], references: list[str], resamples: int) -> Score:
    """Compute one of sacrebleu's scores over all pairs, with mean and interval where it is resampled."""
    from sacrebleu import BLEU, CHRF, TER

    metric: Any = {"bleu": BLEU, "chrf": CHRF, "ter": TER}[name](references=[references])
    metric._compute_score_from_stats = _in_plain_numbers(metric._compute_score_from_stats)
    score = metric.corpus_score(hypotheses, None, n_bootstrap=resamples or 1)
    value, signature = round(float(score.score), 2), metric.get_signature().format()
    if resamples <= 1:  # one resample has no spread, and sacrebleu makes none
        return Score(value, signature)
    return Score(value, signature, round(float(score._mean), 2), round(float(score._ci), 2))


def _in_plain_numbers(compute: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """Give a metric's way from counts to a score, made to give Python's numbers only.

    sacrebleu's gives NumPy's for most resamples and Python's for those in which nothing is alike (chrF) or which have
    no words (TER), and cannot take the mean of both.
    """

    def computed(counts: Any) -> Any:
        score = compute(counts)
        score.score = float(score.score)
        return score

    return computed


def _worst(tally: Tally, most: int) -> list[WorstPair]:
    """Give the pairs to look at first: furthest from the human translation, else those the model is least sure of."""
    if not tally.compared:
        return [
            WorstPair(name, source, model_score=score, target=target)
            for score, name, source, target in sorted(tally.least_sure)[:most]
        ]
    from sacrebleu import CHRF

    chrf = CHRF()
    scored = sorted(
        (chrf.sentence_score(machine, [human]).score, name, source, machine, human)
        for name, source, machine, human in tally.compared
    )
    return [
        WorstPair(name, source, chrf=round(score, 2), machine=machine, human=human)
        for score, name, source, machine, human in scored[:most]
    ]


def _spread(values: Sequence[float]) -> Spread | None:
    """Give the mean and percentiles of some numbers, None where there are none."""
    if not values:
        return None
    ordered = sorted(values)
    percentiles = (ordered[(len(ordered) - 1) * percent // 100] for percent in (5, 25, 50, 75, 95))
    return Spread(round(sum(ordered) / len(ordered), 4), *percentiles)
