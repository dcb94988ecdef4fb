"""Forms of French and English words: what grammars list, and that a plural is recognised as what it was made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.english import in_plural, singular, verb_forms, with_article, word_forms
from pipeline.glossary.french import is_infinitive, is_plural, may_be_verb, noun_forms
from pipeline.glossary.french import verb_forms as french_verb_forms


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("bail", {"baux"}), ("travail", {"travaux"}), ("vitrail", {"vitraux"}), ("détail", {"détails"}),
        ("cheval", {"chevaux"}), ("bal", {"bals"}), ("bateau", {"bateaux"}), ("jeu", {"jeux"}), ("bijou", {"bijoux"}),
        ("clou", {"clous"}), ("œil", {"yeux"}), ("prix", {"prix"}), ("bras", {"bras"}),
        ("vendeur", {"vendeuse", "vendeuses"}), ("directeur", {"directrice", "directrices"}),
        ("heureux", {"heureuse", "heureuses"}), ("premier", {"première"}), ("actif", {"active"}),
        ("nouveau", {"nouvelle", "nouvel", "nouveaux"}), ("vieux", {"vieille", "vieil"}), ("salarié", {"salariées"}),
        ("ami", {"amie", "amies"}), ("bon", {"bonne"}), ("client", {"cliente", "clientes"}), ("veuf", {"veuve"}),
        ("complet", {"complète"}), ("long", {"longue", "longues"}),
    ],
)  # fmt: skip
def test_plurals_and_feminines_of_grammars(word: str, forms: set[str]) -> None:
    assert forms | {word} <= noun_forms(word)


@pytest.mark.parametrize(
    ("word", "other"), [("port", "porte"), ("banc", "banque"), ("vol", "vole"), ("cour", "courre")]
)
def test_a_word_that_only_looks_like_a_feminine_is_another(word: str, other: str) -> None:
    assert other not in noun_forms(word)


@pytest.mark.parametrize(
    ("infinitive", "forms"),
    [
        ("résilier", "résilie résilient résiliait résiliera résilié résiliées résiliant"),
        ("manger", "mangeons mangeait mangea"), ("placer", "plaçons plaçait"), ("acheter", "achète achetons"),
        ("appeler", "appelle appelons"), ("céder", "cède cédons"), ("employer", "emploie employons"),
        ("finir", "finis finissons finissait finira fini finies"), ("partir", "pars part partent parti"),
        ("tenir", "tient tiennent tenait tiendra tenu"), ("ouvrir", "ouvre ouvrent ouvert ouvertes"),
        ("recevoir", "reçoit reçoivent recevait recevra reçu"), ("rendre", "rend rendent rendait rendu"),
        ("prendre", "prend prenons prennent prendra pris prises prit"), ("mettre", "met mettent mis mise"),
        ("suivre", "suit suivent suivi"), ("conduire", "conduit conduisent conduite"), ("craindre", "craint craignent"),
        ("connaître", "connaît connaissent connu"), ("écrire", "écrit écrivent"), ("faire", "fait font fera"),
    ],
)  # fmt: skip
def test_conjugations_of_grammars(infinitive: str, forms: str) -> None:
    assert is_infinitive(infinitive)
    assert set(forms.split()) <= french_verb_forms(infinitive)


@pytest.mark.parametrize("word", ["hiver", "mer", "premier", "papier", "fenêtre", "soir", "avenir", "plaisir", "table"])
def test_a_noun_is_no_infinitive(word: str) -> None:
    assert not is_infinitive(word)


def test_words_that_may_be_verbs() -> None:
    assert all(map(may_be_verb, ["été", "porte", "ferme", "livre", "fait", "couvent", "avions", "sommes", "vis"]))
    assert not any(map(may_be_verb, ["contrat", "locataire", "bail", "chevaux", "prestataire", "maison"]))
    assert [is_plural(*pair) for pair in (("baux", "bail"), ("prix", "prix"), ("amie", "ami"))] == [True, False, False]


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("tower", "towers"), ("box", "boxes"), ("bus", "buses"), ("waltz", "waltzes"), ("watch", "watches"),
        ("dish", "dishes"), ("city", "cities"), ("boy", "boys"), ("day", "days"), ("guy", "guys"),
        ("sea shell", "sea shells"), ("clause", "clauses"), ("database", "databases"), ("expense", "expenses"),
        ("horse", "horses"), ("lease", "leases"), ("prize", "prizes"), ("cache", "caches"), ("axe", "axes"),
        ("child", "children"), ("woman", "women"), ("chairman", "chairmen"), ("human", "humans"), ("foot", "feet"),
        ("criterion", "criteria"), ("analysis", "analyses"), ("knife", "knives"), ("person", "people"),
        ("sheep", "sheep"), ("notice of termination", "notices of termination"), ("letter to the editor",
        "letters to the editor"),
    ],
)  # fmt: skip
def test_english_plurals(one: str, many: str) -> None:
    assert in_plural(one) == many
    words = zip(one.split(), many.split(), strict=True)
    assert all(plural in word_forms(word) for word, plural in words)


@given(st.sampled_from(["tower", "box", "city", "clause", "child", "watch", "analysis", "library", "horse", "phase"]))
def test_a_plural_leads_back(word: str) -> None:
    assert singular(in_plural(word)) == word == singular(word)
    assert in_plural(in_plural(word)) == in_plural(word)


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("terminate", ("terminate", "terminates", "terminated", "terminating")),
        ("stop", ("stop", "stops", "stopped", "stopping")), ("carry", ("carry", "carries", "carried", "carrying")),
        ("play", ("play", "plays", "played", "playing")), ("hire", ("hire", "hires", "hired", "hiring")),
        ("give", ("give", "gives", "gave", "given", "giving")), ("lay", ("lay", "lays", "laid", "laying")),
        ("deliver", ("deliver", "delivers", "delivered", "delivering")),
        ("see", ("see", "sees", "saw", "seen", "seeing")),
        ("refer", ("refer", "refers", "referred", "referring")), ("audit", ("audit", "audits", "audited", "auditing")),
    ],
)  # fmt: skip
def test_english_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert verb_forms(verb) == forms


@pytest.mark.parametrize(
    ("before", "term", "after"),
    [
        ("a ", "agreement", "an "), ("an ", "lease", "a "), ("A ", "hour", "An "), ("an ", "unit", "a "),
        ("a ", "umbrella", "an "), ("the ", "agreement", "the "), ("", "agreement", ""), ("banana ", "egg", "banana "),
        ("an ", "European firm", "a "),
    ],
)  # fmt: skip
def test_articles(before: str, term: str, after: str) -> None:
    assert with_article(before, term) == after
