"""HTML: what is not shown, and what leads around in a site, is left out with its reason and its place."""

import pytest

from pipeline.formats.html.hidden import Sheet
from pipeline.formats.html.read import read_html


def left_out(page: str) -> tuple[list[str], dict[str, int]]:
    """The blocks of a page, and the letters left out for each reason."""
    text = read_html(page.encode(), "auto", "fr")
    assert text.account
    assert (text.account.unread, text.account.added) == (0, 0)
    return [one.text for one in text.paragraphs], {one.reason: one.letters for one in text.account.left_out}


@pytest.mark.parametrize(
    "attributes",
    [
        "hidden",
        'style="display:none"',
        'style="color:red; DISPLAY : none !important"',
        'style="visibility: hidden"',
        'style="mso-hide:all"',
        'style="position:absolute; left:-9999px"',
        'style="clip: rect(0 0 0 0)"',
        'class="sr-only"',
        'class="fr-sr-only"',
        'class="x screen-reader-text"',
        'class="visually-hidden-focusable"',
    ],
)
@pytest.mark.parametrize("name", ["p", "span", "div", "li"])
def test_what_is_not_shown(attributes: str, name: str) -> None:
    assert left_out(f"<div>Un <{name} {attributes}>caché</{name}></div>") == (["Un"], {"hidden": 5})


@pytest.mark.parametrize(
    "attributes", ['style="display:block"', 'class="hiddenite"', 'aria-hidden="true"', 'style="opacity:1"', ""]
)
def test_what_is_shown(attributes: str) -> None:
    assert left_out(f"<p>Un <span {attributes}>mot</span>") == (["Un mot"], {})


@pytest.mark.parametrize(
    ("style", "hides"),
    [
        (".x{display:none}", True),
        ("/* oui */ p.y, p.x { color: red; display: none }", True),
        ("#i{visibility:hidden}", True),
        ("p{display:none}", True),
        (".x{display:none} .x{display:block}", False),
        (".x{display:none} .open .x{display:block}", False),
        (".x{display:none} @media (min-width: 9em){.x{display:block}}", False),
        ("@media print{.x{display:none}}", False),
        (".x:hover{display:none}", False),
        (".y .x{display:none}", False),
        (".y{display:none}", False),
        (".x{color:red}", False),
        ("}}{{.x{display:none", False),
    ],
)
def test_styles_hide_only_where_that_is_sure(style: str, hides: bool) -> None:
    page = f"<style>{style}</style><p class=x id=i>mot</p><div>Un</div>"
    assert left_out(page)[0] == (["Un"] if hides else ["mot", "Un"])


def test_a_style_in_place_overrules_a_sheet() -> None:
    assert left_out("<style>.x{display:none}</style><p class=x style='display:block'>mot")[0] == ["mot"]


def test_a_page_that_a_script_shows_is_read() -> None:
    page = "<style>body{visibility:hidden}</style><body style='display:none'><main hidden=until-found>mot"
    assert left_out(page)[0] == ["mot"]


def test_the_rules_of_many_braces_take_no_longer_than_their_length() -> None:
    for piece in ("@a", "{", "}", "/*", ".x{", ";"):  # minutes, if each looks for the end of the others
        assert Sheet([piece * 100_000]).hiding == frozenset()


@pytest.mark.parametrize(
    "furniture",
    [
        "<nav><ul><li>meuble</li></ul></nav>",
        "<div role=navigation>meuble</div>",
        '<span class="mw-editsection">[<a href="?action=edit">meuble</a>]</span>',
        '<span class="mw-cite-backlink">↑ <sup><a href="#r">meuble</a></sup></span>',
        '<ol class="breadcrumb"><li>meuble</li></ol>',
        '<div id="cookie-banner"><p>meuble</p></div>',
        '<div class="gdpr-consent-modal">meuble</div>',
        '<div class="tarteaucitronRoot">meuble</div>',
        '<ul class="social-share-buttons"><li>meuble</li></ul>',
        '<div class="adsbygoogle">meuble</div>',
        '<div class="bloc-pub">meuble</div>',
        '<div id="respond" class="comment-respond">meuble</div>',
        '<p class="noprint">meuble</p>',
        '<div class="ws-noexport">meuble</div>',
        '<div class="pagination">meuble</div>',
        '<i class="material-icons">meuble</i>',
        '<button class="copy-btn">meuble</button>',
        "<search>meuble</search>",
    ],
)
def test_furniture(furniture: str) -> None:
    assert left_out(f"<p>Un</p>{furniture}<p>Deux</p>") == (["Un", "Deux"], {"furniture": len("meuble")})


@pytest.mark.parametrize(
    "link",
    [
        '<a href="#main">Aller au contenu principal</a>',
        '<a href="#nav">Passer à la navigation</a>',
        '<a href="#ref1">Retour au texte</a>',
        '<a href="#ref1">(retour)</a>',
        '<a href="#top">Haut de page</a>',
        '<a href="#">↑</a>',
        '<a href="/w?action=edit">modifier</a>',
        '[<a href="/w?do=edit">Modifier la section</a>]',
        '<span>[<a href="/w?action=edit">modifier</a> | <a href="/e">modifier le code</a>]</span>',
        '<a href="#x" aria-hidden="true">lien</a>',
    ],
)
def test_links_that_lead_around(link: str) -> None:
    assert [text for text in left_out(f"<p>Un</p><p>{link}</p>")[0] if text != "[]"] == ["Un"]


@pytest.mark.parametrize("sign", ["¶", "#", "🔗", "§"])
def test_links_of_headings_to_themselves(sign: str) -> None:
    assert left_out(f'<h2>Un port<a href="#un-port">{sign}</a></h2>')[0] == ["Un port"]


@pytest.mark.parametrize(
    "text",
    [
        '<p class="copy">mot</p>',
        '<p class="shared-values">mot</p>',
        '<article class="social">mot</article>',
        '<div class="menu">mot</div>',
        '<div class="adresse">mot</div>',
        '<p class="partage-des-eaux">mot</p>',
        '<main class="pagination">mot</main>',
        '<a href="#chapitre">mot</a>',
        '<a href="#retour">Le retour du marin</a>',
        "<p>Il faut modifier la loi.</p>",
        "<footer>mot</footer>",
        "<form>mot</form>",
    ],
)
def test_text_that_looks_a_little_like_furniture(text: str) -> None:
    assert len(left_out(text)[0]) == 1
    assert "furniture" not in left_out(text)[1]


def test_menus_end_blocks_and_hidden_text_does_not() -> None:
    assert left_out("<body>mo<div hidden>x</div>t<nav>y</nav>fin")[0] == ["mot", "fin"]


def test_fields_of_forms_are_named_apart() -> None:
    page = (
        "<form><label>Nom</label> <input placeholder=indice value=Luc> <label>Ville</label> <input type=submit "
        "value=Envoyer><textarea placeholder=ici>mot</textarea><button>Oui</button> <button>Non</button></form>"
        "<p>Appuyez sur <button>OK</button> pour finir."
    )
    assert left_out(page) == (
        ["Nom", "Ville", "mot", "Oui", "Non", "Appuyez sur OK pour finir."], {"field": len("indiceEnvoyerici")},
    )  # fmt: skip


def test_a_formula_that_stands_twice_is_read_once() -> None:
    katex = (
        "<span class=katex><span class=katex-mathml><math><mi>x</mi></math></span><span class=katex-html "
        "aria-hidden=true>x</span></span>"
    )
    wiki = (
        "<span style='display:none'><math><semantics><mi>y</mi><annotation>\\y</annotation></semantics></math></span>"
        "<img aria-hidden=true alt='\\y'>"
    )
    assert left_out(f"<p>Soit {katex} et {wiki}.")[0] == ["Soit x et y."]


def test_what_a_browser_shows_instead_is_no_text() -> None:
    page = "<p>Un<video>film</video><audio>son</audio><noscript>muet</noscript></p><object>objet</object>"
    assert left_out(page) == (["Un"], {"fallback": len("filmsonmuetobjet")})


def test_readings_and_deleted_text_are_left_out() -> None:
    page = "<p>Un <ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>, <del>deux</del> <ins>trois</ins>"
    assert left_out(page) == (["Un 漢, trois"], {"reading": 3, "deleted": 4})


@pytest.mark.parametrize(
    ("page", "wanted"),
    [
        ("<dialog>Fermé</dialog><dialog open>Ouvert</dialog>", ["Ouvert"]),
        ("<div popover=auto>Fermé</div><p>Ouvert", ["Ouvert"]),
    ],
)
def test_what_only_a_script_opens_is_hidden(page: str, wanted: list[str]) -> None:
    text = read_html(page.encode(), "auto", "fr")
    assert [one.text for one in text.paragraphs] == wanted
    assert text.account
    assert [(one.reason, one.letters) for one in text.account.left_out] == [("hidden", 5)]


def test_what_says_that_it_is_not_translated_stays() -> None:
    page = (
        "<p class='nav notranslate'>Un</p><div class=notranslate><p>Deux<p translate=yes>Trois</div>"
        "<p translate=NO>Quatre<p>Voir <b class=notranslate>Mon <i>Espace</i></b> et <i translate=no>Cinq</i>."
    )
    found = read_html(page.encode(), "auto", "fr").paragraphs
    assert [(one.text, one.translate) for one in found[:4]] == [
        ("Un", False), ("Deux", False), ("Trois", True), ("Quatre", False),
    ]  # fmt: skip
    last = found[-1]
    assert [last.text[start:end] for start, end in last.kept(0, len(last.text))] == ["Mon Espace", "Cinq"]
