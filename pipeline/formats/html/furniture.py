"""The furniture of a page: what leads around in it or in its site, and is no text of its author.

Known by elements, roles, and the names that makers of pages give: menus, edit links, ways back from notes, notices of
cookies, buttons to share, advertisements, forms for comments; and whatever is not printed.
"""

import re
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.io.xml import attribute, local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_ELEMENTS = frozenset(["nav", "search"])
_ROLES = frozenset(["navigation", "search", "menu", "menubar"])
_NAMES = re.compile(
    r"(?:mw-|ws-)?edit-?section(?:-.*)?|mw-jump-link|cite-virgule|need-ref-tag|indicateur-langue|printfooter|mw-footer|(?:mw-)?cite-backlink|footnote-?back(?:ref|link)?|reverse-?footnote"
    r"|no-?print|d-print-none|hidden-print|print-hidden|ws-noexport|noexport"
    r"|skip(?:-?(?:to|nav|links?|main|content|navigation))+|(?:.+-)?bread-?crumbs?(?:-.+)?|fil-?d-?ariane"
    r"|nav-?bar|nav-?box|nav-(?:menu|links|bar|previous|next)|(?:main|site|top|page|post|side)-?nav(?:igation)?"
    r"|(?:main|site|top|side)-?menu|menu-(?:principal|main|toggle)|mw-navigation|mw-panel|catlinks|pagination|pager"
    r"|prev-next|back-?to-?top|scroll-?to-?top|to-top|(?:retour-(?:en-)?)?haut(?:-de)?-page|retour-haut"
    r"|(?:cookie|consent|gdpr|rgpd|ccpa)s?(?:-?(?:banner|bar|bandeau|notice|consent|popup|pop-up|modal|message|alert|box"
    r"|law|info|overlay|wall|dialog|container|wrapper|policy-notice))+|bandeau-cookies?|tarteaucitron.*|didomi.*"
    r"|onetrust.*|axeptio.*|cookiebot.*|cc-window"
    r"|(?:.+-)?(?:share|sharing|social|partage|partager)(?:-(?:buttons?|links?|icons?|bar|list|media|networks?|tools|this"
    r"|sociaux))+|share|sharing|partager|(?:reseaux|boutons)-(?:sociaux|partage)|sharedaddy|addtoany.*"
    r"|addthis.*|share-?this.*"
    r"|ads?|advert(?:s|isements?|ising)?|publicites?|adsbygoogle|(?:bloc|encart|zone|banniere)-pub(?:licite)?"
    r"|(?:ad|ads|pub|advert|publicite)-(?:banner|box|container|slot|unit|wrapper|block|label|top|bottom|zone|inner)"
    r"|comment-?(?:form|respond)(?:-.*)?|respond|reply-form|formulaire-commentaires?|newsletter-(?:form|signup|box|block)"
    r"|(?:btn-|button-)copy|copy-?(?:btn|button|code)|clipboard(?:-.+)?|anchorjs-link|headerlink|header-anchor"
)
"""Classes and ids, in small letters and with hyphens; who makes pages names these parts much alike."""
_CONSENT = re.compile(r"(?:cookie|consent|gdpr|rgpd|ccpa)s?")
"""Names of what may be an article on cookies, too: it is their notice where it holds a button."""
_EDIT = re.compile(
    r"[\[(]?\s*(?:(?:modifier|éditer|edit)(?: (?:le |la |cette )?(?:code|wikicode|section|page|source))?\s*[|·]?\s*)+"
    r"[\])]?",
    re.IGNORECASE,
)
_EDITS = re.compile("modifier|éditer|edit", re.IGNORECASE)
_BACK = re.compile(r"[\[(]?(?:retour(?: au texte| à l[’']appel(?: de note)?)?)[\])]?", re.IGNORECASE)
"""A way back from a note in words; one that is a sign is kept as a mark, and leads back in copies too."""
_TO_TOP = re.compile(
    r"[↑⇧⬆▲]?\s*(?:(?:retour|revenir) )?(?:en |au )?haut(?: de (?:la )?page)?\s*[↑⇧⬆▲]?", re.IGNORECASE
)
_TOPS = frozenset(["", "top", "haut", "page-top", "header", "begin"])
_SKIP = re.compile(
    r"(?:aller|passer|sauter|accéder|skip|jump)\b.{0,40}\b(?:contenu|menu|navigation|recherche|texte|principale?|content"
    r"|main)\b.{0,20}",
    re.IGNORECASE,
)
_ANCHOR = re.compile(r"[¶#§∞🔗\s\ufe0e\ufe0f]+")
_HEADING = re.compile("h[1-6]")
_ICONS = re.compile(r"material-(?:icons|symbols)(?:-.+)?")
_LONGEST = 80  # characters of a link that leads around; chosen by hand
_INLINE = frozenset(["a", "span", "small", "sup", "div", "p"])


def is_furniture(element: "_Element", name: str) -> bool:
    """Tell whether an element with this name leads around in a page or its site, and is no text of its author.

    >>> from lxml import html
    >>> page = html.fromstring("<div><a href='#ref1'>Retour</a><p class='cookie-banner'>Nous…</p><p>Vous…</p></div>")
    >>> [is_furniture(element, element.tag) for element in page], is_furniture(page, "div")
    ([True, True, False], False)
    >>> is_furniture(html.fromstring("<p class=cookie>Nous utilisons…<button>Accepter</button></p>"), "p")
    True
    """
    if name in _ELEMENTS:
        return True
    if element.attrib:
        if not _ROLES.isdisjoint(attribute(element, "role").lower().split()):
            return True
        words = f"{attribute(element, 'class')} {attribute(element, 'id')}".lower().replace("_", "-").split()
        if name not in {"html", "body", "main", "article"} and any(map(_NAMES.fullmatch, words)):
            return True
        if any(map(_CONSENT.fullmatch, words)) and next(element.iter("{*}button"), None) is not None:
            return True
        if name in {"i", "span"} and any(map(_ICONS.fullmatch, words)):
            return True
    if name == "a":
        return _leads_around(element)
    return name in _INLINE and _is_edit(element)


def _leads_around(link: "_Element") -> bool:
    """Tell whether a link leads back from a note, to the top, past the menu, to its own heading, or to an editor."""
    text, address = _short_text(link), attribute(link, "href")
    if not text or "#" not in address:
        return bool(text) and "edit" in address and _EDIT.fullmatch(text) is not None
    if _BACK.fullmatch(text) or _TO_TOP.fullmatch(text) or _SKIP.fullmatch(text):
        return True
    if attribute(link, "aria-hidden").lower() == "true" or (len(text) == 1 and address.rpartition("#")[2] in _TOPS):
        return True
    around = islice(link.iterancestors(), 3)
    return _ANCHOR.fullmatch(text) is not None and any(_HEADING.fullmatch(local_name(one)) for one in around)


def _is_edit(element: "_Element") -> bool:
    """Tell whether an element holds nothing but links to an editor, in brackets."""
    first = next((child for child in element if local_name(child) == "a"), None)
    begins = first is not None and _EDITS.match(_short_text(first)) is not None
    return begins and _EDIT.fullmatch(_short_text(element)) is not None


def _short_text(element: "_Element") -> str:
    """Give the text of an element on one line; "" where it is long."""
    pieces: list[str] = []
    for piece in element.itertext():
        pieces.append(str(piece))
        if sum(map(len, pieces)) > _LONGEST:
            return ""
    return " ".join("".join(pieces).split())
