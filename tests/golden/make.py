"""Make the outputs of all golden cases, in a process of its own whose environment is the same everywhere.

Floating point numbers come out a little otherwise where a library takes another processor's instructions, so that
each library is told to take none but those that every x86-64 processor has.
"""

import os
import shutil
import subprocess
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path

from tests.golden.cases import CASES, CORRECTED, PRINTED, Case
from tests.golden.prepare import HERE, MODEL, prepare

PINNED = {
    "CT2_FORCE_CPU_ISA": "GENERIC",
    "CT2_USE_MKL": "1",
    "MKL_CBWR": "COMPATIBLE",
    "ATEN_CPU_CAPABILITY": "default",
    "ONEDNN_MAX_CPU_ISA": "SSE41",
    "NPY_DISABLE_CPU_FEATURES": "X86_V3 X86_V4 AVX512_ICL AVX512_SPR",
    "OPENBLAS_CORETYPE": "Nehalem",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}
"""The environment of the runs, besides what `environment` leaves out."""
_LEFT_OUT = ("SOURCE_DATE_EPOCH", "PYTHONWARNINGS")  # numpy warns of features that a processor lacks anyway


def environment(folder: Path, changed: Mapping[str, str] | None = None) -> dict[str, str]:
    """Give the environment for runs into a folder; the converted model is kept there too."""
    own = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    return own | PINNED | {"XDG_CACHE_HOME": str(folder / "cache")} | dict(changed or {})


def make(folder: Path, changed: Mapping[str, str] | None = None) -> Path:
    """Run all cases into a folder, which must not exist; give the folder that holds an output folder for each."""
    folder = folder.absolute()
    prepare(folder / "texts")
    command = [sys.executable, "-m", "tests.golden.make", str(folder)]
    subprocess.run(command, cwd=HERE.parent.parent, env=environment(folder, changed), check=True)
    return folder / "out"


def browser() -> str | None:
    """Give the Chromium that prints pages, None where there is none."""
    from pipeline.formats.pdf.write import BROWSERS

    return next(filter(None, map(shutil.which, BROWSERS)), None)


def runs_here(name: str) -> bool:
    """Tell whether a case can be run on this machine."""
    return name != PRINTED or browser() is not None


def run_case(name: str, case: Case, folder: Path) -> None:
    """Run a case; where it fails, leave its traceback as an output, so that the other cases are run all the same."""
    from pipeline import make_config, run

    output = folder / "out" / name
    output.mkdir(parents=True)
    if name in CORRECTED:
        shutil.copyfile(folder / "texts" / "corrections.tsv", output / "corrections.tsv")
    translate = dict(case["translate"]) | {"model": str(MODEL)}
    try:
        run(make_config({**case, "translate": translate, "output": str(output)}, base=folder / "texts"))
    except Exception:  # noqa: BLE001
        (output / "failed.txt").write_text(traceback.format_exc(), encoding="utf-8")


def main(folder: Path) -> None:
    """Run all cases that can be run here."""
    for name, case in CASES.items():
        if runs_here(name):
            run_case(name, case, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
