"""Attention of a tiny Marian model with random weights and pieces of its own."""

import json
from pathlib import Path

import numpy as np
import pytest

from pipeline.errors import ModelError
from pipeline.word_alignment import ForcedDecoder, attentive_link
from pipeline.word_alignment.attention import View

pytestmark = pytest.mark.slow

FRENCH = [["L'", "ami", "dort", "."], ["Le", "chat", "noir", "mange", "peu", ",", "dit", "-il", "."], []]
ENGLISH = [
    ["The", "friend", "is", "asleep", "."],
    ["The", "black", "cat", "eats", "little", ",", "he", "said", "."],
    ["x"],
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    path = tmp_path_factory.mktemp("marian")
    sentences = [" ".join(words) for words in (*FRENCH, *ENGLISH)] * 4
    for side in ("source", "target"):
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=iter(sentences),
            model_prefix=str(path / side),
            vocab_size=60,
            hard_vocab_limit=False,
            character_coverage=1.0,
            minloglevel=2,
        )
        (path / f"{side}.model").rename(path / f"{side}.spm")
    spm = sentencepiece.SentencePieceProcessor(str(path / "source.spm"))
    pieces = ["</s>", "<unk>", *(spm.id_to_piece(n) for n in range(3, spm.get_piece_size())), "<pad>"]
    (path / "vocab.json").write_text(json.dumps({piece: n for n, piece in enumerate(pieces)}), "utf-8")
    (path / "tokenizer_config.json").write_text(json.dumps({"source_lang": "fr", "target_lang": "en"}), "utf-8")
    torch.manual_seed(0)
    config = MarianConfig(
        encoder_layers=1,
        decoder_layers=2,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        vocab_size=len(pieces),
        d_model=16,
        encoder_ffn_dim=16,
        decoder_ffn_dim=16,
        max_position_embeddings=48,
        pad_token_id=len(pieces) - 1,
        decoder_start_token_id=len(pieces) - 1,
        eos_token_id=0,
        forced_eos_token_id=0,
    )
    MarianMTModel(config).save_pretrained(path)
    return path


@pytest.fixture(scope="module")
def decoder(folder: Path) -> ForcedDecoder:
    return ForcedDecoder(folder)


def test_matrices_are_shares_of_attention(decoder: ForcedDecoder) -> None:
    views = decoder.views()
    assert len(views) == 2 * 3 * 2
    for matrices, french, english in zip(decoder.attend(FRENCH, ENGLISH, views), FRENCH, ENGLISH, strict=True):
        for matrix in matrices:
            assert matrix.shape == (len(french), len(english))
            assert (matrix >= 0).all()
            assert (matrix.sum(axis=0) <= 1 + 1e-5).all()


def test_batches_do_not_change_what_is_seen(decoder: ForcedDecoder) -> None:
    view = [View(1, None, shifted=True)]
    together = decoder.attend(FRENCH, ENGLISH, view)
    alone = [decoder.attend([left], [right], view)[0] for left, right in zip(FRENCH, ENGLISH, strict=True)]
    for one, other in zip(together, alone, strict=True):
        np.testing.assert_allclose(one[0], other[0], atol=1e-4)


def test_sentences_too_long_for_the_model_have_no_attention(decoder: ForcedDecoder) -> None:
    ((matrix,),) = decoder.attend([["ami"] * 60], [["friend"]], [View(0, 0, shifted=False)])
    assert matrix.shape == (60, 1)
    assert not matrix.any()


def test_a_random_model_does_no_harm(decoder: ForcedDecoder) -> None:
    links = attentive_link(FRENCH, ENGLISH, decoder)
    assert {(0, 0), (1, 1), (3, 4)} <= set(links[0])
    assert links[2] == []
    assert attentive_link([], [], decoder) == []


def test_a_folder_without_a_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="transformers cannot load it"):
        ForcedDecoder(tmp_path)
