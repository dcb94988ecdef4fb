"""The container of an EPUB (OCF 3.3): a ZIP archive whose bytes depend on nothing but what is put in."""

import hashlib
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from pipeline.bilingual.counts import make_head
from pipeline.bilingual.titles import choose_title_of_all
from pipeline.bilingual.typography import typeset
from pipeline.formats.epub.chapters import Chapter, Layout
from pipeline.formats.epub.contents import Listed, list_chapter, make_contents
from pipeline.io.archive import put_file
from pipeline.io.characters import xml_text
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.pages import template, text_of
from pipeline.quality.metrics import Counts

_PACKAGE = "pipeline.formats.epub"


class Book(AbstractContextManager["Book"]):
    """Writes a book chapter by chapter; only names and titles stay in memory."""

    def __init__(self, path: Path, layout: Layout, options: WriteOptions, provenance: Provenance) -> None:
        self.archive = ZipFile(path, "w")
        self.options, self.provenance = options, provenance
        self.shared = {"lines": lines, "layout": layout, "options": options, "provenance": provenance}
        self.title = options.title
        self.contents: list[Listed] = []
        self.authors: dict[str, None] = {}  # in their order
        self.translators: dict[str, None] = {}
        self.pictures: dict[str, str] = {}
        self.formulas: set[str] = set()  # the chapters with MathML, which the package has to name
        self.hash = hashlib.sha256(layout.encode())
        self._put("mimetype", "application/epub+zip", ZIP_STORED)
        self._put("META-INF/container.xml", text_of(_PACKAGE, "container.xml.jinja"))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the archive."""
        self.archive.close()

    def add(self, chapter: Chapter) -> None:
        """Write a chapter."""
        self.contents.append(list_chapter(chapter))
        author = self.options.author or chapter.author
        self.authors |= {author: None} if author else {}
        self.translators |= {chapter.translator: None} if chapter.translator else {}
        for picture in chapter.pictures:
            if picture.name not in self.pictures:
                self.pictures[picture.name] = picture.media_type
                self._put(f"book/images/{picture.name}", picture.data, ZIP_STORED)
        drawn = (block.html for pair in chapter.pairs for block in (pair.source, *pair.targets))
        if any("<math " in html for html in drawn):
            self.formulas.add(chapter.name)
        self._draw(f"book/{chapter.name}", "chapter.xhtml.jinja", chapter=chapter)

    def finish(self, total: Counts) -> None:
        """Write all that needs to know every chapter. A book without text has a title page all the same."""
        books = list({chapter.document: chapter.book for chapter in self.contents}.values())
        title = self.title or choose_title_of_all(books) or "Untitled"
        names = [chapter.name for chapter in self.contents]
        shared: dict[str, Any] = {"title": typeset(title, "fr").text, "authors": list(self.authors), "names": names}
        shared |= {"contents": make_contents(self.contents)}
        shared |= {"total": total, "head": make_head(total, self.options, self.provenance)}
        self._put("book/style.css", text_of(_PACKAGE, "book.css"))
        for name in ("cover.svg", "title.xhtml", "colophon.xhtml", "nav.xhtml"):
            self._draw(f"book/{name}", f"{name}.jinja", **shared)
        identifier = UUID(bytes=self.hash.digest()[:16], version=5)
        shared |= {
            "translators": list(self.translators),
            "pictures": self.pictures,
            "formulas": self.formulas,
            "identifier": identifier,
        }
        self._draw("book/package.opf", "package.opf.jinja", **shared)

    def _draw(self, name: str, drawing: str, **values: Any) -> None:
        """Write a file of the book from a template; `values` are what it tells."""
        self._put(name, xml_text(template(_PACKAGE, drawing).render(**self.shared, **values))[0])

    def _put(self, name: str, content: str | bytes, compression: int = ZIP_DEFLATED) -> None:
        """Put a file into the archive; all contents make the identifier of the book."""
        self.hash.update(content.encode() if isinstance(content, str) else content)
        put_file(self.archive, name, content, compression)


def lines(title: str, width: int) -> list[str]:
    """Break a title for the cover, in lines of at most so many characters where its words allow it.

    >>> lines("Le tour du monde en quatre-vingts jours", 16)
    ['Le tour du monde', 'en quatre-vingts', 'jours']
    """
    made: list[str] = []
    for word in title.split():
        if made and len(made[-1]) + 1 + len(word) <= width:
            made[-1] += f" {word}"
        else:
            made.append(word)
    return made
