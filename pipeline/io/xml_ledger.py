"""Open an XML file as a reader does: its tree, and the ledger of all text in it."""

from typing import TYPE_CHECKING

from pipeline.io.xml import all_text, parse_xml, without_forbidden
from pipeline.letters import Ledger

if TYPE_CHECKING:
    from lxml.etree import _Element


def open_xml(data: bytes) -> tuple["_Element", Ledger]:
    r"""Give the root of a file, and a ledger that holds its text and knows of characters that XML forbids.

    >>> root, ledger = open_xml(b"<p>Oui.\x01</p>")
    >>> root.text
    'Oui.'

    Raises:
        InputError: it is broken.
    """
    data, lines = without_forbidden(data)
    root = parse_xml(data)
    ledger = Ledger()
    ledger.hold(all_text(root))
    for line in lines:
        ledger.leave_out("forbidden", "", f"line {line}")
    return root, ledger
