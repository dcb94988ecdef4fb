"""The ordered tables of rules: for each candidate the first rule with an opinion decides.

A rule is a function of a candidate that says True (a boundary), False (none) or None (no opinion). The last line of
its docstring is an example, with `|` at the boundaries; the tests check that it is cut so and that the rule decides.
"""

from collections.abc import Callable

from pipeline.segmentation.candidates import Candidate
from pipeline.segmentation.layout import LAYOUT_RULES
from pipeline.segmentation.rules import abbreviations, entries, following, initials, marks, numerals

Rule = Callable[[Candidate], bool | None]
RuleTable = tuple[tuple[str, Rule], ...]


def name_rules(*rules: Rule) -> RuleTable:
    """Name rules, in their order."""
    return tuple((rule.__name__, rule) for rule in rules)


BY_MARK = (
    marks.turn_goes_on,
    marks.closing_follows,
    marks.speaker,
    marks.running_head,
    marks.dateline,
    entries.container,
    entries.author_and_year,
    entries.abbreviated_title,
    entries.place_and_publisher,
    entries.entry,
    entries.area,
    entries.journal,
    entries.law_report,
    marks.opening_ellipsis,
    marks.ellipsis_in_brackets,
    marks.mark_in_brackets,
    marks.bracket_still_open,
    marks.marked_name,
    marks.emoji,
    marks.missing_space,
)
BY_WORD_BEFORE_PERIOD = (
    numerals.unit,
    abbreviations.title,
    numerals.enumerator,
    numerals.part_label,
    initials.era,
    numerals.unit_of_price,
    numerals.old_pounds,
    numerals.time_of_day,
    entries.page_count,
    abbreviations.remark,
    numerals.degrees,
    numerals.dimension,
    abbreviations.counted,
    abbreviations.reference,
    numerals.lone_letter,
    initials.author,
    numerals.roman_year,
    numerals.century,
    abbreviations.may_end,
    abbreviations.may_end_before_starter,
    abbreviations.word_or_abbreviation,
    abbreviations.cut_word,
    abbreviations.short_stranger,
    initials.lettered_noun,
    initials.chain_of_initials,
    initials.initial,
    numerals.ordinal_of_month,
)
BY_WHAT_FOLLOWS = (
    following.new_turn,
    following.said,
    entries.extent,
    following.ellipsis_before_number,
    following.capital,
    following.number,
    following.inner_capital,
    following.interjection,
    following.casual_mark,
    following.list_letter,
    following.lower_after_closing,
    following.lower_case_writer,
    following.lower_after_plain_word,
    following.lower,
    following.opening_sign,
    following.no_case,
    following.symbol,
)

PERIOD_RULES = name_rules(*BY_MARK, *BY_WORD_BEFORE_PERIOD, *BY_WHAT_FOLLOWS)
CLOSED_PERIOD_RULES = name_rules(*BY_MARK, abbreviations.abbreviation_in_brackets, *BY_WHAT_FOLLOWS)
MARK_RULES = name_rules(*BY_MARK, *BY_WHAT_FOLLOWS)
CLAUSE_RULES = name_rules(marks.clause_in_brackets, marks.clause)
RULES = dict(PERIOD_RULES + CLOSED_PERIOD_RULES + MARK_RULES + CLAUSE_RULES)


def meaning_of(rule: str) -> str:
    """Tell what a rule says, in one sentence; rules of layout included.

    Raises:
        KeyError: there is no such rule.

    >>> meaning_of("capital"), meaning_of("blank_line")
    ('A capital starts a sentence.', 'An empty line separates paragraphs.')
    """
    return LAYOUT_RULES.get(rule) or (RULES[rule].__doc__ or "").partition("\n")[0]


def rules_for(candidate: Candidate) -> RuleTable:
    """Give the rules that have a say about this mark."""
    if candidate.mark == ".":
        if candidate.closers:
            return CLOSED_PERIOD_RULES
        return MARK_RULES if abbreviations.ordinary_word(candidate) else PERIOD_RULES
    return CLAUSE_RULES if candidate.mark in candidate.options.split_on else MARK_RULES
