"""Score alignments against gold, as `score --gold` does; all texts together."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.commands.tables import table
from pipeline.errors import InputError
from pipeline.formats.gold import BeadFile, LinkFile, read_alignment
from pipeline.quality.gold import Agreement, CountedNulls, score_beads, score_links
from pipeline.quality.systems import check_counts

_DIGITS = 4
"""Digits after the point of shares in JSON; chosen by hand."""


def score_alignments(found: Sequence[Path], gold: Sequence[Path], nulls: CountedNulls, as_json: bool) -> Iterator[str]:
    """Score what was found against gold, the first text against the first; give what is to be printed.

    Raises:
        InputError: a file cannot be read, or what was found does not fit the gold.
    """
    answers, wanted = ([read_alignment(path) for path in paths] for paths in (found, gold))
    links = _links_in(answers), _links_in(wanted)
    beads = _beads_in(answers), _beads_in(wanted)
    if any(links) and any(beads):
        raise InputError("beads cannot be scored against word links; give files of one kind")
    yield from _links(*links, as_json) if any(links) else _beads(*beads, nulls, as_json)


def _links_in(files: Sequence[list[BeadFile] | LinkFile]) -> list[LinkFile]:
    """Give the word links among what was read."""
    return [one for one in files if isinstance(one, LinkFile)]


def _beads_in(files: Sequence[list[BeadFile] | LinkFile]) -> list[BeadFile]:
    """Give the beads of all documents among what was read."""
    return [one for file in files if not isinstance(file, LinkFile) for one in file]


def _beads(found: Sequence[BeadFile], gold: Sequence[BeadFile], nulls: CountedNulls, as_json: bool) -> Iterator[str]:
    """Score beads."""
    _check_counts(found, gold)
    scores = score_beads([(one.beads, other.beads) for one, other in zip(found, gold, strict=True)], nulls)
    told = {"strict": _plain(scores.strict), "lax": _plain(scores.lax)}
    if as_json:
        yield json.dumps({"texts": len(found), "nulls": nulls, "found": scores.found, "gold": scores.gold, **told})
        return
    yield f"{scores.found} beads found, {scores.gold} in the gold (beads with an empty side: {nulls})"
    rows = [(name, *(f"{100 * share:.2f}" for share in values.values())) for name, values in told.items()]
    yield from table([("%", "precision", "recall", "F1"), *rows])


def _links(found: Sequence[LinkFile], gold: Sequence[LinkFile], as_json: bool) -> Iterator[str]:
    """Score word links."""
    _check_counts(found, gold)
    for one, other in zip(found, gold, strict=True):
        check_counts((other.name, len(other.links)), (one.name, len(one.links)))
    scores = score_links(
        [pair.possible for one in found for pair in one.links], [pair for other in gold for pair in other.links]
    )
    if not scores.sure:
        raise InputError(f"{gold[0].name}: holds no sure links (1-2), so nothing can be scored against it")
    if as_json:
        error_rate, counts = round(scores.error_rate, _DIGITS), {"found": scores.found, "sure": scores.sure}
        yield json.dumps({"texts": len(found), **counts, "error_rate": error_rate, **_plain(scores.agreement)})
        return
    yield f"{scores.found} links found, {scores.sure} sure ones in the gold"
    shares = (scores.error_rate, scores.agreement.precision, scores.agreement.recall)
    rows = [("links", *(f"{100 * share:.2f}" for share in shares))]
    yield from table([("%", "AER", "precision", "recall"), *rows])


def _check_counts(found: Sequence[Any], gold: Sequence[Any]) -> None:
    """Raise InputError unless every text has its gold."""
    if len(found) != len(gold):
        names = ", ".join(one.name for one in found)
        raise InputError(
            f"{len(found)} alignments ({names[:200]}) need as many gold ones, in this order; got {len(gold)}"
        )


def _plain(agreement: Agreement) -> dict[str, float]:
    """Give precision, recall and F1 by their names."""
    shares = {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1}
    return {name: round(share, _DIGITS) for name, share in shares.items()}
