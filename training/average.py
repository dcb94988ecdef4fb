"""Checkpoints → weights: the mean of the last ones, which translates a little better than the last alone.

`python -m training.average OUT OLD NEW --share 0.65` is the mean of two model folders' weights, where OUT is a third.
"""

import argparse
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from torch import Tensor

from training.checkpoint import WEIGHTS, checkpoints

if TYPE_CHECKING:
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


def average(config: "Config") -> None:
    """Write `weights.safetensors` from the last checkpoints' weights, or their moving averages."""
    from safetensors.torch import save_file

    last = checkpoints(config.work / "checkpoints")[-config.evaluate.average :]
    kind = config.evaluate.weights
    save_file(mean([folder / WEIGHTS[kind] for folder in last]), config.work / "weights.safetensors")
    print(f"averaged {kind} weights of {', '.join(folder.name for folder in last)}")


def blend(out: Path, old: Path, new: Path, share: float) -> None:
    """Write the model folder `new` to `out` with `share` of its weights and the rest of `old`'s (Izmailov et al. 2018).

    Raises:
        ValueError: the weights have other names or sizes.
    """
    from safetensors.torch import load_file, save_file

    before, after = (load_file(folder / "model.safetensors") for folder in (old, new))
    if {n: t.shape for n, t in before.items()} != {n: t.shape for n, t in after.items()}:
        raise ValueError(f"{old} and {new} are models of different shapes")
    mixed = {n: (share * t.float() + (1 - share) * before[n].float()).to(t.dtype) for n, t in after.items()}
    shutil.copytree(new, out, dirs_exist_ok=True)
    save_file(mixed, out / "model.safetensors", metadata={"format": "pt"})


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.average", description=blend.__doc__)
    for name in ("out", "old", "new"):
        parser.add_argument(name, type=Path, help="a model folder")
    parser.add_argument("--share", type=float, default=0.65, help="of the new weights (default 0.65)")
    blend(**vars(parser.parse_args()))


if __name__ == "__main__":
    main()
