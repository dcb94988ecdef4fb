"""A presentation in English or in both languages, laid out as it is: text exchanged or added in place, all else kept.

Longer English gets the room that its shape has: shapes that shrink their text do so when PowerPoint opens the file.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pipeline.bilingual.replacements import Replacements
from pipeline.document import Paragraph
from pipeline.errors import InputError
from pipeline.formats.inplace.office import OFFICE, say_language
from pipeline.formats.inplace.trees import Placed
from pipeline.formats.pptx.read import Slides, open_presentation, trees_of
from pipeline.io.builder import Origin
from pipeline.io.opc import Parts
from pipeline.io.xml import local_name
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

Traced = tuple[Paragraph, "_Element", tuple[Origin, ...]]


def translate_pptx(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a presentation in which the English of a document stands instead of its text; `encoding` is not used.

    `language` is the tag of the English.

    Raises:
        InputError: the file is broken, or is not the one that the document was made of.
    """
    package = open_presentation(data)
    trees = trees_of(package)
    said: dict[str, str] = {}
    for number, (paragraph, element, origins) in _numbered(package, trees, replacements):
        placed = Placed(element, paragraph.text, origins, OFFICE)
        english = replacements.of(number, placed.marks())
        if english is not None:
            placed.replace(english)
            said[paragraph.text] = english.text
    drawn = _drawn(package, trees)
    for root in drawn.values():
        _say(root, said)
    trees |= drawn
    for root in trees.values():
        say_language(root, language)
    return package.packed(trees)


def splice_pptx(
    data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en", head: str = ""
) -> bytes:
    """Give a presentation in which the English of each paragraph stands below it; diagrams stay as they are.

    `head` is said nowhere: no slide has room for it.

    Raises:
        InputError: as `translate_pptx` has it.
    """
    package = open_presentation(data)
    trees = trees_of(package)
    for number, (paragraph, element, origins) in _numbered(package, trees, replacements):
        copy = Placed(element, paragraph.text, origins, OFFICE).copied()
        english = replacements.of(number, copy.marks())
        is_diagram = local_name(element.getroottree().getroot()) == "datamodel"
        if english is not None and english.text not in {"", paragraph.text} and not is_diagram:
            copy.replace(english)
            say_language(copy.holder, language)
            element.addnext(copy.holder)
    return package.packed(trees)


def _numbered(package: Parts, trees: dict[str, "_Element"], replacements: Replacements) -> Iterator[tuple[int, Traced]]:
    """Give every paragraph of a file with its number in the document."""
    found: list[Traced] = []
    for _ in Slides(package, trees, Ledger(), lambda *traced: found.append(traced)).paragraphs():
        pass
    if [one.text for one, _, _ in found] != [one.text for one in replacements.document.source.paragraphs]:
        raise InputError(f"its {len(found)} paragraphs are others")
    yield from enumerate(found)


def _drawn(package: Parts, trees: dict[str, "_Element"]) -> dict[str, "_Element"]:
    """Give the drawings of diagrams, which PowerPoint keeps beside them and shows as they are."""
    related = (one for part in trees for one in package.relations(part).values())
    return {one.part: package.tree(one.part) for one in related if one.kind == "diagramDrawing" and one.part in package}


def _say(root: "_Element", english: dict[str, str]) -> None:
    """Let a drawing say in English what its diagram does, each paragraph in its first run."""
    for paragraph in root.iter("{*}p"):
        texts = list(paragraph.iter("{*}t"))
        said = english.get("".join(one.text or "" for one in texts).strip())
        for number, one in enumerate(texts if said else []):
            one.text = "" if number else said
