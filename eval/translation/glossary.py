"""How well a glossary is kept to, and what that costs: terms taken from the references of a development set.

    python -m eval.translation.glossary SET.tsv --sentences 300

For each sentence one word of its reference that the model's own translation lacks becomes the English of the French
word it is linked to: a term that is right in this place, and that the model would not have used. Reported are the
share of terms that stand in the output, BLEU and chrF2 against the references, and seconds, without and with terms.
Putting the term where the links say that its old translation stands is measured beside it.
"""

import argparse
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sacrebleu import BLEU, CHRF

from pipeline.document import Link
from pipeline.glossary import Glossary, Term, stands_in
from pipeline.translation.model import find_model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.translator import Translator, open_translator
from pipeline.word_alignment import link

_LEAST = 5
"""Letters a word needs to be a term."""


def wanted(french: str, english: str, machine: str, links: Sequence[Link]) -> Term | None:
    """The longest English word that the machine lacks, with the French word linked to it and to nothing else."""
    sources = Counter(link.source_start for link in links)
    targets = Counter(link.target_start for link in links)
    found = [
        Term(french[link.source_start : link.source_end], (english[link.target_start : link.target_end],))
        for link in links
        if sources[link.source_start] == targets[link.target_start] == 1
    ]
    fit = [term for term in found if _fits(term) and not stands_in(term.targets[0], machine)]
    return max(fit, key=lambda term: len(term.targets[0]), default=None)


def _fits(term: Term) -> bool:
    return all(len(word) >= _LEAST and word.isalpha() and word.islower() for word in (term.source, *term.targets))


def replaced(french: str, machine: str, links: Sequence[Link], term: Term) -> str:
    """The machine's translation with a term in the place of what is linked to its French."""
    at = french.find(term.source)
    for found in links:
        if found.source_start == at:
            return machine[: found.target_start] + term.targets[0] + machine[found.target_end :]
    return machine


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="French<TAB>English, one pair a line")
    parser.add_argument("--sentences", type=int, default=300)
    parser.add_argument("--model", default="embedded")
    parser.add_argument("--engine", default="auto")
    arguments = parser.parse_args()
    rows = [line.split("\t") for line in arguments.set.read_text(encoding="utf-8").splitlines()]
    options, model = TranslateOptions(engine=arguments.engine), find_model(arguments.model)
    translator = open_translator(model, options)
    rows = [(row[0], row[1]) for row in rows if translator.parts(row[0]) == 1][: 2 * arguments.sentences]
    machine = [hypothesis.text for hypothesis in translator([french for french, _ in rows])]
    links = link([row[0] for row in rows], [row[1] for row in rows])
    terms = [wanted(*row, text, found) for row, text, found in zip(rows, machine, links, strict=True)]
    chosen = [number for number, term in enumerate(terms) if term][: arguments.sentences]
    rows, machine = [rows[n] for n in chosen], [machine[n] for n in chosen]
    wanted_terms = [term for term in terms if term][: arguments.sentences]
    began = time.monotonic()
    steered = [_steered(translator, row[0], term) for row, term in zip(rows, wanted_terms, strict=True)]
    seconds = time.monotonic() - began
    old = link([row[0] for row in rows], machine)
    simple = [
        replaced(row[0], text, found, term)
        for row, text, found, term in zip(rows, machine, old, wanted_terms, strict=True)
    ]
    references = [row[1] for row in rows]
    for name, texts in (("without", machine), ("put in", simple), ("searched", steered)):
        kept = sum(stands_in(term.targets[0], text) for term, text in zip(wanted_terms, texts, strict=True))
        bleu, chrf = (metric.corpus_score(texts, [references]).score for metric in (BLEU(), CHRF()))
        print(f"{name:9} kept {kept}/{len(texts)}  BLEU {bleu:.2f}  chrF2 {chrf:.2f}")
    print(f"{seconds:.1f} s for the search, {len(rows) / seconds:.1f} sentences a second, one after the other")


def _steered(translator: Translator, french: str, term: Term) -> str:
    limits = translator.limit, translator.longest
    one = Translator(translator.engine, translator.pieces, limits, TranslateOptions(), Glossary((term,)))
    return one([french])[0].text


if __name__ == "__main__":
    main()
