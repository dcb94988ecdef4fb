"""The challenge files: hard cases by category, with required and optional boundaries."""

from pathlib import Path

import pytest

from pipeline.segmentation import segment

HERE = Path(__file__).parent


def items(language: str) -> list[tuple[str, str, str]]:
    lines = (HERE / f"challenge_{language}.txt").read_text(encoding="utf-8").splitlines()
    return [(language, *line.split("\t", 1)) for line in lines if not line.startswith("#")]  # type: ignore[misc]


def places_of(sign: str, item: str) -> set[int]:
    """Where the sentences before a sign end, in the item without its signs."""
    other = "¦" if sign == "‖" else "‖"
    parts = item.replace(other, "").split(sign)
    return {len("".join(parts[:number]).rstrip()) for number in range(1, len(parts))}


@pytest.mark.parametrize(("language", "category", "item"), [*items("fr"), *items("en")])
def test_hard_case(language: str, category: str, item: str) -> None:
    text = item.replace("‖", "").replace("¦", "")
    found = {end for _, end in segment(text, language)} - {len(text)}
    required, optional = places_of("‖", item), places_of("¦", item)
    assert found - optional == required, category


def test_there_are_enough_of_all_kinds() -> None:
    french = items("fr")
    assert len(french) >= 250
    assert len({category for _, category, _ in french}) >= 15
