"""Text that keeps its lines in a page: code, unless it is prose as a typewriter has it."""

import re
from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import TYPE_CHECKING

from pipeline.document import Mark, Paragraph
from pipeline.io.kinds import is_verse, shape
from pipeline.io.xml import all_text, attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_COMMON = frozenset([
    "a", "au", "aux", "avec", "ce", "ces", "dans", "de", "des", "du", "elle", "en", "est", "et", "il", "ils", "je",
    "la", "le", "les", "leur", "lui", "mais", "ne", "nous", "on", "ou", "par", "pas", "plus", "pour", "qu", "que",
    "qui", "sa", "se", "ses", "si", "son", "sur", "un", "une", "vous",
])  # fmt: skip
"""Words that every French text is full of."""
_PARTS_OF_CODE = frozenset(["code", "samp", "kbd", "var"])
_OF_CODE = re.compile(
    r"(?:code|highlight|brush|lang(?:uage)?-|source|prettyprint|terminal|console|shell)", re.IGNORECASE
)
# All chosen by hand.
_LEAST_WORDS = 12  # of prose
_LEAST_COMMON = 0.2  # share of its words
_MOST_SIGNS = 0.02  # share of its characters that code is made of


def prose_paragraphs(text: str) -> Iterator[Paragraph]:
    r"""Give the paragraphs of prose that keeps its lines: blank lines part them, and stanzas keep their line ends.

    >>> [one.text for one in prose_paragraphs("Il pleut\nsur la ville.\n\nOui.")]
    ['Il pleut sur la ville.', 'Oui.']
    """
    for is_blank, group in groupby(map(_one_line, text.split("\n")), key=lambda line: not line):
        if is_blank:
            continue
        lines = list(group)
        ends = list(accumulate(len(line) + 1 for line in lines[:-1]))
        verse = is_verse(lines)
        found = shape(lines[0], alone=True) if len(lines) == 1 else shape(lines[0])
        kind, level = (found.kind, found.level) if not found.markup else ("paragraph", 0)
        marks = tuple(Mark(end - 1, end, "br") for end in ends) if verse else ()
        yield Paragraph(" ".join(lines), "verse" if verse else kind, level, marks=marks)


def _one_line(line: str) -> str:
    """Give a line with single spaces, as a page shows it."""
    return re.sub(r"[ \t\r\f]+", " ", line).strip(" ")


def is_prose(element: "_Element") -> bool:
    r"""Tell whether a preformatted element holds prose, by its words, and not code.

    >>> from lxml import html
    >>> is_prose(html.fromstring("<pre>Il pleut sur la ville et sur le port,\\n  et le marin ne sait pas que</pre>"))
    True
    >>> is_prose(html.fromstring("<pre>if (x == 1) { return; }</pre>"))
    False
    """
    if any(local_name(part) in _PARTS_OF_CODE for part in element.iterdescendants()):
        return False
    if _OF_CODE.search(attribute(element, "class")):
        return False
    text = all_text(element)
    words = re.findall(r"[^\W\d_]+", text.lower())
    signs = sum(text.count(sign) for sign in "{}[]<>=;$\\|_#")
    common = sum(word in _COMMON for word in words)
    return len(words) >= _LEAST_WORDS and common >= _LEAST_COMMON * len(words) and signs <= _MOST_SIGNS * len(text)
