"""The files a run leaves in its output folder: made when their key or their bytes are not what they should be."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pipeline import evaluate
from pipeline.config import Config
from pipeline.corrections import tables_of
from pipeline.document import Document
from pipeline.manifest import environment, file_hash, read_manifest, tool_version, write_json
from pipeline.pictures import Pictures, no_pictures
from pipeline.read import find
from pipeline.read.glossary import read_glossary
from pipeline.read.pictures import PictureFinder
from pipeline.splice import splice
from pipeline.store import key
from pipeline.translate.engines import engine_name
from pipeline.translate.model import Model
from pipeline.write import Provenance, write
from pipeline.write.report import write_report

METRICS = "metrics"
SPLICED = "spliced"
REPORT = "report"

Record = dict[str, Any]
"""What the manifest keeps of an output: its key, the size and SHA-256 of each of its files, pictures it took."""


def update_outputs(
    config: Config,
    provenance: Provenance,
    content: str,
    documents: Callable[[], Iterable[Document]],
    kept: Mapping[str, Record],
    problems: Sequence[str] = (),
) -> Iterator[tuple[str, Record, bool]]:
    """Bring the outputs up to date, one after another; yield name, record and whether it was made now.

    `content` is the key of all the documents that `documents` gives; `kept` holds an earlier run's records;
    `problems` name the files that could not be read.

    Raises:
        OutputError: an output cannot be written.
    """
    sources = find(config.read.files, config.read.reference, config.read.beads)
    for name in [METRICS, *config.write.formats]:
        options = config.evaluate if name == METRICS else config.write
        shown = facts(config) | {"problems": list(problems)} if name == REPORT else {}
        name_key = key(name, options.content(), content, asdict(provenance), shown)
        record = kept.get(name)
        made = record is None or not _is_there(config.output, record, name_key, PictureFinder(sources))
        if made or record is None:
            pictures = PictureFinder(sources)
            taken = pictures if config.write.pictures else no_pictures
            paths = _make(name, config, provenance, documents(), shown, taken)
            record = {"key": name_key, "files": {_name(path, config.output): _file(path) for path in paths}}
            record |= {"pictures": pictures.beside} if pictures.beside else {}
        yield name, record, made


def provenance_of(config: Config, model: Model | None) -> Provenance:
    """Say what makes a run's outputs.

    The time is SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) where it is set, and left
    out otherwise, so that bytes repeat.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return Provenance(
        version=tool_version(),
        model=Path(model.name).name if model and Path(model.name).is_absolute() else model.name if model else "",
        model_hash=model.fingerprint if model else "",
        engine=engine_name(config.translate) if model else "",
        created=datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if epoch.isdigit() else "",
    )


def facts(config: Config) -> dict[str, Any]:
    """What the report tells of a run besides its documents: the configuration, the corrections, the versions.

    All of it is the same whenever and wherever the same run is done, so that bytes repeat: files by their names only,
    no options that only decide how fast, and neither times nor the machine.
    """
    sections = {name: getattr(config, name) for name in Config.model_fields if name != "output"}
    settings = {name: section.content() for name, section in sections.items()}
    settings["read"] |= {
        name: [Path(path).name for path in settings["read"][name]] for name in ("files", "reference", "beads")
    }
    settings["align"]["corrections"] = [Path(path).name for path in config.align.corrections]
    settings["translate"]["glossary"] = [Path(path).name for path in config.translate.glossary]
    for section, name in (("translate", "model"), ("align", "embeddings")):
        if Path(settings[section][name]).is_absolute():
            settings[section][name] = Path(settings[section][name]).name
    tables = [{"file": table.path.name, "corrections": len(table.corrections)} for table in tables_of(config)]
    versions = environment()
    return {
        "config": settings,
        "corrections": tables,
        "python": versions["python"],
        "libraries": versions["libraries"],
    }


def _make(
    name: str,
    config: Config,
    provenance: Provenance,
    documents: Iterable[Document],
    shown: Mapping[str, Any],
    pictures: Pictures,
) -> list[Path]:
    if name == SPLICED:
        sources = find(config.read.files, config.read.reference, config.read.beads)
        return splice(documents, {source.id: source.path for source in sources}, config.output)
    if name == REPORT:
        metrics = read_manifest(config.output / "metrics.json")
        return write_report(documents, config.output, config.write, provenance, metrics | dict(shown))
    if name != METRICS:
        return write(name, documents, config.output, config.write, provenance, pictures)
    path = config.output / "metrics.json"
    glossary = read_glossary(map(Path, config.translate.glossary))
    write_json(path, evaluate.evaluate(documents, config.evaluate, glossary))
    return [path]


def _is_there(folder: Path, record: Record, name_key: str, pictures: PictureFinder) -> bool:
    """Whether an output is what its record says, and would be made of the same documents and pictures again."""
    if record.get("key") != name_key or not pictures.finds_again(record.get("pictures", {})):
        return False
    return all(
        (folder / name).is_file() and file_hash(folder / name) == entry["sha256"]
        for name, entry in record["files"].items()
    )


def _name(path: Path, folder: Path) -> str:
    return path.relative_to(folder).as_posix()


def _file(path: Path) -> dict[str, Any]:
    return {"bytes": path.stat().st_size, "sha256": file_hash(path)}
