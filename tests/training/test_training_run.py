"""The whole recipe on a toy corpus: prepare to export, resume after a kill, and both engines on the result."""

from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import MarianMTModel

from training import average, encode, evaluate, export, link, prepare, train, vocabulary
from training.checkpoint import checkpoints, learned
from training.config import Config, Corpus, Evaluation, Schedule, Shape, Vocabulary
from training.train import Trainer
from training.translate import by_ctranslate2, by_transformers

pytestmark = pytest.mark.slow

SUBJECTS = [("Le chat", "The cat"), ("Mon voisin", "My neighbour"), ("La reine", "The queen"), ("Un marin", "A sailor")]
VERBS = [("regarde", "watches"), ("cherche", "looks for"), ("dessine", "draws"), ("oublie", "forgets")]
OBJECTS = [("la mer", "the sea"), ("une pomme", "an apple"), ("le jardin", "the garden"), ("ses clés", "the keys")]
PAIRS = [(f"{s[0]} {v[0]} {o[0]}.", f"{s[1]} {v[1]} {o[1]}.") for s in SUBJECTS for v in VERBS for o in OBJECTS]


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("training")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "toy.tsv").write_text("".join(f"{f}\t{e}\n" for f, e in PAIRS), encoding="utf-8")
    held_out = folder / "dev.tsv"
    held_out.write_text("".join(f"{f}\t{e}\n" for f, e in PAIRS[:2]), encoding="utf-8")
    made = Config(
        work=folder / "run",
        corpus=Corpus(texts=(texts,), held_out=(held_out,), variants={"capitals": 0.1}),
        vocabulary=Vocabulary(pieces=120),
        shape=Shape(width=32, heads=2, inner=64, encoder_layers=1, decoder_layers=1),
        train=Schedule(
            steps=8, rate=1e-2, warmup=2, tokens=200, accumulate=1, guided=0.1, checkpoint_every=3, threads=1
        ),
        evaluate=Evaluation(sets=(held_out,), average=2),
    )
    prepare.prepare(made)
    vocabulary.vocabulary(made)
    encode.encode(made)
    link.link(made)
    return made


def test_prepare_leaves_out_what_is_held_out(config: Config) -> None:
    lines = (config.work / "pairs.tsv").read_text(encoding="utf-8").splitlines()
    assert len(PAIRS) - 2 <= len(lines)
    assert not {"\t".join(pair) for pair in PAIRS[:2]} & set(lines)


def test_a_killed_run_ends_as_an_unbroken_one(config: Config, tmp_path: Path) -> None:
    whole = Trainer(config)
    whole.run()
    broken = config.model_copy(update={"work": tmp_path})
    for name in ("pieces.safetensors", "links.safetensors", "source.spm"):
        (tmp_path / name).write_bytes((config.work / name).read_bytes())
    first = Trainer(broken)
    steps = first.groups()
    for _ in range(3):
        first.step(next(steps))
        first.progress.step += 1
    first.save()
    for _ in range(2):
        first.step(next(steps))
    second = Trainer(broken)
    assert second.progress.step == 3
    second.run()
    for name, weight in learned(whole.model).items():
        assert torch.equal(weight, learned(second.model)[name]), name


def test_the_exported_folder_translates_in_both_engines(config: Config) -> None:
    train.train(config)
    average.average(config)
    evaluate.evaluate(config)
    export.export(config)
    folder = config.work / "export"
    assert len(checkpoints(config.work / "checkpoints")) <= config.train.keep
    model: Any = MarianMTModel.from_pretrained(folder)
    assert not model.model.shared.weight[-1].any()
    sentences = [french for french, _ in PAIRS[:3]]
    assert len(by_transformers(folder, sentences)) == len(by_ctranslate2(folder, sentences)) == 3
    card = (folder / "MODEL_CARD.md").read_text(encoding="utf-8")
    assert "capitals 10.0%" in card
    assert "| dev |" in card
