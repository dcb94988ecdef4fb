"""Pictures as reading copies take them over."""

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
"""The media types that browsers and reading systems show (EPUB 3.3, core media types), with their files' endings."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's file and its media type, one of EXTENSIONS."""

    data: bytes
    media_type: str

    @property
    def name(self) -> str:
        """A file name that only the same picture has: the first 16 hexadecimal digits of its SHA-256."""
        return f"{hashlib.sha256(self.data).hexdigest()[:16]}.{EXTENSIONS[self.media_type]}"


Pictures = Callable[[str, str], Picture | None]
"""Gives the picture at an address in the document with an id; None where there is none that can be shown."""


def no_pictures(document: str, address: str) -> None:
    """Give no picture, for texts that have none."""
    del document, address
