r"""Read Rich Text Format: paragraphs, headings by their styles, lists, tables, notes; what is no text is left out.

A group, in braces, may be a *destination*: its first control word says that it holds fonts, a header, a note. Those
that `_DESTINATIONS` does not name and that begin with `\*` are markup.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from pipeline.document import Cell, Kind, Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.rtf.fonts import Fonts
from pipeline.formats.rtf.tokens import Token, tokens
from pipeline.io.builder import ParagraphBuilder, first_heading
from pipeline.io.grids import Tables
from pipeline.io.kinds import is_dialogue
from pipeline.io.outline import with_titles
from pipeline.io.symbols import read_signs
from pipeline.letters import Ledger

_TEXT, _NOTE, _BINARY = "text", "note", ""
_DESTINATIONS = {
    _BINARY: "pict objdata blipuid themedata colorschememapping datastore fontemb picprop",
    "markup": "fonttbl colortbl stylesheet info listtable listoverridetable rsidtbl generator bkmkstart bkmkend fldinst "
    "listtext pntext pntxta pntxtb xe tc rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn filetbl revtbl template "
    "falt panose listname levelnumbers leveltext sp sn sv latentstyles xmlnstbl pgptbl wgrffmtfilter mmathPr",
    "running_title": "header headerl headerr headerf footer footerl footerr footerf",
    "comment": "annotation atnid atnauthor atndate atnref atntime atnparent atnicn atrfstart atrfend",
    "fallback": "shprslt nonshppict upr",
    _NOTE: "footnote",
    _TEXT: "shptxt dptxbxtext ud fldrslt",
}  # fmt: skip
_PURPOSE = {word: purpose for purpose, words in _DESTINATIONS.items() for word in words.split()}
_SIGNS = {
    "~": "\u00a0", "_": "\u2011", "-": "", "{": "{", "}": "}", "\\": "\\", "tab": "\t", "emdash": "—", "endash": "–",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "bullet": "•", "lquote": "‘", "rquote": "’",
    "ldblquote": "“", "rdblquote": "”",
}  # fmt: skip
_ENDS = frozenset(["par", "sect", "page", "cell", "nestcell", "row", "nestrow", "\n", "\r", "column"])
_LOOKS = {"i": "em", "b": "strong"}
_HEADING = re.compile(r"(?:heading|titre|title|überschrift)\s*(\d?)$", re.IGNORECASE)
_DEEPEST = 6  # levels of headings that formats have
_LONGEST_NAME = 500  # characters of a style's name, of a title; chosen by hand
_INFO = ("title", "author")


@dataclass
class _Layout:
    """What holds for the paragraph that is read: its style and level, whether it stands in a table or a list."""

    style: int = 0
    level: int = 0
    in_table: bool = False
    in_list: bool = False


class _Around(NamedTuple):
    """A paragraph that a note stands in, its layout, the groups open around the note, the notes' paragraphs before it."""

    text: ParagraphBuilder
    layout: _Layout
    depth: int
    notes: int


class _State:
    """What holds inside of a group: where its text goes, how it looks, how many substitutes to pass over."""

    __slots__ = ("font", "is_first", "looks", "purpose", "starred", "substitutes", "where", "why")

    def __init__(self, before: "_State | None" = None) -> None:
        self.purpose = before.purpose if before else _TEXT
        self.where = before.where if before else ""  # the destination that the text stands in
        self.why = before.why if before else ""  # text that is hidden or deleted is left out for this reason
        self.font = before.font if before else -1
        self.looks = before.looks if before else frozenset[str]()
        self.substitutes = before.substitutes if before else 1
        self.is_first, self.starred = True, False


def read_rtf(data: bytes, encoding: str, language: str) -> Text:
    r"""Read an RTF file; a paragraph's locator is its number. `encoding` is not used: the file names its own.

    >>> [(one.kind, one.text) for one in read_rtf(rb"{\rtf1\ansi l'\'e9t\'e9\par fin}", "auto", "fr").paragraphs]
    [('paragraph', 'l’été'.replace('’', "'")), ('paragraph', 'fin')]

    Raises:
        InputError: it is no RTF, or holds bytes that its code page does not know.
    """
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise InputError("is no RTF file: it does not begin with {\\rtf; save it as RTF or DOCX with a word processor")
    reader = _Reader(data)
    blocks = [replace(one, locator=f"{number}") for number, one in enumerate(reader.read(), 1)]
    titled = with_titles(blocks)
    title = reader.info.get("title", "").strip() or first_heading(titled)
    author = reader.info.get("author", "").strip()
    return reader.ledger.balance(Text(language, titled, title, "", author))


class _Reader:
    """Reads the paragraphs of a file, token by token."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.ledger = Ledger()
        self.fonts = Fonts()
        self.states = [_State()]
        self.text = ParagraphBuilder()
        self.around: list[_Around] = []  # the paragraphs that notes stand in
        self.notes: list[Paragraph] = []
        self.called = self.given = 0  # notes, paragraphs
        self.pending = bytearray()  # of text, in a code page
        self.units: list[str] = []  # text that is decoded; two halves of a character may follow one another
        self.skip = 0  # substitutes to pass over
        self.layout = _Layout()
        self.styles: dict[int, str] = {}
        self.levels: dict[int, int] = {}
        self.tables, self.row_open, self.table_open = Tables(), False, False
        self.cell: Cell | None = None
        self.info: dict[str, str] = {}
        self.opened: list[str] = []  # looks that are open in the paragraph

    @property
    def state(self) -> _State:
        """What holds at the place that is read."""
        return self.states[-1]

    def read(self) -> Iterator[Paragraph]:
        """Give all paragraphs."""
        end = len(self.data)
        for token in tokens(self.data):
            if token.shape == "text":
                self._bytes(token.text)
                continue
            if token.shape == "word" and self._character(token):
                continue
            self._flush()
            self.skip = 0
            if token.shape == "open":
                self.states.append(_State(self.state))
            elif token.shape == "close":
                yield from self._close()
                if len(self.states) == 1:
                    end = token.start + 1
                    break
            else:
                yield from self._word(token)
        self._flush()
        while self.around:
            yield from self._end_note()
        yield from self._end("par")
        self._rest(end)

    def _rest(self, end: int) -> None:
        """Note what is odd about the end of the file."""
        if len(self.states) > 1:
            self.ledger.leave_out("cut_off", "", self._line(len(self.data)))
        rest = self.data[end:].strip(b"\0 \t\r\n\x1a").decode("latin-1")
        if rest:
            self.ledger.hold(rest)
            self.ledger.leave_out("malformed", rest, self._line(end))

    def _line(self, place: int) -> str:
        """Name the line of a place in the file."""
        return "line {}".format(self.data.count(b"\n", 0, place) + 1)

    def _bytes(self, text: bytes) -> None:
        """Take bytes of text, but for substitutes."""
        if self.skip:
            text, self.skip = text[self.skip :], max(self.skip - len(text), 0)
        if text and self.state.purpose != _BINARY:
            self.pending += text
        self.state.is_first = False

    def _character(self, token: Token) -> bool:
        """Take a control word that stands for a character; tell whether it is one."""
        if token.word == "u" and token.number is not None:
            self._decode()
            self.units.append(chr(token.number % 0x10000 if token.number < 0x10000 else min(token.number, 0x10FFFF)))
            self.skip = self.state.substitutes
        elif token.word == "uc":  # it may stand between two halves of a character
            self.state.substitutes = max(token.number or 0, 0)
            return True
        elif token.word in _SIGNS:
            if self.skip:
                self.skip -= 1
                return True
            self._decode()
            self.units.append(_SIGNS[token.word])
        else:
            return False
        self.state.is_first = False
        return True

    def _decode(self) -> None:
        """Decode the bytes that were taken."""
        if self.pending:
            self.units.append(self.fonts.decode(bytes(self.pending), self.state.font))
            self.pending.clear()

    def _flush(self) -> None:
        """Bring the text that was taken to where it belongs."""
        self._decode()
        if not self.units:
            return
        state = self.state
        content = "".join(self.units).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self.units.clear()
        if state.purpose == _BINARY:
            return
        self.ledger.hold(content)
        if state.where == "fonttbl":
            self.fonts.name(state.font, content)
        elif state.where == "stylesheet":
            before = self.styles.get(self.layout.style, "")
            self.styles[self.layout.style] = before + content[: _LONGEST_NAME - len(before)]
        elif state.where in _INFO:
            before = self.info.get(state.where, "")
            self.info[state.where] = before + content[: _LONGEST_NAME - len(before)]
        if state.purpose != _TEXT or state.why:
            self.ledger.leave_out(state.why or state.purpose, content, self._place())
            return
        content = read_signs(content, self.fonts.names.get(state.font, ""), self._place(), self.ledger)
        self._look(state.looks)
        self.text.add(content)

    def _look(self, looks: frozenset[str]) -> None:
        """Open and close marks, so that just these looks are open."""
        if looks != {*self.opened}:
            for _ in self.opened:
                self.text.close()
            self.opened = sorted(looks)
            for name in self.opened:
                self.text.open(name)

    def _place(self) -> str:
        """Give the place of the paragraph that comes next."""
        return f"paragraph {self.given + 1}"

    def _close(self) -> Iterator[Paragraph]:
        """End a group, and the note that it may be."""
        if len(self.states) > 1:
            self.states.pop()
        if self.around and len(self.states) <= self.around[-1].depth:
            yield from self._end_note()

    def _word(self, token: Token) -> Iterator[Paragraph]:
        """Do what a control word says."""
        state, word, number = self.state, token.word, token.number
        if word == "*":
            state.starred = True
            return
        is_first, state.is_first = state.is_first, False
        if is_first and self._destination(word):
            return
        if word in _ENDS and state.purpose == _TEXT:
            yield from self._end(word)
        elif word == "line" and state.purpose == _TEXT:
            self.text.line_break()
        elif word == "chftn" and state.purpose == _TEXT and not self.around:
            self.text.mark("sup", str(self.called + 1))
        elif word in _LOOKS:
            state.looks = state.looks | {_LOOKS[word]} if number != 0 else state.looks - {_LOOKS[word]}
        elif word == "plain":
            state.looks, state.why = frozenset(), ""
        elif word in {"v", "deleted"}:
            state.why = {"v": "hidden", "deleted": "deleted"}[word] if number != 0 else ""
        else:
            self._setting(word, number or 0)

    def _destination(self, word: str) -> bool:
        """Begin a destination where a group's first control word names one; tell whether it does."""
        state = self.state
        purpose = _PURPOSE.get(word)
        if word in _INFO and state.where == "info":
            state.where = word
        elif purpose == _NOTE:
            if state.purpose == _TEXT:
                self._look(frozenset())
                self.around.append(_Around(self.text, self.layout, len(self.states) - 1, len(self.notes)))
                self.text, self.layout = ParagraphBuilder(), _Layout()
                self.called += 1
        elif purpose is not None:
            if word in {"listtext", "pntext"}:
                self.layout.in_list = True
            if not (purpose == _TEXT and state.purpose == _BINARY):
                state.purpose, state.where = purpose, word
        elif state.starred:
            state.purpose = state.purpose if state.purpose == _BINARY else "markup"
        else:
            return False
        return True

    def _setting(self, word: str, number: int) -> None:
        """Take what a control word says of the text that follows."""
        state = self.state
        if word == "f":
            state.font = number
        elif word == "s":
            self.layout.style = number
        elif word == "outlinelevel":
            if state.where == "stylesheet":
                self.levels[self.layout.style] = number + 1
            else:
                self.layout.level = number + 1
        elif word == "pard":
            self.layout = _Layout()
        elif word in {"intbl", "itap"}:
            self.layout.in_table = word == "intbl" or number > 0
        elif word == "trowd":
            self.row_open = False
        elif word == "ls":
            self.layout.in_list = True
        else:
            self.fonts.set(word, number, state.font)

    def _end(self, word: str) -> Iterator[Paragraph]:
        """End a paragraph, and give it and its notes where it has text."""
        self._look(frozenset())
        kind, level = self._kind()
        cell = None
        if not self.around and (self.layout.in_table or word in {"cell", "row"}):
            if not self.table_open:
                self.tables.begin()
            if not self.row_open or not self.table_open:
                self.tables.next_row()
            self.table_open, self.row_open = True, word != "row"
            if word != "row":
                kind, level = "cell", 0
                cell = self.cell or self.tables.next_cell()
                self.cell = None if word == "cell" else cell
        elif self.table_open and not self.around:
            self.tables.end()
            self.table_open = self.row_open = False
        paragraph = replace(self.text.paragraph(kind, level), cell=cell)
        self.text = ParagraphBuilder()
        if kind == "heading":  # all of it is bold, by its style
            paragraph = replace(paragraph, marks=tuple(mark for mark in paragraph.marks if mark.name != "strong"))
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        if self.around:
            if paragraph.text:
                self.notes.append(replace(paragraph, cell=None))
            return
        for one in (paragraph, *self.notes):
            if one.text:
                self.given += 1
                yield one
        self.notes = []

    def _end_note(self) -> Iterator[Paragraph]:
        """End a note, and go on with the paragraph that it stands in."""
        yield from self._end("par")
        self.text, self.layout, _, before = self.around.pop()
        label = Mark(0, 0, "sup", str(self.called))
        for number in range(before, len(self.notes)):
            one = self.notes[number]
            marks = (label, *one.marks) if number == before else one.marks
            self.notes[number] = replace(one, kind="note", level=0, marks=marks)

    def _kind(self) -> tuple[Kind, int]:
        """Tell what the paragraph is that ends."""
        named = (
            _HEADING.match(self.styles.get(self.layout.style, "").split(";")[0].strip()) if self.layout.style else None
        )
        level = self.layout.level or self.levels.get(self.layout.style, 0) or (int(named[1] or 1) if named else 0)
        if 0 < level <= 9:  # noqa: PLR2004 (outline level 9 is that of the text itself)
            return "heading", min(level, _DEEPEST)
        return ("list_item", 1) if self.layout.in_list else ("paragraph", 0)
