"""PDF files, as well as their pages let us: the text layer's lines, joined to paragraphs (extra `pdf`).

PDFium gives the characters in the order of the file, and where each stands.
"""

import re
import unicodedata
from collections.abc import Iterator
from statistics import median
from typing import TYPE_CHECKING

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.pdf.printed import PrintedLine, paragraphs_on

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_HYPHEN = 2  # what PDFium makes of a hyphen at the end of a line, and the line end after it
_LINE_ENDS = frozenset(b"\r\n")
_SAMPLES = 25  # characters of a line whose boxes tell its size; those of parts of ligatures are too small
_PASSWORD = 4  # FPDF_ERR_PASSWORD


def read_pdf(data: bytes, encoding: str, language: str) -> Text:
    """The paragraphs of a PDF file, by the pages they stand on; `encoding` is its own.

    Raises InputError where it is broken or encrypted, has no text layer, or the extra is not installed.
    """
    document = _open(data)
    try:
        pages = [list(_lines(document[n].get_textpage(), n + 1)) for n in range(len(document))]
        title = document.get_metadata_value("Title").strip()
    finally:
        document.close()
    if not any(pages):
        raise InputError("has no text, only pictures of pages; recognise its text first, with OCRmyPDF for instance")
    paragraphs = tuple(paragraphs_on(pages))
    heading = next((paragraph.text for paragraph in paragraphs if paragraph.kind == "heading"), "")
    return Text(language, paragraphs, title or heading)


def _open(data: bytes) -> "PdfDocument":
    try:
        from pypdfium2 import PdfDocument, PdfiumError
    except ImportError as error:
        raise InputError("PDF files need the extra: pip install 'fr-en-pipeline[pdf]'") from error
    try:
        document = PdfDocument(data)
        len(document)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise InputError("has a password; save it without a password") from error
        raise InputError("is broken, or no PDF file; print it to a new PDF, or save it in another format") from error
    return document


def _lines(page: "PdfTextPage", number: int) -> Iterator[PrintedLine]:
    """The lines of a page that are not empty."""
    from pypdfium2.raw import FPDFText_GetUnicode

    codes = [FPDFText_GetUnicode(page, place) for place in range(page.count_chars())]
    line: list[int] = []
    for place, code in enumerate([*codes, ord("\n")]):
        if code not in _LINE_ENDS:
            line.append(place)
        if code not in _LINE_ENDS and code != _HYPHEN:
            continue
        visible = [place for place in line if not chr(codes[place]).isspace() and codes[place]]
        if visible:
            text = _decode([codes[place] for place in line if codes[place]])
            yield _placed(page, number, visible, text)
        line = []


def _decode(codes: list[int]) -> str:
    """The text of some UTF-16 code units or characters, its ligatures taken apart."""
    units = "".join(map(chr, codes)).replace(chr(_HYPHEN), "-")
    text = units.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace").strip()
    return _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _placed(page: "PdfTextPage", number: int, visible: list[int], text: str) -> PrintedLine:
    """A line with its box; its height is that of most of its characters, not of a raised one."""
    step = max(1, len(visible) // _SAMPLES)
    boxes = [page.get_charbox(place, loose=True) for place in (*visible[::step], visible[-1])]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return PrintedLine(text, number, left, median(box[1] for box in boxes), right, median(box[3] for box in boxes))
