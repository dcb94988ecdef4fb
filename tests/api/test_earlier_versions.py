"""Files of earlier versions are read as what they say; those of later ones are refused with what to do."""

import json
from pathlib import Path

import pytest

from pipeline import PipelineError, read_pairs
from pipeline.formats.corpora.schema import VERSION

# As the program wrote them before the schema had versions, and with its first one.
BEFORE = {
    "pairs.jsonl": '{"id": "a.fr.txt:1", "document": "a.fr.txt", "paragraph": 0, "type": "1-1", "source": "Oui.", '
    '"target": "Yes.", "origin": "human", "posterior": 0.9655, "source_places": [{"paragraph": 0, "start": 0, '
    '"end": 4}], "target_places": [{"paragraph": 0, "start": 0, "end": 4}], "scores": {"similarity": 0.0, "adequacy": '
    '0.9946, "length_ratio": 1.2083}, "flags": [], "links": [[0, 3, 0, 3]], "machine": null, "standing": "sure"}\n',
    "pairs.tsv": "id\tdocument\tparagraph\ttype\tsource\ttarget\torigin\tposterior\tadequacy\tlength_ratio\tsimilarity"
    "\tflags\tstanding\na.fr.txt:1\ta.fr.txt\t0\t1-1\tOui.\tYes.\thuman\t0.9655\t0.9946\t1.2083\t0.0\t\tsure\n",
    "memory.tmx": '<tmx version="1.4"><header/><body><tu tuid="a.fr.txt:1"><prop type="x-document">a.fr.txt</prop>'
    '<prop type="x-paragraph">0</prop><prop type="x-type">1-1</prop><prop type="x-origin">human</prop>'
    '<prop type="x-standing">sure</prop><prop type="x-posterior">0.9655</prop>'
    '<prop type="x-score-similarity">0</prop><prop type="x-score-adequacy">0.9946</prop>'
    '<prop type="x-score-length_ratio">1.2083</prop><tuv xml:lang="fr"><seg>Oui.</seg></tuv>'
    '<tuv xml:lang="en"><seg>Yes.</seg></tuv></tu></body></tmx>',
}
FIRST = (
    '{"schema_version": 1, "id": "a.fr.txt:1", "document": "a.fr.txt", "paragraph": 0, "type": "1-1", "source": '
    '"Oui.", "target": "Yes.", "origin": "human", "made_by": null, "standing": "sure", "reviewed": false, "flags": [], '
    '"posterior": 0.9655, "adequacy": 0.9946, "similarity": 0.0, "length_ratio": 1.2083, "model_score": null, '
    '"imported_scores": [], "source_places": [{"paragraph": 0, "start": 0, "end": 4}], "target_places": [{"paragraph": '
    '0, "start": 0, "end": 4}], "links": [[0, 3, 0, 3]], "machine": null}\n'
)


@pytest.mark.parametrize(("name", "text"), [*BEFORE.items(), ("first.jsonl", FIRST)])
def test_an_earlier_version_is_read(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    [pair] = read_pairs(tmp_path / name)
    assert (pair.id, pair.source, pair.target, pair.origin, pair.standing) == (
        "a.fr.txt:1", "Oui.", "Yes.", "human", "sure",
    )  # fmt: skip
    assert (pair.posterior, pair.scores) == (0.9655, {"adequacy": 0.9946, "length_ratio": 1.2083, "similarity": 0.0})
    assert (pair.split, pair.duplicate_of, pair.reviewed) == (None, None, False)


def test_a_later_version_is_refused(tmp_path: Path) -> None:
    later = json.dumps(json.loads(FIRST) | {"schema_version": VERSION + 1})
    (tmp_path / "a.jsonl").write_text(later, "utf-8")
    with pytest.raises(PipelineError, match=rf"line 1 .* version {VERSION + 1} of the schema, .* update it"):
        list(read_pairs(tmp_path / "a.jsonl"))
