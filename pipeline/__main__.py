"""The command line: `python -m pipeline`."""

import gc
import os
import sys
from io import TextIOWrapper

from pipeline.commands import main

COLLECT_AFTER = 50_000
"""Objects after which Python looks for cycles: documents have none, and are read in 0.6 of the time (eval/LOG.md)."""


def entry() -> None:
    """Run the command line and exit with its code."""
    _prepare_streams()
    gc.set_threshold(COLLECT_AFTER)
    sys.exit(main())


def _prepare_streams() -> None:
    """Have standard streams that take everything.

    What a terminal's encoding lacks is escaped. What another program or a file gets is UTF-8, also on Windows, whose
    pipes have the console's encoding otherwise; PYTHONIOENCODING may name another. A closed standard input is empty, a
    closed standard error takes everything, and a closed standard output refuses whatever is printed.

    A closed one must be filled first of all, or the next file that is opened would take its place.
    """
    for name in ("stdin", "stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            place = os.open(os.devnull, os.O_WRONLY if name == "stderr" else os.O_RDONLY)
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, open(place, mode, encoding="utf-8"))  # noqa: PTH123, SIM115 -- for the whole process
        elif name == "stdout" and isinstance(stream, TextIOWrapper):
            is_read_by_programs = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
            stream.reconfigure(encoding="utf-8" if is_read_by_programs else None, errors="backslashreplace")


if __name__ == "__main__":
    entry()
