r"""Subtitles in English: the text of each cue exchanged; times, settings, styles and remarks stay as they are.

Tags around all that a cue or a person in it says stay around it; those inside of it go. A cue of two lines keeps two.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from html import escape

from pipeline.bilingual.replacements import Replacements
from pipeline.errors import InputError
from pipeline.formats.subtitles.cues import Cue, is_web, one_end, parse_cues
from pipeline.formats.subtitles.rolling import unroll
from pipeline.formats.subtitles.substation import escaped, parse_events, parts_of, show_once
from pipeline.formats.subtitles.write import captions, share
from pipeline.io.characters import one_line
from pipeline.io.encoding import decode
from pipeline.io.lines import split_with_ends, usual_end

_TAG = r"</?[a-zA-Z][^<>]*>|\{\\[^{}]*\}"
_BEGINNING = re.compile(rf"\s*(?:(?:{_TAG})\s*)*")
_ENDING = re.compile(rf"(?:\s*(?:{_TAG}))*\s*\Z")
_DASH = re.compile(r"\s*[-–—]\s*(?=<)")
_NAMED = re.compile(r"<(/?)([a-zA-Z]+)[^<>]*>")
_UNCLOSED = "v"  # the tag of who speaks, which nothing has to close
_SHORT = 42  # characters that fit on a line of the screen, as most guidelines for subtitles have it


def translate_subtitles(data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en") -> bytes:
    """Give a SubRip or WebVTT file in which the English stands instead of the text of each cue; it is UTF-8.

    `encoding` is the file's; `language` is not used, as cues have no place for it. A cue without English stays.

    Raises:
        InputError: it is broken, or has other cues than the document.
    """
    content = one_end(decode(data, encoding)[0])
    cues = list(parse_cues(content))
    said = _said(unroll(cues), replacements)
    lines = split_with_ends(content)
    newline, web = usual_end(lines), is_web(content)
    for cue in cues:
        if english := said[cue.line]:
            french = [line.rstrip("\r\n") for line in lines[cue.line : cue.last]]
            end = lines[cue.last - 1][len(french[-1]) :]
            texts = [escape(text, quote=False) if web else text.replace("-->", "->") for text in english]
            made = newline.join(dress(texts, [line for line in french if line.strip()]))
            lines[cue.line : cue.last] = [made + end, *[""] * (len(french) - 1)]
    return "".join(lines).encode()


def translate_substation(
    data: bytes, replacements: Replacements, encoding: str = "auto", language: str = "en"
) -> bytes:
    """Give an ASS or SSA file in which the English stands instead of the text of each event.

    It is UTF-8 with a byte order mark, which players want. Codes and drawings before and after the text stay.

    Raises:
        InputError: it has other events than the document.
    """
    content = one_end(decode(data, encoding)[0]).removeprefix("\ufeff")
    cues = parse_events(content)
    said = _said(show_once(cues), replacements)
    lines = split_with_ends(content)
    for cue in cues:
        if english := said[cue.line]:
            line = lines[cue.line - 1]
            bare = line.rstrip("\r\n")
            before, after = _around(bare[cue.column :])
            text = r"\N".join(map(escaped, _broken(english, cue.rows)))
            lines[cue.line - 1] = f"{bare[: cue.column]}{before}{text}{after}{line[len(bare) :]}"
    return "".join(lines).encode("utf-8-sig")


def _said(shown: Sequence[Cue], replacements: Replacements) -> "defaultdict[int, list[str]]":
    """Give the lines of English by the lines of the file whose cues show them.

    Raises:
        InputError: the document has other cues.
    """
    english = captions(replacements.document)
    if [cue.text for cue in shown] != [french for _, french, _ in english]:
        raise InputError(f"its {len(shown)} cues are others")
    said: defaultdict[int, list[str]] = defaultdict(list)
    for cue, (_, _, text) in zip(shown, english, strict=True):
        for line in cue.shown or (cue.line,):
            said[line] += filter(None, map(one_line, text.split("\n")))
    return said


def dress(english: Sequence[str], french: Sequence[str]) -> list[str]:
    r"""Give the lines of a cue with the tags that were around its French, as far as they fit together.

    >>> dress(["Yes, I am coming."], [r"{\an8}<i>Oui, je", "viens.</i>"]), dress(["Yes."], ["<i>Oui</i>."])
    (['{\\an8}<i>Yes, I am coming.</i>'], ['Yes.'])
    """
    if len(english) == len(french) > 1:
        return [_dressed([one], other)[0] for one, other in zip(english, french, strict=True)]
    return _dressed(_broken(english, french), "\n".join(french))


def _dressed(rows: Sequence[str], french: str) -> list[str]:
    """Put tags before the first of some rows, but behind its dash as they were, and behind the last."""
    dash = _DASH.match(french)
    french = french[dash.end() :] if dash else french
    before, after = (pattern.search(french) for pattern in (_BEGINNING, _ENDING))
    first, last = before[0] if before else "", after[0] if after else ""
    opened = Counter(name.lower() for closes, name in _NAMED.findall(first) if not closes)
    closed = Counter(name.lower() for closes, name in _NAMED.findall(last) if closes)
    fit = (opened & closed) | Counter({_UNCLOSED: 1})
    first, last = (_NAMED.sub(lambda tag: tag[0] if fit[tag[2].lower()] else "", one) for one in (first, last))
    made = list(rows)
    place = len(made[0]) - len(made[0].lstrip("-–— ")) if dash else 0
    made[0] = made[0][:place] + first.lstrip() + made[0][place:]
    made[-1] += last.rstrip()
    return made


def _broken(english: Sequence[str], french: Sequence[str]) -> list[str]:
    """Give the lines of a cue; one that is long is broken as its French was."""
    if len(english) > 1 or len(french) < len(("first", "second")) or len(english[0]) <= _SHORT:
        return list(english)
    return [row for row in share(english[0], [len(row) for row in french]) if row]


def _around(text: str) -> tuple[str, str]:
    r"""Give the codes, remarks and drawings before the first letters of an event, and those behind the last.

    >>> _around(r"{\i1}Oui{\i0} non{\p1}m 0 0{\p0}")
    ('{\\i1}', '{\\p1}m 0 0{\\p0}')
    """
    parts = [
        (part.kind, part.text if part.kind in {"text", "drawing"} else f"{{{part.text}}}") for part in parts_of(text)
    ]
    said = [number for number, (kind, shown) in enumerate(parts) if kind == "text" and shown.strip()]
    before = parts[: said[0]] if said else []
    after = parts[said[-1] + 1 :] if said else []
    return "".join(shown for _, shown in before), "".join(shown for _, shown in after)
