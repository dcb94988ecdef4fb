"""Glossaries: tables and TBX as tools save them, told apart by their suffix, and what is no term told with its line."""

import hashlib
import json
from pathlib import Path

import openpyxl
import pytest

from pipeline import make_config, run
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
        ("a.tsv", "phare\t \n", ": expected a French term and its English in line 1"),
        ("a.tsv", "# un\n\tbeacon\nquai\n", ": expected a French term and its English in lines 2, 3"),
        ("a.csv", f'"a\n{"b" * 50}"\n', ": expected a French term and its English in line 2"),
        ("a.tsv", "a" * 200_000, ": expected a French term and its English in line 1"),
        ("a.tbx", "<tbx>", ": is not well-formed XML: Premature end of data in tag tbx line 1, line 1, column 6"),
    ],
)
def test_a_file_without_terms_is_told(files: Files, name: str, content: str, told: str) -> None:
    path = files({name: content}) / name
    with pytest.raises(InputError) as caught:
        read_glossary([path])
    assert str(caught.value) == f"{path}{told}"


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.tsv", "phare\tbeacon\n\nquai\n", "line 3; the other 1 are used"),
        ("a.csv", "phare;beacon\nquai;\n;pier\nmer;sea\n", "lines 2, 3; the other 2 are used"),
        (
            "a.tsv",
            "phare\tbeacon\n" + "quai\n" * 12,
            "lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11 and 2 more; the other 1 are used",
        ),
    ],
)
def test_odd_lines_are_named_and_the_others_used(files: Files, name: str, content: str, told: str) -> None:
    found = read_glossary([files({name: content}) / name])
    assert found.terms[0] == Term("phare", ("beacon",))
    assert found.problems == (f"{name}: expected a French term and its English in {told}",)


def test_a_run_with_odd_lines_is_done_and_tells_them(files: Files) -> None:
    folder = files({"a.tsv": "phare\tbeacon\nquai\n", "a.fr.txt": "Le phare brille.", "a.en.txt": "The beacon shines."})
    config = {
        "read": {"files": str(folder / "a.fr.txt")},
        "output": str(folder / "out"),
        "translate": {"engine": "none", "glossary": [str(folder / "a.tsv")]},
    }
    assert run(make_config(config)).exit_code == 1
    told = json.loads((folder / "out" / "metrics.json").read_text(encoding="utf-8"))["warnings"]
    assert "a.tsv: expected a French term and its English in line 2; the other 1 are used" in told


def test_the_first_sheet_of_a_workbook_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in (["Français", "English"], ["jetée", "pier"], ["été", None], ["# rien", "x"], ["quai", "quay", "note"]):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read_glossary([tmp_path / "a.xlsx"])
    assert [(term.source, term.targets) for term in found.terms] == [("jetée", ("pier",)), ("quai", ("quay",))]
    assert found.problems == ("a.xlsx: expected a French term and its English in line 3; the other 2 are used",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_tables_with_tabs_under_any_name(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "a.csv").write_bytes("jetée\tpier; quay\r\nété\tsummer\r\n".encode(encoding))
    assert terms(tmp_path, "a.csv") == {"jetée": ("pier; quay",), "été": ("summer",)}


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
