"""The selection of a run: which pairs repeat earlier ones, which are wanted, and in which split they are.

It is made once, in at most two passes over the documents. Outputs that are data get documents that are told of it;
copies to read and reviews get documents as they are, for they hold all.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, replace
from functools import cached_property
from typing import Any

import numpy as np

from pipeline.document import Document
from pipeline.io.characters import is_visible
from pipeline.io.outputs import Provenance, WriteOptions, credit
from pipeline.pairs import pairs
from pipeline.quality.metrics import Selected
from pipeline.selection.duplicates import PairTexts, find_repeats
from pipeline.selection.findings import Findings
from pipeline.selection.likeness import plain_words
from pipeline.selection.naming import Named
from pipeline.selection.options import SelectOptions
from pipeline.selection.rows import PairRow
from pipeline.selection.splits import find_leaks

_WHOLE = "documents are kept whole, and these are few; write.split_by: source parts them"


class Selection:
    """The selection of some documents; made when it is first asked for.

    `documents` gives them, as often as it is asked to; `made_by` is what decides who is said to have made English.
    """

    def __init__(
        self,
        documents: Callable[[], Iterable[Document]],
        options: SelectOptions,
        made_by: tuple[WriteOptions, Provenance],
    ) -> None:
        self._documents = documents
        self._options = options
        self._made_by = made_by
        self._named = Named(options.where)

    def settings(self) -> dict[str, Any]:
        """Give all that decides what is found besides the documents, as plain data."""
        options, made_by = self._options, self._made_by
        is_asked = "made_by" in options.where.columns
        return options.settings() | {"made_by": [asdict(one) for one in made_by] if is_asked else []}

    def told(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Give the documents, which are those that the selection is of, with what was found of their pairs."""
        return self._findings.told(documents)

    @cached_property
    def counts(self) -> Selected:
        """Count what was found."""
        found, where = self._findings, self._options.where
        repeated, kept = found.first >= 0, found.kept
        reasons = Counter(reason for reasons in found.rejected.values() for reason in reasons)
        sizes = np.bincount(found.split[kept], minlength=len(found.splits))[: len(found.splits)]
        return Selected(
            duplicates=int(np.count_nonzero(repeated & (found.similarity == 1))),
            near_duplicates=int(np.count_nonzero(repeated & (found.similarity < 1))),
            where=where.text,
            kept=int(np.count_nonzero(kept)),
            rejected=len(found.rejected),
            reasons=dict(reasons.most_common()),
            splits=dict(zip(found.splits, sizes.tolist(), strict=True)),
        )

    def warnings(self) -> Iterator[str]:
        """Say which documents repeat another one, what is asked for that no pair has, and which splits have no pair."""
        yield from self._findings.repeating_documents()
        yield from (f"write.where: {warning}" for warning in self._named.warnings())
        why = "these are few" if self._options.split_by == "source" else _WHOLE
        yield from (
            f"write.splits: no pair belongs to {name}: {why}" for name, size in self.counts.splits.items() if not size
        )

    @cached_property
    def _findings(self) -> Findings:
        """Go through the documents, and find it all."""
        options = self._options
        documents: list[str] = []
        starts: list[int] = []
        texts, split = PairTexts(options.ignore_digits), array("b")
        for document in self._documents():
            if document.part == 0:
                documents.append(document.id)
                starts.append(len(split))
            whole = options.splits.number_of(document.name or document.id) if options.is_split_whole(document) else None
            for pair in pairs(document):
                filled = is_visible(pair.source) and is_visible(pair.target)
                texts.add(*((pair.source, pair.target) if filled else ("", "")))
                name = plain_words(pair.source or pair.target, options.ignore_digits) if whole is None else ""
                split.append(options.splits.number_of(name) if whole is None else whole)
        repeats = find_repeats(texts, options.duplicates)
        found = Findings(
            documents, starts, repeats.first, repeats.similarity, options.splits.names, np.array(split, np.int8)
        )
        if options.where.parts:
            found.rejected.update(dict(self._refused(found)))
        if options.splits:
            leaks = find_leaks(texts, found.split, found.kept, options.splits, options.duplicates == "near")
            found.rejected.update({number: (reason,) for number, reason in leaks})
        return found

    def _refused(self, found: Findings) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Go through the documents again: give the pairs that the expression does not want, with its parts."""
        every = (pair for document in found.told(self._documents()) for pair in pairs(document))
        same: dict[tuple[str, ...], tuple[str, ...]] = {}  # reasons are few, and pairs are many
        for number, pair in enumerate(every):
            row = PairRow(replace(pair, made_by=credit(pair.origin, *self._made_by, pair.made_by)))
            reasons = tuple(self._options.where.refusals(row))
            self._named.add(row, not reasons)
            if reasons:
                yield number, same.setdefault(reasons, reasons)
