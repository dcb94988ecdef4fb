"""Both engines on a tiny model of random weights, against transformers itself: what they find, and what they score."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import MarianMTModel, MarianTokenizer

from pipeline.errors import ModelError
from pipeline.hub import quiet_transformers
from pipeline.translation.engine import Decoding, Engine
from pipeline.translation.engines import open_engine
from pipeline.translation.judge import ModelJudge
from pipeline.translation.model import Model, check_fit, find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import open_translator

SOURCES = [["▁L", "'", "a", "m", "i"], ["▁", "c", "h", "a", "t"], ["▁"], ["n", "o", "i", "r"] * 4]
TARGETS = [["l", "e"], ["▁"], ["p", "e", "u", "s", "i"], []]


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def model(tiny_model: Path) -> Model:
    return find_model(str(tiny_model))


@pytest.fixture(params=["ctranslate2", "transformers"])
def engine(request: pytest.FixtureRequest, model: Model) -> Engine:
    return open_engine(model, TranslateOptions(request.param, "cpu", "float32", batch_tokens=12))


@pytest.fixture(scope="module")
def library(tiny_model: Path) -> tuple[Any, Any]:
    """The model and the tokenizer as transformers loads them."""
    with quiet_transformers():
        return MarianMTModel.from_pretrained(tiny_model), MarianTokenizer.from_pretrained(tiny_model)


def forced(library: tuple[Any, Any], source: Sequence[str], target: Sequence[str]) -> float:
    """The mean log-probability of the pieces of a target and of its end, step by step."""
    model, tokenizer = library
    wanted = [*tokenizer.convert_tokens_to_ids(list(target)), 0]
    inputs = torch.tensor([[*tokenizer.convert_tokens_to_ids(list(source)), 0]])
    steps = []
    for length, number in enumerate(wanted):
        begun = torch.tensor([[model.config.decoder_start_token_id, *wanted[:length]]])
        with torch.no_grad():
            logits = model(input_ids=inputs, decoder_input_ids=begun).logits[0, -1]
        steps.append(float(logits.log_softmax(-1)[number]))
    return sum(steps) / len(steps)


def test_given_outputs_are_scored_by_forced_decoding(engine: Engine, library: tuple[Any, Any]) -> None:
    expected = [forced(library, source, target) for source, target in zip(SOURCES, TARGETS, strict=True)]
    assert engine.score(SOURCES, TARGETS) == pytest.approx(expected, abs=1e-3)


def test_the_order_and_the_number_of_inputs_do_not_matter(engine: Engine) -> None:
    together = engine.translate(SOURCES * 3, Decoding(1, 6))
    alone = [engine.translate([source], Decoding(1, 6))[0] for source in SOURCES]
    assert [output.pieces for output in together] == [output.pieces for output in alone] * 3
    assert [output.score for output in together] == pytest.approx([output.score for output in alone] * 3, abs=1e-4)


def test_a_greedy_output_takes_the_likeliest_piece_each_time(engine: Engine, library: tuple[Any, Any]) -> None:
    model, tokenizer = library
    names = tokenizer.convert_ids_to_tokens(range(38))
    for source, output in zip(SOURCES, engine.translate(SOURCES, Decoding(1, 4)), strict=True):
        assert len(output.pieces) == 4
        assert not output.finished
        for length, piece in enumerate(output.pieces):
            numbers = tokenizer.convert_tokens_to_ids([*source, *output.pieces[:length]])
            begun = torch.tensor([[37, *numbers[len(source) :]]])
            with torch.no_grad():
                logits = model(input_ids=torch.tensor([[*numbers[: len(source)], 0]]), decoder_input_ids=begun).logits
            assert piece == names[int(logits[0, -1].argmax())]


def test_no_three_pieces_come_twice_in_a_careful_output(engine: Engine) -> None:
    for careful in (False, True):
        for output in engine.translate(SOURCES, Decoding(1, 30, careful=careful)):
            threes = list(zip(output.pieces, output.pieces[1:], output.pieces[2:], strict=False))
            assert (len(set(threes)) == len(threes)) == careful


def test_more_hypotheses_find_outputs_that_are_at_least_as_likely(engine: Engine) -> None:
    greedy, wide = (engine.translate(SOURCES, Decoding(beam, 8)) for beam in (1, 8))
    for source, one, other in zip(SOURCES, greedy, wide, strict=True):
        assert engine.score([source], [other.pieces])[0] >= engine.score([source], [one.pieces])[0] - 1e-5


def test_both_engines_agree_where_an_output_ends_by_itself(model: Model, library: tuple[Any, Any]) -> None:
    """Of all translations with two pieces at most, the likeliest: its score is that of forced decoding."""
    for name in ("ctranslate2", "transformers"):
        engine = open_engine(model, TranslateOptions(name, "cpu", "float32"))
        for source, output in zip(SOURCES, engine.translate(SOURCES, Decoding(1, 4)), strict=True):
            [score] = engine.score([source], [output.pieces])
            assert score == pytest.approx(forced(library, source, output.pieces), abs=1e-3)


def test_a_judge_adds_up_what_forced_decoding_says(model: Model, library: tuple[Any, Any]) -> None:
    """Of 48 positions a text may take 46; what is longer goes on as it began."""
    judge = ModelJudge(model)
    _, tokenizer = library
    texts = [("l'ami", "the cat"), ("chat", "he said"), ("le chat", "cat " * 30)]
    found = judge(texts)
    for (french, english), score in zip(texts, found, strict=True):
        source, target = (
            spm.encode_as_pieces(text.strip())
            for spm, text in ((tokenizer.spm_source, french), (tokenizer.spm_target, english))
        )
        kept = target[:46]
        expected = forced(library, source, kept) * (len(kept) + 1) * max(1.0, len(target) / 46)
        assert score == pytest.approx(expected, rel=0.02)  # it computes with eight bits


def test_pieces_with_strange_numbers_are_told(tiny_model: Path, tmp_path: Path) -> None:
    for path in tiny_model.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    vocabulary = (tmp_path / "vocab.json").read_text("utf-8")
    (tmp_path / "vocab.json").write_text(vocabulary.replace('"<pad>": 37', '"<pad>": 38'), "utf-8")
    with pytest.raises(ModelError) as caught:
        check_fit(find_model(str(tmp_path)))
    assert str(caught.value) == (f"{tmp_path}: vocab.json: the number of '<pad>' is not below 38, as config.json says")


def test_an_untrained_model_is_refused(tiny_model: Path, caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(ModelError, match="finds plain English no more probable than chance does"):
        open_translator(find_model(str(tiny_model)), TranslateOptions("transformers", "cpu", "float32"))
    open_translator(find_model("embedded"), TranslateOptions("transformers", "cpu", "float32"))
    assert not caplog.text
