"""Checkpoints: one folder each, safetensors and JSON, written aside and renamed, so a half-written one never counts."""

import json
import shutil
from pathlib import Path
from typing import Any

import torch
from pydantic import BaseModel
from safetensors.torch import load_file, save_file
from torch import Tensor


class Progress(BaseModel):
    """How far a run has come: steps taken, place in the plan of the epoch, pieces seen, seconds spent."""

    step: int = 0
    epoch: int = 0
    batch: int = 0
    pieces: int = 0
    seconds: float = 0.0


def learned(model: torch.nn.Module) -> dict[str, Tensor]:
    """The parameters that are trained, by name."""
    return {name: p.detach().contiguous() for name, p in model.named_parameters() if p.requires_grad}


def checkpoints(folder: Path) -> list[Path]:
    """The whole checkpoints of a run, oldest first."""
    return sorted(folder.glob("step-*[0-9]"))


def flat_state(optimizer: torch.optim.Optimizer, name: str) -> dict[str, Tensor]:
    """The tensors of an optimiser's state, named `name.parameter.key`."""
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


def save(
    folder: Path, model: torch.nn.Module, optimizers: list[torch.optim.Optimizer], progress: Progress, keep: int
) -> None:
    """Write a checkpoint below `folder` and remove all but the last `keep`."""
    place = folder / f"step-{progress.step:07}"
    aside = folder / f"{place.name}.part"
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    save_file(learned(model), aside / "weights.safetensors")
    states = [flat_state(optimizer, f"optimizer{k}") for k, optimizer in enumerate(optimizers)]
    save_file({name: tensor for state in states for name, tensor in state.items()}, aside / "optimizer.safetensors")
    (aside / "progress.json").write_text(progress.model_dump_json(), encoding="utf-8")
    shutil.rmtree(place, ignore_errors=True)
    aside.rename(place)
    for old in checkpoints(folder)[:-keep]:
        shutil.rmtree(old)


def restore(folder: Path, model: torch.nn.Module, optimizers: list[torch.optim.Optimizer]) -> Progress:
    """Load the last checkpoint below `folder` into the model and optimisers; a fresh start where there is none."""
    found = checkpoints(folder)
    if not found:
        return Progress()
    load_weights(model, load_file(found[-1] / "weights.safetensors"))
    tensors = load_file(found[-1] / "optimizer.safetensors")
    for k, optimizer in enumerate(optimizers):
        restore_state(optimizer, f"optimizer{k}", tensors)
    return Progress.model_validate(json.loads((found[-1] / "progress.json").read_text(encoding="utf-8")))


@torch.no_grad()
def load_weights(model: torch.nn.Module, weights: dict[str, Tensor]) -> None:
    """Copy weights, by name, into a model's trained parameters."""
    for name, parameter in learned(model).items():
        parameter.copy_(weights[name])
