"""Find the pictures that texts refer to, in their files and nowhere else: no network, no other folders.

A picture is taken from inside an EPUB, DOCX or ODT file, from the page itself (data: addresses), or from the folder
that holds all files of a run.
"""

import base64
import binascii
import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote, unquote_to_bytes

from pipeline.bilingual.pictures import Picture
from pipeline.errors import InputError
from pipeline.formats.sources import Source
from pipeline.io.archive import Archive, is_elsewhere
from pipeline.io.drawings import clean_drawing
from pipeline.io.xml import local_name, parse_xml

MOST_BYTES = 20 * 2**20  # of one picture; chosen by hand
_ARCHIVES = frozenset([".epub", ".docx", ".docm", ".dotx", ".dotm", ".odt"])
_DATA = re.compile(r"data:image/[\w.+-]+(?:;[\w=-]+)*?(;base64)?,(.*)", re.DOTALL | re.IGNORECASE)
_STARTS = {
    b"\x89PNG\r\n\x1a\n": "image/png",
    b"\xff\xd8\xff": "image/jpeg",
    b"GIF8": "image/gif",
}


def has_pictures_inside(source: Source) -> bool:
    """Tell whether a source's file holds its pictures itself, as an EPUB does."""
    return source.path.suffix.lower() in _ARCHIVES


class PictureFinder:
    """Finds the pictures of a run's documents; what was found of the document asked for last stays in memory.

    `beside` holds what was asked for outside of the documents' own files: document -> address -> the picture's file
    name (see `Picture.name`), "" where there was none.
    """

    def __init__(self, sources: Sequence[Source]) -> None:
        self.beside: dict[str, dict[str, str]] = {}
        self._sources = {source.id: source for source in sources}
        self._document = ""
        self._archive: Archive | None = None
        self._found: dict[str, Picture | None] = {}

    def __call__(self, document: str, address: str) -> Picture | None:
        """Give the picture at an address in a document, as marks have it; None where none can be shown."""
        if document != self._document:
            self._document, self._found, self._archive = document, {}, None
        if address not in self._found:
            source = self._sources[document]
            data = self._data(source, address)
            found = self._found[address] = picture(data) if data else None
            if not is_elsewhere(address) and not has_pictures_inside(source):
                self.beside.setdefault(document, {})[address] = found.name if found else ""
        return self._found[address]

    def finds_again(self, beside: Mapping[str, Mapping[str, str]]) -> bool:
        """Tell whether pictures beside the documents are what they were for an earlier finder."""
        for document, names in beside.items():
            for address, name in names.items():
                found = self(document, address) if document in self._sources else None
                if (found.name if found else "") != name:
                    return False
        return True

    def _data(self, source: Source, address: str) -> bytes:
        """Give what is at an address, b"" where nothing is."""
        if embedded := _DATA.fullmatch(address):
            return _decoded(embedded[2], is_base64=bool(embedded[1]))
        if is_elsewhere(address):
            return b""
        try:
            if not has_pictures_inside(source):
                return _beside(source, address)
            self._archive = self._archive or Archive(source.path.read_bytes(), "EPUB, DOCX or ODT")
            return self._archive.read(address) if address in self._archive else b""
        except (InputError, OSError, ValueError):
            return b""


def picture(data: bytes) -> Picture | None:
    r"""Give a picture, if some bytes are one: by what they begin with, whatever their file is called.

    Of a drawing (SVG) it has what only draws.

    >>> picture(b"GIF89a").media_type, picture(b"%PDF")
    ('image/gif', None)
    >>> picture(b"<svg xmlns='http://www.w3.org/2000/svg'/>").media_type
    'image/svg+xml'
    >>> b"script" in picture(b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>").data
    False
    """
    if len(data) > MOST_BYTES:
        return None
    kind = next((kind for start, kind in _STARTS.items() if data.startswith(start)), "")
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        kind = "image/webp"
    if not kind and b"<svg" in data and (drawing := _drawing(data)):
        return Picture(drawing, "image/svg+xml")
    return Picture(data, kind) if kind else None


def _drawing(data: bytes) -> bytes:
    """Give an SVG file with what of it only draws; b"" where it is none."""
    from lxml import etree

    try:
        root = parse_xml(data)
    except InputError:
        return b""
    return etree.tostring(clean_drawing(root)) if local_name(root) == "svg" else b""


def _decoded(text: str, *, is_base64: bool) -> bytes:
    """Give the bytes of a data: address; b"" where it is broken."""
    data = unquote_to_bytes(text)
    if not is_base64:
        return data
    try:
        return base64.b64decode(b"".join(data.split()), validate=True)
    except binascii.Error:
        return b""


def _beside(source: Source, address: str) -> bytes:
    """Read a file that a page or a Markdown file refers to, if it lies in the folder that holds all files of the run.

    Gives b"" where there is none, or it is too large.
    """
    path = source.path.absolute()
    root = path.parents[len(PurePosixPath(source.id).parts) - 1].resolve()
    found = (path.parent / unquote(re.split("[?#]", address)[0])).resolve()
    inside = found.is_relative_to(root) and found.is_file() and found.stat().st_size <= MOST_BYTES
    return found.read_bytes() if inside else b""
