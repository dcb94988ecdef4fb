"""Draw how long a run took, in a picture beside the report: what differs from run to run stays out of the outputs."""

from collections.abc import Mapping
from pathlib import Path

from markupsafe import Markup

from pipeline.files import text_file

NAME = "work/times.svg"
# Pixels of the picture: its width, a line's height, and what names and seconds take at the left and at the right.
_WIDTH, _LINE, _LABELS, _VALUES = 480, 22, 90, 80
_START = '<svg xmlns="http://www.w3.org/2000/svg"'
_STYLE = (
    "text{font:13px system-ui,sans-serif;fill:#22201c}rect{fill:#625c50}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e1d6}rect{fill:#b0a898}}"
)


def write_times(path: Path, seconds: Mapping[str, float]) -> None:
    """Write a picture: a bar for each stage's seconds."""
    with text_file(path) as file:
        file.write(draw(seconds) + "\n")


def is_times(path: Path) -> bool:
    """Tell whether a file begins as such a picture does, or is empty."""
    try:
        beginning = path.read_bytes() if path.is_file() and not path.is_symlink() else b"another"
    except OSError:
        return False
    return not beginning or (beginning.startswith(_START.encode()) and _STYLE.encode() in beginning)


def draw(seconds: Mapping[str, float]) -> Markup:
    """Draw the seconds of each stage as an SVG file.

    >>> draw({"read": 0.5, "translate": 2.0}).count("<rect")
    2
    """
    longest = max(seconds.values(), default=0) or 1
    bars = (_bar(number, name, taken, taken / longest) for number, (name, taken) in enumerate(seconds.items()))
    head = Markup('<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{1}" viewBox="0 0 {0} {1}">')
    inside = Markup("<style>{}</style>{}</svg>").format(_STYLE, Markup("").join(bars))
    return head.format(_WIDTH, _LINE * len(seconds)) + inside


def _bar(number: int, name: str, seconds: float, share: float) -> Markup:
    """Draw a line of the figure: a stage's name, its share of the longest bar, its seconds."""
    middle, left, width = _LINE * number + _LINE // 2, _LABELS + 8, (_WIDTH - _LABELS - _VALUES) * share
    return (
        Markup('<text x="{}" y="{}" text-anchor="end">{}</text>').format(_LABELS, middle + 5, name)
        + Markup('<rect x="{}" y="{}" width="{:.1f}" height="12"/>').format(left, middle - 6, width)
        + Markup('<text x="{:.1f}" y="{}">{:.2f} s</text>').format(left + 6 + width, middle + 5, seconds)
    )
