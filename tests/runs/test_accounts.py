"""What a run says of the letters of its files: in metrics, in the report, as a warning and an exit code."""

import json
from pathlib import Path
from typing import Any

from pipeline import run
from pipeline.commands.run import summary
from tests.conftest import Files
from tests.formats.test_read_docx import document, paragraph
from tests.formats.test_read_docx import run as words
from tests.runs.test_delivery import Heard, config_for

PAGE = "<p>Il pleut.</p><p hidden>Pas ici.</p><style>p { color: red }</style>"


def metrics_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "out" / "metrics.json").read_text(encoding="utf-8"))
    return found


def test_what_is_left_out_is_counted_and_told_with_its_place(files: Files) -> None:
    folder = files({"a.fr.html": PAGE})
    result = run(config_for(folder, ["report", "jsonl"]))
    assert result.exit_code == 0
    assert (result.metrics.counts.letters, result.metrics.counts.letters_left_out) == (22, 6)
    assert "  left out of 22 letters: hidden text (6)" in summary(result).splitlines()
    report = (folder / "out" / "report.html").read_text(encoding="utf-8")
    assert "<div>hidden text: 6 letters (#2)</div>" in report
    assert "<td>22</td><td>7</td>" in report


def test_a_rest_that_nobody_explains_is_a_warning_and_an_exit_code(files: Files) -> None:
    folder = files({"b.fr.txt": "Il neige.\n"})
    (folder / "a.fr.docx").write_bytes(document(paragraph(words("Il pleut.") + "<w:unknown>Perdu</w:unknown>")))
    result = run(config_for(folder, ["report", "jsonl"]))
    assert result.metrics.warnings == ("a.fr.docx: 5 letters of its text were not read: please report it",)
    assert (result.exit_code, result.metrics.counts.letters_unexplained, result.metrics.counts.lost) == (1, 5, 0)
    assert "Il pleut." in (folder / "out" / "pairs.jsonl").read_text(encoding="utf-8")
    report = (folder / "out" / "report.html").read_text(encoding="utf-8")
    alarm = report[report.index('<tr class="alarm">') :]
    assert "<div>not read: 5 letters</div>" in alarm[: alarm.index("</tr>")]
    assert "a.fr.docx" in alarm[: alarm.index("</tr>")]


def test_a_second_run_says_the_same_and_makes_nothing(files: Files) -> None:
    folder = files({"a.fr.html": PAGE})
    config = config_for(folder, ["report", "jsonl"])
    first = run(config)
    second = run(config, heard := Heard())
    assert (second.made, second.metrics, heard.warnings) == (0, first.metrics, [])


def test_what_is_left_out_decides_nothing_but_the_counts(files: Files) -> None:
    folder = files({"a.fr.html": PAGE})
    config = config_for(folder, ["jsonl"])
    run(config)
    pairs = (folder / "out" / "pairs.jsonl").stat().st_mtime_ns
    (folder / "a.fr.html").write_text(PAGE.replace("Pas", "Plus"), encoding="utf-8")
    result = run(config)
    assert result.made_by == {"read": 1, "write": 1}, "only the metrics are made again"
    assert (folder / "out" / "pairs.jsonl").stat().st_mtime_ns == pairs
    assert result.metrics.counts.letters == 23
    [account] = metrics_of(folder)["accounts"]
    assert account["account"]["left_out"][1] == {"reason": "hidden", "letters": 7, "times": 1, "places": ["#2"]}
