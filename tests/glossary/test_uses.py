"""Terms in French text: what is a use, by part of speech, whole words and capitals, and what English keeps to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary import Glossary, Term
from pipeline.glossary.english import in_plural
from pipeline.glossary.glossary import stands_in


def uses(term: str, french: str, english: str = "x") -> list[tuple[str, bool, bool]]:
    """What of a text is a use of a term, whether in the plural, and whether surely."""
    return [
        (french[use.start : use.end], use.plural, use.certain)
        for use in Glossary((Term(term, (english,)),)).places(french)
    ]


def is_used(term: str, french: str, english: str = "x") -> bool:
    """Whether a text surely uses a term."""
    return any(certain for _, _, certain in uses(term, french, english))


@pytest.mark.parametrize(
    ("french", "terms"),
    [
        ("L’arc-en-ciel !", ["arc-en-ciel"]),
        ("des arcs-en-ciel", ["arc-en-ciel"]),
        ("LE FIGARO", ["Figaro"]),
        ("un figaro", []),
        ("une pomme, de terre", ["pomme"]),
        ("des pommes\u00a0de terre", ["pomme de terre"]),
        ("la pommeraie", []),
    ],
)
def test_what_is_a_use_of_a_term(french: str, terms: list[str]) -> None:
    glossary = Glossary(tuple(Term(t, ("x",)) for t in ("pomme", "pomme de terre", "Figaro", "arc-en-ciel")))
    assert [use.term.source for use in glossary.uses(french)] == terms


def test_terms_that_differ_only_in_capitals_or_number_are_told_apart() -> None:
    listed = {"Orange": "Orange plc", "orange": "orange", "tour": "tower", "tours": "tricks"}
    glossary = Glossary(tuple(Term(french, (english,)) for french, english in listed.items()))
    for french, english in listed.items():
        assert [use.english for use in glossary.uses(f"voici des {french} ici")] == [english]
    assert [use.english for use in glossary.uses("deux oranges")] == ["oranges"]


@pytest.mark.parametrize(
    ("term", "french", "found"),
    [
        ("tour", "la tour", [("tour", False, True)]),
        ("tour", "les tours", [("tours", True, True)]),
        ("quai", "les quais, le quai", [("quais", True, True), ("quai", False, True)]),
        ("Tour", "la tour", []),
        ("Tour", "LA TOUR", [("TOUR", False, True)]),
        ("cheval de bois", "des chevaux de bois", [("chevaux de bois", True, True)]),
        ("cheval de bois", "un cheval, de bois", []),
        ("cheval de bois", "un cheval de", []),
        ("château fort", "château‑fort", [("château‑fort", False, True)]),
        ("château fort", "château. Fort", []),
        ("C++", "en C++ ici", [("C++", False, True)]),
        ("C#", "en C", []),
        ("R.C.S.", "au R.C.S. de Brest", [("R.C.S", False, True)]),
        ("locataire", "la locataire", [("locataire", False, True)]),
    ],
)
def test_uses_of_one_term(term: str, french: str, found: list[tuple[str, bool, bool]]) -> None:
    assert uses(term, french) == found


@pytest.mark.parametrize(
    ("term", "right", "wrong"),
    [
        ("été", "Nous partons en été.", "La lettre a été envoyée."),
        ("porte", "Il ouvre la porte.", "Elle la porte."),
        ("son", "Il vend du son.", "Il vend son blé."),
        ("car", "Le car est là.", "Il dort, car il pleut."),
        ("avion", "Deux avions passent.", "Nous avions froid."),
        ("bonne", "La bonne ouvrit.", "Une bonne soupe."),
        ("point", "Ce point est clair.", "Il ne vient point."),
        ("rapport", "Le rapport est long.", "C'est peu par rapport à l'an dernier."),
        ("monde", "Le monde change.", "Tout le monde dort."),
        ("livrer", "Le vendeur livrera la table.", "Ce livre est rare."),
        ("entrer", "Elle entre dans la cour.", "Un chemin entre deux murs."),
        ("client", "Les clientes partent.", "Une architecture client-serveur."),
        ("chef", "Le chef dort.", "Un chef-d’œuvre."),
        ("suivre", "Il suit ce chien.", "Je suis content."),
        ("règle", "La règle est simple.", "Je règle la note."),
        ("rendre", "Il rendra la clé.", "Prenez rendez-vous."),
        ("pierre", "Une pierre tombe.", "Pierre est venu."),
        ("orange", "Une orange mûrit.", "Elle travaille chez Orange."),
        ("état", "L’état du toit est bon.", "L’État a payé."),
        ("client", "Le client attend.", "Écrivez à service@client.fr."),
    ],
)
def test_what_only_looks_like_a_term_is_none(term: str, right: str, wrong: str) -> None:
    assert is_used(term, right)
    assert uses(term, wrong) == []


def test_a_listed_participle_is_one_anywhere() -> None:
    assert is_used("immatriculée", "La société est immatriculée à Brest.", "registered")
    assert is_used("rire", "Son rire est clair.", "laughter")
    assert not is_used("rire", "Son rire est clair.", "to laugh")
    assert is_used("rire", "Il rit.", "to laugh")


def test_what_nothing_tells_is_a_use_that_is_not_certain() -> None:
    assert uses("porte", "Mur et porte") == [("porte", False, False)]
    glossary = Glossary((Term("porte", ("gate",)),))
    assert [use.certain for use in glossary.uses("Mur et porte, la porte.")] == [True]


def test_nothing_is_found_without_terms_nor_words() -> None:
    assert Glossary().uses("la tour") == []
    assert uses("tour", "— !") == []


@pytest.mark.parametrize(
    ("terms", "french", "found"),
    [
        (("tour", "tour de guet", "guet"), "la tour de guet et le guet", ["tour de guet", "guet"]),
        (("tour de", "de guet"), "la tour de guet", ["tour de"]),  # from left to right
        (("blé noir", "noir dur sec"), "blé noir dur sec", ["blé noir"]),
        (("noir dur sec",), "blé noir noir dur sec", ["noir dur sec"]),
    ],
)
def test_the_longest_term_is_found_from_the_left(terms: tuple[str, ...], french: str, found: list[str]) -> None:
    glossary = Glossary(tuple(Term(term, ("x",)) for term in terms))
    assert [use.term.source for use in glossary.uses(french)] == found


@pytest.mark.parametrize(
    ("term", "english", "found"),
    [
        ("sea wall", "the sea-walls", True),
        ("sea wall", "the sea, wall", False),
        ("sea wall", "the sea", False),
        ("sea wall", "wall sea", False),
        ("the Wall", "the wall", False),
        ("the Wall", "THE WALLS", True),
        ("gas", "gases", True),
        ("clause", "the clauses", True),
        ("lease", "leases", True),
        ("terminate", "it was terminated", True),
        ("to give back", "gave back", True),
        ("beacon", "", False),
    ],
)
def test_what_stands_in_the_english(term: str, english: str, found: bool) -> None:
    assert stands_in(term, english) == found


def test_a_term_is_kept_to_by_any_of_its_english() -> None:
    glossary = Glossary((Term("phare", ("beacon", "lighthouse")), Term("quai", ("quay",))))
    assert glossary.missing("Le phare et le quai.", "The lighthouse and the quay.") == []
    missing = glossary.missing("Les phares et le quai.", "The lights and the dock.")
    assert [use.english for use in missing] == ["beacons", "quay"]


@given(st.lists(st.sampled_from(["box", "city", "watch", "boy", "tower", "glass", "sea shell", "gas"]), min_size=1))
def test_a_plural_is_recognised(terms: list[str]) -> None:
    text = ", ".join(map(in_plural, terms))
    assert all(stands_in(term, text) for term in terms)


@given(st.text(alphabet="abé -'’.\nAÉ1@", max_size=30), st.sampled_from(["ab", "bé", "a b", "Aé", "b-a"]))
def test_every_use_is_of_whole_words_and_no_two_overlap(french: str, term: str) -> None:
    found = Glossary((Term(term, ("x",)),)).places(french)
    for use in found:
        assert not french[use.start - 1 : use.start].isalnum()
        assert not french[use.end : use.end + 1].isalnum()
    assert all(one.end <= other.start for one, other in pairwise(found))
