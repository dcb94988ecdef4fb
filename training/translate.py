"""Translate a list of sentences with a model folder, by CTranslate2 or by transformers: the two engines."""

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.hub import quiet_transformers

BEAM = 4
MOST_PIECES = 511  # what is longer is cut here: the network has 512 positions


def by_ctranslate2(folder: Path, sentences: Sequence[str], threads: int = 2) -> list[str]:
    """Translate normalised sentences with CTranslate2, float32 on a processor and float16 on a GPU, beam 4."""
    import ctranslate2
    from sentencepiece import SentencePieceProcessor

    cuda = ctranslate2.get_cuda_device_count() > 0
    source = SentencePieceProcessor(model_file=str(folder / "source.spm"))
    target = SentencePieceProcessor(model_file=str(folder / "target.spm"))
    with tempfile.TemporaryDirectory() as place:
        converter = ctranslate2.converters.TransformersConverter(str(folder))
        with quiet_transformers():
            converter.convert(place, quantization="float16" if cuda else "float32", force=True)
        options = {"device": "cuda"} if cuda else {"inter_threads": threads, "intra_threads": 1}
        translator = ctranslate2.Translator(place, **options)
        pieces = [[*split, "</s>"] for split in source.encode(list(sentences), out_type=str)]
        results = translator.translate_batch(
            pieces,
            beam_size=BEAM,
            max_batch_size=2048,
            batch_type="tokens",
            max_input_length=MOST_PIECES,
            max_decoding_length=256,
        )
        return [str(target.decode(result.hypotheses[0])).strip() for result in results]


def by_transformers(folder: Path, sentences: Sequence[str], size: int = 16) -> list[str]:
    """Translate normalised sentences with MarianMTModel in float32, beam 4, batches of like length."""
    import torch
    import transformers

    library: Any = transformers

    device = "cuda" if torch.cuda.is_available() else "cpu"
    with quiet_transformers():
        tokenizer = library.MarianTokenizer.from_pretrained(folder)
        model = library.MarianMTModel.from_pretrained(folder, dtype=torch.float32).to(device).eval()
    order = sorted(range(len(sentences)), key=lambda k: len(sentences[k]))
    found: dict[int, str] = {}
    for start in range(0, len(order), size):
        chosen = order[start : start + size]
        lines = [sentences[k] for k in chosen]
        batch = tokenizer(lines, return_tensors="pt", padding=True, truncation=True, max_length=MOST_PIECES).to(device)
        with torch.inference_mode():
            rows = model.generate(**batch, num_beams=BEAM, max_new_tokens=256, max_length=None)
        texts = tokenizer.batch_decode(rows, skip_special_tokens=True)
        found |= zip(chosen, texts, strict=True)
    return [found[k] for k in range(len(sentences))]


ENGINES = {"ctranslate2": by_ctranslate2, "transformers": by_transformers}
