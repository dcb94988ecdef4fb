"""Options of a translation as Python has them: those of the configuration, and a glossary as a mapping."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypedDict

from pipeline.api.arguments import checked
from pipeline.api.bars import Watcher
from pipeline.config.loading import make_config
from pipeline.errors import ArgumentError
from pipeline.formats.glossaries import read_glossary
from pipeline.glossary import NO_GLOSSARY, Glossary, Term, is_term
from pipeline.translation.options import TranslateOptions
from pipeline.translation.spelling import spelling_of

GlossaryLike = Glossary | Mapping[str, str | Sequence[str]] | str | Path | None
"""Terms: a mapping of French ones to their English, or a file as `translate.glossary` takes it."""


class Options(TypedDict, total=False):
    """How a model is loaded and asked: the options of the section `translate` of a configuration, by their names."""

    revision: str | None
    engine: Literal["auto", "transformers", "ctranslate2"]
    beam: int
    quantization: Literal["auto", "int8", "float16", "float32"]
    device: Literal["auto", "cpu", "cuda"]
    batch_tokens: int
    repair: bool
    threads: int
    glossary: GlossaryLike
    english: str


class CallOptions(Options, total=False):
    """The options of one call: those of the model, and who is told how far it is."""

    progress: Watcher


class Chosen(NamedTuple):
    """Options as the program has them: of the translation, the glossary, and a hub's revision."""

    translation: TranslateOptions
    glossary: Glossary
    revision: str | None


def check_options(options: Mapping[str, Any]) -> Chosen:
    """Give options as the program has them.

    Raises:
        ConfigError: there is no such option, or its value is wrong.
        ArgumentError: the glossary is none.
        InputError: it cannot be read.
    """
    given = dict(options)
    glossary, english = make_glossary(given.pop("glossary", None)), given.pop("english", "en")
    sections = {"translate": given, "write": {"target_language": english}}
    config = make_config({"read": {"files": ["-"]}, "output": "-", **sections})
    names = [name for name in TranslateOptions.__slots__ if name in type(config.translate).model_fields]
    values = {name: getattr(config.translate, name) for name in names}
    chosen = TranslateOptions(**values, spelling=spelling_of(english))
    if chosen.engine == "none":
        raise ArgumentError("translate: engine 'none' translates nothing")
    return Chosen(chosen, glossary, config.translate.revision)


def make_glossary(given: Any) -> Glossary:
    """Give a glossary.

    Raises:
        ArgumentError: it is none.
        InputError: it cannot be read.

    >>> make_glossary({"commune": "municipality"}).terms
    (Term(source='commune', targets=('municipality',)),)
    """
    if given is None:
        return NO_GLOSSARY
    if isinstance(given, Glossary):
        return given
    if isinstance(given, str | Path):
        return read_glossary([Path(given)])
    if not isinstance(given, Mapping):
        raise ArgumentError(f"glossary: expected a mapping of French terms to English, or a file, got {given!r:.80}")
    return Glossary(tuple(Term(french, _targets(french, english)) for french, english in given.items()))


def _targets(french: str, english: str | Iterable[str]) -> tuple[str, ...]:
    """Give the English of a term.

    Raises:
        ArgumentError: there is none.
    """
    if not isinstance(english, str | Iterable):
        raise ArgumentError(f"glossary: {french!r}: expected its English, or several, got {english!r:.80}")
    targets = (english,) if isinstance(english, str) else tuple(checked(english, f"glossary: {french}"))
    if not is_term(french) or not targets or not all(map(is_term, targets)):
        raise ArgumentError(f"glossary: {french!r}: {english!r} is no French term with its English")
    return targets
