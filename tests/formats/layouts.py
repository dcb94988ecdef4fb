"""What tests of files in their own layout share: a translation that turns all words round, and what must not change."""

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from zipfile import ZipFile

import regex
from lxml import etree

from pipeline.bilingual.replacements import Replacements
from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.io.xml import local_name

WORD = regex.compile(r"\w+")


def turned(text: str) -> tuple[str, tuple[Link, ...]]:
    """A sentence with its words in capitals and the other way round, and the links of its words.

    >>> turned("Un chat.")[0]
    'CHAT UN.'
    """
    words = list(WORD.finditer(text))
    made, links, done = "", [], 0
    for place, word in zip(words, reversed(words), strict=True):
        made += text[done : place.start()]
        links.append(Link(word.start(), word.end(), len(made), len(made) + len(word[0].upper())))
        made += word[0].upper()
        done = place.end()
    return made + text[done:], tuple(sorted(links))


def english_of(paragraph: Paragraph) -> tuple[str, tuple[Link, ...]]:
    """A paragraph turned round behind the number of a list item, and the links of its words."""
    start = max((mark.end for mark in paragraph.marks if mark.name == "number"), default=0)
    english, links = turned(paragraph.text[start:])
    return paragraph.text[:start] + english, tuple(Link(*(place + start for place in link)) for link in links)


def translated(text: Text, linked: bool = True) -> Document:
    """A document of a text, each paragraph a sentence, all words turned round."""
    paragraphs: list[Paragraph] = []
    hypotheses: list[Hypothesis] = []
    beads: list[Bead] = []
    for paragraph in text.paragraphs:
        segments = (Segment(0, len(paragraph.text)),) if paragraph.text.strip() else ()
        for _ in segments:
            english, links = english_of(paragraph)
            beads.append(Bead((len(beads),), (len(beads),), links=links if linked else ()))
            hypotheses.append(Hypothesis(english))
        paragraphs.append(replace(paragraph, segments=segments))
    return Document("d", replace(text, paragraphs=tuple(paragraphs)), None, tuple(hypotheses), tuple(beads))


def replacements(text: Text, linked: bool = True) -> Replacements:
    """What stands instead of the paragraphs of a text."""
    return Replacements(translated(text, linked))


def expected(text: Text) -> list[str]:
    """The paragraphs of a text turned round, but for those that are kept."""
    return [one.text if one.is_kept() else english_of(one)[0] for one in text.paragraphs]


def words(texts: list[str]) -> list[list[str]]:
    """The words of some texts, whatever stands between them."""
    return [WORD.findall(text) for text in texts]


def skeleton(data: bytes, unlike: frozenset[str], within: frozenset[str]) -> Counter[tuple[str, str, str]]:
    """Count the elements of all parts of an archive, each with its part and attributes.

    Those of some names are `unlike` each other before and after, and so is all `within` some.
    """
    found: Counter[tuple[str, str, str]] = Counter()
    for name, root in parts(data):
        for element in root.iter("{*}*"):
            around = {local_name(one) for one in element.iterancestors()}
            if local_name(element) not in unlike and not around & within:
                found[name, str(element.tag), repr(sorted(element.attrib.items()))] += 1
    return found


def parts(data: bytes) -> Iterator[tuple[str, "etree._Element"]]:
    """The XML parts of an archive."""
    with ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels", ".xhtml", ".opf")):
                yield name, etree.fromstring(archive.read(name))
