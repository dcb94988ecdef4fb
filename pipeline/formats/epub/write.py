"""Write a bilingual book: EPUB 3.3, the same bytes for the same texts, in three layouts that are three formats.

`copy.epub` has each French sentence above its English, `copy-side.epub` has paragraphs side by side where the screen is
wide enough, `copy-popup.epub` has the English of each sentence behind a mark that reading systems open as a pop-up. No
script; the pictures are the text's own.
"""

from collections.abc import Iterable
from functools import partial
from pathlib import Path

from pipeline.bilingual.pictures import Pictures
from pipeline.document import Document
from pipeline.files import whole
from pipeline.formats.epub.book import Book
from pipeline.formats.epub.chapters import Layout, make_chapters
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.quality.counts import count
from pipeline.quality.metrics import Counts

_NAMES: dict[Layout, str] = {"interleaved": "copy.epub", "side": "copy-side.epub", "popup": "copy-popup.epub"}


def _write(
    layout: Layout,
    documents: Iterable[Document],
    folder: Path,
    options: WriteOptions,
    provenance: Provenance,
    pictures: Pictures,
) -> list[Path]:
    """Write the book in one layout, document by document."""
    path = folder / _NAMES[layout]
    total = Counts()
    with whole(path) as unfinished, Book(unfinished, layout, options, provenance) as book:
        for number, document in enumerate(documents, 1):
            for chapter in make_chapters(number, document, options, pictures):
                book.add(chapter)
            total += count(document)
        book.finish(total)
    return [path]


interleaved = partial(_write, "interleaved")
side = partial(_write, "side")
popup = partial(_write, "popup")
