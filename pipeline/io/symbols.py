"""Signs of symbol fonts as Unicode: what Symbol, Wingdings and their like show in the place of a letter.

Word processors keep such a sign as its place in the font, from 32 to 255, mostly in Unicode's private area as U+F020 to
U+F0FF. Symbol and Zapf Dingbats are as Adobe has published their encodings (PDF, ISO 32000-2, annex D), the others as
Unicode took them over (version 7.0); but arrows, boxes and marks of Wingdings are the common ones that look like them,
which readers, fonts and translation models know.
"""

import sys
from functools import cache

from pipeline.letters import Ledger

UNKNOWN = "□"
"""What stands for a sign that no table names."""
_PRIVATE = range(0xF020, 0xF100)
_FIRST, _LAST = 0x20, 0xFF
_NONE = "�"  # a place of a table where nothing is, or nothing that Unicode has
_TABLES = {  # font -> its signs, 16 a row, from 0x20
    "symbol": (
        " !∀#∃%&∋()∗+,−./", "0123456789:;<=>?", "≅ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟ", "ΠΘΡΣΤΥςΩΞΨΖ[∴]⊥_",
        "‾αβχδεφγηιϕκλμνο", "πθρστυϖωξψζ{|}∼�", "����������������", "����������������",
        "€ϒ′≤⁄∞ƒ♣♦♥♠↔←↑→↓", "°±″≥×∝∂•÷≠≡≈…⏐⎯↵", "ℵℑℜ℘⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉", "∠∇®©™∏√⋅¬∧∨⇔⇐⇑⇒⇓",
        "◊⟨®©™∑⎛⎜⎝⎡⎢⎣⎧⎨⎩⎪", "�⟩∫⌠⎮⌡⎞⎟⎠⎤⎥⎦⎫⎬⎭�",
    ),
    "wingdings": (
        " ✏✂✁👓🔔📖🕯☎✆✉🖃📪📫📬📭", "📁📂📄🗏🗐🗄⌛⌨🖱🖲💻🖴💾🖬✇✍", "🖎✌👌👍👎☜☞☝☟🖐☺😐☹💣☠🏳", "🏱✈☼💧❄🕆✞🕈✠✡☪☯🕉☸♈♉",
        "♊♋♌♍♎♏♐♑♒♓🙰&●❍■□", "🞐❑❒⬧⧫◆❖⬥⌧⮹⌘🏵🏶“”▯", "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹", "❺❻❼❽❾❿🙢🙠🙡🙣🙞🙜🙝🙟·•",
        "▪○🞆🞈◉◎🔿▪◻🟁✦★✶✴✹✵", "⯐⌖⟡⌑⯑✪✰🕐🕑🕒🕓🕔🕕🕖🕗🕘", "🕙🕚🕛⮰⮱⮲⮳⮴⮵⮶⮷🙪🙫🙕🙔🙗", "🙖🙐🙑🙒🙓⌫⌦⮘➢⮙⮛⮈➲⮉⮋←",
        "→↑↓↖↗↙↘⬅➔⬆⬇⬉⬈⬋⬊⇦", "⇨⇧⇩⬄⇳⬁⬀⬃⬂▭▫✗✓☒☑�",
    ),
    "wingdings 2": (
        " 🖊🖋🖌🖍✄✀☎🕽🗅🗆🗇🗈🗉🗊🗋", "🗌🗍📋🗑🗔🖵🖶🖷🖸🖭🖯🖱👍👎🖘🖙", "🖚🖛👈👉🖜🖝🖞🖟🖠🖡👆👇🖢🖣🖑✗", "✓🗵☑☒☒⮾⮿🛇⦸🙱🙴🙲🙳‽🙹🙺",
        "🙻🙦🙤🙥🙧🙚🙘🙙🙛⓪①②③④⑤⑥", "⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿�", "☉🌕☽☾⸿✝🕇🕜🕝🕞🕟🕠🕡🕢🕣🕤", "🕥🕦🕧🙨🙩⋅•⦁●○🞅🞇🞉⊙⦿🞌",
        "🞍◾■□🞑🞒🞓🞔▣🞕🞖🞗🞘⬩⬥◇", "🞚◈🞛🞜🞝🞞⬪⬧◊🞠◖◗⯊⯋⯀⯁", "⬟⯂⬣⬢⯃⯄🞡🞢🞣🞤🞥🞦🞧🞨🞩🞪", "🞫🞬🞭🞮🞯🞰🞱🞲🞳🞴🞵🞶🞷🞸🞹🞺",
        "🞻🞼🞽🞾🞿🟀🟂🟄🟆🟉🟊✶🟌🟎🟐🟒", "✹🟃🟇✯🟍🟔⯌⯍※⁂������",
    ),
    "wingdings 3": (
        " ←→↑↓↖↗↙↘⭰⭲⭱⭳⭶⭸⭻", "⭽↔↕⭪⭬⭫⭭⭍⮠⮡⮢⮣⮤⮥⮦⮧", "⮐⮑⮒⮓⮀⮃⭾⭿⮄⮆⮅⮇⮏⮍⮎⮌", "⭮⭯⎋⌤⌃⌥␣⍽⇪⮸🢠🢡🢢🢣🢤🢥",
        "🢦🢧🢨🢩🢪🢫←→↑↓↖↗↙↘↔↕", "▲▼△▽◀▶◁▷◣◢◤◥◂▸▴�", "▾▲▼◀▶⮜⮞⮝⮟🠐🠒🠑🠓🠔🠖🠕", "🠗🠘🠚🠙🠛🠜🠞🠝🠟🠀🠂🠁🠃🠄🠆🠅",
        "🠇🠈🠊🠉🠋🠠🠢🠤🠦🠨🠪🠬🢜🢝🢞🢟", "🠮🠰🠲🠴🠶🠸🠺🠹🠻🢘🢚🢙🢛🠼🠾🠽", "🠿🡀🡂🡁🡃🡄🡆🡅🡇⮨⮩⮪⮫⮬⮭⮮", "⮯←→↑↓↖↗↙↘🡰🡲🡱🡳🡴🡵🡷",
        "🡶🢀🢂🢁🢃🢄🢅🢇🢆🢐🢒🢑🢓🢔🢖🢕", "🢗���������������",
    ),
    "webdings": (
        " 🕷🕸🕲🕶🏆🎖🖇🗨🗩🗰🗱🌶🎗🙾🙼", "🗕🗖🗗◀▶▲▼⏪⏩⏮⏭⏸⏹⏺🗚🗳", "🛠🏗🏘🏙🏚🏜🏭🏛🏠🏖🏝🛣🔍🏔👁👂", "🏞🏕🛤🏟🛳🕬🕫🕨🔈🎔🎕🗬🙽🗭🗪🗫",
        "⮔✔🚲□🛡📦🛱■🚑🛈🛩🛰🟈🕴●🛥", "🚔🗘✕❓🛲🚇🚍⛳⦸⊖🚭🗮|🗯🗲�", "🚹🚺🛉🛊🚼👽🏋⛷🏂🏌🏊🏄🏍🏎🚘🗠", "🛢💰🏷💳👪🗡🗢🗣✯🖄🖅🖃🖆🖹🖺🖻",
        "🕵🕰🖽🖾📋🗒🗓📖📚📰🗟🗃🗂🖼🎭🎜", "🎘🎙🎧💿🎞📷🎟🎬📽📹📾📻🎚🎛📺💻", "🖥🖦🖧🕹🎮🕻🕼📟🖁🖀🖨🖩🖿🖪🗜🔒", "🔓🗝📥📤🕳🌣🌤🌥🌦☁🌨🌧🌩🌪🌬🌫",
        "🌜🌡🛋🛏🍽🍸🛎🛍Ⓟ♿🛆🖈🎓🗤🗥🗦", "🗧🛪🐿🐦🐟🐕🐈🙬🙮🙭🙯🗺🌍🌏🌎🕊",
    ),
}  # fmt: skip
_DINGBATS = {  # Zapf Dingbats where they are not at their place in Unicode's block of that name
    0x25: "☎", 0x2A: "☛", 0x2B: "☞", 0x48: "★", 0x6C: "●", 0x6E: "■", 0x73: "▲", 0x74: "▼", 0x75: "◆", 0x77: "◗",
    0xA8: "♣", 0xA9: "♦", 0xAA: "♥", 0xAB: "♠", 0xD5: "→", 0xD6: "↔", 0xD7: "↕",
    **{0xAC + number: chr(0x2460 + number) for number in range(10)},
}  # fmt: skip
_DINGBATS_AT = ((0x21, 0x7F, 0x26E0), (0x80, 0x8E, 0x26E8), (0xA1, 0xF0, 0x26C0), (0xF1, 0xFF, 0x26C0))
"""Where they are: the first place, the place after the last, and what to add to a place."""
_ALIASES = {"opensymbol": "symbol", "starsymbol": "symbol", "symbolmt": "symbol", "itc zapf dingbats": "zapfdingbats"}
_ALIASES |= {"zapf dingbats": "zapfdingbats", "wingdings2": "wingdings 2", "wingdings3": "wingdings 3"}


def is_symbol_font(font: str) -> bool:
    """Tell whether a font shows signs in the place of letters.

    >>> is_symbol_font("Wingdings 2"), is_symbol_font("Symbol"), is_symbol_font("Arial")
    (True, True, False)
    """
    return bool(_signs(_named(font)))


def sign(font: str, code: int) -> str:
    """Give the sign that a font shows for a character, in other fonts the character itself; "" where nobody knows.

    >>> sign("Symbol", 0xF0B0), sign("Symbol", 0x61), sign("Wingdings", 0xF0FC), sign("MS Gothic", 0x2610)
    ('°', 'α', '✓', '☐')
    >>> sign("Wingdings", 0xF0FF), sign("Bookshelf Symbol 7", 0xF04A), sign("Arial", 0xD800)
    ('', '', '')
    """
    signs = _signs(_named(font))
    if signs and (place := _place(code)) is not None:
        return signs.get(place, "")
    character = chr(code) if code <= sys.maxunicode else ""
    return character if character.isprintable() else ""


def with_signs(font: str, text: str) -> tuple[str, int]:
    r"""Give a text in a font as it is seen, and how many of its signs nobody knows: UNKNOWN stands for them.

    Every character of a symbol font but white space is a sign. In other fonts all stay as they are, but for those that
    only a symbol font has.

    >>> with_signs("Symbol", "\uf061 b\uf0ff"), with_signs("Arial", "été \uf061")
    (('α β□', 1), ('été □', 1))
    """
    shown = is_symbol_font(font)
    if not shown and not any(ord(character) in _PRIVATE for character in text):
        return text, 0
    found = [
        sign(font, ord(character)) if ord(character) in _PRIVATE or (shown and not character.isspace()) else character
        for character in text
    ]
    return "".join(one or UNKNOWN for one in found), found.count("")


def read_signs(text: str, font: str, place: str, ledger: Ledger) -> str:
    """Give some text of a file as it is seen in its font, and enter in the ledger what that does to its letters."""
    seen, unknown = with_signs(font, text)
    if seen != text:
        ledger.hold(seen)
        ledger.leave_out("markup", text)
    for _ in range(unknown):
        ledger.leave_out("unknown_sign", UNKNOWN, place)
    return seen


def _named(font: str) -> str:
    """Give the name of a font as the tables have it."""
    name = " ".join(font.lower().split())
    return _ALIASES.get(name, name)


@cache
def _signs(font: str) -> dict[int, str]:
    """Give the signs of a font by their places; none of a font that no table has."""
    if font == "zapfdingbats":
        found = {place: chr(place + more) for first, end, more in _DINGBATS_AT for place in range(first, end)}
        return {_FIRST: " "} | found | _DINGBATS
    signs = enumerate("".join(_TABLES.get(font, ())), _FIRST)
    return {place: one for place, one in signs if one != _NONE}


def _place(code: int) -> int | None:
    """Give the place in a symbol font that a character stands for; None for one that is there for itself.

    Where such a font was set on typed text, the text is still that of Windows' code page.
    """
    if code in _PRIVATE or _FIRST <= code <= _LAST:
        return code & _LAST
    try:
        [place] = chr(code).encode("cp1252")
    except (UnicodeEncodeError, ValueError, OverflowError):
        return None
    return int(place) if place >= _FIRST else None
