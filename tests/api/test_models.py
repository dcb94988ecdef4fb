"""Models are loaded once, a bounded number is kept, and a forked process is told."""

import multiprocessing
import threading
import time
from multiprocessing.queues import Queue

import pytest

from pipeline.api.models import Loaded, Models
from pipeline.errors import ModelError


def test_the_last_used_are_kept() -> None:
    models, loaded = Models(most=2), []

    def get(name: str) -> Loaded[str]:
        return models.get(name, lambda: loaded.append(name) or name)  # type: ignore[func-returns-value]

    assert get("a") is get("a")
    for name in ("b", "a", "c", "a", "b"):
        get(name)
    assert loaded == ["a", "b", "c", "b"]
    assert (models.free(), len(models)) == (2, 0)


def test_threads_load_a_model_once_and_use_it_in_turn() -> None:
    models, loads, users, most = Models(), [], [0], [0]

    def load() -> str:
        time.sleep(0.02)
        loads.append(1)
        return "model"

    def work() -> None:
        with models.get("a", load).used():
            users[0] += 1
            most[0] = max(most[0], users[0])
            time.sleep(0.01)
            users[0] -= 1

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(loads), most) == (1, [1])


def _use(models: Models, loaded: Loaded[str], told: "Queue[str]") -> None:
    """Try to use a model in another process, both ways."""
    for call in (lambda: models.get("b", lambda: "b"), loaded.used().__enter__):
        try:
            call()
        except ModelError as problem:
            told.put(str(problem))


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_forked_process_is_told() -> None:
    models, context = Models(), multiprocessing.get_context("fork")
    loaded = models.get("a", lambda: "a")
    told: Queue[str] = context.Queue()
    process = context.Process(target=_use, args=(models, loaded, told))
    process.start()
    assert [told.get(timeout=30).split(",")[0] for _ in range(2)] == [
        "a model was loaded before this process was forked"
    ] * 2
    process.join()
