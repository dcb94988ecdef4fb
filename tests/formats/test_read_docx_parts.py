"""DOCX: parts are found by relations and content types; nothing outside of the file is asked for."""

import io
import warnings
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline import make_config
from pipeline import run as run_pipeline
from pipeline.errors import InputError
from pipeline.formats.docx.read import read_docx
from pipeline.io import archive as archives
from tests.formats.test_read_docx import _SPACES, note, paragraph, run

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STRICT = (
    _SPACES.replace("http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/"
                    "wordprocessingml/main")
    .replace("http://schemas.openxmlformats.org/officeDocument/2006/relationships",
             "http://purl.oclc.org/ooxml/officeDocument/relationships")
)  # fmt: skip


def relations(*found: tuple[str, str, str], kind: str = "http://x/relationships", mode: str = "") -> str:
    """A list of relations: identifier, last word of the type, target."""
    inside = "".join(
        f'<Relationship Id="{key}" Type="{kind}/{name}" Target="{target}"{mode}/>' for key, name, target in found
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def types(main: str, content: str = f"{WORD}.document.main+xml") -> str:
    """A list of content types, of which only that of the main part matters."""
    override = f'<Override PartName="{main}" ContentType="{content}"/>'
    return f'<Types><Default Extension="xml" ContentType="application/xml"/>{override}</Types>'


def body(content: str, spaces: str = _SPACES) -> str:
    """A main part."""
    return f"<w:document {spaces}><w:body>{content}</w:body></w:document>"


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A file of some parts by their names."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()


def read(parts: Mapping[str, str | bytes], also: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The locators and texts of a file's paragraphs."""
    found = read_docx(package(parts), "auto", "fr", also).paragraphs
    return [(one.locator, one.text) for one in found]


@pytest.mark.parametrize(
    ("target", "name"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("/doc/texte.xml", "doc/texte.xml"),
        ("./word/../texte.xml", "texte.xml"),
        ("WORD/Document.XML", "word/document.xml"),
        ("word\\texte.xml", "word/texte.xml"),
        ("word/le%20texte.xml", "word/le texte.xml"),
    ],
)
@pytest.mark.parametrize("kind", ["http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                                  "http://purl.oclc.org/ooxml/officeDocument/relationships"])  # fmt: skip
def test_the_main_part_is_what_the_file_refers_to(target: str, name: str, kind: str) -> None:
    parts = {"_rels/.rels": relations(("r1", "officeDocument", target), kind=kind), name: body(paragraph(run("Un.")))}
    assert read(parts) == [(f"{name}#1", "Un.")]


def test_the_main_part_by_its_content_type_alone() -> None:
    parts = {"[Content_Types].xml": types("/a/b.xml"), "a/b.xml": body(paragraph(run("Un.")))}
    assert read(parts) == [("a/b.xml#1", "Un.")]


def test_strict_files_and_parts_that_lie_elsewhere() -> None:
    found = [("s", "styles", "/x/look.xml"), ("f", "footnotes", "../notes/bas.xml"), ("e", "endnotes", "/fin.xml"),
             ("c", "comments", "/c.xml"), ("h", "header", "/kopf.xml")]  # fmt: skip
    look = f'<w:styles {STRICT}><w:style w:styleId="T"><w:name w:val="heading 2"/></w:style></w:styles>'
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
        "word/document.xml": body(
            paragraph(run("Titre"), '<w:pStyle w:val="T"/>')
            + paragraph(run("Un.") + '<w:r><w:footnoteReference w:id="2"/></w:r>'),
            STRICT,
        ),
        "word/_rels/document.xml.rels": relations(*found),
        "x/look.xml": look,
        "notes/bas.xml": note("footnote", 2, "Bas."),
        "fin.xml": note("endnote", 2, "Fin."),
        "c.xml": f"<w:comments {_SPACES}><w:comment>{paragraph(run('À voir.'))}</w:comment></w:comments>",
        "kopf.xml": f"<w:hdr {_SPACES}>{paragraph(run('En-tête'))}</w:hdr>",
        "word/footnotes.xml": note("footnote", 2, "Périmé."),  # nothing refers to it
    }
    text = read_docx(package(parts), "auto", "fr", ("comments", "headers"))
    assert [(one.text, one.kind) for one in text.paragraphs] == [
        ("Titre", "heading"), ("Un.", "paragraph"), ("Bas.", "note"), ("Fin.", "note"), ("À voir.", "note"),
        ("En-tête", "paragraph"),
    ]  # fmt: skip
    assert text.account
    assert [(one.reason, one.places) for one in text.account.left_out] == [("unsupported", ("word/footnotes.xml",))]
    unasked = read_docx(package(parts), "auto", "fr").account
    assert unasked
    reasons = {one.reason: one.places for one in unasked.left_out}
    assert (reasons["comment"], reasons["running_title"]) == (("c.xml",), ("kopf.xml",))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "a spreadsheet"),
        ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml", "a presentation"),
    ],
)
def test_other_programs_files_are_told(content: str, told: str) -> None:
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", "xl/workbook.xml")),
        "[Content_Types].xml": types("/xl/workbook.xml", content),
        "xl/workbook.xml": "<workbook/>",
    }
    with pytest.raises(InputError, match=f"is no DOCX file, but {told}"):
        read(parts)


def test_lists_of_relations_and_properties_that_are_broken_hinder_nobody() -> None:
    parts = {
        "_rels/.rels": "<Relationships",
        "[Content_Types].xml": "<Types",
        "word/_rels/document.xml.rels": "<!",
        "docProps/core.xml": "<core",
        "word/document.xml": body(paragraph(run("Un."))),
        "word/footnotes.xml": note("footnote", 2, "Bas."),
    }
    assert [text for _, text in read(parts)] == ["Un.", "Bas."]


def test_nothing_outside_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("asks the network")

    monkeypatch.setattr(socket, "socket", refuse)
    outside = ' TargetMode="External"'
    parts = {
        "word/document.xml": body('<w:altChunk r:id="a"/><w:altChunk r:id="b"/>' + paragraph(run("Un."))),
        "word/_rels/document.xml.rels": relations(
            ("a", "aFChunk", "http://example.com/a.htm"), ("b", "aFChunk", "/word/b.htm"), mode=outside
        ),
        "word/b.htm": "<p>Dedans.</p>",
    }
    assert [text for _, text in read(parts)] == ["Un."]


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "", "#x"])
def test_relations_that_lead_out_of_the_file_lead_nowhere(target: str) -> None:
    parts = {
        "_rels/.rels": relations(("r1", "officeDocument", target)),
        "word/document.xml": body('<w:altChunk r:id="a"/>' + paragraph(run("Un."))),
        "word/_rels/document.xml.rels": relations(("a", "aFChunk", target)),
    }
    assert [text for _, text in read(parts)] == ["Un."]


def test_two_entries_of_one_name_that_differ() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive, warnings.catch_warnings(action="ignore"):
        for text in ("Un.", "Deux."):
            archive.writestr("word/document.xml", body(paragraph(run(text))))
    with pytest.raises(InputError, match="two different entries"):
        read_docx(stream.getvalue(), "auto", "fr")


def test_files_with_macros_and_templates(tmp_path: Path) -> None:
    contents = {
        "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
        "dotx": f"{WORD}.template.main+xml",
        "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    }
    for suffix, content in contents.items():
        parts = {"[Content_Types].xml": types("/word/document.xml", content)}
        parts["word/document.xml"] = body(paragraph(run(f"Un {suffix}.")))
        (tmp_path / f"a.{suffix}").write_bytes(package(parts))
    options = {"read": {"files": str(tmp_path)}, "translate": {"engine": "none"}, "output": str(tmp_path / "out")}
    result = run_pipeline(make_config(options))
    assert (result.metrics.counts.documents, result.exit_code) == (3, 0)


BAD = {
    "empty.docx": b"",
    "cut.docx": package({"word/document.xml": body(paragraph(run("Un.") * 99))})[:600],
    "missing.docx": package({"word/other.xml": "<a/>"}),
    "broken.docx": package({"word/document.xml": "<w:document"}),
    "notes.docx": package({"word/document.xml": body(""), "word/footnotes.xml": "<w:footnotes"}),
    "deep.docx": package({"word/document.xml": body("<w:tbl><w:tr><w:tc>" * 10_000)}),
    "outside.docx": package({"word/document.xml": body(""), "../../evil.txt": "x"}),
    "password.docx": archives._OLD_OFFICE + bytes(600),
}


def test_bad_files_are_named_one_line_each_and_hinder_no_other(tmp_path: Path) -> None:
    for name, data in BAD.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "good.docx").write_bytes(package({"word/document.xml": body(paragraph(run("Il pleut.")))}))
    options = {"read": {"files": str(tmp_path)}, "translate": {"engine": "none"}, "output": str(tmp_path / "out")}
    result = run_pipeline(make_config(options))
    assert (result.metrics.counts.documents, result.exit_code) == (1, 1)
    assert sorted(Path(told.split(":")[0]).name for told in result.problems) == sorted(BAD)
    assert all("\n" not in told for told in result.problems)
