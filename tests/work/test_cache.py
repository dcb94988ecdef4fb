"""The cache of sentences: shared by processes, whole after a kill, begun anew where it is damaged."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from pipeline.work.cache import SentenceCache

WRITING = """
import sys
from pathlib import Path
from pipeline.work.cache import SentenceCache
cache, name = SentenceCache(Path(sys.argv[1])), sys.argv[2]
for number in range(int(sys.argv[3])):
    cache.remember({f"{name}-{number}-{n}": [number, n] for n in range(5)})
    print(number, flush=True)
"""


def writer(path: Path, name: str, times: int) -> "subprocess.Popen[str]":
    """A process that keeps five sentences at a time."""
    return subprocess.Popen(
        [sys.executable, "-c", WRITING, str(path), name, str(times)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )


@given(st.dictionaries(st.text(st.characters(codec="utf-8"), min_size=1), st.lists(st.text()), max_size=20))
def test_what_is_kept_is_given_again(tmp_path: Path, made: dict[str, list[str]]) -> None:
    path = tmp_path / "a" / "sentences.sqlite"
    path.unlink(missing_ok=True)
    cache = SentenceCache(path)
    cache.remember(made)
    assert cache.recall([*made, "something else"]) == made
    cache.remember({key: ["other"] for key in made})
    assert SentenceCache(path).recall(list(made)) == made  # what is there stays


def test_more_keys_than_sqlite_takes_at_once(tmp_path: Path) -> None:
    cache, made = SentenceCache(tmp_path / "c"), {str(n): n for n in range(5000)}
    cache.remember(made)
    assert cache.recall(list(made)) == made


def test_processes_write_at_once(tmp_path: Path) -> None:
    path = tmp_path / "sentences.sqlite"
    writers = [writer(path, name, 20) for name in "abc"]
    assert [one.communicate()[0].count("\n") for one in writers] == [20] * 3
    assert [one.returncode for one in writers] == [0] * 3
    keys = [f"{name}-{number}-{n}" for name in "abc" for number in range(20) for n in range(5)]
    assert len(SentenceCache(path).recall(keys)) == len(keys)


def test_a_killed_process_leaves_whole_groups(tmp_path: Path) -> None:
    path, said = tmp_path / "sentences.sqlite", list[str]()
    process = writer(path, "a", 10_000)
    assert process.stdout
    for _ in range(10):
        process.stdout.readline()
    process.send_signal(signal.SIGKILL)
    process.communicate()
    with sqlite3.connect(path) as table:
        (count,) = table.execute("SELECT count(*) FROM sentences").fetchone()
    assert count >= 50
    assert count % 5 == 0
    assert (
        len(SentenceCache(path, said.append).recall([f"a-{number}-{n}" for number in range(10) for n in range(5)]))
        == 50
    )
    assert not said


def test_a_damaged_file_is_put_aside(tmp_path: Path) -> None:
    path, said = tmp_path / "sentences.sqlite", list[str]()
    path.write_bytes(b"no database at all, but long enough to be looked at as one" * 100)
    cache = SentenceCache(path, said.append)
    assert cache.recall(["a"]) == {}
    cache.remember({"a": 1})
    assert cache.recall(["a"]) == {"a": 1}
    assert len(said) == 1
    assert said[0].endswith("it is now sentences.sqlite.damaged")


def test_where_it_cannot_be_a_line_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    said = list[str]()
    cache = SentenceCache(tmp_path / "file" / "sentences.sqlite", said.append)
    cache.remember({"a": 1})
    assert cache.recall(["a"]) == {}
    assert len(said) == 2
    assert all("cannot be used" in line for line in said)
