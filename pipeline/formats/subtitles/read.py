"""Read SubRip and WebVTT: sentences that run over cues are put together, and every cue stays marked with its times.

A paragraph holds cues until one ends a sentence; in it each cue is a mark "cue" whose value is the file's line of
times. Where several persons speak in a cue, each has a paragraph; the value is empty from the second one on, and a mark
"voice" tells the name of whoever speaks, where the file does.
"""

import html
from collections.abc import Iterator, Sequence

from pipeline.document import Mark, Paragraph, Text
from pipeline.errors import InputError
from pipeline.formats.subtitles.cards import find_cards, goes_on
from pipeline.formats.subtitles.cues import Cue, is_turn, parse_cues
from pipeline.formats.subtitles.rolling import unroll
from pipeline.io.encoding import decode
from pipeline.io.kinds import ends_sentence, starts_upper
from pipeline.letters import Ledger

_LONGEST_PAUSE = 3.0  # seconds, chosen by hand; a sentence does not go on after a longer one
_NO_CUE = "has no cues: a line such as 00:00:01,000 --> 00:00:03,500, and the text below it"


def read_subtitles(data: bytes, encoding: str, language: str) -> Text:
    """Read a SubRip or WebVTT file; each paragraph's locator is the first lines of its first and last cue, "12-15".

    Raises:
        InputError: there are no cues.
    """
    content, codec = decode(data, encoding)
    ledger = Ledger()
    ledger.hold(html.unescape(content))
    cues = unroll(list(parse_cues(content, ledger)), ledger)
    return text_of(cues, ledger, language, codec, _NO_CUE)


def text_of(cues: Sequence[Cue], ledger: Ledger, language: str, codec: str, missing: str) -> Text:
    """Give the text that some cues make up, balanced.

    Raises:
        InputError: there are none, as `missing` says.
    """
    if not cues:
        raise InputError(missing)
    said = [turn for cue in cues for turn in turns(cue)]
    return ledger.balance(Text(language, tuple(join_cues(group) for group in groups(said)), "", codec))


def turns(cue: Cue) -> Iterator[Cue]:
    r"""Give what each person says in a cue; those after the first have no times of their own.

    >>> [(turn.times, turn.text) for turn in turns(Cue(1, "0:01 --> 0:02", 1, 2, "- Oui.\n- Non."))]
    [('0:01 --> 0:02', '- Oui.'), ('', '- Non.')]
    """
    for number, text in enumerate(cue.text.split("\n")):
        times = "" if number else cue.times
        yield cue._replace(times=times, text=text, speakers=cue.speakers[number : number + 1])


def groups(cues: Sequence[Cue]) -> Iterator[list[Cue]]:
    """Group the cues of a paragraph: as long as no sentence ends, no turn or card begins, no long pause comes.

    Nor does a cue with a capital go on that is shown elsewhere or in another colour: a card, or another person's.

    >>> said = [Cue(1, "", 0, 1, "Je crois que"), Cue(5, "", 1, 2, "c’est lui."), Cue(9, "", 2, 3, "Non.")]
    >>> [len(group) for group in groups(said)]
    [2, 1]
    """
    group: list[Cue] = []
    cards = find_cards(cues)
    for number, cue in enumerate(cues):
        card = group and (cards[number] or cards[number - 1]) and not goes_on(group[-1].text, cue.text)
        if group and (card or _begins(group[-1], cue)):
            yield group
            group = []
        group.append(cue)
    if group:
        yield group


def join_cues(group: Sequence[Cue]) -> Paragraph:
    """Make some cues one paragraph, each marked with its times, and with its speaker."""
    text, marks = "", []
    for cue in group:
        text += " " if text and cue.text else ""
        start, end = len(text), len(text) + len(cue.text)
        marks.append(Mark(start, end, "cue", cue.times))
        marks += [Mark(start, end, "voice", speaker) for speaker in cue.speakers if speaker]
        text += cue.text
    return Paragraph(text, "cue", locator=f"{group[0].line}-{group[-1].line}", marks=tuple(marks))


def _begins(before: Cue, cue: Cue) -> bool:
    """Tell whether a cue begins something new after another one."""
    is_next_turn = cue.line == before.line and not cue.times
    is_near = before.start <= cue.start <= before.end + _LONGEST_PAUSE
    if is_next_turn or before.style != cue.style or is_turn(cue.text) or not is_near:
        return True
    if before.text and before.look != cue.look and starts_upper(cue.text):
        return True
    if before.text and cue.text and (before.speakers != cue.speakers or _is_sound(before.text) or _is_sound(cue.text)):
        return True
    return ends_sentence(before.text) and (starts_upper(cue.text) or not before.text.endswith("…"))


def _is_sound(text: str) -> bool:
    """Tell whether a text is a line of a song, or says what is to be heard.

    >>> _is_sound("[PORTE QUI CLAQUE]"), _is_sound("♪ Au clair de la lune"), _is_sound("(Marc) Oui")
    (True, True, False)
    """
    return text[0] in "♪♫#" or text[-1] in "♪♫" or (text[0] in "[(" and text[-1] in "])")
