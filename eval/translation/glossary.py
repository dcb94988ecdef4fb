"""How well a glossary is kept to, what harm it does, and what it costs.

    python -m eval.translation.glossary lines
    python -m eval.translation.glossary set SET.tsv --sentences 600 --terms 200 [--changed CHANGED.tsv]
    python -m eval.translation.glossary references SET.tsv --sentences 300

`lines` goes through `glossary_lines.tsv`: sentences with one term each, and whether the French word is that term there
or only looks like it. `set` makes one glossary for a whole development set: nouns that its references often translate
in a way of their own, which the model's translation often lacks. `references` takes a term for each sentence from its
own reference: a word that the model's translation lacks, right in this place. Reported are terms placed and BLEU and
chrF2 against the references, without and with terms, and the time of both.
"""

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from sacrebleu import BLEU, CHRF

from pipeline.document import Link
from pipeline.glossary import Glossary, Term
from pipeline.glossary.english import FUNCTION_WORDS
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import Translator, open_translator
from pipeline.word_alignment import link
from pipeline.word_alignment.lexicon import shipped

_LINES = Path(__file__).with_name("glossary_lines.tsv")
_LEAST = 5
"""Letters a word needs to be a term."""
_OFTEN = 2
"""Times that references must translate a word in one way for a term of a whole set."""

_DETERMINED = re.compile(r"(?i)(?:\b(?:le|la|les|un|une|des|du|ces?|cette|son|sa|ses|leurs?|nos|notre|au|aux) |l['’])$")
_SHARE = 0.05
"""The share of a word's links in the lexicon that a term of a whole set must have."""


class Line(NamedTuple):
    """A sentence with a French word that is a term in it, or only looks like it."""

    half: str
    is_use: bool
    french: str
    term: Term


def read_lines() -> list[Line]:
    """Read the labelled lines."""
    rows = (line.split("\t") for line in _LINES.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    return [Line(half, label == "yes", french, Term(term, (english,))) for half, label, french, term, english in rows]


def says(term: str, english: str) -> bool:
    """Tell whether an English text has a term in any form, by how its words begin, not by what is measured."""
    heads = [word.lower()[: max(2, len(word) - 2)] for word in term.split()]
    words = english.lower().replace("-", " ").split()
    return any(
        all(word.strip("\"'(«“‘").startswith(head) for head, word in zip(heads, words[at:], strict=False))
        for at in range(len(words) - len(heads) + 1)
    )


def with_glossary(translator: Translator, terms: Sequence[Term]) -> Translator:
    """Give a translator that keeps to some terms, with the engine of another."""
    limits = translator.limit, translator.longest
    return Translator(translator.engine, translator.pieces, limits, TranslateOptions(), Glossary(tuple(terms)))


def measure_lines(translator: Translator, half: str) -> None:
    """Print how many uses get their term, and how many that are none do, and what is flagged."""
    found: Counter[str] = Counter()
    for line in read_lines():
        if half and line.half != half:
            continue
        [hypothesis] = with_glossary(translator, [line.term])([line.french])
        placed = says(line.term.targets[0], hypothesis.text)
        flagged = bool(Glossary((line.term,)).missing(line.french, hypothesis.text))
        kind = "use" if line.is_use else "none"
        found[kind] += 1
        found[f"{kind} placed"] += placed
        found[f"{kind} flagged"] += flagged and not placed
        found[f"{kind} placed but flagged"] += flagged and placed
        found[f"{kind} silent"] += not placed and not flagged
        if placed != line.is_use or (flagged and (placed or not line.is_use)):
            print(
                kind, "placed" if placed else "", "flagged" if flagged else "", line.french, line.term, hypothesis.text
            )
    for kind in ("use", "none"):
        rest = {name: found[f"{kind} {name}"] for name in ("placed", "flagged", "placed but flagged", "silent")}
        print(kind, found[kind], rest)


def single(french: str, english: str, links: Sequence[Link]) -> Iterator[tuple[str, str]]:
    """Give the nouns of a pair, after a determiner, that are linked to each other and to nothing else."""
    sources = Counter(link.source_start for link in links)
    targets = Counter(link.target_start for link in links)
    for one in links:
        alone = sources[one.source_start] == targets[one.target_start] == 1
        if alone and _DETERMINED.search(french[: one.source_start]):
            words = french[one.source_start : one.source_end], english[one.target_start : one.target_end]
            if all(len(word) >= _LEAST and word.isalpha() and word.islower() for word in words):
                yield words


def make_terms(pairs: Sequence[tuple[str, str]], machine: Sequence[str], most: int) -> list[Term]:
    """Give terms for a whole set: what its references often say for a word, and its translations often do not."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    lacks: Counter[str] = Counter()
    links = link([french for french, _ in pairs], [english for _, english in pairs])
    for (french, english), said, found in zip(pairs, machine, links, strict=True):
        for source, target in single(french, english, found):
            counts[source][target] += 1
            lacks[source] += not says(target, said)
    best = {source: targets.most_common(1)[0] for source, targets in sorted(counts.items())}
    often = [
        source
        for source, (target, count) in best.items()
        if count >= _OFTEN and lacks[source] and target not in FUNCTION_WORDS and _is_listed(source, target)
    ]
    often.sort(key=lambda source: (-lacks[source], source))
    return [Term(source, (best[source][0],)) for source in often[:most]]


def _is_listed(source: str, target: str) -> bool:
    """Tell whether the lexicon, made of other texts, often translates a word so: it makes sense in a glossary."""
    found = shipped().translations(source)
    return found.get(target, 0.0) >= _SHARE * sum(found.values()) > 0


def measure_set(
    translator: Translator, pairs: Sequence[tuple[str, str]], most: int, taken: int, changed: Path | None
) -> None:
    """Print what one glossary for all sentences does; write what it changes to a file, to be judged by a person."""
    machine = [hypothesis.text for hypothesis in translator([french for french, _ in pairs])]
    terms = make_terms(pairs, machine, most)
    some = pairs[:taken]
    times: dict[str, float] = {}
    texts: dict[str, list[str]] = {}
    for name, one in (("without", translator), ("with", with_glossary(translator, terms))):
        began = time.process_time()
        texts[name] = [hypothesis.text for hypothesis in one([french for french, _ in some])]
        times[name] = time.process_time() - began
    report(texts, [english for _, english in some])
    glossary = Glossary(tuple(terms))
    rights: Counter[str] = Counter()
    rows = []
    for (french, english), before, after in zip(some, texts["without"], texts["with"], strict=True):
        for use in glossary.uses(french):
            term = use.term.targets[0]
            rights["uses"] += 1
            rights["in the reference"] += says(term, english)
            for name, text in (("before", before), ("after", after)):
                rights[f"{name}, in the reference"] += says(term, english) and says(term, text)
                rights[f"{name}, all uses"] += says(term, text)
            if not says(term, before) and says(term, after):
                rows.append("\t".join((use.term.source, term, french, before, after)))
    print(dict(rights), "changed:", sum(b != a for b, a in zip(*texts.values(), strict=True)))
    print({name: round(seconds, 1) for name, seconds in times.items()}, f"{times['with'] / times['without']:.2f} times")
    if changed:
        changed.write_text("\n".join(rows), encoding="utf-8")


def measure_references(
    translator: Translator, pairs: Sequence[tuple[str, str]], most: int, changed: Path | None
) -> None:
    """Print what terms do that are right in their places."""
    machine = [hypothesis.text for hypothesis in translator([french for french, _ in pairs])]
    links = link([french for french, _ in pairs], [english for _, english in pairs])
    chosen: list[tuple[str, str, str, Term]] = []
    for (french, english), said, found in zip(pairs, machine, links, strict=True):
        fit = [(one, other) for one, other in single(french, english, found) if not says(other, said)]
        if fit and len(chosen) < most:
            source, target = max(fit, key=lambda words: len(words[1]))
            chosen.append((french, english, said, Term(source, (target,))))
    texts = {
        "without": [said for _, _, said, _ in chosen],
        "with": [with_glossary(translator, [term])([french])[0].text for french, _, _, term in chosen],
    }
    report(texts, [english for _, english, _, _ in chosen])
    placed = sum(says(row[3].targets[0], text) for row, text in zip(chosen, texts["with"], strict=True))
    print(f"placed {placed} of {len(chosen)}")
    if changed:
        rows = (
            "\t".join((row[3].source, row[3].targets[0], row[0], row[2], text))
            for row, text in zip(chosen, texts["with"], strict=True)
        )
        changed.write_text("\n".join(rows), encoding="utf-8")


def report(texts: dict[str, list[str]], references: Sequence[str]) -> None:
    """Print BLEU and chrF2 of translations."""
    for name, said in texts.items():
        bleu, chrf = (metric.corpus_score(said, [list(references)]).score for metric in (BLEU(), CHRF()))
        print(f"{name:8} BLEU {bleu:.2f}  chrF2 {chrf:.2f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("lines", "set", "references"))
    parser.add_argument("set", type=Path, nargs="?", help="French<TAB>English, one pair a line")
    parser.add_argument("--half", default="", help="of the labelled lines: a or b")
    parser.add_argument("--sentences", type=int, default=600)
    parser.add_argument("--terms", type=int, default=200)
    parser.add_argument("--changed", type=Path, help="write here what a set's glossary changes")
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--engine", default="auto")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    options = TranslateOptions(engine=arguments.engine, threads=arguments.threads)
    translator = open_translator(find_model(arguments.model), options)
    if arguments.what == "lines":
        measure_lines(translator, arguments.half)
        return
    rows = [line.split("\t") for line in arguments.set.read_text(encoding="utf-8").splitlines()]
    pairs = [(row[0], row[1]) for row in rows if translator.parts(row[0]) == 1]
    if arguments.what == "set":
        measure_set(translator, pairs[:1500], arguments.terms, arguments.sentences, arguments.changed)
    else:
        measure_references(translator, pairs[: 2 * arguments.sentences], arguments.sentences, arguments.changed)


if __name__ == "__main__":
    main()
