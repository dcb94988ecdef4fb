"""French text in; aligned French-English data and bilingual reading copies out.

>>> from pipeline import align, link, load_config, read_pairs, run, score, segment, translate
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.alignment import align
    from pipeline.config.loading import load_config, make_config
    from pipeline.config.schema import Config
    from pipeline.document import Document
    from pipeline.errors import PipelineError
    from pipeline.formats.corpora.jsonl import read_pairs
    from pipeline.pairs import Pair
    from pipeline.progress import Progress
    from pipeline.quality.score import score
    from pipeline.runs.runner import Result, run
    from pipeline.segmentation import segment
    from pipeline.translation.translator import translate
    from pipeline.word_alignment import link

__all__ = [
    "Config",
    "Document",
    "Pair",
    "PipelineError",
    "Progress",
    "Result",
    "align",
    "link",
    "load_config",
    "make_config",
    "read_pairs",
    "run",
    "score",
    "segment",
    "translate",
]

_HOME = {
    "Config": "config.schema",
    "Document": "document",
    "Pair": "pairs",
    "PipelineError": "errors",
    "Progress": "progress",
    "Result": "runs.runner",
    "align": "alignment",
    "link": "word_alignment",
    "load_config": "config.loading",
    "make_config": "config.loading",
    "read_pairs": "formats.corpora.jsonl",
    "run": "runs.runner",
    "score": "quality.score",
    "segment": "segmentation",
    "translate": "translation.translator",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `python -m pipeline check` starts at once."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
