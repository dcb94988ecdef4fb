"""Files that break off: of memories whole units are read, and the place is told; archives are refused."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.formats.tmx.read import read_tmx
from pipeline.formats.xliff import read_xliff
from pipeline.io.archive import Archive
from pipeline.io.cut import Cut, parse_units

TMX = """<?xml version="1.0"?>
<tmx version="1.4"><header/><body>
<tu tuid="a"><tuv xml:lang="fr"><seg>Il pleut.</seg></tuv><tuv xml:lang="en"><seg>It rains.</seg></tuv></tu>
<tu><tuv xml:lang="fr"><seg>Il neige &amp; gèle.</seg></tuv><tuv xml:lang="en"><seg>It snows.</seg></tuv></tu>
</body></tmx>
"""
XLIFF = """<xliff version="1.2"><file source-language="fr" target-language="en"><body>
<group><trans-unit id="1"><source>Il pleut.</source><target>It rains.</target></trans-unit>
<trans-unit id="2"><source>Il neige.</source><target>It snows.</target></trans-unit></group></body></file></xliff>
"""


@pytest.mark.parametrize("codec", ["utf-8", "utf-16"])
@given(st.integers(0, len(TMX)))
def test_a_memory_is_read_as_far_as_its_units_are_whole(codec: str, length: int) -> None:
    cut = TMX[:length]
    whole = cut.count("</tu>")
    data = cut.encode(codec)
    if not whole:
        with pytest.raises(InputError):
            read_tmx(data, "auto", "fr")
        return
    text = read_tmx(data, "auto", "fr")
    assert [one.text for one in text.paragraphs] == ["Il pleut.", "Il neige & gèle."][:whole]
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)
    told = [one.places for one in text.account.left_out if one.reason == "cut_off"]
    assert bool(told) == (not cut.rstrip().endswith("</tmx>"))


@pytest.mark.parametrize(
    ("length", "place"),
    [(XLIFF.index("It snows"), "line 3, in unit 2"), (XLIFF.index("</group"), "line 3, after unit 2")],
)
def test_the_place_of_the_break(length: int, place: str) -> None:
    account = read_xliff(XLIFF[:length].encode(), "auto", "en").account
    assert account
    assert [one.places for one in account.left_out if one.reason == "cut_off"] == [(place,)]


@pytest.mark.parametrize(
    "data",
    [
        TMX.replace("</tuv><tuv", "<tuv", 1),  # broken, but not off
        TMX.replace("&amp;", "&", 1),
        TMX.replace("pleut", "<", 1)[:-20],
        "<!DOCTYPE a [<!ENTITY e 'x'>]>" + TMX.partition("\n")[2][:-20],
        "",
        "Bonjour",
    ],
)
def test_what_is_broken_otherwise_is_refused(data: str) -> None:
    with pytest.raises(InputError):
        read_tmx(data.encode(), "auto", "fr")


def test_a_root_that_goes_on_after_the_break_is_none() -> None:
    root, cut = parse_units(b"<x:tmx xmlns:x='u'><x:tu id='1'>a</x:tu>", {"tu"})
    assert (len(root), cut) == (1, Cut("line 1, after unit 1", ""))
    with pytest.raises(InputError, match="breaks off in line 1, before any unit is whole"):
        parse_units(b"<tmx><tu>a", {"tu"})


def test_a_run_says_so_and_ends_with_1(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_text(TMX[: TMX.index("It snows")], "utf-8")
    config = {
        "read": {"files": str(tmp_path / "a.tmx")}, "output": str(tmp_path / "out"), "translate": {"engine": "none"}
    }  # fmt: skip
    result = run(make_config(config))
    assert result.exit_code == 1
    told = "a.tmx: the end of a file that breaks off, and what is missing behind it: once (line 4, in unit 2)"
    assert told in result.metrics.warnings
    assert [pair.target for pair in read_pairs(tmp_path / "out/pairs.jsonl")] == ["It rains."]


@pytest.mark.parametrize("name", ["EPUB", "DOCX", "ODT"])
@given(st.data())
def test_an_archive_that_breaks_off_is_refused_in_one_line(name: str, data: st.DataObject) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("content.xml", "<p>Il pleut.</p>" * 20)
        archive.writestr("more.xml", "<p/>")
    whole = stream.getvalue()
    length = data.draw(st.integers(0, len(whole) - 1))
    told = f"^is no {name} file: not a ZIP archive, or a broken one; get a whole copy of it$"
    with pytest.raises(InputError, match=told):
        Archive(whole[:length], name)
