"""What writers can be told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Settings of the outputs: language tags of both sides, the copies' title (empty takes the text's own)."""

    source_language: str = "fr"
    target_language: str = "en"
    title: str = ""
