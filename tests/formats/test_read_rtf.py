r"""RTF: paragraphs with their kinds, notes, tables; no letter is lost, whatever is in the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from striprtf.striprtf import rtf_to_text

from pipeline.document import Account, Text
from pipeline.errors import InputError
from pipeline.formats.reading import read as read_path
from pipeline.formats.rtf.read import read_rtf

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman\fcharset0 Times;}{\f1\fnil\fcharset2 Symbol;}"
    r"{\f2\fcharset238 Arial CE;}}{\stylesheet{\ql Normal;}{\s1\outlinelevel0\b Kop;}{\s2 Titre 2;}}"
)


def read(body: str) -> Text:
    """Read an RTF file of a body, whose letters have to balance."""
    text = read_rtf(f"{HEAD}{body}}}".encode("latin-1"), "auto", "fr")
    assert isinstance(text.account, Account)
    assert (text.account.unread, text.account.added) == (0, 0)
    return text


def kinds(body: str) -> list[tuple[str, int, str]]:
    """Each paragraph's kind, level and text."""
    return [(one.kind, one.level, one.text) for one in read(body).paragraphs]


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (r"l'\'e9t\'e9", "l'été"),
        (r"l\rquote\u233 ?t\u233\'3f", "l’été"),
        (r"{\uc0 \u233}t\u-26?", "ét\uffe6"),
        (r"{\uc2 \u233 ab}t", "ét"),
        (r"\uc0\u55349\uc1\u56476?", "𝒜"),
        (r"{\f1 a}{\f2 \'f8}", "αř"),
        ("un\r\n deux\\~!", "un deux\u00a0!"),
        (r"\{a\}\\", "{a}\\"),
        (r"a{\v b}c{\deleted d}{\v0 e}", "ace"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt le site}}", "le site"),
        (r"{\upr{ete}{\*\ud{\u233 ?t\u233 ?}}}", "été"),
        (r"{\*\inconnu perdu}{\pict 89ab}{\object{\*\objdata 00ff}{\result vu}}", "vu"),
        (r"{\shp{\*\shpinst{\sp{\sn x}{\sv 1}}{\shptxt \pard dedans}}{\shprslt sinon}}", "dedans"),
        ("a{\\pict\\bin3 }}}}b", "ab"),
    ],
)
def test_what_is_seen(body: str, text: str) -> None:
    assert [one.text for one in read(body).paragraphs] == [text]


def test_kinds_of_paragraphs() -> None:
    body = (
        r"\pard\s1\b Le port\b0\par\pard\s2 Suite\par\pard\outlinelevel2 Fin\par\pard{\listtext 1.\tab}\ls1 Un\par"
        r"\pard - Oui.\line {\i Tr\'e8s} bien.\par"
    )
    assert kinds(body) == [
        ("heading", 1, "Le port"), ("heading", 2, "Suite"), ("heading", 3, "Fin"), ("list_item", 1, "Un"),
        ("dialogue", 0, "- Oui. Très bien."),
    ]  # fmt: skip
    last = read(body).paragraphs[-1]
    assert [(mark.name, last.text[mark.start : mark.end]) for mark in last.marks] == [("br", " "), ("em", "Très")]


def test_notes_follow_their_paragraph_with_their_numbers() -> None:
    body = r"\pard\ls1 Un{\super\chftn{\footnote\pard \chftn  Une note.\par Suite.}} mot.\par\pard Fin."
    assert kinds(body) == [
        ("list_item", 1, "Un mot."), ("note", 0, "Une note."), ("note", 0, "Suite."), ("paragraph", 0, "Fin."),
    ]  # fmt: skip
    item, note, *_ = read(body).paragraphs
    assert [(mark.start, mark.name, mark.value) for mark in (*item.marks, *note.marks)] == [
        (2, "sup", "1"),
        (0, "sup", "1"),
    ]


def test_cells_of_tables() -> None:
    row = r"\trowd\cellx1\cellx2\pard\intbl {}\cell {}\cell\row"
    body = row.format("A", "") + row.format(r"B\par C", "D") + r"\pard Fin.\par" + row.format("E", "F")
    found = [(one.text, tuple(one.cell or ())[:3]) for one in read(body).paragraphs]
    assert found == [
        ("A", (0, 0, 0)), ("B", (0, 1, 0)), ("C", (0, 1, 0)), ("D", (0, 1, 1)), ("Fin.", ()),
        ("E", (1, 0, 0)), ("F", (1, 0, 1)),
    ]  # fmt: skip


def test_damage_is_told_in_one_line(tmp_path: Path) -> None:
    for data, told in (
        (b"Bonjour", "is no RTF file"),
        (b"{\\rtf1\\ansicpg99 a}", "a code page that is not known"),
        (b"{\\rtf1\\ansi \\'81}", "holds bytes that cp1252 does not have"),
    ):
        with pytest.raises(InputError, match=told):
            read_rtf(data, "auto", "fr")
    (tmp_path / "a.doc").write_bytes(bytes.fromhex("d0cf11e0a1b11ae1"))
    with pytest.raises(InputError, match=r"no reader for \.doc; save it as \.docx \(soffice"):
        read_path(tmp_path / "a.doc")


def test_a_file_that_breaks_off_is_read_and_said_to() -> None:
    account = read_rtf(b"{\\rtf1\nIl pleut.\\par Il n", "auto", "fr").account
    assert account
    assert [(one.reason, one.places) for one in account.left_out] == [("cut_off", ("line 2",))]
    account = read_rtf(b"{\\rtf1 Il pleut.}\n} perdu", "auto", "fr").account
    assert account
    assert [(one.reason, one.letters) for one in account.left_out] == [("malformed", 5)]


PIECES = st.sampled_from(
    ["a", "é", " ", "{", "}", r"\par ", r"\'e9", r"\u233 ?", r"\b ", r"\i0 ", r"{\footnote ", r"{\*\x ",
     r"{\info{\title ", r"\intbl ", r"\cell ", r"\row ", r"\f1 ", r"\f0 ", r"{\pict ", r"\bin2 ", r"\uc0 ",
     r"\s1 ", "\\", r"\'8", "\n"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=25).map("".join))
def test_whatever_stands_in_it_balances(body: str) -> None:
    text = read_rtf(f"{HEAD}{body}".encode("latin-1"), "auto", "fr")
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)


@given(st.lists(st.text("éa œ’—", min_size=1, max_size=8), min_size=1, max_size=5))
def test_striprtf_reads_the_same(paragraphs: list[str]) -> None:
    written = [
        "".join(one if one.isascii() else f"\\u{ord(one)}?" for one in paragraph) + "\\par" for paragraph in paragraphs
    ]
    body = "{\\rtf1\\ansi " + "\n".join(written) + "}"
    theirs = [" ".join(line.split()) for line in rtf_to_text(body).split("\n")]  # type: ignore[no-untyped-call]
    ours = [" ".join(one.text.split()) for one in read_rtf(body.encode(), "auto", "fr").paragraphs]
    assert ours == [line for line in theirs if line]
