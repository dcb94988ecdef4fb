"""What a run says of itself in numbers, as types; `metrics.json` is their plain form."""

import json
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from pydantic import TypeAdapter

from pipeline.document import FileAccount


@dataclass(frozen=True, slots=True)
class Counts:
    """How many of what; `lost` is the number of French sentences that no bead holds, or that lost characters.

    `translated`, `copied`, `human`, `corrected_sentences` and `without_english` count French sentences by what their
    English is; `added_english` counts English sentences without French. Every pair is in one of `machine_pairs`,
    `human_pairs`, `corrected` (a person gave its English afterwards), `copied_pairs` and `empty_pairs` (without
    English), and in one of `sure`, `check` and `poor` (`pipeline.standing`). `reviewed` counts those that a
    person found right, `reviewed_machine` those of them in `machine_pairs`, `sure_machine` the sure ones of the others
    in `machine_pairs`, and `flagged` those with a flag.

    `letters` counts letters and digits of all files, translations too; of them `letters_left_out` are of text that
    was left out for a reason (`Metrics.left_out` has the format's own signs and the other language as well), and
    `letters_unexplained` got lost or were read twice, which must not be.
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
    corrected_sentences: int = 0
    machine_pairs: int = 0
    human_pairs: int = 0
    copied_pairs: int = 0
    empty_pairs: int = 0
    sure: int = 0
    check: int = 0
    poor: int = 0
    sure_machine: int = 0
    reviewed_machine: int = 0
    reviewed: int = 0
    letters: int = 0
    letters_left_out: int = 0
    letters_unexplained: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        """Give the counts of two sets of documents together."""
        return Counts(*(getattr(self, name) + getattr(other, name) for name in Counts.__slots__))

    def __mul__(self, times: int) -> "Counts":
        """Give the counts of so many pairs that count alike."""
        return Counts(*(getattr(self, name) * times for name in Counts.__slots__))


@dataclass(frozen=True, slots=True)
class Score:
    """A corpus score as sacrebleu gives it: on its own scale, with the settings that made it.

    `mean` and `interval` (half of the 95 % interval) are those of bootstrap resamples (Koehn 2004), None where none
    were made.
    """

    value: float
    signature: str
    mean: float | None = None
    interval: float | None = None


@dataclass(frozen=True, slots=True)
class CorpusScores:
    """The machine measured against the human translation: over how many pairs, and each metric's score by its name.

    `corrected_left_out` counts pairs that were not compared since a person corrected them.
    """

    segments: int
    scores: Mapping[str, Score]
    corrected_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Spread:
    """How some numbers are spread: their mean, and percentiles."""

    mean: float
    p5: float
    p25: float
    p50: float
    p75: float
    p95: float


@dataclass(frozen=True, slots=True)
class OriginAdequacy:
    """The adequacy of pairs of one origin: how many have one, the share of them under one half, how it is spread."""

    pairs: int
    under_half: float
    spread: Spread


@dataclass(frozen=True, slots=True)
class Adequacy:
    """The adequacy of all pairs, and by the origin of their English.

    `calibrated` says that it was fitted with the model that made the English; if not, `note` says what that means.
    """

    calibrated: bool
    note: str
    pairs: int
    under_half: float
    spread: Spread
    by_origin: Mapping[str, OriginAdequacy]


@dataclass(frozen=True, slots=True)
class LeftOutTotal:
    """What readers left out for one reason: how many letters, and how many times."""

    letters: int
    times: int


@dataclass(frozen=True, slots=True)
class MissedTerm:
    """A term of the glossary, and the pairs that use it but lack its English."""

    source: str
    target: str
    uses: int
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TermUse:
    """How a glossary was kept to."""

    uses: int
    missed: int
    misses: tuple[MissedTerm, ...]


@dataclass(frozen=True, slots=True)
class WorstPair:
    """A pair to look at first: the furthest from its human translation by chrF, or else the one of least adequacy.

    Where there is a human translation, `chrf`, `machine` and `human` are given; else `adequacy`, `model_score` and
    `target`.
    """

    id: str
    source: str
    chrf: float | None = None
    machine: str | None = None
    human: str | None = None
    adequacy: float | None = None
    model_score: float | None = None
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Selected:
    """What was found of all pairs as a corpus, and what became of it in data.

    `duplicates` are the same as an earlier pair but for case, spaces and punctuation, `near_duplicates` are like one.
    `kept` pairs are in data, `rejected` ones in `rejected.jsonl`: `reasons` counts each part of the expression `where`
    that is not true of them, and leaks between splits. `splits` counts the pairs that are kept.
    """

    duplicates: int = 0
    near_duplicates: int = 0
    where: str = ""
    kept: int = 0
    rejected: int = 0
    reasons: Mapping[str, int] = field(default_factory=dict)
    splits: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Metrics:
    """Everything that a run counts and measures. What was not measured is None."""

    counts: Counts
    flags: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    model_score: Spread | None = None
    adequacy: Adequacy | None = None
    machine_against_human: CorpusScores | None = None
    glossary: TermUse | None = None
    worst: tuple[WorstPair, ...] = ()
    warnings: tuple[str, ...] = ()
    left_out: Mapping[str, LeftOutTotal] = field(default_factory=dict)
    accounts: tuple[FileAccount, ...] = ()
    selection: Selected | None = None

    def __getitem__(self, name: str) -> Any:
        """Give a part as plain data, as `metrics.json` has it: the older way to read metrics."""
        warnings.warn(f"metrics[{name!r}]: use metrics.{name}", DeprecationWarning, stacklevel=2)
        return to_plain(self)[name]

    def __contains__(self, name: object) -> bool:
        """Tell whether there is such a part."""
        return name in to_plain(self)

    def get(self, name: str, default: Any = None) -> Any:
        """Give a part as plain data, or something else where there is no such part; older, as `metrics[name]` is."""
        warnings.warn(f"metrics.get({name!r}): use metrics.{name}", DeprecationWarning, stacklevel=2)
        return to_plain(self).get(name, default)


def to_plain(metrics: Metrics) -> dict[str, Any]:
    """Give metrics as the plain data of `metrics.json`.

    >>> to_plain(Metrics(Counts(), machine_against_human=CorpusScores(2, {"chrf": Score(61.5, "nrefs:1")})))[
    ...     "machine_against_human"
    ... ]
    {'segments': 2, 'chrf': {'score': 61.5, 'signature': 'nrefs:1'}}
    """
    plain = asdict(metrics)
    plain["machine_against_human"] = scores_to_plain(metrics.machine_against_human)
    plain["worst"] = [_plain_pair(pair) for pair in metrics.worst]
    as_json: dict[str, Any] = json.loads(json.dumps(plain))
    return as_json


def from_plain(plain: Mapping[str, Any]) -> Metrics:
    """Give the metrics that `to_plain` made plain data of.

    Raises:
        ValueError: it is no such data.
    """
    scores = scores_from_plain(plain.get("machine_against_human"))
    return TypeAdapter(Metrics).validate_python({**plain, "machine_against_human": scores})


def scores_from_plain(plain: Any) -> CorpusScores | None:
    """Give the scores that `scores_to_plain` made plain data of.

    Raises:
        ValueError: it is no such data.
    """
    if plain is None:
        return None
    if not isinstance(plain, Mapping):
        raise ValueError(f"expected corpus scores, got {plain!r:.40}")
    named = {
        name: {("value" if key == "score" else key): value for key, value in score.items()}
        for name, score in plain.items()
        if isinstance(score, Mapping)
    }
    rest = {name: value for name, value in plain.items() if name not in named}
    return TypeAdapter(CorpusScores).validate_python({**rest, "scores": named})


def scores_to_plain(scores: CorpusScores | None) -> dict[str, Any] | None:
    """Give corpus scores as the plain data of `metrics.json` and `manifest.json`."""
    if scores is None:
        return None
    named = {name: _plain_score(score) for name, score in scores.scores.items()}
    left_out = {"corrected_left_out": scores.corrected_left_out} if scores.corrected_left_out else {}
    return {"segments": scores.segments, **named, **left_out}


def _plain_score(score: Score) -> dict[str, Any]:
    """Give a score as plain data; what was not resampled has no mean and interval."""
    resampled = {"mean": score.mean, "interval": score.interval}
    return {
        "score": score.value,
        "signature": score.signature,
        **{name: value for name, value in resampled.items() if value is not None},
    }


def _plain_pair(pair: WorstPair) -> dict[str, Any]:
    """Give one of the worst pairs as plain data, without what it lacks."""
    order = ("id", "chrf", "adequacy", "model_score", "source", "machine", "human", "target")
    return {name: value for name in order if (value := getattr(pair, name)) is not None}
