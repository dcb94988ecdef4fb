"""Rows of a table as pairs of French and English texts: the one way from any table to what the read stage makes of it.

A reader of a format gives the records of its file, one after the other, and what in it is none; everything else, which
columns the two texts stand in and what the others say, is found here.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice
from typing import Any, NamedTuple, get_args

from pipeline.document import Given, Giver, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.corpora.columns import SAMPLE, Columns, find_columns, listed, number_of
from pipeline.io.characters import one_line, paired
from pipeline.io.units import collapse
from pipeline.letters import Ledger, part_account

_GIVERS = frozenset(get_args(Giver))
_BATCH = 10_000  # rows whose letters are counted together, which is quicker; chosen by hand
_NOTHING = Given()


class Record(NamedTuple):
    """A row of a table: where it stands, as "line 12", and its values by the names or numbers of their columns."""

    place: str
    values: Mapping[str, Any]


class Aside(NamedTuple):
    """What is no row: its place, its text, the reason to leave it out, and what is wrong with it, if anything is."""

    place: str
    text: str
    reason: str
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """The two texts of a table, a paragraph a row on both sides, and what the table says of each pair.

    `names` are those of the documents that the rows belong to, one for each row, where the table tells any.
    """

    french: Text
    english: Text
    given: tuple[Given | None, ...] = ()
    names: tuple[str, ...] = ()

    def parted(self, own: str = "") -> Iterator[tuple[str, "Rows"]]:
        """Give each document that the table has rows of, with its name; all of it as one where it names none.

        What has the table's `own` name goes with what has none. Documents come in the order of their first rows. What
        the table has besides rows is in the account of the first.
        """
        numbers: dict[str, list[int]] = {}
        for number, name in enumerate(self.names):
            numbers.setdefault("" if name == own else name, []).append(number)
        if not numbers:
            yield "", self
            return
        french, english = (
            part_account(side, [_chosen(side, some) for some in numbers.values()])
            for side in (self.french, self.english)
        )
        for (name, some), one, other in zip(numbers.items(), french, english, strict=True):
            given = tuple(self.given[number] for number in some) if self.given else ()
            yield name, Rows(one, other, given if any(given) else ())


def _chosen(text: Text, numbers: Iterable[int]) -> Text:
    """Give some paragraphs of a text."""
    return replace(text, paragraphs=tuple(text.paragraphs[number] for number in numbers))


@dataclass
class _Reading:
    """A table while it is read."""

    columns: Columns
    french: list[Paragraph] = field(default_factory=list)
    english: list[Paragraph] = field(default_factory=list)
    given: list[Given | None] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    ledgers: tuple[Ledger, Ledger] = field(default_factory=lambda: (Ledger(), Ledger()))
    broken: int = 0
    _held: list[str] = field(default_factory=list)

    def add(self, record: Record) -> None:
        """Take in a row."""
        try:
            french, english = (self._text(record, name) for name in (self.columns.french, self.columns.english))
        except InputError as problem:
            self.leave_out(Aside(record.place, " ".join(texts_in(record.values)), "broken", str(problem)))
            return
        if not french and not english and {self.columns.french, self.columns.english}.isdisjoint(record.values):
            named = " nor ".join(filter(None, (self.columns.french, self.columns.english)))
            missing = f"has neither {named}" if self.columns.english else f"has no {named}"
            self.leave_out(Aside(record.place, " ".join(texts_in(record.values)), "broken", missing))
            return
        rest = "\n".join(texts_in(record.values, without=(self.columns.french, self.columns.english)))
        place = record.place
        self._hold("\n".join((french, english, rest)))
        self._leave_out("column", (rest, rest), place)
        if french or english:
            self._leave_out("other_side", (english, french), place)
            self.french.append(Paragraph(french, locator=place))
            self.english.append(Paragraph(english, locator=place))
            given = self._given(record.values)
            self.given.append(None if given == _NOTHING else given)
            self.names.append(self._name(record.values))

    def leave_out(self, aside: Aside) -> None:
        """Note what is no row; a problem is told once, in the account of the French."""
        self._hold(aside.text)
        self._leave_out(aside.reason, (aside.text, aside.text), aside.place)
        if aside.problem:
            self.broken += 1
            self.ledgers[0].fail(f"{aside.place}: {aside.problem}")

    def finished(self) -> Rows:
        """Give all that was taken in.

        Raises:
            InputError: there are no rows, or two have the same id.
        """
        self._count()
        given = self.given
        ids = [one.id if one else "" for one in given]
        if "" in ids or len(set(ids)) < len(ids) or all(map(str.isdecimal, ids)):  # a pair must be found by its id
            given = [one._replace(id="") if one and one.id else one for one in given]
            given = [None if one == _NOTHING else one for one in given]
        self.ledgers[0].found = self._told()
        french, english = (
            ledger.balance(Text(language, tuple(side)))
            for ledger, language, side in zip(self.ledgers, ("fr", "en"), (self.french, self.english), strict=True)
        )
        return Rows(french, english, tuple(given) if any(given) else (), tuple(self.names) if any(self.names) else ())

    def _name(self, values: Mapping[str, Any]) -> str:
        """Give the name of the document that a row is of, "" where it tells none."""
        return one_line(_word(values, self.columns.document))

    def _text(self, record: Record, column: str) -> str:
        """Give the text that a row has in a column.

        Raises:
            InputError: it holds something else than text.
        """
        value = record.values.get(column)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise InputError(f"{column} holds no text")
        text = paired(str(value))
        if "\0" in text:
            raise InputError(f"{column} holds a NUL character")
        return text.strip() if self.columns.is_own else collapse(text)

    def _given(self, values: Mapping[str, Any]) -> Given:
        """Give what a row says of its pair."""
        columns = self.columns
        giver = _GIVERS & {_word(values, columns.origin)}
        numbers = ((name, number_of(values.get(column))) for column, name in columns.scores)
        scores = [(name, number) for name, number in numbers if number is not None]
        return Given(
            id=paired(_word(values, columns.id)).strip(),
            giver=next(iter(giver), "human"),
            made_by=paired(_word(values, columns.made_by)),
            scores=(*scores, *_imported(values.get(columns.imported))),
            reviewed=str(values.get(columns.reviewed, "")).lower() == "true",
        )

    def _leave_out(self, reason: str, texts: tuple[str, str], place: str) -> None:
        """Note what is in neither text, or in the other one, for each of the two."""
        for ledger, text in zip(self.ledgers, texts, strict=True):
            if text:  # at once, as in most rows one of them is empty
                ledger.leave_out(reason, text, place)

    def _hold(self, text: str) -> None:
        """Enter text that the file holds."""
        self._held.append(text)
        if len(self._held) == _BATCH:
            self._count()

    def _count(self) -> None:
        """Count the letters of what was entered."""
        for ledger in self.ledgers:
            ledger.hold("\n".join(self._held))
        self._held.clear()

    def _told(self) -> str:
        """Say what was found and how it was paired."""
        both = sum(bool(one.text and other.text) for one, other in zip(self.french, self.english, strict=True))
        alone = sum(bool(one.text) for one in self.french) - both, sum(bool(one.text) for one in self.english) - both
        givers = [
            one.giver if one else "human" for one, other in zip(self.given, self.english, strict=True) if other.text
        ]
        parts = [
            f"{both:,} {'pair' if both == 1 else 'pairs'}{self._documents()}; {self.columns.told}",
            f"{_rows(alone[0])} without English" if alone[0] else "",
            f"{_rows(alone[1])} without French" if alone[1] else "",
            f"{_rows(self.broken)} that cannot be read" if self.broken else "",
            f"{givers.count('machine'):,} by machine" if "machine" in givers else "",
            f"left out: {listed(self.columns.further)}" if self.columns.further else "",
        ]
        return "; ".join(filter(None, parts))

    def _documents(self) -> str:
        """Say how many documents the table names."""
        count = len({*self.names} - {""})
        return f" in {count:,} documents" if count > 1 else ""


def read_rows(records: Iterable[Record | Aside], columns: Sequence[str] = ()) -> Rows:
    """Make two texts of the records of a file; `columns` names those of the French and of the English.

    >>> rows = read_rows([Record("line 2", {"fr": "Il pleut.", "en": "It rains.", "id": "a:1"})])
    >>> rows.french.paragraphs[0].text, rows.english.paragraphs[0].text, rows.given[0].id
    ('Il pleut.', 'It rains.', 'a:1')
    >>> rows.french.account.found
    '1 pair; French from the column fr, English from en'

    Raises:
        InputError: there is no row, or no column with French.
    """
    remaining = iter(records)
    first = list(islice(remaining, SAMPLE))
    sample = [one.values for one in first if isinstance(one, Record)]
    if not sample:
        problems = [f"; {one.place}: {one.problem}" for one in first if isinstance(one, Aside) and one.problem]
        raise InputError(f"holds no rows that can be read{(problems or [''])[0]}")
    reading = _Reading(find_columns(sample, columns))
    for one in chain(first, remaining):
        if isinstance(one, Record):
            reading.add(one)
        else:
            reading.leave_out(one)
    return reading.finished()


def texts_in(value: Any, without: Sequence[str] = ()) -> Iterator[str]:
    """Give every text that a value holds, in lists and records too, but for those `without`.

    >>> list(texts_in({"a": "Un", "b": ["deux", 3, {"c": "quatre"}], "d": "cinq"}, without=["d"]))
    ['Un', 'deux', 'quatre']
    """
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts_in(one)
    elif isinstance(value, Mapping):
        for name, one in value.items():
            if name not in without:
                yield from texts_in(one)


def _word(values: Mapping[str, Any], column: str) -> str:
    """Give what a row says in a column of names or numbers, "" where it says something else or nothing.

    >>> _word({"id": 7}, "id"), _word({"id": ["a"]}, "id"), _word({}, "id")
    ('7', '', '')
    """
    value = values.get(column)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _imported(value: Any) -> Iterator[tuple[str, float]]:
    """Give the scores of other tools as our own files have them: records, or name=score in a table of text.

    >>> list(_imported([{"name": "comet", "score": 0.5}])), list(_imported("comet=0.5 laser=1.1"))
    ([('comet', 0.5)], [('comet', 0.5), ('laser', 1.1)])
    """
    named: list[tuple[Any, Any]] = []
    if isinstance(value, str):
        named = [one.partition("=")[::2] for one in value.split()]
    if isinstance(value, list):
        named = [(one.get("name"), one.get("score")) for one in value if isinstance(one, Mapping)]
    for name, score in named:
        if isinstance(name, str) and name and (number := number_of(score)) is not None:
            yield name, number


def _rows(count: int) -> str:
    """Say how many rows.

    >>> _rows(1), _rows(12_000)
    ('1 row', '12,000 rows')
    """
    return "1 row" if count == 1 else f"{count:,} rows"
