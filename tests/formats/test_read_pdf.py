"""PDF: paragraphs are found again from the places of lines; nothing but running titles and page numbers is left out."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import make_config, read_pairs, run
from pipeline.errors import InputError
from pipeline.formats.pdf.read import read_pdf

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

Line = tuple[float, float, float, str]
"""Size, left and bottom in points, text."""
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>"
_COLUMNS = 50  # of Courier at 10 points, 6 points each


def pdf(*pages: Sequence[Line], title: str = "") -> bytes:
    """A PDF file in Courier with lines at their places, on pages of A4."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>"
        % (b" ".join(b"%d 0 R" % (5 + 2 * number) for number in range(len(pages))), len(pages)),
        _FONT,
        b"<< /Title (%s) >>" % title.encode("latin-1"),
    ]
    for number, page in enumerate(pages):
        content = b"\n".join(
            b"BT /F1 %.1f Tf 1 0 0 1 %.1f %.1f Tm <%s> Tj ET" % (size, x, y, text.encode("cp1252").hex().encode())
            for size, x, y, text in page
        )
        objects.append(
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R "
            b"/Resources << /Font << /F1 3 0 R >> >> >>" % (6 + 2 * number)
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    done = b"%PDF-1.4\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(done))
        done += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return done + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(done))
    )


def lines(*texts: str, top: float = 700, left: float = 72, size: float = 10) -> list[Line]:
    """Lines one below the other; a text that starts with spaces is indented."""
    return [
        (size, left + 6 * (len(text) - len(text.lstrip(" "))), top - 12 * number, text.strip(" "))
        for number, text in enumerate(texts)
    ]


def found(*pages: Sequence[Line]) -> list[tuple[str, str]]:
    """Kind and text of each paragraph."""
    return [(paragraph.kind, paragraph.text) for paragraph in read_pdf(pdf(*pages), "auto", "fr").paragraphs]


def test_paragraphs_by_indent_and_dialogue() -> None:
    page = lines(
        "  La vieille Anna tenait la clef du phare depuis",
        "quarante ans. Personne ne la lui avait donnée.",
        "  Un jeudi, un garçon frappa à sa porte, et elle",
        "ouvrit.",
        "  — C’est vous, la dame ?",
        "  — C’est moi.",
    )
    assert found(page) == [
        ("paragraph", "La vieille Anna tenait la clef du phare depuis quarante ans. Personne ne la lui avait donnée."),
        ("paragraph", "Un jeudi, un garçon frappa à sa porte, et elle ouvrit."),
        ("dialogue", "— C’est vous, la dame ?"),
        ("dialogue", "— C’est moi."),
    ]


def test_paragraphs_by_gaps_and_headings_by_size() -> None:
    page = [
        *lines("Le phare", top=760, size=20),
        *lines("Au matin", top=730, size=14),
        *lines(
            "Le vent soufflait sur la lande et sur la mer.", "Rien ne bougeait dans la maison, rien du tout.", top=700
        ),
        *lines("Le vent tomba vers midi, et la mer avec le vent."),
    ]
    page[-1] = (10, 72, 660, page[-1][3])
    paragraphs = read_pdf(pdf(page), "auto", "fr").paragraphs
    assert [(p.kind, p.level, len(p.text)) for p in paragraphs] == [
        ("heading", 1, 8),
        ("heading", 2, 8),
        ("paragraph", 0, 92),
        ("paragraph", 0, 48),
    ]


def test_a_sentence_over_two_pages_with_running_title_page_number_and_note() -> None:
    parts = [
        ("Il marcha longtemps dans la plaine, sans voir autre", "chose que la neige et les corbeaux qui tournaient"),
        ("au-dessus des arbres. Puis il vit enfin une lampe.", "Il frappa trois coups, et il attendit longtemps en"),
        ("silence. Personne ne vint lui ouvrir cette nuit-là.", "Il repartit."),
    ]
    pages = [
        [
            *lines("LE VOYAGEUR", top=780),
            *lines(*texts),
            *(lines("1. Voir la carte.", top=120, size=7) if number == 1 else []),
            *lines(f"— {number} —", top=60),
        ]
        for number, texts in enumerate(parts, 1)
    ]
    assert found(*pages) == [
        ("paragraph", " ".join(text for texts in parts for text in texts)),
        ("list_item", "1. Voir la carte."),
    ]


def test_columns_are_read_one_after_the_other() -> None:
    page = [
        *lines("La première colonne parle", "de la mer et du vent."),
        *lines("La seconde colonne parle", "de la terre et du feu.", left=320),
    ]
    assert [text for _, text in found(page)] == [
        "La première colonne parle de la mer et du vent.",
        "La seconde colonne parle de la terre et du feu.",
    ]


def test_hyphens_at_line_ends() -> None:
    page = lines(
        "Le couloir était vide quand il entra dans le cou-",
        "loir du rez-de-chaussée, puis il alla vers le rez-de-",
        "chaussée d’en face.",
    )
    assert found(page) == [
        (
            "paragraph",
            "Le couloir était vide quand il entra dans le couloir du rez-de-chaussée, puis il alla vers le "
            "rez-de-chaussée d’en face.",
        )
    ]


_WORDS = st.lists(st.text(alphabet="abcdeéèàçœABC’,;:.!?", min_size=1, max_size=9), min_size=1, max_size=80)


@settings(max_examples=50)
@given(_WORDS)
def test_every_word_is_there_in_order(words: list[str]) -> None:
    wrapped, line = [], ""
    for word in words:
        if len(line) + 1 + len(word) > _COLUMNS:
            wrapped.append(line)
            line = ""
        line = f"{line} {word}".strip()
    page = lines(*wrapped, line, top=780)
    text = " ".join(paragraph.text for paragraph in read_pdf(pdf(page), "auto", "fr").paragraphs)
    assert text.split() == words


def test_title_and_pages() -> None:
    text = read_pdf(pdf(lines("Un."), lines("Deux."), title="Le phare"), "auto", "fr")
    assert text.title == "Le phare"
    assert [paragraph.locator for paragraph in text.paragraphs] == ["1-1", "2-2"]


def locked(data: bytes) -> bytes:
    """A file with a password that nobody knows (PDF 1.7, 7.6.3.2)."""
    keys = b"/O <%s> /U <%s>" % (b"00" * 32, b"11" * 32)
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 %s >> /ID [<00> <00>] /Root" % keys
    return data.replace(b"/Root", encrypt)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (pdf([]), "has no text, only pictures of pages; recognise its text first, with OCRmyPDF for instance"),
        (
            pdf(lines(" "), []),
            "has no text, only pictures of pages; recognise its text first, with OCRmyPDF for instance",
        ),
        (b"%PDF-1.4 nonsense", "is broken, or no PDF file; print it to a new PDF, or save it in another format"),
        (b"", "is broken, or no PDF file; print it to a new PDF, or save it in another format"),
        (locked(pdf(lines("Un."))), "has a password; save it without a password"),
    ],
)
def test_what_cannot_be_read(data: bytes, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_pdf(data, "auto", "fr")
    assert str(caught.value) == told


def test_the_title_is_that_of_the_file_or_the_first_heading() -> None:
    page = [*lines("Le phare", top=760, size=20), *lines("Le vent tomba vers midi.")]
    assert read_pdf(pdf(page, title=" Un conte "), "auto", "fr").title == "Un conte"
    assert read_pdf(pdf(page), "auto", "fr").title == "Le phare"


def test_a_run(tmp_path: Path) -> None:
    path = tmp_path / "phare.pdf"
    path.write_bytes(pdf(lines("Le chat dort. La porte est ouverte.")))
    data = {"read": {"files": str(path)}, "output": str(tmp_path / "out"), "translate": {"engine": "none"}}
    assert run(make_config(data)).metrics.counts.lost == 0
    sources = [pair.source for pair in read_pairs(tmp_path / "out" / "pairs.jsonl")]
    assert sources == ["Le chat dort.", "La porte est ouverte."]


def test_a_page_that_is_none_is_told() -> None:
    """Without it a part of the text would be missing."""
    whole = pdf([(10, 72, 700, "Il pleut.")], [(10, 72, 700, "Il vente.")])
    assert [one.text for one in read_pdf(whole, "auto", "fr").paragraphs] == ["Il pleut.", "Il vente."]
    with pytest.raises(InputError, match="page 2 is broken; print the file to a new PDF"):
        read_pdf(whole.replace(b"/Kids [5 0 R 7 0 R]", b"/Kids [5 0 R 0 0 R]"), "auto", "fr")
