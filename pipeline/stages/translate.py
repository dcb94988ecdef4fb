"""The translate stage: a machine translation for every French sentence."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import Any, ClassVar, NamedTuple

from pipeline.document import HEAD, NOT_ASKED, Document, Hypothesis, Paragraph, Segment
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext
from pipeline.translation.delimiters import open_before
from pipeline.translation.engines import MODULES, instruction_set, resolved
from pipeline.translation.headings import NO_NUMBERING, Numbering, find_numbering, is_letter, is_roman_number
from pipeline.translation.model import Model
from pipeline.translation.old_spelling import is_old, is_quoted_old
from pipeline.translation.options import DEFAULT, TranslateOptions
from pipeline.translation.translator import Sentence, Translator, open_translator

CACHED = "cached"
"""The note of a hypothesis that another run has made."""
_ATTENTION = "pipeline.word_alignment.attention"
"""A part of the linking of words, which finds lost placeables their place, that is not reached here: it needs torch."""


@dataclass(slots=True)
class TranslateStage:
    """Fills in the hypotheses of documents; what must not be translated is copied.

    Of pairs that a file gives as such, French that has its human English is translated only if `human_too` says so. The
    model is loaded when the first sentence is there to be translated. `takes_cached` says that translations of other
    runs may stand for its own.
    """

    name: ClassVar[str] = "translate"
    unit: ClassVar[str] = "sentences"
    is_parallel: ClassVar[bool] = True
    joins: ClassVar[Joins] = "never"
    model: Model
    options: TranslateOptions = DEFAULT
    glossary: Glossary = NO_GLOSSARY
    human_too: bool = False
    takes_cached: bool = False
    _translator: Translator | None = field(default=None, repr=False)

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents.

        Raises:
            ModelError: the engine is not installed, or there is no such device.
        """
        options = resolved(self.options, self.model)
        unused = (_ATTENTION, *(module for name, module in MODULES.items() if name != options.engine))
        settings = {
            "model": self.model.fingerprint,
            "glossary": self.glossary.sha256,
            "human_too": self.human_too,
            "takes_cached": self.takes_cached,
            "processor": instruction_set() if options.quantization == "int8" and options.device == "cpu" else [],
            **asdict(replace(options, threads=0)),
        }
        return Fingerprint((__name__,), settings, without=unused)

    def __call__(self, documents: Sequence[Document], context: StageContext = ALONE) -> list[Document]:
        """Fill in the hypotheses of documents.

        Raises:
            ModelError: the model cannot be loaded.
        """
        if self._translator is None:
            self._translator = open_translator(self.model, self.options, self.glossary)
        return translate_documents(documents, self._translator, context, self.human_too)


def translate_documents(
    documents: Sequence[Document], translator: Translator, context: StageContext = ALONE, human_too: bool = False
) -> list[Document]:
    """Fill in the hypotheses of documents; what must not be translated is copied, what need not be is not asked for."""
    wanted = [_sentences(document, translator.glossary, human_too) for document in documents]
    # All documents go to the model in one call, so that batches hold sentences of like length and repeats cost nothing.
    to_translate = [one.sentence for sentences in wanted for one in sentences if isinstance(one, _Asked)]
    found = iter(_translated(to_translate, translator, context))
    context.advance(sum(map(len, wanted)) - len(to_translate))
    return [
        replace(
            document,
            hypotheses=tuple(one.answered(next(found)) if isinstance(one, _Asked) else one for one in sentences),
        )
        for document, sentences in zip(documents, wanted, strict=True)
    ]


def _translated(sentences: Sequence[Sentence], translator: Translator, context: StageContext) -> list[Hypothesis]:
    """Translate sentences, but for those that the cache knows: these have a note that says so.

    What is asked for then depends on what the cache knew, and so do the steps on the way: their names tell of it.
    """
    if context.cache is None:
        return translator(sentences, context.step, context.advance)
    keys = {sentence: _digest(sentence) for sentence in sentences}
    known = context.cache.recall(list(keys.values()))
    missing = [sentence for sentence, key in keys.items() if key not in known]
    begun = f"{_digest([keys[sentence] for sentence in missing])}-"
    made = translator(missing, lambda name, make: context.step(begun + name, make))
    context.cache.remember({keys[s]: [one.text, one.score, one.notes] for s, one in zip(missing, made, strict=True)})
    context.advance(len(sentences))
    found = dict(zip(missing, made, strict=True))
    return [found.get(sentence) or _recalled(known[keys[sentence]]) for sentence in sentences]


def _digest(data: Sequence[Any]) -> str:
    """Name plain data by its content."""
    return hashlib.sha256(json.dumps(data).encode()).hexdigest()[:32]


def _recalled(made: Sequence[Any]) -> Hypothesis:
    """Give the hypothesis that a cache has kept."""
    text, score, notes = made
    return Hypothesis(text, score, (*notes, CACHED))


class _Asked(NamedTuple):
    """A sentence that is to be translated, and what stands before its English: the numbering of a heading."""

    sentence: Sentence
    numbering: str

    def of_old_book(self) -> "_Asked":
        """Give the same of a text in old spelling."""
        return self._replace(sentence=self.sentence._replace(is_old=True))

    def answered(self, hypothesis: Hypothesis) -> Hypothesis:
        """Give a hypothesis for the sentence with its numbering."""
        return replace(hypothesis, text=self.numbering + hypothesis.text) if self.numbering else hypothesis


def _sentences(document: Document, glossary: Glossary, human_too: bool) -> list[_Asked | Hypothesis]:
    """Give every French sentence of a document that is to be translated, and for others what stands instead.

    A block of code is copied.
    """
    is_curly = has_curly_quotes((document.reference or document.source).paragraphs)
    is_whole_old = is_old("\n".join(paragraph.text for paragraph in document.source.paragraphs))
    human = frozenset() if human_too else find_human(document)
    found: list[_Asked | Hypothesis] = []
    for paragraph in document.source.paragraphs:
        old = is_whole_old or is_quoted_old(paragraph.text)
        signs = open_before(paragraph.text, paragraph.segments)
        for place, open_signs in zip(paragraph.segments, signs, strict=True):
            is_human = len(found) in human
            asked = NOT_ASKED if is_human else _asked(paragraph, place, open_signs, is_curly, glossary)
            found.append(asked.of_old_book() if old and isinstance(asked, _Asked) else asked)
    return found


def _asked(
    paragraph: Paragraph, place: Segment, open_signs: str, is_curly: bool, glossary: Glossary
) -> _Asked | Hypothesis:
    """Give what of a sentence of a paragraph is to be translated, or its English where nothing of it is."""
    (start, end), text = place, paragraph.text[place.start : place.end]
    if paragraph.is_kept(start, end):
        return Hypothesis(text, None, ("copied",))
    length, english = _numbering(paragraph, place, glossary)
    if length == len(text):
        is_same = english == text and not is_letter(text)  # a letter that names something is right as it is
        return Hypothesis(english, None, ("copied" if is_same else "rule",))
    start += length
    return _Asked(Sentence(paragraph.text[start:end], paragraph.kept(start, end), open_signs, is_curly), english)


def find_human(document: Document) -> frozenset[int]:
    """Find the sentences of which a file says what their human English is: in its pairs, or in given beads.

    >>> from pipeline.document import Segment, Text
    >>> one, two = (Paragraph(text, segments=(Segment(0, len(text)),)) for text in ("Un.", "Deux."))
    >>> english = Text("en", (Paragraph("One.", segments=(Segment(0, 4),)), Paragraph("")))
    >>> find_human(Document("a.tmx", Text("fr", (one, two)), english, parallel=True))
    frozenset({0})
    """
    if document.beads:
        return frozenset(number for bead in document.beads if bead.target for number in bead.source)
    if not (document.parallel and document.reference):
        return frozenset()
    paragraphs = document.reference.paragraphs
    places = enumerate(document.source.places())
    return frozenset(number for number, place in places if paragraphs[place.paragraph].segments)


def _numbering(paragraph: Paragraph, place: Segment, glossary: Glossary) -> Numbering:
    """Find the numbering of a heading, unless its file or a glossary says what becomes of it; a Roman number is one.

    The head of a turn is left as it is in the same way: the model would take it for a part of the sentence.
    """
    text = paragraph.text[place.start : place.end]
    for mark in paragraph.marks:
        if mark.name == HEAD and mark.start == place.start and mark.end < place.end:
            said = text[mark.end - place.start :]
            length = len(text) - len(said.lstrip())
            return Numbering(length, text[:length])
    if paragraph.kind != "heading" or place != paragraph.segments[0]:
        return Numbering(len(text), text) if is_roman_number(text) or is_letter(text) else NO_NUMBERING
    numbering = find_numbering(text)
    stands = place.start, place.start + numbering.length
    is_said = paragraph.kept(*stands) or glossary.uses(paragraph.text[slice(*stands)])
    return NO_NUMBERING if is_said else numbering


def has_curly_quotes(paragraphs: Sequence[Paragraph]) -> bool:
    """Tell whether a text has the quotation marks of printed books, French or English, rather than straight ones.

    >>> has_curly_quotes([Paragraph("Il dit : « Oui. »")]), has_curly_quotes([Paragraph('Il dit : "Oui."')])
    (True, False)
    """
    straight = sum(paragraph.text.count('"') for paragraph in paragraphs)
    return sum(paragraph.text.count(sign) for paragraph in paragraphs for sign in "«»“”") > straight
