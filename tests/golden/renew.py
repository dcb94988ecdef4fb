"""Renew the digests: run all golden cases, say what changed, case by case, and keep the new digests.

python -m tests.golden.renew              renews digests.json
python -m tests.golden.renew --check      only says what changed; exit code 1 if something did
python -m tests.golden.renew --keep DIR   leaves all outputs in DIR/out too: two commits' can be compared by diff -r
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.golden.cases import CASES
from tests.golden.digests import Digests, all_digests, differences, read_digests, write_digests
from tests.golden.make import make, runs_here


def changes(kept: Digests, made: Digests) -> list[str]:
    """Tell what changed, a line a file; cases that cannot be run here have not."""
    names = sorted(name for name in kept | made if name not in CASES or runs_here(name))
    return [
        f"{name}/{told}" for name in names for told in differences(kept.get(name, {}), made.get(name, {}))
    ]  # a case that was taken out has digests still, and is told


def renewed(kept: Digests, made: Digests) -> Digests:
    """Give the digests to keep: those made now, and those kept of cases that cannot be run here."""
    return {name: found for name, found in kept.items() if name in CASES and not runs_here(name)} | made


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.golden.renew", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--check", action="store_true", help="renew nothing")
    parser.add_argument("--keep", metavar="DIR", type=Path, help="a folder that does not exist yet")
    options = parser.parse_args(arguments)
    if options.keep and options.keep.exists():
        parser.error(f"{options.keep} is there already")
    with TemporaryDirectory() as temporary:
        outputs = make(options.keep or Path(temporary) / "golden")
        made = all_digests(outputs)
        failed = [path.read_text(encoding="utf-8") for path in sorted(outputs.glob("*/failed.txt"))]
    if failed:
        sys.stderr.writelines(failed)
        return 2
    kept = read_digests()
    told = changes(kept, made)
    sys.stdout.writelines(f"{line}\n" for line in told or ["nothing changed"])
    if not options.check:
        write_digests(renewed(kept, made))
    return 1 if told and options.check else 0


if __name__ == "__main__":
    sys.exit(main())
