"""A sentence-embedding model beside the aligner: a tiny real one, found, loaded, used, refused where it should be."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline import make_config, read_pairs, run
from pipeline.alignment.embeddings import Embedder, EmbeddingModel, find_embeddings
from pipeline.errors import ModelError
from tests.conftest import Files

WORDS = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *"abcdefghijklmnopqrstuvwxyz", *(f"##{c}" for c in "aeiourstln")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers folder with random weights."""
    import transformers as library
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer

    place = tmp_path_factory.mktemp("embeddings")
    bert = place / "bert"
    bert.mkdir()
    (bert / "vocab.txt").write_text("\n".join(WORDS) + "\n", encoding="utf-8")
    transformers: Any = library
    transformers.set_seed(1)
    config = transformers.BertConfig(
        vocab_size=len(WORDS), hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=16
    )
    transformers.BertModel(config).save_pretrained(bert)
    transformers.BertTokenizerFast(str(bert / "vocab.txt")).save_pretrained(bert)
    words = Transformer(str(bert))
    SentenceTransformer(modules=[words, Pooling(16)], device="cpu").save_pretrained(str(place / "model"))
    return place / "model"


@pytest.mark.slow
def test_sentences_become_vectors(folder: Path) -> None:
    vectors = Embedder(find_embeddings(str(folder)))(["un chat", "a dog", "un chat"])
    assert vectors.shape == (3, 16)
    np.testing.assert_allclose(vectors[0], vectors[2], rtol=1e-4)
    assert not np.allclose(vectors[0], vectors[1])


@pytest.mark.slow
def test_a_run_uses_them(files: Files, folder: Path) -> None:
    place = files({"a.fr.txt": "Il pleut. Il vente.\n", "a.en.txt": "It rains. It is windy.\n"})
    read = {"files": str(place / "a.fr.txt"), "reference": str(place / "a.en.txt")}
    data = {"read": read, "output": str(place / "out"), "translate": {"engine": "none"}, "link": {"words": False}}
    run(make_config(data))
    plain = [pair.scores for pair in read_pairs(place / "out" / "pairs.jsonl")]
    run(make_config(data | {"align": {"embeddings": str(folder)}}))
    assert [pair.scores for pair in read_pairs(place / "out" / "pairs.jsonl")] != plain


def test_a_folder_that_is_no_embedding_model_is_told(tmp_path: Path) -> None:
    with pytest.raises(ModelError) as caught:
        find_embeddings(str(tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: no sentence-transformers model, modules.json is missing in {tmp_path.resolve()}"
    )
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    (tmp_path / "inner").mkdir()
    (tmp_path / "inner" / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(ModelError) as caught:
        find_embeddings(str(tmp_path))
    assert str(caught.value) == (
        f"{tmp_path}: pytorch_model.bin has no model.safetensors beside it, and nothing else is read"
    )
    (tmp_path / "inner" / "model.safetensors").write_bytes(b"weights")
    assert find_embeddings(str(tmp_path)) == EmbeddingModel(str(tmp_path), tmp_path.resolve())


def test_the_files_that_decide_make_the_fingerprint(tmp_path: Path) -> None:
    model = EmbeddingModel("mine", tmp_path)
    (tmp_path / "inner").mkdir()
    files = ["inner/model.safetensors", "inner/sentencepiece.bpe.model", "inner/vocab.txt", "modules.json"]
    lines = []
    for name in files:
        (tmp_path / name).write_text(name)
        lines.append(f"{name} {hashlib.sha256(name.encode()).hexdigest()}\n")
    (tmp_path / "README.md").write_text("nothing")
    (tmp_path / "pytorch_model.bin").write_text("nothing")
    assert model.fingerprint == hashlib.sha256("".join(lines).encode()).hexdigest()


def test_a_name_that_is_no_folder_is_asked_of_the_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match=r"^nobody/nothing-of-this-name: neither in the local cache nor reachable"):
        find_embeddings("nobody/nothing-of-this-name")


@pytest.mark.slow
def test_a_damaged_model_is_told(tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("nonsense", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot load it"):
        Embedder(find_embeddings(str(tmp_path)))
