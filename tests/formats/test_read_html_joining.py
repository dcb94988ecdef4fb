"""HTML: blocks that belong together are one, what stands alone is a block, and lines mean what they mean."""

import pytest

from pipeline.bilingual.passages import Passage
from pipeline.document import Kind, Mark, Paragraph
from pipeline.formats.html.read import read_html
from pipeline.formats.html.splice import splice_html


def paragraphs(page: str) -> list[Paragraph]:
    """The blocks of a page; all its letters are accounted for."""
    text = read_html(page.encode(), "auto", "fr")
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)
    return list(text.paragraphs)


def found(page: str) -> list[tuple[str, Kind]]:
    """Their texts and kinds."""
    return [(one.text, one.kind) for one in paragraphs(page)]


def row(*cells: str) -> str:
    """A row of a table."""
    return f"<tr>{''.join(f'<td><p>{cell}</p></td>' for cell in cells)}</tr>"


@pytest.mark.parametrize("marker", ["a)", "(1)", "1.", "12°", "iv)", "—", "•", "1 bis)", "«a)", "§ 3", "(*2)"])
def test_the_mark_of_an_item_joins_it(marker: str) -> None:
    assert found(f"<table>{row(marker, 'le <b>feu</b>;')}</table>") == [(f"{marker} le feu;", "list_item")]
    [one] = paragraphs(f"<table>{row(marker, 'le <b>feu</b>;')}</table>")
    assert one.marks == (Mark(len(marker) + 4, len(marker) + 7, "strong"),)
    two = [(f"{marker} le feu;", "list_item"), (f"{marker} la mer.", "list_item")]
    assert found(f"<table>{row(marker, 'le feu;')}{row(marker, 'la mer.')}</table>") == two


def test_marks_outside_of_tables() -> None:
    assert found("<div><span>b)</span></div><div><p>la mer.</p></div>") == [("b) la mer.", "list_item")]
    assert found("<dl><dt>1.</dt><dd>la mer.</dd></dl>") == [("1. la mer.", "list_item")]
    assert found("<p>1.</p><p>La mer.</p>") == [("1.", "paragraph"), ("La mer.", "paragraph")]
    assert found("<p>I.</p><p>La mer.</p>")[0] == ("I.", "heading")


def test_nested_items() -> None:
    inner = f"<table>{row('i)', 'le feu;')}</table><table>{row('ii)', 'la mer.')}</table>"
    assert found(f"<table><tr><td>a)</td><td><p>les choses:</p>{inner}</td></tr></table>") == [
        ("a) les choses:", "list_item"), ("i) le feu;", "list_item"), ("ii) la mer.", "list_item"),
    ]  # fmt: skip
    assert found(f"<table>{row('a)')}</table><p>Un.</p>") == [("a)", "cell"), ("Un.", "paragraph")]
    assert found("<p>a)</p><h2>Un</h2>") == [("a)", "paragraph"), ("Un", "heading")]
    assert found("<p>a)") == [("a)", "paragraph")]


def test_tables_of_data_keep_their_cells() -> None:
    for first in ("1", "Nom", "x."):
        assert {one.kind for one in paragraphs(f"<table>{row(first, 'Luc')}{row('12', 'Léa')}</table>")} == {"cell"}
    cells = [one.cell for one in paragraphs(f"<table>{row('a)', 'Luc', '3')}{row('b)', 'Léa', '4')}</table>")]
    assert all(cells)


@pytest.mark.parametrize(
    "page",
    [
        '<p><span class="lettrine">L</span>e vieil homme</p>',
        '<p><span class="lettrine">L</span>\n e vieil homme</p>',
        '<p><span class="dropcap">L</span> <small>e vieil</small> homme</p>',
        '<p class="drop-cap">L</p><p>e vieil homme</p>',
        '<div class="initiale">L</div>e vieil homme',
        '<p><img class="lettrine" alt="L">e vieil homme</p>',
    ],
)
def test_drop_capitals_join_their_word(page: str) -> None:
    assert [text for text, _ in found(page)] == ["Le vieil homme"]


def test_a_letter_that_is_a_word_is_none_of_the_next() -> None:
    assert [text for text, _ in found('<p><span class="lettrine">À</span> peine')] == ["À peine"]
    assert [text for text, _ in found('<p class="lettrine">L</p><p>Le port')] == ["L", "Le port"]


def test_texts_of_drawings_come_after_their_block() -> None:
    drawing = (
        "<svg width=9 height=9><title>Titre</title><text>La soupape <tspan>s’ouvre</tspan>.</text><text>12</text>"
        "<text><tspan x=1>Sortie</tspan><tspan x=1>des gaz</tspan></text><path d=''/></svg>"
    )
    assert found(f"<p>Voir {drawing} ici.</p><p>Fin.</p>") == [
        ("Voir ici.", "paragraph"), ("La soupape s’ouvre.", "caption"), ("Sortie des gaz", "caption"),
        ("Fin.", "paragraph"),
    ]  # fmt: skip
    assert [text for text, _ in found(drawing)] == ["", "La soupape s’ouvre.", "Sortie des gaz"]
    assert found(drawing.replace("<svg", "<svg aria-hidden=true"))[0][0] == ""
    page = "<svg><foreignObject><div>Une <b>boîte</b></div><div>ronde</div></foreignObject><text>x</text></svg>"
    assert [text for text, _ in found(page)][1:] == ["Une boîte ronde", "x"]


def test_the_english_of_a_drawing_stands_after_its_block() -> None:
    page = "<p>Voir <svg><text>Un</text></svg> ici.</p><p>Fin.</p>"
    english = [Passage(None, word) for word in ("See here.", "One", "End.")]
    done = splice_html(page.encode(), english, "fr").decode()
    assert done.count("See here.</span><span") == 1
    assert done.index("One") < done.index("</p>") < done.index("End.")
    assert "<svg><text>Un</text></svg>" in done


def test_the_english_of_an_item_stands_in_its_cell() -> None:
    done = splice_html(f"<table>{row('a)', 'le feu')}</table>".encode(), [Passage(None, "a) fire")], "fr").decode()
    assert "<td><p>a)</p></td>" in done
    assert "le feu<span" in done


FORMULA = "<math display=block><mi>{}</mi></math>"


def test_formulas_that_stand_alone_are_blocks() -> None:
    two = FORMULA.format("x") + FORMULA.format("y")
    assert [(one.text, one.is_kept()) for one in paragraphs(f"<p>{two}</p>")] == [("x", True), ("y", True)]
    assert [one.text for one in paragraphs(f"<p>On a : {two}</p>Donc")] == ["On a :", "x", "y", "Donc"]
    assert [one.text for one in paragraphs(f"<p>On a {FORMULA.format('x')} donc rien.")] == ["On a x donc rien."]
    display = "<p>Ainsi.<span class=katex-display><span><math><mi>x</mi></math></span></span>Fin."
    assert [one.text for one in paragraphs(display)] == ["Ainsi.", "x", "Fin."]


@pytest.mark.parametrize(
    ("page", "kept"),
    [
        ("<p><code>git push origin main</code></p>", True),
        ("<p><code>a</code>, <kbd>Ctrl</kbd>.</p>", True),
        ("<p><span translate=no>Le Chat Noir</span></p>", True),
        ("<p><span lang=en>Out of the blue</span></p>", True),
        ("<p>Un <code>a</code></p>", False),
        ("<p>12</p>", False),
    ],
)
def test_blocks_of_nothing_but_what_stays(page: str, kept: bool) -> None:
    assert [one.is_kept() for one in paragraphs(page)] == [kept]


def test_line_ends_of_verse_stay_and_those_of_wrapped_prose_go() -> None:
    verse = "Sous le pont du vieux moulin,<br>L’eau coule sans faire de bruit,<br>Et le vent du soir la suit."
    [poem] = paragraphs(f"<p>{verse}")
    assert (poem.kind, [mark.name for mark in poem.marks]) == ("verse", ["br", "br"])
    [first, second] = paragraphs("<div class='poem'><p>Sous le pont,<br>L’eau coule,<br><br>Et le vent.</p></div>")
    assert (first.kind, second.kind, first.marks[0].name) == ("verse", "verse", "br")
    prose = (
        "Il pleuvait sur la ville depuis trois jours et le<br>marin, qui n’avait pas dormi, regardait la mer<br>sans "
        "rien dire, car il ne savait pas que le bateau<br>était parti avec tous les autres."
    )
    [one] = paragraphs(f"<p>{prose}")
    assert (one.kind, one.marks, one.text) == ("paragraph", (), prose.replace("<br>", " "))
    [address] = paragraphs("<p>12, rue de Siam<br>29200 Brest<br>France")
    assert [mark.name for mark in address.marks] == ["br", "br"]


PROSE = "Il pleuvait sur la ville et sur le port, et le marin ne savait pas que la mer montait."


def test_preformatted_prose_is_text_and_code_is_not() -> None:
    assert found(f"<pre>{PROSE}\n\nFin.</pre>") == [(PROSE, "paragraph"), ("Fin.", "paragraph")]
    assert found(f"<pre><code>{PROSE}</code></pre>")[0][1] == "code"
    assert found(f'<pre class="language-text">{PROSE}</pre>')[0][1] == "code"
    assert found("<pre>x = 1; // la valeur de la variable est dans le tableau\n</pre>")[0][1] == "code"


def test_addresses_count_from_where_the_page_says() -> None:
    page = "<base href='https://a.fr/b/'><p><a href='c'>un</a> <a href='#d'>deux</a> <img src='../e.png' alt=x>"
    [one] = paragraphs(page)
    assert [mark.value for mark in one.marks] == ["https://a.fr/b/c", "#d", "https://a.fr/e.png"]
    [one] = paragraphs("<base href='livre/'><p><a href='http://[x'>un</a>")
    assert [mark.value for mark in one.marks] == ["http://[x"]


def test_the_title_of_a_drawing_is_not_the_page_s() -> None:
    assert read_html(b"<svg><title>Dessin</title></svg><h1>Port</h1>", "auto", "fr").title == "Port"


def test_notes_of_a_wiki_are_notes() -> None:
    page = '<ol class="references"><li id="n"><span class="mw-cite-backlink">↑</span> Une note.</li></ol>'
    [one] = paragraphs(page)
    assert (one.text, one.kind, one.marks) == ("Une note.", "note", (Mark(0, 0, "number", "1."),))
