"""Measure how many repetitions are found among many pairs, how fast, and in how much memory.

Usage: `python eval/selection/duplicates.py FOLDER [--pairs N] [--ignore-digits] [--by ours|datasketch|rensa]`

FOLDER holds `*.tsv.xz` files, a French sentence, a tab and its English translation a line. Of these pairs, each file in
turn giving one, N are taken; copies of some, each spoilt in one way, are put after them. Told are the share of the
copies of each kind that are found (a copy is found if it repeats any pair), how many of the N repeat an earlier one,
and, of a sample of them, how many pairs that are alike by their words are missed: all N are compared with each of it.
Other libraries give candidates by the words of both sides; these are compared as ours are. Times are processor seconds.
"""

import argparse
import lzma
import random
import re
import resource
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from pipeline.selection.duplicates import PairTexts, find_repeats
from pipeline.selection.near import ALIKE

Pair = tuple[str, str]
COPIES = 2000  # of each kind
SAMPLE = 500  # pairs compared with all


def read(folder: Path, most: int) -> Iterator[Pair]:
    """Give pairs, each file in turn giving one, until there are enough."""
    with ExitStack() as stack:
        paths = sorted(folder.glob("*.tsv.xz"))
        streams = [stack.enter_context(lzma.open(path, "rt", encoding="utf-8")) for path in paths]
        given = 0
        while streams and given < most:
            for stream in list(streams):
                fields = stream.readline().rstrip("\n").split("\t")
                if len(fields) < 2:
                    streams.remove(stream)
                elif given < most:
                    given += 1
                    yield fields[0], fields[1]


def other_word(text: str, chance: random.Random) -> str:
    """Give a text with one word replaced by a word that is in no text."""
    words = text.split()
    words[chance.randrange(len(words))] = f"zq{chance.randrange(10**6)}"
    return " ".join(words)


def spoil(kind: str, pair: Pair, chance: random.Random) -> Pair | None:
    """Give a pair spoilt in one way; None where that cannot be."""
    sizes = [len(text.split()) for text in pair]
    match kind:
        case "case":
            return pair[0].upper(), pair[1].upper()
        case "punctuation":
            return f"– {pair[0].rstrip('.!? ')} !", f'"{pair[1].rstrip(".!? ")}..."'
        case "spaces":
            return pair[0].replace(" ", "\u00a0 "), f"  {pair[1]} "
        case "digits, 9 words and more":
            return digits(pair) if min(sizes) > 8 else None
        case "digits, fewer":
            return digits(pair) if max(sizes) < 9 else None
        case "a word of each side, 12 words and more":
            return spoilt(pair, chance) if min(sizes) > 11 else None
        case "a word of each side, 9 to 11 words":
            return spoilt(pair, chance) if min(sizes) > 8 and max(sizes) < 12 else None
        case _:
            return spoilt(pair, chance) if max(sizes) < 9 else None


def digits(pair: Pair) -> Pair | None:
    """Give a pair with other digits; None where it has none."""
    if not all(re.search(r"\d", text) for text in pair):
        return None
    one, other = (re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), text) for text in pair)
    return one, other


def spoilt(pair: Pair, chance: random.Random) -> Pair:
    """Give a pair with another word on each side."""
    return other_word(pair[0], chance), other_word(pair[1], chance)


KINDS = (
    "case", "punctuation", "spaces", "digits, 9 words and more", "digits, fewer",
    "a word of each side, 12 words and more", "a word of each side, 9 to 11 words", "a word of each side, fewer",
)  # fmt: skip


def missed(texts: PairTexts, found: Any, total: int) -> tuple[int, int]:
    """Compare a sample of pairs with all before them: how many are like one that repeats nothing, and not found."""
    chance = random.Random(3)  # noqa: S311
    sample = sorted(chance.sample(range(total), min(SAMPLE, total)))
    matrices, sizes = [], []
    for words in texts.words:
        numbers, ends = words.as_arrays()
        _, columns = np.unique(numbers[: ends[total]], return_inverse=True)
        matrices.append(csr_matrix((np.ones(len(columns), np.float32), columns, ends[: total + 1])))
        sizes.append(np.diff(ends[: total + 1]))
    like = lost = 0
    for number in sample:
        is_like = found.first[:number] < 0
        for matrix, size in zip(matrices, sizes, strict=True):
            both = (matrix @ matrix[number].T).toarray().ravel()[:number]
            is_like &= both >= ALIKE * (size[:number] + size[number] - both)
        like += bool(is_like.any())
        lost += bool(is_like.any() and found.first[number] < 0)
    return like, lost


def by_library(name: str, texts: PairTexts) -> int:
    """Have another library look for candidates, and count the pairs that are like an earlier one."""
    total = len(texts.pairs)
    repeats = 0
    if name == "datasketch":
        from datasketch import MinHash, MinHashLSH

        lsh = MinHashLSH(threshold=ALIKE, num_perm=128)
        for number in range(total):
            made = MinHash(num_perm=128, seed=1)
            made.update_batch([b"%d" % word for word in texts.words[0][number]])
            made.update_batch([b"-%d" % word for word in texts.words[1][number]])
            like = any(texts.likeness(number, other) >= ALIKE for other in sorted(lsh.query(made)))
            repeats += like
            if not like:
                lsh.insert(number, made)
        return repeats
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=ALIKE, num_perm=128, num_bands=16)
    for number in range(total):
        made = RMinHash(num_perm=128, seed=1)
        made.update([str(word) for word in texts.words[0][number]] + [f"-{word}" for word in texts.words[1][number]])
        like = any(texts.likeness(number, other) >= ALIKE for other in sorted(lsh.query(made)))
        repeats += like
        if not like:
            lsh.insert(number, made)
    return repeats


def memory() -> float:
    """Give the most memory that was used so far, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--pairs", type=int, default=1_000_000)
    parser.add_argument("--ignore-digits", action="store_true")
    parser.add_argument("--by", choices=("ours", "datasketch", "rensa"), default="ours")
    arguments = parser.parse_args()
    chance = random.Random(1)  # noqa: S311
    texts, copies = PairTexts(arguments.ignore_digits), [list[Pair]() for _ in KINDS]
    total, before, start = 0, memory(), time.process_time()
    spoiling = 0.0
    for pair in read(arguments.folder, arguments.pairs):
        texts.add(*pair)
        total += 1
        begun = time.process_time()
        if chance.random() < 20 * COPIES / arguments.pairs:
            for number, kind in enumerate(KINDS):
                if len(copies[number]) < COPIES and (copy := spoil(kind, pair, chance)):
                    copies[number].append(copy)
        spoiling += time.process_time() - begun
    for some in copies:
        for copy in some:
            texts.add(*copy)
    taken = time.process_time() - start - spoiling
    print(
        f"{total} pairs and {len(texts.pairs) - total} copies; words and keys {taken:.1f} s, {memory() - before:.0f} MB"
    )
    start = time.process_time()
    if arguments.by != "ours":
        repeats = by_library(arguments.by, texts)
        print(f"{arguments.by}: {time.process_time() - start:.1f} s, {memory() - before:.0f} MB, {repeats} repeat one")
        return
    found = find_repeats(texts)
    print(
        f"ours: {time.process_time() - start:.1f} s, {memory() - before:.0f} MB, {(found.first >= 0).sum()} repeat one"
    )
    repeats = found.first[:total] >= 0
    same = repeats & (found.similarity[:total] == 1)
    print(f"of the {total}: {same.sum()} are the same as an earlier one, {repeats.sum() - same.sum()} nearly")
    place = total
    for kind, pairs in zip(KINDS, copies, strict=True):
        here = found.first[place : place + len(pairs)] >= 0
        print(f"  {kind:42} {len(pairs):6} {100 * here.mean() if len(pairs) else 0:6.1f} %")
        place += len(pairs)
    alike, lost = missed(texts, found, total)
    print(f"of {SAMPLE} pairs compared with all: {alike} are like one that repeats nothing, {lost} of them missed")


if __name__ == "__main__":
    main()
