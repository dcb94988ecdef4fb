"""Forecast how long a run takes on this machine: a sample of its texts goes through its stages, the rest is counted.

The sample is of the texts themselves, from their middles: how long their sentences are, and whether they are to be
translated or aligned, decides more than anything that is known of texts in general. A first, small part of it tells
what a stage takes once, such as loading a model; a second part tells what it takes for each sentence.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.document import Document, Text
from pipeline.runs.job import Job
from pipeline.runs.outputs import SPLICED, TRANSLATED
from pipeline.stages.base import Stage

SENTENCES = 300
"""French sentences in the second part of a sample: how well that forecasts is in eval/LOG.md."""
_FEW = 30  # in the first part; chosen by hand
_TEXTS = 10  # that a sample is taken from, at most; chosen by hand


@dataclass(frozen=True, slots=True)
class Forecast:
    """Seconds of a stage: what it takes once, and for each of so many units."""

    once: float
    each: float

    def at(self, units: float) -> float:
        """Give the seconds for so many units."""
        return self.once + self.each * units


def is_sampled(number: int, texts: int) -> bool:
    """Tell whether the text of a number, from 0, is one of those that a sample is taken from.

    >>> [number for number in range(30) if is_sampled(number, 30)]
    [0, 3, 6, 9, 12, 15, 18, 21, 24, 27]
    """
    return number % -(-texts // min(texts, _TEXTS)) == 0


def take(document: Document, texts: int) -> tuple[Document, Document]:
    """Take both parts of a sample from a segmented text, one of so many."""
    sentences = max(1, len(document.source.places()))
    wanted = min(texts, _TEXTS)
    return (
        slice_of(document, 1 / 3, _FEW / wanted / sentences),
        slice_of(document, 1 / 2, SENTENCES / wanted / sentences),
    )


def slice_of(document: Document, start: float, share: float) -> Document:
    """Give a share of a text from some place in it on, and as much of its translation from the same place.

    >>> from pipeline.document import Paragraph
    >>> text = Text("fr", tuple(Paragraph(str(number)) for number in range(9)))
    >>> [one.text for one in slice_of(Document("a", text), 1 / 3, 1 / 3).source.paragraphs]
    ['3', '4', '5']
    """
    if share >= 1:
        return document
    start = min(start, 1 - share)
    source = _slice(document.source, start, share)
    reference = document.reference and _of(document.reference, _slice(document.reference, start, share))
    return replace(
        document, source=_of(document.source, source), reference=reference, given=document.given[source], beads=()
    )


def measure(
    job: Job, first: list[Document], second: list[Document], pieces: Callable[[Iterable[Document]], int]
) -> dict[str, Forecast]:
    """Let both parts of a sample go through the stages of a job after segmentation, and write their outputs nowhere.

    `pieces` counts what the model is to translate of some texts. Units are such pieces for "translate" and French
    sentences for all else. Outputs that need all of a text, as `spliced` and `translated` do, are left out.

    Raises:
        ModelError: the model cannot be loaded.
    """
    found: dict[str, Forecast] = {}
    counts = _sentences(first), _sentences(second)
    for stage in job.stages[1:]:
        units = (pieces(first), pieces(second)) if stage is job.translate else counts
        (first, once), (second, taken) = _timed(stage, first), _timed(stage, second)
        found[stage.name] = _forecast(units, (once, taken))
    times = _written(job, first), _written(job, second)
    found["write"] = _forecast(counts, times)
    return found


def _sentences(documents: Iterable[Document]) -> int:
    """Count the French sentences of some texts."""
    return sum(len(document.source.places()) for document in documents)


def _timed(stage: Stage, documents: list[Document]) -> tuple[list[Document], float]:
    """Give what a stage makes of some texts, and the seconds that it took."""
    start = time.perf_counter()
    made = stage(documents)
    return made, time.perf_counter() - start


def _written(job: Job, documents: list[Document]) -> float:
    """Write the outputs of some texts to a folder that goes away; give the seconds that it took."""
    start = time.perf_counter()
    selection = job.select(lambda: documents)
    with TemporaryDirectory() as folder:
        for output in job.outputs(job.readings, (), selection):
            if output.name not in (SPLICED, TRANSLATED):
                output(documents, Path(folder))
    return time.perf_counter() - start


def _forecast(units: tuple[int, int], seconds: tuple[float, float]) -> Forecast:
    """Tell what is taken once from what is taken for each unit, by two measurements.

    >>> _forecast((10, 100), (3.0, 5.0))
    Forecast(once=2.5, each=0.05)
    """
    each = seconds[1] / max(units[1], 1)
    return Forecast(max(0.0, seconds[0] - each * units[0]), each)


def _slice(text: Text, start: float, share: float) -> slice:
    """Give which paragraphs are a share of a text: at least one."""
    size = len(text.paragraphs)
    first = int(start * size)
    return slice(first, max(first + 1, round((start + share) * size)))


def _of(text: Text, paragraphs: slice) -> Text:
    """Give a text of some paragraphs."""
    return replace(text, paragraphs=text.paragraphs[paragraphs])
