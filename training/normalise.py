"""The pipeline's own normalisation, so that training text looks as the model's input will at run time."""

import re

_TABLE = {ord(c): "'" for c in "’‘‚‛ʼ"} | {ord(c): '"' for c in "“”„‟"} | {ord(c): "-" for c in "–—―‑‐−"}
_TABLE |= {ord("…"): "..."}
_DROPPED = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]")
_SPACES = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Unify quotes, dashes, dots and spaces; drop invisible characters; keep « ».

    >>> normalise("« L’été\u202f! » – oui…")
    "« L'été ! » - oui..."
    """
    return _SPACES.sub(" ", _DROPPED.sub("", text).translate(_TABLE)).strip()
