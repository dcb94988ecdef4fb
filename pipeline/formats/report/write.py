"""One page about a run: what came out, how good it is, where to look first. No network, no script.

The page draws distributions and examples from the documents, and copies corpus scores, versions and the configuration
from what the run says of itself. Times are a picture in `work/`, so that the same run writes the same page.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from markupsafe import Markup

from pipeline.document import Document, LeftOut
from pipeline.files import text_file
from pipeline.formats.report.figures import alignment_map, histogram
from pipeline.formats.report.gather import gather_figures
from pipeline.formats.report.times import NAME
from pipeline.io.characters import paired
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.io.pages import policy, template, text_of
from pipeline.letters import tell_left_out, tell_letters
from pipeline.quality.counts import list_givers, list_standings
from pipeline.quality.flags import FLAGS

_PACKAGE = "pipeline.formats.report"
NAMES = {
    "adequacy": "Adequacy (probability that the meaning is kept)",
    "model_score": "Model score (mean log-probability)",
    "length_ratio": "Length ratio",
    "posterior": "Alignment posterior",
}
SHOWN = (
    "finished",
    "machine_against_human",
    "adequacy",
    "libraries",
    "python",
    "platform",
    "problems",
    "config",
    "corrections",
    "glossary",
    "selection",
)

_MOST_FILES = 500  # whose letters are shown, those with something unexplained first; chosen by hand


def write(documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance) -> list[Path]:
    """Write `report.html`, with the corpus scores of the run's `metrics.json` where that is there already."""
    metrics = folder / "metrics.json"
    scores = json.loads(metrics.read_text(encoding="utf-8")) if metrics.is_file() else {}
    return write_report(documents, folder, options, provenance, scores)


def write_report(
    documents: Iterable[Document],
    folder: Path,
    options: WriteOptions,
    provenance: Provenance,
    manifest: Mapping[str, Any],
) -> list[Path]:
    """Write `report.html`.

    `manifest` is what `manifest.json` holds, or a part of it; its keys SHOWN are shown where they are there.
    """
    path = folder / "report.html"
    gathered = gather_figures(documents)
    readings = [_reading(found) for found in manifest.get("accounts", ())]
    page = template(_PACKAGE, "report.html.jinja").render(
        gathered=gathered,
        readings=sorted(readings, key=lambda one: not one.unexplained)[:_MOST_FILES],
        more_readings=max(len(readings) - _MOST_FILES, 0),
        histograms=[histogram(gathered.values[name], NAMES.get(name, name)) for name in sorted(gathered.values)],
        names=[NAMES.get(name, name) for name in sorted(gathered.values)],
        maps=[(one.document, alignment_map(one.points, one.document)) for one in gathered.maps],
        numbers=[*list_givers(gathered.count), *list_standings(gathered.count)],
        meanings=FLAGS,
        options=options,
        provenance=provenance,
        manifest=dict.fromkeys(SHOWN) | dict(manifest),
        settings=list(settings(manifest.get("config", {}))),
        style=Markup(text_of(_PACKAGE, "report.css")),  # noqa: S704
        policy=policy(text_of(_PACKAGE, "report.css"), pictures="'self'"),
        times=NAME,
    )
    with text_file(path) as file:
        file.write(paired(page))
    return [path]


@dataclass(frozen=True, slots=True)
class Reading:
    """What became of the letters of one file, as a person is told, and what was found in it."""

    file: str
    found: tuple[str, ...]
    letters: int
    paragraphs: int
    left_out: tuple[str, ...]
    unexplained: bool


def _reading(found: Mapping[str, Any]) -> Reading:
    """Tell what became of the letters of a file, of its account as plain data.

    >>> account = {"letters": 9, "paragraphs": 5, "left_out": [], "unread": 4, "added": 0}
    >>> _reading({"document": "a.txt", "side": "source", "account": account}).left_out
    ('not read: 4 letters',)
    """
    account = found["account"]
    told = [tell_left_out(LeftOut(**one)) for one in account["left_out"]]
    rest = {"not read": account["unread"], "read twice": account["added"]}
    told += [f"{what}: {tell_letters(number)}" for what, number in rest.items() if number]
    name = found["document"] if found["side"] == "source" else f"{found['document']}, its translation"
    told_found = (account.get("found", ""), *account.get("problems", ()))
    return Reading(
        name,
        tuple(filter(None, told_found)),
        account["letters"],
        account["paragraphs"],
        tuple(told),
        any(rest.values()),
    )


def settings(config: Mapping[str, Any], before: str = "") -> Iterable[tuple[str, str]]:
    """List every option of a configuration with its value as one writes it, nested names joined by dots.

    >>> list(settings({"read": {"files": ["a", "b"]}, "align": {"judge": True}, "write": {"title": ""}}))
    [('read.files', 'a, b'), ('align.judge', 'true'), ('write.title', '—')]
    """
    for name, value in config.items():
        if isinstance(value, Mapping):
            yield from settings(value, f"{before}{name}.")
        else:
            yield f"{before}{name}", _written(value)


def _written(value: Any) -> str:
    """Write a value as a person does; a dash for nothing."""
    if isinstance(value, list):
        value = ", ".join(map(str, value))
    if value in ("", None):
        return "—"
    return str(value).lower() if isinstance(value, bool) else str(value)
