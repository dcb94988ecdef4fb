"""Write bilingual subtitles: every cue of the source with its times, French first, its share of the English below."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pipeline.bilingual.counts import make_head
from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import temporary_folder, text_file, whole
from pipeline.formats.subtitles.clock import read_times, write_times
from pipeline.io.characters import one_line
from pipeline.io.names import file_names
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import Pair, pairs
from pipeline.quality.counts import count

Caption = tuple[str, str, str]
"""A cue's times as its file had them, its French, its English."""


def write_srt(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `subtitles/NAME.srt` for every document that came from subtitles.

    Raises:
        OutputError: none did, or a file cannot be written.
    """
    return _write(documents, folder, ".srt", lambda document: "")


def write_vtt(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `subtitles/NAME.vtt` for every document that came from subtitles.

    A note at its top, which players do not show, says who made the English.

    Raises:
        OutputError: none did, or a file cannot be written.
    """

    def say(document: Document) -> str:
        """Say who made the English of a document."""
        head = make_head(count(document), options, provenance)
        return f"{head.origin} {head.numbers}"

    return _write(documents, folder, ".vtt", say)


def captions(document: Document) -> list[Caption]:
    """Give every cue of a document, in order, a line a turn; English without French stands with the cue before it."""
    return [(one.times, _text(one.french), _text(one.english)) for one in _cues(document)]


def _text(lines: Iterable[tuple[str, str]]) -> str:
    """Give the text of some lines, without who speaks."""
    return "\n".join(text for _, text in lines)


class _Shown(NamedTuple):
    """A cue: its times, and the lines of both languages, each with who speaks."""

    times: str
    french: list[tuple[str, str]]
    english: list[tuple[str, str]]


def _cues(document: Document) -> list[_Shown]:
    """Give every cue of a document, in order, as `captions` does."""
    shown: list[_Shown] = []
    for turn in _turns(document):
        if turn.times or not shown:
            shown.append(_Shown(turn.times, [], []))
        sides = ((shown[-1].french, turn.french), (shown[-1].english, " ".join(filter(None, turn.english))))
        for lines, text in sides:
            lines.extend([(turn.speaker, text)] if text else [])
    return shown


class _Turn(NamedTuple):
    """What one person says in a cue, or all: its times, "" from the second turn on, who speaks, both languages."""

    times: str
    speaker: str
    french: str
    english: list[str]


def _turns(document: Document) -> list[_Turn]:
    """Give what is said in each cue, with the share of the English of each pair."""
    turns: list[_Turn] = []
    by_paragraph: defaultdict[int, list[_Cue]] = defaultdict(list)
    for number, paragraph in enumerate(document.source.paragraphs):
        speakers = {(mark.start, mark.end): mark.value for mark in paragraph.marks if mark.name == "voice"}
        for mark in paragraph.marks:
            if mark.name == "cue":
                by_paragraph[number].append(_Cue(mark.start, mark.end, len(turns)))
                speaker = speakers.get((mark.start, mark.end), "")
                turns.append(_Turn(mark.value, speaker, paragraph.text[mark.start : mark.end], []))
    last = 0
    for pair in pairs(document) if turns else ():
        shown = _shares(pair, by_paragraph) or [(last, 1)]
        last = shown[-1][0]
        for (number, _), part in zip(shown, share(pair.target, [size for _, size in shown]), strict=True):
            turns[number].english.append(part)
    return turns


class _Cue(NamedTuple):
    """Where a cue's text stands in its paragraph, in code points, and which cue of the document it is, from 0."""

    start: int
    end: int
    number: int


def _shares(pair: Pair, cues: Mapping[int, Sequence[_Cue]]) -> list[tuple[int, int]]:
    """Tell which cues a pair's French stands in, by their numbers, and how many characters of it in each.

    `cues` has those of each paragraph in the order of its text.
    """
    sizes: Counter[int] = Counter()
    for place in pair.source_places:
        around = cues.get(place.paragraph, ())
        for cue in around[bisect_right(around, place.start, key=lambda one: one.end) :]:
            if cue.start >= place.end:
                break
            sizes[cue.number] += min(place.end, cue.end) - max(place.start, cue.start)
    return sorted((number, size) for number, size in sizes.items() if size)


def share(text: str, sizes: Sequence[int]) -> list[str]:
    """Cut a text at word borders into parts in proportion to some sizes; no word is lost, a part may be empty.

    >>> share("I think the train left.", [12, 19])
    ['I think', 'the train left.']
    """
    text = " ".join(text.split())
    breaks = [0, *(found.start() for found in re.finditer(" ", text)), len(text)]
    total, done, borders = sum(sizes), 0, [0]
    for size in sizes[:-1]:
        done += size
        wanted = len(text) * done / total
        after = bisect_left(breaks, wanted)
        borders.append(min(breaks[max(after - 1, 0) : after + 1], key=lambda place: abs(place - wanted)))
    borders.append(len(text))
    return [text[start:end].strip() for start, end in pairwise(borders)]


def clock(times: str, mark: str) -> str:
    """Give a cue's times with hours, and with `mark` before the milliseconds; settings after them are left out.

    >>> clock("00:01.5 --> 1:00:02.000 line:0", ",")
    '00:00:01,500 --> 01:00:02,000'
    """
    return write_times(*(read_times(times) or (0.0, 0.0)), mark)


def _write(documents: Iterable[Document], folder: Path, suffix: str, say: Callable[[Document], str]) -> list[Path]:
    """Write a file for every document with cues, into `subtitles/`; `say` gives the note at its top.

    Raises:
        OutputError: none has any, or a file cannot be written.
    """
    with temporary_folder(folder) as finished:
        made: dict[str, Path] = {}
        for document in documents:
            found = _cues(document)
            if found:
                made[document.id] = finished / str(len(made))
                with text_file(made[document.id]) as file:
                    file.writelines(_lines(found, suffix, say(document)))
        if not made:
            raise OutputError(f"{suffix[1:]}: no document came from subtitles; leave it out of write.formats")
        names = file_names(made, suffix)  # which depend on each other
        paths = [folder / "subtitles" / names[document] for document in made]
        for path, file_made in zip(paths, made.values(), strict=True):
            with whole(path) as unfinished:
                file_made.replace(unfinished)
    return paths


def _lines(found: Sequence[_Shown], suffix: str, note: str) -> Iterator[str]:
    """Write each cue: its number, its times, its text in both languages, and an empty line."""
    web = suffix == ".vtt"
    if web:
        yield f"WEBVTT\n\nNOTE {one_line(note).replace('-->', '->')}\n\n"
    for number, (times, french, english) in enumerate(found, 1):
        lines = [_line(speaker, one_line(text), web) for speaker, text in (*french, *english)]
        text = "\n".join(lines)
        yield f"{number}\n{clock(times, '.' if web else ',')}\n{text}\n\n"


def _line(speaker: str, text: str, web: bool) -> str:
    """Write a line of a cue; only WebVTT can tell who speaks without showing it.

    >>> _line("Léa", "Toi & moi", web=True), _line("Léa", "Toi & moi", web=False)
    ('<v Léa>Toi &amp; moi</v>', 'Toi & moi')
    """
    if not web:
        return text.replace("-->", "->")
    shown = escape(text, quote=False)
    return f"<v {escape(speaker, quote=False)}>{shown}</v>" if speaker else shown
