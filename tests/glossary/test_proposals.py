"""What a text's glossary should hold: names, repeated terms, and what was translated in several ways."""

from hypothesis import given
from hypothesis import strategies as st

from pipeline.glossary.candidates import find_candidates
from pipeline.glossary.translations import in_several_ways, translated_terms
from pipeline.pairs import Pair
from pipeline.word_alignment import link

PAIRS = [
    ("Anna Le Goff garde le phare de Siam.", "Anna Le Goff keeps the lighthouse of Siam."),
    ("Le gardien du phare dort.", "The lighthouse keeper sleeps."),
    ("Hier, Anna Le Goff a vu le gardien du phare.", "Yesterday Anna Le Goff saw the lighthouse keeper."),
    ("Il a parlé au gardien du phare.", "He spoke to the lighthouse keeper."),
    ("La chaloupe est là ; la chaloupe est vieille.", "The launch is there; the launch is old."),
    ("Sa chaloupe est rouge.", "His rowboat is red."),
    ("Les chaloupes sont parties.", "The rowboats are gone."),
    ("Il aime Anna Le Goff.", "He loves Anna Le Goff."),
    ("Il vient par rapport au temps, par rapport à toi et par rapport à moi.", "He comes because of it."),
]


def found_pairs(texts: list[tuple[str, str]]) -> list[Pair]:
    """Pairs with the links of their words."""
    links = link([french for french, _ in texts], [english for _, english in texts])
    return [
        Pair(f"d:{n}", "d", 0, "1-1", *texts[n], "human", 1.0, (), (), {}, (), links[n], None, "sure")
        for n in range(len(texts))
    ]


def test_names_and_repeated_terms_are_found_with_their_english() -> None:
    terms = {term.term: term for term in translated_terms(found_pairs(PAIRS))}
    assert terms["Anna Le Goff"].kind == "name"
    assert terms["Anna Le Goff"].uses == 3
    assert terms["Anna Le Goff"].translations[0].english == "Anna Le Goff"
    assert terms["gardien du phare"].kind == "term"
    assert terms["gardien du phare"].translations[0].pairs == ("d:1", "d:2", "d:3")
    assert not {"gardien", "rapport", "Siam", "dort", "est"} & terms.keys()


def test_what_is_translated_in_several_ways_is_told_with_its_places() -> None:
    [term] = in_several_ways(translated_terms(found_pairs(PAIRS)))
    assert (term.term, term.uses) == ("chaloupe", 4)
    assert {way.english: way.pairs for way in term.ways} == {"launch": ("d:4", "d:4"), "rowboat": ("d:5", "d:6")}


def test_a_name_is_one_only_where_it_has_its_capital_inside_of_a_sentence() -> None:
    texts = ["Hier il dort.", "Hier on rit.", "Hier tout va.", "On voit Siam.", "Siam dort.", "À Siam on rit."]
    assert [(one.term, len(one.places)) for one in find_candidates(texts)] == [("Siam", 3)]


@given(st.lists(st.text(alphabet="abcé AB.'-1", max_size=20), max_size=8), st.integers(1, 3))
def test_every_place_is_in_its_text_and_each_candidate_has_enough(texts: list[str], least: int) -> None:
    for candidate in find_candidates(texts, least):
        assert len(candidate.places) >= least
        for place in candidate.places:
            assert 0 <= place.start < place.end <= len(texts[place.text])
        assert candidate.term
