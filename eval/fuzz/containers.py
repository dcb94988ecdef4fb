"""Change what a file holds and keep the file whole: the parts of an archive, the text of a file with a byte order mark.

Most bytes of a broken archive never reach a reader, as the archive is refused; so a part is changed, and all is packed
again. A few inputs are changed as bytes all the same, for what unpacks them.
"""

import codecs
import io
import json
import zipfile
import zlib
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from random import Random
from xml.etree import ElementTree

from eval.fuzz.mutations import change, change_bytes

Parts = dict[str, bytes]
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MARKS = {"utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
_TRIES = 8  # changes that are tried until one leaves XML well-formed; chosen by hand
_RARELY = 12  # one input of so many is changed as bytes, in whatever it is packed; chosen by hand


def pack(parts: Parts) -> bytes:
    """Pack the parts of an archive; the same parts give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return stream.getvalue()


def unpack(data: bytes) -> Parts | None:
    """Give the parts of an archive; None where it is none."""
    if not data.startswith(b"PK"):
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return {entry.filename: archive.read(entry) for entry in archive.infolist()[:100]}
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, OSError, ValueError):
        return None


def load(path: Path) -> bytes:
    """Give a seed: a file's bytes, or a folder packed as the archive that it stands for."""
    if path.is_dir():
        files = sorted(file for file in path.rglob("*") if file.is_file())
        return pack({file.relative_to(path).as_posix(): file.read_bytes() for file in files})
    return path.read_bytes()


def mutate(data: bytes, others: Sequence[bytes], chance: Random) -> bytes:
    """Change a file inside of what it is packed and encoded in; `others` are files of its kind."""
    if chance.randrange(_RARELY) == 0:
        return change_bytes(data, chance)
    parts = unpack(data)
    if parts:
        return pack(_change_parts(parts, [unpack(other) or {} for other in others], chance))
    text, codec = _decoded(data)
    changed = _changed(text, [_decoded(other)[0] for other in others], chance)
    if chance.randrange(_RARELY) == 0:
        codec = chance.choice(("utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "mac-roman", "utf-32"))
    mark = b"" if codec == "utf-8-sig" else _MARKS.get(codec, b"")
    return mark + changed.encode(codec, "surrogateescape" if codec.startswith("utf-8") else "replace")


def _changed(text: str, others: Sequence[str], chance: Random) -> str:
    """Change a text; one that has to follow a grammar mostly still does, or no reader would look any further."""
    grammar = _grammar(text)
    changed = change(text, others, chance)
    for _ in range(_TRIES if grammar and chance.randrange(5) else 0):
        if _holds(grammar, changed):
            break
        changed = change(text, others, chance)
    return changed


def _grammar(text: str) -> Callable[[str], object] | None:
    """Give what parses a text strictly, for XML and JSON; None for texts that anything may stand in."""
    for parse in (ElementTree.fromstring, json.loads):
        if text.lstrip()[:1] in ("<", "{") and _holds(parse, text):
            return parse
    return None


def _holds(parse: Callable[[str], object] | None, text: str) -> bool:
    """Tell whether a text can be parsed."""
    try:
        if parse:
            parse(text)
    except (ElementTree.ParseError, ValueError, RecursionError, LookupError):
        return False
    return True


def _decoded(data: bytes) -> tuple[str, str]:
    """Give the text of a file and its encoding; bytes that are no text are kept."""
    for codec, mark in _MARKS.items():
        if data.startswith(mark):
            with suppress(UnicodeDecodeError):
                return data.removeprefix(mark).decode("utf-8" if codec == "utf-8-sig" else codec), codec
    if data.startswith(b"%PDF"):
        return data.decode("latin-1"), "latin-1"
    return data.decode("utf-8", "surrogateescape"), "utf-8"


def _change_parts(parts: Parts, others: Sequence[Parts], chance: Random) -> Parts:
    """Change one or two parts of an archive, or which parts there are."""
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(sorted(parts)) if parts else "x.xml"
        kind = chance.randrange(20)
        if kind == 0:
            parts = {other: content for other, content in parts.items() if other != name}
        elif kind == 1:
            parts = {**parts, chance.choice((f"{name}x", "../x", "/x", name.upper(), "a/" * 100)): parts.get(name, b"")}
        elif kind == 2:
            donor = chance.choice(others)
            parts = {**parts, **({name: chance.choice(list(donor.values()))} if donor else {})}
        elif b"\0" in parts.get(name, b"\0"):
            parts = {**parts, name: change_bytes(parts.get(name, b"x"), chance)}
        else:
            texts = [_decoded(content)[0] for donor in others for content in donor.values() if b"\0" not in content]
            changed = _changed(_decoded(parts[name])[0], texts or [""], chance)
            parts = {**parts, name: changed.encode("utf-8", "surrogateescape")}
    return parts
