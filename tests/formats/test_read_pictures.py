"""Pictures: found in the files of a run, and only there."""

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.formats.pictures import PictureFinder, has_pictures_inside, picture
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
    found = picture(SVG.replace(b"<path", inside.encode() + b"<path"))
    assert found
    assert b'<path d="M0 0h9"/>' in found.data
    for hostile in (b"script", b"onclick", b"example", b"autre", b"import", b"1999/xhtml"):
        assert hostile not in found.data


@pytest.mark.parametrize(
    "inside",
    [
        "<image href='#a'/>",
        "<image xlink:href=' data:image/png;base64,AA' xmlns:xlink='http://www.w3.org/1999/xlink'/>",
        "<style>path { fill: red }</style>",
        "<g d='on'/>",
        "<!-- <script/> -->",
    ],
)
def test_drawings_that_only_draw_are_shown(inside: str) -> None:
    found = picture(SVG.replace(b"<path", inside.encode() + b"<path"))
    assert found is not None
    assert found.media_type == "image/svg+xml"


@pytest.mark.parametrize("name", ["script", "foreignObject", "handler", "iframe", "audio", "video"])
def test_elements_that_no_drawing_needs(name: str) -> None:
    for inside in (f"<g><{name}/></g><path", f"<{name.upper()} /><path", f"<x:{name} xmlns:x='a'/><path"):
        found = picture(SVG.replace(b"<path", inside.encode()))
        assert found
        assert name.lower().encode() not in found.data.lower()


@pytest.mark.parametrize(
    ("start", "media_type"),
    [
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"RIFF\1\2\3\4WEBP", "image/webp"),
        (b"RIFF\1\2\3\4WAVE", ""),
        (b"XIFF\1\2\3\4WEBP", ""),
        (b"\x89PNG\r\n", ""),
        (b"<html><svg", ""),
        (b"<html><svg/></html>", ""),
    ],
)
def test_pictures_are_known_by_how_they_begin(start: bytes, media_type: str) -> None:
    found = picture(start)
    assert (found.media_type if found else "") == media_type


def test_a_picture_may_be_20_mb_large(tmp_path: Path) -> None:
    large = GIF + bytes(20 * 2**20 - len(GIF))
    assert picture(large) is not None
    assert picture(large + b"\0") is None
    (tmp_path / "a.md").write_text("Oui.")
    (tmp_path / "b.gif").write_bytes(large)
    found = finder(tmp_path / "a.md")
    assert found("b.gif") == large
    (tmp_path / "b.gif").write_bytes(large + b"\0")
    assert found("b.gif") == large  # what was found stays
    assert finder(tmp_path / "a.md")("b.gif") is None


def test_what_was_asked_for_beside_the_documents_is_found_again(tmp_path: Path) -> None:
    for name in ("a.md", "b.html"):
        (tmp_path / name).write_text("Oui.")
    (tmp_path / "c.gif").write_bytes(GIF)
    with zipfile.ZipFile(tmp_path / "d.ODT", "w") as archive:
        archive.writestr("c.gif", GIF)
    sources = find([str(tmp_path)])
    found = PictureFinder(sources)
    for document, address in (
        ("a.md", "c.gif"),
        ("a.md", "absent.gif"),
        ("a.md", "https://b.fr/c.gif"),
        ("b.html", "c.gif"),
        ("d.ODT", "c.gif"),
        ("a.md", "c.gif"),
    ):
        found(document, address)
    assert [has_pictures_inside(source) for source in sources] == [False, False, True]
    [shown] = {one.name for one in [found("d.ODT", "c.gif")] if one}
    beside = {"a.md": {"c.gif": shown, "absent.gif": ""}, "b.html": {"c.gif": shown}}
    assert found.beside == beside
    assert PictureFinder(sources).finds_again(beside)
    assert PictureFinder(sources).finds_again({"e.md": {"c.gif": ""}})
    assert not PictureFinder(sources).finds_again({"e.md": {"c.gif": shown}})
    (tmp_path / "absent.gif").write_bytes(GIF)
    assert not PictureFinder(sources).finds_again(beside)
    (tmp_path / "absent.gif").unlink()
    (tmp_path / "c.gif").write_bytes(GIF + b"x")
    assert not PictureFinder(sources).finds_again(beside)


def test_addresses_with_data_in_every_way_to_write_them(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<p>Oui.")
    found = finder(tmp_path / "a.html")
    coded = base64.b64encode(GIF).decode()
    assert found(f"DATA:image/x-a.b+c;charset=utf-8;BASE64,{coded[:9]}\n {coded[9:].replace('=', '%3D')}") == GIF
    assert found("data:image/gif," + "".join(f"%{byte:02x}" for byte in GIF)) == GIF
    assert found(f"data:image/gif;base64,{coded}!") is None
    assert found(f"data:;base64,{coded}") is None
