"""Pages in English, laid out as they are: all text exchanged, all else there."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from pipeline.errors import InputError
from pipeline.formats.html.read import read_html
from pipeline.formats.html.translate import translate_html
from tests.formats.layouts import expected, replacements, words
from tests.formats.test_splice import BLOCKS, PAGE

LOOKS = {"em", "strong", "span", "q", "b", "meta"}


def translate(page: str, linked: bool = True) -> bytes:
    """A page with all words turned round."""
    data = page.encode()
    return translate_html(data, replacements(read_html(data, "utf-8", "fr"), linked), "utf-8")


def body_of(data: bytes) -> str:
    """What is in the body of a page."""
    body = html.document_fromstring(data.decode()).find("body")
    return str(etree.tostring(body, encoding="unicode")).removeprefix("<body>").removesuffix("</body>").strip()


def elements(data: bytes) -> Counter[tuple[str, str]]:
    """All elements of a page that do more than give a look."""
    found = (one for one in html.document_fromstring(data.decode()).iter() if isinstance(one.tag, str))
    return Counter((str(one.tag), str(sorted(one.attrib.items()))) for one in found if one.tag not in LOOKS)


@given(st.lists(BLOCKS, max_size=4), st.booleans())
def test_all_text_is_english_and_all_else_is_there(blocks: list[str], linked: bool) -> None:
    page = f"<html><head></head><body>{''.join(blocks)}</body></html>"
    before, done = read_html(page.encode(), "utf-8", "fr"), translate(page, linked)
    after = read_html(done, "utf-8", "fr")
    wanted = words(expected(before))
    assert Counter(word for text in words([one.text for one in after.paragraphs]) for word in text) == Counter(
        word for text in wanted for word in text
    )
    assert elements(done) - Counter({("html", "[('lang', 'en')]"): 1}) == elements(page.encode()) - Counter(
        {("html", "[]"): 1}
    )


def test_a_whole_page() -> None:
    before, done = read_html(PAGE.encode(), "utf-8", "fr"), translate(PAGE)
    after = read_html(done, "utf-8", "fr")
    assert words([one.text for one in after.paragraphs]) == words(expected(before))
    assert [(one.kind, one.level) for one in after.paragraphs] == [(one.kind, one.level) for one in before.paragraphs]
    text = done.decode()
    assert '<html lang="en">' in text
    assert "<title>MOULIN LE</title>" in text
    assert "<p>TOURNE <em>IL</em>. MOULIN.<br>" not in text
    assert '<img src="a.png" alt="CHAT UN">' in text
    assert '<pre>code</pre><p translate="no">Non</p>' in text


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<p>Le <em>chat noir</em> dort.</p>", "<p>DORT <em>NOIR CHAT</em> LE.</p>"),
        ("<div>Un <b>mot</b> ici<p>Deux</p>et fin</div>", "<div>ICI <b>MOT</b> UN<p>DEUX</p>FIN ET</div>"),
        (
            '<p>Voir <a href="b">la page</a><sup><a href="#n">1</a></sup>.</p>',
            '<p><a href="b">PAGE LA</a> VOIR.<sup><a href="#n">1</a></sup></p>',
        ),
        ("<p>Dit <q>un mot</q> ici.</p>", "<p>ICI «\xa0<span>MOT UN</span>\xa0» DIT.</p>"),
        ("<p>Le <code>x y</code> est.</p>", "<p>EST <code>Y X</code> LE.</p>"),
        ("<p>\n  Un <i>mot</i>\n</p>", "<p>\n  <i>MOT</i> UN\n</p>"),
        ("<u>Un <div>deux mots</div> trois</u>", "<u>UN<div>MOTS DEUX</div> TROIS</u>"),
        ("<p>Un <img src='a' alt='chat noir'> ici.</p>", '<p>ICI <img src="a" alt="NOIR CHAT"> UN.</p>'),
        ("<p>Un<br>mot</p>", "<p>MOT<br>UN</p>"),
    ],
)
def test_what_is_in_a_block_goes_with_its_words(page: str, wanted: str) -> None:
    assert wanted in body_of(translate(page)).replace("/>", ">")


def test_a_page_that_is_another_one() -> None:
    text = read_html(b"<p>Un mot.</p>", "utf-8", "fr")
    for page in (b"<p>Deux mots.</p>", b"<p>Un mot.</p><p>Deux</p>", b""):
        with pytest.raises(InputError):
            translate_html(page, replacements(text))
