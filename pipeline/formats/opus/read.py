"""Read the texts of OPUS: XML in which every sentence is marked and has an id, as raw text or word by word.

    <document><p id="1"><s id="1.1"><w id="1.1.1">Bonjour</w><w id="1.1.2">.</w></s></p></document>

The locator of a paragraph lists the ids of its sentences, "1.1 1.2". https://opus.nlpl.eu
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from pipeline.document import Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.io.detokenising import detokenise
from pipeline.io.units import collapse
from pipeline.io.xml import all_text, attribute, local_name
from pipeline.io.xml_ledger import open_xml
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element

_BLOCKS = frozenset({"p", "head", "title", "li", "item", "td", "cell"})
_WORDS = frozenset({"w", "tok", "token"})
_ASIDE = frozenset({"meta", "metadata", "teiheader", "cesheader", "header"})


def read_opus(data: bytes, encoding: str, language: str) -> Text:
    """Read a text: a paragraph each `p`, or each sentence that is in none; `encoding` is not used: XML names its own.

    Raises:
        InputError: it is broken, or has no sentences.
    """
    root, ledger = open_xml(data)
    paragraphs = tuple(_paragraphs(root, language, ledger))
    if not any(paragraph.text for paragraph in paragraphs):
        raise InputError(f"holds no sentences (<s>): its root is <{local_name(root)}>")
    return ledger.balance(Text(language, paragraphs))


def sentence_ids(text: Text) -> dict[str, int]:
    """Give the number of each sentence of a text that `read_opus` gave by its id; -1 for those without text."""
    found, number = dict[str, int](), 0
    for paragraph in text.paragraphs:
        ids = paragraph.locator.split()
        if not paragraph.segments:
            found |= dict.fromkeys(ids, -1)
        for name in ids[: len(paragraph.segments)]:
            found.setdefault(name, number)
            number += 1
    return found


def _paragraphs(element: "_Element", language: str, ledger: Ledger) -> Iterator[Paragraph]:
    """Read every sentence below an element, in order; text outside of sentences is left out."""
    name = local_name(element)
    if name in _ASIDE:
        ledger.leave_out("comment", all_text(element), name)
        return
    sentences = [element] if name == "s" else list(_outermost(element)) if name in _BLOCKS else []
    if sentences:
        yield from _joined(sentences, language)
        if name != "s":
            _leave_out_between(element, ledger)
        return
    ledger.leave_out("unsupported", element.text or "", name)
    for child in element:
        yield from _paragraphs(child, language, ledger)
        ledger.leave_out("unsupported", child.tail or "", name)


def _leave_out_between(element: "_Element", ledger: Ledger) -> None:
    """Note the text in a paragraph that is in none of its sentences."""
    ledger.leave_out("unsupported", element.text or "", local_name(element))
    for child in element:
        if local_name(child) != "s":
            _leave_out_between(child, ledger)
        ledger.leave_out("unsupported", child.tail or "", local_name(element))


def _joined(sentences: Sequence["_Element"], language: str) -> Iterator[Paragraph]:
    """Make sentences one paragraph; those without text are one each, so that every id has its place."""
    text, ids, segments = "", list[str](), list[Segment]()
    for sentence in sentences:
        found = sentence_text(sentence, language)
        name = attribute(sentence, "id") or "-"
        if found:
            start = len(text) + bool(text)
            text = f"{text} {found}" if text else found
            ids.append(name)
            segments.append(Segment(start, len(text)))
            continue
        if text:
            yield Paragraph(text, locator=" ".join(ids), segments=tuple(segments))
            text, ids, segments = "", [], []
        yield Paragraph("", locator=name)
    if text:
        yield Paragraph(text, locator=" ".join(ids), segments=tuple(segments))


def sentence_text(sentence: "_Element", language: str) -> str:
    """Give the text of a sentence; words that stand one by one are put together."""
    if not any(local_name(one) in _WORDS for one in sentence.iter()):
        return collapse(all_text(sentence))
    return detokenise(list(_tokens(sentence)), language)


def _tokens(element: "_Element") -> Iterator[str]:
    """Give the words below an element; text between them is split at spaces."""
    yield from (element.text or "").split()
    for child in element:
        if local_name(child) in _WORDS:
            yield collapse(all_text(child))
        else:
            yield from _tokens(child)
        yield from (child.tail or "").split()


def _outermost(element: "_Element") -> Iterator["_Element"]:
    """Give the sentences below an element that stand in no other one."""
    for child in element:
        if local_name(child) == "s":
            yield child
        else:
            yield from _outermost(child)
