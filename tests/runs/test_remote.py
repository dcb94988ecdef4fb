"""Texts that lie elsewhere and outputs that are put there: an S3 server on this machine, and a folder by an address."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline import run
from pipeline.errors import InputError, OutputError
from pipeline.io.remote import fetch, put, read
from pipeline.runs.manifest import NAME
from tests.runs.test_delivery import Heard, config_for

pytestmark = pytest.mark.filterwarnings("ignore")  # the server's and its libraries' own

BUCKET = "textes"


@pytest.fixture(scope="module")
def storage() -> Iterator[Any]:
    """An S3 server on the loopback with one bucket, as `s3://textes`."""
    boto3 = pytest.importorskip("boto3")
    server = pytest.importorskip("moto.server").ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    given = {
        "AWS_ENDPOINT_URL": f"http://{host}:{port}",
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    before = {name: os.environ.get(name) for name in given}
    os.environ |= given
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    yield client
    server.stop()
    for name, value in before.items():
        os.environ.pop(name) if value is None else os.environ.update({name: value})


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def names(storage: Any, prefix: str) -> list[str]:
    """What lies in the bucket below a place."""
    found = storage.list_objects_v2(Bucket=BUCKET, Prefix=prefix).get("Contents", [])
    return [one["Key"].removeprefix(prefix) for one in found]


@pytest.mark.slow
def test_a_run_reads_from_a_bucket_and_publishes_to_it(storage: Any, tmp_path: Path) -> None:
    for name, text in (("in/a.fr.txt", "Il pleut.\n"), ("in/a.en.txt", "It rains.\n"), ("in/b.fr.txt", "Oui.\n")):
        storage.put_object(Bucket=BUCKET, Key=name, Body=text.encode())
    where = f"s3://{BUCKET}"
    files: dict[str, Any] = {"read": {"files": [f"{where}/in/*.fr.txt"], "reference": [f"{where}/in/a.en.txt"]}}
    config = config_for(
        tmp_path, ["tsv", "jsonl"], write={"formats": ["tsv", "jsonl"], "publish": f"{where}/out"}, **files
    )
    heard = Heard()
    assert not run(config, heard).problems
    assert names(storage, "out/") == ["manifest.json", "metrics.json", "pairs.jsonl", "pairs.tsv", "paragraphs.jsonl"]
    written = storage.get_object(Bucket=BUCKET, Key="out/pairs.tsv")["Body"].read()
    assert written == (tmp_path / "out" / "pairs.tsv").read_bytes()
    assert "It rains." in written.decode()
    assert "a.fr.txt:1" in written.decode()
    assert any("5 files" in line for line in heard.said)
    fewer = config_for(tmp_path, [], write={"formats": ["tsv"], "publish": f"{where}/out"}, **files)
    assert not run(fewer, again := Heard()).problems
    assert names(storage, "out/") == ["manifest.json", "metrics.json", "pairs.tsv"]
    assert any("1 file" in line for line in again.said)
    storage.put_object(Bucket=BUCKET, Key="in/b.fr.txt", Body=b"Non.\n")
    run(fewer, Heard())
    assert "Non." in storage.get_object(Bucket=BUCKET, Key="out/pairs.tsv")["Body"].read().decode()


@pytest.mark.slow
def test_what_is_not_there_is_named(storage: Any) -> None:
    for address in (f"s3://{BUCKET}/no.txt", f"s3://{BUCKET}/none/*.txt", "s3://no-such-bucket/a.txt"):
        with pytest.raises(InputError, match=r"^s3://"):
            fetch(address)
    with pytest.raises(OutputError, match=r"^s3://no-such-bucket"):
        put(Path(__file__), "s3://no-such-bucket/a.txt")
    assert read(f"s3://{BUCKET}/nothing") is None
    with pytest.raises(InputError, match=r"^nosuch://a/b: "):
        fetch("nosuch://a/b")


def test_a_manifest_elsewhere_decides_nothing_outside_of_its_place(tmp_path: Path) -> None:
    """It may be anybody's: names that lead out of its folder are no files of ours."""
    (tmp_path / "a.fr.txt").write_text("Oui.\n", encoding="utf-8")
    place, mine = tmp_path / "there", tmp_path / "mine.txt"
    mine.write_text("mine", encoding="utf-8")
    place.mkdir()
    record = {"files": {"../mine.txt": {"bytes": 1, "sha256": "0"}}}
    (place / NAME).write_text(str({"outputs": {"x": record}}).replace("'", '"'), encoding="utf-8")
    config = config_for(tmp_path, [], write={"formats": ["tsv"], "publish": f"file://{place}"})
    assert not run(config, Heard()).problems
    assert mine.read_text(encoding="utf-8") == "mine"
    assert (place / "pairs.tsv").read_bytes() == (tmp_path / "out" / "pairs.tsv").read_bytes()


def test_outputs_stay_where_they_cannot_be_published(tmp_path: Path) -> None:
    (tmp_path / "a.fr.txt").write_text("Oui.\n", encoding="utf-8")
    (tmp_path / "file").write_bytes(b"")
    config = config_for(tmp_path, [], write={"formats": ["tsv"], "publish": f"file://{tmp_path}/file/there"})
    result = run(config, Heard())
    assert (result.exit_code, len(result.problems)) == (1, 1)
    assert (tmp_path / "out" / "pairs.tsv").is_file()
