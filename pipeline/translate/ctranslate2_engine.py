"""The fast engine: CTranslate2, with the model converted once from the same folder."""

import logging
import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from pipeline.config import Translate
from pipeline.errors import ModelError, OutputError
from pipeline.hub import quiet_transformers
from pipeline.translate.engine import Decoding, Output
from pipeline.translate.model import Model
from pipeline.translate.pieces import END

_SMALL = 64_000_000  # bytes of weights; a small model gains little speed by rounding them, and loses more by it
_REPEAT_PENALTY = 1.2
_NO_REPEAT = 3


class CTranslate2Engine:
    """A MarianMT model in CTranslate2.

    One thread computes one batch, so that the number of threads changes the speed and never the result.

    Raises:
        ModelError: the model cannot be converted or loaded.
        OutputError: the converted model cannot be kept.
    """

    name = "ctranslate2"

    def __init__(self, model: Model, options: Translate) -> None:
        import ctranslate2

        cuda = ctranslate2.get_cuda_device_count() > 0
        if options.device == "cuda" and not cuda:
            raise ModelError("translate.device: no CUDA GPU here; choose cpu or auto")
        device = "cuda" if cuda and options.device != "cpu" else "cpu"
        quantization = options.quantization
        if quantization == "auto":
            quantization = "float16" if device == "cuda" else "float32" if model.weight_bytes < _SMALL else "int8"
        folder = converted(model, quantization)
        ctranslate2.set_log_level(logging.ERROR)
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                device=device,
                compute_type=quantization if device == "cuda" or quantization != "float16" else "float32",
                inter_threads=1 if device == "cuda" else options.threads or os.cpu_count() or 1,
                intra_threads=1,
            )
        except (RuntimeError, ValueError) as error:
            raise ModelError(f"{model.name}: ctranslate2 cannot load {folder} ({error}); delete that folder") from error
        self._batch_tokens = options.batch_tokens

    def translate(
        self, batch: Sequence[Sequence[str]], decoding: Decoding, beginnings: Sequence[Sequence[str]] | None = None
    ) -> list[Output]:
        """Give one output for each input (pieces without end mark), in order; it begins with given pieces, if any."""
        results = self._translator.translate_batch(
            [[*pieces, END] for pieces in batch],
            target_prefix=beginnings and [list(pieces) for pieces in beginnings],
            beam_size=decoding.beam,
            max_batch_size=self._batch_tokens,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=decoding.longest,
            length_penalty=1.0,
            return_scores=True,
            no_repeat_ngram_size=_NO_REPEAT if decoding.careful else 0,
            repetition_penalty=_REPEAT_PENALTY if decoding.careful else 1.0,
        )
        return [
            Output(tuple(result.hypotheses[0]), result.scores[0], len(result.hypotheses[0]) < decoding.longest)
            for result in results
        ]

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        """The mean log-probability of the pieces of given outputs, their end included, by forced decoding."""
        results = self._translator.score_batch(
            [[*pieces, END] for pieces in batch],
            [list(pieces) for pieces in outputs],
            max_batch_size=self._batch_tokens,
            batch_type="tokens",
            max_input_length=0,
        )
        return [float(np.mean(result.log_probs)) for result in results]


def converted(model: Model, quantization: str) -> Path:
    """Give the folder of the model in CTranslate2's format, made now if it is not there yet.

    It lies in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`), named after the weights' hash: the same
    model is converted once, another one never taken for it.
    """
    import ctranslate2

    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "fr-en-pipeline"
    folder = cache / f"ctranslate2-{ctranslate2.__version__}-{quantization}-{model.fingerprint[:16]}"
    if (folder / "model.bin").is_file():
        return folder
    try:
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache))
    except OSError as error:
        raise OutputError(f"{cache}: cannot keep the converted model ({error}); set XDG_CACHE_HOME") from error
    try:
        _convert(model, unfinished, quantization)
        unfinished.rename(folder)
    except OSError as error:
        if not (folder / "model.bin").is_file():  # another process may have been faster
            raise OutputError(f"{folder}: cannot keep the converted model ({error})") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


def _convert(model: Model, folder: Path, quantization: str) -> None:
    from ctranslate2.converters import TransformersConverter

    try:
        with quiet_transformers():
            TransformersConverter(str(model.folder)).convert(str(folder), quantization=quantization, force=True)
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).strip().split("\n")[0]
        raise ModelError(f"{model.name}: ctranslate2 cannot convert it ({reason}); try engine transformers") from error
