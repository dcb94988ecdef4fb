"""Translate texts with a model that is loaded once."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any, Literal, Unpack, overload

from pipeline.api.arguments import List, check_text, checked, is_stream
from pipeline.api.bars import Watcher, watched
from pipeline.api.models import KEPT, Loaded, identity
from pipeline.api.options import CallOptions, Options, check_options
from pipeline.api.sentences import places_of, text_of
from pipeline.document import Document, Hypothesis
from pipeline.errors import ArgumentError
from pipeline.glossary import Glossary
from pipeline.stages.base import StageContext
from pipeline.stages.translate import translate_documents
from pipeline.steps import make_now
from pipeline.translation import translator as core
from pipeline.translation.model import Model, find_model
from pipeline.translation.options import DEFAULT, TranslateOptions

TEXTS_AT_ONCE = 512
"""Texts of a stream that are translated together: sentences of like length share batches. Chosen by hand."""
_AT_FIRST = 8
"""Texts of a stream that are translated first, so that a result comes soon; then twice as many, and so on."""


class Translator:
    """A model in memory that translates texts; any number of threads may call it, one after the other."""

    def __init__(self, model: Model, loaded: Loaded[core.Translator], options: TranslateOptions, glossary: Glossary):
        self.model = model
        self.options = options
        self.glossary = glossary
        self._loaded = loaded

    def __repr__(self) -> str:
        terms = f", {len(self.glossary.terms)} terms" if self.glossary.terms else ""
        return f"<Translator {self.model.name}, beam {self.options.beam}{terms}>"

    @overload
    def __call__(self, text: str, *, details: Literal[False] = False, progress: Watcher = None) -> str: ...
    @overload
    def __call__(self, text: str, *, details: Literal[True], progress: Watcher = None) -> Hypothesis: ...
    @overload
    def __call__(self, text: List, *, details: Literal[False] = False, progress: Watcher = None) -> list[str]: ...
    @overload
    def __call__(self, text: List, *, details: Literal[True], progress: Watcher = None) -> list[Hypothesis]: ...
    @overload
    def __call__(
        self, text: Iterator[str], *, details: Literal[False] = False, progress: Watcher = None
    ) -> Iterator[str]: ...
    @overload
    def __call__(
        self, text: Iterator[str], *, details: Literal[True], progress: Watcher = None
    ) -> Iterator[Hypothesis]: ...
    def __call__(self, text: Any, *, details: bool = False, progress: Watcher = None) -> Any:
        """Translate a text, a list of texts, or an iterator of them; as `translate` does."""
        if isinstance(text, str):
            [hypothesis] = self.hypotheses([text], progress)
            return hypothesis if details else hypothesis.text
        if is_stream(text, "translate"):
            stream = self._stream(checked(text, "translate"), progress)
            return stream if details else (one.text for one in stream)
        found = self.hypotheses(list(checked(text, "translate")), progress)
        return found if details else [one.text for one in found]

    def hypotheses(self, texts: Sequence[str], progress: Watcher = None) -> list[Hypothesis]:
        """Translate texts in one call, each sentence by sentence, and put their English together as they stood."""
        documents = [Document(str(number), text_of(text, "fr")) for number, text in enumerate(texts)]
        total = sum(len(document.source.places()) for document in documents)
        with watched(progress).stage("translate", total) as bar:
            done = self.documents(documents, bar.advance)
        return [_whole(text, document) for text, document in zip(texts, done, strict=True)]

    def documents(
        self, documents: Sequence[Document], advance: Callable[[int], None] = lambda _: None
    ) -> list[Document]:
        """Translate documents that have their sentences."""
        with self._loaded.used() as loaded:
            limits = loaded.limit, loaded.longest
            translator = core.Translator(loaded.engine, loaded.pieces, limits, self.options, self.glossary)
            return translate_documents(documents, translator, StageContext(make_now, advance))

    def _stream(self, texts: Iterator[str], progress: Watcher) -> Iterator[Hypothesis]:
        """Translate texts as they come, few at first and then more at a time."""
        size = min(_AT_FIRST, TEXTS_AT_ONCE)
        with watched(progress).stage("translate", 0, "texts") as bar:
            while some := list(islice(texts, size)):
                found = self.hypotheses(some, progress=False)
                bar.advance(len(found))
                yield from found
                size = min(2 * size, TEXTS_AT_ONCE)


ModelLike = str | Path | Translator
"""A model: "embedded", a folder, a hub name, or one that is loaded."""


@overload
def translate(
    text: str, model: ModelLike = "embedded", *, details: Literal[False] = False, **options: Unpack[CallOptions]
) -> str: ...
@overload
def translate(
    text: str, model: ModelLike = "embedded", *, details: Literal[True], **options: Unpack[CallOptions]
) -> Hypothesis: ...
@overload
def translate(
    text: List, model: ModelLike = "embedded", *, details: Literal[False] = False, **options: Unpack[CallOptions]
) -> list[str]: ...
@overload
def translate(
    text: List, model: ModelLike = "embedded", *, details: Literal[True], **options: Unpack[CallOptions]
) -> list[Hypothesis]: ...
@overload
def translate(
    text: Iterator[str],
    model: ModelLike = "embedded",
    *,
    details: Literal[False] = False,
    **options: Unpack[CallOptions],
) -> Iterator[str]: ...
@overload
def translate(
    text: Iterator[str], model: ModelLike = "embedded", *, details: Literal[True], **options: Unpack[CallOptions]
) -> Iterator[Hypothesis]: ...
def translate(
    text: Any, model: ModelLike = "embedded", *, details: bool = False, **options: Unpack[CallOptions]
) -> Any:
    """Translate French into English, sentence by sentence; what stands between sentences stays.

    The model is loaded at the first call and kept for the next ones.

    Args:
        text: a text of any length; or a list of texts, which gives a list; or an iterator of texts, which gives an
            iterator that reads few of them at first, and at most `TEXTS_AT_ONCE` at a time.
        model: "embedded", a MarianMT folder, a hub name, or a translator of `load_translator`.
        details: whether to give hypotheses, with the model's score and notes how they were made, instead of texts.
        options: those of `load_translator`; `progress`, who is told how far it is: None bars in a notebook, True bars
            anywhere, False nobody, or a function of `Step`.

    Raises:
        ArgumentError: it is no text, or an option is wrong.
        ModelError: the model cannot be found or loaded.

    >>> translate("Il pleut. Elle rit.")
    "It's raining. She laughs."
    >>> translate(["Il pleut.", "…"])
    ["It's raining.", '…']
    """
    loading: Any = dict(options)
    progress = loading.pop("progress", None)
    translator: Any = translator_of(model, **loading)
    return translator(text, details=details, progress=progress)


def load_translator(model: str | Path = "embedded", **options: Unpack[Options]) -> Translator:
    """Load a model, or find it among those that calls have loaded; what comes back translates when it is called.

    Args:
        model: "embedded", a MarianMT folder, or a hub name.
        options: those of `translate` in a configuration, by their names (docs/options.md): `beam`, `device`, `engine`,
            `quantization`, `batch_tokens`, `repair`, `threads`, `revision`; `glossary`, French terms and their English
            as a mapping or a file; `english`, the tag of a region whose spelling is wanted, as "en-GB".

    Raises:
        ArgumentError, ConfigError: an option is wrong.
        InputError: a glossary cannot be read.
        ModelError: the model cannot be found or loaded.
    """
    chosen = check_options(options)
    found = find_model(str(model), chosen.revision)
    loading = replace(chosen.translation, beam=DEFAULT.beam, repair=DEFAULT.repair, spelling="")
    key: Hashable = ("translator", identity(found), loading)
    loaded = KEPT.get(key, lambda: core.open_translator(found, loading))
    return Translator(found, loaded, chosen.translation, chosen.glossary)


def translator_of(model: ModelLike, **options: Unpack[Options]) -> Translator:
    """Give the translator that a caller names or has.

    Raises:
        ArgumentError: it is neither, or a translator that is there is to have other options.
    """
    if isinstance(model, Translator):
        if options:
            given = ", ".join(options)
            raise ArgumentError(f"translate: {given}: options are for load_translator; this translator has its own")
        return model
    if not isinstance(model, str | Path):
        check_text(model, "translate: model")
    return load_translator(model, **options)


def _whole(text: str, document: Document) -> Hypothesis:
    """Give the translation of a text: that of its sentences, with what stands between them."""
    if len(document.hypotheses) == 1 and document.source.sentences() == [text]:
        return document.hypotheses[0]
    parts, end = [], 0
    for (start, after), hypothesis in zip(places_of(document.source), document.hypotheses, strict=True):
        parts += [text[end:start], hypothesis.text]
        end = after
    scores = [hypothesis.score for hypothesis in document.hypotheses if hypothesis.score is not None]
    notes = dict.fromkeys(note for hypothesis in document.hypotheses for note in hypothesis.notes)
    score = sum(scores) / len(scores) if scores else None
    return Hypothesis("".join([*parts, text[end:]]), score, tuple(notes))
