"""The outputs of a run, all of one shape: what each is made of, and how.

An output writes its files into a folder that it is given, and knows nothing of earlier ones; `pipeline.runs.delivery`
brings them to where they belong.
"""

import reprlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from pipeline.bilingual.pictures import no_pictures
from pipeline.document import Document, FileAccount
from pipeline.formats.pictures import PictureFinder, has_pictures_inside
from pipeline.formats.registry import module_of, output_format
from pipeline.formats.report.write import write_report
from pipeline.formats.sources import Source
from pipeline.formats.splicing import splice, splicer_of, translate, translator_of
from pipeline.formats.writing import write
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.parts import join
from pipeline.quality.evaluate import EvaluateOptions, evaluate
from pipeline.quality.imported import NO_SCORES, ImportedScores
from pipeline.quality.metrics import to_plain
from pipeline.review.corrections import CorrectionTable
from pipeline.review.placement import find_unplaced
from pipeline.runs.manifest import write_json
from pipeline.selection.selection import Selection
from pipeline.stages.base import Fingerprint

METRICS = "metrics"
SPLICED = "spliced"
TRANSLATED = "translated"
SELECTION = "pipeline.selection.selection"
REPORT = "report"

PictureNames = Mapping[str, Mapping[str, str]]
"""Pictures beside the texts: document -> address -> the picture's file name, "" where there is none."""


@dataclass(frozen=True, slots=True)
class MadeFiles:
    """The files that an output has written, and the pictures beside the texts that it took."""

    paths: Sequence[Path]
    pictures: PictureNames = field(default_factory=dict)


class Output(Protocol):
    """One output: a name of `write.formats`, or `metrics`."""

    @property
    def name(self) -> str:
        """What it is called."""

    def fingerprint(self) -> Fingerprint:
        """Tell what decides its bytes besides the documents and the pictures beside them."""

    def has_pictures(self, taken: PictureNames) -> bool:
        """Tell whether it would take the same pictures from beside the texts again."""

    def __call__(self, documents: Iterable[Document], folder: Path) -> MadeFiles:
        """Write its files into a folder; the documents are gone through once.

        Raises:
            OutputError: it cannot be made of these documents, or cannot be written.
        """


class WithoutPictures:
    """What outputs without pictures share."""

    def has_pictures(self, taken: PictureNames) -> bool:
        """Tell whether it would take the same pictures again: it never takes any."""
        return not taken


@dataclass(frozen=True)
class MetricsOutput(WithoutPictures):
    """`metrics.json`: counts and scores, and a warning of corrections and imported scores that fit nowhere.

    `calibrated` says that adequacy was fitted with the model that made the English. `accounts` are those of the files
    that were read.
    """

    options: EvaluateOptions = field(default_factory=EvaluateOptions)
    glossary: Glossary = NO_GLOSSARY
    corrections: tuple[CorrectionTable, ...] = ()
    imported: ImportedScores = NO_SCORES
    calibrated: bool = True
    accounts: tuple[FileAccount, ...] = ()
    selection: Selection | None = None
    name: str = METRICS

    def fingerprint(self) -> Fingerprint:
        """Tell what decides its bytes besides the documents."""
        tables = [table.sha256 for table in self.corrections]
        modules = (
            "pipeline.quality.evaluate",
            "pipeline.quality.metrics",
            *(["pipeline.review.placement"] if tables else []),
            *([SELECTION] if self.selection else []),
        )
        files = [file.sha256 for file in self.imported.files]
        settings = {
            "glossary": self.glossary.sha256,
            "problems": list(self.glossary.problems),
            "corrections": tables,
            "imported": files,
            "calibrated": self.calibrated,
            "accounts": [asdict(found) for found in self.accounts],
            **asdict(self.options),
        }
        if self.selection:
            settings["selection"] = self.selection.settings()
        return Fingerprint(modules, settings)

    def __call__(self, documents: Iterable[Document], folder: Path) -> MadeFiles:
        """Write `metrics.json`."""
        path = folder / "metrics.json"
        warnings: list[str] = []
        metrics = evaluate(self._checked(documents, warnings), self.options, self.glossary, self.calibrated)
        if self.selection:
            warnings += self.selection.warnings()
            metrics = replace(metrics, selection=self.selection.counts)
        write_json(path, to_plain(replace(metrics, warnings=(*metrics.warnings, *warnings))))
        return MadeFiles([path])

    def _checked(self, documents: Iterable[Document], warnings: list[str]) -> Iterator[Document]:
        """Pass documents on, with their accounts; `warnings` gets a line of corrections and scores that fit nowhere."""
        accounts = {(found.document, found.side): found.account for found in self.accounts}
        corrections = [made for table in self.corrections for made in table.corrections]
        documents = join(documents) if corrections else documents
        unplaced = dict.fromkeys(self.imported.scores)
        for document in documents:
            for key in self.imported.placed(document):
                unplaced.pop(key, None)
            if lost := find_unplaced(document, corrections):
                first = lost[0].source or lost[0].target
                what = "1 correction fits" if len(lost) == 1 else f"{len(lost)} corrections fit"
                warnings.append(f"{document.id}: {what} nowhere in it any more; the first is of {reprlib.repr(first)}")
            source = replace(document.source, account=accounts.get((document.id, "source")))
            reference = document.reference and replace(
                document.reference, account=accounts.get((document.id, "reference"))
            )
            yield replace(document, source=source, reference=reference)
        if unplaced:
            what = "imported scores of 1 pair" if len(unplaced) == 1 else f"imported scores of {len(unplaced)} pairs"
            warnings.append(f"{what} fit none of this run; the first is {reprlib.repr(next(iter(unplaced))[0])}")


@dataclass(frozen=True)
class FormatOutput:
    """An output of the table of formats.

    `checksums` are those of the sources' files by the documents' ids: an EPUB's pictures may change, and nothing else.
    `selection` is there for data: it says which pairs they hold.
    """

    name: str
    options: WriteOptions
    provenance: Provenance
    sources: tuple[Source, ...] = ()
    checksums: Mapping[str, str] = field(default_factory=dict)
    pictures: bool = True
    selection: Selection | None = None

    def fingerprint(self) -> Fingerprint:
        """Tell what decides its bytes besides the documents and the pictures beside them."""
        entry = output_format(self.name)
        chosen = {name: getattr(self.options, name) for name in entry.options}
        settings = {"format": self.name, "options": chosen, "made_by": asdict(self.provenance)}
        if self.selection:
            settings |= {"selection": self.selection.settings()}
            return Fingerprint((module_of(entry.writer), SELECTION), settings)
        if not self._takes_pictures:
            return Fingerprint((module_of(entry.writer),), settings)
        archives = [self.checksums[source.id] for source in self.sources if has_pictures_inside(source)]
        return Fingerprint((module_of(entry.writer), "pipeline.formats.pictures"), settings | {"archives": archives})

    def has_pictures(self, taken: PictureNames) -> bool:
        """Tell whether it would take the same pictures from beside the texts again."""
        return PictureFinder(self.sources).finds_again(taken) if self._takes_pictures else not taken

    def __call__(self, documents: Iterable[Document], folder: Path) -> MadeFiles:
        """Write the format's files."""
        if self.selection:
            documents = self.selection.told(documents)
        if not output_format(self.name).takes_parts:
            documents = join(documents)
        if not self._takes_pictures:
            return MadeFiles(write(self.name, documents, folder, self.options, self.provenance, no_pictures))
        finder = PictureFinder(self.sources)
        return MadeFiles(write(self.name, documents, folder, self.options, self.provenance, finder), finder.beside)

    @property
    def _takes_pictures(self) -> bool:
        """Tell whether pictures go into this output."""
        return self.pictures and output_format(self.name).pictures


@dataclass(frozen=True)
class SplicedOutput(WithoutPictures):
    """`spliced/`: the files that the documents came from, whose `checksums` are given, with the English put in."""

    sources: tuple[Source, ...]
    checksums: Mapping[str, str]
    options: WriteOptions
    provenance: Provenance
    name: str = SPLICED

    def fingerprint(self) -> Fingerprint:
        """Tell what decides its bytes besides the documents."""
        splicers = {module_of(name) for source in self.sources if (name := splicer_of(source.id))}
        files = [self.checksums[source.id] for source in self.sources]
        chosen = {"translator": self.options.translator, "language": self.options.target_language}
        settings = {"files": files, **chosen, "made_by": asdict(self.provenance)}
        return Fingerprint(("pipeline.formats.splicing", *sorted(splicers)), settings)

    def __call__(self, documents: Iterable[Document], folder: Path) -> MadeFiles:
        """Write `spliced/NAME` for every document whose format allows it."""
        files = {source.id: source.path for source in self.sources}
        made_by = self.options, self.provenance
        return MadeFiles(splice(join(documents), files, folder, self.checksums, made_by=made_by))


@dataclass(frozen=True)
class TranslatedOutput(WithoutPictures):
    """`translated/`: the files that the documents came from, whose `checksums` are given, in English."""

    sources: tuple[Source, ...]
    checksums: Mapping[str, str]
    language: str
    name: str = TRANSLATED

    def fingerprint(self) -> Fingerprint:
        """Tell what decides its bytes besides the documents."""
        translators = {module_of(name) for source in self.sources if (name := translator_of(source.id))}
        files = [self.checksums[source.id] for source in self.sources]
        return Fingerprint(
            ("pipeline.formats.splicing", *sorted(translators)), {"files": files, "language": self.language}
        )

    def __call__(self, documents: Iterable[Document], folder: Path) -> MadeFiles:
        """Write `translated/NAME` for every document whose format allows it."""
        files = {source.id: source.path for source in self.sources}
        return MadeFiles(translate(join(documents), files, folder, self.checksums, language=self.language))


@dataclass(frozen=True)
class ReportOutput(WithoutPictures):
    """`report.html`; `shown` is what it tells besides the documents, as plain data."""

    options: WriteOptions
    provenance: Provenance
    shown: Mapping[str, Any]
    name: str = REPORT

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the bytes of the report besides the documents: its writer, options, and what it shows."""
        entry = output_format(REPORT)
        chosen = {name: getattr(self.options, name) for name in entry.options}
        settings = {"options": chosen, "made_by": asdict(self.provenance), "shown": self.shown}
        return Fingerprint((module_of(entry.writer),), settings)

    def __call__(self, documents: Iterable[Document], folder: Path) -> MadeFiles:
        """Write `report.html`."""
        return MadeFiles(write_report(documents, folder, self.options, self.provenance, self.shown))
