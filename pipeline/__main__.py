"""The command line: `python -m pipeline`."""

import sys

from pipeline.commands import main


def entry() -> None:
    """Run the command line and exit with its code."""
    sys.exit(main())


if __name__ == "__main__":
    entry()
