"""Write a translation memory, TMX 1.4 (LISA, 1.4b specification), as a stream, so that its size does not matter."""

import logging
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from pipeline.document import Document
from pipeline.files import text_file
from pipeline.formats.corpora.bitext import nonempty_pairs
from pipeline.io.characters import one_line, xml_text
from pipeline.io.outputs import Provenance, WriteOptions, credit
from pipeline.pairs import Pair

log = logging.getLogger(__name__)

NAME = "memory.tmx"
_PLAIN = re.compile(r"[A-Za-z0-9.+_-]+")
"""What stands in XML as it is, as numbers do."""


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `memory.tmx`; pairs with an empty side and characters XML forbids are left out, counted and logged."""
    path = folder / NAME
    unit = TranslationUnit(options, provenance)
    with text_file(path) as file:
        file.write(header(options, provenance))
        file.writelines(unit(pair) for pair in nonempty_pairs(documents, NAME))
        file.write("</body>\n</tmx>\n")
    if unit.dropped:
        characters = "1 character" if unit.dropped == 1 else f"{unit.dropped} characters"
        log.warning("%s: %s left out that XML forbids", NAME, characters)
    return [path]


def header(options: WriteOptions, provenance: Provenance) -> str:
    """Give all that comes before the first unit."""
    attributes = {
        "creationtool": provenance.tool,
        "creationtoolversion": provenance.version,
        "segtype": "sentence",
        "o-tmf": provenance.tool,
        "adminlang": "en",
        "srclang": options.source_language,
        "datatype": "plaintext",
    }
    if provenance.created:
        attributes["creationdate"] = provenance.compact_time
    written = " ".join(f"{name}={_attribute(value)}" for name, value in attributes.items())
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tmx SYSTEM "tmx14.dtd">\n'
        f'<tmx version="1.4">\n<header {written}/>\n<body>\n'
    )


class TranslationUnit:
    """Writes one pair as a translation unit; counts the characters it had to drop."""

    def __init__(self, options: WriteOptions, provenance: Provenance) -> None:
        self.options = options
        self.provenance = provenance
        self.date = f" creationdate={_attribute(provenance.compact_time)}" if provenance.created else ""
        self.dropped = 0

    def __call__(self, pair: Pair) -> str:
        """Give the `tu` element of a pair: properties, the French, the English."""
        properties = "".join(
            f'<prop type="x-{_identifier(name)}">{self.value(value)}</prop>\n'
            for name, value in _properties(pair, self.options, self.provenance)
        )
        return (
            f"<tu tuid={_attribute(pair.id)}{self.date}>\n{properties}"
            f"{self.variant(self.options.source_language, pair.source)}"
            f"{self.variant(self.options.target_language, pair.target)}</tu>\n"
        )

    def value(self, value: str) -> str:
        """Give the value of a property."""
        return value if _PLAIN.fullmatch(value) else escape(self.legal(one_line(value)))

    def variant(self, language: str, text: str) -> str:
        """Give the `tuv` element of one side. A carriage return would come back as a line feed, hence the reference."""
        segment = escape(self.legal(text), {"\r": "&#13;"})
        return f'<tuv xml:lang="{language}"><seg>{segment}</seg></tuv>\n'

    def legal(self, text: str) -> str:
        """Give a text without what XML forbids, and count what is left out."""
        kept, dropped = xml_text(text)
        self.dropped += dropped
        return kept


def _properties(pair: Pair, options: WriteOptions, provenance: Provenance) -> Iterator[tuple[str, str]]:
    """Give what a unit says about itself, in the order written."""
    yield "document", pair.document
    yield "paragraph", str(pair.paragraph)
    yield "type", pair.type
    yield "origin", pair.origin
    yield "standing", pair.standing
    yield "posterior", f"{pair.posterior:.4g}"
    for name, value in pair.scores.items():
        yield name, f"{value:.6g}"
    if pair.flags:
        yield "flags", " ".join(pair.flags)
    for name in ("duplicate_of", "split"):
        if value := getattr(pair, name):
            yield name, value
    if made_by := credit(pair.origin, options, provenance, pair.made_by):
        yield "made_by", made_by


@lru_cache(maxsize=256)
def _identifier(name: str) -> str:
    """Give a property's name as an attribute's value without its quotes."""
    return _attribute(name)[1:-1].replace('"', "&quot;")


def _attribute(value: str) -> str:
    """Give a value as an attribute's, with its quotes."""
    return quoteattr(xml_text(one_line(value))[0])
