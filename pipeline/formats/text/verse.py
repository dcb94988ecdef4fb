"""Find the stanzas of a plain text: by their capitals and marks, by their indent, by standing beside others."""

import re
from collections.abc import Sequence
from itertools import pairwise

from pipeline.formats.text.wrapping import TextLine
from pipeline.io.kinds import ends_sentence, is_verse, starts_block, starts_upper
from pipeline.io.labels import is_closing

COLUMNS = re.compile(r"\S(?: {3,}|\t+ *)\S|\S\s*\|\s*\S|^\|")
"""What stands between the columns of a table."""
# All chosen by hand.
_SET_IN = 2  # columns
_FEWEST = 3  # lines of a stanza, unless one is beside it
_LONGEST_VERSE, _MOST_ENDED, _FEWEST_WORDS = 65, 0.67, 2  # characters; share of a stanza's lines; words in one
_AVERAGE_WORDS = 4  # words in the lines of a stanza without marks; lists have fewer
_LEAST_LEADING = 0.3  # share of its lines after the first that go on from the one before
_LEADING = re.compile(
    r"(?:Et|Mais|Ou|Où|Ni|Car|Que|Qui|Dont|Comme|Quand|Si|Tandis|Lorsque|Pour|Par|Dans|Sur|Sous|Avec|Sans|Vers|De|Des|Du|"
    r"À|Au|Aux|Je|Tu|Il|Elle|On|Nous|Vous|Ils|Elles|Faut-il)\s|(?:Qu|Lorsqu|J|D|N|S)[’']"
)
_SALUTATION = re.compile(
    r"(?:(?:Mon|Ma|Mes|Bien)\s)?(?:très\s)?(?:chers?|chères?|amie?s?|monsieur|madame|messieurs|docteur|maître)\b.{0,30},$",
    re.IGNORECASE,
)
_SHORTEST_STEP = 8  # columns by which the rest of a verse stands further in, below the end of its first half

Block = Sequence[TextLine]


def is_stanza(block: Block) -> bool:
    """Tell whether a block is a stanza whatever stands beside it; a letter that was set line by line is none.

    >>> from pipeline.formats.text.wrapping import split_lines
    >>> is_stanza(split_lines("Le vent du soir apaise la mer|Et nos pas|Se perdent au loin".replace("|", chr(10))))
    True
    """
    texts = [line.text for line in block]
    return not _is_letter(texts) and (is_verse(texts) or _is_unmarked(texts) or _is_parted(block))


def _is_letter(texts: Sequence[str]) -> bool:
    """Tell whether some lines begin with a salutation and close as letters do."""
    return _SALUTATION.match(texts[0]) is not None and any(map(is_closing, texts[1:]))


def _is_unmarked(texts: Sequence[str]) -> bool:
    """Tell whether some lines are verse whose author writes no marks: they lead from one to the next."""
    if len(texts) < _FEWEST or not all(text[-1].isalpha() and _may_be_verse(text) for text in texts):
        return False
    leading = sum(_LEADING.match(text) is not None for text in texts[1:])
    words = sum(len(text.split()) for text in texts)
    return words >= _AVERAGE_WORDS * len(texts) and leading >= _LEAST_LEADING * (len(texts) - 1)


def _may_be_verse(text: str) -> bool:
    """Tell whether a line may be a verse by itself: short, with a capital, neither number nor columns in it."""
    return (
        len(text) <= _LONGEST_VERSE
        and starts_upper(text)
        and not any(map(str.isdigit, text))
        and not starts_block(text)
        and not COLUMNS.search(text)
    )


def _is_parted(block: Block) -> bool:
    """Tell whether a verse of a block goes on in the next line, below its end, and the block may be a stanza."""
    if len(block) < _FEWEST or max(line.indent for line in block) < _SHORTEST_STEP:
        return False
    whole = [block[0].text]
    for line, after in pairwise(block):
        steps = after.indent >= max(_SHORTEST_STEP, line.indent + len(line.text) - 1) and len(line.text) > 1
        if steps and after.indent >= line.indent + _SHORTEST_STEP:
            whole[-1] += " " + after.text
        else:
            whole.append(after.text)
    return 1 < len(whole) < len(block) and _may_be_stanza(whole)


def find_stanzas(blocks: Sequence[Block], widths: Sequence[int]) -> list[bool]:
    """Tell which blocks are stanzas; beside one, shorter lines are enough for another one, and so is an indent.

    `widths` are those of `find_widths`.

    >>> from pipeline.formats.text.wrapping import split_blocks, split_lines
    >>> poem = "Mon petit oiseau bleu,|Viens sur ma fenêtre,|Le jour va paraître.||Petit oiseau,|Tu pars déjà."
    >>> find_stanzas(split_blocks(split_lines(poem.replace("|", chr(10)))), [0, 0])
    [True, True]
    """
    sure = list(map(is_stanza, blocks))
    found = sure.copy()
    for number, block in enumerate(blocks):
        texts = [line.text for line in block]
        near = [one for one in (number - 1, number + 1) if 0 <= one < len(blocks)]
        beside = [one for one in near if sure[one]]
        unmarked = any(_is_unmarked([line.text for line in blocks[one]]) for one in beside)
        indent = _indent(block)
        set_in = indent >= _SET_IN and any(_indent(blocks[one]) <= indent - _SET_IN for one in near)
        unwrapped = not widths[number] and set_in and len(block) >= _FEWEST
        found[number] = sure[number] or (
            not _is_letter(texts)
            and ((bool(beside) and _may_be_stanza(texts, unmarked)) or (unwrapped and _may_be_set_in(texts)))
        )
    return found


def _indent(block: Block) -> int:
    """Give how far a block is indented as a whole."""
    return min(line.indent for line in block)


def _may_be_set_in(texts: Sequence[str]) -> bool:
    """Tell whether an indented block is verse, be it without capitals: some words a line, and none a sentence."""
    return (
        max(map(len, texts)) <= _LONGEST_VERSE
        and sum(map(ends_sentence, texts)) <= _MOST_ENDED * len(texts)
        and sum(len(text.split()) for text in texts) >= _FEWEST * len(texts)
        and not any(starts_block(text) or COLUMNS.search(text) for text in texts)
        and not any(character.isdigit() for text in texts for character in text)
    )


def _may_be_stanza(texts: Sequence[str], unmarked: bool = False) -> bool:
    """Tell whether a block may be a stanza: its lines are short, begin with a capital, and few end a sentence.

    `unmarked` says that those beside it have no marks.
    """
    ended = sum(map(ends_sentence, texts))
    words = sum(len(text.split()) for text in texts)
    return (
        len(texts) > 1
        and all(map(starts_upper, texts))
        and max(map(len, texts)) <= _LONGEST_VERSE
        and ended <= _MOST_ENDED * len(texts)
        and words >= _FEWEST_WORDS * len(texts)
        and not any(starts_block(text) for text in texts)
        and (texts[-1][-1] in ".!?…,;:»" or (unmarked and all(text[-1].isalpha() for text in texts)))
    )
