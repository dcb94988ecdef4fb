"""Bring the outputs of a run to their folder: only those that are not there yet, and nothing of anybody's is lost.

Each output is written aside, recorded with the checksums of its files, and only then moved to its place. A file that
stands there and is not what a run has written (somebody's own, or edited since) is moved to `kept/`, never written
over. Files of earlier runs that no output makes any more are removed if they are as they were written.
"""

import errno
import os
import re
import shutil
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import file_hash, whole
from pipeline.runs.manifest import FileRecord, OutputRecord
from pipeline.runs.outputs import Output
from pipeline.runs.records import KeptRecord, handed_out_files, keep_record, kept_records, record_place
from pipeline.work.kept import is_plain_file, make_way, put_aside
from pipeline.work.lock import PRIVATE

_LITTER = (
    "*",
    "copy/*",
    "spliced/**/*",
    "translated/**/*",
    "subtitles/**/*",
    "huggingface/*",
    "work/*",
    f"{PRIVATE}/*",
    f"{PRIVATE}/outputs/*",
)
"""Where runs that were killed have left unfinished files."""

_UNFINISHED = re.compile(
    r"\.(?:copy|pairs|paragraphs|data|train|validation|test|rejected|README|part-\d+|memory|huggingface|metrics|manifest|report|review|times|corrections)\b.*\.\d+\.unfinished"
    r"|\.pairs-[a-z0-9_]{8}|\.[a-z-]+\.json\.\d+\.unfinished"
)
"""Their names, and nobody else's."""

Documents = Callable[[], Iterable[Document]]


class Delivery:
    """The outputs of one folder.

    `sources` are the files that the run reads: none of them is moved. `warn` hears of every file that was not as it
    should be.
    """

    def __init__(
        self,
        folder: Path,
        earlier: Mapping[str, OutputRecord],
        warn: Callable[[str], None],
        sources: Iterable[Path] = (),
    ) -> None:
        self._folder = folder
        self._warn = warn
        self._sources = {os.path.realpath(path) for path in sources}
        self._aside = folder / PRIVATE / "unfinished"
        kept = kept_records(folder, warn)
        self._recorded = {name: one.record for name, one in kept.items()}
        self._earlier = {**earlier, **self._recorded}
        self._known: dict[str, set[str]] = {}
        for record in (*earlier.values(), *self._recorded.values()):
            self._remember({name: (file.sha256,) for name, file in record.files.items()})
        for one in kept.values():
            self._remember(one.before)
        self._remember(
            {name: (checksum,) for name, checksum in handed_out_files(folder).items() if name in self._known}
        )
        self._taken_over: dict[str, OutputRecord] = {}
        self._stay: set[str] = set()

    def bring(self, output: Output, name_key: str, documents: Documents) -> tuple[OutputRecord, bool]:
        """Bring an output up to date; give its record, and whether it was made now.

        `name_key` names everything that decides its bytes, but for the pictures beside the texts.

        Raises:
            OutputError: it cannot be made, or not be written.
        """
        record = self._earlier.get(output.name)
        made = record is None or not self._is_there(output, record, name_key)
        if record is None or made:
            try:
                record = self._make(output, name_key, documents)
            except OutputError as error:
                if record and isinstance(error.__cause__, OSError):  # it can be made, only not be written now
                    self._stay |= set(record.files)
                raise
        elif output.name not in self._recorded:
            keep_record(self._folder, output.name, KeptRecord(record))
        self._taken_over[output.name] = record
        return record, made

    def clear(self) -> list[str]:
        """Remove the files of earlier runs that no output has made this time, and what killed runs have left.

        Gives the names of the files of earlier runs.
        """
        wanted = self._stay.union(*(record.files for record in self._taken_over.values()))
        unwanted = sorted(self._known.keys() - wanted)
        removed = [name for name in unwanted if self._remove(self._folder / name, self._known[name])]
        for name in self._recorded.keys() - self._taken_over.keys():
            _clear_away(record_place(self._folder, name))
        for path in (self._aside, *_litter(self._folder)):
            _clear_away(path)
        return removed

    def _make(self, output: Output, name_key: str, documents: Documents) -> OutputRecord:
        """Write an output aside, record it, and move its files to their places."""
        start = time.monotonic()
        with self._emptied() as aside:
            made = output(documents(), aside)
            files = {path.relative_to(aside).as_posix(): path for path in made.paths}
            checksums = {name: FileRecord(path.stat().st_size, file_hash(path)) for name, path in files.items()}
            seconds = round(time.monotonic() - start, 3)
            record = OutputRecord(name_key, checksums, made.pictures, seconds)
            before = {name: tuple(self._known.get(name, ())) for name in files}
            keep_record(self._folder, output.name, KeptRecord(record, before))
            for name, path in files.items():
                self._move(path, self._folder / name, before[name])
            self._remember({name: (file.sha256,) for name, file in checksums.items()})
            keep_record(self._folder, output.name, KeptRecord(record))
        return record

    @contextmanager
    def _emptied(self) -> Iterator[Path]:
        """Lend an empty folder to write to, on the same file system as the outputs' places."""
        _clear_away(self._aside)
        try:
            self._aside.mkdir(parents=True)
            yield self._aside
        except OSError as error:
            place = error.filename2 or error.filename or self._folder
            raise OutputError(f"{place}: cannot be written ({error.strerror})") from error
        finally:
            _clear_away(self._aside)

    def _move(self, path: Path, place: Path, known: Collection[str]) -> None:
        """Move a file to its place; what stands there and is nobody's that is known goes to `kept/`."""
        if os.path.realpath(place) in self._sources:
            raise OutputError(f"{place}: is one of the texts that are read, and not written over; give another output")
        make_way(place, self._folder, self._warn)
        place.parent.mkdir(parents=True, exist_ok=True)
        if os.path.lexists(place) and not (_holds(place, known) or (known and _is_emptied(place))):
            kept = put_aside(place, self._folder)
            self._warn(f"{place}: was not as a run had left it; it is now {kept}, and a new one was made")
        try:
            path.replace(place)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            with whole(place) as unfinished:  # the folder is on another file system
                shutil.copyfile(path, unfinished)

    def _remove(self, path: Path, known: set[str]) -> bool:
        """Remove a file of an earlier run, and its folder if nothing else is in it; tell whether it was there."""
        if not is_plain_file(path) or os.path.realpath(path) in self._sources:
            return False
        if not _holds(path, known):
            self._warn(f"{path}: is no longer written, but has been changed since it was; it stays")
            return False
        try:
            path.unlink()
        except OSError as error:
            self._warn(f"{path}: is no longer written, but cannot be removed ({error.strerror or error})")
            return False
        for folder in path.relative_to(self._folder).parents[:-1]:
            with suppress(OSError):  # something else is in it
                (self._folder / folder).rmdir()
        return True

    def _is_there(self, output: Output, record: OutputRecord, name_key: str) -> bool:
        """Tell whether an output is what its record says, and would be made the same again."""
        if record.key != name_key or not output.has_pictures(record.pictures):
            return False
        for name, file in record.files.items():
            path = self._folder / name
            if not _holds(path, {file.sha256}):
                if not os.path.lexists(path) or _is_emptied(path):  # all else is told when it goes to `kept/`
                    self._warn(f"{path}: is {'empty' if os.path.lexists(path) else 'gone'}, and made again")
                return False
        return True

    def _remember(self, known: Mapping[str, Iterable[str]]) -> None:
        """Remember checksums that files of runs may have."""
        for name, checksums in known.items():
            if not PurePosixPath(name).is_absolute() and ".." not in PurePosixPath(name).parts:
                self._known.setdefault(name, set()).update(checksums)


def _holds(path: Path, checksums: Collection[str]) -> bool:
    """Tell whether a plain file with one of some checksums stands at a place."""
    try:
        return is_plain_file(path) and file_hash(path) in checksums
    except OSError:  # it cannot be read
        return False


def _is_emptied(path: Path) -> bool:
    """Tell whether a file has lost all its bytes, as after a crash of the machine."""
    return is_plain_file(path) and path.stat().st_size == 0


def _clear_away(path: Path) -> None:
    """Remove a file, a folder or a link of ours, if that is possible."""
    with suppress(OSError):
        shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)


def _litter(folder: Path) -> Iterator[Path]:
    """Give what runs that were killed have left: unfinished files, and pairs put aside."""
    for pattern in _LITTER:
        for path in folder.glob(pattern):
            if not path.parent.is_symlink() and _UNFINISHED.fullmatch(path.name):
                yield path
