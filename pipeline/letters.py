"""Account for the letters of a file: each comes to a paragraph, or is left out for a reason.

A reader keeps a `Ledger`. It enters what its file holds as a whole, before it looks at any part of it: the decoded
text, or all text nodes of an XML tree. On its way it enters what it leaves out. What is then neither in its paragraphs
nor left out was dropped unseen, and what is there more often than in the file was read twice. Both are counted letter
by letter, so that what was dropped here and what was read twice there do not cancel out unless their letters are the
same.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.document import Account, LeftOut, Text

REASONS = {
    "markup": "signs, names and addresses of the file's format",
    "script": "scripts, styles and what else stands in the head of a page",
    "cue_times": "times, numbers and settings of subtitles",
    "note_call": "calls and numbers of notes, which are kept as marks",
    "other_side": "text in the other language of the run, which is read as its translation",
    "repeated": "lines of rolling captions where they are shown again",
    "variant": "further versions of a unit, and copies that wait for a translation",
    "other_version": "further English versions of a unit, of which one is read (read.english chooses by tag)",
    "forbidden": "characters that XML forbids",
    "fallback": "what programs show only where they cannot show the rest",
    "drawing": "letters in drawings and formulas, which are kept as they are",
    "description": "descriptions of pictures",
    "reading": "readings above words",
    "page_number": "page numbers",
    "line_number": "numbers that count the lines of verse",
    "running_title": "running titles, headers and footers",
    "notice": "notices of the file's publisher: headers, licences, notes of its makers",
    "contents": "tables of contents",
    "comment": "comments and remarks",
    "deleted": "text marked as deleted or moved away",
    "hidden": "hidden text",
    "furniture": "menus, edit links and what else leads around in a page or its site",
    "field": "hints and labels in the fields of forms",
    "other_language": "text in other languages",
    "column": "columns of a table besides its pairs",
    "broken": "rows of a table that cannot be read",
    "missing_part": "parts of a book that are missing or cannot be read",
    "apart": "parts of a book outside of its reading order",
    "malformed": "lines that break the rules of their format",
    "unsupported": "text that cannot be read yet",
    "cut_off": "the end of a file that breaks off, and what is missing behind it",
    "unknown_sign": "signs of symbol fonts that no table names, shown as □",
}
"""Every reason to leave something out, and what it means to a person."""

NO_TEXT = frozenset(
    ["markup", "script", "cue_times", "note_call", "other_side", "repeated", "variant", "fallback", "column"]
)
"""Reasons that concern nothing a person would look for in the text; a summary does not name them."""

SIGNS = frozenset(["unknown_sign", "missing_part", "forbidden", "cut_off"])
"""Reasons that concern no letters, and count all the same: a warning names them."""

DAMAGE = frozenset(["cut_off", "malformed"])
"""Reasons that say that the file is damaged: the run ends as one that could not do all."""

_PLACES = 3  # of each reason that are kept, so that an account stays small; chosen by hand
_REMARKS = 5  # that are kept; chosen by hand
_PROBLEMS = 20  # that are kept; chosen by hand


def count_letters(text: str) -> Counter[str]:
    """Count the letters and digits of a text, each by itself; a ligature counts as the letters that it joins.

    These are the characters that Unicode calls alphanumeric, after its compatibility decomposition (UAX 15, NFKC) of
    each single character: places where a text is cut or joined change nothing.

    >>> count_letters("Eﬃlé, 2²!") == {"E": 1, "f": 2, "i": 1, "l": 1, "é": 1, "2": 2}
    True
    """
    counts: Counter[str] = Counter()
    for character, times in Counter(text).items():
        for letter in unicodedata.normalize("NFKC", character):
            if letter.isalnum():
                counts[letter] += times
    return counts


class Ledger:
    """What a reader's file holds, and what the reader leaves out of it.

    >>> from pipeline.document import Paragraph
    >>> ledger = Ledger(); ledger.hold("Il pleut. 12"); ledger.leave_out("page_number", "12", "page 3")
    >>> account = ledger.balance(Text("fr", (Paragraph("Il pleut."),))).account
    >>> account.letters, account.paragraphs, account.left_out
    (9, 7, (LeftOut(reason='page_number', letters=2, times=1, places=('page 3',)),))
    >>> account.unread, account.added
    (0, 0)
    """

    def __init__(self) -> None:
        self._held: Counter[str] = Counter()
        self._texts: dict[str, list[str]] = {}  # what is left out for each reason; counted at the end, which is quicker
        self._places: dict[str, dict[str, None]] = {}
        self._remarks: list[str] = []
        self._problems: list[str] = []
        self.found = ""

    def hold(self, text: str, written: str = "") -> None:
        """Enter text that the file holds; where `written` is given, the file has it so, with markup, which is left out.

        >>> from pipeline.document import Paragraph
        >>> ledger = Ledger(); ledger.hold("l’été", written="l’&eacute;t<b>é</b>")
        >>> ledger.balance(Text("fr", (Paragraph("l’été"),))).account.left_out
        (LeftOut(reason='markup', letters=8, times=1, places=()),)
        """
        counts = count_letters(text)
        self._held.update(counts)
        if written:
            markup = count_letters(written) - counts
            self._held.update(markup)
            self.leave_out("markup", "".join(markup.elements()))

    def leave_out(self, reason: str, text: str, place: str = "") -> None:
        """Enter text that does not come to the paragraphs, and where it stands.

        Without letters it is no loss, but for the reasons in SIGNS.

        Raises:
            KeyError: there is no such reason in REASONS.
        """
        REASONS[reason]
        is_seen = any(map(str.isalnum, text))  # at once, as with most texts
        if is_seen or reason in SIGNS or count_letters(text):
            self._texts.setdefault(reason, []).append(text)
            places = self._places.setdefault(reason, {})
            if place and len(places) < _PLACES:
                places[place] = None

    def warn(self, remark: str) -> None:
        """Enter what a person should look at in the file, in one line."""
        self._remarks.append(remark)

    def fail(self, problem: str) -> None:
        """Enter what in the file cannot be read, in one line: the run ends with exit code 1."""
        self._problems.append(problem)

    def balance(self, text: Text) -> Text:
        """Give a text with the account of its file: all was entered, and its paragraphs are all there are."""
        read = count_letters("".join(paragraph.text for paragraph in text.paragraphs))
        found, left_out = read.copy(), []
        for reason in filter(self._texts.__contains__, REASONS):
            texts = self._texts[reason]
            counts = count_letters("".join(texts))
            found.update(counts)
            left_out.append(LeftOut(reason, counts.total(), len(texts), tuple(self._places[reason])))
        account = Account(
            letters=self._held.total(),
            paragraphs=read.total(),
            left_out=tuple(left_out),
            unread=(self._held - found).total(),
            added=(found - self._held).total(),
            remarks=_first(self._remarks, _REMARKS),
            problems=_first(self._problems, _PROBLEMS),
            found=self.found,
        )
        return replace(text, account=account)


def part_account(text: Text, parts: Sequence[Text]) -> Iterator[Text]:
    """Give the parts of a text with accounts: each has the letters of its own, the first all else that its file has.

    >>> from pipeline.document import Paragraph
    >>> ledger = Ledger(); ledger.hold("Un. Deux. 12"); ledger.leave_out("page_number", "12")
    >>> un, deux = Paragraph("Un."), Paragraph("Deux.")
    >>> whole = ledger.balance(Text("fr", (un, deux)))
    >>> parts = part_account(whole, [Text("fr", (un,)), Text("fr", (deux,))])
    >>> [(part.account.letters, part.account.paragraphs, len(part.account.left_out)) for part in parts]
    [(4, 2, 1), (4, 4, 0)]
    """
    sizes = [count_letters("".join(paragraph.text for paragraph in part.paragraphs)).total() for part in parts]
    rest = text.account
    for part, size in zip(parts, sizes, strict=True):
        own = rest and replace(rest, letters=rest.letters - sum(sizes) + size, paragraphs=size)
        yield replace(part, account=own or Account(size, size))
        rest = None


def _first(lines: list[str], most: int) -> tuple[str, ...]:
    """Give the first of some lines, and how many more there are."""
    more = (f"{len(lines) - most} more of this kind",) if len(lines) > most else ()
    return (*lines[:most], *more)


def tell_left_out(one: LeftOut) -> str:
    """Tell a person what was left out for a reason, and where.

    >>> tell_left_out(LeftOut("page_number", 5, 4, ("page 1", "page 2", "page 3")))
    'page numbers: 5 letters, 4 times (page 1, page 2, page 3 …)'
    """
    letters = tell_letters(one.letters)
    times = "once" if one.times == 1 else f"{one.times} times"
    said = times if one.reason in SIGNS else letters if one.times == 1 else f"{letters}, {times}"
    more = " …" if one.times > len(one.places) else ""
    return f"{REASONS[one.reason]}: {said}" + (f" ({', '.join(one.places)}{more})" if one.places else "")


def tell_letters(number: int) -> str:
    """Say a number of letters.

    >>> tell_letters(1), tell_letters(2)
    ('1 letter', '2 letters')
    """
    return "1 letter" if number == 1 else f"{number} letters"
