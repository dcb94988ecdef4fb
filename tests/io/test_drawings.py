"""Drawings: what is left of them only draws, whatever stood in them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.io.drawings import SVG, XLINK, clean_drawing, safe_style
from pipeline.io.xml import local_name


def cleaned(inside: str) -> str:
    """What is left of a drawing that holds something."""
    root = etree.fromstring(f'<svg xmlns="{SVG}" xmlns:xlink="{XLINK}">{inside}<path d="M0 0h9"/></svg>')
    return str(etree.tostring(clean_drawing(root), encoding="unicode"))


EMPTY = cleaned("")


@pytest.mark.parametrize(
    "inside",
    [
        "<script>f()</script>",
        "<script xlink:href='https://a.fr/x.js'/>",
        "<set attributeName='href' to='javascript:f()'/>",
        "<animate attributeName='xlink:href' values='javascript:f()'/>",
        "<foreignObject><body xmlns='http://www.w3.org/1999/xhtml'><script>f()</script></body></foreignObject>",
        "<handler>f()</handler>",
        "<h:script xmlns:h='http://www.w3.org/1999/xhtml'>f()</h:script>",
        "<metadata><x:a xmlns:x='x'>b</x:a></metadata>",
        "<feImage href='https://a.fr/b.png'/>",
        "<cursor xlink:href='https://a.fr/b.png'/>",
        "<font-face-uri xlink:href='https://a.fr/b'/>",
        "<discard/>",
    ],
)
def test_what_acts_or_asks_goes_as_a_whole(inside: str) -> None:
    assert cleaned(inside) == EMPTY


@pytest.mark.parametrize(
    "attribute",
    [
        "onload='f()'",
        "ONCLICK='f()'",
        "xlink:href='https://a.fr/b.svg#c'",
        "href='//a.fr/b.png'",
        "href='javascript:f()'",
        "href=' java&#10;script:f()'",
        "href='data:image/svg+xml;base64,PHN2Zy8+'",
        "href='data:text/html,x'",
        "fill='url(https://a.fr/b#c)'",
        "filter='url( \"b.svg#c\" )'",
        "style='background: url(b.png)'",
        "style='fill: u\\72 l(b.png)'",
        "style='behavior: url(#a) expression(f())'",
        "style='fill: image-set(\"b.png\" 1x)'",
        "xml:base='https://a.fr/'",
        "requiredExtensions='x'",
        "xmlns:x='x' x:y='z'",
    ],
)
def test_attributes_that_act_or_ask_go(attribute: str) -> None:
    for name in ("image", "use", "g"):
        assert cleaned(f"<{name} {attribute}/>") == cleaned(f"<{name}/>")


@pytest.mark.parametrize(
    ("style", "wanted"),
    [
        (".a{fill:#f00;stroke:url(#b)}", ".a{fill:#f00;stroke:url(#b)}"),
        ("@import 'b.css'; .a{fill:red}", " .a{fill:red}"),
        ("@font-face{font-family:x;src:url(b)} @media print{.a{fill:red}} .c{fill:red}", "  .c{fill:red}"),
        (".a{fill:url(b.png)}", ""),
        (".a{fill:u/**/rl(b.png)}", ".a{fill:u rl(b.png)}"),
        ('.a{x:"/*";fill:url(b);y:"*/"}', '.a{x:" "}'),
        (".a{fill:\\75rl(b.png)}", ""),
        ("@import", ""),
    ],
)
def test_styles_that_ask_for_nothing_stay(style: str, wanted: str) -> None:
    assert safe_style(style) == wanted


def test_what_draws_stays() -> None:
    inside = (
        '<title>Un phare</title><defs><linearGradient id="a" gradientUnits="userSpaceOnUse"><stop offset="1" '
        'style="stop-color:red"/></linearGradient><g id="b"><path d="M1 1"/></g></defs><g fill="url(#a)" '
        'transform="scale(2)"><text x="1" class="image">Entrée <tspan dy="2">d’air</tspan> ici</text>'
        '<use xlink:href="#b"/><image xlink:href="data:image/png;base64,AA=="/></g>'
    )
    assert inside in cleaned(inside)


def test_parts_that_show_parts_are_not_shown_again() -> None:
    laughs = "".join(f"<g id='a{n + 1}'>{f'<use xlink:href=chr#a{n}chr/>' * 10}</g>" for n in range(9))
    inside = "<g id='a0'><path/></g>" + laughs.replace("chr", '"') + "<g id='r'><use href='#r'/></g>"
    made = etree.fromstring(cleaned(inside))
    assert {use.get(f"{{{XLINK}}}href") for use in made.iter(f"{{{SVG}}}use")} == {"#a0"}


def test_deep_drawings_take_no_recursion() -> None:
    root = etree.Element("svg")
    inner = root
    for _ in range(5000):
        inner = etree.SubElement(inner, "g")
    assert sum(1 for _ in clean_drawing(root).iter()) == 5001


@given(st.recursive(st.sampled_from(["x", "<path onclick='f'/>", "<script/>"]), lambda inner: st.builds(
    "<{0} {1}>{2}</{0}>".format,
    st.sampled_from(["g", "a", "svg", "style", "text", "foreignObject", "use", "image", "iframe"]),
    st.sampled_from(["onload='f'", "href='x'", "style='fill:url(x)'", "fill='red'", ""]),
    st.lists(inner, max_size=3).map("".join),
)))  # fmt: skip
def test_only_what_is_known_is_ever_left(inside: str) -> None:
    made = etree.fromstring(cleaned(inside))
    assert {local_name(element) for element in made.iter()} <= {"svg", "g", "style", "text", "use", "image", "path"}
    assert {name for element in made.iter() for name in element.attrib} <= {"fill", "d"}
    again = etree.tostring(clean_drawing(etree.fromstring(etree.tostring(made))), method="c14n")
    assert again == etree.tostring(made, method="c14n")
