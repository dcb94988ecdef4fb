"""A MarianMT model in CTranslate2's format, made once and kept in the user's cache folder."""

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from pipeline.errors import ModelError, OutputError
from pipeline.files import cache_folder, file_hash
from pipeline.hub import quiet_transformers, reason
from pipeline.translation.model import Model
from pipeline.translation.weights import check_numbers

_CHECKSUMS = "checksums.json"
_LOCK = "conversion.lock"
_UNFINISHED = "unfinished-"
log = logging.getLogger(__name__)


def converted(model: Model, quantization: str) -> Path:
    """Give the folder of the model in CTranslate2's format, made now if it is not there yet or is damaged.

    It lies in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`), named after the weights' hash: the same
    model is converted once, also by several processes, and another one never taken for it.

    Where that folder cannot be written, it lies in a temporary one, which is gone when this process ends.

    Raises:
        ModelError: CTranslate2 cannot convert it.
        OutputError: there is no folder that can be written.
    """
    try:
        return _converted_in(cache_folder(), model, quantization)
    except OutputError as problem:
        try:
            temporary = Path(_temporary().name)
        except OSError:
            raise problem from None
        log.warning("%s; until then it is converted anew each time", problem)
        return _converted_in(temporary, model, quantization)


@lru_cache
def _temporary() -> "tempfile.TemporaryDirectory[str]":
    """Make a folder that lives as long as this process."""
    return tempfile.TemporaryDirectory(prefix="fr-en-pipeline-", ignore_cleanup_errors=True)


def _converted_in(cache: Path, model: Model, quantization: str) -> Path:
    """Give the folder of a converted model in a cache, made now where it is not there.

    Raises:
        OutputError: the cache cannot be written.
    """
    import ctranslate2

    folder = cache / f"ctranslate2-{ctranslate2.__version__}-{quantization}-{model.fingerprint[:16]}"
    if _is_whole(folder):
        return folder
    try:
        with _alone(cache):
            if not _is_whole(folder):  # nobody else has made it meanwhile
                _make(model, folder, quantization)
    except (OSError, NotImplementedError) as error:
        raise OutputError(f"{cache}: cannot keep the converted model ({error}); set XDG_CACHE_HOME") from error
    return folder


@contextmanager
def _alone(cache: Path) -> Iterator[None]:
    """Keep every other process from converting a model, and remove what those that were killed have left."""
    from filelock import FileLock, Timeout

    cache.mkdir(parents=True, exist_ok=True)
    lock = FileLock(cache / _LOCK)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        log.warning("%s: another process converts a model there; this one waits for it to end", cache)
        lock.acquire()
    try:
        for left in cache.glob(f"{_UNFINISHED}*"):
            _remove(left)
        yield
    finally:
        lock.release()


def _make(model: Model, folder: Path, quantization: str) -> None:
    """Convert a model into a folder that is there when it is whole; whatever stands in its place goes."""
    if os.path.lexists(folder):
        log.warning("%s: is damaged, or of a version that wrote no checksums, and made again", folder)
        _remove(folder)
    unfinished = Path(tempfile.mkdtemp(prefix=_UNFINISHED, dir=folder.parent))
    try:
        _convert(model, unfinished, quantization)
        _note(unfinished)
        unfinished.rename(folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _note(folder: Path) -> None:
    """Write down the checksum of every file of a converted model, all of them on the disk."""
    checksums = {}
    for path in sorted(folder.iterdir()):
        with path.open("rb+") as stream:
            os.fsync(stream.fileno())
        checksums[path.name] = file_hash(path)
    (folder / _CHECKSUMS).write_text(json.dumps(checksums, indent=1), encoding="utf-8")


def _is_whole(folder: Path) -> bool:
    """Tell whether a converted model is there, with every file as it was made."""
    try:
        checksums = json.loads((folder / _CHECKSUMS).read_bytes())
        files = {path.name for path in folder.iterdir()} - {_CHECKSUMS}
        return files == set(checksums) and all(file_hash(folder / name) == checksums[name] for name in files)
    except (OSError, ValueError, TypeError, RecursionError):
        return False


def _remove(path: Path) -> None:
    """Remove a file, a link or a folder."""
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _convert(model: Model, folder: Path, quantization: str) -> None:
    """Convert a model to CTranslate2's form, in a folder.

    Raises:
        ModelError: its files are damaged, or of a kind that is not supported.
        ImportError: a library is not installed.
        OSError: the folder cannot be written.
    """
    from ctranslate2.converters import TransformersConverter

    check_numbers(model.name, model.folder)
    try:
        with quiet_transformers():
            TransformersConverter(str(model.folder)).convert(str(folder), quantization=quantization, force=True)
    except ImportError:  # of a library, which is another matter
        raise
    except Exception as error:  # libraries raise whatever they stumble over in files that are damaged
        if _is_of_the_cache(error, model):
            raise
        raise ModelError(
            f"{model.folder}: ctranslate2 cannot convert it ({reason(error)}); get a whole copy of the model"
        ) from error


def _is_of_the_cache(error: Exception, model: Model) -> bool:
    """Tell whether the operating system refuses to write; what libraries say of a model's files has no number."""
    if not isinstance(error, OSError) or error.errno is None:
        return False
    return error.filename is None or not Path(str(error.filename)).is_relative_to(model.folder)
