"""Models from a hub: from its library's cache, or one line that says why not."""

import hashlib
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.hub import fetch, fingerprint, quiet_transformers, reason, told

COMMIT = "0123456789abcdef0123456789abcdef01234567"
ADVICE = "; check the name and the network, or give a folder"


def test_a_model_in_the_cache_is_found_without_the_hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "HF_HUB_CACHE", str(tmp_path))
    snapshot = tmp_path / "models--acme--fr-en" / "snapshots" / COMMIT
    snapshot.mkdir(parents=True)
    (snapshot / "config.json").write_text("{}", encoding="utf-8")
    assert fetch("acme/fr-en", ["*.json"], COMMIT, offline=True) == snapshot
    for revision, at in ((None, ""), ("v2", " at revision v2")):
        with pytest.raises(ModelError) as raised:
            fetch("acme/fr-en", ["*.json"], revision, offline=True)
        line = str(raised.value)
        assert line.startswith(
            f"acme/fr-en{at}: neither in the local cache nor reachable on the hub (LocalEntryNotFoundError: "
        )
        assert line.endswith(ADVICE)
        assert "\n" not in line
    with pytest.raises(ModelError) as raised:
        fetch("a//b", ["*.json"], offline=True)
    assert str(raised.value) == "a//b: not a folder, and not a name a hub model can have"


def test_a_fingerprint_covers_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    files = [tmp_path / "deep" / "b.bin", tmp_path / "a.json"]
    for path, content in zip(files, (b"B", b"A"), strict=True):
        path.write_bytes(content)
    a, b = (hashlib.sha256(content).hexdigest() for content in (b"A", b"B"))
    expected = hashlib.sha256(f"a.json {a}\ndeep/b.bin {b}\n".encode()).hexdigest()
    assert fingerprint(tmp_path, [*files, *files]) == expected
    with pytest.raises(ModelError) as raised:
        fingerprint(tmp_path, [tmp_path / "deep"])
    assert str(raised.value) == f"{tmp_path / 'deep'}: cannot be read: Is a directory"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (FileNotFoundError(2, "No such file", "model"), "model: cannot be read: No such file"),
        (FileNotFoundError(2, "No such file", "model/a"), "model: model/a: cannot be read: No such file"),
        (FileNotFoundError(2, "No such file"), "model: cannot be read: No such file"),
        (OSError("it is broken"), "model: cannot be read: it is broken"),
    ],
)
def test_what_cannot_be_read_is_named_once(error: OSError, line: str) -> None:
    with pytest.raises(ModelError) as raised, told("model"):
        raise error
    assert str(raised.value) == line


def test_a_library_that_gives_no_reason() -> None:
    assert reason(KeyError()) == "KeyError"
    assert reason(ValueError(" Wrong.\n\nBecause.")) == "ValueError: Wrong"


def test_transformers_says_nothing() -> None:
    import warnings

    transformers = pytest.importorskip("transformers")
    before = transformers.utils.logging.get_verbosity()
    transformers.utils.logging.set_verbosity_info()
    transformers.utils.logging.enable_progress_bar()
    with quiet_transformers():
        warnings.warn("recommended: sacremoses", stacklevel=1)  # an error in these tests, unless it is kept quiet
        assert transformers.utils.logging.get_verbosity() == transformers.utils.logging.ERROR
        assert not transformers.utils.logging.is_progress_bar_enabled()
    transformers.utils.logging.set_verbosity(before)  # what other tests hear
