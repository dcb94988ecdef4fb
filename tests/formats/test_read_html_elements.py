"""HTML: which elements end a block, mark their text, hide it, or only lay out a page."""

import pytest

from pipeline.document import Cell, Mark, Paragraph
from pipeline.formats.html.read import read_html


def paragraphs(page: str) -> list[Paragraph]:
    """The blocks of a page."""
    return list(read_html(page.encode(), "auto", "fr").paragraphs)


def texts(page: str) -> list[str]:
    """Their texts."""
    return [found.text for found in paragraphs(page)]


BLOCKS = [
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup",
    "legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "ul",
]  # fmt: skip


@pytest.mark.parametrize("name", BLOCKS)
def test_elements_that_are_blocks(name: str) -> None:
    """The elements that HTML's own style sheet shows as blocks (HTML Living Standard, 15.3)."""
    assert texts(f"<body>a<{name} open>b</{name}>c") == ["a", "b", "c"]


@pytest.mark.parametrize("name", ["caption", "tbody", "td", "tfoot", "th", "thead", "tr"])
def test_parts_of_tables_are_blocks(name: str) -> None:
    assert texts(f"<table><{name}>a</{name}><{name}>b</{name}></table>") == ["a", "b"]


def test_choices_are_blocks() -> None:
    page = "a<select><optgroup><option>b<option>c</optgroup></select>d<textarea>e\n  f</textarea>g"
    assert [(one.text, one.kind) for one in paragraphs(page)] == [
        ("a", "paragraph"), ("b", "paragraph"), ("c", "paragraph"), ("d", "paragraph"), ("e\n  f", "code"),
        ("g", "paragraph"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mark"),
    [
        *((name, name) for name in (
            "em", "strong", "abbr", "cite", "code", "dfn", "ins", "kbd", "mark", "s", "samp", "small", "sub",
            "sup", "u", "var",
        )),
        ("i", "em"), ("b", "strong"), ("strike", "s"), ("tt", "code"),
    ],
)  # fmt: skip
def test_elements_that_mark_their_text(name: str, mark: str) -> None:
    [found] = paragraphs(f"<p>un <{name}>mot</{name}> ici")
    assert (found.text, found.marks) == ("un mot ici", (Mark(3, 6, mark),))


def test_quotation_elements_have_the_marks_that_a_browser_shows() -> None:
    [found] = paragraphs("<p>Il dit <q>oui, <q>non</q></q>, <em>et</em> part.")
    assert (found.text, found.marks) == ("Il dit «\u00a0oui, “non”\u00a0», et part.", (Mark(23, 25, "em"),))
    [found] = read_html(b"<p>He says <q>yes, <q>no</q></q>.", "auto", "en").paragraphs
    assert found.text == "He says “yes, ‘no’”."


@pytest.mark.parametrize(
    ("element", "marks"),
    [
        ("<span>mot</span>", ()),
        ("<span lang=la>mot</span>", (Mark(3, 6, "lang", "la"),)),
        ("<em lang=la>mot</em>", (Mark(3, 6, "em"),)),
        ("<em translate=NO>mot</em>", (Mark(3, 6, "em"), Mark(3, 6, "notranslate"))),
        ("<i lang=en-GB>mot</i>", (Mark(3, 6, "em"), Mark(3, 6, "notranslate"))),
        ("<span lang=en>mot</span>", (Mark(3, 6, "notranslate"),)),
        ("<em translate=yes>mot</em>", (Mark(3, 6, "em"),)),
        ("<a href=b>mot</a>", (Mark(3, 6, "a", "b"),)),
        ("<a name=b>mot</a>", ()),
        ("<a lang=la>mot</a>", ()),
    ],
)
def test_what_attributes_mark(element: str, marks: tuple[Mark, ...]) -> None:
    [found] = paragraphs(f"<p>un {element} ici")
    assert (found.text, found.marks) == ("un mot ici", marks)


@pytest.mark.parametrize("name", ["script", "style", "template", "iframe", "object", "noframes", "noscript"])
def test_elements_whose_text_is_not_seen(name: str) -> None:
    assert texts(f"<p>a<{name}>b</{name}>c") == ["ac"]


@pytest.mark.parametrize(
    ("attribute", "wanted"), [("hidden", "ac"), ('hidden="HIDDEN"', "ac"), ("hidden=until-found", "abc"), ("", "abc")]
)
def test_hidden_text(attribute: str, wanted: str) -> None:
    assert texts(f"<p>a<span {attribute}>b</span>c") == [wanted]


@pytest.mark.parametrize("name", ["svg", "math", "canvas", "audio", "video"])
def test_drawings_are_kept_as_they_are(name: str) -> None:
    [found] = paragraphs(f"<p>a <{name}><b>x</b></{name}> c")
    assert (found.text, found.marks) == ("a c", (Mark(2, 2, "html", f"<{name}><b>x</b></{name}>"),))
    assert [one.marks for one in paragraphs(f"<p><{name}></{name}>")] == [(Mark(0, 0, "html", f"<{name}/>"),)]


def test_a_drawing_that_frames_a_picture_is_that_picture() -> None:
    frame = "<p>a<svg><title>t</title><desc>d</desc><g><image href='b.png'></image>{}</g></svg>"
    assert paragraphs(frame.format(""))[0].marks == (Mark(1, 1, "img", "b.png"),)
    assert [mark.name for mark in paragraphs(frame.format("<path></path>"))[0].marks] == ["html"]
    assert [mark.name for mark in paragraphs("<p>a<svg><path></path></svg>")[0].marks] == ["html"]


@pytest.mark.parametrize(
    ("attributes", "number", "seen"),
    [
        ('epub:type="pagebreak"', "12", False),
        ('role="doc-pagebreak"', "12", False),
        ('role="doc-pagebreak"', "", False),
        ('class="pagenum"', "[p. 12]", False),
        ('class="x Page-Num"', "{xiv}", False),
        ('class="page_number"', "(12)", False),
        ('class="pageno"', "Page 12", False),
        ('class="folio"', "12345", False),
        ('class="folio"', "123456", True),
        ('class="pagebreak"', "douze", True),
        ('class="page"', "12", True),
        ('class="pagenum"', '12<img src="a.png">', True),
    ],
)
def test_numbers_of_printed_pages_are_no_text(attributes: str, number: str, seen: bool) -> None:
    [found] = paragraphs(f"<p>mo<span {attributes}>{number}</span>t")
    assert (found.text != "mot" or bool(found.marks)) is seen


@pytest.mark.parametrize(
    ("call", "is_call"),
    [
        ('<a href="#n">[1]</a>', True),
        ('<a href="#n">note 12)</a>', True),
        ('<a href="#n">†</a>', True),
        ('<a href="#n">12345</a>', False),
        ('<a href="#n">1</a>', False),
        ('<a href="#n" role="doc-backlink">↩</a>', True),
        ('<a href="#n" epub:type="noteref">a</a>', True),
        ('<a href="#n" epub:type="noteref">ab</a>', False),
        ('<a href="n.html">[1]</a>', False),
        ('<sup><a href="#n">1</a></sup>', True),
        ('<a href="#n"><sup>1</sup></a>', True),
        ('<a href="#n">n<sup>1</sup></a>', False),
        ('<a href="#n"><sup>1</sup><sup>2</sup></a>', False),
    ],
)
def test_which_links_call_notes(call: str, is_call: bool) -> None:
    [found] = paragraphs(f"<p>Un {call}.")
    assert (found.text in {"Un.", "Un ."}) is is_call


def test_only_at_its_beginning_a_note_leads_back_by_a_plain_number() -> None:
    [found] = paragraphs('<aside role="doc-footnote"><p><a href="#r">1</a> Oui, <a href="#r">2</a></aside>')
    assert (found.text, found.marks) == (
        "Oui, 2", (Mark(0, 0, "a", "#r"), Mark(0, 0, "sup", "1"), Mark(5, 6, "a", "#r")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "kind"),
    [
        ('role="doc-footnote"', "note"),
        ('role="doc-endnotes"', "note"),
        ('epub:type="rearnote"', "note"),
        ('epub:type="note"', "note"),
        ('epub:type="noteworthy"', "paragraph"),
        ('class="footnote"', "paragraph"),
    ],
)
def test_what_is_a_note(attributes: str, kind: str) -> None:
    assert [one.kind for one in paragraphs(f"<div {attributes}><p>Un.</p></div>")] == [kind]


def test_kinds_inside_of_one_another() -> None:
    page = (
        "<ul><li><h3>Titre</h3>Un<p>Suite</ul><blockquote><h2>Tête</h2><li>Deux</blockquote>"
        "<dl><dt>Mot<dd>Sens</dl><menu><li>Trois<dir><li>Quatre</dir></menu><figure><figcaption>Vue</figcaption></figure>"
        "<li>Seul</li><div translate=no><p>Fixe<p translate=yes>Libre</div><div lang=en>Out<p lang=fr>Ici</div>"
    )
    assert [(one.text, one.kind, one.level, one.translate) for one in paragraphs(page)] == [
        ("Titre", "heading", 3, True),
        ("Un", "paragraph", 0, True),
        ("Suite", "paragraph", 0, True),
        ("Tête", "heading", 2, True),
        ("Deux", "list_item", 1, True),
        ("Mot", "list_item", 1, True),
        ("Sens", "list_item", 1, True),
        ("Trois", "list_item", 1, True),
        ("Quatre", "list_item", 2, True),
        ("Vue", "caption", 0, True),
        ("Seul", "list_item", 1, True),
        ("Fixe", "paragraph", 0, False),
        ("Libre", "paragraph", 0, True),
        ("Out", "paragraph", 0, False),
        ("Ici", "paragraph", 0, True),
    ]


TABLE = "<table{}><tr><th rowspan=' 2 '>a<td colspan=2>b<tr><td>c<td>{}</table>"


def test_cells_of_tables() -> None:
    found = paragraphs(TABLE.format("", "<p>d<p>e") + "f" + TABLE.format(" role=table", "d"))
    assert [one.cell for one in found] == [
        Cell(0, 0, 0, 2, 1, heads=True), Cell(0, 0, 1, 1, 2), Cell(0, 1, 1), Cell(0, 1, 2), Cell(0, 1, 2), None,
        Cell(1, 0, 0, 2, 1, heads=True), Cell(1, 0, 1, 1, 2), Cell(1, 1, 1), Cell(1, 1, 2),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("attributes", "inside"),
    [
        (" role=presentation", "d"),
        (" role=none", "d"),
        ("", "<h2>d</h2>"),
        ("", "<table><tr><td><table><tr><td>d</table></table>"),
    ],
)
def test_tables_that_lay_out_a_page(attributes: str, inside: str) -> None:
    found = paragraphs(TABLE.format(attributes, inside))
    assert [(one.text, one.cell) for one in found] == [("a", None), ("b", None), ("c", None), ("d", None)]


@pytest.mark.parametrize(
    ("page", "title", "author"),
    [
        ("<title> Un  conte </title><h1>Deux</h1>", "Un conte", ""),
        ("<title></title><p>a<h2>Deux</h2>", "Deux", ""),
        ("<p>a", "", ""),
        ("<meta name=Author content=' A. B. '><meta name=author content='C'><meta name=author><p>a", "", "A. B., C"),
        ("<meta name=description content=x><p>a", "", ""),
    ],
)
def test_the_title_and_the_authors(page: str, title: str, author: str) -> None:
    text = read_html(page.encode(), "auto", "fr")
    assert (text.title, text.author) == (title, author)


def test_what_looks_like_a_title_is_one_where_none_is_marked() -> None:
    page = "<p>CHAPITRE II<p translate=no>CHAPITRE III<blockquote>CHAPITRE IV</blockquote><p>Il part."
    assert [one.kind for one in paragraphs(page)] == ["heading", "paragraph", "quote", "paragraph"]
    assert [one.kind for one in paragraphs(page.replace("CHAPITRE II<", "LE PORT<") + "<h1>Fin")] == [
        "paragraph",
        "paragraph",
        "quote",
        "paragraph",
        "heading",
    ]


@pytest.mark.parametrize(
    ("start", "wanted"),
    [("+7", "7."), ("-7", "-7."), ("\n 7th", "7."), ("seven", "1."), ("999999999", "999999999."), ("1000000000", "1.")],
)
def test_where_the_numbers_of_a_list_start(start: str, wanted: str) -> None:
    [found] = paragraphs(f'<ol start="{start}"><li>a</ol>')
    assert found.marks == (Mark(0, 0, "number", wanted),)


def test_pictures_in_blocks_without_text() -> None:
    found = paragraphs('<p>a<img src="x.png" alt=" un \n phare "></p><p><img src="y.png"></p><p><b></b></p><p> </p>')
    assert [(one.text, one.marks, one.locator) for one in found] == [
        ("aun phare", (Mark(1, 9, "img", "x.png"),), "#1"),
        ("", (Mark(0, 0, "img", "y.png"),), "#2"),
    ]


def test_white_space_of_code_stays() -> None:
    found = paragraphs("<pre>\n  a\n\tb  <br>c</pre><pre>  <code>d  e</code></pre>")
    assert [(one.text, one.kind) for one in found] == [("  a\n\tb  \nc", "code"), ("  d  e", "code")]
    assert found[0].marks == (Mark(8, 9, "br"),)
