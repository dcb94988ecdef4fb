"""English put under the French of Markdown and subtitles: the file's own text stays, and is read as before."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, run
from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.read.markdown import read_markdown
from pipeline.read.subtitles import parse
from pipeline.splice.markdown import splice_markdown
from pipeline.splice.subtitles import splice_subtitles
from pipeline.write.passages import Passage
from tests.conftest import Files

PARTS = [
    "Un *mot* et [un lien](a.html).",
    "Deux lignes\nd'un paragraphe.",
    "# Titre",
    "Autre titre\n===",
    "- un\n- deux\n  - trois\n- quatre",
    "1. un\n2. deux\n\n   suite",
    "> Cite.\n>\n> > Dedans.\n> - liste",
    "| a | b |\n|---|---|\n| *c* | d \\\\| e |\n| f |",
    "```py\n# non\n```",
    "    code",
    "***",
    "<div>\nhtml\n</div>",
    "Note[^n].\n\n[^n]: Le texte\n    de la note.",
    "[ref]: b.html",
    "Vers un\\\net deux",
]
MARKUP = st.lists(st.sampled_from(PARTS), min_size=1, max_size=6)
ENGLISH = st.text('aé *_`[]()<>#-+=.!~|&^:1\\\\"', min_size=1, max_size=12).filter(lambda text: text.strip())


def blocks(data: bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_markdown(data, "auto", "fr").paragraphs]


def kept(before: list[tuple[str, str]], after: Iterator[tuple[str, str]]) -> bool:
    """Whether all blocks come in their order; a cell begins as it did."""
    return all(
        any(kind == found and (text == said or (kind == "cell" and said.startswith(text))) for found, said in after)
        for kind, text in before
    )


@given(MARKUP, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data())
def test_a_markdown_file_is_wholly_there(parts: list[str], newline: str, ended: bool, data: st.DataObject) -> None:
    content = "\n\n".join(parts) + "\n" * ended
    before = content.replace("\n", newline).encode()
    paragraphs = read_markdown(before, "auto", "fr").paragraphs
    english = [Passage(None, data.draw(ENGLISH).strip() if one.translate else "") for one in paragraphs]
    after = splice_markdown(before, english, "fr")
    assert kept(blocks(before), iter(blocks(after)))
    rest = iter(after.decode().splitlines())
    assert all(any(line == other or "|" in line for other in rest) for line in before.decode().splitlines() if line)
    said = " ".join(text for _, text in blocks(after))
    assert all(passage.text in said for passage in english if passage.text.isalpha())


def test_a_markdown_file() -> None:
    data = b"---\ntitle: T\n---\n# Le *but*\n1. Un\n2. Deux\n\n| a |\n|---|\n| b |\n"
    looks = Passage(None, "The aim", (Mark(4, 7, "em"),))
    english = [Passage(None, ""), looks, *(Passage(None, text) for text in ("1. One", "2. Two", "A|", "B"))]
    assert splice_markdown(data, english, "fr").decode() == (
        "---\ntitle: T\n---\n# Le *but*\n\n**The *aim***\n\n1. Un\n\n   One\n\n2. Deux\n\n   Two\n\n"
        "| a<br>A\\| |\n|---|\n| b<br>B |\n"
    )
    with pytest.raises(InputError, match="6 blocks instead of 1"):
        splice_markdown(data, english[:1], "fr")


WEB = """WEBVTT

STYLE
::cue { color: red }

00:01.000 --> 00:02.000 line:0
<i>Je crois</i>

NOTE non

2
00:03.000 --> 00:04.000
que oui.
Vraiment."""


def test_subtitles_keep_their_lines() -> None:
    after = splice_subtitles(WEB.encode(), ["I think", "so & <really>."]).decode()
    assert [line for line in after.split("\n") if line not in {"I think", "so &amp; &lt;really&gt;."}] == [
        *WEB.split("\n"),
        "",
    ]
    assert [cue.text for cue in parse(after)] == ["Je crois I think", "que oui. Vraiment. so & <really>."]
    assert splice_subtitles(WEB.encode(), ["", ""]).decode() == WEB
    with pytest.raises(InputError, match="2 cues instead of 1"):
        splice_subtitles(WEB.encode(), [""])


def test_a_run(files: Files) -> None:
    folder = files({"a/un.md": "# Un\n\nDeux *mots*.\n", "a/film.vtt": WEB})
    data = {"read": {"files": str(folder / "a")}, "output": str(folder / "out"), "translate": {"beam": 1}}
    assert run(make_config(data | {"write": {"formats": "spliced"}})).exit_code == 0
    assert "Deux *mots*.\n\n" in (folder / "out/spliced/un.md").read_text("utf-8")
    assert len(list(parse((folder / "out/spliced/film.vtt").read_text("utf-8")))) == 2
