"""Formulas of Word (Office Math, ECMA-376 part 1, chapter 22) to MathML, and MathML to those of Word.

What has no counterpart becomes the row of its parts: no letter is lost.
"""

import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_TOKEN = re.compile(r"(?P<mn>\d+(?:[.,]\d+)*)|(?P<mi>[^\W\d_])|(?P<mo>\S)")
_WORD_TOKEN = re.compile(r"(?P<mn>\d+(?:[.,]\d+)*)|(?P<mi>[^\W\d_]+)|(?P<mo>\S)")
_PARTS = {  # the parts of an element of Word, in MathML's order
    "f": ("mfrac", "num", "den"),
    "ssup": ("msup", "e", "sup"),
    "ssub": ("msub", "e", "sub"),
    "ssubsup": ("msubsup", "e", "sub", "sup"),
    "limlow": ("munder", "e", "lim"),
    "limupp": ("mover", "e", "lim"),
}
_ROWS = {"m": "mtable", "mr": "mtr", "eqarr": "mtable"}
_WORD = {  # the parts of an element of MathML, as Word names them
    "mfrac": ("f", "num", "den"),
    "msup": ("sSup", "e", "sup"),
    "msub": ("sSub", "e", "sub"),
    "msubsup": ("sSubSup", "e", "sub", "sup"),
    "munder": ("limLow", "e", "lim"),
    "mover": ("limUpp", "e", "lim"),
    "mroot": ("rad", "e", "deg"),
}
_UNSEEN = frozenset(["annotation", "annotation-xml", "mphantom", "mspace", "none", "mprescripts"])


def to_mathml(formula: "_Element") -> "_Element":
    """Give a formula of Word as MathML, its elements without a namespace.

    >>> from lxml import etree
    >>> word = f'<m:oMath xmlns:m="{SPACE}"><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r>'
    >>> etree.tostring(to_mathml(etree.fromstring(word + "</m:sup></m:sSup></m:oMath>")))
    b'<math><msup><mrow><mi>x</mi></mrow><mrow><mn>2</mn></mrow></msup></math>'
    """
    return _made("math", *_of_word(formula))


def _made(name: str, *parts: "_Element", text: str = "") -> "_Element":
    """Make an element of MathML."""
    from lxml import etree

    element = etree.Element(name)
    element.text = text or None
    element.extend(parts)
    return element


def _of_word(element: "_Element") -> Iterator["_Element"]:
    """Give what is inside of an element of Word as MathML."""
    for child in element:
        name = local_name(child)
        if name == "r":
            yield from _tokens(child)
        elif name in _PARTS:
            made, *parts = _PARTS[name]
            yield _made(made, *(_part(child, part) for part in parts))
        elif name in _ROWS:
            inner = "mtr" if name == "eqarr" else "mtd"
            rows = [part for part in child if local_name(part) in {"mr", "e"}]
            yield _made(_ROWS[name], *(_row(part, inner) for part in rows))
        elif name in _MADE:
            yield _MADE[name](child)
        elif not name.endswith("pr"):  # properties
            yield from _of_word(child)


def _row(part: "_Element", inner: str) -> "_Element":
    """Give a row of a table, or a cell, as MathML."""
    if local_name(part) == "mr":
        return _made("mtr", *(_made("mtd", *_of_word(cell)) for cell in part if local_name(cell) == "e"))
    cell = _made("mtd", *_of_word(part))
    return _made("mtr", cell) if inner == "mtr" else cell


def _part(element: "_Element", name: str) -> "_Element":
    """Give a part of an element of Word as one row of MathML."""
    found = next(element.iterfind(f"{{{SPACE}}}{name}"), None)
    return _made("mrow", *(() if found is None else _of_word(found)))


def _sign(element: "_Element", name: str, default: str) -> str:
    """Give a sign that an element's properties name; theirs may be none."""
    for node in element.iterfind(f"{{*}}*/{{*}}{name}"):
        return attribute(node, "val")
    return default


def _tokens(run: "_Element") -> Iterator["_Element"]:
    """Give the letters, numbers and signs of a run; letters that are set upright are words, such as sin."""
    text = "".join(str(node.text or "") for node in run if local_name(node) == "t")
    if next(run.iterfind("{*}rPr/{*}nor"), None) is not None:
        yield _made("mtext", text=text)
        return
    upright = _sign(run, "sty", "i") in {"p", "b"}
    for found in (_WORD_TOKEN if upright else _TOKEN).finditer(text):
        yield _made(str(found.lastgroup), text=found[0])


def _root(element: "_Element") -> "_Element":
    """Make a root, with its degree unless that is hidden or empty."""
    degree, inside = _part(element, "deg"), _part(element, "e")
    hidden = _sign(element, "degHide", "0") in {"", "1", "on", "true"}
    return _made("msqrt", inside) if hidden or not len(degree) else _made("mroot", inside, degree)


def _sum(element: "_Element") -> "_Element":
    """Make a sum, an integral or the like: its sign with what stands below and above, then what is summed."""
    sign = _made("mo", text=_sign(element, "chr", "∫"))
    beside = _sign(element, "limLoc", "subSup" if sign.text == "∫" else "undOvr") == "subSup"
    below, above = _part(element, "sub"), _part(element, "sup")
    name = "msubsup" if beside else "munderover"
    if not len(below) or not len(above):
        name = {"msubsup": ("msub", "msup"), "munderover": ("munder", "mover")}[name][not len(below)]
    scripts = [part for part in (below, above) if len(part)]
    return _made("mrow", _made(name, sign, *scripts) if scripts else sign, _part(element, "e"))


def _brackets(element: "_Element") -> "_Element":
    """Make what stands between brackets, its parts set apart by their sign."""
    opening, between, closing = (
        _sign(element, name, default) for name, default in (("begChr", "("), ("sepChr", "|"), ("endChr", ")"))
    )
    parts = [_made("mrow", *_of_word(part)) for part in element if local_name(part) == "e"]
    inside = [one for part in parts for one in (_made("mo", text=between), part)][1:]
    edges = [[_made("mo", text=sign)] if sign else [] for sign in (opening, closing)]
    return _made("mrow", *edges[0], *inside, *edges[1])


def _accent(element: "_Element") -> "_Element":
    """Make what has a sign above or below it."""
    default = {"acc": "\u0302", "bar": "¯"}.get(local_name(element), "⏟")
    below = _sign(element, "pos", "bot" if local_name(element) != "acc" else "top") == "bot"
    sign = _made("mo", text=_sign(element, "chr", default))
    return _made("munder" if below else "mover", _part(element, "e"), sign)


def _before(element: "_Element") -> "_Element":
    """Make what has signs below and above in front of it."""
    scripts = [_part(element, name) for name in ("sub", "sup")]
    return _made("mrow", _made("msubsup", _made("mrow"), *scripts), _part(element, "e"))


_MADE: dict[str, Callable[["_Element"], "_Element"]] = {
    "rad": _root, "nary": _sum, "d": _brackets, "acc": _accent, "bar": _accent, "groupchr": _accent, "spre": _before,
}  # fmt: skip


def to_word(formula: "_Element") -> "_Element":
    """Give a formula in MathML as one of Word.

    >>> from lxml import etree
    >>> made = to_word(etree.fromstring("<math><msqrt><mi>x</mi></msqrt></math>"))
    >>> [node.tag.rpartition("}")[2] for node in made.iter()]
    ['oMath', 'rad', 'radPr', 'degHide', 'deg', 'e', 'r', 't']
    """
    made = _word("oMath")
    made.extend(_of_mathml(formula))
    return made


def _word(name: str, *parts: "_Element") -> "_Element":
    """Make an element of Word's formulas."""
    from lxml import etree

    element = etree.Element(f"{{{SPACE}}}{name}", nsmap={"m": SPACE})
    element.extend(parts)
    return element


def _run(text: str) -> "_Element":
    """Make a run of text."""
    made = _word("t")
    made.text = text
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return _word("r", made)


def _of_mathml(element: "_Element") -> Iterator["_Element"]:
    """Give an element of MathML as elements of Word: of a row each of its parts."""
    name = local_name(element)
    parts = [child for child in element if isinstance(child.tag, str) and local_name(child) not in _UNSEEN]
    if not len(element):
        yield from [_run(element.text)] if element.text else []
    elif name == "munderover" and len(parts) == len(("base", "below", "above")):
        base, below, above = (list(_of_mathml(part)) for part in parts)
        yield _word(
            "limUpp", _word("e", _word("limLow", _word("e", *base), _word("lim", *below))), _word("lim", *above)
        )
    elif name in _WORD and len(parts) == len(_WORD[name]) - 1:
        made, *names = _WORD[name]
        inside = [_word(part, *_of_mathml(child)) for part, child in zip(names, parts, strict=True)]
        yield _word(made, *(reversed(inside) if name == "mroot" else inside))
    elif name == "msqrt":
        hidden = _word("degHide")
        hidden.set(f"{{{SPACE}}}val", "1")
        inside = [one for part in parts for one in _of_mathml(part)]
        yield _word("rad", _word("radPr", hidden), _word("deg"), _word("e", *inside))
    elif name == "mtable":
        yield _word("m", *(_word("mr", *(_word("e", *_of_mathml(cell)) for cell in row)) for row in parts))
    elif name == "mfenced":
        inside = [one for part in parts for one in _of_mathml(part)]
        yield from [_run(element.get("open", "(")), *inside, _run(element.get("close", ")"))]
    else:
        for part in parts[:1] if name == "semantics" else parts:
            yield from _of_mathml(part)
