"""French text in; aligned French-English data and bilingual reading copies out.

>>> from pipeline import align, link, load_config, read_pairs, run, score, segment, translate

docs/python.md shows each of them at work.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.api.alignment import align
    from pipeline.api.bars import Step
    from pipeline.api.links import WordLinks, link
    from pipeline.api.models import free_models
    from pipeline.api.pairs import Pairs
    from pipeline.api.reading import read_pairs
    from pipeline.api.runs import run
    from pipeline.api.scores import score
    from pipeline.api.sentences import segment
    from pipeline.api.translation import Translator, load_translator, translate
    from pipeline.config.loading import load_config, make_config
    from pipeline.config.schema import Config
    from pipeline.document import Document, Hypothesis, Link, Segment
    from pipeline.errors import ArgumentError, PipelineError
    from pipeline.pairs import Pair
    from pipeline.progress import Progress
    from pipeline.quality.score import Judgement
    from pipeline.runs.runner import Result

__all__ = [
    "ArgumentError",
    "Config",
    "Document",
    "Hypothesis",
    "Judgement",
    "Link",
    "Pair",
    "Pairs",
    "PipelineError",
    "Progress",
    "Result",
    "Segment",
    "Step",
    "Translator",
    "WordLinks",
    "align",
    "free_models",
    "link",
    "load_config",
    "load_translator",
    "make_config",
    "read_pairs",
    "run",
    "score",
    "segment",
    "translate",
]

_HOME = {
    "ArgumentError": "errors",
    "Config": "config.schema",
    "Document": "document",
    "Hypothesis": "document",
    "Judgement": "quality.score",
    "Link": "document",
    "Pair": "pairs",
    "Pairs": "api.pairs",
    "PipelineError": "errors",
    "Progress": "progress",
    "Result": "runs.runner",
    "Segment": "document",
    "Step": "api.bars",
    "Translator": "api.translation",
    "WordLinks": "api.links",
    "align": "api.alignment",
    "free_models": "api.models",
    "link": "api.links",
    "load_config": "config.loading",
    "load_translator": "api.translation",
    "make_config": "config.loading",
    "read_pairs": "api.reading",
    "run": "api.runs",
    "score": "api.scores",
    "segment": "api.sentences",
    "translate": "api.translation",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `python -m pipeline check` starts at once."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    found = globals()[name] = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    return found


def __dir__() -> list[str]:
    """List the public names, so that a notebook completes them before they are imported."""
    return sorted({*globals(), *__all__})
