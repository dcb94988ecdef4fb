"""Numerals of headings, as patterns: Roman ones, figures, and the words for ordinals and cardinals.

French and English ones stand in one pattern, as the word before them tells the language.
"""

import re

ROMAN = r"(?=[IVXLCDM])M{0,3}(?:C[MD]|D?C{0,4})(?:X[CL]|L?X{0,4})(?:I[XV]|V?I{0,4})"
"""A Roman numeral in capitals, old forms such as XXXX included; it says nothing of what follows."""

_FRENCH_STEMS = (
    "deux|trois|quatr|cinqu|six|sept|huit|neuv|dix|onz|douz|treiz|quatorz|quinz|seiz|dix-sept|dix-huit|dix-neuv|"
    "vingt|trent|quarant|cinquant|soixant|soixante-dix|quatre-vingt|cent"
)
_FRENCH_TENS = "vingt|trente|quarante|cinquante|soixante|soixante-dix|quatre-vingt|quatre-vingts|cent"
_ENGLISH_UNITS = "one|two|three|four|five|six|seven|eight|nine"
_ENGLISH_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"

_FRENCH_ORDINALS = (
    rf"premi[eè]re?|seconde?|derni[eè]re?|(?:(?:{_FRENCH_TENS})[- ])?(?:{_FRENCH_STEMS})i[eè]me|"
    rf"(?:{_FRENCH_TENS})[- ]et[- ](?:uni|onzi)[eè]me"
)
_ENGLISH_ORDINALS = (
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    "fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|last|"
    rf"(?:{_ENGLISH_TENS})[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_CARDINALS = (
    rf"une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-sept|-huit|-neuf)?|onze|douze|treize|quatorze|quinze|seize|"
    rf"(?:{_FRENCH_TENS})(?:(?:[- ]et)?[- ](?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze))?|"
    rf"{_ENGLISH_UNITS}|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|"
    rf"(?:{_ENGLISH_TENS})(?:[- ](?:{_ENGLISH_UNITS}))?"
)
ORDINAL = rf"(?:the )?(?:{_FRENCH_ORDINALS}|{_ENGLISH_ORDINALS})"
"""An ordinal in words, in any case of letters if the pattern around it says so."""

NUMERAL = (
    rf"(?:{ROMAN}(?!\w)|(?i:{ROMAN}|\d{{1,3}}(?:er|re|e|ère|ᵉʳ|ᵉ|[ºo°])?|i(?:er|re|ère)|{ORDINAL}|{_CARDINALS}|[a-h](?=$|\W)))"
    r"(?:er|re|ᵉʳ|ᵉ)?(?!\w|-[^\W\d_])(?: (?i:et derni[eè]re?|and last|bis|ter)\b)?"
)
"""What numbers a division behind its word: figures, a Roman numeral, or an ordinal or cardinal in words."""
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}


def read_roman(text: str) -> int:
    """Give the value of a Roman numeral in capitals, 0 for what is none.

    >>> read_roman("XLIV"), read_roman("XXXX"), read_roman("Non")
    (44, 40, 0)
    """
    if not re.fullmatch(ROMAN, text):
        return 0
    values = [_VALUES[letter] for letter in text]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
