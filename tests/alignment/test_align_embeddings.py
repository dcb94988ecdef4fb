"""A sentence-embedding model beside the aligner: a tiny real one, found, loaded, used, refused where it should be."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline import make_config, read_pairs, run
from pipeline.alignment.embeddings import Embedder, find_embeddings
from pipeline.errors import ModelError
from tests.conftest import Files

pytestmark = pytest.mark.slow

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


def test_sentences_become_vectors(folder: Path) -> None:
    vectors = Embedder(find_embeddings(str(folder)))(["un chat", "a dog", "un chat"])
    assert vectors.shape == (3, 16)
    np.testing.assert_allclose(vectors[0], vectors[2], rtol=1e-4)
    assert not np.allclose(vectors[0], vectors[1])


def test_a_run_uses_them(files: Files, folder: Path) -> None:
    place = files({"a.fr.txt": "Il pleut. Il vente.\n", "a.en.txt": "It rains. It is windy.\n"})
    read = {"files": str(place / "a.fr.txt"), "reference": str(place / "a.en.txt")}
    data = {"read": read, "output": str(place / "out"), "translate": {"engine": "none"}, "link": {"words": False}}
    run(make_config(data))
    plain = [pair.scores for pair in read_pairs(place / "out" / "pairs.jsonl")]
    run(make_config(data | {"align": {"embeddings": str(folder)}}))
    assert [pair.scores for pair in read_pairs(place / "out" / "pairs.jsonl")] != plain


def test_weights_that_are_not_safetensors_are_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "modules.json").write_text("[]", encoding="utf-8")
    (tmp_path / "pytorch_model.bin").write_bytes(b"pickle")
    with pytest.raises(ModelError, match=r"pytorch_model.bin has no model.safetensors"):
        find_embeddings(str(tmp_path))


def test_what_is_no_model_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ModelError, match=r"modules.json is missing"):
        find_embeddings(str(tmp_path))
    (tmp_path / "modules.json").write_text("nonsense", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot load it"):
        Embedder(find_embeddings(str(tmp_path)))
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(ModelError, match="neither in the local cache"):
        find_embeddings("nobody/nothing-of-this-name")
