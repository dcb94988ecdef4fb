"""Find a MarianMT model: the embedded one, a folder, or a name on the Hugging Face hub."""

import json
import math
import os
import reprlib
from dataclasses import dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError
from pipeline.hub import fetch, fingerprint, told
from pipeline.translation.pieces import read_vocabulary
from pipeline.translation.weights import INDEX, SINGLE, check_weights

_TEXT_FILES = ("config.json", "source.spm", "target.spm", "vocab.json")
_OPTIONAL_FILES = ("generation_config.json", "tokenizer_config.json")
_WEIGHTS = (SINGLE, INDEX)
_LEAST_NAMED = 0.9
"""Share of the network's pieces that its vocabulary names at least; some networks are filled up to a round number."""
_FEWEST = 8  # pieces, marks included, that any sentence needs
_PATTERNS = (*_TEXT_FILES, *_OPTIONAL_FILES, "model*.safetensors", _WEIGHTS[1])


@dataclass(frozen=True)
class Model:
    """A model folder on this machine, and the name the user gave it."""

    name: str
    folder: Path

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over every file that decides what the model answers; 64 hexadecimal digits."""
        return fingerprint(self.folder, self._deciding_files())

    @property
    def weight_bytes(self) -> int:
        """The size of the weights as they lie in the folder."""
        with told(self.name):
            return sum(path.stat().st_size for path in self.folder.glob("model*.safetensors"))

    @cached_property
    def config(self) -> dict[str, Any]:
        """The model's `config.json`."""
        return _json(self.folder / "config.json")

    @property
    def positions(self) -> int:
        """The most pieces the network can tell apart, marks included."""
        return _limit(self.folder / "config.json", self.config, "max_position_embeddings", 512)

    @cached_property
    def longest(self) -> int:
        """The most pieces a sentence should have, without its end mark.

        That is `model_max_length` of tokenizer_config.json, where a model says what it does well, and never more than
        its positions.
        """
        path = self.folder / "tokenizer_config.json"
        tokenizer = _json(path) if path.is_file() else {}
        return min(_limit(path, tokenizer, "model_max_length", self.positions), self.positions) - 1

    def _deciding_files(self) -> list[Path]:
        """List the files that decide what the model says."""
        named = [self.folder / name for name in (*_TEXT_FILES, *_OPTIONAL_FILES)]
        return [path for path in (*named, *self.folder.glob("model*.safetensors*")) if path.is_file()]


def find_model(name: str, revision: str | None = None, offline: bool = False) -> Model:
    """Find a model by "embedded", a folder's path, or a hub name such as Helsinki-NLP/opus-mt-fr-en.

    A hub model is taken from the local cache where it is there, and fetched otherwise (unless `offline`): only the
    files listed above, weights only as safetensors, and no code.

    Raises:
        ModelError: nothing there, the hub cannot be reached, or files are missing or are not a MarianMT model's.
    """
    given = Path(os.path.expanduser(name))  # noqa: PTH111 -- pathlib's raises where there is no such user
    if name == "embedded":
        folder = Path(str(resources.files("pipeline") / "models" / "fr-en"))
    elif os.path.isdir(given):  # noqa: PTH112 -- pathlib's raises for names that are too long
        folder = given.resolve()
    elif is_hub_name(name):
        folder = fetch(name, _PATTERNS, revision, offline)
    else:
        raise ModelError(f"{name}: no such folder; give a MarianMT folder, a hub name (owner/model) or 'embedded'")
    with told(name):
        return _checked(Model(name, folder))


def check_fit(model: Model) -> None:
    """Make sure that the files of a model belong together: weights and vocabulary are of the network that it describes.

    Raises:
        ModelError: they are not, or are damaged.
    """
    check_weights(model.name, model.folder, model.config)
    size = int(model.config.get("vocab_size", 0))
    vocabulary = read_vocabulary(model.folder / "vocab.json")
    if strange := [piece for piece, number in vocabulary.items() if number >= size]:
        raise ModelError(
            f"{model.name}: vocab.json: the number of {strange[0]!r} is not below {size}, as config.json says"
        )
    if len(vocabulary) < _LEAST_NAMED * size:
        raise ModelError(f"{model.name}: vocab.json names {len(vocabulary)} pieces, and config.json says {size}")


def is_hub_name(name: str) -> bool:
    """Tell whether a model's name has the form owner/model, and is no path."""
    return name.count("/") == 1 and not name.startswith((".", "/", "~")) and "\\" not in name


def _checked(model: Model) -> Model:
    """Give a model whose folder has all files that MarianMT needs.

    Raises:
        ModelError: a file is missing, or it is another kind of model.
    """
    missing = [name for name in _TEXT_FILES if not (model.folder / name).is_file()]
    if not any((model.folder / name).is_file() for name in _WEIGHTS):
        missing.append(_WEIGHTS[0])
    if missing:
        raise ModelError(
            f"{model.name}: not a complete MarianMT folder, {', '.join(missing)} missing in {model.folder}"
        )
    kind = model.config.get("model_type")
    if kind != "marian":
        raise ModelError(f"{model.name}: config.json says model_type {kind!r}, expected 'marian'")
    return model


def _json(path: Path) -> dict[str, Any]:
    """Read a file that holds a JSON object.

    Raises:
        ModelError: it cannot be read, or holds something else.
    """
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror or error}") from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"{path}: not readable as JSON ({error})") from error
    if not isinstance(loaded, dict):
        raise ModelError(f"{path}: expected a JSON object")
    return loaded


def _limit(path: Path, stated: dict[str, Any], name: str, default: int) -> int:
    """Give the most pieces that a file states; the default where it states none."""
    number = stated.get(name, default)
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise ModelError(f"{path}: {name} is {reprlib.repr(number)}, not a number")
    if number < _FEWEST:
        raise ModelError(f"{path}: {name} is {number}, too few pieces for any sentence")
    return int(number)
