"""A MarianMT model in CTranslate2's format, made once and kept in the user's cache folder."""

import json
import logging
import os
import shutil
import tempfile
from pathlib import Path

from pipeline.errors import ModelError, OutputError
from pipeline.files import cache_folder, file_hash
from pipeline.hub import quiet_transformers
from pipeline.translation.model import Model

_CHECKSUMS = "checksums.json"
log = logging.getLogger(__name__)


def converted(model: Model, quantization: str) -> Path:
    """Give the folder of the model in CTranslate2's format, made now if it is not there yet or is damaged.

    It lies in the user's cache folder (`XDG_CACHE_HOME`, else `~/.cache`), named after the weights' hash: the same
    model is converted once, another one never taken for it.

    Raises:
        ModelError: CTranslate2 cannot convert it.
        OutputError: the cache folder cannot be written.
    """
    import ctranslate2

    cache = cache_folder()
    folder = cache / f"ctranslate2-{ctranslate2.__version__}-{quantization}-{model.fingerprint[:16]}"
    if _is_whole(folder):
        return folder
    try:
        if folder.exists():
            log.warning("%s: is damaged, or of a version that wrote no checksums, and made again", folder)
            _remove(folder)
        cache.mkdir(parents=True, exist_ok=True)
        unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=cache))
    except OSError as error:
        raise OutputError(f"{cache}: cannot keep the converted model ({error}); set XDG_CACHE_HOME") from error
    try:
        _convert(model, unfinished, quantization)
        _note(unfinished)
        unfinished.rename(folder)
    except OSError as error:
        if not _is_whole(folder):  # another process may have been faster
            raise OutputError(f"{folder}: cannot keep the converted model ({error})") from error
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    return folder


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
    except (OSError, ValueError, TypeError):
        return False


def _remove(path: Path) -> None:
    shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()


def _convert(model: Model, folder: Path, quantization: str) -> None:
    from ctranslate2.converters import TransformersConverter

    try:
        with quiet_transformers():
            TransformersConverter(str(model.folder)).convert(str(folder), quantization=quantization, force=True)
    except (RuntimeError, ValueError, KeyError, TypeError, AttributeError) as error:
        reason = str(error).strip().split("\n")[0]
        raise ModelError(f"{model.name}: ctranslate2 cannot convert it ({reason}); try engine transformers") from error
