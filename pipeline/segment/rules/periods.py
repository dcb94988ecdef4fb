"""Rules about the word before a period: abbreviations, initials, numerals, units."""

import re

from pipeline.segment.candidates import Candidate, normal

ENUMERATOR = re.compile(r"[(\[]?(?:\d{1,3}(?:\.\d{1,3})*|[A-Za-z]|[IVXLC]{1,6}|[ivx]{1,5})")
NUMERAL = re.compile(r"\d{1,4}(?:er|re|e|ème|bis|ter)?|[IVXLC]+|[A-Z]")
ROMAN = re.compile(r"[IVXLCDM]+")
INITIAL = re.compile(r"[^\W\d_]|Ph|Th|Ch|Cl|Fr|Gh|Chr|Jh|Ed|Eug|Alph|Aug|Alex")
CHAIN = re.compile(r"(?:[^\W\d_]{1,2}[.-]{1,2})+[^\W\d_]{1,2}")
ERA = re.compile(r"J\.?-?C", re.IGNORECASE)
BEFORE_OR_AFTER_CHRIST = frozenset({"av.", "apr.", "ap.", "avant", "après", "de", "b."})
# Longer than any label and its number.
LABEL_WORDS = 2
ORDINAL_REACH = 3
LABEL_REACH = 30


def enumerator(candidate: Candidate) -> bool | None:
    """A number or letter alone at the start numbers what follows.

    1. Chacun a ces droits. | 2. Nul n'en est exclu.
    """
    return False if ENUMERATOR.fullmatch(candidate.text, candidate.sentence_start, candidate.mark_start) else None


def part_label(candidate: Candidate) -> bool | None:
    """A label and its number head what follows.

    Article 2. Le but est simple.
    """
    if candidate.mark_start - candidate.sentence_start > LABEL_REACH:
        return None
    words = candidate.before.split()
    if len(words) != LABEL_WORDS or normal(words[0].removesuffix(".")) not in candidate.language.labels:
        return None
    return False if NUMERAL.fullmatch(words[1]) else None


def era(candidate: Candidate) -> bool | None:
    """After `av.` or `apr.`, `J.-C.` is no person and may end a sentence.

    César mourut en 44 av. J.-C. | Auguste lui succéda.
    """
    if not ERA.fullmatch(candidate.word) or candidate.previous_word.lower() not in BEFORE_OR_AFTER_CHRIST:
        return None
    return candidate.case == "upper" or bool(candidate.dash)


def unit(candidate: Candidate) -> bool | None:
    """A unit after a number ends the sentence before a capital.

    Il mesure 1,80 m. | Sa sœur est plus grande.
    """
    if candidate.word not in candidate.language.units or candidate.case != "upper":
        return None
    return True if candidate.previous_word[-1:].isdigit() else None


def title(candidate: Candidate) -> bool | None:
    """A title stands before a name.

    M. Dupont est là. | Mme. Bovary lit.
    """
    if candidate.word not in candidate.language.titles:
        return None
    return candidate.case == "upper" and candidate.pronoun


def reference(candidate: Candidate) -> bool | None:
    """These abbreviations lead to what follows.

    Prenez un fruit, p. ex. Une pomme.
    """
    return False if candidate.word in candidate.language.references else None


def may_end(candidate: Candidate) -> bool | None:
    """`etc.` ends a sentence before a capital or a number.

    Des pommes, des poires, etc. | Son étal est beau.
    """
    if candidate.word not in candidate.language.may_end:
        return None
    return candidate.case in {"upper", "digit"} or bool(candidate.dash)


def may_end_before_starter(candidate: Candidate) -> bool | None:
    """These abbreviations end a sentence only before a word that commonly starts one.

    Il a fondé Durand et Cie. | Elle prospère, mais Durand et Cie. Lyon a fermé.
    """
    if candidate.word not in candidate.language.may_end_before_starter:
        return None
    return candidate.case == "upper" and candidate.starter


def word_or_abbreviation(candidate: Candidate) -> bool | None:
    """These are words before a capital, abbreviations before a number, a numeral, an initial or lower case.

    Lire vol. 2 et art. L. 121. | Il dort en plein vol. | Elle conduit.
    """
    if candidate.word not in candidate.language.words:
        return None
    numeral = ROMAN.fullmatch(candidate.next_word) is not None or (
        len(candidate.next_word) == 1 and not candidate.starter
    )
    return candidate.case == "upper" and not numeral


def lettered_noun(candidate: Candidate) -> bool | None:
    """Some nouns are followed by a letter that is no initial.

    Il manque de vitamine C. | Mangez donc des fruits.
    """
    if len(candidate.word) != 1 or normal(candidate.previous_word) not in candidate.language.lettered:
        return None
    return candidate.case == "upper"


def chain_of_initials(candidate: Candidate) -> bool | None:
    """Initials and acronyms with periods end a sentence only before a word that commonly starts one.

    J.-P. Martin quitte la S.N.C.F. | Il part aux U.S.A. Quelle idée !
    """
    if not CHAIN.fullmatch(candidate.word):
        return None
    return candidate.case == "upper" and candidate.starter


def initial(candidate: Candidate) -> bool | None:
    """An initial ends a sentence only before a word that commonly starts one, and not after another initial.

    On joue V. Hugo et J. R. R. Tolkien au point B. | Nous y serons.
    """
    if not INITIAL.fullmatch(candidate.word) or not candidate.word[0].isupper():
        return None
    if candidate.case != "upper" or not candidate.starter:
        return False
    if candidate.pronoun:
        return True
    after_initial = candidate.previous_word.endswith(".")
    after_preposition = normal(candidate.previous_word) in candidate.language.starters
    return not (after_initial or after_preposition or not candidate.previous_word)


def ordinal_of_month(candidate: Candidate) -> bool | None:
    """An ordinal before a month is a date.

    Le 1er. janvier est férié.
    """
    is_month = candidate.next_word.lower() in candidate.language.months
    return False if is_month and candidate.word[:1].isdigit() and len(candidate.word) <= ORDINAL_REACH else None


def abbreviation_in_brackets(candidate: Candidate) -> bool | None:
    """An abbreviation at the end of a bracket inside a sentence does not end the sentence.

    Les fruits (pommes, poires, etc.) Durand sont chers.
    """
    language = candidate.language
    if not candidate.closers.startswith((")", "]")) or candidate.text[candidate.sentence_start] in "([":
        return None
    known = language.references | language.titles | language.may_end | language.may_end_before_starter
    return False if candidate.word in known and not candidate.closers.endswith(".") else None
