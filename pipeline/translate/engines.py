"""The engines there are, and how one is opened: `transformers` is the reference, `ctranslate2` the fast one."""

import importlib.util

from pipeline.config import Translate
from pipeline.errors import ModelError
from pipeline.translate.engine import Engine
from pipeline.translate.model import Model


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
