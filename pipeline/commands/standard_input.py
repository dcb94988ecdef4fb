"""Standard input where a command takes files: the name `-` stands for it."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.config.schema import Config
from pipeline.errors import InputError
from pipeline.files import whole
from pipeline.runs.records import STANDARD_INPUT, standard_input_of

NAME = Path(STANDARD_INPUT)


@contextmanager
def as_file(path: Path, suffix: str = "txt") -> Iterator[Path]:
    """Lend a file with what comes on standard input, where that is asked for; else the path is the file itself.

    Raises:
        InputError: what is raised inside, where it names the file, in words of standard input.
    """
    if path != NAME:
        yield path
        return
    with TemporaryDirectory(prefix="fr-en-pipeline-") as folder:
        file = Path(folder, f"stdin.{suffix}")
        with file.open("wb") as copy:
            shutil.copyfileobj(sys.stdin.buffer, copy)
        try:
            yield file
        except InputError as problem:
            raise InputError(str(problem).replace(str(file), "standard input")) from problem


def receive(config: Config) -> None:
    """Keep what comes on standard input in a run's output folder, where the run reads it and a later one finds it.

    Where nothing comes, as when a person asks for the same run again, what an earlier run has received stays.

    Raises:
        OutputError: it cannot be written.
        InputError: nothing comes, and nothing has come before.
    """
    if STANDARD_INPUT not in config.read.files:
        return
    place = standard_input_of(config)
    first = b"" if sys.stdin is None or sys.stdin.isatty() else sys.stdin.buffer.read(1)
    if not first:
        if not place.is_file():
            raise InputError("-: nothing comes on standard input; pipe a text into this command")
        return
    with whole(place) as unfinished, unfinished.open("wb") as copy:
        copy.write(first)
        shutil.copyfileobj(sys.stdin.buffer, copy)
