"""What a file cannot give back in its own layout, told before the work: whole files, and what stays French in them."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.document import Document
from pipeline.formats.registry import input_format
from pipeline.formats.splicing import can_make, tell_formats
from pipeline.letters import tell_left_out

IN_LAYOUT = ("translated", "spliced")
"""The formats that give back a file in its own layout."""
_STAYING = frozenset(
    ["running_title", "comment", "hidden", "unsupported", "description", "field", "other_language", "apart"]
)
"""What people may see in a file, and is not read: it stays as it is."""
_ASKED_FOR = {"running_title": "headers", "comment": "comments"}
"""The values of `read.also` that have such text read."""
_SHOWN = 3  # files that a line names


def tell_unfit(formats: Iterable[str], files: Sequence[str]) -> Iterator[tuple[str, bool, str]]:
    """Tell for each format that gives back files which of some it cannot be made of, and whether it is none at all.

    >>> list(tell_unfit(["tmx", "translated"], ["a.docx", "b.txt", "c.pdf"]))
    [('translated', False, 'translated: not of b.txt, c.pdf, which have no layout to keep that could be written')]
    """
    for name in formats:
        unfit = [file for file in files if name in IN_LAYOUT and not can_make(name, file)]
        if unfit:
            more = f" and {len(unfit) - _SHOWN} more" if len(unfit) > _SHOWN else ""
            shown = ", ".join(unfit[:_SHOWN]) + more
            if len(unfit) == len(files):
                yield name, True, f"{name} can be made of none of the files; it can of {tell_formats(name)}"
            else:
                yield name, False, f"{name}: not of {shown}, which have no layout to keep that could be written"


def tell_staying(document: Document) -> str:
    """Tell what is seen in a document's file and stays French in its own layout, "" where nothing does.

    >>> from pipeline.document import Account, LeftOut, Text
    >>> account = Account(9, 2, (LeftOut("running_title", 7, 1, ("styles.xml",)),))
    >>> tell_staying(Document("a.odt", Text("fr", (), account=account)))
    'running titles, headers and footers: 7 letters (styles.xml); read.also: headers takes them in'
    """
    account, found = document.source.account, input_format(document.id)
    if not account or not found or not found.translator:
        return ""
    told = []
    for one in account.left_out:
        if one.reason in _STAYING:
            asked = _ASKED_FOR.get(one.reason, "")
            hint = f"; read.also: {asked} takes them in" if asked in found.also else ""
            told.append(tell_left_out(one) + hint)
    return "; ".join(told)
