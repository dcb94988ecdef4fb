"""Limits: how many pairs may be bad before a script should stop, as `run --fail-on` has them."""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from pipeline.document import Bead, Document
from pipeline.errors import InputError
from pipeline.quality.flags import FLAGS

_NUMBER = r"\d+(?:\.\d+)?|\.\d+"
_LIMIT = re.compile(
    rf"(?:flag=(?P<flag>\w+)|(?P<score>\w+)(?P<sign>[<>])(?P<bound>-?(?:{_NUMBER}))):(?P<most>{_NUMBER})(?P<percent>%?)"
)

_ALL = 100  # per cent


@dataclass(frozen=True, slots=True)
class Limit:
    """How many pairs may have a flag, or a score on the wrong side of a bound.

    text       as it was given
    name       of the flag or the score
    bound      of the score; None for a flag
    is_above   whether those above the bound are bad, not those below
    most       how many pairs may be bad, or with `is_share` how many per cent of those that have the score
    """

    text: str
    name: str
    bound: float | None
    is_above: bool
    most: float
    is_share: bool

    def is_bad(self, bead: Bead) -> bool | None:
        """Tell whether a pair counts; None where it has no such score, or a person gave it or found it right."""
        if self.bound is None:
            return self.name in bead.flags
        value = None if bead.correction or bead.reviewed else _score(bead, self.name)
        return None if value is None else (value > self.bound if self.is_above else value < self.bound)


def _score(bead: Bead, name: str) -> float | None:
    """Give a score of a pair; its posterior is one, too."""
    return bead.posterior if name == "posterior" else bead.scores.get(name)


def parse_limit(text: str) -> Limit:
    """Read a limit: `SCORE<NUMBER:MOST`, `SCORE>NUMBER:MOST` or `flag=NAME:MOST`; MOST is `1%`, or a number of pairs.

    Raises:
        InputError: it is no limit, or there is no such flag.

    >>> limit = parse_limit("adequacy<.3:1%")
    >>> limit.name, limit.bound, limit.most, limit.is_share
    ('adequacy', 0.3, 1.0, True)
    """
    found = _LIMIT.fullmatch(text.replace(" ", ""))
    if not found or (not found["percent"] and not found["most"].isdecimal()):
        raise InputError(
            f"--fail-on {text[:60]!r}: expected a limit such as 'adequacy<.3:1%' or 'flag=missing_numbers:0'"
        )
    if found["percent"] and float(found["most"]) > _ALL:
        raise InputError(f"--fail-on {text[:60]!r}: more than 100 % cannot be bad")
    flag, score = found["flag"], found["score"]
    if flag and flag not in FLAGS:
        raise InputError(f"--fail-on {text[:60]!r}: there is no flag {flag!r}; there are {', '.join(FLAGS)}")
    bound = float(found["bound"]) if score else None
    return Limit(text, flag or score, bound, found["sign"] == ">", float(found["most"]), bool(found["percent"]))


def check_scores(limits: Iterable[Limit], scores: Collection[str], documents: Iterable[Document] = ()) -> None:
    """Make sure that there are the scores that limits name: among `scores`, or with the pairs of documents as read.

    Raises:
        InputError: one is not there.
    """
    unknown = [limit for limit in limits if limit.bound is not None and limit.name not in scores]
    found = {*scores, *(name for document in documents for name in _scores_in(document))} if unknown else scores
    for limit in unknown:
        if limit.name not in found:
            told = f"there is no score {limit.name!r}; there are {', '.join(sorted(found))}"
            raise InputError(f"--fail-on {limit.text[:60]!r}: {told}")


def _scores_in(document: Document) -> Iterator[str]:
    """Give the names of the scores that a document's file gives its pairs."""
    for given in filter(None, document.given):
        yield from (name for name, _ in given.scores)
    for bead in document.beads:
        yield from bead.scores


def find_exceeded(limits: Iterable[Limit], documents: Iterable[Document]) -> list[str]:
    """Tell which limits the pairs of some documents exceed, a line each."""
    chosen = tuple(limits)
    bad, all_of = [0] * len(chosen), [0] * len(chosen)
    for document in documents:
        for bead in document.beads:
            for number, limit in enumerate(chosen):
                answer = limit.is_bad(bead)
                all_of[number] += answer is not None
                bad[number] += bool(answer)
    return [
        f"--fail-on {limit.text}: {found} of {whole} pairs, {_at_most(limit)}"
        for limit, found, whole in zip(chosen, bad, all_of, strict=True)
        if (found * _ALL > limit.most * whole if limit.is_share else found > limit.most)
    ]


def _at_most(limit: Limit) -> str:
    """Say how many there may be.

    >>> _at_most(Limit("flag=altered:0", "altered", None, False, 0.0, False))
    'and none may be'
    """
    if limit.is_share:
        return f"and at most {limit.most:g} % may be"
    return f"and at most {limit.most:g} may be" if limit.most else "and none may be"
