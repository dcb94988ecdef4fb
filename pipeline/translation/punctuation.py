"""Make the punctuation of a translation fit that of its sentence: signs at its start, marks at its end, spaces between.

Each function takes the French and the English, and changes what is surely wrong; what the French has as well stays.
"""

import regex

_DASH_AT_END = regex.compile(r"(?<=[:;,.!?])\s*-+$")
"""A dash behind the last mark, which small models add: `these verses:-`."""
_BULLET = regex.compile(r"(?:[-–—•*·►▪◦]+(?=\s)|[–—•]+|--(?=[\p{L}]))\s*")
_ENUMERATOR = regex.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)°]|[IVXLC]{2,6}[.)]|[IVXLC]\)|[a-z][.)]|[A-Z]\)|\(\w{1,3}\))(?=\s+\S)"
)
"""What numbers a title or an item; a capital with a period is none, as it may be a name's."""
_SPACE_BEFORE = regex.compile(r"(?<=[\w)\]\"'”’%.,!?]) +(?=[,;:!?](?![\w-])|\.(?!\w))")
_DOUBLED = regex.compile(r"([,;:])(?:[\s-]*\1)+")
_TWO_MARKS = regex.compile(r"(?<=[!?])\.(?!\.)|[,;:](?=\.(?!\.))|(?<=[^.]\.),(?=\s+\p{Lu})")
_DOTS = regex.compile(r"(?<!\.)(?:\.{2}|\.{4,}|\. \.{3,})(?!\.)")
_ELLIPSIS = regex.compile(r"…|\.{3}")
_DASH = regex.compile(r"(?<=\s)(?:--?|[–—])(?=\s)")
_SENTENCE_END = regex.compile(r"(?P<inner>[.!?…:;,]*)(?P<closers>(?:\s*[»”\"'’›)\]])*)\s*(?P<outer>[.!?…:;,]*)\s*$")
_ENDS = ("?", "!", "...", ":", ";", ",", ".")
_MENDED = {
    "?": (".", "!", ","),
    "!": (".", ","),
    "...": (".", ","),
    ":": (".", ",", ";", ""),
    ";": (".", ",", ""),
    ",": (".", ""),
    ".": (",", ";", ""),
    "": (".", ","),
}
"""By the mark that ends the French, those of the English that are surely wrong."""


def with_marks_apart(source: str, target: str) -> str:
    """Give a translation without spaces before its marks, and without doubled marks, but for those of the French.

    >>> with_marks_apart("Toutefois, il dort...", "However , he sleeps..")
    'However, he sleeps...'
    >>> with_marks_apart("Il a dit : Non !.. Si ?", "He said:: No!.. Yes?.")
    'He said: No!.. Yes?'
    """
    while (mended := _with_fewer_marks(source, target)) != target:  # marks that stood apart may meet, as in `.:.`
        target = mended
    return target


def _with_fewer_marks(source: str, target: str) -> str:
    """Go once through a translation and take out its doubled marks and the spaces before its marks."""
    if not _DOUBLED.search(source):
        target = _DOUBLED.sub(r"\1", target)
    if not regex.search(r"\.{2}", _ELLIPSIS.sub("", source)):
        target = _DOTS.sub("..." if _ELLIPSIS.search(source) else ".", target)
    if not _TWO_MARKS.search(source):
        target = _TWO_MARKS.sub("", target)
    if not source.rstrip().endswith(("-", "–", "—")):
        target = _DASH_AT_END.sub("", target)
    return _SPACE_BEFORE.sub("", target)


def with_start(source: str, target: str) -> str:
    """Give a translation the sign that its sentence begins with: a dialogue's dash, a list's sign, a title's number.

    >>> with_start("– Et toi ?", '"And you?'), with_start("1. Ouvrez la boîte", "Open the box")
    ('– And you?', '1. Open the box')
    >>> with_start("II. Le départ", "II. Departure"), with_start("Il part.", "He leaves.")
    ('II. Departure', 'He leaves.')
    """
    bullet = _BULLET.match(source)
    sign = bullet[0].rstrip() + " " * bullet[0][-1].isspace() if bullet else ""
    rest = source[len(bullet[0]) :] if bullet else source
    if bullet:
        target = regex.sub(r"^(?:[-–—•*·►▪◦]+\s*)+", "", target)
        target = target if rest[:1] in "«“\"'" else target.lstrip("\"“' ")
    number = _ENUMERATOR.match(rest)
    if number:
        found = _ENUMERATOR.match(target)
        body = target[found.end() :].lstrip() if found else target
        target = f"{number[0]} {body}" if not target.startswith(number[0]) else target
    return sign + target


def with_dashes(source: str, target: str) -> str:
    """Give the dashes between the words of a translation the form that those of its sentence have, if it is one form.

    >>> with_dashes("Il vint — trop tard — chez moi.", "He came - too late - to me.")
    'He came — too late — to me.'
    """
    forms = set(_DASH.findall(source))
    return _DASH.sub(forms.pop(), target) if len(forms) == 1 else target


def with_end(source: str, target: str) -> str:
    """Give a translation the mark that ends its sentence, where another one would surely be wrong.

    >>> with_end("Qui dort ?", "Who sleeps."), with_end("« Il dort… »", '"He sleeps."')
    ('Who sleeps?', '"He sleeps..."')
    >>> with_end("Il dort", "He sleeps."), with_end("Il dort.", "He sleeps!")
    ('He sleeps', 'He sleeps!')
    """
    while (mended := _with_other_end(source, target)) != target:  # behind a mark that goes, another may stand: `1.).`
        target = mended
    return target


def _with_other_end(source: str, target: str) -> str:
    """Give a translation with another last mark, where the one that it has is surely wrong."""
    given, found = _SENTENCE_END.search(source), _SENTENCE_END.search(target)
    if not given or not found or not any(map(str.isalnum, target)):
        return target
    wanted = _kind(given["outer"] or given["inner"])
    group = "outer" if found["outer"] else "inner"
    if _kind(found[group]) not in _MENDED[wanted]:
        return target
    if not found[group] and found["closers"] and given["outer"]:
        return target[: found.end("closers")] + wanted
    start, end = found.span(group)
    return target[:start] + wanted + target[end:]


def _kind(marks: str) -> str:
    """Give the mark that counts among several.

    >>> _kind("?!"), _kind("…"), _kind(""), _kind(".")
    ('?', '...', '', '.')
    """
    marks = marks.replace("…", "...")
    return next((mark for mark in _ENDS if mark in marks), "")
