"""The reading copy as a page: every row, cell, mark and number of it, and how a long book is put into several."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.bilingual.passages import Passage
from pipeline.bilingual.pictures import Picture, no_pictures
from pipeline.bilingual.typography import typeset
from pipeline.document import Bead, Cell, Document, Hypothesis, Kind, Link, Mark, Paragraph, Segment, Text
from pipeline.formats.html.page import render
from pipeline.formats.html.parts import split_into_chapters, split_into_pages, with_pages
from pipeline.formats.html.sections import PageSection, section
from pipeline.formats.html.sentences import Joined, units
from pipeline.formats.html.write import LIMIT, whole_page, write
from pipeline.io.outputs import Provenance, WriteOptions

MADE = Provenance("1.0", "embedded", "", "ctranslate2")


def paragraph(text: str, kind: Kind = "paragraph", level: int = 0, *marks: Mark, cell: Cell | None = None) -> Paragraph:
    """A paragraph that is one sentence."""
    return Paragraph(text, kind, level, marks=marks, segments=(Segment(0, len(text)),), cell=cell)


def document(*paragraphs: Paragraph, title: str = "", author: str = "") -> Document:
    """A document with English that is the French in capitals."""
    english = tuple(Hypothesis(one.text.upper()) for one in paragraphs if one.segments)
    beads = tuple(Bead((n,), (n,)) for n in range(len(english)))
    return Document("d.txt", Text("fr", paragraphs, title, author=author), hypotheses=english, beads=beads)


TALE = document(
    paragraph("Le phare !", "heading", 2),
    paragraph("Un mot", "paragraph", 0, Mark(6, 6, "sup", "1")),
    paragraph("Trois", "list_item", 2, Mark(0, 0, "number", "3.")),
    Paragraph("", marks=(Mark(0, 0, "img", "a.png"),)),
    Paragraph("", marks=(Mark(0, 0, "img", "lost.png"),)),
    paragraph("Mois", "cell", cell=Cell(0, 0, 0, heads=True)),
    paragraph("Juin", "cell", cell=Cell(0, 0, 1)),
    paragraph("Un", "cell", cell=Cell(0, 1, 0, 1, 2)),
    paragraph("1 Note", "note"),
    paragraph("x = 1 !", "code"),
    paragraph("Dit", "quote"),
    paragraph("Fin", "heading", 4),
    author="A. Auteur",
)
BEADS = list(TALE.beads)
BEADS[0] = replace(BEADS[0], links=(Link(0, 2, 0, 2), Link(9, 10, 9, 10)))
BEADS[1] = replace(BEADS[1], flags=("missing_numbers",))
BEADS[2] = replace(BEADS[2], correction="Three!")
BEADS[6] = replace(BEADS[6], target=())
TALE = replace(TALE, beads=tuple(BEADS))


def pictures(_: str, address: str) -> Picture | None:
    """Give the one picture that there is."""
    return Picture(b"a", "image/png") if address == "a.png" else None


def row(number: int, kind: str, form: str, french: str, english: str) -> str:
    """A row of the page; both sides have one form, in which their sentences stand."""
    return f"""<div class="row {kind}" id="d1-p{number}">
<div class="fr" lang="fr">{form.format(french)}</div>
<button type="button" class="reveal" aria-expanded="false">English</button>
<div class="en" lang="en">{form.format(english)}</div>
<a class="link" tabindex="-1" href="#d1-p{number}" aria-label="Link to paragraph {number}">¶</a>
</div>
"""


def span(side: str, number: int, text: str, more: str = "") -> str:
    """A sentence of the page."""
    return f'<span id="d1-{side}{number}" class="s"{more}>{text}</span>'


def grid(side: str, *texts: str) -> str:
    """The table of the page."""
    one, two, three = (f"<p>{span(side, number, text)}</p>" for number, text in enumerate(texts, 4))
    table = f'<table><tr><th>{one}</th><td>{two}</td></tr><tr><td colspan="2">{three}</td></tr></table>'
    return f'<div class="grid" tabindex="0">{table}</div>'


CALL = '<a href="#d1-p9"><sup class="note-call">1</sup></a>'
WHY = ' title="to check: a number of the French is missing or different in the English" data-why="check"'
LINKS = ' data-l="0 2 0 2 9 10 9 10"'
ITEM = '<p class="item depth2 list_item" data-mark="3.">{}</p>'
PICTURE = """<div class="row picture" id="d1-p4">
<div class="pictures"><img src="data:image/png;base64,YQ==" alt=""></div>
<a class="link" tabindex="-1" href="#d1-p4" aria-label="Link to paragraph 4">¶</a>
</div>
"""
ROWS = [
    row(1, "heading", "<h2>{}</h2>", span("f", 1, "Le phare\u202f!", LINKS), span("e", 1, "LE PHARE !")),
    row(
        2, "paragraph", '<p class="paragraph">{}</p>', span("f", 2, f"Un mot{CALL}"), span("e", 2, f"UN MOT{CALL}", WHY)
    ),
    row(
        3,
        "list_item",
        ITEM,
        span("f", 3, "Trois"),
        span("e", 3, "Three!", ' title="corrected by a person" data-by="corrected"'),
    ),
    PICTURE,
    row(6, "table", "{}", grid("f", "Mois", "Juin", "Un"), grid("e", "MOIS", "JUIN", "UN")),
    row(
        9,
        "note",
        '<p class="note">{}</p>',
        span("f", 7, '<a href="#d1-p2">1</a> Note'),
        '<span id="d1-e7" class="s gap"></span>',
    ),
    row(10, "code", '<pre tabindex="0">{}</pre>', span("f", 8, "x = 1 !"), span("e", 8, "X = 1 !")),
    row(11, "quote", "<blockquote><p>{}</p></blockquote>", span("f", 9, "Dit"), span("e", 9, "DIT")),
    row(12, "heading", "<h3>{}</h3>", span("f", 10, "Fin"), span("e", 10, "FIN")),
]


def test_every_row_of_a_page() -> None:
    page = render(whole_page([TALE], WriteOptions(), MADE, pictures))
    main = page[page.index('<section class="document ') : page.index("</section>")]
    assert main == '<section class="document by-machine" id="d1" aria-label="Le phare\u202f!">\n' + "".join(ROWS)
    assert re.findall(r'<li class="(depth\d)"><a href="(.*)">(.*)</a>', page) == [
        ("depth1", "#d1-p1", "Le phare !"),
        ("depth2", "#d1-p12", "Fin"),
    ]
    assert '<p class="author">A. Auteur</p><h1 lang="fr">Le phare\u202f!</h1><div class="head"><p>English' in page
    numbers = "10 pairs: 8 by machine, 1 corrected by a person, 1 without English. 9 sure, 1 to check."
    assert f"<p>English: machine, embedded model.</p><p>{numbers}</p>" in page
    assert f"10 French sentences, 0 lost. {numbers} Model: embedded (ctranslate2)." in page
    assert re.findall("<b>(.*?)</b> (.*?)</span>", page) == [
        ("✎", "corrected by a person"),
        ("?", "to check: worth a second look"),
    ]
    assert re.findall('<option value="(all|check|poor|machine)">(.*?)<', page) == [
        ("all", "All (10)"),
        ("check", "To check (1)"),
    ]


def test_several_documents_on_a_page() -> None:
    one, two = document(paragraph("Un"), title="A", author="X"), document(paragraph("Deux", "heading", 1), author="X")
    page = whole_page([one, two], WriteOptions(), MADE)
    assert (page.title, page.author, page.count.pairs, page.is_titled) == ("2 texts", "X", 2, False)
    assert [(entry.title, entry.address, entry.depth) for entry in page.entries] == [
        ("A", "#d1", 0),
        ("Deux", "#d2-p1", 1),
    ]
    assert [(found.id, found.title, found.titled) for found in page.sections] == [
        ("d1", "A", False),
        ("d2", "Deux", True),
    ]
    html = render(page)
    assert re.findall(r'<h2 class="document-title" lang="fr">(.*)</h2>', html) == ["A"]
    other = whole_page([one, replace(two, source=replace(two.source, author="Y"))], WriteOptions(title="B"), MADE)
    assert (other.title, other.author) == ("B", "")
    assert other.identity == page.identity != whole_page([one], WriteOptions(), MADE).identity
    empty = whole_page([], WriteOptions(), MADE)
    assert (empty.title, empty.author, empty.sections, empty.is_titled) == ("", "", (), False)


@pytest.mark.parametrize(
    ("title", "heading", "titled"), [("Un", "Un", True), ("Deux", "Un", False), ("", "Un", True), ("Un", "", False)]
)
def test_a_page_is_titled_by_its_first_heading(title: str, heading: str, titled: bool) -> None:
    found = [paragraph(heading, "heading", 1)] if heading else []
    page = whole_page([document(*found, paragraph("Oui"))], WriteOptions(title=title), MADE)
    assert page.is_titled is titled
    assert not replace(page, before="a").is_titled
    assert not replace(page, is_index=True).is_titled


def test_a_pair_over_two_paragraphs_goes_on_in_the_second() -> None:
    french = Text("fr", (paragraph("Ah ! Un"), paragraph("😀 deux")))
    bead = Bead((0, 1), (0,), links=(Link(0, 2, 0, 2), Link(10, 14, 3, 6)))
    [first, second] = section(1, Document("d", french, None, (Hypothesis("Oh two"),), (bead,)), WriteOptions()).lines
    assert first.source.html == '<span id="d1-f1" class="s" data-l="0 2 0 2 10 14 3 6">Ah\u202f! Un</span>'
    assert second.source.html == '<span id="d1-f1-2" class="s">😀 deux</span>'
    assert (first.pairs, second.pairs) == (1, 1)
    assert second.targets == ()


def test_places_of_words_count_what_is_put_in_and_what_javascript_counts_twice() -> None:
    texts = ("Oui! 😀", "Non!")
    joined = Joined([typeset(text, "fr") for text in texts], [Passage(0, text) for text in texts])
    # "Oui! 😀" is shown with a space before the sign: 8 units of UTF-16.
    assert [joined.place(place, end=False) for place in (0, 3, 4, 5, 7, 10, 11)] == [0, 4, 5, 6, 8, 12, 13]
    assert [joined.place(place, end=True) for place in (3, 4, 6, 10, 11, 99)] == [3, 5, 8, 11, 13, 13]
    assert [units(text) for text in ("a", "é", "😀", "\ud800")] == [1, 1, 2, 1]


def book(*depths: int) -> PageSection:
    """A section with a line for each heading's depth, or 0 for a paragraph."""
    kinds = [paragraph(f"p{n}", "heading" if level else "paragraph", level) for n, level in enumerate(depths)]
    return section(1, document(*kinds), WriteOptions())


@pytest.mark.parametrize(
    ("depths", "limit", "wanted"),
    [
        ((1, 0, 1, 0), 9, [[1, 2], [3, 4]]),
        ((1, 2, 3, 0), 9, [[1], [2, 3, 4]]),
        ((0, 0, 0, 0, 0), 2, [[1, 2], [3, 4], [5]]),
        ((0, 0), 2, [[1, 2]]),
        ((), 2, [[]]),
    ],
)
def test_chapters_of_a_page(depths: tuple[int, ...], limit: int, wanted: list[list[int]]) -> None:
    found = [[line.number for line in chapter] for chapter in split_into_chapters(book(*depths).lines, limit)]
    assert found == wanted


def test_pages_are_filled_with_whole_chapters() -> None:
    sections = [book(1, 0, 1, 0, 0, 1), replace(book(0, 0), id="d2")]
    found = [
        [(part.id, [line.number for line in part.lines], part.continued) for part in page]
        for page in split_into_pages(sections, 5)
    ]
    assert found == [[("d1", [1, 2, 3, 4, 5], False)], [("d1", [6], True), ("d2", [1, 2], False)]]
    assert [len(page) for page in split_into_pages(sections, 8)] == [2]
    assert list(split_into_pages([], 5)) == []


def test_links_name_the_page_that_they_lead_to() -> None:
    call = paragraph("Un", "paragraph", 0, Mark(2, 2, "sup", "1"), Mark(0, 1, "a", "https://a.fr"))
    found = section(1, document(call, paragraph("1 Note", "note")), WriteOptions())
    places = {"d1-p1": "a.html", "d1-p2": "b.html"}
    there, back = with_pages(found, places, "a.html").lines
    assert re.findall('href="(.*?)"', there.source.html) == ["https://a.fr", "b.html#d1-p2"]
    assert [re.findall('href="(.*?)"', box.html) for box in there.targets] == [["b.html#d1-p2"]]
    assert re.findall('href="(.*?)"', back.source.html) == ["#d1-p1"]
    assert with_pages(found, dict.fromkeys(places, "b.html"), "b.html") == found


def test_what_a_page_tells_of_itself_adds_up_to_the_book() -> None:
    """Every pair is counted on the page where it begins; what is said at the top is of the whole book."""
    human = replace(TALE, reference=Text("en", (paragraph("Tale"),)))
    human = replace(human, beads=(Bead((0,), (0,), "human", flags=("repetition",)), *TALE.beads[1:]))
    page = whole_page([human, TALE], WriteOptions(), MADE)
    one, two = (replace(page, sections=(found,)) for found in page.sections)
    assert page.choices == [
        ("all", "All", 20),
        ("check", "To check", 2),
        ("poor", "Poor", 1),
        ("machine", "By machine", 15),
    ]
    assert one.choices == [
        ("all", "All", 10),
        ("check", "To check", 1),
        ("poor", "Poor", 1),
        ("machine", "By machine", 7),
    ]
    assert two.choices == [("all", "All", 10), ("check", "To check", 1)]
    assert one.head == two.head == page.head
    assert [found.by_machine for found in page.sections] == [False, True]
    assert render(page).count("English of this text: by machine") == 1
    assert "English of this text" not in render(whole_page([TALE, TALE], WriteOptions(), MADE))
    assert whole_page([document(paragraph("Un"))], WriteOptions(), MADE).choices == []


def test_a_long_book_is_a_page_of_contents_and_pages_in_a_row(tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    (tmp_path / "copy" / "part-09.html").touch()
    many = Paragraph("a" * (LIMIT - 1), segments=tuple(Segment(n, n + 1) for n in range(LIMIT - 1)))
    texts = (paragraph("Un", "heading", 1), many, paragraph("Deux", "heading", 1), paragraph("b"))
    beads = tuple(Bead((n,), ()) for n in range(LIMIT + 2))
    long = Document("d.txt", Text("fr", texts, "Tome"), beads=beads)
    paths = write([long], tmp_path, WriteOptions(), MADE, no_pictures)
    assert [path.relative_to(tmp_path).as_posix() for path in paths] == [
        "copy.html", "copy/part-01.html", "copy/part-02.html",
    ]  # fmt: skip
    assert sorted(path.name for path in (tmp_path / "copy").iterdir()) == ["part-01.html", "part-02.html"]
    index, one, two = (path.read_text("utf-8") for path in paths)
    assert re.findall(r'<li class="depth\d"><a href="(.*)">(.*)</a>', index) == [
        ("copy/part-01.html#d1-p1", "Un"),
        ("copy/part-02.html#d1-p3", "Deux"),
    ]
    pages = [
        (re.findall("<title>(.*)</title>", page), re.findall('<a href="(.*?)" rel="(.*?)"', page))
        for page in (index, one, two)
    ]
    assert pages == [
        (["Tome"], []),
        (["Tome (1/2)"], [("../copy.html", "prev"), ("part-02.html", "next")]),
        (["Tome (2/2)"], [("part-01.html", "prev")]),
    ]
