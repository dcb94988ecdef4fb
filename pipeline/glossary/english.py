"""Forms of English words: plurals, and verbs as they are conjugated."""

import re
from functools import cache

from pipeline.words import listed

_NOUNS = {
    "analysis": "analyses", "axis": "axes", "basis": "bases", "child": "children", "crisis": "crises",
    "criterion": "criteria", "datum": "data", "diagnosis": "diagnoses", "foot": "feet", "goose": "geese",
    "half": "halves", "hypothesis": "hypotheses", "knife": "knives", "leaf": "leaves", "life": "lives",
    "loaf": "loaves", "louse": "lice", "man": "men", "mouse": "mice", "ox": "oxen", "person": "people",
    "phenomenon": "phenomena",
    "self": "selves", "shelf": "shelves", "synthesis": "syntheses", "thesis": "theses", "thief": "thieves",
    "tooth": "teeth", "wife": "wives", "wolf": "wolves", "woman": "women", "medium": "media", "bacterium": "bacteria",
    "potato": "potatoes", "tomato": "tomatoes", "hero": "heroes", "echo": "echoes", "veto": "vetoes",
    "cargo": "cargoes", "stimulus": "stimuli", "nucleus": "nuclei", "fungus": "fungi", "curriculum": "curricula",
    "sheep": "sheep",
    "series": "series", "species": "species", "aircraft": "aircraft", "quiz": "quizzes",
}  # fmt: skip
_VERBS = (
    "be was were been am is are,become became become,begin began begun,bear bore borne,beat beat beaten,bend bent,"
    "bind bound,bite bit bitten,blow blew blown,break broke broken,bring brought,build built,buy bought,catch caught,"
    "choose chose chosen,come came come,cut cut,deal dealt,do did done does,draw drew drawn,drink drank drunk,"
    "drive drove driven,eat ate eaten,fall fell fallen,feed fed,feel felt,fight fought,find found,fly flew flown,"
    "forbid forbade forbidden,forget forgot forgotten,freeze froze frozen,get got gotten,give gave given,"
    "go went gone goes,grow grew grown,hang hung,have had has,hear heard,hide hid hidden,hit hit,hold held,hurt hurt,"
    "keep kept,know knew known,lay laid,lead led,leave left,lend lent,let let,lie lay lain,light lit,lose lost,"
    "make made,mean meant,meet met,pay paid,put put,read read,ride rode ridden,ring rang rung,rise rose risen,"
    "run ran run,say said,see saw seen,seek sought,sell sold,send sent,set set,shake shook shaken,shoot shot,"
    "show showed shown,shut shut,sing sang sung,sit sat,sleep slept,speak spoke spoken,spend spent,split split,"
    "spread spread,stand stood,steal stole stolen,stick stuck,strike struck,swear swore sworn,swim swam swum,"
    "take took taken,teach taught,tear tore torn,tell told,think thought,throw threw thrown,understand understood,"
    "wake woke woken,wear wore worn,win won,withdraw withdrew withdrawn,write wrote written"
)
_IRREGULAR = {forms[0]: forms[1:] for forms in (verb.split() for verb in _VERBS.split(","))}
_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprt]$|(?:fer|mit|trol|cel|vel)$")
"""Where the last letter is doubled before -ed and -ing: words of one syllable, and some endings that are stressed."""
_SIBILANTS = ("s", "x", "z", "ch", "sh")

FUNCTION_WORDS = listed(
    "d m another anybody anyone anything everybody everyone everything nobody nothing somebody someone something "
    "a about above after against all also am an and any are as at be been before being below between both but by can "
    "could did do does doing during each either else even ever every few for from had has have having he her here hers "
    "him his how i if in into is it its itself just ll me more most much must my neither no nor not of off on once one "
    "only or other our ours out over own re s same shall she should since so some such t than that the their theirs "
    "them "
    "themselves then there these they this those though through thus to too under until up upon us ve very was we were "
    "what when where whether which while who whom whose why will with within without would yes yet you your yours"
)


def in_plural(english: str) -> str:
    """Put a term into the plural: the last word before a preposition is its head.

    >>> in_plural("watchtower"), in_plural("public library"), in_plural("box"), in_plural("criterion")
    ('watchtowers', 'public libraries', 'boxes', 'criteria')
    >>> in_plural("notice of termination"), in_plural("fireman")
    ('notices of termination', 'firemen')
    """
    head, *rest = re.split(r"(?<=\w)(?= (?:of|to|for|in|on|at|with|from|by) )", english, maxsplit=1)
    before, word = _last_word(head)
    return before + _noun_plural(word) + "".join(rest)


def _last_word(text: str) -> tuple[str, str]:
    """Split a text before its last word."""
    at = len(text) - len(re.split(r"[\s-]", text)[-1])
    return text[:at], text[at:]


def _noun_plural(word: str) -> str:
    """Give the plural of one noun; a word that is a plural already stays."""
    small = word.lower()
    if small in _NOUNS:
        return word[:1] + _NOUNS[small][1:]
    if is_plural(word):
        return word
    if small.endswith("man") and small != "human" and not small.endswith("german"):
        return word[:-2] + "en"
    return _with_s(word)


def _with_s(word: str) -> str:
    """Add the -s of plurals and of the third person."""
    if word.endswith(_SIBILANTS):
        return word + "es"
    if len(word) > 1 and word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + "s"


def is_plural(word: str) -> bool:
    """Tell whether a word has the form of a plural.

    >>> [is_plural(word) for word in ("towers", "children", "glass", "analysis", "status", "boxes")]
    [True, True, False, False, False, True]
    """
    small = word.lower()
    if small in _NOUNS.values():
        return True
    return len(small) > len("gas") and small.endswith("s") and not small.endswith(("ss", "us", "is"))


@cache
def verb_forms(verb: str) -> tuple[str, ...]:
    """Give a verb's forms: the base, third person, past, participles.

    >>> verb_forms("terminate"), verb_forms("stop")[2:]
    (('terminate', 'terminates', 'terminated', 'terminating'), ('stopped', 'stopping'))
    """
    short = verb[:-1] if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")) else verb
    short = short + short[-1:] if short == verb and _DOUBLED.search(verb) else short
    ied = verb[:-1] + "i" if len(verb) > 1 and verb.endswith("y") and verb[-2] not in "aeiou" else short
    past = _IRREGULAR.get(verb, [ied + "ed"])
    return tuple(dict.fromkeys((verb, _with_s(verb), *past, short + "ing")))


def forms_like(verb: str, other: str) -> tuple[str, ...]:
    """Give the forms of a verb that may stand in place of a form of another one: in its tense and person.

    >>> forms_like("locate", "finds"), forms_like("locate", "found"), forms_like("locate", "find")
    (('locates',), ('located',), ('locate',))
    >>> forms_like("devour", "eating"), forms_like("give", "handed"), forms_like("locate", "put")
    (('devouring',), ('gave', 'given'), ('locate', 'located'))
    """
    base, third, *past, gerund = verb_forms(verb)
    if other.endswith("ing") and len(other) > len("being"):
        return (gerund,)
    is_past = other in _irregular_pasts() or (other.endswith("ed") and len(other) > len("being"))
    if is_past:
        return (base, *past) if other in _IRREGULAR else tuple(past)
    return (third,) if is_plural(other) else (base,)


@cache
def _irregular_pasts() -> frozenset[str]:
    """Give the pasts and participles that do not end in -ed."""
    return frozenset(form for forms in _IRREGULAR.values() for form in forms)


@cache
def word_forms(word: str) -> frozenset[str]:
    """Give every form that a word in small letters may have, as a noun or a verb, and the singular of a plural.

    >>> {"box", "boxes"} <= word_forms("box"), "expense" in word_forms("expenses"), "base" in word_forms("bases")
    (True, True, True)
    """
    return frozenset({word, _noun_plural(word), *_singulars(word), *verb_forms(word)})


def _singulars(word: str) -> list[str]:
    """Give the singulars that a plural may have."""
    found = [singular for singular, plural in _NOUNS.items() if plural == word]
    if is_plural(word):
        found += [word[:-1], *([word[:-2]] if word.endswith("es") else []), *([word[:-3] + "y"] * word.endswith("ies"))]
    return found


def with_article(before: str, term: str) -> str:
    """Give what stands before a term with "a" or "an" as the term's first sound asks for it.

    >>> with_article("under a ", "agreement"), with_article("An ", "beacon"), with_article("an ", "hour")
    ('under an ', 'A ', 'an ')
    """
    found = re.search(r"\b([Aa])n?(\s+)$", before)
    if not found:
        return before
    return before[: found.start()] + found[1] + "n" * _begins_with_vowel(term) + found[2]


def _begins_with_vowel(term: str) -> bool:
    """Tell whether a term begins with the sound of a vowel."""
    small = term.lower()
    if re.match(r"(?:hour|honest|honou?r|heir)", small):
        return True
    return small[:1] in tuple("aeiou") and not re.match(r"(?:uni(?!n|m)|us[aeu]|ut[ei]|eu|one\b)", small)


def singular(word: str) -> str:
    """Give the singular of a noun in small letters; what may be none stays.

    >>> [singular(word) for word in ("towers", "children", "boxes", "glass", "libraries", "clauses")]
    ['tower', 'child', 'box', 'glass', 'library', 'clause']
    """
    found = [one for one, plural in _NOUNS.items() if plural == word]
    if found or not is_plural(word):
        return found[0] if found else word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("xes", "ches", "shes", "sses", "zzes")) else word[:-1]
