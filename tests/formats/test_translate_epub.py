"""Books in English, laid out as they are: all text exchanged, all else there, and epubcheck has nothing new to say."""

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.errors import InputError
from pipeline.formats.epub.read import read_epub
from pipeline.formats.epub.translate import translate_epub
from tests.formats.conftest import EpubCheck
from tests.formats.layouts import expected, replacements, skeleton, words
from tests.formats.test_splice_books import NEW, OLD, packed

BOOKS = {"EPUB 2": OLD, "EPUB 3": NEW}


def translate(data: bytes) -> bytes:
    """A book with all words turned round."""
    return translate_epub(data, replacements(read_epub(data, "auto", "fr")), language="en-GB")


@pytest.mark.parametrize("name", BOOKS)
def test_all_text_is_english_and_all_else_is_there(name: str) -> None:
    data = packed(BOOKS[name])
    before, done = read_epub(data, "auto", "fr"), translate(data)
    after = read_epub(done, "auto", "fr")
    assert words([one.text for one in after.paragraphs]) == words(expected(before))
    unlike = frozenset(["em", "i", "b", "html"])
    languages = {"lang", "{http://www.w3.org/XML/1998/namespace}lang"}
    before_all, after_all = (
        {key for key in skeleton(one, unlike, frozenset()) if not any(name in key[2] for name in languages)}
        for one in (data, done)
    )
    assert after_all == before_all
    with ZipFile(io.BytesIO(done)) as archive:
        assert archive.namelist()[0] == "mimetype"
        package = archive.read("OPS/a b/livre.opf").decode()
        assert "<dc:language>en-GB</dc:language>" in package
        contents = archive.read("OPS/a b/toc.ncx" if name == "EPUB 2" else "OPS/a b/nav.xhtml").decode()
    assert ("<text>UN</text>" if name == "EPUB 2" else '<a href="../t/x/1.xhtml">UN</a>') in contents
    assert translate(data) == done


@pytest.mark.slow
@pytest.mark.parametrize("name", BOOKS)
def test_epubcheck_finds_nothing_new(name: str, tmp_path: Path, epubcheck: EpubCheck) -> None:
    original, copy = tmp_path / "a.epub", tmp_path / "b.epub"
    original.write_bytes(packed(BOOKS[name]))
    copy.write_bytes(translate(packed(BOOKS[name])))
    assert set(epubcheck(copy)) - set(epubcheck(original)) == set()


def test_a_book_that_is_another_one() -> None:
    with pytest.raises(InputError):
        translate_epub(packed(NEW), replacements(read_epub(packed(OLD), "auto", "fr")))
