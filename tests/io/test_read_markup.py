"""XML and HTML from strangers: entities, encodings that files declare, names and languages."""

import pytest
from lxml import etree

from pipeline.errors import InputError
from pipeline.io.xml import (
    all_text,
    attribute,
    decode_markup,
    local_name,
    parse_html,
    parse_xhtml,
    parse_xml,
    plain_text,
    same_language,
)

REFUSED = "is refused: it declares XML entities"


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', REFUSED),
        (b'<!DOCTYPE a [<!ENTITY % b "c">]><a/>', REFUSED),
        (b'<!DOCTYPE a [<!ELEMENT a ANY> <!ENTITY b SYSTEM "c">', REFUSED),
        ('<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a [<!ENTITY b "c">]><a/>'.encode("utf-16"), REFUSED),
        (b"<a><b></a>", "is not well-formed XML: Opening and ending tag mismatch: b line 1 and a, line 1, column 11"),
        (b"", "is not well-formed XML: Document is empty, line 1, column 1"),
    ],
)
def test_xml_that_is_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_xml(data)
    assert str(caught.value) == told


def test_a_page_that_declares_entities_is_not_read_as_broken_html() -> None:
    with pytest.raises(InputError, match=REFUSED):
        parse_xhtml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    assert plain_text(parse_xhtml(b"<p>Un<p>Deux")) == "UnDeux"


def test_a_dtd_without_entities_is_fine_and_comments_are_left_out() -> None:
    root = parse_xml(b"<!DOCTYPE a [<!ELEMENT a ANY>]><a><!-- b --><?c d?>e</a>")
    assert (len(root), root.text) == (0, "e")
    page = parse_html("<p>Un<!-- b --> mot<?c d?>.")
    assert [(one.tag, one.text) for one in page.iter("p")] == [("p", "Un mot.")]


def test_names_stand_for_characters_in_any_encoding() -> None:
    for codec in ("utf-8", "iso-8859-1", "utf-16"):
        data = (
            f'<?xml version="1.0" encoding="{codec}"?><!DOCTYPE a SYSTEM "a.dtd"><a b="é &oelig;">&NotEqualTilde;</a>'
        )
        root = parse_xml(data.encode(codec))
        assert (root.get("b"), root.text) == ("é œ", "≂̸")
    assert (
        plain_text(parse_xhtml(b"<a>&eacute;<!-- &agrave; &b; --> <?c &d;?>&amp;&lt;&gt;&quot;&apos;</a>"))
        == "é &<>\"'"
    )


@pytest.mark.parametrize(
    ("data", "text", "codec"),
    [
        (b'<meta charset="macintosh">l\x8e', "lé", "mac-roman"),
        (b"<META http-equiv=a content='text/html; charset = iso-8859-1'>l\x92\xe9t\xe9", "l’été", "cp1252"),
        (b"<meta charset=us-ascii>\xe9t\xe9", "été", "cp1252"),
        (b'<?xml version="1.0" encoding="iso-8859-15"?>c\xbdur', "cœur", "iso8859-15"),
        (b"<meta charset=cp850>\x82t\x82", "été", "cp850"),
        (b"<meta charset=macintosh>\xc3\xa9t\xc3\xa9", "été", "utf-8"),  # it holds as UTF-8, whatever it declares
        (b"<meta charset=utf-16>\xe9t\xe9 d\xe9j\xe0", "été déjà", "cp1252"),  # what was read in ASCII is no UTF-16
        (b"<meta charset=nonsense>\xe9t\xe9 d\xe9j\xe0", "été déjà", "cp1252"),
        (b"<meta charset=windows-1253>\xd2\xe9t\xe9 d\xe9j\xe0", "Òété déjà", "cp1252"),  # 0xD2 is none in Greek
        (b"\xe9t\xe9 d\xe9j\xe0", "été déjà", "cp1252"),
        (b" " * 4072 + b"<meta charset=macintosh>l\x8e", "lé", "mac-roman"),
        (b" " * 4088 + b"<meta charset=macintosh>l\x82 d\x82j\x85", "lé déjà", "cp850"),  # too far down
    ],
)
def test_the_encoding_that_a_page_declares(data: bytes, text: str, codec: str) -> None:
    found, name = decode_markup(data)
    assert (found.rpartition(">")[2], name) == (text, codec)


def test_an_encoding_that_is_asked_for_counts_more_than_what_a_page_declares() -> None:
    assert decode_markup(b"<meta charset=macintosh>\x82", "cp850") == ("<meta charset=macintosh>é", "cp850")


def test_nothing_of_a_page_is_lost_after_its_end_and_empty_ones_are_read() -> None:
    page = parse_html("<html><body><p>Un</p></body\n></HTML><p>Deux\r\nTrois\rQuatre")
    assert [one.text for one in page.iter("p")] == ["Un", "Deux\nTrois\nQuatre"]
    assert plain_text(page) == "UnDeux Trois Quatre"
    assert plain_text(parse_html(" <!-- rien --> ")) == ""
    for page in (parse_html("<p>"), parse_html(" "), parse_html("")):
        assert [local_name(one) for one in page] == ["head", "body"]


def test_half_a_character_in_utf_7_is_a_question_mark() -> None:
    assert plain_text(parse_html(decode_markup(b"<p>Un +2AA- mot", "utf-7")[0])) == "Un ? mot"


def test_xhtml_is_read_as_xml_whatever_it_declares() -> None:
    page = b'\xef\xbb\xbf\n<?xml version="1.0" encoding="iso-8859-1"?><A><B/><p/>Un</A>'
    assert [one.tag for one in parse_xhtml(page).iter()] == ["A", "B", "p"]


def test_pages_nested_too_deeply_are_refused() -> None:
    assert plain_text(parse_html("<div>" * 2000 + "Un")) == "Un"
    with pytest.raises(InputError) as caught:
        parse_html("<div>" * 5000 + "Un")
    assert str(caught.value) == "is refused: its elements are nested too deeply"
    with pytest.raises(InputError, match="nested too deeply"):
        parse_xhtml(b"<div>" * 5000 + b"Un")


def test_names_are_local_and_in_lower_case() -> None:
    root = etree.fromstring('<A xmlns:b="urn:b"><b:Cell b:Num="1" num="2" NUM="3"/><!-- c --></A>')
    assert [local_name(one) for one in root.iter()] == ["a", "cell", ""]
    assert local_name(etree.HTML("<svg:Path/>")[0][0]) == "path"
    assert [attribute(root[0], name) for name in ("Num", "num", "NUM", "none")] == ["1", "2", "3", ""]
    assert attribute(etree.HTML('<a xlink:href="b"/>')[0][0], "href") == "b"
    assert attribute(etree.fromstring('<a ref="1"/>'), "f") == ""


@pytest.mark.parametrize(
    ("tag", "language", "wanted"),
    [
        ("fr", "fr", True),
        (" FR-ca ", "fr", True),
        ("fr_FR", "fr", True),
        ("fra", "fr", True),
        ("fre-CA", "fr", True),
        ("frr", "fr", False),
        ("eng", "en", True),
        ("en", "fr", False),
        ("", "fr", False),
    ],
)
def test_languages_go_by_their_first_part(tag: str, language: str, wanted: bool) -> None:
    assert same_language(tag, language) == wanted


def test_plain_text_of_xhtml_is_text_in_html_too() -> None:
    page = (
        '<html xmlns="http://www.w3.org/1999/xhtml"><script>//<![CDATA[\na < b //]]></script><p><![CDATA[Un <b>]]> mot'
    )
    root = parse_html(page)
    assert plain_text(root).endswith("Un <b> mot")
    assert "a < b" in all_text(root)
    assert plain_text(parse_html("<p>Un <![CDATA[deux]]> mot")) == "Un mot"
