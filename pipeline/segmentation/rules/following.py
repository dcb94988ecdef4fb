"""Rules about what follows the mark, the last word where no other rule decided; each answers as in `marks`."""

import re

from pipeline.segmentation.candidates import LOST_CAPITALS, Candidate

PLAIN_WORD = re.compile(r"(?:\d{2,}|[^\W\d_]\w+|\w+-\w+)[)»”\"]?")
BRACKETS = ("(", "[", "{")
# Who said something, and then not what, nor how it goes on: `Tom repeated these words`.
SAID = re.compile(
    r"((?:[A-Z][\w'’-]*\.?\s){1,3})([a-z]+)(?=[.,;!?]|$|\s(?:\w+ly(?!\sthat)|again|aloud|at|in|after|with|as|from|"
    r"to\s(?:him|her|them|me|us|the|his|my|[A-Z])|of|on|me|him|her|them|us|before|when|while|and)\b)"
)
SPEECH_FOLLOWS = re.compile(r"[^.!?]*:")
QUOTE_CLOSES = re.compile(r"[”\"’]")
QUOTATION = re.compile(r"[)\]»”’\"]")
DIALOGUE = frozenset("—–―‒-«“\"‘'([")
LISTED = re.compile(r"[(]?[a-z0-9]{1,2}\)\s")
LONG_WORD = 6
"""Letters of a word that no abbreviation has: French ones are shorter."""
LONG_BEFORE_ARTICLE = 4
"""The same before an article, which starts a sentence more often than it follows an abbreviation, and in chats."""
DOTS = ("…", "..")
FEW_WORDS = 3
"""Words of the longest interjection, `oh mon dieu`."""
MANY_DOTS = 4
"""As many are no ellipsis: `encore une pub....`"""
LONG_DASHES = ("—", "–", "―", "‒")
OPENING_SIGNS = frozenset("•‣●◦▪*·@#>§¶→")


def new_turn(candidate: Candidate) -> bool | None:
    """After a mark, a dash opens a new turn of a dialogue, unless a long dash and lower case follow: an aside.

    — Tu viens ? | — … | — Oui. — et il se leva.
    """
    if not candidate.dash:
        return None
    says_dots = candidate.after.startswith(DOTS, len(candidate.dash))
    if candidate.case != "lower" or says_dots or candidate.next_word[0] in LOST_CAPITALS:
        return True
    return candidate.mark == "." and not candidate.dash.startswith(LONG_DASHES)


def said(candidate: Candidate) -> bool | None:
    """After a question or cry in quotation marks, who said it goes on, also with a capital.

    “Is it far?” Tom asked. | “Not very.” | “Why?” | Tom repeated the word. | “No!” | He said no more.
    """
    if candidate.case != "upper" or candidate.mark == "." or not QUOTE_CLOSES.search(candidate.closers):
        return None
    found = SAID.match(candidate.after)
    if not found or found[2] not in candidate.language.says or SPEECH_FOLLOWS.match(candidate.after, found.end()):
        return None
    return False if not candidate.starter or candidate.next_word == "I" else None


def ellipsis_before_number(candidate: Candidate) -> bool | None:
    """Dots before a number make it wait; the sentence goes on.

    Il a payé... 30 francs.
    """
    return False if candidate.case == "digit" and candidate.mark.startswith(DOTS) else None


def capital(candidate: Candidate) -> bool | None:
    """A capital starts a sentence.

    Il pleut. | Paul dort.
    """
    return True if candidate.case == "upper" else None


def number(candidate: Candidate) -> bool | None:
    """A number starts a sentence.

    Le prix a doublé. | 2024 fut difficile.
    """
    return True if candidate.case == "digit" else None


def inner_capital(candidate: Candidate) -> bool | None:
    """A name with its capital inside starts a sentence.

    Apple vend des téléphones. | iPhone est sa marque.
    """
    return True if candidate.case == "lower" and candidate.next_word[1:2].isupper() else None


def interjection(candidate: Candidate) -> bool | None:
    """After an interjection and `!` the sentence goes on in lower case, for every writer.

    ah ! mon dieu, tout va bien. | oh mon dieu ! que c'est beau.
    """
    if candidate.mark != "!" or candidate.case != "lower":
        return None
    words = candidate.before.lower().split()
    first = words[0] if 0 < len(words) <= FEW_WORDS else ""
    return None if candidate.language.interjections.isdisjoint((first, candidate.word.lower())) else False


def casual_mark(candidate: Candidate) -> bool | None:
    """In a text of many hands `?` and `!` end sentences before small letters, but for dialogues and quotations.

    ah bon ? | première nouvelle !
    """
    if candidate.options.style != "mixed" or candidate.case != "lower" or candidate.opener in DIALOGUE:
        return None
    return True if candidate.mark[-1] in "?!" and not QUOTATION.search(candidate.closers) else None


def list_letter(candidate: Candidate) -> bool | None:
    """In a list with letters the next letter starts a sentence.

    a) Il rend compte. | b) Elle en est dispensée.
    """
    in_list = candidate.case == "lower" and LISTED.match(candidate.before) and LISTED.match(candidate.after)
    return True if in_list else None


def lower_after_closing(candidate: Candidate) -> bool | None:
    """After a bracket, and after a question or cry in quotation marks, lower case goes on, for every writer.

    il joue bien (un peu mou...) mais dit « non merci ! » et s'en va. | rien à dire.
    """
    if candidate.case != "lower":
        return None
    cried = candidate.mark[-1] in "?!" and "»" in candidate.closers
    return False if cried or candidate.closers.startswith(")") else None


def lower_case_writer(candidate: Candidate) -> bool | None:
    """A writer who starts one sentence without a capital may start the next one so.

    euh, je sais pas. | et toi ? | bien.
    """
    if candidate.case != "lower" or not candidate.writes_lower:
        return None
    # Transcripts of speech end sentences with dots; under an article dots go on.
    goes_on = candidate.mark.startswith(DOTS) and len(candidate.mark) < MANY_DOTS
    return None if candidate.options.style == "mixed" and goes_on else True


def lower_after_plain_word(candidate: Candidate) -> bool | None:
    """A period that no abbreviation explains ends a sentence in lower case after a long word, or before a pronoun.

    C'est fini. | ça recommence pourtant. | à midi, tout ira bien au parc. | la foule y dort.
    """
    if candidate.mark != "." or candidate.case != "lower" or candidate.opening.startswith(BRACKETS):
        return None
    if len(candidate.next_word) == 1 and candidate.beyond == ".":
        return None  # `Zeitschr. f. rom. Phil.`
    word, language = candidate.word, candidate.language
    if not PLAIN_WORD.fullmatch(word) or word.endswith(language.unusual_endings):
        return None
    if candidate.previous_word[-1:].isdigit() and (word in language.units or word in language.large_units):
        return None
    short_will_do = candidate.article or candidate.options.style == "mixed"
    long = LONG_BEFORE_ARTICLE if short_will_do else LONG_WORD
    return True if candidate.pronoun or len(word) >= long else None


def lower(candidate: Candidate) -> bool | None:
    """Lower case goes on, even after `!`, `?` and `…`.

    Ah ! mon Dieu ! que c'est beau… enfin presque.
    """
    return False if candidate.case == "lower" else None


def opening_sign(candidate: Candidate) -> bool | None:
    """A bullet, an address, a paragraph sign, a quotation of anything opens a sentence.

    Du pain. | • 🍎 et poires. | § 2. Merci. | @paul dort.
    """
    return True if candidate.opening or candidate.after[0] in OPENING_SIGNS else None


def no_case(candidate: Candidate) -> bool | None:
    """Letters of a script without capitals start a sentence.

    Il visite Tokyo. | 東京 est grand.
    """
    return True if candidate.case == "other" else None


def symbol(candidate: Candidate) -> bool | None:
    """Any other sign goes on.

    Il a eu 12,5 pts. = beau résultat.
    """
    return False
