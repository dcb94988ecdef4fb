"""Read the units of a translation memory one by one, so that its size does not matter."""

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from pipeline.errors import InputError
from pipeline.io.xml import local_name, refuse_entities, without_forbidden

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHUNK = 2**16
"""Bytes of a file that are parsed at a time, at least one line. Chosen by hand."""


def read_units(stream: IO[bytes]) -> Iterator["_Element"]:
    """Give the units of a translation memory; each is gone when the next one is asked for.

    Raises:
        InputError: it is no XML, or declares entities.
    """
    from lxml import etree

    parser = etree.XMLPullParser(
        ["start", "end"], resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    root: _Element | None = None
    try:
        while lines := stream.readlines(_CHUNK):
            parser.feed(without_forbidden(b"".join(lines))[0])
            for event, element in parser.read_events():
                if root is None:
                    root = element
                    _check_root(root)
                if event == "end" and local_name(element) == "tu":
                    yield element
                    element.clear()
                    while (before := element.getprevious()) is not None:
                        before.getparent().remove(before)
        parser.close()
    except etree.XMLSyntaxError as problem:
        raise InputError(f"is not well-formed XML: {' '.join(str(problem.msg).split())}") from None


def _check_root(root: "_Element") -> None:
    """Make sure that a file is a translation memory, and declares no entities.

    Raises:
        InputError: it is none, or does.
    """
    refuse_entities(root)
    if local_name(root) != "tmx":
        raise InputError(f"is no TMX file: its root is <{local_name(root)}>")
