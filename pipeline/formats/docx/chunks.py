"""Parts of a Word file in another format, which Word takes in when it opens the file. ECMA-376, part 1, 17.17.2.1."""

import codecs
import email
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from pipeline.document import Paragraph
from pipeline.errors import InputError
from pipeline.formats.html.read import read_blocks
from pipeline.formats.rtf.read import read_inside
from pipeline.io.encoding import decode
from pipeline.io.lines import split
from pipeline.io.xml import all_text, decode_markup, parse_html, parse_xhtml
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

ChunkKind = Literal["word", "html", "xhtml", "mail", "text", "rtf", ""]
_KINDS: dict[str, ChunkKind] = {
    "application/xhtml+xml": "xhtml",
    "text/html": "html",
    "message/rfc822": "mail",
    "multipart/related": "mail",
    "application/x-mimearchive": "mail",
    "text/plain": "text",
    "application/rtf": "rtf",
    "text/rtf": "rtf",
}
_SUFFIXES: dict[str, ChunkKind] = {"html": "html", "htm": "html", "xhtml": "xhtml", "xhtm": "xhtml"}
_SUFFIXES |= {"mht": "mail", "mhtml": "mail", "txt": "text", "rtf": "rtf"}
_SUFFIXES |= {"docx": "word", "docm": "word", "dotx": "word"}


def kind_of(name: str, content_type: str) -> ChunkKind:
    """Tell what a part is, by its content type or else by its name; "" for what cannot be read.

    >>> kind_of("word/a.dat", "text/html; charset=utf-8"), kind_of("word/a.mht", ""), kind_of("word/a.wps", "")
    ('html', 'mail', '')
    """
    content = content_type.partition(";")[0].strip().lower()
    if "wordprocessingml" in content or "ms-word" in content:
        return "word"
    return _KINDS.get(content) or _SUFFIXES.get(name.lower().rpartition(".")[2], "")


def read_chunk(data: bytes, kind: ChunkKind, part: str, language: str, ledger: Ledger) -> Iterator[Paragraph]:
    """Read a part that is a page, mail with a page in it, RTF or plain text; what cannot be read is told.

    `part` is its name. A part of another Word file is no matter of this function.
    """
    try:
        if kind == "mail":
            data, kind, encoding = _page_in_mail(data)
        else:
            encoding = "auto"
        if kind == "text":
            content, _ = decode(data, encoding)
            ledger.hold(content)
            lines = [line.strip() for line in split(content)]
            yield from (Paragraph(line, locator=f"{part}#{n}") for n, line in enumerate(filter(None, lines), 1))
        elif kind == "rtf":
            yield from read_inside(data, part, ledger)
        elif kind:
            yield from read_blocks(_tree(data, kind, encoding), language, part, ledger)
        else:
            _leave_out(data, part, ledger)
    except InputError:
        _leave_out(data, part, ledger)


def text_of_page(data: bytes) -> str:
    """Give the text of a page or of plain text.

    Raises:
        InputError: it is none.
    """
    return all_text(parse_html(decode_markup(data)[0]))


def _tree(data: bytes, kind: ChunkKind, encoding: str) -> "_Element":
    """Give the root of a page."""
    return parse_xhtml(data) if kind == "xhtml" else parse_html(decode_markup(data, encoding)[0])


def _leave_out(data: bytes, part: str, ledger: Ledger) -> None:
    """Note that a part cannot be read: its letters are those of its bytes, which may be fewer or more than are seen."""
    text = data.decode("latin-1")
    ledger.warn(f"its part {part!r} cannot be read; open the file in Word and save it again: that takes the part in")
    ledger.hold(text)
    ledger.leave_out("unsupported", text, part)


def _page_in_mail(data: bytes) -> tuple[bytes, ChunkKind, str]:
    """Give the page in some mail, or else its plain text, what that is, and its encoding (RFC 2557, MHTML).

    Raises:
        InputError: there is none.
    """
    try:
        parts = [part for part in email.message_from_bytes(data.lstrip()).walk() if not part.is_multipart()]
        for content_type in ("text/html", "application/xhtml+xml", "text/plain"):
            for part in parts:
                content = part.get_payload(decode=True) if part.get_content_type() == content_type else None
                if isinstance(content, bytes) and part.get_content_disposition() != "attachment":
                    return content, _KINDS[content_type], _known(part.get_content_charset())
    except (RecursionError, LookupError, ValueError, TypeError):  # what the library stumbles over in damaged mail
        pass
    raise InputError("holds no page")


def _known(charset: str | None) -> str:
    """Give the encoding that mail names, "auto" where Python knows none of that name.

    >>> _known("windows-1252"), _known("x-nobody"), _known(None)
    ('windows-1252', 'auto', 'auto')
    """
    try:
        codecs.lookup(charset or "")
    except LookupError:
        return "auto"
    return charset or "auto"
