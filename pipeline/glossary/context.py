"""Tell from the words before a French word what part of speech it is, where its form may be several.

`porte` is a gate after `la`, and a verb after `elle`; `la` is no article after `il`. That much the nearest words tell,
and what they do not tell stays open.
"""

import re
from collections.abc import Sequence
from typing import Literal

from pipeline.glossary.french import may_be_verb
from pipeline.words import listed

Reading = Literal["noun", "verb", "participle", "other", "open"]
"""A noun's or adjective's place, a verb's, that of a participle after its auxiliary, of none of these, or unknown."""

ARTICLES = listed("le la les l leur leurs")
"""Articles that may be pronouns as well."""
DETERMINERS = listed(
    "un une des du au aux ce cet cette ces mon ton son ma ta sa mes tes ses nos vos notre votre quel quelle quels "
    "quelles "
    "chaque plusieurs quelque quelques aucun aucune certains certaines divers diverses différents différentes deux "
    "trois "
    "quatre cinq six sept huit neuf dix cent mille toute tous toutes leurs ledit ladite lesdits lesdites dudit"
)
PREPOSITIONS = listed(
    "d de à en par pour sans avec sur sous dans contre entre vers chez dès depuis pendant après avant selon comme hors "
    "sauf malgré parmi via"
)
PRONOUNS = listed("j je t tu il ils elle elles on nous vous qui ne n se s m me te y ça cela ceci c lui")
"""What stands before a verb; `en` as well, after one of these."""
AUXILIARIES = listed(
    "ai as a avons avez ont avais avait avions aviez avaient aura auras aurai aurez aurons auront aurait auraient "
    "aurais "
    "eu eue eut eût ayant ait aient suis es est sommes êtes sont étais était étions étiez étaient sera seras serai "
    "serez "
    "serons seront serait seraient serais fut furent fût soit soient étant été avoir être"
)
ADVERBS = listed(
    "très plus moins aussi si trop bien assez peu pas jamais toujours déjà encore rien guère tout fort souvent ensuite "
    "presque tellement mal mieux vite tant point souvent puis alors"
)
BEFORE_NOUNS = listed(
    "bon bonne bons bonnes grand grande grands grandes petit petite petits petites mauvais mauvaise mauvaises beau bel "
    "belle beaux belles nouveau nouvel nouvelle nouveaux nouvelles vieux vieil vieille vieilles jeune jeunes gros "
    "grosse "
    "grosses long longue longs longues premier première premiers premières dernier dernière derniers dernières "
    "deuxième "
    "second seconde même mêmes autre autres seul seule seuls seules vrai vraie haut haute hauts hautes ancien ancienne "
    "anciens anciennes double telle tel tels telles propre propres pauvre prochain prochaine certain certaine "
    "principal principale principaux véritable simple"
)
"""Adjectives that stand before their noun, and some of them are nouns themselves."""
FEMININE_NOUN = re.compile(r"(?:onne|elle|ite|nde|ère|ille|ngue)s?$")
"""What those adjectives end in that a glossary lists in the feminine, and so as nouns: `bonne`, `nouvelle`."""
NO_NOUNS = listed(
    "a as est car or ni mais où donc pas plus point rien très si tout sur sous vers par pour son ton mon bien mal "
    "droit "
    "tu nous vous été fort bas haut net juste dont que quoi sans avec avant devant derrière entre contre personne bu "
    "su vu "
    "lu dit fait"
)
"""Words that are function words or adverbs far oftener than nouns: without an article before it, none is a noun."""
_STEPS = 3
"""Words looked at before a word. Chosen by hand."""


def read_in_context(words: Sequence[str], at: int) -> Reading:
    """Tell how to read a word among the words of its clause, in small letters and without apostrophes.

    `words` are those without a mark between them that separates, from the clause's first on.

    >>> [read_in_context(text.split(), 1) for text in ("la porte", "elle porte", "a été", "vert porte", "et porte")]
    ['noun', 'verb', 'participle', 'verb', 'open']
    >>> read_in_context("il la porte".split(), 2), read_in_context("une bonne soupe".split(), 1)
    ('verb', 'other')
    """
    if words[at] in BEFORE_NOUNS and _goes_on_as_noun(words, at + 1):
        return "other"
    return _read_before(words, at - 1, words[at])


def _read_before(words: Sequence[str], at: int, word: str) -> Reading:
    """Tell how to read a word by those before it, the nearest of which is at a place."""
    skipped = 0
    while at >= 0 and skipped < _STEPS and words[at] in BEFORE_NOUNS | ADVERBS:
        at, skipped = at - 1, skipped + 1
    if at < 0:
        return "open" if word not in NO_NOUNS else "other"
    before = words[at]
    after_pronoun = at > 0 and words[at - 1] in PRONOUNS
    adverb = skipped and words[at + 1] in ADVERBS
    if before in ARTICLES or before == "en":
        return "verb" if after_pronoun else "noun"
    if before in DETERMINERS or before.isdigit():
        return "other" if adverb and before not in ("son", "du", "des") else "noun"
    if before in PREPOSITIONS:
        return "noun" if word not in NO_NOUNS or before in ("de", "d", "à", "par", "pour", "en", "avec") else "other"
    if before in PRONOUNS:
        return "verb"
    if before in AUXILIARIES:
        return "participle"
    if before in ("et", "ou", "ni", "mais", "que", "où", "dont", "quand", "car"):
        return "other" if word in NO_NOUNS else "open"
    return "other" if word in NO_NOUNS or skipped else "verb"


def _goes_on_as_noun(words: Sequence[str], at: int) -> bool:
    """Tell whether a word may be the noun of the adjective before it: no function word, no form of a common verb."""
    if at >= len(words):
        return False
    known = ARTICLES | DETERMINERS | PREPOSITIONS | PRONOUNS | AUXILIARIES | ADVERBS | {"et", "ou", "que", "qu", "dont"}
    word = words[at]
    return word.isalpha() and word not in known and not (may_be_verb(word) and not word.endswith("e"))


def begins_with_name(words: Sequence[str]) -> bool:
    """Tell whether a bare noun at the start of a sentence is rather a name: a verb follows, as in "Pierre est"."""
    if len(words) < 2:  # noqa: PLR2004
        return False
    following = words[1]
    return following in AUXILIARIES - {"a", "été", "as"} | {"a", "ne", "n", "se", "s", "y", "lui"} or (
        may_be_verb(following) and not following.endswith(("é", "ée", "és", "ées", "s"))
    )
