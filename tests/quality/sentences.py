"""Sentences made by chance of a few words, always the same, copies that systems might give, and sacrebleu itself."""

import random
import subprocess
import sys
from pathlib import Path

from pipeline.words import listed

WORDS = sorted(
    listed("the a boat boats harbour sea captain rain door said nothing high was over her him gave 12 francs")
)


def references(count: int = 60) -> list[str]:
    """Give sentences of four to fourteen words."""
    chance = random.Random(20)  # noqa: S311 (repeatable)
    return [" ".join(chance.choices(WORDS, k=chance.randint(4, 14))) + "." for _ in range(count)]


def spoilt(sentences: list[str], share: float, seed: int) -> list[str]:
    """Give the sentences with a share of their words left out or exchanged."""
    chance = random.Random(seed)  # noqa: S311 (repeatable)

    def word(given: str) -> str:
        draw = chance.random()
        return given if draw > share else chance.choice(WORDS) if draw > share / 2 else ""

    return [" ".join(filter(None, map(word, one.split()))) for one in sentences]


def sacrebleu(folder: Path, *arguments: str) -> str:
    """Run sacrebleu's command line in a folder; gives what it prints."""
    command = [sys.executable, "-m", "sacrebleu", *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, encoding="utf-8").stdout
