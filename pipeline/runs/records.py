"""What runs have written to an output folder, as they note it there: in `work/.fr-en-pipeline`, and in the manifest.

The record of each output lies beside the manifest, which comes only at the end of a run: so one that was killed leaves
known which files are its own. None of them is read as a text.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from pipeline.config.schema import Config
from pipeline.files import file_hash
from pipeline.formats.matching import pair_by
from pipeline.formats.sources import Source, Written, find
from pipeline.runs.manifest import NAME, OutputRecord, read_manifest
from pipeline.work.lock import PRIVATE
from pipeline.work.sealed import read_sealed, seal

STANDARD_INPUT = "-"
"""The name in `read.files` that stands for what comes on standard input."""
_HANDED_OUT = PRIVATE / "handed-out"


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """An output's record, kept before its files are moved to their places and again after it.

    `before` holds, for every file, the checksums of what earlier runs may have left at its place, and is empty once all
    are moved: a run that is killed meanwhile leaves the one or the other there.
    """

    record: OutputRecord
    before: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def keep_record(folder: Path, name: str, kept: KeptRecord) -> None:
    """Keep the record of an output of a folder.

    Raises:
        OutputError: it cannot be written.
    """
    seal(record_place(folder, name), [_codec().dump_json(kept)])


def kept_records(folder: Path, warn: Callable[[str], None] = lambda _: None) -> dict[str, KeptRecord]:
    """Give what is kept of the outputs of a folder, by their names; `warn` hears of each that is damaged."""
    return dict(_read(folder, warn))


def record_place(folder: Path, name: str) -> Path:
    """Give the file in which the record of an output is kept."""
    return folder / PRIVATE / "outputs" / f"{name}.json"


def find_sources(config: Config) -> list[Source]:
    """Give the texts that a run reads, none of which a run has written.

    Raises:
        InputError: a name gives none, or they do not fit together.
    """
    written = Written(config.output, written_names(config.output))
    chosen = config.read
    how = pair_by(chosen.pair_by, chosen.encoding)
    return find(chosen.files, chosen.reference, chosen.beads, written, standard_input_of(config), how)


def standard_input_of(config: Config) -> Path:
    """Give the file in which a run keeps what came on standard input."""
    return config.output / PRIVATE / "received" / f"stdin.{config.read.stdin}"


def note_handed_out(folder: Path, path: Path) -> None:
    """Note that a review file, as it is now, was handed out to a person.

    Raises:
        OutputError: the note cannot be written.
    """
    seal(folder / _HANDED_OUT / path.name, [file_hash(path).encode()])


def handed_out_files(folder: Path) -> dict[str, str]:
    """Give the names of the review files that were handed out, each with its SHA-256 as it was then."""
    notes = {path.name: read_sealed(path) for path in (folder / _HANDED_OUT).glob("[!.]*")}
    return {name: kept.decode() for name, kept in notes.items() if kept is not None}


def written_names(folder: Path) -> frozenset[str]:
    """Give the names of all files that runs have written as outputs to a folder, as seen from it."""
    manifest = read_manifest(folder / NAME)
    records = [
        *(manifest.outputs.values() if manifest else ()),
        *(kept.record for kept in kept_records(folder).values()),
    ]
    return frozenset(name for record in records for name in record.files)


def _read(folder: Path, warn: Callable[[str], None]) -> Iterator[tuple[str, KeptRecord]]:
    """Read the records of an output folder, by name; damaged ones, which are told, and older ones are left out."""
    for path in sorted(record_place(folder, "any").parent.glob("[!.]*.json")):
        kept = read_sealed(path)
        if kept is None:
            warn(f"{path}: is damaged, and made again")
            continue
        with suppress(ValidationError):  # of a version that kept something else
            yield path.stem, _codec().validate_json(kept)


@cache
def _codec() -> TypeAdapter[KeptRecord]:
    """Make what reads and writes records as JSON; once, for that takes a while."""
    return TypeAdapter(KeptRecord)
