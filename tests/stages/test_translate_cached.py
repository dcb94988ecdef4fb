"""Sentences that another run has translated are taken over, and say so."""

from pathlib import Path

from pipeline.document import Document, Paragraph, Segment, Text
from pipeline.stages.base import StageContext
from pipeline.stages.translate import translate_documents
from pipeline.translation.translator import Translator
from pipeline.work.cache import SentenceCache


def document(*sentences: str) -> Document:
    """A text of one-sentence paragraphs."""
    paragraphs = tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in sentences)
    return Document("a.txt", Text("fr", paragraphs))


def test_an_edited_text_has_only_what_changed_translated(tmp_path: Path, translator: Translator) -> None:
    cache, asked = SentenceCache(tmp_path / "sentences.sqlite"), list[int]()
    first = document("Le chat dort.", "Il pleut sur la ville.", "12", "Le chat dort.")
    edited = document("Le chien dort.", "Il pleut sur la ville.", "Le chat dort.", "12")
    [plain] = translate_documents([first], translator)
    [cold] = translate_documents([first], translator, StageContext(cache=cache))
    assert cold.hypotheses == plain.hypotheses
    [warm] = translate_documents([edited], translator, StageContext(cache=cache, advance=asked.append))
    assert [one.text for one in warm.hypotheses[1:]] == [plain.hypotheses[n].text for n in (1, 0, 2)]
    assert ["cached" in one.notes for one in warm.hypotheses] == [False, True, True, True]
    assert [one.score for one in warm.hypotheses[1:3]] == [plain.hypotheses[n].score for n in (1, 0)]
    assert sum(asked) == 4
    [again] = translate_documents([edited], translator, StageContext(cache=cache))
    assert [one.text for one in again.hypotheses] == [one.text for one in warm.hypotheses]


def test_a_stage_resumes_only_with_what_was_asked_for(tmp_path: Path, translator: Translator) -> None:
    """Steps on the way are kept by what was missing: another process may have filled the cache meanwhile."""
    cache, names = SentenceCache(tmp_path / "sentences.sqlite"), list[str]()

    def step(name: str, make: object) -> object:
        names.append(name)
        assert callable(make)
        return make()

    translate_documents([document("Oui, je viens.", "Le train part.")], translator, StageContext(step, cache=cache))
    translate_documents([document("Oui, je viens.", "La mer monte.")], translator, StageContext(step, cache=cache))
    plain = [name for name in names if "plain" in name]
    assert len(plain) == len(set(plain)) == 2
