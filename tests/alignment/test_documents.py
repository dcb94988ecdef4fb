"""Document alignment: texts find their translations by what they say, and those without any find none."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.alignment.documents import LEAST_CERTAINTY, link_documents

CORPUS = Path(__file__).parents[2] / "corpus"


def parts(name: str, count: int) -> list[str]:
    """The text of a file in so many parts, by its paragraphs."""
    blocks = CORPUS.joinpath(name).read_text("utf-8").split("\n\n")
    size = len(blocks) // count + 1
    return ["\n\n".join(blocks[start : start + size]) for start in range(0, len(blocks), size)]


def test_the_parts_of_a_story_find_each_other_and_a_stranger_finds_none() -> None:
    french, english = parts("le-phare.fr.txt", 4), parts("le-phare.en.txt", 4)
    letter = CORPUS.joinpath("lettre.fr.txt").read_text("utf-8")
    order = [3, 0, 2, 1]
    found = link_documents([letter, *french], [english[number] for number in order])
    certain = {one.source - 1: order[one.target] for one in found if one.certainty >= LEAST_CERTAINTY}
    assert certain == {number: number for number in range(len(french))}


@given(
    st.lists(st.sampled_from(["", "Le chat dort.", "Brest 1821", "La mer monte.", "…"]), max_size=4),
    st.lists(st.sampled_from(["", "The cat sleeps.", "Brest 1821", "The sea rises.", "!"]), max_size=4),
)
def test_each_text_is_linked_once_at_most(french: list[str], english: list[str]) -> None:
    found = link_documents(french, english)
    assert [one.source for one in found] == sorted({one.source for one in found})
    assert len({one.target for one in found}) == len(found)
    assert all(0 <= one.certainty <= 1 and french[one.source] and english[one.target] for one in found)
    assert found == link_documents(french, english)
