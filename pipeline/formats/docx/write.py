"""A reading copy for word processors: a table with French and English columns, every run marked with its language."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from pipeline.bilingual.counts import find_sign, make_head
from pipeline.bilingual.pictures import Picture, Pictures
from pipeline.bilingual.remarks import Remark, is_by_machine, make_remarks
from pipeline.bilingual.rows import Block, Row, choose_item_mark, find_depths, make_rows
from pipeline.bilingual.spans import Span, split_at_marks
from pipeline.bilingual.tables import WIDE, Table, group_tables
from pipeline.bilingual.titles import choose_title, choose_title_of_all
from pipeline.bilingual.typography import typeset
from pipeline.document import Document, Mark
from pipeline.errors import OutputError
from pipeline.files import whole
from pipeline.formats.docx.formulas import to_word
from pipeline.io.archive import put_file
from pipeline.io.characters import xml_text
from pipeline.io.lines import shorten
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.xml import parse_xml
from pipeline.quality.counts import count
from pipeline.quality.metrics import Counts

A4 = (7_560_000, 10_692_000)
"""Width and height in English metric units, 36,000 to the millimetre."""
LARGEST = 27_273_042_316_900
"""The longest side that a picture may have in that unit (ECMA-376 part 1, 20.1.10.42)."""
LONGEST_PROPERTY = 255
"""Characters of a title among the properties that Word reads."""
PICTURES = frozenset(["image/png", "image/jpeg", "image/gif"])
STYLES = {"list_item": "List Bullet", "quote": "Quote", "caption": "Caption"}
FONT = {"em": "italic", "cite": "italic", "dfn": "italic", "var": "italic", "strong": "bold", "u": "underline"}
FONT |= {"s": "strike", "sup": "superscript", "sub": "subscript"}


def write(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance, pictures: Pictures
) -> list[Path]:
    """Write `copy.docx`: signs and comments say how far English passages can be trusted, why, and who made them.

    Raises:
        OutputError: python-docx is not installed.
    """
    try:
        import docx
    except ImportError as error:
        raise OutputError("copy.docx: needs python-docx: pip install 'fr-en-pipeline[docx]'") from error
    path = folder / "copy.docx"
    copy = Copy(docx.Document(), options, provenance, pictures)
    for document in documents:
        copy.add(document)
    with whole(path) as unfinished:
        _save(copy.finish(), unfinished)
    return [path]


class Copy:
    """Fills a word processor's file: a table of two columns for every document."""

    def __init__(self, file: Any, options: WriteOptions, provenance: Provenance, pictures: Pictures) -> None:
        self.file = file
        self.pictures = pictures
        self.options = options
        self.provenance = provenance
        self.titles: list[str] = []
        file.sections[0].page_width, file.sections[0].page_height = A4
        self.remarks: list[Remark] = []
        self.head = [file.add_paragraph() for _ in range(3)]
        self.whose: list[Any] = []
        self.total = Counts()
        self.created = datetime.fromisoformat(provenance.created or "1980-01-01T00:00:00Z").astimezone(UTC)

    def add(self, document: Document) -> None:
        """Add a document's rows."""
        found = make_rows(document)
        self.remarks = make_remarks(document)
        depth = find_depths(found)
        self.titles.append(choose_title(document))
        self.total += count(document)
        if is_by_machine(document):
            self.whose.append(self.file.add_paragraph())
        table = self.file.add_table(rows=0, cols=2)
        for row in group_tables(found):
            if isinstance(row, Table):
                self._table(table, row)
                continue
            for mark in row.pictures:
                self._picture(table, self.pictures(document.id, mark.value))
            if row.source.text.strip() or row.targets:
                self._row(table, row, depth.get(row.paragraph, 0))
        self.file.add_paragraph()

    def finish(self) -> Any:
        """Set what the file says about itself, at its top and in its properties."""
        head = make_head(self.total, self.options, self.provenance)
        for paragraph, told in zip(self.head, (head.origin, head.numbers, head.legend), strict=True):
            self._say(paragraph, told)
        for paragraph in self.whose:
            self._say(paragraph, "English of this text: by machine" if self.total.human_pairs else "")
        properties = self.file.core_properties
        title = self.options.title or choose_title_of_all(self.titles)
        properties.title = shorten(xml_text(title)[0], LONGEST_PROPERTY)
        properties.author = properties.last_modified_by = f"{self.provenance.tool} {self.provenance.version}"
        properties.created = properties.modified = self.created
        properties.language = self.options.source_language
        return self.file

    def _say(self, paragraph: Any, text: str) -> None:
        """Say something about the copy, in italics; a paragraph for nothing is taken out."""
        if not text:
            paragraph._p.getparent().remove(paragraph._p)
            return
        _run(paragraph, Span(text, (Mark(0, 0, "em"),)), self.options.target_language)

    def _row(self, table: Any, row: Row, depth: int) -> None:
        """Add a row: a French paragraph beside its English.

        `depth` is 1 for the heading of a chapter, 2 for one below it, 0 for no heading.
        """
        source, target = table.add_row().cells
        self._cell(source, [(row.source, row)], depth, self.options.source_language)
        self._cell(target, [(block, row) for block in row.targets], depth, self.options.target_language)

    def _picture(self, table: Any, picture: Picture | None) -> None:
        """Add a picture over both columns, at most as wide as they are, unless word processors do not show it."""
        if picture is None or picture.media_type not in PICTURES or not _can_be_shown(picture.data):
            return
        cell = _across(table)
        section = self.file.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        shown = cell.paragraphs[0].add_run().add_picture(BytesIO(picture.data))
        if shown.width > width:
            shown.height, shown.width = round(shown.height * width / shown.width), width

    def _table(self, table: Any, inner: Table) -> None:
        """Add a table inside of each cell; wide ones one below the other."""
        wide = inner.width >= WIDE
        source, target = (_across(table), _across(table)) if wide else table.add_row().cells
        self._grid(source, inner, self.options.source_language)
        self._grid(target, inner, self.options.target_language)

    def _grid(self, cell: Any, inner: Table, language: str) -> None:
        """Put a table of the document, in one language, inside of a cell of the copy; merged cells stay merged."""
        cell._tc.remove(cell.paragraphs[0]._p)  # python-docx puts an empty paragraph, which must be last, after a table
        grid = cell.add_table(rows=len(inner.lines), cols=inner.width)
        grid.style = "Table Grid"
        is_source = language == self.options.source_language
        for number, line in enumerate(inner.lines):
            for slot in (slot for slot in line if slot.rows):
                column = slot.cell.column
                last_line = min(number + slot.cell.rows, len(inner.lines)) - 1
                inside = grid.cell(number, column).merge(grid.cell(last_line, column + slot.cell.columns - 1))
                blocks = [(block, row) for row in slot.rows for block in ([row.source] if is_source else row.targets)]
                self._cell(inside, blocks, depth=0, language=language)

    def _cell(self, cell: Any, blocks: Iterable[tuple[Block, Row]], depth: int, language: str) -> None:
        """Fill a cell with blocks in one language, a paragraph each; every block comes with the row it belongs to."""
        paragraph = cell.paragraphs[0]
        for number, (block, row) in enumerate(blocks):
            paragraph = cell.add_paragraph() if number else paragraph
            paragraph.style = (
                f"Heading {min(depth, 9)}" if block.kind == "heading" and depth else STYLES.get(block.kind)
            )
            if block.kind == "list_item" and row.source.number:
                paragraph.style = None
                _run(paragraph, Span(f"{choose_item_mark(block, row)}\u00a0".lstrip("\u00a0")), language)
            self._fill(paragraph, block, language)

    def _fill(self, paragraph: Any, block: Block, language: str) -> None:
        """Fill a paragraph with the text of a block; remarks on English become comments."""
        tongue = "" if block.kind == "code" else language
        for passage in block.passages:
            runs = [_run(paragraph, span, language) for span in split_at_marks(passage, typeset(passage.text, tongue))]
            english = language == self.options.target_language
            remark = self.remarks[passage.bead] if english and passage.bead is not None else Remark()
            if runs and remark.told:
                runs.append(_run(paragraph, Span(f"\u00a0{find_sign(remark)}", (Mark(0, 0, "sup"),)), language))
                comment = self.file.add_comment(runs, remark.told, author=self.provenance.tool, initials="?")
                comment._comment_elm.date = self.created  # its own would be the clock's


def _can_be_shown(picture: bytes) -> bool:
    """Tell whether a picture is whole enough to have a size."""
    from docx.image.image import Image

    try:
        image = Image.from_blob(picture)
        return 0 < image.width <= LARGEST and 0 < image.height <= LARGEST
    except Exception:  # noqa: BLE001 -- python-docx raises whatever it stumbles over in one that is broken
        return False


def _across(table: Any) -> Any:
    """Add a row with one cell, as wide as both columns, and give that."""
    source, target = table.add_row().cells
    return source.merge(target)


def _run(paragraph: Any, span: Span, language: str) -> Any:
    """Add a run of text with its looks and its language (w:lang, ECMA-376 part 1, 17.3.2.20), or a formula after it."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    formula = next((mark.value for mark in span.marks if mark.name == "formula" and mark.value), "")
    run = paragraph.add_run("" if formula else xml_text(span.text)[0])
    if formula:
        run._r.addnext(to_word(parse_xml(formula.encode())))
    for name in (*(mark.name for mark in span.marks), span.point):
        if name in FONT:
            setattr(run.font, FONT[name], True)
    if span.point == "br":
        run.add_break()
    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(tag)
    for address in [mark.value for mark in span.marks if mark.name == "a"][:1]:
        _link(paragraph, run, address)
    return run


def _link(paragraph: Any, run: Any, address: str) -> None:
    """Make a run a link (w:hyperlink, 17.16.22)."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run.font.underline = True
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(xml_text(address)[0], RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run._r.addprevious(link)
    link.append(run._r)


def _save(file: Any, path: Path) -> None:
    """Save with fixed dates inside the archive."""
    saved = BytesIO()
    file.save(saved)
    with ZipFile(saved) as made, ZipFile(path, "w") as archive:
        for name in _ordered(made.namelist()):
            put_file(archive, name, made.read(name))


def _ordered(names: Iterable[str]) -> Iterator[str]:
    """Order the names of an archive: the list of content types first, as some readers want it; then by name."""
    yield from sorted(names, key=lambda name: (name != "[Content_Types].xml", name))
