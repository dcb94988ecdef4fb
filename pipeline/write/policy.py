"""What a page may do: nothing but show itself with its own style and script (Content Security Policy level 2)."""

import base64
import hashlib


def policy(style: str, script: str = "") -> str:
    """The policy of a page with this style and script, the pictures that it holds itself, and nothing else.

    >>> policy("p{}").split("; ")[::2]
    ["default-src 'none'", "base-uri 'none'"]
    """
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    return (
        f"default-src 'none'; img-src data:; style-src '{_digest(style)}'; {scripts}base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
