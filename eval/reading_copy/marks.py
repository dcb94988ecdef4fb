"""How well marks are carried into the English: `python -m eval.reading_copy.marks GOLD [--model FOLDER]`.

GOLD is that of `eval/words/measure.py`. Every run of one to three French words whose gold links, sure or possible, lead
to one stretch of English words is marked in turn (what stands between two of them and is linked to nothing belongs to
it), carried, and compared with that stretch. Links are the gold's (what the carrier itself costs), the default's
(lexicon, the text itself), and with `--model` those with a model's attention. In per cent: `exact`, the same words;
precision, recall and F1 of words over all marks; `none`, left out; `parts`, come out in several pieces. `alone` are the
runs whose English belongs to no other French word: the others have no answer that is wholly right.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from eval.words.measure import Gold, read
from pipeline.bilingual.projection import project
from pipeline.document import Link, Mark
from pipeline.word_alignment import ForcedDecoder, Links, link_words

LONGEST = 3


class Run(NamedTuple):
    """French words `start` to before `end`, the English words that they are, and whether these are theirs alone."""

    start: int
    end: int
    english: frozenset[int]
    alone: bool


@dataclass
class Tally:
    """Counts over marks, and over the English words wanted, found and both."""

    marks: int = 0
    exact: int = 0
    none: int = 0
    parts: int = 0
    wanted: int = 0
    found: int = 0
    right: int = 0

    def add(self, wanted: frozenset[int], found: frozenset[int], pieces: int) -> None:
        """Count one mark."""
        self.marks += 1
        self.exact += found == wanted
        self.none += pieces == 0
        self.parts += pieces > 1
        self.wanted += len(wanted)
        self.found += len(found)
        self.right += len(wanted & found)

    def __str__(self) -> str:
        """The row of the table."""
        precision, recall = 100 * self.right / max(1, self.found), 100 * self.right / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        exact, none, parts = (100 * count / max(1, self.marks) for count in (self.exact, self.none, self.parts))
        return f"{self.marks:6} {exact:6.1f} {precision:6.1f} {recall:6.1f} {f1:6.1f} {none:6.1f} {parts:6.1f}"


def runs(words: Sequence[str], links: set[tuple[int, int]]) -> Iterator[Run]:
    """The runs of words, without punctuation at their ends, that lead to one stretch of English.

    >>> [run[:3] for run in runs(["chat", "noir"], {(0, 1), (1, 0)})]
    [(0, 1, frozenset({1})), (0, 2, frozenset({0, 1})), (1, 2, frozenset({0}))]
    """
    linked = {j for _, j in links}
    for start in range(len(words)):
        for end in range(start + 1, min(start + LONGEST, len(words)) + 1):
            theirs = {j for i, j in links if start <= i < end}
            if theirs and all(any(map(str.isalnum, words[edge])) for edge in (start, end - 1)):
                stretch = frozenset(range(min(theirs), max(theirs) + 1))
                alone = not any(j in theirs for i, j in links if not start <= i < end)
                if stretch - theirs <= stretch - linked:
                    yield Run(start, end, stretch, alone)


def spans(words: Sequence[str]) -> list[tuple[int, int]]:
    """Where words stand in their text, joined by spaces.

    >>> spans(["un", "mot"])
    [(0, 2), (3, 6)]
    """
    places, end = [], -1
    for word in words:
        places.append((end + 1, end + 1 + len(word)))
        end = places[-1][1]
    return places


def measure(gold: Gold, links: Sequence[Links], tallies: dict[str, Tally]) -> None:
    """Carry every mark of a set by some links; count all, those alone, and by length."""
    for number, (french, english) in enumerate(zip(gold.source, gold.target, strict=True)):
        left, right = spans(french), spans(english)
        words = [Link(*left[i], *right[j]) for i, j in links[number]]
        for run in runs(french, set(gold.links[number].possible)):
            mark = Mark(left[run.start][0], left[run.end - 1][1], "em")
            made = project([mark], words, " ".join(french), " ".join(english))
            found = frozenset(
                j for j, (start, end) in enumerate(right) if any(one.start < end and start < one.end for one in made)
            )
            for name in ("all", *(["alone", f"alone, {run.end - run.start}"] if run.alone else [])):
                tallies.setdefault(name, Tally()).add(run.english, found, len(made))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--model", type=Path)
    options = parser.parse_args()
    decoder = ForcedDecoder(options.model) if options.model else None
    print(f"{'set':12} {'links':10} {'runs':10}  marks  exact   prec recall     F1   none  parts")
    for gold in (read(folder) for folder in sorted(options.gold.iterdir()) if (folder / "gold.txt").exists()):
        ways = {
            "gold": [sorted(pair.possible) for pair in gold.links],
            "default": link_words(gold.source, gold.target),
        }
        if decoder:
            ways["attention"] = link_words(gold.source, gold.target, decoder)
        for way, links in ways.items():
            tallies: dict[str, Tally] = {}
            measure(gold, links, tallies)
            for name, tally in sorted(tallies.items()):
                print(f"{gold.name:12} {way:10} {name:10} {tally}")


if __name__ == "__main__":
    main()
