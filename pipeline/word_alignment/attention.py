"""What a MarianMT model attends to when it is made to translate a given source sentence by a given target sentence.

Cross-attention of one decoder layer, of one head or the mean of all, tells which source piece a target piece comes
from: in the step that predicts it or in the next one, where it is the decoder's input (Chen et al. 2020). Which of
these views is best differs from model to model; `choose_view` finds it without hand-aligned data.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.errors import ModelError
from pipeline.hub import quiet_transformers
from pipeline.word_alignment.subwords import Cut, cut_words

Matrix = npt.NDArray[np.float32]
Tokens = Sequence[Sequence[str]]

_BATCH_PIECES = 4096  # of both sides of all pairs of a batch; chosen by hand, bounds memory
_SAMPLE = 200  # about as many sentence pairs are enough to choose a view; chosen by hand


class AttentionView(NamedTuple):
    """Where to look in a model.

    layer     the decoder layer, from 0
    head      one of its heads, from 0; None is the mean of all
    shifted   whether to look in the step after the one that predicts a piece
    """

    layer: int
    head: int | None
    shifted: bool


class ForcedDecoder:
    """A MarianMT model that is read for its attention, loaded from a folder with safetensors.

    Raises:
        ModelError: the folder holds no model that transformers can load.
    """

    def __init__(self, folder: Path, device: str = "cpu") -> None:
        import torch
        from transformers import MarianMTModel, MarianTokenizer

        try:
            with quiet_transformers():
                self._tokenizer: Any = MarianTokenizer.from_pretrained(folder)
                loaded: Any = MarianMTModel.from_pretrained(
                    folder, use_safetensors=True, attn_implementation="eager", dtype=torch.float32
                )
        except (OSError, ValueError, RuntimeError, KeyError, TypeError) as error:
            raise ModelError(f"{folder}: transformers cannot load it ({error})") from error
        self._model = loaded.eval().to(device)
        self._device = device

    def views(self) -> list[AttentionView]:
        """List all places where this model can be looked at."""
        config = self._model.config
        heads = [None, *range(config.decoder_attention_heads)]
        return [
            AttentionView(n, head, step)
            for n in range(config.decoder_layers)
            for head in heads
            for step in (False, True)
        ]

    def attend(self, source: Tokens, target: Tokens, views: Sequence[AttentionView]) -> list[list[Matrix]]:
        """Find for each pair and each view how much of each target word's attention goes to each source word.

        Args:
            source: the words of each source sentence.
            target: the words of each target sentence.
            views: where to look.

        Returns:
            For each pair, for each view, a matrix of source words × target words, whose columns add up to 1 at most. It
            is all zero where a side is empty or too long for the model.
        """
        found = [
            [np.zeros((len(source_words), len(target_words)), np.float32) for _ in views]
            for source_words, target_words in zip(source, target, strict=True)
        ]
        sources = [cut_words(words, self._tokenizer.spm_source.encode_as_pieces) for words in source]
        targets = [cut_words(words, self._tokenizer.spm_target.encode_as_pieces) for words in target]
        for members in self._batches(sources, targets):
            layers = self._cross_attention([sources[n].pieces for n in members], [targets[n].pieces for n in members])
            for place, n in enumerate(members):
                found[n] = [_by_word(_look(layers, view, place), sources[n], targets[n]) for view in views]
        return found

    def _batches(self, source: Sequence[Cut], target: Sequence[Cut]) -> Iterator[list[int]]:
        """Group the numbers of pairs of similar lengths that the model can read."""
        longest = self._model.config.max_position_embeddings - 1
        sizes = [(len(a.pieces), len(b.pieces)) for a, b in zip(source, target, strict=True)]
        usable = sorted(
            (n for n, size in enumerate(sizes) if min(size) > 0 and max(size) <= longest), key=sizes.__getitem__
        )
        batch: list[int] = []
        for n in usable:
            if batch and (len(batch) + 1) * max(sizes[m][0] + sizes[m][1] for m in (*batch[-1:], n)) > _BATCH_PIECES:
                yield batch
                batch = []
            batch.append(n)
        if batch:
            yield batch

    def _cross_attention(self, source: Sequence[list[str]], target: Sequence[list[str]]) -> list[Any]:
        """Run the model; give for each decoder layer the attention, pairs × heads × target steps × source pieces."""
        import torch

        end, start = self._tokenizer.eos_token_id, self._model.config.decoder_start_token_id
        identify = self._tokenizer.convert_tokens_to_ids
        inputs, mask = self._padded([[*identify(pieces), end] for pieces in source])
        forced, _ = self._padded([[start, *identify(pieces)] for pieces in target])
        with torch.no_grad():
            # Without the projection to the vocabulary, which is a quarter of a small model's work.
            output = self._model.model(
                input_ids=inputs, attention_mask=mask, decoder_input_ids=forced, output_attentions=True
            )
        return [layer.cpu().numpy() for layer in output.cross_attentions]

    def _padded(self, rows: Sequence[list[int]]) -> tuple[Any, Any]:
        """Give rows as a tensor of one width, and a mask that is 1 where a row has pieces."""
        import torch

        pad = self._tokenizer.pad_token_id
        width = max(map(len, rows))
        padded = torch.tensor([row + [pad] * (width - len(row)) for row in rows], device=self._device)
        lengths = torch.tensor([len(row) for row in rows], device=self._device)
        return padded, (torch.arange(width, device=self._device) < lengths[:, None]).long()


def choose_view(
    decoder: ForcedDecoder, source: Tokens, target: Tokens, links: Sequence[Sequence[tuple[int, int]]]
) -> AttentionView:
    """Choose the view that agrees best with links made without attention, over a sample of the pairs.

    A view agrees as far as the attention of linked target words goes to the source words that they are linked to.

    Args:
        decoder: the model.
        source: the words of each source sentence.
        target: the words of each target sentence.
        links: the links of each pair, made without attention.
    """
    views = decoder.views()
    step = max(1, len(source) // _SAMPLE)
    total = np.zeros(len(views))
    found = decoder.attend(source[::step], target[::step], views)
    for matrices, pair in zip(found, links[::step], strict=True):
        if pair:
            rows, columns = np.array(pair).T
            total += [matrix[rows, columns].sum() for matrix in matrices]
    return views[int(total.argmax())]


def _look(layers: Sequence[Matrix], view: AttentionView, place: int) -> Matrix:
    """Give the attention that a view sees of a pair, target pieces × source pieces, both padded.

    There is one step more than pieces: a shifted view drops the first, the other the last.
    """
    heads = layers[view.layer][place]
    steps: Matrix = heads.mean(axis=0) if view.head is None else heads[view.head]
    return steps[1:] if view.shifted else steps[:-1]


def _by_word(steps: Matrix, source: Cut, target: Cut) -> Matrix:
    """Turn attention by piece into attention by word, source words × target words."""
    attended: Matrix = steps[: len(target.pieces), : len(source.pieces)]
    size = np.maximum(target.share.sum(axis=1, keepdims=True), np.float32(1e-9))
    matrix: Matrix = source.share @ attended.T @ (target.share / size).T
    return matrix
