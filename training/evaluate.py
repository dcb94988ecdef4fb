"""Weights → scores: BLEU and chrF with their signatures, loops, empty lines and speed, set by set."""

import json
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.translation.normalise import normalise
from training.config import Config
from training.export import load_averaged, write_folder
from training.translate import ENGINES

REPEATS = 4


def has_loop(text: str) -> bool:
    """Tell that a word, or a run of two to four words, comes four times in a row.

    >>> has_loop("no no no no"), has_loop("so it is so it is so it is so it is"), has_loop("bye bye bye")
    (True, True, False)
    """
    words = text.lower().split()
    return any(
        words[start : start + size] * REPEATS == words[start : start + size * REPEATS]
        for size in range(1, 5)
        for start in range(len(words) - size * REPEATS + 1)
    )


def read_set(path: Path, limit: int | None = None) -> tuple[list[str], list[str]]:
    """The sources, normalised as in a run, and the references, as they are, of a `French<TAB>English` file."""
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()][:limit]
    return [normalise(row[0]) for row in rows], [row[1] for row in rows]


def measured(hypotheses: Sequence[str], references: Sequence[str], seconds: float) -> dict[str, Any]:
    """Scores of one set; loops of the references too, as some texts do repeat themselves."""
    from sacrebleu.metrics.bleu import BLEU
    from sacrebleu.metrics.chrf import CHRF

    bleu, chrf = BLEU(), CHRF()
    return {
        "sentences": len(hypotheses),
        "BLEU": round(bleu.corpus_score(hypotheses, [references]).score, 2),
        "chrF2": round(chrf.corpus_score(hypotheses, [references]).score, 2),
        "loops": sum(map(has_loop, hypotheses)),
        "loops in references": sum(map(has_loop, references)),
        "empty": sum(not text.strip() for text in hypotheses),
        "sentences per second": round(len(hypotheses) / seconds, 1),
        "BLEU signature": str(bleu.get_signature()),
        "chrF signature": str(chrf.get_signature()),
    }


def score_folder(
    folder: Path, sets: Sequence[Path], engine: str, limit: int | None = None, keep: Path | None = None
) -> dict[str, Any]:
    """Scores of a model folder by set name; hypotheses are kept as text files in `keep` if it is given.

    The seconds include loading and, for CTranslate2, converting the model.
    """
    found = {}
    for path in sets:
        sources, references = read_set(path, limit)
        began = time.monotonic()
        hypotheses = ENGINES[engine](folder, sources)
        found[path.stem] = measured(hypotheses, references, time.monotonic() - began)
        if keep is not None:
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{path.stem}.{engine}.en").write_text("\n".join(hypotheses) + "\n", encoding="utf-8")
    return found


def evaluate(config: Config) -> None:
    """Write `scores.json`: the averaged weights on every set, by CTranslate2."""
    with tempfile.TemporaryDirectory() as place:
        write_folder(load_averaged(config), config.work, Path(place))
        scores = score_folder(Path(place), config.evaluate.sets, "ctranslate2", keep=config.work / "hypotheses")
    text = json.dumps(scores, indent=2, ensure_ascii=False)
    (config.work / "scores.json").write_text(text + "\n", encoding="utf-8")
    print(text)
