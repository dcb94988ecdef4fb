"""French spaces and English quotation marks, for reading only: the data keep the text as it is.

Lexique des règles typographiques en usage à l'Imprimerie nationale: a thin no-break space before ; ! ? and in numbers,
a full one inside « » and before : and signs such as %. In Canada nothing stands before ; ! ?.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import regex

FIRM, THIN = "\u00a0", "\u202f"
"""No-break spaces: one as wide as any other, and a thin one."""
_SPACE = "[ \u00a0\u2009\u202f]"
_TITLE = r"\b(?:MM?\.|M(?:me|lle)s?|Mgr|Dr|Pr|Me|St|Ste|n°|p\.|art\.|fig\.|vol\.|chap\.)"
_FIRM = rf"(?P<firm>{_SPACE}(?=[:»%‰€$£°])|(?<=«){_SPACE}|(?<={_TITLE}){_SPACE}(?=[\p{{Lu}}\d])|(?<=^[-–—]){_SPACE})"
_THIN = rf"(?P<thin>{_SPACE}(?=[;!?])|(?<=(?<!\d)\d{{1,3}}){_SPACE}(?=\d{{3}}(?!\d)))"
_NEW_FIRM = r"(?P<new_firm>(?<=«)(?=\S)|(?<=[^\s«])(?=»)|(?<=[\p{L}\)\]»])(?=:(?:$|\s)))"
_NEW_THIN = r"(?P<new_thin>(?<=[\p{L}\p{N}\)\]»…])(?=[;!?]+(?:$|[\s»”\)\]])))"
_FRANCE = regex.compile(f"{_THIN}|{_FIRM}|{_NEW_FIRM}|{_NEW_THIN}")
_APOSTROPHE = regex.compile(r"(?<=\p{L})'(?=\p{L})")
_OPENING = regex.compile(r"(?<![^\s(\[—–‘“])\"(?=\S)")
_CLOSING = regex.compile(r"(?<=[^\s\d])\"")
_CANADA = regex.compile(f"{_FIRM}|{_NEW_FIRM}")


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as it is shown, and how places in the stored text map to places in it.

    `insertions` are the places in the stored text before which a character was put in, in their order.
    """

    text: str
    insertions: tuple[int, ...] = ()

    def start(self, place: int) -> int:
        """Give where in the shown text something starts that starts at `place` in the stored one."""
        return place + bisect_right(self.insertions, place)

    def end(self, place: int) -> int:
        """Give where in the shown text something ends that ends at `place` in the stored one."""
        return place + bisect_left(self.insertions, place)


def typeset(text: str, language: str) -> Shown:
    r"""Set a text as a printer of its language would: French spaces, English quotation marks and apostrophes.

    A text of another language, or of none (""), stays as it is.

    >>> typeset("Venez! dit M. Lu : « 12 000 € »", "fr").text
    'Venez\u202f! dit M.\xa0Lu\xa0: «\xa012\u202f000\xa0€\xa0»'
    >>> typeset("Il dit: à 8:30, http://a.fr", "fr").text
    'Il dit\xa0: à 8:30, http://a.fr'
    >>> view = typeset("Ah! Oui", "fr"); view.text[view.start(4):view.end(7)]
    'Oui'
    >>> typeset("Ah ! Oui : non", "fr-CA").text
    'Ah ! Oui\xa0: non'
    >>> typeset("\"It's late,\" he said.", "en").text
    '“It’s late,” he said.'
    """
    if language.startswith("en"):
        return Shown(_CLOSING.sub("”", _OPENING.sub("“", _APOSTROPHE.sub("’", text))))
    if not language.startswith("fr"):
        return Shown(text)
    pieces: list[str] = []
    insertions: list[int] = []
    done = 0
    for match in (_CANADA if language == "fr-CA" else _FRANCE).finditer(text):
        if match.end() == match.start():
            insertions.append(match.start())
        pieces += [text[done : match.start()], FIRM if (match.lastgroup or "").endswith("firm") else THIN]
        done = match.end()
    return Shown("".join((*pieces, text[done:])), tuple(insertions))
