"""PDF files as a browser prints them: columns, hyphens and ligatures that the file knows only as places on a page."""

from typing import Any

import pytest

pytest.importorskip("pypdfium2", reason="pypdfium2 is not installed")

from pipeline.formats.pdf.read import read_pdf

pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
SENTENCE = "Il fit l’affaire au fond de l’officine, où chaque flacon difforme offrait un reflet différent. "
STYLE = "body{font:12pt serif}main{text-align:justify;hyphens:auto}p{margin:0;text-indent:1.2em}"


def test_columns_hyphens_ligatures_and_a_raised_figure(browser: Any) -> None:
    wanted = [f"Numéro {number}. {SENTENCE * 4}Un mot1." for number in range(8)]
    body = "".join(f"<p>{text.replace('mot1', 'mot<sup>1</sup>')}</p>" for text in wanted)
    page = f"<html lang=fr><style>{STYLE}{{}}</style><h1>Un titre</h1><main>{body}</main></html>"
    opened = browser.new_page()
    for columns in ("1", "2"):
        opened.set_content(page.replace("{}", f"main{{columns:{columns}}}"))
        found = read_pdf(opened.pdf(), "auto", "fr").paragraphs
        assert [one.text for one in found] == ["Un titre", *wanted]
        assert [one.kind for one in found] == ["heading", *["paragraph"] * len(wanted)]
    opened.close()
