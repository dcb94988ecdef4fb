"""The reading copy in a real browser."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Bead, Document, Hypothesis, Link, Mark, Paragraph, Segment, Text
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

SOURCE = Text(
    "fr",
    (
        Paragraph("Le phare", "heading", 1, segments=(Segment(0, 8),)),
        Paragraph("Il pleut. Elle dort !", segments=(Segment(0, 9), Segment(10, 21)), marks=(Mark(3, 8, "em"),)),
        Paragraph('<script>alert(1)</script> & "fin"', "quote", segments=(Segment(0, 33),)),
    ),
)
ENGLISH = ("The lighthouse", "It rains, and", "she sleeps!", "</script><img src=x onerror=alert(1)>")
DOCUMENT = Document(
    "conte.fr.txt",
    SOURCE,
    hypotheses=tuple(map(Hypothesis, ENGLISH)),
    beads=(
        Bead((0,), (0,), links=(Link(3, 8, 4, 14),)),
        Bead((1,), (1,), links=(Link(3, 8, 3, 8),)),
        Bead((2,), (2,), flags=("doubtful_translation",)),
        Bead((3,), (3,)),
    ),
)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("copy")
    return write("html", [DOCUMENT], folder, WriteOptions(), Provenance("1.0", "embedded", "", "ctranslate2"))[0]


@pytest.fixture
def page(browser: Any, copy: Path) -> Iterator[Any]:
    context = browser.new_context(viewport={"width": 1200, "height": 800})
    opened = context.new_page()
    opened.complaints = []
    opened.asked = []
    opened.on("console", lambda message: opened.complaints.append(message.text))
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("dialog", lambda dialog: (opened.complaints.append(dialog.message), dialog.dismiss()))
    opened.on("request", lambda request: opened.asked.append(request.url))
    opened.goto(copy.as_uri())
    yield opened
    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith("file:")] == []
    context.close()


def lit(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".s.on", "spans => spans.map(span => span.id)")
    return found


def test_hovering_lights_the_partner_both_ways(page: Any) -> None:
    page.hover("#d1-f2")
    assert lit(page) == ["d1-f2", "d1-e2"]
    page.hover("#d1-e3")
    assert lit(page) == ["d1-f3", "d1-e3"]


def test_hovering_a_word_paints_its_partner(page: Any) -> None:
    box = page.locator("#d1-f1").bounding_box()
    page.mouse.move(box["x"] + box["width"] * 0.8, box["y"] + box["height"] / 2)
    painted = page.evaluate("[...CSS.highlights.get('words')].map(range => range.toString())")
    assert painted == ["phare", "lighthouse"]


def test_text_is_inert_and_complete(page: Any) -> None:
    assert "<script>alert(1)</script>" in page.inner_text("#d1-f4")
    assert "<img src=x" in page.inner_text("#d1-e4")
    assert page.locator("main img, main script").count() == 0
    assert page.inner_text("#d1-f2 em") == "pleut"


def test_keys_walk_cross_and_find_doubt(page: Any) -> None:
    for key, expected in [("j", "d1-f1"), ("j", "d1-f2"), ("k", "d1-f1"), ("x", "d1-e1"), ("n", "d1-e3")]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == expected
    assert "the meaning is probably not kept" in page.inner_text("#note")
    assert "sleeps" not in page.inner_text("#live")
    page.keyboard.press("Escape")
    assert lit(page) == []


def test_views_are_kept_after_reloading(page: Any) -> None:
    page.select_option("#view", "reveal")
    assert not page.is_visible("#d1-e2")
    page.click("#d1-f2")
    assert page.is_visible("#d1-e2")
    page.select_option("#view", "en")
    assert not page.is_visible("#d1-f2")
    page.reload()
    assert page.evaluate("document.documentElement.dataset.view") == "en"


def rows_shown(page: Any) -> list[str]:
    found: list[str] = page.eval_on_selector_all(".row", "rows => rows.filter(r => r.offsetParent).map(r => r.id)")
    return found


def test_a_reader_has_shown_what_is_to_be_checked(page: Any) -> None:
    """With the keyboard alone; what is found elsewhere, pointed to, or printed is there again."""
    assert page.eval_on_selector_all("#show option", "all => all.map(one => one.textContent)") == [
        "All (4)",
        "Poor (1)",
    ]
    page.focus("#show")
    page.keyboard.press("ArrowDown")
    assert rows_shown(page) == ["d1-p2"]
    assert page.inner_text("#live") == "Poor (1)"
    drawn = page.evaluate("getComputedStyle(document.querySelector('#d1-e3'), '::after').content")
    assert drawn == '"\u00a0??" / "poor"'
    page.emulate_media(media="print")
    assert rows_shown(page) == ["d1-p1", "d1-p2", "d1-p3"]
    page.emulate_media(media="screen")
    page.evaluate("document.activeElement.blur()")
    for key, expected in (("j", "d1-f2"), ("j", "d1-f3"), ("j", "d1-f3")):  # what is hidden is passed over
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.id") == expected
    page.fill("#find", "phare")
    page.press("#find", "Enter")
    assert rows_shown(page) == ["d1-p1", "d1-p2", "d1-p3"]
    page.select_option("#show", "poor")
    page.evaluate("location.hash = 'd1-p1'")
    page.wait_for_function("document.documentElement.dataset.show === 'all'")
    assert rows_shown(page) == ["d1-p1", "d1-p2", "d1-p3"]


def test_finding_ignores_accents_and_kinds_of_space(page: Any) -> None:
    page.fill("#find", "ELLE DORT !")
    page.press("#find", "Enter")
    assert page.inner_text("#found") == "1/1"
    assert "\u202f!" in page.inner_text("#d1-f3")


def test_nothing_sticks_out_on_a_small_screen(page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_every_sentence_has_a_language_and_an_identifier_of_its_own(page: Any) -> None:
    languages = page.eval_on_selector_all(".s", "spans => spans.map(span => span.closest('[lang]').lang)")
    assert languages == ["fr", "en", "fr", "fr", "en", "en", "fr", "en"]
    identifiers = page.eval_on_selector_all("[id]", "all => all.map(one => one.id)")
    assert len(identifiers) == len(set(identifiers))


def test_it_reads_without_script(browser: Any, copy: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(copy.as_uri())
    assert page.is_visible("#d1-e2")
    assert page.is_visible("#d1-f2")
    assert not page.is_visible(".bar")
    context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_barrier(browser: Any, copy: Path, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(color_scheme=scheme, bypass_csp=True)
    page = context.new_page()
    page.goto(copy.as_uri())
    found = Axe().run(page).response["violations"]
    assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    context.close()


def test_the_place_is_kept(browser: Any, tmp_path: Path) -> None:
    text = Text("fr", tuple(Paragraph(f"Jour {n}.", segments=(Segment(0, len(f"Jour {n}.")),)) for n in range(99)))
    hypotheses = tuple(Hypothesis(f"Day {n}.") for n in range(99))
    diary = Document("journal", text, hypotheses=hypotheses, beads=tuple(Bead((n,), (n,)) for n in range(99)))
    [path] = write("html", [diary], tmp_path, WriteOptions(), Provenance("1.0"))
    page = browser.new_page()
    page.goto(path.as_uri())
    page.evaluate("document.getElementById('d1-p50').scrollIntoView({block: 'start', behavior: 'instant'})")
    page.wait_for_timeout(800)
    page.reload()
    kept = page.evaluate("Object.entries(localStorage).find(([key]) => key.endsWith(':place'))[1]")
    assert kept == "d1-p50"
    assert 0 < page.locator("#d1-p50").bounding_box()["y"] < 200
    page.close()


@pytest.mark.slow
def test_a_long_book_is_split_and_its_contents_lead_there(browser: Any, tmp_path: Path) -> None:
    chapter = (
        Paragraph("Chapitre", "heading", 1, segments=(Segment(0, 8),)),
        *(Paragraph("Oui.", segments=(Segment(0, 4),)) for _ in range(1999)),
    )
    count = 3 * 2000
    book = replace(
        DOCUMENT,
        source=Text("fr", chapter * 3),
        hypotheses=(Hypothesis("Yes."),) * count,
        beads=tuple(Bead((n,), (n,)) for n in range(count)),
    )
    paths = write("html", [book], tmp_path, WriteOptions(), Provenance("1.0"))
    assert [path.name for path in paths] == ["copy.html", "part-01.html", "part-02.html"]
    page = browser.new_page()
    page.goto(paths[0].as_uri())
    page.click("nav.contents li:last-child a")
    assert page.url.endswith("copy/part-02.html#d1-p4001")
    page.close()
