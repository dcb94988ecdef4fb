"""Drawings in copies: of what a page or a book gives as one, every copy has only what draws."""

import base64
import re
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.document import Bead, Document, Hypothesis
from pipeline.formats.pictures import PictureFinder
from pipeline.formats.sources import find
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.stages.read import ReadStage
from pipeline.stages.segment import SegmentStage
from tests.formats.conftest import EpubCheck

HOSTILE = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="40" '
    'onload="evil()"><script>evil()</script><style>@import url(//evil.example/a.css); .a{fill:url(//evil.example/b)}'
    '</style><a xlink:href="javascript:evil()"><path class="a" d="M0 0h9" style="fill:url(//evil.example/c)"/></a>'
    '<use xlink:href="//evil.example/d.svg#e"/><image xlink:href="https://evil.example/f.png" width="9" height="9"/>'
    '<set attributeName="href" to="javascript:evil()"/><animate attributeName="x" onbegin="evil()"/>'
    '<foreignObject width="9" height="9"><iframe xmlns="http://www.w3.org/1999/xhtml" src="//evil.example/"></iframe>'
    '</foreignObject><text x="1" y="9">Le port</text></svg>'
)
EVIL = re.compile(rb"evil|javascript|foreignobject|iframe|<script|import|onload|onbegin", re.IGNORECASE)


def made(folder: Path, layout: str) -> Path:
    """A copy of a page with a hostile drawing in it and another one beside it."""
    (folder / "a.html").write_text(f'<p>Voir {HOSTILE} ici.</p><p><img src="b.svg" alt="Un port"></p>')
    (folder / "b.svg").write_text(HOSTILE.replace("Le port", "Un port"))
    sources = find([str(folder / "a.html")])
    [document] = SegmentStage()(ReadStage(sources[0])())
    sentences = document.source.sentences()
    assert sentences == ["Voir ici.", "Le port", "Un port"]
    done = replace(document, hypotheses=tuple(map(Hypothesis, sentences)), beads=_one_by_one(document))
    [copy] = write(layout, [done], folder, WriteOptions(), Provenance("1"), PictureFinder(sources))
    return copy


def _one_by_one(document: Document) -> tuple[Bead, ...]:
    return tuple(Bead((number,), (number,)) for number in range(len(document.source.sentences())))


def test_a_page_has_only_what_draws(tmp_path: Path) -> None:
    page = made(tmp_path, "html").read_bytes()
    drawings = [base64.b64decode(found) for found in re.findall(rb"data:image/svg\+xml;base64,([\w+/=]+)", page)]
    assert len(drawings) >= len(("Voir", "Un port"))
    for drawing in drawings:
        assert b'd="M0 0h9"' in drawing
        assert not EVIL.search(drawing)
    assert b"evil" not in page


@pytest.mark.parametrize("layout", ["epub", "epub-side", "epub-popup"])
def test_a_book_has_only_what_draws(tmp_path: Path, layout: str, epubcheck: EpubCheck) -> None:
    copy = made(tmp_path, layout)
    with ZipFile(copy) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    assert len([name for name in parts if name.endswith(".svg")]) > 1
    assert [name for name, content in parts.items() if EVIL.search(content)] == []
    assert epubcheck(copy) == []
