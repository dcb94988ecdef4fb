"""How far the probabilities of beads come true on books they were not fitted on.

`python -m eval.alignment.calibration FOLDER [--plot FILE]`, with FOLDER as in `books`. Bias and slope of
`pipeline.alignment.rescoring` are fitted (maximum likelihood) on all books but one, and tried on that one; so for
every book. Prints the expected calibration error (ten bins) of each way of aligning: of bare posteriors, held out, of
the constants in use, and what would come out by chance if every probability were true; then the fit on all books.
`--plot` draws what was said held out, with the model as judge, against what came true; `--write` puts the fit on all
books into `pipeline/alignment/calibration.json`, as `python -m eval.adequacy.fit DATA --align` does.
"""

import json
import random
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from eval.alignment.books import Book, Way, books, command_line, ways
from eval.alignment.reliability import Answer, calibration_error, reliability
from pipeline.alignment.rescoring import JUDGED, UNJUDGED, Calibration, log_odds
from pipeline.translation.model import find_model

WRITTEN = Path(__file__).parents[2] / "pipeline" / "alignment" / "calibration.json"
_DRAWS = 50  # of answers by chance; chosen by hand


@dataclass(frozen=True)
class Answers:
    """The answers of one way of aligning, a list a book, and the calibration that it uses."""

    way: Way
    used: Calibration
    books: list[list[Answer]]


def answers(shelf: Sequence[Book], way: Way) -> Answers:
    """Align all books, with bare posteriors."""
    used = JUDGED if way.judge else UNJUDGED
    bare = Calibration(used.temperature)
    asked = replace(way, options=replace(way.options, judged=bare, unjudged=bare))
    return Answers(way, used, [_of_book(book, asked) for book in shelf])


def _of_book(book: Book, way: Way) -> list[Answer]:
    gold = set(book.gold)
    beads = [bead for bead in way(book) if bead.source and bead.target]
    return [Answer(bead.posterior, (bead.source, bead.target) in gold) for bead in beads]


def fitted(seen: Sequence[Answer], like: Calibration) -> Calibration:
    """Fit the bias and slope under which what came true is most probable (logistic regression, Platt 1999).

    >>> seen = [Answer(0.7, n < 9) for n in range(10)] + [Answer(0.3, n < 1) for n in range(10)]
    >>> [round(fitted(seen, UNJUDGED).probability(posterior), 2) for posterior in (0.3, 0.7)]
    [0.1, 0.9]
    """
    from scipy.optimize import minimize

    odds = np.array([log_odds(answer.said) for answer in seen])
    signs = np.array([1.0 if answer.right else -1.0 for answer in seen])
    found = minimize(lambda w: np.logaddexp(0, -signs * (w[0] + w[1] * odds)).sum(), [0.0, 1.0])
    return Calibration(like.temperature, bias=float(found.x[0]), slope=float(found.x[1]))


def corrected(said: Sequence[Answer], calibration: Calibration) -> list[Answer]:
    """Give answers with the probabilities of a calibration."""
    return [Answer(calibration.probability(answer.said), answer.right) for answer in said]


def held_out(asked: Answers, alike: Sequence[Answers]) -> list[list[Answer]]:
    """Give the answers of every book, calibrated on the other books of all that share the constants (`alike`)."""
    done = []
    for number, book in enumerate(asked.books):
        others = [a for each in alike for n, other in enumerate(each.books) if n != number for a in other]
        done.append(corrected(book, fitted(others, asked.used)))
    return done


def error(shelf: Sequence[Sequence[Answer]]) -> float:
    """Give the expected calibration error of the answers of some books together."""
    return calibration_error([answer for book in shelf for answer in book])


def by_chance(shelf: Sequence[Sequence[Answer]]) -> float:
    """Give the error to expect if every probability were true, for bins of few beads stray."""
    chance = random.Random(1)  # noqa: S311 (repeatable)
    said = [answer.said for book in shelf for answer in book]
    draws = [[Answer(p, chance.random() < p) for p in said] for _ in range(_DRAWS)]
    return sum(error([draw]) for draw in draws) / _DRAWS


def show(title: str, shelf: Sequence[Sequence[Answer]]) -> None:
    """Print the errors of all books together, and of each."""
    print(f"{title:32} {error(shelf):.3f}  | " + "  ".join(f"{error([book]):.3f}" for book in shelf))


def plot(table: Sequence[tuple[float, float, int]], what: str = "beads") -> str:
    """Draw a reliability diagram as SVG: what was said against what came true, areas in proportion to their numbers."""
    most = max(count for _, _, count in table)
    dots = "".join(
        f'<circle cx="{40 + 300 * said:.1f}" cy="{320 - 300 * came:.1f}" r="{4 + 12 * (count / most) ** 0.5:.1f}" '
        f'fill="#36c" fill-opacity=".6"><title>{count} {what}: said {said:.2f}, came true {came:.2f}</title></circle>'
        for said, came, count in table
    )
    ticks = "".join(
        f'<path d="M{40 + 300 * at} 20V320M40 {320 - 300 * at}H340" stroke="#ddd"/>'
        f'<text x="{40 + 300 * at}" y="336" text-anchor="middle">{at:.2g}</text>'
        f'<text x="34" y="{324 - 300 * at}" text-anchor="end">{at:.2g}</text>'
        for at in (0.0, 0.25, 0.5, 0.75, 1.0)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 360 360" font-family="sans-serif" font-size="12" '
        'fill="#222"><rect width="360" height="360" fill="#fff"/>'
        f'{ticks}<path d="M40 20V320H340" fill="none" stroke="#333"/><path d="M40 320L340 20" stroke="#999"/>'
        f'{dots}<text x="190" y="354" text-anchor="middle">probability said</text>'
        '<text transform="translate(10 170) rotate(-90)" text-anchor="middle">share that was right</text></svg>\n'
    )


def main() -> None:
    """Fit, measure and print."""
    parser = command_line(__doc__)
    parser.add_argument("--plot", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    calibrate(arguments.folder, arguments.model, arguments.plot, arguments.write)


def calibrate(folder: Path, model: str = "embedded", picture: Path | None = None, is_written: bool = False) -> None:
    """Fit, measure and print; draw a picture and write the constants where that is wanted."""
    shelf = list(books(folder, model))
    judged, *unjudged = (answers(shelf, way) for way in ways(model))
    fits: dict[str, Calibration] = {}
    print(f"{'':32} all    | " + "  ".join(book.name[:5] for book in shelf))
    for name, alike in (("judged", [judged]), ("unjudged", unjudged)):
        for asked in alike:
            tried = held_out(asked, alike)
            show(f"{asked.way.name}, bare", asked.books)
            show("  held out", tried)
            show("  in use", [corrected(book, asked.used) for book in asked.books])
            print(f"{'  by chance':32} {by_chance(tried):.3f}  | " + "  ".join(f"{by_chance([b]):.3f}" for b in tried))
            if asked is judged and picture:
                said = [answer for book in tried for answer in book]
                picture.write_text(plot(reliability(said)), encoding="utf-8")
        best = fitted([a for each in alike for book in each.books for a in book], alike[0].used)
        fits[name] = replace(best, bias=round(best.bias, 2), slope=round(best.slope, 2))
        print(f"fitted on all: {fits[name]}; in use {alike[0].used}")
    if is_written:
        constants = {"model": find_model(model).fingerprint} | {name: asdict(fit) for name, fit in fits.items()}
        WRITTEN.write_text(json.dumps(constants, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
