"""Find the heads of turns in transcripts and chats: the time, the speaker or both that a line begins with.

A head begins a block wherever it stands, and stays as it is in every language. A time is sure where other lines have
one, too; a name before a colon where it comes back, or stands behind a time: a form has names of fields there.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.formats.text.wrapping import TextLine
from pipeline.io.kinds import ends_sentence
from pipeline.io.persons import is_given_name

_DATE = r"(?:\d{4}-\d{2}-\d{2}|\d{1,2}[/.]\d{1,2}[/.]\d{2,4})"
_HOUR = r"\d{1,2}(?::\d{2}){1,2}(?:[.,]\d{1,3})?(?:\s?[AaPp]\.?[Mm]\.?)?"  # 14h30 is a programme's
_MOMENT = rf"(?:{_DATE}(?:,|[Tt]|\sà)?\s*)?(?:{_HOUR})"
_STAMP = re.compile(
    rf"(?:[\[(<]\s*(?:{_MOMENT})(?:\s*(?:-->?|→|[-–—])\s*(?:{_MOMENT}))?\s*[\])>]|"
    rf"(?:{_MOMENT})(?:\s*(?:-->|→|[-–—])\s*(?:{_HOUR}))?)(?=\s|$|[-–—:|])(?:\s*[-–—:|](?!\S))?\s*"
)
_CAPITAL = r"[A-ZÀ-ÞŒ][\w’'.-]*"
_NAME = rf"(?:{_CAPITAL}|\d{{1,2}})(?:[ \u00a0](?:{_CAPITAL}|de|du|des|la|le|l[’']\w+|d[’']\w+|\d{{1,3}})){{0,4}}"
_SPEAKER = re.compile(
    rf"(?:<\s?[@+%~&]?(?P<nick>[^<>\s]{{1,32}})>\s*|"
    rf"(?P<name>{_NAME}|M\. [\w ]{{2,30}}?)(?:\s?\([^()]{{1,40}}\))?(?:\s?:(?=\s|$)|\.\s?[–—-](?=\s))\s*)"
)
_NICK = re.compile(r"(?P<nick>[\w.~^|-]{2,32})\s?:\s+")  # in small letters: only behind a time
_NAMED_STAMP = re.compile(
    rf"(?P<name>{_NAME})\s+(?:[—–-]\s*)?(?:\[?(?:(?:Aujourd[’']hui|Hier|Le)\s+(?:à\s+)?)?(?:{_MOMENT})\]?)$"
)
_FIELDS = frozenset([
    "de", "à", "a", "pour", "cc", "cci", "objet", "sujet", "date", "envoyé", "from", "to", "subject", "nom",
    "prénom", "adresse", "tél", "téléphone", "tel", "fax", "mail", "email", "courriel", "ville", "pays", "lieu",
    "heure", "durée", "prix", "total", "titre", "auteur", "attention", "note", "remarque", "exemple", "nb",
    "important", "conseil", "astuce", "ingrédients", "préparation", "résumé", "source", "référence", "réf", "page",
    "url", "site",
])  # fmt: skip
"""What stands before colons in forms and notes, and is no speaker."""
_TITLES = frozenset(["M", "MM", "Mme", "Mlle", "Me", "Dr"])
_NUMERAL = re.compile(r"(?:[IVXLCDM]+|[A-Z])\.\s?[–—-]")  # a section of a law
# All chosen by hand.
_FEWEST_STAMPS = 2  # lines with a time
_FEWEST_TURNS = 2  # turns of a speaker
_FEWEST_SPOKEN = 3  # lines with a speaker in a text without times, and words that a turn has on average
_LEAST_SPOKEN = 0.5  # share of them that look like a turn


class Head(NamedTuple):
    """The head of a turn: how many characters it takes, with the space behind it, and who speaks, "" for nobody.

    Without characters it says only that a turn begins.
    """

    length: int
    speaker: str


def find_heads(lines: Sequence[TextLine]) -> Mapping[int, Head]:
    """Give the heads of turns in a text, by the numbers of their lines.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> chat = "12:03 Marie : tu viens ?|12:04 Paul : oui|peut-être".replace("|", chr(10))
    >>> dict(find_heads(split_lines(chat)))
    {1: Head(length=14, speaker='Marie'), 2: Head(length=13, speaker='Paul')}
    """
    stamped = dict(_stamped(lines))
    named = dict(_named(lines))
    if len(stamped) < _FEWEST_STAMPS:
        stamped = {}
    return named | stamped


def _stamped(lines: Sequence[TextLine]) -> Iterator[tuple[int, Head]]:
    """Give the heads that begin with a time, or are a name and a time and no more."""
    for line in lines:
        if not (line.text[:1].isdigit() or line.text[:1] in "[(<" or line.text[-1:].isdigit() or line.text[-1:] == "]"):
            continue
        if found := _STAMP.match(line.text):
            if found.end() == 0:
                continue
            speaker = _SPEAKER.match(line.text, found.end()) or _NICK.match(line.text, found.end())
            end = speaker.end() if speaker else found.end()
            yield line.number, Head(end, _speaker_of(speaker))
        elif found := _NAMED_STAMP.match(line.text):
            yield line.number, Head(len(line.text), found["name"])


def _named(lines: Sequence[TextLine]) -> Iterator[tuple[int, Head]]:
    """Give the heads that are a speaker's name, where several of them speak, and come back."""
    found: list[tuple[TextLine, Head]] = []
    for line in lines:
        speaker = _SPEAKER.match(line.text) if ":" in line.text or ">" in line.text or "." in line.text else None
        if speaker and _speaker_of(speaker).casefold() not in _FIELDS and not _NUMERAL.match(line.text):
            found.append((line, Head(speaker.end(), _speaker_of(speaker))))
    times = Counter(head.speaker for _, head in found)
    words = sum(len(line.text[head.length :].split()) for line, head in found)
    spoken = sum(_is_person(line, head) or ends_sentence(line.text) for line, head in found)
    if len(found) < _FEWEST_SPOKEN or words < _FEWEST_SPOKEN * len(found) or spoken < _LEAST_SPOKEN * len(found):
        return
    if max(times.values()) < _FEWEST_TURNS:
        return
    for line, head in found:
        yield line.number, head if _is_person(line, head) else Head(0, "")


def _is_person(line: TextLine, head: Head) -> bool:
    """Tell whether what a turn begins with is a name, which nobody translates; what somebody does for a living is."""
    given = head.speaker.split()[0].rstrip(".")
    return line.text.startswith("<") or head.speaker.isupper() or given in _TITLES or is_given_name(given)


def _speaker_of(found: re.Match[str] | None) -> str:
    """Give the name in what was found at the head of a line, "" where there is none."""
    if found is None:
        return ""
    groups = found.groupdict()
    return groups.get("name") or groups.get("nick") or ""
