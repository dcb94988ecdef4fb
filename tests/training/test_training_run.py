"""The whole recipe on a toy corpus: prepare to export, resume after a kill, and both engines on the result."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import MarianMTModel

from tests.training.conftest import PAIRS
from training import average, evaluate, export, model_card, moving_average, train
from training.checkpoint import checkpoints, flat_state, learned
from training.config import Config
from training.train import Trainer
from training.translate import by_ctranslate2, by_transformers

pytestmark = pytest.mark.slow


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
    groups = first.groups()
    for _ in range(3):
        group, (first.progress.epoch, first.progress.batch) = next(groups)
        first.step(group)
        first.progress.step += 1
    first.save()
    for _ in range(2):
        first.step(next(groups)[0])
    second = Trainer(broken)
    assert second.progress.step == 3
    second.run()
    for name, weight in learned(whole.model).items():
        assert torch.equal(weight, learned(second.model)[name]), name


def again(config: Config, work: Path, **options: Any) -> Config:
    """Give the same run another folder and other options of training."""
    work.mkdir()
    for name in ("pieces.safetensors", "links.safetensors", "validation.safetensors", *export.TOKENIZER):
        (work / name).write_bytes((config.work / name).read_bytes())
    return config.model_copy(update={"work": work, "train": config.train.model_copy(update=options)})


def numbers(work: Path, name: str) -> list[float]:
    lines = map(json.loads, (work / "log.jsonl").read_text(encoding="utf-8").splitlines())
    return [line[name] for line in lines if name in line]


def test_the_moving_average_is_kept_validated_and_exported(config: Config, tmp_path: Path) -> None:
    made = again(config, tmp_path / "ema", ema=0.5)
    trainer = Trainer(made)
    trainer.run()
    assert trainer.state.average is not None
    restored = Trainer(made)
    for name, weight in trainer.state.average.items():
        assert weight.dtype == torch.float32
        torch.testing.assert_close(restored.state.average[name], weight, rtol=0, atol=0)  # type: ignore[index]
    assert len(numbers(made.work, "validation")) == len(numbers(made.work, "validation_ema")) == 3
    with moving_average.in_place(trainer.state.average, trainer.model):
        expected = {name: weight.clone() for name, weight in learned(trainer.model).items()}
    shipped = made.model_copy(update={"evaluate": made.evaluate.model_copy(update={"weights": "ema", "average": 1})})
    average.average(shipped)
    assert model_card.averaged(shipped) == "exponentially over about 2 steps"
    for name, weight in learned(export.load_averaged(shipped)).items():
        torch.testing.assert_close(weight, expected[name], rtol=0, atol=0)


def test_a_run_goes_on_from_another_with_its_moments_and_its_own_progress(config: Config, tmp_path: Path) -> None:
    first = again(config, tmp_path / "first", ema=0.5)
    ended = Trainer(first)
    ended.run()
    second = again(config, tmp_path / "second", ema=0.5, resume=first.work, seed=2)
    trainer = Trainer(second)
    assert (trainer.progress.step, trainer.progress.pieces) == (0, 0)
    for mine, theirs in zip(trainer.state.optimizers, ended.state.optimizers, strict=True):
        old = flat_state(theirs, "o")
        assert old
        for name, tensor in flat_state(mine, "o").items():
            torch.testing.assert_close(tensor, old[name], rtol=0, atol=0)
    trainer.run()
    assert Trainer(second).progress.step == 8
    with pytest.raises(FileNotFoundError, match="no checkpoint below"):
        Trainer(again(config, tmp_path / "third", resume=tmp_path / "nothing"))


def test_the_faster_precision_is_measured_and_told(
    config: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    trainer = Trainer(again(config, tmp_path / "auto", bfloat16="auto"))
    trainer.run()
    assert "pieces a second: float32 " in capsys.readouterr().out
    assert trainer.bfloat16 in {True, False}


FASTER = [{"ahead": 2}, {"attention": "sdpa", "guided": 0.0}, {"lengths": (8,)}, {"bfloat16": True}]


@pytest.mark.parametrize("options", FASTER)
def test_what_is_only_faster_learns_the_same(config: Config, tmp_path: Path, options: dict[str, Any]) -> None:
    losses = []
    for name, chosen in (("plain", {"guided": options.get("guided", 0.1)}), ("fast", options)):
        made = again(config, tmp_path / name, **chosen, tokens=100_000, steps=3)
        Trainer(made).run()
        losses.append(numbers(made.work, "validation")[-1])
    assert losses[0] == pytest.approx(losses[1], abs=1e-2 if "bfloat16" in options else 1e-3)


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
    assert "weights averaged over the last 2 checkpoints." in card
    assert "| dev |" in card
