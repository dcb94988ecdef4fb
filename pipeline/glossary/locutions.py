"""Locutions: French words that together are a preposition, an adverb, a conjunction or a verb.

In `par rapport à` there is no report, and in `tout le monde` no world: a word in such a place is no use of its term.
"""

from collections.abc import Sequence

_LOCUTIONS = """
à cause de | à condition que | à côté de | à force de | à fond | à jour | à la fois | à la place de | à la suite de
à la base | à l égard de | à l aide de | à l instar de | à l occasion de | à l ordre de | à la lumière de
à mesure que | à moins que | à même de | à nouveau | à part | à partir de | à peine | à peu près | à plein temps
à point nommé | à propos | à raison de | à savoir | à titre de | à tort | à travers | à vrai dire | à cours de
à cœur joie | à contre cœur | à fait | à faveur de | à fil de | à fond de | à fur et à mesure | à lieu de
à moyen de | à niveau de | à nom de | à point de | à reste | à sein de | à sujet de | à titre | à bout de | à bord de
à cas où | à fin de | à départ de | à terme de | à vu de | à vue de | au moins
avoir affaire | avoir besoin | avoir beau | avoir envie | avoir faim | avoir lieu | avoir peur | avoir raison
avoir soin | avoir tort | a lieu | a besoin | ont besoin | ont lieu | a eu lieu | ont eu lieu | avait lieu | aura lieu
aurait lieu | avait besoin | y a lieu | tient lieu | donner lieu | donne lieu | donné lieu | a raison | avez raison
ai raison | as raison | avaient raison | a tort | ai besoin | avons besoin | avez besoin | as besoin
bien entendu | bien que | bien sûr | bien sur | bon marché | c est à dire | c est pourquoi | compte tenu
compte rendu | coup de main | tout à coup | tout d un coup | après coup | du coup | de coup
d abord | d accord | d ailleurs | par ailleurs | d après | d autre part | d autres part | de une part | de autre part
de abord | de accord | de ailleurs | de après | de autant plus | de habitude | de ordinaire | de avance | de office
de façon à | de façon que | de manière à | de manière que
de sorte que | de telle sorte | en sorte que | en quelque sorte
de fait | de fond en comble | de jour en jour | de la part de | de long en large | de loin | de mal en pis | de même
de moins en moins | de nos jours | de nouveau | de nouveaux | de plus en plus | de plus | de près | de reste | de suite
de temps en temps | de temps à autre | de toute façon | de toutes façons | de toute manière | de rien | de droit
de grâce | de mise | de taille | de pointe | de rigueur | de ensemble | de face | de bord | de force
en avance | en bas | en cas de | en cause | en compte | en cours | en cours de | en dehors de | en dépit de | en effet
en face | en fait | en faveur de | en fin de compte | en fonction de | en forme de | en général | en guise de | en haut
en ligne de compte | en lieu | en matière de | en outre
en parallèle | en partie | en particulier | en place | en plein
en plus | en point de mire | en principe | en raison de | en réalité | en rapport | en revanche | en somme | en suspens
en tant que | en termes de | en tête | en train de | en tout cas | en vain | en vertu de | en vigueur | en voie de
en vue de | en œuvre | en jeu | en garde | en ordre | en route | en scène | en question | en retard | en bonne voie
et ainsi de suite | face à | faire appel | fait appel | faire cas | faire face | fait face | font face | faire partie
fait partie | font partie | faisait partie | faire preuve | fait preuve | faire part | fait part | fait défaut
faire plaisir | faire peur | faire fi | faire état | fait état | faire suite | fait suite | faire office | faire foi
fin prêt | grâce à | hors de cause | il y a | lors de
lieu commun | même si | mettre fin | met fin | mis fin | mettre bas
mise à jour | mise en place | mise en œuvre | mise en scène | mise au point | mettre au point
n importe | pas mal | par cœur | par conséquent | par contre | par exemple | par exprès | par hasard | par ici
par là | par rapport à | par suite | par terme | par trop | parce que | petit à petit | peut être | pied à terre
peu à peu | plein air | plus ou moins | point de vue | points de vue | pour autant | pour cause | pour de bon
prendre acte | prendre congé | prendre fin | prend fin
pris fin | prendre garde | prendre part | prend part | pris part
prendre soin | prendre place | quand même | quant à | quelque part | rendre compte | rend compte | rendu compte
rendre visite | sans cesse | sans doute | sans fin | sans suite | sauf si | sous peu | sous réserve de | sur le champ
sur place | sur le point de | tenir compte | tient compte | tenu compte | tenant compte | tout à l heure
tout à fait | tout de même | tout de suite | tout le monde | toutes sortes de | toute sorte de | une fois
vis à vis | voire même | quoi de neuf | salle de bains | sauve qui peut | laisser tomber | jeu de mots | aux termes de
à heure actuelle | à l heure actuelle | à l avenir | à l étranger | à l envers | à l époque | à temps | en même temps
la plupart de | au jour le jour | un peu de | afin de | au delà de | autour de | à droite | à gauche | à long terme
à court terme | à moyen terme | à long terme de | tour à tour | à tour de rôle | à son tour | à leur tour | à mon tour
chemin de fer | mettre en cause | mettre en valeur
mise en valeur | mise en cause | prise en charge | prendre en charge
pris en charge | mise en garde | porte à porte | pomme de terre | pommes de terre
"""
_CONTRACTED = {"d": "de", "du": "de", "des": "de", "au": "à", "aux": "à"}


def in_locution(words: Sequence[str], at: int) -> bool:
    """Tell whether a word, in small letters and without apostrophes as its neighbours, is in a locution.

    >>> in_locution("il va mieux par rapport au passé".split(), 4), in_locution("le rapport au passé".split(), 1)
    (True, False)
    """
    plain = [_CONTRACTED.get(word, word) for word in words]
    return any(
        tuple(plain[start : start + len(one)]) == one
        for one in _BY_WORD.get(plain[at], ())
        for start in range(max(0, at - len(one) + 1), at + 1)
    )


def _index() -> dict[str, list[tuple[str, ...]]]:
    """Give the locutions by each of their words."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for locution in _LOCUTIONS.replace("\n", "|").split("|"):
        words = tuple(_CONTRACTED.get(word, word) for word in locution.split())
        for word in set(words):
            found.setdefault(word, []).append(words)
    return found


_BY_WORD = _index()
