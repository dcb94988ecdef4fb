"""Quotation marks and brackets of a translation are those of its sentence, or it is told that they are not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.translation.delimiters import find_delimiters
from pipeline.translation.quotations import with_delimiters, with_style
from pipeline.word_alignment import link_pair


def repaired(source: str, target: str, open_signs: str = "") -> tuple[str, bool]:
    """Give a translation with the delimiters of its sentence, in straight marks, and whether all are right."""
    text, fits = with_delimiters(source, target, open_signs, link_pair)
    return with_style(text, len(open_signs), is_curly=False), fits


@pytest.mark.parametrize(
    ("source", "target", "wanted"),
    [
        ("« Il pleut », dit-elle.", 'It rains," she says.', '"It rains," she says.'),  # lost at the start
        ("Elle dit : « Il pleut. »", 'She says: "It rains.', 'She says: "It rains."'),  # and at the end
        ("« Il pleut.", '"It rains."', '"It rains.'),  # a quotation that goes on
        ("Il y a une « carte verte » ici.", "There is a green card here.", 'There is a "green card" here.'),
        ("C'est le « Paris » de Marie.", "This is Mary's 'Paris'.", 'This is Mary\'s "Paris".'),
        ("Et toi ?", '"And you?', "And you?"),  # added
        ("Il dort (ou pas).", "He sleeps (or not.", "He sleeps (or not)."),
        ("Il dort [ou pas]", "He sleeps or not]", "He sleeps [or not]"),
        ("« Viens, dit-il, et dors. »", '"Come," he said, "and sleep."', '"Come," he said, "and sleep."'),
        ("Le chat noir dort.", "The black cat sleeps.", "The black cat sleeps."),
        ("Il dit « un “deux” trois ».", 'He says "one "two" three".', "He says \"one 'two' three\"."),
        ("Il dit 'oui' à Marie.", 'He says "yes" to Mary.', 'He says "yes" to Mary.'),  # perhaps a quotation
    ],
)
def test_what_is_sure_is_repaired(source: str, target: str, wanted: str) -> None:
    assert repaired(source, target) == (wanted, True)


def test_a_quotation_that_began_before_ends_once() -> None:
    assert repaired("Il dort. »", '"He sleeps."', "«") == ('He sleeps."', True)
    assert repaired("Il dort.", '"He sleeps."', "«") == ("He sleeps.", True)
    assert repaired("Il dort », dit-elle.", 'He sleeps," she says.', "«") == ('He sleeps," she says.', True)


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("Il aime la « carte verte » ici.", "Xyz abc def."),  # nothing is linked
        ("« Un », dit-il, « deux » et « trois ».", '"One" and two.'),
    ],
)
def test_what_is_not_sure_stays_and_is_told(source: str, target: str) -> None:
    assert repaired(source, target) == (target, False)


@pytest.mark.parametrize(
    ("target", "depth", "straight", "curly"),
    [
        ("“ Yes ”, he said", 0, '"Yes", he said', "“Yes”, he said"),
        ("said“Yes”he", 0, 'said "Yes" he', "said “Yes” he"),
        ("a “b “c” d”", 0, "a \"b 'c' d\"", "a “b ‘c’ d”"),
        ("“c” d”", 1, "'c' d\"", "‘c’ d”"),
        ("c” d", 0, 'c" d', "c” d"),
        ("don't", 0, "don't", "don't"),
    ],
)
def test_quotations_are_written_in_one_style(target: str, depth: int, straight: str, curly: str) -> None:
    assert (with_style(target, depth, False), with_style(target, depth, True)) == (straight, curly)


@given(st.text("«»\"() ab.,!'", max_size=30), st.text("“”\"() ab.,!'", max_size=30), st.sampled_from(["", "«", "«“"]))
def test_words_are_never_changed_and_what_fits_has_as_many_brackets(source: str, target: str, open_signs: str) -> None:
    text, fits = with_delimiters(source, target, open_signs, lambda *_: ())
    assert [one for one in text if one.isalnum()] == [one for one in target if one.isalnum()]
    wanted = [one for one in find_delimiters(source) if one.family == "("]
    assert not fits or len(wanted) <= text.count("(") + text.count(")") or "'" in source
