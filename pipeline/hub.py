"""Models as folders, from a hub's cache or the hub itself: only the files asked for, no code, and quietly."""

import hashlib
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError


def fetch(name: str, patterns: Sequence[str], revision: str | None = None, offline: bool = False) -> Path:
    """The folder of a hub model: from the local cache where it is there, otherwise fetched (unless `offline`).

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
        reason = str(error).strip().split("\n")[0].rstrip(".")
        raise ModelError(
            f"{name}{at}: neither in the local cache nor reachable on the hub ({type(error).__name__}: {reason}); "
            "check the name and the network, or give a folder"
        ) from error


def fingerprint(folder: Path, files: Iterable[Path]) -> str:
    """SHA-256 over some files of a folder and their names; 64 hexadecimal digits."""
    total = hashlib.sha256()
    for path in sorted(set(files)):
        with path.open("rb") as stream:
            digest = hashlib.file_digest(stream, "sha256").hexdigest()
        total.update(f"{path.relative_to(folder).as_posix()} {digest}\n".encode())
    return total.hexdigest()


@contextmanager
def quiet_transformers() -> Iterator[None]:
    """Keep transformers from drawing bars and from recommending sacremoses, which it then never calls."""
    from transformers.utils import logging as untyped

    logging: Any = untyped

    logging.disable_progress_bar()
    logging.set_verbosity_error()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
