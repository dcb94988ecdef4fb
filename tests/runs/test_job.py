"""What a run is made of, and what it records of itself: every entry."""

import hashlib
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import Config, run
from pipeline.config.loading import make_config
from pipeline.document import Document, Paragraph, Segment, Text
from pipeline.errors import StageError
from pipeline.formats.sources import Source
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.quality.evaluate import EvaluateOptions
from pipeline.quality.score import Thresholds
from pipeline.runs.finished import make_shards
from pipeline.runs.job import make_job
from pipeline.runs.making import _check
from pipeline.runs.manifest import (
    FileRecord,
    InputRecord,
    environment,
    has_checksum,
    read_json,
    read_manifest,
    to_plain,
    tool_version,
    write_manifest,
)
from pipeline.runs.outputs import FormatOutput, MetricsOutput, ReportOutput, SplicedOutput
from pipeline.segmentation import Options
from pipeline.stages.align import AlignStage
from pipeline.stages.correct import CorrectStage
from pipeline.stages.link import LinkStage
from pipeline.stages.read import ReadOptions, ReadStage
from pipeline.stages.score import ScoreStage
from pipeline.stages.segment import SegmentStage
from pipeline.stages.translate import TranslateStage
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.work.store import StoredResult
from tests.conftest import Files

TABLE = "document\tsource\ttarget\na.fr.txt\tIl pleut.\tRain.\n"


@pytest.fixture
def folder(files: Files) -> Path:
    """A text with its translation and the beads between them, a table of corrections, a glossary."""
    return files(
        {
            "a.fr.txt": "M. Petit dort. Il pleut.\n",
            "a.en.txt": "Mr. Petit sleeps. It rains.\n",
            "a.beads": "[0]:[0]\n[1]:[1]\n",
            "k.tsv": TABLE,
            "t.tsv": "gare\tstation\n",
        }
    )


def config_for(folder: Path, **sections: object) -> Config:
    read = {"files": "a.fr.txt", "reference": "a.en.txt", "beads": "a.beads"}
    return make_config({"read": read, "translate": {"engine": "none"}, **sections}, base=folder)


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_every_option_comes_to_whoever_it_is_for(folder: Path) -> None:
    config = config_for(
        folder,
        read={"files": "a.fr.txt", "encoding": "utf-8", "lines": "sentences", "also": ["headers"]},
        segment={"split_on": ";:", "keep_dialogue_turns": True, "abbreviations": ["réf."]},
        translate={"engine": "ctranslate2", "beam": 3, "threads": 1, "glossary": "t.tsv", "repair": False},
        align={"corrections": "k.tsv", "largest_bead": 5, "fill": False, "judge": False},
        link={"attention": True},
        score={
            "least_model_score": -2,
            "least_posterior": 0.25,
            "largest_length_ratio": 4,
            "least_adequacy": 0.75,
            "bad_share": 0.125,
        },
        evaluate={"metrics": ["ter"], "bootstrap": 7, "worst": 3},
        write={"formats": ["tsv", "report", "tsv", "spliced"], "title": "T", "source_language": "fr-CA"},
    )
    job = make_job(config)
    [reading] = job.readings
    assert reading.source == Source("a.fr.txt", folder / "a.fr.txt")
    assert reading.options == ReadOptions("utf-8", "sentences", ("headers",))
    segment, translate, align, correct, link, score = job.stages
    assert segment == job.segment == SegmentStage(Options((";", ":"), True, ("réf.",)))
    assert isinstance(translate, TranslateStage)
    assert translate is job.translate
    assert translate.options == TranslateOptions(engine="ctranslate2", beam=3, threads=1, repair=False)
    assert translate.glossary is job.glossary
    assert align == AlignStage(5, False, None, None)
    assert correct == CorrectStage(job.corrections, fill=False)
    assert link == LinkStage(translate.model)
    assert score == ScoreStage(Thresholds(0.25, 4, 0.75, 0.125), job.glossary, knows_model=True)
    assert job.formats == ("tsv", "report", "spliced")
    assert job.measured == EvaluateOptions(("ter",), 7, 3)
    assert job.written == WriteOptions("fr-CA", "en", "T")
    assert job.pictures
    made_by = Provenance(tool_version(), "embedded", translate.model.fingerprint, "ctranslate2", "")
    assert job.provenance == made_by
    sources, checksums = (reading.source,), {"a.fr.txt": sha256(folder / "a.fr.txt")}
    assert list(job.outputs([reading])) == [
        MetricsOutput(job.measured, job.glossary, job.corrections),
        FormatOutput("tsv", job.written, made_by, sources, checksums, True),
        SplicedOutput(sources, checksums, job.written, made_by),
    ]


def test_a_run_without_models_and_corrections_has_fewer_stages(folder: Path) -> None:
    job = make_job(config_for(folder, link={"words": False}, write={"formats": ["tsv"], "pictures": False}))
    assert job.stages == (job.segment, AlignStage(8, True, None, None), ScoreStage(Thresholds(), job.glossary))
    assert (job.translate, job.pictures, job.corrections) == (None, False, ())
    assert job.provenance == Provenance(tool_version(), "", "", "", "")
    assert make_job(config_for(folder)).stages[2] == LinkStage(None)


def test_adequacy_is_calibrated_for_the_model_that_it_was_fitted_with(folder: Path) -> None:
    shutil.copytree(find_model("embedded").folder, folder / "another")
    settings = folder / "another" / "generation_config.json"
    settings.write_text(settings.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    embedded, another, none = (
        make_job(config_for(folder, translate=chosen))
        for chosen in ({"model": "embedded"}, {"model": str(folder / "another")}, {"engine": "none"})
    )
    assert (embedded.calibrated, another.calibrated, none.calibrated) == (True, False, True)
    knows = [one.stages[-1].knows_model for one in (embedded, another) if isinstance(one.stages[-1], ScoreStage)]
    assert knows == [True, False]
    metrics = next(one for one in another.outputs([]) if isinstance(one, MetricsOutput))
    assert not metrics.calibrated
    assert metrics.fingerprint() != replace(metrics, calibrated=True).fingerprint()


def test_a_report_tells_of_the_run_the_same_wherever_it_is(folder: Path) -> None:
    config = config_for(folder, write={"formats": "report"}, align={"corrections": "k.tsv"})
    result = run(config)
    job = make_job(config)
    report = job.report(result.metrics, ["one problem"])
    assert isinstance(report, ReportOutput)
    shown = dict(report.shown)
    assert shown["problems"] == ["one problem"]
    assert shown["corrections"] == [{"file": "k.tsv", "corrections": 1}]
    assert {name: shown[name] for name in ("python", "libraries")} == {
        name: environment()[name] for name in ("python", "libraries")
    }
    assert shown["config"]["read"]["files"] == ["a.fr.txt"]
    assert (shown["config"]["translate"]["model"], shown["config"]["align"]["embeddings"]) == ("embedded", "")
    assert "output" not in shown["config"]
    assert "threads" not in shown["config"]["translate"]
    assert str(folder) not in json.dumps(shown)
    assert make_job(config_for(folder)).report(result.metrics, []) is None


def test_the_manifest_says_what_was_made_of_what(folder: Path) -> None:
    config = config_for(
        folder,
        align={"corrections": "k.tsv"},
        translate={"engine": "none", "glossary": "t.tsv"},
        write={"formats": "tsv"},
    )
    result = run(config)
    stages = ["read", "segment", "align", "correct", "link", "score"]
    assert dict(result.made_by) == {**dict.fromkeys(stages, 1), "write": 2}
    assert result.outputs == [folder / "out" / name for name in ("metrics.json", "pairs.tsv", "manifest.json")]
    assert (result.made, result.exit_code, result.folder) == (8, 0, folder / "out")
    path = folder / "out" / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    assert list(data) == [
        "finished", "tool", "python", "platform", "libraries", "made_by", "inputs", "problems", "counts",
        "machine_against_human", "seconds", "outputs", "config", "work", "checksum",
    ]  # fmt: skip
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", data["finished"])
    assert {name: data[name] for name in ("tool", "python", "platform", "libraries")} == environment()
    assert data["tool"]["name"] == "fr-en-pipeline"
    assert {"pydantic", "regex", "sacrebleu", "numpy", "scipy", "sentencepiece"} <= data["libraries"].keys()
    assert data["made_by"] == {
        "tool": "fr-en-pipeline",
        "version": tool_version(),
        "model": "",
        "model_hash": "",
        "engine": "",
        "created": "",
    }
    assert data["inputs"] == [
        {
            "file": "a.fr.txt", "sha256": sha256(folder / "a.fr.txt"), "id": "a.fr.txt",
            "reference": "a.en.txt", "reference_sha256": sha256(folder / "a.en.txt"),
            "beads": "a.beads", "beads_sha256": sha256(folder / "a.beads"),
        },
        {"file": "k.tsv", "sha256": sha256(folder / "k.tsv"), "corrections": 1},
        {"file": "t.tsv", "sha256": sha256(folder / "t.tsv"), "terms": 1},
    ]  # fmt: skip
    assert (data["problems"], data["machine_against_human"]) == ([], None)
    assert (data["counts"]["sentences"], data["counts"]["corrected"]) == (2, 1)
    assert list(data["seconds"]) == [*stages, "write"]
    assert all(0 <= seconds < 60 and round(seconds, 3) == seconds for seconds in data["seconds"].values())
    tsv = folder / "out" / "pairs.tsv"
    assert list(data["outputs"]) == ["metrics", "tsv"]
    assert data["outputs"]["tsv"]["files"] == {"pairs.tsv": {"bytes": tsv.stat().st_size, "sha256": sha256(tsv)}}
    assert "pictures" not in data["outputs"]["tsv"]
    assert {stage: len(names) for stage, names in data["work"].items()} == dict.fromkeys(stages, 1)
    assert data["config"]["read"]["files"] == ["../a.fr.txt"]
    checksum = data.pop("checksum")
    assert checksum == hashlib.sha256(json.dumps(data, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def test_a_record_comes_back_and_a_changed_one_does_not(folder: Path, tmp_path: Path) -> None:
    run(config_for(folder, write={"formats": "tsv"}))
    path, copy = folder / "out" / "manifest.json", tmp_path / "copy.json"
    manifest = read_manifest(path)
    assert manifest is not None
    assert manifest.outputs["tsv"].files["pairs.tsv"] == FileRecord(
        (folder / "out" / "pairs.tsv").stat().st_size, sha256(folder / "out" / "pairs.tsv")
    )
    assert manifest.inputs[0] == InputRecord(
        "a.fr.txt", sha256(folder / "a.fr.txt"), "a.fr.txt", "a.en.txt", sha256(folder / "a.en.txt"), "a.beads",
        sha256(folder / "a.beads"), None, None,
    )  # fmt: skip
    write_manifest(copy, manifest)
    assert copy.read_bytes() == path.read_bytes()
    assert copy.read_text(encoding="utf-8").startswith('{\n  "finished": "20')
    write_manifest(copy, replace(manifest, config={"title": "é\udce9"}))
    assert '"title": "é\\udce9"' in copy.read_text(encoding="utf-8")
    assert read_manifest(copy) == replace(manifest, config={"title": "é\udce9"})
    text = path.read_text(encoding="utf-8")
    copy.write_text(text.replace('"bytes": ', '"bytes":  '), encoding="utf-8")
    assert (read_manifest(copy), has_checksum(copy)) == (None, True)
    copy.write_text(json.dumps(to_plain(manifest)), encoding="utf-8")  # as older versions wrote it
    assert (read_manifest(copy), has_checksum(copy)) == (manifest, False)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b"[" * 100_000, b"null"])
def test_what_holds_no_object_is_an_empty_one(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(content)
    assert (read_json(path), read_manifest(path)) == ({}, None)
    assert read_json(tmp_path) == read_json(tmp_path / "gone") == {}
    path.write_text('{"a": "é"}', encoding="utf-8")
    assert read_json(path) == {"a": "é"}


def test_pieces_go_together_up_to_a_megabyte_of_their_sources(tmp_path: Path) -> None:
    pieces, readings = [], []
    for name, size in (("a", 999_999), ("b", 1), ("c", 1), ("d", 2_000_000), ("e", 0), ("f", 1_000_000)):
        (tmp_path / name).write_bytes(b" " * size)
        pieces.append((StoredResult("read", name, "", 1, 1, 1, 0.0),))
        readings.append(ReadStage(Source(name, tmp_path / name)))
    groups = ["".join(piece.key for piece in shard) for shard in make_shards(pieces, readings)]
    assert groups == ["ab", "c", "d", "ef"]
    assert make_shards([], []) == []


def test_a_stage_that_loses_something_ends_the_run() -> None:
    french = Text("fr", (Paragraph("Oui."),))
    one, two = Document("a", french), Document("b", french, french)
    cut = replace(french, paragraphs=(Paragraph("Oui.", segments=(Segment(0, 4),)),))
    _check("segment", [one, two], [replace(one, source=cut), replace(two, source=cut, reference=cut)])
    for after in ([one], [two, one]):
        with pytest.raises(StageError, match=r"^stage segment dropped or reordered documents$"):
            _check("segment", [one, two], after)
    other = replace(one, source=Text("fr", (Paragraph("Non."),)))
    for after in ([other, two], [replace(one, reference=french), two], [one, replace(two, reference=None)]):
        with pytest.raises(StageError, match=r"^stage segment changed the text of [ab]$"):
            _check("segment", [one, two], after)
