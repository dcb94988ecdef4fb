"""What each stage and format takes besides the neural translation, beside the bare library that does the same work.

`python -m eval.speed.stages FRENCH ENGLISH [--lines 5000] [--force]`, with two files whose lines translate each other.
All is measured in one process, one after the other, in seconds of processor, the least of three; the bare library
that a ratio compares with stands beside it. It refuses where other work uses the machine (a load above 0.3), unless it
is forced.
"""

import argparse
import csv
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice
from pathlib import Path

from lxml import etree

from pipeline import make_config, run
from pipeline.document import Document
from pipeline.formats.corpora import jsonl, tables
from pipeline.formats.corpora.bitext import write_moses
from pipeline.formats.corpora.records import paragraph_records, record_of
from pipeline.formats.tmx import write as tmx
from pipeline.formats.tmx.read import read_tmx
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.pairs import wanted_pairs
from pipeline.quality.evaluate import EvaluateOptions, evaluate
from pipeline.segmentation import segment
from pipeline.work.store import Store

MOST_LOAD = 0.3
ROUNDS = 3
SAMPLE = Path(__file__).parents[2] / "configs/sample.yaml"
TOLD = WriteOptions(), Provenance("0", "none")
Measured = tuple[str, float, float | None]
"""What was measured, its seconds, and those of the bare library."""


def seconds(work: Callable[[], object]) -> float:
    """Give the seconds of processor that some work takes, the least of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        taken.append(time.process_time() - start)
    return min(taken)


def start_seconds(*command: str) -> float:
    """Give the seconds of processor that a Python command takes, the least of some rounds."""
    taken = []
    for _ in range(ROUNDS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([sys.executable, *command], check=True, stdout=subprocess.DEVNULL)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        taken.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return min(taken)


def scored(folder: Path, french: Path, english: Path) -> tuple[list[Document], dict[str, float]]:
    """Run two files of lines without a model; give the documents, and the seconds of each stage."""
    config = {
        "read": {"files": str(french), "reference": str(english), "lines": "pairs"},
        "translate": {"engine": "none"},
        "write": {"formats": ["jsonl"]},
        "output": str(folder / "out"),
    }
    if run(make_config(config)).exit_code:
        raise SystemExit("the run has failed")
    manifest = json.loads((folder / "out/manifest.json").read_text(encoding="utf-8"))
    store = Store(folder / "out/work")
    pieces = [piece for key in manifest["work"]["score"] for piece in store.find("score", key) or ()]
    return [document for piece in pieces for document in store.load(piece)], manifest["seconds"]


def of_formats(documents: list[Document], folder: Path) -> Iterator[Measured]:
    """Measure the formats of data, each with the bare library that writes or reads the same records."""
    pairs = [record_of(pair, *TOLD) for document in documents for pair in wanted_pairs(document)]
    records = [*pairs, *(record for document in documents for record in paragraph_records(document))]

    def bare_json() -> None:
        with (folder / "bare").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in records)

    def bare_csv() -> None:
        with (folder / "bare").open("w", encoding="utf-8", newline="") as file:
            csv.DictWriter(file, list(pairs[0]), dialect="excel-tab").writerows(pairs)

    def bare_xml() -> None:
        for _, unit in etree.iterparse(BytesIO(memory), tag="tu"):
            unit.clear()

    yield "write jsonl : json", seconds(lambda: jsonl.write(documents, folder, *TOLD)), seconds(bare_json)
    yield "write tsv : csv", seconds(lambda: tables.write_tsv(documents, folder, *TOLD)), seconds(bare_csv)
    yield "write tmx", seconds(lambda: tmx.write(documents, folder, *TOLD)), None
    yield "write moses", seconds(lambda: write_moses(documents, folder, *TOLD)), None
    yield "metrics", seconds(lambda: evaluate(documents, EvaluateOptions())), None
    memory = (folder / tmx.NAME).read_bytes()
    yield "read tmx, one language : iterparse", seconds(lambda: read_tmx(memory, "auto", "fr")), seconds(bare_xml)


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("french", type=Path)
    parser.add_argument("english", type=Path)
    parser.add_argument("--lines", type=int, default=5000)
    parser.add_argument("--force", action="store_true")
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    if load > MOST_LOAD and not arguments.force:
        raise SystemExit(f"the load is {load:.2f}, more than {MOST_LOAD}: wait, or --force")
    with tempfile.TemporaryDirectory() as name:
        folder, sides = Path(name), []
        for path, side in ((arguments.french, "lines.fr"), (arguments.english, "lines.en")):
            with path.open(encoding="utf-8", newline="\n") as file:
                sides.append("".join(islice(file, arguments.lines)))
            (folder / side).write_text(sides[-1], encoding="utf-8", newline="\n")
        documents, stages = scored(folder, folder / "lines.fr", folder / "lines.en")
        measured: list[Measured] = [(stage, taken, None) for stage, taken in stages.items()]
        measured += of_formats(documents, folder)
        text = sides[0].replace("\n", " ")
        taken = seconds(lambda: segment(text))
    check = start_seconds("-m", "pipeline", "check", str(SAMPLE)), start_seconds("-c", "import transformers")
    measured.append(("start check : import transformers", *check))
    print(f"load {load:.2f} before, {os.getloadavg()[0]:.2f} after; {arguments.lines} lines")
    for what, own, bare in measured:
        print(f"{what:36}{own:8.3f} s" + (f"   bare {bare:.3f} s, ratio {bare / own:.2f}" if bare else ""))
    print(f"{'segmentation':36}{len(text.encode()) / taken / 1e6:8.1f} MB/s")


if __name__ == "__main__":
    main()
