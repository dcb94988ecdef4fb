"""Punctuation as the model saw it in training; the stored text keeps its own.

Marian models of the OPUS-MT family were trained on text that went through Moses-like replacements before
SentencePiece (`preprocess-spm.sh` of OPUS-MT-train), a step that `MarianTokenizer` leaves out. « and » are kept, as
there.
"""

import re

_FORMAT_AND_CONTROL = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f"  # controls, but not tab and line ends
    "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufffe\uffff"
    "\ud800-\udfff]"  # lone surrogates
)
_REPLACEMENTS = str.maketrans(
    {
        **dict.fromkeys("’‘ʼ′`´", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("–—‑‒―−", "-"),
        "…": "...",
    }
)

_GLUED_DASH = re.compile(r"^-{1,3}(?=[^\W\d_])")
"""The dash of a speech without a space, as old e-texts have it (`--Alors`): models know it with one."""


def normalise(text: str) -> str:
    r"""Give the text the model should see: plain quotes, hyphens and spaces, nothing invisible.

    >>> normalise("« L’été… »,\u00a0dit-il\u202f— enfin\u00ad!")
    "« L'été... », dit-il - enfin!"
    """
    plain = " ".join(_FORMAT_AND_CONTROL.sub("", text).translate(_REPLACEMENTS).split())
    return _GLUED_DASH.sub("- ", plain)
