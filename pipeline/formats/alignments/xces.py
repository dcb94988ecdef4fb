"""Read XCES, in which OPUS keeps alignments: groups of links, each between the sentences of two documents.

A group names its documents, and a link their sentences, by number or by the ids that the documents give them:

    <linkGrp fromDoc="en/doc1.xml.gz" toDoc="fr/doc1.xml.gz">
      <link xtargets="1.1;1.1 1.2" certainty="0.97" />

What is French is told by the names of the documents: English may come first. https://opus.nlpl.eu
"""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from pipeline.document import Bead
from pipeline.errors import InputError
from pipeline.io.compressed import read_whole, without_compression
from pipeline.io.language_marks import language_anywhere
from pipeline.io.xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element

log = logging.getLogger(__name__)

_SIDES = 2  # source and target
_NUMBER = re.compile("0*[1-9][0-9]{0,8}")
_NO_NUMBERS = (
    "xtargets must be sentence numbers from 1, such as 1;1 2; identifiers such as s1.2 need the corpus' own XML files"
)
_MOST_LOST = 0.5  # share of the links that may name sentences that are not there; chosen by hand

Ids = Mapping[str, int]
"""The number of each sentence, by the id that its document gives it; -1 for sentences without text."""


class Link(NamedTuple):
    """A link: its own name, the ids of the sentences on either side, and how sure its maker was, if that is told."""

    name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    certainty: float | None


class LinkGroup(NamedTuple):
    """The links between two documents, the French one being the source; the names are as the file has them."""

    source: str
    target: str
    links: tuple[Link, ...]


def read_groups(path: Path) -> tuple[LinkGroup, ...]:
    """Read the groups of a file; those of the last one are kept, as a file has one for each of many texts.

    Raises:
        InputError: it is no XML, or a link names no two sides.
    """
    state = path.stat()
    return _read_groups(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=1)
def _read_groups(path: Path, *_state: int) -> tuple[LinkGroup, ...]:
    """Read the groups of a file in a state that its size and time tell."""
    return tuple(parse_groups(parse_xml(read_whole(path))))


def parse_groups(root: "_Element") -> Iterator[LinkGroup]:
    """Give the groups of an XCES document; links outside of any are one group.

    Raises:
        InputError: a link names no two sides.

    >>> text = b'<a><linkGrp fromDoc="en/a.xml" toDoc="fr/a.xml"><link xtargets="s1 s2;s1"/></linkGrp></a>'
    >>> [group] = parse_groups(parse_xml(text))
    >>> group.source, group.links[0].source, group.links[0].target
    ('fr/a.xml', ('s1',), ('s1', 's2'))
    """
    for element in list(root.iter("{*}linkGrp")) or [root]:
        first, second = (element.get(name) or root.get(name) or "" for name in ("fromDoc", "toDoc"))
        swapped = _is_swapped(first, second)
        links = tuple(_link(link, swapped) for link in element.iter("{*}link"))
        yield LinkGroup(second, first, links) if swapped else LinkGroup(first, second, links)


def _is_swapped(first: str, second: str) -> bool:
    """Tell whether a group goes from English to French, by the names of its documents."""
    languages = [language_anywhere(PurePosixPath(name)) for name in (first, second)]
    return languages in (["en", "fr"], ["en", ""], ["", "fr"])


def _link(element: "_Element", swapped: bool) -> Link:
    """Read a link.

    Raises:
        InputError: it names no two sides.
    """
    sides = [tuple(side.split()) for side in element.get("xtargets", "").split(";")]
    name = element.get("id") or element.get("xtargets") or f"line {element.sourceline}"
    if len(sides) != _SIDES:
        raise InputError(f"link {name!r}: {_NO_NUMBERS}")
    source, target = reversed(sides) if swapped else sides
    return Link(name, source, target, _certainty(element.get("certainty", "")))


def _certainty(text: str) -> float | None:
    """Read how sure the maker of a link was; None where that is no plain number."""
    return float(text) if re.fullmatch(r"-?\d{1,9}(?:\.\d{1,18})?(?:[eE]-?\d{1,2})?", text) else None


def beads_of(links: Sequence[Link], ids: tuple[Ids, Ids] | None = None) -> Iterator[Bead]:
    """Give links as beads; without `ids` their sentences are numbers, from 1.

    Links to sentences that are not there make no beads, and are counted in the log.

    Raises:
        InputError: a link names its sentences otherwise than by number, and there are no ids; or most name sentences
            that are not there.

    >>> bead = next(beads_of([Link("L", ("1.1", "1.2"), ("1",), 0.9)], ({"1.1": 0, "1.2": 1}, {"1": 0})))
    >>> bead.source, bead.target, dict(bead.scores)
    ((0, 1), (0,), {'certainty': 0.9})
    """
    lost = [link for link in links if ids and not _is_known(link, ids)]
    if len(lost) > _MOST_LOST * len(links):
        raise InputError(
            f"{len(lost)} of {len(links)} links, as {lost[0].name!r}, name sentences that are not there; "
            "are the texts those that were aligned?"
        )
    if lost:
        log.warning("%d of %d links, as %r, name sentences that are not there", len(lost), len(links), lost[0].name)
    for link in [link for link in links if ids is None or _is_known(link, ids)] if lost else links:
        known = ids or (None, None)
        source, target = (_numbers(link, *side) for side in zip((link.source, link.target), known, strict=True))
        scores = {} if link.certainty is None else {"certainty": link.certainty}
        if source or target:
            yield Bead(source, target, "human", scores=scores)


def _is_known(link: Link, ids: tuple[Ids, Ids]) -> bool:
    """Tell whether all sentences that a link names are there."""
    return all(name in known for names, known in zip((link.source, link.target), ids, strict=True) for name in names)


def _numbers(link: Link, names: Sequence[str], ids: Ids | None) -> tuple[int, ...]:
    """Give the numbers of a link's sentences; those without text have none.

    Raises:
        InputError: they are no numbers, and there are no ids.
    """
    if ids is not None:
        return tuple(number for name in names if (number := ids[name]) >= 0)
    if not all(_NUMBER.fullmatch(name) for name in names):
        raise InputError(f"link {link.name!r}: {_NO_NUMBERS}")
    return tuple(int(name) - 1 for name in names)


def choose_group(groups: Sequence[LinkGroup], source: Path, target: Path) -> LinkGroup:
    """Give the group that aligns two files: the one that names both, or the only one there is.

    Raises:
        InputError: there are several, and not just one of them names both.
    """
    if len(groups) == 1:
        return groups[0]
    last = without_compression(source).name  # compared first, as that is quick, and there may be thousands of groups
    likely = [group for group in groups if last in group.source]
    fitting = [group for group in likely if _names(group.source, source) and _names(group.target, target)]
    if len(fitting) != 1:
        raise InputError(
            f"has {len(groups)} groups of links, and {len(fitting)} of them name {source.name} and {target.name}"
        )
    return fitting[0]


def _names(name: str, path: Path) -> bool:
    """Tell whether a name stands for a file: compressed or not, the folders that both tell are the same."""
    told = PurePosixPath(str(without_compression(PurePosixPath(name)))).parts
    found = without_compression(path).parts
    return bool(told) and found[-len(told) :] == told
