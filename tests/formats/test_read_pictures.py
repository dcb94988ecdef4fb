"""Pictures: found in the files of a run, and only there."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.formats.pictures import MOST_BYTES, PictureFinder, picture
from pipeline.formats.sources import find

GIF = base64.b64decode("R0lGODlhAQABAAAAACwAAAAAAQABAAACAkQBADs=")
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><path d="M0 0h9"/></svg>'
Finder = Callable[[str], bytes | None]


def finder(path: Path) -> Finder:
    """Gives the bytes of a picture of the only document."""
    [source] = find([str(path)])
    found = PictureFinder([source])

    def data(address: str) -> bytes | None:
        shown = found(source.id, address)
        return shown.data if shown else None

    return data


def test_a_page_has_the_pictures_of_its_folder(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Oui.")
    (tmp_path / "la mer.gif").write_bytes(GIF)
    found = finder(tmp_path / "a.html")
    assert found("la%20mer.gif") == found("./la mer.gif?v=2#x") == GIF
    assert found("autre.gif") is None
    assert found("a.html") is None
    assert found("") is None
    assert found("\0") is None


def test_nothing_outside_the_folder_is_shown(tmp_path: Path) -> None:
    inside = tmp_path / "texte"
    inside.mkdir()
    (tmp_path / "secret.gif").write_bytes(GIF)
    (inside / "lien.gif").symlink_to(tmp_path / "secret.gif")
    (inside / "a.md").write_text("Oui.")
    found = finder(inside / "a.md")
    for address in ("../secret.gif", "lien.gif", str(tmp_path / "secret.gif"), f"file://{tmp_path}/secret.gif"):
        assert found(address) is None


def test_a_folder_beside_is_shown_where_the_run_reads_both(tmp_path: Path) -> None:
    for name in ("textes/a.md", "textes/b/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Oui.")
    (tmp_path / "textes/mer.gif").write_bytes(GIF)
    found = PictureFinder(find([str(tmp_path / "textes")]))
    shown = found("b/c.md", "../mer.gif")
    assert shown is not None
    assert shown.data == GIF


def test_the_network_is_not_asked(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Oui.")
    found = finder(tmp_path / "a.html")
    assert found("https://example.org/a.gif") is None
    assert found("//example.org/a.gif") is None


def test_pictures_in_addresses(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Oui.")
    found = finder(tmp_path / "a.html")
    assert found("data:image/gif;base64," + base64.b64encode(GIF).decode()) == GIF
    assert found("data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'/%3E") is not None
    assert found("data:image/gif;base64,#") is None
    assert found("data:text/html,<script>alert(1)</script>") is None


def test_pictures_in_archives(tmp_path: Path) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("OEBPS/mer.gif", GIF)
    (tmp_path / "a.epub").write_bytes(stream.getvalue())
    found = finder(tmp_path / "a.epub")
    assert found("OEBPS/mer.gif") == GIF
    assert found("mer.gif") is None
    (tmp_path / "b.epub").write_bytes(b"no archive")
    assert finder(tmp_path / "b.epub")("OEBPS/mer.gif") is None


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        "<g onclick='alert(1)'/>",
        "<image href='https://example.org/a.png'/>",
        "<use href='autre.svg#a'/>",
        "<style>@import url(https://example.org)</style>",
        "<foreignObject><p xmlns='http://www.w3.org/1999/xhtml'>a</p></foreignObject>",
    ],
)
def test_drawings_that_do_more_than_draw_are_left_out(inside: str) -> None:
    assert picture(SVG) is not None
    assert picture(SVG.replace(b"<path", inside.encode() + b"<path")) is None


def test_what_is_no_picture_or_too_large_is_left_out() -> None:
    assert picture(b"") is None
    assert picture(b"<html><svg></html>") is None
    assert picture(GIF + b"\0" * MOST_BYTES) is None
    assert picture(b"RIFF\0\0\0\0WEBPVP8 ") is not None
