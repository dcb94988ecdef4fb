"""Read from a TEI header who wrote a text, and what it is called.

https://tei-c.org/release/doc/tei-p5-doc/en/html/HD.html
"""

import re
from typing import TYPE_CHECKING, NamedTuple

from pipeline.io.xml import attribute, plain_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_OF_EDITIONS = re.compile(
    r"\s*[:;,–—-]?\s*[\[(]?\s*(?:(?:ELTeC|TEI|an?|une?|electronic|digital|édition)\s+)+"
    r"(?:edition|version|électronique|numérique|transcription)\s*[\])]?\s*$",
    re.IGNORECASE,
)
"""What makers of corpora add to a title: "Madame Bovary : ELTeC edition"."""


class Title(NamedTuple):
    """What a header says of a text."""

    title: str = ""
    author: str = ""
    translator: str = ""


def read_header(root: "_Element") -> Title:
    """Give the title, the author and the translator that the first header of a file names.

    >>> from lxml.etree import fromstring
    >>> named = "<title>Le Port : ELTeC edition</title><author>Zay, Anne (1850-1901)</author>"
    >>> statement = f"<fileDesc><titleStmt>{named}</titleStmt></fileDesc>"
    >>> read_header(fromstring(f"<TEI><teiHeader>{statement}</teiHeader></TEI>"))
    Title(title='Le Port', author='Anne Zay', translator='')
    """
    statement = next(root.iterfind(".//{*}teiHeader/{*}fileDesc/{*}titleStmt"), None)
    if statement is None:
        return Title()
    titles = list(statement.iterfind("{*}title"))
    main = [one for one in titles if attribute(one, "type") in {"", "main"}] or titles
    author = next(statement.iterfind("{*}author"), None)
    translators = (
        plain_text(name)
        for part in statement.iterfind("{*}respStmt")
        if re.search("trad|transl", plain_text(part), re.IGNORECASE)
        for name in part.iter("{*}name", "{*}persName")
    )
    editors = (
        plain_text(editor)
        for editor in statement.iterfind("{*}editor")
        if attribute(editor, "role").lower() in {"translator", "traducteur", "traductrice"}
    )
    return Title(
        _OF_EDITIONS.sub("", plain_text(main[0])) if main else "",
        "" if author is None else _in_order(plain_text(author)),
        next((name for name in (*editors, *translators) if name), ""),
    )


def _in_order(name: str) -> str:
    """Give a name as it is said, without years of life.

    >>> _in_order("Flaubert, Gustave (1821-1880)"), _in_order("Colette")
    ('Gustave Flaubert', 'Colette')
    """
    plain = re.sub(r"\s*[(\[][^)\]]*\d[^)\]]*[)\]]\s*$", "", name)
    surname, comma, given = plain.partition(", ")
    return f"{given} {surname}" if comma and given and "," not in given else plain
