"""Tell short lines that look like titles and are none: bylines, dates, addresses, initials, items, the word FIN."""

import re

from pipeline.io.persons import is_person

_MONTHS = (
    "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december"
)
_DATE = re.compile(
    rf"\b\d{{1,2}}(?:er|st|nd|rd|th)?\s+(?:{_MONTHS})\b|\b(?:{_MONTHS})\s+(?:\d{{1,2}},?\s+)?\d{{4}}\b|\b\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}\b"
    r"|\b\d{1,2}(?:er)? \w+ \d{4}$",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    r"(?i:(?:rédigé |écrit |publié |posté |written )?(?:par|by))\s+(?:[A-ZÀ-Þ]|(?i:m\.|mme|mlle|l[’']|la |le ))|"
    r"(?i:traduit|translated)\b"
)
_ADDRESS = re.compile(
    r"\d{1,4}(?:\s?(?:bis|ter))?,?\s+(?:rue|avenue|av\.|boulevard|bd|place|quai|chemin|route|allée|impasse)\b|"
    r"\d{5}\s+[A-ZÀ-Þ]|.*(?:https?://|www\.|\S@\S)|(?:tél|tel|fax|téléphone)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"(?:(?:the )?end|fin|finis)\b"
    r"(?:\W*$|\s+(?:du|de|des|of)\s(?:.*\s)?(?:tome|volume|livre|partie|acte|chant|part|act|book)\b)",
    re.IGNORECASE,
)
_ITEM = re.compile(r"(?:[IVXLCDM]+|[A-Za-z])[.)]\s+[a-zà-ÿ]|[IVXLCDM]\.\s+[A-ZÀ-Þ]\w+(?:[- ]\w+)?$")
_POSTSCRIPT = re.compile(
    r"P\.?[- ]?-? ?S\b|N\.? ?B\b|"
    r"(?:Voir|Cf|See)\b\.?\s+(?:aussi|also|p\.|page|note|chap\w*|ci-|tome|vol\w*|part\w*|fig\w*)"
)
_FURNITURE = re.compile(
    r"(?:page|p\.|isbn|issn)\s*[\d:]|(?:chapitre|page|article|billet)s? (?:suivant|précédent)|"
    r".*\d\s?(?:€|francs?|fr?\.?)$|.*\bn[°ºo]\s?\d+$|.*\b\d{1,2}\s?h(?:\s?\d\d)?\b|(?:oui|non|merci|bonjour|yes|no|hello),",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:Votre|Veuillez|Vos|Bien à|Cordialement|Amitiés|Respectueusement|Yours|Sincerely|Kind regards)\b"
)
_SAID = re.compile(
    r"^(?:Il|Elle|On|Je|Tu|Nous|Vous|Ils|Elles) [a-zà-ÿ]+ ?: |"
    r", (?:dit|dis|fit|répondit|répliqua|demanda|murmura|s[’']écria|reprit|ajouta|said|asked|replied|cried)\b"
)
_NAME_BEFORE = re.compile(
    r"(?:M|MM|Mme|Mlle|Mgr|Dr|Me|Mr|Mrs|Ms|Messrs|Maître|Madame|Monsieur)\.?(?:\s+[A-ZÀ-Þ][\w'’-]+)+$"
)
_MOST_INITIALS = 0.5  # share of a title's words that are one letter, at most; chosen by hand


def is_date(line: str) -> bool:
    """Tell whether a line names a day.

    >>> is_date("Nantes, le 4 mars 2024"), is_date("Le mois de mars")
    (True, False)
    """
    return _DATE.search(line) is not None


def is_closing(line: str) -> bool:
    """Tell whether a line closes a letter.

    >>> is_closing("Votre dévoué,"), is_closing("Le soir")
    (True, False)
    """
    return _CLOSING.match(line) is not None


def is_no_title(line: str) -> bool:
    """Tell whether a short line is surely no title, though it might look like one.

    >>> [is_no_title(line) for line in ("J m n e, b e e", "Par Jean Dupont", "44000 Nantes", "FIN", "Par monts")]
    [True, True, True, True, False]
    """
    words = re.findall(r"[^\W\d_]+", line)
    if sum(len(word) == 1 for word in words) > _MOST_INITIALS * len(words):
        return True
    told = (
        _DATE.search(line),
        _SAID.search(line),
        *(one.match(line) for one in (_BYLINE, _ADDRESS, _END, _ITEM, _POSTSCRIPT, _CLOSING, _FURNITURE)),
    )
    return any(told) or _NAME_BEFORE.match(line) is not None or is_person(line)
