"""A reading copy for paper: the HTML copy as an installed Chromium prints it, tagged and with an outline.

A browser writes the moment into the file: its bytes differ from run to run.
"""

import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

from pipeline.bilingual.pictures import Pictures
from pipeline.document import Document
from pipeline.errors import OutputError
from pipeline.files import whole
from pipeline.formats.html.write import save, whole_page
from pipeline.io.outputs import Provenance, WriteOptions

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
"""Names under which Chromium and what is made of it are installed, in the order that they are tried."""

SECONDS = 600
"""How long the browser may take; chosen by hand."""


def write(
    documents: Iterable[Document], folder: Path, options: WriteOptions, provenance: Provenance, pictures: Pictures
) -> list[Path]:
    """Write `copy.pdf`.

    Raises:
        OutputError: no Chromium is installed, or it prints nothing.
    """
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if browser is None:
        raise OutputError("copy.pdf: needs an installed Chromium or Chrome; copy.html can be printed from any browser")
    path = folder / "copy.pdf"
    with whole(path) as unfinished, TemporaryDirectory() as temporary:
        page = Path(temporary) / "copy.html"
        save(page, whole_page(documents, options, provenance, pictures))
        _print(browser, page, unfinished.absolute(), Path(temporary))
    return [path]


def _print(browser: str, page: Path, path: Path, profile: Path) -> None:
    """Print a page to a file; the browser sees nothing but that page, so it may do without its sandbox.

    Raises:
        OutputError: the browser takes too long, or fails.
    """
    command = [
        browser,
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-pdf-header-footer",
        "--generate-pdf-document-outline",
        f"--user-data-dir={profile / 'profile'}",
        f"--print-to-pdf={path}",
        page.as_uri(),
    ]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise OutputError(f"copy.pdf: {browser} did not finish in {SECONDS} s") from error
    if done.returncode or not path.is_file():
        raise OutputError(f"copy.pdf: {browser} failed: {done.stderr.strip().splitlines()[-1:]}")
