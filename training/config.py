"""The configuration of one training run: a YAML file, checked before any work is done."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class _Section(BaseModel):
    """Options that cannot be changed after loading; an unknown one is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Corpus(_Section):
    """Which pairs are trained on.

    `texts` are folders of `.tsv` or `.tsv.xz` files, `French<TAB>English` a line. `shares` says, by file name pattern,
    how much of a file to take: 0.1 a tenth, drawn at random, 2 everything twice; the first pattern that fits counts, a
    file that fits none is taken once. Of a file that fits a pattern of `closest`, so many times its share is drawn, and
    the pairs whose words are most like those of the files `wanted` are kept. `held_out` are files or folders of
    development and test text.
    """

    texts: tuple[Path, ...]
    held_out: tuple[Path, ...] = ()
    shares: dict[str, float] = Field(default_factory=dict)
    closest: dict[str, float] = Field(default_factory=dict)
    wanted: tuple[str, ...] = ()
    seed: int = 1
    max_words: int = 90
    variants: dict[str, float] = Field(default_factory=dict)


class Vocabulary(_Section):
    """A joint vocabulary: `pieces` learned from the pairs, or the files of the model folder `copy_of`."""

    pieces: int = 8000
    copy_of: Path | None = None


class Shape(_Section):
    """The size of the network; `start` is a model folder with weights to go on from."""

    width: int = 320
    heads: int = 5
    inner: int = 1280
    encoder_layers: int = 5
    decoder_layers: int = 2
    dropout: float = 0.0
    start: Path | None = None


class Schedule(_Section):
    """How long and how fast to learn.

    The rate rises over `warmup` steps, stays for the share `hold` of the run, then falls as `fall` says to `floor` of
    its peak: over `steps` steps, or over `seconds` of training time when given. `rate` is AdamW's; Muon's is
    `muon_ratio` times it. `tokens` bounds a padded batch (sentences times the longest side); a step sums `accumulate`
    batches. `guided` weighs the alignment loss.

    `ema` keeps an exponential moving average of the weights beside them: each step it takes over 1 - `ema` of their
    difference, so that it spans about 1 / (1 - `ema`) steps. `resume` is the `work` folder of another run whose last
    weights, moments and average are taken over, on whatever pieces; without it the optimisers start anew.

    `bfloat16: auto` times a few steps both ways and takes the faster. `compile` is for GPUs; `lengths` are the only
    padded lengths then, beside `max_pieces`, as each shape is compiled by itself. `ahead` batches are made in a thread
    while the network is busy.
    """

    steps: int = 100_000
    seconds: float | None = None
    rate: float = 6e-4
    muon_ratio: float = 2.5
    warmup: int = 300
    hold: float = Field(default=0.0, ge=0, le=1)
    fall: Literal["cosine", "linear"] = "cosine"
    floor: float = 0.03
    tokens: int = 3000
    accumulate: int = 2
    smoothing: float = 0.0
    guided: float = 0.0
    max_pieces: int = 120
    clip: float = 1.0
    ema: float | None = Field(default=None, gt=0, lt=1)
    resume: Path | None = None
    seed: int = 1
    bfloat16: bool | Literal["auto"] = False
    attention: Literal["eager", "sdpa"] = "eager"
    compile: bool = False
    lengths: tuple[int, ...] = Field(default=(), max_length=7)
    ahead: int = 0
    threads: int | None = None
    checkpoint_every: int = 100
    keep: int = 4
    report_every: int = 20


class Evaluation(_Section):
    """What to measure on: `French<TAB>English` files.

    The first `validation_pairs` of the first also give the cross-entropy at each checkpoint. `average` is the number
    of last checkpoints whose weights are averaged; with `weights: ema` it is their moving averages that are, and one
    is enough.
    """

    sets: tuple[Path, ...] = ()
    validation_pairs: int = 500
    average: int = 3
    weights: Literal["raw", "ema"] = "raw"


class Transfer(_Section):
    """The largest part, in MiB, of what is carried to another machine and of what comes back."""

    there: float = 30
    back: float = 15


class Config(_Section):
    """One training run; everything it makes lies under `work`."""

    work: Path
    corpus: Corpus
    vocabulary: Vocabulary = Vocabulary()
    shape: Shape = Shape()
    train: Schedule = Schedule()
    evaluate: Evaluation = Evaluation()
    transfer: Transfer = Transfer()


def load(path: Path) -> Config:
    """Read and check a configuration; paths in it are relative to the current folder.

    Raises:
        pydantic.ValidationError: an option is unknown, missing or of the wrong kind; all are told at once.
    """
    return Config.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
