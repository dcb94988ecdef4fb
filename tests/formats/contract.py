"""A contract as Word writes one, with all that a layout may lose; its parts are the files in `contract/`."""

import io
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

FOLDER = Path(__file__).parent / "contract"


def make_contract() -> bytes:
    """Pack the file."""
    stream = io.BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as packed:
        for path in sorted(FOLDER.rglob("*")):
            if path.is_file():
                packed.write(path, path.relative_to(FOLDER).as_posix())
    return stream.getvalue()
