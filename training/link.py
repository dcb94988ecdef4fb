"""Pieces → links: which source piece each target piece translates, found without any teacher.

A lexical table in each direction is learned by expectation maximisation, first as IBM model 1 (Brown et al. 1993), then
as a hidden Markov model (Vogel, Ney & Tillmann 1996); where both directions agree there is a link (Liang, Taskar &
Klein 2006). Pieces rather than words: on pieces such models align better (Zenkel, Wuebker & DeNero 2020).
"""

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from training import encode
from training.batches import NO_LINK, Index, padded, plan
from training.config import Config
from training.encode import Packed, Pieces
from training.hidden_markov import Lattice, posteriors

Table = NDArray[np.float32]
"""[emitting piece, emitted piece] → probability; the last row and column belong to the null word and to padding."""

Expectation = Callable[[Lattice], NDArray[np.float32]]

LEARNED_FROM = 200_000
ROUNDS = (4, 3)
"""Pairs the tables are learned from, rounds of model 1, rounds of the hidden Markov model: more changed little."""

FLOOR = 1e-7


def model_one(lattice: Lattice) -> NDArray[np.float32]:
    """Posteriors of IBM model 1, which knows no order.

    >>> model_one(Lattice(np.array([[[0.3, 0.1]]], np.float32), np.array([[0.1]], np.float32), np.array([2]))).round(1)
    array([[[0.6, 0.2]]], dtype=float32)
    """
    total = lattice.emission.sum(2) + lattice.null
    found: NDArray[np.float32] = lattice.emission / np.maximum(total, 1e-30)[..., None]
    return found


def lattice(table: Table, emitting: Index, emitted: Index) -> Lattice:
    """What a table says about padded pairs [B, I] and [B, J]; the padding is the table's last piece."""
    null = len(table) - 1
    emission = table[emitting[:, None, :], emitted[:, :, None]]
    emission *= (emitting != null)[:, None, :] & (emitted != null)[:, :, None]
    absent = np.where(emitted != null, table[null, emitted], 1).astype(np.float32)
    return Lattice(emission, absent, (emitting != null).sum(1))


def reestimate(table: Table, pairs: Iterator[tuple[Index, Index]], expect: Expectation) -> Table:
    """One round of expectation maximisation over padded pairs of emitting and emitted pieces."""
    counts = np.zeros_like(table)
    null = len(table) - 1
    for emitting, emitted in pairs:
        found = expect(lattice(table, emitting, emitted))
        cells = emitting[:, None, :] * len(table) + emitted[:, :, None]
        np.add.at(counts.ravel(), cells.ravel(), found.ravel())
        np.add.at(counts[null], emitted.ravel(), np.clip(1 - found.sum(2), 0, 1).ravel())
    counts[:, null] = 0
    counts += FLOOR
    learned: Table = counts / counts.sum(1, keepdims=True)
    return learned


def learn(pairs: Callable[[], Iterator[tuple[Index, Index]]], pieces: int, rounds: tuple[int, int] = ROUNDS) -> Table:
    """The table of emitted given emitting pieces, of which there are `pieces` and the null word."""
    table = np.full((pieces + 1, pieces + 1), 1 / pieces, np.float32)
    for expect in [model_one] * rounds[0] + [posteriors] * rounds[1]:
        table = reestimate(table, pairs(), expect)
    return table


def agreed(forward: NDArray[np.float32], backward: NDArray[np.float32], least: float = 0.15) -> NDArray[np.uint8]:
    """The source position of each target piece: [B, I] by [B, J, I] posteriors of both directions, or NO_LINK.

    >>> agreed(np.array([[[0.9, 0.1], [0.2, 0.1]]]), np.array([[[0.8, 0.1], [0.1, 0.1]]])).tolist()
    [[0, 255]]
    """
    both = forward * backward
    best = both.argmax(2).astype(np.uint8)
    return np.where(both.max(2) >= least, best, np.uint8(NO_LINK))


def without_end(sentences: Sequence[NDArray[np.unsignedinteger]], filler: int) -> Index:
    """Sentences as padded rows, without their </s>."""
    return padded([sentence[:-1] for sentence in sentences], filler)


def find_links(pieces: Pieces, tables: tuple[Table, Table], tokens: int = 20_000) -> NDArray[np.uint8]:
    """The links of all target pieces, packed like them; </s> is linked to </s>."""
    null = len(tables[0]) - 1
    links = np.full(len(pieces.target.numbers), NO_LINK, np.uint8)
    for chosen in plan(pieces.source.lengths(), pieces.target.lengths(), tokens, seed=0, epoch=0):
        source = without_end([pieces.source[k] for k in chosen], null)
        target = without_end([pieces.target[k] for k in chosen], null)
        forward = posteriors(lattice(tables[0], source, target))
        backward = posteriors(lattice(tables[1], target, source)).transpose(0, 2, 1)
        for k, row in zip(chosen, agreed(forward, backward), strict=True):
            start, end = pieces.target.starts[k], pieces.target.starts[k + 1] - 1
            links[start:end] = row[: end - start]
            links[end] = len(pieces.source[k]) - 1
    return links


def learn_tables(pieces: Pieces, size: int) -> tuple[Table, Table]:
    """Tables from source to target and from target to source, learned from the first `LEARNED_FROM` pairs."""
    first = Pieces(_head(pieces.source), _head(pieces.target))
    order = plan(first.source.lengths(), first.target.lengths(), tokens=20_000, seed=0, epoch=0)

    def pairs(emitting: Packed, emitted: Packed) -> Iterator[tuple[Index, Index]]:
        for chosen in order:
            yield without_end([emitting[k] for k in chosen], size), without_end([emitted[k] for k in chosen], size)

    return learn(lambda: pairs(first.source, first.target), size), learn(
        lambda: pairs(first.target, first.source), size
    )


def _head(packed: Packed) -> Packed:
    starts = packed.starts[: LEARNED_FROM + 1]
    return Packed(packed.numbers[: starts[-1]], starts)


def link(config: Config) -> None:
    """Write `links.safetensors` for the pieces of the run."""
    from safetensors.numpy import save_file

    pieces = encode.load(config.work / "pieces.safetensors")
    tables = learn_tables(pieces, encode.load_processor(config.work).vocab_size())
    links = find_links(pieces, tables)
    save_file({"links": links}, config.work / "links.safetensors")
    print(f"{float((links != NO_LINK).mean()):.1%} of the target pieces linked")
