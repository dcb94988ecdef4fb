"""Word links in the Pharaoh format, and characters that formats cannot hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.io.characters import is_visible, one_line, paired, xml_text
from pipeline.io.pharaoh import read_links, write_links


@given(st.sets(st.tuples(st.integers(0, 999_999_999), st.integers(0, 99))))
def test_links_come_back_in_order(links: set[tuple[int, int]]) -> None:
    assert read_links(write_links(links)) == sorted(links)


@pytest.mark.parametrize(
    ("line", "shown"),
    [("0-0 1", "1"), ("0--1", "0--1"), ("1234567890-0", "1234567890-0"), ("a" * 41, "a" * 40), ("0-0?", "0-0?")],
)
def test_what_is_no_link_is_told(line: str, shown: str) -> None:
    with pytest.raises(InputError) as caught:
        read_links(line)
    assert str(caught.value) == f"not a word link: {shown!r}; links look like 0-0 1-2"


@pytest.mark.parametrize("text", ["", " \t\n", "\u00a0\u2009", "\0\x9f\u200b\ufeff", "\ud800"])
def test_nothing_is_to_be_seen_of_spaces_and_controls(text: str) -> None:
    assert not is_visible(text)
    assert is_visible(text + "a" + text)


def test_a_line_holds_no_line_end_of_any_kind() -> None:
    assert one_line(" a\x0b\x0c\x1c\x85\u2028\u2029\tb\ud800 \u2003c\u00a0\n") == "a b\ufffd \u2003c\u00a0"
    assert paired("\udfff😀\ud800") == "\ufffd😀\ufffd"


@pytest.mark.parametrize("kept", ["\t\n\r ~\u00a0\ud7ff\ue000\ufffd😀", ""])
def test_xml_has_what_its_definition_of_characters_allows(kept: str) -> None:
    assert xml_text(kept) == (kept, 0)
    assert xml_text(f"\0{kept}\x1f\x7f\x9f\ud800\udfff\ufffe\uffff") == (kept, 8)
