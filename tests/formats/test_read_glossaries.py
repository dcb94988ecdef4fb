"""Glossaries: tables and TBX as tools save them, told apart by their suffix, and what is no term told with its line."""

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.formats.glossaries import read_glossary
from pipeline.glossary import GlossaryFile, Term
from tests.conftest import Files

TBX = """<?xml version="1.0"?><tbx xmlns="urn:iso:std:iso:30042:ed-2"><text><body>
<conceptEntry><langSec xml:lang="fra"><termSec><term>moulin
 à vent</term></termSec><termSec><term>moulin</term><termNote>admitted</termNote></termSec></langSec>
<langSec xml:lang="en-GB"><termSec><term>wind<hi>mill</hi></term></termSec>
<termSec><term>wind mill</term><termNote>deprecatedTerm-admn-sts</termNote></termSec></langSec>
<langSec xml:lang="de"><termSec><term>Windmühle</term></termSec></langSec></conceptEntry>
<termEntry><langSet xml:lang="fr"><tig><term>quai</term></tig><tig><term> </term></tig></langSet>
<langSet xml:lang="en"><ntig><termGrp><term>quay</term></termGrp></ntig></langSet>
<langSet xml:lang="en-US"><tig><term>wharf</term></tig></langSet></termEntry>
<termEntry><langSet xml:lang="fr"><tig><term>seul</term></tig></langSet></termEntry>
</body></text></tbx>"""


def terms(folder: Path, *names: str) -> dict[str, tuple[str, ...]]:
    """The English of each French term, in the order of the files."""
    return {term.source: term.targets for term in read_glossary([folder / name for name in names]).terms}


@pytest.mark.parametrize(
    ("name", "content", "wanted"),
    [
        ("a.txt", "phare\tbeacon\nphare\tlight\n phare \tbeacon\tun commentaire\n", {"phare": ("beacon", "light")}),
        ("a.tsv", "# nous\tus\n\n \t \nquai, le\tquay; wharf\n", {"quai, le": ("quay; wharf",)}),
        ("a.tsv", '"x"\ty"\n"z\tw\n', {'"x"': ('y"',), '"z': ("w",)}),
        ("a.utf8", "\ufeffphare\tbeacon\r\nquai\tquay", {"phare": ("beacon",), "quai": ("quay",)}),
        ("a.csv", 'Source,Target\n"quai, le","a ""quay"""\n', {"quai, le": ('a "quay"',)}),
        ("a.CSV", "jetée;pier, jetty\nquai;quay\n", {"jetée": ("pier, jetty",), "quai": ("quay",)}),
        ("a.csv", "jetée,pier\nquai;le,quay\n", {"jetée": ("pier",), "quai;le": ("quay",)}),
        *(("a.tsv", f"{head}\tb\nquai\tquay\n", {"quai": ("quay",)}) for head in ("FR", "French", "français", "Fr-fr")),
        *(("a.tsv", f"{head}\tb\nquai\tquay\n", {"quai": ("quay",)}) for head in ("source", "Term")),
        ("a.tsv", "quai\tquay\nsource\tspring\n", {"quai": ("quay",), "source": ("spring",)}),
        ("a.tsv", "", {}),
        ("a.TBX", TBX, {"moulin à vent": ("windmill",), "moulin": ("windmill",), "quai": ("quay", "wharf")}),
    ],
)
def test_the_terms_of_a_file(files: Files, name: str, content: str, wanted: dict[str, tuple[str, ...]]) -> None:
    assert terms(files({name: content}), name) == wanted


def test_files_are_put_together_and_counted(files: Files) -> None:
    contents = {"a.tsv": "quai\tquay\nquai\twharf\nphare\tbeacon\n", "b.csv": "quai,quay\nquai,dock\n", "c.tsv": "#\n"}
    folder = files(contents)
    found = read_glossary([folder / name for name in contents])
    digests = {name: hashlib.sha256(content.encode()) for name, content in contents.items()}
    assert found.terms == (Term("quai", ("quay", "wharf", "dock")), Term("phare", ("beacon",)))
    assert found.files == (
        GlossaryFile("a.tsv", digests["a.tsv"].hexdigest(), 2),
        GlossaryFile("b.csv", digests["b.csv"].hexdigest(), 1),
        GlossaryFile("c.tsv", digests["c.tsv"].hexdigest(), 0),
    )
    assert found.sha256 == hashlib.sha256(b"".join(one.digest() for one in digests.values())).hexdigest()
    nothing = read_glossary([folder / "c.tsv"])
    assert (nothing.terms, nothing.sha256) == ((), "")


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.tsv", "phare\tbeacon\n\nquai\n", ":3: expected a French term and its English: 'quai'"),
        ("a.tsv", "phare\t \n", ":1: expected a French term and its English: 'phare'"),
        ("a.tsv", "\tbeacon\n", ":1: expected a French term and its English: ''"),
        ("a.csv", f'"a\n{"b" * 50}"\n', f":2: expected a French term and its English: {'a' + chr(10) + 'b' * 38!r}"),
        ("a.tsv", "a" * 200_000, f":1: expected a French term and its English: {'a' * 40!r}"),
        ("a.tbx", "<tbx>", ": is not well-formed XML: Premature end of data in tag tbx line 1, line 1, column 6"),
    ],
)
def test_what_is_no_term_is_told(files: Files, name: str, content: str, told: str) -> None:
    path = files({name: content}) / name
    with pytest.raises(InputError) as caught:
        read_glossary([path])
    assert str(caught.value) == f"{path}{told}"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_a_table_is_read_in_the_encodings_of_spreadsheets(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes("jetée;pier\r\nété;summer\r\n".encode(encoding))
    assert terms(tmp_path, "a.csv") == {"jetée": ("pier",), "été": ("summer",)}


def test_what_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(bytes(range(32)) * 4)
    with pytest.raises(InputError) as caught:
        read_glossary([path])
    assert str(caught.value) == f"{path}: is no text that can be read: save it as text in Unicode (UTF-8)"
