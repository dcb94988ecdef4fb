"""What becomes of a model's answers: repaired, joined, noted, kept to a glossary. The engine is a small table."""

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from pipeline.document import Hypothesis
from pipeline.glossary import Glossary, Term
from pipeline.steps import make_now
from pipeline.translation.answers import Answer, join_answers, make_answer, to_plain
from pipeline.translation.engine import Decoding, EngineOutput
from pipeline.translation.model import Model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import Pieces
from pipeline.translation.terms import TermPlacement
from pipeline.translation.translator import Translator


class Table:
    """An engine that answers by a table of texts, and remembers what it was asked and how."""

    name = "table"

    def __init__(self, pieces: Pieces, answers: dict[str, str], careful: dict[str, str] | None = None) -> None:
        self.pieces, self.answers, self.careful = pieces, answers, careful or {}
        self.scores: dict[str, float] = {}
        self.asked: list[tuple[list[str], Decoding]] = []

    def translate(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[EngineOutput]:
        texts = ["".join(pieces).replace("▁", " ").strip() for pieces in batch]
        self.asked.append((texts, decoding))
        answers = self.careful if decoding.careful else self.answers
        found = []
        for text in texts:
            [said] = self.pieces.split_target([answers.get(text, "So it is.")])
            found.append(EngineOutput(tuple(said), -0.12345, len(said) < decoding.longest))
        return found

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        return [self.scores.get(self.pieces.join(list(output)), -9.0) for output in outputs]


@pytest.fixture(scope="module")
def pieces(model: Model) -> Pieces:
    return Pieces(model.folder)


Make = Callable[..., tuple[Translator, Table]]


@pytest.fixture
def make(pieces: Pieces) -> Make:
    def made(
        answers: dict[str, str], careful: dict[str, str] | None = None, **options: Any
    ) -> tuple[Translator, Table]:
        limits, glossary = options.pop("limits", (60, 500)), options.pop("glossary", Glossary())
        engine = Table(pieces, answers, careful)
        return Translator(engine, pieces, limits, TranslateOptions(**options), glossary), engine

    return made


def test_each_sentence_has_its_hypothesis_with_what_was_done(make: Make) -> None:
    translator, engine = make({"Il pleut.": "It rains.", "Défense de fumer": "No smoking."}, beam=3)
    advanced: list[int] = []
    found = translator(["Il pleut.", "12 — 13", "DÉFENSE DE FUMER", "Il pleut."], advance=advanced.append)
    assert found == [
        Hypothesis("It rains.", -0.1235),
        Hypothesis("12 — 13", None, ("copied",)),
        Hypothesis("NO SMOKING", -0.1235, ("capitals",)),
        Hypothesis("It rains.", -0.1235),
    ]
    assert advanced == [1, 3]
    [(asked, decoding)] = engine.asked
    assert sorted(asked) == ["Défense de fumer", "Il pleut."]
    longest = max(translator.pieces.count(text) for text in asked)
    assert decoding == Decoding(3, 2 * longest + 16, careful=False)


def test_an_output_has_no_more_pieces_than_the_model_can_say(make: Make) -> None:
    translator, engine = make({}, limits=(60, 20))
    translator(["Il pleut sur la ville depuis ce matin."])
    assert engine.asked[0][1].longest == 20


def test_a_sentence_that_is_too_long_goes_in_parts(make: Make) -> None:
    translator, engine = make({"Il pleut ;": "It rains.", "je sors.": "I go out."}, limits=(6, 500))
    assert translator(["Il pleut ; je sors."]) == [Hypothesis("It rains; I go out.", -0.1235, ("split",))]
    assert [translator.parts(text) for text in ("Il pleut ; je sors.", "Oui.", "12")] == [2, 1, 0]
    assert sorted(engine.asked[0][0]) == ["Il pleut ;", "je sors."]


LOOP = "No no no no no no"


def test_a_loop_is_tried_carefully_and_then_in_smaller_parts(make: Make) -> None:
    sentence, halves = "Il pleut, et je sors.", {"Il pleut,": "It rains.", "et je sors.": "And I go out."}
    translator, engine = make({sentence: LOOP}, {sentence: "It is raining."})
    assert translator([sentence]) == [Hypothesis("It is raining.", -0.1235, ("repaired",))]
    assert [decoding.careful for _, decoding in engine.asked] == [False, True]
    translator, engine = make({sentence: LOOP}, {sentence: LOOP, **halves})
    steps: dict[str, Any] = {}
    found = translator([sentence], lambda name, work: steps.setdefault(name, work()))
    assert list(steps) == ["plain-000000000", "careful-000000000", "smaller-000000000"]
    assert found == [Hypothesis("It rains, and I go out.", -0.1235, ("repaired",))]
    assert [decoding.careful for _, decoding in engine.asked] == [False, True, True]
    translator, _ = make({sentence: LOOP}, {sentence: LOOP, **dict.fromkeys(halves, LOOP)})
    assert translator([sentence]) == [Hypothesis(f"{LOOP}.", -0.1235, ("unsound",))]
    translator, engine = make({sentence: LOOP}, {sentence: "It is raining."}, repair=False)
    assert translator([sentence]) == [Hypothesis(f"{LOOP}.", -0.1235, ("unsound",))]
    assert len(engine.asked) == 1


def test_an_empty_answer_leaves_the_sentence_as_it_is(make: Make) -> None:
    translator, _ = make({"Il pleut.": ""}, {"Il pleut.": "", "Il": "", "pleut.": ""})
    assert translator(["Il pleut."]) == [Hypothesis("Il pleut.", None, ("untranslated",))]


def test_long_sentences_come_first_and_in_blocks(make: Make) -> None:
    names: list[str] = []

    def step(name: str, work: Callable[[], Any]) -> Any:
        names.append(name)
        return work()

    translator, engine = make({})
    advanced: list[int] = []
    translator([f"Le chat {'très ' * (n % 7)}noir {n}." for n in range(600)], step, advanced.append)
    assert names == ["plain-000000000", "plain-000000512"]
    assert advanced == [0, 512, 88]
    lengths = [translator.pieces.count(text) for texts, _ in engine.asked for text in texts]
    assert lengths == sorted(lengths, reverse=True)


@pytest.mark.parametrize(
    ("answer", "sound"),
    [
        (Answer("It rains.", -1.0, 3, finished=True), True),
        (Answer("It rains.", -1.0, 3, finished=False), False),
        (Answer("", -1.0, 1, finished=True), False),
        (Answer(LOOP, -1.0, 7, finished=True), False),
    ],
)
def test_an_answer_is_sound_that_ended_says_something_and_does_not_loop(answer: Answer, sound: bool) -> None:
    assert answer.is_sound("Il pleut.") == sound


def test_answers_are_joined_by_their_sizes(pieces: Pieces) -> None:
    """The mean of all pieces: (3 × -1 + 1 × -2) / 4."""
    parts = [Answer("Of 1 500 pages.", -1.0, 3, finished=True), Answer("Yes.", -2.0, 1, finished=False)]
    assert join_answers(["De 1 500 pages,", "oui."], parts) == Answer("Of 1,500 pages, yes.", -1.25, 4, finished=False)
    [kept] = to_plain([EngineOutput(("▁It", "▁rains", "."), -0.123456, finished=True)])
    assert kept == (["▁It", "▁rains", "."], -0.1235, True)
    assert make_answer(kept, ["▁Il", "▁pleut"], pieces) == Answer("It rains.", -0.1235, 4, finished=True)
    unknown = make_answer((["▁It", "▁<unk>"], 0.0, True), ["▁Il", "▁☃"], pieces)
    assert unknown.text == "It ☃"


def searched(pieces: Pieces, answer: str, scores: dict[str, float]) -> dict[str, Answer]:
    """What becomes of an answer to a sentence about a lighthouse that is closed."""
    engine = Table(pieces, {})
    engine.scores = scores
    glossary = Glossary((Term("phare", ("beacon",)), Term("fermer", ("shut down",))))
    found = make_answer((pieces.split_target([answer])[0], -1.0, True), [], pieces)
    return TermPlacement(engine, pieces, glossary)({"On ferme le phare.": found}, make_now)


def test_terms_go_where_links_say_in_the_form_that_the_model_finds_most_probable(pieces: Pieces) -> None:
    [found] = searched(pieces, "They close the light.", {"They shut down the beacon.": -0.5}).values()
    assert (found.text, found.score) == ("They shut down the beacon.", -1.0)
    [found] = searched(pieces, "He closes the light.", {"He shuts down the beacon.": -0.5}).values()
    assert found.text == "He shuts down the beacon."


def test_an_answer_with_its_terms_is_left_alone(pieces: Pieces) -> None:
    assert searched(pieces, "They shut down the beacon.", {}) == {}


def test_a_translator_notes_what_its_glossary_changed(make: Make) -> None:
    glossary = Glossary((Term("phare", ("beacon",)), Term("Siam", ("Thailand",))))
    answers = {"Le phare dort.": "The light sleeps.", "Siam dort": "Siam sleeps", "Le phare de X1.": "The light of X1."}
    translator, engine = make(answers, glossary=glossary)
    assert translator(["Le phare dort."]) == [Hypothesis("The beacon sleeps.", -0.1235, ("glossary",))]
    assert translator(["SIAM DORT"]) == [Hypothesis("THAILAND SLEEPS", -0.1235, ("capitals", "glossary"))]
    assert translator(["Le phare de b_c."]) == [Hypothesis("The beacon of b_c.", -0.1235, ("glossary",))]
    assert all(decoding.careful is False for _, decoding in engine.asked)
