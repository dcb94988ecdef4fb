"""Write a reading copy: French beside English, sentence by sentence, as pages that need nothing but a browser.

Up to LIMIT pairs are one file, `copy.html`; a longer book is `copy.html` with the contents and `copy/part-01.html`
and so on. A page holds its style and its script, asks no network for anything (Content-Security-Policy with their
hashes), and can be read without its script.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from shutil import rmtree

from pipeline.bilingual.counts import make_head
from pipeline.bilingual.pictures import Pictures, no_pictures
from pipeline.bilingual.titles import choose_title_of_all
from pipeline.document import Document
from pipeline.files import text_file
from pipeline.formats.html.page import Entry, Page, entries, opening, render
from pipeline.formats.html.parts import split_into_pages, with_pages
from pipeline.formats.html.sections import PageSection, section
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.quality.metrics import Counts

LIMIT = 5000
"""Pairs on a page, at most: parts of 5,000 open more than twice as fast as a book of 20,000 (eval/LOG.md)."""


def write(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance, pictures: Pictures
) -> list[Path]:
    """Write `copy.html`, and `copy/part-*.html` where the book is long."""
    page = whole_page(documents, options, provenance, pictures)
    sections, title = page.sections, page.title
    main, inside = folder / "copy.html", folder / "copy"
    rmtree(inside, ignore_errors=True)
    split = list(split_into_pages(sections, LIMIT))
    if len(split) <= 1:
        save(main, page)
        return [main]
    names = [f"part-{number:02d}.html" for number in range(1, len(split) + 1)]
    contents: list[Entry] = []
    places = {line.id: name for name, found in zip(names, split, strict=True) for part in found for line in part.lines}
    for number, (name, found) in enumerate(zip(names, split, strict=True)):
        contents += [
            replace(entry, address=f"copy/{name}{entry.address}")
            for entry in _listed(found, f"{number + 1}/{len(names)}")
        ]
        before = names[number - 1] if number else "../copy.html"
        after = names[number + 1] if number + 1 < len(names) else ""
        shown = tuple(with_pages(part, places, name) for part in found)
        part = replace(page, sections=shown, entries=tuple(entries(found)), before=before, after=after)
        part = replace(part, part=number + 1, parts=len(names))
        save(inside / name, replace(part, title=f"{title} ({number + 1}/{len(names)})"))
    save(main, replace(page, sections=(), entries=tuple(contents), is_index=True, parts=len(names)))
    return [main, *(inside / name for name in names)]


def _listed(found: Sequence[PageSection], number: str) -> Iterator[Entry]:
    """Give what the contents list of a page; one that begins inside a chapter has its number and first words there."""
    if found[0].continued and not found[0].lines[0].heading:
        yield Entry(f"{number} · {opening(found[0])}", f"#{found[0].lines[0].id}", 1)
    yield from entries(found)


def whole_page(
    documents: Iterable[Document], options: WriteOptions, provenance: Provenance, pictures: Pictures = no_pictures
) -> Page:
    """Make one page of all documents, however long."""
    sections = tuple(section(number, document, options, pictures) for number, document in enumerate(documents, 1))
    title = options.title or choose_title_of_all([found.title for found in sections])
    total = sum((found.count for found in sections), Counts())
    head = make_head(total, options, provenance)
    languages = options.source_language, options.target_language
    contents = tuple(entries(sections))
    authors = {found.author for found in sections}
    author = options.author or (authors.pop() if len(authors) == 1 else "")
    return Page(title, *languages, provenance, total, head, _identity(sections), sections, contents, author=author)


def _identity(sections: Iterable[PageSection]) -> str:
    """Give a name under which the browser keeps the reader's place: the same for the same texts."""
    names = "\n".join(f"{found.title}\t{found.count.sentences}" for found in sections)
    return hashlib.sha256(names.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def save(path: Path, page: Page) -> None:
    """Draw a page and write it."""
    with text_file(path, errors="replace") as file:
        file.write(render(page))
