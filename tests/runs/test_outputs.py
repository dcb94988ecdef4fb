"""What outputs are made of, and what is said of their files when somebody or something has been at them."""

from pathlib import Path

import pytest

from pipeline import run
from pipeline.errors import OutputError
from pipeline.files import file_hash
from pipeline.formats.sources import Source
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.review.corrections import CorrectionTable, EnglishCorrection
from pipeline.runs.delivery import Delivery
from pipeline.runs.job import make_job
from pipeline.runs.manifest import FileRecord, OutputRecord
from pipeline.runs.outputs import FormatOutput, MadeFiles, MetricsOutput, SplicedOutput, TranslatedOutput
from pipeline.runs.records import handed_out_files, kept_records, note_handed_out, record_place, written_names
from pipeline.stages.base import Fingerprint
from tests.conftest import Files
from tests.runs.test_delivery import TEXT, Heard, config_for


class Pages:
    """An output of some files, all with the same text."""

    def __init__(self, text: str, *names: str) -> None:
        self.name, self.text, self.names = "pages", text, names

    def fingerprint(self) -> Fingerprint:
        return Fingerprint(("pipeline.words",))

    def has_pictures(self, taken: object) -> bool:
        return not taken

    def __call__(self, documents: object, folder: Path) -> MadeFiles:
        if self.text == "impossible":
            raise OutputError("cannot be made")
        paths = [folder / name for name in self.names]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(self.text, encoding="utf-8")
        return MadeFiles(paths)


def delivered(folder: Path, output: Pages | None, key: str = "key", **earlier: OutputRecord) -> tuple[list[str], bool]:
    """What is said while an output is brought and the others are cleared away, and whether it was made."""
    said: list[str] = []
    delivery = Delivery(folder, earlier, said.append, [folder / "source.txt"])
    made = delivery.bring(output, key, list)[1] if output else False
    said += [f"removed {name}" for name in delivery.clear()]
    return said, made


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_an_output_is_made_when_its_key_or_a_file_is_another(tmp_path: Path) -> None:
    pages = Pages("one", "a.html", "deep/b.html")
    assert delivered(tmp_path, pages) == ([], True)
    assert delivered(tmp_path, pages) == ([], False)
    assert delivered(tmp_path, pages, "other") == ([], True)
    page, kept = tmp_path / "deep" / "b.html", tmp_path / "kept" / "deep" / "b.html"
    page.unlink()
    assert delivered(tmp_path, pages, "other") == ([f"{page}: is gone, and made again"], True)
    page.write_bytes(b"")
    assert delivered(tmp_path, pages, "other") == ([f"{page}: is empty, and made again"], True)
    page.write_text("mine", encoding="utf-8")
    moved = f"{page}: was not as a run had left it; it is now {kept}, and a new one was made"
    assert delivered(tmp_path, pages, "other") == ([moved], True)
    assert (text_of(kept), text_of(page)) == ("mine", "one")
    assert not (tmp_path / "work" / ".fr-en-pipeline" / "unfinished").exists()


def test_somebodys_empty_file_is_kept(tmp_path: Path) -> None:
    """An empty file where a run had one is what a full disk leaves; where none was, it is somebody's."""
    (tmp_path / "a.html").write_bytes(b"")
    said, made = delivered(tmp_path, Pages("one", "a.html"))
    assert (len(said), made) == (1, True)
    assert (tmp_path / "kept" / "a.html").read_bytes() == b""


def test_what_no_output_makes_any_more_goes_unless_it_was_changed(tmp_path: Path) -> None:
    names = ("a.html", "deep/er/b.html", "deep/c.html", "mine.html")
    delivered(tmp_path, Pages("one", *names))
    (tmp_path / "mine.html").write_text("changed", encoding="utf-8")
    stays = f"{tmp_path / 'mine.html'}: is no longer written, but has been changed since it was; it stays"
    said, made = delivered(tmp_path, Pages("two", "a.html"), "other")
    assert (said, made) == ([stays, "removed deep/c.html", "removed deep/er/b.html"], True)
    assert not (tmp_path / "deep").exists()
    assert delivered(tmp_path, None) == (["removed a.html"], False)
    assert list(kept_records(tmp_path)) == []
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["mine.html"]


def test_nothing_outside_of_the_folder_is_removed(tmp_path: Path) -> None:
    out, mine = tmp_path / "out", tmp_path / "mine.txt"
    out.mkdir()
    mine.write_text("mine", encoding="utf-8")
    (out / "source.txt").write_text("mine", encoding="utf-8")
    names = ("../mine.txt", str(mine), "source.txt")
    record = OutputRecord("key", dict.fromkeys(names, FileRecord(4, file_hash(mine))))
    assert delivered(out, None, pages=record) == ([], False)
    assert (text_of(mine), text_of(out / "source.txt")) == ("mine", "mine")
    with pytest.raises(OutputError) as told:
        delivered(out, Pages("one", "source.txt"))
    assert str(told.value) == (
        f"{out / 'source.txt'}: is one of the texts that are read, and not written over; give another output"
    )


def test_an_output_that_cannot_be_made_takes_its_files_with_it(tmp_path: Path) -> None:
    delivered(tmp_path, Pages("one", "a.html"))
    said: list[str] = []
    delivery = Delivery(tmp_path, {}, said.append)
    with pytest.raises(OutputError, match=r"^cannot be made$"):
        delivery.bring(Pages("impossible", "a.html"), "other", list)
    assert (delivery.clear(), said) == (["a.html"], [])


def test_an_output_that_cannot_be_written_now_leaves_its_files(tmp_path: Path) -> None:
    delivered(tmp_path, Pages("one", "a.html"))
    delivery = Delivery(tmp_path, {}, print)
    with pytest.raises(OutputError) as told:
        delivery.bring(Pages("two", "n" * 300), "other", list)
    assert str(told.value).startswith(f"{tmp_path}/work/.fr-en-pipeline/unfinished/nnn")
    assert str(told.value).endswith(": cannot be written (File name too long)")
    assert delivery.clear() == []
    assert text_of(tmp_path / "a.html") == "one"


def test_what_a_folder_knows_of_its_files(tmp_path: Path) -> None:
    delivered(tmp_path, Pages("one", "a.html", "b.html"))
    assert written_names(tmp_path) == {"a.html", "b.html"}
    (tmp_path / "review.tsv").write_text("x", encoding="utf-8")
    note_handed_out(tmp_path, tmp_path / "review.tsv")
    assert handed_out_files(tmp_path) == {"review.tsv": file_hash(tmp_path / "review.tsv")}
    place, said = record_place(tmp_path, "pages"), list[str]()
    place.write_bytes(b"damaged")
    assert kept_records(tmp_path, said.append) == {}
    assert said == [f"{place}: is damaged, and made again"]


def test_what_decides_the_bytes_of_outputs(tmp_path: Path) -> None:
    made_by, sums = Provenance("1"), {"a.md": "5" * 64}
    sources = (Source("a.md", tmp_path / "a.md"),)
    told = {"tool": "fr-en-pipeline", "version": "1", "model": "", "model_hash": "", "engine": "", "created": ""}
    tmx = FormatOutput("tmx", WriteOptions("fr-CA", "en", "T"), made_by, sources, sums).fingerprint()
    assert tmx.settings["format"] == "tmx"
    assert tmx.settings["made_by"] == told
    assert tmx.settings["options"]["source_language"] == "fr-CA"
    assert tmx.modules == ("pipeline.formats.tmx.write",)
    page = FormatOutput("html", WriteOptions(), made_by, sources, sums)
    assert page.fingerprint().modules[1:] == ("pipeline.formats.pictures",)
    assert page.fingerprint().settings["archives"] == []
    bare = FormatOutput("html", WriteOptions(), made_by, sources, sums, pictures=False)
    assert len(bare.fingerprint().modules) == 1
    assert (bare.has_pictures({}), bare.has_pictures({"a.md": {"b.png": ""}})) == (True, False)
    spliced = SplicedOutput(sources, sums, WriteOptions(translator="T"), made_by).fingerprint()
    assert spliced.settings == {"files": ["5" * 64], "translator": "T", "language": "en", "made_by": told}
    english = TranslatedOutput(sources, sums, "en-GB").fingerprint()
    assert english.settings == {"files": ["5" * 64], "language": "en-GB"}
    assert english.modules == ("pipeline.formats.splicing", "pipeline.formats.markdown.translate")
    assert spliced.modules[0] == "pipeline.formats.splicing"
    assert len(spliced.modules) == 2
    table = CorrectionTable(Path("k.tsv"), "6" * 64, (EnglishCorrection("a", "b", "c"),))
    metrics = MetricsOutput(corrections=(table,)).fingerprint()
    assert metrics.settings["corrections"] == ["6" * 64]
    assert metrics.modules == ("pipeline.quality.evaluate", "pipeline.quality.metrics", "pipeline.review.placement")
    assert MetricsOutput().fingerprint().modules == metrics.modules[:2]


def test_corrections_that_fit_nowhere_are_counted_document_by_document(files: Files) -> None:
    table = "document\tsource\ttarget\na.fr.md\tIl pleut.\tRain.\na.fr.md\tIl neige.\tSnow.\na.fr.md\tOui.\tYes.\n"
    folder = files({"a.fr.md": TEXT, "out/corrections.tsv": table})
    result = run(config_for(folder, ["tsv"]), heard := Heard())
    told = "a.fr.md: 2 corrections fit nowhere in it any more; the first is of 'Il neige.'"
    assert (result.metrics.warnings, heard.warnings) == ((told,), [])
    job = make_job(config_for(folder, ["tsv"]))
    assert [len(one.corrections) for one in job.corrections] == [3]


def test_a_folder_of_several_other_texts_is_told(files: Files) -> None:
    folder = files({"a.fr.md": TEXT, "b.fr.md": TEXT, "c/c.fr.md": TEXT})
    run(config_for(folder, ["tsv"]))
    other = config_for(folder, ["tsv"], read={"files": [str(folder / "c" / "c.fr.md")]})
    run(other, heard := Heard())
    out = folder / "out"
    assert heard.warnings == [f"{out}: held what was made of a.fr.md and 1 more, and is made anew for other texts"]
