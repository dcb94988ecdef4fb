"""Who does the work changes nothing of what comes of it: long texts in parts, several processes, one that is lost."""

from functools import partial
from pathlib import Path

import pytest

from pipeline import Progress, run
from pipeline.config.schema import RunSection
from pipeline.parts import cut
from pipeline.runs import executors, making
from pipeline.runs.executors import Here, Workers
from pipeline.runs.making import DocumentsError
from pipeline.runs.staging import open_executor
from pipeline.work.store import Store
from tests.conftest import Files
from tests.runs.shouting import die_once, refuse, tasks
from tests.runs.test_delivery import Heard, config_for

FRENCH = "Il pleut sur la ville. Le train part à midi.\n\nMarie attend {n} amis. Personne ne vient.\n\n"
ENGLISH = "It is raining on the town. The train leaves at noon.\n\nMarie is waiting for {n} friends. Nobody comes.\n\n"


def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have long texts begin with what takes 400 letters."""
    monkeypatch.setattr(making, "cut", partial(cut, size=400))


def bytes_of(folder: Path) -> dict[str, bytes]:
    """All outputs but the record of the run."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "work/" not in path.as_posix() and path.name not in ("manifest.json", "lock")
    }


@pytest.fixture
def texts(files: Files) -> Path:
    """A text with its human translation, which is aligned, and lines that are pairs."""
    numbers = range(2, 12)
    return files(
        {
            "conte.fr.txt": "".join(FRENCH.format(n=n) for n in numbers),
            "conte.en.txt": "".join(ENGLISH.format(n=n) for n in numbers),
            "seul.fr.txt": "".join(FRENCH.format(n=n) for n in numbers),
            "lignes.fr": "".join(f"Il y a {n} chats.\n" for n in numbers),
            "lignes.en": "".join(f"There are {n} cats.\n" for n in numbers),
        }
    )


def made(texts: Path, name: str, workers: int = 1, engine: str = "local") -> dict[str, bytes]:
    """Run without a model and without word links, which are found among all pairs of a shard."""
    config = config_for(texts, ["jsonl", "tsv", "tmx", "html", "report", "parquet"])
    config = config.model_copy(
        update={
            "output": texts / name,
            "link": config.link.model_copy(update={"words": False}),
            "run": config.run.model_copy(update={"workers": workers, "engine": engine}),
        }
    )
    result = run(config, Heard())
    assert not result.problems
    return bytes_of(texts / name)


def test_long_texts_in_parts_and_several_workers_write_the_same(texts: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = made(texts, "whole")
    assert whole
    small_parts(monkeypatch)
    assert made(texts, "parts") == whole
    monkeypatch.setattr(executors, "FEWEST", 1)
    assert made(texts, "workers", 2) == whole
    assert len(list((texts / "parts" / "work" / "score").glob("*.jsonl"))) > 6


def test_a_worker_that_is_killed_costs_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "FEWEST", 1)
    store, heard = Store(tmp_path / "work"), Heard()
    counted: list[int] = []
    workers = Workers(store, heard, 2)
    try:
        done = list(workers(tasks(store, tmp_path, die_once), counted.append))
    finally:
        workers.close()
    assert (tmp_path / "died").exists()
    told = [one.text for pieces in done for piece in pieces for d in store.load(piece) for one in d.hypotheses]
    assert told == [f"MOT {n}" for n in range(6)]
    assert [line for line in heard.warnings if "a worker was lost" in line]
    assert sum(counted) >= 6


def test_what_makes_a_stage_fail_is_named_by_a_worker_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(executors, "FEWEST", 1)
    store = Store(tmp_path / "work")
    told = []
    for executor in (Here(store), Workers(store, Heard(), 2)):
        try:
            with pytest.raises(DocumentsError) as error:
                list(executor(tasks(store, tmp_path, refuse), lambda _: None))
        finally:
            executor.close()
        told.append(error.value.problems)
    assert told[0] == told[1]
    assert list(told[0]) == ["2"]


def test_a_script_starts_workers_only_where_it_asks_for_them(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert (
        type(open_executor(RunSection(workers=0), store, Progress("quiet"))) is Here
    )  # these tests are no command line
    assert type(open_executor(RunSection(workers=1), store, Progress("quiet"))) is Here
    assert type(open_executor(RunSection(workers=3), store, Progress("quiet"))) is Workers
