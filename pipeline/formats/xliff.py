"""Read XLIFF 1.2 and 2.x: a paragraph a unit, in either language.

https://docs.oasis-open.org/xliff/v1.2/os/xliff-core.html, https://docs.oasis-open.org/xliff/xliff-core/v2.1/xliff-core-v2.1.html
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.document import Paragraph, Text
from pipeline.errors import InputError
from pipeline.io.units import collapse, source_text, target_text, without_codes
from pipeline.io.xml import attribute, local_name, parse_xml, same_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_UNTOUCHED = frozenset({"new", "needs-translation", "initial"})
"""States of a target in which it may be a mere copy of its source."""


def read_xliff(data: bytes, encoding: str, language: str) -> Text:
    """Read the text of one language, an empty paragraph where a unit lacks it.

    `encoding` is not used: XML names its own.

    Raises:
        InputError: it is no XLIFF, or French is asked for and no unit has any.
    """
    root = parse_xml(data)
    if local_name(root) != "xliff":
        raise InputError(f"is no XLIFF file: its root is <{local_name(root)}>")
    paragraphs = tuple(_paragraphs(root, language))
    if language == "fr" and not any(paragraph.text for paragraph in paragraphs):
        languages = sorted({tag for file in root.iterfind("{*}file") for tag in _languages(root, file) if tag})
        raise InputError(f"holds no French: its languages are {', '.join(languages) or 'none'}")
    return Text(language, paragraphs)


def _paragraphs(root: "_Element", language: str) -> Iterator[Paragraph]:
    """Read every unit of every file, as far as it is in a language."""
    for file in root.iterfind("{*}file"):
        source, target = _languages(root, file)
        side = "source" if same_language(source, language) else "target" if same_language(target, language) else ""
        for unit in file.iter("{*}trans-unit", "{*}unit"):
            text = {"source": source_text(unit), "target": target_text(unit, _is_done)}.get(side, "")
            yield Paragraph(collapse(text), locator=f"unit {attribute(unit, 'id')}", translate=_may_be_translated(unit))


def _languages(root: "_Element", file: "_Element") -> tuple[str, str]:
    """Give the tags of the source's and the target's language; a target without one is English, or else French."""
    source = attribute(file, "source-language") or attribute(root, "srcLang")
    target = attribute(file, "target-language") or attribute(root, "trgLang")
    return source, target or ("fr" if same_language(source, "en") else "en")


def _is_done(part: "_Element") -> bool:
    """Tell whether a target does not only repeat its source because nobody has translated it yet."""
    found = {local_name(child): child for child in part if local_name(child) in {"source", "target"}}
    texts = {name: without_codes(child) for name, child in found.items()}
    if texts.get("target") != texts.get("source"):
        return True
    state = attribute(found["target"], "state") or attribute(part, "state")
    return state not in _UNTOUCHED or not any(map(str.isalpha, texts["target"]))


def _may_be_translated(unit: "_Element") -> bool:
    """Tell whether neither the unit nor what it stands in forbids to translate it; the nearest word counts."""
    said = [attribute(element, "translate") for element in (unit, *unit.iterancestors())]
    return next((word for word in said if word), "yes") != "no"
