"""Finding files and their translations."""

import doctest
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.formats import pairing, sources
from pipeline.formats.pairing import keep_language, pair
from pipeline.formats.registry import suffixes
from pipeline.formats.sources import PairBy, Source, Written, find
from pipeline.io import language_marks
from pipeline.io.language_marks import bare_name, language_of

NOTHING = f"nothing to read there; known formats are {', '.join(suffixes())}"


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


@pytest.mark.parametrize("module", [sources, pairing, language_marks])
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
        (["absent.txt"], [], "absent.txt: no such file or folder; check the path, relative to {}"),
        (["*.docx"], [], f"*.docx: {NOTHING}"),
        (["livre/photo*"], [], f"livre/photo*: {NOTHING}"),
        (["livre"], ["absent.en.txt"], "absent.en.txt: no such file or folder; check the path, relative to {}"),
        (
            ["livre"],
            ["en"],
            "en/va-t-en.txt: no French file has this name among livre/ch-2.fr.txt, livre/ch-10.fr.txt, "
            "livre/suite/ch-1.fr.md; name both alike",
        ),
        (
            ["livre/ch-2.fr.txt", "va-t-en.txt"],
            ["livre/ch-2.en.txt", "en/ch-2.txt"],
            "en/ch-2.txt: livre/ch-2.fr.txt has livre/ch-2.en.txt already; keep one of them",
        ),
        (["va-t-en.txt"], ["va-t-en.txt"], "va-t-en.txt: no French text besides the reference; check read.files"),
    ],
)
def test_what_cannot_be_found_or_paired_is_told(
    folder: Path, patterns: list[str], references: list[str], words: str
) -> None:
    (folder / "en/ch-2.txt").write_text("Text.")
    if "en" in references:
        (folder / "en/ch-2.txt").unlink()
    with pytest.raises(InputError) as caught:
        find(patterns, references)
    assert str(caught.value) == words.format(folder)


def test_a_name_in_several_folders_goes_to_the_nearest(folder: Path) -> None:
    for name in ["fr/a/01.txt", "fr/b/01.txt", "en/a/01.txt", "en/b/01.txt"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("Texte.")
    assert partners(["fr"], ["en/a", "en/b"]) == {"a/01.txt": "en/a/01.txt", "b/01.txt": "en/b/01.txt"}
    (folder / "01.en.txt").write_text("Text.")
    with pytest.raises(InputError) as caught:
        find(["fr"], ["01.en.txt", "en/a/01.txt"])
    assert str(caught.value) == "01.en.txt: may belong to fr/a/01.txt, fr/b/01.txt; give them different names"


def test_a_message_names_five_files_and_counts_the_others() -> None:
    french = [Path(f"{number}.txt") for number in range(7)]
    for count, listed in (
        (5, "0.txt, 1.txt, 2.txt, 3.txt, 4.txt"),
        (7, "0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 2 more"),
    ):
        with pytest.raises(InputError) as caught:
            pair(french[:count], [Path("x.txt"), Path("y.txt")])
        assert str(caught.value) == f"x.txt: no French file has this name among {listed}; name both alike"


@pytest.mark.parametrize(
    ("path", "language", "name"),
    [
        ("a.fr.txt", "fr", ("a",)),
        ("a-FRENCH.txt", "fr", ("a",)),
        ("a_français.md", "fr", ("a",)),
        ("a.fr-CA.txt", "fr", ("a",)),
        ("a.en_us.txt", "en", ("a",)),
        ("fr/a.en.txt", "en", ("a",)),
        ("l/anglais/b/a.txt", "", ("l", "b", "a")),
        ("English/a.txt", "en", ("a",)),
        ("fra/a.txt", "fr", ("a",)),
        ("fr.txt", "", ("fr",)),
        ("phare.txt", "", ("phare",)),
        ("enfr/a-frame.txt", "", ("enfr", "a-frame")),
    ],
)
def test_languages_that_names_tell(path: str, language: str, name: tuple[str, ...]) -> None:
    assert (language_of(Path(path)), bare_name(Path(path))) == (language, name)


@pytest.mark.parametrize(
    ("names", "french", "english"),
    [
        ("01_fr_fin.txt 01_en_fin.txt", "01_fr_fin.txt", "01_en_fin.txt"),
        ("fr-a.txt en-a.txt il-en-a.txt", "fr-a.txt il-en-a.txt", "en-a.txt il-en-a.txt"),
        ("x/fr-FR/2/a.txt x/en-GB/2/a.txt", "x/fr-FR/2/a.txt", "x/en-GB/2/a.txt"),
        ("français/a.txt anglais/a.txt", "français/a.txt", "anglais/a.txt"),
        ("t.fr-FR t.en-GB.gz", "t.fr-FR", "t.en-GB.gz"),
        ("a.txt", "a.txt", "a.txt"),  # a folder of references without any mark
        ("a.fr.txt a.en.txt", "a.fr.txt", "a.en.txt"),
        ("a.txt a.en.txt", "a.txt", "a.en.txt"),
        ("a.en.txt", "a.en.txt", "a.en.txt"),
        ("a.fr.txt", "a.fr.txt", ""),
        ("fr/a.txt en/a.txt fr/b.txt", "fr/a.txt fr/b.txt", "en/a.txt"),
    ],
)
def test_versions_of_a_text_in_a_folder(names: str, french: str, english: str) -> None:
    for language, wanted in (("fr", french), ("en", english)):
        found = keep_language([Path(name) for name in names.split()], language)
        assert [path.as_posix() for path in found] == wanted.split()


def test_alignments_go_with_texts_that_have_a_translation(folder: Path) -> None:
    for name in ("ch-2.beads", "ch-10.beads", "m.tmx"):
        (folder / name).write_text("[0]:[0]")
    [source] = find(["livre/ch-2.fr.txt"], ["livre/ch-2.en.txt"], ["ch-10.beads"])
    assert source == Source("ch-2.fr.txt", Path("livre/ch-2.fr.txt"), Path("livre/ch-2.en.txt"), Path("ch-10.beads"))
    assert not source.is_bilingual
    [memory] = find(["m.tmx"])
    assert memory == Source("m.tmx", Path("m.tmx"), Path("m.tmx"))
    assert memory.is_bilingual
    with pytest.raises(InputError) as caught:
        find(["livre"], ["livre/ch-2.en.txt"], ["*.beads"])
    assert str(caught.value) == "ch-10.beads: aligns a text without human translation; give it as read.reference"


def test_names_of_one_file_are_one_and_links_lead_where_they_lead(folder: Path) -> None:
    (folder / "lien.txt").symlink_to(folder / "va-t-en.txt")
    (folder / "rien.txt").symlink_to(folder / "absent.txt")
    assert [str(one.path) for one in find(["va-t-en.txt", "lien.txt", "./livre/../va-t-en.txt"])] == ["va-t-en.txt"]
    assert [str(one.path) for one in find(["*.txt"])] == ["lien.txt", "rien.txt"]  # so that it is named
    with pytest.raises(InputError, match=r"rien\.txt: no such file or folder"):
        find(["rien.txt"])


def test_a_file_that_is_named_is_read_whatever_it_is_called(folder: Path) -> None:
    assert ids(["livre/.caché.txt", "livre/photo.jpg"]) == [".caché.txt", "photo.jpg"]
    (folder / "a[1].txt").write_text("Texte.")
    (folder / "a1.txt").write_text("Texte.")
    assert ids(["a[1].txt"]) == ["a[1].txt"]
    assert ids(["a[[]1].txt"]) == ["a[1].txt"]
    assert ids(["a[0-9].txt"]) == ["a1.txt"]


def test_names_differ_in_the_language_wherever_it_stands(folder: Path) -> None:
    for name in (
        "p/01_fr_fin.txt",
        "p/02_fr_fin.txt",
        "q/01_en_fin.txt",
        "q/02_en_fin.txt",
        "q/2.src",
        "p/2.tgt",
        "p/3.src",
    ):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("Texte.")
    assert partners(["p"], ["q"]) == {"01_fr_fin.txt": "q/01_en_fin.txt", "02_fr_fin.txt": "q/02_en_fin.txt"}
    assert partners(["q/2.src", "p/3.src"], ["p/2.tgt"]) == {"q/2.src": "p/2.tgt"}


def test_what_names_do_not_tell_is_paired_otherwise(folder: Path) -> None:
    (folder / "livre/ch-10.en.txt").write_text("Text.")
    for name in ("x.txt", "y.txt"):
        (folder / "en" / name).write_text("Text.")
    asked: list[tuple[list[str], list[str]]] = []

    def match(french: Sequence[Path], english: Sequence[Path]) -> dict[Path, Path]:
        asked.append(([path.name for path in french], [path.name for path in english]))
        return {french[0]: english[-1]}

    english = ["livre/ch-10.en.txt", "en/x.txt", "en/y.txt"]
    found = find(["livre"], english, pair_by=PairBy(content=match))
    assert asked == [(["ch-2.fr.txt", "ch-1.fr.md"], ["x.txt", "y.txt"])]
    assert {one.id: (str(one.reference), one.way) for one in found if one.reference} == {
        "ch-2.fr.txt": ("en/y.txt", "by content"),
        "ch-10.fr.txt": ("livre/ch-10.en.txt", "by name"),
    }
    found = find(["livre"], english, pair_by=PairBy(names=False, content=match))
    assert asked[1][1] == ["ch-10.en.txt", "x.txt", "y.txt"]
    with pytest.raises(InputError, match=r"^en/x.txt, en/y.txt: no French file has this name, and none says the same"):
        find(["livre"], ["en/x.txt", "en/y.txt"], pair_by=PairBy(content=lambda french, english: {}))


def test_a_home_is_found(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(folder))
    assert [one.path for one in find(["~/va-t-en.txt"])] == [folder / "va-t-en.txt"]


@pytest.mark.parametrize(
    ("output", "names", "pattern", "wanted"),
    [
        ("out", [], ".", "a.txt"),
        ("out", [], "**/*.*", "a.txt"),
        ("out", ["copy.md"], "out", "out/own.txt"),
        ("out", ["copy.md", "work/a.txt"], "out/*", "out/own.txt"),
        ("out", ["copy.md"], "out/**/*", "out/own.txt"),
        ("out", [], "out", "out/copy.md out/own.txt"),
        ("out", ["copy.md"], "out/work", "out/work/a.txt out/work/b/c.txt"),
        ("out", ["work/a.txt"], "out/work/b", "out/work/b/c.txt"),
        ("elsewhere", ["copy.md"], "out", "out/copy.md out/own.txt out/work/a.txt out/work/b/c.txt"),
    ],
)
def test_nothing_that_runs_have_written_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output: str, names: list[str], pattern: str, wanted: str
) -> None:
    for name in ("a.txt", "out/copy.md", "out/work/a.txt", "out/own.txt", "out/work/b/c.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Texte.")
    monkeypatch.chdir(tmp_path)
    found = find([pattern], written=Written(tmp_path / output, frozenset(names)))
    assert [one.path.as_posix() for one in found] == wanted.split()


@pytest.mark.parametrize(
    "name", ["manifest.json", "metrics.json", "corrections.tsv", "review.tsv", "review.xlf", "kept/a.txt", "work/a.txt"]
)
def test_nothing_that_an_output_folder_has_besides_outputs_is_read(tmp_path: Path, name: str) -> None:
    (tmp_path / "out" / name).parent.mkdir(parents=True)
    for path in (tmp_path / "a.txt", tmp_path / "out" / name):
        path.write_text("Texte.")
    found = find([str(tmp_path / "**" / "*.*")], written=Written(tmp_path / "out", frozenset()))
    assert [one.path.name for one in found if one.path.parent != tmp_path] == []
