"""Translate sentences so that none is lost, cut or left looping.

Every sentence is translated once however often it stands in the text; what is too long goes in parts; what comes out
looping, empty or cut short is tried again in other ways, and what still fails is said so. Where a glossary's term is
lacking, it is put in place of the words that are linked to its French. What must stay as it is, such as an address,
goes in and comes out as a placeholder.
"""

import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from typing import NamedTuple

from pipeline.document import Hypothesis
from pipeline.errors import ModelError
from pipeline.glossary import NO_GLOSSARY, Glossary
from pipeline.placeables import Stretch, find_placeables, merge_stretches
from pipeline.quality import checks
from pipeline.steps import Step, make_now
from pipeline.translation import surface
from pipeline.translation.answers import Answer, PlainOutput, join_answers, make_answer, to_plain
from pipeline.translation.clauses import split_long
from pipeline.translation.dates import with_dates, with_whole_names
from pipeline.translation.engine import Decoding, Engine
from pipeline.translation.engines import AT_RANDOM, DOUBTFUL, open_engine, share_of_chance
from pipeline.translation.model import Model, find_model
from pipeline.translation.normalise import normalise
from pipeline.translation.numbers import in_english_form
from pipeline.translation.old_spelling import is_old, modernise
from pipeline.translation.options import DEFAULT, TranslateOptions
from pipeline.translation.pieces import Pieces
from pipeline.translation.placeholders import (
    Locate,
    Masked,
    locate_by_links,
    mask,
    restore,
    usable_stems,
)
from pipeline.translation.spelling import spell
from pipeline.translation.terms import TermPlacement
from pipeline.translation.times import with_colons
from pipeline.word_alignment import link_pair

BLOCK = 512
"""Sentences translated in one call; a killed run loses at most one block."""

log = logging.getLogger(__name__)


_TRIES = 2
"""Other stems of placeholders that are tried where some got lost: the third finds next to none (eval/LOG.md)."""


class Sentence(NamedTuple):
    """A French sentence, and what its text says of it.

    `kept` must stay besides what is seen to be a placeable, as code that a file marks. `open_signs` are those of the
    quotations that are open where it begins; `is_curly` says that its English has the quotation marks of printed books,
    `is_old` that its French has the spelling of old ones.
    """

    text: str
    kept: tuple[Stretch, ...] = ()
    open_signs: str = ""
    is_curly: bool = False
    is_old: bool = False


@dataclass(frozen=True, slots=True)
class Task:
    """What the model is asked for one sentence: its parts, and whether the answer goes back to capitals.

    The parts are those of `masked`, the sentence with placeholders.
    """

    parts: tuple[str, ...]
    capitals: bool
    masked: Masked


class _Finished:
    """Hears which parts were translated, and tells how many sentences that finishes."""

    def __init__(
        self, tasks: Mapping[Sentence, Task], times: Mapping[Sentence, int], advance: Callable[[int], None]
    ) -> None:
        self.waiting: dict[str, list[Sentence]] = {}
        for sentence, task in tasks.items():
            for part in task.parts:
                self.waiting.setdefault(part, []).append(sentence)
        self._left = Counter(chain.from_iterable(self.waiting.values()))
        self._times = times
        self._advance = advance

    def __call__(self, parts: Sequence[str]) -> None:
        sentences = list(chain.from_iterable(self.waiting[part] for part in parts))
        self._left.subtract(sentences)
        self._advance(sum(self._times[sentence] for sentence in set(sentences) if not self._left[sentence]))


class Translator:
    """Gives hypotheses for sentences with one engine.

    `limits` are the most pieces that a part may have, and that its translation may. `locate` finds the place of what
    the model has lost.
    """

    def __init__(
        self,
        engine: Engine,
        pieces: Pieces,
        limits: tuple[int, int],
        options: TranslateOptions,
        glossary: Glossary = NO_GLOSSARY,
        locate: Locate = locate_by_links,
    ) -> None:
        self.locate = locate
        self.engine = engine
        self.pieces = pieces
        self.limit, self.longest = limits
        self.stems = usable_stems(pieces.knows)
        self.beam = options.beam
        self.repair = options.repair
        self.spelling = options.spelling
        self.glossary = glossary
        self.terms = TermPlacement(engine, pieces, glossary) if glossary.terms else None

    def __call__(
        self,
        sentences: Iterable[str | Sentence],
        step: Step = make_now,
        advance: Callable[[int], None] = lambda _: None,
    ) -> list[Hypothesis]:
        """Translate sentences; one hypothesis each, in order. `advance` hears how many were finished just now."""
        asked = [Sentence(one, is_old=is_old(one)) if isinstance(one, str) else one for one in sentences]
        times = Counter(asked)
        tasks = {sentence: task for sentence in times if (task := self._task(sentence))}
        advance(sum(count for sentence, count in times.items() if sentence not in tasks))
        finished = _Finished(tasks, times, advance)
        answers = self._decode(list(finished.waiting), "plain", step, finished)
        repaired = self._repaired(answers, step) if self.repair else {}
        termed = self._with_terms(answers | repaired, tasks.values(), "", step)
        changed = {"repaired": repaired, "glossary": termed}
        answers |= repaired | termed
        found = {sentence: _assemble(sentence, task, answers, changed) for sentence, task in tasks.items()}
        found |= self._with_placeholders(tasks, found, step)
        found = {sentence: self._spelt(sentence, hypothesis) for sentence, hypothesis in found.items()}
        return [found.get(sentence) or _copied(sentence) for sentence in asked]

    def parts(self, sentence: str) -> int:
        """Say into how many parts a sentence has to be cut."""
        task = self._task(Sentence(sentence))
        return len(task.parts) if task else 0

    def _task(self, sentence: Sentence, choice: int = 0) -> Task | None:
        """Prepare a sentence for the model: what stays masked, normalised, capitals lowered, cut where it is too long.

        `choice` is that of the placeholders. None where there is nothing to translate.
        """
        masked = mask(
            sentence.text, merge_stretches([*find_placeables(sentence.text), *sentence.kept]), choice, self.stems
        )
        if not checks.has_letters(masked.rest):
            return None
        capitals = checks.is_all_capitals(masked.rest)
        text = with_colons(with_whole_names(normalise(masked.text)))
        text = surface.without_capitals(text) if capitals else text
        text = modernise(text) if sentence.is_old else text
        return Task(tuple(self._split(text, self.limit)), capitals, masked)

    def _with_placeholders(
        self, tasks: Mapping[Sentence, Task], found: Mapping[Sentence, Hypothesis], step: Step
    ) -> dict[Sentence, Hypothesis]:
        """Give the hypotheses of sentences with placeables: with other placeholders where some got lost.

        What gets lost even so is put where it belongs as well as that can be told, and a note says so.
        """
        kept = {s: found[s] for s, task in tasks.items() if task.masked.placeholders}
        lost = [sentence for sentence, hypothesis in kept.items() if tasks[sentence].masked.lost(hypothesis.text)]
        masks = {sentence: tasks[sentence].masked for sentence in kept}
        for choice in range(1, _TRIES + 1):
            again = {sentence: task for sentence in lost if (task := self._task(sentence, choice))}
            parts = list(dict.fromkeys(chain.from_iterable(task.parts for task in again.values())))
            answers = self._decode(parts, f"placeholders{choice}", step)
            termed = self._with_terms(answers, again.values(), f"placeholders{choice}-", step)
            for sentence, task in again.items():
                hypothesis = _assemble(sentence, task, answers | termed, {"glossary": termed})
                if "unsound" not in hypothesis.notes and not task.masked.lost(hypothesis.text):
                    kept[sentence], masks[sentence] = hypothesis, task.masked
            lost = [sentence for sentence in lost if masks[sentence].lost(kept[sentence].text)]
        for sentence in lost:
            text = restore(masks[sentence], kept[sentence].text, self.locate)
            kept[sentence] = replace(kept[sentence], text=text, notes=(*kept[sentence].notes, "altered"))
        return {s: replace(one, text=masks[s].unmask(one.text)) for s, one in kept.items()}

    def _spelt(self, sentence: Sentence, hypothesis: Hypothesis) -> Hypothesis:
        """Give a hypothesis with dates in one form, in the spelling that is wanted, with a note for each changed word.

        What a glossary has for this sentence stays.
        """
        terms = (target for use in self.glossary.uses(sentence.text) for target in use.term.targets)
        hypothesis = replace(hypothesis, text=with_dates(sentence.text, hypothesis.text, self.spelling == "british"))
        text, count = spell(sentence.text, hypothesis.text, self.spelling, frozenset(" ".join(terms).lower().split()))
        return replace(hypothesis, text=text, notes=(*hypothesis.notes, *["respelt"] * count)) if count else hypothesis

    def _with_terms(
        self, answers: Mapping[str, Answer], tasks: Iterable[Task], name: str, step: Step
    ) -> dict[str, Answer]:
        """Give the answers into which terms of the glossary were put; `name` begins those of the steps."""
        if self.terms is None:
            return {}
        capitals = {part for task in tasks if task.capitals for part in task.parts}
        return self.terms(answers, step, name, capitals)

    def _split(self, text: str, limit: int) -> list[str]:
        """Cut a text into parts of at most `limit` pieces, at the best places."""
        return [text[start:end] for start, end in split_long(text, self.pieces.count, limit)]

    def _repaired(self, answers: dict[str, Answer], step: Step) -> dict[str, Answer]:
        """Try unsound answers again: carefully, then in smaller parts."""
        unsound = [part for part, answer in answers.items() if not answer.is_sound(part)]
        again = self._decode(unsound, "careful", step)
        repaired = {part: answer for part, answer in again.items() if answer.is_sound(part)}
        cuts = {part: self._cut(part) for part in unsound if part not in repaired}
        smaller = self._decode(list(dict.fromkeys(chain.from_iterable(cuts.values()))), "smaller", step)
        whole = {part: join_answers(cut, [smaller[piece] for piece in cut]) for part, cut in cuts.items()}
        return repaired | {part: answer for part, answer in whole.items() if answer.is_sound(part)}

    def _cut(self, part: str) -> list[str]:
        """Cut a part that the model failed on into parts of about two thirds of its pieces or less."""
        return self._split(part, max(2, -(-self.pieces.count(part) * 2 // 3)))

    def _decode(
        self, parts: Sequence[str], rung: str, step: Step, done: Callable[[Sequence[str]], None] = lambda _: None
    ) -> dict[str, Answer]:
        """Translate distinct parts, longest first, in blocks whose content depends on the parts alone.

        What a batch holds can move the last digits of its scores, so a resumed run must make the same batches.
        """
        pieces = dict(zip(parts, self.pieces.split(parts), strict=True))
        order = sorted(parts, key=lambda part: (-len(pieces[part]), part))
        answers: dict[str, Answer] = {}
        for start in range(0, len(order), BLOCK):
            block = order[start : start + BLOCK]
            inputs = [pieces[part] for part in block]
            longest = min(2 * len(inputs[0]) + 16, self.longest)
            decoding = Decoding(self.beam, longest, careful=rung in {"careful", "smaller"})
            outputs = step(f"{rung}-{start:09d}", partial(self._translate, inputs, decoding))
            for part, output in zip(block, outputs, strict=True):
                answers[part] = make_answer(output, pieces[part], self.pieces)
            done(block)
        return answers

    def _translate(self, inputs: Sequence[Sequence[str]], decoding: Decoding) -> list[PlainOutput]:
        """Translate parts in pieces, as plain data."""
        return to_plain(self.engine.translate(inputs, decoding))


def translate(
    sentences: Iterable[str],
    model: str = "embedded",
    options: TranslateOptions = DEFAULT,
    glossary: Glossary = NO_GLOSSARY,
) -> list[Hypothesis]:
    """Translate French sentences: one hypothesis each, in order, with its text, score and notes.

    `model` is "embedded", a MarianMT folder, or a hub name. Whoever translates more than once loads the model with
    `open_translator`.

    >>> [hypothesis.text for hypothesis in translate(["Il pleut.", "…"])]
    ["It's raining.", '…']

    Raises:
        ModelError: the model cannot be found or loaded.
    """
    return open_translator(find_model(model), options, glossary)(sentences)


def open_translator(model: Model, options: TranslateOptions = DEFAULT, glossary: Glossary = NO_GLOSSARY) -> Translator:
    """Load a model; what comes back translates sentences when it is called with them.

    Raises:
        ModelError: it cannot be loaded, or answers at random.
    """
    limits = model.longest, model.positions - 2
    pieces = Pieces(model.folder)  # before the engine: it says which file is damaged
    engine = open_engine(model, options)
    share = share_of_chance(engine, pieces)
    if share >= AT_RANDOM:
        raise ModelError(
            f"{model.name}: finds plain English no more probable than chance does: its files do not belong together, "
            "or it is not trained; fetch all of it again, or choose another translate.model"
        )
    if share >= DOUBTFUL:
        log.warning(
            "%s: finds plain English hardly more probable than chance does; if its files do not belong together, or it "
            "is not trained, what it writes is nonsense",
            model.name,
        )
    return Translator(engine, pieces, limits, options, glossary)


def _copied(sentence: Sentence) -> Hypothesis:
    """Make the hypothesis of a sentence without words: as it is, its numbers as English writes them."""
    text = sentence.text if sentence.kept else in_english_form(sentence.text)
    return Hypothesis(text, None, ("copied",))


def _assemble(
    sentence: Sentence, task: Task, answers: Mapping[str, Answer], changed: Mapping[str, Mapping[str, Answer]]
) -> Hypothesis:
    """Make the hypothesis of a sentence of the answers for its parts, with placeholders, and notes how it was made."""
    whole = join_answers(task.parts, [answers[part] for part in task.parts])
    if not whole.text:
        return Hypothesis(task.masked.text, None, ("untranslated",))
    notes = {
        "capitals": task.capitals,
        "split": len(task.parts) > 1,
        **{how: any(part in parts for part in task.parts) for how, parts in changed.items()},
        "unsound": not whole.is_sound(task.masked.text),
    }
    text, fits = surface.finish(
        task.masked.text, task.masked.tidy(whole.text), sentence.open_signs, sentence.is_curly, link_pair
    )
    text = text.upper() if task.capitals else text
    notes["punctuation"] = not fits
    return Hypothesis(text, round(whole.score, 4), tuple(note for note, true in notes.items() if true))
