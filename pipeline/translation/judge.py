"""How probable an English text is as the translation of a French one: forced decoding, for alignment.

The French may be several sentences, and so may the English; only comparisons between such answers mean something.
"""

import importlib.util
import logging
from collections.abc import Sequence

from pipeline.errors import ModelError
from pipeline.hub import reason
from pipeline.processors import processors
from pipeline.translation.conversion import converted
from pipeline.translation.model import Model, check_fit
from pipeline.translation.normalise import normalise
from pipeline.translation.pieces import END, Pieces

_BATCH_TOKENS = 2048
"""Pieces computed at once: speed and memory only."""
_QUANTIZATION = "int8"
"""The fastest on a processor. Probabilities are only compared with each other; float32 was not tried."""


def can_judge() -> bool:
    """Tell whether CTranslate2, which does the work, is installed."""
    return importlib.util.find_spec("ctranslate2") is not None


class ModelJudge:
    """Scores pairs with a MarianMT model in CTranslate2, int8 on the processor.

    Raises:
        ModelError: the model cannot be converted or loaded.
        OutputError: the converted model cannot be kept.
    """

    def __init__(self, model: Model) -> None:
        import ctranslate2

        ctranslate2.set_log_level(logging.ERROR)
        check_fit(model)
        self._pieces = Pieces(model.folder)
        self._positions = model.positions - 2
        folder = converted(model, _QUANTIZATION)
        try:
            self._translator = ctranslate2.Translator(
                str(folder), device="cpu", inter_threads=processors(), intra_threads=1
            )
        except Exception as error:  # it raises whatever it stumbles over in a model that makes no sense
            raise ModelError(f"{model.name}: ctranslate2 cannot load {folder} ({reason(error)})") from error

    def __call__(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """Give the natural logarithm of the probability of each pair's second text given its first."""
        sources = self._pieces.split([normalise(source) for source, _ in pairs])
        targets = self._pieces.split_target([normalise(target) for _, target in pairs])
        answers = self._translator.score_batch(
            [[*source[: self._positions], END] for source in sources],
            [target[: self._positions] for target in targets],
            max_batch_size=_BATCH_TOKENS,
            batch_type="tokens",
        )
        # What is longer than the model can read goes on as it began.
        return [
            float(sum(answer.log_probs)) * max(1.0, len(target) / self._positions)
            for answer, target in zip(answers, targets, strict=True)
        ]
