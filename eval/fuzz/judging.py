"""Give one input to a target, and tell what became of it: one word, and where it happened.

Whatever a target writes or reaches outside of the input's own folder is heard through Python's audit events.
"""

import io
import os
import platform
import shutil
import signal
import sys
import tempfile
import traceback
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from random import Random
from types import FrameType
from typing import Any, Literal, NoReturn

from eval.fuzz.containers import mutate
from eval.fuzz.targets import Target, bytes_of

ROOT = Path(__file__).parent.parent.parent
LONGEST = 10
"""Seconds of a processor that an input may take: others may keep the machine busy."""
WAIT = 60
"""Seconds that it may take altogether, with what it waits for."""
_RARELY = 6
"""One input of so many is made of a past fault, most of which are refused in one line; chosen by hand."""
Word = Literal["yield", "nothing", "refused", "exception", "hang", "outside"]
_WRITES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
_REACHES = ("socket.connect", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of an input; `site` names the place of an exception in this program, `told` its words."""

    word: Word
    site: str = ""
    told: str = ""


class Hang(BaseException):
    """An input has taken too long; no `except Exception` may take it for its own."""


class _Ears:
    """Hears what is written outside of a folder; there is one, as audit hooks stay until the process ends."""

    def __init__(self) -> None:
        self.folder = ""
        self.heard: list[str] = []
        sys.addaudithook(self)

    def __call__(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note an event that leaves the folder."""
        if not self.folder:
            return
        if event in _REACHES:
            self.heard.append(f"{event} {str(arguments)[:200]}")
        elif event in _WRITES or (event == "open" and _is_writing(arguments)):
            real = _real(arguments[0], None if event == "open" else arguments[-1])
            inside = (f"{self.folder}{os.sep}", os.environ.get("XDG_CACHE_HOME", self.folder) + os.sep)
            if not real.startswith(inside) and real not in (self.folder, os.devnull, *inside):
                self.heard.append(f"{event} {real[:200]}")


def _real(path: object, folder: object) -> str:
    """Give the whole path of a file, which may be named as seen from an open folder, or be open itself."""
    if isinstance(path, int):
        return str(Path(f"/proc/self/fd/{path}").readlink())
    base = Path(f"/proc/self/fd/{folder}").readlink() if isinstance(folder, int) and folder > 0 else Path.cwd()
    return os.path.normpath(base / os.fsdecode(path))  # type: ignore[arg-type]


def _is_writing(arguments: tuple[Any, ...]) -> bool:
    """Tell whether a file is opened to be written."""
    _, mode, flags = arguments
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))


_EARS: list[_Ears] = []


def make_input(target: Target, number: int, seed: int) -> tuple[bytes, str]:
    """Give an input's bytes and its file's suffix; the first ones are the seeds as they are."""
    paths = target.seeds()
    if number < len(paths):
        return bytes_of(paths[number]), paths[number].suffix
    chance = Random(f"{seed} {target.name} {number}")  # noqa: S311 (no secret)
    return spoilt(target, chance)


def spoilt(target: Target, chance: Random) -> tuple[bytes, str]:
    """Draw a seed of a target and spoil it; give its bytes and suffix."""
    paths = target.seeds()
    faults = [path for path in paths if path.name.startswith("fault-")]
    path = chance.choice(faults if faults and chance.randrange(_RARELY) == 0 else [p for p in paths if p not in faults])
    others = [bytes_of(other) for other in paths if other.suffix == path.suffix]
    return mutate(bytes_of(path), others, chance), path.suffix


def judge(target: Target, data: bytes, suffix: str) -> Verdict:
    """Give an input to a target, in a folder of its own that is gone afterwards."""
    folder = Path(os.path.realpath(tempfile.mkdtemp(prefix="fuzz-")))
    path = folder / f"a{suffix}"
    path.write_bytes(data)
    try:
        with _listening(folder) as heard:
            verdict = _attacked(target, path, folder)
        return Verdict("outside", heard[0].split()[0], "; ".join(heard[:5])) if heard else verdict
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _listening(folder: Path) -> Iterator[list[str]]:
    """Have temporary files lie in a folder, and list what is written elsewhere."""
    if not _EARS:
        platform.platform(), platform.processor()  # Python asks the system once
        _EARS.append(_Ears())
    ears, before = _EARS[0], tempfile.tempdir
    ears.heard, ears.folder, tempfile.tempdir = [], str(folder), str(folder)
    try:
        yield ears.heard
    finally:
        ears.folder, tempfile.tempdir = "", before


def _attacked(target: Target, path: Path, folder: Path) -> Verdict:
    """Run a target's function under an alarm clock, and tell how it ended."""
    from pipeline.errors import FaultError, PipelineError

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            with _alarm(), redirect_stderr(io.StringIO()), redirect_stdout(io.StringIO()):
                return Verdict("yield" if target.attack(path, folder) else "nothing")
        except Hang as error:
            return Verdict("hang", _site(error), f"more than {LONGEST} s of a processor, or {WAIT} s")
        except FaultError as error:
            cause = error.__cause__ or error
            return Verdict("exception", _site(cause), _words(error, cause))
        except PipelineError as error:
            return Verdict("refused", "", str(error)[:200])
        except Exception as error:  # noqa: BLE001 -- whatever it is, it is a finding
            return Verdict("exception", _site(error), _words(error, error))


@contextmanager
def _alarm() -> Iterator[None]:
    """Raise Hang in this thread when an input takes too long; what C code holds up, the campaign's parent ends."""

    def ring(number: int, frame: FrameType | None) -> NoReturn:
        raise Hang

    clocks = ((signal.SIGPROF, signal.ITIMER_PROF, LONGEST), (signal.SIGALRM, signal.ITIMER_REAL, WAIT))
    before = [signal.signal(number, ring) for number, _, _ in clocks]
    for _, clock, seconds in clocks:
        signal.setitimer(clock, seconds)
    try:
        yield
    finally:
        for (number, clock, _), handler in zip(clocks, before, strict=True):
            signal.setitimer(clock, 0)
            signal.signal(number, handler)


def _site(error: BaseException) -> str:
    """Name the innermost place in this program that an error came from, and the error's kind."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if f"{os.sep}pipeline{os.sep}" in frame.filename]
    at = own[-1] if own else frames[-1] if frames else None
    name = Path(at.filename) if at else None
    short = name.relative_to(ROOT) if name and name.is_relative_to(ROOT) else name
    return f"{short}:{at.lineno if at else 0} {type(error).__name__}"


def _words(error: BaseException, cause: BaseException) -> str:
    """Give an error's words and its traceback."""
    return f"{str(error)[:300]}\n{''.join(traceback.format_exception(cause))[-3000:]}"
