"""The numbers of an alignment stay what they are: whoever changes one that was measured has to measure again."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from pipeline.alignment import AlignOptions, Helpers, align

FRENCH = [
    "Le 14 mai, le train de Lyon arriva à Dijon avec une heure de retard.",
    "Marie Dubois dormait près de la fenêtre.",
    "Un homme entra, salua et ouvrit son journal.",
    "Personne ne parla.",
    "À Paris, il pleuvait ; Marie prit un taxi jusqu'à la place Monge.",
    "Elle paya 35 francs.",
]
ENGLISH = [
    "On May 14 the train from Lyon arrived in Dijon an hour late, while Marie Dubois slept by the window.",
    "A man came in and said good morning.",
    "He opened his paper.",
    "Nobody spoke.",
    "It was raining in Paris.",
    "Marie took a taxi to the Place Monge; the fare was 35 francs.",
    "The driver thanked her.",
]
MACHINE = [
    "On May 14, the train from Lyon arrived in Dijon one hour late.",
    "Marie Dubois slept near the window.",
    "A man entered, greeted and opened his newspaper.",
    "Nobody spoke.",
    "In Paris it was raining; Marie took a taxi to the Place Monge.",
    "She paid 35 francs.",
]


def judge(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """A judge who counts letters that both have, and knows nothing."""
    return [-0.5 * len(english) + 0.5 * len(set(french.lower()) & set(english.lower())) for french, english in pairs]


def embed(sentences: Sequence[str]) -> np.ndarray:
    """Vectors of sentences: how often they have each letter."""
    return np.array([[line.lower().count(letter) for letter in "aeiou"] for line in sentences], np.float32)


CASES: dict[str, dict[str, Any]] = {
    "words alone": {},
    "machine translations": {"hypotheses": MACHINE},
    "paragraphs": {"paragraphs": ([0, 0, 1, 1, 2, 2], [0, 1, 1, 1, 2, 2, 2])},
    "a judge": {"helpers": Helpers(judge=judge), "hypotheses": MACHINE},
    "sentence vectors": {"helpers": Helpers(embed=embed)},
    "nothing learnt": {"options": AlignOptions(learn_translations=False)},
}


FOUND: dict[str, list[tuple[tuple[int, ...], tuple[int, ...], float, float]]] = {
    "words alone": [
        ((0, 1), (0,), 0.7927, 0.5907),
        ((2,), (1, 2, 3), 0.5063, 0.0),
        ((3,), (4,), 0.8334, 0.2072),
        ((4,), (5,), 0.6151, 0.5978),
        ((5,), (6,), 0.619, 0.0),
    ],
    "machine translations": [
        ((0, 1), (0,), 0.9674, 0.771),
        ((2,), (1, 2), 0.9536, 0.4705),
        ((3,), (3,), 0.9934, 0.684),
        ((4,), (4, 5), 0.6397, 0.7564),
        ((5,), (6,), 0.641, 0.0),
    ],
    "paragraphs": [
        ((0, 1), (0,), 0.9525, 0.5907),
        ((2,), (1, 2, 3), 0.5809, 0.0),
        ((3,), (4,), 0.7786, 0.2072),
        ((4,), (5,), 0.562, 0.5978),
        ((5,), (6,), 0.6122, 0.0),
    ],
    "a judge": [
        ((0, 1), (0,), 0.7373, 0.771),
        ((2,), (1, 2), 0.6691, 0.4705),
        ((3,), (3,), 0.9864, 0.684),
        ((4,), (4, 5), 0.5776, 0.7564),
        ((5,), (6,), 0.608, 0.0),
    ],
    "sentence vectors": [
        ((0, 1), (0,), 0.9225, 0.5552),
        ((2,), (1,), 0.9352, 0.0118),
        ((3,), (2, 3), 0.8503, 0.4097),
        ((4,), (4, 5), 0.8836, 0.5218),
        ((5,), (6,), 0.9452, 0.1705),
    ],
    "nothing learnt": [
        ((0, 1), (0,), 0.7865, 0.5843),
        ((2,), (1, 2, 3), 0.5034, 0.0),
        ((3,), (4,), 0.8332, 0.2072),
        ((4,), (5,), 0.6292, 0.588),
        ((5,), (6,), 0.6331, 0.0),
    ],
}
"""The two sides of every bead, its posterior, and the similarity of its sides."""


@pytest.mark.parametrize("case", CASES)
def test_the_beads_of_a_page(case: str) -> None:
    beads = align(FRENCH, ENGLISH, **CASES[case])
    assert [(bead.source, bead.target) for bead in beads] == [row[:2] for row in FOUND[case]]
    assert [bead.posterior for bead in beads] == pytest.approx([row[2] for row in FOUND[case]], abs=2e-3)
    assert [bead.scores["similarity"] for bead in beads] == pytest.approx([row[3] for row in FOUND[case]], abs=2e-3)
