"""How long a reading copy takes to write, to open and to turn to another view, in headless Chromium.

    python eval/reading_copy/times.py 1000 20000

Each number is a count of pairs; the text is made up here (twelve words a sentence, four sentences a paragraph). The
20,000 pairs are measured twice: in parts, as they are written, and as one page, which the parts replace.
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from pipeline.document import Bead, Document, Hypothesis, Link, Paragraph, Segment, Text
from pipeline.formats.html import write as html
from pipeline.formats.writing import write
from pipeline.io.outputs import Provenance, WriteOptions

FRENCH = "Le vieux marin regardait la mer grise depuis la fenêtre du phare."
ENGLISH = "The old sailor watched the grey sea from the window of the lighthouse."
LINKS = tuple(Link(4 * n, 4 * n + 3, 4 * n, 4 * n + 3) for n in range(12))
IN_PARAGRAPH = 4


def book(pairs: int) -> Document:
    """A book of so many pairs, a chapter every 100 paragraphs."""
    width = len(FRENCH) + 1
    segments = tuple(Segment(n * width, n * width + len(FRENCH)) for n in range(IN_PARAGRAPH))
    text = Paragraph(" ".join([FRENCH] * IN_PARAGRAPH), segments=segments)
    heading = Paragraph(FRENCH, "heading", 1, segments=(Segment(0, len(FRENCH)),))
    paragraphs = [text if n % 100 else heading for n in range(pairs // IN_PARAGRAPH)]
    sentences = sum(len(paragraph.segments) for paragraph in paragraphs)
    beads = tuple(Bead((n,), (n,), links=LINKS, flags=("length_ratio",) * (n % 17 == 0)) for n in range(sentences))
    return Document("book", Text("fr", tuple(paragraphs)), hypotheses=(Hypothesis(ENGLISH),) * sentences, beads=beads)


def milliseconds(page: Any, action: str) -> float:
    """How long an action takes until the next frame is painted."""
    script = f"""() => new Promise((done) => {{
        const start = performance.now();
        {action};
        requestAnimationFrame(() => setTimeout(() => done(performance.now() - start)));
    }})"""
    return float(page.evaluate(script))


def measure(browser: Browser, path: Path) -> dict[str, float]:
    """Times of one page, in milliseconds."""
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    start = time.perf_counter()
    page.goto(path.as_uri(), wait_until="load")
    milliseconds(page, "")
    times = {"open": 1000 * (time.perf_counter() - start)}
    for view in ("stack", "fr", "side"):
        change = f"const v = document.getElementById('view'); v.value = '{view}'; v.dispatchEvent(new Event('change'))"
        times[view] = milliseconds(page, change)
    key = "document.body.dispatchEvent(new KeyboardEvent('keydown', {key: 'j', bubbles: true}))"
    times["key j"] = max(milliseconds(page, key) for _ in range(5))
    times["key n"] = milliseconds(page, key.replace("'j'", "'n'"))
    find = "f.value = 'fenetre'; f.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter', bubbles: true}))"
    times["find"] = milliseconds(page, f"const f = document.getElementById('find'); {find}")
    page.set_viewport_size({"width": 700, "height": 900})
    times["narrow"] = milliseconds(page, "")
    page.close()
    return times


def main() -> None:
    """Print a line for each size."""
    executable = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        for count in map(int, sys.argv[1:]):
            for limit in dict.fromkeys((html.LIMIT, max(html.LIMIT, count + 1))):
                html.LIMIT = limit
                start = time.perf_counter()
                paths = write("html", [book(count)], Path(folder), WriteOptions(), Provenance("1.0"))
                seconds = time.perf_counter() - start
                page = paths[-1] if len(paths) == 1 else paths[1]
                times = " ".join(f"{name} {value:.0f}" for name, value in measure(browser, page).items())
                size = page.stat().st_size / 1e6
                print(f"{count} pairs, {len(paths)} files: written {seconds:.1f} s, page {size:.1f} MB; ms: {times}")


if __name__ == "__main__":
    main()
