"""The translate stage: a machine translation for every French sentence."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from typing import ClassVar

from pipeline.document import Document, Hypothesis
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.stages.base import ALONE, Fingerprint, StageContext
from pipeline.translation.engines import MODULES, instruction_set, resolved
from pipeline.translation.model import Model
from pipeline.translation.options import DEFAULT, TranslateOptions
from pipeline.translation.translator import Translator, open_translator


@dataclass(slots=True)
class TranslateStage:
    """Fills in the hypotheses of documents; what must not be translated is copied.

    The model is loaded when the first sentence is there to be translated.
    """

    name: ClassVar[str] = "translate"
    unit: ClassVar[str] = "sentences"
    model: Model
    options: TranslateOptions = DEFAULT
    glossary: Glossary = NO_GLOSSARY
    _translator: Translator | None = field(default=None, repr=False)

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the result besides the documents.

        Raises:
            ModelError: the engine is not installed, or there is no such device.
        """
        options = resolved(self.options, self.model)
        unused = tuple(module for name, module in MODULES.items() if name != options.engine)
        settings = {
            "model": self.model.fingerprint,
            "glossary": self.glossary.sha256,
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
        return translate_documents(documents, self._translator, context)


def translate_documents(
    documents: Sequence[Document], translator: Translator, context: StageContext = ALONE
) -> list[Document]:
    """Fill in the hypotheses of documents; what must not be translated is copied."""
    wanted = [_translatable(document) for document in documents]
    sentences = [sentence for row in wanted for sentence, translate in row if translate]
    found = iter(translator(sentences, context.step, context.advance))
    context.advance(sum(map(len, wanted)) - len(sentences))
    return [
        replace(
            document,
            hypotheses=tuple(
                next(found) if translate else Hypothesis(sentence, None, ("copied",)) for sentence, translate in row
            ),
        )
        for document, row in zip(documents, wanted, strict=True)
    ]


def _translatable(document: Document) -> list[tuple[str, bool]]:
    """Give every sentence of a document, and whether it may be translated."""
    return [
        (paragraph.text[start:end], paragraph.translate)
        for paragraph in document.source.paragraphs
        for start, end in paragraph.segments
    ]
