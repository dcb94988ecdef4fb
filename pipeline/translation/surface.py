"""Make the edges of a translation fit those of its source: first letter, final period, joints between parts.

Models translate every input as if it were a whole sentence. What they were given may be a heading or half a sentence.
"""

from collections.abc import Sequence

import regex

_FINAL_MARK = regex.compile(r"[.!?…:;,][\s»”\"')\]]*$")
_FIRST_WORD = regex.compile(r"[^\w]*(\p{L}[\p{L}'’-]*)")
_MIDDLE_MARKS = ",;:"


def fit(source: str, target: str) -> str:
    """Give the target the source's first-letter case, and no final period that the source does not have.

    A capital stays where it may be the word's own: I, acronyms, words that stand in the source.

    >>> fit("Plus tôt, il pleuvait.", "earlier, it rained."), fit("et Paris dort", "And Paris sleeps.")
    ('Earlier, it rained.', 'and Paris sleeps')
    >>> fit("où Paris dort", "Paris sleeps there."), fit("Menu du jour", "Menu of the day.")
    ('Paris sleeps there', 'Menu of the day')
    """
    return _without_period(source, _with_first_letter(source, target))


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
    stem = regex.split(r"['’]", word)[0]
    return stem == "I" or not stem[1:].islower() or stem in regex.findall(r"\p{L}+", source)


def _without_period(source: str, target: str) -> str:
    if target.endswith(".") and not target.endswith("..") and not _FINAL_MARK.search(source):
        return target[:-1]
    return target


def _with_mark(source: str, target: str) -> str:
    """End a part that is not the last with the comma, semicolon or colon of its source."""
    mark = source.rstrip()[-1:]
    if mark not in _MIDDLE_MARKS or not target or target[-1] in _MIDDLE_MARKS:
        return target
    return target.removesuffix(".") + mark
