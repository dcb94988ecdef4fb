"""What the package gives whoever imports it, and what the command line does before any command."""

import subprocess
import sys
from importlib import import_module

import pytest

import pipeline
from pipeline.errors import ConfigError, Problem

HOMES = {
    "api.alignment": ["align"],
    "api.bars": ["Step"],
    "api.links": ["WordLinks", "link"],
    "api.models": ["free_models"],
    "api.pairs": ["Pairs"],
    "api.reading": ["read_pairs"],
    "api.runs": ["run"],
    "api.scores": ["score"],
    "api.sentences": ["segment"],
    "api.translation": ["Translator", "load_translator", "translate"],
    "config.loading": ["load_config", "make_config"],
    "config.schema": ["Config"],
    "document": ["Document", "Hypothesis", "Link", "Segment"],
    "errors": ["ArgumentError", "PipelineError"],
    "pairs": ["Pair"],
    "progress": ["Progress"],
    "quality.score": ["Judgement"],
    "runs.runner": ["Result"],
}


def test_every_public_name_is_what_its_module_has() -> None:
    assert sorted(pipeline.__all__) == sorted(name for names in HOMES.values() for name in names)
    for module, names in HOMES.items():
        for name in names:
            assert getattr(pipeline, name) is getattr(import_module(f"pipeline.{module}"), name)


def test_another_name_is_told() -> None:
    with pytest.raises(AttributeError, match=r"^module 'pipeline' has no attribute 'nonsense'$"):
        _ = pipeline.nonsense


def test_names_are_listed_before_they_are_imported() -> None:
    code = "import pipeline; print({*pipeline.__all__} <= {*dir(pipeline)})"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "True\n"


def test_importing_the_package_imports_none_of_it() -> None:
    code = "import sys, pipeline; print([name for name in sys.modules if name.startswith('pipeline.')])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"


STREAMS = """
import sys
sys.argv = ["pipeline", "nonsense"]
for name in ("stdin", "stdout", "stderr"):
    if name in {closed}:
        setattr(sys, name, None)
errors = sys.stderr
from pipeline.__main__ import entry
try:
    entry()
except SystemExit as end:
    sys.stdin.read() if "stdin" in {closed} else None
    modes = [stream.mode for stream in (sys.stdin, sys.stdout, sys.stderr)]
    sys.__stdout__.write(f"{{end.code}} {{modes}} {{sys.stdout.errors}} {{sys.stdin.encoding}}")
"""


@pytest.mark.parametrize(("closed", "errors"), [((), "backslashreplace"), (("stdin", "stdout", "stderr"), "strict")])
def test_standard_streams_take_everything(closed: tuple[str, ...], errors: str) -> None:
    command = [sys.executable, "-c", STREAMS.format(closed=closed)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    assert done.stdout == f"2 ['r', 'w', 'w'] {errors} utf-8"
    assert bool(done.stderr) != bool(closed)


def test_the_module_is_the_command_line() -> None:
    done = subprocess.run([sys.executable, "-m", "pipeline", "--version"], check=True, capture_output=True, text=True)
    assert done.stdout.startswith("fr-en-pipeline ")


def test_problems_of_a_configuration() -> None:
    problems = [Problem((), "not YAML", 3), Problem(("read", "files", 0), "no such file"), Problem(("a",), "b", 1)]
    assert str(ConfigError("a.yaml", problems)) == (
        "a.yaml: 3 problems\n  line 3: (top level): not YAML\n  read.files.0: no such file\n  line 1: a: b"
    )
    assert str(ConfigError("a.yaml", problems[1:2])) == "a.yaml: 1 problem\n  read.files.0: no such file"
    assert ConfigError("a.yaml", problems).problems == problems
