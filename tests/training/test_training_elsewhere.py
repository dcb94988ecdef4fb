"""A run carried to another machine: pack, parts, training there without what it lacks, parts back, export."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from transformers import MarianMTModel

from training import encode, export, gpu, pack
from training.checkpoint import checkpoints
from training.config import Config, Transfer
from training.parts import join, split

ROOT = Path(__file__).parents[2]
LACKING = ("pydantic", "pipeline", "ctranslate2", "sacrebleu")


@pytest.fixture(scope="module")
def packed(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Pack a run of its own, its files links to another's, in parts of two kilobytes, such that there are several."""
    work = tmp_path_factory.mktemp("packed")
    for name in ("pieces.safetensors", "links.safetensors", "validation.safetensors", *export.TOKENIZER):
        (work / name).symlink_to(config.work / name)
    options = {"steps": 6, "checkpoint_every": 3, "ema": 0.5, "ahead": 2, "guided": 0.0}
    made = config.model_copy(
        update={
            "work": work,
            "train": config.train.model_copy(update=options),
            "evaluate": config.evaluate.model_copy(update={"weights": "ema", "average": 1}),
            "transfer": Transfer(there=0.002, back=0.01),
        }
    )
    pack.pack(made)
    return made


def there(*arguments: str | Path) -> None:
    """Run `training.gpu` where neither pydantic nor the project can be imported."""
    start = f"import runpy, sys; sys.modules.update(dict.fromkeys({LACKING}));"
    start += "runpy.run_module('training.gpu', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", start, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_parts_are_small_joined_and_checked(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    whole.write_bytes(bytes(range(256)) * 10)
    parts = split(whole, tmp_path / "parts", 1000)
    assert [part.stat().st_size for part in parts] == [1000, 1000, 560]
    whole.unlink()
    join(tmp_path / "parts", whole)
    assert whole.read_bytes() == bytes(range(256)) * 10
    whole.unlink()
    parts[0].unlink()
    parts[2].write_bytes(b"?")
    with pytest.raises(ValueError, match=r"lacking whole\.000; spoilt whole\.002"):
        join(tmp_path / "parts", whole)
    assert not whole.exists()
    assert len(split(parts[1], tmp_path / "parts", 5000)) == 1


def test_parts_of_an_earlier_pack_are_removed(tmp_path: Path) -> None:
    whole = tmp_path / "whole"
    for size, count in ((30, 3), (15, 2)):
        whole.write_bytes(b"a" * size)
        assert len(split(whole, tmp_path / "parts", 10)) == count
        assert len(list((tmp_path / "parts").iterdir())) == count + 1


@pytest.mark.slow
def test_a_pack_holds_the_same_pieces(packed: Config, tmp_path: Path) -> None:
    assert len(list((packed.work / "pack").iterdir())) > 2
    assert max(part.stat().st_size for part in (packed.work / "pack").glob("*.0*")) <= 0.002 * 2**20
    pack.open_pack(packed.work / "pack", tmp_path)
    for name in ("pieces.safetensors", "validation.safetensors"):
        old, new = encode.load(packed.work / name), encode.load(tmp_path / name)
        for mine, theirs in ((old.source, new.source), (old.target, new.target)):
            assert np.array_equal(mine.numbers, theirs.numbers)
            assert np.array_equal(mine.starts, theirs.starts)


@pytest.mark.slow
def test_a_run_is_trained_elsewhere_and_exported_here(packed: Config, tmp_path: Path) -> None:
    work, out = tmp_path / "work", tmp_path / "out"
    first = tmp_path / "first"
    first.mkdir()
    for name in ("pack.tar.xz.000", "pack.tar.xz.json"):
        (first / name).write_bytes((packed.work / "pack" / name).read_bytes())
    with pytest.raises(ValueError, match=r"lacking pack\.tar\.xz\.001"):
        pack.open_pack(first, work)
    there(packed.work / "pack", work, out, "--minutes", "0.1")
    assert checkpoints(work / "checkpoints")[-1].name == "step-0000000"  # the limit was shorter than the reserve
    there(packed.work / "pack", work, out, "--minutes", "30")
    assert checkpoints(work / "checkpoints")[-1].name == "step-0000006"
    assert max(part.stat().st_size for part in out.glob("*.0*")) <= 0.01 * 2**20
    out.rename(packed.work / "back")
    pack.unpack(packed)
    lines = [json.loads(line) for line in (packed.work / "log.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "validation_ema" in lines[-1]
    export.export(packed)
    model: Any = MarianMTModel.from_pretrained(packed.work / "export", dtype=torch.float32)
    model.eval()
    trained = export.load_averaged(packed)
    wanted = load_file(checkpoints(work / "checkpoints")[-1] / "ema.safetensors")
    for name, weight in wanted.items():
        torch.testing.assert_close(dict(trained.named_parameters())[name].data, weight.half().float(), rtol=0, atol=0)
    batch = {"input_ids": torch.tensor([[5, 6, 7, 0]]), "decoder_input_ids": torch.tensor([[120, 8, 9]])}
    with torch.no_grad():
        torch.testing.assert_close(model(**batch).logits, trained(**batch).logits, rtol=0, atol=1e-5)


@pytest.mark.slow
def test_a_trial_keeps_the_options_that_learn_from_most(
    packed: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pack.open_pack(packed.work / "pack", tmp_path)
    ways: tuple[dict[str, Any], ...] = ({}, {"attention": "sdpa", "lengths": [8, 16]})
    gpu.trial(tmp_path, ways, limit=0.1)
    assert capsys.readouterr().out.count("pieces a second") == 2
    assert gpu.chosen(tmp_path) in ways
    gpu.trial(tmp_path, ways, limit=0.1, deadline=0.0)
    assert "no time to try" in capsys.readouterr().out
    assert gpu.chosen(tmp_path) == {}
    assert not checkpoints(tmp_path / "checkpoints")


def test_a_way_that_fails_is_told_and_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def pace(work: Path, options: dict[str, Any], limit: float) -> gpu.Pace:
        if not options:
            raise torch.OutOfMemoryError("too little memory")
        return gpu.Pace(options, limit, 0.0, 0.0)

    monkeypatch.setattr(gpu, "pace", pace)
    monkeypatch.setattr(gpu, "settings", lambda work: Config.model_validate({"work": work, "corpus": {"texts": []}}))
    gpu.trial(tmp_path, ({}, {"tokens": 10}), limit=1.0)
    assert "{}: failed: too little memory" in capsys.readouterr().out
    assert gpu.chosen(tmp_path) == {"tokens": 10}
    gpu.trial(tmp_path, ({},), limit=1.0)
    assert gpu.chosen(tmp_path) == {}


def test_moments_do_not_travel(config: Config) -> None:
    resumed = config.model_copy(update={"train": config.train.model_copy(update={"resume": Path("runs/other")})})
    with pytest.raises(ValueError, match="moments do not travel"):
        pack.pack(resumed)
