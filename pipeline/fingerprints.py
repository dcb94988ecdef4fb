"""A digest of everything in the program that decides what some of its modules make.

It covers the syntax trees (docstrings left out) of the modules and of all that they import in the project, wherever
the import stands; the data files that these use; the versions of the libraries that they import; and Python's. So a
changed rule, word list or template makes the right work again without anybody raising a number, and a changed comment
makes none.

What a table names as text (`"pipeline.formats.epub.read:read_epub"`) is not followed: whoever looks a name up in such a
table adds the module that it found.
"""

import ast
import hashlib
import importlib.metadata
import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from pipeline.errors import OutputError
from pipeline.files import cache_folder
from pipeline.work.sealed import read_sealed, seal

_PROJECT = "pipeline"
_WEIGHTS = "pipeline/models/"
_KEPT = "code.json"
_DATA = (".txt", ".npz", ".jinja", ".css", ".js", ".json", ".dtd")
_DECIDE_NOTHING = frozenset(["huggingface_hub", "tqdm", "pydantic"])
"""Libraries that fetch files, draw bars or check types: no byte of an output depends on their version."""
_OTHER_NAMES = {"docx": ("python-docx",), "markdown_it": ("markdown-it-py",), "yaml": ("PyYAML",)}
"""Names under which libraries are installed, where these are not those they are imported by: found at once."""
_FETCHES = "pipeline.hub"
"""The module that fetches models: what it has fetched is part of a key by its own checksum."""


@dataclass(frozen=True, slots=True)
class _Module:
    """What a module is to a fingerprint: its tree's digest, the names it imports, the data files it uses."""

    digest: str
    imports: frozenset[str]
    data: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Code:
    """The digest of some modules' trees and data files, and the libraries that they import."""

    digest: str
    libraries: tuple[str, ...]


@cache
def code_digest(*modules: str, without: tuple[str, ...] = ()) -> str:
    """Give the digest, 64 hexadecimal digits, of some modules and of everything that they use.

    `without` names modules that are imported somewhere on the way, but not with the options of this run. Looking
    through the program takes a second; what came of it is kept in the user's cache folder until the program changes.

    >>> code_digest("pipeline.words") == code_digest("pipeline.words") != code_digest("pipeline.quality.checks")
    True

    Raises:
        ModuleNotFoundError: there is no such module.
    """
    wanted = f"{' '.join(modules)} without {' '.join(without)}"
    code = _kept().get(wanted)
    if code is None:
        code = _kept()[wanted] = _code(modules, without)
        _keep()
    versions = [f"python {sys.version_info[0]}.{sys.version_info[1]}"]
    versions += [f"{library} {_version(library)}" for library in code.libraries]
    return hashlib.sha256("\n".join([code.digest, *versions]).encode()).hexdigest()


def _code(modules: Iterable[str], without: Iterable[str]) -> _Code:
    """Digest modules, all they import, and the files of data beside them, and name the libraries they use."""
    digest = hashlib.sha256()
    names = closure(modules, without)
    for name in sorted(names):
        module = _module(name)
        digest.update(f"{name} {module.digest}\n".encode())
        for data in module.data:
            content = _folder(_package(name)).joinpath(data).read_bytes()
            digest.update(f"{name} {data} {hashlib.sha256(content).hexdigest()}\n".encode())
    return _Code(digest.hexdigest(), tuple(sorted(libraries(names))))


def closure(modules: Iterable[str], without: Iterable[str] = ()) -> set[str]:
    """Give the modules of the project that some of its modules import, directly or not, and these themselves.

    The modules `without` are left out, with all that only they import.

    >>> "pipeline.errors" in closure(["pipeline.files"])
    True
    """
    found: set[str] = set()
    waiting = list(modules)
    left_out = {_FETCHES, *without}
    while waiting:
        name = waiting.pop()
        if name not in found | left_out:
            found.add(name)
            waiting += [one for one in _module(name).imports if one.partition(".")[0] == _PROJECT]
    return found


def libraries(modules: Iterable[str]) -> set[str]:
    """Give the names of the libraries that some modules of the project import themselves.

    >>> libraries(["pipeline.quality.checks"])
    {'regex'}
    """
    tops = {name.partition(".")[0] for module in modules for name in _module(module).imports}
    return tops - sys.stdlib_module_names - _DECIDE_NOTHING - {_PROJECT}


@cache
def _module(name: str) -> _Module:
    """Digest one module, docstrings and comments left out, and tell what it imports and which data it reads.

    Raises:
        ModuleNotFoundError: there is no such module.
    """
    place = _place(name)
    if place is None:
        raise ModuleNotFoundError(name)
    tree = _without_docstrings(ast.parse(place.read_bytes()))
    imports = frozenset(_imports(tree))
    return _Module(hashlib.sha256(ast.dump(tree).encode()).hexdigest(), imports, tuple(_data_of(name, tree)))


def _place(name: str) -> Traversable | None:
    """Give the file of a module of the project, None where there is none."""
    package, _, last = name.rpartition(".")
    if not package:
        return files(name) / "__init__.py"
    folder = _folder(package)
    places = (folder / last / "__init__.py", folder / f"{last}.py")
    return next((place for place in places if place.is_file()), None)


def _without_docstrings(tree: ast.Module) -> ast.Module:
    """Take the docstrings, and what only type checkers look at, out of a tree."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            node.body = [one for one in node.body if not _says_nothing(one)] or [ast.Pass()]
    return tree


def _says_nothing(statement: ast.stmt) -> bool:
    """Tell whether a statement is a lone text, such as a docstring, or an import for type checkers."""
    if isinstance(statement, ast.Expr):
        return isinstance(statement.value, ast.Constant) and isinstance(statement.value.value, str)
    return (
        isinstance(statement, ast.If) and isinstance(statement.test, ast.Name) and statement.test.id == "TYPE_CHECKING"
    )


def _imports(tree: ast.Module) -> Iterator[str]:
    """Give every module that a tree imports, also inside of functions; of a package the member where that is one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                member = f"{node.module}.{alias.name}"
                inside = node.module.partition(".")[0] == _PROJECT and _place(member)
                yield member if inside else node.module


def _data_of(name: str, tree: ast.Module) -> list[str]:
    """Give the data files beside a module that it may use: those that it names, and those that no module there does."""
    folder = _folder(_package(name))
    data = sorted(one.name for one in folder.iterdir() if one.name.endswith(_DATA))
    if not data:
        return []
    sources = [one.read_bytes() for one in folder.iterdir() if one.name.endswith(".py")]
    named = set().union(*(_texts(ast.parse(source)) for source in sources))
    own = _texts(tree)
    return [one for one in data if one in own or one not in named]


def _texts(tree: ast.Module) -> set[str]:
    """Give every text that stands in a tree as a constant."""
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def _package(module: str) -> str:
    """Give the package in whose folder a module's file lies."""
    place = _place(module)
    return module if place is not None and place.name == "__init__.py" else module.rpartition(".")[0]


def _folder(package: str) -> Traversable:
    """Give the folder of a package."""
    top, *inner = package.split(".")
    return files(top).joinpath(*inner)


@cache
def _version(library: str) -> str:
    """Give the version of a library by the name it is imported by; empty where it is not installed."""
    for name in (library, *_OTHER_NAMES.get(library, ())):
        try:
            return importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            continue
    named = importlib.metadata.packages_distributions().get(library, ())  # slow: it looks at every installed file
    return importlib.metadata.version(named[0]) if named else ""


@cache
def _kept() -> dict[str, _Code]:
    """Give what an earlier process has kept of this program as it is now, by what was wanted."""
    content = None
    with suppress(OutputError):  # there is no such folder
        content = read_sealed(cache_folder() / _KEPT)
    kept = json.loads(content) if content else {}
    if kept.get("program") != _program():
        return {}
    return {wanted: _Code(digest, tuple(names)) for wanted, (digest, names) in kept["code"].items()}


def _keep() -> None:
    """Keep what is known for later processes, where the cache folder can be written."""
    code = {wanted: (code.digest, code.libraries) for wanted, code in _kept().items()}
    with suppress(OutputError):
        seal(cache_folder() / _KEPT, [json.dumps({"program": _program(), "code": code}).encode()])


@cache
def _program() -> str:
    """Give the digest of all files of the program that may be part of a fingerprint, and of how it is made."""
    digest = hashlib.sha256(sys.version.encode())
    waiting: list[tuple[str, Traversable]] = [(_PROJECT, files(_PROJECT))]
    while waiting:
        name, place = waiting.pop()
        if place.is_dir():
            waiting += sorted((f"{name}/{one.name}", one) for one in place.iterdir())
        elif name.endswith((".py", *_DATA)) and not name.startswith(_WEIGHTS):
            digest.update(f"{name} {hashlib.sha256(place.read_bytes()).hexdigest()}\n".encode())
    return digest.hexdigest()
