"""The read stage: from the files of a source to a document: the French, its human translation, beads between them."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import ClassVar

from pipeline.document import Bead, Document, Text
from pipeline.errors import InputError
from pipeline.files import file_hash, shown
from pipeline.formats.alignments.read import read_beads
from pipeline.formats.hunalign import is_hunalign, read_qualities
from pipeline.formats.opus.read import sentence_ids
from pipeline.formats.reading import Lines, check_text, has_text, read, read_file, read_table, reader_of
from pipeline.formats.registry import input_format, is_table, module_of
from pipeline.formats.sources import Source
from pipeline.formats.tmx.read import read_given
from pipeline.io.compressed import read_whole
from pipeline.io.language_marks import bare_name, is_language_suffix
from pipeline.io.xml_root import SENTENCES, kind_of_xml
from pipeline.stages.base import ALONE, Fingerprint, Joins, StageContext


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How files are read: their encoding, what a line of plain text is, what else of Word files is text.

    `english` is the tag of the English that is read of units with several, `columns` names those of a table in which
    French and English stand. `several` says that the run reads more than one file, so that documents of which a table
    names several need its own name too.
    """

    encoding: str = "auto"
    lines: Lines = "prose"
    also: tuple[str, ...] = ()
    english: str = ""
    columns: tuple[str, ...] = ()
    several: bool = False


_DEFAULT = ReadOptions()


@dataclass(frozen=True)
class ReadStage:
    """Makes the document of one source, or those that a table names; every source has a stage of its own."""

    name: ClassVar[str] = "read"
    unit: ClassVar[str] = "files"
    is_parallel: ClassVar[bool] = False
    joins: ClassVar[Joins] = "never"
    source: Source
    options: ReadOptions = _DEFAULT

    @cached_property
    def checksums(self) -> dict[str, str]:
        """The SHA-256 of each file of the source, by what it is: file, reference, beads.

        Raises:
            InputError: one cannot be read.
        """
        return self._hashes()

    def fingerprint(self) -> Fingerprint:
        """Tell what decides the document.

        Raises:
            InputError: a file cannot be read, or there is no reader for it.
        """
        paths = (self.source.path, self.source.reference or self.source.path)
        lines = _lines_of(self.source, self.options.lines)
        readers = {_reader_of(path, lines) for path in paths}
        settings = {"id": self.source.id, **asdict(self.options), **self.checksums}
        if not _is_table(self.source):  # it decides nothing else
            del settings["several"]
        return Fingerprint((__name__, *sorted(readers)), settings)

    def __call__(self, documents: Sequence[Document] = (), context: StageContext = ALONE) -> list[Document]:
        """Read the source's files.

        Raises:
            InputError: one cannot be read, or two that should go line by line have different numbers of lines.
        """
        before = self.checksums
        documents = list(read_documents(self.source, self.options))
        if before != self._hashes():
            raise InputError(f"{self.source.path}: has changed while it was read; run again")
        context.advance(1)
        return documents

    def _hashes(self) -> dict[str, str]:
        """Give the checksums of the files as they are now."""
        return {name: _hash_of_many(path) if name == "beads" else _hash(path) for name, path in self._files()}

    def _files(self) -> Iterator[tuple[str, Path]]:
        """Give the files that a source is read from, each with what it is for."""
        yield "file", self.source.path
        if self.source.reference:
            yield "reference", self.source.reference
        if self.source.beads:
            yield "beads", self.source.beads


def read_documents(source: Source, options: ReadOptions = _DEFAULT) -> Iterator[Document]:
    """Give the document of a source, or those that a table names: each row's is the one that it says.

    Raises:
        InputError: a file cannot be read, or two that should go line by line have different numbers of lines.
    """
    if not _is_table(source):
        yield _with_found(read_document(source, options), source)
        return
    rows = read_table(source.path, options.encoding, options.columns)
    check_text(source.path, rows.french)
    for name, part in rows.parted("" if options.several else source.id):
        reference = part.english if has_text(part.english) else None
        identifier = (f"{source.id}/{name}" if options.several else name) if name else source.id
        yield Document(identifier, part.french, reference, parallel=True, given=part.given, name=name)


def _is_table(source: Source) -> bool:
    """Tell whether a source is a table of pairs."""
    return source.is_bilingual and is_table(source.path) and not is_hunalign(source.path)


def read_document(source: Source, options: ReadOptions = _DEFAULT) -> Document:
    """Give the document of a source that is one.

    Raises:
        InputError: a file cannot be read, or two that should go line by line have different numbers of lines.
    """
    lines = _lines_of(source, options.lines)
    text = read(source.path, options.encoding, "fr", lines, options.also)
    if source.reference is None:
        return Document(source.id, text)
    if source.is_bilingual:
        tag = options.english if options.english and _is_memory(source.path) else "en"
        english: Text | None = read_file(source.path, options.encoding, tag)
        beads = read_qualities(source.path, options.encoding) if is_hunalign(source.path) else ()
        given = read_given(read_whole(source.path)) if _is_memory(source.path) else ()
        english = english if english and has_text(english) else None
        return Document(source.id, text, english, beads=beads, parallel=True, given=given)
    reference = read(source.reference, options.encoding, "en", lines, options.also)
    parallel = lines == "pairs"
    if parallel and len(text.paragraphs) != len(reference.paragraphs):
        raise InputError(
            f"{source.path} has {len(text.paragraphs)} lines and {source.reference} {len(reference.paragraphs)}; "
            "read.lines: pairs wants as many in both (prose or sentences aligns them)"
        )
    beads = _beads(source.beads, (source.path, source.reference), (text, reference)) if source.beads else ()
    return Document(source.id, text, reference, beads=beads, parallel=parallel)


def _with_found(document: Document, source: Source) -> Document:
    """Give a document whose account tells how its two texts were paired, if they were and the reader has not told."""
    account = document.source.account
    if document.reference is None or source.reference is None or account is None or account.found:
        return document
    texts = zip(document.source.paragraphs, document.reference.paragraphs, strict=False)
    pairs = sum(bool(one.text and other.text) for one, other in texts)
    if source.is_bilingual:
        found = f"{pairs:,} units in both languages"
    elif document.parallel:
        found = f"{pairs:,} pairs, line by line with {shown(source.reference.name)}"
    else:
        found = f"its English is {shown(source.reference.name)}"
        found += f", aligned by {shown(source.beads.name)}" if source.beads else ""
    return replace(document, source=replace(document.source, account=replace(account, found=found)))


def _beads(path: Path, files: tuple[Path, Path], texts: tuple[Text, Text]) -> tuple[Bead, ...]:
    """Read the beads of two texts, by the ids of their sentences where both have some.

    Raises:
        InputError: they cannot be read, or do not fit the texts.
    """
    have_ids = all(kind_of_xml(file) == SENTENCES for file in files)
    ids = (sentence_ids(texts[0]), sentence_ids(texts[1])) if have_ids else None
    return read_beads(path, files, ids)


def _is_memory(path: Path) -> bool:
    """Tell whether a file is a translation memory, whose units may have several versions in a language."""
    found = input_format(path)
    return found is not None and found.name == "TMX"


def _lines_of(source: Source, lines: Lines) -> Lines:
    """Tell what the lines of a source are: those of corpus.fr are sentences, and pairs with those of corpus.en.

    So are those of two files with the same name and suffixes that no format has: corpus.src and corpus.tgt.
    """
    if lines != "prose":
        return lines
    if source.reference and _are_pair_of_suffixes(source.path, source.reference):
        return "pairs"
    return "sentences" if is_language_suffix(source.path) else lines


def _are_pair_of_suffixes(path: Path, reference: Path) -> bool:
    """Tell whether two files are told apart by their suffixes, which are languages or no format at all."""
    if is_language_suffix(path) or is_language_suffix(reference):
        return is_language_suffix(path) and is_language_suffix(reference)
    no_format = input_format(path) is None and input_format(reference) is None
    return no_format and bare_name(path)[-1] == bare_name(reference)[-1]


def _reader_of(path: Path, lines: Lines) -> str:
    """Name the module that reads a file.

    Raises:
        InputError: there is none; the message names the file.
    """
    try:
        return module_of(reader_of(path, lines))
    except InputError as problem:
        raise InputError(f"{path}: {problem}") from None


def _hash_of_many(path: Path) -> str:
    """Give the SHA-256 of a file that may align thousands of texts: once, unless its size or time changes.

    Raises:
        InputError: it cannot be read.
    """
    try:
        state = path.stat()
    except OSError:
        return _hash(path)  # which says what is wrong
    return _hash_in_state(path, state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _hash_in_state(path: Path, *_state: int) -> str:
    """Give the SHA-256 of a file in a state that its size and time tell."""
    return _hash(path)


def _hash(path: Path) -> str:
    """Give the SHA-256 of a file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return file_hash(path)
    except OSError as error:
        raise InputError(f"{path}: cannot be read: {error.strerror or error}") from error
