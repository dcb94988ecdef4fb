"""What of the program decides a result: imports, data files, libraries, and what is remembered of it."""

import ast
import importlib.metadata
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline.fingerprints import (
    _data_of,
    _imports,
    _package,
    _place,
    _version,
    _without_docstrings,
    closure,
    code_digest,
    libraries,
)
from pipeline.work.sealed import read_sealed, seal

SOURCE = '''
"""A docstring."""
import os.path, regex
from collections import abc
from pipeline import words
from pipeline.errors import InputError
from pipeline.formats.html import read as reading
from . import beside
if TYPE_CHECKING:
    from pipeline.hub import fetch
if CHECKING:
    import torch
class A:
    """A docstring."""
    def f(self):
        """A docstring."""
    async def g(self):
        "A docstring."
        import lxml.etree
        1
'''


def test_every_import_counts_wherever_it_stands() -> None:
    assert sorted(_imports(_without_docstrings(ast.parse(SOURCE)))) == [
        "collections",
        "lxml.etree",
        "os.path",
        "pipeline.errors",
        "pipeline.formats.html.read",
        "pipeline.words",
        "regex",
        "torch",
    ]


def test_texts_that_say_nothing_are_left_out() -> None:
    bare = "class A:\n    def f(self):\n        pass\n    async def g(self):\n        import lxml.etree\n        1"
    tree = _without_docstrings(ast.parse(SOURCE))
    assert ast.unparse(tree.body[-1]) == ast.unparse(ast.parse(bare))
    assert '"""' not in ast.unparse(tree)
    assert ast.unparse(_without_docstrings(ast.parse('"""Only this."""'))) == "pass"
    assert "CHECKING" in ast.unparse(tree)
    assert "TYPE_CHECKING" not in ast.unparse(tree)


def test_where_modules_lie() -> None:
    places = {"pipeline": "__init__.py", "pipeline.words": "words.py", "pipeline.formats.html": "__init__.py"}
    for module, name in places.items():
        place = _place(module)
        assert place is not None
        assert place.name == name
    assert _place("pipeline.nonsense") is None
    assert _package("pipeline.formats.html.read") == _package("pipeline.formats.html") == "pipeline.formats.html"
    with pytest.raises(ModuleNotFoundError, match=r"^pipeline\.nonsense$"):
        closure(["pipeline.nonsense"])


def test_data_files_are_those_of_whoever_names_them() -> None:
    def data_of(module: str) -> list[str]:
        place = _place(module)
        assert place is not None
        return _data_of(module, ast.parse(place.read_bytes()))

    assert data_of("pipeline.words") == []
    folder = Path(__file__).parents[2] / "pipeline" / "segmentation"
    texts = {path.name for path in folder.glob("*.txt")}
    found = {path.stem: set(data_of(f"pipeline.segmentation.{path.stem}")) for path in folder.glob("[!_]*.py")}
    assert set().union(*found.values()) == texts
    assert data_of("pipeline.formats.html.page") == ["page.css", "page.html.jinja", "page.js"]
    assert data_of("pipeline.formats.html.read") == []
    unnamed = data_of("pipeline.formats.epub.read")  # what no module names by itself may be used by each
    assert unnamed == ["colophon.xhtml.jinja", "cover.svg.jinja", "nav.xhtml.jinja", "title.xhtml.jinja"]
    assert set(data_of("pipeline.formats.epub.book")) > {*unnamed, "book.css"}


def test_libraries_are_named_by_what_is_imported() -> None:
    assert libraries(["pipeline.progress", "pipeline.config.schema"]) == set(), "tqdm and pydantic decide nothing"
    assert libraries(["pipeline.hub"]) == {"transformers"}
    assert libraries(["pipeline.words", "pipeline.config.reference"]) == {"annotated_types"}
    assert _version("regex") == importlib.metadata.version("regex")
    assert _version("yaml") == importlib.metadata.version("PyYAML")
    assert _version("docx") == importlib.metadata.version("python-docx")
    assert _version("markdown_it") == importlib.metadata.version("markdown-it-py")
    assert _version("_pytest") == importlib.metadata.version("pytest")
    assert _version("nonsense") == ""


def test_the_module_that_fetches_and_what_is_left_out_are_not_followed() -> None:
    whole = closure(["pipeline.stages.translate"])
    assert "pipeline.hub" not in whole
    fewer = closure(["pipeline.stages.translate"], ["pipeline.translation.translator"])
    assert "pipeline.translation.translator" in whole - fewer
    assert fewer < whole
    one, two = "pipeline.stages.link", ("pipeline.word_alignment.attention",)
    assert len({code_digest(one), code_digest(one, without=two), code_digest(one, "pipeline.files")}) == 3


CODE = "import sys; from pipeline.fingerprints import code_digest; print(*[code_digest(one) for one in sys.argv[1:]])"


def digests(cache: str, *modules: str) -> list[str]:
    """The digests that another process finds, with such a cache folder."""
    environment = os.environ | {"XDG_CACHE_HOME": cache}
    done = subprocess.run([sys.executable, "-c", CODE, *modules], env=environment, capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode().split()


def test_what_was_found_is_kept_until_the_program_changes(tmp_path: Path) -> None:
    kept, expected = (
        tmp_path / "fr-en-pipeline" / "code.json",
        [code_digest("pipeline.words"), code_digest("pipeline.files")],
    )
    assert digests(str(tmp_path), "pipeline.words", "pipeline.files") == expected
    content = read_sealed(kept)
    assert content is not None
    data = json.loads(content)
    assert list(data["code"]) == ["pipeline.words without ", "pipeline.files without "]
    assert data["code"]["pipeline.words without "][1] == ["regex"] * ("regex" in libraries(["pipeline.words"]))
    data["code"]["pipeline.words without "][0] = "0" * 64
    seal(kept, [json.dumps(data).encode()])
    believed = digests(str(tmp_path), "pipeline.words", "pipeline.files")
    assert (believed[0] != expected[0], believed[1]) == (True, expected[1])
    data["program"] = "0" * 64  # an older one
    seal(kept, [json.dumps(data).encode()])
    assert digests(str(tmp_path), "pipeline.words") == expected[:1]
    kept.write_bytes(b"damaged")
    assert digests(str(tmp_path), "pipeline.words") == expected[:1]


def test_without_a_cache_folder_it_is_found_each_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert digests(str(tmp_path / "file"), "pipeline.words") == [code_digest("pipeline.words")]
