"""Rules about single letters before a period: initials, acronyms, named letters; each answers as in `marks`."""

import re

from pipeline.segmentation.candidates import Candidate, normal

LONGEST_INITIAL = 4
"""Letters of the longest initial, `Alph` or `Alex`."""
INITIAL = re.compile(
    r"[^\W\d_]|Ph|Th|Ch|Cl|Fr|Gh|Chr|Jh|Ed|Eug|Alph|Aug|Alex|Jos|Ant|Gust|Emm|Nic|Mich|Guil|Hipp|Ern|Ferd|Fréd|Vict"
)
CHAIN = re.compile(r"(?=.*\.|[^a-zß-ÿœ]+$)(?:[^\W\d_]{1,2}[.-]{1,2})+[^\W\d_]{1,2}")
"""`J.-P`, `J-P`, `p.ex`; but a word with hyphens such as `Wi-Fi` is none."""
NAME_WITH_ARTICLE = re.compile(r"(?:L[ea]|D[eu]|Des|De La)\s[^\W\d_a-zß-ÿœ]|D['’][^\W\d_a-zß-ÿœ]")
ERA = re.compile(r"J\.?-?C", re.IGNORECASE)
LONG_DASHES = ("—", "–", "―", "‒")
BEFORE_OR_AFTER_CHRIST = frozenset({"av.", "apr.", "ap.", "avant", "après", "de", "b."})
AUTHOR = re.compile(r"[^\W\d_a-zß-ÿœ][^\W\d_a-zß-ÿœ'’ -]+,\s[^\W\d_a-zß-ÿœ]\w+(?:[ -][^\W\d_a-zß-ÿœ]\w+)?")


def initial(candidate: Candidate) -> bool | None:
    """An initial ends a sentence only before a word that commonly starts one, and not after another initial.

    On joue V. Hugo, l'ami J. Le Goff et J. R. R. Tolkien au point B. | Nous y serons.
    """
    if not INITIAL.fullmatch(candidate.word) or not candidate.word[0].isupper() or candidate.starts_lower:
        return None
    if candidate.dash.startswith(LONG_DASHES) and candidate.case == "upper":
        return None
    if candidate.case != "upper" or not candidate.starter:
        return False
    if candidate.pronoun:
        return True
    if NAME_WITH_ARTICLE.match(candidate.after):
        return False
    previous = candidate.previous_word
    after_initial = previous.endswith(".") and previous[:1].isupper() and previous[:-1] not in candidate.language.titles
    before = normal(previous)
    after_preposition = before in candidate.language.starters and before not in candidate.language.articles
    return not (after_initial or after_preposition or not candidate.previous_word)


def chain_of_initials(candidate: Candidate) -> bool | None:
    """Initials and acronyms with periods end a sentence only before a word that commonly starts one.

    J.-P. Martin quitte la S.N.C.F. | Il dirige la S.N.C.F. Voyageurs.
    """
    if not CHAIN.fullmatch(candidate.word):
        return None
    return candidate.case == "upper" and (candidate.starter or bool(candidate.dash))


def lettered_noun(candidate: Candidate) -> bool | None:
    """Some nouns are followed by a letter that is no initial.

    Il manque de vitamine C. | Mangez donc des fruits. | C'est l'hépatite B. | Soignez-vous.
    """
    noun = normal(candidate.previous_word).rpartition("'")[2]
    if len(candidate.word) != 1 or noun not in candidate.language.lettered:
        return None
    return candidate.case == "upper"


def era(candidate: Candidate) -> bool | None:
    """After `av.` or `apr.`, `J.-C.` is no person and may end a sentence.

    César mourut en 44 av. J.-C. | Auguste lui succéda.
    """
    if not ERA.fullmatch(candidate.word) or candidate.previous_word.lower() not in BEFORE_OR_AFTER_CHRIST:
        return None
    return candidate.case == "upper" or bool(candidate.dash)


def author(candidate: Candidate) -> bool | None:
    """A name in capitals and a first name head an entry of a bibliography; so do initials after such a name.

    MARTIN, Odile. La filature. | MARTIN, P. « Les sols ».
    """
    if AUTHOR.fullmatch(candidate.before):
        return False
    surname = candidate.previous_word.removesuffix(",")
    after_surname = surname != candidate.previous_word and len(surname) > 1 and surname.isupper()
    return False if after_surname and INITIAL.fullmatch(candidate.word) else None
