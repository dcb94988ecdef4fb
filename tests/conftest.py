"""What several tests share: small files, the embedded model loaded once, one browser."""

import json
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from pipeline.translation.model import Model, find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import Translator, open_translator

# No property fails because the machine is busy: none has a deadline, nor a limit to how long its examples take to make.
# Examples may share a fixture such as `tmp_path`: each writes files of its own. All else is Hypothesis' own profile,
# which takes fresh examples at a desk and always the same ones in continuous integration.
settings.register_profile(
    "tests", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.register_profile("quick", settings.get_profile("tests"), max_examples=20)  # make check asks for it
settings.load_profile("tests")

Files = Callable[[dict[str, str]], Path]


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """Write some UTF-8 files into an empty folder; gives the folder."""

    def write(contents: dict[str, str]) -> Path:
        for name, text in contents.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture(scope="session")
def model() -> Model:
    """The embedded model."""
    return find_model("embedded")


@pytest.fixture(scope="session")
def translator(model: Model) -> Translator:
    """The embedded model in the fast engine."""
    return open_translator(model, TranslateOptions(beam=2))


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a tiny MarianMT model with random weights and pieces of its own: it loads and computes at once."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel

    path = tmp_path_factory.mktemp("marian")
    sentences = ["L' ami dort .", "Le chat noir mange peu , dit -il .", "The friend is asleep .",
                 "The black cat eats little , he said .", "x"] * 4  # fmt: skip
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
    model: Any = MarianMTModel(config)
    model.final_logits_bias[0, -1] = -1e9  # of <pad>, which no engine may say
    model.save_pretrained(path)
    return path


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium, driven by playwright; tests that need it are skipped where it is not installed."""
    from playwright.sync_api import sync_playwright

    installed = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not installed and not os.environ.get("CI"):
        pytest.skip("no Chromium is installed")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=installed, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield chromium
        chromium.close()
