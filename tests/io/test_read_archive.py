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
from pipeline.io.archive import Archive, is_elsewhere, part_name, put_file


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


def test_too_many_entries_are_refused() -> None:
    entry = b"PK\1\2" + bytes(24) + struct.pack("<H", 1) + bytes(16) + b"a"  # of a central directory

    def directory(count: int) -> bytes:
        return (
            entry * count + b"PK\5\6" + bytes(4) + struct.pack("<HHII", count, count, len(entry) * count, 0) + bytes(2)
        )

    assert Archive(directory(20_000), "EPUB").names() == ["a"]
    with pytest.raises(InputError) as caught:
        Archive(directory(20_001), "EPUB")
    assert str(caught.value) == "is refused: 20001 entries, more than 20000; read its parts one by one"


def test_parts_that_are_packed_200_times_smaller_are_refused_once_they_are_large() -> None:
    def sized(size: int) -> bytes:
        """An archive of one entry that is packed to 6000 bytes, and says that it has so many."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            archive.writestr("a", b"a" * 6000)
        return with_size(stream.getvalue(), size)

    assert Archive(sized(1_200_000), "EPUB").names() == ["a"]
    with pytest.raises(
        InputError, match="its entry 'a' is packed too tightly to be a document; do not trust this file"
    ):
        Archive(sized(1_200_001), "EPUB")
    assert Archive(packed(a=bytes(2**20)), "EPUB").read("a") == bytes(2**20)
    with pytest.raises(InputError, match="too tightly"):
        Archive(packed(a=bytes(2**20 + 1)), "EPUB")


def test_an_archive_may_be_as_large_as_its_bound_and_no_larger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_BYTES", 900)
    archive = Archive(packed(a=bytes(300), b=bytes(600)), "EPUB")
    assert [len(archive.read(name)) for name in "ba"] == [600, 300]
    with pytest.raises(InputError, match="names its parts so often that they exceed 0 MB"):
        archive.read("a")
    with pytest.raises(InputError, match="unpacked, it is larger than 0 MB; take its pictures out"):
        Archive(packed(a=bytes(300), b=bytes(601)), "EPUB")


def test_folders_are_no_parts() -> None:
    assert Archive(packed(**{"b/": b"", "b/c.xml": b"c", "a": b"a"}), "EPUB").names() == ["b/c.xml", "a"]


def test_what_is_written_depends_on_nothing_but_its_content() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        put_file(archive, "mimetype", "application/epub+zip", zipfile.ZIP_STORED)
        put_file(archive, "é.txt", "é" * 100)
    with zipfile.ZipFile(stream) as archive:
        found = [(one.filename, one.date_time, one.compress_type, one.external_attr) for one in archive.infolist()]
        assert archive.read("é.txt").decode() == "é" * 100
    plain, date = 0o644 << 16, (1980, 1, 1, 0, 0, 0)
    assert found == [("mimetype", date, zipfile.ZIP_STORED, plain), ("é.txt", date, zipfile.ZIP_DEFLATED, plain)]


@pytest.mark.parametrize(
    ("part", "address", "name"),
    [
        ("OEBPS/book.opf", "a.xhtml#b#c", "OEBPS/a.xhtml"),
        ("OEBPS/book.opf", "./b/../a%C3%A9.xhtml", "OEBPS/aé.xhtml"),
        ("OEBPS/book.opf", "/b/a.xhtml", "b/a.xhtml"),
        ("book.opf", "../a.xhtml", "../a.xhtml"),
        ("OEBPS/book.opf", "mailto:a@b.fr", "mailto:a@b.fr"),
    ],
)
def test_parts_are_named_as_seen_from_the_part_that_refers_to_them(part: str, address: str, name: str) -> None:
    assert part_name(part, address) == name
    assert is_elsewhere(address) == address.startswith("mailto")


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
