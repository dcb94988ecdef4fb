"""A large file in parts, for a way that takes only small ones, joined and checked at its end."""

import hashlib
import json
from pathlib import Path

MEBIBYTE = 1 << 20


def digest(path: Path) -> str:
    """Give the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def split(path: Path, folder: Path, size: int) -> list[Path]:
    """Cut a file into parts of at most `size` bytes, with a list of them and of their SHA-256: `NAME.json`.

    Older parts of the same name are removed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{path.name}.*"):
        old.unlink()
    made: list[Path] = []
    with path.open("rb") as file:
        while piece := file.read(size):
            made.append(folder / f"{path.name}.{len(made):03}")
            made[-1].write_bytes(piece)
    listed = {"sha256": digest(path), "parts": {part.name: digest(part) for part in made}}
    (folder / f"{path.name}.json").write_text(json.dumps(listed, indent=1) + "\n", encoding="utf-8")
    return made


def join(folder: Path, out: Path) -> None:
    """Join the parts of the file named as `out` is, all of them in `folder`.

    Raises:
        FileNotFoundError: the list of parts has not come.
        ValueError: parts are lacking or differ from what was sent; all are named, and `out` is not made.
    """
    listed = json.loads((folder / f"{out.name}.json").read_text(encoding="utf-8"))
    lacking = [name for name in listed["parts"] if not (folder / name).exists()]
    spoilt = [name for name, sha in listed["parts"].items() if name not in lacking and digest(folder / name) != sha]
    if lacking or spoilt:
        raise ValueError(
            f"{folder}: lacking {', '.join(lacking) or 'nothing'}; spoilt {', '.join(spoilt) or 'nothing'}"
        )
    aside = out.with_name(f"{out.name}.part")
    with aside.open("wb") as file:
        for name in listed["parts"]:
            file.write((folder / name).read_bytes())
    if digest(aside) != listed["sha256"]:
        raise ValueError(f"{out.name}: the parts are right, but not the whole")
    aside.replace(out)
