r"""Find placeables: the parts of a text that stay letter for letter in any language.

Addresses, code, placeholders of programs, numbers that name something (accounts, telephones, versions), signs and other
scripts are for a reader to use, and for no model to translate. "Placeable" is what translation tools call them.

>>> text = "Écrivez à aide@exemple.fr ou voyez https://exemple.fr/a_b (version 2.10.3)."
>>> [text[start:end] for start, end in find_placeables(text)]
['aide@exemple.fr', 'https://exemple.fr/a_b', '2.10.3']
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import regex

Stretch = tuple[int, int]
"""Where a part of a text begins, and where it has ended, in code points."""

_SPACES = r" \u00a0\u202f"  # what ␣ stands for in the patterns
_NO_MARK = r"(?<![.,;:!?…)\]'’])"  # marks that end a sentence or close a bracket are no part of what stands before them
_SUFFIXES = (
    "bash|bat|bib|cfg|conf|cpp|css|csv|dll|docx?|epub|exe|gif|gz|html?|ini|ipynb|jar|java|jpe?g|js|json|log|md|mp[34]|"
    "odt|ods|pdf|php|png|pptx?|py|rb|rpm|rst|rtf|sh|sql|srt|svg|tar|tex|tiff?|tmx|toml|tsv|tsx?|txt|vtt|wav|webp|xlsx?|"
    "xml|ya?ml|zip"
)
_TOP_DOMAINS = "com|org|net|fr|be|ch|ca|eu|io|info|edu|dev|uk|nl|lu|mc|gov|int|app|tv|quebec|bzh|social|online|museum"

_ROOT_FOLDERS = "bin|boot|dev|etc|home|lib|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var"
_ATTRIBUTE = r"[\w:@.-]+(?:\s*=\s*(?:\"[^\"<>]*\"|'[^'<>]*'|[^\s\"'<>]+))?"
_NAME_OF_ACCOUNT = r"(?:SIRE[NT]|R\.?C\.?S\.?|T\.?V\.?A\.?|[Nn][°ºo]\.?|[Nn]um[ée]ro)"
_TELEPHONE = r"\b(?i:t[ée]l(?:éphon\w*|\.)?|fax|compose[rz]|appele[rz]|joindre|joignez)"
_DIGITS = "0123456789"
_MEDIA = r"plain|html|css|csv|xml|javascript|markdown|png|jpeg|gif|webp|svg\+xml|mpeg|mp4|ogg|webm|wav|woff2?|x-[\w-]+"
_COMMANDS = (
    "apt|apt-get|awk|brew|cargo|cat|cd|chmod|chown|cp|curl|df|dnf|docker|du|ffmpeg|find|gcc|git|grep|java|kill|kubectl|ln|ls|"
    "make|mkdir|mv|mvn|node|npm|npx|pandoc|ping|pip3?|ps|python3?|rm|rsync|scp|sed|ssh|systemctl|tar|wget|yarn"
)
_PEOPLE = r"(?:Ma?c|De|Di|Du|Fitz|La|Le|O|San|Saint|Van|Von)[A-Z]\w[a-z]+"
_PICTURES = r"\p{Extended_Pictographic}\p{Regional_Indicator}"
_FOREIGN = r"\p{L}--\p{Latin}--\p{Common}"  # of no script of its own is µ, a unit

_DOT_INSIDE = regex.compile(r"\.\w")
_CAPITAL_INSIDE = regex.compile("[a-z][A-Z]")
_SYMBOLS = rf"[\p{{So}}\p{{Sk}}]--[{_PICTURES}\p{{Emoji_Modifier}}°`]"

KINDS: Mapping[str, Sequence[tuple[str | regex.Pattern[str], str]]] = {
    "address": (
        (
            regex.compile(r"://|www\."),
            rf"(?:\b[A-Za-z][A-Za-z\d+.-]{{1,20}}://|\bwww\.)[^\s<>«»“”\"|\\^`{{}}]+{_NO_MARK}",
        ),
        (":", rf"\b(?:mailto|tel|urn|doi|ark|arXiv|hdl|sip|geo|magnet):[^\s<>«»“”\"]+{_NO_MARK}"),
        (
            _DOT_INSIDE,
            rf"(?<![\w@.-])(?:[a-z0-9][a-z0-9-]*\.){{1,20}}(?:{_TOP_DOMAINS})\b(?:/[^\s<>«»“”\"]*{_NO_MARK})?",
        ),
        ("/", rf"\b10\.\d{{4,9}}/[^\s<>«»“”\"]+{_NO_MARK}"),
        ("@", r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+(?::[\w.~/-]*[\w/])?"),
    ),
    "handle": (
        ("@", r"(?<![\w@/.])@\w[\w.-]*\w(?:/[\w.-]*\w)?"),
        ("#", r"(?<![\w&/#])#(?:\p{L}\w+(?:-\w+)*|[\da-fA-F]{6}\b)"),
        ("/", r"(?<![\w/])[ru]/\w{3,}(?![\w/])"),
    ),
    "placeholder": (
        ("%", r"(?<![\w%])(?:%(?:\d+\$)?[-+#0]?\d*(?:\.\d+)?(?:l{0,2}[dufisxXcge]|@)){1,9}(?:%%)?(?!\w)"),
        ("%", r"(?<![\w%])%L?\d{1,2}(?![\w%]|[.,]\d)"),
        ("%", r"(?<![\w%])%(?:\([\w.]+\)[sdf]|[A-Z_]{2,}%)"),
        ("{", r"\$?\{\{.{0,200}?\}\}|[$#]?\{[\w.:$#@-]*\}"),
        ("{", r"\{\w+, ?(?:number|date|time)\b[^{}]{0,80}\}|\{\"[^{}\n]{1,500}\}"),
        ("$", r"(?<!\w)\$(?:[a-z_]\w+|[A-Z_]{2,}\w*)"),
        (":", r"(?<![\w:]):[a-z+][a-z0-9_+-]+:(?![\w:])"),
    ),
    "markup": (
        ("<", rf"</?[A-Za-z][\w:-]*(?:\s+{_ATTRIBUTE})*\s*/?>|<[%?].{0, 500}?[%?]>"),
        ("&", r"&(?:[A-Za-z]\w{1,30}|#\d{1,7}|#x[0-9a-fA-F]{1,6});"),
        ("[", r"\[\[[^\[\]\n]{1,200}\]\]|\[/?(?:[bius]|img|url|code|quote|color|size|list)(?:=[^\[\]\n]{1,200})?\]"),
        ("=", rf"\[[a-z][\w-]*(?:\s+{_ATTRIBUTE}){{1,20}}\s*/?\]"),
        ("<", r"(?<!\w)[A-Z]\w*<\w+(?:, ?\w+){0,5}>"),
        ("[\\", r"\[@[\w:.-]+(?:[;,] ?@?[^\]\n]{1,60})?\]|\\(?:cite|ref|label|url)\w*\{[^{}\n]*\}"),
    ),
    "formula": (
        ("$", r"(?<![\w$\\])\$(?=[^\s$])[^$\n]{0,500}?[\\^_=+<>{}/*][^$\n]{0,500}?(?<=\S)\$(?![\w$])"),
        ("$", r"(?<![\w$\\])\$[A-Za-z]'?\$(?![\w$])|\$\$.{1,500}?\$\$"),
        ("\\", r"\\\(.{1,500}?\\\)|\\\[.{1,500}?\\\]"),
    ),
    "code": (
        ("`", r"(?<!`)(?P<ticks>`+)(?!`).{1,500}?(?<!`)(?P=ticks)(?!`)"),
        ("(:", r"(?<![\w.:])[A-Za-z_][\w.:]{0,80}\(\)|\b[A-Za-z]\w*(?:::\w+)+"),
        ("(", r"(?<![\w.:])[A-Za-z_]\w*(?:\.\w+){1,20}\([^()\n]{1,80}\)"),
        (_DIGITS, r"\b0x[\da-fA-F]+\b|(?<![\w:])(?:[\da-fA-F]{2}:){5}[\da-fA-F]{2}(?![\w:])"),
        ("-", r"(?<![\w-])[\da-fA-F]{8}-(?:[\da-fA-F]{4}-){3}[\da-fA-F]{12}(?![\w-])"),
        (
            "_",
            r"(?<![\w/.@-])(?:\w+\.){0,20}(?:[A-Za-z]\w*_\w+|_+[A-Za-z]\w*|\w+_[A-Za-z]\w*|[A-Za-z]\w*[^\W_]_)(?:\.\w+)*",
        ),
        ("=", r"(?<![\w=<>!])[A-Za-z_][\w.-]*=(?:\"[^\"\n]{0,200}\"|'[^'\n]{0,200}'|[^\s=<>,;()«»\"']+(?<![.:!?]))"),
        # names of people, such as McDonald, are none
        (_CAPITAL_INSIDE, rf"(?<![\w.-])(?!{_PEOPLE}\b)(?=\w{{4}})\w{{0,60}}?[a-z][A-Z]\w*(?:\.\w+)*"),
        (_DOT_INSIDE, r"(?<![\w.@/-])[A-Za-z]\w+(?:\.[A-Za-z]\w+){2,20}(?!\w|[.-]\w)"),
        (_DOT_INSIDE, r"(?<![\w.@/-])[A-Za-z]\w+\.(?:[a-z]\w{2,}|[A-Z]{2,}\w*|[A-Z][a-z]+[A-Z]\w*)(?!\w|[.-]\w)"),
        (_DOT_INSIDE, r"(?<![\w.@/-])[A-Z_]{3,}\.[a-z]{2,}(?!\w|[.-]\w)"),
        ("\\", r"(?<![\w\\])\\[A-Za-z]+"),
        (
            "/",
            rf"(?<![\w/])(?:(?:application|multipart)/[a-z][\w.+-]*\w|(?:text|image|audio|video|font)/(?:{_MEDIA}))(?![\w/])",
        ),
        ("(", r"(?<![\w.])[A-Za-z_]\w+\((?=[^()\n]{0,80}[=_'\"$,])[^()\n]{1,80}\)"),
        (
            "-",
            rf"(?<![\w-])(?:sudo␣)?(?:{_COMMANDS})(?:␣[a-z][\w-]*){{0,2}}(?:␣--?[A-Za-z][\w=./-]*\b)+(?:␣[~.]?[\w*-]*/[\w./*-]*\b)*",
        ),
        ("-", r"(?:(?<=[\w(]␣)|(?<=\())-[b-xz](?![\w'’-])"),
        ("-", r"(?<![\w-])--[a-z][\w-]*(?:=[^\s,;.)]+)?"),
    ),
    "path": (
        ("/", r"(?<![\w/.:<])(?:~|\.{1,2})?/(?:[\w.@+-]+/)+[\w.@+*-]*(?:[?#][\w=&%./#-]*\w)?(?<![.,;:!?])"),
        ("/", r"(?<![\w/.:<])(?:~|\.{1,2})/[\w.@+-]*\w"),
        ("/", rf"(?<![\w/.:<])/(?:{_ROOT_FOLDERS})\b(?:/[\w.@+-]*\w)*"),
        ("\\", rf"(?<!\w)[A-Za-z]:\\[^\s<>\"|?*]+{_NO_MARK}|\\\\[\w.$-]+(?:\\[\w.$-]*\w)+"),
        ("\\", r"(?<![\w\\])\w{2,}(?:\\\w{2,})+"),
        (
            _DOT_INSIDE,
            rf"(?<![\w/.-])(?:[\w.+-]+/){{0,20}}(?:(?:[\w*+-]|\(\w+\))+\.){{1,20}}(?:{_SUFFIXES})(?![\w-])|(?<![\w/.-])\w[\w-]+\.[ch](?![\w-])|\*\.\w+",
        ),
        (_DOT_INSIDE, r"(?<![^\s(«\"'’])\.[a-z]{2,}(?:[.-]\w+)*(?!\w)|(?<![^\s(«\"'’])\.[A-Z]\w+(?:[.-]\w+)+"),
    ),
    "account": (  # IBAN; SIREN and SIRET after their name, or without spaces; ISBN and ISSN
        (_DIGITS, r"\b[A-Z]{2}\d{2}(?:␣?[A-Z0-9]{4}){2,7}(?:␣?[A-Z0-9]{1,4})?\b"),
        (
            _DIGITS,
            rf"{_NAME_OF_ACCOUNT}[^\d\n]{{0,30}}?\K\b\d{{3}}␣\d{{3}}␣\d{{3}}(?:␣\d{{5}})?\b|(?<![\d.,])\b\d{{8,}}\b(?![.,]\d)",
        ),
        (_DIGITS, r"\b[12]␣\d\d␣\d\d␣\d[\dAB]␣\d{3}␣\d{3}(?:␣\d\d)?\b"),
        ("BS", r"\b(?:BIC|SWIFT)\b[^\d\n]{0,30}?\K\b[A-Z]{6}[A-Z\d]{2}(?:[A-Z\d]{3})?\b"),
        ("0", r"(?<![\w.,'’/)-])0\d{3,}\b(?![.,]\d)"),
        (_DIGITS, r"\bIS[BS]N(?:-1[03])?[\s:n°º-]{0,4}\K[\dX](?:[ -]?[\dX]){6,12}\b"),
    ),
    "telephone": (  # in France and with a country's code, in North America, in Belgium
        (_DIGITS, r"(?<![\w.,/-])(?:(?:\+|00)\d{1,3}[␣.-]?(?:\(0\)␣?)?\d|0\d)(?:[␣.-]?\d{2}){4}(?!\w|[.,/-]\d)"),
        ("-", r"(?<![\w.,/-])(?:\+?1[␣.-])?(?:\(\d{3}\)␣?|\d{3}[␣.-])\d{3}[-.]\d{4}(?!\w|[.,/-]\d)"),
        (
            "+0",
            r"(?<![\w.,/-])(?:\+|00)(?!\d{1,3}(?:␣\d{3})+(?!␣?\d))(?=(?:\D{0,2}\d){8,15}(?!\D?\d))\d{1,3}(?:[␣.-]?\d{1,4}){2,6}",
        ),
        (_DIGITS, rf"{_TELEPHONE}[^\d\n]{{0,20}}?\K(?:\+|\b)\d[\d␣.()-]{{5,20}}\d\b"),
        ("0", r"(?<![\w.,])0(?:[␣.]\d{3}){3}(?!\w|[.,]\d)"),
        ("/", r"(?<![\w.,/-])0\d{1,3}/\d{2,3}(?:[␣.]\d{2,3}){1,2}(?!\w|[.,/-]\d)"),
    ),
    "reference": (  # versions, articles of French codes, and what mixes letters and digits, as number plates do
        (
            _DOT_INSIDE,
            r"(?<![\w.,])(?!\d\d?\.\d\d?\.(?:19|20)\d\d\b)[vV]?\d+(?:\.\d+){2,}(?:[-+~][\w.]*\w|:\d{2,5})?(?!\w|[.,]\d)|(?<![\w.,])[vV]\d+(?:\.\d+)+(?!\w)",
        ),
        (".", r"(?<![\w.])[LRDA]\.␣?\d+(?:-\d+)+"),
        ("-/", r"(?<![\w/-])(?=[A-Z0-9/-]*\d)(?=[A-Z0-9/-]*[A-Z])[A-Z0-9]+(?:[-/][A-Z0-9]+)+(?![\w/-])"),
        ("-/", r"\b(?:[Nn][°ºo]␣?|\((?:UE|CE|CEE)\)␣(?:n°␣?)?)\K\d{2,4}[-/]\d{2,5}\b"),
        (_DIGITS, r"(?<![\w-])\d{2,4}␣[A-Z]{2,3}␣\d{2}(?![\w-])"),
        ("₀₁₂₃₄₅₆₇₈₉", r"\b(?=\w{0,20}[₀-₉])(?:[A-Z][a-z]?[₀-₉]*){1,10}(?!\w)"),
        (
            _DIGITS,
            r"\b(?!(?:[cdhkm]m|mm)[23]\b)[bcdfghjklmnpqrstvwxz]{2,}\d+\b|\b[A-Za-z]{2,}\d+(?:\.\d+)+\b|\b[A-Z]{1,4}\d{3,}[A-Z]*\b",
        ),
        ("-", r"(?<![\w-])[a-zA-Z]\w*(?:-[a-zA-Z]\w*){0,9}-\d+(?:\.\d+)+(?![\w-])"),
        (_DIGITS, r"\b(?:CVE|RFC|ISO|IEC|PEP)[␣-]\d[\d-]*(?::\d{4})?\b"),
    ),
    "sign": (
        ("", rf"[{_PICTURES}][{_PICTURES}\p{{Emoji_Modifier}}\ufe0f\u200d\u20e3\U000e0020-\U000e007f]*"),
        ("\u20e3", r"[0-9#*]\ufe0f?\u20e3"),
        (":;=", r"(?<!\S)[:;=]['’]?-?[()DPp|/\\]+(?!\S)"),
        (
            regex.compile(f"[{_SYMBOLS}]", regex.V1),
            rf"(?<!\S)(?=\S*[{_SYMBOLS}])[^\s\p{{Latin}}\d«»]{{3,}}(?!\S)",
        ),
    ),
    "script": (("", rf"(?P<word>[{_FOREIGN}--\p{{Lm}}][{_FOREIGN}\p{{M}}]*)(?:[\s'’·-]+(?&word))*"),),
}
"""What stays, by kind: patterns, each after what is quickly looked for, and without which it finds nothing.

That is either some characters, one of which must be there, or a simpler pattern. ␣ is any space in a line.

Bounds such as {1,500}, chosen by hand, keep the time linear where a sign that opens is never closed.
"""


def find_placeables(text: str) -> list[Stretch]:
    """Find the placeables of a text, in order; those that overlap are one.

    >>> text = "Le SIRET est le 512 345 678 00012, il reste 512 345 678 habitants."
    >>> [text[start:end] for start, end in find_placeables(text)]
    ['512 345 678 00012']
    """
    there = set(text)
    wanted = (pattern for needed, pattern in _patterns() if _is_there(needed, text, there))
    return merge_stretches(found.span() for pattern in wanted for found in pattern.finditer(text))


def _is_there(needed: str | regex.Pattern[str], text: str, there: set[str]) -> bool:
    """Tell whether a text, of these characters, has what a pattern needs."""
    if isinstance(needed, str):
        return not needed or not there.isdisjoint(needed)
    return needed.search(text) is not None


def merge_stretches(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Give stretches in order; what overlaps becomes one, and empty ones go.

    >>> merge_stretches([(4, 9), (0, 2), (8, 12), (3, 3)])
    [(0, 2), (4, 12)]
    """
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        elif start < end:
            merged.append((start, end))
    return merged


@cache
def _patterns() -> tuple[tuple[str | regex.Pattern[str], regex.Pattern[str]], ...]:
    """Compile the patterns of all kinds, each with what it needs."""
    return tuple(
        (needed, regex.compile(_with_spaces(pattern), regex.V1)) for kind in KINDS.values() for needed, pattern in kind
    )


def _with_spaces(pattern: str) -> str:
    """Write out what ␣ stands for, inside and outside of a set of characters."""
    return pattern.replace("[␣", "[" + _SPACES).replace("␣", f"[{_SPACES}]")
