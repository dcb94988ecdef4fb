"""What filters take, as a table to read."""

from collections.abc import Iterable, Iterator, Sequence

from pipeline.io.lines import shorten
from pipeline.pairs import Pair
from pipeline.selection.rows import PairRow
from pipeline.selection.takes import SHORT, Sizes, Taken, Takes

_NAME, _TEXT = 44, 70  # characters that are shown of an expression and of a text; chosen by hand
_ALL = 100  # per cent
_MEANING = (
    "alone: that no other of these rejects; unknown: that are rejected as what is asked for is null;\n"
    "short and the last columns: share of the short pairs, and of those of each origin, that are rejected"
)


def table_of(takes: Takes) -> Iterator[str]:
    """Give the lines of a table of what filters take, and examples of it."""
    every, kept = takes.every, takes.kept
    told = ", ".join(f"{number} {origin}" for origin, number in every.origins.most_common())
    yield f"{every.pairs} pairs: {told or 'none'}; {every.short} short, of fewer than {SHORT} letters"
    origins = [origin for origin, _ in every.origins.most_common()]
    if takes.asked:
        yield from (
            "",
            _head("would be rejected, as it is not so", origins),
            *(_row(one, every, origins) for one in takes.asked),
        )
        yield _cells("kept", [f"{kept.pairs}", _share(kept.pairs, every.pairs), "", "", *_shares(kept, every, origins)])
    further = sorted((one for one in takes.further if one.sizes.pairs), key=lambda one: -one.sizes.pairs)
    if further:
        title = "and of these, if it were asked" if takes.asked else "would be rejected, if it were asked"
        yield from ("", _head(title, origins), *(_row(one, kept, origins) for one in further))
    if takes.asked or further:
        yield from ("", _MEANING)
    for one in (*takes.asked, *further):
        if one.examples:
            yield from ("", f"not so: {one.part.text}", *(line for pair in one.shown() for line in _example(pair, one)))


def _head(title: str, origins: Sequence[str]) -> str:
    """Give the heads of the columns."""
    return _cells(title, ["pairs", "share", "alone", "unknown", "short", *origins])


def _row(taken: Taken, whole: Sizes, origins: Sequence[str]) -> str:
    """Give the line of a filter: how many pairs it takes, and what share of which."""
    sizes = taken.sizes
    share = _share(sizes.pairs, whole.pairs)
    counts = [f"{sizes.pairs}", share, f"{taken.alone}", f"{taken.unknown}"]
    return _cells(taken.part.text, [*counts, *_shares(sizes, whole, origins)])


def _shares(sizes: Sizes, whole: Sizes, origins: Sequence[str]) -> list[str]:
    """Give what share some pairs are of the short ones, and of those of each origin."""
    return [
        _share(sizes.short, whole.short),
        *(_share(sizes.origins[origin], whole.origins[origin]) for origin in origins),
    ]


def _cells(name: str, cells: Iterable[str]) -> str:
    """Give a line of the table.

    >>> _cells("not duplicate_of", ["12", "0.5 %"])
    'not duplicate_of                                    12     0.5 %'
    """
    return f"{shorten(name, _NAME):{_NAME}}" + "".join(f"{cell:>10}" for cell in cells)


def _share(part: int, whole: int) -> str:
    """Give a share in per cent; a dash where there is nothing to be a share of.

    >>> _share(1, 8), _share(0, 0)
    ('12.5 %', '–')
    """
    return f"{_ALL * part / whole:.1f} %" if whole else "–"


def _example(pair: Pair, taken: Taken) -> Iterator[str]:
    """Give the lines of a pair that is taken: its id, the values that decided it, its texts."""
    row = PairRow(pair)
    values = ", ".join(f"{name}={row[name]}" for name in sorted(taken.part.columns - {"source", "target"}))
    yield f"  {pair.id}  {shorten(values, _TEXT)}".rstrip()
    yield f"    {shorten(' '.join(pair.source.split()) or '—', _TEXT)}"
    yield f"    {shorten(' '.join(pair.target.split()) or '—', _TEXT)}"
