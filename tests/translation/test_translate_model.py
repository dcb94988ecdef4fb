"""Model folders without a network: which are found, what they say of themselves, and what is told of bad ones."""

import hashlib
import json
import logging
import shutil
from pathlib import Path
from threading import Thread

import pytest
from filelock import FileLock

from pipeline.errors import ModelError
from pipeline.translation.conversion import converted
from pipeline.translation.engines import engine_name, instruction_set, missing_engine, open_engine, resolved
from pipeline.translation.judge import ModelJudge
from pipeline.translation.model import Model, find_model, is_hub_name
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import Pieces

FILES = {"config.json": '{"model_type": "marian"}', "source.spm": "s", "target.spm": "t", "vocab.json": "{}"}


def folder_with(place: Path, **changes: str | None) -> Path:
    """A folder with the files of a model, some of them changed (by their stem) or left out."""
    for name, text in {**FILES, "model.safetensors": "w" * 100}.items():
        changed = changes.get(name.split(".")[0], text)
        if changed is not None:
            (place / name).write_text(changed, encoding="utf-8")
    return place


def message(place: Path) -> str:
    with pytest.raises(ModelError) as caught:
        find_model(str(place)).longest  # noqa: B018 -- reading it may raise
    return str(caught.value).replace(str(place), "HERE")


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"vocab": None}, "HERE: not a complete MarianMT folder, vocab.json missing in HERE"),
        (
            {"config": None, "source": None, "target": None, "model": None},
            "HERE: not a complete MarianMT folder, config.json, source.spm, target.spm, model.safetensors missing in "
            "HERE",
        ),
        ({"config": '{"model_type": "bert"}'}, "HERE: config.json says model_type 'bert', expected 'marian'"),
        ({"config": "{}"}, "HERE: config.json says model_type None, expected 'marian'"),
        (
            {"config": "{"},
            "HERE/config.json: not readable as JSON (Expecting property name enclosed in double quotes: line 1 column 2"
            " (char 1))",
        ),
        ({"config": "[]"}, "HERE/config.json: expected a JSON object"),
        (
            {"config": '{"model_type": "marian", "max_position_embeddings": 7}'},
            "HERE/config.json: max_position_embeddings is 7, too few pieces for any sentence",
        ),
        (
            {"config": '{"model_type": "marian", "max_position_embeddings": true}'},
            "HERE/config.json: max_position_embeddings is True, not a number",
        ),
        (
            {"config": '{"model_type": "marian", "max_position_embeddings": NaN}'},
            "HERE/config.json: max_position_embeddings is nan, not a number",
        ),
    ],
)
def test_a_folder_that_is_no_model_is_told_in_one_line(
    tmp_path: Path, changes: dict[str, str | None], told: str
) -> None:
    assert message(folder_with(tmp_path, **changes)) == told


@pytest.mark.parametrize(
    ("positions", "tokenizer", "longest"),
    [
        (None, None, 511),
        (8, None, 7),
        (200, {"model_max_length": 100}, 99),
        (200, {"model_max_length": 300}, 199),
        (200, {"model_max_length": 8.9}, 7),
        (200, {}, 199),
        (200, {"model_max_length": 1e30}, 199),
    ],
)
def test_the_longest_sentence_of_a_model(
    tmp_path: Path, positions: int | None, tokenizer: dict[str, float] | None, longest: int
) -> None:
    config = {"model_type": "marian"} | ({} if positions is None else {"max_position_embeddings": positions})
    folder = folder_with(tmp_path, config=json.dumps(config))
    if tokenizer is not None:
        (folder / "tokenizer_config.json").write_text(json.dumps(tokenizer))
    model = find_model(str(folder))
    assert (model.positions, model.longest) == (positions or 512, longest)


def test_weights_may_lie_in_several_files(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, model=None)
    (folder / "model.safetensors.index.json").write_text("{}")
    (folder / "model-1.safetensors").write_bytes(b"1" * 30)
    (folder / "model-2.safetensors").write_bytes(b"2" * 40)
    assert find_model(str(folder)).weight_bytes == 70


def test_the_fingerprint_is_that_of_the_files_that_decide(tmp_path: Path) -> None:
    folder = folder_with(tmp_path)
    (folder / "generation_config.json").write_text("{}")
    (folder / "README.md").write_text("nothing")
    deciding = ["config.json", "generation_config.json", "model.safetensors", "source.spm", "target.spm", "vocab.json"]
    lines = [f"{name} {hashlib.sha256((folder / name).read_bytes()).hexdigest()}\n" for name in deciding]
    expected = hashlib.sha256("".join(lines).encode()).hexdigest()
    assert find_model(str(folder)).fingerprint == expected


def test_a_name_is_a_folder_or_one_of_the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine").mkdir()
    folder_with(tmp_path / "mine")
    assert find_model("~/mine") == Model("~/mine", (tmp_path / "mine").resolve())
    assert find_model("embedded").folder.name == "fr-en"
    with pytest.raises(ModelError) as caught:
        find_model("nothing")
    assert str(caught.value) == (
        "nothing: no such folder; give a MarianMT folder, a hub name (owner/model) or 'embedded'"
    )
    names = ("a/b", "a", "a/b/c", "./b", "/b", "~/b", "a\\c/b")
    assert [is_hub_name(name) for name in names] == [True, False, False, False, False, False, False]


def test_files_of_pieces_that_cannot_be_read_are_told(tmp_path: Path, tiny_model: Path) -> None:
    for path in tiny_model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    for text, told in (
        ("[", "cannot be read (JSONDecodeError: Expecting value: line 1 column 2 (char 1))"),
        ('{"a": 1}', "lacks </s> and <unk>; get a whole copy of the model"),
        ('{"a": true}', "expected a JSON object of pieces and their numbers"),
        ('{"a": 1, "b": 1}', "gives several pieces one number; get a whole copy of the model"),
        ('{"a": "b"}', "expected a JSON object of pieces and their numbers"),
        ("[1]", "expected a JSON object of pieces and their numbers"),
    ):
        (tmp_path / "vocab.json").write_text(text)
        with pytest.raises(ModelError) as caught:
            Pieces(tmp_path)
        assert str(caught.value) == f"{tmp_path / 'vocab.json'}: {told}"
    (tmp_path / "target.spm").unlink()
    with pytest.raises(ModelError) as caught:
        Pieces(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path / 'target.spm'}: sentencepiece cannot load it (")


@pytest.mark.parametrize(
    ("engine", "quantization", "weights", "found"),
    [
        ("ctranslate2", "auto", 63_999_999, "float32"),
        ("ctranslate2", "auto", 64_000_000, "int8"),
        ("ctranslate2", "int16", 10, "int16"),
        ("transformers", "int8", 10, "float32"),
        ("auto", "auto", 10, "float32"),
    ],
)
def test_what_auto_means_on_a_processor(
    tmp_path: Path, engine: str, quantization: str, weights: int, found: str
) -> None:
    with (tmp_path / "model.safetensors").open("wb") as file:
        file.truncate(weights)
    options = resolved(TranslateOptions(engine, "cpu", quantization), Model("mine", tmp_path))
    assert options == TranslateOptions("ctranslate2" if engine == "auto" else engine, "cpu", found)


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_gpu_that_is_not_there_is_told(tmp_path: Path, engine: str) -> None:
    import ctranslate2

    if ctranslate2.get_cuda_device_count():
        pytest.skip("there is a GPU")
    with pytest.raises(ModelError) as caught:
        resolved(TranslateOptions(engine, "cuda"), Model("mine", tmp_path))
    assert str(caught.value) == "translate.device: no CUDA GPU here; choose cpu or auto"
    assert resolved(TranslateOptions(engine, "auto"), Model("mine", tmp_path)).device == "cpu"


def test_an_engine_needs_its_library() -> None:
    assert [engine_name(name) for name in ("auto", "transformers", "none")] == ["ctranslate2", "transformers", "none"]
    assert [missing_engine(name) for name in ("auto", "none", "marian_nmt")] == [None, None, "marian_nmt"]


def test_the_processor_is_named_with_what_is_forced_upon_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CT2_FORCE_CPU_ISA", "GENERIC")
    named = instruction_set()
    monkeypatch.delenv("CT2_FORCE_CPU_ISA")
    assert named[-1] == "GENERIC"
    assert instruction_set() == [*named[:-1], ""]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "fr-en-pipeline"


def test_a_model_is_converted_once_and_named_after_its_weights(
    tiny_model: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    import ctranslate2

    model = find_model(str(tiny_model))
    folder = converted(model, "int8")
    assert folder == cache / f"ctranslate2-{ctranslate2.__version__}-int8-{model.fingerprint[:16]}"
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    sums = {name: hashlib.sha256(text).hexdigest() for name, text in files.items() if name != "checksums.json"}
    assert json.loads(files["checksums.json"]) == sums
    made = (folder / "model.bin").stat().st_mtime_ns
    assert converted(model, "int8") == folder
    assert (folder / "model.bin").stat().st_mtime_ns == made
    (cache / "unfinished-1").mkdir()
    (cache / "unfinished-2").write_text("")
    (folder / "model.bin").write_bytes(b"")
    assert caplog.messages == []
    with caplog.at_level(logging.WARNING):
        assert converted(model, "int8") == folder
    assert caplog.messages == [f"{folder}: is damaged, or of a version that wrote no checksums, and made again"]
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == files
    assert {path.name for path in cache.iterdir()} <= {folder.name, "conversion.lock"}


def test_a_file_too_many_makes_a_converted_model_again(tiny_model: Path, cache: Path) -> None:
    del cache
    folder = converted(find_model(str(tiny_model)), "float32")
    (folder / "more.txt").write_text("x")
    assert not (converted(find_model(str(tiny_model)), "float32") / "more.txt").exists()


def test_a_process_waits_for_another_that_converts(
    tiny_model: Path, cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    cache.mkdir(parents=True)
    made: list[Path] = []
    model = find_model(str(tiny_model))
    with caplog.at_level(logging.WARNING), FileLock(cache / "conversion.lock"):
        waiting = Thread(target=lambda: made.append(converted(model, "float32")))
        waiting.start()
        while not caplog.messages:
            waiting.join(0.01)
        assert made == []
    waiting.join()
    assert caplog.messages == [f"{cache}: another process converts a model there; this one waits for it to end"]
    assert len(made) == 1


def test_a_converted_model_that_makes_no_sense_is_told(tiny_model: Path, cache: Path) -> None:
    del cache
    model = find_model(str(tiny_model))
    for load, kind, advice in (
        (lambda: open_engine(model, TranslateOptions("ctranslate2", "cpu", "int8")), "int8", "; delete that folder"),
        (lambda: ModelJudge(model), "int8", ""),
    ):
        folder = converted(model, kind)
        (folder / "model.bin").write_bytes(b"nonsense")
        sums = json.loads((folder / "checksums.json").read_text())
        sums["model.bin"] = hashlib.sha256(b"nonsense").hexdigest()
        (folder / "checksums.json").write_text(json.dumps(sums))
        with pytest.raises(ModelError) as caught:
            load()
        assert str(caught.value).startswith(f"{model.name}: ctranslate2 cannot load {folder} (")
        assert str(caught.value).endswith(f"){advice}")


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_weights_that_are_cut_are_told(tiny_model: Path, tmp_path: Path, cache: Path, engine: str) -> None:
    folder = tmp_path / "model"
    shutil.copytree(tiny_model, folder)
    (folder / "model.safetensors").write_bytes((tiny_model / "model.safetensors").read_bytes()[:-100])
    with pytest.raises(ModelError) as caught:
        open_engine(find_model(str(folder)), TranslateOptions(engine, "cpu", "float32"))
    told = str(caught.value)
    assert told == (
        f"{folder}: model.safetensors is damaged (ValueError: it is cut, or has more than its header tells); "
        "get a whole copy of the model"
    )
    assert not list(cache.glob("ctranslate2-*"))


def test_where_the_cache_cannot_be_written_a_temporary_folder_serves(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    folder = converted(find_model(str(tiny_model)), "float32")
    assert (folder / "model.bin").is_file()
    [told] = caplog.messages
    assert told.startswith(f"{tmp_path / 'file' / 'fr-en-pipeline'}: cannot keep the converted model (")
    assert told.endswith("); set XDG_CACHE_HOME; until then it is converted anew each time")
