"""Checkpoints → weights: the mean of the last ones, which translates a little better than the last alone."""

from collections.abc import Sequence
from pathlib import Path

from torch import Tensor

from training.checkpoint import checkpoints
from training.config import Config


def mean(files: Sequence[Path]) -> dict[str, Tensor]:
    """The mean of weight files that hold the same names.

    Raises:
        ValueError: no file is given.
    """
    from safetensors.torch import load_file

    if not files:
        raise ValueError("no checkpoint to average")
    total = load_file(files[0])
    for file in files[1:]:
        for name, tensor in load_file(file).items():
            total[name] += tensor
    return {name: tensor / len(files) for name, tensor in total.items()}


def average(config: Config) -> None:
    """Write `weights.safetensors` from the last checkpoints."""
    from safetensors.torch import save_file

    last = checkpoints(config.work / "checkpoints")[-config.evaluate.average :]
    save_file(mean([folder / "weights.safetensors" for folder in last]), config.work / "weights.safetensors")
    print(f"averaged {', '.join(folder.name for folder in last)}")
