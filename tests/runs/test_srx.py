"""A run whose sentences an SRX file cuts."""

import json
from pathlib import Path

import pytest

from pipeline import run
from pipeline.config.loading import make_config
from pipeline.errors import InputError
from pipeline.runs.job import make_job
from tests.conftest import Files

RULES = """<srx xmlns="http://www.lisa.org/srx20" version="2.0"><header segmentsubflows="yes" cascade="no"/><body>
<languagerules><languagerule languagerulename="A"><rule break="yes"><beforebreak>;</beforebreak>
<afterbreak>\\s</afterbreak></rule></languagerule></languagerules>
<maprules><languagemap languagepattern="LANGUAGE" languagerulename="A"/></maprules></body></srx>"""


def config_with(folder: Path, language: str) -> dict[str, object]:
    (folder / "rules.srx").write_text(RULES.replace("LANGUAGE", language), encoding="utf-8")
    return {
        "read": {"files": [str(folder / "a.fr.txt")], "reference": [str(folder / "a.en.txt")]},
        "segment": {"srx": str(folder / "rules.srx")},
        "translate": {"engine": "none"},
        "write": {"formats": ["jsonl"]},
        "output": str(folder / "out"),
    }


def test_a_run_cuts_by_the_rules_of_an_srx_file_and_records_it(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut ; il vente. Elle dort.", "a.en.txt": "It rains; windy. She sleeps."})
    run(make_config(config_with(folder, "fr.*")))
    pairs = [json.loads(line) for line in (folder / "out" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "".join(pair["source"] for pair in pairs).startswith("Il pleut ;")
    job = make_job(make_config(config_with(folder, "fr.*")))
    [document] = job.segment(job.readings[0]())
    assert document.source.sentences() == ["Il pleut ;", "il vente. Elle dort."]
    assert document.reference is not None  # the file has no rules for English: ours cut it
    assert document.reference.sentences() == ["It rains; windy.", "She sleeps."]
    manifest = json.loads((folder / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert "rules.srx" in {entry["file"] for entry in manifest["inputs"]}


def test_other_rules_are_another_result(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut.", "a.en.txt": "It rains."})
    ours = make_job(make_config({**config_with(folder, "fr"), "segment": {}})).segment.fingerprint()
    assert ours != make_job(make_config(config_with(folder, "fr"))).segment.fingerprint()


def test_rules_without_french_are_refused_in_one_line(files: Files) -> None:
    folder = files({"a.fr.txt": "Il pleut.", "a.en.txt": "It rains."})
    with pytest.raises(InputError, match=r"rules\.srx: has no rules for French \(fr\); remove it from segment\.srx"):
        make_job(make_config(config_with(folder, "en")))
