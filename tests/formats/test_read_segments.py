"""Segments of XLIFF: paired one by one by their names; what is half done is completed, and nothing is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.xliff import read_xliff
from pipeline.io.units import target_text
from pipeline.io.xml import parse_xml
from tests.conftest import Files


def mrk(name: str, text: str) -> str:
    """A segment of version 1.2."""
    return f'<mrk mtype="seg" mid="{name}">{text}</mrk>'


def file_of(units: str, attributes: str = 'source-language="fr" target-language="en"') -> bytes:
    """An XLIFF 1.2 file, with the names that Trados and memoQ add."""
    names = 'xmlns="urn:oasis:names:tc:xliff:document:1.2" xmlns:sdl="http://sdl.com/FileTypes/SdlXliff/1.0"'
    return f'<xliff {names} xmlns:mq="MQXliff"><file {attributes}><body>{units}</body></file></xliff>'.encode()


def unit(source: str, target: str, more: str = "", attributes: str = "") -> str:
    """A unit of version 1.2 whose source is segmented."""
    return (
        f'<trans-unit id="u" {attributes}><source>Entier</source><seg-source>{source}</seg-source>{target}{more}'
        "</trans-unit>"
    )


def pairs_of(data: bytes) -> list[tuple[str, str]]:
    """The texts of both sides, whose letters have to balance."""
    sides: list[Text] = [read_xliff(data, "auto", language) for language in ("fr", "en")]
    for side in sides:
        assert side.account
        assert (side.account.unread, side.account.added) == (0, 0)
    assert [one.locator for one in sides[0].paragraphs] == [one.locator for one in sides[1].paragraphs]
    return [(one.text, other.text) for one, other in zip(*(side.paragraphs for side in sides), strict=True)]


ONE_TWO = mrk("1", "Un.") + " " + mrk("2", "Deux.")


@pytest.mark.parametrize(
    ("target", "wanted"),
    [
        (f"<target>{mrk('1', 'One.')}{mrk('2', 'Two.')}</target>", [("Un.", "One."), ("Deux.", "Two.")]),
        (f"<target>{mrk('2', 'Two.')} {mrk('1', 'One.')}</target>", [("Un.", "One."), ("Deux.", "Two.")]),
        (f"<target>{mrk('1', '')} {mrk('2', 'Two.')}</target>", [("Un.", ""), ("Deux.", "Two.")]),
        (f"<target>{mrk('2', 'Two.')}</target>", [("Un.", ""), ("Deux.", "Two.")]),
        ("<target/>", [("Un.", ""), ("Deux.", "")]),
        ("", [("Un.", ""), ("Deux.", "")]),
        ("<target>One. Two.</target>", [("Entier", "One. Two.")]),  # nobody says which is which
        (f"<target>{mrk('1', 'One.')} {mrk('3', 'Three.')}</target>", [("Entier", "One. Three.")]),
    ],
)
def test_segments_are_paired_by_their_names(target: str, wanted: list[tuple[str, str]]) -> None:
    assert pairs_of(file_of(unit(ONE_TWO, target))) == wanted


def test_segments_inside_of_other_elements_and_text_between_them() -> None:
    source = f'<g id="1">{mrk("1", "Un <x/>mot.")}</g><ph id="3">code</ph> puis {mrk("2", "Deux.")}'
    target = f"<target>{mrk('1', 'A word.')} then {mrk('2', 'Two.')}</target>"
    assert pairs_of(file_of(unit(source, target))) == [("Un mot.", "A word."), ("puis", "then"), ("Deux.", "Two.")]


def test_segments_in_the_source_itself_and_doubled_names() -> None:
    target = f"<target>{mrk('1', 'One.')} {mrk('2', 'Two.')}</target>"
    data = file_of(f'<trans-unit id="u"><source>{ONE_TWO}</source>{target}</trans-unit>')
    assert pairs_of(data) == [("Un.", "One."), ("Deux.", "Two.")]
    assert pairs_of(data.replace(b'mid="2"', b'mid="1"')) == [("Un. Deux.", "One. Two.")]


@pytest.mark.parametrize(
    ("more", "attributes", "state", "english"),
    [
        ("", "", "", "Un."),  # a name, say
        ("", "", 'state="new"', ""),
        ("", "", 'state="final"', "Un."),
        ('<sdl:seg-defs><sdl:seg id="1"/></sdl:seg-defs>', "", "", ""),
        ('<sdl:seg-defs><sdl:seg id="1" conf="Translated"/><sdl:seg id="2"/></sdl:seg-defs>', "", "", "Un."),
        ("", 'mq:status="NotStarted"', "", ""),
        ("", 'mq:status="ManuallyConfirmed"', "", "Un."),
    ],
)
def test_a_copy_of_a_segment_is_done_where_the_tool_says_so(
    more: str, attributes: str, state: str, english: str
) -> None:
    target = f"<target {state}>{mrk('1', 'Un.')} {mrk('2', 'Two.')}</target>"
    assert pairs_of(file_of(unit(ONE_TWO, target, more, attributes))) == [("Un.", english), ("Deux.", "Two.")]


def test_segments_of_version_2_are_paired_whatever_their_order() -> None:
    data = (
        b'<xliff srcLang="fr" trgLang="en"><file id="f"><unit id="u">'
        b'<segment id="a"><source>Un.</source><target order="3">One.</target></segment>'
        b"<ignorable><source> (et) </source></ignorable>"
        b'<segment id="b" state="initial"><source>Deux.</source><target order="1">Deux.</target></segment>'
        b"<segment><source>Trois.</source></segment></unit></file></xliff>"
    )
    assert pairs_of(data) == [("Un.", "One."), ("(et)", "(et)"), ("Deux.", ""), ("Trois.", "")]


def test_files_in_either_direction_in_one() -> None:
    made = file_of(unit(ONE_TWO, f"<target>{mrk('1', 'One.')}</target>")).decode()
    back = (
        '<file source-language="en" target-language="fr"><body><trans-unit id="v"><source>Three.</source>'
        "<target>Trois.</target></trans-unit></body></file></xliff>"
    )
    data = made.replace("</xliff>", back).encode()
    assert pairs_of(data) == [("Un.", "One."), ("Deux.", ""), ("Trois.", "Three.")]


def test_a_file_that_waits_for_its_french_is_told_so() -> None:
    data = file_of(unit(ONE_TWO, "<target/>"), 'source-language="en" target-language="fr-CA"')
    with pytest.raises(InputError, match="holds no French yet: every French target is empty"):
        read_xliff(data, "auto", "fr")


def test_a_unit_that_comes_back_has_a_space_between_its_segments() -> None:
    made = parse_xml(f"<trans-unit><target>{mrk('1', 'One.')}{mrk('2', 'Two.')}</target></trans-unit>".encode())
    assert target_text(made) == "One. Two."


SEGMENTS = st.dictionaries(st.sampled_from("1234"), st.sampled_from(["Un.", "", "<g id='1'>a</g>b", "<x/>"]))


@given(SEGMENTS, SEGMENTS, st.sampled_from(["", " ", " et ", "<x>code</x>"]))
def test_any_segments_balance(source: dict[str, str], target: dict[str, str], between: str) -> None:
    sides = [between.join(mrk(*item) for item in side.items()) for side in (source, target)]
    first = '<trans-unit id="0"><source>Un</source></trans-unit>'
    pairs_of(file_of(first + unit(sides[0], f"<target>{sides[1]}</target>")))


def test_half_done_units_are_completed(files: Files) -> None:
    data = file_of(unit(ONE_TWO, f"<target>{mrk('1', '')}{mrk('2', 'Number two.')}</target>"))
    folder = files({"a.sdlxliff.xlf": data.decode()})
    options = {"read": {"files": str(folder / "*.xlf")}, "output": str(folder / "out"), "translate": {"beam": 1}}
    assert run(make_config(options)).exit_code == 0
    first, second = read_pairs(folder / "out" / "pairs.jsonl")
    assert (first.source, first.origin, bool(first.target)) == ("Un.", "machine", True)
    assert (second.source, second.target, second.origin) == ("Deux.", "Number two.", "human")


@pytest.mark.parametrize("protected", ['mtype="protected"', 'translate="no"'])
def test_what_must_not_be_translated_is_marked(protected: str) -> None:
    source = f"<source>Cliquez <g id='1'>sur  <mrk {protected}>Mon\n<g id='2'>Espace</g></mrk></g> puis OK.</source>"
    [found] = read_xliff(file_of(f"<trans-unit id='1'>{source}</trans-unit>"), "auto", "fr").paragraphs
    assert found.text == "Cliquez sur Mon Espace puis OK."
    assert [found.text[start:end] for start, end in found.kept(0, len(found.text))] == ["Mon Espace"]
    segment = file_of(unit(mrk("1", f"Voir <mrk {protected}>Mon Espace</mrk>."), ""))
    [found] = read_xliff(segment, "auto", "fr").paragraphs
    assert [found.text[start:end] for start, end in found.kept(0, len(found.text))] == ["Mon Espace"]


def test_texts_in_codes_are_pairs_of_their_own() -> None:
    code = '<ph id="1">[img alt="<sub>{}<ph id="2">[b]</ph></sub>" title="<sub>{}</sub>"]</ph>'
    source, target = f"Un {code.format('Chat', 'Noir')} dort.", f"A {code.format('Cat', 'Black')} sleeps."
    units = f"<trans-unit id='1'><source>{source}</source><target>{target}</target></trans-unit>"
    assert pairs_of(file_of(units)) == [("Un dort.", "A sleeps."), ("Chat", "Cat"), ("Noir", "Black")]
    assert pairs_of(file_of(unit(mrk("1", source), ""))) == [("Un dort.", ""), ("Chat", ""), ("Noir", "")]


@pytest.mark.parametrize(
    ("attributes", "tag", "wanted"),
    [
        ('source-language="fr" target-language="en"', "de", [("Un.", "")]),
        ('source-language="fr" target-language="en"', "en-GB", [("Un.", "One.")]),
        ('source-language="fr"', "de", [("Un.", "")]),
        ('source-language="en" target-language="de"', "fr", [("One.", "Un.")]),
    ],
)
def test_a_target_says_what_language_it_is_in(attributes: str, tag: str, wanted: list[tuple[str, str]]) -> None:
    sides = ("One.", "Un.") if attributes.startswith('source-language="en') else ("Un.", "One.")
    units = f'<trans-unit id="1"><source>{sides[0]}</source><target xml:lang="{tag}">{sides[1]}</target></trans-unit>'
    found = pairs_of(file_of(units, attributes))
    assert found == (wanted if tag != "fr" else [("Un.", "One.")])


def test_a_character_that_xml_forbids_takes_nothing_else_with_it() -> None:
    text = read_xliff(file_of("<trans-unit id='1'><source>Un\x0b mot.</source></trans-unit>"), "auto", "fr")
    assert [one.text for one in text.paragraphs] == ["Un mot."]
    assert text.account
    assert [one.reason for one in text.account.left_out] == ["forbidden"]
