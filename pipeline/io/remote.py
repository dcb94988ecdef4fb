"""Files elsewhere, by fsspec: s3://, gs://, https:// and whatever else has a file system there; fetched, or put there.

What is fetched is streamed into the cache folder, under a name that is made of its address and of what its storage says
of its state; so it is fetched once, and again when it has changed.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pipeline.errors import InputError, OutputError
from pipeline.files import cache_folder, whole

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://.+", re.DOTALL)
_HUB = "hf://datasets/"  # which is read as a data set, with its columns and splits
_LONGEST = 200  # characters of a storage's own words that are told; chosen by hand


def is_remote(name: str) -> bool:
    """Tell whether a name is an address of a file elsewhere.

    >>> [is_remote(name) for name in ("s3://bucket/a.txt", "hf://datasets/opus_books", "C:/a.txt", "texts/*.md")]
    [True, False, False, False]
    """
    return _ADDRESS.fullmatch(name) is not None and not name.startswith(_HUB)


def fetch(address: str) -> list[tuple[str, Path]]:
    """Fetch the files of an address, which may be a pattern; give each one's name and where it lies now.

    Raises:
        InputError: there is none, or they cannot be fetched.
    """
    with _storage(address, InputError) as (storage, path):
        paths = sorted(storage.glob(path)) if _is_pattern(path) else [path]
        if not paths:
            raise InputError(f"{address}: nothing there")
        return [(_name(one), _fetched(storage, one, address)) for one in paths]


def put(file: Path, address: str) -> None:
    """Put a file to an address, whole or not at all, as far as its storage does so.

    Raises:
        OutputError: it cannot be put there.
    """
    with _storage(address, OutputError) as (storage, path):
        storage.put_file(str(file), path)


def remove(address: str) -> None:
    """Remove a file, if it is there.

    Raises:
        OutputError: it cannot be removed.
    """
    with _storage(address, OutputError) as (storage, path):
        if storage.exists(path):
            storage.rm_file(path)


def read(address: str) -> bytes | None:
    """Give the bytes of a file, None where there is none.

    Raises:
        OutputError: its storage does not answer.
    """
    with _storage(address, OutputError) as (storage, path):
        storage.invalidate_cache()
        found: bytes | None = storage.cat_file(path) if storage.exists(path) else None
        return found


@contextmanager
def _storage(address: str, kind: type[InputError] | type[OutputError]) -> Iterator[tuple[Any, str]]:
    """Lend the file system of an address and the path there; whatever it raises is one line that names the address.

    Raises:
        InputError, OutputError: as `kind` says.
    """
    try:
        from fsspec.core import url_to_fs
    except ImportError as error:
        raise kind(f"{address}: needs fsspec: pip install 'fr-en-pipeline[remote]'") from error
    try:
        yield url_to_fs(address)
    except kind:
        raise
    except ImportError as error:
        raise kind(f"{address}: needs a further library ({error})") from error
    except FileNotFoundError as error:
        raise kind(f"{address}: no such file or place; check the address") from error
    except Exception as error:
        told = " ".join(str(error).split())[:_LONGEST] or type(error).__name__
        raise kind(f"{address}: cannot be reached: {told}") from error


def _fetched(storage: Any, path: str, address: str) -> Path:
    """Give where a file lies now: in the cache folder, fetched now where it is not there in this state."""
    name = _name(path)
    if not name or name in (".", ".."):
        raise InputError(f"{address}: {path} names no file")
    state = f"{address}\n{path}\n{storage.ukey(path)}"
    place = cache_folder() / "fetched" / hashlib.sha256(state.encode()).hexdigest()[:20] / name
    if not place.is_file():
        with whole(place) as unfinished, storage.open(path, "rb") as there, unfinished.open("wb") as here:
            shutil.copyfileobj(there, here, 1 << 20)
    return place


def _name(path: str) -> str:
    """Give the last name of a path elsewhere, without what a web server is asked besides.

    >>> _name("bucket/texts/a.fr.txt"), _name("https://a.fr/b.tsv.gz?raw=1")
    ('a.fr.txt', 'b.tsv.gz')
    """
    without = path.partition("?")[0] if "://" in path else path
    return without.rstrip("/").rpartition("/")[2]


def _is_pattern(path: str) -> bool:
    """Tell whether a path is a pattern: stars and brackets are, question marks of web addresses are none."""
    return "*" in path or "[" in path or ("?" in path and "://" not in path)
