"""DOCX: what is read is what Word shows: signs, drop capitals, one form of several, no hidden text, no codes."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.docx.read import read_docx
from pipeline.formats.odt.read import read_odt
from pipeline.formats.sources import Source
from pipeline.io.kinds import is_initial
from pipeline.stages.read import read_document
from tests.formats.test_read_docx import _SPACES, document, paragraph, run, texts
from tests.formats.test_read_docx_parts import body, package, relations

DRAWN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
FRAME = '<w:keepNext/><w:framePr w:dropCap="{}" w:lines="3" w:wrap="around" w:vAnchor="text" w:hAnchor="text"/>'


def left_out(data: bytes) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Times and places of what is left out, by reason."""
    account = read_docx(data, "auto", "fr").account
    assert account
    return {one.reason: (one.times, one.places) for one in account.left_out}


def sym(font: str, char: str) -> str:
    """A sign of a font."""
    return f'<w:r><w:sym w:font="{font}" w:char="{char}"/></w:r>'


def fonts(name: str) -> str:
    """The properties of a run in a font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def test_signs_of_symbol_fonts() -> None:
    signs = sym("Symbol", "F0B0"), sym("Wingdings", "FC"), sym("MS Gothic", "2610"), sym("Wingdings", "f0e0")
    assert texts(document(paragraph(run("37 ") + "".join(signs) + run("C")))) == ["37 °✓☐→C"]


def test_letters_and_private_characters_in_a_symbol_font_by_run_style_or_paragraph() -> None:
    styles = "".join(
        f'<w:style w:type="{kind}" w:styleId="{key}"><w:name w:val="{key}"/><w:basedOn w:val="{base}"/>'
        f"<w:rPr>{fonts(font) if font else ''}</w:rPr></w:style>"
        for kind, key, base, font in (
            ("character", "G", "S", ""),
            ("character", "S", "", "Symbol"),
            ("paragraph", "W", "", "Wingdings"),
        )
    )
    content = (
        paragraph(run("\uf061 + p", fonts("Symbol")) + run(" = a"))
        + paragraph(run("b", '<w:rStyle w:val="G"/>') + run("b"))
        + paragraph(run("ü") + run("é", fonts("Arial")), '<w:pStyle w:val="W"/>')
    )
    data = document(content, styles=f"<w:styles {_SPACES}>{styles}</w:styles>")
    assert texts(data) == ["α + π = a", "βb", "✓é"]


def test_signs_that_nobody_knows_are_marked_and_warned_of(tmp_path: Any) -> None:
    from pipeline import make_config
    from pipeline import run as run_pipeline

    data = document(
        paragraph(run("Un ") + sym("Wingdings", "F0FF") + run(" mot ") + sym("Fleurons", "F041"))
        + paragraph(run("Deux \uf041.") + '<w:r><w:sym w:char="x"/></w:r>')
    )
    assert texts(data) == ["Un □ mot □", "Deux □.□"]
    assert left_out(data)["unknown_sign"] == (4, ("word/document.xml#1", "word/document.xml#2"))
    (tmp_path / "a.docx").write_bytes(data)
    config = {
        "read": {"files": str(tmp_path / "a.docx")},
        "translate": {"engine": "none"},
        "output": str(tmp_path / "o"),
    }
    result = run_pipeline(make_config(config))
    assert result.exit_code == 0
    assert result.metrics.warnings == (
        "a.docx: signs of symbol fonts that no table names, shown as □: 4 times (word/document.xml#1, "
        "word/document.xml#2 …)",
    )


@pytest.mark.parametrize(
    ("letter", "rest", "wanted"),
    [
        ("L", "e vieil homme", "Le vieil homme"),
        ("À", " la mer", "À la mer"),
        ("« L’", "homme", "« L’homme"),
        ("Le", " vieil homme", "Le vieil homme"),
        ("1", "914 fut", "1914 fut"),
    ],
)
@pytest.mark.parametrize("kind", ["drop", "margin"])
def test_drop_capitals_in_a_frame(letter: str, rest: str, wanted: str, kind: str) -> None:
    places = '<w:bookmarkStart w:id="0"/><w:bookmarkEnd w:id="0"/>'
    content = paragraph(run(letter), FRAME.format(kind)) + places + paragraph(run(rest), '<w:outlineLvl w:val="1"/>')
    [found, last] = read_docx(document(content + paragraph(run("Fin."))), "auto", "fr").paragraphs
    assert (found.text, found.kind, found.locator) == (wanted, "heading", "word/document.xml#1")
    assert last.locator == "word/document.xml#2"


def test_a_drop_capital_that_word_lowers_is_no_subscript() -> None:
    letter = run("L", '<w:position w:val="-6"/><w:sz w:val="124"/>')
    data = document(
        paragraph(letter, FRAME.format("drop")) + paragraph(run("e soir ") + run("2", '<w:position w:val="-6"/>'))
    )
    [found] = read_docx(data, "auto", "fr").paragraphs
    assert (found.text, found.marks) == ("Le soir 2", (Mark(8, 9, "sub"),))


def test_frames_that_are_no_drop_capitals() -> None:
    frame = '<w:framePr w:w="2000" w:wrap="around"/>'
    content = paragraph(run("Note en marge"), frame) + paragraph(run("suite.")) + paragraph(run("A"), frame)
    assert texts(document(content + paragraph(run("Fin.")))) == ["Note en marge", "suite.", "A", "Fin."]
    table = f"<w:tbl><w:tr><w:tc>{paragraph(run('Case'))}</w:tc></w:tr></w:tbl>"
    apart = paragraph(run("L"), FRAME.format("drop")) + table + paragraph(run("e"))
    assert texts(document(apart)) == ["L", "Case", "e"]


def box(text: str) -> str:
    """A text box in both its forms."""
    inside = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing>{inside}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def test_drop_capitals_in_a_text_box() -> None:
    content = (
        paragraph(box("L") + run("e vieil homme."))
        + paragraph(box("«\u00a0À"))
        + paragraph(run(" l’aube."))
        + paragraph(box("A") + run("Figure."))
        + paragraph(box("B"))
    )
    assert texts(document(content)) == ["Le vieil homme.", "«\u00a0À l’aube.", "Figure.", "A", "B"]
    assert not is_initial("L", "")


def test_many_drop_capitals_take_no_longer_than_their_number() -> None:
    hidden = "<w:rPr><w:vanish/></w:rPr>"
    assert texts(document(paragraph(run("A"), hidden) * 4000 + paragraph(run("x")))) == ["A" * 4000 + "x"]
    [last, *boxes] = texts(document(paragraph(box("A") * 2000 + run("bc"))))
    assert (last, len(boxes)) == ("Abc", 1999)


HIDDEN = """
<w:style w:type="paragraph" w:styleId="P"><w:name w:val="P"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Q"/><w:basedOn w:val="P"/></w:style>
<w:style w:type="paragraph" w:styleId="R"><w:name w:val="R"/><w:basedOn w:val="P"/>
<w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="C"><w:name w:val="C"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


@pytest.mark.parametrize(
    ("style", "look", "seen"),
    [
        ("", "", True), ("", "<w:vanish/>", False), ("", '<w:vanish w:val="1"/>', False),
        ("", '<w:vanish w:val="0"/>', True), ("", '<w:vanish w:val="false"/>', True), ("", "<w:webHidden/>", True),
        ("P", "", False), ("P", '<w:vanish w:val="off"/>', True), ("Q", "", False), ("R", "", True),
        ("", '<w:rStyle w:val="C"/>', False), ("P", '<w:rStyle w:val="C"/>', True),  # both: it toggles, 17.7.3
        ("R", '<w:rStyle w:val="C"/>', False), ("X", '<w:rStyle w:val="Y"/>', True),
    ],
)  # fmt: skip
def test_hidden_text(style: str, look: str, seen: bool) -> None:
    content = paragraph(run("Un ", '<w:vanish w:val="0"/>') + run("mot", look), f'<w:pStyle w:val="{style}"/>')
    data = document(content, styles=f"<w:styles {_SPACES}>{HIDDEN}</w:styles>")
    assert texts(data) == ["Un mot" if seen else "Un"]
    assert left_out(data) == ({} if seen else {"hidden": (1, ("word/document.xml#1",))})


def test_a_file_that_hides_all_it_holds_is_told_so(tmp_path: Any) -> None:
    (tmp_path / "a.docx").write_bytes(document(paragraph(run("caché", "<w:vanish/>"))))
    with pytest.raises(InputError, match=r"holds no text but what is left out \(hidden text: 5 letters \(word/"):
        read_document(Source("a.docx", tmp_path / "a.docx"))


def test_a_hidden_mark_lets_paragraphs_run_on_but_a_style_separator_does_not() -> None:
    hidden, separator = "<w:rPr><w:vanish/></w:rPr>", "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    content = (
        paragraph(run("Il pleut "), hidden)
        + paragraph(run("(secret)", "<w:vanish/>"), hidden)
        + paragraph(run("sur le port."), '<w:rPr><w:vanish w:val="0"/></w:rPr>')
        + paragraph(run("Titre."), separator)
        + paragraph(run("Suite."))
        + paragraph(run("Fin."), hidden)
    )
    assert texts(document(content)) == ["Il pleut sur le port.", "Titre.", "Suite.", "Fin."]


def test_the_first_form_with_text_is_read_once() -> None:
    def forms(*branches: str) -> str:
        inside = "".join(f"<mc:Choice>{one}</mc:Choice>" for one in branches[:-1])
        return f"<mc:AlternateContent>{inside}<mc:Fallback>{branches[-1]}</mc:Fallback></mc:AlternateContent>"

    picture = "<w:r><w:drawing/></w:r>"
    content = (
        paragraph(forms(run("un"), run("deux"), run("trois")))
        + paragraph(forms(picture, run("quatre")))
        + forms(paragraph(run("cinq")), paragraph(run("six")))
        + paragraph(forms(forms(run("sept"), run("huit")), run("neuf")))
        + paragraph("<mc:AlternateContent/>" + run("dix"))
    )
    assert texts(document(content)) == ["un", "quatre", "cinq", "sept", "dix"]


def field(code: str, shown: str) -> str:
    """A field that says something to Word, and shows something."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{kinds[0]}{code}{kinds[1]}{shown}{kinds[2]}"


def code(text: str) -> str:
    """A part of a field's code."""
    return f"<w:r><w:instrText>{text}</w:instrText></w:r>"


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (field(code("PAGE"), run("12")), "12"),
        (field(code("IF ") + field(code("MERGEFIELD s"), run("F")) + code(' = "F"'), run("Madame")), "Madame"),
        (field(code("TOC"), field(code("HYPERLINK"), run("Chapitre"))), "Chapitre"),
        ('<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("perdu ?"), "perdu ?"),
        ('<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run("un"), "un"),
        ('<w:r><w:fldChar w:fldCharType="begin"/>' + run("X") + '<w:fldChar w:fldCharType="end"/></w:r>', ""),
        (f'<w:fldSimple w:instr="DATE">{run("lundi")}</w:fldSimple>', "lundi"),
        ('<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:name w:val="x"/></w:ffData></w:fldChar></w:r>'
         + code("FORMTEXT") + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("Dupont"), "Dupont"),
    ],
)  # fmt: skip
def test_of_a_field_what_it_shows(content: str, wanted: str) -> None:
    assert texts(document(paragraph(run("[") + content + run("]")))) == [f"[{wanted}]"]


def form(inside: str) -> str:
    """A field of a form."""
    begin = f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData>{inside}</w:ffData></w:fldChar></w:r>'
    return begin + code("FORM") + '<w:r><w:fldChar w:fldCharType="end"/></w:r>'


@pytest.mark.parametrize(
    ("inside", "wanted"),
    [
        ('<w:checkBox><w:default w:val="0"/></w:checkBox>', "☐"),
        ('<w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox>', "☒"),
        ('<w:checkBox><w:default w:val="1"/><w:checked w:val="0"/></w:checkBox>', "☐"),
        ("<w:checkBox/>", "☐"),
        ('<w:ddList><w:result w:val="1"/><w:listEntry w:val="Oui"/><w:listEntry w:val="Non"/></w:ddList>', "Non"),
        ('<w:ddList><w:listEntry w:val="Oui"/><w:listEntry w:val="Non"/></w:ddList>', "Oui"),
        (f'<w:ddList><w:result w:val="{"9" * 5000}"/><w:listEntry w:val="Oui"/></w:ddList>', "Oui"),
        ('<w:ddList><w:result w:val="x"/></w:ddList>', ""),
    ],
)
def test_of_a_form_what_it_shows(inside: str, wanted: str) -> None:
    assert texts(document(paragraph(run("[") + form(inside) + run("]")))) == [f"[{wanted}]"]


def test_readings_above_words_are_left_out() -> None:
    ruby = f"<w:r><w:ruby><w:rubyPr/><w:rt>{run('kan')}</w:rt><w:rubyBase>{run('base')}</w:rubyBase></w:ruby></w:r>"
    data = document(paragraph(run("La ") + ruby + run(" reste.")))
    assert texts(data) == ["La base reste."]
    assert left_out(data) == {"reading": (1, ("word/document.xml#1",))}


@pytest.mark.parametrize("kind", ["page", "column"])
def test_a_sentence_goes_on_after_the_end_of_a_page(kind: str) -> None:
    [found] = read_docx(
        document(paragraph(run("la page") + f'<w:r><w:br w:type="{kind}"/></w:r>' + run("suivante"))), "auto", "fr"
    ).paragraphs
    assert (found.text, found.marks) == ("la page suivante", ())


def test_what_else_stands_in_a_paragraph() -> None:
    content = (
        run("un", "<w:rtl/>")
        + f"<w:customXml w:element='x'><w:customXmlPr/>{run(' deux')}</w:customXml>"
        + f"<w:bdo w:val='rtl'>{run(' trois')}</w:bdo><w:dir w:val='rtl'>{run(' quatre')}</w:dir>"
        + f"<w:moveTo>{run(' cinq')}</w:moveTo><w:moveFrom>{run(' parti')}</w:moveFrom>"
        + f"<w:sdt><w:sdtPr><w:text/></w:sdtPr><w:sdtContent>{run(' six')}</w:sdtContent></w:sdt>"
        + "<w:r><w:ptab/></w:r>"
        + run("sept")
    )
    assert texts(document(paragraph(content))) == ["un deux trois quatre cinq six\tsept"]


def test_a_number_of_a_list_that_takes_the_paragraph_out_of_it() -> None:
    none = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="0"/></w:numPr>'
    [found] = read_docx(document(paragraph(run("Un."), none)), "auto", "fr").paragraphs
    assert found.kind == "paragraph"


def drawn(*lines: str) -> str:
    """Paragraphs of a drawing."""
    return "".join(f"<a:p {DRAWN}><a:r><a:t>{line}</a:t></a:r></a:p>" for line in lines)


def test_diagrams_charts_shapes_and_word_art() -> None:
    diagram = '<w:r><w:drawing><dgm:relIds xmlns:dgm="d" r:dm="d" r:lo="l"/></w:drawing></w:r>'
    chart = '<w:r><w:drawing><c:chart xmlns:c="c" r:id="c"/></w:drawing></w:r>'
    shape = f"<w:r><w:drawing><lc:txBody xmlns:lc='l'>{drawn('Forme', 'Deux')}</lc:txBody></w:drawing></w:r>"
    art = '<w:r><w:pict><v:textpath xmlns:v="v" string="Bien  venue"/></w:pict></w:r>'
    series = "<c:ser><c:v>Ventes</c:v></c:ser>"
    points = f"<dgm:pt><dgm:t>{drawn('Étape', 'Suite')}</dgm:t></dgm:pt>"
    titled = f"<c:title>{drawn('Les ventes')}</c:title>"
    parts = {
        "word/document.xml": body(
            paragraph(run("Avant") + diagram + chart + shape + art + chart) + paragraph(run("Fin"))
        ),
        "word/_rels/document.xml.rels": relations(
            ("d", "diagramData", "diagrams/data1.xml"), ("c", "chart", "charts/c.xml")
        ),
        "word/diagrams/data1.xml": f"<dgm:dataModel xmlns:dgm='d'>{points}</dgm:dataModel>",
        "word/charts/c.xml": f"<c:chartSpace xmlns:c='c'>{titled}{series}</c:chartSpace>",
    }
    found = read_docx(package(parts), "auto", "fr")
    assert [(one.text, one.kind, one.locator) for one in found.paragraphs] == [
        ("Avant", "paragraph", "word/document.xml#1"),
        ("Étape", "paragraph", "word/diagrams/data1.xml#1"),
        ("Suite", "paragraph", "word/diagrams/data1.xml#2"),
        ("Les ventes", "caption", "word/charts/c.xml#1"),
        ("Forme", "paragraph", "word/document.xml#2"),
        ("Deux", "paragraph", "word/document.xml#3"),
        ("Bien venue", "caption", "word/document.xml#4"),
        ("Fin", "paragraph", "word/document.xml#5"),
    ]
    assert left_out(package(parts)) == {"unsupported": (1, ("word/charts/c.xml",))}


@pytest.mark.parametrize("value", ["9" * 5000, "x", "-1", "--5", "²", "1e9", ""])
def test_numbers_of_any_kind_anywhere(value: str) -> None:
    number = f'w:val="{value}"'
    properties = (
        "".join(f"<w:{name} {number}/>" for name in ("outlineLvl", "framePr", "pStyle", "jc"))
        + f"<w:numPr><w:ilvl {number}/><w:numId {number}/></w:numPr>"
    )
    looks = "".join(f"<w:{name} {number}/>" for name in ("position", "vertAlign", "rStyle", "sz", "b", "i"))
    content = run("mot", looks) + f'<w:r><w:footnoteReference w:id="{value}"/><w:br w:type="{value}"/></w:r>'
    cell = f"<w:tc><w:tcPr><w:gridSpan {number}/><w:vMerge {number}/></w:tcPr>{paragraph(content, properties)}</w:tc>"
    table = f"<w:tbl><w:tr>{cell}{cell}</w:tr><w:tr>{cell}{cell}</w:tr></w:tbl>"
    assert set(texts(document(table + paragraph(content, properties)))) == {"mot"}


NESTED = [
    ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", 80),
    ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", 120),
    ("<w:ins>", "</w:ins>", 245),
    ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", 80),
    ("<mc:AlternateContent><mc:Choice>", "</mc:Choice><mc:Fallback><w:x/></mc:Fallback></mc:AlternateContent>", 120),
]


@pytest.mark.parametrize(("opened", "closed", "times"), NESTED, ids=[one[0] for one in NESTED])
def test_what_is_nested_as_deep_as_xml_may_be(opened: str, closed: str, times: int) -> None:
    assert texts(document(opened * times + paragraph(run("Fond.")) + closed * times)) == ["Fond."]


@pytest.mark.parametrize("name", ["smartTag", "hyperlink", "ins", "sdt"])
def test_what_is_nested_so_in_a_paragraph(name: str) -> None:
    assert texts(document(paragraph(f"<w:{name}>" * 245 + run("Fond.") + f"</w:{name}>" * 245))) == ["Fond."]


def test_a_style_based_on_thousands_of_others() -> None:
    chain = "".join(
        f'<w:style w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{n - 1}"/></w:style>' for n in range(3000)
    )
    content = "".join(paragraph(run("x"), f'<w:pStyle w:val="s{n}"/>') for n in range(0, 3000, 10))
    assert len(texts(document(content, styles=f"<w:styles {_SPACES}>{chain}</w:styles>"))) == 300


def test_marks_of_a_joined_paragraph_keep_their_places(tmp_path: Any) -> None:
    data = document(paragraph(run("L", "<w:b/>"), FRAME.format("drop")) + paragraph(run("e ") + run("soir", "<w:i/>")))
    (tmp_path / "a.docx").write_bytes(data)
    [found] = read_document(Source("a.docx", tmp_path / "a.docx")).source.paragraphs
    assert found.marks == (Mark(0, 1, "strong"), Mark(3, 7, "em"))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_saves_what_is_read(tmp_path: Path) -> None:
    """What LibreOffice makes of signs, drop capitals, fields and hidden text reads as our reading of the file."""
    merge = field(code(" MERGEFIELD s "), run("Madame"))
    content = (
        paragraph(run("L"), FRAME.format("drop"))
        + paragraph(run("e vieil homme ouvrit la porte."))
        + paragraph(run("Il fait 37 ") + sym("Symbol", "F0B0") + run("C, ") + sym("Wingdings", "F0FC") + run(" vu."))
        + paragraph(run("\uf061", fonts("Symbol")) + run(" est un angle") + run(" (secret)", "<w:vanish/>") + run("."))
        + paragraph(run("Bonjour ") + merge + run("."))
    )
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default '
        'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override '
        'PartName="/texte.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.'
        'main+xml"/></Types>',
        "_rels/.rels": relations(
            ("r", "officeDocument", "texte.xml"),
            kind="http://schemas.openxmlformats.org/officeDocument/2006/relationships",
        ),
        "texte.xml": body(content + "<w:sectPr/>"),
    }
    path = tmp_path / "a.docx"
    path.write_bytes(package(parts))
    wanted = [
        "Le vieil homme ouvrit la porte.", "Il fait 37 °C, ✓ vu.", "α est un angle.", "Bonjour Madame.",
    ]  # fmt: skip
    assert texts(path.read_bytes()) == wanted
    for suffix in ("docx", "odt"):
        command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
        command += ["--convert-to", suffix, "--outdir", str(tmp_path / "saved"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    for reader, suffix in ((read_docx, "docx"), (read_odt, "odt")):
        saved = reader((tmp_path / "saved" / f"a.{suffix}").read_bytes(), "auto", "fr")
        assert [one.text for one in saved.paragraphs] == wanted
