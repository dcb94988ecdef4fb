"""Models as folders, from a hub's cache or the hub itself: only the files asked for, no code, and quietly."""

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.files import file_hash


def fetch(name: str, patterns: Sequence[str], revision: str | None = None, offline: bool = False) -> Path:
    """Give the folder of a hub model: from the local cache where it is there, otherwise fetched (unless `offline`).

    Args:
        name: such as Helsinki-NLP/opus-mt-fr-en.
        patterns: which files are fetched.
        revision: branch, tag or commit.
        offline: do not ask the hub.

    Raises:
        ModelError: no hub model can have this name, or it is neither in the cache nor reachable.
    """
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, revision=revision, allow_patterns=[*patterns], local_files_only=offline))
    except HFValidationError as error:
        raise ModelError(f"{name}: not a folder, and not a name a hub model can have") from error
    except (LocalEntryNotFoundError, HfHubHTTPError, OSError) as error:
        at = f" at revision {revision}" if revision else ""
        raise ModelError(
            f"{name}{at}: neither in the local cache nor reachable on the hub ({reason(error)}); "
            "check the name and the network, or give a folder"
        ) from error


def fingerprint(folder: Path, files: Iterable[Path]) -> str:
    """Give the SHA-256 of some files of a folder and their names; 64 hexadecimal digits.

    Raises:
        ModelError: a file cannot be read.
    """
    total = hashlib.sha256()
    for path in sorted(set(files)):
        with told(str(path)):
            digest = file_hash(path)
        total.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
    return total.hexdigest()


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn a failure to read a model's files into the line that says so.

    Raises:
        ModelError: a file, which the message names, cannot be read.
    """
    try:
        yield
    except OSError as error:
        where = f"{name}: {error.filename}" if error.filename not in (None, name) else name
        raise ModelError(f"{where}: cannot be read: {error.strerror or error}") from error


def reason(error: Exception) -> str:
    r"""Say in one line why a library failed: the kind of its error, and the first line of what that says.

    >>> reason(ValueError("no such key.\nLook it up."))
    'ValueError: no such key'
    """
    first = str(error).strip().split("\n")[0].rstrip(".")
    return f"{type(error).__name__}: {first}" if first else type(error).__name__


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep transformers from drawing bars and from recommending sacremoses, which it then never calls.

    Whatever the user has set is as it was afterwards.
    """
    from transformers.utils import logging as untyped

    logging: Any = untyped

    before, draws = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.disable_progress_bar()
    logging.set_verbosity_error()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.set_verbosity(before)
        if draws:
            logging.enable_progress_bar()
