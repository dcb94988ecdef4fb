"""English put under the French of pages and books: all of it, once, in order, and nothing of the file is lost."""

import io
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline import make_config, read_pairs, run
from pipeline.bilingual.passages import Passage
from pipeline.document import Bead, Document, Mark, Paragraph, Segment, Text
from pipeline.errors import InputError
from pipeline.formats.epub.read import read_epub
from pipeline.formats.epub.splice import splice_epub
from pipeline.formats.html.read import read_html
from pipeline.formats.html.splice import splice_html
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions
from tests.conftest import Files
from tests.formats.conftest import EpubCheck

PAGE = """<!doctype html><html lang="fr"><head><meta charset="iso-8859-1"><title>Le moulin</title>
<style>p { color: red }</style></head><body><h1 id="a">Le moulin</h1>
<p>Un <em>vieux</em> moulin.<br>Il tourne.</p><ul><li>Du pain<ul><li>blanc</li></ul></li><li>Du vin</li></ul>
<table><tr><td>Une case</td></tr></table><pre>code</pre><p translate="no">Non</p><img src="a.png" alt="Un chat">
Seul<p>Fin.</body></html>"""
BLOCKS = st.recursive(
    st.text(alphabet="aé <&«»", min_size=1, max_size=8).map(escape),
    lambda inner: st.builds(
        lambda name, parts: f"<{name}>{''.join(parts)}</{name}>",
        st.sampled_from(["p", "div", "li", "ul", "em", "a", "td", "table", "h2", "blockquote", "pre"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=8,
)


def plain(texts: list[str]) -> list[Passage]:
    """Texts with nothing inside of them."""
    return [Passage(None, text) for text in texts]


def translations(data: bytes) -> list[str]:
    """The English that was put into a page."""
    root = etree.HTML(data.decode()) if b"<html" in data[:200] and b"<?xml" not in data[:5] else etree.fromstring(data)
    return ["".join(span.itertext()) for span in root.iterfind(".//{*}span[@class='translation']")]


def without(data: bytes) -> bytes:
    """A page without what was put into it."""
    root = etree.HTML(data.decode())
    for span in list(root.iterfind(".//span[@class='translation']")):
        parent, before = span.getparent(), span.getprevious()
        assert parent is not None
        if before is not None:
            before.tail = (before.tail or "") + (span.tail or "")
        else:
            parent.text = (parent.text or "") + (span.tail or "")
        parent.remove(span)
    for empty in root.iter("li", "p", "td"):
        empty.text = empty.text or ("" if not len(empty) else None)  # else libxml2 leaves out its end
    done: bytes = etree.tostring(root, method="html", encoding="utf-8")
    return done


def blocks(data: bytes) -> list[str]:
    """The French blocks of a page."""
    return [paragraph.text for paragraph in read_html(data, "auto", "fr").paragraphs]


@given(st.lists(BLOCKS, max_size=4).map("".join))
def test_all_english_is_there_once_and_all_french_stays(body: str) -> None:
    page = f"<html><body>{body}</body></html>".encode()
    english = [f"E{number} & <more>" for number, _ in enumerate(blocks(page))]
    spliced = splice_html(page, plain(english), "fr")
    assert translations(spliced) == english
    assert blocks(without(spliced)) == blocks(page)


def test_a_page() -> None:
    english = [f"E{number}" if number not in {6, 7} else "" for number in range(10)]
    done = splice_html(PAGE.encode("iso-8859-1"), plain(english[: len(blocks(PAGE.encode()))]), "fr").decode()
    assert '<h1 id="a">Le moulin<span class="translation" lang="en">E0</span></h1>' in done
    assert '<li>Du pain<span class="translation" lang="en">E2</span><ul>' in done
    assert "<pre>code</pre>" in done
    assert '<meta charset="utf-8">' in done
    assert "iso-8859-1" not in done
    assert '<img src="a.png" alt="Un chat">' in done


def test_what_stands_in_the_english() -> None:
    marks = (
        Mark(0, 3, "a", "b.html#c"),
        Mark(0, 3, "u"),
        Mark(4, 7, "a", "javascript:alert(1)"),
        Mark(7, 7, "a", "#n"),
    )
    english = [Passage(None, "One two", (*marks, Mark(7, 7, "sup", "1")))]
    call = '<a href="#n"><sup class="note-call">1</sup></a>'
    done = splice_html(b"<p>Un deux</p>", english, "fr").decode()
    assert f'lang="en"><a href="b.html#c"><u>One</u></a> two{call}</span></p>' in done
    done = splice_html(b'<a href="x"><p>Un deux</p></a>', english, "fr").decode()
    assert '<u>One</u> two<sup class="note-call">1</sup></span></p></a>' in done


def test_other_blocks_than_those_read() -> None:
    with pytest.raises(InputError, match="1 blocks instead of 2"):
        splice_html(b"<p>Un.</p>", plain(["One.", "Two."]), "fr")


def french_book(folder: Path) -> bytes:
    """A book in French, valid by EPUB's checker."""
    texts = ("Le phare", "La mer & le vent.", "Deux.")
    paragraphs = tuple(
        Paragraph(text, "heading" if n == 0 else "paragraph", n == 0, segments=(Segment(0, len(text)),))
        for n, text in enumerate(texts)
    )
    document = Document("phare.txt", Text("fr", paragraphs), beads=tuple(Bead((n,), ()) for n in range(len(texts))))
    [path] = write("epub", [document], folder, WriteOptions(), Provenance("1"))
    return path.read_bytes()


def test_a_book_keeps_every_other_part(tmp_path: Path) -> None:
    data = french_book(tmp_path)
    english = [f"E{n}" for n, _ in enumerate(read_epub(data, "auto", "fr").paragraphs)]
    spliced = splice_epub(data, plain(english), "fr")
    with ZipFile(io.BytesIO(data)) as before, ZipFile(io.BytesIO(spliced)) as after:
        assert before.namelist() == after.namelist()
        changed = {name for name in before.namelist() if before.read(name) != after.read(name)}
        found = [
            text for name in after.namelist() if name.endswith(".xhtml") for text in translations(after.read(name))
        ]
    assert all(name.endswith((".xhtml", ".opf")) for name in changed)
    paragraphs = read_epub(data, "auto", "fr").paragraphs
    wanted = (text for text, one in zip(english, paragraphs, strict=True) if not one.locator.startswith("book/nav"))
    assert sorted(found) == sorted(wanted)
    assert splice_epub(data, plain(english), "fr") == spliced


def test_the_head_of_a_page_and_of_a_book(tmp_path: Path) -> None:
    """It stands once, before all French, which is read as before."""
    done = splice_html(b"Seul<p>Un.</p>", plain(["Alone", "One."]), "fr", head="By <whom>")
    assert b'<body><p class="translation" lang="en">By &lt;whom&gt;</p>Seul<' in done
    data = french_book(tmp_path)
    english = [f"E{n}" for n, _ in enumerate(read_epub(data, "auto", "fr").paragraphs)]
    with ZipFile(io.BytesIO(splice_epub(data, plain(english), "fr", head="By whom"))) as archive:
        found = [name for name in archive.namelist() if b">By whom</p>" in archive.read(name)]
    assert found == ["book/title.xhtml"]


@pytest.mark.slow
def test_epubcheck_finds_nothing_to_say(tmp_path: Path, epubcheck: EpubCheck) -> None:
    data = french_book(tmp_path)
    english = [f"E{n}" for n, _ in enumerate(read_epub(data, "auto", "fr").paragraphs)]
    path = tmp_path / "spliced.epub"
    path.write_bytes(splice_epub(data, plain(english), "fr", head="By whom"))
    assert epubcheck(path) == []


def test_a_run(files: Files) -> None:
    folder = files({"a/page.html": PAGE.replace("iso-8859-1", "utf-8"), "a/b.txt": "Oui.\n"})
    write_options = {"formats": ["jsonl", "spliced"]}
    data = {"read": {"files": str(folder / "a")}, "output": str(folder / "out"), "translate": {"beam": 1}}
    assert run(make_config(data | {"write": write_options})).exit_code == 0
    done = (folder / "out" / "spliced" / "page.html").read_bytes()
    wanted = " ".join(
        pair.target for pair in read_pairs(folder / "out" / "pairs.jsonl") if pair.document == "page.html"
    ).split()
    straight = str.maketrans("“”’", '""\'')
    signs = str.maketrans("", "", "\u00a0?")  # the French has no question
    head = etree.HTML(done.decode()).findtext(".//p[@class='translation']")
    assert head.startswith("English: machine, embedded model")
    assert " ".join(translations(done)).translate(straight).translate(signs).split() == [
        word for word in wanted if word not in {"code", "Non"}
    ]


def test_texts_that_cannot_be_spliced(files: Files) -> None:
    folder = files({"b.txt": "Oui.\n"})
    data = {"read": {"files": str(folder / "b.txt")}, "output": str(folder / "out"), "translate": {"engine": "none"}}
    result = run(make_config(data | {"write": {"formats": "spliced"}}))
    assert result.exit_code == 1
    assert "spliced: no document came from " in result.problems[0]


def test_an_empty_item_keeps_its_end() -> None:
    page = b"<html><body><em><li></li>un</em> deux</body></html>"
    assert blocks(without(splice_html(page, plain(["one two"]), "fr"))) == blocks(page) == ["un deux"]
