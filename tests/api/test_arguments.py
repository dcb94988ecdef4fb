"""Whatever is no text is refused in one line, by every function."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import pipeline
from pipeline import ArgumentError

WRONG: dict[str, tuple[Callable[[Any], Any], Any, str]] = {
    "bytes": (pipeline.segment, b"Oui.", "segment: expected a text .str., got bytes; decode them first"),
    "path": (pipeline.segment, Path("a.txt"), "segment: expected a text .str., got PosixPath; read it first"),
    "nothing": (pipeline.translate, None, "translate: expected a text .str., got NoneType; give a text"),
    "number": (pipeline.translate, [*["Oui."] * 2, 3.0], "translate: item 2: expected a text .str., got float"),
    "mapping": (pipeline.translate, {"a": "Oui."}, "translate: expected a text .str., got dict; give its values"),
    "one side": (pipeline.link, "Oui.", "link: English: expected a text .str., got NoneType"),
    "no pairs": (
        pipeline.score,
        ["Oui."],
        "score: item 0: expected a pair, or a French and an English text, got 'Oui.",
    ),
    "no sides": (pipeline.score, None, "score: expected a text .str., got NoneType"),
    "half a list": (lambda given: pipeline.link("Oui.", given), ["Yes."], "link: expected two texts or two lists"),
    "as many": (lambda given: pipeline.score(["Oui."], given), [], "score: 1 French text, but 0 English ones"),
    "bead": (lambda given: pipeline.align("", "", largest_bead=given), 1, "align: largest_bead: expected a number"),
    "beads": (lambda given: pipeline.align("", "", largest_bead=given), 10**9, "align: largest_bead: .* from 2 to 12"),
    "language": (lambda given: pipeline.segment("Oui.", given), ["fr"], "segment: expected 'fr'"),
    "thresholds": (lambda given: pipeline.score("a", "b", thresholds=given), {"x": 1}, "score: thresholds: expected"),
    "english": (
        lambda given: pipeline.score("a", "b", glossary=given),
        {"a": 5},
        "glossary: 'a': expected its English",
    ),
    "model": (lambda given: pipeline.translate("Oui.", given), 3, "translate: model: expected a text .str., got int"),
    "glossary": (lambda given: pipeline.score("a", "b", glossary=given), 3, "glossary: expected a mapping"),
    "term": (lambda given: pipeline.score("a", "b", glossary=given), {"a": []}, "glossary: 'a': .. is no French term"),
    "suffix": (pipeline.read_pairs, __file__, f"{__file__}: read_pairs reads .arrow, .csv, .hunalign, .json"),
    "no path": (pipeline.read_pairs, 3, "read_pairs: expected a path, got int"),
    "no config": (pipeline.run, 3, "run: expected a configuration, a mapping or a YAML file, got int"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_used_is_told(name: str) -> None:
    call, given, message = WRONG[name]
    with pytest.raises(ArgumentError, match=f"^{message}") as problem:
        call(given)
    assert "\n" not in str(problem.value)
    assert isinstance(problem.value, ValueError)


def test_nothing_in_gives_nothing_out() -> None:
    assert pipeline.translate(" \n") == " \n"
    none: list[list[Any]] = [pipeline.segment(""), pipeline.segment([]), pipeline.translate([])]
    none += [pipeline.align("", ""), pipeline.link([]), pipeline.link([], []), pipeline.score([])]
    assert none == [[]] * len(none)
