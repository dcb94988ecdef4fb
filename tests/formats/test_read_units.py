"""TMX and XLIFF: both languages of a file correspond paragraph by paragraph, and no code is taken for text."""

from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.sources import find
from pipeline.formats.tmx.read import read_tmx
from pipeline.formats.xliff import read_xliff
from pipeline.stages.read import read_document
from tests.conftest import Files

Reader = Callable[[bytes, str, str], Text]
Unit = tuple[str, str]
WORDS = st.text(alphabet="aéœ «»\u00a0.<&\"'—1", max_size=12).map(lambda text: " ".join(filter(None, text.split(" "))))


def tmx(units: list[Unit], languages: tuple[str, str] = ("fr-CA", "EN-us")) -> bytes:
    """A translation memory; an empty text is left out."""
    rows = "".join(
        "<tu>"
        + "".join(
            f'<tuv xml:lang="{tag}"><seg>{escape(text)}</seg></tuv>'
            for tag, text in zip(languages, unit, strict=True)
            if text
        )
        + "</tu>"
        for unit in units
    )
    start = '<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4"><header/>'
    return f"{start}<body>{rows}</body></tmx>".encode()


def xliff12(units: list[Unit]) -> bytes:
    """An XLIFF 1.2 file."""
    rows = "".join(
        f'<trans-unit id="{n}"><source>{escape(french)}</source><target>{escape(english)}</target></trans-unit>'
        for n, (french, english) in enumerate(units)
    )
    space = "urn:oasis:names:tc:xliff:document:1.2"
    file = f'<file source-language="fr" target-language="en" original="a" datatype="x"><body>{rows}</body></file>'
    return f'<xliff xmlns="{space}" version="1.2">{file}</xliff>'.encode()


def xliff2(units: list[Unit]) -> bytes:
    """An XLIFF 2.1 file."""
    rows = "".join(
        f'<unit id="{n}"><segment state="final"><source>{escape(french)}</source>'
        f"<target>{escape(english)}</target></segment></unit>"
        for n, (french, english) in enumerate(units)
    )
    space = "urn:oasis:names:tc:xliff:document:2.0"
    return f'<xliff xmlns="{space}" version="2.1" srcLang="fr" trgLang="en"><file id="f">{rows}</file></xliff>'.encode()


WAYS: dict[str, tuple[Callable[[list[Unit]], bytes], Reader]] = {
    "tmx": (tmx, read_tmx),
    "xliff 1.2": (xliff12, read_xliff),
    "xliff 2.1": (xliff2, read_xliff),
}


def texts(text: Text) -> list[str]:
    """The paragraphs' texts."""
    return [paragraph.text for paragraph in text.paragraphs]


@pytest.mark.parametrize("way", WAYS)
@given(units=st.lists(st.tuples(WORDS, WORDS), max_size=6).map(lambda units: [("Début.", "Start."), *units]))
def test_what_was_written_is_read(way: str, units: list[Unit]) -> None:
    write, read = WAYS[way]
    data = write(units)
    assert texts(read(data, "auto", "fr")) == [french for french, _ in units]
    assert texts(read(data, "auto", "en")) == [english for _, english in units]


def test_codes_are_not_text() -> None:
    seg = (
        'Un <bpt i="1">&lt;b&gt;</bpt>mot<ept i="1">&lt;/b&gt;</ept> <hi>gras</hi><ph type="lb"/>et\n la '
        '<it pos="begin">x</it>suite'
    )
    data = tmx([("x", "y")]).replace(b"<seg>x</seg>", f"<seg>{seg}</seg>".encode())
    assert texts(read_tmx(data, "auto", "fr")) == ["Un mot gras et la suite"]
    source = '<g id="1">Un <x id="2"/>mot</g><bx id="3"/> <mrk mtype="term">rare</mrk><ph id="4">code</ph>'
    data = xliff12([("x", "y")]).replace(b"<source>x</source>", f"<source>{source}</source>".encode())
    assert texts(read_xliff(data, "auto", "fr")) == ["Un mot rare"]


def test_segments_of_a_unit_and_what_stands_between() -> None:
    unit = (
        "<segment><source>Un.</source><target>One.</target></segment><ignorable><source> </source></ignorable>"
        '<segment state="initial"><source>Deux.</source><target>Deux.</target></segment>'
    )
    data = xliff2([("x", "y")]).replace(
        b'<segment state="final"><source>x</source><target>y</target></segment>', unit.encode()
    )
    assert texts(read_xliff(data, "auto", "fr")) == ["Un.", "Deux."]
    assert texts(read_xliff(data, "auto", "en")) == ["One.", ""]


def test_english_sources_and_units_that_may_not_be_translated() -> None:
    data = xliff12([("One.", "Un.")]).replace(b'source-language="fr" target-language="en"', b'source-language="en"')
    data = data.replace(b"<trans-unit", b'<trans-unit translate="no"')
    found = read_xliff(data, "auto", "fr")
    assert texts(found) == ["Un."]
    assert not found.paragraphs[0].translate


def test_utf_16() -> None:
    text = tmx([("Été", "Summer")]).decode().replace('version="1.0"?', 'version="1.0" encoding="UTF-16"?')
    assert texts(read_tmx(text.encode("utf-16"), "auto", "fr")) == ["Été"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (tmx([("a", "b")], ("de", "en")), "holds no French: its languages are de, en"),
        (tmx([]), "its languages are none"),
        (b"<xliff/>", "is no TMX file"),
        (b"<tmx>", "breaks off in line 1, before any unit is whole"),
        (b'<!DOCTYPE tmx [<!ENTITY a "b">]><tmx/>', "declares XML entities"),
        (b"\x00\x01", "not well-formed"),
    ],
)
def test_what_is_no_memory_is_told(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_tmx(data, "auto", "fr")


@given(st.binary(max_size=60), st.sampled_from([read_tmx, read_xliff]))
def test_any_bytes_are_read_or_refused(data: bytes, read: Reader) -> None:
    with pytest.raises(InputError):
        read(data, "auto", "fr")


def test_a_memory_comes_back_unit_by_unit_and_gaps_are_translated(files: Files) -> None:
    folder = files({})
    (folder / "m.tmx").write_bytes(tmx([("Il pleut. Il vente.", "It rains and blows."), ("Oui.", ""), ("", "Lost.")]))
    data = {"read": {"files": str(folder / "m.tmx")}, "output": str(folder / "out"), "translate": {"beam": 1}}
    assert run(make_config(data)).exit_code == 0
    found = [(pair.source, pair.target, pair.origin) for pair in read_pairs(folder / "out" / "pairs.jsonl")]
    assert found[0] == ("Il pleut. Il vente.", "It rains and blows.", "human")
    assert found[1][0] == "Oui."
    assert found[1][1:] != ("", "human")
    assert found[2] == ("", "Lost.", "human")


def test_a_memory_without_english_is_a_text_to_translate(tmp_path: Path) -> None:
    (tmp_path / "m.tmx").write_bytes(tmx([("Oui.", "Ja.")], ("fr", "de")))
    [source] = find([str(tmp_path / "m.tmx")])
    assert read_document(source).reference is None


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<tmx/>", "is no XLIFF file: its root is <tmx>"),
        ("<xliff/>", "holds no French: its languages are none"),
        (
            '<xliff srcLang="de"><file target-language="nl"/><file source-language="es"/></xliff>',
            "holds no French: its languages are de, en, es, nl",
        ),
        (
            '<xliff><file source-language="fr"><unit><segment><source> </source></segment></unit></file></xliff>',
            "holds no French: its languages are en, fr",
        ),
    ],
)
def test_what_is_no_xliff_or_no_french_is_told(content: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_xliff(content.encode(), "auto", "fr")
    assert str(caught.value) == told
    assert read_xliff(b'<xliff srcLang="fr"><file/></xliff>', "auto", "en") == Text("en", ())


@pytest.mark.parametrize(
    ("languages", "french", "english"),
    [
        ('source-language="fr-CA" target-language="en-US"', "Un.", "Uno."),
        ('source-language="en" target-language="fra"', "Uno.", "Un."),
        ('source-language="fr"', "Un.", "Uno."),
        ('source-language="en"', "Uno.", "Un."),
        ('source-language="fr" target-language="it"', "Un.", ""),
        ('source-language="it" target-language="fr"', "Uno.", ""),
        ('source-language="it"', None, "Uno."),
    ],
)
def test_the_side_of_a_language(languages: str, french: str | None, english: str) -> None:
    unit = "<trans-unit><source>Un.</source><target>Uno.</target></trans-unit>"
    data = f"<xliff><file {languages}><body>{unit}</body></file></xliff>".encode()
    if french is not None:
        assert texts(read_xliff(data, "auto", "fr")) == [french]
    assert texts(read_xliff(data, "auto", "en")) == [english]


@pytest.mark.parametrize(
    ("part", "english"),
    [
        ('<source>Paris</source><target state="new">Paris</target>', ""),
        ('<source>Paris</source><target state="needs-translation">Paris</target>', ""),
        ('<source>Paris</source><target state="initial">Paris</target>', ""),
        ('<source>Paris</source><target state="translated">Paris</target>', "Paris"),
        ("<source>Paris</source><target>Paris</target>", "Paris"),
        ('<source>Paris</source><target state="new">Paris!</target>', "Paris!"),
        ('<source>1914</source><target state="new">1914</target>', "1914"),  # nothing in it is to be translated
    ],
)
def test_a_copy_of_the_source_is_no_translation_as_long_as_nobody_says_so(part: str, english: str) -> None:
    data = f'<xliff><file source-language="fr"><trans-unit id="a">{part}</trans-unit></file></xliff>'.encode()
    assert texts(read_xliff(data, "auto", "en")) == [english]


def test_the_nearest_word_says_whether_a_unit_may_be_translated() -> None:
    unit = '<unit id="{}" {}><segment><source>Un.</source></segment></unit>'
    yes, no = 'translate="yes"', 'translate="no"'
    group = f"<group {no}>{unit.format('a', '')}{unit.format('b', yes)}</group>"
    data = f'<xliff srcLang="fr"><file>{unit.format("c", "")}{group}{unit.format("d", no)}</file></xliff>'
    found = read_xliff(data.encode(), "auto", "fr").paragraphs
    assert [(one.locator, one.translate) for one in found] == [
        ("unit c", True),
        ("unit a", False),
        ("unit b", True),
        ("unit d", False),
    ]


def test_units_of_a_memory_have_names_or_numbers_and_the_first_variant_counts() -> None:
    data = (
        '<tmx><body><tu tuid="a"><tuv lang="FR"><seg> Un\n mot.</seg></tuv><tuv xml:lang="fr"><seg>Non</seg></tuv></tu>'
        '<tu><tuv xml:lang="fr"/><tuv xml:lang="fr-CA"><seg>Deux.</seg></tuv></tu>'
        '<tu><tuv xml:lang="de"><seg>Drei.</seg></tuv></tu></body></tmx>'
    )
    found = read_tmx(data.encode(), "auto", "fr")
    assert [(one.text, one.locator) for one in found.paragraphs] == [
        ("Un mot.", "unit a"),
        ("Deux.", "unit 2"),
        ("", "unit 3"),
    ]
    assert found.language == "fr"
    assert texts(read_tmx(data.encode(), "auto", "en")) == ["", "", ""]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("<xliff/>", "is no TMX file: its root is <xliff>"),
        ("<tmx><body/></tmx>", "holds no French: its languages are none"),
        (
            '<tmx><body><tu><tuv xml:lang="en"/><tuv lang="de"><seg>a</seg></tuv></tu></body></tmx>',
            "holds no French: its languages are de, en",
        ),
    ],
)
def test_what_is_no_memory_is_told_in_one_line(content: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_tmx(content.encode(), "auto", "fr")
    assert str(caught.value) == told
