"""What a user may choose (`Options`), and what a language is to the rules (`Language`: classes of words)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

LANGUAGES = {"fr": "french.txt", "en": "english.txt"}

WritingStyle = Literal["auto", "edited", "mixed", "lower"]

MARK_THEN_LETTER = re.compile(r"[.!?…]\s+[«“\"(]?\s?([^\W\d_])")
# A period after a word that is no abbreviation, which end before a vowel: in edited text a capital follows.
WHOLE_WORD = r"[^\W\d_]{3}[aeiouyàâéèêëîïôùû]s?\.\s+"
PERIOD_THEN_LETTER = re.compile(rf"{WHOLE_WORD}([^\W\d_])")
CASUAL = re.compile(rf"[!?]{{2}}|[\U0001F300-\U0001FAFF]|{WHOLE_WORD}[a-zà-ÿ]|[^.!?…:»”\")\]\s]\s*\Z")
FEW_CASUAL = 2
"""Sentences that start in lower case, of a text in which some writers do so; and the share of them. Chosen by hand."""
SHARE_CASUAL = 0.1


@dataclass(frozen=True, slots=True)
class Options:
    """A user's choices.

    `split_on`: marks after which a sentence is cut too, such as `(";",)` for the long lists of laws.
    `keep_dialogue_turns`: a turn that a dash opens stays whole up to the next dash.
    `abbreviations`: the user's own, without their last period; they never end a sentence.
    `style`: "edited" when sentences start with capitals, "lower" when they need not (chat, transcripts of speech),
    "mixed" when some do, as under an article, "auto" to judge by the text itself; `writing_style` judges a whole
    document, which is safer than one paragraph.
    """

    split_on: tuple[str, ...] = ()
    keep_dialogue_turns: bool = False
    abbreviations: tuple[str, ...] = ()
    style: WritingStyle = "auto"


@dataclass(frozen=True)
class Language:
    """A language's classes of words; the comments in its file say what each class does."""

    titles: frozenset[str]
    references: frozenset[str]
    may_end: frozenset[str]
    may_end_before_starter: frozenset[str]
    words: frozenset[str]
    units: frozenset[str]
    large_units: frozenset[str]
    thousandths: frozenset[str]
    months: frozenset[str]
    lettered: frozenset[str]
    labels: frozenset[str]
    marked_names: frozenset[str]
    pronouns: frozenset[str]
    articles: frozenset[str]
    interjections: frozenset[str]
    says: frozenset[str]
    starters: frozenset[str]
    endings: frozenset[str]
    doubled_endings: frozenset[str]
    short_words: frozenset[str]

    @cached_property
    def cut_endings(self) -> tuple[str, ...]:
        """How abbreviations end and no whole word does, as `str.endswith` takes it."""
        return tuple(sorted(self.endings))

    @cached_property
    def unusual_endings(self) -> tuple[str, ...]:
        """Those, and how only few whole words end."""
        return tuple(sorted(self.endings | self.doubled_endings))

    @cached_property
    def abbreviations(self) -> frozenset[str]:
        """Every abbreviation that is no word, of any class."""
        return self.titles | self.references | self.may_end | self.may_end_before_starter


@cache
def language_named(code: str) -> Language:
    """Give the language with this code; a region is ignored (`fr-CA` is `fr`).

    Raises:
        ValueError: no word lists for this language; the message names those there are.
    """
    name = re.split("[-_]", code.lower())[0]
    if name not in LANGUAGES:
        raise ValueError(f"no sentence rules for language {code!r}; there are rules for: {', '.join(LANGUAGES)}")
    sections = parse_sections(files(__package__).joinpath(LANGUAGES[name]).read_text(encoding="utf-8"))
    return Language(**{field.name: frozenset(with_capitals(sections[field.name])) for field in fields(Language)})


@cache
def with_abbreviations(language: Language, abbreviations: tuple[str, ...]) -> Language:
    """Add a user's own abbreviations to those of a language that never end a sentence."""
    own = with_capitals(abbreviation.removesuffix(".") for abbreviation in abbreviations)
    return replace(language, references=language.references.union(own))


def parse_sections(text: str) -> dict[str, list[str]]:
    r"""Read `[section]` lines and the words under them; `#` starts a comment.

    >>> parse_sections('[titles]\n# before names\nM Mme\nDr\n[units]\nkm')
    {'titles': ['M', 'Mme', 'Dr'], 'units': ['km']}
    """
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        content = line.split("#")[0].strip()
        if content.startswith("["):
            words = sections[content.strip("[]")] = []
        elif content:
            words.extend(content.split())
    return sections


def with_capitals(words: Iterable[str]) -> set[str]:
    """Add to words their forms with a capital, as at a start of a sentence; a single letter stays (`C.` is an initial).

    >>> sorted(with_capitals(['art', 'Cie', 'c']))
    ['Art', 'Cie', 'art', 'c']
    """
    return {form for word in words for form in (word, word if len(word) == 1 else word[0].upper() + word[1:])}


def writing_style(text: str) -> WritingStyle:
    """Judge whether sentences start with capitals: "lower" when most marks are followed by lower case.

    "mixed" goes by periods alone: after `!` and `?`, edited text goes on in lower case as well.

    >>> writing_style("Il vient. Elle part. On dort. Il pleut."), writing_style("euh, oui. mh. voilà. et toi ? bien.")
    ('edited', 'lower')
    >>> writing_style("Elle dort seule. Il part vite. moi je reste. on verra cela. c'est comme cela. Fin.")
    'mixed'
    """
    letters = MARK_THEN_LETTER.findall(text)
    lower = sum(letter.islower() for letter in letters)
    if lower > 2 * (len(letters) - lower):
        return "lower"
    after_periods = PERIOD_THEN_LETTER.findall(text)
    lower = sum(letter.islower() for letter in after_periods)
    return "mixed" if lower >= max(FEW_CASUAL, SHARE_CASUAL * len(after_periods)) else "edited"


def is_casual(paragraph: str) -> bool:
    """Tell whether a paragraph of a mixed text looks dashed off: no last mark, several in a row, emoji, lower case.

    >>> is_casual("Au secours ! mon chat a disparu"), is_casual("Ah ! que c'est beau.")
    (True, False)
    """
    return CASUAL.search(paragraph) is not None
