"""ODT: what word processors hide in a paragraph is found; deleted text is not."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.odt import read_odt

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
) + (
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)


def document(body: str, styles: str = "", **parts: str) -> bytes:
    """An ODT file with a body, automatic styles, and further parts by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f"<office:document-content {_SPACES}><office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
        )
        for name, content in parts.items():
            archive.writestr(name.replace("_", "/") + ".xml", content)
    return stream.getvalue()


def texts(data: bytes) -> list[str]:
    """The paragraphs' texts."""
    return [found.text for found in read_odt(data, "auto", "fr").paragraphs]


def test_kinds() -> None:
    body = (
        '<text:h text:outline-level="2">Titre</text:h><text:p>— Viens !</text:p>'
        "<text:list><text:list-item><text:p>Un</text:p><text:list><text:list-item><text:p>Deux</text:p>"
        "</text:list-item></text:list></text:list-item></text:list>"
        "<table:table><table:table-row><table:table-cell><text:p>Case</text:p></table:table-cell></table:table-row>"
        '</table:table><text:p text:style-name="P1">Cité</text:p>'
    )
    styles = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Quotations"/>'
    found = [(p.text, p.kind, p.level) for p in read_odt(document(body, styles), "auto", "fr").paragraphs]
    assert found == [
        ("Titre", "heading", 2),
        ("— Viens !", "dialogue", 0),
        ("Un", "list_item", 1),
        ("Deux", "list_item", 2),
        ("Case", "cell", 0),
        ("Cité", "quote", 0),
    ]


def test_titles_that_only_their_style_tells() -> None:
    style = 'style:family="paragraph" style:parent-style-name="Heading_20_3"'
    found = read_odt(
        document('<text:p text:style-name="P1">Titre</text:p>', f'<style:style style:name="P1" {style}/>'), "auto", "fr"
    )
    assert [(p.kind, p.level) for p in found.paragraphs] == [("heading", 3)]


def test_spaces_breaks_changes_and_comments() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Retiré</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:p>Un <text:s/>deux<text:s text:c='2'/>trois<text:tab/>quatre<text:line-break/>cinq"
        "<office:annotation><text:p>Remarque</text:p></office:annotation><text:soft-page-break/> six</text:p>"
    )
    assert texts(document(body)) == ["Un  deux  trois\tquatre cinq six"]


def test_notes_frames_links_and_looks() -> None:
    note = (
        '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>La note.</text:p></text:note-body></text:note>"
    )
    frame = "<draw:frame><draw:text-box><text:p>Encadré</text:p></draw:text-box></draw:frame>"
    body = (
        f'<text:p>Un <text:span text:style-name="T1">mot</text:span>{note}, '
        f'<text:a xlink:href="https://a.example/">un lien</text:a>.{frame}</text:p>'
    )
    styles = (
        '<style:style style:name="T1" style:family="text"><style:text-properties fo:font-style="italic"/></style:style>'
    )
    found = read_odt(document(body, styles), "auto", "fr").paragraphs
    assert [(p.text, p.kind) for p in found] == [
        ("Un mot, un lien.", "paragraph"),
        ("La note.", "note"),
        ("Encadré", "paragraph"),
    ]
    assert found[0].marks == (Mark(3, 6, "em"), Mark(6, 6, "sup", "1"), Mark(8, 15, "a", "https://a.example/"))
    assert found[1].marks == (Mark(0, 0, "sup", "1"),)


def test_the_title() -> None:
    meta = '<m xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Le titre</dc:title></m>'
    assert read_odt(document("<text:p>Oui.</text:p>", meta=meta), "auto", "fr").title == "Le titre"


@given(
    st.lists(
        st.text(alphabet="aé«» .<&\u00a0—", min_size=1, max_size=20).filter(lambda text: text.strip(" ")), min_size=1
    )
)
def test_every_paragraph_comes_back_in_order(paragraphs: list[str]) -> None:
    body = "".join(f"<text:p>{escape(text)}</text:p>" for text in paragraphs)
    assert texts(document(body)) == [" ".join(filter(None, text.split(" "))) for text in paragraphs]


def test_what_is_no_document_is_told() -> None:
    with pytest.raises(InputError, match="is no ODT file"):
        read_odt(b"PK nothing", "auto", "fr")
    sheet = io.BytesIO()
    with zipfile.ZipFile(sheet, "w") as archive:
        archive.writestr("content.xml", f"<office:document-content {_SPACES}><office:body/></office:document-content>")
    with pytest.raises(InputError, match="it has no text"):
        read_odt(sheet.getvalue(), "auto", "fr")


def test_a_password_is_told() -> None:
    stream = io.BytesIO(document("<text:p>Oui.</text:p>"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {_SPACES}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
            "</manifest:manifest>",
        )
    with pytest.raises(InputError, match="has a password"):
        read_odt(stream.getvalue(), "auto", "fr")
