"""Mistakes in translation memories that no DTD sees: each is told with its unit."""

from pathlib import Path

import pytest

from pipeline.formats.tmx.validity import problems

GOOD = '<tuv xml:lang="fr"><seg>Un.</seg></tuv><tuv xml:lang="en"><seg>One.</seg></tuv>'


def found(folder: Path, units: str, header: str = 'srclang="fr"') -> list[str]:
    """The mistakes of a memory."""
    path = folder / "a.tmx"
    path.write_text(f'<?xml version="1.0"?>\n<tmx><header {header}/>\n<body>{units}</body></tmx>', "utf-8")
    return list(problems(path))


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        (f"<tu>{GOOD}</tu>", []),
        (f'<tu tuid="a">{GOOD}</tu><tu tuid="a">{GOOD}</tu>', ["tu a: the tuid appears twice"]),
        (f"<tu>{GOOD}</tu><tu>{GOOD}</tu>", []),
        ("\n<tu/>", ["tu at line 4: 0 variants, not two", "tu at line 4: no variant in the source language 'fr'"]),
        (f'<tu tuid="a">{GOOD}{GOOD.split("</tuv>")[1].replace("en", "de")}</tuv></tu>', ["tu a: 3 variants, not two"]),
        (f'<tu tuid="a">{GOOD.replace("en", "FR")}</tu>', ["tu a: two variants of one language"]),
        (f'<tu tuid="a">{GOOD.replace("fr", "de")}</tu>', ["tu a: no variant in the source language 'fr'"]),
        (f'<tu tuid="a">{GOOD.replace("en", "e1")}</tu>', ["tu a: 'e1' is no language tag"]),
        (
            '<tu tuid="a"><tuv xml:lang="fr"><seg> </seg></tuv><tuv><seg>One.</seg></tuv></tu>',
            ["tu a: '' is no language tag", "tu a: empty segment (fr)"],
        ),
        (f'<tu tuid="a">{GOOD.replace("One", "One&#127;")}</tu>', ["tu a: control character (en)"]),
        (
            f'<tu tuid="a" creationdate="20261124T083000">{GOOD}</tu>',
            ["tu a: creationdate '20261124T083000' is not YYYYMMDDThhmmssZ"],
        ),
        (
            f'<tu tuid="a">{GOOD.replace("<tuv", chr(60) + "tuv changedate=" + repr("20261324T083000Z"), 1)}</tu>',
            ["tu a: changedate '20261324T083000Z' is not YYYYMMDDThhmmssZ"],
        ),
        (f'<tu lastusagedate="20261231T235959Z">{GOOD}</tu>', []),
        (
            f'<tu tuid="a" lastusagedate="20261232T235959Z">{GOOD}</tu>',
            ["tu a: lastusagedate '20261232T235959Z' is not YYYYMMDDThhmmssZ"],
        ),
    ],
)
def test_mistakes_of_units(tmp_path: Path, unit: str, told: list[str]) -> None:
    assert found(tmp_path, unit) == told


@pytest.mark.parametrize(
    ("header", "told"),
    [
        ('srclang="*all*"', []),
        ('srclang="fr" creationdate="20261124T083000Z"', []),
        ('srclang="fr" creationdate="now"', ["header: creationdate 'now' is not YYYYMMDDThhmmssZ"]),
    ],
)
def test_mistakes_of_the_header(tmp_path: Path, header: str, told: list[str]) -> None:
    assert found(tmp_path, f"<tu>{GOOD}</tu>", header) == told


def test_a_header_without_language(tmp_path: Path) -> None:
    assert found(tmp_path, "", "") == ["header: srclang '' is no language tag"]
    assert found(tmp_path, f'<tu tuid="a">{GOOD}</tu>', 'srclang="french"') == [
        "header: srclang 'french' is no language tag",
        "tu a: no variant in the source language 'french'",
    ]


@pytest.mark.parametrize("tag", ["fr", "fra", "fr-CA", "zh-Hant", "zh-Hant-TW", "es-419", "sl-rozaj", "en-GB-oxendict"])
def test_language_tags(tmp_path: Path, tag: str) -> None:
    assert found(tmp_path, f"<tu>{GOOD.replace('fr', tag)}</tu>", f'srclang="{tag}"') == []


def test_what_is_no_xml_is_told_and_entities_stay_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.tmx"
    path.write_text(f'<tmx><header srclang="fr"/><body><tu>{GOOD}</tu>', "utf-8")
    [told] = problems(path)
    assert told.startswith("not well-formed: Premature end of data in tag body line 1")
    (tmp_path / "secret").write_text("One.")
    entity = f'<!DOCTYPE tmx [<!ENTITY e SYSTEM "{(tmp_path / "secret").as_uri()}">]>'
    unit = GOOD.replace("One.", "&e;")
    path.write_text(f'{entity}<tmx><header srclang="fr"/><body><tu tuid="a">{unit}</tu></body></tmx>', "utf-8")
    assert list(problems(path)) == ["tu a: empty segment (en)"]
