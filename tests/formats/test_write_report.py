"""The page about a run."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.config.schema import Config, ReadSection
from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.formats.report.times import write_times
from pipeline.formats.report.write import write_report
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

COUNT = 70
MODEL = Provenance("1.0", "embedded", "", "ctranslate2")
SOURCE = Text(
    "fr", tuple(Paragraph(f"Jour {n} <b>", segments=(Segment(0, len(f"Jour {n} <b>")),)) for n in range(COUNT))
)
BEADS = tuple(
    Bead((n,), (n,), "human", 0.9 - n / 100, scores={"length_ratio": 1 + n / 10}, flags=("length_ratio",) * (n > 9))
    for n in range(COUNT)
)
DOCUMENT = Document("journal", SOURCE, reference=replace(SOURCE, language="en"), beads=BEADS)
BLEU = {"score": 26.9, "signature": "nrefs:1", "mean": 26.6, "interval": 4.7}
MANIFEST = {
    "machine_against_human": {"segments": 9, "bleu": BLEU},
    "libraries": {"numpy": "2.4"},
    "problems": ["a.txt: empty"],
    "config": Config(read=ReadSection(files=["a.txt"])).model_dump(mode="json"),
}


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    write_times(folder / "work/times.svg", {"read": 0.3, "translate": 12})
    return write_report(iter([DOCUMENT]), folder, WriteOptions(title="Journal"), MODEL, MANIFEST)[0]


@pytest.fixture(scope="module")
def page(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def test_the_worst_stand_first_with_their_neighbours(page: Any) -> None:
    tables = page.xpath("//table[@class='pair']")
    assert len(tables) == 50
    assert [cell.text for cell in tables[0].xpath(".//td[@lang='fr']")] == ["Jour 68 <b>", "Jour 69 <b>"]
    assert tables[0].xpath("string(caption)").endswith("one side is far longer than the other")


def test_adequacy_is_told_in_a_line(tmp_path: Path) -> None:
    spread = {"mean": 0.5, "p5": 0.1, "p25": 0.1, "p50": 0.5, "p75": 0.9, "p95": 0.9}
    origin = {"pairs": 70, "under_half": 0.125, "spread": spread}
    adequacy = {**origin, "calibrated": False, "note": "it is rough", "by_origin": {"human": origin}}
    [written] = write_report([DOCUMENT], tmp_path, WriteOptions(), MODEL, MANIFEST | {"adequacy": adequacy})
    text = " ".join(html.fromstring(written.read_text(encoding="utf-8")).text_content().split())
    assert "is under one half for 12.5 % of 70 pairs: human English 12.5 % of 70. Not calibrated: it is rough." in text
    [calibrated] = write_report([DOCUMENT], tmp_path, WriteOptions(), MODEL, MANIFEST)
    assert "Not calibrated" not in calibrated.read_text(encoding="utf-8")


def test_numbers_come_with_their_settings(page: Any) -> None:
    text = page.text_content()
    for expected in ("26.9", "26.6 ± 4.7", "nrefs:1", "a.txt: empty", "numpy", "least_posterior", "write.title"):
        assert expected in text
    assert page.xpath("string(//div[dt='to check']/dd)") == "60"


def test_figures_tell_what_they_show(page: Any) -> None:
    labels = page.xpath("//svg/@aria-label")
    assert labels == [
        "Length ratio: 70 values",
        "Alignment posterior: 70 values",
        "journal: French to the right, English down",
    ]
    assert len(page.xpath("//line[@class='doubt']")) == 60


@pytest.mark.parametrize("documents", [[], [replace(DOCUMENT, beads=())], [replace(DOCUMENT, beads=BEADS[:1])]])
def test_a_run_of_little_is_reported_too(tmp_path: Path, documents: list[Document]) -> None:
    [path] = write("report", documents, tmp_path, WriteOptions(), MODEL)
    assert "Coverage" in path.read_text(encoding="utf-8")


def shown(page: Any, section: str) -> list[str]:
    """The rows, paragraphs and numbers of a section, as text."""
    found = page.xpath(f"//section[@aria-labelledby='{section}']//*[self::tr or self::p or self::li or self::div[dt]]")
    return [" ".join(" | ".join(one.itertext()).split()).strip(" |").replace(" | | ", " | ") for one in found]


def test_every_part_of_a_manifest_has_its_place(tmp_path: Path) -> None:
    misses = [{"source": "quai", "target": "quay", "uses": 7, "pairs": [f"a:{n}" for n in range(6)]}]
    manifest = {
        "finished": "2026-11-24",
        "machine_against_human": {
            "segments": 9,
            "corrected_left_out": 2,
            "bleu": BLEU,
            "ter": {"score": 50, "signature": "t"},
        },
        "libraries": {"numpy": "2.4"},
        "python": "3.11.2",
        "platform": "Linux",
        "problems": ["a.txt: empty"],
        "config": {"read": {"files": ["a.txt"]}},
        "corrections": [{"file": "c.tsv", "corrections": 3}],
        "glossary": {"uses": 9, "missed": 6, "misses": misses},
    }
    corrected = replace(BEADS[1], correction="Day")
    document = replace(DOCUMENT, beads=(BEADS[0], corrected))
    [path] = write_report([document], tmp_path, WriteOptions("fr-CA", "en-GB"), MODEL, manifest)
    page = html.fromstring(path.read_text("utf-8"))
    assert path == tmp_path / "report.html"
    assert page.xpath("string(//h1)") == "Report"
    assert page.xpath("string(//header/p)") == "fr-en-pipeline 1.0, model embedded (ctranslate2), 2026-11-24"
    assert shown(page, "coverage") == [
        *("documents | 1", "French sentences | 70", "lost | 68", "pairs | 2", "by a person | 1"),
        *("corrected by a person | 1", "sure | 2", "a.txt: empty"),
    ]
    assert shown(page, "scores") == [
        "Score | Value | 95 % interval | Signature",
        "bleu | 26.9 | 26.6 ± 4.7 | nrefs:1",
        "ter | 50 | t",
        "9 pairs that have a human and a machine translation; "
        "2 corrected left out, which may have begun as the machine’s.",
    ]
    assert page.xpath("//section[@aria-labelledby='spread']//figcaption/text()") == [
        "Length ratio",
        "Alignment posterior",
    ]
    assert shown(page, "kinds") == ["1-1 | 2", "none"]
    assert shown(page, "glossary") == [
        "9 uses of its terms, 6 without the English it asks for.",
        "French | English asked for | Uses | Missed | Where",
        "quai | quay | 7 | 6 | a:0 | a:1 | a:2 | a:3 | a:4 | …",
    ]
    assert shown(page, "run") == ["python | 3.11.2", "numpy | 2.4", "c.tsv | 3", "read.files | a.txt"]
    assert page.xpath("//section[@aria-labelledby='run']//caption/text()") == [
        "Versions on Linux",
        "Corrections given",
        "Configuration",
    ]
    assert page.xpath("//img/@src") == ["work/times.svg"]
    assert "img-src 'self'; style-src 'sha256-" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert "script-src" not in path.read_text("utf-8")


def test_scores_that_a_run_has_written_already_are_shown(tmp_path: Path) -> None:
    (tmp_path / "metrics.json").write_text('{"machine_against_human": {"chrf": {"score": 55.5, "signature": "c"}}}')
    [path] = write("report", [DOCUMENT], tmp_path, WriteOptions(), MODEL)
    assert shown(html.fromstring(path.read_text("utf-8")), "scores")[1:] == ["chrf | 55.5 | c"]


def test_what_is_translated_in_several_ways_is_listed_with_its_places(tmp_path: Path) -> None:
    boats = ["launch", "launch", "launch", "rowboat", "rowboat"]
    french, english = "La chaloupe dort.", [f"The {boat} sleeps." for boat in boats]
    paragraphs = tuple(Paragraph(french, segments=(Segment(0, len(french)),)) for _ in boats)
    links = [(Link(3, 11, 4, 4 + len(boat)),) for boat in boats]
    document = Document(
        "d",
        Text("fr", paragraphs),
        hypotheses=tuple(map(Hypothesis, english)),
        beads=tuple(Bead((n,), (n,), links=links[n]) for n in range(len(boats))),
    )
    [path] = write("report", [document], tmp_path, WriteOptions(), MODEL)
    [row] = html.fromstring(path.read_text("utf-8")).xpath("//section[@aria-labelledby='several']//tbody/tr")
    assert row.text_content().split() == ["chaloupe5launch", "3", "d:1", "d:2", "…", "rowboat", "2", "d:4", "d:5"]
    [path] = write("report", [DOCUMENT], tmp_path, WriteOptions(), MODEL)
    assert "several ways" not in path.read_text("utf-8")


def test_half_a_character_is_replaced(tmp_path: Path) -> None:
    odd = replace(DOCUMENT, id="a\ud800")
    [path] = write("report", [odd], tmp_path, WriteOptions(), MODEL)
    assert "<figcaption>a\ufffd</figcaption>" in path.read_text("utf-8")


def test_machine_translations_need_no_map(tmp_path: Path) -> None:
    bead = Bead((0,), (0,), scores={"model_score": -0.5})
    [path] = write(
        "report", [replace(DOCUMENT, hypotheses=(Hypothesis("Day"),), beads=(bead,))], tmp_path, WriteOptions(), MODEL
    )
    assert "Alignment maps" not in path.read_text(encoding="utf-8")


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_browser_has_no_complaint(browser: Any, path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    complaints: list[str] = []
    opened = browser.new_context(bypass_csp=False, viewport={"width": 320, "height": 640}).new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto(path.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") == 320
    assert opened.evaluate("document.querySelector('.times img').naturalWidth") > 0
    for scheme in ("light", "dark"):
        checked = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
        checked.goto(path.as_uri())
        violations = Axe().run(checked).response["violations"]
        assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
    assert complaints == []
