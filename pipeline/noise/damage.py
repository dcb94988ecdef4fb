"""Damage: letters that were read in a wrong encoding, lost, or left in the signs of a markup language.

Text that is UTF-8 read as something else is found by ftfy; what is here besides finds single bytes read wrongly,
letters replaced by question marks or dropped, and entities. Nothing is ever rewritten.
"""

import regex

from pipeline.noise.accents import count_misfits, count_missed_accents
from pipeline.words import LanguageCode

_SIGNS = regex.compile(
    r"""
      \ufffd+ | ï¿½ | [\u0080-\u009f]       # letters that could not be read, control characters of no use
    # what accented letters become in other encodings, where they stand by other letters: "franÁais", "franþais", "ÔÇÖ"
    | (?<=\p{Ll})[À-ÖØ-Þþ] | (?<=\s)[‡Ó](?=\s\p{Ll}) | (?<=\p{Ll})[¶¹¯](?=\p{Ll}) | ÔÇ | Ă(?=[^\sa-zA-Z\p{M}țșîâ])
    | [ÂÄĘÅ](?=[ŁŚĽŤŹŻ])
    | \b\p{Lu}[À-ÖØ-Þ](?=\p{Ll}{2}) | (?<=\p{L})[„‰ˆ‡˚˙](?=\p{L})
    | (?<=\p{Ll}|\b\p{Lu})[¸³²÷¨±¿¡£¢¥§¤ª¬¦](?=\p{Ll}) | (?<=\w)[\u2500-\u259f](?=\w) | (?<=\d)∞(?=\p{Lu})
    | (?<=\p{L})√ | (?<=\p{Ll})‡\b | (?<![\u2500-\u259f])[╗╔](?![\u2500-\u259f]) | (?<=\w)[┬├] | ┬(?=[░á®½║╗»«])
    # letters of another script in a word, or a Cyrillic one by itself: "franзais"
    | (?<=\p{Latin})[\p{Greek}\p{Cyrillic}](?=\p{Latin}) | (?<=\p{Latin}{2})\p{Cyrillic} | \b\p{Cyrillic}(?=\p{Latin})
    | (?<=[\p{Latin}'»]\s)\p{Cyrillic}(?=\s[\p{Latin}<«\d])
    # question marks instead of letters: "fran?ais", "?tat", "1?2", but not those of addresses
    | (?<![^\s"'’“«(\p{L}-][\p{L}?]*)(?<=[\s"'’“«(\p{L}?-]|\A)\?(?=\p{Ll})(?![\p{L}?]*[=/&])
    | (?<=\s|\A)\?(?=\p{Lu} | \d{1,3}(?:[,.]\d|\p{L}|\Z|\s)) | (?<=\p{Ll}[:,])\?(?=\s|\Z)
    | (?<![^\s(\[])\d+\?\d+\b | (?<=\d)\?[NSEOWC]\b
    # entities of HTML
    | &amp;(?=\#?\w+;) | &\#(?:\d{2,5} | x[\da-fA-F]{2,5});
    | &(?:amp | quot | nbsp | apos | [rl]squo | [rl]dquo | [lr]aquo | [nm]dash | hellip | oelig | euro);
    | &[a-zA-Z](?:acute | grave | circ | uml | cedil | tilde | ring);
    """,
    regex.VERBOSE,
)
_SUSPECT = regex.compile(r"[?&\ufffd½\u0080-\u009f¡-¯±-´¸ª¿÷À-ÖØ-Þþ‡¶¹¯Ă„‰ˆ˚˙∞√\u2500-\u259f\p{Greek}\p{Cyrillic}]")
"""One of these is in every sign: most texts have none, and to look for signs takes time."""


def count_damage(text: str, language: LanguageCode) -> int:
    """Count the places of a text where its letters are damaged.

    >>> [count_damage(text, "fr") for text in ("un été français", "un Ã©tÃ© franÃ§ais", "un ?t? fran?ais")]
    [0, 3, 2]
    >>> [count_damage(text, "fr") for text in ("L&#39;&eacute;t&eacute;", "Vraiment ?", "il est venu ici")]
    [3, 0, 0]
    """
    found = len(_SIGNS.findall(text)) if _SUSPECT.search(text) else 0
    if not found:
        found = count_misfits(text, language)
    if not text.isascii():  # most English is, and cannot be misread then
        from ftfy.badness import badness

        found = max(found, int(badness(text)))
    return found + (count_missed_accents(text) if language == "fr" else 0)
