"""Pieces → checkpoints: the training loop, the same on a processor and on one GPU, resumed from its last checkpoint."""

import json
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from training import checkpoint, encode
from training.batches import Batch, batches, plan
from training.checkpoint import Progress
from training.config import Config, Schedule
from training.model import Losses, build, clear_pad, losses
from training.optimizer import optimizers

Tensors = tuple[Tensor, Tensor, Tensor | None]


def rate_at(progress: Progress, schedule: Schedule) -> float:
    """The rate of the next step: rising over the warm-up, then falling as a cosine to `floor` of the peak.

    >>> schedule = Schedule(steps=100, rate=1.0, warmup=10, floor=0.1)
    >>> [round(rate_at(Progress(step=step), schedule), 2) for step in (4, 10, 55, 100)]
    [0.5, 1.0, 0.55, 0.1]
    """
    if progress.step < schedule.warmup:
        return schedule.rate * (progress.step + 1) / schedule.warmup
    cosine = (1 + math.cos(math.pi * min(1.0, done(progress, schedule)))) / 2
    return schedule.rate * (schedule.floor + (1 - schedule.floor) * cosine)


def done(progress: Progress, schedule: Schedule) -> float:
    """How much of the training is over, from 0 to 1: by seconds if the schedule has them, else by steps."""
    if schedule.seconds is not None:
        return progress.seconds / schedule.seconds
    return (progress.step - schedule.warmup) / max(1, schedule.steps - schedule.warmup)


class Trainer:
    """A model, its optimisers and its pieces, and how far it has come."""

    def __init__(self, config: Config) -> None:
        self.schedule = config.train
        self.work = config.work
        torch.manual_seed(self.schedule.seed)
        if self.schedule.threads:
            torch.set_num_threads(self.schedule.threads)
        self.device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
        processor = encode.load_processor(config.work)
        self.model: Any = build(config.shape, processor.vocab_size()).to(self.device).train()
        self.optimizers = optimizers(self.model, self.schedule.rate, self.schedule.muon_ratio)
        self.pieces = encode.load(config.work / "pieces.safetensors")
        self.links = load_links(config.work) if self.schedule.guided > 0 else None
        self.validation = validation_pieces(config, processor)
        self.folder = config.work / "checkpoints"
        self.progress = checkpoint.restore(self.folder, self.model, [optimizer for optimizer, _ in self.optimizers])

    @property
    def pad(self) -> int:
        """The number of <pad>."""
        return int(self.model.config.pad_token_id)

    def tensors(self, batch: Batch) -> Tensors:
        """A batch on the device."""
        links = None if batch.links is None else torch.from_numpy(batch.links).to(self.device)
        return torch.from_numpy(batch.source).to(self.device), torch.from_numpy(batch.target).to(self.device), links

    def losses(self, batch: Batch) -> Losses:
        """The losses of a batch, in bfloat16 where the schedule says so."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.schedule.bfloat16):
            return losses(self.model, self.tensors(batch), self.schedule.smoothing, self.schedule.guided)

    def groups(self) -> Iterator[list[Batch]]:
        """The batches of each step, epoch after epoch, from where the run stands."""
        size = self.schedule.accumulate
        lengths = self.pieces.source.lengths(), self.pieces.target.lengths()
        while True:
            order = plan(*lengths, self.schedule.tokens, self.schedule.seed, self.progress.epoch)
            while self.progress.batch < len(order):
                chosen = order[self.progress.batch : self.progress.batch + size]
                self.progress.batch += len(chosen)
                yield list(batches(self.pieces, chosen, self.pad, self.links))
            self.progress.epoch, self.progress.batch = self.progress.epoch + 1, 0

    def step(self, group: list[Batch]) -> tuple[float, int]:
        """Learn from one group of batches; its cross-entropy, summed, and its number of pieces."""
        entropy, pieces = 0.0, sum(int((batch.target != self.pad).sum()) for batch in group)
        for batch in group:
            found = self.losses(batch)
            (found.objective / pieces).backward()  # type: ignore[no-untyped-call]
            entropy += float(found.entropy)
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), self.schedule.clip)
        rate = rate_at(self.progress, self.schedule)
        for optimizer, ratio in self.optimizers:
            for options in optimizer.param_groups:
                options["lr"] = rate * ratio
            optimizer.step()
            optimizer.zero_grad()
        clear_pad(self.model)
        return entropy, pieces

    def finished(self) -> bool:
        """Tell that the schedule is over."""
        limit = self.schedule.seconds
        return self.progress.step >= self.schedule.steps or (limit is not None and self.progress.seconds >= limit)

    def run(self) -> None:
        """Train to the end of the schedule, with reports and checkpoints on the way and one at the end."""
        entropy, pieces, since = 0.0, 0, time.monotonic()
        groups, clock = self.groups(), since
        while not self.finished():
            gained, count = self.step(next(groups))
            self.progress.step += 1
            self.progress.pieces += count
            self.progress.seconds += time.monotonic() - clock
            clock = time.monotonic()
            entropy, pieces = entropy + gained, pieces + count
            if self.progress.step % self.schedule.report_every == 0:
                self.report(training=entropy / pieces, speed=pieces / (time.monotonic() - since))
                entropy, pieces, since = 0.0, 0, time.monotonic()
            if self.progress.step % self.schedule.checkpoint_every == 0:
                self.save()
        self.save()

    def save(self) -> None:
        """Write a checkpoint and the cross-entropy on the validation set."""
        kept = [optimizer for optimizer, _ in self.optimizers]
        checkpoint.save(self.folder, self.model, kept, self.progress, self.schedule.keep)
        if self.validation is not None:
            self.report(validation=self.validate(self.validation))

    @torch.no_grad()
    def validate(self, pieces: encode.Pieces) -> float:
        """Cross-entropy in nats a piece."""
        self.model.eval()
        order = plan(pieces.source.lengths(), pieces.target.lengths(), self.schedule.tokens, seed=0, epoch=0)
        found = [self.losses(batch) for batch in batches(pieces, order, self.pad, None)]
        self.model.train()
        return sum(float(part.entropy) for part in found) / sum(part.pieces for part in found)

    def report(self, **numbers: float) -> None:
        """Add a line to `log.jsonl`, and print it."""
        line = self.progress.model_dump() | {"rate": rate_at(self.progress, self.schedule)} | numbers
        text = json.dumps({name: round(v, 6) if isinstance(v, float) else v for name, v in line.items()})
        with (self.work / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(text + "\n")
        print(text, flush=True)


def load_links(work: Path) -> Any:
    """The links of the training pieces, packed like the target."""
    from safetensors.numpy import load_file

    return load_file(work / "links.safetensors")["links"].astype(np.uint8)


def validation_pieces(config: Config, processor: Any) -> encode.Pieces | None:
    """The first evaluation set as pieces, None if there is none."""
    from pipeline.translation.normalise import normalise

    if not config.evaluate.sets:
        return None
    lines = config.evaluate.sets[0].read_text(encoding="utf-8").splitlines()[: config.evaluate.validation_pairs]
    normalised = ("\t".join(map(normalise, line.split("\t"))) for line in lines)
    return encode.encode_pairs(normalised, processor, config.train.max_pieces)


def train(config: Config) -> None:
    """Train, or go on training, and leave the last checkpoints in `checkpoints/`."""
    Trainer(config).run()
