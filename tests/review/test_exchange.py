"""Doubtful pairs, out to a person and back."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.review.corrections import EnglishCorrection
from pipeline.review.exchange import Reviewed, choose_pairs, read_review, save_tsv, save_xliff
from pipeline.review.verdicts import reach_verdicts

FRENCH = ("Il a 12 ans.", "Oui !", "Rien.")
ENGLISH = ("He is old.", "Yes!", "")
SOURCE = Text("fr", tuple(Paragraph(text, segments=(Segment(0, len(text)),)) for text in FRENCH))
BEADS = (Bead((0,), (0,), flags=("missing_numbers",)), Bead((1,), (1,)), Bead((2,), (), flags=("no_english",)))
DOCUMENT = Document("a.txt", SOURCE, hypotheses=tuple(map(Hypothesis, ENGLISH)), beads=BEADS)
MODEL = Provenance("1.0")

# The part of XLIFF 2.1 core that is written here, after the specification's element detail (section 4.2.2), RELAX NG.
SCHEMA = """
<element name="xliff" ns="urn:oasis:names:tc:xliff:document:2.0" xmlns="http://relaxng.org/ns/structure/1.0"
 datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
 <attribute name="version"><value>2.1</value></attribute>
 <attribute name="srcLang"><data type="language"/></attribute>
 <attribute name="trgLang"><data type="language"/></attribute>
 <oneOrMore><element name="file">
  <attribute name="id"><data type="NMTOKEN"/></attribute><optional><attribute name="original"/></optional>
  <oneOrMore><element name="unit">
   <attribute name="id"><data type="NMTOKEN"/></attribute><optional><attribute name="name"/></optional>
   <optional><attribute name="translate"><choice><value>yes</value><value>no</value></choice></attribute></optional>
   <optional><attribute name="xml:space"><value>preserve</value></attribute></optional>
   <optional><element name="notes"><oneOrMore><element name="note">
    <optional><attribute name="category"/></optional>
    <optional><attribute name="appliesTo"><value>target</value></attribute></optional>
    <text/></element></oneOrMore></element></optional>
   <oneOrMore><element name="segment">
    <optional><attribute name="state"><choice><value>initial</value><value>translated</value><value>reviewed</value>
     <value>final</value></choice></attribute></optional>
    <element name="source"><text/></element><optional><element name="target"><text/></element></optional>
   </element></oneOrMore>
  </element></oneOrMore>
 </element></oneOrMore>
</element>
"""


def unit(inside: str, version: int = 2) -> str:
    if version == 2:
        unit_2 = f'<unit id="u" name="a:1">{inside}</unit>'
        return f'<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0"><file id="f">{unit_2}</file></xliff>'
    unit_1 = f'<trans-unit id="7" resname="a:1">{inside}</trans-unit>'
    return f'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"><file><body>{unit_1}</body></file></xliff>'


def test_only_doubtful_pairs_go_out(tmp_path: Path) -> None:
    [path] = write("review-tsv", [DOCUMENT], tmp_path, WriteOptions(), MODEL)
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["id", "reason", "source", "target", "right"]
    assert [row[0] for row in rows[1:]] == ["a.txt:1", "a.txt:3"]
    assert rows[1][1] == "a number of the French is missing or different in the English"
    assert [one.reason == "" for one in choose_pairs([DOCUMENT], every=True)] == [False, True, False]


@pytest.mark.parametrize("name", ["review-tsv", "review-xliff"])
def test_what_a_person_changes_comes_back(tmp_path: Path, name: str) -> None:
    [path] = write(name, [DOCUMENT], tmp_path, WriteOptions(), MODEL)
    text = path.read_text(encoding="utf-8")
    old = "He is old.\t\n" if name == "review-tsv" else "<target>He is old.</target>"
    assert old in text
    path.write_text(text.replace(old, old.replace("old", "twelve &amp; old")), encoding="utf-8")
    expected = "He is twelve & old." if name == "review-xliff" else "He is twelve &amp; old."
    verdicts = reach_verdicts(read_review(path), [DOCUMENT])
    assert verdicts.corrections == (EnglishCorrection("a.txt", "Il a 12 ans.", expected),)
    assert (verdicts.unchanged, verdicts.unknown) == (1, ())


def test_states_tell_how_far_a_unit_is(tmp_path: Path) -> None:
    corrected = replace(DOCUMENT, beads=(BEADS[0], replace(BEADS[1], correction="Aye!"), BEADS[2]))
    tree = etree.parse(save_xliff(choose_pairs([corrected], every=True), tmp_path / "a.xlf", WriteOptions()))
    states = [segment.get("state") for segment in tree.iterfind(".//{*}segment")]
    assert states == ["translated", "reviewed", "initial"]


@settings(max_examples=50)
@given(st.text(min_size=1), st.text())
def test_out_and_back_without_change_is_no_correction(tmp_path: Path, french: str, english: str) -> None:
    source = Text("fr", (Paragraph(french, segments=(Segment(0, len(french)),)),))
    hostile = replace(DOCUMENT, source=source, hypotheses=(Hypothesis(english),), beads=BEADS[:1])
    chosen = list(choose_pairs([hostile]))
    for path in (save_xliff(chosen, tmp_path / "a.xlf", WriteOptions()), save_tsv(chosen, tmp_path / "a.tsv")):
        assert reach_verdicts(read_review(path), [hostile]).corrections == ()


@settings(max_examples=30)
@given(st.lists(st.tuples(st.text("ab\x00<&\"'\n é"), st.text(min_size=1)), max_size=3), st.booleans())
def test_the_xliff_is_valid(tmp_path: Path, texts: list[tuple[str, str]], every: bool) -> None:
    documents = [
        replace(DOCUMENT, id=name, source=Text("fr", (Paragraph(french, segments=(Segment(0, len(french)),)),)))
        for name, french in texts
    ]
    chosen = choose_pairs([replace(document, beads=BEADS[:1]) for document in documents], every)
    tree = etree.parse(save_xliff(chosen, tmp_path / "a.xlf", WriteOptions(source_language="fr-CA")))
    etree.RelaxNG(etree.fromstring(SCHEMA)).assertValid(tree)
    files = tree.findall("{*}file")
    assert len({file.get("id") for file in files}) == len(files)
    for file in files:
        names = [found.get("id") for found in file.iterfind("{*}unit")]
        assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        # split by a tool, the space between kept apart; finished
        (
            unit(
                '<segment state="final"><source>Un.</source><target>One.</target></segment>'
                "<ignorable><source> </source></ignorable>"
                '<segment state="final"><source>Deux.</source><target>Two.</target></segment>'
            ),
            Reviewed("a:1", "Un. Deux.", "One. Two.", is_right=True),
        ),
        # the English in another order
        (
            unit(
                '<segment><source>Un, </source><target order="2">one</target></segment>'
                '<segment><source>deux</source><target order="1">two, </target></segment>'
            ),
            Reviewed("a:1", "Un, deux", "two, one"),
        ),
        # half done
        (
            unit(
                "<segment><source>Un. </source><target>One.</target></segment><segment><source>Deux.</source></segment>"
            ),
            Reviewed("a:1", "Un. Deux.", ""),
        ),
        # inline codes, a comment, a matched memory entry beside
        (
            unit(
                '<m:matches xmlns:m="urn:oasis:names:tc:xliff:matches:2.0"><m:match><source>x</source></m:match>'
                "</m:matches>"
                '<segment><source>Un <pc id="1">mot</pc></source>'
                '<target>A <pc id="1"><mrk id="m1">word</mrk></pc><!-- sic --><ph id="2"/><cp hex="001F"/>.</target>'
                "</segment>"
            ),
            Reviewed("a:1", "Un mot", "A word\x1f."),
        ),
        # saved as XLIFF 1.2
        (
            unit(
                '<source>Un <g id="1">mot</g></source><seg-source><mrk mtype="seg" mid="0">Un mot</mrk></seg-source>'
                '<target state="translated"><mrk mtype="seg" mid="0">A <bpt id="1">&lt;b&gt;</bpt>word</mrk></target>',
                1,
            ),
            Reviewed("a:1", "Un mot", "A word"),
        ),
    ],
)
def test_what_tools_make_of_it_is_read(tmp_path: Path, content: str, expected: Reviewed) -> None:
    (tmp_path / "a.xliff").write_text(content, encoding="utf-8")
    assert list(read_review(tmp_path / "a.xliff")) == [expected]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("a.tsv", "id\tsource\n", "lacks reason, target"),
        ("b.tsv", "id\treason\tsource\ttarget\na\tb\n", "line 2 has 2 values"),
        ("c.xlf", "<xliff>", "not well-formed"),
        ("d.xlf", "<html/>", "no units"),
        ("e.xlf", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>', "no units"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, name: str, content: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=message):
        list(read_review(path))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_review(path.with_stem("gone")))
