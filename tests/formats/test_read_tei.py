"""TEI: prose, verse and plays, as editors, ELTeC and TXM mark them, each text once and with its kind."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline import make_config, run
from pipeline.document import Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.markup import read_xml
from pipeline.formats.tei.read import read_tei
from pipeline.words import listed
from tests.conftest import Files


def tei(body: str, header: str = "") -> bytes:
    """A file with a body and the statement of a title."""
    head = f"<teiHeader><fileDesc><titleStmt>{header}</titleStmt></fileDesc></teiHeader>"
    spaces = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:txm="http://textometrie.org/1.0"'
    return f"<TEI {spaces}>{head}<text><body>{body}</body></text></TEI>".encode()


def read(body: str, header: str = "", language: str = "fr") -> Text:
    return read_tei(tei(body, header), "auto", language)


def shown(body: str) -> list[tuple[str, str]]:
    return [(one.kind, one.text) for one in read(body).paragraphs]


def test_prose_has_its_headings_notes_and_marks() -> None:
    text = read(
        "<div><head>PREMIÈRE PARTIE</head><div><head>I</head><p>Il <hi rend='italic'>neige</hi><note n='1'><p>Fort.</p>"
        "</note> à <ref target='#x'>Brest</ref>.</p><p>— Oui.</p></div></div>",
        "<title>Le Port : ELTeC edition</title><title type='sub'>roman</title><author>Zay, Anne (1850-1901)</author>"
        "<editor role='translator'>Léon Pic</editor>",
    )
    assert (text.title, text.author, text.translator) == ("Le Port", "Anne Zay", "Léon Pic")
    assert [(one.kind, one.level, one.text, one.locator) for one in text.paragraphs] == [
        ("heading", 1, "PREMIÈRE PARTIE", "1"), ("heading", 2, "I", "2"), ("paragraph", 0, "Il neige à Brest.", "3"),
        ("note", 0, "Fort.", "4"), ("dialogue", 0, "— Oui.", "5"),
    ]  # fmt: skip
    assert text.paragraphs[2].marks == ((3, 8, "em", ""), (8, 8, "sup", "1"), (11, 16, "a", "#x"))
    assert text.paragraphs[3].marks == ((0, 0, "sup", "1"),)


def test_verse_is_read_by_stanzas_and_plays_by_speeches() -> None:
    text = read(
        "<lg><l>Ô temps,</l><pb n='2'/><l>vole !</l></lg><lg><l>Fin.</l></lg><div><stage>Nuit.</stage><sp><speaker>LÉA"
        "</speaker><l part='I'>Qui ?</l><l>Toi.</l><p>Entrez.</p></sp></div>"
    )
    assert [(one.kind, one.text) for one in text.paragraphs] == [
        ("verse", "Ô temps, vole !"), ("verse", "Fin."), ("paragraph", "Nuit."), ("paragraph", "LÉA"),
        ("verse", "Qui ? Toi."), ("paragraph", "Entrez."),
    ]  # fmt: skip
    assert text.paragraphs[0].marks == ((8, 9, "br", ""),)


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("<p>Il pleu<lb break='no'/>vait.</p>", "Il pleuvait."),
        ("<p>Il pleu-\n  <pb n='2' break='no'/><fw>LE PORT</fw>\n <lb break='no'/>vait.</p>", "Il pleuvait."),
        ("<p>peut-<lb break='no'/>être</p>", "peut-être"),
        ("<p>Il<lb/>vente.</p>", "Il vente."),
        ("<p><choice><sic>pleu</sic><corr>pleut</corr></choice></p>", "pleut"),
        ("<p><choice><orig>étoit</orig><reg>était</reg></choice></p>", "était"),
        ("<p><choice><abbr>Mgr</abbr><expan>Monseigneur</expan></choice></p>", "Monseigneur"),
        ("<p><app><lem>mer</lem><rdg>mère</rdg></app></p>", "mer"),
        ("<p><app><rdg>mer</rdg><rdg>mère</rdg></app></p>", "mer"),
        ("<p><sic>pleu</sic> <abbr>M.</abbr> <orig>étoit</orig></p>", "pleu M. étoit"),
        ("<p>a <supplied>b</supplied> <unclear>c</unclear><gap/> <add>d</add></p>", "a b c d"),
        ("<p>x&amp;y&#233;</p>", "x&yé"),
    ],
)
def test_a_paragraph_is_read_as_a_reader_of_today_wants_it(body: str, wanted: str) -> None:
    assert shown(body) == [("paragraph", wanted)]


@pytest.mark.parametrize(
    "body",
    [
        "<p><s><w>L'</w> <w>été</w> <pc>,</pc> <w>dit</w> <w>-il</w> <pc>.</pc></s>\n<s><w>Bon</w> <pc>!</pc></s></p>",
        "<p><s><w>L'</w><w>été</w><pc>,</pc> <w>dit</w><w>-il</w><pc>.</pc></s> <s><w>Bon</w> <pc>!</pc></s></p>",
        "<p><s><w join='right'>L'</w> <w>été</w><pc join='left'>,</pc> <w>dit</w> <w join='left'>-il</w>"
        "<pc join='left'>.</pc></s> <s><w>Bon</w> <pc>!</pc></s></p>",
        "<p><s><w>\n<txm:form>L'</txm:form><txm:ana type='#pos'>DET</txm:ana>\n</w><w><txm:form>été</txm:form></w>"
        "<w><txm:form>,</txm:form></w><w><txm:form>dit</txm:form></w><w>-il</w><w>.</w></s> "
        "<s><w>Bon</w><w>!</w></s></p>",
    ],
)
def test_words_marked_one_by_one_are_text_again_and_sentences_stay(body: str) -> None:
    [paragraph] = read(body).paragraphs
    assert paragraph.text == "L'été, dit-il. Bon !"
    assert [paragraph.text[start:end] for start, end in paragraph.segments] == ["L'été, dit-il.", "Bon !"]


def test_sentences_that_leave_text_over_are_not_kept() -> None:
    assert read("<p><s>Un.</s> Deux.</p>").paragraphs == (Paragraph("Un. Deux.", locator="1"),)


def test_what_stands_inside_of_a_paragraph_comes_after_it() -> None:
    items = "<list><item>un<list><item>deux</item></list></item></list>"
    assert shown(f"<p>Il dit : <quote>rien</quote>{items} fin</p>") == [
        ("paragraph", "Il dit : rien fin"), ("list_item", "un"), ("list_item", "deux"),
    ]  # fmt: skip
    quotes = "<quote><p>Cité <hi>là</hi>.</p></quote><quote>Dit <hi>ici</hi>.</quote><epigraph>Mot.</epigraph>"
    assert shown(quotes) == [
        ("quote", "Cité là."), ("quote", "Dit ici."), ("quote", "Mot."),
    ]  # fmt: skip


def test_tables_have_their_cells() -> None:
    rows = "<row role='label'><cell cols='2'>Prix</cell></row><row><cell>a</cell><cell><p>b</p></cell></row>"
    found = read(f"<table><head>Liste</head>{rows}</table>").paragraphs
    assert [(one.kind, one.text) for one in found] == [("caption", "Liste"), *(("cell", x) for x in ("Prix", "a", "b"))]
    assert [one.cell and (one.cell.row, one.cell.column, one.cell.columns, one.cell.heads) for one in found] == [
        None, (0, 0, 2, True), (1, 0, 1, False), (1, 1, 1, False),
    ]  # fmt: skip


def test_a_file_in_both_languages_is_read_in_either() -> None:
    body = "<div xml:lang='fr'><p>Il pleut.</p></div><div xml:lang='en'><p>It rains.</p></div><p xml:lang='la'>Amen</p>"
    assert [one.text for one in read(body).paragraphs] == ["Il pleut.", "Amen"]
    assert [one.text for one in read(body, language="en").paragraphs] == ["It rains.", "Amen"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<TEI><text><body/></text></TEI>", "holds no text: its <body> is empty, or in another language"),
        (b"<TEI><text>", "is not well-formed XML"),
        (b'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI>&a;</TEI>', "is refused: it declares XML entities"),
        (
            b"<project><name>x</name></project>",
            "is XML that nothing reads: its root is <project>, and TEI, TTML or the texts",
        ),
        (b"<cesAlign/>", "aligns texts and holds none; give it in read.files alone, or as read.beads with two texts"),
    ],
)
def test_what_is_no_text_is_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_xml(data, "auto", "fr")
    assert str(caught.value).startswith(message)


def test_a_folder_gives_only_xml_that_is_a_text(files: Files) -> None:
    folder = files({"a.xml": tei("<p>Il pleut.</p>").decode(), "pom.xml": "<project/>", "b.xml": "not XML"})
    config = {"read": {"files": str(folder)}, "output": str(folder / "out"), "translate": {"engine": "none"}}
    result = run(make_config(config))
    assert (result.exit_code, result.metrics.counts.documents) == (0, 1)


TEXTS = st.text(alphabet="aé1.- \n", max_size=4)
NAMES = st.sampled_from(
    sorted(
        listed(
            "div p head l lg s w pc hi quote list item note lb choice sic corr app rdg sp speaker table row cell "
            "figure q x pb graphic"
        )
    )
)


@given(
    st.recursive(
        st.builds("<{0}>{1}</{0}>".format, NAMES, TEXTS),
        lambda inner: st.builds(
            lambda name, text, parts, tail: f"<{name}>{text}{''.join(parts)}</{name}>{tail}",
            NAMES, TEXTS, st.lists(inner, max_size=4), TEXTS,
        ),
        max_leaves=12,
    )
)  # fmt: skip
def test_no_letter_is_lost_whatever_the_nesting(body: str) -> None:
    data = tei(f"<p>Fin</p>{body}")
    account = read_tei(data, "auto", "fr").account
    assert account
    assert account.letters == sum(map(str.isalnum, "".join(etree.fromstring(data).itertext())))
    assert (account.unread, account.added) == (0, 0)
