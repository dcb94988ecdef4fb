"""One run tells the same numbers in every output: of human, machine, corrected, copied and missing English."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from lxml import etree, html

from pipeline import make_config, read_pairs, run
from pipeline.commands.run import summary
from pipeline.quality.counts import tell_givers, tell_standings
from pipeline.quality.metrics import Counts
from pipeline.runs.runner import Result

MACHINE = (
    "# Le port\n\nIl pleut sur la mer.\n\n12 345\n\n```\nx = 1\n```\n\nIls s’en furent clopinant vers les ajoncs.\n"
)
FRENCH = (
    "Le chat dort.\n\nLa porte est fermée.\n\nPersonne ne savait pourquoi la vieille barque avait disparu.\n\nFin.\n"
)
ENGLISH = "The cat sleeps.\n\nThe door is closed.\n\nThe end.\n"
TABLE = "document\tsource\ttarget\nb.fr.md\tLe chat dort.\tThe cat is asleep.\n"
RIGHT = "2\tright\tb.fr.md\tLa porte est fermée.\tThe door is closed.\t\t\t\n"
FORMATS = ["jsonl", "tsv", "tmx", "html", "epub", "epub-side", "epub-popup", "docx", "report", "review-tsv", "spliced"]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    pytest.importorskip("docx", reason="python-docx is not installed")
    folder = tmp_path_factory.mktemp("numbers")
    header = "version\tkind\tdocument\tsource\ttarget\tsource_at\ttarget_at\tlinks\n"
    texts = {"a.fr.md": MACHINE, "b.fr.md": FRENCH, "b.en.md": ENGLISH, "c.tsv": TABLE, "d.tsv": header + RIGHT}
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    options: dict[str, Any] = {
        "read": {"files": [str(folder / "*.fr.md")], "reference": [str(folder / "*.en.md")]},
        "output": str(folder / "out"),
        "translate": {"beam": 1},
        "align": {"fill": False, "judge": False, "corrections": [str(folder / "c.tsv"), str(folder / "d.tsv")]},
        "write": {"formats": FORMATS, "translator": "Ann Lee"},
    }
    return run(make_config(options))


@pytest.fixture(scope="module")
def counts(result: Result) -> Counts:
    return result.metrics.counts


def test_every_kind_of_english_is_there(counts: Counts) -> None:
    kinds = (counts.machine_pairs, counts.human_pairs, counts.corrected, counts.copied_pairs, counts.empty_pairs)
    assert min(kinds) > 0
    assert sum(kinds) == counts.pairs == counts.sure + counts.check + counts.poor
    assert min(counts.sure, counts.poor) > 0
    assert (counts.reviewed, counts.lost) == (1, 0)
    by_sentence = (counts.translated, counts.copied, counts.human, counts.corrected_sentences, counts.without_english)
    assert sum(by_sentence) == counts.sentences


def test_data_have_them(result: Result, counts: Counts) -> None:
    plain = json.loads((result.folder / "metrics.json").read_text("utf-8"))["counts"]
    assert (plain["check"], plain["poor"], plain["machine_pairs"]) == (counts.check, counts.poor, counts.machine_pairs)
    pairs = list(read_pairs(result.folder / "pairs.jsonl"))
    assert Counter(pair.standing for pair in pairs) == +Counter(sure=counts.sure, check=counts.check, poor=counts.poor)
    assert Counter(pair.origin for pair in pairs if pair.target) == {
        "machine": counts.machine_pairs,
        "copied": counts.copied_pairs,
        "human": counts.human_pairs,
        "corrected": counts.corrected,
    }
    header, *rows = [line.split("\t") for line in (result.folder / "pairs.tsv").read_text("utf-8").splitlines()]
    assert [row[header.index("standing")] for row in rows] == [pair.standing for pair in pairs]
    units = etree.parse(result.folder / "memory.tmx").iterfind(".//tu")
    told = [unit.findtext("prop[@type='x-standing']") for unit in units]
    assert told == [pair.standing for pair in pairs if pair.source and pair.target]
    reviewed = (result.folder / "review.tsv").read_text("utf-8").splitlines()[1:]
    assert len(reviewed) == sum(pair.standing != "sure" and bool(pair.source) for pair in pairs)


def test_the_page_has_them(result: Result, counts: Counts) -> None:
    page = html.parse(result.folder / "copy.html")
    assert page.xpath("//div[@class='head']/p/text()")[:2] == list(said(counts))
    choices = dict(re.findall(r"(.+?) \((\d+)\)", " ".join(page.xpath("//select[@id='show']/option/text()"))))
    assert {name.strip(): int(number) for name, number in choices.items()} == {
        name: number
        for name, number in (
            ("All", counts.pairs),
            ("To check", counts.check),
            ("Poor", counts.poor),
            ("By machine", counts.machine_pairs),
        )
        if number
    }
    marked = Counter(page.xpath("//span/@data-why"))
    assert marked == +Counter(check=counts.check, poor=counts.poor)
    assert page.xpath("//p[@class='whose']/text()") == ["English of this text: by machine"]


def said(counts: Counts) -> tuple[str, str]:
    """The first two lines at the top of every copy."""
    origin = "English: translator Ann Lee; machine, embedded model, rough, where that is missing."
    return origin, f"{tell_givers(counts)}. {tell_standings(counts)}."


@pytest.mark.parametrize("name", ["copy.epub", "copy-side.epub", "copy-popup.epub"])
def test_books_have_them(result: Result, counts: Counts, name: str) -> None:
    with ZipFile(result.folder / name) as archive:
        front, back = (archive.read(f"book/{part}.xhtml").decode() for part in ("title", "colophon"))
        package = archive.read("book/package.opf").decode()
        text = "".join(archive.read(part).decode() for part in archive.namelist() if "/text-" in part)
    for line in said(counts):
        assert f"<p>{line}</p>" in front
        assert line in package
    assert f"<p>{said(counts)[1]}</p>" in back
    assert '<dc:contributor id="translator">Ann Lee</dc:contributor>' in package
    assert text.count("English of this text: by machine") == 1
    empty = counts.empty_pairs  # nothing stands there that could be marked
    assert len(re.findall("\u00a0[⚙✎]*\\?\\?<", text)) == counts.poor - empty
    assert len(re.findall("\u00a0[⚙✎]*\\?<", text)) == counts.check


def test_the_word_processors_copy_has_them(result: Result, counts: Counts) -> None:
    import docx

    file = docx.Document(str(result.folder / "copy.docx"))
    assert [one.text for one in file.paragraphs[:2]] == list(said(counts))


def test_the_report_and_the_console_have_them(result: Result, counts: Counts) -> None:
    page = html.parse(result.folder / "report.html")
    numbers = dict(zip(page.xpath("//dt/text()"), map(int, page.xpath("//dd/text()")), strict=True))
    for line in said(counts)[1].removesuffix(".").partition(": ")[2].split(". "):
        for number, name in re.findall(r"(\d+) ([a-zA-Z ]+)", line.partition(";")[0]):
            assert numbers.pop(name) == int(number)
    assert numbers == {"documents": 2, "French sentences": counts.sentences, "lost": 0, "pairs": counts.pairs}
    told = summary(result)
    assert tell_givers(counts) in told
    assert tell_standings(counts) in told


def test_files_with_the_english_put_in_tell_their_own(result: Result) -> None:
    heads = [
        next(line for line in path.read_text("utf-8").splitlines() if line.startswith("English: "))
        for path in sorted(Path(result.folder / "spliced").iterdir())
    ]
    assert [head.partition(" pairs")[0] for head in heads] == [
        "English: machine, embedded model, rough. 5",
        "English: translator Ann Lee. 4",
    ]
