"""Once a model is converted, CTranslate2 does the work alone."""

import subprocess
import sys

import pytest

from tests.conftest import Files

CODE = """
import sys
from pipeline.commands import main
assert main(["run", sys.argv[1], "--reference", sys.argv[2], "--out", sys.argv[3], "--quiet"]) == 0
print(sorted({"torch", "transformers", "ctranslate2"} & set(sys.modules)))
"""


def libraries_of_a_run(files: Files, french: str, english: str) -> str:
    """Run a text in a process of its own; tell which libraries it has loaded."""
    folder = files({"a.fr.txt": french, "a.en.txt": english})
    arguments = [str(folder / name) for name in ("a.fr.txt", "a.en.txt", "out")]
    done = subprocess.run([sys.executable, "-c", CODE, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.splitlines()[-1]


@pytest.mark.slow
def test_a_second_run_loads_no_torch(files: Files) -> None:
    libraries_of_a_run(files, "Il pleut. Le chat dort.\n", "It rains. The cat sleeps.\n")
    changed = libraries_of_a_run(files, "Il pleut. Le chien dort. Il rêve.\n", "It rains. The dog sleeps.\n")
    assert changed == "['ctranslate2']"
