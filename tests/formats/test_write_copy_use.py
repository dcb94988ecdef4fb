"""How a reading copy is used, with mouse, finger, keyboard and printer, on a desk and on a phone, in a real browser."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.formats.html import write as html_write
from pipeline.formats.subtitles.read import read_subtitles
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")

DESK = {"viewport": {"width": 1280, "height": 800}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
FRENCH = "Il pleuvait depuis des heures sur le port endormi, et personne ne regardait plus la mer. "
ENGLISH = "It had been raining for hours on the sleeping harbour, and nobody was looking at the sea any more. "


def book(chapters: int, paragraphs: int, headings: bool = True) -> Document:
    """A book of chapters with paragraphs of many lengths; the second of the last one says "L’œuvre d’été"."""
    texts: list[tuple[tuple[str, ...], str]] = []
    english: list[str] = []
    for chapter in range(1, chapters + 1):
        if headings:
            texts.append(((f"Chapitre {chapter}",), "heading"))
            english.append(f"Chapter {chapter}")
        for number in range(paragraphs):
            length = 1 + (chapter * 7 + number * 5) % 9
            last = chapter == chapters and number == 1
            sentences = ("L’œuvre d’été.", "Elle dort.") if last else (FRENCH.strip() * 1,) * length
            texts.append((sentences, "paragraph"))
            english += ["The summer work.", "She sleeps."] if last else [ENGLISH.strip()] * length
    made = tuple(_paragraph(sentences, kind) for sentences, kind in texts)
    beads = tuple(Bead((n,), (n,), links=(Link(0, 2, 0, 2), Link(3, 12, 12, 19))) for n in range(len(english)))
    return Document("livre", Text("fr", made, "Livre"), hypotheses=tuple(map(Hypothesis, english)), beads=beads)


def _paragraph(sentences: tuple[str, ...], kind: Any) -> Paragraph:
    """A paragraph of some sentences."""
    places, done = [], 0
    for sentence in sentences:
        places.append(Segment(done, done + len(sentence)))
        done += len(sentence) + 1
    return Paragraph(" ".join(sentences), kind, 1 if kind == "heading" else 0, segments=tuple(places))


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write("html", [book(12, 40)], tmp_path_factory.mktemp("copy"), WriteOptions(), Provenance("1.0"))[0]


@pytest.fixture(scope="module")
def parts(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A book in three parts with one heading."""
    folder = tmp_path_factory.mktemp("parts")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(html_write, "LIMIT", 90)
        text = book(1, 50)
        untitled = replace(text, source=replace(text.source, title=""))
        return write("html", [untitled], folder, WriteOptions(), Provenance("1.0"))


@pytest.fixture(params=[DESK, PHONE], ids=["desk", "phone"])
def context(request: pytest.FixtureRequest, browser: Any) -> Iterator[Any]:
    opened = browser.new_context(**request.param)
    yield opened
    opened.close()


@pytest.fixture
def phone(browser: Any) -> Iterator[Any]:
    opened = browser.new_context(**PHONE)
    yield opened.new_page()
    opened.close()


def rest(page: Any) -> None:
    """Wait until the page has come to rest."""
    page.evaluate(
        """() => new Promise((done) => {
          let last = NaN, calm = 0;
          const look = () => {
            calm = scrollY === last ? calm + 1 : 0;
            last = scrollY;
            if (calm > 20) done(); else requestAnimationFrame(look);
          };
          look();
        })"""
    )


def off(page: Any, identifier: str) -> float:
    """How far from its place below the tools a row is, in px."""
    found: float = page.evaluate(
        """(id) => document.getElementById(id).getBoundingClientRect().top
          - document.querySelector(".bar").getBoundingClientRect().bottom""",
        identifier,
    )
    return found


def test_jumps_land_where_they_lead(context: Any, copy: Path) -> None:
    page = context.new_page()
    page.goto(copy.as_uri())
    links = page.eval_on_selector_all(".contents a", "all => all.map(one => one.hash.slice(1))")
    assert len(links) == 12
    for identifier in (links[11], links[3], links[7]):
        page.evaluate("(id) => document.querySelector(`.contents a[href='#${id}']`).click()", identifier)
        rest(page)
        assert 0 <= off(page, identifier) < 16
    page.fill("#find", "l'oeuvre d'ete")
    page.press("#find", "Enter")
    rest(page)
    box = page.locator(".found").bounding_box()
    middle = page.viewport_size["height"] / 2
    assert abs(box["y"] + box["height"] / 2 - middle) < 40
    assert page.inner_text("#found") == "1/1"


def test_a_long_book_with_one_heading_has_contents_all_the_same(browser: Any, parts: list[Path]) -> None:
    assert len(parts) == 4
    page = browser.new_page()
    page.goto(parts[0].as_uri())
    assert page.eval_on_selector_all(".contents a", "all => all.map(one => one.textContent)") == [
        "Chapitre 1",
        "2/3 · Il pleuvait depuis des heures sur le port…",
        "3/3 · Il pleuvait depuis des heures sur le port…",
    ]
    page.click(".contents li:nth-child(2) a")
    assert page.url.split("#")[0].endswith("copy/part-02.html")
    page.close()


def test_finding_and_reading_go_on_across_the_parts(context: Any, parts: list[Path]) -> None:
    page = context.new_page()
    page.goto(parts[0].as_uri())
    assert not page.is_visible("#continue")
    page.fill("#find", "CHAPITRE 1")
    page.press("#find", "Enter")
    page.wait_for_url("**/part-01.html#*")
    assert page.text_content("#found") == "1/1 in part 1 of 3"
    page.fill("#find", "personne ne regardait")
    page.click("#previous")
    first, _, of = page.text_content("#found").partition(" in ")
    assert (first.split("/")[0], of) == (first.split("/")[1], "part 1 of 3")
    page.click("#next")
    page.wait_for_url("**/part-02.html#*")
    assert page.inner_text("#found").startswith("1/")
    page.click("#previous")
    page.wait_for_url("**/part-01.html#*")
    assert page.text_content("#found") == f"{first} in {of}"
    page.fill("#find", "nowhere at all")
    page.click("#next")
    page.wait_for_url("**left=0*")
    assert page.inner_text("#found") == "nowhere"
    page.goto(parts[2].as_uri())
    row = page.evaluate("document.querySelectorAll('.row')[12].id")
    page.evaluate("(id) => document.getElementById(id).scrollIntoView()", row)
    page.wait_for_function("(id) => Object.values(localStorage).includes(id)", arg=row)
    page.goto(parts[0].as_uri())
    page.click("#continue")
    page.wait_for_url(f"**/part-02.html#{row}")
    rest(page)
    assert 0 <= off(page, row) < 16


def test_one_tap_lights_words_and_a_second_one_says_the_sentence(phone: Any, copy: Path) -> None:
    phone.goto(copy.as_uri())
    box = phone.evaluate(
        """() => {
          const range = new Range(), node = document.querySelector("#d1-f2").firstChild;
          range.setStart(node, 3);
          range.setEnd(node, 12);
          const box = range.getBoundingClientRect();
          return [box.left + box.width / 2, box.top + box.height / 2];
        }"""
    )
    phone.touchscreen.tap(*box)
    assert phone.eval_on_selector_all(".s.on", "all => all.map(one => one.id)") == ["d1-f2", "d1-e2"]
    painted = "[...CSS.highlights.get('words')].map(range => range.toString())"
    assert phone.evaluate(painted) == ["pleuvait ", "raining"]
    assert phone.locator(".here").count() == 0
    phone.touchscreen.tap(*box)
    assert phone.inner_text("#d1-f2 + .here") == ENGLISH.strip()
    assert phone.get_attribute("#d1-f2 + .here", "lang") == "en"
    phone.touchscreen.tap(*box)
    assert phone.locator(".here").count() == 0


def test_sentence_by_sentence_each_has_its_english_below(context: Any, copy: Path) -> None:
    page = context.new_page()
    page.goto(copy.as_uri())
    texts = "all => all.map(one => one.textContent.trim())"
    sides = page.eval_on_selector_all(".row", texts)
    page.select_option("#view", "sentences")
    row = "#" + page.evaluate("document.querySelector('#d1-f3').closest('.row').id")
    shown = page.eval_on_selector_all(f"{row} .s", "all => all.filter(one => one.offsetParent).map(one => one.id)")
    assert shown[:4] == ["d1-f2", "d1-e2", "d1-f3", "d1-e3"]
    assert page.locator("#d1-e2").bounding_box()["y"] > page.locator("#d1-f2").bounding_box()["y"]
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.id") == "d1-f3"
    page.select_option("#view", "side")
    assert page.eval_on_selector_all(".row", texts) == sides


@pytest.mark.parametrize(
    ("view", "columns", "shown"),
    [("side", 2, (True, True)), ("stack", 1, (True, True)), ("fr", 1, (True, False)), ("en", 1, (False, True)),
     ("reveal", 1, (True, False)), ("sentences", 1, (True, True))],
)  # fmt: skip
def test_what_is_printed_is_what_is_shown(
    browser: Any, copy: Path, view: str, columns: int, shown: tuple[bool, bool]
) -> None:
    page = browser.new_page(**DESK)
    page.goto(copy.as_uri())
    page.select_option("#view", view)
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 673, "height": 990})  # A4 within its margins
    tracks = page.evaluate("getComputedStyle(document.querySelector('.row.paragraph')).gridTemplateColumns")
    assert (len(tracks.split()), (page.is_visible("#d1-f2"), page.is_visible("#d1-e2"))) == (columns, shown)
    page.close()


def test_letters_need_not_be_shortcuts_and_signs_are_no_tab_stops(browser: Any, copy: Path) -> None:
    page = browser.new_page(**DESK)
    page.goto(copy.as_uri())
    page.click(".help summary")
    page.uncheck("#keys")
    page.reload()
    page.keyboard.press("j")
    assert page.locator(".s.on").count() == 0
    assert not page.is_checked("#keys")
    page.focus("main")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") != "link"
    page.close()


def test_the_tools_are_one_row_that_stays(phone: Any, copy: Path) -> None:
    phone.goto(copy.as_uri())
    phone.evaluate("scrollTo(0, 9999)")
    rest(phone)
    bar = phone.locator(".bar").bounding_box()
    assert bar["y"] == 0
    assert bar["height"] < 56
    inside = phone.eval_on_selector_all(
        ".bar > *, .bar .search > :not(label)",
        "all => all.map(one => one.getBoundingClientRect()).filter(one => one.width)",
    )
    assert all(one["left"] >= 0 and one["right"] <= 360 and one["bottom"] <= bar["height"] for one in inside)
    assert not phone.is_visible("#larger")
    phone.tap("#more")
    assert phone.is_visible("#larger")


@pytest.mark.parametrize("view", ["side", "sentences"])
def test_axe_finds_no_barrier_in_any_view(context: Any, browser: Any, copy: Path, parts: list[Path], view: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    opened = browser.new_context(bypass_csp=True, viewport=context.new_page().viewport_size)
    page = opened.new_page()
    for path in (parts[1], parts[0]):
        page.goto(path.as_uri())
        if page.locator("#view").count():
            page.select_option("#view", view)
            if page.is_visible("#more"):
                page.click("#more")
            page.click(".help summary")
            page.fill("#find", "mer")
            page.press("#find", "Enter")
        found = Axe().run(page).response["violations"]
        assert [(violation["id"], violation["nodes"][0]["html"]) for violation in found] == []
    opened.close()


def test_subtitles_tell_when_and_who(browser: Any, tmp_path: Path) -> None:
    said = (
        "WEBVTT\n\n00:01.000 --> 00:02.500\n<v Marie>Tu viens\u00a0?\n\n"
        "01:00:03.000 --> 01:00:05.000\n<v Paul>Oui. Vite\u00a0!\n"
    ).encode()
    text = read_subtitles(said, "auto", "fr")
    paragraphs = tuple(
        replace(one, segments=tuple(Segment(*found.span()) for found in re.finditer(r"[^ ].*?[.?!]", one.text)))
        for one in text.paragraphs
    )
    count = sum(len(one.segments) for one in paragraphs)
    film = Document("film", replace(text, paragraphs=paragraphs), hypotheses=(Hypothesis("Yes."),) * count,
                    beads=tuple(Bead((n,), (n,)) for n in range(count)))  # fmt: skip
    page = browser.new_page(**DESK)
    page.goto(write("html", [film], tmp_path, WriteOptions(), Provenance("1.0"))[0].as_uri())
    shown = "all => all.map(one => [getComputedStyle(one, '::before').content, one.textContent])"
    assert page.eval_on_selector_all(".fr .s", shown) == [
        ['"0:01 Marie\u00a0"', "Tu viens\u202f?"],
        ['"1:00:03 Paul\u00a0"', "Oui."],
        ["none", "Vite\u202f!"],
    ]
    page.close()
