"""Headings keep their numbers, and what nobody translates is copied, in every format; by the embedded model."""

from collections.abc import Callable

import pytest

from pipeline.document import Bead, Document, Mark, Paragraph, Text
from pipeline.formats.html.read import read_html
from pipeline.formats.markdown.read import read_markdown
from pipeline.formats.text.read import read_text
from pipeline.glossary import Glossary, Term
from pipeline.quality.score import Thresholds, score_documents
from pipeline.stages.segment import segmented
from pipeline.stages.translate import translate_documents
from pipeline.translation.translator import Translator

HEADINGS = {
    "I. La mer": "I. The sea",
    "1.2 La nuit": "1.2 Night",
    "Chapitre 4 : La mer": "Chapter 4: The sea",
    "Livre II": "Book II",
    "IV": "IV",
}


def english(text: Text, translator: Translator) -> dict[str, str]:
    """The English of every sentence of a text."""
    [document] = translate_documents([Document("d", segmented(text))], translator)
    return dict(zip(document.source.sentences(), (one.text for one in document.hypotheses), strict=True))


@pytest.mark.parametrize(
    ("read", "block"),
    [(read_html, "<h2>{}</h2><p>Il pleut.</p>"), (read_markdown, "## {}\n\nIl pleut.\n\n"), (read_text, "# {}\n\n\n")],
)
def test_numbers_of_headings_stay(read: Callable[[bytes, str, str], Text], block: str, translator: Translator) -> None:
    content = "".join(map(block.format, HEADINGS))
    found = english(read(content.encode(), "auto", "fr"), translator)
    assert {french: found[french] for french in HEADINGS} == HEADINGS


def test_a_line_end_after_the_number(translator: Translator) -> None:
    text = read_html(b"<h2>I<br/>La mer</h2><h2><span>V</span> <span>La mer</span></h2><p>V</p>", "auto", "fr")
    assert english(text, translator) == {"I La mer": "I The sea", "V La mer": "V The sea", "V": "V"}


def test_what_is_no_heading_has_no_numbering(translator: Translator) -> None:
    text = Text("fr", (Paragraph("Chapitre 4 : La mer"), Paragraph("I La mer", marks=(Mark(0, 1, "code"),))))
    [document] = translate_documents([Document("d", segmented(text))], translator)
    assert len(document.hypotheses) == len(text.paragraphs)
    kept = Text("fr", (Paragraph("Livre II", "heading", marks=(Mark(0, 8, "code"),)),))
    assert english(kept, translator) == {"Livre II": "Livre II"}


def test_a_glossary_has_the_last_word_on_a_numbering(translator: Translator) -> None:
    own = Translator.__new__(Translator)
    for name, value in vars(translator).items():
        setattr(own, name, value)
    own.glossary = Glossary((Term("livre", ("volume",)),))
    text = Text("fr", (Paragraph("Livre II : La mer", "heading"),))
    assert english(text, own)["Livre II : La mer"] != "Book II: The sea"


def test_what_is_copied_is_judged_by_nobody(translator: Translator) -> None:
    page = "<p><code>git push origin main</code></p><p>Il pleut. <code>Dim Prix As Integer</code>. Il neige.</p>"
    [document] = translate_documents([Document("d", segmented(read_html(page.encode(), "auto", "fr")))], translator)
    assert [one.notes for one in document.hypotheses] == [("copied",), (), ("copied",), ()]
    beads = tuple(Bead((number,), (number,)) for number in range(len(document.hypotheses)))
    [scored] = score_documents([Document("d", document.source, None, document.hypotheses, beads)], Thresholds())
    assert [("adequacy" in bead.scores, "untranslated" in bead.flags) for bead in scored.beads] == [
        (False, False), (True, False), (False, False), (True, False),
    ]  # fmt: skip
