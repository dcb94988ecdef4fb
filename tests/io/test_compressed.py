"""Compressed files are read as what they hold; damaged and huge ones are refused in a line."""

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
from backports import zstd

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.io import compressed
from pipeline.io.compressed import read_whole

PACK: dict[str, Callable[[bytes], bytes]] = {
    ".gz": gzip.compress,
    ".xz": lzma.compress,
    ".bz2": bz2.compress,
    ".zst": zstd.compress,
}


@pytest.mark.parametrize("suffix", PACK)
def test_what_is_packed_comes_out(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a.txt{suffix}"
    path.write_bytes(PACK[suffix](b"Il pleut.\n"))
    assert read_whole(path) == b"Il pleut.\n"
    path.write_bytes(PACK[suffix](b"Il pleut.\n" * 100)[:-9])
    with pytest.raises(InputError, match=f"is damaged, or not compressed as {suffix} says"):
        read_whole(path)
    path.write_bytes(b"Il pleut.\n")
    with pytest.raises(InputError, match="is damaged"):
        read_whole(path)


def test_bombs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compressed, "MOST_BYTES", 1 << 20)
    path = tmp_path / "a.txt.gz"
    path.write_bytes(gzip.compress(bytes(2 << 20)))
    with pytest.raises(InputError, match="unpacked, it is larger than 1 MB; split it"):
        read_whole(path)


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz", ".zst"])
def test_moses_files_are_pairs(tmp_path: Path, suffix: str) -> None:
    for name, text in (("corpus.fr", b"Il pleut. Il neige.\nOui.\n"), ("corpus.en", b"It rains. It snows.\nYes.\n")):
        (tmp_path / f"{name}{suffix}").write_bytes(PACK[suffix](text) if suffix else text)
    options = {
        "read": {"files": f"corpus.fr{suffix}", "reference": f"corpus.en{suffix}"},
        "translate": {"engine": "none"},
        "output": "out",
    }
    run(make_config(options, base=tmp_path))
    assert [(pair.source, pair.target) for pair in read_pairs(tmp_path / "out" / "pairs.jsonl")] == [
        ("Il pleut. Il neige.", "It rains. It snows."),
        ("Oui.", "Yes."),
    ]
