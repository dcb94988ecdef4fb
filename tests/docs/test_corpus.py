"""The way from two folders to a data set can be gone as docs/corpus.md tells it."""

import json
import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.commands import main
from tests.blocks import blocks, failures
from training.__main__ import VERBS
from training.config import load

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "corpus.md").read_text(encoding="utf-8")
TEXTS = {
    "fr/port.txt": "Le port de Brest s'éveille à six heures. Les pêcheurs préparent leurs filets.\n\n"
    "Marie attend son frère sur le quai. Il revient d'un voyage de deux ans.\n",
    "fr/jardin.txt": "Le jardin de ma grand-mère est plein de roses. Chaque été, elle cueille des fraises.\n\n"
    "Les abeilles travaillent du matin au soir. Le vieux chat dort sous le pommier.\n",
    "fr/legumes.txt": "Pour cette soupe, il faut un kilo de tomates. Faites cuire les légumes vingt minutes.\n\n"
    "Ajoutez du sel et du poivre. Servez la soupe chaude avec du pain.\n",
    "en/a1.txt": "My grandmother's garden is full of roses. Every summer she picks strawberries.\n\n"
    "The bees work from morning to evening. Die alte Katze schläft unter dem Apfelbaum im Garten.\n",
    "en/b7.txt": "The port of Brest wakes at six o'clock. The fishermen prepare their nets.\n\n"
    "Marie waits for her brother on the quay. He is coming back from a journey of two years.\n",
    "en/c3.txt": "For this soup you need one kilo of tomatoes. Cook the vegetables for twenty minutes.\n\n"
    "Add salt and pepper. Serve the soup hot with bread.\n",
}


def carry_out(lines: str) -> None:
    """Carry out the commands of a block, each of which must succeed; those of this project that only print in here."""
    for line in lines.strip().splitlines():
        program, *arguments = shlex.split(line)
        if program == "python" and arguments[1] == "training":
            verb, file = arguments[2:]
            getattr(import_module(f"training.{VERBS[verb]}"), verb)(load(Path(file)))
        elif program == "python" and "<" not in arguments:
            assert arguments[:2] == ["-m", "pipeline"]
            assert main(arguments[2:]) == 0, line
        else:
            found = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(ROOT)}
            done = subprocess.run(
                ["sh", "-c", line], capture_output=True, text=True, env=os.environ | found, check=False
            )
            assert done.returncode == 0, (line, done.stdout, done.stderr)


@pytest.mark.slow
def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    whole, added, tuning = blocks(GUIDE, "yaml")
    steps = blocks(GUIDE, "sh")
    config = tmp_path / "corpus.yaml"
    config.write_text(whole, encoding="utf-8")
    for step in steps[:3]:
        carry_out(step)
    config.write_text(re.sub(r"(?m)^output", lambda found: added + found[0], whole), encoding="utf-8")
    carry_out(steps[3])
    assert failures(GUIDE, "corpus.md") == ""
    rejected = [json.loads(line) for line in (tmp_path / "out/rejected.jsonl").read_text("utf-8").splitlines()]
    assert [one["source"] for one in rejected] == ["Le vieux chat dort sous le pommier."]
    (tmp_path / "tune.yaml").write_text(tuning.replace("steps: 1000", "steps: 2"), encoding="utf-8")
    for step in steps[4:]:
        carry_out(step)
    texts = [(tmp_path / name).read_text("utf-8") for name in ("before.en", "after.en", "out/pairs.test.fr")]
    assert len({len(text.splitlines()) for text in texts}) == 1
    record = json.loads((tmp_path / "tuned/log.jsonl").read_text("utf-8").splitlines()[-1])
    assert (record["step"], record["pieces"] > 0) == (2, True)
