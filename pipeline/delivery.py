"""Bring the outputs of a run to their folder: only those that are not there yet, and nothing of anybody's is lost.

Each output is written aside, recorded with the checksums of its files, and only then moved to its place. A file that
stands there and is not what a run has written (somebody's own, or edited since) is moved to `kept/`, never written
over. Files of earlier runs that no output makes any more are removed if they are as they were written.
"""

import re
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path, PurePosixPath

from pydantic import TypeAdapter, ValidationError

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import file_hash, unused
from pipeline.manifest import FileRecord, OutputRecord
from pipeline.outputs import Output
from pipeline.safekeeping import KEPT
from pipeline.work.lock import PRIVATE
from pipeline.work.sealed import read_sealed, seal

_LITTER = ("*", "copy/*", "spliced/**/*", "subtitles/**/*")
"""Where runs that were killed have left unfinished files."""

_UNFINISHED = re.compile(
    r"\.(?:copy|pairs|part-\d+|memory|huggingface|metrics|manifest|report|review)\b.*\.\d+\.unfinished|\.pairs-[a-z0-9_]{8}"
)
"""Their names, and nobody else's."""

Documents = Callable[[], Iterable[Document]]


class Delivery:
    """The outputs of one folder. `warn` hears of every file that was not as it should be."""

    def __init__(self, folder: Path, earlier: Mapping[str, OutputRecord], warn: Callable[[str], None]) -> None:
        self._folder = folder
        self._warn = warn
        self._records = folder / PRIVATE / "outputs"
        self._aside = folder / PRIVATE / "unfinished"
        self._recorded = dict(self._kept_records())
        self._earlier = {**earlier, **self._recorded}
        self._known: dict[str, set[str]] = {}
        for record in (*earlier.values(), *self._earlier.values()):
            self._remember(record)
        self._taken_over: dict[str, OutputRecord] = {}

    def bring(self, output: Output, name_key: str, documents: Documents) -> tuple[OutputRecord, bool]:
        """Bring an output up to date; give its record, and whether it was made now.

        `name_key` names everything that decides its bytes, but for the pictures beside the texts.

        Raises:
            OutputError: it cannot be made, or not be written.
        """
        record = self._earlier.get(output.name)
        made = record is None or not self._is_there(output, record, name_key)
        if record is None or made:
            record = self._make(output, name_key, documents)
        elif output.name not in self._recorded:
            self._record(output.name, record)
        self._taken_over[output.name] = record
        return record, made

    def clear(self) -> None:
        """Remove the files of earlier runs that no output has made this time, and what killed runs have left."""
        wanted = {name for record in self._taken_over.values() for name in record.files}
        for name in sorted(self._known.keys() - wanted):
            self._remove(self._folder / name, self._known[name])
        for path in self._records.glob("*.json"):
            if path.stem not in self._taken_over:
                path.unlink()
        shutil.rmtree(self._aside, ignore_errors=True)
        for path in _litter(self._folder):
            shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)

    def _make(self, output: Output, name_key: str, documents: Documents) -> OutputRecord:
        """Write an output aside, record it, and move its files to their places."""
        start = time.monotonic()
        with self._emptied() as aside:
            made = output(documents(), aside)
            files = {path.relative_to(aside).as_posix(): path for path in made.paths}
            checksums = {name: FileRecord(path.stat().st_size, file_hash(path)) for name, path in files.items()}
            seconds = round(time.monotonic() - start, 3)
            record = OutputRecord(name_key, checksums, made.pictures, seconds)
            self._remember(record)
            self._record(output.name, record)
            for name, path in files.items():
                self._move(path, self._folder / name, self._known[name])
        return record

    def _record(self, name: str, record: OutputRecord) -> None:
        """Keep an output's record beside the manifest, which is written only at the end of a run."""
        seal(self._records / f"{name}.json", [_codec().dump_json(record)])

    @contextmanager
    def _emptied(self) -> Iterator[Path]:
        """Lend an empty folder to write to, on the same file system as the outputs' places."""
        shutil.rmtree(self._aside, ignore_errors=True)
        try:
            self._aside.mkdir(parents=True)
            yield self._aside
        except OSError as error:
            raise OutputError(f"{error.filename or self._folder}: cannot be written ({error.strerror})") from error
        finally:
            shutil.rmtree(self._aside, ignore_errors=True)

    def _move(self, path: Path, place: Path, known: set[str]) -> None:
        """Move a file to its place; what stands there and is nobody's that is known goes to `kept/`."""
        place.parent.mkdir(parents=True, exist_ok=True)
        if place.is_dir():
            raise OutputError(f"{place}: is a folder, and a file of that name is to be written; move it away")
        if _holds_something(place) and file_hash(place) not in known:
            kept = unused(self._folder / KEPT / place.relative_to(self._folder))
            kept.parent.mkdir(parents=True, exist_ok=True)
            place.replace(kept)
            self._warn(f"{place}: was not as a run had left it; it is now {kept}, and a new one was made")
        path.replace(place)

    def _remove(self, path: Path, known: set[str]) -> None:
        """Remove a file of an earlier run, and its folder if nothing else is in it."""
        if not path.is_file():
            return
        if file_hash(path) not in known:
            self._warn(f"{path}: is no longer written, but has been changed since it was; it stays")
            return
        path.unlink()
        for folder in path.relative_to(self._folder).parents[:-1]:
            with suppress(OSError):  # something else is in it
                (self._folder / folder).rmdir()

    def _is_there(self, output: Output, record: OutputRecord, name_key: str) -> bool:
        """Tell whether an output is what its record says, and would be made the same again."""
        if record.key != name_key or not output.has_pictures(record.pictures):
            return False
        for name, file in record.files.items():
            path = self._folder / name
            if not path.is_file() or file_hash(path) != file.sha256:
                self._warn(f"{path}: is {'damaged' if path.exists() else 'gone'}, and made again")
                return False
        return True

    def _kept_records(self) -> Iterator[tuple[str, OutputRecord]]:
        for path in sorted(self._records.glob("*.json")):
            kept = read_sealed(path)
            if kept is None:
                self._warn(f"{path}: is damaged, and made again")
                continue
            with suppress(ValidationError):
                yield path.stem, _codec().validate_json(kept)

    def _remember(self, record: OutputRecord) -> None:
        for name, file in record.files.items():
            if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts:
                self._known.setdefault(name, set()).add(file.sha256)


def _holds_something(path: Path) -> bool:
    return path.is_file() and path.stat().st_size > 0


def _litter(folder: Path) -> Iterator[Path]:
    """Give what runs that were killed have left: unfinished files, and pairs put aside."""
    for pattern in _LITTER:
        for path in folder.glob(pattern):
            if not path.parent.is_symlink() and _UNFINISHED.fullmatch(path.name):
                yield path


@cache
def _codec() -> TypeAdapter[OutputRecord]:
    return TypeAdapter(OutputRecord)
