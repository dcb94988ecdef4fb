"""XLIFF with English targets: those that were missing are there, with the codes of their sources; others stay."""

import pytest
from lxml import etree

from pipeline.errors import InputError
from pipeline.formats.xliff import read_xliff
from pipeline.formats.xliff_targets import translate_xliff
from tests.formats.layouts import replacements

OLD = (
    '<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2" version="1.2">'
    '<file source-language="fr-FR" original="a" datatype="html"><body>{}</body></file></xliff>'
)
NEW = '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.1" version="2.1" srcLang="fr"><file id="f">{}</file></xliff>'


def targets(content: str) -> list[str]:
    """The targets of a file that was translated with all words turned round, without namespaces and states."""
    data = content.encode()
    root = etree.fromstring(translate_xliff(data, replacements(read_xliff(data, "auto", "fr")), language="en-GB"))
    assert "en-GB" in {root.get("trgLang"), root[0].get("target-language")}
    found = []
    for target in root.iter("{*}target"):
        target.tail = None
        shown = etree.tostring(target, encoding="unicode")
        found.append(shown[shown.index(">") + 1 :].removesuffix("</target>") if "/>" not in shown[-2:] else "")
    return [one.replace(' xmlns="urn:oasis:names:tc:xliff:document:1.2"', "") for one in found]


@pytest.mark.parametrize(
    ("units", "wanted"),
    [
        (
            '<trans-unit id="1"><source>Lisez <g id="1">la notice</g> ici.</source></trans-unit>',
            ['ICI <g id="1">NOTICE LA</g> LISEZ.'],
        ),
        (
            '<trans-unit id="1"><source>Un <bpt id="1">[b]</bpt>mot noir<ept id="1">[/b]</ept> ici.</source>'
            '<target state="new"/></trans-unit>',
            ['ICI <bpt id="1">[b]</bpt>NOIR MOT<ept id="1">[/b]</ept> UN.'],
        ),
        (
            '<trans-unit id="1"><source>Deux<x id="1" ctype="lb"/>mots<ph id="2"/>.</source></trans-unit>',
            ['MOTS<x id="1" ctype="lb"/>DEUX.<ph id="2"/>'],
        ),
        (
            '<trans-unit id="1"><source>Un mot.</source><target>A word.</target></trans-unit>'
            '<trans-unit id="2" translate="no"><source>LOT 7</source></trans-unit>'
            '<trans-unit id="3"><source>Un mot.</source></trans-unit>',
            ["A word.", "MOT UN."],
        ),
        (
            '<trans-unit id="1"><source>Un. Deux mots.</source><seg-source><mrk mtype="seg" mid="1">Un.</mrk> '
            '<mrk mtype="seg" mid="2">Deux mots.</mrk></seg-source></trans-unit>',
            ['<mrk mtype="seg" mid="1">UN.</mrk> <mrk mtype="seg" mid="2">MOTS DEUX.</mrk>'],
        ),
        (
            '<trans-unit id="1"><source>Un. Deux mots.</source><seg-source><mrk mtype="seg" mid="1">Un.</mrk> '
            '<mrk mtype="seg" mid="2">Deux mots.</mrk></seg-source><target><mrk mtype="seg" mid="1">One.</mrk> '
            '<mrk mtype="seg" mid="2"/></target></trans-unit>',
            ['<mrk mtype="seg" mid="1">One.</mrk> <mrk mtype="seg" mid="2">MOTS DEUX.</mrk>'],
        ),
    ],
)
def test_version_1(units: str, wanted: list[str]) -> None:
    assert targets(OLD.format(units)) == wanted


def test_version_2() -> None:
    units = (
        '<unit id="u"><segment id="s"><source>Un <pc id="1">mot noir</pc> ici.</source></segment>'
        '<ignorable><source> </source></ignorable><segment><source>Fin<ph id="2"/>.</source></segment></unit>'
    )
    done = [one.replace(' xmlns="urn:oasis:names:tc:xliff:document:2.1"', "") for one in targets(NEW.format(units))]
    assert done == ['ICI <pc id="1">NOIR MOT</pc> UN.', 'FIN.<ph id="2"/>']


def test_a_file_that_is_another_one() -> None:
    unit = '<trans-unit id="{}"><source>{}</source></trans-unit>'
    text = read_xliff(OLD.format(unit.format(1, "Un.")).encode(), "auto", "fr")
    for other in (unit.format(2, "Un."), unit.format(1, "Deux.")):
        with pytest.raises(InputError):
            translate_xliff(OLD.format(other).encode(), replacements(text))
