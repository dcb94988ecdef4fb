"""One SentencePiece vocabulary for both languages, with the files that MarianTokenizer expects."""

import json
import shutil
from pathlib import Path
from typing import Any

from training.config import Config
from training.encode import load_processor

SYMBOLS = "0123456789€$£%@#&*+=_/\\<>|~^°§•·«»()[]{}"
"""Signs that must be pieces however rare they are, or the model could not copy them."""


def vocabulary(config: Config) -> None:
    """Write source.spm, target.spm (the same), vocab.json and tokenizer_config.json into `work`."""
    options, work = config.vocabulary, config.work
    if options.copy_of is not None:
        shutil.copyfile(options.copy_of / "source.spm", work / "source.spm")
    else:
        learn(work / "pairs.tsv", work / "source.spm", options.pieces)
    shutil.copyfile(work / "source.spm", work / "target.spm")
    numbers = json.dumps(piece_numbers(load_processor(work)), ensure_ascii=False)
    (work / "vocab.json").write_text(numbers, encoding="utf-8")
    tokenizer = {
        "source_lang": "fr",
        "target_lang": "en",
        "model_max_length": 64,  # pieces a small model does well; the pipeline cuts longer sentences at clauses
        "tokenizer_class": "MarianTokenizer",
        "separate_vocabs": False,
    }
    (work / "tokenizer_config.json").write_text(json.dumps(tokenizer), encoding="utf-8")


def piece_numbers(processor: Any) -> dict[str, int]:
    """Every piece's number; <pad> comes last, and there is no row that no piece uses."""
    pieces = [processor.id_to_piece(number) for number in range(processor.vocab_size())]
    return {piece: number for number, piece in enumerate([*pieces, "<pad>"])}


def learn(pairs: Path, model: Path, pieces: int) -> None:
    """Learn a unigram model of both sides of `pairs`; </s> is 0 and <unk> 1, as Marian has them."""
    from sentencepiece import SentencePieceTrainer

    with pairs.open(encoding="utf-8") as file, model.open("wb") as written:
        SentencePieceTrainer.train(
            sentence_iterator=(text for line in file for text in line.rstrip("\n").split("\t")),
            model_writer=written,
            vocab_size=pieces,
            model_type="unigram",
            character_coverage=0.9999,
            required_chars=SYMBOLS,
            normalization_rule_name="identity",
            byte_fallback=False,
            input_sentence_size=2_000_000,
            shuffle_input_sentence=True,
            bos_id=-1,
            eos_id=0,
            unk_id=1,
            pad_id=-1,
            unk_surface="<unk>",
            minloglevel=2,
        )
