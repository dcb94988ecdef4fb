"""Text files that are whole or not there at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from pipeline.files import whole


@contextmanager
def text_file(path: Path, errors: str = "strict") -> Iterator[IO[str]]:
    """Open a UTF-8 file (LF line ends) that gets its name only when everything has been written.

    `errors` says what becomes of lone surrogates, as for `open`. Raises OutputError when it cannot be written.
    """
    with whole(path) as unfinished, unfinished.open("w", encoding="utf-8", errors=errors, newline="\n") as file:
        yield file
