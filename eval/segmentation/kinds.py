"""Score the segmenter by kind of text, on paragraphs written for this project by somebody who had not seen its rules.

    python -m eval.segmentation.kinds dev [--show]
    python -m eval.segmentation.kinds test
    python -m eval.segmentation.kinds blind

`kinds/dev` may be looked at while rules are written; `kinds/test` and `kinds/blind` may not: the first was scored
several times, the second once. It was written before the rules that it scores, by the same hand. Files have one
paragraph a line, with ` | ` at each boundary inside of it; names that begin with `english` are English. A file is
judged as one document, as in a run.
"""

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.document import Paragraph, Text
from pipeline.segmentation import DEFAULT, Options, explain
from pipeline.stages.segment import with_style_of

FOLDER = Path(__file__).with_name("kinds")
BOUNDARY = " | "
AROUND = 50
"""Characters on both sides of a boundary that `--show` prints."""


@dataclass(frozen=True)
class Fault:
    """A boundary too many or one missed: its paragraph, its place, whether it was found, and the rule that decided."""

    text: str
    end: int
    found: bool
    rule: str

    def __str__(self) -> str:
        """Write it on one line."""
        kind = "extra " if self.found else "missed"
        near = f"{self.text[max(0, self.end - AROUND) : self.end]} |{self.text[self.end : self.end + AROUND]}"
        return f"  {kind} {self.rule:22} {near}"


def read_paragraphs(path: Path) -> list[tuple[str, set[int]]]:
    """Give each paragraph of a file and the places where its sentences end, its own end left out."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [unmark(line) for line in lines if line.strip() and not line.startswith("#")]


def unmark(line: str) -> tuple[str, set[int]]:
    """Give a marked paragraph as it stands in a text, and where its sentences end.

    >>> unmark("Il pleut. | Elle dort.")
    ('Il pleut. Elle dort.', {9})
    """
    ends, length = set(), 0
    for sentence in line.split(BOUNDARY)[:-1]:
        length += len(sentence)
        ends.add(length)
        length += 1
    return line.replace(BOUNDARY, " "), ends


def faults(text: str, ends: set[int], language: str, options: Options) -> Iterator[Fault]:
    """Give every boundary that is too many or missed in a paragraph."""
    decided = {decision.end: decision for decision in explain(text, language, options)}
    found = {end for end, decision in decided.items() if decision.boundary}
    for end in sorted(ends ^ found):
        yield Fault(text, end, end in found, decided[end].rule if end in decided else "-")


def main() -> None:
    """Print precision, recall and F1 of every kind, and their mean."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("part", choices=["dev", "test", "blind"])
    parser.add_argument("--show", action="store_true", help="print every fault; for dev only")
    arguments = parser.parse_args()
    if arguments.show and arguments.part != "dev":
        parser.error(f"the {arguments.part} part is for scoring, not for looking at")
    scores = []
    for path in sorted((FOLDER / arguments.part).glob("*.txt")):
        paragraphs = read_paragraphs(path)
        language = "en" if path.stem.startswith("english") else "fr"
        text = Text(language, tuple(Paragraph(text) for text, _ in paragraphs))
        options = with_style_of(text, DEFAULT)
        wrong = [fault for text, ends in paragraphs for fault in faults(text, ends, language, options)]
        extra = sum(fault.found for fault in wrong)
        boundaries = sum(len(ends) for _, ends in paragraphs)
        right = boundaries - (len(wrong) - extra)
        scores.append(2 * right / (right + extra + boundaries))
        print(f"{path.stem:16} F1 {scores[-1]:.4f}  {extra:2} extra, {len(wrong) - extra:2} missed of {boundaries}")
        if arguments.show:
            print(*wrong, sep="\n")
    print(f"{'macro':16} F1 {sum(scores) / len(scores):.4f}")


if __name__ == "__main__":
    main()
