"""What Word shows for notes: footnotes and endnotes are numbered each in the order of their calls."""

_ROMAN = {1000: "m", 900: "cm", 500: "d", 400: "cd", 100: "c", 90: "xc", 50: "l", 40: "xl", 10: "x", 9: "ix"}
_ROMAN |= {5: "v", 4: "iv", 1: "i"}


class Labels:
    """The labels of all notes called so far.

    >>> labels = Labels()
    >>> labels.of("footnote", "7"), labels.of("endnote", "7"), labels.of("footnote", "2"), labels.of("footnote", "7")
    ('1', 'i', '2', '1')
    """

    def __init__(self) -> None:
        self._called: dict[str, dict[str, str]] = {}

    def of(self, kind: str, name: str) -> str:
        """Give the label of a "footnote" or an "endnote", by its identifier; it is numbered when it is first called."""
        called = self._called.setdefault(kind, {})
        number = len(called) + 1
        return called.setdefault(name, str(number) if kind == "footnote" else roman(number))


def roman(number: int) -> str:
    """Give a small Roman number.

    >>> roman(4), roman(19)
    ('iv', 'xix')
    """
    made = ""
    for value, letters in _ROMAN.items():
        made += number // value * letters
        number %= value
    return made
