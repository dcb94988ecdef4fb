"""Take one sentence through every stage, in a real run, and show what each of them adds to its record."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, fields
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pipeline.config.loading import make_config
from pipeline.document import Bead, Document
from pipeline.formats.writing import write
from pipeline.runs.job import Job, make_job
from pipeline.segmentation import explain

FRENCH = "M. Martin ferma la porte. Il pleuvait sur le port.\n"
ENGLISH = "Mr Martin closed the door. It was raining over the harbour.\n"
CORRECTIONS = "document\tsource\ttarget\nport.fr.txt\tIl pleuvait sur le port.\tRain fell on the harbour.\n"
SENTENCE = 1
"""The number of the sentence that is followed, from 0."""

Step = tuple[str, str]
"""A stage, and what is shown of it."""


def steps() -> list[Step]:
    """Give every stage of a run with what the record of the sentence has from it, and the output at the end."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        job = _job(folder)
        [documents] = [reading() for reading in job.readings]
        shown = [(job.readings[0].name, "\n".join(_paragraphs(documents[0])))]
        for stage in job.stages:
            documents = stage(documents)
            shown.append((stage.name, "\n".join(_SHOWN[stage.name](documents[0]))))
        return [*shown, ("tmx", _unit(job, documents, folder))]


def make() -> str:
    """Give the section of `architecture.md` as Markdown."""
    files = [("port.fr.txt", FRENCH), ("port.en.txt", ENGLISH), ("corrections.tsv", CORRECTIONS.replace("\t", " → "))]
    lines = [f"`{name}`:\n\n```\n{text.rstrip()}\n```\n" for name, text in files]
    for name, shown in steps():
        lines.append(f"**{name}** {_SAID[name]}\n\n```\n{_rounded(shown)}\n```\n")
    return "\n".join(lines)


def _job(folder: Path) -> Job:
    """Look up a run over the two files in a folder, which it writes, and a person's correction."""
    output = folder / "out"
    output.mkdir()
    (folder / "port.fr.txt").write_text(FRENCH, encoding="utf-8")
    (folder / "port.en.txt").write_text(ENGLISH, encoding="utf-8")
    (output / "corrections.tsv").write_text(CORRECTIONS, encoding="utf-8")
    read = {"files": str(folder / "port.fr.txt"), "reference": str(folder / "port.en.txt")}
    translate = {"device": "cpu", "quantization": "float32", "threads": 1}
    return make_job(make_config({"read": read, "translate": translate, "output": str(output)}))


def _paragraphs(document: Document) -> Iterator[str]:
    yield f"document.id = {document.id!r}"
    yield f"document.source.paragraphs[0] = {_record(document.source.paragraphs[0])}"


def _segments(document: Document) -> Iterator[str]:
    paragraph = document.source.paragraphs[0]
    yield f"document.source.paragraphs[0].segments = {paragraph.segments}"
    yield f"document.source.sentences()[{SENTENCE}] = {document.source.sentences()[SENTENCE]!r}"
    for decision in explain(paragraph.text):
        found = "a sentence ends here" if decision.boundary else "no sentence ends here"
        yield f"# after {paragraph.text[: decision.end]!r}: {found}, says the rule `{decision.rule}`"


def _hypotheses(document: Document) -> Iterator[str]:
    yield f"document.hypotheses[{SENTENCE}] = {_record(document.hypotheses[SENTENCE])}"


def _bead(document: Document) -> Bead:
    """Give the bead of the sentence."""
    return next(bead for bead in document.beads if SENTENCE in bead.source)


def _beads(document: Document) -> Iterator[str]:
    yield f"bead = {_record(_bead(document), without=['links', 'scores', 'flags'])}"


def _links(document: Document) -> Iterator[str]:
    bead = _bead(document)
    source, target = document.source.sentences()[SENTENCE], bead.correction
    yield f"bead.links[0] = {bead.links[0]}"
    for link in bead.links:
        left, right = source[link.source_start : link.source_end], target[link.target_start : link.target_end]
        yield f"# {left} – {right}"


def _scores(document: Document) -> Iterator[str]:
    yield f"bead.scores = {dict(_bead(document).scores)}"
    yield f"bead.flags = {_bead(document).flags}"


def _unit(job: Job, documents: Sequence[Document], folder: Path) -> str:
    """Give the translation unit of the sentence as the TMX file has it."""
    [path] = write("tmx", documents, folder, job.written, job.provenance)
    units = re.findall(r"<tu .*?</tu>", path.read_text(encoding="utf-8"), re.DOTALL)
    return str(units[SENTENCE])


_SHOWN = {
    "segment": _segments,
    "translate": _hypotheses,
    "align": _beads,
    "correct": _beads,
    "link": _links,
    "score": _scores,
}
_SAID: Mapping[str, str] = {
    "read": "makes paragraphs of the file. Places are counted in code points, here and further on.",
    "segment": "finds the sentences of each paragraph, in the source and in the reference.",
    "translate": "gives each source sentence a hypothesis, with the mean log-probability of its pieces.",
    "align": "joins sentences that say the same in a bead, by their numbers, with a posterior.",
    "correct": "puts in what a person gave.",
    "link": "joins words inside of the bead.",
    "score": "adds numbers and flags.",
    "tmx": "is one of the outputs; the bead has become a translation unit.",
}


def _record(record: Any, without: Sequence[str] = ()) -> str:
    """Show a record by its type and the fields that differ from their defaults."""
    told = [
        f"{field.name}={getattr(record, field.name)!r}"
        for field in fields(record)
        if field.name not in without and getattr(record, field.name) != _default(field)
    ]
    return f"{type(record).__name__}({', '.join(told)})"


def _default(field: Field[Any]) -> Any:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _rounded(text: str) -> str:
    """Round the numbers of a text to two digits: further ones depend on the processor.

    >>> _rounded("score=-0.35671, bead 1-1, 1.0")
    'score=-0.36, bead 1-1, 1.0'
    """
    return re.sub(r"\d+\.\d{3,}", lambda number: f"{float(number[0]):.2f}", text)
