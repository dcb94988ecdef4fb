"""What a page may do: nothing but show itself with its own style and script (Content Security Policy level 2)."""

import base64
import hashlib


def policy(style: str, script: str = "", pictures: str = "data:") -> str:
    """The policy of a page with this style and script and nothing else but pictures.

    `pictures` says from where: those that it holds itself ("data:"), or files beside it ("'self'").

    >>> policy("p{}").split("; ")[:2]
    ["default-src 'none'", 'img-src data:']
    """
    scripts = f"script-src '{_digest(script)}'; " if script else ""
    shown = f"img-src {pictures}; style-src '{_digest(style)}'; {scripts}"
    return f"default-src 'none'; {shown}base-uri 'none'; form-action 'none'"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
