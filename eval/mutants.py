"""Change the program in small ways at random, and tell which changes no test of their room notices.

`python -m eval.mutants 12 --seed 1` draws twelve mutants of pipeline/, and runs for each the tests of its own room in a
copy of the project. A mutant that some test fails on, or that takes several times as long, is dead; the others survive,
and are printed: each is a test that is missing, code that nobody needs, or a change that changes nothing.

Tests marked slow are left out unless --slow is given, and tests that fail on the program as it is always are.
"""

import argparse
import ast
import os
import random
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parent.parent
COPIED = ("pipeline", "tests", "docs", "configs", "corpus", "pyproject.toml", "README.md", "CONTRIBUTING.md")
PATIENCE = 4.0
"""How many times as long as without a mutant the tests may take; chosen by hand."""
LEAST_PATIENCE = 60.0
"""The seconds that they may take in any case: the machine may be busy. Chosen by hand."""

TESTS = {
    "__init__": ["tests/test_public.py"],
    "__main__": ["tests/test_public.py", "tests/commands/test_unreadable.py"],
    "document": ["tests/test_pairs.py", "tests/formats/test_write_data.py"],
    "errors": ["tests/test_public.py"],
    "files": ["tests/test_files.py", "tests/work"],
    "fingerprints": ["tests/work"],
    "glossary": ["tests/test_glossary.py"],
    "hub": ["tests/test_hub.py", "tests/translation/test_translate_hub.py"],
    "pairs": ["tests/test_pairs.py", "tests/formats/test_write_data.py"],
    "partition": ["tests/test_partition.py"],
    "progress": ["tests/test_progress.py"],
    "steps": ["tests/work"],
    "words": ["tests/word_alignment"],
}
"""The tests of what has no folder of its own name below tests/."""
DIRECTIONS = frozenset({"read.py", "write.py", "splice.py", "__init__.py"})
"""Modules whose names say nothing of what they are about: their folders' do."""
FOLDER = "tests/golden/test_folders.py::test_a_finished_folder_is_run_again_elsewhere[da85b56-without-model]"
"""A golden test that takes a second or two: a run without a model whose outputs must be what they were."""
GOLDEN = ("formats", "bilingual")

OPERATORS: dict[type[ast.AST], str] = {
    ast.Eq: "!=", ast.NotEq: "==", ast.Lt: "<=", ast.LtE: "<", ast.Gt: ">=", ast.GtE: ">",
    ast.Is: "is not", ast.IsNot: "is", ast.In: "not in", ast.NotIn: "in",
    ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.FloorDiv: "*", ast.Mod: "*",
    ast.BitOr: "&", ast.BitAnd: "|", ast.And: "or", ast.Or: "and",
}  # fmt: skip
"""What an operator becomes."""
TOLD = frozenset({"description", "help", "metavar", "prog"})
"""Arguments that are prose for a reader."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A change of a file: what stands between two of its bytes becomes something else."""

    path: str
    line: int
    start: int
    end: int
    new: str

    def apply(self, source: bytes) -> bytes:
        """Give the file's bytes with the change."""
        return source[: self.start] + self.new.encode() + source[self.end :]

    def described(self) -> str:
        """Say where it is and what it changes."""
        old = (ROOT / self.path).read_bytes()[self.start : self.end].decode()
        return f"{self.path}:{self.line}: {_short(old)}  →  {_short(self.new)}"


def mutants_of(path: str, source: bytes) -> list[Mutant]:
    """Give every mutant of a file.

    >>> [mutant.apply(b"x = a < 1").decode() for mutant in mutants_of("a.py", b"x = a < 1")]
    ['x = a <= 1', 'x = a < 2']
    """
    starts = [0, *(found.end() for found in re.finditer(rb"\n", source))]

    def mutant(node: ast.expr | ast.stmt, new: str) -> Mutant:
        start, end = ((starts[line - 1] + column) for line, column in _span(node))
        return Mutant(path, node.lineno, start, end, new)

    found = [mutant(node, new) for node in _nodes(ast.parse(source)) for new in _changes(node)]
    return [one for one in found if one.apply(source) != source]  # "return None" stands already where it does


def _span(node: ast.expr | ast.stmt) -> tuple[tuple[int, int], tuple[int, int]]:
    return (node.lineno, node.col_offset), (node.end_lineno or node.lineno, node.end_col_offset or node.col_offset)


def _nodes(node: ast.AST) -> Iterator[ast.expr | ast.stmt]:
    """Give the expressions and statements of a tree that are worth changing, each before those inside of it.

    Left out are annotations, docstrings, literal text inside of f-strings, prose for readers, and what only a type
    checker reads.
    """
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "type_comment", "decorator_list"} or isinstance(node, ast.JoinedStr):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_prose(child):
                continue
            if isinstance(child, ast.expr | ast.stmt):
                yield child
            yield from _nodes(child)


def _is_prose(node: ast.AST) -> bool:
    """Tell whether nothing inside of a node decides anything."""
    if isinstance(node, ast.keyword):
        return node.arg in TOLD
    if isinstance(node, ast.Subscript):
        return isinstance(node.value, ast.Name) and node.value.id == "Literal"
    if isinstance(node, ast.If):
        return isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _changes(node: ast.expr | ast.stmt) -> Iterator[str]:
    """Give what may stand in place of a node, as source text."""
    match node:
        case ast.Expr(value=ast.Call()) | ast.Raise() | ast.AugAssign():
            yield "pass"
        case ast.Assign(targets=[ast.Attribute() | ast.Subscript()]):  # without any other, a name would be missing
            yield "pass"
        case ast.Return(value=ast.Constant(value=False)):
            return  # who asks for a truth takes None for the same
        case ast.Return(value=ast.expr()):
            yield "return None"
        case ast.Compare(ops=[op, *_]):
            right = ", ".join(map(ast.unparse, node.comparators[:1]))
            rest = ast.unparse(node)[len(ast.unparse(ast.Compare(node.left, [op], node.comparators[:1]))) :]
            yield f"{ast.unparse(node.left)} {OPERATORS[type(op)]} {right}{rest}"
        case ast.BoolOp(op=op, values=values):
            yield "(" + f" {OPERATORS[type(op)]} ".join(f"({ast.unparse(value)})" for value in values) + ")"
        case ast.BinOp(left=left, op=op, right=other) if type(op) in OPERATORS and not _is_text(left, other):
            yield f"(({ast.unparse(left)}) {OPERATORS[type(op)]} ({ast.unparse(other)}))"
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield f"({ast.unparse(operand)})"
        case ast.Constant(value=value):
            yield from _other(value)


def _other(value: object) -> Iterator[str]:
    """Give another value than that of a constant, as source text; none for None and for bytes."""
    if isinstance(value, bool):
        yield repr(not value)
    elif isinstance(value, int | float):
        yield repr(value + 1)
    elif isinstance(value, str):
        yield repr("" if value else "mutant")


def _is_text(*operands: ast.expr) -> bool:
    """Tell whether an operand is written as text: only joining makes sense there."""
    return any(
        isinstance(one, ast.JoinedStr) or (isinstance(one, ast.Constant) and isinstance(one.value, str))
        for one in operands
    )


def draw(count: int, seed: int, rooms: Sequence[str]) -> list[Mutant]:
    """Draw mutants at random, each as likely as any other; of some rooms only, if any are named."""
    found: list[Mutant] = []
    for path in sorted((ROOT / "pipeline").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if not rooms or room_of(name) in rooms:
            found += mutants_of(name, path.read_bytes())
    return random.Random(seed).sample(found, min(count, len(found)))  # noqa: S311  # a sample, not a secret


def room_of(path: str) -> str:
    """Give the room of a file, or its own name at the top.

    >>> room_of("pipeline/formats/html/read.py"), room_of("pipeline/words.py")
    ('formats', 'words')
    """
    return path.split("/")[1].removesuffix(".py")


def tests_of(room: str) -> list[str]:
    """Give the tests of a room, as arguments of pytest."""
    tests = TESTS.get(room, [f"tests/{room}"])
    return [*tests, "tests/test_doctests.py", *([FOLDER] if room in GOLDEN else [])]


def nearest_first(tests: Sequence[str], path: str) -> list[str]:
    """Put first those files of tests that are named after a mutant's format or module: most mutants die there.

    >>> nearest_first(["tests/formats", "tests/test_doctests.py"], "pipeline/formats/odt/read.py")
    ['tests/formats/test_read_odt.py', 'tests/formats', 'tests/test_doctests.py']
    """
    names = [re.escape(name.removesuffix(".py")) for name in path.split("/")[2:] if name not in DIRECTIONS]
    named = re.compile(rf"_({'|'.join(names)})s?[_.]") if names else re.compile("(?!)")
    files = [file for folder in tests for file in sorted((ROOT / folder).rglob("test_*.py")) if named.search(file.name)]
    return [*(file.relative_to(ROOT).as_posix() for file in files), *tests]


class Trial:
    """Runs tests in copies of the project, one for each thread."""

    def __init__(self, folder: Path, jobs: int, slow: bool) -> None:
        self._copies: SimpleQueue[Path] = SimpleQueue()
        self._cache = folder / "cache"
        self._chosen = [] if slow else ["-m", "not slow"]
        self._failing: dict[str, list[str]] = {}
        self._seconds: dict[str, float] = {}
        for number in range(jobs):
            copy = folder / f"copy{number}"
            copy.mkdir()
            for name in COPIED:
                if (ROOT / name).is_dir():
                    shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copy(ROOT / name, copy)
            self._copies.put(copy)

    def prepare(self, room: str) -> None:
        """Run a room's tests on the program as it is: how long they take, and which fail anyhow."""
        copy = self._copies.get()
        start = time.monotonic()
        _, told = self._run(copy, [*tests_of(room), "-rfE"], None)
        self._seconds[room] = time.monotonic() - start
        self._failing[room] = re.findall(r"^(?:FAILED|ERROR) (\S+)", told, re.MULTILINE)
        print(f"{room}: {self._seconds[room]:.0f} s, {told.splitlines()[-1]}", flush=True)
        self._copies.put(copy)

    def survives(self, mutant: Mutant) -> bool:
        """Tell whether the tests of its room pass with a mutant, in their time."""
        room = room_of(mutant.path)
        copy = self._copies.get()
        file = copy / mutant.path
        original = file.read_bytes()
        file.write_bytes(mutant.apply(original))
        try:
            left_out = [f"--deselect={name}" for name in self._failing[room]]
            patience = max(LEAST_PATIENCE, PATIENCE * self._seconds[room])
            code, _ = self._run(copy, [*nearest_first(tests_of(room), mutant.path), "-x", *left_out], patience)
        finally:
            file.write_bytes(original)
            self._copies.put(copy)
        print(f"{'SURVIVES' if code == 0 else 'dead    '} {mutant.described()}", flush=True)
        return code == 0

    def _run(self, copy: Path, arguments: Sequence[str], seconds: float | None) -> tuple[int, str]:
        """Run pytest in a copy; give its exit code, 1 where the time is over, and what it printed."""
        plain = ["-q", "-p", "no:cacheprovider", "--tb=no", "--hypothesis-profile=quick", *self._chosen]
        command = [sys.executable, "-m", "pytest", *plain, *arguments]
        # Nothing compiled is kept: a file that changes twice in a second and keeps its size passes for the old one.
        environment = os.environ | {
            "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "XDG_CACHE_HOME": str(self._cache),
        }  # fmt: skip
        with subprocess.Popen(
            command, cwd=copy, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            start_new_session=True,
        ) as tests:  # fmt: skip
            try:
                told, _ = tests.communicate(timeout=seconds)
            except subprocess.TimeoutExpired:
                os.killpg(tests.pid, 9)  # with whatever the tests have started
                told, _ = tests.communicate()
                return 1, told
        return tests.returncode, told


def main() -> None:
    """Draw, try, and print the survivors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("count", type=int, help="how many mutants are tried")
    parser.add_argument("--seed", type=int, default=1, help="another number draws others")
    parser.add_argument("--room", nargs="*", default=[], help="only of these rooms, such as formats or words")
    parser.add_argument("--jobs", type=int, default=1, help="how many are tried at once")
    parser.add_argument("--slow", action="store_true", help="run the slow tests too")
    options = parser.parse_args()
    mutants = draw(options.count, options.seed, options.room)
    with TemporaryDirectory() as folder:
        trial = Trial(Path(folder), options.jobs, options.slow)
        for room in sorted({room_of(mutant.path) for mutant in mutants}):
            trial.prepare(room)
        with ThreadPoolExecutor(options.jobs) as pool:
            surviving = list(pool.map(partial(Trial.survives, trial), mutants))
    dead = surviving.count(False)
    print(f"\n{dead} of {len(mutants)} mutants are dead, {dead / len(mutants):.0%}; these survive:")
    print("\n".join(mutant.described() for mutant, survived in zip(mutants, surviving, strict=True) if survived))


def _short(text: str) -> str:
    """Give a text on one line, its middle left out where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:40]} … {line[-18:]}"


if __name__ == "__main__":
    main()
