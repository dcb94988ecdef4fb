"""Move out of the way, into an output folder's `kept/`, what is not a run's own: nothing of anybody's is lost."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.files import unused

KEPT = "kept"
"""The folder of an output folder to which files are moved that are somebody's own, or no longer what they were."""


def put_aside(path: Path, folder: Path) -> Path:
    """Move whatever stands at a place of an output folder to `kept/`; give where it is now.

    A file, a folder, a pipe and a symbolic link alike: a link still leads to where it led.

    Raises:
        OutputError: it cannot be moved.
    """
    place = unused(folder / KEPT / path.relative_to(folder))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if path.is_symlink():
            place.symlink_to(_target(path, place))
            path.unlink()
        else:
            path.rename(place)
    except OSError as error:
        raise OutputError(f"{path}: stands in the way, and cannot be moved away ({error.strerror or error})") from error
    return place


def _target(link: Path, place: Path) -> str:
    """Give what a symbolic link must hold at another place to lead to where it leads now."""
    target = link.readlink()
    if target.is_absolute():
        return str(target)
    return os.path.relpath(link.parent.resolve() / target, place.parent.resolve())


def make_way(path: Path, folder: Path, warn: Callable[[str], None]) -> None:
    """Make every name between an output folder and a path inside of it a folder, or free; `warn` hears what is moved.

    Raises:
        OutputError: what stands there cannot be moved.
    """
    for parent in reversed(path.relative_to(folder).parents[:-1]):
        keep_room(folder / parent, folder, warn, os.path.isdir)


def keep_room(path: Path, folder: Path, warn: Callable[[str], None], is_room: Callable[[Path], bool]) -> None:
    """Put aside what stands at a path and is not what belongs there; `warn` hears of it."""
    if os.path.lexists(path) and not is_room(path):
        warn(f"{path}: is not what a run keeps there; it is now {put_aside(path, folder)}")


def is_plain_file(path: Path) -> bool:
    """Tell whether a file stands at a path: no folder, no pipe, and no symbolic link, not even to a file."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False
