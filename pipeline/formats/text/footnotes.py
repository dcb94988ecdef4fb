"""Write the labels of notes in one way, [2], where a text has others: raised figures, stars, and numbers below a rule.

A list has numbers and stars, too. What tells notes is the rule above them, as print has it, or that a word carries the
same star.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence

from pipeline.formats.text.wrapping import TextLine

_RULE = re.compile(r"(?:_{3,}|-{3,}|[—–―]{2,}|[⸏─]{3,})$")
RAISED = "¹²³⁰⁴⁵⁶⁷⁸⁹"
"""Figures that are raised by themselves."""
_RAISED = re.compile(rf"(?P<label>[{RAISED}]{{1,3}})\s?(?=[^\W\d_]|[«“(])")
_STAR = re.compile(r"(?P<label>\*{1,3})\s?(?=[^\W\d_]|[«“(])")
_NUMBER = re.compile(r"(?:(?P<label>\d{1,3})[.)]|\((?P<bracket>\d{1,3})\))\s+(?=\S)")
_SIGN = re.compile(rf"[(\[*{RAISED}]")
_CALLED = re.compile(
    rf"(?<=[\w».,!?%€)])(?:\s?\((?P<bracket>\d{{1,3}})\)|\s?\[(?P<square>\d{{1,3}})\]|(?P<raised>[{RAISED}]{{1,3}})|"
    r"(?P<star>\*{1,3})(?![\w*]))"
)


def unify_labels(lines: Sequence[TextLine]) -> list[TextLine]:
    """Give lines in which notes begin with their label in square brackets.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> page = "Le port* dort¹ (2).||___|* La rade.|2. En hiver.||3. Rien.|¹ Oui.".replace("|", chr(10))
    >>> [line.text for line in unify_labels(split_lines(page))][3:]
    ['[*] La rade.', '[2] En hiver.', '', '3. Rien.', '[1] Oui.']
    """
    below = set(_below_rules(lines))
    calls = [found for line in lines if _SIGN.search(line.text) for found in _CALLED.finditer(line.text)]
    if not calls:
        return list(lines)
    called = {_plain(found[found.lastgroup or 0]) for found in calls}
    starred = sum(found["star"] is not None for found in calls)
    stars = sum(_STAR.match(line.text) is not None for line in lines if line.text[:1] == "*")
    kept = []
    for line in lines:
        found = _RAISED.match(line.text)
        if not found and (line.number in below or stars == starred):
            found = _STAR.match(line.text)
        if not found and line.number in below:
            found = _NUMBER.match(line.text)
        label = _plain(found[found.lastgroup or 0]) if found else ""
        kept.append(line._replace(text=f"[{label}] {line.text[found.end() :]}") if found and label in called else line)
    return kept


def _plain(label: str) -> str:
    """Give a label with figures that are not raised.

    >>> _plain("¹²"), _plain("*")
    ('12', '*')
    """
    return unicodedata.normalize("NFKC", label)


def _below_rules(lines: Sequence[TextLine]) -> Iterator[int]:
    """Give the numbers of the lines in the block right below each rule, where that begins with a label."""
    below, begun = False, False
    for line in lines:
        if line.text and _RULE.match(line.text):
            below, begun = True, False
        elif not line.text:
            below = below and not begun
        elif below:
            labelled = any(pattern.match(line.text) for pattern in (_RAISED, _STAR, _NUMBER)) or line.text[0] in "[("
            if not begun and not labelled:
                below = False
                continue
            begun = True
            yield line.number
