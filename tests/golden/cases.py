"""The golden cases: a run of each reader, with a human translation and without, into all formats its input permits.

A case is what a configuration file would say, but for the output folder; file names are those of the prepared texts.
"""

from collections.abc import Mapping
from typing import Any

Case = Mapping[str, Mapping[str, Any]]
"""The sections of a configuration."""

ALWAYS = [
    "jsonl",
    "huggingface",
    "tmx",
    "tsv",
    "moses",
    "pharaoh",
    "parquet",
    "html",
    "epub",
    "epub-side",
    "epub-popup",
]
ALWAYS += ["docx", "report", "review-tsv", "review-xliff"]
"""The formats that every input permits."""
SPLICED = [*ALWAYS, "spliced"]
TIMED = [*SPLICED, "srt", "vtt"]
SAMPLES = 30
"""How often scores are drawn again for their interval: the default of 1000 takes a second a case."""
PRINTED = "pdf-copy"
"""The case that needs Chromium."""
LONG = "parts"
"""The case whose text is made by `prepare.long_text`."""


def case(
    files: str | list[str], formats: list[str], reference: str | list[str] = "", **sections: Mapping[str, Any]
) -> Case:
    """Give the configuration of a case; its sections come over what all cases have in common."""
    common: dict[str, Mapping[str, Any]] = {
        "read": {"files": files, "reference": reference or []},
        "translate": {"engine": "ctranslate2", "device": "cpu", "quantization": "float32", "beam": 2},
        "evaluate": {"bootstrap": SAMPLES},
        "write": {"formats": formats},
    }
    return {name: {**common.get(name, {}), **sections.get(name, {})} for name in common | sections}


def both(kind: str, name: str, formats: list[str]) -> dict[str, Case]:
    """Give the two cases of a format: the French alone, and with its human translation."""
    french, english = (f"{name}.{language}.{kind}" for language in ("fr", "en"))
    return {
        kind: case(french, formats),
        f"{kind}-reference": case(french, formats, english),
    }


def beads(name: str) -> Case:
    """Give a case of sentence lines whose beads are given; no model, as another case has one."""
    read = {"lines": "sentences", "beads": name}
    return case("phrases.fr.txt", ALWAYS, "phrases.en.txt", read=read, translate={"engine": "none"})


CASES: dict[str, Case] = {
    **both("txt", "moulin", ALWAYS),
    **both("md", "jardin", SPLICED),
    **both("html", "barque", SPLICED),
    **both("epub", "phare", SPLICED),
    **both("docx", "rapport", ALWAYS),
    **both("odt", "lettre", ALWAYS),
    **both("pdf", "puits", ALWAYS),
    **both("srt", "gare", TIMED),
    **both("vtt", "cuisine", TIMED),
    "tmx": case("memoire.tmx", ALWAYS),
    "xlf": case("notice.xlf", ALWAYS),
    "xliff": case("notice.xliff", ALWAYS),
    "pairs": case("lignes.fr.txt", ALWAYS, "lignes.en.txt", read={"lines": "pairs"}),
    "sentences": case("phrases.fr.txt", ALWAYS, read={"lines": "sentences"}),
    "sentences-reference": case("phrases.fr.txt", ALWAYS, "phrases.en.txt", read={"lines": "sentences"}),
    "beads-vecalign": case(
        "phrases.fr.txt", ALWAYS, "phrases.en.txt", read={"lines": "sentences", "beads": "phrases.vecalign"}
    ),
    "beads-ladder": beads("phrases.ladder"),
    "beads-xces": beads("phrases.xces"),
    "cp1252": case("cafe.fr.txt", ALWAYS, read={"encoding": "cp1252"}),
    "cp1252-guessed": case("cafe.fr.txt", ALWAYS, translate={"engine": "none"}),
    "also": case("rapport.fr.docx", ALWAYS, read={"also": ["headers", "comments"]}),
    "also-reference": case("rapport.fr.docx", ALWAYS, "rapport.en.docx", read={"also": ["headers", "comments"]}),
    "glossary": case(
        "bateau.fr.txt",
        ALWAYS,
        translate={"glossary": "termes.tsv"},
        align={"corrections": "corrections-autres.tsv"},
    ),
    "glossary-reference": case(
        "bateau.fr.txt",
        ALWAYS,
        "bateau.en.txt",
        translate={"glossary": ["termes.tsv"]},
        align={"corrections": ["corrections-autres.tsv"]},
    ),
    "glossary-formats": case(
        "bateau.fr.txt",
        ALWAYS,
        "bateau.en.txt",
        translate={"engine": "none", "glossary": ["termes.csv", "termes.tbx"]},
    ),
    "hard": case("long.fr.txt", ALWAYS),
    "attention": case("lignes.fr.txt", ["jsonl", "pharaoh", "html"], link={"attention": True}),
    "no-model": case("moulin.fr.txt", ALWAYS, "moulin.en.txt", translate={"engine": "none"}),
    "nothing-human": case("moulin.fr.txt", ALWAYS, translate={"engine": "none"}),
    "many": case(
        ["barque.fr.html", "jardin.fr.md", "gare.fr.srt", "cuisine.fr.vtt", "vide.fr.txt", "lignes.fr.txt"],
        TIMED,
        ["barque.en.html", "gare.en.srt", "lignes.en.txt"],
    ),
    "options": case(
        ["barque.fr.html", "moulin.fr.txt"],
        SPLICED,
        ["moulin.en.txt"],
        segment={"split_on": ";:", "keep_dialogue_turns": True, "abbreviations": ["bief"]},
        translate={"repair": False, "batch_tokens": 64, "beam": 1},
        align={"judge": False, "fill": False, "largest_bead": 3},
        link={"words": False},
        score={"least_adequacy": 0.9, "least_posterior": 0.9, "largest_length_ratio": 1.5},
        evaluate={"metrics": ["chrf"], "bootstrap": 0, "worst": 2},
        write={
            "source_language": "fr-CA",
            "target_language": "en-GB",
            "title": "Deux <textes> & rien",
            "pictures": False,
        },
    ),
    LONG: case(
        "long.fr.text",
        ["jsonl", "html"],
        "long.en.text",
        read={"lines": "pairs"},
        translate={"engine": "none"},
        link={"words": False},
        evaluate={"metrics": []},
    ),
    PRINTED: case("barque.fr.html", ["pdf"], translate={"engine": "none"}),
}
CORRECTED = frozenset({"glossary", "glossary-reference"})
"""The cases whose output folder holds corrections before the run."""
