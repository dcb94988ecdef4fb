"""A change in the program makes exactly the work again that it may change, and nobody raises a number for it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.fingerprints import closure, code_digest, libraries

HTML = "<h1>La gare</h1><p>M. Petit attend, cf. Paul. Il pleut.</p>"
RUN = """
import json, sys
from pipeline import make_config, run
result = run(make_config(json.loads(sys.argv[1])))
print(json.dumps(dict(result.made_by)))
"""


@pytest.fixture(scope="module")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program, two texts, and a finished run of them by that copy."""
    place = tmp_path_factory.mktemp("copy")
    shutil.copytree(
        Path(pipeline.__file__).parent, place / "pipeline", ignore=shutil.ignore_patterns("models", "__pycache__")
    )
    (place / "pipeline" / "models").mkdir()
    (place / "a.html").write_text(HTML, encoding="utf-8")
    (place / "b.txt").write_text("Elle dort. Le chat dort.\n", encoding="utf-8")
    made(place)
    return place


def made(place: Path) -> dict[str, int]:
    """Run the copy in a folder; tell what it made, by stage."""
    options = {
        "read": {"files": [str(place / "a.html"), str(place / "b.txt")]},
        "translate": {"engine": "none"},
        "output": str(place / "out"),
        "write": {"formats": ["jsonl", "tmx", "html"]},
    }
    code = [sys.executable, "-B", "-c", RUN, json.dumps(options)]
    environment = os.environ | {"PYTHONPATH": str(place)}
    done = subprocess.run(code, cwd=place, env=environment, check=True, capture_output=True, text=True)
    found: dict[str, int] = json.loads(done.stdout)
    return {stage: count for stage, count in found.items() if count}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("module", "old", "new", "expected"),
    [
        ("formats/html/read.py", '"""', '"""Another word. ', {}),
        ("formats/html/read.py", "\n", "\n# a comment\n", {}),
        ("formats/html/read.py", None, "\nANOTHER = 1\n", {"read": 1}),
        ("formats/text/read.py", None, "\nANOTHER = 1\n", {"read": 1}),
        ("formats/epub/read.py", None, "\nANOTHER = 1\n", {}),
        ("stages/segment.py", None, "\nANOTHER = 1\n", {"segment": 1}),
        ("segmentation/rules/abbreviations.py", None, "\nANOTHER = 1\n", {"segment": 1}),
        ("segmentation/french.txt", None, "\n# a word list's comment\n", {"segment": 1}),
        ("alignment/scoring.py", None, "\nANOTHER = 1\n", {"align": 1}),
        ("alignment/embeddings.py", None, "\nANOTHER = 1\n", {}),
        ("word_alignment/hidden_markov.py", None, "\nANOTHER = 1\n", {"link": 1, "score": 1, "write": 1}),
        ("word_alignment/attention.py", None, "\nANOTHER = 1\n", {"score": 1, "write": 1}),
        ("stages/score.py", None, "\nANOTHER = 1\n", {"score": 1}),
        ("translation/translator.py", None, "\nANOTHER = 1\n", {}),
        ("formats/tmx/write.py", None, "\nANOTHER = 1\n", {"write": 1}),
        ("formats/html/page.css", None, "\n/* another */\n", {"write": 1}),
        ("formats/html/page.html.jinja", None, "\n", {"write": 1}),
        ("formats/docx/write.py", None, "\nANOTHER = 1\n", {}),
        ("quality/evaluate.py", None, "\nANOTHER = 1\n", {"write": 1}),
        ("config/schema.py", None, "\nANOTHER = 1\n", {}),
        ("progress.py", None, "\nANOTHER = 1\n", {}),
    ],
)
def test_a_change_makes_the_right_work_again(
    finished: Path, module: str, old: str | None, new: str, expected: dict[str, int]
) -> None:
    path = finished / "pipeline" / module
    content = path.read_text(encoding="utf-8")
    path.write_text(content + new if old is None else content.replace(old, new, 1), encoding="utf-8")
    try:
        assert made(finished) == expected
    finally:
        path.write_text(content, encoding="utf-8")
    made(finished)


@pytest.mark.slow
def test_what_comes_out_differently_makes_what_follows_again(finished: Path) -> None:
    path = finished / "pipeline" / "segmentation" / "french.txt"
    content = path.read_text(encoding="utf-8")
    changed = content.replace("\ncf art. ", "\nart. ").replace("[short_words]\n", "[short_words]\ncf\n")
    path.write_text(changed, encoding="utf-8")
    try:
        assert made(finished) == {"segment": 1, "align": 1, "link": 1, "score": 1, "write": 4}
    finally:
        path.write_text(content, encoding="utf-8")
    assert made(finished) == {"write": 4}, "the work of the run before the last one is still there"


def test_imports_are_followed_wherever_they_stand() -> None:
    assert "pipeline.translation.ctranslate2_engine" in closure(["pipeline.stages.translate"])  # inside of a function
    assert "pipeline.word_alignment.corpus" in closure(["pipeline.word_alignment"])
    unused = ["pipeline.translation.transformers_engine", "pipeline.word_alignment.attention"]
    without = closure(["pipeline.stages.translate"], unused)
    assert "torch" not in libraries(without - {"pipeline.translation.engines"})
    assert {"ctranslate2", "sentencepiece", "regex"} <= libraries(without)
    assert libraries(closure(["pipeline.formats.text.read"])) == {"numpy"}  # the lexicon's arrays


def test_no_stage_depends_on_the_configuration_or_the_work_folder() -> None:
    for stage in ("read", "segment", "translate", "align", "correct", "link", "score"):
        used = closure([f"pipeline.stages.{stage}"])
        assert not [
            name for name in used if name.startswith(("pipeline.config.schema", "pipeline.work", "pipeline.runs.job"))
        ]
        assert len(code_digest(f"pipeline.stages.{stage}")) == 64
