"""Checkpoints: one folder each, safetensors and JSON, written aside and renamed, so a half-written one never counts."""

import json
import shutil
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

WEIGHTS = {"raw": "weights.safetensors", "ema": "ema.safetensors"}
"""The files of the weights and of their moving average."""


@dataclass(slots=True)
class Progress:
    """How far a run has come: steps taken, place in the plan of the epoch, pieces seen, seconds spent."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    pieces: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class State:
    """What learns: the model, its optimisers, and the moving average of the weights if there is one."""

    model: nn.Module
    optimizers: Sequence[torch.optim.Optimizer]
    average: dict[str, Tensor] | None = None


def learned(model: nn.Module) -> dict[str, Tensor]:
    """Give the parameters that are trained, by name."""
    return {name: p.detach().contiguous() for name, p in model.named_parameters() if p.requires_grad}


def checkpoints(folder: Path) -> list[Path]:
    """List the whole checkpoints of a run, oldest first."""
    return sorted(folder.glob("step-*[0-9]"))


def flat_state(optimizer: torch.optim.Optimizer, name: str) -> dict[str, Tensor]:
    """Give the tensors of an optimiser's state, named `name.parameter.key`."""
    state: dict[int, dict[str, Any]] = optimizer.state_dict()["state"]
    return {f"{name}.{index}.{key}": torch.as_tensor(v) for index, kept in state.items() for key, v in kept.items()}


def restore_state(optimizer: torch.optim.Optimizer, name: str, tensors: dict[str, Tensor]) -> None:
    """Put back what `flat_state` gave."""
    state: dict[int, dict[str, Tensor]] = {}
    for full_name, tensor in tensors.items():
        owner, index, key = full_name.split(".")
        if owner == name:
            state.setdefault(int(index), {})[key] = tensor
    optimizer.load_state_dict(optimizer.state_dict() | {"state": state})


def save(folder: Path, state: State, progress: Progress, keep: int) -> None:
    """Write a checkpoint below `folder` and remove all but the last `keep`."""
    place = folder / f"step-{progress.step:07}"
    aside = folder / f"{place.name}.part"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    save_file(learned(state.model), aside / WEIGHTS["raw"])
    if state.average is not None:
        save_file(state.average, aside / WEIGHTS["ema"])
    moments = [flat_state(optimizer, f"optimizer{k}") for k, optimizer in enumerate(state.optimizers)]
    save_file({name: tensor for kept in moments for name, tensor in kept.items()}, aside / "optimizer.safetensors")
    (aside / "progress.json").write_text(json.dumps(asdict(progress)), encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    for old in checkpoints(folder)[:-keep]:
        shutil.rmtree(old)


def restore(folder: Path, state: State) -> Progress | None:
    """Load the last checkpoint below `folder`, None where there is none.

    A checkpoint without a moving average leaves the one there is as it is.
    """
    found = checkpoints(folder)
    if not found:
        return None
    load_weights(state.model, load_file(found[-1] / WEIGHTS["raw"]))
    tensors = load_file(found[-1] / "optimizer.safetensors")
    for k, optimizer in enumerate(state.optimizers):
        restore_state(optimizer, f"optimizer{k}", tensors)
    if state.average is not None and (found[-1] / WEIGHTS["ema"]).exists():
        for name, tensor in load_file(found[-1] / WEIGHTS["ema"]).items():
            state.average[name].copy_(tensor)
    return Progress(**json.loads((found[-1] / "progress.json").read_text(encoding="utf-8")))


def begin(folder: Path, state: State, resume: Path | None) -> Progress:
    """Load the last checkpoint of a run, or at its start what another run, in the folder `resume`, had learned.

    Raises:
        FileNotFoundError: the other run has no checkpoint.
    """
    own = restore(folder, state)
    if own is not None:
        return own
    if resume is not None and restore(resume / "checkpoints", state) is None:
        raise FileNotFoundError(f"no checkpoint below {resume / 'checkpoints'}")
    return Progress()


@torch.no_grad()
def load_weights(model: nn.Module, weights: dict[str, Tensor]) -> None:
    """Copy weights, by name, into a model's trained parameters."""
    for name, parameter in learned(model).items():
        parameter.copy_(weights[name])
