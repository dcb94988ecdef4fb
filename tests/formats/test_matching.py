"""Two folders whose names do not match: paired by what the texts say, and whatever is left over is told."""

import logging
from pathlib import Path

import pytest

from pipeline import make_config, run
from pipeline.config.schema import Config
from pipeline.errors import InputError
from pipeline.runs.records import find_sources
from tests.conftest import Files

FRENCH = {
    "mer": "La mer monte vers le phare de Brest. Le gardien, Yann Kerval, allume la lampe à 19 heures.",
    "loi": "Le ministre fixe par règlement le montant de la pension versée aux employés depuis 1987.",
    "pain": "Mélangez la farine, le sel et la levure, puis laissez lever la pâte pendant trois heures.",
    "seul": "Les joueurs de football ont perdu le match contre l'équipe de Lyon samedi dernier.",
}
ENGLISH = {
    "one": "Mix the flour, the salt and the yeast, then let the dough rise for three hours.",
    "two": "The sea is rising towards the lighthouse of Brest. The keeper, Yann Kerval, lights the lamp at 7 o'clock.",
    "three": "The minister sets by regulation the amount of the pension paid to employees since 1987.",
    "four": "Click on the button to download the new version of the software to your computer.",
}


@pytest.fixture
def folder(files: Files) -> Path:
    french = {f"fr/{name}.txt": text for name, text in FRENCH.items()}
    return files(french | {f"en/{name}.txt": text for name, text in ENGLISH.items()})


def config(folder: Path, **read: str) -> Config:
    options = {"files": str(folder / "fr"), "reference": str(folder / "en")} | read
    return make_config({"read": options, "output": str(folder / "out"), "translate": {"engine": "none"}})


@pytest.mark.parametrize("pair_by", ["auto", "content"])
def test_texts_that_say_the_same_are_paired(folder: Path, pair_by: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, "pipeline"):
        found = {
            one.path.stem: one.reference and one.reference.stem for one in find_sources(config(folder, pair_by=pair_by))
        }
    assert found == {"mer": "two", "loi": "three", "pain": "one", "seul": None}
    assert caplog.messages == [
        f"no English text says the same as {folder}/fr/seul.txt",
        f"no French text says the same as {folder}/en/four.txt",
    ]


def test_names_go_first_and_content_is_asked_for_the_rest(folder: Path) -> None:
    (folder / "en/four.txt").rename(folder / "en/seul.txt")
    found = {one.path.stem: (one.reference and one.reference.stem, one.way) for one in find_sources(config(folder))}
    assert found["seul"] == ("seul", "by name")
    assert found["mer"] == ("two", "by content")
    with pytest.raises(InputError, match=r"one\.txt: no French file has this name among"):
        find_sources(config(folder, pair_by="names"))


def test_what_cannot_be_read_is_told_and_the_rest_is_done(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "fr/pain.txt").write_bytes(b"\0\1\2\3" * 20)
    result = run(config(folder))
    assert (result.exit_code, result.metrics.counts.documents) == (1, 3)
    assert [problem.partition(": ")[0] for problem in result.problems] == [f"{folder}/fr/pain.txt"]
