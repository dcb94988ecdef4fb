"""OpenDocument texts in English, laid out as they are: all text exchanged, all else there."""

from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import InputError
from pipeline.formats.odt.read import read_odt
from pipeline.formats.odt.translate import splice_odt, translate_odt
from pipeline.io.xml import local_name
from tests.formats.layouts import expected, parts, replacements, skeleton, words
from tests.formats.test_read_odt import _SPACES, document

ALSO = ("headers",)
BODY = (
    "<text:tracked-changes><text:changed-region><text:deletion><text:p>Vieux</text:p></text:deletion>"
    "</text:changed-region></text:tracked-changes>"
    '<text:h text:outline-level="1">Le titre</text:h>'
    '<text:p text:style-name="P1">Un <text:span text:style-name="T1">chat noir</text:span> dort<text:note>'
    "<text:note-citation>1</text:note-citation><text:note-body><text:p>Une note.</text:p></text:note-body></text:note>"
    ' sur <text:a xlink:href="https://example.org/">la grande chaise</text:a><text:change/>.<text:line-break/>'
    'Il <text:bookmark-start text:name="b"/>est<text:bookmark-end text:name="b"/> content.</text:p>'
    '<text:p><text:s text:c="4"/>Voir la page <text:bookmark-ref text:ref-name="b">12</text:bookmark-ref> ici.</text:p>'
    "<text:list><text:list-item><text:p>Du pain</text:p></text:list-item></text:list>"
    "<table:table><table:table-row><table:table-cell><text:p>Une case</text:p></table:table-cell></table:table-row>"
    "</table:table><text:p>Avant<draw:frame><draw:text-box><text:p>Dans la boîte</text:p></draw:text-box></draw:frame>"
    " ou après</text:p>"
)
STYLES = f"<office:document-styles {_SPACES}><office:master-styles>" + "".join(
    f"<style:master-page><style:header><text:p>{text}</text:p></style:header></style:master-page>"
    for text in ("Le haut", "Le haut", "Autre haut")
)
DATA = document(BODY, styles=f"{STYLES}</office:master-styles></office:document-styles>")
UNLIKE = frozenset(["span", "change"])
OUT = frozenset(["tracked-changes"])


def translate(data: bytes, linked: bool = True) -> bytes:
    """A file with all words turned round."""
    return translate_odt(data, replacements(read_odt(data, "auto", "fr", ALSO), linked))


@pytest.mark.parametrize("linked", [True, False])
def test_all_text_is_english_and_all_else_is_there(linked: bool) -> None:
    before, done = read_odt(DATA, "auto", "fr", ALSO), translate(DATA, linked)
    after = read_odt(done, "auto", "fr", ALSO)
    assert words([one.text for one in after.paragraphs]) == words(expected(before))
    assert [(one.kind, one.level, one.cell) for one in after.paragraphs] == [
        (one.kind, one.level, one.cell) for one in before.paragraphs
    ]
    kept = skeleton(DATA, UNLIKE, OUT)
    kept = kept - type(kept)(key for key in kept if key[1].endswith("}tracked-changes"))
    assert skeleton(done, UNLIKE, OUT) == kept
    headers = dict(parts(done))["styles.xml"]
    assert [one.text for one in headers.iter("{*}p")] == ["HAUT LE", "HAUT LE", "HAUT AUTRE"]


def test_looks_links_notes_and_bookmarks_go_with_their_words() -> None:
    body = dict(parts(translate(DATA)))["content.xml"]
    paragraph = next(body.iter("{*}p"))
    found = [(local_name(one), one.text or "", one.tail or "") for one in paragraph]
    assert etree.tostring(paragraph, encoding="unicode", method="text").startswith("CONTENT EST IL")
    looks = {name: text for name, text, _ in found}
    assert looks["span"] == "NOIR CHAT"
    assert looks["a"] == "CHAISE GRANDE LA"
    [start] = [n for n, (name, _, _) in enumerate(found) if name == "bookmark-start"]
    assert found[start][2] == "EST"
    assert found[start + 1][0] == "bookmark-end"
    [_, second, *_] = [one for one in body.iter("{*}p") if local_name(one.getparent()) == "text"]
    assert local_name(second[0]) == "s"
    assert [one.text for one in second.iter("{*}bookmark-ref")] == ["12"]


def test_english_stands_below_in_lists_cells_boxes_and_notes() -> None:
    text = read_odt(DATA, "auto", "fr", ALSO)
    done = splice_odt(DATA, replacements(text), "auto", "en-GB", "Made by a test.")
    after = read_odt(done, "auto", "fr", ALSO)
    both = words([one.text for one in after.paragraphs])
    assert both[0] == ["Made", "by", "a", "test"]
    assert all(one in both for one in words([*(one.text for one in text.paragraphs), *expected(text)]))
    once = frozenset(["span", "change", "p", "a", "line-break", "s", "style", "text-properties"])
    kept = skeleton(DATA, once, OUT)
    kept = kept - type(kept)(key for key in kept if key[1].endswith("}tracked-changes"))
    assert skeleton(done, once, OUT) == kept
    assert [one.kind for one in after.paragraphs].count("heading") == 1


def test_a_file_that_is_another_one(tmp_path: Path) -> None:
    text = read_odt(document("<text:p>Un mot.</text:p>"), "auto", "fr")
    with pytest.raises(InputError, match=r"its paragraph content\.xml#1 is another one"):
        translate_odt(document("<text:p>Deux mots.</text:p>"), replacements(text))
