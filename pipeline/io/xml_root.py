"""Tell what an XML file is before it is parsed, by the name of its root: many formats share the suffix .xml."""

import re
from pathlib import Path

from pipeline.io.compressed import begin_of, without_compression

_SUFFIXES = frozenset({".xml", ".tei", ".xces"})
_BEGIN = 65536  # bytes that are looked at: some files begin with long comments; chosen by hand
_PROLOG = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]+:)?([A-Za-z_][\w.-]*)")
_SENTENCE = re.compile(rb"<s[\s>/]")
_MARKS = b"\xef\xbb\xbf"  # UTF-8's byte order mark
ALIGNMENT, SENTENCES, TEI, TIMED_TEXT = "alignment", "sentences", "TEI", "TTML"
_TEI = frozenset({"TEI", "TEI.2", "teiCorpus", "teiCorpus.2"})


def kind_of_xml(path: Path) -> str:
    """Tell what a file with an XML suffix is: an alignment, sentences as OPUS has them, TEI, TTML, or "" for all else.

    A file that cannot be read is nothing of the kind: whoever reads it says why.
    """
    return kind_of(begin_of(path, _BEGIN)) if is_xml(path) else ""


def is_xml(path: Path) -> bool:
    """Tell whether a file's suffix is one that many formats in XML share."""
    return without_compression(path).suffix.lower() in _SUFFIXES


def kind_of(data: bytes) -> str:
    r"""Tell what an XML document is by its first bytes.

    >>> kind_of(b'<?xml version="1.0"?><!-- a --><TEI>'), kind_of(b"<document><s id='1'>"), kind_of(b"<a>")
    ('TEI', 'sentences', '')
    >>> kind_of(b'<!DOCTYPE cesAlign PUBLIC "-//CES//DTD XML cesAlign//EN" "">\n<cesAlign version="1.0">')
    'alignment'
    """
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16", "ignore").encode()
    data = data.removeprefix(_MARKS)
    at = 0
    while found := _PROLOG.match(data, at):
        at = found.end()
    root = _ROOT.match(data, at)
    name = root[1].decode("ascii", "replace") if root else ""
    if name in _TEI:
        return TEI
    if name == "cesAlign":
        return ALIGNMENT
    if name == "tt":
        return TIMED_TEXT
    return SENTENCES if root and _SENTENCE.search(data, at) else ""
