"""Every rule is documented by an example that is cut as it says, and in which that rule decides."""

import pytest

from pipeline.segmentation import Options, explain, segment
from pipeline.segmentation.rules import RULES, Rule

ENGLISH = frozenset({"said"})
"""Rules that only English has a use for; their example is English."""


@pytest.mark.parametrize(("name", "rule"), RULES.items())
def test_the_example_of_a_rule(name: str, rule: Rule) -> None:
    paragraphs = (rule.__doc__ or "").strip().split("\n\n")
    assert len(paragraphs) == 2, f"{name} needs one line that says what, and one example"
    sentences = [sentence.strip() for sentence in paragraphs[1].split("|")]
    text = paragraphs[1].replace(" | ", " ").replace("|", "")
    language = "en" if name in ENGLISH else "fr"
    options = Options(
        split_on=(";",) if name.startswith("clause") else (),
        keep_dialogue_turns=name == "turn_goes_on",
        style="mixed" if name == "casual_mark" else "auto",
    )
    assert [text[start:end] for start, end in segment(text, language, options)] == sentences
    assert name in {decision.rule for decision in explain(text, language, options)}
