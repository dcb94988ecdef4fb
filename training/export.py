"""Weights → the folder to ship: what MarianMTModel, MarianTokenizer and CTranslate2's converter load unchanged."""

import json
import shutil
from pathlib import Path
from typing import Any

from training import checkpoint, model_card
from training.config import Config
from training.encode import load_processor
from training.model import build, clear_pad

TOKENIZER = ("source.spm", "target.spm", "vocab.json", "tokenizer_config.json")


def write_folder(model: Any, tokenizer: Path, folder: Path) -> None:
    """Write a model in float16 with the tokenizer files of another folder.

    Beams may not end in <pad>, which only starts a sentence: hence `bad_words_ids`.
    """
    import transformers

    library: Any = transformers
    pad = model.config.pad_token_id
    model.generation_config = library.GenerationConfig(
        num_beams=4,
        max_length=512,
        pad_token_id=pad,
        eos_token_id=model.config.eos_token_id,
        forced_eos_token_id=model.config.eos_token_id,
        decoder_start_token_id=pad,
        bad_words_ids=[[pad]],
    )
    model.half().save_pretrained(folder)
    for name in TOKENIZER:
        shutil.copyfile(tokenizer / name, folder / name)


def load_averaged(config: Config) -> Any:
    """The model with the averaged weights of a run."""
    from safetensors.torch import load_file

    model = build(config.shape.model_copy(update={"start": None}), load_processor(config.work).vocab_size())
    checkpoint.load_weights(model, load_file(config.work / "weights.safetensors"))
    clear_pad(model)
    return model.eval()


def export(config: Config) -> None:
    """Write `export/` from `weights.safetensors`, with the model card; scores come from `evaluate`, if it was run."""
    folder, scores = config.work / "export", config.work / "scores.json"
    model = load_averaged(config)
    write_folder(model, config.work, folder)
    found = json.loads(scores.read_text(encoding="utf-8")) if scores.exists() else {}
    (folder / "MODEL_CARD.md").write_text(model_card.write(config, found), encoding="utf-8")
    size = sum(file.stat().st_size for file in folder.iterdir())
    print(f"{folder}: {size / 1e6:.1f} MB, {model.num_parameters(only_trainable=True) / 1e6:.1f} M parameters")
