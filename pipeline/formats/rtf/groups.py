r"""What holds inside of a group of Rich Text Format, and what groups hold.

A group, in braces, may be a *destination*: its first control word says that it holds fonts, a header, a note. Those
that no table here names and that begin with `\*` are markup.
"""

from dataclasses import dataclass

TEXT, NOTE, BINARY = "text", "note", "binary"
"""What a group is for besides being left out for a reason: text, a note, and what is no text, as pictures."""

_DESTINATIONS = {
    BINARY: "pict objdata blipuid themedata colorschememapping datastore fontemb picprop",
    "markup": "fonttbl colortbl stylesheet info listtable listoverridetable rsidtbl generator bkmkstart bkmkend "
    "fldinst listtext pntext pntxta pntxtb xe tc rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn filetbl revtbl "
    "template falt panose listname levelnumbers leveltext sp sn sv latentstyles xmlnstbl pgptbl wgrffmtfilter mmathPr",
    "running_title": "header headerl headerr headerf footer footerl footerr footerf",
    "comment": "annotation atnid atnauthor atndate atnref atntime atnparent atnicn atrfstart atrfend",
    "fallback": "shprslt nonshppict upr",
    NOTE: "footnote",
    TEXT: "shptxt dptxbxtext ud fldrslt",
}
PURPOSES = {word: purpose for purpose, words in _DESTINATIONS.items() for word in words.split()}
"""What each destination is for, as `State.purpose` has it."""
INFO = frozenset(["title", "author"])
"""Destinations in that of information which tell something of the text."""
ITEM_SIGNS = frozenset(["listtext", "pntext"])
"""Destinations with the number or bullet of a list item."""


@dataclass
class State:
    """What holds inside of a group: where its text goes, how it looks, how many substitutes follow a character.

    `purpose` is TEXT, BINARY or the reason for which text is left out, `where` the destination it stands in; `why` is
    the reason for which characters are left out of text, "" for none.
    """

    purpose: str = TEXT
    where: str = ""
    why: str = ""
    font: int = -1
    looks: frozenset[str] = frozenset()
    substitutes: int = 1
    is_first: bool = True
    starred: bool = False

    def enter(self, word: str) -> bool:
        """Take the group's first control word; tell whether it begins a destination."""
        purpose = PURPOSES.get(word)
        if word in INFO and self.where == "info":
            self.where = word
        elif purpose is not None:
            if not (purpose == TEXT and self.purpose == BINARY):
                self.purpose, self.where = purpose, word
        elif self.starred:
            self.purpose = BINARY if self.purpose == BINARY else "markup"
        else:
            return False
        return True


@dataclass
class Layout:
    """What holds for a paragraph: its style and level, whether it stands in a table or a list."""

    style: int = 0
    level: int = 0
    in_table: bool = False
    in_list: bool = False
