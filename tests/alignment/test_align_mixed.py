"""A human translation that lacks some of the French: the machine's fills the gaps, and every bead says whose it is."""

from itertools import chain

import pytest

from pipeline import make_config, read_pairs, run
from pipeline.pairs import Pair
from pipeline.runs.runner import Result

STORY = [
    [
        "Le train quitta Lyon à huit heures.",
        "Marie dormait près de la fenêtre.",
        "Un homme entra et ouvrit un journal.",
    ],
    ["À Dijon, le chauffage tomba en panne.", "Le contrôleur distribua douze couvertures."],
    ["Paul attendait sur le quai depuis midi.", "Il avait apporté des fleurs.", "Enfin le train arriva à Paris."],
    ["Marie embrassa son frère.", "Ils prirent un taxi pour la gare du Nord."],
]
HUMAN = [
    [
        "The train left Lyon at eight o'clock.",
        "Marie was asleep by the window.",
        "A man came in and opened a newspaper.",
    ],
    ["Paul had been waiting on the platform since noon.", "At last the train arrived in Paris."],
    ["Marie kissed her brother.", "They took a taxi to the Gare du Nord."],
]
LACKING = [*STORY[1], "Il avait apporté des fleurs."]

Done = tuple[Result, list[Pair]]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    """A run with the embedded model, whose human translation lacks a paragraph, and a sentence inside another."""
    folder = tmp_path_factory.mktemp("mixed")
    for name, paragraphs in (("a.fr.txt", STORY), ("a.en.txt", HUMAN)):
        (folder / name).write_text("\n\n".join(map(" ".join, paragraphs)) + "\n", encoding="utf-8")
    result = run(
        make_config(
            {
                "read": {"files": str(folder / "a.fr.txt"), "reference": str(folder / "a.en.txt")},
                "translate": {"beam": 1},
                "link": {"words": False},
                "output": str(folder / "out"),
            }
        )
    )
    return result, list(read_pairs(folder / "out" / "pairs.jsonl"))


def test_each_french_sentence_has_english_and_says_whose(done: Done) -> None:
    _, pairs = done
    assert " ".join(pair.source for pair in pairs) == " ".join(chain.from_iterable(STORY))
    assert [pair.source for pair in pairs if pair.origin == "machine"] == LACKING
    assert all(pair.target for pair in pairs)


def test_the_human_translation_stands_whole(done: Done) -> None:
    _, pairs = done
    human = [pair for pair in pairs if pair.origin == "human"]
    assert " ".join(pair.target for pair in human) == " ".join(chain.from_iterable(HUMAN))
    kept = [sentence for paragraph in STORY for sentence in paragraph if sentence not in LACKING]
    assert [(pair.source, pair.target) for pair in human] == list(zip(kept, chain.from_iterable(HUMAN), strict=True))
    assert all(pair.machine for pair in human)


def test_machine_and_human_are_compared_where_both_are(done: Done) -> None:
    result, pairs = done
    counts = result.metrics.counts
    assert (counts.human, counts.translated, counts.lost, counts.without_english) == (7, 3, 0, 0)
    assert result.metrics.machine_against_human is not None
    assert result.metrics.machine_against_human.segments == sum(pair.origin == "human" for pair in pairs)
