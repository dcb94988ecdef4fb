"""Formulas stand in the English of every copy, as formulas where a format has them, else as a line of text."""

import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from lxml import etree

from pipeline import make_config, run
from pipeline.document import Mark
from pipeline.formats.docx.formulas import SPACE, to_mathml, to_word
from pipeline.formats.docx.read import read_docx
from pipeline.formats.html.read import read_html
from pipeline.formats.markdown.read import read_markdown
from pipeline.io.formulas import clean, linear
from tests.conftest import Files

MATH = "<math><msup><mi>x</mi><mn>2</mn></msup><mo>=</mo><mfrac><mn>1</mn><mi>y</mi></mfrac></math>"
SHOWN = MATH.replace("<math>", '<math xmlns="http://www.w3.org/1998/Math/MathML">')
PAGE = f"<h1>Essai</h1><p>Le nombre {MATH} est plus grand que <math><mi>a</mi></math>, il a du poids. Il pleut.</p>"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<msqrt><mi>x</mi><mo>+</mo><mn>1</mn></msqrt>", "√(x+1)"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "√[3]x"),
        ("<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>", "x_i^2"),
        ("<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover>", "∑_(i=1)^n"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "v→"),
        ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", "sin x"),
        ("<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr><mtr><mtd><mn>1</mn></mtd></mtr></mtable>",
         "[a, b; 1]"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a,b)"),
        ("<semantics><mi>a</mi><annotation>b</annotation></semantics>", "a"),
        ("<semantics></semantics><mphantom><mi>a</mi></mphantom>", ""),
    ],
)  # fmt: skip
def test_a_formula_reads_on_one_line(inside: str, said: str) -> None:
    assert linear(etree.fromstring(f"<math>{inside}</math>")) == said


def test_what_acts_is_no_part_of_a_formula() -> None:
    hostile = (
        "<math><mi onclick='f()' href='javascript:f()' mathvariant='bold'>x</mi><script>f()</script>"
        "<annotation-xml><script>f()</script></annotation-xml><mtext><img src='x'/>y</mtext></math>"
    )
    made = etree.fromstring(clean(etree.fromstring(hostile)))
    assert {etree.QName(node).localname for node in made.iter()} == {"math", "mi", "mtext"}
    assert [dict(node.attrib) for node in made] == [{"mathvariant": "bold"}, {}]


def test_a_deep_formula_is_read() -> None:
    deep = etree.fromstring(f"<math>{'<mrow>' * 200}<mi>x</mi>{'</mrow>' * 200}</math>")
    assert linear(deep) == "x"
    assert etree.fromstring(clean(deep)).tag.endswith("math")


def test_formulas_of_pages_are_text_with_a_mark() -> None:
    [_, paragraph] = read_html(PAGE.encode(), "auto", "fr").paragraphs
    assert paragraph.text == "Le nombre x^2=1/y est plus grand que a, il a du poids. Il pleut."
    assert paragraph.marks[0] == Mark(10, 17, "formula", SHOWN)
    assert [mark.name for mark in read_html(b"<p>Un <math></math> mot", "auto", "fr").paragraphs[0].marks] == ["html"]


def test_drawings_with_a_size_are_pictures() -> None:
    page = "<p>Un <svg width='9' height='9' viewBox='0 0 9 9' aria-label='rond'><circle r='3'/></svg> mot"
    [paragraph] = read_html(page.encode(), "auto", "fr").paragraphs
    assert paragraph.text == "Un rond mot"
    assert paragraph.marks[0].name == "img"
    hidden = page.replace("<svg", "<svg aria-hidden='true'")
    assert [mark.name for mark in read_html(hidden.encode(), "auto", "fr").paragraphs[0].marks] == ["html"]


MARKDOWN = r"""Soit $a*b*c_1$ et \(x^2\), à 5$ ou 10$. La touche <kbd>Entrée</kbd> et $p +
q$ aussi, \(voir\) `c. D` ici.

$$
a
= b
- c
$$
"""


def test_formulas_of_markdown_are_no_emphasis() -> None:
    text, block = read_markdown(MARKDOWN.encode(), "auto", "fr").paragraphs
    marked = [(text.text[mark.start : mark.end], mark.name) for mark in text.marks if mark.start < mark.end]
    assert marked == [
        ("$a*b*c_1$", "formula"), ("\\(x^2\\)", "formula"), ("Entrée", "kbd"), ("$p + q$", "formula"), ("c. D", "code"),
    ]  # fmt: skip
    assert "à 5$ ou 10$" in text.text
    assert "(voir)" in text.text
    assert (block.kind, block.translate, block.text) == ("code", False, "a\n= b\n- c")


WORD = f"""<m:oMath xmlns:m="{SPACE}"><m:r><m:t>2x</m:t></m:r><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r>
<m:t>y</m:t></m:r></m:den></m:f><m:rad><m:radPr><m:degHide m:val="1"/></m:radPr><m:deg/><m:e><m:r><m:t>z</m:t></m:r>
</m:e></m:rad><m:nary><m:naryPr><m:chr m:val="∑"/></m:naryPr><m:sub><m:r><m:t>i</m:t></m:r></m:sub><m:sup><m:r>
<m:t>n</m:t></m:r></m:sup><m:e><m:d><m:dPr><m:begChr m:val="["/></m:dPr><m:e><m:r><m:t>a</m:t></m:r></m:e></m:d></m:e>
</m:nary><m:acc><m:e><m:r><m:t>v</m:t></m:r></m:e></m:acc><m:m><m:mr><m:e><m:r><m:t>p</m:t></m:r></m:e></m:mr></m:m>
<m:func><m:fName><m:r><m:rPr><m:sty m:val="p"/></m:rPr><m:t>cos</m:t></m:r></m:fName><m:e><m:r><m:t>u</m:t></m:r></m:e>
</m:func></m:oMath>"""


def test_formulas_of_word_and_mathml_say_the_same() -> None:
    formula = to_mathml(etree.fromstring(WORD))
    assert linear(formula) == "2x1/y√z∑_i^n[a)v\u0302[p]cos u"
    again = to_mathml(to_word(etree.fromstring(clean(formula))))
    assert [letter for letter in linear(again) if letter.isalnum()] == list("2x1yzinavpcosu")


def test_a_run_shows_formulas_in_every_copy(files: Files) -> None:
    pytest.importorskip("ctranslate2")
    folder = files({"essai.html": PAGE})
    formats = ["jsonl", "html", "epub", "docx", "spliced"]
    config = {
        "read": {"files": str(folder / "essai.html")},
        "output": str(folder / "out"),
        "write": {"formats": formats},
    }
    assert run(make_config(config)).exit_code == 0
    rows = [json.loads(line) for line in (folder / "out/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert "x^2=1/y" in rows[1]["target"]
    for name in ("copy.html", "spliced/essai.html"):
        english = (
            (folder / "out" / name)
            .read_text(encoding="utf-8")
            .rpartition('class="translation"' if "/" in name else 'id="d1-e2"')[2]
        )
        assert english.count(SHOWN) == 1
        assert english.count("<mi>a</mi>") == 1
    with ZipFile(folder / "out/copy.epub") as book:
        chapter = book.read("book/text-01-001.xhtml").decode()
        assert 'properties="mathml"' in book.read("book/package.opf").decode()
    assert chapter.count(SHOWN) == len(("French", "English"))
    _is_in_word(folder / "out/copy.docx")


def _is_in_word(path: Path) -> None:
    """Make sure that the copy has the formula in French and in English, and is read back so."""
    text = read_docx(path.read_bytes(), "", "fr")
    said = [
        paragraph.text[mark.start : mark.end]
        for paragraph in text.paragraphs
        for mark in paragraph.marks
        if mark.name == "formula"
    ]
    assert said.count("x^2=1/y") == len(("French", "English"))
