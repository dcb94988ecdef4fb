"""align, link and score: pairs in and out; pairs drawn, and as tables of other libraries."""

import pickle
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from pipeline import ArgumentError, Pair, Pairs, align, link, score
from pipeline.api.drawing import draw_pairs, groups_of
from pipeline.api.pairs import make_pair
from pipeline.document import Link
from pipeline.formats.corpora.schema import PAIRS, arrow_schema

FRENCH = "Anna dort.\n\nIl pleut à Lyon. Paul a 12 livres."
ENGLISH = "Anna sleeps.\n\nPaul has 21 books."
CELLS = st.text(alphabet="aé<&\"' \n", max_size=12)


def test_a_text_and_its_translation() -> None:
    pairs = align(FRENCH.replace("\n\n", " "), ENGLISH.replace("\n\n", " "))
    assert [(pair.source, pair.target) for pair in pairs] == [
        ("Anna dort.", "Anna sleeps."), ("Il pleut à Lyon.", ""), ("Paul a 12 livres.", "Paul has 21 books."),
    ]  # fmt: skip


def test_places_of_pairs_are_those_in_the_texts() -> None:
    for pair in align(FRENCH, ENGLISH):
        for places, text, whole in (
            (pair.source_places, pair.source, FRENCH), (pair.target_places, pair.target, ENGLISH),
        ):  # fmt: skip
            assert " ".join(whole[place.start : place.end] for place in places) == text


def test_lists_are_numbered() -> None:
    french, english = ["Anna dort.", "Il pleut à Lyon.", "Paul lit."], "Anna sleeps. Paul reads."
    pairs = align(french, english)
    assert [[place.paragraph for place in pair.source_places] for pair in pairs] == [[0], [1], [2]]
    assert [[place.start for place in pair.target_places] for pair in pairs] == [[0], [], [13]]
    assert align((*french,), ["Anna sleeps.", "Paul reads."])[2].target == "Paul reads."


def test_a_model_helps() -> None:
    pairs = align(["Le chat dort.", "Il pleut."], ["The cat sleeps.", "It rains."], model="embedded")
    assert [pair.target for pair in pairs] == ["The cat sleeps.", "It rains."]
    assert min(pair.posterior for pair in pairs) > 0.9


def test_two_texts_two_lists_and_pairs_are_linked_alike() -> None:
    links = link("Le chat dort.", "The cat sleeps.")
    assert links.words() == [("Le", "The"), ("chat", "cat"), ("dort", "sleeps"), (".", ".")]
    assert repr(links) == "Le–The, chat–cat, dort–sleeps, .–."
    assert link(["Le chat dort."], ["The cat sleeps."]) == [links]
    [pair] = link([("Le chat dort.", "The cat sleeps.")])
    assert pair.links == tuple(links)
    assert pickle.loads(pickle.dumps(links)).words() == links.words()  # noqa: S301 -- our own
    assert link("a " * 2000, "a") == []


def test_two_texts_two_lists_and_pairs_are_scored_alike() -> None:
    judged = score("Il y a 12 chats.", "There are 21 cats.")
    assert (judged.flags, {"adequacy", "length_ratio", "damage"} - set(judged.scores)) == (("missing_numbers",), set())
    assert score(["Il y a 12 chats."], ["There are 21 cats."]) == [judged]
    [pair] = score([("Il y a 12 chats.", "There are 21 cats.")])
    assert (pair.scores, pair.flags, pair.standing) == (judged.scores, judged.flags, "check")
    assert score("Un avocat.", "A lawyer.", glossary={"avocat": "barrister"}).flags == ("missing_terms",)
    machine = score("Il y a 12 chats.", "There are 21 cats.", by_machine=True)
    assert machine.scores["adequacy"] != judged.scores["adequacy"]
    assert score([("Oui.", "")])[0].flags == ("no_english",)


def test_what_is_known_of_pairs_stays() -> None:
    [pair] = align(["Oui."], ["Yes."])
    known = replace(pair, scores={"similarity": 0.5, "model_score": -0.3, "adequacy": 0.1}, origin="machine")
    [scored] = score([replace(known, flags=("moved", "negation"))])
    assert (scored.scores["similarity"], scored.scores["model_score"]) == (0.5, -0.3)
    assert (scored.scores["adequacy"] > 0.5, scored.flags) == (True, ("moved",))
    [reviewed] = score([replace(known, source="12", target="13", reviewed=True)])
    assert (reviewed.flags, reviewed.standing) == ((), "sure")
    [corrected] = score([replace(known, source="12", target="13", origin="corrected")])
    assert (corrected.flags, corrected.origin) == (("missing_numbers",), "corrected")


def test_a_list_of_pairs_is_a_list() -> None:
    pairs = Pairs(make_pair(f"{number}", "", number=number) for number in range(22))
    assert isinstance(pairs[:3], Pairs)
    assert isinstance(pairs[0], Pair)
    assert pairs.where(lambda pair: pair.source == "3").texts() == (["3"], [""])
    assert pairs.where('source in ["3", "4"] and adequacy is null').texts()[0] == ["3", "4"]
    assert (pairs[0].adequacy, replace(pairs[0], scores={"adequacy": 0.5}).adequacy) == (None, 0.5)
    for wrong, message in (("adequcy", "where: 'adequcy' is no column: did you mean adequacy"), (3, "where: expected")):
        with pytest.raises(ArgumentError, match=message):
            pairs.where(wrong)  # type: ignore[arg-type]
    assert repr(pairs).splitlines()[0] == "Pairs: 22"
    assert repr(pairs).splitlines()[-1] == "... 2 more"
    assert "… 2 more" in pairs._repr_html_()
    with pytest.raises(ArgumentError, match=r"^link: item 1: expected a pair"):
        link([("Oui.", "Yes."), ("Non.",)])  # type: ignore[list-item]


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=3))
def test_what_is_drawn_is_the_text(texts: list[tuple[str, str]]) -> None:
    drawn = html.fromstring(draw_pairs(link(texts)))
    cells = [[str(cell.text_content()) for cell in row.iterfind("td")][:2] for row in drawn.iterfind(".//tbody/tr")]
    assert cells == [list(pair) for pair in texts]
    assert drawn.findall(".//script") == []


def test_linked_words_share_a_number_in_their_row() -> None:
    [pair] = link([("Le chat noir dort.", "The black cat sleeps.")])
    drawn = html.fromstring(draw_pairs([pair]))
    words: dict[str, list[str]] = {}
    for word in drawn.iterfind(".//span"):
        words.setdefault(word.get("data-l", ""), []).append(str(word.text))
    assert {(source, target) for source, target in words.values()} == {
        ("Le", "The"), ("chat", "cat"), ("noir", "black"), ("dort", "sleeps"), (".", "."),
    }  # fmt: skip
    assert [word.get("title") for word in drawn.iterfind(".//span")][1] == "cat"
    assert '[data-l="4"]:hover' in draw_pairs([pair])


SPANS = st.integers(0, 5).map(lambda start: (start * 2, start * 2 + 1))


@given(st.lists(st.tuples(SPANS, SPANS).map(lambda pair: Link(*pair[0], *pair[1])), max_size=8))
def test_groups_are_apart_and_hold_all_links(links: list[Link]) -> None:
    groups = groups_of(links)
    for side in (0, 1):
        spans = [span for group in groups for span in group[side]]
        assert len(spans) == len(set(spans))
    for a, b, c, d in links:
        assert sum((a, b) in group[0] and (c, d) in group[1] for group in groups) == 1
    assert all(min(before[0]) < min(after[0]) for before, after in pairwise(groups))


def test_tables_of_other_libraries_have_the_columns_of_the_schema() -> None:
    pairs = link(score([("Oui.", "Yes."), ("", "No.")]))
    names = [column.name for column in PAIRS]
    assert pairs.to_arrow().schema.equals(arrow_schema(), check_metadata=True)
    frame = pairs.to_pandas()
    assert [*frame.columns] == names
    assert (frame["adequacy"].dtype, frame["adequacy"].isna().tolist()) == ("float64", [False, True])
    assert [*Pairs().to_pandas().columns] == names
    assert [record["target"] for record in pairs.records()] == ["Yes.", "No."]
