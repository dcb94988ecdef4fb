"""The page about systems that are compared: what it says, and that a browser has no complaint."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline.formats.report.comparison import MOST, write_comparison
from pipeline.formats.report.words import compare_words
from pipeline.quality.comparison import Comparison, compare
from pipeline.quality.significance import Sampling
from pipeline.quality.systems import System, SystemLine

FRENCH = [f"Le capitaine lui donna {number} francs." for number in range(12)]
REFERENCE = [f"The captain gave her {number} francs." for number in range(12)]
ODD = "<script>alert(1)</script> & \ud800"


def made(name: str, hypotheses: list[str]) -> System:
    """Make a system over the same French and references."""
    lines = (
        SystemLine(f"a:{n}", text, "a", FRENCH[n], (REFERENCE[n],), ("negation",) * (n == 3), "check", n / 20)
        for n, text in enumerate(hypotheses)
    )
    return System(name, tuple(lines))


@pytest.fixture(scope="module")
def comparison() -> Comparison:
    first = made("one <b>", [text.replace("her", "him") for text in REFERENCE[:-1]])
    better = made("two", [*REFERENCE[:9], ODD, REFERENCE[10].replace("her", "him"), REFERENCE[11]])
    third = made("out/" + "x" * 99, [text.replace("her", "him") for text in REFERENCE])
    return compare([first, better, third], ["chrf", "ter"], Sampling(50, 50))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, comparison: Comparison) -> Path:
    path = tmp_path_factory.mktemp("comparison") / "compare.html"
    write_comparison(path, comparison, [("translate.beam", ("1", "4", "—"))], "1.0")
    return path


@pytest.fixture(scope="module")
def page(path: Path) -> Any:
    return html.fromstring(path.read_text(encoding="utf-8"))


def words(found: Any) -> str:
    """The text of an element, each run of spaces one space."""
    return " ".join(found.text_content().split())


def test_words_that_differ_are_marked(page: Any) -> None:
    first = page.xpath("//h3[@id='better-1']/following-sibling::table[1]")[0]
    assert [words(row) for row in first.xpath(".//tr")] == [
        f"French{FRENCH[0]}",
        f"Reference{REFERENCE[0]}",
        "one <b>The captain gave him 0 francs.adequacy 0.00",
        "twoThe captain gave her 0 francs.adequacy 0.00",
    ]
    assert (first.xpath("string(.//del)"), first.xpath("string(.//ins)")) == ("him", "her")
    assert words(first.find("caption")).startswith("a:0 chrF2 +")
    assert "a negation of the French is missing" in page.text_content()


def test_both_directions_and_what_only_some_have(page: Any) -> None:
    headings = [words(one) for one in page.xpath("//h3")]
    assert headings == ["Better: 9", "Worse: 1"]
    assert page.xpath("string(//p[@class='alarm'])") == "Not in one <b>: 1"
    assert [words(one) for one in page.xpath("//h2")][-2:] == ["two against one <b>", f"…{'x' * 59} against one <b>"]
    assert words(page.xpath("//section[@aria-labelledby='contest-2']/p")[0]).startswith("Lines: 11 the same, 0 better")


def test_what_is_hostile_is_text(path: Path, page: Any) -> None:
    assert page.xpath("//script") == []
    assert "alert(1)</script> & \ufffd" in page.text_content()
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]
    assert path.read_bytes().decode() == path.read_text(encoding="utf-8")


def test_a_page_of_many_changes_says_how_many_it_leaves_out(tmp_path: Path) -> None:
    lines = tuple(SystemLine(str(n), "No.") for n in range(MOST + 5))
    systems = [System("a", lines), System("b", tuple(replace(line, hypothesis="Yes.") for line in lines))]
    write_comparison(tmp_path / "p.html", compare(systems), [], "1.0")
    page = html.fromstring((tmp_path / "p.html").read_text(encoding="utf-8"))
    assert len(page.xpath("//table[@class='change']")) == MOST
    assert "and 5 more" in page.text_content()
    assert page.xpath("//section/@aria-labelledby") == ["lines", "contest-1"]


@given(st.text("ab, .'é\n"), st.text("ab, .'é\n"))
def test_stretches_joined_are_the_texts(one: str, other: str) -> None:
    first, second = compare_words(one, other)
    assert "".join(stretch.text for stretch in first) == one
    assert "".join(stretch.text for stretch in second) == other
    shared = ["".join(part.text for part in side if not part.own).split() for side in (first, second)]
    assert "".join(shared[0]) == "".join(shared[1])


def test_a_long_text_is_not_compared_word_by_word() -> None:
    long = "word " * 5000
    assert [len(side) for side in compare_words(long, long + "x")] == [1, 1]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_browser_has_no_complaint(browser: Any, path: Path) -> None:
    from axe_playwright_python.sync_playwright import Axe

    complaints: list[str] = []
    opened = browser.new_context(bypass_csp=False, viewport={"width": 320, "height": 640}).new_page()
    opened.on("console", lambda message: complaints.append(message.text))
    opened.goto(path.as_uri())
    assert opened.evaluate("document.documentElement.scrollWidth") == 320
    for mark, line in (("del", "dotted"), ("ins", "double")):
        assert opened.evaluate(f"getComputedStyle(document.querySelector('{mark}')).textDecorationStyle") == line
    for scheme in ("light", "dark"):
        checked = browser.new_context(bypass_csp=True, color_scheme=scheme).new_page()
        checked.goto(path.as_uri())
        violations = Axe().run(checked).response["violations"]
        assert [(found["id"], found["nodes"][0]["html"]) for found in violations] == []
    assert complaints == []
