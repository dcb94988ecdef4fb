"""Sentence rules from SRX files, well formed and not."""

from pathlib import Path
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.segmentation import read_srx

SRX = """<?xml version="1.0" encoding="UTF-8"?>
<srx xmlns="http://www.lisa.org/srx20" version="2.0">
<header segmentsubflows="yes" cascade="{cascade}"/>
<body>
<languagerules>
<languagerule languagerulename="French">
<rule break="no"><beforebreak>\\b(?:M|Mme)\\.</beforebreak><afterbreak>\\s</afterbreak></rule>
</languagerule>
<languagerule languagerulename="Default">
<rule break="yes"><beforebreak>[.?!]+</beforebreak><afterbreak>\\s+\\p{{Lu}}</afterbreak></rule>
<rule><beforebreak>\\n</beforebreak></rule>
</languagerule>
</languagerules>
<maprules>
<languagemap languagepattern="[Ff][Rr].*" languagerulename="French"/>
<languagemap languagepattern=".*" languagerulename="Default"/>
</maprules>
</body>
</srx>
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "rules.srx"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_rule_that_matches_decides(tmp_path: Path) -> None:
    segment = read_srx(written(tmp_path, SRX.format(cascade="yes")))
    text = "M. Roux dort. Il rêve ?  Oui.\nFin"
    assert [text[start:end] for start, end in segment(text, "fr")] == ["M. Roux dort.", "Il rêve ?", "Oui.", "Fin"]
    assert [text[start:end] for start, end in segment(text, "en")][:2] == ["M.", "Roux dort."]
    assert segment("", "fr") == []


def test_without_cascade_only_the_first_map_counts(tmp_path: Path) -> None:
    segment = read_srx(written(tmp_path, SRX.format(cascade="no")))
    assert segment("Il dort. Elle lit.", "fr") == [(0, 18)]


def test_a_language_without_rules(tmp_path: Path) -> None:
    segment = read_srx(written(tmp_path, SRX.format(cascade="yes").replace('".*"', '"en"')))
    with pytest.raises(ValueError, match="no rules for language 'de'"):
        segment("Ja. Nein.", "de")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<srx", "no element found|unclosed token"),
        ("<tmx/>", "no language maps"),
        ('<!DOCTYPE srx [<!ENTITY a "b">]><srx>&a;</srx>', "document type"),
        (SRX.format(cascade="yes").replace("[.?!]+", "[.?!"), "is no pattern"),
        (SRX.format(cascade="yes").replace("[Ff][Rr].*", "("), "is no pattern"),
    ],
)
def test_a_bad_file_is_refused(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_srx(written(tmp_path, text))


PLAIN = """<srx><header/><body><languagerules>
<rule><beforebreak>!</beforebreak></rule>
<languagerule><rule break="no"><beforebreak>;</beforebreak></rule>
<rule><beforebreak>[;.]</beforebreak></rule><rule><afterbreak>x</afterbreak></rule></languagerule>
</languagerules><maprules><languagemap/><languagemap languagepattern="en|fr"/></maprules></body></srx>"""


def test_what_a_file_leaves_out_has_its_default(tmp_path: Path) -> None:
    """A rule breaks, a file does not cascade, a name is empty; rules outside of any language are of that name."""
    segment = read_srx(written(tmp_path, PLAIN))
    text = "a; b. cxd! e"
    assert [text[start:end] for start, end in segment(text, "en")] == ["a; b.", "c", "xd! e"]
    with pytest.raises(ValueError, match="no rules for language 'eng'"):
        segment(text, "eng")


def test_french_is_the_language_unless_told(tmp_path: Path) -> None:
    segment: Any = read_srx(written(tmp_path, SRX.format(cascade="no")))
    assert segment("Il dort. Elle lit.") == [(0, 18)]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<srx", "unclosed token: line 1, column 0"),
        ("<tmx/>", "no language maps: not an SRX file"),
        ("<!DOCTYPE srx><srx/>", "document type declarations are not accepted in an SRX file"),
        (SRX.format(cascade="yes").replace("[Ff][Rr].*", "("), "'(' is no pattern: missing ) at position 1"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_in_one_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        read_srx(written(tmp_path, text))
    assert str(caught.value) == f"{tmp_path / 'rules.srx'}: {message}"


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.srx"):
        read_srx(tmp_path / "none.srx")


def test_a_rule_that_runs_wild_ends_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.segmentation.srx.SECONDS", 0.2)
    wild = SRX.format(cascade="no").replace("<afterbreak>\\s</afterbreak>", "<afterbreak>(?:a|a|ab)*c</afterbreak>")
    segment = read_srx(written(tmp_path, wild.replace("<beforebreak>\\b(?:M|Mme)\\.</beforebreak>", "")))
    with pytest.raises(InputError, match=r"rules\.srx: a rule needs more than 0 s for 'aaaa"):
        segment("a" * 60 + "\n", "fr")
