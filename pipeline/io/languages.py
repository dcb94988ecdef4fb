"""What language a tag names: in pages, books, translation memories and glossaries alike."""

import re

_THREE_LETTERS = {"fra": "fr", "fre": "fr", "eng": "en"}
"""ISO 639-2's codes, which BCP 47 forbids where there are two letters, and which files have all the same."""


def same_language(tag: str, language: str) -> bool:
    """Whether a language tag (BCP 47) names a language, whatever its region.

    >>> [same_language(tag, "fr") for tag in ("FR-ca", "fr_FR", "fra", "frr")]
    [True, True, True, False]
    """
    primary = re.split("[-_]", tag.strip().lower())[0]
    return _THREE_LETTERS.get(primary, primary) == language
