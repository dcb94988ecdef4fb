"""The texts of the golden cases as a run reads them: copied, packed, or made."""

import shutil
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
TEXTS = HERE / "texts"
MODEL = HERE / "model"
_DATE = (2026, 1, 1, 0, 0, 0)
_LINES = 5_200  # more than one page of the reading copy holds


def prepare(folder: Path) -> None:
    """Fill a folder with all texts; folders in `texts/packed` become archives of their names."""
    shutil.copytree(TEXTS, folder, ignore=shutil.ignore_patterns("packed"))
    for source in sorted((TEXTS / "packed").iterdir()):
        pack(source, folder / source.name)
    (folder / "vide.fr.txt").write_bytes(b"\n")
    for language, word in (("fr", "Ligne"), ("en", "Line")):
        (folder / f"long.{language}.text").write_text(long_text(word), encoding="utf-8", newline="\n")


def pack(source: Path, path: Path) -> None:
    """Make an archive of a folder: `mimetype` first, the rest by name, nothing compressed, all of one date."""
    names = (file.relative_to(source).as_posix() for file in source.rglob("*") if file.is_file())
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(names, key=lambda name: (name != "mimetype", name)):
            archive.writestr(zipfile.ZipInfo(name, _DATE), (source / name).read_bytes())


def long_text(word: str) -> str:
    """Give lines enough for a reading copy in several pages.

    >>> long_text("Line").splitlines()[:2]
    ['Line 0.', 'Line 1.']
    """
    return "".join(f"{word} {number}.\n" for number in range(_LINES))
