"""Word files in English, laid out as they are: all text exchanged, all else there."""

import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline import make_config, run
from pipeline.errors import InputError
from pipeline.formats.docx.read import read_docx
from pipeline.formats.docx.translate import splice_docx, translate_docx
from pipeline.io.xml import local_name
from tests.formats.contract import make_contract
from tests.formats.layouts import expected, parts, replacements, skeleton, words

ALSO = ("comments", "headers")
RUNS, CHANGED = frozenset(["r", "rpr", "t", "ins", "del", "lang"]), frozenset(["rpr", "del"])
VAL = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}val"
COPIED = ["750 €", "80 €"]  # which stand there once
LOOKS = ["", "<w:b/>", "<w:i/>", '<w:color w:val="FF0000"/>']


def with_body(body: str) -> bytes:
    """The contract with another text."""
    stream = io.BytesIO()
    with ZipFile(io.BytesIO(make_contract())) as old, ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                start = content.index(b"<w:body>") + len(b"<w:body>")
                content = content[:start] + body.encode() + content[content.index(b"<w:sectPr>") :]
            new.writestr(name, content)
    return stream.getvalue()


def run_of(text: str, look: str = "") -> str:
    """Some text with a look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def body_of(data: bytes) -> "etree._Element":
    """The main part of a file."""
    return dict(parts(data))["word/document.xml"]


def looks(data: bytes) -> list[tuple[str, str]]:
    """Every run with text of the first paragraph: its text, and the names of its looks."""
    found = []
    for one in next(body_of(data).iter("{*}p")).iter("{*}r"):
        text = "".join(str(node.text) for node in one.iterfind("{*}t"))
        names = " ".join(local_name(look) for look in one.iterfind("{*}rPr/*"))
        found += [(text, names)] if text else []
    return found


def translate(data: bytes, linked: bool = True) -> bytes:
    """A file with all words turned round."""
    return translate_docx(data, replacements(read_docx(data, "auto", "fr", ALSO), linked))


@pytest.mark.parametrize("linked", [True, False])
def test_all_text_is_english_and_all_else_is_there(linked: bool) -> None:
    data = make_contract()
    before, done = read_docx(data, "auto", "fr", ALSO), translate(data, linked)
    after = read_docx(done, "auto", "fr", ALSO)
    assert words([one.text for one in after.paragraphs]) == words(expected(before))
    assert [(one.kind, one.level, one.cell) for one in after.paragraphs] == [
        (one.kind, one.level, one.cell) for one in before.paragraphs
    ]
    assert skeleton(done, RUNS, CHANGED) == skeleton(data, RUNS, CHANGED)
    with ZipFile(io.BytesIO(done)) as new, ZipFile(io.BytesIO(data)) as old:
        assert new.namelist() == old.namelist()
        assert new.read("word/media/a.png") == old.read("word/media/a.png")
    assert b"chaque ann" not in etree.tostring(body_of(done))


def test_looks_links_and_calls_go_with_their_words() -> None:
    body = body_of(translate(make_contract()))
    bold = ["".join(run.itertext()) for run in body.iter("{*}r") if run.find("{*}rPr/{*}b") is not None]
    assert bold == ["LOCATAIRE", "POSTE", "PRIX", "DATE"]
    [link] = body.iter("{*}hyperlink")
    assert "".join(link.itertext()) == "BAILLEUR DU PAGE LA"
    order = [
        local_name(one)
        for one in body.iter("{*}commentRangeStart", "{*}commentRangeEnd", "{*}t")
        if local_name(one) != "t" or "PETITE" in (one.text or "")
    ]
    assert order == ["commentrangestart", "t", "commentrangeend"]
    call = next(body.iter("{*}footnoteReference")).getparent()
    assert call is not None
    before = call.getprevious()
    assert before is not None
    assert "".join(before.itertext()).endswith("MAISON")
    boxes = ["".join(box.itertext()).strip() for box in body.iter("{*}txbxContent")]
    assert boxes == ["MAISON LA DANS INTERDITS SONT ANIMAUX LES."] * 2


@given(
    st.lists(
        st.tuples(st.sampled_from(["un mot", "la mer ", " été", "12 ", "x"]), st.sampled_from(LOOKS)),
        min_size=1,
        max_size=6,
    )
)
def test_runs_of_any_kind(pieces: list[tuple[str, str]]) -> None:
    data = with_body(f"<w:p>{''.join(run_of(*piece) for piece in pieces)}</w:p>")
    done = translate(data)
    before, after = (read_docx(one, "auto", "fr").paragraphs[0].text for one in (data, done))
    assert after == expected(read_docx(data, "auto", "fr"))[0]
    assert len(after) == len(before)
    used = {names for _, names in looks(done)}
    assert used <= {names for _, names in looks(data)}


def test_a_look_between_others_is_found_by_its_words() -> None:
    data = with_body(f"<w:p>{run_of('Le chat ')}{run_of('noir', LOOKS[1])}{run_of(' dort.')}</w:p>")
    assert looks(translate(data)) == [("DORT ", ""), ("NOIR", "b"), (" CHAT LE.", "")]
    assert [text for text, names in looks(translate(data, linked=False)) if names] == ["CHAT"]


def test_signs_of_a_font_of_their_own_stay() -> None:
    signs = '<w:r><w:sym w:font="Symbol" w:char="F061"/></w:r>', run_of("&#xF062;", '<w:rFonts w:ascii="Symbol"/>')
    data = with_body(f"<w:p>{run_of('Un angle ')}{signs[0]}{run_of(' ici ')}{signs[1]}</w:p>")
    done = translate(data)
    assert read_docx(data, "auto", "fr").paragraphs[0].text == "Un angle α ici β"
    assert read_docx(done, "auto", "fr").paragraphs[0].text == "β ICI α ANGLE UN"
    assert [text for text, look in looks(done) if look] == ["\uf062"]


def test_english_stands_below_and_what_is_there_once_stays_once() -> None:
    data = make_contract()
    text = read_docx(data, "auto", "fr", ALSO)
    done = splice_docx(data, replacements(text), "auto", "en-GB", "Made by a test.")
    both = [one.text for one in read_docx(done, "auto", "fr", ALSO).paragraphs]
    assert both[0] == "Made by a test."
    wanted = Counter(map(tuple, words([*(one.text for one in text.paragraphs), *expected(text)])))
    assert {*(wanted - Counter(map(tuple, words([*both, *COPIED]))))} == {()}  # a picture is there once
    items = [one for one in body_of(done).iter("{*}p") if "EAU L" in "".join(one.itertext())]
    assert [one.find("{*}pPr/{*}ind").get(VAL.replace("val", "left")) for one in items] == ["720"]
    once = frozenset(["r", "rpr", "t", "p", "ppr", "hyperlink", "br", "tab", "ins", "del", "lang"])
    assert skeleton(done, once, CHANGED | {"ppr"}) == skeleton(data, once, CHANGED | {"ppr"})
    assert {one.get(VAL) for one in body_of(done).iter("{*}lang")} == {"en-GB"}


def test_a_file_that_is_another_one() -> None:
    data = with_body(f"<w:p>{run_of('Un mot.')}</w:p>")
    text = read_docx(with_body(f"<w:p>{run_of('Deux mots.')}</w:p>"), "auto", "fr")
    with pytest.raises(InputError, match=r"its paragraph word/document\.xml#1 is another one"):
        translate_docx(data, replacements(text))


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed")
def test_libreoffice_shows_the_english(tmp_path: Path) -> None:
    pypdfium2 = pytest.importorskip("pypdfium2")
    (tmp_path / "contrat.docx").write_bytes(make_contract())
    data = {"read": {"files": str(tmp_path / "contrat.docx")}, "output": str(tmp_path / "out")}
    result = run(make_config(data | {"write": {"formats": "translated"}}))
    assert not result.problems
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "out/translated/contrat.docx")]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    with pypdfium2.PdfDocument(tmp_path / "contrat.pdf") as pages:
        shown = pages[0].get_textpage().get_text_bounded()
    assert "The little house has a garden." in " ".join(shown.split())
    assert "petite maison" not in shown
