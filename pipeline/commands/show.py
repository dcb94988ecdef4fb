"""`python -m pipeline show`: open the reading copy of a run, in the browser or in the desktop's reader for it."""

import argparse
import os
import shutil
import subprocess
import sys
import webbrowser
from pathlib import Path

from pipeline.errors import InputError
from pipeline.formats.registry import copies
from pipeline.runs.manifest import read_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the command's arguments."""
    parser.epilog = (
        "examples:\n  python -m pipeline show out/sample\n  python -m pipeline show out/sample --format report\n"
    )
    parser.add_argument("out", nargs="?", metavar="OUT", help="output folder (default: ./out, or the only one in it)")
    parser.add_argument("--format", choices=list(copies()), default="html", help="which copy (default: html)")


def execute(arguments: argparse.Namespace) -> int:
    """Open the copy, and print where it is; without a desktop only print it."""
    name = copies()[arguments.format]
    folder = Path(arguments.out) if arguments.out else find_output(Path("out"), name)
    path = folder / name
    if not path.is_file():
        raise InputError(f"{folder}: no {path.name} there; make it with: {_command(folder, arguments.format)}")
    print(path)
    if not open_copy(path.absolute()):
        print(f"  nothing here can open it; give this address to a browser or reader: {path.absolute().as_uri()}")
    return 0


def find_output(folder: Path, name: str) -> Path:
    """Find the folder with such a copy: the given one, else the only one in it.

    Raises:
        InputError: several have one.
    """
    found = [path.parent for path in sorted(folder.glob(f"*/{name}"))]
    if (folder / name).is_file() or not found:
        return folder
    if len(found) > 1:
        raise InputError(f"{folder}: which one? {', '.join(path.as_posix() for path in found)}")
    return found[0]


def open_copy(path: Path) -> bool:
    """Open a file: pages in the browser, all else in what the desktop has for it. Tells whether that could be done."""
    if not has_desktop():
        return False
    if path.suffix == ".html":
        return webbrowser.open(path.as_uri())
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606 -- our own file, in the program the user chose for its kind
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    quiet = subprocess.DEVNULL
    return bool(opener) and not subprocess.run([str(opener), path], stdout=quiet, stderr=quiet, check=False).returncode  # noqa: S603


def has_desktop() -> bool:
    """Tell whether there is a screen to open a window on: always on Windows and macOS, elsewhere by the environment."""
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")
    return sys.platform in ("win32", "darwin") or any(os.environ.get(name) for name in screens)


def _command(folder: Path, format_name: str) -> str:
    """Give the command that makes a format: the one that made the folder, with all its formats, where there was one."""
    manifest = folder / "manifest.json"
    formats = read_json(manifest).get("config", {}).get("write", {}).get("formats", [])
    what = manifest if formats else "FILE"
    return f"python -m pipeline run {what} --set write.formats={','.join(dict.fromkeys([*formats, format_name]))}"
