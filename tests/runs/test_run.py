"""A whole run: nothing lost, nothing done twice, the same bytes whatever happened on the way."""

import base64
import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import Config, load_config, read_pairs, run
from pipeline.config.loading import make_config
from pipeline.errors import InputError, ModelError, OutputError
from pipeline.runs.job import make_job
from pipeline.runs.manifest import read_manifest
from tests.conftest import Files

FRENCH = "LA GARE\n\nM. Petit attend. « Viens ! » dit-il.\n\n12 345,67 €\n\nLe train part à 8 h. Il pleut.\n"
ENGLISH = (
    "THE STATION\n\nMr Petit is waiting. “Come!” he says.\n\nThe train leaves at 8. It is cold and wet. It rains.\n"
)


def config_for(folder: Path, **sections: object) -> Config:
    read = {"files": [str(folder / "*.fr.txt")], "reference": sections.pop("reference", [])}
    return make_config({"read": read, "output": str(folder / "out"), "translate": {"beam": 1}, **sections})


def hashes(folder: Path) -> dict[str, str]:
    """Every output's bytes, but for the manifest, which holds times."""
    files = [path for path in folder.iterdir() if path.is_file() and path.name != "manifest.json"]
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_every_sentence_is_in_one_pair(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH})
    result = run(config_for(folder))
    assert result.exit_code == 0
    counts = result.metrics.counts
    assert counts == replace(counts, pairs=6, copied=1, translated=5, lost=0)
    pairs = list(read_pairs(folder / "out" / "pairs.jsonl"))
    assert [pair.source for pair in pairs] == [
        "LA GARE",
        "M. Petit attend.",
        "« Viens ! » dit-il.",
        "12 345,67 €",
        "Le train part à 8 h.",
        "Il pleut.",
    ]
    assert all(pair.target for pair in pairs)
    assert pairs[3].target == "€12,345.67"
    assert pairs[0].target.isupper()


def test_a_second_run_does_nothing_and_a_changed_option_redoes_what_follows(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH})
    config = config_for(folder)
    assert run(config).made > 0
    before, manifest = hashes(config.output), (config.output / "manifest.json").read_bytes()
    assert run(config).made == 0
    assert (hashes(config.output), (config.output / "manifest.json").read_bytes()) == (before, manifest)
    changed = config_for(folder, score={"least_adequacy": 1})
    result = run(changed)
    assert result.metrics.counts.flagged > 0
    assert len(list((config.output / "work" / "translate").glob("*.jsonl"))) == 1
    assert len(list((config.output / "work" / "score").glob("*.jsonl"))) == 2


def test_a_touched_output_is_made_again(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH})
    config = config_for(folder)
    run(config)
    before = hashes(config.output)
    (config.output / "pairs.jsonl").write_text("spoilt")
    (config.output / "memory.tmx").unlink()
    assert run(config).made == 2
    assert hashes(config.output) == before


def test_the_manifest_is_a_configuration(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH})
    config = config_for(folder)
    run(config)
    assert load_config(config.output / "manifest.json") == config


def test_a_human_translation_is_aligned_and_measured(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH})
    result = run(config_for(folder, reference=[str(folder / "*.en.txt")]))
    assert result.metrics.machine_against_human is not None
    assert result.metrics.machine_against_human.scores["bleu"].signature.startswith("nrefs:1")
    pairs = list(read_pairs(folder / "out" / "pairs.jsonl"))
    french = "".join(pair.source for pair in pairs)
    assert "".join(french.split()) == "".join(FRENCH.split())
    english = " ".join(pair.target for pair in pairs if pair.origin == "human")
    assert "".join(english.split()) == "".join(ENGLISH.split())
    assert ("LA GARE", "THE STATION") in [(pair.source, pair.target) for pair in pairs]


def test_without_any_model(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH})
    config = config_for(folder, reference=[str(folder / "*.en.txt")], translate={"engine": "none"})
    result = run(config)
    assert result.exit_code == 0
    assert result.metrics.counts.translated == 0
    assert result.metrics.machine_against_human is None


@pytest.mark.slow
@pytest.mark.parametrize("stage", ["read", "segment", "translate", "align", "link", "score", "write"])
def test_a_killed_run_goes_on_to_the_same_bytes(files: Files, stage: str) -> None:
    folder = files({"a.fr.txt": FRENCH, "b.fr.txt": "Il neige. " * 3 + "Elle dort.\n", "a.en.txt": ENGLISH})
    options = {"reference": [str(folder / "*.en.txt")]}
    whole = config_for(folder, **options)
    run(whole)
    expected = hashes(whole.output)
    killed = whole.model_copy(update={"output": folder / "killed"})
    code = f"""
import os, signal
from pipeline import load_config, run, progress
from pathlib import Path
class Deadly(progress.Progress):
    def stage(self, name, total, unit="sentences"):
        if name == "{stage}":
            os.kill(os.getpid(), signal.SIGKILL)
        return super().stage(name, total, unit)
config = load_config({str(whole.output / "manifest.json")!r})
run(config.model_copy(update={{"output": Path({str(killed.output)!r})}}), Deadly("quiet"))
"""
    dead = subprocess.run([sys.executable, "-c", code], check=False)
    assert dead.returncode == -signal.SIGKILL
    run(killed)
    assert hashes(killed.output) == expected


@pytest.mark.slow
def test_a_run_killed_inside_translation_keeps_its_blocks(files: Files) -> None:
    text = "\n\n".join(f"Le train numéro {number} part à l’heure." for number in range(700))
    folder = files({"a.fr.txt": text})
    config = config_for(folder)
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "a.fr.txt"), "--out", str(config.output)]
    process = subprocess.Popen([*command, "--set", "translate.beam=1", "--quiet"])
    steps = config.output / "work" / "translate"
    while process.poll() is None and not list(steps.glob("*.steps/*.json")):
        time.sleep(0.01)
    process.kill()
    process.wait()
    run(config)
    first = hashes(config.output)
    again = config.model_copy(update={"output": folder / "again"})
    run(again)
    assert hashes(again.output) == first


def test_the_number_of_threads_does_not_change_a_byte(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH * 5})
    one = config_for(folder, translate={"threads": 1})
    run(one)
    expected = hashes(one.output)
    two = config_for(folder, translate={"threads": 3}).model_copy(update={"output": folder / "two"})
    run(two)
    assert hashes(two.output) == expected


def test_unreadable_files_are_named_and_the_rest_is_done(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "empty.fr.txt": ""})
    (folder / "binary.fr.txt").write_bytes(bytes(range(256)) * 20)
    result = run(config_for(folder, write={"formats": ["report"]}))
    assert result.exit_code == 1
    assert sorted(Path(problem.split(":")[0]).name for problem in result.problems) == ["binary.fr.txt", "empty.fr.txt"]
    assert result.metrics.counts.documents == 1
    recorded = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert recorded["problems"] == result.problems
    assert "empty.fr.txt" in (folder / "out" / "report.html").read_text(encoding="utf-8")


def test_nothing_readable_is_an_error(files: Files) -> None:
    with pytest.raises(InputError, match=r"empty\.fr\.txt"):
        run(config_for(files({"empty.fr.txt": "\n"})))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["😀 👍🏽 \u200b\u0007 ok. Fin.\n", "a" * 300_000 + "\n", "mot\u2028mot\u0007" + " mot" * 40 + "\n"]
)
def test_strange_texts_come_through(files: Files, text: str) -> None:
    folder = files({"a.fr.txt": text})
    config = config_for(folder)
    result = run(config)
    assert result.metrics.counts.lost == 0
    pairs = read_pairs(config.output / "pairs.jsonl")
    assert "".join("".join(pair.source for pair in pairs).split()) == "".join(text.split())


def test_an_output_folder_that_is_a_file(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "out": "in the way"})
    with pytest.raises(OutputError, match="cannot be written"):
        run(config_for(folder))


@pytest.mark.parametrize(
    ("name", "message"),
    [("./nowhere", "no such folder"), ("a/b/c", "no such folder"), ("nobody/nothing", "neither in the local cache")],
)
def test_unknown_models(files: Files, name: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(ModelError, match=message):
        run(config_for(files({"a.fr.txt": FRENCH}), translate={"model": name}))


def test_a_model_folder_that_lacks_a_file(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "model/config.json": '{"model_type": "marian"}', "model/vocab.json": "{}"})
    with pytest.raises(ModelError, match=r"source\.spm, target\.spm, model\.safetensors missing"):
        run(config_for(folder, translate={"model": str(folder / "model")}))


def test_the_report_tells_of_the_run_and_repeats_its_bytes(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "out/corrections.tsv": "document\tsource\ttarget\na\tIl pleut.\tRain falls.\n"})
    config = config_for(folder, write={"formats": ["report"]})
    run(config)
    page = (config.output / "report.html").read_text(encoding="utf-8")
    for expected in (
        "corrected by a person",
        "corrections.tsv",
        "least_posterior",
        "<td>*.fr.txt</td>",
        "ctranslate2",
        "manifest.json",
    ):
        assert expected in page
    assert "translate" in (config.output / "work" / "times.svg").read_text(encoding="utf-8")
    assert run(config).made == 0
    other = config_for(
        folder, write={"formats": ["report"]}, align={"corrections": [str(folder / "out/corrections.tsv")]}
    )
    elsewhere = config.model_copy(update={"output": folder / "deep" / "out"})
    (elsewhere.output).mkdir(parents=True)
    (elsewhere.output / "corrections.tsv").write_bytes((config.output / "corrections.tsv").read_bytes())
    run(elsewhere)
    assert hashes(elsewhere.output) == hashes(config.output)
    assert run(other).made > 0


def test_a_changed_picture_is_taken_again(files: Files) -> None:
    gif = "R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs="
    folder = files({"a.fr.html": '<p><img src="a.gif"></p><p>Il pleut.</p>'})
    config = make_config({"read": {"files": [str(folder / "a.fr.html")]}, "output": str(folder / "out")})
    run(config)
    assert gif not in (folder / "out" / "copy.html").read_text(encoding="utf-8")
    (folder / "a.gif").write_bytes(base64.b64decode(gif))
    assert run(config).made == 1
    assert gif in (folder / "out" / "copy.html").read_text(encoding="utf-8")
    assert run(config).made == 0
    (folder / "a.gif").unlink()
    assert run(config).made == 1


@pytest.mark.slow
def test_hashes_do_not_depend_on_the_hash_seed(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "a.en.txt": ENGLISH})
    outputs = []
    for seed in ("1", "2"):
        out = folder / f"out{seed}"
        command = [sys.executable, "-m", "pipeline", "run", str(folder / "a.fr.txt"), "--out", str(out), "--quiet"]
        command += ["--reference", str(folder / "a.en.txt")]
        subprocess.run(command, check=True, env={**os.environ, "PYTHONHASHSEED": seed})
        outputs.append(hashes(out))
    assert outputs[0] == outputs[1]


@pytest.mark.parametrize("epoch", ["²", "abc", "-1", "1.5", " 1", "9" * 12, "9" * 5000, "1_0"])
def test_a_date_that_is_none_ends_the_run(files: Files, epoch: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    folder = files({"a.fr.txt": FRENCH})
    with pytest.raises(InputError, match=r"SOURCE_DATE_EPOCH is .*; set it right or unset it"):
        run(config_for(folder))
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
    assert make_job(config_for(folder)).provenance.created == ""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert make_job(config_for(folder)).provenance.created == "2023-11-14T22:13:20Z"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_file_whose_name_is_no_text_is_read_and_its_output_can_be_made_again(files: Files) -> None:
    folder = files({"a.fr.txt": FRENCH, "b.fr.txt": FRENCH})
    (folder / "b.fr.txt").rename(folder / os.fsdecode(b"caf\xe9.fr.txt"))
    formats = ["jsonl", "tsv", "tmx", "html", "epub", "docx", "report", "parquet"]
    result = run(config_for(folder, translate={"engine": "none"}, write={"formats": formats}))
    assert (result.exit_code, result.problems) == (0, [])
    assert {pair.document for pair in read_pairs(folder / "out" / "pairs.jsonl")} == {"a.fr.txt", r"caf\xe9.fr.txt"}
    assert run(load_config(folder / "out" / "manifest.json")).made == 0


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file names are Unicode")
def test_a_folder_around_it_all_may_have_a_name_that_is_no_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9")
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(FRENCH, encoding="utf-8")
    (folder / "b.txt").write_bytes(b"\0\1\2\3")
    monkeypatch.chdir(folder)
    options = {"read": {"files": ["a.txt", "b.txt"]}, "translate": {"engine": "none"}, "output": "out"}
    [problem] = run(make_config(options)).problems
    assert "b.txt: is a binary file" in problem
    assert run(load_config("out/manifest.json")).made == 0
    assert read_manifest(folder / "out" / "manifest.json") is not None
