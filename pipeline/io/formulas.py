"""Formulas in MathML: what of them is safe to show again, and how they read in plain text.

https://www.w3.org/TR/mathml-core/ . Annotations, and whatever else is no presentation, are left out.
"""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from pipeline.io.xml import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "http://www.w3.org/1998/Math/MathML"
"""The namespace of MathML."""
_TOKENS = frozenset(["mi", "mn", "mo", "mtext", "ms"])
_GROUPS = frozenset(["math", "mrow", "mstyle", "mpadded", "menclose", "mfenced", "semantics", "maction", "mphantom"])
_SCRIPTS = frozenset(["msub", "msup", "msubsup", "munder", "mover", "munderover", "mmultiscripts"])
_TABLES = frozenset(["mtable", "mtr", "mlabeledtr", "mtd"])
_SHOWN = _TOKENS | _GROUPS | _SCRIPTS | _TABLES | {"mfrac", "msqrt", "mroot", "mspace", "mprescripts", "none"}
_UNSEEN = frozenset(["annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts"])
_ATTRIBUTES = frozenset([
    "accent", "accentunder", "bevelled", "close", "columnalign", "columnspan", "depth", "dir", "display",
    "displaystyle", "fence", "form", "height", "largeop", "linethickness", "lspace", "mathvariant", "maxsize",
    "minsize",
    "movablelimits", "notation", "open", "rowalign", "rowspan", "rspace", "scriptlevel", "separator", "separators",
    "stretchy", "symmetric", "voffset", "width",
])  # fmt: skip
_SIGNS = {"msup": "^", "mover": "^", "msub": "_", "munder": "_"}
_INVISIBLE = str.maketrans("", "", "\u2061\u2062\u2063\u2064")  # signs such as that of a product which is not written
_PRIMES = re.compile("[′″‴'*°†¯ˉ^~˜→.¨\u0300-\u036f\u20d0-\u20ff]+")  # what is written at a letter, not above the line
_WHOLE = re.compile(r"\w+|.|\([^()]*\)|\[[^\[\]]*\]")  # what needs no brackets around it
_WORD, _ENDS_WITH_WORD = re.compile(r"[^\W\d_]{2}"), re.compile(r"[^\W\d_]{2}\Z")
_DEEPEST = 60  # elements in one another; chosen by hand: more are an attack


def clean(formula: "_Element") -> str:
    """Give a formula as markup that only shows it: elements and attributes of presentation, nothing that acts.

    >>> from lxml import etree
    >>> clean(etree.fromstring("<math onclick='f()'><mi href='x'>x</mi><script>f()</script></math>"))
    '<math xmlns="http://www.w3.org/1998/Math/MathML"><mi>x</mi></math>'
    """
    from lxml import etree

    made = etree.Element(f"{{{SPACE}}}math", nsmap={None: SPACE})
    _fill(made, formula, _DEEPEST)
    written: str = etree.tostring(made, encoding="unicode")
    return written


def _fill(made: "_Element", element: "_Element", deepest: int) -> None:
    """Copy the attributes, the text and the elements inside of an element that are shown."""
    from lxml import etree

    for key, value in element.attrib.items():
        if key in _ATTRIBUTES:
            made.set(key, value)
    if local_name(element) in _TOKENS:
        made.text = "".join(map(str, element.itertext()))
        return
    for child in element:
        if local_name(child) in _SHOWN and deepest:
            _fill(etree.SubElement(made, f"{{{SPACE}}}{local_name(child)}"), child, deepest - 1)


def linear(formula: "_Element", deepest: int = _DEEPEST) -> str:
    """Give a formula as one line of text, its letters in their order.

    >>> from lxml import etree
    >>> square = "<msup><mi>x</mi><mn>2</mn></msup>"
    >>> linear(etree.fromstring(f"<math><mfrac><mrow>{square}<mo>+</mo><mn>1</mn></mrow><mi>n</mi></mfrac></math>"))
    '(x^2+1)/n'
    """
    name = local_name(formula)
    if name in _UNSEEN:
        return ""
    if name in _TOKENS or not deepest:
        return " ".join("".join(map(str, formula.itertext())).translate(_INVISIBLE).split())
    if name == "semantics":
        return linear(formula[0], deepest - 1) if len(formula) else ""
    parts = [linear(child, deepest - 1) for child in formula if isinstance(child.tag, str)]
    return _written(formula, name, parts)


def _written(element: "_Element", name: str, parts: list[str]) -> str:
    """Write an element whose parts are written already."""
    if name == "mfenced":
        return f"{element.get('open', '(')}{','.join(parts)}{element.get('close', ')')}"
    if name == "mtable":
        return f"[{'; '.join(parts)}]"
    if name in {"mtr", "mlabeledtr"}:
        return ", ".join(parts)
    if name == "msqrt":
        return f"√{_bracketed(_joined(parts))}"
    if name in {"mfrac", "mroot"} and len(parts) > 1:
        first, second = map(_bracketed, parts[:2])
        return f"{first}/{second}" if name == "mfrac" else f"√[{parts[1]}]{first}"
    if name in _SCRIPTS and len(parts) > 1:
        return _with_scripts(name, parts)
    return _joined(parts)


def _with_scripts(name: str, parts: list[str]) -> str:
    """Write what stands below and above something after it.

    >>> _with_scripts("munderover", ["∑", "i=1", "n"]), _with_scripts("msup", ["f", "′"])
    ('∑_(i=1)^n', 'f′')
    """
    signs = _SIGNS.get(name, "_^")
    scripts = (f"{sign}{_bracketed(part)}" for sign, part in zip(signs * len(parts), parts[1:], strict=False) if part)
    if len(parts) == len("ab") and _PRIMES.fullmatch(parts[1]):
        return parts[0] + parts[1]
    return _bracketed(parts[0]) + "".join(scripts)


def _bracketed(text: str) -> str:
    """Put brackets around a text of several signs."""
    return text if not text or _WHOLE.fullmatch(text) else f"({text})"


def _joined(parts: Iterable[str]) -> str:
    """Join what stands in a row; only words, such as "sin", are set apart from what comes next.

    >>> _joined(["2", "x", "+", "sin", "x"])
    '2x+sin x'
    """
    made, before = "", ""
    for part in filter(None, parts):
        touching = before[-1:].isalnum() and part[0].isalnum()
        made += f" {part}" if touching and (_ENDS_WITH_WORD.search(before) or _WORD.match(part)) else part
        before = part
    return made
