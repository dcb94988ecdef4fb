r"""What fields of a Word file show that keep no result of their own, by their codes: ECMA-376, part 1, 17.16.5.

Word computes EQ (17.16.5.17), SYMBOL (17.16.5.61) and QUOTE (17.16.5.50) whenever it shows them.
"""

import re

from pipeline.io.symbols import UNKNOWN, sign

_WORD = re.compile(r'"([^"]*)"|(\\?[^\s"]+)')
_NUMBER = re.compile(r"\d{1,7}|0[xX][0-9A-Fa-f]{1,6}")
_SWITCH = re.compile(r"\\([a-z]+)((?:[ \t]*\d+|[ \t]*\\[a-z]{2,}\d*)*)[ \t]*(\(?)", re.IGNORECASE)
_LONGEST = 2000  # characters of an equation that is computed; longer ones are shown as they are. Chosen by hand
_DEEPEST = 20  # parts of an equation in one another; chosen by hand: more are an attack


def shown_by(code: str) -> str:
    r"""Give what a field shows by its code; "" where that is not in the code.

    >>> shown_by(r" EQ \f(1;2) "), shown_by(r'SYMBOL 176 \f "Symbol"'), shown_by('QUOTE "un mot"'), shown_by("PAGE")
    ('1/2', '°', 'un mot', '')
    """
    name, _, rest = code.strip().partition(" ")
    match name.upper():
        case "EQ":
            return " ".join((_whole(rest, 0) if len(rest) <= _LONGEST else rest).split())
        case "SYMBOL":
            return _symbol(rest)
        case "QUOTE":
            return " ".join(quoted or "" for quoted, _ in _WORD.findall(rest) if quoted)
    return ""


def _symbol(code: str) -> str:
    r"""Give the sign that a field names by its number: in a font, in Windows' code page, or with \u in Unicode.

    >>> _symbol("233"), _symbol(r"0x263A \u"), _symbol(r"176 \f Symbol \s 12"), _symbol("x")
    ('é', '☺', '°', '□')
    """
    words = [quoted or word for quoted, word in _WORD.findall(code)]
    if not words or not _NUMBER.fullmatch(words[0]):
        return UNKNOWN
    number = int(words[0], 16 if words[0][:2].lower() == "0x" else 10)
    lower = [word.lower() for word in words]
    font = words[lower.index(r"\f") + 1] if r"\f" in lower[:-1] else ""
    if not font and r"\u" not in lower:
        return bytes([number]).decode("cp1252", "ignore") or UNKNOWN if number < 256 else UNKNOWN  # noqa: PLR2004 (a byte)
    return sign(font, number) or UNKNOWN


def _equation(code: str, depth: int) -> tuple[str, int]:
    r"""Write an equation on one line up to the bracket that closes it; give its length in the code as well.

    >>> _equation(r"x = \r(3;a + b) et \s\up8(2)", 0)[0], _equation(r"\i\su(1;n;k) \x(5)", 0)[0]
    ('x = 3√(a + b) et 2', '1 n k 5')
    """
    made, place = "", 0
    while place < len(code) and code[place] != ")":
        found = _SWITCH.match(code, place)
        if found and found[3] and depth < _DEEPEST:
            parts, length = _parts(code[found.end() :], depth + 1)
            made += _written(found[1].lower(), parts)
            place = found.end() + length
        elif found:
            place = found.end()
        else:
            is_escape = code[place] == "\\" and place + 1 < len(code)
            made += code[place + is_escape]
            place += 1 + is_escape
    return made, place


def _parts(code: str, depth: int) -> tuple[list[str], int]:
    """Give the parts of an equation between brackets, and the length with the closing one."""
    parts, place, begun, inside = [], 0, 0, 0
    while place < len(code):
        sign_here = code[place]
        if sign_here == "\\":
            place += 1
        elif sign_here == "(":
            inside += 1
        elif sign_here == ")" and inside:
            inside -= 1
        elif sign_here == ")" or (sign_here in ";," and not inside):
            parts.append(code[begun:place])
            begun = place + 1
            if sign_here == ")":
                break
        place += 1
    else:
        parts.append(code[begun:])
    return [_whole(part, depth).strip() for part in parts], min(place + 1, len(code))


def _whole(code: str, depth: int) -> str:
    """Write a part of an equation, with brackets in it that no switch has opened."""
    made = ""
    while code:
        written, length = _equation(code, depth)
        made += written + code[length : length + 1]
        code = code[length + 1 :]
    return made


def _written(switch: str, parts: list[str]) -> str:
    """Write a part of an equation that a switch makes: a fraction, a root, and for all others its parts."""
    if switch == "f" and len(parts) > 1:
        return "/".join(_bracketed(part) for part in parts[:2])
    if switch == "r":
        return f"{parts[0] if len(parts) > 1 else ''}√{_bracketed(parts[-1])}"
    return ("" if switch in {"o", "s"} else " ").join(parts)


def _bracketed(part: str) -> str:
    """Put a part of several words or signs in brackets."""
    return part if re.fullmatch(r"[\w.,]*", part) else f"({part})"
