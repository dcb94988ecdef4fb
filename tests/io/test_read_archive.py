"""Archives: what is broken, packed as an attack or protected is refused in one line."""

import io
import struct
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.formats.epub.read import read_epub
from pipeline.io import archive as limits
from pipeline.io.archive import Archive


def packed(**files: bytes) -> bytes:
    """A ZIP file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()


def with_header(data: bytes, flags: int = 0, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of one entry with other flags or another method, in both of its headers."""
    directory = data.index(b"PK\1\2")
    header = struct.pack("<HH", flags, method)
    return data[:6] + header + data[10 : directory + 8] + header + data[directory + 12 :]


def with_size(data: bytes, size: int) -> bytes:
    """A ZIP file of one entry that lies about how large it is unpacked."""
    directory = data.index(b"PK\1\2")
    return data[: directory + 24] + struct.pack("<I", size) + data[directory + 28 :]


@given(st.dictionaries(st.sampled_from(["a", "b/c.xml", "é à.xhtml"]), st.binary(max_size=200)))
def test_what_was_packed_is_read(files: dict[str, bytes]) -> None:
    archive = Archive(packed(**files), "EPUB")
    assert {name: archive.read(name) for name in files} == files
    assert "z" not in archive


SOUND = packed(a=b"Le soir tombe. " * 20)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"Pas un livre.", "not a ZIP archive"),
        (b"", "not a ZIP archive"),
        (SOUND[:-30], "not a ZIP archive"),
        (bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600), "has a password"),
        (packed(**{"../x": b"a"}), "points outside"),
        (packed(**{"/etc/x": b"a"}), "points outside"),
        (packed(**{"C:\\x": b"a"}), "points outside"),
        (packed(a=bytes(3_000_000)), "packed too tightly"),
        (with_size(SOUND, 2**32 - 2), "larger than 512 MB"),
        (with_size(SOUND, 10), "cannot be unpacked"),
        (with_header(SOUND, flags=1), "has a password on its part 'a'"),
        (with_header(SOUND, method=zipfile.ZIP_LZMA), "packed in a way"),
        (packed(b=b"Le soir"), "it has no 'a'"),
        (SOUND[:40] + b"????" + SOUND[44:], "cannot be unpacked"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",  # archives hold the time: names would never be the same
)
def test_hostile_and_broken_archives_are_refused(data: bytes, told: str) -> None:
    with pytest.raises(InputError, match=told) as caught:
        Archive(data, "EPUB").read("a")
    assert "\n" not in str(caught.value)


def test_too_many_entries_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_ENTRIES", 2)
    with pytest.raises(InputError, match="3 entries, more than 2"):
        Archive(packed(a=b"", b=b"", c=b""), "EPUB")


def test_one_entry_cannot_be_read_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 1000)
    archive = Archive(SOUND, "EPUB")
    assert [len(archive.read("a")) for _ in range(3)] == [300, 300, 300]
    with pytest.raises(InputError, match="so often"):
        archive.read("a")


BOOK = packed(
    **{
        "META-INF/container.xml": b"<container><rootfile full-path='b.opf'/></container>",
        "b.opf": b"<package><item id='a' href='a' media-type='text/html'/><itemref idref='a'/></package>",
        "a": b"<p>Le soir &agrave; S\xc3\xa8te.",
    }
)


def is_read_or_refused(data: bytes) -> bool:
    """Whether some bytes give a text, or one line that says why not."""
    try:
        read_epub(data, "auto", "fr")
    except InputError as problem:
        return "\n" not in str(problem)
    return True


def test_the_book_that_is_damaged_below_is_sound() -> None:
    assert [one.text for one in read_epub(BOOK, "auto", "fr").paragraphs] == ["Le soir à Sète."]


@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    assert is_read_or_refused(data)


@given(st.integers(0, len(BOOK)))
def test_a_truncated_book(length: int) -> None:
    assert is_read_or_refused(BOOK[:length])


@given(st.lists(st.tuples(st.integers(0, len(BOOK) - 1), st.integers(0, 255)), min_size=1, max_size=6))
def test_a_damaged_book(changes: list[tuple[int, int]]) -> None:
    data = bytearray(BOOK)
    for place, byte in changes:
        data[place] = byte
    assert is_read_or_refused(bytes(data))
