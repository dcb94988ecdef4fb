"""XML and HTML from strangers, by lxml: no network, no DTD, no entities but characters."""

import codecs
import re
import sys
from functools import lru_cache
from html import escape
from html.entities import html5
from typing import TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.io.encoding import decode

if TYPE_CHECKING:
    from lxml.etree import _Element

_FORBIDDEN = re.compile(rb"&#(?:x([0-9A-Fa-f]{1,8})|(\d{1,9}));|[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ALLOWED = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_INTERNAL_SUBSET = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[([^\]]*)")
_XML_DECLARATION = re.compile(r"\A\s*<\?xml\b[^>]*\?>")
_REFERENCE = re.compile(r"<!\[CDATA\[.*?(?:\]\]>|\Z)|<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|&([\w:.-]+);", re.DOTALL)
_PLAIN = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|\Z)|<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL | re.IGNORECASE)
_XHTML = "http://www.w3.org/1999/xhtml"
_END_OF_BODY = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)
_ENCODING = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w-]+)|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w-]+)", re.IGNORECASE
)
_EIGHT_BIT = re.compile(r"iso8859-\d+|cp125\d|cp437|cp85\d|mac-roman")
_THREE_LETTERS = {"fra": "fr", "fre": "fr", "eng": "en"}
"""ISO 639-2's codes, which BCP 47 forbids where there are two letters, and which files have all the same."""
_HEAD = 4096  # bytes in which a file may declare its encoding; HTML's own bound is 1024, which old pages pass


def without_forbidden(data: bytes) -> tuple[bytes, list[int]]:
    """Give an XML document without the characters that XML forbids, and the lines that they stood on.

    Tools write them all the same, as references (`&#x1F;`) or as they are, and no parser goes on after them. What is
    not in an encoding that keeps ASCII is left as it is.

    >>> without_forbidden(b"<a>B&#x1F;C&#233;</a>")
    (b'<a>BC&#233;</a>', [1])
    """
    found = [match for match in _FORBIDDEN.finditer(data) if _is_forbidden(match)]
    if not found or data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data, []
    parts, done, lines = [], 0, []
    line, counted = 1, 0
    for match in found:
        parts.append(data[done : match.start()])
        line, counted = line + data.count(b"\n", counted, match.start()), match.start()
        done = match.end()
        lines.append(line)
    return b"".join([*parts, data[done:]]), lines


def _is_forbidden(match: re.Match[bytes]) -> bool:
    """Tell whether a reference is to a character that XML 1.0 forbids (section 2.2, Char); bare ones are."""
    if not (match[1] or match[2]):
        return True
    code = int(match[1], 16) if match[1] else int(match[2])
    return code > sys.maxunicode or not _ALLOWED.fullmatch(chr(code))


def parse_xml(data: bytes) -> "_Element":
    """Give the root of an XML document, comments and processing instructions left out.

    The name of an entity that an unread DTD may declare stands for the character that HTML calls so, or for itself.

    Raises:
        InputError: it is broken or declares entities.
    """
    root, complete = _parsed(data)
    if complete:
        return root
    codec = root.getroottree().docinfo.encoding or "utf-8"
    text = _XML_DECLARATION.sub("", decode(data, codec)[0], count=1)
    return _parsed(_named(text).encode())[0]


def _parsed(data: bytes) -> tuple["_Element", bool]:
    """Give the root of an XML document, and whether all its entities are known: others are lost in attributes."""
    from lxml import etree

    subset = _INTERNAL_SUBSET.search(data)
    if subset and b"<!ENTITY" in subset[1]:  # before it is parsed: it may never end
        raise InputError("is refused: it declares XML entities")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as problem:
        if "depth" in str(problem.msg):
            raise InputError("cannot be read: its elements are nested more than 256 deep") from None
        raise InputError(f"is not well-formed XML: {' '.join(str(problem.msg).split())}") from None
    refuse_entities(root)
    return root, all(entry.type != etree.ErrorTypes.WAR_UNDECLARED_ENTITY for entry in parser.error_log)


def refuse_entities(root: "_Element") -> None:
    """Refuse entities that a document declares itself: no text needs them, attacks do.

    Raises:
        InputError: it declares some.
    """
    dtd = root.getroottree().docinfo.internalDTD
    if dtd is not None and any(True for _ in dtd.iterentities()):
        raise InputError("is refused: it declares XML entities")


def parse_html(text: str) -> "_Element":
    """Give the root of an HTML document, however broken.

    Raises:
        InputError: its elements are nested too deeply for the parser.
    """
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True)
    if _XHTML in text[:_HEAD] and "<![CDATA[" in text:
        text = _PLAIN.sub(_escaped, text)
    text = _END_OF_BODY.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))  # the parser would stop there
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser, ensure_head_body=True)
    except etree.ParserError:  # white space and comments only
        root = html.document_fromstring(b"<p></p>", ensure_head_body=True)
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise InputError("is refused: its elements are nested too deeply")
    return root


def _escaped(found: re.Match[str]) -> str:
    """Give a stretch of plain text of XHTML as HTML has it; scripts and styles stay as they are."""
    return found[0] if found[1] else escape(found[2])


def parse_xhtml(data: bytes) -> "_Element":
    """Give the root of an XHTML document, read as XML where it is well-formed and as HTML where it is not.

    Raises:
        InputError: it declares entities, or is nested too deeply.
    """
    text = _XML_DECLARATION.sub("", decode_markup(data)[0], count=1)
    try:
        return parse_xml(_named(text).encode())
    except InputError as problem:
        if "refused" in str(problem):
            raise
    return parse_html(text)


def decode_markup(data: bytes, encoding: str = "auto") -> tuple[str, str]:
    r"""Give the text of an HTML or XHTML file and its codec: UTF-8 where that holds, or what the file declares.

    Raises:
        InputError: it is no text; see `encoding.decode`.

    >>> decode_markup(b'<meta charset="macintosh">l\x8e')
    ('<meta charset="macintosh">lé', 'mac-roman')
    """
    return decode(data, _declared(data) if encoding == "auto" else encoding)


def _declared(data: bytes) -> str:
    """Give the 8-bit encoding that a file declares, where it holds; "auto" otherwise.

    Bytes that are UTF-8 are so whatever is declared, and what declares itself in ASCII is no UTF-16.
    """
    found = _ENCODING.search(data[:_HEAD])
    if not found or _holds(data, "utf-8"):
        return "auto"
    try:
        codec = codecs.lookup((found[1] or found[2]).decode("ascii")).name
    except LookupError:
        return "auto"
    codec = "cp1252" if codec in {"iso8859-1", "ascii"} else codec  # as browsers do
    return codec if _EIGHT_BIT.fullmatch(codec) and _holds(data, codec) else "auto"


def _holds(data: bytes, codec: str) -> bool:
    """Tell whether some bytes can be read by a codec."""
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _named(text: str) -> str:
    """Give some XML without entities, but for `&amp;` before a name that nobody knows.

    >>> _named("<p a='&eacute;'>&amp;&e;<![CDATA[&e;]]></p>")
    "<p a='&#233;'>&#38;&amp;e;<![CDATA[&e;]]></p>"
    """
    return _REFERENCE.sub(_character, text)


def _character(reference: re.Match[str]) -> str:
    """Give the character of a name that HTML knows, as XML's own are; a name that nobody knows is text."""
    name = reference[1]
    if name is None:
        return reference[0]
    characters = html5.get(f"{name};")
    return "".join(f"&#{ord(one)};" for one in characters) if characters else f"&amp;{name};"


def local_name(element: "_Element") -> str:
    """Give an element's name without its namespace, in lower case; "" for comments and the like."""
    return _local(element.tag) if isinstance(element.tag, str) else ""


def namespace_of(element: "_Element") -> str:
    """Give an element's namespace, "" for none; names that broken HTML has are no reason to fail."""
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag[1:].partition("}")[0] if tag.startswith("{") else ""


@lru_cache(maxsize=4096)  # of the names in a file, some are on nearly every element
def _local(tag: str) -> str:
    """Give an element's name of its tag, as lxml has it, "{namespace}name", or as broken HTML has it, "prefix:name"."""
    return re.split("[}:]", tag)[-1].lower()


def attribute(element: "_Element", name: str) -> str:
    """Give an attribute's value whatever its namespace, "" when there is none."""
    for key, value in element.attrib.items():
        if key == name or key.endswith((f"}}{name}", f":{name}")):
            return str(value)
    return ""


def same_language(tag: str, language: str) -> bool:
    """Tell whether a language tag (BCP 47) names a language, given by its two letters, whatever the tag's region.

    >>> [same_language(tag, "fr") for tag in ("FR-ca", "fr_FR", "fra", "fre", "frr")]
    [True, True, True, True, False]
    """
    primary = re.split("[-_]", tag.strip().lower())[0]
    return _THREE_LETTERS.get(primary, primary) == language


def all_text(element: "_Element") -> str:
    """Give all the text in an element as it stands there, that of every element below it included."""
    return "".join(map(str, element.itertext()))


def plain_text(element: "_Element") -> str:
    """Give all the text in an element, on one line."""
    return " ".join(all_text(element).split())
