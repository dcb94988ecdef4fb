"""Texts → the pairs of one run: read, normalise, sample, clean, leave out held-out text, select, vary, shuffle."""

import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from pipeline.translation.normalise import normalise
from training.clean import keep
from training.config import Config, Corpus
from training.leaks import held_out_runs, leaks, lines
from training.selection import closest, learn_gain
from training.variants import Pair, varied


def share_of(name: str, shares: dict[str, float]) -> float:
    """How much of a file to take: the first pattern that fits counts, 1 if none does.

    >>> share_of("law_acts.tsv.xz", {"law_*": 0.1, "*": 0.5}), share_of("novel.tsv", {"law_*": 0.1})
    (0.1, 1.0)
    """
    return next((share for pattern, share in shares.items() if fnmatch(name, pattern)), 1.0)


def sampled(rows: Iterable[Pair], share: float, chance: random.Random) -> Iterator[Pair]:
    """Each row as often as its share says: the whole part always, the rest by chance.

    >>> len(list(sampled([("a", "b")] * 10, 2.0, random.Random(1))))
    20
    """
    whole, rest = divmod(share, 1)
    for row in rows:
        for _ in range(int(whole) + (chance.random() < rest)):
            yield row


def read(path: Path) -> Iterator[Pair]:
    """The pairs of a `.tsv` or `.tsv.xz` file, normalised; a line without exactly two columns is passed over."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        for line in file:
            columns = line.rstrip("\n").split("\t")
            if len(columns) == 2:
                yield columns[0], columns[1]


def chosen(path: Path, corpus: Corpus, held_out: frozenset[int], counts: Counter[str]) -> Iterator[Pair]:
    """The pairs of one file that are sampled, clean and not held out; `counts` gets what became of the others."""
    chance = random.Random(f"{corpus.seed} {path.name}")  # noqa: S311  # a sample, not a secret
    share = share_of(path.name, corpus.shares) * share_of(path.name, corpus.closest)
    for raw in sampled(read(path), share, chance):
        french, english = normalise(raw[0]), normalise(raw[1])
        if not keep(french, english, corpus.max_words):
            counts["unfit"] += 1
        elif leaks(french, held_out) or leaks(english, held_out):
            counts["held out"] += 1
        else:
            counts["kept"] += 1
            yield french, english


def narrowed(pairs: list[Pair], path: Path, corpus: Corpus, files: list[Path]) -> list[Pair]:
    """Of the pairs drawn from a file that `closest` names, those most like the wanted files; else all."""
    times = share_of(path.name, corpus.closest)
    if times == 1:
        return pairs
    wanted = [file for file in files if any(fnmatch(file.name, pattern) for pattern in corpus.wanted)]
    gain = learn_gain((normalise(pair[0]) for file in wanted for pair in read(file)), (pair[0] for pair in pairs))
    return closest(pairs, gain, round(len(pairs) / times))


def texts_of(folder: Path) -> list[Path]:
    """The files of pairs in a folder, by name."""
    files = sorted(path for path in folder.iterdir() if ".tsv" in path.suffixes)
    if not files:
        raise FileNotFoundError(f"{folder}: no .tsv or .tsv.xz file")
    return files


def prepare(config: Config) -> None:
    """Write `pairs.tsv`, shuffled, and tell what was taken of each file.

    Raises:
        FileNotFoundError: a folder of texts holds no `.tsv` file.
    """
    corpus = config.corpus
    files = [path for folder in corpus.texts for path in texts_of(folder)]
    held_out = held_out_runs(map(normalise_columns, lines(corpus.held_out)))
    pairs: list[Pair] = []
    for path in files:
        counts: Counter[str] = Counter()
        pairs += narrowed(list(chosen(path, corpus, held_out, counts)), path, corpus, files)
        print(f"{path.name}: {dict(counts)}", flush=True)
    chance = random.Random(corpus.seed)  # noqa: S311  # a sample, not a secret
    pairs += list(varied(list(pairs), corpus.variants, chance))
    chance.shuffle(pairs)
    config.work.mkdir(parents=True, exist_ok=True)
    text = "".join(f"{french}\t{english}\n" for french, english in pairs)
    (config.work / "pairs.tsv").write_text(text, encoding="utf-8")
    print(f"{len(pairs)} pairs in {config.work / 'pairs.tsv'}")


def normalise_columns(line: str) -> str:
    """A line with each of its columns normalised."""
    return "\t".join(map(normalise, line.split("\t")))
