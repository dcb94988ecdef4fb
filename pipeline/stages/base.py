"""What every stage is, what it is given besides documents, and what its results depend on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, Protocol

from pipeline.document import Document
from pipeline.steps import Step, make_now


def _unheard(count: int) -> None:
    """Let a count of finished units go: nobody wants to hear of it."""
    del count


class Cache(Protocol):
    """Plain data that other runs of the same stage, with the same settings, have made, by keys of the stage's own."""

    def recall(self, keys: Sequence[str]) -> Mapping[str, Any]:
        """Give what is known of some keys."""

    def remember(self, made: Mapping[str, Any]) -> None:
        """Keep what was made."""


@dataclass(frozen=True, slots=True)
class StageContext:
    """What a stage may use while it works.

    `step` keeps results on the way, for stages that take long; `advance` hears how many units were finished just now.
    `cache` is there where results may be taken over from other runs.
    """

    step: Step = make_now
    advance: Callable[[int], None] = _unheard
    cache: Cache | None = None


ALONE = StageContext()
"""The context of work in memory: nothing is kept, and nobody hears of progress."""


Joins = Literal["never", "unaligned", "always"]
"""Which long documents a stage gets whole, all of their parts joined: those that it must align, or every one."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Everything besides the documents that decides a result, by its names and values.

    `modules` are those of the program that make it, with all that they import but for the modules `without`, which
    are not reached with these settings. `settings` are plain data: options as they are meant on this machine, and the
    checksums of models and files. `pipeline.fingerprints` makes a digest of it.
    """

    modules: tuple[str, ...]
    settings: Mapping[str, Any] = field(default_factory=dict)
    without: tuple[str, ...] = ()


class Stage(Protocol):
    """One verb of the pipeline.

    It gives the documents that it got, in the same order, with what it owns filled in. `unit` is what
    `Context.advance` counts, `joins` tells which long documents it gets whole, and not in parts; one that `is_parallel`
    uses all processors by itself.
    """

    name: ClassVar[str]
    unit: ClassVar[str]
    is_parallel: ClassVar[bool]

    @property
    def joins(self) -> Joins:
        """Tell which long documents it gets whole."""

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents."""

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in what the stage owns."""
