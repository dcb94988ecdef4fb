"""ZIP archives from strangers: nothing is unpacked to disk, and nothing that is too big, too many or elsewhere is read.

A ZIP of 200 kB can hold 200 MB of zeros, and its names may point outside of it; both are refused before unpacking.
"""

import io
import zipfile
import zlib
from pathlib import PurePosixPath

from pipeline.errors import InputError

MOST_BYTES = 512 * 2**20  # of all entries together, unpacked
MOST_ENTRIES = 20_000
MOST_RATIO = 200  # unpacked to packed; text reaches 10, XML of long tables 50
_SMALL = 2**20  # entries below this are let be whatever their ratio


class Archive:
    """The entries of a ZIP file, read one by one."""

    def __init__(self, data: bytes, format_name: str) -> None:
        """Open an archive of a format, which messages name; raises InputError for what is broken or an attack."""
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise InputError(f"is no {format_name} file: not a ZIP archive, or a broken one") from None
        _refuse_bombs(self._zip.infolist())
        self._format = format_name

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """An entry's bytes; raises InputError when it is missing, encrypted or broken."""
        if name not in self:
            raise InputError(f"is no {self._format} file, or an incomplete one: it has no {name}")
        try:
            with self._zip.open(name) as entry:
                return entry.read(self._zip.NameToInfo[name].file_size + 1)
        except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError) as problem:
            raise InputError(f"{name} inside it cannot be unpacked: {problem}") from None


def _refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES:
        raise InputError(f"is refused: {len(entries)} entries, more than {MOST_ENTRIES}")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise InputError(f"is refused: unpacked, it is larger than {MOST_BYTES // 2**20} MB")
    for entry in entries:
        path = PurePosixPath(entry.filename.replace("\\", "/"))
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0:1]:
            raise InputError(f"is refused: its entry {entry.filename!r} points outside of it")
        if entry.file_size > max(_SMALL, MOST_RATIO * entry.compress_size):
            raise InputError(f"is refused: its entry {entry.filename!r} is packed too tightly to be a document")
