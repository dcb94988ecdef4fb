"""Say of every bead how far it can be trusted: scores are numbers, flags are reasons to look again.

Nothing is ever dropped here: whoever filters does it later, by the numbers.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.adequacy import Assessment, assess
from pipeline.document import MOVED, Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.glossary.usual import with_usual_words
from pipeline.noise import (
    MOST_DEVIATION,
    NO_NOISE,
    Noise,
    flag_noise,
    flag_relation,
    is_half_copied,
    measure_noise,
)
from pipeline.pairs import BeadTexts, pairs
from pipeline.quality import checks
from pipeline.quality.imported import NO_SCORES, ImportedScores


@dataclass(frozen=True, slots=True)
class Thresholds:
    """When a pair is flagged.

    least_adequacy         probability that the meaning is kept, but for details, below which a translation is
    bad_share              share of a machine's translations that are bad, where it is known, else 0
    least_posterior        probability below which an alignment is
    largest_length_ratio   times as long as the other side from which on one side is too long
    """

    least_posterior: float = 0.5
    largest_length_ratio: float = 3.0
    least_adequacy: float = 0.5
    bad_share: float = 0.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """The scores of a pair by their names, and its flags: reasons to look again, of `pipeline.quality.flags.FLAGS`."""

    scores: Mapping[str, float]
    flags: tuple[str, ...]


def score(
    pairs: Sequence[tuple[str, str]], thresholds: Thresholds | None = None, glossary: Glossary = NO_GLOSSARY
) -> list[Judgement]:
    """Tell how far pairs of French text and its English can be trusted, by looking at the texts; one answer a pair.

    >>> pairs = [("Il y a 12 chats.", "There are 21 cats."), ("Il pleut.", "It rains.")]
    >>> [judgement.flags for judgement in score(pairs)]
    [('missing_numbers',), ()]
    """
    french, english = (
        Text(language, tuple(Paragraph(pair[side], segments=(Segment(0, len(pair[side])),)) for pair in pairs))
        for side, language in enumerate(("fr", "en"))
    )
    beads = tuple(Bead((number,), (number,), "human", 1.0) for number in range(len(pairs)))
    document = Document("pairs", french, english, beads=beads)
    [scored] = score_documents([document], thresholds or Thresholds(), glossary)
    return [Judgement(bead.scores, bead.flags) for bead in scored.beads]


def score_documents(
    documents: Sequence[Document],
    thresholds: Thresholds,
    glossary: Glossary = NO_GLOSSARY,
    knows_model: bool = False,
    imported: ImportedScores = NO_SCORES,
) -> list[Document]:
    """Fill in the scores and flags of every bead.

    `knows_model` says that adequacy was fitted with the model that made the hypotheses, so that its scores count.
    `imported` are scores of other tools, which are put beside those of this program.
    """
    scored = (_score(document, thresholds, glossary, knows_model) for document in documents)
    return [_with_imported(document, imported) if imported.scores else document for document in scored]


def _with_imported(document: Document, imported: ImportedScores) -> Document:
    """Give a document with the scores that other tools gave to its pairs."""
    beads = zip(document.beads, pairs(document), strict=True)
    return replace(
        document,
        beads=tuple(
            replace(bead, scores={**bead.scores, **imported.of(pair.id, pair.source, pair.target)})
            for bead, pair in beads
        ),
    )


def _score(document: Document, thresholds: Thresholds, glossary: Glossary, knows_model: bool) -> Document:
    """Give a document with scores and flags on every bead."""
    sides = BeadTexts(document)
    assessed = _assess(document, sides, glossary, knows_model, thresholds.bad_share)
    beads = tuple(
        _scored(
            replace(bead, scores={**bead.scores, **(found._asdict() if found else {})}),
            [document.hypotheses[n] for n in bead.target] if bead.by_machine else [],
            sides,
            thresholds,
        )
        for bead, found in zip(document.beads, assessed, strict=True)
    )
    return replace(document, beads=tuple(_checked(bead, sides, glossary) for bead in beads))


def _assess(
    document: Document, sides: BeadTexts, glossary: Glossary, knows_model: bool, bad_share: float
) -> list[Assessment | None]:
    """Assess every bead; None where there is nothing to compare, or it is to stay in French.

    A term that the glossary asks for says nothing against a translation, however unusual it is.
    """
    found: list[Assessment | None] = [None] * len(document.beads)
    for machine in (True, False):
        chosen = [
            number
            for number, bead in enumerate(document.beads)
            if (bead.by_machine and not bead.correction) == machine
            and _is_translated(bead, sides)
            and not _is_by_rule(bead, document)
        ]
        beads = [document.beads[number] for number in chosen]
        pairs = [(sides.source(bead.source), sides.target(bead)) for bead in beads]
        pairs = [(source, with_usual_words(source, target, glossary)) for source, target in pairs]
        scores = [_model_score(document, bead) if knows_model and machine else None for bead in beads]
        for number, assessment in zip(chosen, assess(pairs, scores, machine, bad_share), strict=True):
            found[number] = assessment
    return found


def _is_translated(bead: Bead, sides: BeadTexts) -> bool:
    """Tell whether a bead has words in both languages, and its author lets it be translated."""
    if not bead.source or not bead.has_english or not checks.has_letters(sides.source(bead.source)):
        return False
    return not _is_kept(bead, sides)


def _is_by_rule(bead: Bead, document: Document) -> bool:
    """Tell whether a bead's English was written by rule, as that of "Livre II" is, and not by a model."""
    return bead.by_machine and bool(bead.target) and all(document.hypotheses[n].notes == ("rule",) for n in bead.target)


def _is_kept(bead: Bead, sides: BeadTexts) -> bool:
    """Tell whether all of a bead's French stays as it is, as code and formulas do."""
    paragraphs = sides.document.source.paragraphs
    places = [sides.source_places[number] for number in bead.source]
    return all(paragraphs[place.paragraph].is_kept(place.start, place.end) for place in places)


def _model_score(document: Document, bead: Bead) -> float | None:
    """Give the mean of the scores that a model gives its translations of a bead's sentences; None without any."""
    scores = [score for n in bead.target if (score := document.hypotheses[n].score) is not None]
    return sum(scores) / len(scores) if scores else None


def _checked(bead: Bead, sides: BeadTexts, glossary: Glossary) -> Bead:
    """Flag a bead whose English does not keep to the glossary, whoever wrote it.

    What the author keeps from translation, such as code, is rightly left as it was.
    """
    if not bead.source or not bead.has_english or bead.reviewed:
        return bead
    if _is_kept(bead, sides):
        return replace(bead, flags=tuple(flag for flag in bead.flags if flag != "untranslated"))
    if glossary.missing(sides.source(bead.source), sides.target(bead)):
        return replace(bead, flags=(*bead.flags, "missing_terms"))
    return bead


def _scored(bead: Bead, hypotheses: Sequence[Hypothesis], sides: BeadTexts, thresholds: Thresholds) -> Bead:
    """Give a bead with its scores and flags; a correction has only the flags of slips.

    What a person found right has none but that it is moved, which says where it stands and not how good it is.
    """
    source, target = sides.source(bead.source), sides.target(bead)
    scores = dict(bead.scores)
    model_scores = [hypothesis.score for hypothesis in hypotheses if hypothesis.score is not None]
    if model_scores:
        scores["model_score"] = round(sum(model_scores) / len(model_scores), 4)
    noise = NO_NOISE
    if bead.source and bead.has_english:
        scores["length_ratio"] = round(checks.length_ratio(source, target), 4)
        if not _is_kept(bead, sides):
            noise = measure_noise(source, target)
    notes = {note for hypothesis in hypotheses for note in hypothesis.notes}
    scored = replace(
        bead,
        scores={**scores, **noise.scores()},
        source_language=noise.source_language,
        target_language=noise.target_language,
    )
    if bead.reviewed:
        return replace(scored, flags=tuple(flag for flag in bead.flags if flag == MOVED))
    flags = (
        _slips(scored, source, target)
        if bead.correction
        else _flags(scored, (source, target), notes, noise, thresholds)
    )
    return replace(scored, flags=tuple(flags))


def _slips(bead: Bead, source: str, target: str) -> Iterator[str]:
    """Give the flags of a pair whose English a person corrected: what they may overlook, and that it is moved."""
    if MOVED in bead.flags:
        yield MOVED
    if checks.is_copied(source, target):
        yield "untranslated"
    yield from _differences(source, target)


def _flags(bead: Bead, texts: tuple[str, str], notes: set[str], noise: Noise, thresholds: Thresholds) -> Iterator[str]:
    """Give what is wrong, or may be, with a bead; what has no English or no French is not looked at any further."""
    if not bead.target:
        yield "no_english"
        return
    if not bead.source:
        yield "no_french"
        return
    if MOVED in bead.flags:
        yield MOVED
    if checks.is_copied(*texts) or is_half_copied(noise) or "untranslated" in notes:
        yield "untranslated"
    if checks.loops(texts[1], texts[0]) or "unsound" in notes:
        yield "repetition"
    if bead.scores.get("adequacy", 1.0) < thresholds.least_adequacy:
        yield "doubtful_translation"
    if bead.origin == "human" and bead.posterior < thresholds.least_posterior:
        yield "doubtful_alignment"
    if bead.scores["length_ratio"] > thresholds.largest_length_ratio or abs(noise.length_deviation) > MOST_DEVIATION:
        yield "length_ratio"
    yield from (flag for flag in flag_relation(bead.scores, texts) if flag != "unrelated" or bead.origin == "human")
    yield from (flag for flag in flag_noise(noise) if flag != "boilerplate" or bead.origin == "human")
    yield from _differences(*texts, notes)


def _differences(source: str, target: str, notes: Container[str] = ()) -> Iterator[str]:
    """Give the flags of what must be the same in both texts, and is not; or, as notes say, was not or may not be."""
    if checks.missing_numbers(source, target):
        yield "missing_numbers"
    if checks.changes_negation(source, target):
        yield "negation"
    if "altered" in notes or checks.altered_placeables(source, target):
        yield "altered"
    if "punctuation" in notes:
        yield "punctuation"
