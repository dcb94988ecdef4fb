"""A page from its template: the text, and around it what a reader needs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from pipeline.bilingual.counts import Head
from pipeline.bilingual.typography import typeset
from pipeline.formats.html.sections import PageSection
from pipeline.io.outputs import Provenance
from pipeline.io.pages import policy, template, text_of
from pipeline.quality.metrics import Counts

_PACKAGE = "pipeline.formats.html"
_OPENING = 8  # words by which a reader knows a place again; chosen by hand


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents; `depth` 0 is a document, 1 its chapters."""

    title: str
    address: str
    depth: int


@dataclass(frozen=True, slots=True)
class Page:
    """All that a page shows. `before` and `after` are the neighbouring pages of a book in several.

    `head` and `count` are of the whole book; this page is number `part`, from 1, of its `parts` (0: it is in one page).
    """

    title: str
    source_language: str
    target_language: str
    provenance: Provenance
    count: Counts
    head: Head
    identity: str
    sections: tuple[PageSection, ...] = ()
    entries: tuple[Entry, ...] = ()
    before: str = ""
    after: str = ""
    is_index: bool = False
    part: int = 0
    parts: int = 0
    author: str = ""

    @property
    def is_titled(self) -> bool:
        """Whether the page begins with its title as the text's own, beside the English one."""
        if self.is_index or self.before or not self.sections or not self.sections[0].titled:
            return False
        return self.sections[0].lines[0].heading == self.title

    @property
    def choices(self) -> list[tuple[str, str, int]]:
        """What a reader may have shown, each with a name and the number of its passages on this page; [] for no choice.

        Where a page has both, the machine's passages are one.
        """
        here = sum((line.count for section in self.sections for line in section.lines), Counts())
        mixed = bool(here.machine_pairs and here.human_pairs)
        chosen = [("check", "To check", here.check), ("poor", "Poor", here.poor)]
        chosen += [("machine", "By machine", here.machine_pairs * mixed)]
        found = [choice for choice in chosen if choice[2]]
        return [("all", "All", here.pairs), *found] if found else []

    @property
    def shown_title(self) -> str:
        """The title with the spaces a French printer would set."""
        return typeset(self.title, self.source_language).text


def entries(sections: Iterable[PageSection]) -> Iterator[Entry]:
    """Give the lines of the contents: every document, and its headings."""
    for section in sections:
        if not section.titled and not section.continued:
            yield Entry(section.title, f"#{section.id}", 0)
        for line in section.lines:
            if line.heading:
                yield Entry(line.heading, f"#{line.id}", line.depth)


def opening(section: PageSection) -> str:
    """Give the first words of what a page holds of a document.

    >>> from pipeline.formats.html.sections import Box, PageLine
    >>> line = PageLine("d1-p2", 2, "paragraph", Box("paragraph", 0, Markup("<em>Il</em> pleut sur le port.")), (), 1)
    >>> opening(PageSection("d1", "Le port", (line,)))
    'Il pleut sur le port.'
    """
    first = next((line for line in section.lines if line.source.html), None)
    words = first.source.html.striptags().split() if first else []
    return " ".join(words[:_OPENING]) + ("…" if len(words) > _OPENING else "")


def render(page: Page) -> str:
    """Draw a page as HTML that needs no other file; only its own style and script may act (CSP level 2 hashes)."""
    style, script = text_of(_PACKAGE, "page.css"), text_of(_PACKAGE, "page.js")
    page_template = template(_PACKAGE, "page.html.jinja")
    return page_template.render(page=page, style=Markup(style), script=Markup(script), policy=policy(style, script))  # noqa: S704
