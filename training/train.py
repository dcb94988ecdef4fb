"""Pieces → checkpoints: the training loop, the same on a processor and on one GPU, resumed from its last checkpoint."""

import json
import math
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from torch import Tensor

from training import checkpoint, encode, moving_average, speed
from training.batches import Batch, Index, ahead, batch, filled, plan, rounded
from training.encode import Packed, Pieces
from training.model import Losses, Tensors, build, clear_pad, losses
from training.optimizer import optimizers
from training.schedule import Clock, finished, rate_at

if TYPE_CHECKING:
    from training.config import Config, Schedule

Place = tuple[int, int]
"""An epoch and the number of its batches that have been given out."""


class Trainer:
    """A model, its optimisers and its pieces, and how far it has come."""

    def __init__(self, config: "Config") -> None:
        self.schedule = schedule = config.train
        self.work = config.work
        torch.manual_seed(schedule.seed)
        if schedule.threads:
            torch.set_num_threads(schedule.threads)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        size = encode.load_processor(config.work).vocab_size()
        self.model: Any = build(config.shape, size, schedule.attention).to(self.device).train()
        self.network: Any = compiled(self.model.model, schedule) if schedule.compile else None
        self.optimizers = optimizers(self.model, schedule.rate, schedule.muon_ratio)
        self.pieces = encode.load(config.work / "pieces.safetensors")
        self.links = load_links(config, self.pieces) if schedule.guided > 0 else None
        held_out = config.work / "validation.safetensors"
        self.validation = encode.load(held_out) if held_out.exists() else None
        self.bfloat16 = schedule.bfloat16 is True
        average = moving_average.begin(self.model) if schedule.ema else None
        self.state = checkpoint.State(self.model, [optimizer for optimizer, _ in self.optimizers], average)
        self.folder = config.work / "checkpoints"
        self.progress = checkpoint.begin(self.folder, self.state, schedule.resume)

    @property
    def pad(self) -> int:
        """Give the number of <pad>."""
        return int(self.model.config.pad_token_id)

    def tensors(self, made: Batch) -> Tensors:
        """Bring a batch to the device."""
        links = None if made.links is None else self.carried(made.links)
        return Tensors(self.carried(made.source), self.carried(made.target), self.carried(made.real), links)

    def carried(self, numbers: Index) -> Tensor:
        """Bring numbers to the device, to a GPU from pinned memory so that nothing waits for them."""
        tensor = torch.from_numpy(numbers)
        return tensor if self.device.type == "cpu" else tensor.pin_memory().to(self.device, non_blocking=True)

    def losses(self, made: Tensors, bfloat16: bool, network: Any = None) -> Losses:
        """Compute the losses of a batch, in bfloat16 or float32."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=bfloat16):
            return losses(self.model, made, self.schedule.smoothing, self.schedule.guided, network)

    def groups(self) -> Iterator[tuple[list[Tensors], Place]]:
        """Give the batches of each step, epoch after epoch, from where the run stands, and where it stands then."""
        schedule, pieces = self.schedule, self.pieces
        epoch, place = self.progress.epoch, self.progress.batch
        widths = rounded(pieces, (*schedule.lengths, schedule.max_pieces)) if schedule.lengths else None
        lengths = (pieces.source.lengths(), pieces.target.lengths()) if widths is None else (widths, widths)
        while True:
            order = plan(*lengths, schedule.tokens, schedule.seed, epoch)
            while place < len(order):
                chosen = order[place : place + schedule.accumulate]
                place += len(chosen)
                yield [self.tensors(self.batch(indices, widths)) for indices in chosen], (epoch, place)
            epoch, place = epoch + 1, 0

    def batch(self, chosen: Index, widths: Index | None) -> Batch:
        """Make a batch, of one of few shapes where the padded lengths are given."""
        if widths is None:
            return batch(self.pieces, chosen, self.pad, self.links)
        width = int(widths[chosen].max())
        made = batch(self.pieces, chosen, self.pad, self.links, width)
        return filled(made, self.schedule.tokens // width, self.pad)

    def gradients(self, group: list[Tensors], bfloat16: bool) -> tuple[Tensor, int]:
        """Add up the gradients of one group of batches; its cross-entropy, summed, and its number of pieces."""
        pieces = sum(len(made.real) for made in group)
        entropy = torch.zeros((), device=self.device)
        for made in group:
            found = self.losses(made, bfloat16, self.network)
            (found.objective / pieces).backward()  # type: ignore[no-untyped-call]
            entropy += found.entropy
        return entropy, pieces

    def step(self, group: list[Tensors]) -> tuple[Tensor, int]:
        """Learn from one group of batches; its cross-entropy, summed, and its number of pieces."""
        found = self.gradients(group, self.bfloat16)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.schedule.clip)
        rate = rate_at(self.progress, self.schedule)
        for optimizer, ratio in self.optimizers:
            for options in optimizer.param_groups:
                options |= {"lr": rate * ratio, "bfloat16": self.bfloat16}
            optimizer.step()
            optimizer.zero_grad()
        clear_pad(self.model)
        if self.state.average is not None and self.schedule.ema is not None:
            moving_average.follow(self.state.average, self.model, self.schedule.ema)
        return found

    def choose_precision(self) -> None:
        """Take bfloat16 if the gradients of the next group come sooner by it than in float32."""
        group, _ = next(self.groups())
        pieces = sum(len(made.real) for made in group)
        ways = (lambda: self.gradients(group, False)), (lambda: self.gradients(group, True))
        plain, short = speed.least(ways, self.device)
        self.model.zero_grad()
        self.bfloat16 = short < plain
        print(f"pieces a second: float32 {pieces / plain:.0f}, bfloat16 {pieces / short:.0f}", flush=True)

    def run(self, deadline: float = math.inf) -> None:
        """Train to the end of the schedule, or until the monotonic clock shows `deadline`.

        There are reports and checkpoints on the way, and a checkpoint at the end.
        """
        if self.schedule.bfloat16 == "auto" and not finished(self.progress, self.schedule):
            self.choose_precision()
        entropy, pieces, seconds = torch.zeros((), device=self.device), 0, 0.0
        groups, clock = ahead(self.groups(), self.schedule.ahead), Clock()
        while not finished(self.progress, self.schedule) and time.monotonic() < deadline:
            group, (self.progress.epoch, place) = next(groups)
            self.progress.batch = place
            gained, count = self.step(group)
            passed = clock.tick()
            self.progress.step += 1
            self.progress.pieces += count
            self.progress.seconds += passed
            entropy, pieces, seconds = entropy + gained, pieces + count, seconds + passed
            if self.progress.step % self.schedule.report_every == 0:
                self.report(training=float(entropy) / pieces, speed=pieces / seconds)
                entropy, pieces, seconds = torch.zeros_like(entropy), 0, 0.0
            if self.progress.step % self.schedule.checkpoint_every == 0:
                self.save()
        self.save()

    def save(self) -> None:
        """Write a checkpoint and the cross-entropy on the validation set, of the moving average too."""
        checkpoint.save(self.folder, self.state, self.progress, self.schedule.keep)
        if self.validation is None:
            return
        numbers = {"validation": self.validate(self.validation)}
        if self.state.average is not None:
            numbers["validation_ema"] = self.validate(self.validation, self.state.average)
        self.report(**numbers)

    @torch.no_grad()
    def validate(self, pieces: Pieces, weights: dict[str, Tensor] | None = None) -> float:
        """Compute the cross-entropy in nats a piece, of other weights if given; in float32, to compare between runs."""
        self.model.eval()
        order = plan(pieces.source.lengths(), pieces.target.lengths(), self.schedule.tokens, seed=0, epoch=0)
        with nullcontext() if weights is None else moving_average.in_place(weights, self.model):
            found = [self.losses(self.tensors(batch(pieces, chosen, self.pad)), bfloat16=False) for chosen in order]
        self.model.train()
        return sum(float(part.entropy) for part in found) / sum(part.pieces for part in found)

    def report(self, **numbers: float) -> None:
        """Add a line to `log.jsonl`, and print it."""
        line = asdict(self.progress) | {"rate": rate_at(self.progress, self.schedule)} | numbers
        text = json.dumps({name: round(v, 6) if isinstance(v, float) else v for name, v in line.items()})
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(text + "\n")
        print(text, flush=True)


def compiled(network: Any, schedule: "Schedule") -> Any:
    """Compile the network: once for all shapes, or once for each where they are few.

    PyTorch compiles no more than eight, hence at most seven `lengths`.
    """
    return torch.compile(network, dynamic=False if schedule.lengths else None)


def load_links(config: "Config", pieces: Pieces) -> Packed:
    """Read the links of the training pieces, packed like the target."""
    from safetensors.numpy import load_file

    links = load_file(config.work / "links.safetensors")["links"].astype(np.uint8)
    return Packed(links, pieces.target.starts)


def train(config: "Config") -> None:
    """Train, or go on training, and leave the last checkpoints in `checkpoints/`."""
    Trainer(config).run()
