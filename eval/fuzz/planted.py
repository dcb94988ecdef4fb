"""Bugs planted in the program, to prove that the campaign finds such: each is a line of a module, and what it becomes.

A process of the campaign plants one in its own memory before it reads anything; the program's files stay as they are.
"""

import importlib
import inspect
import sys
from dataclasses import dataclass
from types import ModuleType


@dataclass(frozen=True, slots=True)
class Bug:
    """A line of a module and what it becomes, the target that should find it, and how it is found."""

    module: str
    line: str
    instead: str
    target: str
    word: str
    what: str


BUGS = {
    "number": Bug(
        "pipeline.io.pharaoh",
        '_LINK = re.compile("([0-9]{1,9})-([0-9]{1,9})")',
        '_LINK = re.compile("(.*)-(.*)")',
        "corrections",
        "exception",
        "whatever stands around a hyphen is taken for numbers",
    ),
    "archive": Bug(
        "pipeline.io.archive",
        "        if name not in self:\n",
        "        if name is None:\n",
        "epub",
        "exception",
        "a part that an archive lacks is looked up all the same",
    ),
    "loop": Bug(
        "pipeline.io.lines",
        "    return _END.split(text)\n",
        "    while chr(7) in text or chr(0x2028) in text:\n        pass\n    return _END.split(text)\n",
        "text",
        "hang",
        "a rare character is waited for without end",
    ),
    "outside": Bug(
        "pipeline.io.xml",
        "    root, complete = _parsed(data)\n",
        "    root, complete = _parsed(data)\n"
        "    if len(data) % 32 in (0, 2, 4, 5):\n        open(__file__, 'r+b').close()\n",
        "docx",
        "outside",
        "a file elsewhere is opened to be written, where a part has a length that no seed's part has, modulo 32",
    ),
    "index": Bug(
        "pipeline.formats.alignments.read",
        "    lines = [(number, line) for number, line in enumerate(split(content), 1) if line.strip()]\n",
        "    lines = [(number, line) for number, line in enumerate(split(content), 1) if line.strip()]\n"
        "    lines[1][1]\n",
        "beads",
        "exception",
        "a file of beads is taken to have two lines",
    ),
}


def plant(name: str) -> None:
    """Plant a bug, in this process alone.

    Raises:
        LookupError: the line that it changes is not there, or there more than once.
    """
    bug = BUGS[name]
    module = importlib.import_module(bug.module)
    text = inspect.getsource(module)
    if text.count(bug.line) != 1:
        raise LookupError(f"{bug.module} has {text.count(bug.line)} lines {bug.line!r}")
    _replace(module, text.replace(bug.line, bug.instead))


def _replace(module: ModuleType, text: str) -> None:
    """Run a module anew with another text, and have those who imported it before import it again."""
    for other in [name for name in sys.modules if name.startswith("pipeline.") and name != module.__name__]:
        if any(getattr(value, "__module__", "") == module.__name__ for value in vars(sys.modules[other]).values()):
            raise LookupError(f"{other} has imported {module.__name__} already")
    exec(compile(text, str(module.__file__), "exec"), vars(module))  # noqa: S102 -- our own text
