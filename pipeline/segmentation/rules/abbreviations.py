"""Rules about abbreviations before a period; each answers as in `marks`."""

from pipeline.segmentation.candidates import Candidate
from pipeline.segmentation.rules.initials import LONGEST_INITIAL
from pipeline.segmentation.rules.numerals import LABEL_LENGTH, ORDINAL_NUMBER, ROMAN

LONGEST_SHORT = 4
"""Letters of the words that `short_words` lists."""
VOWELS = tuple("aeiouyàâäéèêëîïôöùûüœæ")


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
        and not word.endswith(language.cut_endings)
    )


def title(candidate: Candidate) -> bool | None:
    """A title stands before a name.

    M. Dupont est là. | Mme. Bovary lit.
    """
    in_capitals = candidate.word.isupper() and candidate.word not in candidate.language.titles
    word = candidate.word.capitalize() if in_capitals else candidate.word
    if word not in candidate.language.titles:
        return None
    if candidate.word.islower() and candidate.starts_lower:
        return None  # `le prof. et donc`: in chats and speech these are words
    # What is a title in capitals only may be an acronym.
    return candidate.case == "upper" and (candidate.starter if in_capitals else candidate.pronoun)


def counted(candidate: Candidate) -> bool | None:
    """After its ordinal an abbreviation is a noun and may end a sentence, before a word that commonly starts one.

    Voyez la 5e éd. | Le mot y manque. | Il cite la 2e éd. Paris.
    """
    is_counted = (
        ORDINAL_NUMBER.fullmatch(candidate.previous_word) and candidate.word in candidate.language.abbreviations
    )
    return True if is_counted and candidate.case == "upper" and candidate.starter else None


def reference(candidate: Candidate) -> bool | None:
    """These abbreviations lead to what follows.

    Prenez un fruit, p. ex. Une pomme.
    """
    if candidate.word == "no" and candidate.starts_lower:
        return None  # `lol no. they said so`
    in_a_row = candidate.word[:1].isdigit() or candidate.word.startswith("in-")
    word = candidate.word.rpartition("-")[2] if in_a_row else candidate.word  # `1210-v. 1275`
    return False if word in candidate.language.references else None


def remark(candidate: Candidate) -> bool | None:
    """`N. B.` and `P. S.` lead to what follows, where they begin a sentence.

    N. B. Ceci compte.
    """
    return False if candidate.before in {"N. B", "P. S"} else None


def may_end(candidate: Candidate) -> bool | None:
    """`etc.` ends a sentence before a capital or a number.

    Des pommes, des poires, etc. | Son étal est beau.
    """
    if candidate.word not in candidate.language.may_end or candidate.starts_lower:
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
    """A word that is an abbreviation too (`art`, `vol`) leads to a number, and ends a sentence before a capital.

    Lire vol. 2 et art. L. 121. | Il dort en plein vol. | Elle lit la rev. int. Martin.
    """
    if candidate.word not in candidate.language.words or candidate.starts_lower:
        return None
    if candidate.case != "upper" or candidate.starter:
        return candidate.case == "upper"
    if ROMAN.fullmatch(candidate.next_word) or len(candidate.next_word) == 1:
        return False
    previous = candidate.previous_word.removesuffix(".")
    language = candidate.language
    return previous == candidate.previous_word or previous not in language.abbreviations | language.words


def cut_word(candidate: Candidate) -> bool | None:
    """A word that ends as no whole word of the language does is an abbreviation, though no list has it.

    Elle lit la vénérabl. Marie et le décr. 12. | Il écoute.
    """
    word = candidate.word
    if candidate.starter or candidate.case not in {"upper", "digit"} or not word[1:].islower():
        return None
    # With a capital it may be a name: `Jagr`.
    is_name = word[0].isupper() and candidate.previous_word[-1:].isalpha()
    return False if word.endswith(candidate.language.cut_endings) and not is_name else None


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


def abbreviation_in_brackets(candidate: Candidate) -> bool | None:
    """An abbreviation at the end of a bracket inside a sentence ends it only before a word that commonly starts one.

    Les fruits (pommes, poires, etc.) Durand sont chers.
    """
    if not candidate.closers.startswith((")", "]")) or candidate.opener in "([":
        return None
    goes_on = not candidate.starter and not candidate.closers.endswith(".")
    return False if goes_on and candidate.word in candidate.language.abbreviations else None
