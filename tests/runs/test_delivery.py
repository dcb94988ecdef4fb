"""Outputs come to their folder without harm to anybody else's files, and leave no stale ones behind."""

import json
import logging
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline import Config, Progress, run
from pipeline.config.loading import load_config, make_config
from pipeline.errors import InputError, OutputError
from pipeline.runs.job import make_job
from pipeline.runs.records import KeptRecord, keep_record, kept_records, record_place
from tests.conftest import Files

TEXT = "LA GARE\n\nM. Petit attend. Il pleut.\n"


def config_for(folder: Path, formats: list[str], out: str = "out", **sections: object) -> Config:
    return make_config(
        {
            "read": {"files": [str(folder / "*.fr.*")]},
            "translate": {"engine": "none"},
            "output": str(folder / out),
            "write": {"formats": formats},
            **sections,
        }
    )


class Heard(Progress):
    """Keeps what a run warns of."""

    def __init__(self) -> None:
        super().__init__("quiet")
        self.warnings: list[str] = []
        self.said: list[str] = []

    def warn(self, message: str) -> None:
        self.warnings.append(message)

    def say(self, message: str) -> None:
        self.said.append(message)


def files_in(folder: Path) -> set[str]:
    """The files of a folder and those below it, but for what a run keeps in `work/`."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith("work/")}


def test_nothing_of_the_users_is_deleted(files: Files) -> None:
    own = {
        "copy/photo.jpg": "a picture",
        "copy/part-01.html": "a page of theirs",
        "copy.html": "their own page",
        "pairs.jsonl": "their own data",
        "kept/pairs.jsonl": "kept before",
        "work/read/notes.txt": "a note",
        "work/diary.txt": "a diary",
        "spliced/a.txt": "a text",
        ".draft.unfinished": "a draft",
    }
    folder = files({"a.fr.txt": TEXT, **own})
    for formats in (["jsonl", "html"], ["html"], ["tsv"]):
        assert run(config_for(folder, formats, ".")).exit_code == 0
    kept = {"copy.html": "kept/copy.html", "pairs.jsonl": "kept/pairs.2.jsonl"}
    for name, content in own.items():
        assert (folder / kept.get(name, name)).read_text(encoding="utf-8") == content
    assert files_in(folder) == {
        "a.fr.txt",
        "manifest.json",
        "metrics.json",
        "pairs.tsv",
        *(kept.get(name, name) for name in own if not name.startswith("work/")),
    }


def test_a_format_taken_off_the_list_leaves_no_stale_file(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT})
    run(config_for(folder, ["jsonl", "moses", "html"]))
    assert {"pairs.fr", "pairs.en", "copy.html"} <= files_in(folder / "out")
    result = run(config_for(folder, ["jsonl"]))
    assert result.made == 0
    assert files_in(folder / "out") == {"pairs.jsonl", "paragraphs.jsonl", "metrics.json", "manifest.json"}


def test_a_format_added_makes_no_other_again(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT})
    run(config_for(folder, ["jsonl", "html"]))
    assert run(config_for(folder, ["jsonl", "html", "moses"])).made_by == {"write": 1}


@pytest.mark.parametrize(
    ("option", "made"), [("title", {"html"}), ("target_language", {"html", "tmx"}), ("pictures", {"html"})]
)
def test_an_option_makes_only_what_reads_it_again(files: Files, option: str, made: set[str]) -> None:
    folder = files({"a.fr.txt": TEXT})
    formats = ["jsonl", "tsv", "tmx", "html"]
    run(config_for(folder, formats))
    value = {"title": "Titre", "target_language": "en-GB", "pictures": False}[option]
    result = run(config_for(folder, formats, write={"formats": formats, option: value}))
    assert result.made_by == {"write": len(made)}


def test_an_edited_output_that_is_no_longer_written_stays(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT})
    run(config_for(folder, ["jsonl", "tsv"]))
    (folder / "out" / "pairs.tsv").write_text("edited", encoding="utf-8")
    run(config_for(folder, ["jsonl"]))
    assert (folder / "out" / "pairs.tsv").read_text(encoding="utf-8") == "edited"


def test_a_book_with_fewer_parts_leaves_no_page_of_the_longer_one(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.formats.html import write as html

    monkeypatch.setattr(html, "LIMIT", 2)
    long = "\n\n".join(f"CHAPITRE {n}\n\nIl pleut. Elle dort." for n in ("I", "II", "III"))
    folder = files({"a.fr.txt": long, "out/copy/photo.jpg": "theirs"})
    run(config_for(folder, ["html"]))
    assert len([name for name in files_in(folder / "out") if name.startswith("copy/part")]) > 1
    (folder / "a.fr.txt").write_text("Il pleut.\n", encoding="utf-8")
    run(config_for(folder, ["html"]))
    assert files_in(folder / "out") == {"copy.html", "copy/photo.jpg", "metrics.json", "manifest.json"}


def test_one_impossible_format_ends_nothing(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT})
    result = run(config_for(folder, ["jsonl", "spliced", "srt", "report"]))
    assert result.exit_code == 1
    assert [problem.partition(":")[0] for problem in result.problems] == ["spliced", "srt"]
    assert files_in(folder / "out") == {
        "pairs.jsonl",
        "paragraphs.jsonl",
        "report.html",
        "metrics.json",
        "manifest.json",
    }
    assert "no document came from subtitles" in (folder / "out" / "report.html").read_text(encoding="utf-8")
    again = run(config_for(folder, ["jsonl", "spliced", "srt", "report"]))
    assert (again.exit_code, again.made, again.problems) == (1, 0, result.problems)


def blocked_by_a_folder(place: Path) -> None:
    place.mkdir(parents=True)
    (place / "note.txt").write_text("theirs", encoding="utf-8")


def blocked_by_a_link_to_nowhere(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to("nowhere")


def blocked_by_a_link(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    (place.parent / "theirs.txt").write_text("theirs", encoding="utf-8")
    place.symlink_to("theirs.txt")


def blocked_by_a_pipe(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    os.mkfifo(place)


def blocked_by_an_empty_file(place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    place.touch()


BLOCKS = [
    blocked_by_a_folder,
    blocked_by_a_link_to_nowhere,
    blocked_by_a_link,
    blocked_by_a_pipe,
    blocked_by_an_empty_file,
]


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.__name__)
@pytest.mark.parametrize(
    "name", ["pairs.jsonl", "metrics.json", "manifest.json", "spliced/a.fr.md", "spliced", "work/times.svg"]
)
def test_what_stands_in_the_way_is_moved_and_told(files: Files, name: str, block: Callable[[Path], None]) -> None:
    folder = files({"a.fr.md": TEXT})
    place, kept = folder / "out" / name, folder / "out" / "kept" / name
    if name == "spliced" and block is blocked_by_a_folder:
        return  # a folder belongs there
    block(place)
    before = place.lstat()
    result = run(config_for(folder, ["jsonl", "spliced", "report"]), heard := Heard())
    assert result.exit_code == 0
    if name == "work/times.svg" and block is blocked_by_an_empty_file:
        assert heard.warnings == []  # a machine that went down leaves it so
        return
    if name == "spliced" and block is blocked_by_a_link:
        assert (folder / "out" / "theirs.txt").read_text(encoding="utf-8") == "theirs"
    assert any(str(place) in warning and str(kept) in warning for warning in heard.warnings)
    assert stat.S_IFMT(kept.lstat().st_mode) == stat.S_IFMT(before.st_mode)
    if block is blocked_by_a_folder:
        assert (kept / "note.txt").read_text(encoding="utf-8") == "theirs"
    if block is blocked_by_a_link:
        assert kept.read_text(encoding="utf-8") == "theirs"
    assert run(config_for(folder, ["jsonl", "spliced", "report"]), again := Heard()).made == 0
    assert again.warnings == []


@pytest.mark.parametrize("name", ["work", "work/.fr-en-pipeline", "work/.fr-en-pipeline/lock", "work/read"])
@pytest.mark.parametrize("block", BLOCKS[:4], ids=lambda block: block.__name__)
def test_what_stands_where_work_is_kept(files: Files, name: str, block: Callable[[Path], None]) -> None:
    if (name, block) in [("work/.fr-en-pipeline", blocked_by_a_folder), ("work/read", blocked_by_a_folder)]:
        return  # a folder belongs there
    folder = files({"a.fr.md": TEXT})
    block(folder / "out" / name)
    assert run(config_for(folder, ["jsonl"]), Heard()).exit_code == 0
    assert run(config_for(folder, ["jsonl"]), again := Heard()).made == 0
    assert again.warnings == []


def test_a_run_does_not_read_what_runs_have_written(files: Files) -> None:
    folder = files({"texts/a.fr.md": TEXT, "texts/b/c.txt": "Il neige.\n"})
    for out in ("texts/out", "texts", "."):
        config = make_config(
            {
                "read": {"files": [str(folder / "texts")]},
                "translate": {"engine": "none"},
                "output": str(folder / out),
                "write": {"formats": ["html", "spliced", "srt", "tmx", "tsv", "review-xliff"]},
            }
        )
        assert [reading.source.id for reading in make_job(config).readings] == ["a.fr.md", "b/c.txt"]
        assert run(config).exit_code == 1  # there are no subtitles
        assert [reading.source.id for reading in make_job(config).readings] == ["a.fr.md", "b/c.txt"]
        assert run(config).made == 0
        for path in (folder / out).glob("**/*.*"):
            if path.is_file() and path.suffix in {".html", ".tmx", ".xlf", ".tsv", ".json"}:
                path.unlink()
        shutil.rmtree(folder / out / "spliced")
        shutil.rmtree(folder / out / "work")


def test_a_text_is_never_written_over(files: Files) -> None:
    folder = files({"copy.html": "<p>Il pleut.</p>"})
    options = {"translate": {"engine": "none"}, "output": str(folder), "read": {"files": [str(folder / "copy.html")]}}
    result = run(make_config({**options, "write": {"formats": ["html", "jsonl"]}}))
    assert result.exit_code == 1
    assert "one of the texts that are read" in result.problems[0]
    assert (folder / "copy.html").read_text(encoding="utf-8") == "<p>Il pleut.</p>"
    assert (folder / "pairs.jsonl").is_file()


def test_no_earlier_state_of_an_output_is_forgotten_by_kills(files: Files) -> None:
    """A run that was killed before it moved a file leaves the one before it, also if that was left by a killed run."""
    folder = files({"a.fr.md": TEXT})
    run(config_for(folder, ["html"]))
    page, record = folder / "out" / "copy.html", record_place(folder / "out", "html")
    kept = kept_records(folder / "out")["html"]
    for title in ("One", "Two"):  # as a run with this title leaves the folder if it is killed before it moves the page
        shutil.copytree(folder / "out", folder / title)
        run(config_for(folder, ["html"], title, write={"formats": ["html"], "title": title}))
        now = kept_records(folder / title)["html"].record
        kept = KeptRecord(
            now, {"copy.html": (*kept.before.get("copy.html", ()), kept.record.files["copy.html"].sha256)}
        )
        if title == "One":
            shutil.copyfile(folder / title / "copy.html", page)
    keep_record(folder / "out", "html", kept)
    assert record.is_file()
    run(config_for(folder, ["html"]), heard := Heard())
    assert not (folder / "out" / "kept").exists()
    assert len(heard.warnings) <= 1


def test_litter_of_killed_runs_goes(files: Files) -> None:
    folder = files(
        {
            "a.fr.txt": TEXT,
            "out/.copy.html.4711.unfinished": "half a page",
            "out/.pairs-abcdefgh/pairs.jsonl": "half the pairs",
            "out/copy/.part-01.html.4711.unfinished": "half a page",
        }
    )
    run(config_for(folder, ["jsonl"]))
    assert files_in(folder / "out") == {"pairs.jsonl", "paragraphs.jsonl", "metrics.json", "manifest.json"}


def test_a_changed_picture_inside_of_a_book_is_taken_again(files: Files, tmp_path: Path) -> None:
    folder = files({"a.fr.html": "<p>Il pleut.</p><style>p { color: red }</style>"})
    config = config_for(folder, ["spliced", "jsonl"])
    run(config)
    (folder / "a.fr.html").write_text("<p>Il pleut.</p><style>p { color: blue }</style>", encoding="utf-8")
    result = run(config)
    assert result.made_by == {"read": 1, "write": 2}, (
        "the words are the same, the page and the counts of its letters are not"
    )
    assert "blue" in (folder / "out" / "spliced" / "a.fr.html").read_text(encoding="utf-8")


def test_the_manifest_says_where_the_sources_are_now(files: Files) -> None:
    folder = files({"first/a.fr.txt": TEXT})
    config = config_for(folder / "first", ["jsonl"], "../out")
    run(config)
    (folder / "first").rename(folder / "second")
    moved = config_for(folder / "second", ["jsonl"], "../out")
    assert run(moved).made == 0
    assert '"../second/*.fr.*"' in (folder / "out" / "manifest.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_two_runs_in_one_folder_wait_for_each_other(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT * 200})
    command = [sys.executable, "-m", "pipeline", "run", str(folder / "a.fr.txt"), "--out", str(folder / "out")]
    command += ["--set", "translate.engine=none", "--quiet"]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    told = [process.communicate()[1] for process in runs]
    assert [process.returncode for process in runs] == [0] * 4
    assert any("another run is at work there" in text for text in told)
    assert run(config_for(folder, ["jsonl", "huggingface", "tmx", "tsv", "html"])).made == 0


def test_an_output_folder_below_a_file(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT, "out": "in the way"})
    with pytest.raises(OutputError, match=r"deeper: cannot be written"):
        run(config_for(folder, ["jsonl"], "out/deeper"), Progress("quiet"))


def test_what_cannot_be_found_below_a_folder_is_named(files: Files) -> None:
    folder = files({"texts/a.txt": TEXT})
    (folder / "texts/gone.txt").symlink_to("nowhere.txt")
    config = make_config(
        {"read": {"files": [str(folder / "texts")]}, "translate": {"engine": "none"}, "output": str(folder / "out")}
    )
    result = run(config)
    assert result.exit_code == 1
    assert "gone.txt" in result.problems[0]


def test_a_manifest_with_what_yaml_cannot_hold_is_read_again(files: Files) -> None:
    folder = files({"a\x7f\x85.fr.md": f"![x](pics/{'a' * 1100}.png)\n\n{TEXT}"})
    assert run(config_for(folder, ["html"])).exit_code == 0
    again = load_config(folder / "out" / "manifest.json")
    assert run(again).made == 0


def test_a_manifest_that_somebody_has_edited_is_kept(files: Files) -> None:
    folder = files({"a.fr.md": TEXT})
    run(config_for(folder, ["tsv"]))
    path = folder / "out" / "manifest.json"
    edited = json.loads(path.read_text(encoding="utf-8"))
    del edited["checksum"]
    path.write_text(json.dumps({**edited, "note": "mine"}), encoding="utf-8")
    assert run(config_for(folder, ["tsv"])).made == 0
    assert json.loads((folder / "out/kept/manifest.json").read_text(encoding="utf-8"))["note"] == "mine"
    assert "checksum" in json.loads(path.read_text(encoding="utf-8"))


def test_a_source_that_changes_while_it_is_read_is_named(files: Files) -> None:
    folder = files({"a.fr.md": TEXT})
    [stage] = make_job(config_for(folder, ["tsv"])).readings
    stage.fingerprint()
    (folder / "a.fr.md").write_text("Autre.", encoding="utf-8")
    with pytest.raises(InputError, match="has changed while it was read"):
        stage()


def test_runs_in_threads_leave_the_log_as_it_was(files: Files) -> None:
    folder, log = files({"a.fr.md": TEXT}), logging.getLogger("pipeline")
    before = log.level, log.propagate, list(log.handlers)
    with ThreadPoolExecutor(3) as threads:
        made = [threads.submit(run, config_for(folder, ["tsv"], f"out{number}")) for number in range(3)]
    assert [one.result().exit_code for one in made] == [0, 0, 0]
    assert (log.level, log.propagate, log.handlers) == before


def test_long_names_are_spliced(files: Files) -> None:
    name = "n" * 240 + ".fr.md"
    folder = files({name: TEXT})
    assert run(config_for(folder, ["spliced"])).exit_code == 0
    assert (folder / "out/spliced" / name).is_file()


def test_what_goes_is_told(files: Files) -> None:
    folder = files({"a.fr.md": TEXT, "b.fr.txt": "Il neige.\n"})
    one = {"files": [str(folder / "a.fr.md")]}
    run(config_for(folder, ["tsv", "moses"], read=one))
    run(config_for(folder, ["tsv"], read=one), heard := Heard())
    assert heard.said == ["removed, as no longer asked for: pairs.en, pairs.fr, pairs.ids"]
    run(config_for(folder, ["tsv"], read={"files": [str(folder / "b.fr.txt")]}), heard := Heard())
    assert heard.warnings == [f"{folder / 'out'}: held what was made of a.fr.md, and is made anew for other texts"]


def test_a_run_that_does_nothing_leaves_nothing(files: Files) -> None:
    folder = files({"a.fr.md": ""})
    with pytest.raises(InputError):
        run(config_for(folder, ["tsv"]))
    assert not (folder / "out").exists()
