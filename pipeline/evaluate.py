"""Count what a run did, and measure the machine against the human translation with sacrebleu.

A score never stands alone: its signature and 95 % bootstrap interval (Koehn 2004) stand beside it.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from pipeline.checks import has_letters
from pipeline.config import Evaluate
from pipeline.document import Document
from pipeline.doubts import doubts
from pipeline.glossary import NO_GLOSSARY, Glossary, Term
from pipeline.pairs import Pair, pairs


@dataclass
class Counts:
    """How many of what; `lost` is the number of French sentences that no bead holds, or that lost characters.

    `corrected` counts the pairs whose English a person gave afterwards; their sentences are among the `human` ones.
    """

    documents: int = 0
    paragraphs: int = 0
    sentences: int = 0
    translated: int = 0
    copied: int = 0
    human: int = 0
    without_english: int = 0
    added_english: int = 0
    flagged: int = 0
    lost: int = 0
    pairs: int = 0
    corrected: int = 0


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


@dataclass
class TermUse:
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

    def summary(self) -> dict[str, Any]:
        """Plain data: counts, and every term that was missed with the pairs in which it was."""
        return {
            "uses": self.used.total(),
            "missed": sum(map(len, self.missed.values())),
            "misses": [
                {"source": term.source, "target": " | ".join(term.targets), "uses": self.used[term], "pairs": places}
                for term, places in sorted(self.missed.items())
            ],
        }


def evaluate(documents: Iterable[Document], options: Evaluate, glossary: Glossary = NO_GLOSSARY) -> dict[str, Any]:
    """Count and measure finished documents; plain data for metrics.json."""
    tally = Tally()
    terms = TermUse()
    for document in documents:
        _count(document, tally, options)
        terms.note(document, glossary)
    scores = _corpus_scores(tally.compared, options)
    if scores and tally.counts.corrected:
        scores["corrected_left_out"] = tally.counts.corrected
    return {
        "counts": asdict(tally.counts),
        "flags": dict(sorted(tally.flags.items())),
        "notes": dict(sorted(tally.notes.items())),
        "model_score": _spread(tally.model_scores),
        "machine_against_human": scores,
        "glossary": terms.summary() if glossary.terms else None,
        "worst": _worst(tally, options.worst),
        "warnings": tally.warnings,
    }


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
        uncovered += any(paragraph.text[end:start].strip() for end, start in zip(ends, starts, strict=True))
    return missing + uncovered


def _count(document: Document, tally: Tally, options: Evaluate) -> None:
    counts = tally.counts
    counts.documents += 1
    counts.paragraphs += len(document.source.paragraphs)
    counts.sentences += len(document.source.places())
    counts.lost += lost_sentences(document)
    human = document.reference.sentences() if document.reference else []
    found = doubts(document.beads, document.source.sentences(), human)
    tally.warnings.extend(f"{document.id}: {problem}" for problem in found)
    tally.notes.update(note for hypothesis in document.hypotheses for note in hypothesis.notes)
    for bead, pair in zip(document.beads, pairs(document), strict=True):
        counts.pairs += 1
        counts.flagged += bool(bead.flags)
        counts.corrected += bool(bead.correction)
        tally.flags.update(bead.flags)
        if not bead.source:
            counts.added_english += len(bead.target)
        elif not bead.has_english:
            counts.without_english += len(bead.source)
        elif not bead.by_machine:
            counts.human += len(bead.source)
        else:
            copied = sum("copied" in document.hypotheses[number].notes for number in bead.target)
            counts.copied += copied
            counts.translated += len(bead.source) - copied
        if not bead.correction:  # a corrected text has often begun as the machine's, and would flatter it
            _measure(pair, tally, options)


def _measure(pair: Pair, tally: Tally, options: Evaluate) -> None:
    if pair.origin == "human" and pair.machine and pair.target and has_letters(pair.source):
        tally.compared.append((pair.id, pair.source, pair.machine, pair.target))
    model = pair.scores.get("model")
    if model is not None:
        tally.model_scores.append(model)
        tally.least_sure.append((model, pair.id, pair.source, pair.target))
        if len(tally.least_sure) > 10 * options.worst + 1000:
            tally.least_sure = sorted(tally.least_sure)[: options.worst]


def _corpus_scores(compared: Sequence[tuple[str, str, str, str]], options: Evaluate) -> dict[str, Any] | None:
    """BLEU (Papineni et al. 2002), chrF2 (Popović 2015) and TER (Snover et al. 2006), as sacrebleu computes them."""
    if not compared or not options.metrics:
        return None
    from sacrebleu import BLEU, CHRF, TER

    kinds = {"bleu": BLEU, "chrf": CHRF, "ter": TER}
    hypotheses, references = [row[2] for row in compared], [row[3] for row in compared]
    results: dict[str, Any] = {"segments": len(compared)}
    for name in options.metrics:
        metric = kinds[name](references=[references])
        metric._compute_score_from_stats = _in_plain_numbers(metric._compute_score_from_stats)
        resamples = options.bootstrap if len(compared) > 1 else 0
        score = metric.corpus_score(hypotheses, None, n_bootstrap=resamples or 1)
        results[name] = {"score": round(float(score.score), 2), "signature": metric.get_signature().format()}
        if resamples > 1:  # one resample has no spread, and sacrebleu makes none
            results[name] |= {"mean": round(float(score._mean), 2), "interval": round(float(score._ci), 2)}
    return results


def _in_plain_numbers(compute: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A metric's way from counts to a score, which gives Python's numbers only.

    sacrebleu's gives NumPy's for most resamples and Python's for those in which nothing is alike (chrF) or which have
    no words (TER), and cannot take the mean of both.
    """

    def computed(counts: Any) -> Any:
        score = compute(counts)
        score.score = float(score.score)
        return score

    return computed


def _worst(tally: Tally, most: int) -> list[dict[str, Any]]:
    """The sentences to look at first: furthest from the human translation, else those the model is least sure of."""
    if not tally.compared:
        rows = sorted(tally.least_sure)[:most]
        return [{"id": row[1], "model_score": row[0], "source": row[2], "target": row[3]} for row in rows]
    from sacrebleu import CHRF

    chrf = CHRF()
    scored = [
        (chrf.sentence_score(machine, [human]).score, *rest, machine, human) for *rest, machine, human in tally.compared
    ]
    return [
        {"id": row[1], "chrf": round(row[0], 2), "source": row[2], "machine": row[3], "human": row[4]}
        for row in sorted(scored)[:most]
    ]


def _spread(values: Sequence[float]) -> dict[str, float] | None:
    """Mean and quartiles."""
    if not values:
        return None
    ordered = sorted(values)
    quartiles = {f"p{percent}": ordered[(len(ordered) - 1) * percent // 100] for percent in (5, 25, 50, 75, 95)}
    return {"mean": round(sum(ordered) / len(ordered), 4), **quartiles}
