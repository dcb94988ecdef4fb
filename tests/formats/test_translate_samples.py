"""Every kind of file that the tests have, given back in English: all of its text, in its order, and nothing twice."""

from pathlib import Path

import pytest

from pipeline.document import Text
from pipeline.formats.registry import input_format, load
from tests.formats.layouts import english_of, replacements, words
from tests.formats.test_account import SAMPLES

TEXTS = sorted((Path(__file__).parents[1] / "golden" / "texts").glob("*.fr.*"))
GIVEN_BACK = {
    **{sample.suffix: sample.data for sample in SAMPLES},
    **{path.name: path.read_bytes() for path in TEXTS},
}
FILES = [name for name in GIVEN_BACK if (found := input_format(f"a{name}")) and found.translator and name != ".xlf"]


def read(name: str, data: bytes) -> Text:
    """The text of a file."""
    found = input_format(f"a{name}")
    assert found
    text: Text = load(found.reader)(data, "auto", "fr")
    return text


@pytest.mark.parametrize("name", FILES)
def test_a_file_comes_back_in_english(name: str) -> None:
    found, data = input_format(f"a{name}"), GIVEN_BACK[name]
    assert found
    before = read(name, data)
    done = load(found.translator)(data, replacements(before), before.encoding or "auto", "en")
    after = read(name, done)
    wanted = [one.text if one.is_kept() else english_of(one)[0] for one in before.paragraphs]
    said = [one.text for one in after.paragraphs]
    assert _words(said) == _words(wanted)  # in capitals: code and formulas stay in small letters
    assert len(after.paragraphs) == len(before.paragraphs)


def _words(texts: list[str]) -> list[str]:
    """The words of some texts, in capitals and sorted."""
    return sorted(word.upper() for found in words(texts) for word in found)
