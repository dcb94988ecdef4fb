"""How what must stay comes through translation, with and without protection.

    python -m eval.translation.placeables [FILE] [--model FOLDER] [--lines]
    python -m eval.translation.placeables --pairs TEXTS
    python -m eval.translation.placeables --prose TEXTS

FILE holds `kind<TAB>French<TAB>English` lines in which what must stay stands between ⟦ and ⟧; without it, the lines
beside this module, which were written for it. Of each placeable it is asked whether it came back letter for letter, and
whether in the right place.

`--pairs` makes such lines of real pairs: what is no word and no number, and stands once on both sides, is a placeable,
whatever the detector says; letters and digits of it are replaced by others, the same on both sides, so that no model
has seen it. `--prose` counts what is taken for a placeable in ordinary text, a passage a line, and prints
a hundred of them.

The right place: of the words that the output and the reference both have once, and of the other placeables, not more
than one stands on another side of the placeable in one than in the other. One may, as "the file X" is as good as "the
X file". Where they share no such word nothing tells the place, and it is counted as wrong.
"""

import argparse
import lzma
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sacrebleu import CHRF

from pipeline.document import Hypothesis
from pipeline.placeables import find_placeables
from pipeline.quality.checks import altered_placeables, has_letters
from pipeline.translation.model import find_model
from pipeline.translation.normalise import normalise
from pipeline.translation.options import DEFAULT
from pipeline.translation.placeholders import mask
from pipeline.translation.translator import Sentence, Task, Translator, open_translator

_LONGEST = 40
"""Words of the lines that are drawn."""
_MARKED = re.compile("⟦(.*?)⟧")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its kind, its two texts without brackets, and what must stay in them, in their order."""

    kind: str
    french: str
    english: str
    placeables: tuple[str, ...]


class Unprotected(Translator):
    """Translates placeables like everything else."""

    def _task(self, sentence: Sentence, choice: int = 0) -> Task | None:
        """Prepare a sentence with nothing masked."""
        del choice
        parts = self._split(normalise(sentence.text), self.limit)
        return (
            Task(tuple(parts), capitals=False, masked=mask(sentence.text, ())) if has_letters(sentence.text) else None
        )


def read(path: Path) -> list[Line]:
    """Read a file of marked lines."""
    lines = []
    for row in path.read_text(encoding="utf-8").splitlines():
        kind, french, english = row.split("\t")
        placeables = tuple(_MARKED.findall(french))
        lines.append(Line(kind, _MARKED.sub(r"\1", french), _MARKED.sub(r"\1", english), placeables))
    return lines


def draw(paths: Sequence[Path], seed: int, most: int = 600) -> list[Line]:
    """Draw lines with placeables that nobody has seen from files of pairs."""
    chance = random.Random(seed)  # noqa: S311  # a sample, not a secret
    rows = [(path.name, row) for path in paths for row in _rows(path) if row.count("\t") == 1]
    chance.shuffle(rows)
    lines: list[Line] = []
    for name, row in rows:
        french, english = row.split("\t")
        both = [token for token in dict.fromkeys(_tokens(french)) if french.count(token) == english.count(token) == 1]
        apart = [token for token in both if not any(token != one and token in one for one in both)]
        if not apart or len(french.split()) > _LONGEST or any("⟦" in side for side in (french, english)):
            continue
        unseen = {token: _unseen(token, chance) for token in apart}
        for token, other in unseen.items():
            french, english = french.replace(token, other), english.replace(token, other)
        lines.append(Line(name.split(".")[0], french, english, tuple(unseen.values())))
        if len(lines) == most:
            break
    return lines


def _rows(path: Path) -> list[str]:
    """Give the lines of a file that may be packed."""
    with lzma.open(path, "rt", encoding="utf-8") if path.suffix == ".xz" else path.open(encoding="utf-8") as file:
        return file.read().splitlines()


def _tokens(text: str) -> Iterator[str]:
    """Give what stands between spaces and is neither a word nor a number.

    >>> list(_tokens("Lisez (a.txt), l'aide et les 3 000 pages de l’iPhone-12 : 5,5 %."))
    ['a.txt', 'iPhone-12']
    """
    for found in re.findall(r"[^\s()«»“”…,;\u202f]+", text):
        token = re.sub(r"^(?:\w{1,2}['’]|['’\"])|[.:!?'’\"]+$", "", found)
        word = re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", token)
        number = re.fullmatch(r"[\W\d]*(?:[a-zA-Zéè]{1,3})?", token)
        if len(token) > 2 and not number and (not word or re.search(r"[a-z][A-Z]", token)):
            yield token


def _unseen(token: str, chance: random.Random) -> str:
    """Put other letters and digits in the place of those of a token; what tells its kind stays, as does its case."""
    begin = max(found.end() for found in re.finditer(r"\A(?:\w+://|www\.)?", token))
    end = min(found.start() for found in re.finditer(r"(?:\.\w{1,5})?/?>?\Z", token))
    made = ""
    for place, sign in enumerate(token):
        if not begin <= place < end or not sign.isascii() or not sign.isalnum() or sign == "0":
            made += sign
        elif sign.isdigit():
            made += chance.choice("123456789")
        else:
            other = chance.choice("aeiou" if sign.lower() in "aeiou" else "bcdfglmnprstv")
            made += other.upper() if sign.isupper() else other
    return made


@dataclass(slots=True)
class Outcome:
    """What became of the placeables of a line, and of the text around them."""

    line: Line
    text: str
    kept: list[bool]
    placed: list[bool]
    flagged: bool


def judge(line: Line, hypothesis: Hypothesis) -> Outcome:
    """Tell of each placeable of a line whether the output has it letter for letter, and in the right place.

    >>> line = Line("path", "Lisez a.txt.", "Read a.txt.", ("a.txt",))
    >>> outcome = judge(line, Hypothesis("Read a.txt."))
    >>> outcome.kept, outcome.placed, outcome.flagged
    ([True], [True], False)
    """
    kept, placed = [], []
    done: Counter[str] = Counter()
    for placeable in line.placeables:
        here, there = (_places(placeable, text) for text in (hypothesis.text, line.english))
        number = done[placeable]
        done[placeable] += 1
        kept.append(number < len(here))
        crossed = (
            min(
                (_crossed(hypothesis.text, place, line.english, other) for place in here for other in there),
                default=2,
            )
            if kept[-1]
            else 2
        )
        placed.append(crossed <= 1)
    flagged = "altered" in hypothesis.notes or bool(altered_placeables(line.french, hypothesis.text))
    return Outcome(line, hypothesis.text, kept, placed, flagged)


def _places(placeable: str, text: str) -> list[tuple[int, int]]:
    """Find a placeable in a text, where it is no part of a longer word."""
    before, after = (r"(?<!\w)" if placeable[0].isalnum() else ""), (r"(?!\w)" if placeable[-1].isalnum() else "")
    return [found.span() for found in re.finditer(before + re.escape(placeable) + after, text)]


def _crossed(text: str, place: tuple[int, int], other: str, there: tuple[int, int]) -> int:
    """Count the words that stand before a place in one text and after it in another; 2 where they share no word.

    >>> _crossed("the file a.txt is", (9, 14), "the a.txt file is", (4, 9))
    1
    """
    sides = [_sides(text, *place), _sides(other, *there)]
    shared = [word for word in sides[0] if word in sides[1]]
    alone = len(sides[0]) == len(sides[1]) == 0
    return sum(sides[0][word] != sides[1][word] for word in shared) if shared or alone else 2


def _sides(text: str, start: int, end: int) -> dict[str, bool]:
    """Tell of each word that a text has once whether it stands before a place."""
    before, after = (re.findall(r"\w+|[^\w\s,.;:!?«»“”'\"()]+", part.lower()) for part in (text[:start], text[end:]))
    count = Counter(before + after)
    return {word: word in before for word in count if count[word] == 1}


def tell(name: str, outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Tell the shares of some outcomes."""
    kept = [one for outcome in outcomes for one in outcome.kept]
    placed = [one for outcome in outcomes for one in outcome.placed]
    known = [one or outcome.flagged for outcome in outcomes for one in outcome.kept]
    around = [
        (_without(outcome.text, outcome.line.placeables), _without(outcome.line.english, outcome.line.placeables))
        for outcome in outcomes
    ]
    chrf = CHRF().corpus_score([text for text, _ in around], [[reference for _, reference in around]]).score
    yield (
        f"{name}: {len(kept)} placeables; kept {sum(kept) / len(kept):.1%}, in the right place "
        f"{sum(placed) / len(kept):.1%} ({sum(placed) / max(sum(kept), 1):.1%} of those kept), kept or flagged "
        f"{sum(known) / len(kept):.1%}; text around {chrf:.1f} chrF2"
    )


def _without(text: str, placeables: Sequence[str]) -> str:
    """Give a text without some placeables."""
    for placeable in sorted(placeables, key=len, reverse=True):
        text = text.replace(placeable, " ")
    return " ".join(text.split())


def measure(marked: Sequence[Line], model: str, lines: bool) -> None:
    """Translate lines with and without protection, and tell how what must stay came through."""
    protected = open_translator(find_model(model))
    bare = Unprotected(protected.engine, protected.pieces, (protected.limit, protected.longest), DEFAULT)
    for name, translator in (("without protection", bare), ("with protection", protected)):
        found = translator([line.french for line in marked])
        outcomes = [judge(line, hypothesis) for line, hypothesis in zip(marked, found, strict=True)]
        print(*tell(name, outcomes), sep="\n")
        if name != "with protection":
            continue
        for kind in dict.fromkeys(line.kind for line in marked):
            print("  ", *tell(kind, [outcome for outcome in outcomes if outcome.line.kind == kind]))
        for outcome in outcomes:
            wrong = not all(outcome.kept) or not all(outcome.placed)
            if wrong or lines:
                signs = [
                    "." if placed else "p" if kept else "-"
                    for kept, placed in zip(outcome.kept, outcome.placed, strict=True)
                ]
                print("".join(signs), outcome.line.french, outcome.text, *["flagged"] * outcome.flagged, sep="\t")


def prose(paths: Sequence[Path], most: int = 10_000) -> None:
    """Count what is taken for a placeable in ordinary text, and print some of it with the words around it."""
    texts = [row.split("\t")[0] for path in paths for row in _rows(path)]
    chance = random.Random(1)  # noqa: S311  # a sample, not a secret
    drawn = chance.sample(texts, min(most, len(texts)))
    found = [(text, start, end) for text in drawn for start, end in find_placeables(text)]
    words = sum(len(text.split()) for text in drawn)
    print(f"{len(drawn)} lines, {words} words: {len(found)} placeables in {len({one[0] for one in found})} lines")
    for text, start, end in chance.sample(found, min(100, len(found))):
        print(f"{text[max(start - 40, 0) : start]}⟦{text[start:end]}⟧{text[end : end + 40]}".replace("\n", " "))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?", default=Path(__file__).with_name("placeables.tsv"))
    parser.add_argument("--model", default="embedded", help="a MarianMT folder")
    parser.add_argument("--pairs", type=Path, nargs="+", help="files of French<TAB>English to draw lines from")
    parser.add_argument("--seed", type=int, default=1, help="of the lines that are drawn")
    parser.add_argument("--lines", action="store_true", help="print every line, and not only those at fault")
    parser.add_argument(
        "--prose", type=Path, nargs="+", help="files of French, or French<TAB>English, a passage a line"
    )
    options = parser.parse_args()
    if options.prose:
        prose(options.prose)
    else:
        marked = draw(options.pairs, options.seed) if options.pairs else read(options.file)
        measure(marked, options.model, options.lines)


if __name__ == "__main__":
    main()
