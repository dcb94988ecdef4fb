"""What differs in the records of runs, and records that say nothing."""

from typing import Any

import pytest

from pipeline.runs.differences import find_differences

ONE = {
    "made_by": {"model": "embedded", "model_hash": "ab", "created": "today"},
    "libraries": {"numpy": "2.4"},
    "inputs": [{"file": "a.txt", "sha256": "1" * 64, "reference_sha256": "2" * 64}],
    "config": {"output": "out/one", "translate": {"beam": 1, "model": "embedded"}},
    "seconds": {"read": 1.0},
}


def test_what_may_decide_a_result_is_compared() -> None:
    other = {
        **ONE,
        "made_by": {"model": "opus", "model_hash": "cd", "created": "tomorrow"},
        "inputs": [{"file": "a.txt", "sha256": "3" * 64}],
        "config": {"output": "out/two", "translate": {"beam": 4, "model": "embedded"}},
        "seconds": {"read": 2.0},
    }
    assert find_differences([ONE, ONE]) == []
    assert find_differences([ONE, other, ONE]) == [
        ("made by: model", ("embedded", "opus", "embedded")),
        ("made by: model_hash", ("ab", "cd", "ab")),
        ("translate.beam", ("1", "4", "1")),
        ("text: a.txt", ("1" * 12, "3" * 12, "1" * 12)),
        ("human translation: a.txt", ("2" * 12, "—", "2" * 12)),
    ]


@pytest.mark.parametrize(
    "odd", [{}, {"made_by": ["x"], "libraries": 3, "inputs": "x", "config": None}, {"inputs": [1]}]
)
def test_a_record_out_of_shape_stops_nothing(odd: dict[str, Any]) -> None:
    found = find_differences([ONE, odd])
    assert bool(found) == bool(odd)
