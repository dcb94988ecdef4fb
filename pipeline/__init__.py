"""French text in; aligned French-English data and bilingual reading copies out.

>>> from pipeline import load_config, read_pairs, run
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.config.files import load_config, make_config
    from pipeline.config.schema import Config
    from pipeline.document import Document
    from pipeline.errors import PipelineError
    from pipeline.formats.corpora.jsonl import read_pairs
    from pipeline.pairs import Pair
    from pipeline.progress import Progress
    from pipeline.runs.runner import Result, run

__all__ = [
    "Config",
    "Document",
    "Pair",
    "PipelineError",
    "Progress",
    "Result",
    "load_config",
    "make_config",
    "read_pairs",
    "run",
]

_HOME = {
    "Config": "config.schema",
    "Document": "document",
    "Pair": "pairs",
    "PipelineError": "errors",
    "Progress": "progress",
    "Result": "runs.runner",
    "load_config": "config.files",
    "make_config": "config.files",
    "read_pairs": "formats.corpora.jsonl",
    "run": "runs.runner",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that `python -m pipeline check` starts at once."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
