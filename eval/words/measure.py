"""Measure word links against hand-made ones: `python eval/words/measure.py GOLD [--model FOLDER] [--grid]`.

GOLD holds a folder a set, each with `fr.txt` and `en.txt` (a sentence a line, words between spaces) and `gold.txt`
(`i-j` sure, `i?j` possible, French first, from 0). Prints alignment error rate, precision and recall (Och & Ney 2003)
and pairs a second, for the whole method and with parts of it left out; `--grid` also tries other settings, and with a
model every view of its attention.
"""

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipeline.formats.alignments.links import read_gold_links
from pipeline.quality.gold import GoldLinks, score_links
from pipeline.word_alignment import ForcedDecoder, Links, link_words
from pipeline.word_alignment.aligner import Settings, find_links
from pipeline.word_alignment.lexicon import LinkCounts

Tokens = list[list[str]]


class Gold(NamedTuple):
    """A hand-aligned set: words of both sides, and the links of each pair."""

    name: str
    source: Tokens
    target: Tokens
    links: list[GoldLinks]


def read(folder: Path) -> Gold:
    """Read a hand-aligned set."""
    source, target = (
        [line.split() for line in (folder / name).read_text("utf-8").splitlines()] for name in ("fr.txt", "en.txt")
    )
    links = [read_gold_links(line) for line in (folder / "gold.txt").read_text("utf-8").splitlines()]
    return Gold(folder.name, source, target, links)


def error_rate(gold: Gold, links: Sequence[Links]) -> tuple[float, float, float]:
    """Give alignment error rate, precision and recall, pooled over the set, in per cent."""
    scores = score_links(links, gold.links)
    return 100 * scores.error_rate, 100 * scores.agreement.precision, 100 * scores.agreement.recall


def report(label: str, sets: Sequence[Gold], method: Callable[[Gold], Sequence[Links]]) -> None:
    """Print one line of the table."""
    cells = []
    for gold in sets:
        start = time.perf_counter()
        links = method(gold)
        speed = len(gold.source) / (time.perf_counter() - start)
        cells.append(
            f"{gold.name} " + " ".join(f"{figure:5.2f}" for figure in error_rate(gold, links)) + f" {speed:5.0f}/s"
        )
    print(f"{label:44} " + "   ".join(cells), flush=True)


def ablation(sets: Sequence[Gold], decoder: ForcedDecoder | None) -> None:
    """Leave out one part after the other."""
    none = np.zeros(0, np.float32)
    empty = LinkCounts({}, {}, none, none, np.zeros(0, np.int64), none)
    report(
        "lexicon alone (nothing learned)", sets, lambda g: find_links(g.source, g.target, settings=Settings(rounds=0))
    )
    report("no lexicon", sets, lambda g: find_links(g.source, g.target, lexicon=empty))
    report("no model (lexicon + own text)", sets, lambda g: find_links(g.source, g.target))
    if decoder:
        report("whole: lexicon + own text + attention", sets, lambda g: link_words(g.source, g.target, decoder))


def grid(sets: Sequence[Gold], decoder: ForcedDecoder | None) -> None:
    """Try other settings one at a time; with a model, every view of its attention and other weights for it."""
    for settings in (
        *(Settings(rounds=rounds) for rounds in (1, 3, 4)),
        *(Settings(floor=floor) for floor in (1e-7, 1e-6, 3e-5, 1e-4)),
        *(Settings(least=least) for least in (0.03, 0.2, 0.3)),
    ):
        report(str(settings), sets, partial(_linked, settings=settings))
    if decoder is None:
        return
    views = decoder.views()
    seen = {gold.name: decoder.attend(gold.source, gold.target, views) for gold in sets}
    for number, view in enumerate(views):
        matrices = {name: [pair[number] for pair in pairs] for name, pairs in seen.items()}
        for weight in (0.2, 0.4, 0.8):
            method = partial(_linked, settings=Settings(attention=weight), attention=matrices)
            report(f"{tuple(view)} weight {weight}", sets, method)


def _linked(
    gold: Gold, settings: Settings, attention: Mapping[str, Sequence[npt.NDArray[np.floating]]] | None = None
) -> list[Links]:
    return find_links(gold.source, gold.target, attention[gold.name] if attention else None, settings=settings)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path)
    parser.add_argument("--grid", action="store_true")
    options = parser.parse_args()
    sets = [read(folder) for folder in sorted(options.gold.iterdir()) if (folder / "gold.txt").exists()]
    decoder = ForcedDecoder(options.model) if options.model else None
    ablation(sets, decoder)
    if options.grid:
        grid(sets, decoder)


if __name__ == "__main__":
    main()
