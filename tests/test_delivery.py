"""Outputs come to their folder without harm to anybody else's files, and leave no stale ones behind."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import Config, Progress, run
from pipeline.configfile import make_config
from pipeline.errors import OutputError
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
    assert files_in(folder / "out") == {"pairs.jsonl", "metrics.json", "manifest.json"}


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
    from pipeline.write import html

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
    assert files_in(folder / "out") == {"pairs.jsonl", "report.html", "metrics.json", "manifest.json"}
    assert "no document came from subtitles" in (folder / "out" / "report.html").read_text(encoding="utf-8")
    again = run(config_for(folder, ["jsonl", "spliced", "srt", "report"]))
    assert (again.exit_code, again.made, again.problems) == (1, 0, result.problems)


def test_a_folder_in_the_way_of_an_output(files: Files) -> None:
    folder = files({"a.fr.txt": TEXT, "out/pairs.jsonl/note.txt": "theirs"})
    result = run(config_for(folder, ["jsonl", "tsv"]))
    assert result.exit_code == 1
    assert "is a folder" in result.problems[0]
    assert (folder / "out" / "pairs.tsv").is_file()
    assert (folder / "out" / "pairs.jsonl" / "note.txt").is_file()


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
    assert files_in(folder / "out") == {"pairs.jsonl", "metrics.json", "manifest.json"}


def test_a_changed_picture_inside_of_a_book_is_taken_again(files: Files, tmp_path: Path) -> None:
    folder = files({"a.fr.html": "<p>Il pleut.</p><style>p { color: red }</style>"})
    config = config_for(folder, ["spliced", "jsonl"])
    run(config)
    (folder / "a.fr.html").write_text("<p>Il pleut.</p><style>p { color: blue }</style>", encoding="utf-8")
    result = run(config)
    assert result.made_by == {"read": 1, "write": 1}, "the words are the same, the page is not"
    assert "blue" in (folder / "out" / "spliced" / "a.fr.html").read_text(encoding="utf-8")


def test_the_manifest_says_where_the_sources_are_now(files: Files) -> None:
    folder = files({"first/a.fr.txt": TEXT})
    config = config_for(folder / "first", ["jsonl"], "../out")
    run(config)
    (folder / "first").rename(folder / "second")
    moved = config_for(folder / "second", ["jsonl"], "../out")
    assert run(moved).made == 0
    assert '"../second/*.fr.*"' in (folder / "out" / "manifest.json").read_text(encoding="utf-8")


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
