"""ODT: what word processors hide in a paragraph is found; deleted text is not."""

import io
import zipfile
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Cell, Mark
from pipeline.errors import InputError
from pipeline.formats.odt.read import read_odt

_SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
) + (
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
)


def document(body: str, styles: str = "", /, **parts: str) -> bytes:
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
    assert read_odt(document("<text:p>Oui.</text:p>", meta="<m/>"), "auto", "fr").title == ""
    assert read_odt(document("<text:h>Oui.</text:h>", meta="<m/>"), "auto", "fr").title == "Oui."


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


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        ('text:style-name="Title"', ("heading", 1)),
        ('text:style-name="Heading_20_4"', ("heading", 4)),
        ('text:style-name="Quotations"', ("quote", 0)),
        ('text:style-name="P2"', ("quote", 0)),  # by way of another style of the file, and one of the word processor
        ('text:style-name="P3"', ("heading", 2)),
        ('text:style-name="P4"', ("paragraph", 0)),  # based on itself
        ('text:style-name="Heading_20_12"', ("paragraph", 0)),
        ('text:style-name="T1"', ("paragraph", 0)),  # a style of characters
        ("", ("paragraph", 0)),
    ],
)
def test_kinds_by_styles(style: str, wanted: tuple[str, int]) -> None:
    own = "".join(
        f'<style:style style:name="{name}" style:family="{family}" style:parent-style-name="{parent}"/>'
        for name, family, parent in (
            ("P1", "paragraph", "Quotations"),
            ("P2", "paragraph", "P1"),
            ("P3", "paragraph", "P5"),
            ("P4", "paragraph", "P4"),
            ("T1", "text", "Title"),
            ("Quotations", "paragraph", "Standard"),
            ("Heading_20_2", "paragraph", "Heading"),
        )
    )
    common = (
        f'<office:styles {_SPACES}><style:style style:name="P5" style:family="paragraph" '
        'style:parent-style-name="Heading_20_2"/></office:styles>'
    )
    [found] = read_odt(document(f"<text:p {style}>Texte</text:p>", own, styles=common), "auto", "fr").paragraphs
    assert (found.kind, found.level) == wanted


def test_headings_by_themselves_have_a_level_and_those_in_lists_are_headings() -> None:
    body = (
        '<text:h>Un</text:h><text:h text:outline-level="x">Deux</text:h>'
        '<text:list><text:list-item><text:h text:outline-level="3">Trois</text:h></text:list-item></text:list>'
    )
    found = read_odt(document(body), "auto", "fr")
    assert [(p.text, p.kind, p.level, p.locator) for p in found.paragraphs] == [
        ("Un", "heading", 1, "content.xml#1"),
        ("Deux", "heading", 1, "content.xml#2"),
        ("Trois", "heading", 3, "content.xml#3"),
    ]
    assert (found.title, found.language, found.encoding) == ("Un", "fr", "")


def test_the_looks_of_characters() -> None:
    looks = {
        "fo:font-weight='bold'": ["strong"],
        **{f"fo:font-weight='{weight}'": ["strong"] for weight in (600, 700, 800, 900)},
        "fo:font-weight='500'": [],
        "fo:font-style='italic'": ["em"],
        "fo:font-style='oblique' fo:font-weight='bold'": ["em", "strong"],
        "fo:font-style='normal'": [],
        "style:text-position='super 58%'": ["sup"],
        "style:text-position='33% 58%'": ["sup"],
        "style:text-position='sub 58%'": ["sub"],
        "style:text-position='-33% 58%'": ["sub"],
        "style:text-position='0% 100%'": [],
        "style:text-position=''": [],
    }
    styles = "".join(
        f'<style:style style:name="T{number}" style:family="text"><style:text-properties {one}/></style:style>'
        for number, one in enumerate(looks)
    )
    body = "".join(f'<text:p><text:span text:style-name="T{n}">mot</text:span></text:p>' for n in range(len(looks)))
    found = read_odt(document(body, styles), "auto", "fr").paragraphs
    assert [sorted(mark.name for mark in p.marks) for p in found] == list(looks.values())
    assert {mark[:2] for p in found for mark in p.marks} == {(0, 3)}


def test_a_style_of_the_text_itself_counts_more_than_a_common_one_and_links_have_none() -> None:
    def style(look: str, family: str = "text") -> str:
        inside = f"<style:text-properties fo:font-style='{look}'/>"
        return f"<style:style style:name='A' style:family='{family}'>{inside}</style:style>"

    common = f"<office:styles {_SPACES}>{style('italic')}</office:styles>"
    for body, own, wanted in (
        ("<text:span text:style-name='A'>mot</text:span>", "", ["em"]),
        ("<text:span text:style-name='A'>mot</text:span>", style("normal"), []),
        ("<text:span text:style-name='A'>mot</text:span>", style("normal", "paragraph"), ["em"]),
        ("<text:a text:style-name='A' xlink:href='b'>mot</text:a>", "", ["a"]),
        ("<text:bookmark-ref text:style-name='A'>mot</text:bookmark-ref>", "", []),
    ):
        [found] = read_odt(document(f"<text:p>{body}</text:p>", own, styles=common), "auto", "fr").paragraphs
        assert (found.text, [mark.name for mark in found.marks]) == ("mot", wanted)


@pytest.mark.parametrize(
    "name",
    [
        "text:tracked-changes",
        "office:annotation",
        "office:annotation-end",
        "office:forms",
        "text:script",
        "text:hidden-text",
        "text:ruby-text",
        "text:sequence-decls",
        "text:variable-decls",
        "text:user-field-decls",
        "text:note-citation",
    ],
)
def test_what_is_not_shown_is_not_read(name: str) -> None:
    hidden = f"<{name}>non</{name}>"
    block = f"<{name}><text:p>non</text:p></{name}>"
    body = f"{block}<text:p>Un {hidden}mot.</text:p><text:section><text:p>Deux.</text:p></text:section>"
    assert texts(document(body)) == ["Un mot.", "Deux."]


def test_white_space_elements() -> None:
    body = (
        "<text:p>a<text:s text:c='5000'/>b</text:p><text:p>a<text:s text:c='x'/>b</text:p>"
        "<text:p/><text:p> \n </text:p><text:p>Deux\n  lignes</text:p>"
    )
    assert texts(document(body)) == ["a" + " " * 1000 + "b", "a b", "Deux lignes"]


def test_pictures_and_boxes_in_frames() -> None:
    picture = '<draw:frame><draw:image xlink:href="Pictures/a.png"/></draw:frame>'
    box = (
        "<draw:frame><draw:text-box><text:p>— Encadré</text:p></draw:text-box><draw:image xlink:href='b'/></draw:frame>"
    )
    found = read_odt(document(f"<text:p>{picture}</text:p><text:p>Un {picture}{box} mot.</text:p>"), "auto", "fr")
    assert [(p.text, p.kind, p.marks) for p in found.paragraphs] == [
        ("", "paragraph", (Mark(0, 0, "img", "Pictures/a.png"),)),
        ("Un mot.", "paragraph", (Mark(3, 3, "img", "Pictures/a.png"),)),
        ("— Encadré", "dialogue", ()),
    ]


def test_notes_of_several_paragraphs_and_without_label() -> None:
    def note(citation: str, *paragraphs: str) -> str:
        inside = "".join(f"<text:p>{text}</text:p>" for text in paragraphs)
        return f"<text:note>{citation}<text:note-body>{inside}</text:note-body></text:note>"

    label = "<text:note-citation> 1\n</text:note-citation>"
    body = f"<text:p>Un{note(label, 'La note.', '— Suite.')} mot{note('', 'Sans.')}.</text:p>"
    found = read_odt(document(body + note(label, "Seule.")), "auto", "fr").paragraphs
    assert [(p.text, p.kind, p.marks) for p in found] == [
        ("Un mot.", "paragraph", (Mark(2, 2, "sup", "1"), Mark(6, 6, "sup", ""))),
        ("La note.", "note", (Mark(0, 0, "sup", "1"),)),
        ("— Suite.", "note", ()),
        ("Sans.", "note", ()),
        ("Seule.", "note", (Mark(0, 0, "sup", "1"),)),
    ]


def test_tables_have_cells_where_they_are_no_layout() -> None:
    def cell(inside: str, more: str = "") -> str:
        return f"<table:table-cell {more}>{inside}</table:table-cell>"

    def row(*cells: str) -> str:
        return f"<table:table-row>{''.join(cells)}</table:table-row>"

    def p(text: str, style: str = "") -> str:
        return f'<text:p text:style-name="{style}">{text}</text:p>'

    wide = 'table:number-columns-repeated="2" table:number-columns-spanned="3" table:number-rows-spanned="2"'
    huge = 'table:number-columns-repeated="99999"'
    table = (
        f"<table:table><table:table-header-rows>{row(cell(p('A', 'Title')), cell(p('B')))}</table:table-header-rows>"
        f"{row(cell(p('C', 'Quotations') + p('D')), cell(p('E'), wide), cell(p('F')))}"
        f"{row(cell('<text:list><text:list-item>' + p('G') + '</text:list-item></text:list>'), cell(p('H')))}"
        f"{row(cell(''), cell('', huge), cell(p('I')))}</table:table>"
    )
    layout = f"<table:table>{row(cell(p('J')))}{row(cell(p('K')))}</table:table>"
    found = read_odt(document(f"{table}{layout}{p('L')}"), "auto", "fr").paragraphs
    assert [(one.text, one.kind, one.cell) for one in found] == [
        ("A", "cell", Cell(0, 0, 0, heads=True)),
        ("B", "cell", Cell(0, 0, 1, heads=True)),
        ("C", "cell", Cell(0, 1, 0)),
        ("D", "cell", Cell(0, 1, 0)),
        ("E", "cell", Cell(0, 1, 1, rows=2, columns=6)),
        ("F", "cell", Cell(0, 1, 7)),
        ("G", "cell", Cell(0, 2, 0)),
        ("H", "cell", Cell(0, 2, 7)),
        ("I", "cell", Cell(0, 3, 1001)),
        ("J", "cell", None),
        ("K", "cell", None),
        ("L", "paragraph", None),
    ]
