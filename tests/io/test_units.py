"""Units of XLIFF: segments in the order in which they are to be read, with what stands between them."""

import pytest
from lxml import etree

from pipeline.io.units import collapse, lacks_target, source_text, target_text, without_codes

SEGMENT = "<segment><source>{}</source>{}</segment>"
BETWEEN = "<ignorable><source> - </source>{}</ignorable>"


def unit(*parts: str) -> etree._Element:
    """A unit of XLIFF 2."""
    return etree.fromstring(f"<unit xmlns='urn:oasis:names:tc:xliff:document:2.0'>{''.join(parts)}</unit>")


def target(text: str, order: str = "") -> str:
    """A target, with its place in the reading order if it has one."""
    return f"<target order='{order}'>{text}</target>" if order else f"<target>{text}</target>"


def test_parts_are_put_together_in_their_order() -> None:
    made = unit(SEGMENT.format("Un.", target("One.")), BETWEEN.format(""), SEGMENT.format("Deux.", target("Two.")))
    assert source_text(made) == "Un. - Deux."
    assert target_text(made) == "One. - Two."
    assert not lacks_target(made)


@pytest.mark.parametrize(
    ("orders", "wanted"),
    [
        (("3", "2", "1"), "Two.=One."),  # the last part is read first (XLIFF 2.1, 4.2.2.3)
        (("", "", ""), "One.=Two."),
        (("1", "2", "3"), "One.=Two."),
        (("9" * 5000, "2", "1"), "One.Two.="),  # nonsense counts as none: it stays first, and Python may not read it
        (("x", "2", "3"), "One.=Two."),
        (("9" * 9, "2", "1"), "Two.=One."),
        (("9" * 10, "2", "3"), "One.=Two."),
        (("2", "2", "2"), "One.=Two."),
    ],
)
def test_targets_are_read_in_the_order_that_they_tell(orders: tuple[str, str, str], wanted: str) -> None:
    made = unit(
        SEGMENT.format("Un.", target("One.", orders[0])),
        BETWEEN.format(target("=", orders[1])),
        SEGMENT.format("Deux.", target("Two.", orders[2])),
    )
    assert target_text(made) == wanted


def test_segments_without_target_or_not_done_are_left_out() -> None:
    made = unit(SEGMENT.format("Un.", ""), BETWEEN.format(""), SEGMENT.format("Deux.", target("Two.")))
    assert lacks_target(made)
    assert target_text(made) == " - Two."
    assert target_text(made, lambda part: False) == " - "


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Un <mrk>mot</mrk> <pc>ou <g>deux</g></pc>.", "Un mot ou deux."),
        *(
            (f"Un <{name}>code</{name}>mot.", "Un mot.")
            for name in ["bpt", "ept", "ph", "it", "ut", "sub", "x", "bx", "ex"]
        ),
        ("Un<ph type='lb'/>mot<x ctype='lb'/>ou<ph subType='xlf:lb'/>deux<ph type='b'/>.", "Un mot ou deux."),
        ("<cp hex='001F'/>Un<cp hex='E9'/><cp hex='x'/><cp hex='-1'/><cp hex='110000'/><cp/>.", "\x1fUné."),
        ("", ""),
    ],
)
def test_codes_of_another_format_are_no_text(inside: str, text: str) -> None:
    assert without_codes(etree.fromstring(f"<source>{inside}</source>")) == text


def test_a_unit_of_version_1_2_is_its_own_segment() -> None:
    made = etree.fromstring("<trans-unit><note>Non</note><source>Un.</source><source>Non</source></trans-unit>")
    assert (source_text(made), target_text(made), lacks_target(made)) == ("Un.", "", True)
    made.append(etree.fromstring("<target>One.</target>"))
    assert (source_text(made), target_text(made), lacks_target(made)) == ("Un.", "One.", False)
    assert source_text(etree.fromstring("<unit/>")) == ""


def test_white_space_is_one_space_but_for_no_break_spaces() -> None:
    assert collapse("\u00a0\tUn\r\n mot\u2003 ") == "\u00a0 Un mot\u2003"
