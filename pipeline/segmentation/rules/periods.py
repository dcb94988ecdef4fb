"""Rules about the word before a period: abbreviations, initials, numerals, units; each answers as in `marks`."""

import re

from pipeline.segmentation.candidates import Candidate, normal

ROMAN_NUMERAL = r"(?=[MDCLXVI])M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
ENUMERATOR = re.compile(
    rf"[(\[]?(?:\d{{1,3}}(?:\.\d{{1,3}})*|[A-Za-z]|{ROMAN_NUMERAL}|(?=[xvi])x{{0,2}}(?:ix|iv|v?i{{0,3}}))"
)
NUMERAL = re.compile(rf"\d{{1,4}}(?:er|re|e|ème|bis|ter)?|{ROMAN_NUMERAL}|[A-Z]|(?i:premi(?:er|ère)|unique)")
ROMAN = re.compile(ROMAN_NUMERAL)
DEGREES = re.compile(r"\d{1,3}(?:[.,]\d+)?\s?(?:°|º|deg)")
LED_NUMERAL = re.compile(rf"(?:\d{{1,3}}(?:er|re|e)?|{ROMAN_NUMERAL})(?=[.,:;]|\s?[—–-]|$)")
ORDINAL = re.compile(r"(?i:premi[eè]re?|seconde?|derni[eè]re?|\w+i[eè]me)")
"""What stands before a label instead of a number behind it."""
INITIAL = re.compile(
    r"[^\W\d_]|Ph|Th|Ch|Cl|Fr|Gh|Chr|Jh|Ed|Eug|Alph|Aug|Alex|Jos|Ant|Gust|Emm|Nic|Mich|Guil|Hipp|Ern|Ferd|Fréd|Vict"
)
CHAIN = re.compile(r"(?:[^\W\d_]{1,2}[.-]{1,2})+[^\W\d_]{1,2}")
ERA = re.compile(r"J\.?-?C", re.IGNORECASE)
BEFORE_OR_AFTER_CHRIST = frozenset({"av.", "apr.", "ap.", "avant", "après", "de", "b."})
CENTURY = re.compile(r"[IVX]+(?:e|ème|er)")
OLD_POUNDS = re.compile(r"\d\s?(?:l|liv|livres)\.?\s?[tp]$")
TIMES_OF_DAY = frozenset(["a.m", "p.m"])
SMALLER = re.compile(r"\d{1,3}(?![\d.,]*\d)")
THOUSANDTHS = re.compile(r"\d{3}(?=[.,;:]|$)")
SMALLER_OF = re.compile(r"\d{1,3}\s(?:de|du|des|le|la|par|pour|et|à|au)\s|\d{1,3}\sd['’]")
ARTICLE_OF_CODE = re.compile(r"[A-Z]\.?\s?\*?\d{1,4}(?:-\d{1,4})*|\d{1,4}(?:-\d{1,4})+")
ENUMERATOR_AFTER_COLON = re.compile(r"[:;]\s[(\[]?(?:\d{1,2}|[a-zA-Z])$")
AUTHOR = re.compile(r"[^\W\d_a-zß-ÿœ][^\W\d_a-zß-ÿœ'’ -]+,\s[^\W\d_a-zß-ÿœ]\w+(?:[ -][^\W\d_a-zß-ÿœ]\w+)?")
"""A number of something smaller, such as centimes: no year, and none with decimals."""
NAME_WITH_ARTICLE = re.compile(r"(?:L[ea]|D[eu]|Des|De La)\s[^\W\d_a-zß-ÿœ]|D['’][^\W\d_a-zß-ÿœ]")
ENUMERATOR_LENGTH = 12
"""Characters; no enumerator is longer."""
LABEL_LENGTH = 30
"""Characters; no label with its number is longer."""
LONGEST_SHORT = 4
"""Letters of the words that `short_words` lists."""
VOWELS = tuple("aeiouyàâäéèêëîïôöùûüœæ")
LONE_LETTERS = frozenset("bcdfghjklmnpqrstvwxz")
ORDINAL_LENGTH = 3
"""Characters of the longest ordinal of a day, `1er`."""
LONGEST_INITIAL = 4
"""Letters of the longest initial, `Alph` or `Alex`."""


def ordinary_word(candidate: Candidate) -> bool:
    """No rule of this module has a say: the word is too long for a numeral or initials, and in no list."""
    word, language = candidate.word, candidate.language
    return (
        len(word) > LONGEST_INITIAL
        and len(candidate.before) > LABEL_LENGTH
        and word.isalpha()
        and word[1:].islower()
        and word not in language.abbreviations
        and word not in language.words
    )


def lower_case_start(candidate: Candidate) -> bool:
    """Lower case follows, and this writer may start a sentence so."""
    return candidate.case == "lower" and candidate.writes_lower


def enumerator(candidate: Candidate) -> bool | None:
    """A number or letter alone at the start numbers what follows.

    1. Chacun a ces droits. | XXXIV. Nul n'en est exclu. | En droit : 1. Le recours est recevable.
    """
    if ENUMERATOR_AFTER_COLON.search(candidate.before, max(0, len(candidate.before) - ENUMERATOR_LENGTH)):
        return False
    if len(candidate.before) > ENUMERATOR_LENGTH or not ENUMERATOR.fullmatch(candidate.before):
        return None
    # Transcripts write XXX for what cannot be heard: in lower case, the general rules decide.
    return None if candidate.case == "lower" and len(candidate.before) > 1 and candidate.before.isupper() else False


def part_label(candidate: Candidate) -> bool | None:
    """A label and its number head what follows, and a label that is cut short leads to its number.

    Article 2. Le but est simple. | Art. R. 413-17. I. Nul ne l'ignore. | Liv. II, chap. 5. Des lois. | Tous le savent.
    """
    before = candidate.before
    if len(before) > LABEL_LENGTH:
        return None
    *outer, last = before.split(", ")
    if not all(_is_labelled(part, candidate) for part in outer):
        return None
    label, rest = [*last.split(maxsplit=1), "", ""][:2]
    if normal(label.removesuffix(".")) not in candidate.language.labels:
        words = label, *rest.split()
        is_ordinal = len(words) == 2 and ORDINAL.fullmatch(words[0]) is not None  # noqa: PLR2004 (an ordinal, a label)
        return False if is_ordinal and words[1].lower() in candidate.language.labels else None
    if not rest:
        return False if LED_NUMERAL.match(candidate.after) else None
    number, _, enumerator = rest.rpartition(". ")
    if number and ARTICLE_OF_CODE.fullmatch(number) and ENUMERATOR.fullmatch(enumerator):
        return False
    return False if NUMERAL.fullmatch(rest) or ARTICLE_OF_CODE.fullmatch(rest) else None


def _is_labelled(part: str, candidate: Candidate) -> bool:
    """Tell whether a text is a label and its number."""
    label, _, number = part.partition(" ")
    return normal(label.removesuffix(".")) in candidate.language.labels and NUMERAL.fullmatch(number) is not None


def era(candidate: Candidate) -> bool | None:
    """After `av.` or `apr.`, `J.-C.` is no person and may end a sentence.

    César mourut en 44 av. J.-C. | Auguste lui succéda.
    """
    if not ERA.fullmatch(candidate.word) or candidate.previous_word.lower() not in BEFORE_OR_AFTER_CHRIST:
        return None
    return candidate.case == "upper" or bool(candidate.dash)


def unit(candidate: Candidate) -> bool | None:
    """A unit after a number, or glued to it, ends the sentence before a capital; a smaller number belongs to it.

    Il mesure 1,80 m. | Sa sœur arrive à 20h. 30 et donne 2 fr. 50 à Paul.
    """
    name = candidate.word.lstrip("0123456789")
    number = candidate.previous_word if name == candidate.word else candidate.word[0]
    language = candidate.language
    if not number[-1:].isdigit() or not (name in language.units or name in language.large_units):
        return None
    smaller = SMALLER if name in language.large_units else SMALLER_OF
    if candidate.case == "digit" and smaller.match(candidate.after):
        return False
    if name in language.thousandths and THOUSANDTHS.match(candidate.after):
        return False
    return True if candidate.case == "upper" else None


def old_pounds(candidate: Candidate) -> bool | None:
    """Pounds of Tours or Paris end a sentence before a capital.

    Le tonneau valait 45 l. t. | Le transport en valait trois.
    """
    return True if candidate.case == "upper" and OLD_POUNDS.search(candidate.before) else None


def time_of_day(candidate: Candidate) -> bool | None:
    """A time of the day ends a sentence before a capital, but for a day, a month or a time zone.

    It is open until 5 p.m. | Admission is free.
    """
    if normal(candidate.word) not in TIMES_OF_DAY:
        return None
    named = candidate.next_word.isupper() or normal(candidate.next_word) in candidate.language.months
    day = candidate.next_word.endswith("day") or candidate.next_word in candidate.language.abbreviations
    return candidate.case == "upper" and not named and not day


def title(candidate: Candidate) -> bool | None:
    """A title stands before a name.

    M. Dupont est là. | Mme. Bovary lit.
    """
    in_capitals = candidate.word.isupper() and len(candidate.word) > 1
    word = candidate.word.capitalize() if in_capitals else candidate.word
    if word not in candidate.language.titles:
        return None
    if candidate.word.islower() and lower_case_start(candidate):
        return None  # `le prof. et donc`: in chats and speech these are words
    return candidate.case == "upper" and candidate.pronoun


def reference(candidate: Candidate) -> bool | None:
    """These abbreviations lead to what follows.

    Prenez un fruit, p. ex. Une pomme.
    """
    if candidate.word == "no" and lower_case_start(candidate):
        return None  # `lol no. they said so`
    word = candidate.word.rpartition("-")[2] if candidate.word[:1].isdigit() else candidate.word  # `1210-v. 1275`
    return False if word in candidate.language.references else None


def remark(candidate: Candidate) -> bool | None:
    """`N. B.` and `P. S.` lead to what follows, where they begin a sentence.

    N. B. Ceci compte.
    """
    return False if candidate.before in {"N. B", "P. S"} else None


def degrees(candidate: Candidate) -> bool | None:
    """A latitude or longitude, cut short, leads to its degrees.

    Brest est à : long. 4° 29' O.
    """
    return False if candidate.word.lower() in {"long", "lat"} and DEGREES.match(candidate.after) else None


def lone_letter(candidate: Candidate) -> bool | None:
    """A small consonant alone leads to a number.

    Une armoire, h. 2,20 m, l. 1,40 m.
    """
    return False if candidate.case == "digit" and candidate.word in LONE_LETTERS else None


def author(candidate: Candidate) -> bool | None:
    """A name in capitals and a first name head an entry of a bibliography; so do initials after such a name.

    MARTIN, Odile. La filature. | MARTIN, P. « Les sols ».
    """
    if AUTHOR.fullmatch(candidate.before):
        return False
    surname = candidate.previous_word.removesuffix(",")
    after_surname = surname != candidate.previous_word and len(surname) > 1 and surname.isupper()
    return False if after_surname and INITIAL.fullmatch(candidate.word) else None


def roman_year(candidate: Candidate) -> bool | None:
    """Old title pages part the numerals of a year.

    Paris, chez Barbin, M. DC. LXX.
    """
    numerals = ROMAN.fullmatch(candidate.word) and ROMAN.fullmatch(candidate.next_word)
    return False if numerals and len(candidate.next_word) > 1 else None


def century(candidate: Candidate) -> bool | None:
    """After a Roman numeral, `s.` is a century; it ends the sentence before a word that commonly starts one.

    Il naquit au XIXe s. | Il mourut au XXe s. Paris changeait.
    """
    if candidate.word != "s" or not CENTURY.fullmatch(candidate.previous_word):
        return None
    return candidate.case == "upper" and candidate.starter


def may_end(candidate: Candidate) -> bool | None:
    """`etc.` ends a sentence before a capital or a number.

    Des pommes, des poires, etc. | Son étal est beau.
    """
    if candidate.word not in candidate.language.may_end or lower_case_start(candidate):
        return None
    return candidate.case in {"upper", "digit"} or (bool(candidate.dash) and candidate.case != "lower")


def may_end_before_starter(candidate: Candidate) -> bool | None:
    """These abbreviations end a sentence only before a word that commonly starts one.

    Il a fondé Durand et Cie. | Elle prospère, mais Durand et Cie. Lyon a fermé.
    """
    if candidate.word not in candidate.language.may_end_before_starter:
        return None
    return candidate.case == "upper" and candidate.starter


def word_or_abbreviation(candidate: Candidate) -> bool | None:
    """A word that is an abbreviation too (`art`, `vol`) ends a sentence before a capital, and leads to a number.

    Lire vol. 2 et art. L. 121. | Il dort en plein vol. | Elle conduit.
    """
    if candidate.word not in candidate.language.words or lower_case_start(candidate):
        return None
    numeral = ROMAN.fullmatch(candidate.next_word) is not None or (
        len(candidate.next_word) == 1 and not candidate.starter
    )
    return candidate.case == "upper" and not numeral


def cut_word(candidate: Candidate) -> bool | None:
    """A word that ends as no whole word of the language does is an abbreviation, though no list has it.

    Elle lit la vénérabl. Marie et le décr. 12. | Il écoute.
    """
    if candidate.starter or candidate.case not in {"upper", "digit"} or not candidate.word.islower():
        return None
    return False if candidate.word.endswith(candidate.language.cut_endings) else None


def short_stranger(candidate: Candidate) -> bool | None:
    """A short word that is none of the language is an abbreviation, though no list has it.

    Voir le obl. Martin et le pf. 12. | Lgr. 3 m. | Il dort au lit. | Paul lit.
    """
    word = candidate.word
    if word == candidate.before and candidate.case == "digit":
        word = word[:1].lower() + word[1:]  # a label at the start of its sentence
    if candidate.starter or candidate.case not in {"upper", "digit"} or not word.islower():
        return None
    is_short = 1 < len(word) <= LONGEST_SHORT and word.isalpha()
    language = candidate.language
    if word in language.units | language.large_units or candidate.previous_word.endswith("-"):
        return None  # what an end of a line cut is no word of its own
    if not is_short or word.endswith(VOWELS) or word in language.short_words:
        return None
    return False


def lettered_noun(candidate: Candidate) -> bool | None:
    """Some nouns are followed by a letter that is no initial.

    Il manque de vitamine C. | Mangez donc des fruits. | C'est l'hépatite B. | Soignez-vous.
    """
    noun = normal(candidate.previous_word).rpartition("'")[2]
    if len(candidate.word) != 1 or noun not in candidate.language.lettered:
        return None
    return candidate.case == "upper"


def chain_of_initials(candidate: Candidate) -> bool | None:
    """Initials and acronyms with periods end a sentence only before a word that commonly starts one.

    J.-P. Martin quitte la S.N.C.F. | Il dirige la S.N.C.F. Voyageurs.
    """
    if not CHAIN.fullmatch(candidate.word):
        return None
    return candidate.case == "upper" and (candidate.starter or bool(candidate.dash))


def initial(candidate: Candidate) -> bool | None:
    """An initial ends a sentence only before a word that commonly starts one, and not after another initial.

    On joue V. Hugo, l'ami J. Le Goff et J. R. R. Tolkien au point B. | Nous y serons.
    """
    if not INITIAL.fullmatch(candidate.word) or not candidate.word[0].isupper() or lower_case_start(candidate):
        return None
    if candidate.case != "upper" or not candidate.starter:
        return False
    if candidate.pronoun:
        return True
    if NAME_WITH_ARTICLE.match(candidate.after):
        return False
    previous = candidate.previous_word
    after_initial = previous.endswith(".") and previous[:1].isupper()
    after_preposition = normal(candidate.previous_word) in candidate.language.starters
    return not (after_initial or after_preposition or not candidate.previous_word)


def ordinal_of_month(candidate: Candidate) -> bool | None:
    """An ordinal before a month is a date.

    Le 1er. janvier est férié.
    """
    is_month = candidate.next_word.lower() in candidate.language.months
    return False if is_month and candidate.word[:1].isdigit() and len(candidate.word) <= ORDINAL_LENGTH else None


def abbreviation_in_brackets(candidate: Candidate) -> bool | None:
    """An abbreviation at the end of a bracket inside a sentence ends it only before a word that commonly starts one.

    Les fruits (pommes, poires, etc.) Durand sont chers.
    """
    if not candidate.closers.startswith((")", "]")) or candidate.opener in "([":
        return None
    goes_on = not candidate.starter and not candidate.closers.endswith(".")
    return False if goes_on and candidate.word in candidate.language.abbreviations else None
