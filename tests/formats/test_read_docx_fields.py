"""DOCX: what Word computes or leaves out when it shows a file: fields, deleted marks, placeholders, missing parts."""

import doctest

import pytest

from pipeline.document import Text
from pipeline.formats.docx import codes
from pipeline.formats.docx.codes import shown_by
from pipeline.formats.docx.read import read_docx
from pipeline.letters import count_letters
from tests.formats.test_read_docx import document, paragraph, run
from tests.formats.test_read_docx_parts import body, package, relations


def read(data: bytes) -> Text:
    """Read a file of which no letter is lost."""
    text = read_docx(data, "auto", "fr")
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)
    return text


def texts(content: str) -> list[str]:
    return [one.text for one in read(document(content)).paragraphs]


def field(code: str, result: str | None = None) -> str:
    """A field with a code, that shows a result or keeps none."""
    kinds = ["begin", *(["separate"] if result is not None else []), "end"]
    begin, *rest = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in kinds]
    shown = run(result) if result is not None else ""
    return f"{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{rest[0]}" + (shown + rest[-1]) * (len(rest) > 1)


def test_worked_examples_of_codes() -> None:
    assert doctest.testmod(codes).failed == 0


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        (r"EQ \f(3;4)", "3/4"),
        (r"EQ \f(a+b,2)", "(a+b)/2"),
        (r"EQ \r(2)", "√2"),
        (r"eq x\s\up6(2)", "x2"),
        (r"EQ \o\ac(○;3)", "○3"),
        (r"EQ \f(1;\r(x))", "1/(√x)"),
        (r"EQ \f(f(x);2)", "(f(x))/2"),
        ("SYMBOL 171", "«"),
        (r"SYMBOL 97 \f Symbol", "α"),
        (r"SYMBOL 0x20AC \u", "€"),
        ("SYMBOL xyz", "□"),
        ("PAGE", ""),
        ("EQ " + r"\f(" * 5000, ""),
        ("EQ " + "(" * 5000, "(" * 5000),
    ],
)
def test_what_codes_show(code: str, shown: str) -> None:
    found = shown_by(code)
    assert found == shown or (not shown and not count_letters(found) - count_letters(code))


def test_fields_without_a_result_show_what_their_codes_say() -> None:
    assert texts(paragraph(run("Il boit ") + field(r" EQ \f(1;2) ") + run(" litre."))) == ["Il boit 1/2 litre."]
    assert texts(paragraph(run("37 ") + field(r'SYMBOL 176 \f "Symbol"') + run("C."))) == ["37 °C."]
    assert texts(paragraph(run("a ") + field(r"EQ \f(1;2)", "½") + run(" l."))) == ["a ½ l."]
    assert texts(paragraph('<w:fldSimple w:instr="SYMBOL 233"/>' + run("té"))) == ["été"]
    assert texts(paragraph(run("a") + field("XE 'Port'") + run("b"))) == ["ab"]


@pytest.mark.parametrize("mark", ["del", "moveFrom"])
def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(mark: str) -> None:
    gone = f'<w:rPr><w:{mark} w:id="1"/></w:rPr>'
    parts = [paragraph(run(f"{word} "), gone) for word in ("Un", "deux", "trois")]
    assert texts("".join(parts) + paragraph(run("quatre.")) + paragraph(run("Cinq."))) == [
        "Un deux trois quatre.", "Cinq.",
    ]  # fmt: skip


def test_empty_paragraphs_may_stand_between_a_drop_capital_and_its_text() -> None:
    capital = paragraph(run("D"), '<w:framePr w:dropCap="drop"/>')
    assert texts(capital + paragraph("") * 2 + paragraph(run("ans la rue."))) == ["Dans la rue."]


def test_what_a_control_asks_for_is_no_text() -> None:
    control = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>" + run("Tapez ici.") + "</w:sdtContent></w:sdt>"
    shown = [control.format(f"<w:showingPlcHdr{value}/>") for value in ("", ' w:val="0"')]
    assert texts(paragraph(run("Nom") + shown[0])) == ["Nom"]
    assert texts(paragraph(run("Nom : ") + shown[1])) == ["Nom : Tapez ici."]


@pytest.mark.parametrize(
    ("target", "told"),
    [("document.xml", "takes in its own part 'word/document.xml'"), ("a.wps", "its part 'word/a.wps' cannot be read"),
     ("b.html", "should stand here (altChunk)")],
)  # fmt: skip
def test_a_part_that_cannot_be_taken_in_is_told(target: str, told: str) -> None:
    parts: dict[str, str | bytes] = {
        "word/document.xml": body(paragraph(run("Avant.")) + '<w:altChunk r:id="a"/>' + paragraph(run("Après."))),
        "word/_rels/document.xml.rels": relations(("x" if target == "b.html" else "a", "aFChunk", target)),
        "word/a.wps": "Du texte.",
        "[Content_Types].xml": '<Types><Default Extension="xml" ContentType="application/wordprocessingml"/></Types>',
    }
    text = read(package(parts))
    assert [one.text for one in text.paragraphs] == ["Avant.", "Après."]
    assert text.account
    assert any(told in remark for remark in text.account.remarks)


def test_rich_text_is_taken_in() -> None:
    parts: dict[str, str | bytes] = {
        "word/document.xml": body(paragraph(run("Avant.")) + '<w:altChunk r:id="a"/>' + paragraph(run("Après."))),
        "word/_rels/document.xml.rels": relations(("a", "aFChunk", "a.rtf")),
        "word/a.rtf": rb"{\rtf1\ansi{\fonttbl{\f0 Arial;}} Du \b rtf\b0  l\'e9ger.\par Fin.}",
    }
    assert [(one.text, one.locator) for one in read(package(parts)).paragraphs][1:3] == [
        ("Du rtf léger.", "word/a.rtf#1"), ("Fin.", "word/a.rtf#2"),
    ]  # fmt: skip
