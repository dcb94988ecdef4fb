"""The table of stages: what each does to documents, and what decides its result."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.config import Config
from pipeline.corrections import Table, tables_of
from pipeline.document import Document
from pipeline.glossary import Glossary
from pipeline.read.glossary import read_glossary
from pipeline.store import Memo
from pipeline.translate.hypotheses import Translator
from pipeline.translate.judge import ModelJudge, can_judge
from pipeline.translate.model import Model, find_model

Advance = Callable[[int], None]
Apply = Callable[[Sequence[Document], Memo, Advance], Sequence[Document]]


@dataclass(frozen=True, slots=True)
class Stage:
    """One verb of the pipeline.

    `settings` is everything that decides the result besides the documents; it names the finished work. `apply` gives
    the same documents, in the same order, with what the stage owns filled in.
    """

    name: str
    settings: Mapping[str, Any]
    apply: Apply
    unit: str = "sentences"


def plan_stages(config: Config) -> list[Stage]:
    """The stages of a run, in order. Finds the model, and loads it only when `apply` first needs it.

    Raises:
        InputError: a table of corrections or a glossary cannot be read.
        ModelError: there is no such model.
    """
    stages = [_segment(config)]
    model = model_of(config)
    glossary = read_glossary(map(Path, config.translate.glossary))
    if model:
        stages.append(_translate(config, model, glossary))
    stages.append(_align(config, model))
    tables = tables_of(config)
    if any(table.corrections for table in tables):
        stages.append(_correct(config, tables))
    if config.link.words:
        stages.append(_link(config, model))
    return [*stages, _score(config, glossary)]


def model_of(config: Config) -> Model | None:
    """The model a run translates with, if it translates.

    Raises:
        ModelError: there is no such model.
    """
    if config.translate.engine == "none":
        return None
    return find_model(config.translate.model, config.translate.revision)


def _segment(config: Config) -> Stage:
    from pipeline.segment import stage

    def apply(documents: Sequence[Document], _: Memo, advance: Advance) -> Sequence[Document]:
        done = stage.segment_documents(documents, config.segment)
        advance(sum(len(document.source.paragraphs) for document in done))
        return done

    return Stage("segment", {"version": stage.VERSION, **config.segment.content()}, apply, "paragraphs")


def _translate(config: Config, model: Model, glossary: Glossary) -> Stage:
    from pipeline.translate import stage

    @cache
    def translator() -> Translator:
        return stage.open_translator(config.translate, model, glossary)

    def apply(documents: Sequence[Document], memo: Memo, advance: Advance) -> Sequence[Document]:
        return stage.translate_documents(documents, translator(), memo, advance)

    return Stage("translate", stage.settings(config.translate, model, glossary), apply)


def _align(config: Config, model: Model | None) -> Stage:
    from pipeline.align import Helpers, stage
    from pipeline.align.embeddings import Embedder, find_embeddings

    judging = model if config.align.judge and can_judge() else None
    embedding = find_embeddings(config.align.embeddings) if config.align.embeddings else None

    @cache
    def helpers() -> Helpers:
        return Helpers(ModelJudge(judging) if judging else None, Embedder(embedding) if embedding else None)

    def apply(documents: Sequence[Document], _: Memo, advance: Advance) -> Sequence[Document]:
        human = any(document.reference for document in documents)
        return stage.align_documents(documents, config.align, helpers() if human else Helpers(), advance)

    settings = {
        "version": stage.VERSION,
        "translated": model is not None,
        **config.align.content(),
        "judge": judging.fingerprint if judging else "",
        "embeddings": embedding.fingerprint if embedding else "",
    }
    return Stage("align", settings, apply)


def _correct(config: Config, tables: Sequence[Table]) -> Stage:
    from pipeline import correct

    corrections = [made for table in tables for made in table.corrections]

    def apply(documents: Sequence[Document], _: Memo, advance: Advance) -> Sequence[Document]:
        done = correct.correct_documents(documents, corrections, config.align.fill)
        advance(sum(len(document.source.places()) for document in done))
        return done

    shas = [table.sha256 for table in tables]
    return Stage("correct", {"version": correct.VERSION, "fill": config.align.fill, "tables": shas}, apply)


def _link(config: Config, model: Model | None) -> Stage:
    from pipeline.link import stage

    def apply(documents: Sequence[Document], _: Memo, advance: Advance) -> Sequence[Document]:
        return stage.link_documents(documents, config.link, model.folder if model else None, advance)

    asked = model.fingerprint if model and config.link.attention else ""
    return Stage("link", {"version": stage.VERSION, "model": asked, **config.link.content()}, apply)


def _score(config: Config, glossary: Glossary) -> Stage:
    from pipeline import score

    def apply(documents: Sequence[Document], _: Memo, advance: Advance) -> Sequence[Document]:
        done = score.score_documents(documents, config.score, glossary)
        advance(sum(len(document.source.places()) for document in done))
        return done

    return Stage("score", {"version": score.VERSION, "glossary": glossary.sha256, **config.score.content()}, apply)
