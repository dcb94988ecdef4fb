"""Entities that only an unread DTD declares: no text is lost around them, whatever the format."""

import io
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.formats.alignments.read import parse_beads
from pipeline.formats.glossaries import read_glossary
from pipeline.formats.pictures import picture
from pipeline.formats.sources import Source
from pipeline.io.xml import parse_xhtml, parse_xml, plain_text
from pipeline.stages.read import read_document

TEXT = "Un &e; mot, l&apos;&eacute;t&#233; <![CDATA[&f;]]>."
SHOWN = "Un &e; mot, l'été &f;."
SECOND = TEXT.replace("Un", "Deux"), SHOWN.replace("Un", "Deux")

WORD = (
    '<!DOCTYPE d SYSTEM "d.dtd"><w:document xmlns:w="w"><w:body>'
    f"<w:p><w:r><w:t>{TEXT}</w:t></w:r></w:p><w:p><w:r><w:t>{SECOND[0]}</w:t></w:r></w:p></w:body></w:document>"
)
OPEN_DOCUMENT = (
    '<!DOCTYPE d PUBLIC "-//d//d" "d.dtd"><o:document-content xmlns:o="o" xmlns:t="t"><o:body><o:text>'
    f"<t:p>{TEXT}</t:p><t:p>{SECOND[0]}</t:p></o:text></o:body></o:document-content>"
)
PAGE = (
    f'<!DOCTYPE html SYSTEM "d.dtd"><html xmlns="http://www.w3.org/1999/xhtml"><p>{TEXT}</p><p>{SECOND[0]}</p></html>'
)
CONTAINER = '<container><rootfile full-path="b.opf"/></container>'
PACKAGE = (
    '<package><manifest><item id="a" href="a.xhtml" media-type="application/xhtml+xml"/></manifest>'
    '<spine><itemref idref="a"/></spine></package>'
)
MEMORY = '<!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx><body>{}</body></tmx>'.format(
    "".join(f'<tu><tuv xml:lang="fr"><seg>{text}</seg></tuv></tu>' for text in (TEXT, SECOND[0]))
)
UNITS = '<!DOCTYPE xliff SYSTEM "x.dtd"><xliff><file source-language="fr"><body>{}</body></file></xliff>'.format(
    "".join(f'<trans-unit id="a"><source>{text}</source></trans-unit>' for text in (TEXT, SECOND[0]))
)


def packed(**parts: str) -> bytes:
    """An archive of some parts, whose names have `_` for `.` and `__` for `/`."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", packed(word__document_xml=WORD)),
        ("a.odt", packed(content_xml=OPEN_DOCUMENT)),
        ("a.epub", packed(**{"META-INF__container_xml": CONTAINER, "b_opf": PACKAGE, "a_xhtml": PAGE})),
        ("a.tmx", MEMORY.encode()),
        ("b.tmx", f'<?xml version="1.0" encoding="utf-16"?>{MEMORY}'.encode("utf-16")),
        ("a.xlf", UNITS.encode()),
    ],
)
def test_all_text_is_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    document = read_document(Source(name, tmp_path / name))
    assert [paragraph.text for paragraph in document.source.paragraphs] == [SHOWN, SECOND[1]]


def test_attributes_keep_their_text_too() -> None:
    root = parse_xml(b'<!DOCTYPE a SYSTEM "a.dtd"><a b="x &e; &amp; &agrave;">y<b c="&f;"/></a>')
    assert (root.get("b"), root[0].get("c"), plain_text(root)) == ("x &e; & à", "&f;", "y")
    assert parse_xhtml(b'<p title="&e;">&nbsp;<![CDATA[&eacute;]]></p>').get("title") == "&e;"


def test_a_glossary_keeps_the_terms_whole(tmp_path: Path) -> None:
    term = '<langSet xml:lang="{}"><tig><term>a &e; b</term></tig></langSet>'
    path = tmp_path / "g.tbx"
    path.write_text(
        f'<!DOCTYPE m SYSTEM "m.dtd"><m><termEntry>{term.format("fr")}{term.format("en")}</termEntry></m>', "utf-8"
    )
    [found] = read_glossary([path]).terms
    assert (found.source, found.targets) == ("a &e; b", ("a &e; b",))


def test_names_that_no_dtd_can_declare_are_an_error() -> None:
    with pytest.raises(InputError, match="Entity 'e' not defined"):
        list(parse_beads("<a>&e;</a>"))


def test_a_drawing_hides_nothing_behind_a_name() -> None:
    drawing = '<!DOCTYPE svg SYSTEM "s.dtd"><svg><style>&e;{}</style></svg>'
    assert picture(drawing.format("").encode()) is not None
    found = picture(drawing.format('@import "https://example.org/a.css";').encode())
    assert found
    assert b"import" not in found.data
