"""Glossaries: what is read of them, and that a run keeps to them, says where it did not, and harms nothing by it."""

import json
from pathlib import Path

import pytest

from pipeline import make_config, run
from pipeline.errors import InputError
from pipeline.formats.glossaries import read_glossary
from pipeline.glossary import Glossary, Term
from pipeline.steps import make_now
from pipeline.translation.answers import Answer
from pipeline.translation.engine import Decoding
from pipeline.translation.engines import open_engine
from pipeline.translation.model import Model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import Pieces
from pipeline.translation.terms import TermPlacement

_TBX = """<?xml version="1.0"?><martif type="TBX"><text><body>
<termEntry><langSet xml:lang="fr-FR"><tig><term>moulin  à vent</term></tig></langSet>
<langSet xml:lang="en"><tig><term>windmill</term></tig>
<tig><term>wind mill</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry>
</body></text></martif>"""


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tables_and_tbx_are_read(tmp_path: Path) -> None:
    tab = _file(tmp_path, "a.txt", '# ours\n\nphare\tbeacon\tnot "lighthouse"\nphare\tlight\n"x"\ty\n')
    comma = _file(tmp_path, "b.csv", 'Source,Target\n"quai, le",quay\n')
    semicolon = _file(tmp_path, "c.csv", "fr;en\njetée;pier\n")
    found = read_glossary([tab, comma, semicolon, _file(tmp_path, "d.tbx", _TBX)])
    assert found.terms == (
        Term("phare", ("beacon", "light")),
        Term('"x"', ("y",)),
        Term("quai, le", ("quay",)),
        Term("jetée", ("pier",)),
        Term("moulin à vent", ("windmill",)),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "phare\nquai\n", r"a.tsv: expected a French term and its English in lines 1, 2"),
        ("a.csv", "phare,\n", "a.csv: expected"),
        ("a.tbx", "<martif><text>", "is not well-formed XML"),
    ],
)
def test_a_bad_glossary_is_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_glossary([_file(tmp_path, name, text)])
    with pytest.raises(InputError, match="cannot be read"):
        read_glossary([tmp_path / "missing.tsv"])


def test_entities_of_a_tbx_are_not_followed(tmp_path: Path) -> None:
    secret = _file(tmp_path, "secret", "windmill")
    hostile = f'<!DOCTYPE m [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + _TBX.split("?>")[1].replace("windmill", "&e;")
    with pytest.raises(InputError, match="entit"):
        read_glossary([_file(tmp_path, "a.tbx", hostile)])


def test_a_line_without_end_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.tsv: expected a French term and its English in line 1"):
        read_glossary([_file(tmp_path, "a.tsv", "x" * 200_000)])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ctranslate2", "transformers"])
def test_each_engine_can_score_and_a_term_is_put_in(model: Model, name: str) -> None:
    engine, pieces = open_engine(model, TranslateOptions(engine=name)), Pieces(model.folder)
    source = "Le vieux phare guide les bateaux dans la nuit."
    [french] = pieces.split([source])
    [free] = engine.translate([french], Decoding(4, 60))
    [again] = engine.score([french], [free.pieces])
    assert again == pytest.approx(free.score, abs=1e-3)
    glossary = Glossary((Term("phare", ("beacon",)), Term("bateau", ("vessel",))))
    answer = Answer(pieces.join(free.pieces), free.score, len(free.pieces) + 1, free.finished)
    found = TermPlacement(engine, pieces, glossary)({source: answer}, make_now)[source]
    assert "beacon" in found.text
    assert "vessels" in found.text
    assert found.score == answer.score


@pytest.mark.slow
def test_a_run_keeps_to_a_glossary_and_tells_what_it_missed(tmp_path: Path) -> None:
    french = _file(tmp_path, "a.fr.txt", "Le phare brille dans la nuit.\n\nLe gardien du phare dort.\n")
    _file(tmp_path, "terms.tsv", "phare\tbeacon\ngardien\tkeeper ☃\n")
    data = {"read": {"files": [french.name]}, "translate": {"glossary": "terms.tsv"}, "output": "out"}
    config = make_config(data | {"write": {"formats": ["jsonl", "report"]}}, base=tmp_path)
    result = run(config)
    rows = [json.loads(line) for line in (tmp_path / "out/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "beacon" in rows[0]["target"]
    assert all("beacon" in row["target"] or "missing_terms" in row["flags"] for row in rows)
    assert result.metrics.glossary is not None
    assert result.metrics.glossary.uses == 3
    flagged = [row["id"] for row in rows if "missing_terms" in row["flags"]]
    assert flagged == sorted({place for miss in result.metrics.glossary.misses for place in miss.pairs})
    assert "uses of its terms" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert run(config).made == 0
    _file(tmp_path, "terms.tsv", "phare\tlight tower\n")
    found = run(config).metrics.glossary
    assert found is not None
    assert (found.uses, [miss.target for miss in found.misses]) == (2, ["light tower"])
