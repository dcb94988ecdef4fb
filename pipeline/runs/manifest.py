"""The record of a run, written last: what made the outputs, of what, and how long it took.

`manifest.json` is its plain form, and a configuration that can be run again. Its last entry, `checksum`, is the
SHA-256 of all the others, so that a record that was damaged is not believed.
"""

import hashlib
import importlib.metadata
import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from pipeline.files import whole
from pipeline.quality.metrics import CorpusScores, Counts, scores_from_plain, scores_to_plain

NAME = "manifest.json"
_LIBRARIES = (
    "ctranslate2",
    "numpy",
    "pydantic",
    "regex",
    "sacrebleu",
    "scipy",
    "sentencepiece",
    "torch",
    "transformers",
)


@dataclass(frozen=True, slots=True)
class InputRecord:
    """A file that went into a run, and its SHA-256.

    A text has an `id`, and may have a `reference` and `beads`, with their checksums. A table of corrections tells how
    many there are, a glossary how many `terms`, a file of other tools' scores how many `scores`.
    """

    file: str
    sha256: str
    id: str = ""
    reference: str = ""
    reference_sha256: str = ""
    beads: str = ""
    beads_sha256: str = ""
    corrections: int | None = None
    terms: int | None = None
    scores: int | None = None


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of an output: its size in bytes and its SHA-256."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class OutputRecord:
    """An output as it was made: the key of everything that decided it, its files by their names in the output folder.

    `pictures` holds what was taken from beside the texts: document -> address -> the picture's file name, "" where
    none was found. `seconds` is the time that making it took.
    """

    key: str
    files: Mapping[str, FileRecord]
    pictures: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a run says of itself.

    `work` names the pieces of finished work by stage; `seconds` are those that making what is there took, in this run
    or an earlier one. `config` is the configuration as plain data, its paths as seen from the output folder.
    """

    finished: str
    tool: Mapping[str, str]
    python: str
    platform: str
    libraries: Mapping[str, str]
    made_by: Mapping[str, str]
    inputs: tuple[InputRecord, ...]
    problems: tuple[str, ...]
    counts: Counts
    machine_against_human: CorpusScores | None
    seconds: Mapping[str, float]
    outputs: Mapping[str, OutputRecord]
    config: Mapping[str, Any]
    work: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_manifest(path: Path) -> Manifest | None:
    """Give an earlier run's record; None where there is none, or where it is damaged.

    Records of versions that wrote no checksum are read as well.
    """
    data = read_json(path)
    sealed = data.pop("checksum", None) is not None
    try:
        if sealed and path.read_text(encoding="utf-8") != _text(_sealed(data)):
            return None
        scores = scores_from_plain(data.get("machine_against_human"))
        return TypeAdapter(Manifest).validate_python({**data, "machine_against_human": scores})
    except (OSError, ValueError):
        return None


def has_checksum(path: Path) -> bool:
    """Tell whether a record tells its own checksum: those of older versions do not, nor do edited ones perhaps."""
    return "checksum" in read_json(path)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Write a record, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    write_json(path, _sealed(to_plain(manifest)))


def to_plain(manifest: Manifest) -> dict[str, Any]:
    """Give a record as the plain data of `manifest.json`, but for the checksum."""
    data: dict[str, Any] = json.loads(json.dumps(asdict(manifest)))
    data["machine_against_human"] = scores_to_plain(manifest.machine_against_human)
    data["inputs"] = [_told(record) for record in data["inputs"]]
    data["outputs"] = {name: _told(record) for name, record in data["outputs"].items()}
    return data


def _told(record: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what a record does not tell."""
    return {name: value for name, value in record.items() if value not in ("", None, {})}


def read_json(path: Path) -> dict[str, Any]:
    """Give a JSON object from a file; empty where there is none that can be read."""
    if not path.is_file():  # opening a pipe would wait for whoever writes to it
        return {}
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def write_json(path: Path, data: Mapping[str, Any]) -> None:
    """Write plain data as indented JSON, whole or not at all.

    Raises:
        OutputError: it cannot be written.
    """
    with whole(path) as unfinished:
        unfinished.write_text(_text(data), encoding="utf-8")


def tool_version() -> str:
    """Give this program's version, as installed."""
    try:
        return importlib.metadata.version("fr-en-pipeline")
    except importlib.metadata.PackageNotFoundError:
        return "0+unknown"


def library_versions() -> dict[str, str]:
    """Give the versions of the libraries that matter most, of those that are installed."""
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found


def environment() -> dict[str, Any]:
    """Give the tool, the machine and the libraries, by version, as a manifest has them."""
    return {
        "tool": {"name": "fr-en-pipeline", "version": tool_version()},
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": library_versions(),
    }


def now() -> str:
    """Give the time, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _sealed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Give plain data with the checksum of all of it as its last entry."""
    text = json.dumps(data, sort_keys=True, separators=(",", ":"))
    return {**data, "checksum": hashlib.sha256(text.encode()).hexdigest()}


def _text(data: Mapping[str, Any]) -> str:
    """Give plain data as indented JSON.

    A lone surrogate, as it stands for a byte of a path that is no UTF-8, is written as its JSON escape: Python's
    "backslashreplace" happens to write exactly that.
    """
    text = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    return text.encode("utf-8", "backslashreplace").decode()
