"""What can be seen to be wrong with a translation by looking at the two texts: pure functions of strings."""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import zip_longest

import regex

from pipeline.numbers import compare_numbers
from pipeline.placeables import find_placeables, merge_stretches
from pipeline.words import words

_WORD = regex.compile(r"\w+(?:['’]\w+)*")
_MIXED = regex.compile(r"(?<![\w.,°-])[A-Za-z][A-Za-z]*\d\w*(?![\w-])")
_SPACE = regex.compile(r"\s")
_LETTER = regex.compile(r"\p{L}")
_RUN_OF_CHARACTERS = regex.compile(r"([^\s\d.…_*=~#-]{1,12}?)\1{5,}")
# What a loop is, chosen by hand on what small models made of the development sets (eval/LOG.md counts them).
_LONGEST_REPEATED = 8
"""Words of the longest group that is looked for in a row."""
_RUN = 4
"""Times that a group comes in a row."""
_SCATTERED = 5
"""Times that a group of 3 or 4 words comes anywhere."""
_MOST_NEGATED = 30
"""French words of a sentence whose negations are compared: 1.6 % of 7,200 human pairs differ there (eval/LOG.md)."""
_FEW_WORDS = 2
"""Words of a text that may stand as it is in the other language, such as a name."""


def has_letters(text: str) -> bool:
    """Tell whether there is anything to translate: a text of digits and signs is copied as it is.

    >>> has_letters("12 345,67 €"), has_letters("12 h")
    (False, True)
    """
    return _LETTER.search(text) is not None


def is_all_capitals(text: str) -> bool:
    """Tell whether a text of several words is set in capitals, as headings and signs are.

    >>> is_all_capitals("DÉFENSE D’AFFICHER"), is_all_capitals("L’OTAN"), is_all_capitals("OTAN")
    (True, False, False)
    """
    letters = [character for character in text if character.isalpha()]
    words = [word for word in text.split() if sum(map(str.isalpha, word)) > 1]
    return len(letters) > len(words) > 1 and all(not letter.islower() for letter in letters)


def loops(target: str, source: str = "") -> bool:
    """Tell whether a translation repeats itself as stuck decoders do, and its source does not.

    A loop is a group of 1 to 8 words four times running, a group of 3 or 4 words five times anywhere, or a few
    characters six times running.

    >>> loops("the the the the end"), loops("Non, non, non, non !", "Non, non, non, non !"), loops("lalalalalala")
    (True, False, True)
    """
    if _RUN_OF_CHARACTERS.search(target) and not _RUN_OF_CHARACTERS.search(source):
        return True
    words = list(_words(target))
    most = max(Counter(words).values(), default=0)  # a group comes no oftener than each of its words
    if most >= _RUN and (run := _longest_run(words)) >= _RUN and run > _longest_run(list(_words(source))):
        return True
    if most < _SCATTERED:
        return False
    scattered = _most_frequent_group(words)
    return scattered >= _SCATTERED and scattered > _most_frequent_group(list(_words(source)))


def missing_numbers(source: str, target: str) -> list[str]:
    """Give the numbers of French that its English lacks or changes, by value, unit and order; else those it invents.

    >>> missing_numbers("En 1 250, 36 hommes et 3 chiens", "In 1,250, thirty-six men and three dogs")
    []
    >>> missing_numbers("à 15 h 20, 12 % en 2020", "at 3:20 p.m., 12 km")
    ['12 %', '2020']
    >>> missing_numbers("Dix morts", "10 dead in 2019")
    ['2019']
    """
    found = compare_numbers(source, target)
    missing = [source[start:end] for start, end in dict.fromkeys((one.start, one.end) for one in found.missing)]
    return missing or [target[number.start : number.end] for number in found.invented]


def changes_negation(source: str, target: str) -> bool:
    """Tell whether English says no where French does not, or the reverse; in long sentences too much says it otherwise.

    >>> changes_negation("Il n'est pas dangereux.", "It is dangerous."), changes_negation("Il dort.", "He sleeps.")
    (True, False)
    >>> changes_negation("Il ne dit rien.", "He kept quiet.")  # what is said in another way counts as well
    True
    """
    from pipeline.adequacy.polarity import polarity
    from pipeline.word_alignment.lexicon import fold_word  # numpy takes a while

    french = [fold_word(source[start:end]) for start, end in words(source, "fr")]
    english = [fold_word(target[start:end]) for start, end in words(target, "en")]
    return len(french) <= _MOST_NEGATED and max(polarity(french, english)) >= 1


def altered_placeables(source: str, target: str) -> list[str]:
    """Give the placeables of the source that the target has not as often, letter for letter but for the kind of spaces.

    So it is with names of letters and digits, such as "B12", which are too much like words to go round a model.

    >>> altered_placeables("Voir a_b.txt, tél. 01 23 45 67 89.", "See ab.txt, tel. 01 23 45 67 89.")
    ['a_b.txt']
    """
    source = _SPACE.sub(" ", source)
    stretches = [*find_placeables(source), *(found.span() for found in _MIXED.finditer(source))]
    wanted = Counter(source[start:end] for start, end in merge_stretches(stretches))
    target = _SPACE.sub(" ", target) if wanted else ""
    return [placeable for placeable, count in wanted.items() if _count_whole(placeable, target) < count]


def _count_whole(placeable: str, text: str) -> int:
    """Count the places where a placeable stands in a text by itself, and not as a part of a longer one.

    >>> [_count_whole("a.fr/b", text) for text in ("Go to a.fr/bc", "a.fr/b, and a.fr/b.")], _count_whole("%s", "%s%s")
    ([0, 2], 2)
    """
    before = r"(?<![\w@])" if regex.match(r"[\w@]", placeable) else ""
    after = r"(?!(?!s\b)[\w@])" if regex.search(r"\w$", placeable) else ""  # a plural has an s
    return sum(1 for _ in regex.finditer(f"{before}{regex.escape(placeable)}{after}", text))


def is_copied(source: str, target: str) -> bool:
    """Tell whether the target is the source again, at least three words of it: left untranslated.

    >>> is_copied("Le chat dort ici.", "le chat dort ici"), is_copied("Paris", "Paris")
    (True, False)
    """
    sides = (filter(has_letters, _words(text)) for text in (source, target))
    count = 0
    for word, other in zip_longest(*sides):
        if word != other:
            return False
        count += 1
    return count > _FEW_WORDS


def length_ratio(source: str, target: str) -> float:
    """Divide the longer text's length by the shorter one's, in characters, both with 10 added so that words may differ.

    >>> length_ratio("Oui.", "Yes, of course."), length_ratio("", "")
    (1.7857142857142858, 1.0)
    """
    shorter, longer = sorted((len(source) + 10, len(target) + 10))
    return longer / shorter


def _words(text: str) -> Iterator[str]:
    """Give the words of a text in lower case."""
    return (found[0] for found in _WORD.finditer(text.lower()))


def _longest_run(words: Sequence[str]) -> int:
    """Count how many times running the most repeated group of words stands."""
    longest = 1
    for size in range(1, min(_LONGEST_REPEATED, len(words) // 2) + 1):
        same = 0
        for first, second in zip(words, words[size:], strict=False):
            same = same + 1 if first == second else 0
            longest = max(longest, same // size + 1)
    return longest


def _most_frequent_group(words: Sequence[str]) -> int:
    """Count how often the most frequent group of 3 or 4 words stands anywhere."""
    groups = Counter(tuple(words[start : start + size]) for size in (3, 4) for start in range(len(words) - size + 1))
    return max(groups.values(), default=0)
