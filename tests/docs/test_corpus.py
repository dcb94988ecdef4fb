"""The way from two folders to a data set can be gone as docs/corpus.md tells it."""

import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.blocks import blocks, failures

GUIDE = (Path(__file__).parent.parent.parent / "docs" / "corpus.md").read_text(encoding="utf-8")
TEXTS = {
    "fr/port.txt": "Le port de Brest s'éveille à six heures. Les pêcheurs préparent leurs filets.\n\n"
    "Marie attend son frère sur le quai. Il revient d'un voyage de deux ans.\n",
    "fr/jardin.txt": "Le jardin de ma grand-mère est plein de roses. Chaque été, elle cueille des fraises.\n\n"
    "Les abeilles travaillent du matin au soir. Le vieux chat dort sous le pommier.\n",
    "fr/cuisine.txt": "Pour cette soupe, il faut un kilo de tomates. Faites cuire les légumes vingt minutes.\n\n"
    "Ajoutez du sel et du poivre. Servez la soupe chaude avec du pain.\n",
    "en/a1.txt": "My grandmother's garden is full of roses. Every summer she picks strawberries.\n\n"
    "The bees work from morning to evening. Die alte Katze schläft unter dem Apfelbaum im Garten.\n",
    "en/b7.txt": "The port of Brest wakes at six o'clock. The fishermen prepare their nets.\n\n"
    "Marie waits for her brother on the quay. He is coming back from a journey of two years.\n",
    "en/c3.txt": "For this soup you need one kilo of tomatoes. Cook the vegetables for twenty minutes.\n\n"
    "Add salt and pepper. Serve the soup hot with bread.\n",
}


def carry_out(lines: str) -> None:
    """Carry out commands of a block, each of which must succeed."""
    for line in lines.strip().splitlines():
        command = shlex.split(line)
        assert command[:3] == ["python", "-m", "pipeline"]
        done = subprocess.run([sys.executable, *command[1:]], capture_output=True, text=True, check=False)
        assert done.returncode == 0, (line, done.stdout, done.stderr)


@pytest.mark.slow
def test_every_command_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name, text in TEXTS.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    whole, added = blocks(GUIDE, "yaml")
    steps = blocks(GUIDE, "sh")
    config = tmp_path / "corpus.yaml"
    config.write_text(whole, encoding="utf-8")
    for step in steps[:3]:
        carry_out(step)
    config.write_text(re.sub(r"(?m)^output", lambda found: added + found[0], whole), encoding="utf-8")
    for step in steps[3:]:
        carry_out(step)
    assert failures(GUIDE, "corpus.md") == ""
    rejected = [json.loads(line) for line in (tmp_path / "out/rejected.jsonl").read_text("utf-8").splitlines()]
    assert [one["source"] for one in rejected] == ["Le vieux chat dort sous le pommier."]
