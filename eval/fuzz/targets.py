"""What the campaign attacks: for each target its seeds, and a function of a spoilt file that gives how much it yields.

A target's function is what users reach, from a path on. It raises nothing but the errors of `pipeline/errors.py`; what
it counts is paragraphs, or rows, beads, sentences: an input that yields none says little of what lies behind a reader.
"""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from eval.fuzz.containers import load

if TYPE_CHECKING:
    from pipeline.document import Bead, Document, Paragraph

SEEDS = Path(__file__).parent / "seeds"
FORMATS = (
    "jsonl", "huggingface", "tmx", "tsv", "moses", "pharaoh", "html", "epub", "epub-side", "epub-popup", "docx", "srt",
    "vtt", "spliced", "report", "review-xliff", "review-tsv",
)  # fmt: skip
"""All outputs but two, which would take long: `pdf` starts a browser, `parquet` is another library's."""

Attack = Callable[[Path, Path], int]
"""(the spoilt file, a folder of its own) -> what it yields."""


@dataclass(frozen=True)
class Target:
    """Something to attack: the folders of its seeds, what gets a spoilt seed, its share of all inputs."""

    name: str
    folders: tuple[str, ...]
    attack: Attack
    share: int

    def seeds(self) -> list[Path]:
        """Give the paths of its seeds, in order; a folder with a suffix is an archive."""
        return [path for folder in self.folders for path in sorted((SEEDS / folder).iterdir())]


@cache
def bytes_of(path: Path) -> bytes:
    """Give the bytes of a seed."""
    return load(path)


def _read(path: Path, folder: Path) -> int:
    from pipeline.formats.reading import read_file

    text = read_file(path, language="en" if path.stat().st_size % 2 else "fr")
    return sum(bool(paragraph.text.strip()) for paragraph in text.paragraphs)


def _read_lines(path: Path, folder: Path) -> int:
    from pipeline.formats.reading import read_file

    return sum(len(read_file(path, lines=lines).paragraphs) for lines in ("prose", "sentences", "pairs"))


def _segment(path: Path, folder: Path) -> int:
    from pipeline.formats.reading import read_file
    from pipeline.segmentation import Options
    from pipeline.stages.segment import segmented

    text = read_file(path)
    legal = Options((";", ":"), keep_dialogue_turns=True, abbreviations=("qqch.",))
    return sum(len(segmented(text, options).sentences()) for options in (Options(), legal))


def _markup(path: Path, folder: Path) -> int:
    """Read TEI, a text of OPUS or hunalign's lines in both languages, or find what an alignment aligns."""
    from pipeline.formats.alignments.linked import find_linked
    from pipeline.formats.reading import read_file
    from pipeline.io.xml_root import ALIGNMENT, kind_of_xml

    if kind_of_xml(path) == ALIGNMENT:
        return len(find_linked(path))
    return sum(len(read_file(path, language=language).paragraphs) for language in ("fr", "en"))


def _beads(path: Path, folder: Path) -> int:
    from pipeline.formats.alignments.read import read_beads
    from pipeline.stages.align import AlignStage

    beads = read_beads(path)
    return sum(len(one.beads) for one in AlignStage()([_document(beads=beads)])) if beads else 0


def _align(path: Path, folder: Path) -> int:
    """Align the two halves of a file, and score what comes of it."""
    from pipeline.formats.reading import read_file
    from pipeline.stages.align import AlignStage
    from pipeline.stages.link import LinkStage
    from pipeline.stages.score import ScoreStage

    french = read_file(path)
    middle = len(french.paragraphs) // 2
    document = _document(french.paragraphs[:middle], french.paragraphs[middle:])
    if not document.source.paragraphs or not document.reference or not document.reference.paragraphs:
        return 0
    done = ScoreStage()(LinkStage()(AlignStage()([document])))
    return sum(len(one.beads) for one in done)


def _document(
    french: "Sequence[Paragraph] | None" = None,
    english: "Sequence[Paragraph] | None" = None,
    beads: "Sequence[Bead]" = (),
) -> "Document":
    """Give a segmented document: of some paragraphs, or the tale of the seeds."""
    from pipeline.document import Document, Text
    from pipeline.formats.reading import read_file
    from pipeline.stages.segment import segmented

    source = Text("fr", tuple(french)) if french is not None else read_file(SEEDS / "text/conte.txt")
    reference = (
        Text("en", tuple(english)) if english is not None else read_file(SEEDS / "english/conte.txt", "auto", "en")
    )
    return Document("a.txt", segmented(source), segmented(reference), beads=tuple(beads))


def _glossary(path: Path, folder: Path) -> int:
    from pipeline.formats.glossaries import read_glossary

    return len(read_glossary([path]).terms)


def _corrections(path: Path, folder: Path) -> int:
    from pipeline.review.corrections import merge, read_table
    from pipeline.stages.correct import CorrectStage

    table = read_table(path)
    CorrectStage((table,))([_aligned()])
    return len(merge((), table.corrections))


@cache
def _aligned() -> "Document":
    """Give the tale of the seeds, aligned."""
    from pipeline.stages.align import AlignStage

    [done] = AlignStage()([_document()])
    return done


def _review(path: Path, folder: Path) -> int:
    from pipeline.review.exchange import read_review

    return sum(1 for _ in read_review(path))


def _scores(path: Path, folder: Path) -> int:
    from pipeline.quality.imported import read_scores

    return len(read_scores([path]).scores)


def _rules(path: Path, folder: Path) -> int:
    from pipeline.formats.reading import read_file
    from pipeline.segmentation import read_srx
    from pipeline.stages.segment import segmented

    rules = read_srx(path)
    return len(segmented(read_file(SEEDS / "text/conte.txt"), srx=rules).sentences()) if rules.knows("fr") else 0


def _pairs(path: Path, folder: Path) -> int:
    from pipeline.formats.corpora.jsonl import read_pairs

    return sum(1 for _ in read_pairs(path))


def _configuration(path: Path, folder: Path) -> int:
    from pipeline.config.loading import load_config, relative_to

    config = load_config(path)
    list(config.unused())
    return len(relative_to(config, folder))


def _run(path: Path, folder: Path) -> int:
    """Run all but the model, with a human translation, and again: the second time nothing is made."""
    from pipeline.config.loading import make_config
    from pipeline.runs.runner import run

    shutil.copy(SEEDS / "english/conte.txt", folder / "b.txt")
    bilingual = path.suffix in (".tmx", ".xlf")
    config = make_config(
        {
            "output": "out",
            "read": {"files": [path.name], "reference": [] if bilingual else ["b.txt"]},
            "translate": {"engine": "none"},
            "evaluate": {"bootstrap": 10},
            "write": {"formats": list(FORMATS)},
        },
        base=folder,
    )
    result = run(config)
    for problem in result.problems:
        if "fault of this program" in problem:
            raise _as_fault(problem)
    if run(config).made:
        raise AssertionError("a second run made something")
    return result.metrics.counts.sentences


def _as_fault(problem: str) -> Exception:
    from pipeline.errors import FaultError

    return FaultError(problem)


def _resume(path: Path, folder: Path) -> int:
    """Run where an earlier run's folder was spoilt: the file's bytes stand in the place of one of its files."""
    from pipeline.config.loading import make_config
    from pipeline.runs.runner import run

    (folder / "a.txt").write_text("Il pleut. Il neige.\n\nFin.\n", encoding="utf-8")
    config = make_config(
        {"output": "out", "read": {"files": ["a.txt"]}, "translate": {"engine": "none"}, "write": {"formats": ["tmx"]}},
        base=folder,
    )
    run(config)
    made = sorted(file for file in (folder / "out").rglob("*") if file.is_file() and file.name != "lock")
    data = path.read_bytes()
    spoilt = made[len(data) % len(made)]
    before = spoilt.read_bytes()
    spoilt.write_bytes(before[: len(before) // 2] + data[:2000] if len(data) % 3 else data)
    return run(config).metrics.counts.sentences


_BOOKS = ("docx", "odt", "epub")
_TEXTS = ("text", "html", "markdown", "subtitles")
TARGETS = {
    one.name: one
    for one in (
        Target("text", ("text", "english"), _read_lines, 6),
        Target("html", ("html",), _read, 8),
        Target("markdown", ("markdown",), _read, 6),
        Target("subtitles", ("subtitles",), _read, 6),
        Target("memory", ("memory",), _read, 8),
        Target("markup", ("markup",), _markup, 6),
        Target("docx", ("docx",), _read, 10),
        Target("odt", ("odt",), _read, 8),
        Target("rtf", ("rtf",), _read, 6),
        Target("epub", ("epub",), _read, 8),
        Target("pdf", ("pdf",), _read, 6),
        Target("segment", ("text", "english"), _segment, 4),
        Target("align", _TEXTS, _align, 4),
        Target("beads", ("beads",), _beads, 5),
        Target("glossary", ("glossary",), _glossary, 5),
        Target("corrections", ("corrections",), _corrections, 5),
        Target("review", ("review", "memory"), _review, 5),
        Target("scores", ("scores",), _scores, 5),
        Target("rules", ("rules",), _rules, 4),
        Target("pairs", ("pairs",), _pairs, 4),
        Target("configuration", ("config",), _configuration, 6),
        Target("run", (*_TEXTS, *_BOOKS, "memory"), _run, 2),
        Target("resume", ("pairs", "scores", "text"), _resume, 1),
    )
}


def shares(names: list[str], inputs: int) -> Iterator[tuple[str, int]]:
    """Give each target its part of the inputs, one at least."""
    total = sum(TARGETS[name].share for name in names)
    yield from ((name, max(1, inputs * TARGETS[name].share // total)) for name in names)
