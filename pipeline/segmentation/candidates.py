"""Places where a sentence may end, each with the context the rules look at."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Literal, NamedTuple

from pipeline.segmentation.languages import Language, Options, WritingStyle
from pipeline.segmentation.quotes import StraightQuotes

Case = Literal["upper", "lower", "digit", "other", "none"]

EMOJI = "\U0001f300-\U0001faff"
# Python's `re` and not `regex`: `\s` knows the no-break spaces in both, and `re` scans twice as fast.
PLACE = r"""
    (?P<mark>                                           # a whole run of marks, also `? !` and `. . .`
        # One set for all first characters: with it, `re` looks for them fast.
        [.!?…‽EMOJI] (?: (?<=[.!?…‽]) (?<![.!?…‽][.!?…‽]) [.!?…‽]* (?:\s[.!?…‽]+)* | (?<=[EMOJI]) [EMOJI\uFE0F\u200D]* )
        OWN_MARKS
    )
    (?P<closers>
        (?: \s?[»›)\]] | ["”’'}_*] | “(?=\s|\Z)        # quotation marks, brackets, emphasis as in `_Oui._`
          | \s”(?=\s|\Z)                               # `’ ”`, and with a space before as French has it
          | \[\d{1,3}\] | [¹²³⁰-⁹]                      # footnote calls
          | </[a-z]{1,6}>                              # tags in text, as subtitles have them
          | \s?[EMOJI☀-➿]\uFE0F?                         # emoji
        )*
        (?: \s?\.(?=\s|\Z) )?                           # a stray period: `« Oui. ».`
    )
    (?P<loose_quote> \s"(?=\s|\Z) )?
    (?P<space> \s+ | \Z | (?=[A-ZÀ-ÖØ-ÞŒŸ«“—–]) )       # no space: `fin.Début`
"""
FOLLOWING = re.compile(
    r"""
    (?P<dash> (?: [—–―‒] | [-−•‣●◦▪*·](?=\s) | --(?=\s) | -(?=[A-ZÀ-ÖØ-Þ]) ) \s* )?
    (?P<opening> (?: [«"“„‹‘'(\[{¿¡_*]\s? | <[a-z]{1,6}> )* )
    (?P<cut> (?: …|\.{3} ) [\])]? \s* )?                # `[...] Les`
    (?P<inner_dash> [—–]\s* )?
    (?P<word> [^\W_]+ ['’]? )?
    """,
    re.VERBOSE,
)
# What may cling to the front of a word: quotation marks, brackets, emphasis, an elided word.
CLINGING = re.compile(r"""^.*[«»"“”„‹›()\[\]{}'’,;:!?…—–/_*](?=.)""", re.DOTALL)
# No abbreviation is longer, so no rule looks further back for its word.
LONGEST_WORD = 30
REACH_BACK = 320
"""Characters before a mark that may matter: a bound is what makes the time linear."""
REACH_AHEAD = 160
"""The same after a mark."""
MISREAD_CAPITALS = frozenset(["ll", "lls"])
"""As scans have `Il` and `Ils`; no word is written so."""
LOST_CAPITALS = frozenset("éê")
FIRST_LETTER = re.compile(r"\s*+(?:[^\S\n]|[«\"“‘'(—–_*-])*+([^\W\d_])(?![A-ZÀ-Þ])")


class PossibleEnd(NamedTuple):
    """A mark that might end a sentence, where that sentence would end, and where the next would start."""

    mark_start: int
    mark: str
    closers: str
    end: int
    next_start: int


class Context(NamedTuple):
    """All that may decide about a place: equal contexts are decided alike, wherever they stand."""

    opener: str
    """The first character of the sentence."""
    before: str
    """The sentence up to the mark, or its last `REACH_BACK` characters."""
    mark: str
    closers: str
    """Closing quotation marks, brackets, note calls after the mark."""
    glued: bool
    """No white space stands after the mark and what closes with it."""
    after: str
    """What would be the next sentence: at most `REACH_AHEAD` characters of it, and none beyond the block."""
    first: bool
    """The sentence is the first of its block."""
    writes_lower: bool
    """The writer starts sentences without a capital."""


class Candidate(NamedTuple):
    """A context as the rules look at it: with the words on both sides, and what the whole text has in common."""

    opener: str
    before: str
    mark: str
    closers: str
    glued: bool
    after: str
    first: bool
    writes_lower: bool
    word: str
    """The word before the mark, without what clings to its front."""
    dash: str
    """The dialogue dash or bullet that would open the next sentence."""
    opening: str
    """The quotation marks and brackets that would open the next sentence."""
    next_word: str
    beyond: str
    """The character after the next word."""
    case: Case
    """Of the first letter of the next word."""
    options: Options
    language: Language

    @property
    def previous_word(self) -> str:
        """The word before the word, as written."""
        words = self.before[-2 * LONGEST_WORD :].split()
        return words[-2] if len(words) > 1 else ""

    @property
    def starter(self) -> bool:
        """The next word commonly starts a sentence and is no initial (`A. Dupont`)."""
        initial = len(self.next_word) == 1 and self.beyond == "."
        return normal(self.next_word) in self.language.starters and not initial

    @property
    def pronoun(self) -> bool:
        """The next word cannot belong to a name."""
        return normal(self.next_word) in self.language.pronouns

    @property
    def starts_lower(self) -> bool:
        """Lower case follows, and this writer may start a sentence so."""
        return self.case == "lower" and self.writes_lower

    @property
    def article(self) -> bool:
        """The next word is an article, which no abbreviation that leads to a name or a number stands before."""
        return normal(self.next_word) in self.language.articles


def normal(word: str) -> str:
    """Lower case with straight apostrophes, as in the word lists."""
    return word.lower().replace("’", "'")


def last_word(before: str) -> str:
    """Give the word that a text ends in, without what clings to its front; in a text all in capitals, with one capital.

    >>> last_word("Selon l'art"), last_word("(J.-P"), last_word("VOIR ART")
    ('art', 'J.-P', 'Art')
    """
    near = before[-LONGEST_WORD:]
    words = near.split()
    if not words:
        return ""
    word = CLINGING.sub("", words[-1])
    return word.capitalize() if len(words) > 1 and word.isalpha() and near.isupper() else word


def case_of(word: str) -> Case:
    """Tell the case of a word's first letter; "other" for scripts that have none.

    >>> case_of("Il"), case_of("il"), case_of("1998"), case_of("東京"), case_of("")
    ('upper', 'lower', 'digit', 'other', 'none')
    """
    first = word[:1]
    if first.isupper() or word in MISREAD_CAPITALS:
        return "upper"
    if first.islower():
        return "lower"
    if first.isdigit():
        return "digit"
    return "other" if first else "none"


@cache
def possible_end_pattern(split_on: tuple[str, ...]) -> re.Pattern[str]:
    """Build the pattern of a place, with a user's own marks before white space."""
    own = "".join(rf"| {re.escape(mark)}(?=\s)" for mark in split_on)
    return re.compile(PLACE.replace("OWN_MARKS", own).replace("EMOJI", EMOJI), re.VERBOSE)


def find_possible_ends(text: str, start: int, end: int, split_on: tuple[str, ...] = ()) -> Iterator[PossibleEnd]:
    """Find every place in text[start:end] where a sentence may end; the end itself is none.

    A straight quote that stands alone goes to the sentence before when it closes, to the one after when it opens.

    >>> [place.mark for place in find_possible_ends("Quoi ? Non... Si. Bien.", 0, 23)]
    ['?', '...', '.']
    """
    quotes = None
    for match in possible_end_pattern(split_on).finditer(text, start, end):
        mark, closers, loose_quote, _ = match.groups()
        stop, next_start = match.end(2), match.end()
        if loose_quote:
            quotes = quotes or StraightQuotes(text, start, end)
            following = text[next_start : min(next_start + 1, end)]
            opens = following.isupper() or following.isdigit()
            closes = not opens or ('"' not in closers and quotes.inside(stop + 1))
            stop, next_start = (stop + 2, next_start) if closes else (stop, stop + 1)
        if next_start < end:
            yield PossibleEnd(match.start(), mark, closers, stop, next_start)


def starts_lower(text: str, start: int) -> bool:
    """Tell whether the sentence that starts here starts with a lower-case letter.

    Neither `iPhone` nor `évidemment` counts: some files have lost the accents of their capitals, and the capitals.

    >>> starts_lower("— ah ! non", 0), starts_lower("Ah ! non", 0), starts_lower("eBay vend", 0)
    (True, False, False)
    """
    first = FIRST_LETTER.match(text, start)
    return first is not None and first[1].islower() and first[1] not in LOST_CAPITALS


def writes_lower(text: str, sentence_start: int, style: WritingStyle) -> bool:
    """Tell whether lower case may start the sentence after the one that starts here.

    Where each sentence shows its own style ("auto"), one that starts in lower case does.
    """
    return style == "lower" or (style == "auto" and starts_lower(text, sentence_start))


def context_of(text: str, place: PossibleEnd, sentence_start: int, block: tuple[int, int], lower: bool) -> Context:
    """Give a place with what stands around it in its sentence and its block."""
    block_start, block_end = block
    mark_start, mark, closers, end, next_start = place
    return Context(
        text[sentence_start],
        text[max(sentence_start, mark_start - REACH_BACK) : mark_start].rstrip(),
        mark,
        closers,
        end == next_start,
        text[next_start : min(next_start + REACH_AHEAD, block_end)],
        sentence_start == block_start,
        lower,
    )


def candidate_in(context: Context, language: Language, options: Options) -> Candidate:
    """Give a context with its words, for the rules of a language and a user's choices."""
    # The pattern matches anywhere, if only nothing, so there is a first match.
    following = next(FOLLOWING.finditer(context.after))
    dash, opening, inner_dash, word = following.group("dash", "opening", "inner_dash", "word")
    return Candidate(
        *context,
        last_word(context.before),
        dash or inner_dash or "",
        opening,
        word or "",
        context.after[following.end() : following.end() + 1],
        case_of(word or ""),
        options,
        language,
    )
