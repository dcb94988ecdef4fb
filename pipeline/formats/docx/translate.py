"""A Word file in English or in both languages, laid out as it is: text exchanged or added in place, all else kept.

Styles, tables, notes, fields, remarks, pictures and shapes stay; tracked changes become the author's final text. Parts
without a paragraph that is translated stay byte for byte.
"""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING

from pipeline.bilingual.replacements import Replacements
from pipeline.errors import InputError
from pipeline.formats.docx.below import put_below, told
from pipeline.formats.docx.drawings import Drawn
from pipeline.formats.docx.parts import Package
from pipeline.formats.docx.read import trace_docx
from pipeline.formats.docx.revisions import accept_rest, accept_text
from pipeline.formats.inplace.office import FIELD, OFFICE, say_language
from pipeline.formats.inplace.trees import Placed
from pipeline.io.archive import Archive
from pipeline.io.xml import attribute, local_name, namespace_of

if TYPE_CHECKING:
    from lxml.etree import _Element


def translate_docx(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a Word file in which the English of a document stands instead of its text; `encoding` is not used.

    `language` is the tag of the English.

    Raises:
        InputError: the file is broken, or is not the one that the document was made of.
    """
    package, trees = _opened(data)
    numbered = list(_numbered(package, trees, replacements))
    changed = _accepted(trees)
    for number, drawn in numbered:
        _exchange(drawn, replacements, number)
        changed.add(drawn[0].locator.rpartition("#")[0])
    for name in changed & trees.keys():
        _finish(trees[name])
    changed |= {name for name, root in trees.items() if say_language(root, language)}
    return package.packed({name: trees[name] for name in changed & trees.keys()})


def splice_docx(
    data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en", head: str = ""
) -> bytes:
    """Give a Word file in which the English of each paragraph stands below it, in a paragraph like it, but grey.

    `head` is said in a paragraph before all others. What is drawn stays as it is: it has no room for more.

    Raises:
        InputError: as `translate_docx` has it.
    """
    package, trees = _opened(data)
    numbered = list(_numbered(package, trees, replacements))
    changed = _accepted(trees)
    numbering = next((trees[name] for name in package.of_kind("numbering") if name in trees), None)
    for number, (paragraph, element, origins) in numbered:
        if namespace_of(element) == namespace_of(trees[package.main]):
            _enclose_fields(element)
            copy = Placed(element, paragraph.text, origins, OFFICE).copied()
            english = replacements.of(number, copy.marks())
            if english is not None and english.text.strip() not in {"", paragraph.text}:
                copy.replace(english)
                put_below(element, copy.holder, language, numbering)
                changed.add(paragraph.locator.rpartition("#")[0])
    if head and (body := next(trees[package.main].iter("{*}body"), None)) is not None:
        body.insert(0, told(head, body, language))
        changed.add(package.main)
    for name in changed & trees.keys():
        _finish(trees[name])
    return package.packed({name: trees[name] for name in changed & trees.keys()})


def _opened(data: bytes) -> tuple[Package, dict[str, "_Element"]]:
    """Give a file, and its parts by name."""
    package = Package(Archive(data, "DOCX"))
    return package, dict(package.trees(("comments", "headers")))


def _accepted(trees: Mapping[str, "_Element"]) -> set[str]:
    """Take over tracked changes, after all was read as the reader sees it; name the parts that had some."""
    return {name for name, root in trees.items() if accept_text(root)}


def _numbered(
    package: Package, trees: Mapping[str, "_Element"], replacements: Replacements
) -> Iterator[tuple[int, Drawn]]:
    """Give every paragraph of the file that the document has, with its number there.

    Of like headers the document has only the first.
    """
    paragraphs = replacements.document.source.paragraphs
    numbers = {one.locator: number for number, one in enumerate(paragraphs)}
    headers = {*package.of_kind("header"), *package.of_kind("footer")}
    repeated = {one.text: n for n, one in enumerate(paragraphs) if one.locator.rpartition("#")[0] in headers}
    found = 0
    for drawn in trace_docx(package, trees, replacements.document.source.language):
        one = drawn[0]
        number = numbers.get(one.locator)
        if number is None and one.locator.rpartition("#")[0] in headers:
            number = repeated.get(one.text)
        if number is None:
            continue
        if paragraphs[number].text != one.text:
            raise InputError(f"its paragraph {one.locator} is another one")
        found += one.locator in numbers
        yield number, drawn


def _exchange(drawn: Drawn, replacements: Replacements, number: int) -> None:
    """Let the English of a paragraph stand in its place."""
    paragraph, element, origins = drawn
    if local_name(element) == "textpath":
        english = replacements.of(number)
        if english is not None:
            element.set("string", english.text)
        return
    _enclose_fields(element)
    placed = Placed(element, paragraph.text, origins, OFFICE)
    english = replacements.of(number, placed.marks())
    if english is not None:
        placed.replace(english)


def _enclose_fields(paragraph: "_Element") -> None:
    """Enclose every field that begins and ends in one element of a paragraph in a stand-in."""
    for run in list(paragraph.iter("{*}r")):
        if next(run.iterfind("{*}fldChar"), None) is not None:
            _split(run)
    for above in {run.getparent(): None for run in paragraph.iter("{*}r")}:
        if above is not None:
            _enclose(above)


def _enclose(above: "_Element") -> None:
    """Enclose the fields among the children of an element."""
    from lxml import etree

    begun: list[_Element] = []
    for child in list(above):
        kinds = [attribute(mark, "fldCharType") for mark in child.iterfind("{*}fldChar")]
        if "begin" in kinds:
            begun.append(child)
        elif "end" in kinds and begun:
            first = begun.pop()
            field = etree.Element(FIELD)
            first.addprevious(field)
            while (inside := field.getnext()) is not None:
                field.append(inside)
                if inside is child:
                    break
            codes = (code.text or "" for code in field.iter("{*}instrText"))
            field.set("instr", "".join(codes))


def _split(run: "_Element") -> None:
    """Split a run so that each of its parts has one of its own."""
    from lxml import etree

    properties, *_ = [*OFFICE.properties(run), None]
    content = [child for child in run if child is not properties]
    for child in reversed(content[1:]):
        made = etree.Element(run.tag, dict(run.attrib), run.nsmap)
        if properties is not None:
            made.append(deepcopy(properties))
        made.append(child)
        run.addnext(made)


def _finish(root: "_Element") -> None:
    """Take the stand-ins out again, and let the second form of a text box say what the first says."""
    for field in list(root.iter(FIELD)):
        for child in list(field):
            field.addprevious(child)
        above = field.getparent()
        if above is not None:
            above.remove(field)
    for forms in root.iter("{*}AlternateContent"):
        first, *others = [list(form.iter("{*}txbxContent")) for form in forms]
        for boxes in others:
            if len(boxes) == len(first):
                for box, shown in zip(boxes, first, strict=True):
                    box[:] = [deepcopy(one) for one in shown]
    accept_rest(root)
