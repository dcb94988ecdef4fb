"""The record of a run, written last: what made the outputs, of what, and how long it took."""

import hashlib
import importlib.metadata
import json
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline.store import whole

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


def tool_version() -> str:
    """This program's version, as installed."""
    try:
        return importlib.metadata.version("fr-en-pipeline")
    except importlib.metadata.PackageNotFoundError:
        return "0+unknown"


def environment() -> dict[str, Any]:
    """The tool, the machine and the libraries, by version."""
    found = {}
    for name in _LIBRARIES:
        try:
            found[name] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    return {
        "tool": {"name": "fr-en-pipeline", "version": tool_version()},
        "python": platform.python_version(),
        "platform": platform.platform(),
        "libraries": found,
    }


def now() -> str:
    """The time, in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def read_manifest(path: Path) -> dict[str, Any]:
    """Give an earlier run's record; empty where there is none that can be read."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return loaded if isinstance(loaded, dict) else {}


def write_json(path: Path, data: dict[str, Any]) -> None:
    """Write plain data as indented JSON, whole or not at all."""
    with whole(path) as unfinished:
        unfinished.write_text(json.dumps(data, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
