"""Attention of a tiny Marian model with random weights and pieces of its own."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from transformers import MarianMTModel, MarianTokenizer

from pipeline.errors import ModelError
from pipeline.hub import quiet_transformers
from pipeline.word_alignment import ForcedDecoder, link, link_words
from pipeline.word_alignment.attention import AttentionView, choose_view
from pipeline.word_alignment.subwords import cut_words

FRENCH = [["L'", "ami", "dort", "."], ["Le", "chat", "noir", "mange", "peu", ",", "dit", "-il", "."], []]
ENGLISH = [
    ["The", "friend", "is", "asleep", "."],
    ["The", "black", "cat", "eats", "little", ",", "he", "said", "."],
    ["x"],
]


@pytest.fixture(scope="module")
def decoder(tiny_model: Path) -> ForcedDecoder:
    return ForcedDecoder(tiny_model)


def test_matrices_are_shares_of_attention(decoder: ForcedDecoder) -> None:
    views = decoder.views()
    assert len(views) == 2 * 3 * 2
    for matrices, french, english in zip(decoder.attend(FRENCH, ENGLISH, views), FRENCH, ENGLISH, strict=True):
        for matrix in matrices:
            assert matrix.shape == (len(french), len(english))
            assert (matrix >= 0).all()
            assert (matrix.sum(axis=0) <= 1 + 1e-5).all()


@pytest.mark.parametrize("pair", [0, 1])
def test_attention_is_that_of_transformers(tiny_model: Path, decoder: ForcedDecoder, pair: int) -> None:
    """A word gets what its pieces get, and gives what its pieces give on average."""
    with quiet_transformers():
        tokenizer = MarianTokenizer.from_pretrained(tiny_model)
    source = cut_words(FRENCH[pair], tokenizer.spm_source.encode_as_pieces)
    target = cut_words(ENGLISH[pair], tokenizer.spm_target.encode_as_pieces)
    numbers = tokenizer.convert_tokens_to_ids
    model: Any = MarianMTModel.from_pretrained(tiny_model, attn_implementation="eager")
    with torch.no_grad():
        seen = model(
            input_ids=torch.tensor([[*numbers(source.pieces), 0]]),
            decoder_input_ids=torch.tensor([[model.config.decoder_start_token_id, *numbers(target.pieces)]]),
            output_attentions=True,
        ).cross_attentions
    views = decoder.views()
    [found] = decoder.attend([FRENCH[pair]], [ENGLISH[pair]], views)
    for view, matrix in zip(views, found, strict=True):
        heads = seen[view.layer][0].numpy()
        steps = heads.mean(axis=0) if view.head is None else heads[view.head]
        first = 1 if view.shifted else 0  # the step that predicts a piece, or the one that reads it
        by_piece = steps[first : first + len(target.pieces), : len(source.pieces)]
        for i, j in np.ndindex(matrix.shape):
            weights = target.share[j] / target.share[j].sum()
            assert matrix[i, j] == pytest.approx(float(source.share[i] @ by_piece.T @ weights), abs=1e-5)


def test_the_view_is_chosen_that_sees_the_links_best(decoder: ForcedDecoder) -> None:
    links = [[(0, 0), (1, 1), (2, 3)], [(0, 0), (1, 2), (2, 1), (3, 3)], []]
    views = decoder.views()
    seen = decoder.attend(FRENCH, ENGLISH, views)
    totals = [
        sum(float(matrices[n][i, j]) for matrices, pair in zip(seen, links, strict=True) for i, j in pair)
        for n in range(len(views))
    ]
    assert choose_view(decoder, FRENCH, ENGLISH, links) == views[totals.index(max(totals))]
    assert (views[0], views[1], views[2]) == (
        AttentionView(0, None, False),
        AttentionView(0, None, True),
        AttentionView(0, 0, False),
    )


def test_of_many_pairs_a_sample_chooses_the_view(decoder: ForcedDecoder) -> None:
    """Of four hundred pairs every other one is asked: what the others say does not matter."""
    views, french, english = decoder.views(), ["ami", "dort"], ["friend", "asleep"]
    [seen] = decoder.attend([french], [english], views)
    best = max(range(len(views)), key=lambda n: float(seen[n][0, 0]))
    links = [[(0, 0)], [(0, 1)] * 99] * 200
    assert choose_view(decoder, [french] * 400, [english] * 400, links) == views[best]


def test_batches_do_not_change_what_is_seen(decoder: ForcedDecoder) -> None:
    view = [AttentionView(1, None, shifted=True)]
    together = decoder.attend(FRENCH, ENGLISH, view)
    alone = [decoder.attend([french], [english], view)[0] for french, english in zip(FRENCH, ENGLISH, strict=True)]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one[0], other[0], atol=1e-4)


def test_sentences_too_long_for_the_model_have_no_attention(decoder: ForcedDecoder) -> None:
    ((matrix,),) = decoder.attend([["ami"] * 60], [["friend"]], [AttentionView(0, 0, shifted=False)])
    assert matrix.shape == (60, 1)
    assert not matrix.any()


def test_a_random_model_does_no_harm(decoder: ForcedDecoder) -> None:
    assert link(["L'ami \u00ad dort."], ["The friend is asleep."], decoder)  # a soft hyphen alone has no pieces
    links = link_words(FRENCH, ENGLISH, decoder)
    assert {(0, 0), (1, 1), (3, 4)} <= set(links[0])
    assert links[2] == []
    assert link_words([], [], decoder) == []


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="transformers cannot load it"):
        ForcedDecoder(tmp_path)
