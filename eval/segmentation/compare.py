"""Score sentence segmenters side by side: boundaries on gold documents, hard cases, speed.

    python eval/segmentation/compare.py GOLD_FOLDER [--language fr] [--challenge FILE] [--only NAME ...]

GOLD_FOLDER holds files NAME.jsonl with one document a line: {"text": ..., "spans": [[start, end], ...]}, or NAME.tsv
whose lines end in a sentence of the language (the last column), joined five to a paragraph.

Scores are line-honest: after a gold sentence without a final mark (a heading, a list item) the text is cut and that
boundary is not scored, because in a file a line break stands there; at most eight sentences make a block.
"""

import argparse
import importlib
import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.segmentation import segment

Ends = set[int]
Segmenter = Callable[[str], Iterable[str]]

FINAL_MARK = re.compile(r"""[.!?…]["'»”’)\]\s]*$""")
BLOCK = 8
LINES_A_PARAGRAPH = 5
SPEED_PARAGRAPH = 10_000
SPEED_SECONDS = 1.0


def ours(language: str) -> Segmenter:
    """The segmenter of this project."""
    return lambda text: [text[start:end] for start, end in segment(text, language)]


def sentencex(language: str) -> Segmenter:
    """Wikimedia's sentencex."""
    module = importlib.import_module("sentencex")
    return lambda text: list(module.segment(language, text))


def pysbd(language: str) -> Segmenter:
    """The golden rules of pragmatic segmenter, in Python."""
    segmenter = importlib.import_module("pysbd").Segmenter(language=language, clean=False)
    return lambda text: list(segmenter.segment(text))


def syntok(language: str) -> Segmenter:
    """Syntok, the same for all languages of Western Europe."""
    module = importlib.import_module("syntok.segmenter")

    def cut(text: str) -> Iterator[str]:
        for paragraph in module.analyze(text):
            for tokens in paragraph:
                yield text[tokens[0].offset : tokens[-1].offset + len(tokens[-1].value)]

    return cut


def blingfire(language: str) -> Segmenter:
    """BlingFire's default model, the same for all languages."""
    module = importlib.import_module("blingfire")
    return lambda text: module.text_to_sentences(text).split("\n")


def sentence_splitter(language: str) -> Segmenter:
    """The splitter of Moses and Europarl, in Python."""
    splitter = importlib.import_module("sentence_splitter").SentenceSplitter(language=language)
    return lambda text: list(splitter.split(text))


SEGMENTERS: dict[str, Callable[[str], Segmenter]] = {
    "ours": ours,
    "sentencex": sentencex,
    "pysbd": pysbd,
    "syntok": syntok,
    "blingfire": blingfire,
    "sentence-splitter": sentence_splitter,
}


def visible_length(text: str) -> int:
    """How many characters are no white space: the same before and after a tool that normalises spaces."""
    return len("".join(text.split()))


def boundaries(sentences: Iterable[str], text: str) -> Ends:
    """Where sentences end, counted in visible characters; the end of the text is none.

    >>> boundaries(["Oui .", "Non."], "Oui . Non.")
    {4}
    """
    total, ends = 0, set()
    for sentence in sentences:
        total += visible_length(sentence)
        ends.add(total)
    return ends - {0, visible_length(text)}


def documents(path: Path) -> Iterator[list[str]]:
    """The gold sentences of each document."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if path.suffix == ".tsv":
        sentences = [line.rpartition("\t")[2].strip() for line in lines]
        for first in range(0, len(sentences), LINES_A_PARAGRAPH):
            yield [sentence for sentence in sentences[first : first + LINES_A_PARAGRAPH] if sentence]
        return
    for line in lines:
        document: dict[str, Any] = json.loads(line)
        yield [document["text"][start:end] for start, end in document["spans"]]


def blocks(sentences: list[str]) -> Iterator[list[str]]:
    """Pieces of a document with nothing but detectable boundaries inside."""
    block: list[str] = []
    for sentence in sentences:
        block.append(sentence)
        if len(block) == BLOCK or not FINAL_MARK.search(sentence):
            yield block
            block = []
    if block:
        yield block


def f_score(cut: Segmenter, path: Path) -> float:
    """F1 of boundaries over a gold file."""
    right = found = gold = 0
    for document in documents(path):
        for block in blocks(document):
            text = " ".join(block)
            expected, predicted = boundaries(block, text), boundaries(cut(text), text)
            right, found, gold = right + len(expected & predicted), found + len(predicted), gold + len(expected)
    return 2 * right / max(1, found + gold)


def hard_cases(cut: Segmenter, path: Path) -> tuple[int, int]:
    """How many items of a challenge file are cut right, and how many there are."""
    right = total = 0
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#") or "\t" not in line:
            continue
        item = line.partition("\t")[2]
        text = re.sub("[‖¦]", "", item)
        required = boundaries(item.replace("¦", "").split("‖"), text)
        optional = boundaries(item.replace("‖", "").split("¦"), text)
        total += 1
        right += boundaries(cut(text), text) - optional == required
    return right, total


def speed(cut: Segmenter, paths: list[Path]) -> float:
    """Megabytes of UTF-8 a second of processor time, on paragraphs of 10 KB."""
    text = " ".join(sentence for path in paths for document in documents(path) for sentence in document)
    paragraphs = [text[start : start + SPEED_PARAGRAPH] for start in range(0, len(text), SPEED_PARAGRAPH)]
    size, begin = 0, time.process_time()
    for paragraph in paragraphs:
        list(cut(paragraph))
        size += len(paragraph.encode())
        if time.process_time() - begin > SPEED_SECONDS:
            break
    return size / 1e6 / (time.process_time() - begin)


def main() -> None:
    """Print one line a segmenter: F1 of every gold file, their mean, hard cases, speed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path, help="a folder of gold files (.jsonl, .tsv)")
    parser.add_argument("--language", default="fr")
    parser.add_argument("--challenge", type=Path, action="append", default=[], help="a file of hard cases")
    parser.add_argument("--only", nargs="*", default=list(SEGMENTERS), choices=SEGMENTERS)
    arguments = parser.parse_args()
    paths = sorted(path for path in arguments.gold.iterdir() if path.suffix in {".jsonl", ".tsv"})
    challenges: list[Path] = arguments.challenge
    print("| segmenter |", *(f"{path.stem} |" for path in [*paths, *challenges]), "mean F1 | MB/s |")
    print("|---" * (len(paths) + len(challenges) + 3) + "|")
    for name in arguments.only:
        try:
            cut = SEGMENTERS[name](arguments.language)
        except ImportError:
            print(f"| {name} | skipped: not installed |")
            continue
        scores = [100 * f_score(cut, path) for path in paths]
        cases = ["{}/{}".format(*hard_cases(cut, path)) for path in challenges]
        cells = [*(f"{score:.2f}" for score in scores), *cases, f"{sum(scores) / max(1, len(scores)):.2f}"]
        print(f"| {name} |", " | ".join(cells), f"| {speed(cut, paths):.2f} |", flush=True)


if __name__ == "__main__":
    main()
