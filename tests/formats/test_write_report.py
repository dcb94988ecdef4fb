"""The page about a run."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from pipeline.config.schema import Config, ReadSection
from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
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


def test_numbers_come_with_their_settings(page: Any) -> None:
    text = page.text_content()
    for expected in ("26.9", "26.6 ± 4.7", "nrefs:1", "a.txt: empty", "numpy", "least_posterior", "write.title"):
        assert expected in text
    assert page.xpath("string(//div[dt='worth a second look']/dd)") == "60"


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


def test_machine_translations_need_no_map(tmp_path: Path) -> None:
    bead = Bead((0,), (0,), scores={"model": -0.5})
    [path] = write(
        "report", [replace(DOCUMENT, hypotheses=(Hypothesis("Day"),), beads=(bead,))], tmp_path, WriteOptions(), MODEL
    )
    assert "Alignment maps" not in path.read_text(encoding="utf-8")


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
