"""A multilingual sentence-embedding model of the user's, such as LaBSE, as help to alignment (extra `embeddings`).

Feng et al. 2022, https://aclanthology.org/2022.acl-long.62. Weights are read as safetensors only, and no code of a
model is run.
"""

import importlib.util
import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import ModelError
from pipeline.hub import fetch, fingerprint, reason, told

_PATTERNS = ("*.json", "*.txt", "*.model", "*.safetensors")
_MODULES = "modules.json"
_BATCH = 32  # sentences embedded at once; the default of sentence-transformers


@dataclass(frozen=True)
class EmbeddingModel:
    """A model folder of sentence-transformers, and the name that the user gave it."""

    name: str
    folder: Path

    @cached_property
    def fingerprint(self) -> str:
        """A SHA-256 digest of every file that decides what the model answers."""
        return fingerprint(self.folder, (path for pattern in _PATTERNS for path in self.folder.rglob(pattern)))


class Embedder:
    """A loaded embedding model: called with sentences of any of its languages, it gives their vectors.

    Raises:
        ModelError: the model cannot be loaded.
    """

    def __init__(self, model: EmbeddingModel) -> None:
        from sentence_transformers import SentenceTransformer
        from transformers.utils import logging as untyped

        logging: Any = untyped
        logging.disable_progress_bar()
        try:
            self._model = SentenceTransformer(
                str(model.folder),
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # libraries raise whatever they stumble over in files that are damaged
            raise ModelError(f"{model.folder}: sentence-transformers cannot load it ({reason(error)})") from error

    def __call__(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Give the vectors of sentences, (sentences, dimensions)."""
        return np.asarray(self._model.encode(list(sentences), batch_size=_BATCH, show_progress_bar=False), np.float32)


def find_embeddings(name: str) -> EmbeddingModel:
    """Find an embedding model by its folder's path or its hub name, such as sentence-transformers/LaBSE.

    Raises:
        ModelError: the extra is not installed, nothing is there, or its weights are not safetensors.
    """
    if importlib.util.find_spec("sentence_transformers") is None:
        raise ModelError("align.embeddings: needs the extra: pip install 'fr-en-pipeline[embeddings]'")
    folder = Path(os.path.expanduser(name))  # noqa: PTH111 -- pathlib's raises where there is no such user
    found = os.path.isdir(folder)  # noqa: PTH112 -- pathlib's raises for names that are too long
    model = EmbeddingModel(name, folder.resolve() if found else fetch(name, _PATTERNS))
    with told(name):
        return _checked(model)


def _checked(model: EmbeddingModel) -> EmbeddingModel:
    """Give a model that is whole and safe to load: it has a list of modules, and its weights as safetensors.

    Raises:
        ModelError: it is not, or not so.
    """
    if not (model.folder / _MODULES).is_file():
        raise ModelError(f"{model.name}: no sentence-transformers model, {_MODULES} is missing in {model.folder}")
    for weights in model.folder.rglob("*.bin"):
        if not weights.with_name("model.safetensors").is_file():
            raise ModelError(
                f"{model.name}: {weights.name} has no model.safetensors beside it, and nothing else is read"
            )
    return model
