"""What a run tells while it is under way, and what it makes of its record and of the work of earlier runs."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from pipeline import Progress, run
from pipeline.errors import InputError
from pipeline.progress import Bar
from pipeline.runs import listening, runner
from pipeline.runs.finished import finished_documents, finished_work
from pipeline.runs.job import make_job
from pipeline.runs.runner import Result
from pipeline.stages.align import AlignStage
from pipeline.stages.correct import CorrectStage
from pipeline.stages.link import LinkStage
from pipeline.stages.read import ReadStage
from pipeline.stages.score import ScoreStage
from pipeline.stages.segment import SegmentStage
from pipeline.stages.translate import TranslateStage
from tests.conftest import Files
from tests.runs.test_delivery import Heard, config_for

TEXTS = {"a.fr.md": "# LA GARE\n\nM. Petit attend. Il pleut.\n", "b.fr.md": "Oui.\n"}
STAGES = ("read", "segment", "align", "link", "score")


class Counting(Heard):
    """Keeps what each stage was to do, and what it said it had done."""

    def __init__(self) -> None:
        super().__init__()
        self.stages: list[tuple[str, int, str]] = []
        self.done: list[int] = []

    @contextmanager
    def stage(self, name: str, total: int, unit: str = "sentences") -> Iterator[Bar]:
        self.stages.append((name, total, unit))
        self.done.append(0)
        yield self

    def advance(self, count: int) -> None:
        self.done[-1] += count


def test_every_stage_says_what_there_is_to_do_and_does_it(files: Files) -> None:
    folder = files({**TEXTS, "c.fr.md": ""})
    config = config_for(folder, ["tsv", "report"])
    told = f"{folder / 'c.fr.md'}: holds no text; remove it from read.files or put text into it"
    for sentences, paragraphs in ((4, 3), (0, 0)):
        result = run(config, heard := Counting())
        assert heard.stages == [
            ("read", 3, "files"),
            ("segment", paragraphs, "paragraphs"),
            *[(stage, sentences, "sentences") for stage in STAGES[2:]],
            ("write", 3, "outputs"),
        ]
        assert heard.done == [total for _, total, _ in heard.stages]
        assert heard.warnings == [f"skipped {told}"]
        assert result.problems == [told]
        assert result.exit_code == 1


def test_the_exit_code_says_whether_all_was_done(files: Files) -> None:
    done = run(config_for(files(TEXTS), ["tsv"]))
    assert (done.exit_code, done.made) == (0, 5 + 1 + 2)  # two files read; one shard from there on; two outputs
    lost = replace(done.metrics, counts=replace(done.metrics.counts, lost=1))
    codes = [
        replace(done, metrics=lost),
        replace(done, problems=["one"]),
        replace(done, problems=["one"], metrics=lost),
    ]
    assert [one.exit_code for one in codes] == [1, 1, 1]
    assert Result(done.folder, done.metrics, [], [], {}).made == 0


def test_nothing_that_can_be_read_is_one_message(files: Files) -> None:
    folder = files({"a.fr.md": "", "b.fr.md": " "})
    with pytest.raises(InputError) as told:
        run(config_for(folder, ["tsv"]))
    lines = [
        f"  {folder / name}: holds no text; remove it from read.files or put text into it"
        for name in ("a.fr.md", "b.fr.md")
    ]
    assert str(told.value).splitlines() == ["none of the files can be read:", *lines]
    assert not (folder / "out").exists()


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("[]", "is damaged or not a run's"),
        (None, "has no checksum, as old ones and edited ones have"),
    ],
)
def test_a_record_that_is_not_as_a_run_left_it_is_kept(files: Files, content: str | None, told: str) -> None:
    config = config_for(files(TEXTS), ["tsv"])
    run(config)
    path = config.output / "manifest.json"
    before = json.loads(path.read_text(encoding="utf-8"))
    bare = {name: value for name, value in before.items() if name != "checksum"}
    path.write_text(content or json.dumps(bare), encoding="utf-8")
    run(config, heard := Heard())
    kept = config.output / "kept" / "manifest.json"
    assert heard.warnings == [f"{path}: {told}, and made again; what stood there is {kept}"]
    after = json.loads(path.read_text(encoding="utf-8"))
    assert {**after, "finished": "", "checksum": ""} == {**before, "finished": "", "checksum": ""}


def test_a_picture_of_times_that_is_somebodys_is_kept(files: Files) -> None:
    config = config_for(files(TEXTS), ["report"])
    run(config)
    path = config.output / "work" / "times.svg"
    path.write_text("mine", encoding="utf-8")
    run(config, heard := Heard())
    kept = config.output / "kept" / "work" / "times.svg"
    assert heard.warnings == [f"{path}: is not a run's; it is now {kept}"]
    assert kept.read_text(encoding="utf-8") == "mine"
    assert "<svg" in path.read_text(encoding="utf-8")


def test_the_work_of_this_run_and_of_the_one_before_stays(files: Files) -> None:
    folder = files(TEXTS)
    for ratio, left in ((3, 1), (4, 2), (5, 2)):
        config = config_for(folder, ["tsv"], score={"largest_length_ratio": ratio})
        assert run(config).made_by.get("score") == 1
        assert len(list((config.output / "work" / "score").glob("*.jsonl"))) == left
        assert len(list((config.output / "work" / "align").glob("*.jsonl"))) == 1


def test_what_of_a_job_is_done(files: Files) -> None:
    folder = files({**TEXTS, "c.fr.md": ""})
    config = config_for(folder, ["tsv"])
    job = make_job(config)
    again = f"{config.output}: its texts, options or corrections have changed since the run: "
    command = f"python -m pipeline run {config.output}/manifest.json"
    with pytest.raises(InputError) as told:
        list(finished_documents(job))
    assert str(told.value) == again + command
    run(config)
    done = dict(finished_work(job, job.readings[:2]))
    assert list(done) == list(STAGES)
    assert [len(pieces) for pieces in done.values()] == [2, 1, 1, 1, 1]
    assert [document.id for document in finished_documents(job)] == ["a.fr.md", "b.fr.md"]
    for path in (config.output / "work" / "link").iterdir():
        path.unlink()
    assert [stage for stage, _ in finished_work(job, job.readings[:2])] == ["read", "segment", "align"]
    assert list(finished_work(job, job.readings)) == []


def test_what_the_program_logs_in_its_own_thread_is_heard() -> None:
    log, heard, other = logging.getLogger("pipeline"), Heard(), Heard()
    before = log.level, log.propagate, list(log.handlers)
    with listening.heard(heard):
        logging.getLogger("pipeline.translation").info("one %s", "message")
        log.debug("a detail")
        log.warning("a warning")
        log.error("an error")
        thread = Thread(target=lambda: log.warning("of another run"))
        thread.start()
        thread.join()
        with listening.heard(other):
            log.info("both")
        log.info("the first one still")
        assert not log.propagate
    assert heard.said == ["one message", "both", "the first one still"]
    assert heard.warnings == ["a warning", "an error"]
    assert (other.said, other.warnings) == (["both"], [])
    assert (log.level, log.propagate, log.handlers) == before


def test_a_run_without_anybody_who_watches_is_quiet(files: Files, capsys: pytest.CaptureFixture[str]) -> None:
    run(config_for(files(TEXTS), ["tsv"]))
    assert capsys.readouterr() == ("", "")
    assert Progress("quiet").style == "quiet"


def test_a_folder_that_was_there_stays_when_nothing_could_be_done(files: Files) -> None:
    folder = files({"a.fr.md": "", "new/a.fr.md": ""})
    (folder / "out").mkdir()
    with pytest.raises(InputError):
        run(config_for(folder, ["tsv"]))
    assert (folder / "out").is_dir()
    with pytest.raises(InputError):
        run(config_for(folder / "new", ["tsv"]))
    assert [path.name for path in Path(folder / "new").iterdir()] == ["a.fr.md"]


def test_every_stage_that_there_is_is_pruned() -> None:
    """What a stage left goes also where later runs do without that stage."""
    classes = (ReadStage, SegmentStage, TranslateStage, AlignStage, CorrectStage, LinkStage, ScoreStage)
    assert tuple(stage.name for stage in classes) == runner.STAGES
