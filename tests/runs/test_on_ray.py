"""A run on a Ray cluster of two nodes: the same bytes as a run here, also when a worker and then a node are killed."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.runs.on_ray import OnRay
from pipeline.work.store import Store
from tests.runs.shouting import kill_the_worker_once, tasks
from tests.runs.test_delivery import Heard
from tests.runs.test_executors import made, small_parts, texts

__all__ = ["texts"]  # a fixture

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # Ray warns of what it does itself


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A cluster of two nodes on this machine, with two processors each, whatever it really has."""
    ray = pytest.importorskip("ray")
    from ray.cluster_utils import Cluster

    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 1, "include_dashboard": False})
    made.add_node(num_cpus=2)
    made.wait_for_nodes()
    os.environ["RAY_ADDRESS"] = made.address
    yield made
    del os.environ["RAY_ADDRESS"]
    ray.shutdown()
    made.shutdown()


def test_a_killed_worker_and_a_killed_node_cost_nothing(cluster: Any, tmp_path: Path) -> None:
    node = cluster.add_node(num_cpus=2)
    cluster.wait_for_nodes()
    store, heard = Store(tmp_path / "work"), Heard()
    executor = OnRay(store, heard, 0, "")
    given = [task for _ in range(4) for task in tasks(store, tmp_path, kill_the_worker_once)]
    done = []
    try:
        for pieces in executor(given, lambda _: None):
            done.append(pieces)
            if len(done) == 8:
                cluster.remove_node(node, allow_graceful=False)
    finally:
        executor.close()
    assert (tmp_path / "killed").exists()
    told = [one.text for pieces in done for piece in pieces for d in store.load(piece) for one in d.hypotheses]
    assert told == [f"MOT {n}" for n in range(6)] * 4
    assert any("a worker was lost" in line for line in heard.warnings)


def test_a_run_on_a_cluster_writes_what_a_run_here_writes(
    cluster: Any, texts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small_parts(monkeypatch)
    assert made(texts, "here") == made(texts, "there", engine="ray")
