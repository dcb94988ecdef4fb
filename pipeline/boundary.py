"""The boundary around one file, one document, one output: whatever goes wrong inside is one line, and no more is lost.

Readers say in their own words what is wrong with a file (`InputError`). What they did not foresee, an error of a
library or of this program, is told as what it is, with the place and what to report: `FaultError`. Whoever works on
several files names the one and goes on with the others.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import FaultError, InputError, PipelineError

_ROOT = Path(__file__).parent
_LONGEST = 120
"""Characters of an error's own words that are told; chosen by hand."""


@contextmanager
def reading(path: Path) -> Iterator[None]:
    """Read a file inside of this: whatever is raised ends as one error of this program that names the file.

    Raises:
        InputError: the file cannot be read, or what it holds.
        FaultError: nobody foresaw what happened.
    """
    try:
        yield
    except InputError as problem:
        if str(problem).startswith(f"{path}: "):
            raise
        raise InputError(f"{path}: {problem}") from problem
    except PipelineError:
        raise
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
    except RecursionError as error:
        raise InputError(f"{path}: is nested too deeply to be read; save it anew, or take the nesting out") from error
    except MemoryError as error:
        raise InputError(f"{path}: needs more memory than there is; cut it into several files") from error
    except Exception as error:
        if _is_interruption(error):
            raise
        raise FaultError(f"{path}: cannot be read, {tell_fault(error)}; please report it with the file") from error


@contextmanager
def doing(what: str) -> Iterator[None]:
    """Do something inside of this that no input should make fail; `what` is the part of the work that it takes down.

    Raises:
        FaultError: it failed all the same.
    """
    try:
        yield
    except (PipelineError, OSError):
        raise
    except MemoryError as error:
        raise FaultError(
            f"{what}: needs more memory than there is; do with fewer or smaller texts at a time"
        ) from error
    except Exception as error:
        if _is_interruption(error):
            raise
        raise FaultError(f"{what}: cannot be made, {tell_fault(error)}; please report it with the text") from error


def _is_interruption(error: Exception) -> bool:
    """Tell whether a person has stopped the program: libraries in C++ and Rust make an error of their own of it."""
    return KeyboardInterrupt.__name__ in str(error)


def tell_fault(error: BaseException) -> str:
    """Say what was raised, and where: the innermost place in this program, and the library below it if there is one.

    >>> try:
    ...     int("x")
    ... except ValueError as error:
    ...     print(tell_fault(error))
    by a fault of this program (ValueError: invalid literal for int() with base 10: 'x')
    """
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if Path(frame.filename).is_relative_to(_ROOT) and frame.filename != __file__]
    where = ""
    if own:
        place = Path(own[-1].filename).relative_to(_ROOT.parent).with_suffix("")
        where = f" at {'.'.join(place.parts)}:{own[-1].lineno}"
    words = " ".join(str(error).split())
    words = words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
    return f"by a fault of this program ({type(error).__name__}{where}{': ' if words else ''}{words})"
