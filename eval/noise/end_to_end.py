"""What filtering noise is worth: one early checkpoint, tuned on noisy lines and on what the filters leave of them.

    python -m eval.noise.end_to_end TRAIN PACKAGES STATE

TRAIN is a folder of `French<TAB>English` lines (`.tsv.xz`), PACKAGES that of `python -m eval.noise`, STATE where
everything is kept. Short lines are drawn, three parts that share no text: on the first a small network is trained for
a fixed number of steps; to the second noise is added (`mixture.py`); the third is the test. The network is then tuned
on the noisy lines and on the filtered ones, as many steps each, with three seeds. Killed at any time, the same
command goes on: from the last checkpoint of the training it was at. Nothing follows the clock, so a run can be
repeated. The last step prints BLEU and sacrebleu's paired bootstrap, and writes `results.json`.
"""

import argparse
import json
import lzma
import random
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval.noise.__main__ import FLAGS
from eval.noise.mixture import GOOD, Line, count_kinds, mixed
from eval.noise.spoiling import Pair
from pipeline.quality.score import score
from training import average, encode, export, train, vocabulary
from training.config import Config
from training.translate import by_ctranslate2

EARLY, TUNING, NOISE, TEST = 150_000, 290_000, 84_000, 3_000
"""Lines to begin with, to tune on, those of them that are made noise, and those of the test."""
WORDS = range(3, 11)
"""Words of a French line, and of its English but for two more: short lines, so that one core is enough."""
FROM_ONE = 0.5
"""Share of all lines that come from one file at most."""
EARLY_STEPS, STEPS = 4_000, 1_300
SEEDS = (1, 2, 3)
PIECES = 4_000
SHAPE = {"width": 128, "heads": 4, "inner": 512, "encoder_layers": 2, "decoder_layers": 1}
SCHEDULE = {"tokens": 3_000, "accumulate": 1, "threads": 1, "checkpoint_every": 100, "keep": 1, "report_every": 50,
            "max_pieces": 60, "bfloat16": False}  # fmt: skip
EARLY_RATE, RATE = 1.2e-3, 6e-4
BLOCK = 10_000
"""Lines that are scored in one go, and kept."""


def main() -> None:
    """Run the steps that are not done yet."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("train", "packages", "state"):
        parser.add_argument(name, type=Path)
    chosen = parser.parse_args()
    state: Path = chosen.state
    state.mkdir(parents=True, exist_ok=True)
    _once(state / "early.tsv", lambda: draw(chosen.train, state))
    start = tune(state, "early", {"steps": EARLY_STEPS, "rate": EARLY_RATE, "warmup": 150, "seed": 1}, None)
    _once(state / "noisy.tsv", lambda: add_noise(chosen.packages, state))
    _once(state / "filtered.tsv", lambda: keep_unflagged(state))
    for seed in SEEDS:
        for kind in ("noisy", "filtered"):
            tune(state, f"{kind}-{seed}", {"steps": STEPS, "rate": RATE, "warmup": 50, "seed": seed}, start)
    compare(state)


def draw(texts: Path, state: Path) -> str:
    """Draw short lines, none twice; write those to tune on and to test on, and give those to begin with."""
    chance = random.Random(1)  # noqa: S311 -- a sample, not a secret
    wanted = EARLY + TUNING + TEST
    seen: set[str] = set()
    drawn: list[Pair] = []
    files = [chance.sample(found, len(found)) for path in sorted(texts.glob("*.tsv.xz"))
             if (found := list(short_lines(path)))]  # fmt: skip
    for pairs in sorted(files, key=len):
        fresh = [pair for pair in pairs if not seen & {side.lower() for side in pair}]
        taken = fresh[: max(0, min(round(FROM_ONE * wanted), wanted * 2 - len(drawn)))]
        for pair in taken:
            if not seen & (folded := {side.lower() for side in pair}):
                seen |= folded
                drawn.append(pair)
    drawn = chance.sample(drawn, min(wanted, len(drawn)))
    test, early, tuning = drawn[:TEST], drawn[TEST : TEST + EARLY], drawn[TEST + EARLY :]
    _write(state / "test.tsv", _as_rows(test))
    _write(state / "tuning.tsv", _as_rows(tuning))
    print(f"drawn: {len(early)} early, {len(tuning)} to tune on, {len(test)} for the test", flush=True)
    return _as_rows(early)


def short_lines(path: Path) -> Iterator[Pair]:
    """Give the short lines of a file."""
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for row in file:
            french, english = row.rstrip("\n").split("\t")[:2]
            if len(french.split()) in WORDS and WORDS.start <= len(english.split()) < WORDS.stop + 2:
                yield french, english


def add_noise(packages: Path, state: Path) -> str:
    """Make noise of some of the lines to tune on; `kinds.tsv` tells which."""
    lines = mixed(_pairs(state / "tuning.tsv"), packages, NOISE)
    _write(state / "kinds.tsv", "".join(f"{line.kind}\n" for line in lines))
    print(f"noisy: {dict(count_kinds(lines))}", flush=True)
    return _as_rows([tuple(" ".join(side.split()) for side in line[1:]) for line in lines])


def keep_unflagged(state: Path) -> str:
    """Give the noisy lines that have no flag of noise; flags are found block by block, and kept."""
    pairs, kinds = _pairs(state / "noisy.tsv"), (state / "kinds.tsv").read_text("utf-8").splitlines()
    flags: list[str] = []
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        place = state / "flags" / f"{start:07}.txt"
        _once(place, lambda block=block: "".join(f"{_flags(pair)}\n" for pair in score(block)))  # type: ignore[misc]
        flags += place.read_text("utf-8").split("\n")[:-1]
    lines = [Line(kind, *pair) for kind, pair in zip(kinds, pairs, strict=True)]
    kept = [line for line, found in zip(lines, flags, strict=True) if not found]
    before, after = count_kinds(lines), count_kinds(kept)
    shares = {kind: round(1 - after.get(kind, 0) / count, 4) for kind, count in before.items()}
    _write(state / "filters.json", json.dumps({"lines": len(kept), "taken": shares}, indent=1) + "\n")
    print(f"filtered: {len(kept)} lines, taken: lost of {GOOD}, and found of the rest: {shares}", flush=True)
    return _as_rows([line[1:] for line in kept])


def _flags(judgement: object) -> str:
    return " ".join(flag for flag in getattr(judgement, "flags", ()) if flag in FLAGS)


def tune(state: Path, name: str, schedule: dict[str, float], start: Path | None) -> Path:
    """Train on the lines of the first part of a name, and give the model's folder."""
    work = state / "runs" / name
    folder = work / "export"
    if folder.exists():
        return folder
    early = state / "runs" / "early"
    config = Config.model_validate({
        "work": work,
        "corpus": {"texts": []},
        "vocabulary": {"pieces": PIECES, "copy_of": None if start is None else early},
        "shape": SHAPE | {"start": start},
        "train": SCHEDULE | schedule,
        "evaluate": {"sets": [state / "test.tsv"], "average": 1},
    })  # fmt: skip
    work.mkdir(parents=True, exist_ok=True)
    if not (work / "pieces.safetensors").exists():
        (work / "pairs.tsv").write_bytes((state / f"{name.split('-', maxsplit=1)[0]}.tsv").read_bytes())
        vocabulary.vocabulary(config)
        encode.encode(config)
    print(f"training {name}", flush=True)
    train.train(config)
    average.average(config)
    aside = work / "export.part"
    aside.mkdir(exist_ok=True)
    export.write_folder(export.load_averaged(config), work, aside)
    aside.rename(folder)
    return folder


def compare(state: Path) -> None:
    """Translate the test by every model; print BLEU, and for each seed the paired bootstrap of both trainings."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.significance import PairedTest, Result

    sources, references = zip(*_pairs(state / "test.tsv"), strict=True)
    said: dict[str, list[str]] = {}
    for name in ("early", *(f"{kind}-{seed}" for seed in SEEDS for kind in ("noisy", "filtered"))):
        place = state / "hypotheses" / f"{name}.en"
        folder = state / "runs" / name / "export"
        _once(place, lambda folder=folder: "".join(  # type: ignore[misc]
            f"{line}\n" for line in by_ctranslate2(folder, sources, threads=1)))  # fmt: skip
        said[name] = place.read_text("utf-8").split("\n")[:-1]
    found: dict[str, object] = {}
    for name, lines in said.items():
        found[name] = round(BLEU().corpus_score(lines, [references]).score, 2)
    for seed in SEEDS:
        systems: list[tuple[str, Sequence[str]]] = [
            (name, said[name]) for name in (f"noisy-{seed}", f"filtered-{seed}")
        ]
        metrics = {"BLEU": BLEU(references=[list(references)])}
        signatures, scores = PairedTest(systems, metrics, None, "bs", n_samples=1000)()
        found[f"p-{seed}"] = [one.p_value for one in scores["BLEU"] if isinstance(one, Result)][1]
        found["signature"] = str(signatures["BLEU"])
    text = json.dumps(found, indent=1)
    _write(state / "results.json", text + "\n")
    print(text)


def _once(path: Path, make: Callable[[], str]) -> None:
    """Write what a function makes, where it is not there yet."""
    if not path.exists():
        _write(path, make())


def _write(path: Path, text: str) -> None:
    """Write a file so that it is whole, or not there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(path.name + ".part")
    aside.write_text(text, encoding="utf-8")
    aside.replace(path)


def _pairs(path: Path) -> list[Pair]:
    """Read pairs."""
    rows = path.read_text("utf-8").split("\n")[:-1]
    return [(row.split("\t")[0], row.split("\t")[1]) for row in rows]


def _as_rows(pairs: Sequence[Sequence[str]]) -> str:
    """Give a row of text for each pair."""
    return "".join("\t".join(pair[:2]) + "\n" for pair in pairs)


if __name__ == "__main__":
    main()
