"""Find what a DTD cannot see in a TMX file: mistakes that make translation memories refuse it or lose units."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?(-[A-Za-z0-9]{2,8})*")
_DATE = re.compile(r"\d{4}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3])([0-5]\d){2}Z")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DATES = ("creationdate", "changedate", "lastusagedate")
_VARIANTS = 2  # of a unit: source and target


def problems(path: Path) -> Iterator[str]:
    """Give every mistake in a TMX file, each with its unit; nothing for a sound one.

    Looks at language tags (BCP 47), the source language in each unit, exactly two variants of two languages, dates,
    empty segments, repeated identifiers, control characters. The file is read as a stream; entities stay closed.
    """
    from lxml import etree

    source = ""
    seen: set[str] = set()
    try:
        for _, element in etree.iterparse(
            str(path), tag=("header", "tu"), resolve_entities=False, no_network=True, load_dtd=False
        ):
            if element.tag == "header":
                source = element.get("srclang", "")
                yield from (f"header: {problem}" for problem in _header_problems(element))
                continue
            identifier = element.get("tuid", "")
            name = f"tu {identifier}" if identifier else f"tu at line {element.sourceline}"
            yield from (f"{name}: {problem}" for problem in _unit_problems(element, source))
            if identifier in seen:
                yield f"{name}: the tuid appears twice"
            seen.update(filter(None, [identifier]))
            _forget(element)
    except etree.XMLSyntaxError as error:
        yield f"not well-formed: {error}"


def _header_problems(header: Any) -> Iterator[str]:
    """Give the mistakes of the header."""
    source = header.get("srclang", "")
    if source != "*all*" and not _LANGUAGE.fullmatch(source):
        yield f"srclang {source!r} is no language tag"
    yield from _date_problems(header)


def _unit_problems(unit: Any, source: str) -> Iterator[str]:
    """Give the mistakes of a unit; `source` is the header's language."""
    variants = unit.findall("tuv")
    languages = [variant.get(_LANG, "") for variant in variants]
    if len(variants) != _VARIANTS:
        yield f"{len(variants)} variants, not two"
    if len({language.lower() for language in languages}) < len(languages):
        yield "two variants of one language"
    if source not in languages and source != "*all*":
        yield f"no variant in the source language {source!r}"
    yield from (f"{language!r} is no language tag" for language in languages if not _LANGUAGE.fullmatch(language))
    for variant, language in zip(variants, languages, strict=True):
        text = "".join(variant.itertext("seg"))
        if not text.strip():
            yield f"empty segment ({language})"
        if _CONTROL.search(text):
            yield f"control character ({language})"
    for element in unit.iter("tu", "tuv"):
        yield from _date_problems(element)


def _date_problems(element: Any) -> Iterator[str]:
    """Give the dates of an element that are none."""
    for name in _DATES:
        if (date := element.get(name)) is not None and not _DATE.fullmatch(date):
            yield f"{name} {date!r} is not YYYYMMDDThhmmssZ"


def _forget(element: Any) -> None:
    """Free the memory of a unit that has been looked at, and of those before it."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
