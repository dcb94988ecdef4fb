"""The account of a file's letters: it balances, and programs that share no code with the readers count the same."""

import io
import re
import shutil
import subprocess
import zipfile
from collections import Counter
from collections.abc import Callable, Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.document import Account, Text
from pipeline.errors import InputError
from pipeline.formats.corpora.rows import read_rows
from pipeline.formats.html.read import read_blocks
from pipeline.formats.reading import read_file
from pipeline.formats.registry import INPUTS, load
from pipeline.letters import REASONS, Ledger
from tests.formats.offices import workbook
from tests.formats.test_read_docx import document as docx
from tests.formats.test_read_docx import paragraph, run
from tests.formats.test_read_odt import document as odt
from tests.formats.test_read_pdf import Line, lines, pdf
from tests.formats.test_translate_offices import SLIDES

GOLDEN = Path(__file__).parent.parent / "golden" / "texts"


def letters(text: str) -> Counter[str]:
    """The letters and digits of a text."""
    return Counter(filter(str.isalnum, text))


class _Page(HTMLParser):
    """Python's own reader of HTML: all character data, and what pictures say."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {"img": ["alt"], "svg": ["aria-label"], "input": ["placeholder", "value"]}.get(tag, [])
        self.found += [dict(attrs).get(name) or "" for name in said]


def of_html(data: bytes) -> str:
    """The text of a page, by Python's reader."""
    page = _Page()
    page.feed(data.decode())
    page.close()
    return "".join(page.found)


def of_xml(data: bytes) -> str:
    """The text of an XML file, by Expat."""
    return "".join(ET.fromstring(data).itertext())  # noqa: S314 (our own files)


def of_archive(wanted: str, read: Callable[[bytes], str] = of_xml) -> Callable[[bytes], str]:
    """Give what finds the text of all parts of an archive whose names fit a pattern."""

    def of(data: bytes) -> str:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "".join(read(archive.read(name)) for name in archive.namelist() if re.fullmatch(wanted, name))

    return of


def of_odt(data: bytes) -> str:
    """The text of an ODT file and of its headers and footers, by Expat; not that of its styles."""
    office = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        roots = [ET.fromstring(archive.read(name)) for name in archive.namelist() if name.endswith(".xml")]  # noqa: S314
    parts = [part for root in roots for name in ("body", "master-styles") for part in root.iter(office + name)]
    return "".join("".join(part.itertext()) for part in parts)


def of_pdf(data: bytes) -> str:
    """The text of a PDF file as PDFium itself puts it together."""
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        return "".join(document[number].get_textpage().get_text_bounded() for number in range(len(document)))
    finally:
        document.close()


def of_rtf(data: bytes) -> str:
    """The text of an RTF file without control words and pictures; letters beyond ASCII as they are written."""
    text = re.sub(r"\\pict [0-9a-f]+", "", data.decode())
    text = re.sub(r"\\'([0-9a-f]{2})", lambda found: bytes.fromhex(found[1]).decode("cp1252"), text)
    return re.sub(r"\\[a-z]+-?\d* ?|\\\*", "", text)


def epub(*pages: str, spine: str = '<itemref idref="i0"/>') -> bytes:
    """An EPUB file of some pages, of which the first, or those of `spine`, are in reading order."""
    stream = io.BytesIO()
    items = "".join(
        f'<item id="i{number}" href="{number}.xhtml" media-type="application/xhtml+xml"/>'
        for number in range(len(pages))
    )
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr(
            "META-INF/container.xml",
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="c.opf"/></rootfiles></container>',
        )
        archive.writestr(
            "c.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for number, page in enumerate(pages):
            archive.writestr(f"{number}.xhtml", f'<html xmlns="http://www.w3.org/1999/xhtml">{page}</html>')
    return stream.getvalue()


TABLE = {"fr": "Un mot", "en": "A word", "note": "dit 3"}
COLUMNS = {"other_side": "A word", "column": "dit 3"}


def of_arrow(name: str) -> bytes:
    """A table of one row as Parquet, or as a stream of Arrow."""
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import ipc, parquet

    stream, table = io.BytesIO(), pyarrow.Table.from_pylist([TABLE])
    if name == "parquet":
        parquet.write_table(table, stream)
    else:
        with ipc.new_stream(stream, table.schema) as file:
            file.write_table(table)
    return stream.getvalue()


ROW_OF_TWO = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>'


class Sample(NamedTuple):
    """A file, what reads it, what finds its text otherwise, and what is left out of it for each reason."""

    suffix: str
    data: bytes
    extract: Callable[[bytes], str]
    left_out: Mapping[str, str]


HTML = """<html><head><title>Titre</title><style>p { x: 1 }</style></head><body>
<h1>Le port</h1><script>var y;</script><p hidden>caché</p><p hidden="until-found">trouvé</p>
<p>Il pleut&nbsp;: l&eacute;ger<sup><a href="#n">1</a></sup>, <em>fin</em>.<br>Puis<span class="pagenum">12</span> rien.
<img src="a.png" alt="Une vague"> <code>x = 1</code>
<svg aria-label="Essai"><title>titre</title><text>dessin</text></svg> <math><mi>z</mi></math></p>
<template>modèle</template><iframe>cadre</iframe><object>objet</object><noframes>sans</noframes>
<nav><p>menu</p></nav>[<a href="?action=edit">modifier</a>]<noscript>muet</noscript><p style="display: none">loin</p>
<input placeholder="indice"><input type="submit" value="Envoyer"><ruby>base<rt>lecture</rt></ruby>
<p hidden>image <img alt="absente"></p><audio>son</audio><canvas>toile</canvas><video>film</video>
<ul><li>un<ol><li>deux</li></ol></li></ul><pre>a
b</pre><table><caption>Liste</caption><tr><th>A</th><td>B</td></tr><tr><td>C</td><td>D</td></tr></table><hr>
<p translate="no">ABC</p><p lang="de">Nein</p><blockquote>Dit</blockquote><textarea>champ</textarea>
<div role="doc-footnote" id="n"><a href="#c">1</a> Une note.</div></body></html>"""
_SPACES = (
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:o="urn:schemas-microsoft-com:office:office"'
)
DOCX = docx(
    paragraph(run("Un") + f"<w:ins>{run('deux')}</w:ins><w:del>{run('retiré')}</w:del>")
    + paragraph(f"<w:moveFrom>{run('parti')}</w:moveFrom><w:r><w:delText>ôté</w:delText></w:r>" + run("trois"))
    + paragraph("<w:r><w:instrText>PAGE x</w:instrText><w:delInstrText>OLD</w:delInstrText></w:r>" + run("quatre"))
    + paragraph('<w:hyperlink><w:r><w:t>lien</w:t></w:r></w:hyperlink><w:r><w:footnoteReference w:id="1"/></w:r>')
    + paragraph(
        f"<mc:AlternateContent><mc:Choice><w:drawing {_SPACES}><wp:posOffset>4711</wp:posOffset><w:txbxContent>"
        f"{paragraph(run('boîte'))}</w:txbxContent></w:drawing></mc:Choice><mc:Fallback>{run('boîte')}</mc:Fallback>"
        "</mc:AlternateContent>"
    )
    + paragraph(f"<w:object {_SPACES}><o:LockedField>false</o:LockedField></w:object><w:fldData>Zm9v</w:fldData>")
    + f"<w:sdt><w:sdtPr><w:x>réglage</w:x></w:sdtPr><w:sdtContent>{paragraph(run('contrôle'))}</w:sdtContent></w:sdt>"
    + paragraph(
        run("lettrine", "<w:vanish/>") + f"<w:r><w:ruby><w:rt>{run('lu')}</w:rt><w:rubyBase>{run('mot')}"
        "</w:rubyBase></w:ruby></w:r>"
    )
    + paragraph(run("L"), '<w:framePr w:dropCap="drop"/>')
    + paragraph(run("e soir"))
    + f"<w:tbl><w:tr><w:tc>{paragraph(run('a'))}</w:tc><w:tc>{paragraph(run('b'))}</w:tc></w:tr>"
    + f"<w:tr><w:tc>{paragraph(run('c'))}</w:tc><w:tc>{paragraph(run('d'))}</w:tc></w:tr></w:tbl>",
    footnotes='<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + f'<w:footnote w:type="separator">{paragraph(run("trait"))}</w:footnote>'
    + f'<w:footnote w:id="1">{paragraph("<w:r><w:footnoteRef/></w:r>" + run("une note"))}</w:footnote></w:footnotes>',
    comments='<w:comments xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f"<w:comment>{paragraph(run('remarque'))}</w:comment></w:comments>",
    header1='<w:hdr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    f"{paragraph(run('en haut'))}</w:hdr>",
    **{"charts/chart1": '<c:chart xmlns:c="urn:c"><c:v>courbe</c:v></c:chart>'},
)
_NOTE = (
    "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>une note</text:p></text:note-body>"
    "</text:note>"
)
ODT = odt(
    "<text:tracked-changes><text:p>retiré</text:p></text:tracked-changes><office:forms>formulaire</office:forms>"
    f"<text:h>Le port</text:h><text:p>Un<text:s/>mot{_NOTE}<office:annotation><text:p>remarque</text:p>"
    "</office:annotation><text:span>gras</text:span><text:hidden-text>caché</text:hidden-text>"
    "<text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>lecture</text:ruby-text></text:ruby>"
    "<text:script>var</text:script><text:a>lien</text:a><text:line-break/>fin</text:p>"
    "<text:p><draw:frame><draw:image/><svg:title xmlns:svg='urn:svg'>dit</svg:title></draw:frame>"
    "<draw:frame><draw:text-box><text:p>boîte</text:p></draw:text-box><draw:image><text:p>sinon</text:p></draw:image>"
    "</draw:frame></text:p><text:list><text:list-item><text:p>point</text:p></text:list-item></text:list>"
    "<text:table-of-content><text:table-of-content-source>modèle</text:table-of-content-source><text:index-body>"
    "<text:p>table</text:p></text:index-body></text:table-of-content>"
    "<table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell><table:table-cell>"
    "<text:p>b</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>c</text:p>"
    "</table:table-cell><table:table-cell><text:p>d</text:p></table:table-cell></table:table-row></table:table>",
    styles='<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0">'
    "<office:master-styles><x>en haut</x></office:master-styles></office:document-styles>",
    Object1_content='<o:d xmlns:o="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><o:body>formule</o:body></o:d>',
)
MARKDOWN = """---
title: Port
---
# Le *port*

Il `pleut` sur [la mer](https://mer.fr "titre") et ![une vague](v.png).[^n] Fin<br class="y">
de ligne, l’été.

3. trois
   1. un
4. > cité
5. ```
   code
   ```

| A | B |
|---|---|
| c | d |

```python
x = 1
```

<div>bloc</div>

[^n]: Une note.

[ref]: https://ref.fr
"""
SRT = """WEBVTT titre

NOTE une remarque

STYLE
::cue { color: red }

nom
00:00:01.000 --> 00:00:02.000 align:start
<v Léa>Je crois</v>

7

2
00:00:03.000 --> 00:00:04.000
{\\an8}que oui.

200
francs <i>suisses</i>
3
00:00:07.000 --> 00:00:08.000
Fin.
"""
ASS = r"""[Script Info]
; une remarque
Title: Film
[V4+ Styles]
[Events]
Format: Start, End, Name, Text
Dialogue: 0:00:01.00,0:00:02.00,Léa,{\i1}Je crois\Nque{tard}\houi.{\p1}m 0 0{\p0}
Comment: 0:00:01.00,0:00:02.00,,à revoir
Dialogue: 0:00:01.00,0:00:02.00,,Fin.
"""
RTF = r"""{\rtf1\ansi{\fonttbl{\f0 Times;}}{\stylesheet{Normal;}}{\header en haut\par}{\info{\title Essai}}
\pard Un {\field{\*\fldinst HYPERLINK ici}{\fldrslt lien}}{\*\annotation remarque}{\v cach\'e9}{\deleted parti}.\par
{\listtext 1.}\ls1 point{\footnote une note}{\pict 89504e}\par}"""
TMX = """<tmx><header>outil<note>entête</note></header><body><tu tuid="a"><note>remarque</note><prop>valeur</prop>
<tuv lang="fr"><prop>sujet</prop><seg>Un <bpt>gras</bpt><hi>mot</hi></seg></tuv><tuv lang="fr"><seg>Deuxième</seg></tuv>
<tuv lang="en"><seg>A word</seg></tuv><tuv lang="de"><seg>Wort</seg></tuv></tu></body></tmx>"""
XLIFF = """<xliff version="1.2"><file source-language="fr" target-language="en"><header><note>tête</note><skl>
<internal-file>squelette</internal-file></skl></header><body><group><trans-unit id="1">
<source>Un <ph>code</ph>mot</source><seg-source>Un mot</seg-source><target>A word</target><note>remarque</note>
<alt-trans><target>Some word</target></alt-trans></trans-unit></group></body></file></xliff>"""
TEI = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>entête</teiHeader><text><front><titlePage><docTitle>
<titlePart>Port</titlePart></docTitle></titlePage></front><body><div>épars<head>Un <hi rend="bold">titre</hi></head>
<fw>courant</fw><p>Il <choice><sic>pleu</sic><corr>pleut</corr></choice> sur<pb n="2"/> la par-<lb break="no"/>tie
<note n="1"><p>une note</p></note><del>ôté</del> <abbr>M.</abbr> <quote>cité <hi>là</hi></quote></p> queue
<p><s><w>L'<ana>DET</ana></w> <w>été</w><pc>.</pc></s></p><p xml:lang="en">English</p><lg><l>vers</l><l>deux</l></lg>
<list><head>liste</head><item>point<list><item>creux</item></list></item></list><table><row><cell>a</cell></row></table>
<sp><speaker>LÉA</speaker><stage>seule</stage><p>Oui.</p></sp><figure><graphic url="a"/><figDesc>vue</figDesc></figure>
<inconnu>reste <b>gras</b></inconnu></div></body></text><standOff>liens</standOff></TEI>"""
OPUS = """<document><meta>source</meta>hors<p id="1">avant <s id="1.1"><w>Bon</w> jour <w>!</w><time/></s>
<chunk>entre <s id="1.2"/></chunk><s>Rien.</s></p><s id="2">Un <b>mot</b></s>après</document>"""
PAGES = [
    lines("Le phare", top=800) + lines(f"Il neigeait sur {word} et", f"jamais sur {word}.") + lines(f"- {n} -", top=30)
    for n, word in enumerate(("la ville", "les toits", "nous tous"), 1)
]
SAMPLES = [
    Sample(".txt", "Le port\n\nIl pleut à verse.\n* * *\n> 12 mots\n".encode(), bytes.decode, {}),
    Sample(
        ".html",
        HTML.encode(),
        of_html,
        {
            "script": "Titre p x 1 var y",
            "note_call": "11",
            "fallback": "modèle cadre objet sans son toile film muet",
            "drawing": "titre Essai",
            "reading": "lecture",
            "page_number": "12",
            "hidden": "caché image absente loin",
            "furniture": "menu modifier",
            "field": "indice Envoyer",
        },
    ),
    Sample(
        ".epub",
        epub("<body><p>Un <b>mot</b>.</p><style>x</style></body>", "<body><p>Sommaire</p></body>"),
        of_archive(r".*\.xhtml"),
        {"script": "x", "apart": "Sommaire"},
    ),
    Sample(
        ".docx",
        DOCX,
        of_archive(r"word/.*\.xml"),
        {
            "markup": "PAGE x OLD 4711 false Zm9v réglage trait",
            "fallback": "boîte",
            "reading": "lu",
            "running_title": "en haut",
            "comment": "remarque",
            "deleted": "retiré parti ôté",
            "hidden": "lettrine",
            "unsupported": "courbe",
        },
    ),
    Sample(
        ".odt",
        ODT,
        of_odt,
        {
            "markup": "modèle",
            "script": "var",
            "note_call": "1",
            "fallback": "sinon",
            "description": "dit",
            "reading": "lecture",
            "running_title": "en haut",
            "comment": "remarque",
            "deleted": "retiré",
            "hidden": "caché",
            "unsupported": "formulaire formule",
        },
    ),
    Sample(".pdf", pdf(*PAGES), of_pdf, {"page_number": "123", "running_title": "Le phare" * 3}),
    Sample(
        ".md",
        MARKDOWN.encode(),
        bytes.decode,
        {"markup": "https mer fr titre v png n br class y 5 python div div n ref https ref fr"},
    ),
    Sample(
        ".vtt",
        SRT.encode(),
        bytes.decode,
        {
            "markup": "v Léa v an8 i i",
            "cue_times": "WEBVTT titre STYLE cue color red nom 000001000 000002000 align start 7 2 000003000 000004000"
            " 3 000007000 000008000",
            "comment": "NOTE une remarque",
        },
    ),
    Sample(
        ".ass",
        ASS.encode(),
        bytes.decode,
        {
            "markup": "Script Info Title Film V4+ Styles Events Format Start End Name Text i1 N h p1 p0",
            "cue_times": "Dialogue 0000100 0000200 Léa Dialogue 0000100 0000200",
            "drawing": "m 0 0",
            "comment": "une remarque Comment 0000100 0000200 à revoir tard",
        },
    ),
    Sample(
        ".pptx",
        SLIDES,
        of_archive(r"ppt/(?:slides|notesSlides)/[^/]*\.xml"),
        {"markup": "A1", "page_number": "Le 3", "running_title": "Pied"},
    ),
    Sample(
        ".xlsx",
        workbook(["<t>Le pain</t>", "<t>Un mot</t>"], ROW_OF_TWO),
        of_archive(r"xl/sharedStrings\.xml"),
        {},
    ),
    Sample(
        ".sub",
        b"{1}{1}25.0\n{25}{75}{y:i}Oui|non.\nEncore\n",
        bytes.decode,
        {"markup": "250 yi", "cue_times": "11 2575"},
    ),
    Sample(
        ".ttml",
        b"<tt><head><title>Film</title>tete</head><body><div>rien<p begin='1s'>Oui<br/>"
        b"<span ruby='text'>lu</span>non.<metadata>note</metadata></p><p lang='de'>Ja</p>"
        b"<p lang='en'>Yes</p><p display='none'>cache</p></div></body></tt>",
        of_xml,
        {
            "comment": "Film note",
            "markup": "tete rien",
            "reading": "lu",
            "other_language": "Ja",
            "other_side": "Yes",
            "hidden": "cache",
        },
    ),
    Sample(
        ".rtf",
        RTF.encode(),
        of_rtf,
        {
            "markup": "Times Normal Essai HYPERLINK ici 1",
            "running_title": "en haut",
            "comment": "remarque",
            "deleted": "parti",
            "hidden": "caché",
        },
    ),
    Sample(
        ".tmx",
        TMX.encode(),
        of_xml,
        {
            "markup": "gras",
            "other_side": "A word",
            "other_version": "Deuxième",
            "comment": "outil entête remarque valeur sujet",
            "other_language": "Wort",
        },
    ),
    Sample(
        ".xlf",
        XLIFF.encode(),
        of_xml,
        {
            "markup": "squelette code",
            "other_side": "A word",
            "variant": "Un mot Some word",
            "comment": "tête remarque",
        },
    ),
    Sample(
        ".tsv",
        b"fr\ten\tnote\nUn mot\tA word\tdit 3\nbris\xc3\xa9\n",
        bytes.decode,
        {"markup": "fr en note", "other_side": "A word", "column": "dit 3", "broken": "brisé"},
    ),
    Sample(
        ".csv",
        b'fr;en;note\n"Un mot";"A ""word""";\n\xff;;\nUn \xc3\xa9t\xc3\xa9;Summer;x\n',
        lambda data: data.decode(errors="ignore"),
        {"markup": "fr en note", "other_side": "A word Summer", "column": "x"},
    ),
    Sample(
        ".jsonl",
        b'{"fr": "Un mot", "en": "A word", "n": [1, {"dit": "l\\u00e9ger"}]}\nbris\xc3\xa9\n',
        lambda data: "Un mot A word léger brisé",
        {"other_side": "A word", "column": "léger", "broken": "brisé"},
    ),
    Sample(".parquet", of_arrow("parquet"), lambda data: "".join(TABLE.values()), COLUMNS),
    Sample(".arrow", of_arrow("arrow"), lambda data: "".join(TABLE.values()), COLUMNS),
    Sample(
        ".xml",
        TEI.encode(),
        of_xml,
        {
            "markup": "DET",
            "other_side": "English",
            "variant": "pleu",
            "running_title": "courant",
            "notice": "entête",
            "comment": "liens",
            "deleted": "ôté",
        },
    ),
    Sample(".tei", OPUS.encode(), of_xml, {"comment": "source", "unsupported": "hors avant entre après"}),
    Sample(
        ".hunalign",
        b"Le port\tThe port\t0.5\nIl dit. ~~~ Oui.\t\t1\n",
        bytes.decode,
        {"markup": "05 1", "other_side": "The port"},
    ),
]


def account_of(suffix: str, data: bytes) -> Account:
    """The account that the reader of a suffix gives of a file, which has to balance."""
    found = next(one for one in INPUTS if suffix in one.suffixes)
    text = read_rows(load(found.reader)(io.BytesIO(data))).french if found.tabular else None
    account = (text or load(found.reader)(data, "auto", "fr")).account
    assert isinstance(account, Account)
    assert (account.unread, account.added) == (0, 0)
    assert account.letters == account.paragraphs + sum(one.letters for one in account.left_out)
    return account


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.suffix for sample in SAMPLES])
def test_another_program_finds_as_many_letters(sample: Sample) -> None:
    account = account_of(sample.suffix, sample.data)
    assert account.letters == letters(sample.extract(sample.data)).total()


@pytest.mark.parametrize("sample", SAMPLES, ids=[sample.suffix for sample in SAMPLES])
def test_what_is_left_out_has_its_reason_and_its_place(sample: Sample) -> None:
    left_out = account_of(sample.suffix, sample.data).left_out
    assert {one.reason: one.letters for one in left_out} == {
        reason: letters(text).total() for reason, text in sample.left_out.items()
    }
    assert [one.reason for one in left_out if not one.places] in ([], ["markup"])
    assert [one.reason for one in left_out] == [reason for reason in REASONS if reason in sample.left_out]


def test_text_that_is_in_no_block_is_read_too() -> None:
    root = etree.fromstring("<s>Un <b>mot</b></s>")
    ledger = Ledger()
    read = tuple(read_blocks(root, "fr", "", ledger))
    assert [one.text for one in read] == ["Un mot"]
    assert ledger.balance(Text("fr", read)).account == Account(5, 5)


def test_every_format_has_a_sample() -> None:
    assert {suffix for one in INPUTS for suffix in one.suffixes[:1]} <= {
        one.suffix.replace(".vtt", ".srt") for one in SAMPLES
    }


@pytest.mark.parametrize("path", sorted(path for path in GOLDEN.glob("*.*") if path.suffix != ".gif"), ids=str)
def test_golden_texts_balance(path: Path) -> None:
    if path.suffix not in {suffix for one in INPUTS for suffix in one.suffixes}:
        return
    for language in ("fr", "en"):
        account = read_file(path, language=language).account
        assert account
        assert (account.unread, account.added) == (0, 0)


WORDS = st.text(alphabet="aé1œ -", min_size=1, max_size=5)


def nested(start: st.SearchStrategy[str], wraps: list[str]) -> st.SearchStrategy[str]:
    """Texts in elements in elements; each of `wraps` has a place for what it holds."""
    return st.recursive(
        start, lambda inner: st.builds(str.replace, st.sampled_from(wraps), st.just("…"), st.lists(inner).map("".join))
    )


HTML_WRAPS = [
    f"<{name}>…</{name.partition(' ')[0]}>"
    for name in [
        "p", "div", "h1", "ul", "li", "em", "b", "a href='#n'", "sup", "span hidden", "span class=pagenum", "pre", "s",
        "table", "tr", "td", "svg", "math", "object", "blockquote", "aside role=doc-footnote", "p translate=no", "head",
        "nav", "svg><text", "p style=display:none", "a href='#' class=headerlink", "button", "ruby", "rt",
        "math display=block", "div class=lettrine", "p lang=en", "i lang=en", "label",
    ]
] + ["<br>…", "<img alt='vague'>…", "<hr>…", "<script>a</script>…"]  # fmt: skip


@given(nested(WORDS, HTML_WRAPS))
def test_any_page_balances(body: str) -> None:
    data = f"<body>{body}</body>".encode()
    assert account_of(".html", data).letters == letters(of_html(data)).total()


ODT_WRAPS = [
    "<text:span>…</text:span>",
    "<text:a>…</text:a>",
    "<text:hidden-text>…</text:hidden-text>",
    "<office:annotation>…</office:annotation>",
    "<text:ruby-text>…</text:ruby-text>",
    "<text:bookmark>…</text:bookmark>",
    "<text:script>…</text:script>",
    "<text:note><text:note-citation>2</text:note-citation><text:note-body><text:p>…</text:p></text:note-body>"
    "</text:note>",
]


@given(nested(WORDS, ODT_WRAPS))
def test_any_odt_balances(body: str) -> None:
    data = odt(f"<text:p>{body}</text:p>")
    assert account_of(".odt", data).letters == letters(of_odt(data)).total()


DOCX_PIECES = [
    run("un"), f"<w:ins>{run('dé')}</w:ins>", f"<w:del>{run('ôté')}</w:del>", "<w:r><w:instrText>X</w:instrText></w:r>",
    f"<w:hyperlink>{run('lien')}</w:hyperlink>", f"<w:moveFrom>{run('parti')}</w:moveFrom>", "<w:r><w:tab/></w:r>",
    f"<w:sdt><w:sdtContent>{run('ici')}</w:sdtContent></w:sdt>", "<w:r><w:br/></w:r>",
    f"<w:r><w:txbxContent>{paragraph(run('boîte'))}</w:txbxContent></w:r>",
    f"<mc:AlternateContent><mc:Choice>{run('si')}</mc:Choice><mc:Fallback>{run('non')}</mc:Fallback>"
    "</mc:AlternateContent>", run("caché", "<w:vanish/>"), '<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>',
    '<w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr>', '<w:pPr><w:framePr w:dropCap="drop"/></w:pPr>',
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>', f"<w:r><w:ruby><w:rt>{run('lu')}</w:rt></w:ruby></w:r>",
    f"<w:r><w:txbxContent>{paragraph(run('A'))}</w:txbxContent></w:r>",
]  # fmt: skip
DOCX_WRAPS = [
    "<w:tbl><w:tr><w:tc>…</w:tc><w:tc>…</w:tc></w:tr><w:tr><w:tc>…</w:tc><w:tc>…</w:tc></w:tr></w:tbl>",
    "<w:tbl><w:tr><w:tc>…</w:tc></w:tr></w:tbl>",
    "<w:sdt><w:sdtContent>…</w:sdtContent></w:sdt>",
]


@given(nested(st.lists(st.sampled_from(DOCX_PIECES)).map(lambda pieces: paragraph("".join(pieces))), DOCX_WRAPS))
def test_any_docx_balances(body: str) -> None:
    data = docx(body)
    assert account_of(".docx", data).letters == letters(of_archive(r"word/.*\.xml")(data)).total()


@given(st.text(alphabet='aé1 \n#*_`[]()!|->.:^~<\\"', max_size=60))
def test_any_markdown_balances(content: str) -> None:
    assert account_of(".md", content.encode()).letters == letters(content).total()


@given(st.text(alphabet="aé1 \n\r\t#*->.—A", max_size=60), st.sampled_from(["prose", "sentences", "pairs"]))
def test_any_text_balances(content: str, lines: str) -> None:
    read = {"prose": "read_text", "sentences": "read_sentences", "pairs": "read_units"}[lines]
    account = load(f"pipeline.formats.text.read:{read}")(content.encode(), "utf-8", "fr").account
    out = sum(one.letters for one in account.left_out)  # a number alone between breaks is a page's
    assert (account.letters, account.paragraphs + out) == (letters(content).total(),) * 2
    assert (account.unread, account.added) == (0, 0)


CUE_LINES = [
    "1",
    "23",
    "",
    "",
    "00:01.000 --> 00:02.000",
    "Oui.",
    "<b>et</b> puis",
    "200 mots",
    "NOTE x",
    "WEBVTT",
    "nom",
]


@given(st.lists(st.sampled_from(CUE_LINES), max_size=20))
def test_any_subtitles_balance(content: list[str]) -> None:
    data = "\n".join(content).encode()
    try:
        account = account_of(".vtt", data)
    except InputError:
        return
    assert account.letters == letters(data.decode()).total()


@given(
    st.lists(st.lists(st.sampled_from(["Il pleut.", "et", "Le phare", "- 2 -", "* * *", "3"]), max_size=5), max_size=4)
)
def test_any_pages_balance(pages: list[list[str]]) -> None:
    pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")
    placed: list[list[Line]] = [lines(*page) for page in pages]
    try:
        account = account_of(".pdf", pdf(*placed))
    except InputError:
        assert not any(pages)
        return
    assert account.letters == letters("".join(map("".join, pages))).total()


UNITS = st.lists(
    st.tuples(
        st.sampled_from(["fr", "en", "de", "fr-CA"]), nested(WORDS, ["<ph>…</ph>", "<hi>…</hi>", "<sub>…</sub>"])
    ),
    max_size=4,
)


@given(st.lists(UNITS, max_size=3))
def test_any_memory_balances(units: list[list[tuple[str, str]]]) -> None:
    variants = [
        "".join(f'<tuv lang="{tag}"><seg>{text}</seg></tuv>' for tag, text in unit)
        for unit in [*units, [("fr", "Oui")]]
    ]
    inside = "".join(f"<tu>{made}<note>x</note></tu>" for made in variants)
    data = f"<tmx><body>{inside}</body></tmx>".encode()
    assert account_of(".tmx", data).letters == letters(of_xml(data)).total()


XLIFF_WRAPS = ["<ph>…</ph>", "<g>…</g>", "<ph>b<sub>…</sub></ph>", "<mrk translate='no'>…</mrk>"]


@given(st.lists(st.tuples(*[nested(WORDS, XLIFF_WRAPS)] * 2), min_size=1, max_size=3))
def test_any_xliff_balances(units: list[tuple[str, str]]) -> None:
    inside = "".join(
        f"<unit><segment><source>a{source}</source><target>{target}</target></segment><ignorable><source>. </source>"
        "</ignorable><notes><note>x</note></notes></unit>"
        for source, target in units
    )
    data = f'<xliff srcLang="fr" trgLang="en"><file>{inside}</file></xliff>'.encode()
    assert account_of(".xlf", data).letters == letters(of_xml(data)).total()


def test_parts_of_other_formats_inside_of_word_documents_are_named() -> None:
    stream = io.BytesIO(docx(paragraph(run("Un"))))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("word/chunk.html", "<p>Perdu</p>")
    [found] = account_of(".docx", stream.getvalue()).left_out
    assert (found.reason, found.letters, found.places) == ("unsupported", 5, ("word/chunk.html",))


@pytest.mark.parametrize(("also", "paragraphs"), [((), 2), (("comments",), 10), (("headers",), 8)])
def test_parts_that_are_asked_for_are_read(also: tuple[str, ...], paragraphs: int) -> None:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    header = f"<w:hdr {space}>{paragraph(run('enhaut'))}</w:hdr>"
    comments = f"<w:comments {space}><w:comment>{paragraph(run('remarque'))}</w:comment></w:comments>"
    data = docx(paragraph(run("Un")), header1=header, header2=header, comments=comments)
    account = load("pipeline.formats.docx.read:read_docx")(data, "auto", "fr", also=also).account
    assert (account.letters, account.paragraphs) == (22, paragraphs)


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_finds_the_letters_that_are_read(tmp_path: Path) -> None:
    """What LibreOffice saves as plain text of a document are the letters in paragraphs: of DOCX, and of its own ODT."""
    made = pytest.importorskip("docx", reason="python-docx is not installed").Document()
    made.add_heading("Le port", 1)
    made.add_paragraph("Il pleut ").add_run("à verse").bold = True
    table = made.add_table(2, 2)
    for number, cell in enumerate([cell for row in table.rows for cell in row.cells]):
        cell.text = f"Case {number}"
    made.sections[0].header.paragraphs[0].text = "En haut"
    made.add_paragraph("Fin œuvre", style="List Bullet")
    made.save(str(tmp_path / "a.docx"))
    for target in ("odt", "txt:Text (encoded):UTF8"):
        command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
        command += ["--convert-to", target, "--outdir", str(tmp_path), str(tmp_path / "a.docx")]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    found = letters((tmp_path / "a.txt").read_text(encoding="utf-8-sig"))
    for suffix in (".docx", ".odt"):
        text = read_file(tmp_path / f"a{suffix}")
        assert letters("".join(one.text for one in text.paragraphs)) == found
        assert text.account
        assert [one.letters for one in text.account.left_out if one.reason == "running_title"] == [6]
