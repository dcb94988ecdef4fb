"""Time the sentence aligner on made-up texts: `python -m eval.alignment.times [SENTENCES ...]`.

A text of so many sentences is drawn from 20,000 words with Zipf's frequencies; its "translation" has four words of ten
changed, and one sentence of ten joined to the one before. Prints seconds by the clock and of the processor (user and
system), and peak memory of this process.
"""

import argparse
import random
import resource
import time
from itertools import accumulate

from pipeline.alignment import align

_WORDS = 20_000  # chosen by hand


def texts(sentences: int, chance: random.Random) -> tuple[list[str], list[str]]:
    """Make up a text and its changed copy."""
    words = [f"{chance.choice('bcdfglmprst')}{number:x}{chance.choice('aeiou')}" for number in range(_WORDS)]
    totals = list(accumulate(1 / rank for rank in range(10, _WORDS + 10)))
    source: list[str] = []
    target: list[str] = []
    for _ in range(sentences):
        line = chance.choices(words, cum_weights=totals, k=chance.randint(5, 35))
        changed = [word if chance.random() < 0.6 else chance.choices(words, cum_weights=totals)[0] for word in line]
        source.append(" ".join(line) + ".")
        if target and chance.random() < 0.1:
            target[-1] += " " + " ".join(changed) + "."
        else:
            target.append(" ".join(changed) + ".")
    return source, target


def main() -> None:
    """Time and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sentences", type=int, nargs="*", default=[1500, 5000, 20_000])
    for count in parser.parse_args().sentences:
        source, target = texts(count, random.Random(1))  # noqa: S311 (repeatable)
        start, busy = time.perf_counter(), time.process_time()
        beads = align(source, target)
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        linked = sum(bool(bead.source and bead.target) for bead in beads)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        times = f"{seconds:.1f} s, {busy:.1f} s of the processor"
        print(f"{count} x {len(target)}: {times}, {memory:.0f} MB, {linked} beads with both sides")


if __name__ == "__main__":
    main()
