"""Digests of output files, without what depends on the machine: versions of Python and of libraries, folders."""

import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

FILE = Path(__file__).parent / "digests.json"
_DIGITS = 16
_LEFT_OUT = frozenset({"manifest.json", "work"})
_TABLE = re.compile(rb"<table><caption>Versions.*?</table>", re.DOTALL)
_MASKS = (
    (re.compile(rb"(fr-en-pipeline )\d[\w.+-]*\w"), rb"\1VERSION"),
    (re.compile(rb'(creationtoolversion=")[^"]*'), rb"\1VERSION"),
    (re.compile(rb"(\|version:)\d[\w.]*"), rb"\1VERSION"),  # in sacrebleu's signatures
    (re.compile(rb"(<li>)/[^<:]*/"), rb"\1"),  # the folder of a file that could not be read
)

Digests = dict[str, dict[str, str]]
"""Case -> file below its output folder -> digest."""


def masked(data: bytes) -> bytes:
    r"""Put VERSION for what says which Python, which libraries and which release of this program were at work.

    That is the report's table of versions, sacrebleu's signatures, and the program's name with its release. The report
    also names the folder of a file that could not be read, which is left out.

    >>> masked(b'"eff:no|tok:13a|smooth:exp|version:2.6.0" by fr-en-pipeline 0.1.0.')
    b'"eff:no|tok:13a|smooth:exp|version:VERSION" by fr-en-pipeline VERSION.'
    >>> masked(b"<table><caption>Versions</caption><tr><th>numpy</th><td>2.4.6</td></tr></table>")
    b'<table><caption>Versions</caption><tr><th>numpy</th><td>VERSION</td></tr></table>'
    """
    data = _TABLE.sub(lambda table: re.sub(rb"<td>[^<]*</td>", b"<td>VERSION</td>", table[0]), data)
    for mask, instead in _MASKS:
        data = mask.sub(instead, data)
    return data


def digest(path: Path) -> str:
    """Give the digest of an output: of its masked bytes, or of what its container holds."""
    plain = _CONTAINERS.get(path.suffix, masked)(path.read_bytes())
    return _short(plain)


def digests_of(folder: Path) -> dict[str, str]:
    """Give the digests of an output folder's files, of all but the manifest, which holds times, and the work."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file())
    named = ((path.relative_to(folder), path) for path in files)
    return {name.as_posix(): digest(path) for name, path in named if name.parts[0] not in _LEFT_OUT}


def all_digests(folder: Path) -> Digests:
    """Give the digests of some cases' output folders, which lie in one folder."""
    return {path.name: digests_of(path) for path in sorted(folder.iterdir())}


def read_digests() -> Digests:
    """Read the digests that are kept; none where there is no file yet."""
    found: Digests = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    return found


def write_digests(digests: Digests) -> None:
    """Keep digests, sorted, a file a line."""
    FILE.write_text(json.dumps(digests, indent=2, sort_keys=True) + "\n", encoding="utf-8", newline="\n")


def differences(kept: dict[str, str], made: dict[str, str]) -> Iterator[str]:
    """Tell for each file of a case whether it is new, gone or another."""
    for name in sorted(kept | made):
        if name not in made:
            yield f"{name}: is made no more"
        elif name not in kept:
            yield f"{name}: is new"
        elif kept[name] != made[name]:
            yield f"{name}: differs"


def _short(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:_DIGITS]


def _archive(data: bytes) -> bytes:
    """Give a ZIP archive's members with all that is said of each, but not their packed bytes: zlib's may change."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = [
            f"{entry.filename} {entry.date_time} {entry.compress_type} {entry.external_attr} {entry.extra!r} "
            f"{_short(masked(archive.read(entry)))}"
            for entry in archive.infolist()
        ]
    return "\n".join(entries).encode()


def _table(data: bytes) -> bytes:
    """Give a Parquet table's schema, its rows and how they are stored, without the library that wrote them."""
    from pyarrow.parquet import ParquetFile

    with ParquetFile(io.BytesIO(data)) as file:
        groups = [file.metadata.row_group(number) for number in range(file.metadata.num_row_groups)]
        stored = [(group.num_rows, group.column(0).compression) for group in groups]
        rows = [json.dumps(row, ensure_ascii=True) for row in file.read().to_pylist()]
        return "\n".join([file.schema_arrow.to_string(), str(stored), *rows]).encode()


def _printed(data: bytes) -> bytes:
    """Give the characters of a PDF file; where lines end depends on the fonts that are installed."""
    from pypdfium2 import PdfDocument

    with PdfDocument(data) as document:
        text = "".join(page.get_textpage().get_text_bounded() for page in document)
    return "".join(text.split()).encode()


_CONTAINERS: dict[str, Callable[[bytes], bytes]] = {
    ".epub": _archive,
    ".docx": _archive,
    ".parquet": _table,
    ".pdf": _printed,
}
