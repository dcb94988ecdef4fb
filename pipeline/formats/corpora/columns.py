"""Find the columns of a table in which its French and its English stand: by their names, or by what stands in them."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Any

from pipeline.errors import InputError
from pipeline.formats.corpora.schema import REJECTED
from pipeline.quality.imported import SCORES, can_be_score

SAMPLE = 1000
"""Rows at the start of a table that are looked at. Chosen by hand, as the next two."""
_MOST_COLUMNS = 200  # that are looked at where names do not tell
_ENOUGH_TEXT = 5000  # characters of a column by which its language can be told
_ENOUGH_WORDS = 16  # function words of its language, at least, that so much text has more than of the other one

_LANGUAGES = {
    "french": r"fr|fra|fre|french|fran[cç]ais",
    "english": r"en|eng|english|anglais",
}
_NEUTRAL = (
    ("source", "target"),
    ("src", "tgt"),
    ("src", "trg"),
    ("source_text", "target_text"),
    ("src_text", "tgt_text"),
    ("sentence1", "sentence2"),
    ("sentence_1", "sentence_2"),
    ("sent1", "sent2"),
    ("text1", "text2"),
    ("text_1", "text_2"),
    ("original", "translation"),
    ("phrase", "traduction"),
    ("texte", "traduction"),
)
"""Names of two columns that tell no language: whoever made the table may have French first, or English."""
_DOCUMENT = ("document", "document_id", "doc", "doc_id", "docid", "document_name", "doc_name")
"""Names of a column that tells the document of a row."""

_NO_NUMBER = frozenset(["nan", "inf", "-inf", "+inf", "infinity", "-infinity", "na", "n/a", "null", "none", "-"])
"""What tables of numbers have where there is none."""

# Words that are common in one of the languages and are no word of the other.
_FRENCH = re.compile(
    r"\b(?:le|la|les|des|du|et|est|un|une|dans|que|qui|pour|pas|sur|avec|il|elle|ils|nous|vous|je|tu|ce|cette|sont|"
    r"au|aux|ne|se|son|sa|ses|mais|où|plus|par|oui|non|ça|très|été|être)\b|\b[cdjlmnst]['’]|\bqu['’]"
)
_ENGLISH = re.compile(
    r"\b(?:the|of|and|is|are|was|were|this|that|these|those|with|for|from|have|has|had|not|you|he|she|it|they|we|his|"
    r"her|their|its|be|been|will|would|can|which|what|there|yes|my|your|at|by|do|does|did)\b"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table, by their names; "" for what it does not have.

    `document` names the document of each row. `scores` are pairs of a column and the name of the score in it,
    `imported` the column that has some by their names.
    `is_own` says that this program has written the table; `told` says in words where French and English come from;
    `further` are the columns of which nothing is taken.
    """

    french: str
    english: str
    told: str
    document: str = ""
    id: str = ""
    origin: str = ""
    made_by: str = ""
    reviewed: str = ""
    imported: str = ""
    scores: tuple[tuple[str, str], ...] = ()
    is_own: bool = False
    further: tuple[str, ...] = ()


def find_columns(rows: Sequence[Mapping[str, Any]], wanted: Sequence[str] = ()) -> Columns:
    """Find the columns of a table by its first rows; `wanted` names those of French and English, or has their numbers.

    Names of columns without a name are their numbers, counted from 1.

    >>> found = find_columns([{"1": "1.2", "2": "It rains on the sea.", "3": "Il pleut sur la mer."}])
    >>> found.french, found.english, found.scores
    ('3', '2', (('1', 'score'),))

    Raises:
        InputError: there is none with French.
    """
    names = list(dict.fromkeys(name for row in rows for name in row))
    if not wanted and is_own(names):
        further = tuple(name for name in names if name not in _SCHEMA)
        return Columns("source", "target", _told("source", "target"), *_OWN, is_own=True, further=further)
    french, english = _chosen(names, wanted) if wanted else _named(names, rows) or _seen(names, rows)
    others = [name for name in names if name not in (french, english)]
    known = {_plain(name): name for name in others}
    found = Columns(
        french,
        english,
        _told(french, english),
        document=next((known[name] for name in _DOCUMENT if name in known), ""),
        id=known.get("id", ""),
        origin=known.get("origin", ""),
        made_by=known.get("made_by", ""),
        scores=tuple(_scores(others, rows)),
    )
    taken = {found.document, found.id, found.origin, found.made_by, *(name for name, _ in found.scores)}
    return replace(found, further=tuple(name for name in others if name not in taken))


_SCHEMA = frozenset(column.name for column in REJECTED)
_OWN = ("document", "id", "origin", "made_by", "reviewed", "imported_scores")


def is_own(names: Iterable[str]) -> bool:
    """Tell by the names of its columns whether this program has written a table."""
    return {"schema_version", "source", "target"} <= {*names}


def is_header(cells: Sequence[str], wanted: Sequence[str] = ()) -> bool:
    """Tell whether the first row of a table names its columns.

    >>> is_header(["id", "FR", "EN"]), is_header(["Il pleut.", "It rains."]), is_header(["a", "b"], ["b", "a"])
    (True, False, True)
    """
    plain = {_plain(cell) for cell in cells}
    if any(_plain(name) in plain for name in wanted if not name.isdecimal()):
        return True
    return bool(_by_language(cells, "french")) or any({*names} <= plain for names in _NEUTRAL)


def number_of(value: Any) -> float | None:
    """Give the number that a value is, or is written as; None where it is none.

    >>> number_of("1.25"), number_of(3), number_of("3 chats"), number_of("nan"), number_of(True)
    (1.25, 3.0, None, None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if isfinite(number) else None


def _chosen(names: Sequence[str], wanted: Sequence[str]) -> tuple[str, str]:
    """Give the columns that a user names, by their names in any case or by their numbers.

    Raises:
        InputError: there is none of a name.
    """
    known = {str(place): name for place, name in enumerate(names, 1)} | {_plain(name): name for name in names}
    if missing := [name for name in wanted if _plain(name) not in known]:
        raise InputError(f"has no column {missing[0]} (read.columns); its columns are {listed(names)}")
    french, english = [known[_plain(name)] for name in [*wanted, *wanted][:2]]
    return french, english if english != french else ""


def _named(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> tuple[str, str] | None:
    """Find the columns of French and English by their names; those that tell no language by what stands in them."""
    texts = [name for name in names if not _is_numeric(name, rows)]
    french, english = (_by_language(texts, language) for language in ("french", "english"))
    if french:
        return french, english
    plain = {_plain(name): name for name in texts}
    for first, second in _NEUTRAL:
        if first in plain and second in plain:
            one, other = plain[first], plain[second]
            is_turned = _lean(one, rows) < 0 < _lean(other, rows)
            return (other, one) if is_turned else (one, other)
    return None


def _by_language(names: Sequence[str], language: str) -> str:
    """Find the column whose name is a language, or else one whose name begins or ends with it; "" for none.

    >>> _by_language(["text_fr", "FR"], "french"), _by_language(["a.en"], "english"), _by_language(["x"], "french")
    ('FR', 'a.en', '')
    """
    code = rf"(?:{_LANGUAGES[language]})(?:_[a-z]{{2,4}})?"
    for pattern in (code, rf"(?:.*_)?{code}(?:_(?:text|sentence|segment))?"):
        for name in names:
            if re.fullmatch(pattern, _plain(name)):
                return name
    return ""


def _seen(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> tuple[str, str]:
    """Find the columns of French and English by what stands in them.

    Raises:
        InputError: none looks French, or none beside it English.
    """
    texts = [name for name in names[:_MOST_COLUMNS] if _has_letters(name, rows) and not _is_numeric(name, rows)]
    leans = {name: _lean(name, rows) for name in texts}
    if texts and all(len(_text(name, rows)) < _ENOUGH_TEXT for name in texts[:2]):  # too little to refuse it
        one, other = texts[0], "".join(texts[1:2])
        return (other, one) if other and leans[one] < leans[other] else (one, other)
    french = max(texts, key=leans.__getitem__, default="")
    english = min((name for name in texts if name != french), key=leans.__getitem__, default="")
    for language, column, lean in (
        ("French", french, leans.get(french, 0)),
        ("English", english, -leans.get(english, 0)),
    ):
        if lean < _ENOUGH_WORDS and (column or language == "French"):
            columns = "read.columns: [1, 2] for the first two"
            raise InputError(
                f"no column looks {language}, of {listed(names)}; say which are French and English ({columns})"
            )
    return french, english


def _lean(name: str, rows: Sequence[Mapping[str, Any]]) -> int:
    """Count by how many the different French function words of a column outnumber the English ones.

    Rows of the language that fewer rows are in are not counted: corpora have such, and in many rows a few would
    bring along every word of the other language.
    """
    found = [_words(value) for row in rows if isinstance(value := row.get(name), str)]
    signs = [(len(french) > len(english)) - (len(french) < len(english)) for french, english in found]
    most = sum(signs)
    counted = [words for words, sign in zip(found, signs, strict=True) if sign * most >= 0]
    french, english = ({word for words in counted for word in words[side]} for side in (0, 1))
    return len(french) - len(english)


def _words(text: str) -> tuple[set[str], set[str]]:
    """Give the different French function words of a text, and the English ones."""
    lower = text.lower()
    return set(_FRENCH.findall(lower)), set(_ENGLISH.findall(lower))


def _text(name: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Give all text of a column."""
    return "\n".join(value for row in rows if isinstance(value := row.get(name), str))


def _has_letters(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether there is any text in a column."""
    return any(isinstance(value := row.get(name), str) and any(map(str.isalpha, value)) for row in rows)


def _is_numeric(name: str, rows: Sequence[Mapping[str, Any]]) -> bool:
    """Tell whether a column holds numbers, and nothing else but signs for none, such as nan."""
    values = [value for row in rows if (value := row.get(name)) not in (None, "")]
    numbers = [number_of(value) for value in values]
    if all(number is None for number in numbers):
        return False
    return all(
        number is not None or str(value).strip().lower() in _NO_NUMBER
        for number, value in zip(numbers, values, strict=True)
    )


def _scores(names: Sequence[str], rows: Sequence[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """Give the columns of scores and the names of these: columns of numbers that are not all whole, as counts are."""
    unnamed = 0
    for name in names[:_MOST_COLUMNS]:
        values = [number for row in rows if (number := number_of(row.get(name))) is not None]
        if not _is_numeric(name, rows) or all(map(float.is_integer, values)):
            continue
        score = re.sub(r"\W+", "_", name.strip().lower()).strip("_")
        if name.isdecimal():
            unnamed += 1
            score = "score" if unnamed == 1 else f"score_{unnamed}"
        if can_be_score(score) and score.removeprefix("score_") not in SCORES:  # as our own files named them at first
            yield name, score


def _plain(name: str) -> str:
    """Give a name without case, and with one sign between its parts: `Translation.fr-FR` is translation_fr_fr."""
    return re.sub(r"[-. ]+", "_", name.strip().casefold())


def _told(french: str, english: str) -> str:
    """Say in which columns the texts stand."""
    one, other = (
        (f"column {name}" if name.isdecimal() else f"the column {name}") if name else "" for name in (french, english)
    )
    return f"French from {one}, English from {other.removeprefix('the column ')}" if english else f"French from {one}"


def listed(names: Sequence[str]) -> str:
    """List the first columns of a table for a message."""
    shown = ", ".join(name[:40] for name in names[:10])
    return shown if len(names) <= 10 else f"{shown} and {len(names) - 10} more"  # noqa: PLR2004 -- as many fit a line
