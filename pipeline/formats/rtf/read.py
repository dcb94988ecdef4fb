r"""Read Rich Text Format: paragraphs, headings by their styles, lists, tables, notes; what is no text is left out."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from pipeline.document import Kind, Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.rtf.cells import Cells
from pipeline.formats.rtf.characters import Characters
from pipeline.formats.rtf.fonts import Fonts
from pipeline.formats.rtf.groups import BINARY, INFO, ITEM_SIGNS, NOTE, PURPOSES, TEXT, Layout, State
from pipeline.formats.rtf.tokens import Token, tokens
from pipeline.io.builder import ParagraphBuilder, first_heading
from pipeline.io.kinds import is_dialogue
from pipeline.io.outline import with_titles
from pipeline.io.symbols import read_signs
from pipeline.letters import Ledger

_ENDS = frozenset(["par", "sect", "page", "cell", "nestcell", "row", "nestrow", "\n", "\r", "column"])
_LOOKS = {"i": "em", "b": "strong"}
_UNSEEN = {"v": "hidden", "deleted": "deleted"}
_HEADING = re.compile(r"(?:heading|titre|title|überschrift)\s*(\d?)$", re.IGNORECASE)
_TEXT_LEVEL = 9  # from here on an outline level is that of text, counted from 0
_DEEPEST = 6  # levels of headings that formats have
_LONGEST_NAME = 500  # characters of a style's name, of a title; chosen by hand


def read_rtf(data: bytes, encoding: str, language: str) -> Text:
    r"""Read an RTF file; a paragraph's locator is its number. `encoding` is not used: the file names its own.

    >>> [(one.kind, one.text) for one in read_rtf(rb"{\rtf1\ansi L\'e9a\par fin}", "auto", "fr").paragraphs]
    [('paragraph', 'Léa'), ('paragraph', 'fin')]

    Raises:
        InputError: it is no RTF, or holds bytes that its code page does not know.
    """
    _check(data)
    reader = _Reader(data, Ledger())
    titled = with_titles([replace(one, locator=f"{number}") for number, one in enumerate(reader.read(), 1)])
    title, author = (reader.info.get(name, "").strip() for name in ("title", "author"))
    return reader.ledger.balance(Text(language, titled, title or first_heading(titled), "", author))


def read_inside(data: bytes, part: str, ledger: Ledger) -> list[Paragraph]:
    """Read RTF that is a part of another file, by that file's ledger; locators count in the part.

    Raises:
        InputError: as `read_rtf` has it; nothing is entered then.
    """
    _check(data)
    list(_Reader(data, Ledger()).read())
    return [replace(one, locator=f"{part}#{number}") for number, one in enumerate(_Reader(data, ledger).read(), 1)]


def _check(data: bytes) -> None:
    """Raise InputError for what is no RTF."""
    if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf"):
        raise InputError("is no RTF file: it does not begin with {\\rtf; save it as RTF or DOCX with a word processor")


class _Around(NamedTuple):
    """A paragraph that a note stands in and its layout; how many groups, and paragraphs of notes, went before."""

    text: ParagraphBuilder
    layout: Layout
    depth: int
    notes: int


class _Reader:
    """Reads the paragraphs of a file, token by token."""

    def __init__(self, data: bytes, ledger: Ledger) -> None:
        self.data = data
        self.ledger = ledger
        self.fonts = Fonts()
        self.characters = Characters(self.fonts)
        self.cells = Cells()
        self.states = [State()]
        self.layout = Layout()
        self.text = ParagraphBuilder()
        self.looks: frozenset[str] = frozenset()  # that are open in the paragraph
        self.around: list[_Around] = []
        self.notes: list[Paragraph] = []
        self.called = self.given = 0  # notes, paragraphs
        self.styles: dict[int, str] = {}
        self.levels: dict[int, int] = {}
        self.info: dict[str, str] = {}

    @property
    def state(self) -> State:
        """What holds at the place that is read."""
        return self.states[-1]

    def read(self) -> Iterator[Paragraph]:
        """Give all paragraphs."""
        end = len(self.data)
        for token in tokens(self.data):
            if token.shape == "text":
                self.characters.add_bytes(token.text, self.state)
                continue
            if token.shape == "word" and self.characters.add_word(token, self.state):
                continue
            self._take()
            if token.shape == "open":
                self.states.append(replace(self.state, is_first=True, starred=False))
            elif token.shape == "word":
                yield from self._word(token)
            else:
                self._close()
                if len(self.states) == 1:
                    end = token.start + 1
                    break
        self._take()
        while self.around:
            self._end_note()
        yield from self._end("par")
        self._note_rest(end)

    def _note_rest(self, end: int) -> None:
        """Note what is odd about the end of the file: it breaks off, or something follows."""
        if len(self.states) > 1:
            self.ledger.leave_out("cut_off", "", self._line(end))
        if rest := self.data[end:].strip(b"\0 \t\r\n\x1a").decode("latin-1"):
            self.ledger.hold(rest)
            self.ledger.leave_out("malformed", rest, self._line(end))

    def _line(self, place: int) -> str:
        """Name the line of a place in the file."""
        number = self.data.count(b"\n", 0, place) + 1
        return f"line {number}"

    def _take(self) -> None:
        """Bring the characters that were collected to where they belong."""
        state = self.state
        content = self.characters.take(state)
        if not content or state.purpose == BINARY:
            return
        self.ledger.hold(content)
        if state.where == "fonttbl":
            self.fonts.name(state.font, content)
        elif state.where == "stylesheet":
            self.styles[self.layout.style] = _longer(self.styles.get(self.layout.style, ""), content)
        elif state.where in INFO:
            self.info[state.where] = _longer(self.info.get(state.where, ""), content)
        place = f"paragraph {self.given + 1}"
        if state.purpose != TEXT or state.why:
            self.ledger.leave_out(state.why or state.purpose, content, place)
            return
        self._look(state.looks)
        self.text.add(read_signs(content, self.fonts.names.get(state.font, ""), place, self.ledger))

    def _look(self, looks: frozenset[str]) -> None:
        """Close and open marks, so that just these looks are open."""
        if looks != self.looks:
            for _ in self.looks:
                self.text.close()
            for name in sorted(looks):
                self.text.open(name)
            self.looks = looks

    def _close(self) -> None:
        """End a group, and the note that it may be."""
        if len(self.states) > 1:
            self.states.pop()
        if self.around and len(self.states) <= self.around[-1].depth:
            self._end_note()

    def _word(self, token: Token) -> Iterator[Paragraph]:
        """Do what a control word says."""
        state, word = self.state, token.word
        if word == "*":
            state.starred = True
            return
        is_first, state.is_first = state.is_first, False
        if is_first and PURPOSES.get(word) == NOTE:
            if state.purpose == TEXT:
                self._begin_note()
        elif is_first and state.enter(word):
            self.layout.in_list |= word in ITEM_SIGNS
        elif word in _ENDS:
            if state.purpose == TEXT:
                yield from self._end(word)
        elif not self._set_look(word, token.number != 0):
            self._set(word, token.number or 0)

    def _set_look(self, word: str, on: bool) -> bool:
        """Take a control word that says how characters look, or stands in a line; tell whether it is one."""
        state = self.state
        if word in _LOOKS:
            state.looks = state.looks | {_LOOKS[word]} if on else state.looks - {_LOOKS[word]}
        elif word == "plain":
            state.looks, state.why = frozenset(), ""
        elif word in _UNSEEN:
            state.why = _UNSEEN[word] if on else ""
        elif word == "line" and state.purpose == TEXT:
            self.text.line_break()
        elif word == "chftn" and state.purpose == TEXT and not self.around:
            self.text.mark("sup", str(self.called + 1))
        else:
            return False
        return True

    def _set(self, word: str, number: int) -> None:
        """Take what a control word says of the paragraph, or of the characters that follow."""
        state, layout = self.state, self.layout
        if word == "f":
            state.font = number
        elif word == "s":
            layout.style = number
        elif word == "outlinelevel" and state.where == "stylesheet":
            self.levels[layout.style] = number + 1
        elif word == "outlinelevel":
            layout.level = number + 1
        elif word == "pard":
            self.layout = Layout()
        elif word == "intbl":
            layout.in_table = True
        elif word == "trowd":
            self.cells.begin_row()
        elif word == "ls":
            layout.in_list = True
        else:
            self.fonts.set(word, number, state.font)

    def _begin_note(self) -> None:
        """Begin a note; the paragraph that it stands in goes on behind it."""
        self._look(frozenset())
        self.around.append(_Around(self.text, self.layout, len(self.states) - 1, len(self.notes)))
        self.text, self.layout = ParagraphBuilder(), Layout()
        self.called += 1

    def _end_note(self) -> None:
        """End a note, whose first paragraph has its number."""
        self._keep_in_note()
        self.text, self.layout, _, before = self.around.pop()
        label = Mark(0, 0, "sup", str(self.called))
        for number, one in enumerate(self.notes[before:], before):
            marks = (label, *one.marks) if number == before else one.marks
            self.notes[number] = replace(one, kind="note", level=0, marks=marks)

    def _keep_in_note(self) -> None:
        """End a paragraph of a note."""
        self._look(frozenset())
        if (paragraph := self.text.paragraph()).text:
            self.notes.append(paragraph)
        self.text = ParagraphBuilder()

    def _end(self, word: str) -> Iterator[Paragraph]:
        """End a paragraph, and give it and its notes where it has text."""
        if self.around:
            self._keep_in_note()
            return
        self._look(frozenset())
        cell = self.cells.end(word, self.layout.in_table)
        kind, level = self._kind()
        if cell:
            kind, level = "cell", 0
        paragraph = replace(self.text.paragraph(kind, level), cell=cell)
        self.text = ParagraphBuilder()
        if kind == "heading":  # all of it is bold, by its style
            paragraph = replace(paragraph, marks=tuple(mark for mark in paragraph.marks if mark.name != "strong"))
        if kind == "paragraph" and is_dialogue(paragraph.text):
            paragraph = replace(paragraph, kind="dialogue")
        found = [one for one in (paragraph, *self.notes) if one.text]
        self.given += len(found)
        self.notes = []
        yield from found

    def _kind(self) -> tuple[Kind, int]:
        """Tell what the paragraph is that ends, and its level."""
        style = self.layout.style
        named = _HEADING.match(self.styles.get(style, "").split(";")[0].strip()) if style else None
        level = self.layout.level or self.levels.get(style, 0) or (int(named[1] or 1) if named else 0)
        if 0 < level <= _TEXT_LEVEL:
            return "heading", min(level, _DEEPEST)
        return ("list_item", 1) if self.layout.in_list else ("paragraph", 0)


def _longer(before: str, more: str) -> str:
    """Give a name with what goes on with it, as far as it is kept."""
    return before + more[: max(_LONGEST_NAME - len(before), 0)]
