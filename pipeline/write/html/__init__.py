"""A reading copy: French beside English, sentence by sentence, as pages that need nothing but a browser.

Up to LIMIT pairs are one file, `copy.html`; a longer book is `copy.html` with the contents and `copy/part-01.html`
and so on. A page holds its style and its script, asks no network for anything (Content-Security-Policy with their
hashes), and can be read without its script.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from shutil import rmtree

from pipeline.config import Write
from pipeline.document import Document
from pipeline.write.files import text_file
from pipeline.write.html.page import Entry, Page, entries, render
from pipeline.write.html.parts import parts
from pipeline.write.html.sections import Count, Section, section
from pipeline.write.provenance import Provenance

LIMIT = 5000


def write(documents: Iterable[Document], folder: Path, options: Write, provenance: Provenance) -> list[Path]:
    """Write `copy.html`, and `copy/part-*.html` where the book is long."""
    return Copy(folder, options, provenance).write(documents)
