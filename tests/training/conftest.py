"""A toy corpus, and a run on it that is ready to train."""

import pytest

from training import encode, link, prepare, vocabulary
from training.config import Config, Corpus, Evaluation, Schedule, Shape, Vocabulary

SUBJECTS = [("Le chat", "The cat"), ("Mon voisin", "My neighbour"), ("La reine", "The queen"), ("Un marin", "A sailor")]
VERBS = [("regarde", "watches"), ("cherche", "looks for"), ("dessine", "draws"), ("oublie", "forgets")]
OBJECTS = [("la mer", "the sea"), ("une pomme", "an apple"), ("le jardin", "the garden"), ("ses clés", "the keys")]
PAIRS = [(f"{s[0]} {v[0]} {o[0]}.", f"{s[1]} {v[1]} {o[1]}.") for s in SUBJECTS for v in VERBS for o in OBJECTS]


@pytest.fixture(scope="session")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Prepare a run of a few steps, up to `link`."""
    folder = tmp_path_factory.mktemp("training")
    texts = folder / "texts"
    texts.mkdir()
    (texts / "toy.tsv").write_text("".join(f"{f}\t{e}\n" for f, e in PAIRS), encoding="utf-8")
    held_out = folder / "dev.tsv"
    held_out.write_text("".join(f"{f}\t{e}\n" for f, e in PAIRS[:2]), encoding="utf-8")
    made = Config(
        work=folder / "run",
        corpus=Corpus(texts=(texts,), held_out=(held_out,), variants={"capitals": 0.1}),
        vocabulary=Vocabulary(pieces=120),
        shape=Shape(width=32, heads=2, inner=64, encoder_layers=1, decoder_layers=1),
        train=Schedule(
            steps=8, rate=1e-2, warmup=2, tokens=200, accumulate=1, guided=0.1, checkpoint_every=3, threads=1
        ),
        evaluate=Evaluation(sets=(held_out,), average=2),
    )
    prepare.prepare(made)
    vocabulary.vocabulary(made)
    encode.encode(made)
    link.link(made)
    return made
