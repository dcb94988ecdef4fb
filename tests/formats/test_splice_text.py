"""English put under the French of Markdown and subtitles: the file's own text stays, and is read as before."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import make_config, run
from pipeline.bilingual.passages import Passage
from pipeline.document import Mark
from pipeline.errors import InputError
from pipeline.formats.markdown.read import parse_markdown, read_markdown
from pipeline.formats.markdown.splice import splice_markdown
from pipeline.formats.subtitles.cues import parse_cues
from pipeline.formats.subtitles.splice import splice_subtitles
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
BESIDE = ENGLISH.filter(lambda text: not text.strip().startswith("["))
"""English that may stand in a line below its French: a bracket there would begin a formula, and so stands apart."""


def blocks(data: bytes) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in read_markdown(data, "auto", "fr").paragraphs]


def kept(before: list[tuple[str, str]], after: Iterator[tuple[str, str]]) -> bool:
    """Whether all blocks come in their order, or at the beginning of a cell or of a tight list's paragraph."""
    return all(any(kind == found and said.startswith(text) for found, said in after) for kind, text in before)


@st.composite
def lists(draw: st.DrawFn, depth: int = 0) -> list[str]:
    """The lines of a list with blocks of all kinds in its items, tight or loose."""
    loose = draw(st.booleans())
    first = draw(st.sampled_from([None, None, 1, 1, 7] if depth == 0 else [None, 1]))
    block = st.sampled_from(
        [["un"], ["deux", "lignes"], ["*c* `d`"], ["> cite", "> ici"], ["```", "code", "", "```"], ["fin \\"]]
    )
    lines: list[str] = []
    for number in range(draw(st.integers(1, 3))):
        marker = "- " if first is None else f"{first + number}. "
        blocks = [draw(block)]
        if depth < 2 and draw(st.booleans()):
            blocks.append(draw(lists(depth + 1)))
        if draw(st.booleans()):
            blocks.insert(0, ["# titre"] if not loose and len(blocks) == 1 and blocks[0][0][0] == "`" else draw(block))
        inner: list[str] = []
        for one in blocks:
            inner += [*([""] if inner and loose else []), *one]
        lines += [""] if lines and loose else []
        lines += [marker + inner[0], *(" " * len(marker) * bool(line) + line for line in inner[1:])]
    return lines


def outline(data: bytes) -> tuple[list[tuple[str, object]], list[set[bool]]]:
    """Lists and items with their numbers, and of each list whether paragraphs stand close in it, apart or both."""
    found: list[tuple[str, object]] = []
    close: dict[int, set[bool]] = {}
    opened: list[int] = []
    for number, token in enumerate(parse_markdown(data.decode())):
        opened = [*opened[: token.level], number]
        if "list" in token.type:
            found.append((token.type, token.attrGet("start")))
            close |= {number: set()} if token.type.endswith("list_open") else {}
        elif token.type == "paragraph_open" and token.level > 1 and opened[-3] in close:
            close[opened[-3]].add(token.hidden)
    return found, list(close.values())


@settings(max_examples=60)
@given(lists(), st.booleans(), st.sampled_from(["\n", "\r\n"]), st.data())
def test_lists_stay_tight_or_loose(lines: list[str], quoted: bool, newline: str, data: st.DataObject) -> None:
    before = newline.join("> " * quoted + line for line in lines).encode()
    paragraphs = read_markdown(before, "auto", "fr").paragraphs
    english = [Passage(None, data.draw(BESIDE).strip() if one.translate else "") for one in paragraphs]
    after = splice_markdown(before, english, "fr")
    assert outline(after)[0] == outline(before)[0]
    assert all(now == once for once, now in zip(outline(before)[1], outline(after)[1], strict=True) if once)
    assert kept(blocks(before), iter(blocks(after)))


@given(MARKUP, st.sampled_from(["\n", "\r\n"]), st.booleans(), st.data())
def test_a_markdown_file_is_wholly_there(parts: list[str], newline: str, ended: bool, data: st.DataObject) -> None:
    content = "\n\n".join(parts) + "\n" * ended
    before = content.replace("\n", newline).encode()
    paragraphs = read_markdown(before, "auto", "fr").paragraphs
    # a cell that a short line of a table lacks has no text, and so no English
    said_of = [one.translate and bool(one.text) for one in paragraphs]
    english = [Passage(None, data.draw(ENGLISH).strip() if has else "") for has in said_of]
    after = splice_markdown(before, english, "fr")
    assert kept(blocks(before), iter(blocks(after)))
    rest = iter(after.decode().splitlines())
    lines = before.decode().splitlines()
    assert all(
        any(line in {other, other.removesuffix("\\")} or "|" in line for other in rest) for line in lines if line
    )
    said = " ".join(text for _, text in blocks(after))
    assert all(passage.text in said for passage in english if passage.text.isalpha())


def test_a_markdown_file() -> None:
    data = b"---\ntitle: T\n---\n# Le *but*\n1. Un\n2. Deux\n\n| a |\n|---|\n| b |\n"
    looks = Passage(None, "The aim", (Mark(4, 7, "em"),))
    english = [Passage(None, ""), looks, *(Passage(None, text) for text in ("1. One", "2. Two", "A|", "B"))]
    assert splice_markdown(data, english, "fr").decode() == (
        "---\ntitle: T\n---\n# Le *but*\n\n**The *aim***\n\n1. Un\\\n   One\n2. Deux\\\n   Two\n\n"
        "| a<br>A\\| |\n|---|\n| b<br>B |\n"
    )
    with pytest.raises(InputError, match="6 blocks instead of 1"):
        splice_markdown(data, english[:1], "fr")


def test_no_line_of_the_english_begins_a_block() -> None:
    passage = Passage(None, "A 1. B - C", (Mark(1, 2, "br"), Mark(6, 7, "br")))
    assert splice_markdown(b"Un", [passage], "fr").decode() == "Un\n\nA\\\n1\\. B\\\n\\- C\n"


def test_what_would_change_the_french_stands_apart() -> None:
    [one, other] = [Passage(None, "A `"), Passage(None, "B")]
    assert splice_markdown(b"- Un ` mot\n- Deux", [one, other], "fr").decode() == (
        "- Un ` mot\n\n  A \\`\n- Deux\\\n  B\n"
    )


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
    english = {"<i>I think</i>", "I think", "so &amp; &lt;really&gt;."}
    assert [line for line in after.split("\n") if line not in english] == [*WEB.split("\n"), ""]
    assert [cue.text for cue in parse_cues(after)] == ["Je crois I think", "que oui. Vraiment. so & <really>."]
    assert splice_subtitles(WEB.encode(), ["", ""]).decode() == WEB
    told = splice_subtitles(WEB.encode(), ["", ""], head="By --> me").decode()
    assert told.replace("NOTE By -> me\n\n", "", 1) == WEB
    assert [cue.text for cue in parse_cues(told)] == [cue.text for cue in parse_cues(WEB)]
    with pytest.raises(InputError, match="2 cues instead of 1"):
        splice_subtitles(WEB.encode(), [""])


def test_a_run(files: Files) -> None:
    folder = files({"a/un.md": "# Un\n\nDeux *mots*.\n", "a/film.vtt": WEB})
    data = {"read": {"files": str(folder / "a")}, "output": str(folder / "out"), "translate": {"beam": 1}}
    assert run(make_config(data | {"write": {"formats": "spliced"}})).exit_code == 0
    assert "Deux *mots*.\n\n" in (folder / "out/spliced/un.md").read_text("utf-8")
    assert len(list(parse_cues((folder / "out/spliced/film.vtt").read_text("utf-8")))) == 2
