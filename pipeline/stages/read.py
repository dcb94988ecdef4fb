"""The read stage: from the files of a source to a document: the French, its human translation, beads between them."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import ClassVar

from pipeline.document import Document
from pipeline.errors import InputError
from pipeline.files import file_hash
from pipeline.formats.alignments.read import read_beads
from pipeline.formats.reading import Lines, has_text, read, read_file, reader_of
from pipeline.formats.registry import module_of
from pipeline.formats.sources import Source
from pipeline.stages.base import ALONE, Fingerprint, StageContext


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read: their encoding, what a line of plain text is, what else of Word files is text."""

    encoding: str = "auto"
    lines: Lines = "prose"
    also: tuple[str, ...] = ()


_DEFAULT = ReadOptions()


@dataclass(frozen=True)
class ReadStage:
    """Makes the document of one source; every source has a stage of its own, which gets no documents."""

    name: ClassVar[str] = "read"
    unit: ClassVar[str] = "files"
    source: Source
    options: ReadOptions = _DEFAULT

    @cached_property
    def checksums(self) -> dict[str, str]:
        """The SHA-256 of each file of the source, by what it is: file, reference, beads.

        Raises:
            InputError: one cannot be read.
        """
        return {name: _hash(path) for name, path in self._files()}

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the document.

        Raises:
            InputError: a file cannot be read, has a name that nothing can be written under, or there is no reader
                for it.
        """
        self._check_names()
        paths = (self.source.path, self.source.reference or self.source.path)
        readers = {_reader_of(path, self.options.lines) for path in paths}
        settings = {"id": self.source.id, **asdict(self.options), **self.checksums}
        return Fingerprint((__name__, *sorted(readers)), settings)

    def __call__(self, documents: Sequence[Document] = (), context: StageContext = ALONE) -> list[Document]:
        """Read the source's files.

        Raises:
            InputError: one cannot be read, or has a name that nothing can be written under, or two that should go line
                by line have different numbers of lines.
        """
        self._check_names()
        before = self.checksums
        document = read_document(self.source, self.options)
        if before != {name: _hash(path) for name, path in self._files()}:
            raise InputError(f"{self.source.path}: has changed while it was read; run again")
        context.advance(1)
        return [document]

    def _check_names(self) -> None:
        """Raise InputError where a file's name is no UTF-8: outputs and records, which tell it, could not hold it."""
        for _, path in self._files():
            try:
                f"{self.source.id}{path.name}".encode()
            except UnicodeEncodeError:
                shown = os.fsencode(path).decode("utf-8", "backslashreplace")
                raise InputError(f"{shown}: its name is not UTF-8; rename the file or its folder") from None

    def _files(self) -> Iterator[tuple[str, Path]]:
        yield "file", self.source.path
        if self.source.reference:
            yield "reference", self.source.reference
        if self.source.beads:
            yield "beads", self.source.beads


def read_document(source: Source, options: ReadOptions = _DEFAULT) -> Document:
    """Give the document of a source.

    Raises:
        InputError: a file cannot be read, or two that should go line by line have different numbers of lines.
    """
    text = read(source.path, options.encoding, "fr", options.lines, options.also)
    if source.reference is None:
        return Document(source.id, text)
    if source.is_bilingual:
        english = read_file(source.path, options.encoding, "en")
        return Document(source.id, text, english if has_text(english) else None, parallel=True)
    reference = read(source.reference, options.encoding, "en", options.lines, options.also)
    parallel = options.lines == "pairs"
    if parallel and len(text.paragraphs) != len(reference.paragraphs):
        raise InputError(
            f"{source.path} has {len(text.paragraphs)} lines and {source.reference} {len(reference.paragraphs)}; "
            "read.lines: pairs wants as many in both (prose or sentences aligns them)"
        )
    beads = read_beads(source.beads) if source.beads else ()
    return Document(source.id, text, reference, beads=beads, parallel=parallel)


def _reader_of(path: Path, lines: Lines) -> str:
    try:
        return module_of(reader_of(path, lines))
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None


def _hash(path: Path) -> str:
    try:
        return file_hash(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
