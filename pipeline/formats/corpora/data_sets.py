"""Find the files of Hugging Face's data sets: in folders, as `save_to_disk` or a repository has them, or on the hub."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from pipeline.errors import InputError
from pipeline.files import read_bytes
from pipeline.hub import reason

HUB = "hf://datasets/"
"""What the address of a data set on the hub begins with: hf://datasets/NAME, and after it @REVISION and :CONFIG."""

_ADDRESS = re.compile(rf"{HUB}(?P<name>[^@:]+)(?:@(?P<revision>[^:]+))?(?::(?P<config>.+))?")
_SPLITS, _STATE, _CARD = "dataset_dict.json", "state.json", "README.md"
_DATA = (".parquet", ".jsonl", ".json", ".csv", ".tsv", ".arrow")
_MATTER = re.compile(rb"\A---\r?\n(.*?)\r?\n---", re.DOTALL)
_BOTH = re.compile(r"(?=.*\bfr)(?=.*\ben)", re.DOTALL)


def is_data_set(folder: Path) -> bool:
    """Tell whether a folder is a data set, by what it says of itself."""
    if (folder / _SPLITS).is_file() or (folder / _STATE).is_file():
        return True
    matter = _card(folder)
    return "configs" in matter or "dataset_info" in matter


def files_of(folder: Path) -> list[Path]:
    """Give the files with the data of a data set, in order, all its splits; of several sets the French-English ones.

    Raises:
        InputError: what names them cannot be read, or names none that is there.
    """
    try:
        found = list(_saved(folder)) or list(_named(folder, _card(folder))) or list(_below(folder))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{folder}: is no data set that can be read ({reason(error)})") from error
    missing = [path for path in found if not path.is_file()]
    if missing or not found:
        raise InputError(f"{folder}: is a data set without {missing[0].name if missing else 'data'}; get all of it")
    return found


def files_on_hub(address: str) -> list[tuple[str, Path]]:
    """Give the files of a data set on the hub, fetched into the library's cache, each with a name for a document.

    Raises:
        InputError: the address is none, `datasets` is not installed, or the hub does not give it.
    """
    match = _ADDRESS.fullmatch(address)
    if not match:
        raise InputError(f"{address}: expected {HUB}NAME, {HUB}NAME:CONFIG or {HUB}NAME@REVISION:CONFIG")
    try:
        import datasets
        from huggingface_hub.utils import logging
    except ImportError as error:
        raise InputError(f"{address}: needs datasets: pip install 'fr-en-pipeline[hub]'") from error
    datasets.disable_progress_bars()
    untyped: Any = logging
    untyped.set_verbosity_error()  # or it tells each attempt to reach the hub
    name, revision, config = match["name"], match["revision"], match["config"]
    try:
        config = config or _french_english(datasets.get_dataset_config_names(name, revision=revision))
        splits = datasets.load_dataset(name, config, revision=revision)
    except Exception as error:
        raise InputError(f"{address}: cannot be had ({reason(error)}); check the name and the network") from error
    kept = {split: [Path(one["filename"]) for one in data.cache_files] for split, data in splits.items()}
    return [
        (f"{name.strip('/')}/{split}{f'-{place}' if place else ''}{path.suffix}", path)
        for split, paths in kept.items()
        for place, path in enumerate(paths)
    ]


def _french_english(configs: list[str]) -> str | None:
    """Choose the set of French and English among several; None where the library is to choose.

    >>> _french_english(["de-en", "en-fr"]), _french_english(["default"])
    ('en-fr', None)
    """
    return next((name for name in configs if _BOTH.match(name)), None) if len(configs) > 1 else None


def _saved(folder: Path) -> Iterator[Path]:
    """Give the files of a data set that `save_to_disk` has written, none where it is no such."""
    if (folder / _SPLITS).is_file():
        for split in json.loads(read_bytes(folder / _SPLITS))["splits"]:
            yield from _saved(folder / split)
    elif (folder / _STATE).is_file():
        for file in json.loads(read_bytes(folder / _STATE))["_data_files"]:
            yield _inside(folder, file["filename"])


def _named(folder: Path, matter: Mapping[str, Any]) -> Iterator[Path]:
    """Give the files that a card names, those of French-English sets where there are such."""
    configs = [one for one in matter.get("configs", ()) if "data_files" in one]
    both = [one for one in configs if _BOTH.match(str(one.get("config_name", "")))]
    for config in both or configs:
        given = config["data_files"]
        for one in given if isinstance(given, list) else [given]:
            paths = one["path"] if isinstance(one, Mapping) else one
            for path in paths if isinstance(paths, list) else [paths]:
                yield from sorted(folder.glob(path)) or [_inside(folder, path)]


def _below(folder: Path) -> Iterator[Path]:
    """Give every file of data below a folder."""
    yield from sorted(path for path in folder.rglob("*") if path.suffix in _DATA and path.is_file())


def _inside(folder: Path, name: str) -> Path:
    """Give a file of a folder.

    Raises:
        ValueError: the name leads out of it.
    """
    path = folder / name
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{name} is outside of it")
    return path


def _card(folder: Path) -> Mapping[str, Any]:
    """Give what the card of a data set says to programs; nothing where there is no such card."""
    card = folder / _CARD
    found = _MATTER.match(read_bytes(card)) if card.is_file() else None
    try:
        matter = yaml.safe_load(found[1]) if found else None
    except yaml.YAMLError:
        return {}
    return matter if isinstance(matter, dict) else {}
