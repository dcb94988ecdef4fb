"""The fast engine: CTranslate2, with the model converted once from the same folder."""

import logging
from collections.abc import Sequence

import numpy as np

from pipeline.errors import ModelError
from pipeline.hub import reason
from pipeline.processors import processors
from pipeline.translation.conversion import converted
from pipeline.translation.engine import NO_REPEAT, REPEAT_PENALTY, Decoding, EngineOutput
from pipeline.translation.model import Model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import END


class CTranslate2Engine:
    """A MarianMT model in CTranslate2.

    One thread computes one batch, so that the number of threads changes the speed and never the result. The options
    are those that `pipeline.translation.engines.resolved` gives: no `auto` among them.

    Raises:
        ModelError: the model cannot be converted or loaded.
        OutputError: the converted model cannot be kept.
    """

    name = "ctranslate2"

    def __init__(self, model: Model, options: TranslateOptions) -> None:
        import ctranslate2

        cuda = options.device == "cuda"
        folder = converted(model, options.quantization)
        ctranslate2.set_log_level(logging.ERROR)
        try:
            self._translator = ctranslate2.Translator(
                str(folder),
                device=options.device,
                # Processors compute no float16: weights of that kind are widened.
                compute_type=options.quantization if cuda or options.quantization != "float16" else "float32",
                inter_threads=1 if cuda else options.threads or processors(),
                intra_threads=1,
            )
        except Exception as error:  # it raises whatever it stumbles over in a model that makes no sense
            raise ModelError(
                f"{model.name}: ctranslate2 cannot load {folder} ({reason(error)}); delete that folder"
            ) from error
        self._batch_tokens = options.batch_tokens

    def translate(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[EngineOutput]:
        """Give one output for each input (pieces without end mark), in order."""
        results = self._translator.translate_batch(
            [[*pieces, END] for pieces in batch],
            beam_size=decoding.beam,
            max_batch_size=self._batch_tokens,
            batch_type="tokens",
            max_input_length=0,
            max_decoding_length=decoding.longest,
            length_penalty=1.0,
            return_scores=True,
            no_repeat_ngram_size=NO_REPEAT if decoding.careful else 0,
            repetition_penalty=REPEAT_PENALTY if decoding.careful else 1.0,
        )
        return [
            EngineOutput(tuple(result.hypotheses[0]), result.scores[0], len(result.hypotheses[0]) < decoding.longest)
            for result in results
        ]

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        """Give the mean log-probability of the pieces of given outputs, their end included, by forced decoding."""
        results = self._translator.score_batch(
            [[*pieces, END] for pieces in batch],
            [list(pieces) for pieces in outputs],
            max_batch_size=self._batch_tokens,
            batch_type="tokens",
            max_input_length=0,
        )
        return [float(np.mean(result.log_probs)) for result in results]
