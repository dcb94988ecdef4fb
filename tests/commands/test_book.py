"""`book`: one command from one text, or two, to the finished page and EPUB."""

import re
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.commands import main

FRENCH = "# Le port\n\nIl pleuvait sur le port. Personne ne regardait la mer.\n"
ENGLISH = "# The harbour\n\nIt was raining over the harbour. Nobody was looking at the sea.\n"


def test_a_text_and_its_translation_become_a_book(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("port.fr.md").write_text(FRENCH, "utf-8")
    Path("port.en.md").write_text(ENGLISH, "utf-8")
    told = ["--title", "Au port", "--author", "A. Nonyme", "--translator", "Ann Lee"]
    given = ["book", "port.fr.md", "--reference", "port.en.md", *told, "--set", "translate.engine=none"]
    assert main(given) == 0
    assert "out/port/" in capsys.readouterr().out
    made = sorted(path.name for path in Path("out/port").glob("copy*"))
    assert made == ["copy.epub", "copy.html"]
    page = Path("out/port/copy.html").read_text("utf-8")
    assert "<title>Au port</title>" in page
    assert '<p class="author">A. Nonyme</p>' in page
    assert "translator Ann Lee" in page
    with ZipFile("out/port/copy.epub") as archive:
        package = archive.read("book/package.opf").decode()
    assert re.findall("<dc:(?:title|creator)[^>]*>(.*?)<", package) == ["Au port", "A. Nonyme"]
    assert '<dc:contributor id="translator">Ann Lee<' in package


def test_what_cannot_be_read_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["book", "nowhere.fr.txt"]) == 2
    assert "nowhere.fr.txt" in capsys.readouterr().err
