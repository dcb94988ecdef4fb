"""Where terms go: in place of the words linked to their own French, never of numbers, names or other terms."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Link
from pipeline.glossary import Glossary, Term
from pipeline.translation.places import find_replacements, put_in
from pipeline.words import words


def linked(french: str, english: str, pairs: str) -> list[Link]:
    """Links by the numbers of words, as Pharaoh files write them."""
    source, target = words(french, "fr"), words(english, "en")
    numbers = [tuple(map(int, pair.split("-"))) for pair in pairs.split()]
    return [Link(*source[one], *target[other]) for one, other in numbers]


def placed(french: str, english: str, pairs: str, *terms: tuple[str, str]) -> str:
    """A translation with terms in their places, each in its first form."""
    uses = Glossary(tuple(Term(source, (target,)) for source, target in terms)).places(french)
    found = list(find_replacements(uses, french, english, linked(french, english, pairs)))
    return put_in(english, [(one.start, one.end, one.choices[0]) for one in found])


@pytest.mark.parametrize(
    ("french", "english", "pairs", "term", "wanted"),
    [
        ("Le phare dort.", "The light sleeps.", "0-0 1-1 2-2 3-3", ("phare", "beacon"), "The beacon sleeps."),
        ("Les phares dorment.", "The lights sleep.", "0-0 1-1 2-2 3-3", ("phare", "box"), "The boxes sleep."),
        ("Phare de nuit", "Light of the night", "0-0 1-1 2-3", ("phare", "beacon"), "Beacon of the night"),
        ("C'est un phare.", "It is a light.", "0-0 1-1 2-2 3-3", ("phare", "eye"), "It is an eye."),
        ("LE PHARE DORT", "THE LIGHT SLEEPS", "0-0 1-1 2-2", ("phare", "beacon"), "THE BEACON SLEEPS"),
        ("l'été", "the summer", "0-0 1-1", ("été", "summertime"), "the summertime"),
        ("l'été", "the summer", "0-0 1-0 1-1", ("été", "summertime"), "the summertime"),
        ("la mise en demeure", "the notice to pay", "0-0 1-1 3-3", ("mise en demeure", "formal notice"),
         "the formal notice"),
        ("Il la résiliera.", "He will cancel it.", "0-0 1-3 2-1 2-2", ("résilier", "to rescind"),
         "He will rescind it."),
        ("Il la résilie.", "He is cancelling it.", "0-0 1-3 2-2", ("résilier", "rescind"), "He is rescinding it."),
        ("sa clé, la clé", "his key, the key", "0-0 1-1 3-3 4-4", ("clé", "spanner"), "his spanner, the spanner"),
        ("Article 1 - Bail", "Article 1 - Rent", "0-0 1-1 2-2 3-3", ("bail", "lease"), "Article 1 - Lease"),
        ("Objet du bail", "Rent object", "0-1 2-0", ("bail", "lease"), "Lease object"),
        ("au R.C.S. de Brest", "at R.C.S. of Brest", "1-1 3-3 5-5 8-8", ("R.C.S.", "Trade Register"),
         "at Trade Register of Brest"),
        ("assistance téléphonique", "technical phone support", "0-2 1-1", ("assistance téléphonique", "telephone help"),
         "telephone help"),
        ("Il vient, de plein droit.", "He comes, in full right.", "0-0 1-1 4-4 5-5", ("de plein droit",
         "automatically"), "He comes, automatically."),
        ("la clé de la cave", "the key of the cellar", "0-0 1-1 1-2 4-4", ("clé", "spanner"),
         "the spanner of the cellar"),
        ("une mise en demeure", "a formal notice", "1-2", ("mise en demeure", "payment notice"),
         "a payment notice"),
    ],
)  # fmt: skip
def test_a_term_replaces_the_words_linked_to_its_own(
    french: str, english: str, pairs: str, term: tuple[str, str], wanted: str
) -> None:
    assert placed(french, english, pairs, term) == wanted


@pytest.mark.parametrize(
    ("french", "english", "pairs", "term"),
    [
        ("Le phare dort.", "The old sleeps.", "0-0 2-2", ("phare", "beacon")),  # without a link
        ("Le phare dort.", "The beacons sleep.", "0-0 1-1", ("phare", "beacon")),  # there already
        ("12 rues", "12 streets", "0-0 1-0", ("rue", "lane")),  # a number
        ("une rue de Siam", "a Siam street", "1-1 3-1", ("rue", "lane")),  # linked to a name as well
        ("Le roi Siam", "The Siam", "0-0 1-1", ("roi", "king")),  # a name
        ("le phare rouge", "the light", "0-0 1-1 2-1", ("phare", "beacon")),  # the word of two
        ("le phare et le quai", "light quay", "1-0 1-1 4-1", ("phare", "beacon")),
        ("a été malade", "was ill", "0-0 1-0 2-1", ("été", "summer")),  # no use
        ("le phare", "of", "0-0 1-0", ("phare", "beacon")),  # a function word alone
        ("sans réponse", "he will answer", "1-2", ("réponse", "reply")),  # a verb's place
        ("Il résilie.", "His termination.", "0-0 1-1", ("résilier", "rescind")),  # a noun's
        ("le plus grand", "the greatest", "0-0 2-1", ("grand", "large")),  # more than the term
        ("Mur et porte", "Wall and door", "0-0 1-1 2-2", ("porte", "gate")),  # not certain
        ("Un phare à.fr", "A light a@b.fr", "1-2", ("phare", "beacon")),  # an address
    ],
)
def test_where_a_place_is_not_certain_nothing_is_put_in(
    french: str, english: str, pairs: str, term: tuple[str, str]
) -> None:
    assert placed(french, english, pairs, term) == english


def test_no_term_takes_the_place_of_another() -> None:
    terms = ("phare", "beacon"), ("quai", "wharf")
    assert placed("le phare, le quai", "the quay", "1-1 4-1", *terms) == "the quay"
    assert placed("le phare, le quai", "the wharf", "1-1", *terms) == "the wharf"
    assert placed("le phare, le quai", "the light, the quay", "1-1 4-4", *terms) == "the beacon, the wharf"


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20))
def test_whatever_the_links_numbers_and_names_stay_and_one_place_changes(links: list[tuple[int, int]]) -> None:
    french, english = "Au 12 le phare de Siam dort bien", "At 12 the light of Siam sleeps well"
    found = placed(french, english, " ".join(f"{a}-{b}" for a, b in links), ("phare", "beacon"))
    assert {"12", "Siam"} <= set(found.split())
    if found != english:
        before, after = re.split("beacons?", found)
        assert english.startswith(before)
        assert english.endswith(after)
        assert re.fullmatch(r"[^\d]+", english[len(before) : len(english) - len(after)])
