"""Find the heads of turns in transcripts and chats: the time, the speaker or both that a line begins with.

A head begins a block wherever it stands, and stays as it is in every language. A time is sure where other lines have
one, too; a name before a colon where it comes back, or stands behind a time: a form has names of fields there.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipeline.formats.text.wrapping import TextLine, is_torn
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
_DASH = r"\.\s?(?:[–—-](?=\s)|(?:--|[–—])(?=\s?[«(…]?\s?[A-ZÀ-ÞŒ]))"  # between a speaker and what he says
_SPEAKER = re.compile(
    rf"(?:<\s?[@+%~&]?(?P<nick>[^<>\s]{{1,32}})>\s*|"
    rf"(?P<name>{_NAME}|M\. [\w ]{{2,30}}?)(?:\s?\([^()]{{1,40}}\))?(?:\s?:(?=\s|$)|{_DASH})\s*)"
)
_DIRECTED = re.compile(
    rf"(?P<name>[A-ZÀ-ÞŒ][A-ZÀ-ÞŒ’' -]+|M(?:me|lle|M)?\. [A-ZÀ-ÞŒ’' -]+),\s+(?=[a-zà-ÿœ][^.!?:;]{{1,60}}{_DASH})"
)
"""A speaker of a play before what the stage is told of him: MARIE, à part. — Ciel !"""
_OFFICE = (
    r"(?:(?:le|la|les)\s|l[’'])(?:vice-|sous-)?(?:présidente?|ministre|premi[eè]re?\sministre|secrétaire|rapporteure?|"
    r"garde|maire|préfète?|questeure?|questrice|député|députée|sénateur|sénatrice|commissaire|procureure?|greffi[eè]re?|"
    r"avocate?|directeur|directrice|doyenne?)s?"
    r"(?:\s(?:générale?|déléguée?|honoraire|adjointe?|spéciale?))*"
    r"(?:(?:\s(?:de|du|des|à|aux?)\s|\sd[’'])[\w’' -]{2,60}?)?"
)
_TITLED = re.compile(
    rf"(?P<name>(?:M\.|MM\.|Mmes?|Mlles?|Me)\s(?:{_NAME}|(?P<office>{_OFFICE})))(?<!\.)(?:,\s[^.!?:;]{{2,100}})?\."
    r"(?P<dash>\s?[–—-](?=\s))?\s+(?=[«(…]|[A-ZÀ-ÞŒ])"
)
_NICK = re.compile(r"(?P<nick>[\w.~^|-]{2,32})\s?:\s+")  # in small letters: only behind a time
_NAMED_STAMP = re.compile(
    rf"(?P<name>{_NAME}),?\s+(?:[—–-]\s*)?(?:\[?(?:(?:Aujourd[’']hui|Hier|Le)\s+(?:à\s+)?)?(?:{_MOMENT})\]?)$"
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
_FIRST_OF_STAMP = frozenset("0123456789[(<")
_SENTENCE_END = re.compile(r"[^\W_]\s?[.!?…](?=[\s»”\"]|$)")
# All chosen by hand.
_LEAST_MARKED = 0.2  # share of a transcript's lines in which a sentence ends, where its sentences are put together
_FEWEST_STAMPS = 2  # lines with a time
_FEWEST_TURNS = 2  # turns of a speaker
_FEWEST_TITLED = 2  # turns of speakers with a title and a dash, or an office: these are a debate's
_FEWEST_SPOKEN = 3  # lines with a speaker in a text without times, and words that a turn has on average
_LEAST_SPOKEN = 0.5  # share of them that look like a turn


class Spoken(NamedTuple):
    """The lines of a transcript without the times inside of its sentences, and these times, by number."""

    lines: list[TextLine]
    cut: dict[int, str]


class Head(NamedTuple):
    """The head of a turn: how many characters it takes, with the space behind it, and who speaks, "" for nobody.

    Without characters it says only that a turn begins.
    """

    length: int
    speaker: str


def join_stamped(lines: Sequence[TextLine]) -> Spoken:
    """Cut off the times that stand on lines of their own inside of sentences, and say that these go on.

    Where nobody has put marks between sentences, nothing tells where one ends, and each line stays by itself.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> found = join_stamped(split_lines("0:00|Ce soir, la|0:04|mer monte. Elle|0:07|gronde.".replace("|", chr(10))))
    >>> [(line.text, line.goes_on) for line in found.lines], found.cut
    ([('0:00', False), ('Ce soir, la', False), ('mer monte. Elle', True), ('gronde.', True)], {3: '0:04', 5: '0:07'})
    """
    stamps = {line.number for line in lines if line.text[:1] in _FIRST_OF_STAMP and _STAMP.fullmatch(line.text)}
    said = [line for line in lines if line.text and line.number not in stamps]
    marked = sum(_SENTENCE_END.search(line.text) is not None for line in said)
    if len(stamps) < _FEWEST_STAMPS or marked < _LEAST_MARKED * len(said):
        return Spoken(list(lines), {})
    kept: list[TextLine] = []
    waiting: list[TextLine] = []
    cut: dict[int, str] = {}
    before: TextLine | None = None
    for line in lines:
        if not line.text or line.number in stamps:
            waiting.append(line)
            continue
        if before and not ends_sentence(before.text) and any(one.text for one in waiting) and _goes_over(before, line):
            cut |= {one.number: one.text for one in waiting if one.text}
            kept.append(line._replace(goes_on=True))
        else:
            kept += [*waiting, line]
        before, waiting = line, []
    return Spoken(kept + waiting, cut)


def _goes_over(line: TextLine, after: TextLine) -> bool:
    """Tell whether a sentence goes on over a time: in lower case, or after a word that leads to a name."""
    return after.text[0].islower() or is_torn(line, after)


def find_heads(lines: Sequence[TextLine]) -> Mapping[int, Head]:
    """Give the heads of turns in a text, by the numbers of their lines.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> chat = "12:03 Marie : tu viens ?|12:04 Paul : oui|peut-être".replace("|", chr(10))
    >>> dict(find_heads(split_lines(chat)))
    {1: Head(length=14, speaker='Marie'), 2: Head(length=13, speaker='Paul')}
    """
    stamped = dict(_stamped(lines))
    if len(stamped) < _FEWEST_STAMPS:
        stamped = {}
    known = {head.speaker for head in stamped.values() if head.speaker}
    return dict(_speaking(lines, known)) | dict(_named(lines)) | dict(_titled(lines)) | stamped


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


def _speaking(lines: Sequence[TextLine], known: Collection[str]) -> Iterator[tuple[int, Head]]:
    """Give the heads that are the name, before a colon, of somebody who speaks at some time elsewhere."""
    for line in lines if known else ():
        speaker = _SPEAKER.match(line.text)
        if speaker and _speaker_of(speaker) in known:
            yield line.number, Head(speaker.end(), _speaker_of(speaker))


def _named(lines: Sequence[TextLine]) -> Iterator[tuple[int, Head]]:
    """Give the heads that are a speaker's name, where several of them speak, and come back."""
    found: list[tuple[TextLine, Head]] = []
    for line in lines:
        is_likely = ":" in line.text or ">" in line.text or "." in line.text
        speaker = (_SPEAKER.match(line.text) or _DIRECTED.match(line.text)) if is_likely else None
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


def _titled(lines: Sequence[TextLine]) -> Iterator[tuple[int, Head]]:
    """Give the heads of a debate's turns, as its record has them: a title and a name or an office, then a period.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> dict(_titled(split_lines("M. le président. La séance est ouverte.||Mme Roy. – Merci.".replace("|", chr(10)))))
    {1: Head(length=17, speaker='M. le président'), 3: Head(length=11, speaker='Mme Roy')}
    """
    found, before = [], ""
    for line in lines:
        titled = (
            _TITLED.match(line.text) if line.text.startswith("M") and (not before or ends_sentence(before)) else None
        )
        if titled:
            found.append((line, titled))
        before = line.text
    if sum(bool(titled["dash"] or titled["office"]) for _, titled in found) < _FEWEST_TITLED:
        return
    for line, titled in found:
        yield line.number, Head(titled.end(), titled["name"])
    for line in lines:
        if (
            (speaker := _SPEAKER.match(line.text))
            and (name := _speaker_of(speaker)).isupper()
            and ":" not in speaker[0]
        ):
            yield line.number, Head(speaker.end(), name)


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
