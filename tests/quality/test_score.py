"""Flags: what is to be looked at again, and what is not."""

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.glossary import Glossary, Term
from pipeline.quality.score import Thresholds, score_documents

_CODE = "le chat = ouvre la porte"


def _document(*, translate: bool) -> Document:
    paragraph = Paragraph(_CODE, "code", translate=translate, segments=(Segment(0, len(_CODE)),))
    return Document("d", Text("fr", (paragraph,)), None, (Hypothesis(_CODE, None, ("copied",)),), (Bead((0,), (0,)),))


def test_what_the_author_keeps_from_translation_is_not_doubtful() -> None:
    glossary = Glossary((Term("chat", ("cat",)),))
    [kept, left] = score_documents([_document(translate=False), _document(translate=True)], Thresholds(), glossary)
    assert kept.beads[0].flags == ()
    assert left.beads[0].flags == ("untranslated", "missing_terms")
