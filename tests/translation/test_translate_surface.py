"""The edges of a translation fit those of its source."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.surface import fit, join_parts


@pytest.mark.parametrize(
    ("source", "target", "fitted"),
    [
        ("« Plus tôt, dit-il.", '"earlier, he said.', '"Earlier, he said.'),
        ("et je pars", "And I leave.", "and I leave"),
        ("que je vois", "I see it.", "I see it"),
        ("de l'OTAN", "NATO's.", "NATO's"),
        ("avec Marie", "Marie is there.", "Marie is there"),
        ("Oui…", "Yes...", "Yes..."),
        ("Il dort.", "He sleeps.", "He sleeps."),  # both begin alike
        ("il dort", "he sleeps", "he sleeps"),
        ("Lyon dort.", "lyon sleeps.", "Lyon sleeps."),
        ("quand il dort", "I sleep", "I sleep"),  # words that own their capital: I, acronyms, those of the source
        ("la SNCF", "SNCF", "SNCF"),
        ("le lac Léman", "Léman", "Léman"),
        ("12 chats", "12 Cats.", "12 Cats"),  # a number begins both: nothing is known of the case
        ("— !", "Yes.", "Yes."),
        ("Menu : du jour", "menu.", "Menu"),
        ("Fin :", "End:", "End:"),
        ("« Oui. »", '"Yes."', '"Yes."'),
        ("Oui", "Yes..", "Yes.."),
        ("", "Nothing.", "Nothing"),
        ("il dort", "I'm asleep", "I'm asleep"),
        ("il dort", "It's late", "it's late"),
        ("il dort", "A cat", "A cat"),  # one letter may be an acronym
        ("il dort", "McDonald", "McDonald"),
        ("il dort", "USA sleeps", "USA sleeps"),
        ("l'Élysée", "Élysée", "Élysée"),
        ("Peut-être", "(well-known", "(Well-known"),
        ("Oui ! »", "Yes.", "Yes."),
        ("Oui, (", "Yes.", "Yes"),
        ("OUI", "yes", "Yes"),
    ],
)
def test_fit(source: str, target: str, fitted: str) -> None:
    assert fit(source, target) == fitted


def test_parts_keep_the_marks_between_them() -> None:
    assert join_parts(["Il vint ;", "puis, las,", "il partit."], ["He came.", "Then, tired.", "He left."]) == (
        "He came; then, tired, he left."
    )


@pytest.mark.parametrize(
    ("parts", "translations", "joined"),
    [
        (["Un,", "deux."], ["One;", "two."], "One; two."),  # a mark that is there stays
        (["Un,", "deux."], ["", "Two."], "two."),
        (["Un.", "Deux."], ["One.", "Two."], "One. Two."),
        (["Un :", "deux"], ["One.", "Two."], "One: two"),
        (["Un,", "deux,"], ["One.", "Two."], "One, two."),  # the last part keeps its own end
        (["Un ; ", "deux."], ["One", "two."], "One; two."),
        (["Un,", "deux."], ["One:", "two."], "One: two."),
        (["Un,", "deux."], ["One,", "two."], "One, two."),
        (["", "deux."], ["One.", "two."], "One two."),
    ],
)
def test_marks_between_parts(parts: list[str], translations: list[str], joined: str) -> None:
    assert join_parts(parts, translations) == joined


@given(st.text(max_size=30), st.text(max_size=30))
def test_only_case_and_a_final_period_ever_change(source: str, target: str) -> None:
    assert fit(source, target).casefold() in (target.casefold(), target.removesuffix(".").casefold())
