"""The pictures of texts, as copies take them."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

EXTENSIONS = {
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "image/webp": "webp",
    "image/svg+xml": "svg",
}
"""The kinds of pictures that browsers and reading systems show (EPUB 3.3, core media types): their files' endings."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file and its media type, one of EXTENSIONS."""

    data: bytes
    media_type: str

    @property
    def name(self) -> str:
        """A file name that only the same picture has."""
        return f"{hashlib.sha256(self.data).hexdigest()[:16]}.{EXTENSIONS[self.media_type]}"


Pictures = Callable[[str, str], Picture | None]
"""Gives the picture at an address in a document, named by its id; None where there is none to be shown."""


def no_pictures(document: str, address: str) -> None:
    """The pictures of texts that have none."""
    del document, address
