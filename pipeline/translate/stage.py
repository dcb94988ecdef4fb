"""The translate stage: a machine translation for every French sentence of some documents."""

import importlib.metadata
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from pipeline.config import Translate
from pipeline.document import Document, Hypothesis
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.store import Memo, compute
from pipeline.translate.engines import engine_name, open_engine
from pipeline.translate.hypotheses import Translator
from pipeline.translate.model import Model
from pipeline.translate.pieces import Pieces

VERSION = 4


def settings(options: Translate, model: Model, glossary: Glossary) -> dict[str, Any]:
    """Everything that decides a translation besides the sentence: what the stage's key is made of."""
    name = engine_name(options)
    return {
        "version": VERSION,
        "engine": name,
        "engine_version": importlib.metadata.version(name),
        "model": model.fingerprint,
        "glossary": glossary.sha256,
        **options.model_dump(mode="json", include={"beam", "quantization", "device", "batch_tokens", "repair"}),
    }


def open_translator(options: Translate, model: Model, glossary: Glossary = NO_GLOSSARY) -> Translator:
    """Load the model.

    Raises:
        ModelError: it cannot be loaded.
    """
    limits = model.longest, model.positions - 2
    return Translator(open_engine(model, options), Pieces(model.folder), limits, options, glossary)


def translate_documents(
    documents: Sequence[Document],
    translator: Translator,
    memo: Memo = compute,
    advance: Callable[[int], None] = lambda _: None,
) -> list[Document]:
    """Fill in the hypotheses of documents; what must not be translated is copied."""
    wanted = [_translatable(document) for document in documents]
    sentences = [sentence for row in wanted for sentence, translate in row if translate]
    found = iter(translator(sentences, memo, advance))
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
    """Every sentence of a document, and whether it may be translated."""
    return [
        (paragraph.text[start:end], paragraph.translate)
        for paragraph in document.source.paragraphs
        for start, end in paragraph.segments
    ]
