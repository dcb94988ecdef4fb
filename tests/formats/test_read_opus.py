"""OPUS: alignments with the texts that they name, in either order of the languages, and nothing out of their folder."""

import gzip
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.formats.alignments.linked import find_linked
from pipeline.formats.alignments.read import read_beads
from pipeline.formats.alignments.write import xces
from pipeline.formats.alignments.xces import read_groups
from pipeline.formats.opus.read import read_opus, sentence_ids
from pipeline.formats.sources import Source, find
from pipeline.stages.read import read_document
from tests.conftest import Files

FRENCH = "<text><p><s id='1.1'><w>Bonjour</w><w>.</w></s></p><s id='s2'>Il pleut.</s><s id='s3'>Fin.</s></text>"
ENGLISH = "<text><p><s id='1.1'>Hello.</s><s id='1.2'>It</s><s id='1.3'>rains.</s></p><s id='4'/></text>"
LINKS = (
    '<link xtargets="1.1;1.1" certainty="0.97"/><link xtargets="1.2 1.3;s2"/>'
    '<link xtargets=";s3"/><link xtargets="4;"/>'
)


def aligned(links: str = LINKS, names: tuple[str, str] = ("en/d.xml.gz", "fr/d.xml.gz")) -> str:
    """An alignment of two texts."""
    group = f'<linkGrp targType="s" fromDoc="{names[0]}" toDoc="{names[1]}">{links}</linkGrp>'
    head = '<?xml version="1.0"?>\n<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">'
    return f"{head}\n<cesAlign>{group}</cesAlign>"


def test_a_text_has_its_sentences_with_their_ids() -> None:
    text = read_opus(b"<d><p><s id='a'>Un\n mot</s><s id='b'> </s><s id='c'>Deux</s><s>Trois</s></p></d>", "auto", "fr")
    assert [(one.text, one.locator) for one in text.paragraphs] == [("Un mot", "a"), ("", "b"), ("Deux Trois", "c -")]
    assert text.paragraphs[2].segments == ((0, 4), (5, 10))
    assert sentence_ids(text) == {"a": 0, "b": -1, "c": 1, "-": 2}
    with pytest.raises(InputError, match="holds no sentences"):
        read_opus(b"<d><p>Un mot</p></d>", "auto", "fr")


def test_an_alignment_alone_finds_its_texts(files: Files) -> None:
    folder = files({"opus.xml": aligned(), "fr/d.xml": FRENCH})
    (folder / "en").mkdir()
    (folder / "en/d.xml.gz").write_bytes(gzip.compress(ENGLISH.encode()))
    for given_files in (folder / "opus.xml", folder):
        config = {"read": {"files": str(given_files)}, "output": str(folder / "out"), "translate": {"engine": "none"}}
        assert run(make_config(config)).exit_code == 0
        pairs = list(read_pairs(folder / "out" / "pairs.jsonl"))
        assert [(one.source, one.target, one.origin) for one in pairs] == [
            ("Bonjour.", "Hello.", "human"), ("Il pleut.", "It rains.", "human"), ("Fin.", "", "human"),
        ]  # fmt: skip
        assert [one.scores.get("certainty") for one in pairs] == [0.97, None, None]


@given(
    sizes=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)).filter(any), min_size=1, max_size=6),
    swapped=st.booleans(),
)
def test_beads_come_back_by_ids_in_either_order(tmp_path: Path, sizes: list[tuple[int, int]], swapped: bool) -> None:
    starts = [(0, 0)]
    for n, m in sizes:
        starts.append((starts[-1][0] + n, starts[-1][1] + m))
    beads = [Bead(tuple(range(i, k)), tuple(range(j, h)), "human") for (i, j), (k, h) in pairwise(starts)]
    given_beads = [Bead(bead.target, bead.source, "human") for bead in beads] if swapped else beads
    names = ("en/d.xml", "fr/d.xml") if swapped else ("fr/d.xml", "en/d.xml")
    (tmp_path / "a.xml").write_text("\n".join(xces(given_beads, names)))
    counts = (starts[-1][1], starts[-1][0]) if swapped else starts[-1]
    for name, count in zip(names, counts, strict=True):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        sentences = "".join(f'<s id="{number}">Mot {number}.</s>' for number in range(1, count + 2))
        (tmp_path / name).write_text(f"<document>{sentences}</document>")
    [source] = find([str(tmp_path / "a.xml")])
    assert (source.path, source.reference) == (tmp_path / "fr/d.xml", tmp_path / "en/d.xml")
    found = read_document(source).beads
    assert [(bead.source, bead.target, bead.origin) for bead in found] == [
        (bead.source, bead.target, "human") for bead in beads
    ]


@pytest.mark.parametrize("name", ["fr/d.xml", "Corpus/xml/fr/d.xml.gz", "d.fr.xml", "fr_d.xml", "x.fr.xml"])
def test_texts_lie_where_archives_put_them(files: Files, name: str) -> None:
    folder = files({"opus.xml": aligned(), name: FRENCH, name.replace("fr", "en"): ENGLISH})
    assert find_linked(folder / "opus.xml") == [(folder / name, folder / name.replace("fr", "en"))]


@pytest.mark.parametrize(
    ("names", "message"),
    [
        (("../en/d.xml", "fr/d.xml"), "'../en/d.xml' leads out of the alignment's folder, and is refused"),
        (("en/d.xml", "/fr/d.xml"), "'/fr/d.xml' leads out of the alignment's folder, and is refused"),
        (("en/d.xml", "fr\\..\\..\\fr.xml"), "leads out of the alignment's folder, and is refused"),
        (("en/x.xml", "fr/d.xml"), "the texts that it aligns are missing: {}/en/x.xml; put them there"),
        (("en/x.xml", "fr/x.xml"), "the texts that it aligns are missing: {0}/fr/x.xml, {0}/en/x.xml; put them there"),
        (("de/d.xml", "fr/d.xml"), "aligns fr/d.xml with de/d.xml; French and English are wanted"),
        (("fr/d.xml", "fr/e.xml"), "aligns fr/d.xml with fr/e.xml; French and English are wanted"),
        (("", "fr/d.xml"), "does not name the texts that it aligns (fromDoc, toDoc); give both, and it as read.beads"),
    ],
)
def test_what_cannot_be_found_is_one_line(files: Files, names: tuple[str, str], message: str) -> None:
    folder = files(
        {"c/opus.xml": aligned(names=names), "c/fr/d.xml": FRENCH, "c/de/d.xml": FRENCH, "en/d.xml": ENGLISH}
    )
    with pytest.raises(InputError) as caught:
        find([str(folder / "c/opus.xml")])
    assert str(caught.value).startswith(f"{folder}/c/opus.xml: ")
    assert message.format(folder / "c") in str(caught.value)
    assert "\n" not in str(caught.value)


def test_links_of_the_file_system_lead_nowhere_else(files: Files) -> None:
    folder = files({"c/opus.xml": aligned(), "c/fr/d.xml": FRENCH, "en/d.xml": ENGLISH})
    (folder / "c/en").symlink_to(folder / "en")
    with pytest.raises(InputError, match="are missing"):
        find([str(folder / "c/opus.xml")])


def test_groups_are_sources_and_those_that_lack_a_text_are_named(files: Files) -> None:
    groups = "".join(aligned(names=(f"en/{n}.xml", f"fr/{n}.xml")).partition("<cesAlign>")[2][:-11] for n in (1, 2))
    folder = files(
        {"all.xml": f"<cesAlign>{groups}</cesAlign>", "fr/1.xml": FRENCH, "en/1.xml": ENGLISH, "fr/2.xml": FRENCH}
    )
    found = find([str(folder)])
    assert [(one.id, one.reference, one.way) for one in found] == [
        ("1.xml", folder / "en/1.xml", "as aligned"),
        ("2.xml", folder / "en/2.xml", "as aligned"),
    ]
    result = run(
        make_config({"read": {"files": str(folder)}, "output": str(folder / "out"), "translate": {"engine": "none"}})
    )
    assert (result.exit_code, result.metrics.counts.documents) == (1, 1)
    assert result.problems == [f"{folder}/en/2.xml: cannot be read: No such file or directory"]
    with pytest.raises(InputError, match=r"has 2 groups of links, and 0 of them name 3\.xml and 3\.xml"):
        read_beads(folder / "all.xml", (folder / "fr/3.xml", folder / "en/3.xml"))
    assert len(read_groups(folder / "all.xml")) == 2


def test_beads_may_be_given_beside_the_texts(files: Files) -> None:
    folder = files({"a.xml": aligned(), "x.fr.xml": FRENCH, "x.en.xml": ENGLISH})
    source = Source("x.fr.xml", folder / "x.fr.xml", folder / "x.en.xml", folder / "a.xml")
    assert [(bead.source, bead.target) for bead in read_document(source).beads] == [
        ((0,), (0,)), ((1,), (1, 2)), ((2,), ()),
    ]  # fmt: skip


def test_links_to_sentences_that_are_not_there_make_no_beads(files: Files, caplog: pytest.LogCaptureFixture) -> None:
    folder = files({"a.xml": aligned(), "fr/d.xml": FRENCH.replace("s2", "z"), "en/d.xml": ENGLISH})
    [source] = find([str(folder / "a.xml")])
    with caplog.at_level("WARNING", "pipeline"):
        assert [(bead.source, bead.target) for bead in read_document(source).beads] == [((0,), (0,)), ((2,), ())]
    assert caplog.messages == ["1 of 4 links, as '1.2 1.3;s2', name sentences that are not there"]
    (folder / "en/d.xml").write_text("<text><s id='9'>No.</s></text>")
    with pytest.raises(
        InputError, match=r"3 of 4 links, as '1\.1;1\.1', name sentences that are not there; are the texts"
    ):
        read_document(source)
