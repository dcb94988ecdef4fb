"""`show`: which folder is meant, and what is said where no copy can be found or opened."""

from pathlib import Path

import pytest

from pipeline.commands import main
from pipeline.commands.show import find_output, has_desktop, open_copy
from pipeline.errors import InputError
from tests.conftest import Files

SCREENS = ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER")


def test_the_only_folder_with_a_copy_is_meant(files: Files) -> None:
    folder = files({"out/b/copy.html": "", "out/c/report.html": "", "out/d/report.html": ""}) / "out"
    assert find_output(folder, "copy.html") == folder / "b"
    assert find_output(folder, "copy.epub") == folder
    with pytest.raises(InputError) as told:
        find_output(folder, "report.html")
    assert str(told.value) == f"{folder}: which one? {folder}/c, {folder}/d"
    (folder / "report.html").write_text("", encoding="utf-8")
    assert find_output(folder, "report.html") == folder


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_is_told_by_the_environment(screen: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    assert not has_desktop()
    assert not open_copy(Path("copy.html"))
    monkeypatch.setenv(screen, "")
    assert not has_desktop()
    monkeypatch.setenv(screen, "x")
    assert has_desktop()


@pytest.mark.parametrize(("code", "opened"), [(0, True), (4, False)])
def test_what_the_desktop_says_counts(files: Files, code: int, opened: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = files({"bin/xdg-open": f"#!/bin/sh\necho noise\necho noise >&2\nexit {code}\n"})
    (folder / "bin" / "xdg-open").chmod(0o755)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setenv("PATH", str(folder / "bin"), prepend=":")
    assert open_copy(folder / "copy.epub") is opened
    monkeypatch.setenv("PATH", "/nowhere")
    assert not open_copy(folder / "copy.epub")


def test_every_line_in_full(files: Files, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for name in SCREENS:
        monkeypatch.delenv(name, raising=False)
    manifest = '{"config": {"write": {"formats": ["tsv", "html"]}}}'
    folder = files({"out/copy.html": "", "out/manifest.json": manifest, "a/copy.epub": ""})
    monkeypatch.chdir(folder)
    for arguments, copy in (((), "out/copy.html"), (("a", "--format", "epub"), "a/copy.epub")):
        assert main(["show", *arguments]) == 0
        address = (folder / copy).as_uri()
        assert capsys.readouterr().out.splitlines() == [
            copy,
            f"  nothing here can open it; give this address to a browser or reader: {address}",
        ]
    again = "out: no {} there; make it with: python -m pipeline run out/manifest.json --set write.formats={}"
    for name, file, formats in (("docx", "copy.docx", "tsv,html,docx"), ("report", "report.html", "tsv,html,report")):
        assert main(["show", "out", "--format", name]) == 2
        assert capsys.readouterr().err == f"error: {again.format(file, formats)}\n"
    assert main(["show", "a"]) == 2
    assert capsys.readouterr().err == (
        "error: a: no copy.html there; make it with: python -m pipeline run FILE --set write.formats=html\n"
    )
