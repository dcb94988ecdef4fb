"""A corpus whose pairs have scores: files that a run has written, or anything else, scored as a run scores it."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.boundary import reading
from pipeline.commands.standard_input import receive
from pipeline.config.loading import make_config
from pipeline.config.schema import Config
from pipeline.formats.corpora.columns import SAMPLE, find_columns
from pipeline.formats.corpora.jsonl import NAME, PARAGRAPHS_NAME
from pipeline.formats.corpora.rows import Record
from pipeline.formats.corpora.schema import PAIRS
from pipeline.formats.pair_files import read_rows
from pipeline.formats.reading import reader_of
from pipeline.formats.registry import is_table, load
from pipeline.io.compressed import open_whole
from pipeline.pairs import Pair
from pipeline.progress import Progress
from pipeline.runs.records import find_sources
from pipeline.runs.runner import run
from pipeline.selection.filtering import Row

_Further = Callable[[Pair], Mapping[str, Any]]
"""Gives what the table that a pair comes from says of it besides."""


@dataclass(frozen=True)
class Corpus:
    """Files of pairs with scores; `further` gives what else is known of a pair, `exit_code` is that of scoring."""

    files: Sequence[Path]
    further: _Further | None = None
    exit_code: int = 0

    def rows(self) -> Iterator[Row]:
        """Give the pairs, each with the columns that the schema does not have; any number of times."""
        for file in self.files:
            for pair, further in read_rows(file):
                yield pair, self.further(pair) if self.further else further


@contextmanager
def scored(
    files: Sequence[str], references: Sequence[str], settings: Sequence[str], progress: Progress
) -> Iterator[Corpus]:
    """Lend a corpus whose pairs a run has scored, without a model, in a folder that is gone afterwards.

    Raises:
        InputError: nothing of it can be read.
        ConfigError: the settings have mistakes.
    """
    with TemporaryDirectory(prefix="fr-en-pipeline-") as folder:
        asked = {
            "read": {"files": list(files), "reference": list(references)},
            "translate": {"engine": "none"},
            "write": {"formats": ["jsonl"]},
            "output": folder,
        }
        config = make_config(asked, settings)
        receive(config)
        result = run(config, progress)
        for warning in result.metrics.warnings:
            progress.warn(warning)
        yield Corpus([result.folder / NAME], _further_of(config), result.exit_code)


def _further_of(config: Config) -> _Further:
    """Give what finds the columns, of the tables that a run has read, that the schema does not have."""
    tables = {
        source.id: dict(_further_columns(source.path, config))
        for source in find_sources(config)
        if source.is_bilingual and is_table(source.path)
    }
    if not any(tables.values()):
        return lambda pair: {}
    places: dict[tuple[str, int], str] = {}
    with (config.output / PARAGRAPHS_NAME).open("rb") as file:
        for record in map(json.loads, file):
            places[record["document"], record["paragraph"]] = record["locator"]
    only = next(iter(tables.values())) if len(tables) == 1 else {}

    def find(pair: Pair) -> Mapping[str, Any]:
        """Find the row that a pair was read from, by the place that its paragraph tells."""
        table = tables.get(pair.document) or tables.get(pair.document.partition("/")[0]) or only
        return table.get(places.get((pair.document, pair.paragraph), ""), {})

    return find


def _further_columns(path: Path, config: Config) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give the place of each row of a table, and its values in columns that neither the run nor the schema has."""
    wanted = tuple(map(str, config.read.columns))
    with reading(path), open_whole(path) as stream:
        records = (
            one for one in load(reader_of(path))(stream, config.read.encoding, wanted) if isinstance(one, Record)
        )
        first = list(islice(records, SAMPLE))
        found = find_columns([one.values for one in first], wanted)
        known = {found.french, found.english, found.document, found.id, found.origin, found.made_by, found.reviewed}
        known |= {found.imported, "reasons", *(name for name, _ in found.scores), *(column.name for column in PAIRS)}
        for record in chain(first, records):
            further = {name: value for name, value in record.values.items() if name not in known}
            if further:
                yield record.place, further
