"""Measure how many paragraphs of a text are found again after its lines were wrapped.

Usage: `python -m eval.segmentation.rewrap FILE...`, each a text file, or `.tsv.xz` with French in its first column, a
sentence a line.

Paragraphs are made of one to six sentences, the same in each run; a dash begins a new one. They are written in each
layout at each width: with empty lines between them, with indented first lines, with words parted at line ends, as one
line each, and with short stanzas in between. A paragraph is found when just its text is a paragraph again.
"""

import lzma
import random
import re
import sys
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from pipeline.formats.text.read import read_text

WIDTHS = (40, 60, 72, 80)
MOST_SENTENCES = 6
STANZA = (
    "Le soir descend, la ville allume ses fenêtres,",
    "Et le fleuve endormi ne sait plus qui l'attend ;",
    "Les ponts ont refermé leurs bras sur les ancêtres",
    "Qui passaient autrefois, rieurs, en chantant.",
)
_SYLLABLES = re.compile(r"(?<=[aeiouyéèê])(?=[bcdfgjlmnprstvz][aeiouyéèê]\w)")


def main(names: Sequence[str]) -> None:
    """Print the share of paragraphs found for each file, layout and width."""
    for name in names:
        paragraphs = list(make_paragraphs(read_sentences(Path(name))))
        print(f"{name}: {len(paragraphs)} paragraphs")
        for layout, write in LAYOUTS.items():
            shares = (f"{width}: {recovered(paragraphs, write, width):.4f}" for width in WIDTHS)
            print(f"  {layout:10} {'  '.join(shares)}")


def read_sentences(path: Path) -> list[str]:
    """Give the French sentences of a file."""
    data = path.read_bytes()
    content = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    return [line.split("\t")[0].strip() for line in content.split("\n") if line.strip()]


def make_paragraphs(sentences: Sequence[str]) -> Iterator[str]:
    """Group sentences by paragraphs, the same way each time."""
    chance = random.Random(1)  # noqa: S311 (no secret)
    while sentences:
        count = chance.randint(1, MOST_SENTENCES)
        dash = next((n for n in range(1, min(count, len(sentences))) if sentences[n][0] in "—–-"), count)
        chosen, sentences = sentences[:dash], sentences[dash:]
        yield " ".join(" ".join(chosen).split())


def recovered(paragraphs: Sequence[str], write: Callable[[Sequence[str], int], str], width: int) -> float:
    """Give the share of paragraphs that are read again as they were."""
    found = Counter(one.text for one in read_text(write(paragraphs, width).encode(), "utf-8", "fr").paragraphs)
    wanted = Counter(paragraphs)
    return (wanted & found).total() / wanted.total()


def _wrapped(text: str, width: int, indent: str = "") -> str:
    """Wrap a paragraph; no word is parted."""
    return textwrap.fill(text, width, initial_indent=indent, break_long_words=False, break_on_hyphens=False)


def _parted(text: str, width: int) -> str:
    """Wrap a paragraph, with words parted where a syllable still fits into a line."""
    lines, line = [], ""
    for word in text.split(" "):
        if len(line) + 1 + len(word) > width and line:
            room = width - len(line) - 2
            ends = [found.start() for found in _SYLLABLES.finditer(word) if 1 < found.start() <= room]
            cut = ends[-1] if ends and word.isalpha() else 0
            lines.append(f"{line} {word[:cut]}-" if cut else line)
            line = word[cut:]
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


LAYOUTS: dict[str, Callable[[Sequence[str], int], str]] = {
    "blank": lambda paragraphs, width: "\n\n".join(_wrapped(one, width) for one in paragraphs),
    "indented": lambda paragraphs, width: "\n".join(_wrapped(one, width, "   ") for one in paragraphs),
    "parted": lambda paragraphs, width: "\n\n".join(_parted(one, width) for one in paragraphs),
    "verse": lambda paragraphs, width: "\n\n".join(
        _wrapped(one, width) + ("\n\n" + "\n".join(STANZA) if number % 5 == 0 else "")
        for number, one in enumerate(paragraphs)
    ),
    "lines": lambda paragraphs, _: "\n".join(paragraphs),
    "mixed": lambda paragraphs, width: "\n\n".join(
        one if number // 20 % 2 else _wrapped(one, width) for number, one in enumerate(paragraphs)
    ),
}


if __name__ == "__main__":
    main(sys.argv[1:])
