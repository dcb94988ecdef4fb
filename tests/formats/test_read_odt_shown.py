"""ODT: what is read is what a word processor shows: signs, drop capitals, shapes with text, nothing hidden."""

import io
import zipfile
from collections.abc import Callable

import pytest

from pipeline.errors import InputError
from pipeline.formats.odt.read import read_odt
from tests.formats.test_read_odt import _SPACES, document, texts

STYLES = """
<style:font-face style:name="Zeichen" svg:font-family="'Wingdings'" xmlns:svg="svg"/>
<style:style style:name="T1" style:family="text"><style:text-properties style:font-name="Zeichen"/></style:style>
<style:style style:name="T2" style:family="text" style:parent-style-name="T1"/>
<style:style style:name="T3" style:family="text"><style:text-properties fo:font-family="Symbol"/></style:style>
<style:style style:name="T4" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="T5" style:family="text"><style:text-properties text:display="true"/></style:style>
<style:style style:name="P1" style:family="paragraph"><style:text-properties style:font-name="Symbol"/></style:style>
<style:style style:name="P2" style:family="paragraph"><style:text-properties text:display="none"/></style:style>
<style:style style:name="S1" style:family="section"><style:section-properties text:display="none"/></style:style>
"""


def left_out(data: bytes) -> dict[str, tuple[int, tuple[str, ...]]]:
    """Letters and places of what is left out, by reason."""
    account = read_odt(data, "auto", "fr").account
    assert account
    return {one.reason: (one.letters, one.places) for one in account.left_out}


def span(style: str, text: str) -> str:
    """A span of text."""
    return f'<text:span text:style-name="{style}">{text}</text:span>'


def p(inside: str, style: str = "") -> str:
    """A paragraph."""
    return f'<text:p text:style-name="{style}">{inside}</text:p>'


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (p("Oui " + span("T1", "\uf0fc")), "Oui ✓"),
        (p("Oui " + span("T2", "ü")), "Oui ✓"),
        (p(span("T3", f"a {span('T1', 'J')} b") + " c"), "α ☺ β c"),
        (p("\uf0b0C" + span("T5", "d"), "P1"), "°Χδ"),
        (p("\uf0b0 " + span("T9", "d")), "□ d"),
    ],
)
def test_signs_of_symbol_fonts(content: str, wanted: str) -> None:
    assert texts(document(content, STYLES)) == [wanted]


def test_signs_that_nobody_knows_are_told() -> None:
    assert left_out(document(p("Un") + p("a\uf041"), STYLES))["unknown_sign"] == (0, ("content.xml#2",))


def test_hidden_text() -> None:
    note = "<text:note><text:note-citation>1</text:note-citation><text:note-body>{}</text:note-body></text:note>"
    content = (
        p("Un" + span("T4", f" caché{note.format(p('perdue'))}") + " mot")
        + p("Rien" + span("T5", "Vu"), "P2")
        + f'<text:section text:style-name="S1">{p("Section")}</text:section>'
        + f'<text:section text:display="none">{p("Autre")}</text:section>'
        + p('<text:hidden-paragraph text:is-hidden="true"/>Paragraphe')
        + p('<text:hidden-paragraph text:is-hidden="false"/>Fin')
    )
    data = document(content, STYLES)
    assert texts(data) == ["Un mot", "Vu", "Fin"]
    letters = sum(map(len, ("caché", "1perdue", "Rien", "Section", "Autre", "Paragraphe")))
    assert left_out(data)["hidden"][0] == letters


def box(text: str) -> str:
    """A frame with a text box and a picture for programs without boxes."""
    return f"<draw:frame><draw:text-box>{p(text)}</draw:text-box><draw:image>{p('sinon')}</draw:image></draw:frame>"


def shape(text: str) -> str:
    """A shape with text."""
    return f"<draw:custom-shape>{p(text)}</draw:custom-shape>"


@pytest.mark.parametrize("made", [box, shape])
def test_drop_capitals_in_a_box_or_a_shape(made: Callable[[str], str]) -> None:
    content = (
        p(made("L") + "e vieil homme.")
        + p("<text:bookmark/>" + made("« À"))
        + p("<text:s/>l’aube")
        + p(made("A") + "Figure.")
    )
    assert texts(document(content)) == ["Le vieil homme.", "« À l’aube", "Figure.", "A"]


def test_shapes_with_paragraphs_lists_and_tables() -> None:
    inside = p("Un") + f"<text:list><text:list-item>{p('Deux')}</text:list-item></text:list>"
    group = f"<draw:g><draw:rect>{inside}</draw:rect></draw:g>"
    found = read_odt(document(p(f"Avant {group}après")), "auto", "fr").paragraphs
    assert [(one.text, one.kind) for one in found] == [
        ("Avant après", "paragraph"), ("Un", "paragraph"), ("Deux", "list_item"),
    ]  # fmt: skip


@pytest.mark.parametrize("value", ["9" * 5000, "x", "-1", "²", "1e9", ""])
def test_numbers_of_any_kind_anywhere(value: str) -> None:
    spans = " ".join(
        f'table:number-{name}="{value}"' for name in ("columns-spanned", "columns-repeated", "rows-spanned")
    )
    cell = f"<table:table-cell {spans}>{p('mot')}</table:table-cell>"
    row = f"<table:table-row>{cell}{cell}</table:table-row>"
    heading = f'<text:h text:outline-level="{value}">mot<text:s text:c="{value}"/></text:h>'
    found = read_odt(document(f"{heading}<table:table>{row}{row}</table:table>"), "auto", "fr").paragraphs
    assert {one.text for one in found} == {"mot"}
    assert found[0].level == 1


@pytest.mark.parametrize(
    ("opened", "closed", "times"),
    [
        ("<text:section>", "</text:section>", 245),
        ("<text:list><text:list-item>", "</text:list-item></text:list>", 120),
        ("<text:p><draw:frame><draw:text-box>", "</draw:text-box></draw:frame></text:p>", 80),
        ("<table:table><table:table-row><table:table-cell>", "</table:table-cell></table:table-row></table:table>", 80),
    ],
)
def test_what_is_nested_as_deep_as_xml_may_be(opened: str, closed: str, times: int) -> None:
    assert texts(document(opened * times + p("Fond.") + closed * times)) == ["Fond."]
    assert texts(document(p("<text:span>" * 245 + "Fond." + "</text:span>" * 245))) == ["Fond."]
    with pytest.raises(InputError, match=r"its part 'content\.xml' cannot be read: its elements are nested"):
        texts(document(opened * 9000))


@pytest.mark.parametrize(
    ("media", "told"), [("spreadsheet", "a spreadsheet"), ("presentation-template", "a presentation")]
)
def test_the_manifest_tells_other_programs_files(media: str, told: str) -> None:
    stream = io.BytesIO(document(p("Oui.")))
    with zipfile.ZipFile(stream, "a") as archive:
        entry = f'manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.{media}"'
        archive.writestr(
            "META-INF/manifest.xml",
            f"<manifest:manifest {_SPACES}><manifest:file-entry {entry}/></manifest:manifest>",
        )
    with pytest.raises(InputError, match=f"is no ODT file, but {told}"):
        read_odt(stream.getvalue(), "auto", "fr")


def test_properties_that_are_broken_hinder_nobody() -> None:
    assert read_odt(document("<text:h>Titre</text:h>", meta="<m"), "auto", "fr").title == "Titre"
    with pytest.raises(InputError, match=r"its part 'styles\.xml' is not well-formed XML"):
        read_odt(document(p("Oui."), styles="<m"), "auto", "fr")
