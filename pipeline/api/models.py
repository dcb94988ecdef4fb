"""Models loaded once, and kept for the next call; whoever uses one has it for himself meanwhile."""

import os
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar, cast

from pipeline.errors import ModelError
from pipeline.translation.model import Model

MOST = 4
"""Models that are kept: one that translates, judges alignments and is read for its attention is three. By hand."""

T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Loaded(Generic[T]):
    """A model in memory, used by one thread at a time, in the process that has loaded it."""

    value: T
    _lock: threading.RLock = field(default_factory=threading.RLock, repr=False)
    _process: int = field(default_factory=os.getpid, repr=False)

    @contextmanager
    def used(self) -> Iterator[T]:
        """Lend the model; other threads wait.

        Raises:
            ModelError: this process was forked from the one that loaded it, in which its threads have stayed.
        """
        check_process(self._process)
        with self._lock:
            yield self.value


class Models:
    """The models that are kept, the last used of them; any number of threads may ask."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Loaded[Any]] = OrderedDict()
        self._lock = threading.RLock()
        self._process: int | None = None

    def get(self, key: Hashable, load: Callable[[], T]) -> Loaded[T]:
        """Give the model of a key, loaded now where it is not kept; two threads never load the same one.

        >>> models = Models(most=1)
        >>> [models.get(key, lambda: key).value for key in ("a", "a", "b")], len(models)
        (['a', 'a', 'b'], 1)
        """
        if self._process:
            check_process(self._process)
        with self._lock:
            if key not in self._kept:
                self._kept[key] = Loaded(load())
                self._process = os.getpid()
            self._kept.move_to_end(key)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
            return cast(Loaded[T], self._kept[key])

    def __len__(self) -> int:
        return len(self._kept)

    def free(self) -> int:
        """Let go of all models; give how many there were. One that somebody holds stays until it is let go of."""
        with self._lock:
            count = len(self._kept)
            self._kept.clear()
            return count


KEPT = Models()


def free_models() -> int:
    """Free the memory of all models that calls have loaded; give how many there were. The next call loads again."""
    return KEPT.free()


def identity(model: Model) -> Hashable:
    """Tell one model from another, and from what its folder held before: by its files, their sizes and times."""
    files = sorted(model.folder.iterdir())
    return model.folder, tuple((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in files)


def check_process(process: int) -> None:
    """Make sure that this is the process that has loaded a model.

    Raises:
        ModelError: it was forked from that; its threads are missing here, and the model would never answer.
    """
    if process != os.getpid():
        raise ModelError(
            "a model was loaded before this process was forked, and would never answer in it: start processes with "
            "multiprocessing.get_context('spawn'), or translate in the first one, which uses all processors"
        )
