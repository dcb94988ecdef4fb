"""Draw figures as inline SVG: no script, no style but the page's classes."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

WIDTH, HEIGHT = 320, 120
"""The size of a histogram, in units of its viewBox; a map is a square of twice the height."""

BINS = 24
"""Bars of a histogram; chosen by hand."""

_TEXT = 16  # units from a figure's lower edge down to the baseline of its labels
_LABELLED = 22  # units that labels take below a figure


@dataclass(frozen=True, slots=True)
class HistogramBar:
    """A bar of a histogram: values from `start` up to `end`."""

    start: float
    end: float
    count: int


@dataclass(frozen=True, slots=True)
class Point:
    """A bead in an alignment map: where it ends in both texts (0 to 1), and whether to look twice."""

    source: float
    target: float
    doubtful: bool


def bars(values: Sequence[float], count: int = BINS) -> list[HistogramBar]:
    """Count values in equal ranges; what lies outside the 1st to 99th percentile falls into the outer ones.

    >>> [bar.count for bar in bars([0.0, 0.1, 0.9, 1.0], 2)]
    [2, 2]
    """
    ordered = sorted(values)
    low, high = ordered[len(ordered) // 100], ordered[-1 - len(ordered) // 100]
    width = (high - low) / count or 1.0
    counts = [0] * count
    for value in values:
        counts[min(max(int((value - low) / width), 0), count - 1)] += 1
    return [HistogramBar(low + n * width, low + (n + 1) * width, number) for n, number in enumerate(counts)]


def histogram(values: Sequence[float], name: str) -> Markup:
    """Draw how values are spread, as bars; each tells its range and count."""
    found = bars(values)
    tallest = max(bar.count for bar in found)
    step = WIDTH / len(found)
    shape = Markup('<rect class="bar" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
    drawn = Markup("").join(
        shape.format(n * step, HEIGHT - height, step - 1, height, f"{bar.start:.3g} … {bar.end:.3g}: {bar.count}")
        for n, bar in enumerate(found)
        if (height := HEIGHT * bar.count / tallest)
    )
    scale = Markup('<text y="{}">{:.3g}</text><text class="end" x="{}" y="{}">{:.3g}</text>').format(
        HEIGHT + _TEXT, found[0].start, WIDTH, HEIGHT + _TEXT, found[-1].end
    )
    return _figure(f"{name}: {len(values)} values", WIDTH, HEIGHT + _LABELLED, drawn + scale)


def alignment_map(points: Sequence[Point], name: str) -> Markup:
    """Draw the path through source (to the right) and target (down); doubtful stretches stand out, and are thicker."""
    side = 2 * HEIGHT
    start = Point(0.0, 0.0, doubtful=False)
    lines = Markup("").join(
        Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>').format(
            "doubt" if point.doubtful else "path",
            side * before.source,
            side * before.target,
            side * point.source,
            side * point.target,
        )
        for before, point in pairwise([start, *points])
    )
    frame = Markup('<rect class="frame" width="{0}" height="{0}"/>').format(side)
    return _figure(f"{name}: French to the right, English down", side, side, frame + lines)


def _figure(label: str, width: int, height: int, content: Markup) -> Markup:
    """Draw a figure of some size around its content, with a label for those who do not see it."""
    return Markup('<svg role="img" aria-label="{}" viewBox="-1 -1 {} {}">{}</svg>').format(
        label, width + 2, height + 2, content
    )
