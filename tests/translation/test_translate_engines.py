"""Both engines on the embedded model: the same pieces as MarianTokenizer, the same words as generate."""

import json
import shutil
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import pytest
import torch

from pipeline.translation.engine import Decoding, Engine, EngineOutput
from pipeline.translation.engines import open_engine
from pipeline.translation.model import Model, find_model
from pipeline.translation.normalise import normalise
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import Pieces, fill_unknown
from pipeline.translation.translator import Translator

SENTENCES = [
    "Il pleut sur la ville.",
    "Nous avons discuté de la mise en œuvre des accords.",
    "Le ministre a déclaré que l’accord sera signé en août.",
    "Où vas-tu ?",
    "Elle a acheté une nouvelle voiture hier.",
]


@pytest.fixture(scope="module")
def pieces(model: Model) -> list[list[str]]:
    return Pieces(model.folder).split([normalise(sentence) for sentence in SENTENCES])


@pytest.fixture(scope="module")
def engines(model: Model) -> dict[str, Engine]:
    names = ("transformers", "ctranslate2")
    return {name: open_engine(model, TranslateOptions(name, "cpu", "float32")) for name in names}


def test_pieces_are_those_of_marian_tokenizer(model: Model, pieces: list[list[str]]) -> None:
    from transformers import MarianTokenizer

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tokenizer = MarianTokenizer.from_pretrained(model.folder)
    assert [tokenizer.tokenize(normalise(sentence)) for sentence in SENTENCES] == pieces


@pytest.mark.slow
@pytest.mark.parametrize("beam", [1, 4])
def test_the_fast_engine_agrees_with_the_reference(
    engines: dict[str, Engine], pieces: list[list[str]], beam: int
) -> None:
    reference, fast = (engines[name].translate(pieces, Decoding(beam, 60)) for name in ("transformers", "ctranslate2"))
    assert [output.pieces for output in fast] == [output.pieces for output in reference]
    assert [output.score for output in fast] == pytest.approx([output.score for output in reference], abs=1e-3)
    assert all(output.finished for output in (*fast, *reference))


@pytest.mark.parametrize("name", ["transformers", "ctranslate2"])
@pytest.mark.parametrize("beam", [1, 2])
def test_outputs_of_different_lengths_have_the_scores_of_forced_decoding(
    engines: dict[str, Engine], pieces: list[list[str]], name: str, beam: int
) -> None:
    """Those that end early are filled up to the longest; the filling does not count."""
    outputs = engines[name].translate(pieces[:4], Decoding(beam, 60))
    assert len({len(output.pieces) for output in outputs}) > 1
    scores = engines[name].score(pieces[:4], [output.pieces for output in outputs])
    assert [output.score for output in outputs] == pytest.approx(scores, abs=1e-3)


@pytest.mark.parametrize("name", ["transformers", "ctranslate2"])
def test_an_output_that_had_to_be_cut_says_so(engines: dict[str, Engine], pieces: list[list[str]], name: str) -> None:
    assert not any(output.finished for output in engines[name].translate(pieces[1:3], Decoding(1, 3)))


def test_unknown_signs_are_carried_over(translator: Translator) -> None:
    assert fill_unknown(["▁a", "<unk>"], []) == ["▁a"]
    [hypothesis] = translator(["Le prix est de 30 ☃ par mois."])
    assert "⁇" not in hypothesis.text


def test_repeated_sentences_are_translated_once_and_order_is_kept(translator: Translator) -> None:
    asked: list[int] = []
    hypotheses = translator(["Oui.", "", "Il pleut sur la ville.", "Oui.", "12"], advance=asked.append)
    assert [hypothesis.text for hypothesis in hypotheses][1::3] == ["", "12"]
    assert hypotheses[0] == hypotheses[3]
    assert sum(asked) == 5


def test_a_very_long_sentence_goes_in_parts_and_ends(translator: Translator) -> None:
    sentence = ", ".join(f"le train numéro {number} part de la gare" for number in range(40)) + "."
    [hypothesis] = translator([sentence])
    assert "split" in hypothesis.notes
    assert hypothesis.text.lower().count("train") >= 30


class Stuck:
    """An engine that loops unless it decodes carefully: what small models do."""

    name = "stuck"

    def score(self, batch: Sequence[Sequence[str]], outputs: Sequence[Sequence[str]]) -> list[float]:
        return [-float(len(output)) for output in outputs]

    def translate(self, batch: Sequence[Sequence[str]], decoding: Decoding) -> list[EngineOutput]:
        words = ("▁It", "▁rains", ".") if decoding.careful else ("▁the",) * 9
        return [EngineOutput(words, -0.5, True) for _ in batch]


def test_a_loop_is_repaired_and_said(model: Model) -> None:
    pieces = Pieces(model.folder)
    [repaired] = Translator(Stuck(), pieces, (60, 500), TranslateOptions(beam=1))(["Il pleut."])
    assert (repaired.text, repaired.notes) == ("It rains.", ("repaired",))
    [left] = Translator(Stuck(), pieces, (60, 500), TranslateOptions(beam=1, repair=False))(["Il pleut."])
    assert left.notes == ("unsound",)


@pytest.mark.parametrize("engine", ["ctranslate2", "transformers"])
def test_a_model_that_never_ends_stops_at_its_last_position(
    tmp_path: Path, engine: Literal["ctranslate2", "transformers"]
) -> None:
    from safetensors.torch import load_file, save_file

    folder = tmp_path / "endless"
    shutil.copytree(find_model("embedded").folder, folder)
    config = json.loads((folder / "config.json").read_text()) | {"max_position_embeddings": 32}
    (folder / "config.json").write_text(json.dumps(config))
    weights = load_file(folder / "model.safetensors")
    bias = weights.setdefault("final_logits_bias", torch.zeros(1, config["vocab_size"], dtype=torch.float16))
    bias[0, config["eos_token_id"]] = -10_000
    save_file(weights, folder / "model.safetensors", {"format": "pt"})
    options = TranslateOptions(engine=engine, beam=1)
    endless = find_model(str(folder))
    translator = Translator(open_engine(endless, options), Pieces(endless.folder), (60, 30), options)
    [found] = translator(["Il pleut sur la ville et sur la mer, et le vent se lève."])
    assert "unsound" in found.notes
