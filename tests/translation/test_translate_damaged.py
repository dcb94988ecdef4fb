"""Model folders that were cut, emptied or edited: one line names the folder and what is wrong, whatever the engine."""

import json
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from pipeline.errors import ModelError
from pipeline.files import file_hash
from pipeline.translation.conversion import converted
from pipeline.translation.judge import ModelJudge
from pipeline.translation.model import Model, find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import open_translator

pytestmark = pytest.mark.slow

Damage = Callable[[Path], object]


def cut(name: str, length: int) -> Damage:
    return lambda folder: (folder / name).write_bytes((folder / name).read_bytes()[:length])


def text(name: str, content: str) -> Damage:
    return lambda folder: (folder / name).write_text(content)


def says(name: str, **values: object) -> Damage:
    def change(folder: Path) -> None:
        stated = json.loads((folder / name).read_text())
        (folder / name).write_text(json.dumps(stated | values))

    return change


def tensors(change: Callable[[str, torch.Tensor], torch.Tensor | None]) -> Damage:
    def write(folder: Path) -> None:
        path = folder / "model.safetensors"
        changed = {name: change(name, tensor) for name, tensor in load_file(path).items()}
        save_file({name: one.contiguous() for name, one in changed.items() if one is not None}, path, {"format": "pt"})

    return write


def elsewhere(name: str) -> Damage:
    def move(folder: Path) -> None:
        (folder / "model.safetensors").rename(folder / "moved")
        (folder / "model.safetensors.index.json").write_text(json.dumps({"weight_map": {"model.shared.weight": name}}))

    return move


def vocabulary(change: Callable[[str, int], tuple[str, int]]) -> Damage:
    def write(folder: Path) -> None:
        pieces = json.loads((folder / "vocab.json").read_text())
        marks = {piece: number for piece, number in pieces.items() if piece in {"</s>", "<unk>"}}
        changed = dict(change(piece, number) for piece, number in pieces.items() if piece not in marks)
        (folder / "vocab.json").write_text(json.dumps(marks | changed))

    return write


DAMAGES = {
    "weights emptied": (cut("model.safetensors", 0), "model.safetensors is damaged"),
    "weights cut": (cut("model.safetensors", -100), "it is cut"),
    "weights of integers": (tensors(lambda name, one: one.to(torch.int8)), "holds no floating-point numbers"),
    "weights without a layer": (
        tensors(lambda name, one: None if ".1.fc1" in name else one),
        "the weights lack layer 2",
    ),
    "weights of another network": (tensors(lambda name, one: None if "shared" in name else one), "lack the embeddings"),
    "weights of another shape": (tensors(lambda name, one: one[1:] if "0.fc1.bias" in name else one), "is 1279"),
    "weights that are no numbers": (tensors(lambda name, one: one * torch.nan), "holds what is no number"),
    "weights of zeros": (tensors(lambda name, one: one * 0), "is all zeros"),
    "weights at random": (
        tensors(
            lambda name, one: torch.randn(one.shape, generator=torch.Generator().manual_seed(1)).to(one.dtype) * 0.02
        ),
        "no more probable than chance does",
    ),
    "weights elsewhere": (
        elsewhere("../model.safetensors"),
        "names '../model.safetensors', which is not in its folder",
    ),
    "weights nowhere": (elsewhere("model-1.safetensors"), "names 'model-1.safetensors', which is not in its folder"),
    "pieces of another model": (
        vocabulary(lambda piece, number: (f"x{piece}", number)),
        "most of its pieces are not in",
    ),
    "pieces of one number": (vocabulary(lambda piece, number: (piece, 5)), "gives several pieces one number"),
    "pieces of mixed numbers": (
        vocabulary(lambda piece, number: (piece, number if piece == "<pad>" else 8001 - number)),
        "no more probable than chance does",
    ),
    "pieces of large numbers": (vocabulary(lambda piece, number: (piece, number + 5)), "is not below 8001"),
    "pieces emptied": (cut("source.spm", 0), "source.spm"),
    "pieces cut": (cut("target.spm", 50_000), "target.spm"),
    "vocabulary cut": (cut("vocab.json", 100), "vocab.json"),
    "vocabulary is a list": (text("vocab.json", "[1, 2]"), "vocab.json"),
    "vocabulary of texts": (text("vocab.json", '{"a": "b"}'), "vocab.json"),
    "vocabulary of nothing": (text("vocab.json", "{}"), "<unk>"),
    "config cut": (cut("config.json", 50), "config.json"),
    "config nested": (text("config.json", "[" * 100_000), "config.json"),
    "config of other weights": (says("config.json", d_model=640), "the embeddings are 8001 x 320"),
    "config of texts": (says("config.json", d_model="x"), "d_model"),
    "config of more layers": (says("config.json", encoder_layers=6), "the weights lack layer 6 of the encoder"),
    "config of fewer layers": (says("config.json", decoder_layers=1), "the weights have 2 layers of the decoder"),
    "config of a million layers": (says("config.json", encoder_layers=10**6), "the weights lack layer 6"),
    "config of half a layer": (says("config.json", encoder_layers=0.5), "encoder_layers is 0.5, not a whole number"),
    "config of many places": (says("config.json", max_position_embeddings=10**12), "more than 100000"),
    "config of seven heads": (says("config.json", encoder_attention_heads=7), "7 attention heads cannot share"),
    "config of more pieces": (says("config.json", vocab_size=9000), "the embeddings are 8001 x 320"),
    "config without places": (says("config.json", max_position_embeddings=0), "max_position_embeddings"),
    "tokenizer cut": (cut("tokenizer_config.json", 50), "tokenizer_config.json"),
    "tokenizer is a list": (text("tokenizer_config.json", "[]"), "tokenizer_config.json"),
    "tokenizer of texts": (says("tokenizer_config.json", model_max_length="x"), "model_max_length"),
    "tokenizer without length": (says("tokenizer_config.json", model_max_length=0), "model_max_length"),
    "generation is a list": (text("generation_config.json", "[]"), "TypeError"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Path(shutil.copytree(find_model("embedded").folder, tmp_path / "model"))


@pytest.mark.parametrize(
    ("name", "engine"),
    [(name, engine) for name in DAMAGES for engine in ("ctranslate2", "transformers")]
    + [(name, "judge") for name in ("weights cut", "pieces cut", "config of texts")],
)
def test_a_damaged_model_is_told_in_one_line(folder: Path, name: str, engine: str) -> None:
    damage, told = DAMAGES[name]
    damage(folder)
    with pytest.raises(ModelError) as caught:
        loaded(find_model(str(folder)), engine)
    assert str(folder) in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)
    left = folder.parent / "cache" / "fr-en-pipeline"
    found_out_loaded = "chance" in told
    assert found_out_loaded or not left.exists() or [path.name for path in left.iterdir()] == ["conversion.lock"]


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_model_that_is_hardly_better_than_chance_is_warned_of(
    folder: Path, engine: str, caplog: pytest.LogCaptureFixture
) -> None:
    says("config.json", activation_function="gelu")(folder)
    loaded(find_model(str(folder)), engine)
    assert "hardly more probable than chance does" in caplog.text


def loaded(model: Model, engine: str) -> object:
    return ModelJudge(model) if engine == "judge" else open_translator(model, TranslateOptions(engine=engine))


def made(cache: Path) -> list[str]:
    """What lies in a cache folder but for the lock."""
    return sorted(path.name for path in (cache / "fr-en-pipeline").iterdir() if path.name != "conversion.lock")


@pytest.mark.parametrize("place", ["", "checksums.json"])
@pytest.mark.parametrize("what", ["folder", "file", "link"])
def test_whatever_stands_in_the_place_of_a_converted_model_it_is_made(folder: Path, place: str, what: str) -> None:
    path = converted(find_model(str(folder)), "float32") / place
    before = hashes(path if not place else path.parent)
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    match what:
        case "folder":
            (path / "inner").mkdir(parents=True)
        case "file":
            path.write_text("[1]")
        case "link":
            path.symlink_to(path.parent / "nowhere")
    assert hashes(converted(find_model(str(folder)), "float32")) == before
    assert made(folder.parent / "cache") == [path.name if not place else path.parent.name]


def hashes(folder: Path) -> dict[str, str]:
    return {path.name: file_hash(path) for path in folder.iterdir()}


CONVERT = """
import sys
from pipeline.translation.conversion import converted
from pipeline.translation.model import find_model
print(converted(find_model(sys.argv[1]), "float32"))
"""


def test_a_killed_conversion_leaves_nothing(folder: Path) -> None:
    cache = folder.parent / "cache"
    (cache / "fr-en-pipeline" / "unfinished-0123").mkdir(parents=True)  # as versions without a lock left it
    with subprocess.Popen([sys.executable, "-c", CONVERT, str(folder)]) as process:
        while process.poll() is None and set(left(cache)) <= {"unfinished-0123"}:
            time.sleep(0.001)
        process.send_signal(signal.SIGKILL)
    assert len(left(cache)) == 1, "it was killed too late"
    converted(find_model(str(folder)), "float32")
    assert left(cache) == []
    assert len(made(cache)) == 1


def left(cache: Path) -> list[str]:
    return [path.name for path in cache.glob("fr-en-pipeline/unfinished-*")]


def test_two_processes_convert_a_model_once(folder: Path) -> None:
    pipe = subprocess.PIPE
    both = [
        subprocess.Popen([sys.executable, "-c", CONVERT, str(folder)], stdout=pipe, stderr=pipe, text=True)
        for _ in range(2)
    ]
    told = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0]
    assert told[0][0] == told[1][0]
    assert len(made(folder.parent / "cache")) == 1
    assert all("made again" not in error for _, error in told)
