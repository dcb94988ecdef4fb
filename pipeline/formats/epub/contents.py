"""The contents of a book as a tree: every heading of every document, under the one that it stands under."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.formats.epub.chapters import Chapter


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents, with those under it."""

    title: str
    address: str
    entries: list["Entry"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listed:
    """What the contents keep of a chapter: its document, its file, and the depth, title and address of each heading."""

    document: int
    book: str
    name: str
    headings: tuple[tuple[int, str, str], ...]


def list_chapter(chapter: Chapter) -> Listed:
    """Keep what the contents need of a chapter; a document that begins without a heading has its title there."""
    first = chapter.pairs[0].number if chapter.pairs else 0
    found = [
        (heading.depth, heading.title, chapter.name if heading.number == first else f"{chapter.name}#p{heading.number}")
        for heading in chapter.headings
    ]
    if chapter.number == 1 and not (chapter.headings and chapter.headings[0].number == first):
        found.insert(0, (1, chapter.book, chapter.name))
    return Listed(chapter.document, chapter.book, chapter.name, tuple(found))


def make_contents(chapters: Iterable[Listed]) -> list[Entry]:
    """Make the contents of a book; where it holds several documents, each is an entry with its headings under it."""
    books = []
    for _, group in groupby(chapters, key=lambda chapter: chapter.document):
        listed = list(group)
        headings = nest_headings(heading for chapter in listed for heading in chapter.headings)
        books.append(Entry(listed[0].book, listed[0].name, headings if len(headings) > 1 else []))
    return books if len(books) > 1 else [entry for book in books for entry in book.entries or [book]]


def nest_headings(headings: Iterable[tuple[int, str, str]]) -> list[Entry]:
    """Put headings, given with their depths, titles and addresses, under one another.

    >>> for entry in nest_headings([(1, "Acte I", "a"), (2, "Scène 1", "a#p2"), (1, "Acte II", "b")]):
    ...     print(entry.title, [under.title for under in entry.entries])
    Acte I ['Scène 1']
    Acte II []
    """
    top: list[Entry] = []
    around: list[tuple[int, Entry]] = []
    for depth, title, address in headings:
        while around and around[-1][0] >= depth:
            around.pop()
        entry = Entry(title, address)
        (around[-1][1].entries if around else top).append(entry)
        around.append((depth, entry))
    return top
