"""Read PDF files, as well as their pages let us: the text layer's lines, joined to paragraphs (extra `pdf`).

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
from pipeline.io.builder import first_heading
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfTextPage

_LIGATURES = re.compile("[\ufb00-\ufb06]")
_HYPHEN = 2  # the code that PDFium gives for a hyphen at the end of a line, and the line end after it
_LINE_ENDS = frozenset(b"\r\n")
_SAMPLES = 25  # characters of a line whose boxes tell its size, chosen by hand; the median passes over small ones
_SHARED = 0.5  # of the lower box's height; in Chromium's prints a raised figure shares .73 to .76 with its line
_APART = 0.1  # of the lower box's height; there a raised figure stands .002 away, and a space is .23 wide
_PASSWORD = 4  # PDFium's code for a missing password, FPDF_ERR_PASSWORD


def read_pdf(data: bytes, encoding: str, language: str) -> Text:
    """Read the paragraphs of a PDF file, by the pages they stand on; `encoding` is not used: the file has its own.

    Raises:
        InputError: it is broken or encrypted, has no text layer, or the extra is not installed.
    """
    document = _open(data)
    ledger = Ledger()
    try:
        pages = [list(_lines(_page(document, n), n + 1, ledger)) for n in range(len(document))]
        title = document.get_metadata_value("Title").strip()
    finally:
        document.close()
    if not any(pages):
        raise InputError("has no text, only pictures of pages; recognise its text first, with OCRmyPDF for instance")
    paragraphs = tuple(paragraphs_on(pages, ledger))
    return ledger.balance(Text(language, paragraphs, title or first_heading(paragraphs)))


def _open(data: bytes) -> "PdfDocument":
    """Open a PDF file; the caller has to close it.

    Raises:
        InputError: as `read_pdf` does.
    """
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


def _page(document: "PdfDocument", number: int) -> "PdfTextPage":
    """Give the text of a page, by its number from 0.

    Raises:
        InputError: the page is broken: without it a part of the text would be missing.
    """
    from pypdfium2 import PdfiumError

    try:
        return document[number].get_textpage()
    except PdfiumError as error:
        raise InputError(
            f"page {number + 1} is broken; print the file to a new PDF, or save it in another format"
        ) from error


def _lines(page: "PdfTextPage", number: int, ledger: Ledger) -> Iterator[PrintedLine]:
    """Give the lines of the page with this number that are not empty; `ledger` holds all of its characters."""
    from pypdfium2.raw import FPDFText_GetUnicode

    codes = [FPDFText_GetUnicode(page, place) for place in range(page.count_chars())]
    ledger.hold(_characters(codes))
    for line in _cut(page, codes):
        visible = [place for place in line if not chr(codes[place]).isspace() and codes[place]]
        if visible:
            yield _placed(page, number, visible, _decode([codes[place] for place in line if codes[place]]))


def _cut(page: "PdfTextPage", codes: list[int]) -> Iterator[list[int]]:
    """Give the places of each line's characters; `codes` are all characters of the page."""
    line: list[int] = []
    for place, code in enumerate(codes):
        if code in _LINE_ENDS:
            continue
        if line and codes[place - 1] in _LINE_ENDS and not _touch(page, line[-1], place):
            yield line
            line = []
        line.append(place)
        if code == _HYPHEN:
            yield line
            line = []
    yield line


def _touch(page: "PdfTextPage", before: int, after: int) -> bool:
    """Tell whether a character stands right after another: PDFium ends a line after a raised or lowered one."""
    _, low, right, high = map(float, page.get_charbox(before, loose=True))
    left, bottom, _, top = map(float, page.get_charbox(after, loose=True))
    shared, height = min(high, top) - max(low, bottom), min(high - low, top - bottom)
    return shared > _SHARED * height and abs(left - right) < _APART * height


def _decode(codes: list[int]) -> str:
    """Give the text of some UTF-16 code units or characters, its ligatures taken apart."""
    text = _characters(codes).replace(chr(_HYPHEN), "-").strip()
    return _LIGATURES.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)


def _characters(codes: list[int]) -> str:
    """Give the characters of some UTF-16 code units or characters."""
    return "".join(map(chr, codes)).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _placed(page: "PdfTextPage", number: int, visible: list[int], text: str) -> PrintedLine:
    """Give a line with its box; its height is that of most of its characters, not of a raised one."""
    step = max(1, len(visible) // _SAMPLES)
    boxes = [page.get_charbox(place, loose=True) for place in (*visible[::step], visible[-1])]
    left, right = min(box[0] for box in boxes), max(box[2] for box in boxes)
    return PrintedLine(text, number, left, median(box[1] for box in boxes), right, median(box[3] for box in boxes))
