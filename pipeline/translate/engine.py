"""What an engine is, and how one is opened: `transformers` is the reference, `ctranslate2` the fast one."""

import importlib.util
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from pipeline.config import Translate
from pipeline.errors import ModelError
from pipeline.translate.model import Model


@dataclass(frozen=True, slots=True)
class Decoding:
    """How to search for a translation.

    `longest` is the most pieces an output may have. `careful` forbids any three pieces to come twice and makes
    repeated pieces less likely (Keskar et al. 2019, CTRL): for outputs that looped.
    """

    beam: int
    longest: int
    careful: bool = False


@dataclass(frozen=True, slots=True)
class Output:
    """Pieces of a translation, its mean log-probability per piece, and whether it came to its end by itself."""

    pieces: tuple[str, ...]
    score: float
    finished: bool


class Engine(Protocol):
    """Translates sentences given as pieces."""

    name: str

    def translate(
        self, batch: Sequence[Sequence[str]], decoding: Decoding, beginnings: Sequence[Sequence[str]] | None = None
    ) -> list[Output]:
        """Give one output for each input (pieces without end mark), in order; it begins with given pieces, if any."""

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        """The mean log-probability of the pieces of given outputs, their end included, by forced decoding."""


def engine_name(options: Translate) -> str:
    """Say which engine `auto` is here: ctranslate2 where it is installed."""
    if options.engine != "auto":
        return options.engine
    return "ctranslate2" if importlib.util.find_spec("ctranslate2") else "transformers"


def open_engine(model: Model, options: Translate) -> Engine:
    """Load a model into the engine that the options ask for.

    Raises:
        ModelError: the engine is not installed, or the model cannot be loaded.
    """
    name = engine_name(options)
    try:
        if name == "ctranslate2":
            from pipeline.translate.ctranslate2_engine import CTranslate2Engine

            return CTranslate2Engine(model, options)
        from pipeline.translate.transformers_engine import TransformersEngine

        return TransformersEngine(model, options)
    except ImportError as error:
        raise ModelError(f"engine {name}: {error}; install it, or choose another translate.engine") from error


def missing_engine(options: Translate) -> str | None:
    """Name the library that the options need and that is not installed; None where all is there."""
    name = engine_name(options)
    return None if name == "none" or importlib.util.find_spec(name) else name
