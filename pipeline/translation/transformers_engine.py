"""The reference engine: `MarianMTModel.generate` of Hugging Face transformers."""

from collections.abc import Sequence
from typing import Any

from pipeline.errors import ModelError
from pipeline.hub import quiet_transformers, reason
from pipeline.translation.engine import NO_REPEAT, REPEAT_PENALTY, Decoding, EngineOutput
from pipeline.translation.model import Model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.weights import check_numbers


class TransformersEngine:
    """A MarianMT model in PyTorch.

    Raises:
        ModelError: the weights cannot be loaded.
    """

    name = "transformers"

    def __init__(self, model: Model, options: TranslateOptions) -> None:
        import torch
        from transformers import GenerationConfig, MarianMTModel, MarianTokenizer

        if options.threads:
            torch.set_num_threads(options.threads)
        self._torch = torch
        self._device = options.device
        self._batch_tokens = options.batch_tokens
        check_numbers(model.name, model.folder)
        try:
            with quiet_transformers():
                self._tokenizer: Any = MarianTokenizer.from_pretrained(model.folder)
                loaded: Any = MarianMTModel.from_pretrained(model.folder, use_safetensors=True, dtype=torch.float32)
            self._model = loaded.eval().to(self._device)
            self._generation: dict[str, Any] = self._model.generation_config.to_dict()
            self._settings: Any = GenerationConfig.from_dict
        except ImportError:  # of a library, which is another matter
            raise
        except Exception as error:  # libraries raise whatever they stumble over in files that are damaged
            raise ModelError(f"{model.folder}: transformers cannot load it ({reason(error)})") from error
        self._unknown = self._tokenizer.unk_token_id
        self._pad = self._tokenizer.pad_token_id
        self._end = self._tokenizer.eos_token_id

    def translate(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[EngineOutput]:
        """Give one output for each input (pieces without end mark), in order."""
        outputs: dict[int, EngineOutput] = {}
        for numbers in self._batches(batch):
            found = self._generate([batch[number] for number in numbers], decoding)
            outputs.update(zip(numbers, found, strict=True))
        return [outputs[number] for number in range(len(batch))]

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        """Give the mean log-probability of the pieces of given outputs, their end included, by forced decoding."""
        scores: dict[int, float] = {}
        for numbers in self._batches(batch):
            inputs = self._padded([[*self._numbers(batch[number]), self._end] for number in numbers])
            wanted = self._padded([[*self._numbers(outputs[number]), self._end] for number in numbers])
            begun = self._torch.nn.functional.pad(wanted, (1, 0), value=self._pad)[:, :-1]  # Marian starts with <pad>
            with self._torch.inference_mode():
                mask = (inputs != self._pad).long()
                logits = self._model(input_ids=inputs, attention_mask=mask, decoder_input_ids=begun).logits
            steps = logits.log_softmax(-1).gather(2, wanted[..., None]).squeeze(2)
            real = wanted != self._pad
            found = steps.masked_fill(~real, 0.0).sum(1) / real.sum(1)
            scores.update(zip(numbers, found.tolist(), strict=True))
        return [scores[number] for number in range(len(batch))]

    def _batches(self, batch: Sequence[Sequence[str]]) -> list[list[int]]:
        """Group the numbers of inputs to be computed together: those of like length."""
        order = sorted(range(len(batch)), key=lambda number: len(batch[number]))
        return _batches(order, [len(pieces) for pieces in batch], self._batch_tokens)

    def _numbers(self, pieces: Sequence[str]) -> list[int]:
        """Give the numbers of pieces in the vocabulary."""
        return list(self._tokenizer.convert_tokens_to_ids(list(pieces)))

    def _padded(self, rows: Sequence[Sequence[int]]) -> Any:
        """Give rows of numbers as a tensor, the shorter ones filled up: (rows, longest)."""
        width = max(map(len, rows))
        return self._torch.tensor([[*row, *[self._pad] * (width - len(row))] for row in rows], device=self._device)

    def _generate(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[EngineOutput]:
        """Translate one batch."""
        torch = self._torch
        inputs = self._padded([[*self._numbers(pieces), self._end] for pieces in batch])
        with torch.inference_mode():
            made = self._model.generate(
                input_ids=inputs,
                attention_mask=(inputs != self._pad).long(),
                generation_config=self._settings({**self._generation, **_asked(decoding)}),
            )
        scores = made.sequences_scores if decoding.beam > 1 else self._greedy_scores(made)
        rows = zip(made.sequences.tolist(), scores.tolist(), strict=True)
        return [self._output(identifiers, score, decoding.longest) for identifiers, score in rows]

    def _greedy_scores(self, made: Any) -> Any:
        """Give the mean log-probability of each translation's pieces, which transformers computes for a beam only."""
        steps = self._model.compute_transition_scores(made.sequences, made.scores, normalize_logits=True)
        real = steps.isfinite() & (made.sequences[:, -steps.size(1) :] != self._pad)
        return steps.masked_fill(~real, 0.0).sum(1) / real.sum(1).clamp(min=1)

    def _output(self, identifiers: list[int], score: float, longest: int) -> EngineOutput:
        """Give an output as pieces, from its numbers with the marks of start, end and filling."""
        body = identifiers[1:]
        body = body[: body.index(self._end)] if self._end in body else body
        pieces = self._tokenizer.convert_ids_to_tokens([number for number in body if number != self._pad])
        return EngineOutput(
            tuple(pieces), score, len(pieces) < longest
        )  # Marian models are forced to end where they must


def _batches(order: list[int], lengths: list[int], tokens: int) -> list[list[int]]:
    """Cut numbers sorted by length into batches whose padded size, without end marks, stays within so many tokens.

    >>> _batches([3, 0, 1, 2], [3, 4, 5, 1], 8)
    [[3, 0], [1], [2]]
    >>> _batches([0, 1, 2], [4, 4, 4], 8)
    [[0, 1], [2]]
    """
    batches: list[list[int]] = []
    for number in order:
        if batches and lengths[number] * (len(batches[-1]) + 1) <= tokens:
            batches[-1].append(number)
        else:
            batches.append([number])
    return batches


def _asked(decoding: Decoding) -> dict[str, Any]:
    """Give the settings of transformers for a search; it complains of those of a beam where there is none."""
    beam = {"length_penalty": 1.0, "early_stopping": decoding.beam > 1}
    careful = {"no_repeat_ngram_size": NO_REPEAT, "repetition_penalty": REPEAT_PENALTY} if decoding.careful else {}
    return {
        "num_beams": decoding.beam,
        "max_length": decoding.longest + 2,  # with the marks of start and end
        "max_new_tokens": None,
        "return_dict_in_generate": True,
        "output_scores": True,
        **beam,
        **careful,
    }
