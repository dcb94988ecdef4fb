"""Make the surface of a translation fit that of its source: letters at its start, marks, joints between parts.

Models translate every input as if it were a whole sentence. What they were given may be a heading, half a sentence, or
one that stands inside of a quotation. What the French has is repaired where that is sure, and told where it is not.
"""

from collections.abc import Sequence

import regex

from pipeline.translation import punctuation
from pipeline.translation.dates import is_name_of_time
from pipeline.translation.linked_places import LinkWords
from pipeline.translation.quotations import with_delimiters, with_style

_FINAL_MARK = regex.compile(r"[.!?…:;,][\s»”\"')\]]*$")
_FIRST_WORD = regex.compile(r"[^\w]*(\p{L}[\p{L}'’-]*)")
_MIDDLE_MARKS = ",;:"
_NUMERAL = regex.compile(r"(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVX]|[IVXLC]{2})")
"""A Roman number up to 99; none of them is a French word."""


def fit(source: str, target: str) -> str:
    """Give the target the source's first-letter case, and no final period that the source does not have.

    A capital stays where it may be the word's own: I, acronyms, words that stand in the source.

    >>> fit("Plus tôt, il pleuvait.", "earlier, it rained."), fit("et Paris dort", "And Paris sleeps.")
    ('Earlier, it rained.', 'and Paris sleeps')
    >>> fit("où Paris dort", "Paris sleeps there."), fit("Menu du jour", "Menu of the day.")
    ('Paris sleeps there', 'Menu of the day')
    """
    return _without_period(source, _with_first_letter(source, target))


def finish(source: str, target: str, open_signs: str, is_curly: bool, link_words: LinkWords) -> tuple[str, bool]:
    """Give a translation with the marks of its sentence, and whether all its quotation marks and brackets are right.

    `open_signs` are those of the quotations that are open where the sentence begins; `is_curly` writes quotation marks
    as printed books do.

    >>> finish("Où est-il , lui ? »", "Where is he , him.", "«", True, lambda *_: ())
    ('Where is he, him?”', True)
    """
    target = punctuation.with_start(source, punctuation.with_marks_apart(source, target))
    target, fits = with_delimiters(source, target, open_signs, link_words)
    target = punctuation.with_end(source, punctuation.with_dashes(source, target))
    return with_style(_with_first_letter(source, target), len(open_signs), is_curly), fits


def without_capitals(text: str) -> str:
    """Give a text that is set in capitals as a sentence is written; Roman numbers stay.

    >>> without_capitals("CHAPITRE IV : L'ÉTÉ, C'EST X")
    "Chapitre IV : l'été, c'est X"
    """
    lowered = regex.sub(
        r"[^\W\d_]+(?:[^\W_]|'(?=\w))*", lambda word: word[0] if _NUMERAL.fullmatch(word[0]) else word[0].lower(), text
    )
    first = _FIRST_WORD.match(lowered)
    return (
        lowered[: first.start(1)] + lowered[first.start(1) :][:1].upper() + lowered[first.start(1) + 1 :]
        if first
        else lowered
    )


def join_parts(sources: Sequence[str], targets: Sequence[str]) -> str:
    """Join translations of a sentence's parts, with the mark that ended each part in the source.

    >>> join_parts(["Il pleut,", "mais je sors."], ["It is raining.", "But I go out."])
    'It is raining, but I go out.'
    """
    fitted = [
        _with_mark(source, fit(source, target)) if number < len(sources) - 1 else fit(source, target)
        for number, (source, target) in enumerate(zip(sources, targets, strict=True))
    ]
    return " ".join(text for text in fitted if text)


def _with_first_letter(source: str, target: str) -> str:
    """Give the target's first word the case that the source's first word has."""
    source_word, target_word = _FIRST_WORD.match(source), _FIRST_WORD.match(target)
    if not source_word or not target_word:
        return target
    first, word = source_word[1][0], target_word[1]
    if first.isupper() and word[0].islower():
        changed = word[0].upper() + word[1:]
    elif first.islower() and word[0].isupper() and not _owns_its_capital(word, source):
        changed = word[0].lower() + word[1:]
    else:
        return target
    return target[: target_word.start(1)] + changed + target[target_word.end(1) :]


def _owns_its_capital(word: str, source: str) -> bool:
    """Tell whether an English word keeps its capital inside of a sentence: I, an acronym, a name of the French."""
    stem = regex.split(r"['’]", word)[0]
    is_written_so = stem in regex.findall(r"\p{L}+", source)
    return stem == "I" or not stem[1:].islower() or is_written_so or is_name_of_time(stem, source)


def _without_period(source: str, target: str) -> str:
    """Give a target without the period that the model added to a source without a final mark, as a heading is."""
    if target.endswith(".") and not target.endswith("..") and not _FINAL_MARK.search(source):
        return target[:-1]
    return target


def _with_mark(source: str, target: str) -> str:
    """End a part that is not the last with the comma, semicolon or colon of its source."""
    mark = source.rstrip()[-1:]
    if mark not in _MIDDLE_MARKS or not target or target[-1] in _MIDDLE_MARKS:
        return target
    return target.removesuffix(".") + mark
