"""The parts of the training recipe: cleaning, leaks, variants, batches, Muon, losses, alignment, the schedule."""

import doctest
import importlib
import pkgutil
import random
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

import training
from training import variants
from training.batches import NO_LINK, ahead, padded, plan, rows
from training.checkpoint import Progress
from training.clean import keep
from training.config import Config, Corpus, Schedule
from training.encode import Pieces, pack
from training.evaluate import has_loop
from training.leaks import held_out_runs, leaks
from training.link import find_links, learn_tables
from training.model import OutputLoss, alignment_loss
from training.optimizer import orthogonalise
from training.schedule import rate_at


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311  # a sample, not a secret


MODULES = [name for _, name, _ in pkgutil.iter_modules(training.__path__) if name != "__main__"]


@pytest.mark.parametrize("name", MODULES)
def test_worked_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(f"training.{name}")).failed == 0


@pytest.mark.parametrize(
    ("french", "english"),
    [
        ("", "Nothing."),
        ("Le même texte.", "Le même texte."),
        ("The cat is on the mat of the house.", "The cat lay on the mat."),
        ("Oui.", "Yes, and after that we all went home, had supper and talked about the day until midnight."),
        ("0x12 = 0x13;", "0x12 = 0x14;"),
        ("mot " * 91, "word " * 91),
    ],
)
def test_unfit_pairs_are_left_out(french: str, english: str) -> None:
    assert not keep(french, english, max_words=90)


def test_a_held_out_sentence_leaks_in_any_dress_and_inside_a_longer_one() -> None:
    held_out = held_out_runs(
        ["Le vieux jardinier arrose les roses devant la maison.\tThe old gardener waters the roses."]
    )
    assert leaks("LE VIEUX JARDINIER ARROSE LES ROSES, DEVANT LA MAISON !", held_out)
    assert leaks("On dit que le vieux jardinier arrose les roses devant la maison depuis mars.", held_out)
    assert leaks("the old gardener waters the roses", held_out)
    assert not leaks("Le vieux jardinier arrose les roses.", held_out)


EXAMPLES = [
    (
        "capitals",
        "Défense d'entrer.",
        "No entry.",
        {("DÉFENSE D'ENTRER.", "NO ENTRY."), ("DEFENSE D'ENTRER.", "NO ENTRY.")},
    ),
    ("no_accents", "Où est l'œuvre ?", "Where is it?", {("Ou est l'oeuvre ?", "Where is it?")}),
    ("no_final_mark", "Un titre.", "A title.", {("Un titre", "A title")}),
    ("lower_case", "Salut Paul", "Hi Paul", {("salut paul", "Hi Paul")}),
    ("other_marks", "Il dit « non » !", 'He says "no"!', {('Il dit "non" !', 'He says "no"!')}),
    ("other_marks", "Vraiment ?", "Really?", {("Vraiment?", "Really?")}),
    ("english_copied", "Bonjour.", "Good day.", {("Good day.", "Good day.")}),
    ("names_copied", "J'ai vu Anne Leroy hier.", "I saw Anne Leroy.", {("Anne Leroy", "Anne Leroy")}),
]


@pytest.mark.parametrize(("kind", "french", "english", "expected"), EXAMPLES)
def test_variants(kind: str, french: str, english: str, expected: set[tuple[str, str]]) -> None:
    assert {variants.VARIANTS[kind]((french, english), dice(seed)) for seed in range(8)} == expected


@pytest.mark.parametrize("kind", ["no_accents", "no_final_mark", "lower_case", "other_marks", "names_copied"])
def test_a_variant_that_would_change_nothing_is_not_made(kind: str) -> None:
    assert variants.VARIANTS[kind](("un mot", "a word"), dice(1)) is None


@given(seed=st.integers(0, 1000))
def test_copies_are_copies(seed: int) -> None:
    french, english = variants.code_copied(("Il dort.", "He sleeps."), dice(seed))
    assert french == english
    french, english = variants.list_item(("Il dort.", "He sleeps."), dice(seed))
    assert french.removesuffix("Il dort.") == english.removesuffix("He sleeps.")


LENGTHS = st.lists(st.tuples(st.integers(1, 40), st.integers(1, 40)), min_size=1, max_size=60)


@given(lengths=LENGTHS, tokens=st.integers(40, 400), epoch=st.integers(0, 3))
def test_an_epoch_holds_every_pair_once_within_the_budget(
    lengths: list[tuple[int, int]], tokens: int, epoch: int
) -> None:
    sizes = np.array(lengths)
    batches = plan(sizes[:, 0], sizes[:, 1], tokens, seed=3, epoch=epoch)
    assert sorted(np.concatenate(batches)) == list(range(len(lengths)))
    assert all(len(batch) * sizes[batch].max() <= tokens for batch in batches)
    again = plan(sizes[:, 0], sizes[:, 1], tokens, seed=3, epoch=epoch)
    assert all(np.array_equal(a, b) for a, b in zip(batches, again, strict=True))


@settings(max_examples=10)
@given(rows=st.integers(2, 12), columns=st.integers(2, 12), seed=st.integers(0, 99))
def test_muon_brings_singular_values_near_one(rows: int, columns: int, seed: int) -> None:
    torch.manual_seed(seed)
    basis = torch.linalg.svd(torch.randn(2, rows, columns, dtype=torch.float64), full_matrices=False)
    values = torch.linspace(1, 4, min(rows, columns), dtype=torch.float64)
    update = orthogonalise(basis.U * values @ basis.Vh)
    found = torch.linalg.svdvals(update)
    assert found.min() > 0.6
    assert found.max() < 1.3


@pytest.mark.parametrize("smoothing", [0.0, 0.1])
def test_sliced_loss_and_gradient_are_torchs_own(smoothing: float) -> None:
    torch.manual_seed(1)
    hidden, weight = torch.randn(700, 8, requires_grad=True), torch.randn(11, 8, requires_grad=True)
    target = torch.randint(0, 11, (700,))
    apply: Any = OutputLoss.apply
    loss, entropy = apply(hidden, weight, target, smoothing)
    (loss * 2).backward()
    gradients = hidden.grad, weight.grad
    hidden.grad = weight.grad = None
    expected = torch.nn.functional.cross_entropy(hidden @ weight.T, target, label_smoothing=smoothing, reduction="sum")
    (expected * 2).backward()  # type: ignore[no-untyped-call]
    torch.testing.assert_close(loss, expected.detach(), rtol=1e-4, atol=1e-3)
    torch.testing.assert_close(gradients, (hidden.grad, weight.grad), rtol=1e-3, atol=1e-3)
    plain = torch.nn.functional.cross_entropy(hidden @ weight.T, target, reduction="sum")
    torch.testing.assert_close(entropy, plain.detach(), rtol=1e-4, atol=1e-3)


def test_alignment_loss_counts_linked_pieces_only() -> None:
    attention = torch.tensor([[[0.5, 0.5], [0.1, 0.9]]])
    links = torch.tensor([[1, NO_LINK]])
    torch.testing.assert_close(alignment_loss(attention, links), torch.tensor(0.5).log().neg())


def test_links_are_found_without_a_teacher() -> None:
    chance = np.random.default_rng(1)
    sources = [chance.permutation(np.arange(2, 12))[:5].tolist() for _ in range(300)]
    targets = [[piece + 10 for piece in sentence] for sentence in sources]
    pieces = Pieces(pack(sources), pack(targets))
    links = find_links(pieces, learn_tables(pieces, size=22))
    right = np.concatenate([np.arange(6)] * 300)
    assert (links == right).mean() > 0.95


def test_the_rate_follows_the_clock_when_seconds_are_given() -> None:
    schedule = Schedule(seconds=100, rate=1.0, warmup=0, floor=0.0)
    assert rate_at(Progress(step=5, seconds=50.0), schedule) == pytest.approx(0.5)
    assert rate_at(Progress(step=5, seconds=200.0), schedule) == pytest.approx(0.0)


@given(lengths=LENGTHS, width=st.none() | st.integers(41, 50))
def test_rows_are_laid_out_at_once_as_one_by_one(lengths: list[tuple[int, int]], width: int | None) -> None:
    packed = pack([[7] * length for length, _ in lengths])
    chosen = np.arange(len(packed))[::-1]
    expected = padded([packed[k] for k in chosen], 9)
    found = rows(packed, chosen, 9, width)
    assert np.array_equal(found[:, : expected.shape[1]], expected)
    assert (found[:, expected.shape[1] :] == 9).all()


def test_an_error_in_the_thread_that_makes_batches_is_not_lost() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("no pieces")

    items = ahead(broken(), 2)
    assert next(items) == 1
    with pytest.raises(ValueError, match="no pieces"):
        next(items)


def test_the_rate_is_held_then_falls() -> None:
    schedule = Schedule(seconds=100, rate=1.0, warmup=0, floor=0.1, hold=0.5)
    assert [round(rate_at(Progress(seconds=s), schedule), 3) for s in (0, 50, 75, 100)] == [1.0, 1.0, 0.55, 0.1]
    assert rate_at(Progress(seconds=100), Schedule(seconds=100, rate=1.0, warmup=0, hold=1.0)) == 1.0


def test_a_loop_is_four_in_a_row() -> None:
    assert has_loop("a b c " * 4)
    assert not has_loop("a b c " * 3)


def test_an_unknown_option_is_an_error() -> None:
    with pytest.raises(ValueError, match="shaers"):
        Corpus.model_validate({"texts": ["x"], "shaers": {}})
    assert Config.model_validate({"work": "w", "corpus": {"texts": ["x"]}}).train.keep > 0
