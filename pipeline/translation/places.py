"""Where in a translation a term goes: in place of the words that are linked to its own French words, and of no others.

Nothing is replaced where that is not certain: where the words have no link, where what stands between them belongs to
other French words, or where a number, a name or another term would be lost.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.document import Link
from pipeline.glossary import Use
from pipeline.glossary.context import DETERMINERS, PREPOSITIONS
from pipeline.glossary.english import FUNCTION_WORDS, forms_like, in_plural, is_plural, with_article
from pipeline.glossary.glossary import find_english
from pipeline.placeables import find_placeables
from pipeline.words import LanguageCode, listed, words

_SMALL = DETERMINERS | PREPOSITIONS | listed("le la les l et ou se s n ne en y pas plus que qu qui")
"""French words whose links say little: their English often has none of its own."""
_NOMINAL = ("tion", "tions", "ment", "ments", "ance", "ness", "sion", "sions")
_NO_NOUN_AFTER = listed("i you he she we they who will would can could must may might should did does do cannot t ll")
"""English words after which comes a verb."""

_BE = listed("be been being am is are was were get gets got")


_POSSESSIVE = re.compile(r"^(['’])s\b")


_BEGINS = re.compile(r"(?:^|[.!?:–—-]\s+)[^\w\s]*$")
"""What stands before the beginning of a sentence or of a part of a heading."""


_COMPARED = re.compile(r"\b(?:plus|moins)\s+$", re.IGNORECASE)
_COMPARING = frozenset({"more", "most", "less", "least"})


class Replacement(NamedTuple):
    """A place of an English text, and what may go there in its stead; the first is what the French form asks for."""

    start: int
    end: int
    choices: tuple[str, ...]


class Linked(NamedTuple):
    """A French text and its translation, their words, and for each word the numbers of those linked to it."""

    french: str
    english: str
    french_words: list[tuple[int, int]]
    english_words: list[tuple[int, int]]
    forward: dict[int, set[int]]
    backward: dict[int, set[int]]


def find_replacements(uses: Sequence[Use], french: str, english: str, links: Sequence[Link]) -> Iterator[Replacement]:
    """Give what is to be replaced so that a translation keeps to its terms, in no order; no two of them overlap.

    >>> from pipeline.glossary import Glossary, Term
    >>> from pipeline.word_alignment import link
    >>> french, english = "Un phare et 3 tours.", "A light and 3 towers."
    >>> uses = Glossary((Term("phare", ("headlight",)), Term("tour", ("turret",)))).places(french)
    >>> list(find_replacements(uses, french, english, link([french], [english])[0]))
    [Replacement(start=2, end=7, choices=('headlight',)), Replacement(start=14, end=20, choices=('turrets',))]
    """
    pair = _join(french, english, links)
    standing = [place for use in uses for target in use.term.targets for place in find_english(target, english)]
    taken = [*standing, *find_placeables(english)]
    for use in uses:
        found = _linked_words(use, pair) if use.certain and not _is_kept(use, uses, english) else None
        if found is None:
            continue
        first, last = _with_strays(use, _with_repeated(use, found, pair), pair)
        start, end = pair.english_words[first][0], pair.english_words[last][1]
        end += use.term.source.endswith(".") and english.startswith(".", end)
        if _is_free(start, end, taken) and not _goes_on(last + 1, pair) and not _loses(use, first, last, pair):
            taken.append((start, end))
            yield Replacement(
                start, end, tuple(_in_case(one, use, start, pair) for one in _choices(use, first, last, pair))
            )


def put_in(english: str, replacements: Sequence[tuple[int, int, str]]) -> str:
    """Put terms in their places, with "a" or "an" before them, and no 's after an s.

    >>> put_in("A light, a tower.", [(2, 7, "eye"), (11, 16, "arch")]), put_in("the elector's day", [(4, 11, "voters")])
    ('An eye, an arch.', "the voters' day")
    """
    for start, end, term in sorted(replacements, reverse=True):
        after = _POSSESSIVE.sub(r"\1", english[end:]) if term.endswith("s") else english[end:]
        english = with_article(english[:start], term) + term + after
    return english


def _join(french: str, english: str, links: Sequence[Link]) -> Linked:
    """Number the words of both texts, and tell which are linked to each."""
    sides: tuple[tuple[str, LanguageCode], ...] = ((french, "fr"), (english, "en"))
    french_words, english_words = (words(text, language) for text, language in sides)
    sources = {start: number for number, (start, _) in enumerate(french_words)}
    targets = {start: number for number, (start, _) in enumerate(english_words)}
    pair = Linked(french, english, french_words, english_words, {}, {})
    for one in links:
        source, target = sources[one.source_start], targets[one.target_start]
        pair.forward.setdefault(source, set()).add(target)
        pair.backward.setdefault(target, set()).add(source)
    return pair


def _is_kept(use: Use, uses: Sequence[Use], english: str) -> bool:
    """Tell whether a translation has a term as often as its French."""
    wanted = sum(other.term == use.term for other in uses)
    return sum(len(find_english(target, english)) for target in use.term.targets) >= wanted


def _linked_words(use: Use, pair: Linked) -> tuple[int, int] | None:
    """Give the first and the last English word that belong to a use; None where that is not certain."""
    own = [n for n, (start, end) in enumerate(pair.french_words) if start < use.end and use.start < end]
    inner = {n for n in own[1:-1] if _fold(pair.french, pair.french_words[n]) in _SMALL}
    found = sorted(set().union(*(pair.forward.get(n, set()) for n in own if n not in inner)))
    while found and _is_small(found[0], pair):
        del found[0]
    while found and not use.term.is_verb and _is_small(found[-1], pair):
        del found[-1]
    if not found or any(_word(n, pair).isdigit() for n in found):
        return None
    others = {n: pair.backward.get(n, set()) - set(own) for n in range(found[0], found[-1] + 1)}
    for number, strangers in others.items():
        real = [n for n in strangers if _fold(pair.french, pair.french_words[n]) not in _SMALL]
        if real or (strangers and number not in found and not _is_small(number, pair)):
            return None
    return found[0], found[-1]


def _goes_on(number: int, pair: Linked) -> bool:
    """Tell whether a word may belong to the one before it, as "year" to "fiscal": nothing else in the French does."""
    if number >= len(pair.english_words) or pair.backward.get(number) or _is_small(number, pair):
        return False
    return _word(number, pair) not in _capitals(pair.french)


def _with_repeated(use: Use, found: tuple[int, int], pair: Linked) -> tuple[int, int]:
    """Take in a neighbour without a link to others that the term begins or ends with: no "notice notice"."""
    first, last = found
    term = use.term.english.lower().split()
    if first > 0 and _word(first - 1, pair).lower() == term[0]:
        first -= _is_own(first - 1, use, pair)
    if last + 1 < len(pair.english_words) and _word(last + 1, pair).lower() == term[-1]:
        last += _is_own(last + 1, use, pair)
    return first, last


def _with_strays(use: Use, found: tuple[int, int], pair: Linked) -> tuple[int, int]:
    """Take in neighbours without a link that can come from nothing but the use.

    These are words beside a term of several words where all other French words have links, and function words where
    the French term begins with one itself, as in "at the with".
    """
    first, last = found
    begun = use.term.source.lower().split()[0] in _SMALL
    while begun and first and _is_small(first - 1, pair) and _is_own(first - 1, use, pair):
        first -= 1
    if " " in use.term.source and _others_are_linked(use, pair):
        first -= bool(first and _goes_on(first - 1, pair))
        last += _goes_on(last + 1, pair)
    return first, last


def _is_own(number: int, use: Use, pair: Linked) -> bool:
    """Tell whether an English word, no mark, is linked to no French word but those of a use."""
    return _word(number, pair).isalpha() and all(
        use.start <= pair.french_words[n][0] < use.end for n in pair.backward.get(number, ())
    )


def _others_are_linked(use: Use, pair: Linked) -> bool:
    """Tell whether all French words but those of a use, function words and marks have links."""
    return all(
        number in pair.forward
        for number, (start, end) in enumerate(pair.french_words)
        if not use.start <= start < use.end
        and pair.french[start].isalnum()
        and _fold(pair.french, (start, end)) not in _SMALL
    )


def _is_free(start: int, end: int, taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a place overlaps none of some others."""
    return not any(start < other[1] and other[0] < end for other in taken)


def _loses(use: Use, first: int, last: int, pair: Linked) -> bool:
    """Tell whether a number or a name would be lost, or the words are of another part of speech than the term."""
    replaced = [_word(number, pair) for number in range(first, last + 1)]
    others = pair.french[: use.start] + pair.french[use.end :]
    if any(any(map(str.isdecimal, word)) or not any(map(str.isalpha, word)) for word in replaced[:1] + replaced[-1:]):
        return True
    if not _capitals(others).isdisjoint(replaced):
        return True
    return not _fits(use, first, replaced, pair)


def _fits(use: Use, first: int, replaced: Sequence[str], pair: Linked) -> bool:
    """Tell whether the words to be replaced may be of a term's part of speech, by their ending and the word before."""
    last = replaced[-1].lower()
    if use.term.is_verb:
        return not last.endswith((*_NOMINAL, "ble"))
    before = _word(first - 1, pair).lower() if first else ""
    if _COMPARED.search(pair.french[: use.start]) and before not in _COMPARING:
        return False  # "greatest" is `plus grand`, and no term for `grand` alone
    if before == "to" and not is_plural(last) and in_plural(use.term.english) != use.term.english:
        return pair.french[: use.start].lower().endswith(("à ", "à l'", "à l’", "au ", "à la ", "aux "))
    return before not in _NO_NOUN_AFTER and not (last.endswith("ed") and before in _BE)


def _capitals(text: str) -> set[str]:
    """Give the words of a French text that begin with a capital."""
    return {text[start:end] for start, end in words(text, "fr") if text[start].isupper()}


def _choices(use: Use, first: int, last: int, pair: Linked) -> list[str]:
    """Give the forms of a term that may go in place of some words, the likeliest by their form first."""
    term = use.term.english
    replaced = [_word(number, pair).lower() for number in range(first, last + 1)]
    if use.term.is_verb:
        verb, _, rest = term.partition(" ")
        return [f"{form} {rest}".strip() for form in forms_like(verb, replaced[0])]
    if in_plural(term) == term:
        return [term]
    plural = any(is_plural(word) for word in replaced)
    if plural == use.plural:
        return [in_plural(term) if plural else term]
    return [in_plural(term), term] if plural else [term, in_plural(term)]


def _in_case(term: str, use: Use, start: int, pair: Linked) -> str:
    """Give a term the capital of a sentence's beginning, or all capitals, as its French has them."""
    french = pair.french[use.start : use.end]
    if french.isupper() and len(french) > 1 and not use.term.source.isupper():
        return term.upper()
    begins = pair.english[start].isupper() and (french[0].isupper() or _BEGINS.search(pair.english[:start]))
    return term[:1].upper() + term[1:] if begins else term


def _fold(text: str, span: tuple[int, int]) -> str:
    """Give a French word in small letters, without marks of elision or inversion."""
    return text[span[0] : span[1]].lower().strip("'’-")


def _word(number: int, pair: Linked) -> str:
    """Give an English word."""
    start, end = pair.english_words[number]
    return pair.english[start:end]


def _is_small(number: int, pair: Linked) -> bool:
    """Tell whether an English word is a function word or a mark; a capital alone, as of R.C.S., is neither."""
    word = _word(number, pair).strip("'’")
    if len(word) == 1 and word.isupper():
        return word in "AI"
    return word.lower() in FUNCTION_WORDS or not any(map(str.isalnum, word))
