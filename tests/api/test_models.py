"""Models are loaded once, a bounded number is kept, and a forked process is told."""

import subprocess
import sys
import threading
import time

from pipeline.api.models import Loaded, Models


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


FORK = """
import os
from pipeline.api.models import Models
from pipeline.errors import ModelError
models = Models()
loaded = models.get("a", lambda: "a")
if os.fork() == 0:
    for call in (lambda: models.get("b", lambda: "b"), loaded.used().__enter__):
        try:
            call()
        except ModelError as problem:
            print(str(problem).partition(",")[0])
else:
    os.wait()
    with models.get("a", lambda: "b").used() as value:
        print(value)
"""


def test_a_forked_process_is_told() -> None:
    done = subprocess.run([sys.executable, "-c", FORK], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == [*["a model was loaded before this process was forked"] * 2, "a"]
