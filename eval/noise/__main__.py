"""Measure how much noise is found, kind by kind, and how many good lines are lost.

    python -m eval.noise DATA PACKAGES --half dev

DATA has the development sets (`dev`) and the aligned novels (`gold`), PACKAGES the unpacked packages that README.md
names. Noise is found, and a good line lost, where a pair has one of the flags of `FLAGS`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from eval.noise import lines
from eval.noise.lines import SHORT, Pair, good_lines, noise_lines, wrong_beads
from pipeline.quality.score import Judgement, score

FLAGS = ("wrong_language", "damaged_text", "boilerplate", "untranslated", "unrelated", "omission", "addition",
         "length_ratio", "doubtful_translation", "repetition")  # fmt: skip
"""Flags of noise; those of slips, such as `missing_numbers`, are not counted."""


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--half", choices=("dev", "test"), default="dev", help="which half; develop on dev alone")
    parser.add_argument("--examples", type=int, default=0, help="print so many pairs that are judged wrongly")
    parser.add_argument(
        "--most", type=int, default=500, help="pairs of a kind of noise, three times as many of a domain"
    )
    chosen = parser.parse_args()
    lines.MOST_NOISE = min(lines.MOST_NOISE, chosen.most)
    lines.MOST = min(lines.MOST, chosen.most * 3)
    good = good_lines(chosen.data, chosen.packages, chosen.half)
    print(f"| good lines | pairs | lost | by |{chr(10)}|---|---:|---:|---|")
    everything = [pair for pairs in good.values() for pair in pairs]
    short = [pair for pair in everything if sum(map(str.isalpha, pair[0])) < SHORT]
    titles = [pair for pair in everything if is_title(pair[0])]
    for name, pairs in (*good.items(), (f"all under {SHORT} letters", short), ("all titles", titles),
                        ("all", everything)):  # fmt: skip
        _tell(name, pairs, chosen.examples, wanted=False)
    print(f"{chr(10)}| noise | pairs | found | by |{chr(10)}|---|---:|---:|---|")
    beads = wrong_beads(chosen.data, chosen.half)
    for name, pairs in (*noise_lines(good, chosen.packages, chosen.half), ("misaligned: by length alone", beads)):
        _tell(name, pairs, chosen.examples, wanted=True)


def is_title(text: str) -> bool:
    """Tell whether a line looks like a title: up to eight words, and no mark of a sentence's end.

    >>> is_title("Les chats de gouttière"), is_title("Il dort.")
    (True, False)
    """
    return len(text.split()) <= 8 and not text.rstrip().endswith((".", "!", "?", "…", ":", ";"))


def _tell(name: str, pairs: Sequence[Pair], examples: int, wanted: bool) -> None:
    """Print the row of some pairs, and examples of those that are judged wrongly."""
    if not pairs:
        return
    found = [(pair, judgement) for pair, judgement in zip(pairs, score(pairs), strict=True)]
    hits = [(pair, judgement) for pair, judgement in found if _flags(judgement)]
    by = Counter(flag for _, judgement in hits for flag in _flags(judgement))
    told = ", ".join(f"{flag} {count / len(pairs):.3f}" for flag, count in by.most_common())
    print(f"| {name} | {len(pairs)} | {len(hits) / len(pairs):.4f} | {told} |", flush=True)
    wrong = [one for one in found if bool(_flags(one[1])) != wanted]
    for pair, judgement in wrong[:: max(1, len(wrong) // examples)] if examples else ():
        scores = {key: round(value, 3) for key, value in judgement.scores.items()}
        print(f"    {pair[0][:150]!r} {pair[1][:150]!r} {_flags(judgement)} {scores}")


def _flags(judgement: Judgement) -> list[str]:
    return [flag for flag in judgement.flags if flag in FLAGS]


if __name__ == "__main__":
    main()
