"""How sentences are translated, every choice made: what the engines and the translator are told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TranslateOptions:
    """Settings of a translation.

    engine         ctranslate2 or transformers; auto takes ctranslate2 where it is installed
    device         cpu or cuda; auto takes a GPU where there is one
    quantization   numbers that ctranslate2 computes with; auto: float16 on a GPU, else int8, float32 for small models
    beam           hypotheses kept while decoding
    batch_tokens   source pieces translated at once
    repair         whether what came out looping, empty or cut short is tried again
    spelling       british or american; nothing leaves words as the model spells them
    threads        processor threads, 0 for all; they change how fast a translation is, and nothing else
    """

    engine: str = "auto"
    device: str = "auto"
    quantization: str = "auto"
    beam: int = 4
    batch_tokens: int = 2048
    repair: bool = True
    spelling: str = ""
    threads: int = 0


DEFAULT = TranslateOptions()
