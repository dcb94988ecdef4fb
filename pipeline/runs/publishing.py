"""Publish the outputs of a run to a storage elsewhere: each by one put, the manifest last.

The manifest that lies there tells what was published: files that are the same stay, those that no output makes any more
go. So whoever finds a manifest finds what it names; a publication that was broken off leaves the earlier manifest, and
the next run does the rest.
"""

import json
from collections.abc import Mapping
from pathlib import Path

from pipeline.io.remote import put, read, remove
from pipeline.runs.manifest import NAME, FileRecord, Manifest


def publish(folder: Path, manifest: Manifest, address: str) -> int:
    """Publish the files that a manifest names from a folder; give how many were put, the manifest included.

    Raises:
        OutputError: one cannot be put there; the manifest is not, then.
    """
    address = address.rstrip("/")
    there, written = read(f"{address}/{NAME}"), (folder / NAME).read_bytes()
    if there == written:
        return 0
    before, now = _checksums(there), files_of(manifest)
    wanted = [name for name, file in now.items() if before.get(name) != file.sha256]
    for name in wanted:
        put(folder / name, f"{address}/{name}")
    put(folder / NAME, f"{address}/{NAME}")
    for name in before.keys() - now.keys():
        remove(f"{address}/{name}")
    return len(wanted) + 1


def files_of(manifest: Manifest) -> Mapping[str, FileRecord]:
    """Give all files that a manifest names, by their names as seen from its folder."""
    return {name: file for record in manifest.outputs.values() for name, file in record.files.items()}


def _checksums(manifest: bytes | None) -> dict[str, str]:
    """Give the checksums of files by their names, as a manifest elsewhere tells them; none where it tells nothing."""
    try:
        outputs = json.loads(manifest or b"{}")["outputs"]
        found = {name: file["sha256"] for record in outputs.values() for name, file in record["files"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return {}
    return {name: checksum for name, checksum in found.items() if isinstance(checksum, str) and _is_inside(name)}


def _is_inside(name: str) -> bool:
    """Tell whether a name leads to a place below the address, as all outputs' do."""
    return not name.startswith("/") and not {"..", ""} & set(name.split("/"))
