"""Words put together to text: nothing is lost, and spaces stand as in print."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.io.detokenising import detokenise


@given(
    st.lists(st.text(alphabet="aé'’\"«».,!?(-;%1", min_size=1, max_size=4), max_size=12), st.sampled_from(["fr", "en"])
)
def test_no_character_is_lost(tokens: list[str], language: str) -> None:
    text = detokenise(tokens, language)
    assert text.replace(" ", "") == "".join(tokens)
    assert text == text.strip()
    assert "  " not in text


@pytest.mark.parametrize(
    "text",
    [
        "Qu'a-t-il dit ? « L'homme d'hier », répondit-elle ; puis (rien) : 12 %.",
        'Il a crié "au feu !" aujourd\'hui.',
        "Jusqu'où ira-t-on... ?",
    ],
)
def test_french_stands_as_printed(text: str) -> None:
    import re

    tokens = re.findall(r"[.]{3}|aujourd'hui|-t-\w+|-\w+|(?:Qu|L|d|Jusqu)'|\w+|[^\w\s]", text)
    assert detokenise(tokens, "fr") == text


@pytest.mark.parametrize("text", ["\"Don't!\" (he said): it's John's, isn't it?", "A well-known case; 12%."])
def test_english_stands_as_printed(text: str) -> None:
    import re

    tokens = re.findall(r"12%|\w+(?=n't)|n't|'s|\w+(?:-\w+)*|[^\w\s]", text)
    assert detokenise(tokens, "en") == text
