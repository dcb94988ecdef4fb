"""Texts, lists of texts and streams of them told apart; what is neither is refused in one line."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.errors import ArgumentError

_REMEDIES: dict[type, str] = {
    bytes: "decode them first, as `data.decode()` does",
    dict: "give its values",
    type(None): "give a text",
}
List = list[str] | tuple[str, ...]
"""What types call a list of texts. At run time anything with a length will do, as a column of pandas."""
LANGUAGES = {"fr": "French", "en": "English"}


def check_text(text: Any, name: str) -> str:
    """Give a text as it is.

    Raises:
        ArgumentError: it is none; the message begins with `name`.

    >>> check_text(b"Oui.", "segment")
    Traceback (most recent call last):
    pipeline.errors.ArgumentError: segment: expected a text (str), got bytes; decode them first, as `data.decode()` does
    """
    if isinstance(text, str):
        return text
    remedy = next((said for kind, said in _REMEDIES.items() if isinstance(text, kind)), "")
    if hasattr(text, "__fspath__"):
        remedy = "read it first, as `path.read_text()` does"
    raise ArgumentError(f"{name}: expected a text (str), got {type(text).__name__}{remedy and f'; {remedy}'}")


def is_stream(texts: Any, name: str) -> bool:
    """Tell whether texts come one by one, without an end that is known; else they are a list, or something like one.

    Raises:
        ArgumentError: it is no collection of anything.

    >>> is_stream(iter(["Oui."]), "segment"), is_stream(("Oui.",), "segment")
    (True, False)
    """
    if isinstance(texts, bytes | dict) or not hasattr(texts, "__iter__"):
        check_text(texts, name)
    return not hasattr(texts, "__len__")


def checked(texts: Iterable[Any], name: str) -> Iterator[str]:
    """Give texts one by one.

    Raises:
        ArgumentError: one of them is no text; the message tells which, counted from 0.

    >>> list(checked(["Oui.", 3], "translate"))
    Traceback (most recent call last):
    pipeline.errors.ArgumentError: translate: item 1: expected a text (str), got int
    """
    for number, text in enumerate(texts):
        yield text if isinstance(text, str) else check_text(text, f"{name}: item {number}")


def list_of_texts(texts: Any, name: str) -> list[str]:
    """Give a list, or anything that texts come out of, as a list of texts.

    Raises:
        ArgumentError: it is none, or one of them is no text.
    """
    is_stream(texts, name)
    return list(checked(texts, name))


def check_language(language: str, name: str) -> None:
    """Make sure that a language is one of the two.

    Raises:
        ArgumentError: it is another.
    """
    if not isinstance(language, str) or language not in LANGUAGES:
        known = " or ".join(f"{code!r} ({word})" for code, word in LANGUAGES.items())
        raise ArgumentError(f"{name}: expected {known} as its language, got {language!r}")


def check_sides(source: Any, target: Any, name: str) -> tuple[list[str], list[str]]:
    """Give two lists of as many texts.

    Raises:
        ArgumentError: one side is a text and the other a list, or they are not as long.

    >>> check_sides(["Oui."], ["Yes.", "No."], "link")
    Traceback (most recent call last):
    pipeline.errors.ArgumentError: link: 1 French text, but 2 English ones; every text needs its translation
    """
    if isinstance(source, str) or isinstance(target, str):
        raise ArgumentError(f"{name}: expected two texts or two lists, got one of each")
    french, english = list_of_texts(source, f"{name}: French"), list_of_texts(target, f"{name}: English")
    if len(french) != len(english):
        texts = "text" if len(french) == 1 else "texts"
        ones = "one" if len(english) == 1 else "ones"
        raise ArgumentError(
            f"{name}: {len(french)} French {texts}, but {len(english)} English {ones}; every text needs its translation"
        )
    return french, english
