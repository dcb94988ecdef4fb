"""ZIP archives from strangers: nothing is unpacked to disk, and nothing that is too big, too many or elsewhere is read.

A ZIP of 200 kB can hold 200 MB of zeros, and its names may point outside of it; both are refused before unpacking.
EPUB and DOCX know two ways of packing (ISO/IEC 21320-1); the others are refused.
"""

import io
import posixpath
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath
from urllib.parse import unquote

from pipeline.errors import InputError

MOST_BYTES = 512 * 2**20  # of all entries together, unpacked; chosen by hand
MOST_ENTRIES = 20_000  # chosen by hand
MOST_RATIO = 200  # unpacked to packed bytes; text reaches 10, XML of long tables 50
_SMALL = 2**20  # bytes; smaller entries are let be whatever their ratio
_MIMETYPE = "mimetype"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_ENCRYPTED = 1  # bit of an entry's flags
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_BROKEN = (zipfile.BadZipFile, zlib.error, struct.error, RuntimeError, ValueError, EOFError, OSError)
_SCHEME = re.compile(r"[\w+.-]+:|//")
_OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")  # the container of .doc and of Office files with a password


class Archive:
    """The entries of a ZIP file, read one by one."""

    def __init__(self, data: bytes, format_name: str, outer: "Archive | None" = None) -> None:
        """Open an archive of a format, which messages name; what is read of it counts as read of the `outer` one too.

        Raises:
            InputError: it is no archive, broken, or an attack.
        """
        if data.startswith(_OLD_OFFICE):
            raise InputError(f"is an old Office file or has a password; save it as {format_name} without a password")
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _BROKEN:
            raise InputError(
                f"is no {format_name} file: not a ZIP archive, or a broken one; get a whole copy of it"
            ) from None
        _refuse_bombs(self._zip.infolist())
        self._by_any_case = _by_any_case(self._zip.NameToInfo)
        self._format = format_name
        self._outer = outer
        self._left = MOST_BYTES

    def names(self) -> list[str]:
        """Give the names of all entries that are no folders, in the archive's order."""
        return [name for name, entry in self._zip.NameToInfo.items() if not entry.is_dir()]

    def name_of(self, name: str) -> str:
        """Give the name of the entry that some part calls so: in another case, where just one entry has it then."""
        return name if name in self._zip.NameToInfo else self._by_any_case.get(name.casefold(), name)

    def __contains__(self, name: str) -> bool:
        return self.name_of(name) in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """Give an entry's bytes.

        Raises:
            InputError: it is missing, encrypted or broken, or so much has been read that it exceeds MOST_BYTES.
        """
        if name not in self:
            raise InputError(f"is no {self._format} file, or an incomplete one: it has no {name!r}; get a whole copy")
        entry = self._zip.NameToInfo[self.name_of(name)]
        if entry.flag_bits & _ENCRYPTED:
            raise InputError(f"has a password on its part {name!r}; save it without a password")
        if entry.compress_type not in _METHODS:
            raise InputError(f"its part {name!r} is packed in a way that no {self._format} file may use; save it anew")
        self._spend(entry.file_size)
        try:
            return self._zip.read(entry)  # never more than the size that was checked
        except _BROKEN as problem:
            reason = " ".join(str(problem).split())
            raise InputError(f"its part {name!r} cannot be unpacked ({reason}); get a whole copy") from None

    def inner(self, name: str, format_name: str) -> "Archive":
        """Open an entry that is an archive itself; all that is read of both may not exceed MOST_BYTES.

        Raises:
            InputError: it is none, broken, or an attack.
        """
        return Archive(self.read(name), format_name, self)

    def _spend(self, size: int) -> None:
        """Count bytes that are unpacked.

        Raises:
            InputError: they are too many.
        """
        self._left -= size
        if self._left < 0:
            raise InputError(f"is refused: it names its parts so often that they exceed {MOST_BYTES // 2**20} MB")
        if self._outer:
            self._outer._spend(size)


def _by_any_case(names: Iterable[str]) -> dict[str, str]:
    """Give names by what is the same of them in any case; of several that are the same then there is none.

    >>> _by_any_case(["OEBPS/A.xhtml", "b.css", "B.css"])
    {'oebps/a.xhtml': 'OEBPS/A.xhtml'}
    """
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.casefold(), []).append(name)
    return {key: same[0] for key, same in found.items() if len(same) == 1}


def is_elsewhere(address: str) -> bool:
    """Tell whether an address names a scheme or a host, and so something outside of the file that it stands in.

    >>> [is_elsewhere(address) for address in ("https://b.fr/c.png", "//b.fr/c.png", "data:image/png,", "c.png")]
    [True, True, True, False]
    """
    return _SCHEME.match(address) is not None


def part_name(part: str, address: str) -> str:
    """Give the name in an archive of what one of its parts refers to; addresses that lead out of it stay as they are.

    >>> part_name("OEBPS/book.opf", "../text/un%20mot.xhtml#a"), part_name("a.xhtml", "https://b.fr/c.png")
    ('text/un mot.xhtml', 'https://b.fr/c.png')
    """
    if is_elsewhere(address):
        return address
    name = unquote(address.partition("#")[0])
    return (
        name.lstrip("/") if name.startswith("/") else posixpath.normpath(posixpath.join(posixpath.dirname(part), name))
    )


def put_file(
    archive: zipfile.ZipFile, name: str, content: str | bytes, compression: int = zipfile.ZIP_DEFLATED
) -> None:
    """Add an entry to an archive that is written.

    It bears the first date that a ZIP archive can hold, and plain permissions, so that the archive's bytes depend on
    nothing but what is put in.
    """
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = compression
    entry.external_attr = 0o644 << 16  # the upper half holds what Unix knows of a file
    archive.writestr(entry, content)


def packed_again(archive: Archive, parts: Mapping[str, bytes]) -> bytes:
    """Pack an archive with some parts replaced, by their names, in its order.

    The type comes first and is not compressed, as EPUB and OpenDocument want it.
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        if _MIMETYPE in archive:
            put_file(packed, _MIMETYPE, archive.read(_MIMETYPE), zipfile.ZIP_STORED)
        for name in archive.names():
            if name != _MIMETYPE:
                put_file(packed, name, parts[name] if name in parts else archive.read(name))
    return stream.getvalue()


def _refuse_bombs(entries: Sequence[zipfile.ZipInfo]) -> None:
    """Refuse what unpacks to too much, or to elsewhere.

    Raises:
        InputError: an archive with these entries is an attack.
    """
    if len(entries) > MOST_ENTRIES:
        raise InputError(f"is refused: {len(entries)} entries, more than {MOST_ENTRIES}; read its parts one by one")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise InputError(f"is refused: unpacked, it is larger than {MOST_BYTES // 2**20} MB; take its pictures out")
    known: dict[str, int] = {}  # checksums by names
    for entry in entries:
        if known.setdefault(entry.filename, entry.CRC) != entry.CRC:
            raise InputError(
                f"is refused: it has two different entries {entry.filename!r}; programs may show either; save it anew"
            )
        if _points_outside(entry.filename):
            raise InputError(f"is refused: its entry {entry.filename!r} points outside of it; do not trust this file")
        if entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size):
            raise InputError(
                f"is refused: its entry {entry.filename!r} is packed too tightly to be a document; "
                "do not trust this file"
            )


def _points_outside(name: str) -> bool:
    r"""Tell whether an entry's name leads out of the folder that the archive is.

    >>> [_points_outside(name) for name in ("text/a..b.xhtml", "../a", "text/../../a", "/etc/a", r"C:\a", r"..\a")]
    [False, True, True, True, True, True]
    """
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or re.match("[A-Za-z]:/", str(path)) is not None
