"""Translation memories as tools leave them: several English versions of a unit, characters that XML forbids."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.formats.tmx.read import read_tmx
from pipeline.io.xml import parse_xml, without_forbidden

UNIT = '<tu tuid="u{}"><tuv xml:lang="fr"><seg>{}</seg></tuv>{}</tu>'


def memory(*units: tuple[str, dict[str, str] | list[tuple[str, str]]]) -> bytes:
    made = "".join(
        UNIT.format(
            number,
            french,
            "".join(
                f'<tuv xml:lang="{tag}"><seg>{text}</seg></tuv>'
                for tag, text in (english.items() if isinstance(english, dict) else english)
            ),
        )
        for number, (french, english) in enumerate(units)
    )
    return f'<tmx version="1.4"><header srclang="fr"/><body>{made}</body></tmx>'.encode()


VERSIONS = memory(
    ("La couleur.", {"en-US": "The color.", "en-GB": "The colour."}),
    ("Deux.", [("en", "Two A."), ("en", "Two B.")]),
    ("Un.", {"de": "Eins."}),
)


@pytest.mark.parametrize(
    ("tag", "wanted"),
    [
        ("en", ["The color.", "Two A.", ""]),
        ("en-GB", ["The colour.", "Two A.", ""]),
        ("en-AU", ["The color.", "Two A.", ""]),
    ],
)
def test_one_version_is_read_and_the_others_are_named(tag: str, wanted: list[str]) -> None:
    text = read_tmx(VERSIONS, "auto", tag)
    assert ([paragraph.text for paragraph in text.paragraphs], text.language) == (wanted, "en")
    assert text.account is not None
    [found] = [one for one in text.account.left_out if one.reason == "other_version"]
    assert (found.times, found.places, text.account.unread) == (2, ("unit u0", "unit u1"), 0)


def test_a_run_takes_the_version_that_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "a.tmx").write_bytes(VERSIONS)
    options = {"read": {"files": "a.tmx", "english": "en-GB"}, "translate": {"engine": "none"}, "output": "out"}
    run(make_config(options, base=tmp_path))
    assert next(read_pairs(tmp_path / "out" / "pairs.jsonl")).target == "The colour."


@pytest.mark.parametrize("sign", ["&#x1F;", "&#11;", "\x0b", "&#xFFFE;", "&#x110000;", "&#xD800;"])
def test_characters_that_xml_forbids_are_left_out_and_named(sign: str) -> None:
    text = read_tmx(
        memory((f"Fin{sign} du jour.", {"en": f"End{sign} of day."}), ("Oui.", {"en": "Yes."})), "auto", "fr"
    )
    assert [paragraph.text for paragraph in text.paragraphs] == ["Fin du jour.", "Oui."]
    assert text.account is not None
    assert [(one.reason, one.times) for one in text.account.left_out if one.reason == "forbidden"] == [("forbidden", 2)]


@given(st.text(st.sampled_from("a&#x;1F09é\n\x01<>"), max_size=30))
def test_what_is_left_is_what_a_parser_takes_or_refuses_for_another_reason(text: str) -> None:
    data, lines = without_forbidden(f"<a>{text}</a>".encode())
    assert without_forbidden(data)[0] == data or lines
    assert "Char value" not in refusal(data)


def refusal(data: bytes) -> str:
    """Why a document is refused; "" where it is not."""
    try:
        parse_xml(data)
    except InputError as problem:
        return str(problem)
    return ""
