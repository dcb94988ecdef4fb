"""Pair translations with French files by what they say, where their names do not tell."""

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from pipeline.errors import FaultError, InputError
from pipeline.formats.reading import read_file
from pipeline.formats.sources import PairBy
from pipeline.io.lines import shorten

log = logging.getLogger(__name__)

_MOST_CHARACTERS = 200_000  # of a text that are compared; some forty thousand words, chosen by hand
_LEAST_DOUBTFUL = 0.05  # certainty of a pair that a person may want to look at; chosen by hand
_NAMED = 5  # files that a message names; chosen by hand
_WIDTH = 120  # characters of a problem that are told; chosen by hand

ReadText = Callable[[Path, str], str]
"""(a file, its language) -> its text."""


def text_reader(encoding: str = "auto") -> ReadText:
    """Give what reads a file's text to compare it, as the run would read it."""

    def read_text(path: Path, language: str) -> str:
        text = read_file(path, encoding, language)
        return "\n".join(paragraph.text for paragraph in text.paragraphs)[:_MOST_CHARACTERS]

    return read_text


def pair_by(way: str, encoding: str = "auto") -> PairBy:
    """Give how `read.pair_by` pairs: "names", "content", or "auto", by content where names do not tell."""
    content = partial(match_by_content, read_text=text_reader(encoding)) if way != "names" else None
    return PairBy(names=way != "content", content=content)


def match_by_content(french: Sequence[Path], english: Sequence[Path], read_text: ReadText) -> dict[Path, Path]:
    """Give the English file of each French one that plainly is its translation; tell in the log which have none.

    Files that cannot be read are told and have none.
    """
    from pipeline.alignment.documents import LEAST_CERTAINTY, link_documents

    sides = [_texts(paths, language, read_text) for paths, language in ((french, "fr"), (english, "en"))]
    names = [list(texts) for texts in sides]
    links = link_documents(*(list(texts.values()) for texts in sides))
    partners = {names[0][one.source]: names[1][one.target] for one in links if one.certainty >= LEAST_CERTAINTY}
    doubtful = [one for one in links if _LEAST_DOUBTFUL <= one.certainty < LEAST_CERTAINTY]
    if doubtful:
        log.warning(
            "not paired, as it is not certain enough (%.1f) that they say the same: %s; "
            "name those alike that belong together",
            LEAST_CERTAINTY,
            _listed([f"{names[0][one.source]} and {names[1][one.target]} ({one.certainty:.2f})" for one in doubtful]),
        )
    told = {*partners, *partners.values()}
    told |= {path for one in doubtful for path in (names[0][one.source], names[1][one.target])}
    for other, paths in zip(("English", "French"), names, strict=True):
        if rest := [str(path) for path in paths if path not in told]:
            log.warning("no %s text says the same as %s", other, _listed(rest))
    return partners


def _texts(paths: Sequence[Path], language: str, read_text: ReadText) -> dict[Path, str]:
    """Read the texts of some files; those that cannot be read are told."""
    texts: dict[Path, str] = {}
    for path in paths:
        try:
            texts[path] = read_text(path, language)
        except (InputError, FaultError) as problem:
            log.warning("not compared: %s", shorten(str(problem), _WIDTH))
    return texts


def _listed(names: Sequence[str]) -> str:
    """List some things for a message, the first of many."""
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
