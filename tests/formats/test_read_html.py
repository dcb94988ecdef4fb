"""HTML: every block of the source, in order, and what stands in it."""

from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Kind, Mark, Text
from pipeline.errors import InputError
from pipeline.formats.html.read import read_html
from pipeline.io.xml import local_name, parse_xhtml

PAGE = """<!doctype html><html lang="fr"><head><title>Le  jardin</title><style>p {}</style></head><body>
<h1>Le jardin</h1>
<p>Un <em>petit</em> mur,<br>puis la <a href="/porte">porte</a><sup>1</sup>.</p>
<ul><li>du thym<ul><li>sauvage</li></ul></li><li><p>de la menthe</p><p>fraîche</p></li></ul>
<blockquote><p>Il faut arroser.</p></blockquote>
<table><caption>Récolte</caption><tr><th>Mois</th><td>Juin</td></tr></table>
<pre>
  sol = 3
    eau
</pre><p translate="no">Rosa canina</p><p lang="en">Out of the way</p><p lang="fr_FR">Par ici</p>
<div>Nu <p>dedans</p> après</div><script>non()</script><div hidden>non plus</div><p>— Tu viens ?</p><hr>
<section role="doc-endnotes"><h2>Notes</h2><ol><li>Un mur bas.</li></ol></section>
</body></html><p>Encore</p>"""


def read(page: str, encoding: str = "auto") -> Text:
    """What is read of a page in UTF-8."""
    return read_html(page.encode(), encoding, "fr")


def texts(page: str) -> list[str]:
    """The blocks of a page."""
    return [paragraph.text for paragraph in read(page).paragraphs]


def test_every_block_with_its_kind() -> None:
    text = read(PAGE)
    assert text.title == "Le jardin"
    found = [(paragraph.text, paragraph.kind, paragraph.level, paragraph.translate) for paragraph in text.paragraphs]
    assert found == [
        ("Le jardin", "heading", 1, True),
        ("Un petit mur, puis la porte1.", "paragraph", 0, True),
        ("du thym", "list_item", 1, True),
        ("sauvage", "list_item", 2, True),
        ("de la menthe", "list_item", 1, True),
        ("fraîche", "paragraph", 0, True),
        ("Il faut arroser.", "quote", 0, True),
        ("Récolte", "caption", 0, True),
        ("Mois", "cell", 0, True),
        ("Juin", "cell", 0, True),
        ("  sol = 3\n    eau", "code", 0, False),
        ("Rosa canina", "paragraph", 0, False),
        ("Out of the way", "paragraph", 0, False),
        ("Par ici", "paragraph", 0, True),
        ("Nu", "paragraph", 0, True),
        ("dedans", "paragraph", 0, True),
        ("après", "paragraph", 0, True),
        ("— Tu viens ?", "dialogue", 0, True),
        ("* * *", "paragraph", 0, False),
        ("Notes", "heading", 2, True),
        ("Un mur bas.", "note", 0, True),
        ("Encore", "paragraph", 0, True),
    ]
    assert [paragraph.locator for paragraph in text.paragraphs] == [f"#{n + 1}" for n in range(len(found))]
    assert text.paragraphs[1].marks == (
        Mark(3, 8, "em"),
        Mark(13, 14, "br"),
        Mark(22, 27, "a", "/porte"),
        Mark(27, 28, "sup"),
    )


@pytest.mark.parametrize("tag", ["fr", "FR-ca", "fr_FR", "fra", "fre", "FRA-FR", " fr "])
def test_french_is_french_however_it_is_named(tag: str) -> None:
    [french, english] = read(f'<p lang="{tag}">Un mot</p><p lang="eng">A word</p>').paragraphs
    assert (french.translate, english.translate) == (True, False)
    [english] = read_html(b'<p xml:lang="eng">A word</p>', "auto", "en").paragraphs
    assert english.translate


def test_pictures_and_drawings_keep_their_place() -> None:
    page = (
        '<title>Page</title><p>Vu <img src="a.png" alt="le\n phare"> <svg><title>x</title></svg>!</p><img src="b.png">'
    )
    text = read(page)
    assert text.title == "Page"
    assert [paragraph.text for paragraph in text.paragraphs] == ["Vu le phare !", ""]
    assert text.paragraphs[0].marks == (
        Mark(3, 11, "img", "a.png"),
        Mark(12, 12, "html", "<svg><title>x</title></svg>"),
    )


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("a <b> b </b> c", ["a b c"]),
        ("<p>a\n\t b&nbsp; c</p>", ["a b\u00a0 c"]),
        ("<p>a<!-- c -->b<wbr>c", ["abc"]),
        ("<p>a<br><br>b", ["a", "b"]),
        ("<p>a<b>b<br></b><br>c", ["ab", "c"]),
        ("<pre>a<br>b</pre>", ["a\nb"]),
        ("<p>a<p>b<li>c<td>d</b></i>e", ["a", "b", "c", "de"]),
        ("<body><p>a</p></body></html>b<html><body><p>c", ["a", "b", "c"]),
        ("<table><tr><td>a</td>b</tr></table>", ["a", "b"]),
        ("x < y &eacute; &amp; &inconnu;", ["x < y é & &inconnu;"]),
        ("<!-- -->", []),
        ("", []),
    ],
)
def test_white_space_and_broken_pages(page: str, wanted: list[str]) -> None:
    assert texts(page) == wanted


@pytest.mark.parametrize(
    ("head", "codec", "found"),
    [
        ('<meta charset="macintosh">', "mac-roman", "mac-roman"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "cp1252", "cp1252"),
        ('<?xml version="1.0" encoding="iso-8859-15"?>', "iso8859-15", "iso8859-15"),
        ('<meta charset="iso-8859-1">', "utf-8", "utf-8"),
        ('<meta charset="utf-8">', "cp1252", "cp1252"),
        ('<meta charset="utf-16">', "cp1252", "cp1252"),
        ('<meta charset="punycode">', "cp1252", "cp1252"),
        ('<meta charset="utf-8">', "utf-16", "utf-16"),
    ],
)
def test_an_encoding_that_a_page_declares(head: str, codec: str, found: str) -> None:
    text = read_html(f"{head}<p>Œuvre d’été, là".replace("Œ", "O").replace("’", "'").encode(codec), "auto", "fr")
    assert (text.paragraphs[0].text, text.encoding) == ("Ouvre d'été, là", found)


WORDS = st.lists(st.sampled_from(["été", "a & b", "<mot>", "« oui »", "l’an", "12", "😀"]), min_size=1, max_size=4).map(
    " ".join
)
NAMES: dict[str, Kind] = {
    "p": "paragraph",
    "h2": "heading",
    "li": "list_item",
    "div": "paragraph",
    "section": "paragraph",
    "blockquote": "quote",
    "pre": "code",
    "figcaption": "caption",
}


@given(st.lists(st.tuples(st.sampled_from(list(NAMES)), WORDS), min_size=1, max_size=8), st.lists(WORDS, max_size=3))
def test_nothing_is_lost(blocks: list[tuple[str, str]], cells: list[str]) -> None:
    body = "\n".join(f"<{name}><b>{escape(text)}</b></{name}>" for name, text in blocks)
    row = "".join(f"<td>{escape(text)}</td>" for text in cells)
    found = [(one.text, one.kind) for one in read(f"<body>{body}<table><tr>{row}</tr></table>").paragraphs]
    assert found == [(text, NAMES[name]) for name, text in blocks] + [(text, "cell") for text in cells]


@given(st.lists(st.tuples(st.sampled_from(["", "em", "strong", "a", "sup", "code"]), WORDS), min_size=1, max_size=8))
def test_marks_cover_their_words(pieces: list[tuple[str, str]]) -> None:
    inner = " ".join(
        f'<{name} href="x">{escape(text)}</{name}>' if name else escape(text) for name, text in pieces
    )  # href means something to links only
    [paragraph] = read(f"<p>{inner}</p>").paragraphs
    assert paragraph.text == " ".join(text for _, text in pieces)
    covered = [(mark.name, paragraph.text[mark.start : mark.end]) for mark in paragraph.marks]
    assert covered == [piece for piece in pieces if piece[0]]


@st.composite
def nests(draw: st.DrawFn) -> str:
    """Elements in one another, in ways that no standard allows, some never closed."""
    names = st.sampled_from(["p", "b", "div", "li", "ul", "td", "table", "em", "h1", "blockquote", "span", "section"])
    inner = draw(st.lists(st.one_of(st.just("\0"), nests()), max_size=3)) if draw(st.booleans()) else ["\0"]
    name, closed = draw(names), draw(st.booleans())
    return f"<{name}>{''.join(inner)}" + f"</{name}>" * closed


@given(st.lists(nests(), max_size=5).map("".join))
def test_no_word_is_lost_however_elements_are_nested(page: str) -> None:
    count = page.count("\0")
    for number in range(count):
        page = page.replace("\0", f" mot{number} ", 1)
    found = read(page).paragraphs
    assert " ".join(one.text for one in found).split() == [f"mot{number}" for number in range(count)]
    assert all(0 <= mark.start < mark.end <= len(one.text) for one in found for mark in one.marks)


@given(st.one_of(st.binary(max_size=300), st.text("<>/!-[]&;p\"'b=x #\0\r\n", max_size=80).map(str.encode)))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    for encoding in ("auto", "cp1252"):
        try:
            text = read_html(data, encoding, "fr")
        except InputError as problem:
            text = Text("fr", (), title=str(problem))
        assert "\n" not in text.title
        assert all(0 <= m.start <= m.end <= len(p.text) for p in text.paragraphs for m in p.marks)


def test_elements_nested_to_break_a_parser_are_refused() -> None:
    assert texts("<div>" * 1000 + "fond") == ["fond"]
    with pytest.raises(InputError, match="nested too deeply"):
        read("<div>" * 100_000 + "fond")


def test_marks_open_in_one_another_do_not_multiply() -> None:
    assert {len(one.marks) for one in read("<u>" * 500 + "<div>x</div>" * 200).paragraphs} == {1}
    spans = "".join(f'<span lang="x{number}">' for number in range(500))
    assert {len(one.marks) for one in read(spans + "<div>x</div>" * 200).paragraphs} == {32}


@pytest.mark.parametrize(
    "piece", ["<!DOCTYPE[", "<!DOCTYPE ", "<?xml ", "<meta charset", "</body", "&a", "<![CDATA[", "<!--"]
)
def test_what_is_repeated_takes_no_longer_than_its_length(piece: str) -> None:
    is_long = piece * 50_000  # hours, if searched anew from each place
    assert local_name(parse_xhtml(is_long.encode())) == "html"


@pytest.mark.parametrize(
    ("page", "text", "marks"),
    [
        ('<p>Un<sup><a href="#n">1</a></sup> mot', "Un mot", [Mark(2, 2, "a", "#n"), Mark(2, 2, "sup", "1")]),
        ('<p>Un<a href="n.html#b"><sup>1</sup></a>.', "Un.", [Mark(2, 2, "a", "n.html#b"), Mark(2, 2, "sup", "1")]),
        ('<p>Un<a href="#n" role="doc-noteref">iv</a>', "Un", [Mark(2, 2, "a", "#n"), Mark(2, 2, "sup", "iv")]),
        ('<p>Un<a href="#n">[12]</a>', "Un", [Mark(2, 2, "a", "#n"), Mark(2, 2, "sup", "[12]")]),
        ('<aside role="doc-footnote"><a href="#r">1</a> Oui', "Oui", [Mark(0, 0, "a", "#r"), Mark(0, 0, "sup", "1")]),
        ('<p>Voir <a href="#c">2</a>', "Voir 2", [Mark(5, 6, "a", "#c")]),
        ('<p>x<sup>2</sup>', "x2", [Mark(1, 2, "sup")]),
        ('<p>Un<a href="#n" hidden>[1]</a>', "Un", []),
    ],
)  # fmt: skip
def test_the_calls_of_notes_are_no_text(page: str, text: str, marks: list[Mark]) -> None:
    [paragraph] = read_html(page.encode(), "auto", "fr").paragraphs
    assert (paragraph.text, list(paragraph.marks)) == (text, marks)


def test_numbers_of_lists_are_marks() -> None:
    page = b'<ol start="3"><li><p>Un<p>Suite<li>Deux<ul><li>Trois</ul></ol><ol type="a"><li>Quatre</ol>'
    found = read_html(page, "auto", "fr").paragraphs
    numbers = [[mark.value for mark in one.marks if mark.name == "number"] for one in found]
    assert numbers == [["3."], [], ["4."], [], []]


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<ol><li value=7>a<li>b<li value=x>c<li value=-1>d<li>e</ol>", ["7.", "8.", "9.", "-1.", "0."]),
        ("<ol reversed><li>a<li hidden>x<li>b<ul><li>c</ul></ol>", ["2.", "1.", ""]),
        ("<ol reversed start=5><li>a<li value=9>b<li>c</ol>", ["5.", "9.", "8."]),
        ("<ol><li>a<ol><li value=5>b<li>c</ol><li>d</ol>", ["1.", "5.", "6.", "2."]),
        ("<ol start=' +3.5'><div><li>a</li></div><li type=a>b<li>c</ol>", ["3.", "", "5."]),
        ("<ol type=I><li>a</ol><ul><li value=3>b</ul><li>c", ["", "", ""]),
        (f"<ol start={'9' * 5000}><li>a</ol>", ["1."]),
    ],
)
def test_items_have_the_numbers_that_browsers_show(page: str, wanted: list[str]) -> None:
    shown = [[mark.value for mark in one.marks if mark.name == "number"] for one in read(page).paragraphs]
    assert shown == [[number] if number else [] for number in wanted]


def test_a_long_list_takes_no_longer_than_its_length() -> None:
    [*_, last] = read(
        "<ol reversed>" + "<li>a</li>" * 20_000 + "</ol>"
    ).paragraphs  # an hour, if each counts the others
    assert last.marks[0].value == "1."
