"""Renew what programs make of the documents: `python -m docs`; with `--check` only say what is not current."""

import re
import sys
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from docs import dependencies, rooms, schema, sentence
from pipeline.config.reference import make_reference
from pipeline.formats.corpora.schema import PAIRS, PARAGRAPHS, REJECTED

HERE = Path(__file__).parent
_SECTION = re.compile(r"(<!-- (\w+): made by .*? -->\n).*?(<!-- end -->)", re.DOTALL)
_SECTIONS: Mapping[str, Callable[[], str]] = {"rooms": rooms.make, "sentence": sentence.make}


def _architecture() -> str:
    """Give `architecture.md` with its sections made now."""
    written = (HERE / "architecture.md").read_text(encoding="utf-8")
    return _SECTION.sub(lambda found: f"{found[1]}\n{_SECTIONS[found[2]]()}\n{found[3]}", written)


MADE: Mapping[str, Callable[[], str]] = {
    "architecture.md": _architecture,
    "dependencies.md": dependencies.make,
    "options.md": make_reference,
    "pairs.arrow.txt": schema.make_arrow,
    "pairs.schema.json": partial(schema.make_json, PAIRS),
    "paragraphs.schema.json": partial(schema.make_json, PARAGRAPHS),
    "rejected.schema.json": partial(schema.make_json, REJECTED),
    "schema.md": schema.make,
}
"""The documents that programs make, or sections of them."""


def main() -> int:
    """Write every document that is not current; with `--check` write none, and give 1 where there is one."""
    stale = [name for name, make in MADE.items() if make() != _read(HERE / name)]
    for name in stale:
        print(f"docs/{name} is not current")
        if "--check" not in sys.argv:
            (HERE / name).write_text(MADE[name](), encoding="utf-8")
    return int(bool(stale) and "--check" in sys.argv)


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
