"""The engines there are, and how one is opened: `transformers` is the reference, `ctranslate2` the fast one."""

import importlib.util
import math
import os
import platform
from dataclasses import replace

from pipeline.errors import ModelError
from pipeline.hub import reason
from pipeline.translation.engine import Decoding, Engine
from pipeline.translation.model import Model, check_fit
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import Pieces

MODULES = {
    "ctranslate2": "pipeline.translation.ctranslate2_engine",
    "transformers": "pipeline.translation.transformers_engine",
}
"""The module of each engine; the library that it needs has the engine's name."""

_PLAIN = (("Il pleut.", "It is raining."), ("Le chat dort.", "The cat sleeps."), ("Où est-elle ?", "Where is she?"))
DOUBTFUL, AT_RANDOM = 0.45, 0.9
"""Shares of the surprise at a piece drawn by chance, the logarithm of how many there are, from which plain English is
doubtful, and no better than drawn. The embedded model is at .03; with another activation .7, with other embeddings for
its output 1.04, with the numbers of its pieces mixed 1.1 to 1.3, with random weights 1 (eval/LOG.md). Who knew only how
frequent each piece is would be near .65: a model in its first hours of training is doubtful, and not refused."""
_SMALL = 64_000_000
"""Bytes of weights: a smaller model gains little speed by rounding them, and loses more by it (eval/LOG.md)."""


def engine_name(engine: str) -> str:
    """Say which engine `auto` is here: ctranslate2 where it is installed; any other is itself."""
    if engine != "auto":
        return engine
    return "ctranslate2" if importlib.util.find_spec("ctranslate2") else "transformers"


def resolved(options: TranslateOptions, model: Model) -> TranslateOptions:
    """Give the options with every `auto` replaced by what it means for a model on this machine.

    Raises:
        ModelError: the engine is not installed, or a GPU is asked for where there is none.
    """
    engine = engine_name(options.engine)
    cuda = options.device != "cpu" and _has_cuda(engine)
    if options.device == "cuda" and not cuda:
        raise ModelError("translate.device: no CUDA GPU here; choose cpu or auto")
    quantization = options.quantization if engine == "ctranslate2" else "float32"
    if quantization == "auto":
        quantization = "float16" if cuda else "float32" if model.weight_bytes < _SMALL else "int8"
    return replace(options, engine=engine, device="cuda" if cuda else "cpu", quantization=quantization)


def instruction_set() -> list[str]:
    """Name what this machine's processor can do: int8 products are rounded differently with and without some of it."""
    import numpy as np

    found = np.show_config(mode="dicts")["SIMD Extensions"].get("found", [])
    forced = os.environ.get("CT2_FORCE_CPU_ISA", "")
    return [platform.machine(), *found, forced]


def open_engine(model: Model, options: TranslateOptions) -> Engine:
    """Load a model into the engine that the options ask for.

    Raises:
        ModelError: the engine is not installed, or the model cannot be loaded, or computes nothing.
        OutputError: the converted model cannot be kept.
    """
    check_fit(model)
    engine = _loaded(model, resolved(options, model))
    try:
        [answer] = engine.translate([[]], Decoding(1, 1))
        if not math.isfinite(answer.score):
            raise ValueError("it computes no numbers: its weights are damaged")
    except Exception as error:  # what config.json says may be loaded, and fit nothing
        raise ModelError(f"{model.folder}: {engine.name} cannot use it ({reason(error)})") from error
    return engine


def share_of_chance(engine: Engine, pieces: Pieces) -> float:
    """Measure how improbable a model finds plain English after plain French, as a share of what chance would.

    From DOUBTFUL on its files hardly belong together, or its network is not the one that its weights were trained in;
    it loads without an error, and its English is nonsense. From AT_RANDOM on that is sure.
    """
    french, english = zip(*_PLAIN, strict=True)
    scores = engine.score(pieces.split(french), pieces.split_target(english))
    share = -sum(scores) / len(scores) / math.log(len(pieces.identifiers))
    return share if math.isfinite(share) else math.inf


def _loaded(model: Model, options: TranslateOptions) -> Engine:
    """Load a model into the engine that resolved options name; its library is imported here, where it is needed.

    Raises:
        ModelError: the engine is not installed.
    """
    try:
        if options.engine == "ctranslate2":
            from pipeline.translation.ctranslate2_engine import CTranslate2Engine

            return CTranslate2Engine(model, options)
        from pipeline.translation.transformers_engine import TransformersEngine

        return TransformersEngine(model, options)
    except ImportError as error:
        raise _not_installed(options.engine, error) from error


def missing_engine(engine: str) -> str | None:
    """Name the library that an engine needs and that is not installed; None where all is there."""
    name = engine_name(engine)
    return None if name == "none" or importlib.util.find_spec(name) else name


def _has_cuda(engine: str) -> bool:
    """Tell whether an engine sees a GPU with CUDA on this machine; only that engine's library is imported.

    Raises:
        ModelError: the engine is not installed.
    """
    try:
        if engine == "ctranslate2":
            import ctranslate2

            return bool(ctranslate2.get_cuda_device_count() > 0)
        import torch

        return torch.cuda.is_available()
    except ImportError as error:
        raise _not_installed(engine, error) from error


def _not_installed(engine: str, error: ImportError) -> ModelError:
    """Give the error that says which engine is lacking, and what to do."""
    return ModelError(f"engine {engine}: {error}; install it, or choose another translate.engine")
