"""Finding files and their translations."""

import doctest
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.formats import pairing, sources
from pipeline.formats.sources import find


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder with texts in it."""
    names = ["livre/ch-10.fr.txt", "livre/ch-2.fr.txt", "livre/ch-2.en.txt", "livre/suite/ch-1.fr.md", "va-t-en.txt"]
    for name in [*names, "livre/.caché.txt", "livre/photo.jpg", ".git/x.txt", "en/va-t-en.txt"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Texte.")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ids(patterns: list[str], references: list[str] | None = None) -> list[str]:
    return [source.id for source in find(patterns, references or [])]


def partners(patterns: list[str], references: list[str]) -> dict[str, str]:
    found = find(patterns, references)
    return {source.id: source.reference.as_posix() for source in found if source.reference}


@pytest.mark.parametrize("module", [sources, pairing])
def test_doctests(module: object) -> None:
    assert doctest.testmod(module).failed == 0  # type: ignore[arg-type]


def test_a_folder_gives_its_french_texts_in_order(folder: Path) -> None:
    assert ids(["livre"]) == ["ch-2.fr.txt", "ch-10.fr.txt", "suite/ch-1.fr.md"]
    assert ids([str(folder / "livre")]) == ids(["livre"])


def test_patterns_give_each_file_once(folder: Path) -> None:
    assert ids(["livre/*.fr.txt", "livre/**/*.fr.*", "va-t-en.txt"]) == [
        "livre/ch-2.fr.txt",
        "livre/ch-10.fr.txt",
        "livre/suite/ch-1.fr.md",
        "va-t-en.txt",
    ]


def test_a_file_keeps_its_name_as_id(folder: Path) -> None:
    assert find(["livre/ch-2.fr.txt"]) == [sources.Source("ch-2.fr.txt", Path("livre/ch-2.fr.txt"))]


def test_one_and_one_are_a_pair_whatever_their_names(folder: Path) -> None:
    assert partners(["livre/ch-10.fr.txt"], ["en/va-t-en.txt"]) == {"ch-10.fr.txt": "en/va-t-en.txt"}


@pytest.mark.parametrize("references", [["livre"], ["livre/*.en.txt"], ["livre/ch-2.en.txt"]])
def test_references_find_their_french_by_name(folder: Path, references: list[str]) -> None:
    assert partners(["livre"], references) == {"ch-2.fr.txt": "livre/ch-2.en.txt"}


def test_folders_named_by_language_are_paired(folder: Path) -> None:
    assert partners([".", "livre"], ["en"]) == {"va-t-en.txt": "en/va-t-en.txt"}


def test_references_are_never_read_as_french(folder: Path) -> None:
    (folder / "livre/notes.txt").write_text("English, without a mark.")
    assert "livre/notes.txt" not in ids(["livre/*.txt", "livre/ch-2.fr.txt"], ["livre/ch-2.en.txt"])
    (folder / "livre/notes.fr.txt").write_text("Texte.")
    assert "notes.txt" not in ids(["livre"], ["livre/ch-2.en.txt", "livre/notes.txt"])


@pytest.mark.parametrize(
    ("patterns", "references", "words"),
    [
        (["absent.txt"], [], "absent.txt: no such file"),
        (["*.docx"], [], r"\*.docx: nothing to read"),
        (["livre/photo*"], [], "nothing to read"),
        (["livre"], ["absent.en.txt"], "absent.en.txt: no such file"),
        (["livre"], ["en"], "en/va-t-en.txt: no French file has this name among livre/ch-2.fr.txt"),
        (["livre/ch-2.fr.txt", "va-t-en.txt"], ["livre/ch-2.en.txt", "en/ch-2.txt"], "already; keep one"),
        (["va-t-en.txt"], ["va-t-en.txt"], "no French text besides the reference"),
    ],
)
def test_what_cannot_be_found_or_paired_is_told(
    folder: Path, patterns: list[str], references: list[str], words: str
) -> None:
    (folder / "en/ch-2.txt").write_text("Text.")
    if "en" in references:
        (folder / "en/ch-2.txt").unlink()
    with pytest.raises(InputError, match=words):
        find(patterns, references)


def test_a_name_in_several_folders_goes_to_the_nearest(folder: Path) -> None:
    for name in ["fr/a/01.txt", "fr/b/01.txt", "en/a/01.txt", "en/b/01.txt"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Texte.")
    assert partners(["fr"], ["en/a", "en/b"]) == {"a/01.txt": "en/a/01.txt", "b/01.txt": "en/b/01.txt"}
    (folder / "01.en.txt").write_text("Text.")
    with pytest.raises(InputError, match="may belong to"):
        find(["fr"], ["01.en.txt", "en/a/01.txt"])
