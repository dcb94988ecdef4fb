"""Forms of French words: plurals, feminines and conjugated verbs, of the word that a dictionary lists.

Regular forms are made by rule. A feminine that is made by no more than an -e, or by an ending that other words have as
well, counts only where the lexicon of word links translates both words alike: an `amie` is an `ami`, but a `porte` is
no `port`.
"""

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.words import listed

if TYPE_CHECKING:
    from pipeline.word_alignment.lexicon import LinkCounts

_STEM = 5
"""Letters of an English word that are compared."""

_AIL = {"bail", "corail", "émail", "soupirail", "travail", "vantail", "vitrail"}
_PLURALS = {
    "ciel": "cieux",
    "madame": "mesdames",
    "mademoiselle": "mesdemoiselles",
    "monsieur": "messieurs",
    "œil": "yeux",
    "aïeul": "aïeux",
}
_FEMININES = (
    ("eau", ("elle", "el")),
    ("teur", ("trice", "teuse")),
    ("eur", ("euse", "eure")),
    ("vieux", ("vieille", "vieil")),
    ("eux", ("euse",)),
    ("oux", ("ouse", "ousse", "ouce")),
    ("aux", ("ausse",)),
    ("er", ("ère",)),
    ("ef", ("ève",)),
    ("et", ("ète",)),
    ("if", ("ive",)),
    ("euf", ("euve",)),
    ("é", ("ée",)),
)
"""Endings of masculines and of their feminines: these are theirs alone."""
_ALIKE = 0.2
"""The share of their translations that two words must have in common to be one. Chosen by hand, on forms such as those
of the module's first lines."""

_IRREGULAR = {
    "venir": ("viens vient vint vinrent venu", "ven vienn", "viendr"),
    "tenir": ("tiens tient tint tinrent tenu", "ten tienn", "tiendr"),
    "courir": ("cours court couru", "cour", "courr"),
    "mourir": ("meurs meurt mort", "mour meur", "mourr"),
    "quérir": ("quiers quiert quis", "quér quièr", "querr"),
    "vrir": ("vre vres vert", "vr", "vrir"),
    "ffrir": ("ffre ffres ffert", "ffr", "ffrir"),
    "partir": ("pars part parti", "part", "partir"),
    "sortir": ("sors sort sorti", "sort", "sortir"),
    "sentir": ("sens sent senti", "sent", "sentir"),
    "mentir": ("mens ment menti", "ment", "mentir"),
    "servir": ("sers sert servi", "serv", "servir"),
    "dormir": ("dors dort dormi", "dorm", "dormir"),
    "cevoir": ("çois çoit çu", "cev çoiv", "cevr"),
    "devoir": ("dois doit dû due dus dues", "dev doiv", "devr"),
    "pouvoir": ("peux peut puis pu puisse puissent", "pouv peuv", "pourr"),
    "vouloir": ("veux veut voulu veuille", "voul veul", "voudr"),
    "savoir": ("sais sait su sache sachant", "sav", "saur"),
    "valoir": ("vaux vaut valu vaille", "val", "vaudr"),
    "voir": ("vois voit vu", "voy voi", "verr"),
    "prendre": ("prends prend pris prit prirent", "pren prenn", "prendr"),
    "aindre": ("ains aint", "aign", "aindr"),
    "eindre": ("eins eint", "eign", "eindr"),
    "oindre": ("oins oint", "oign", "oindr"),
    "soudre": ("sous sout solu", "solv", "soudr"),
    "dre": ("ds d du", "d", "dr"),
    "mettre": ("mets met mis mit mirent", "mett", "mettr"),
    "battre": ("bats bat battu", "batt", "battr"),
    "rompre": ("romps rompt rompu", "romp", "rompr"),
    "vaincre": ("vaincs vainc vaincu", "vainqu", "vaincr"),
    "suivre": ("suis suit suivi", "suiv", "suivr"),
    "vivre": ("vis vit vécu", "viv", "vivr"),
    "crire": ("cris crit", "criv", "crir"),
    "faire": ("fais fait faites font fasse fassent", "fais", "fer"),
    "traire": ("trais trait", "tray", "trair"),
    "plaire": ("plais plaît plu", "plais", "plair"),
    "dire": ("dis dit dites", "dis", "dir"),
    "lire": ("lis lit lu", "lis", "lir"),
    "uire": ("uis uit", "uis", "uir"),
    "rire": ("ris rit ri", "ri", "rir"),
    "croire": ("crois croit cru crut", "croy croi", "croir"),
    "boire": ("bois boit bu", "buv boiv", "boir"),
    "aître": ("ais aît u", "aiss", "aîtr"),
    "clure": ("clus clut clu", "clu", "clur"),
}
"""By how an infinitive ends, longest endings first: forms, stems of the present, the stem of the future."""
_PRESENT = ("e", "es", "ons", "ez", "ent", "ais", "ait", "ions", "iez", "aient", "ant")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")
_PAST = ("ai", "as", "a", "âmes", "èrent", "ât")
_FINITE_PAST = ("is", "it", "îmes", "irent", "ît")

NAMING_INFINITIVES = listed(
    "avoir coucher devoir dîner déjeuner goûter lever parler pouvoir repentir rire savoir souper sourire souvenir "
    "toucher vouloir vivre être"
)
"""Infinitives that are nouns as well; in a glossary they are nouns unless their English begins with "to"."""


def noun_forms(word: str) -> frozenset[str]:
    """Give the forms of a noun or adjective in small letters: with the plural, and the feminine.

    >>> sorted(noun_forms("bail")), sorted(noun_forms("ami")), sorted(noun_forms("port"))
    (['bail', 'bails', 'baux'], ['ami', 'amie', 'amies', 'amis'], ['port', 'ports'])
    """
    feminines = _feminines(word)
    return frozenset({word, *_plurals(word), *feminines, *(plural for one in feminines for plural in _plurals(one))})


def is_plural(form: str, listed: str) -> bool:
    """Tell whether a form of a listed word is its plural.

    >>> is_plural("baux", "bail"), is_plural("amies", "ami"), is_plural("bail", "bail"), is_plural("bras", "bras")
    (True, True, False, False)
    """
    return form != listed and form[-1:] in "sx" and listed[-1:] not in ("s", "x", "z")


@cache
def verb_forms(infinitive: str) -> frozenset[str]:
    """Give the forms of a verb in small letters; only the infinitive for what ends as none.

    >>> {"résilie", "résilient", "résiliera", "résiliées"} <= verb_forms("résilier")
    True
    >>> {"suit", "suivons", "suivra"} <= verb_forms("suivre"), {"finit", "finissait", "finies"} <= verb_forms("finir")
    (True, True)
    """
    forms, stems, future = _stems(infinitive)
    finite = {stem + ending for stem in stems for ending in _PRESENT} | {future + ending for ending in _FUTURE}
    participles = {form + ending for form in forms if form[-1:] in "éiustd" for ending in ("", "e", "s", "es")}
    return frozenset({infinitive, *forms, *finite, *participles})


def _stems(infinitive: str) -> tuple[set[str], set[str], str]:
    """Give forms of a verb from which participles come, the stems of its present, and that of its future."""
    if infinitive.endswith("er") and len(infinitive) > len("aer"):
        stem = infinitive[:-2]
        stems = {stem, _softened(stem), *_changed(stem)}
        return {stem + "é", *(_softened(stem) + ending for ending in _PAST)}, stems, infinitive
    for ending, (forms, present, future) in _IRREGULAR.items():
        if infinitive.endswith(ending):
            start = infinitive.removesuffix(ending)
            stems = {start + stem for stem in present.split()}
            past = {stem + ending for stem in stems for ending in _FINITE_PAST}
            return {start + form for form in forms.split()} | past, stems, start + future
    if infinitive.endswith("ir"):
        stem = infinitive[:-2]
        return {stem + "i", *(stem + ending for ending in _FINITE_PAST)}, {stem + "iss"}, infinitive
    return set(), set(), infinitive


def _softened(stem: str) -> str:
    """Write a stem as it is before a and o."""
    return stem[:-1] + "ç" if stem.endswith("c") else stem + "e" if stem.endswith("g") else stem


def _changed(stem: str) -> set[str]:
    """Give the stems that an -er verb has where its ending is not heard: emploie, achète, appelle, cède."""
    found = {stem[:-1] + "i"} if stem.endswith("y") else set()
    if len(stem) > 2 and stem[-2] in "eé" and stem[-1] not in "aeiouyé":  # noqa: PLR2004
        found |= {stem[:-2] + "è" + stem[-1], stem + stem[-1]}
    return found


@cache
def is_infinitive(word: str) -> bool:
    """Tell whether a word is the infinitive of a verb: it ends so, other forms of it are known, and no plural.

    >>> [is_infinitive(word) for word in ("résilier", "dîner", "hiver", "premier", "offre", "modifier", "subroger")]
    [True, True, False, False, False, True, True]
    """
    known = _lexicon().source
    if not word.endswith(("er", "ir", "re")):
        return False
    attested = len((verb_forms(word) - {word, word + "s"}) & known.keys())
    if word + "s" in known and word not in NAMING_INFINITIVES and attested < _SURE:
        return False
    if word.endswith("er"):
        return attested > 0 or not (word.endswith("ier") or word in known)
    return attested >= _ATTESTED and word not in _NO_INFINITIVES


_ATTESTED = 3
"""Other forms that the lexicon must have for a word in -ir or -re to be a verb. Chosen by hand."""
_SURE = 6
"""Other forms that it must have where what looks like its plural is known, as `modifiers` is from English."""
_NO_INFINITIVES = frozenset({"air", "avenir", "plaisir", "loisir", "chair", "cuir", "désir"})

_OF_ER = ("e", "es", "ent", "ons", "ez", "é", "ée", "és", "ées", "ait", "aient", "ant", "a", "as", "ions")
_GRAVE = re.compile(r"è([^aeiouyéè]+)$")
_OF_IR = ("i", "ie", "is", "it", "issent", "issant")
_VERBAL = listed(
    "a as ait acquis appris assis avions avons ayant bois boit bu but compris conduit conduite conquis couvert "
    "couverte "
    "couvent cours court craint crois croit croître cru crûmes cuit découvert découverte dis dit dois doit dors dort "
    "dû "
    "due dues dus échu écrit écrite est eut êtes étant été fais fait faite faites faits faut font fut fût inscrit "
    "joint "
    "jointe lis lit mens ment mets met mis mise mises mort morte morts offert ouvert ouverte parti partie parties pars "
    "part perd perds permis peint plaint plainte plaintes plaît pourvu prend prends pris prise prises produit produits "
    "promis promise rend rends reçu reçus résident résous sens sent sers sert sommes sors sort sorte souffert souris "
    "sourit suis suit suite sus tait teint teinte tend tends tenu tenue tenues tend tient tiens tu tue tus vais vas va "
    "vaut vaux vends vend venu venue venues veut veux vins vint vis vit vois voit voie vu vue vues"
)
"""Forms of irregular verbs that are other words as well."""


@cache
def may_be_verb(form: str) -> bool:
    """Tell whether a word in small letters may be a form of a verb.

    >>> [may_be_verb(word) for word in ("porte", "été", "couvent", "contrat", "locataire")]
    [True, True, True, False, False]
    """
    known = _lexicon().source
    if form in _VERBAL:
        return True
    stems = [form[: len(form) - len(end)] for end in _OF_ER if form.endswith(end)]
    stems += [_GRAVE.sub(vowel + r"\1", stem) for stem in stems for vowel in "eé"]
    infinitives = [stem + "er" for stem in stems]
    infinitives += [form[: len(form) - len(end)] + "ir" for end in _OF_IR if form.endswith(end)]
    return any(one in known and is_infinitive(one) for one in infinitives if len(one) > len("aer"))


@cache
def are_alike(first: str, second: str) -> bool:
    """Tell whether the lexicon translates two words alike, up to the ends of the English words.

    >>> are_alike("ami", "amies"), are_alike("port", "porte")
    (True, False)
    """
    shares = [_shares(word) for word in (first, second)]
    return sum(min(share, shares[1].get(stem, 0.0)) for stem, share in shares[0].items()) >= _ALIKE


@cache
def _shares(word: str) -> dict[str, float]:
    """Give the shares of the beginnings of English words among the translations of a French one."""
    found = _lexicon().translations(word)
    total = sum(found.values())
    shares: dict[str, float] = {}
    for english, count in found.items():
        stem = english[:_STEM]
        shares[stem] = shares.get(stem, 0.0) + count / total
    return shares


def _lexicon() -> "LinkCounts":
    """Give the lexicon of word links. It needs numpy, which is imported here: most runs have no glossary."""
    from pipeline.word_alignment.lexicon import shipped

    return shipped()


def _plurals(word: str) -> list[str]:
    """Give the plurals that a word may have."""
    if word in _PLURALS:
        return [_PLURALS[word]]
    if word[-1:] in ("s", "x", "z"):
        return []
    if word.endswith(("au", "eu", "ou")):
        return [word + "x", word + "s"]
    if word.endswith("al") or word in _AIL:
        return [word.removesuffix("il").removesuffix("l") + "ux", word + "s"]
    return [word + "s"]


def _feminines(word: str) -> list[str]:
    """Give the feminines that a word may have."""
    if word.endswith("e"):
        return []
    found = [word.removesuffix(end) + new for end, news in _FEMININES if word.endswith(end) for new in news]
    doubled = {"f": word[:-1] + "ve", "c": word + "he", "g": word + "ue"}.get(word[-1:], word + word[-1:] + "e")
    others = [word + "e", doubled, word[:-1] + "que"] if word[-1:] != "é" else []
    return found + [other for other in others if are_alike(word, other)]
