"""Draw pairs as HTML: a table in which a word shows the words that it is linked to when the pointer is on it.

Nothing is run and nothing is fetched: the page's own text and colours are kept, so that it is read in a light and in a
dark notebook. Words that are linked share a number within their row, and the style sheet has a rule for each number.
Where a page lets no style through, each word still says in its title what it is linked to.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from html import escape
from importlib.resources import files

from pipeline.document import Link
from pipeline.pairs import Pair

_CLASS = "fr-en-pairs"
_LIT = "background:rgb(70 130 230/.35)"
"""The background of linked words: it lets through what is behind it, light or dark."""

Span = tuple[int, int]


def draw_pairs(pairs: Sequence[Pair], total: int | None = None) -> str:
    """Give a table of pairs; `total` is how many there are of which these are the first."""
    rows = "".join(map(_row, pairs))
    most = max((len(groups_of(pair.links)) for pair in pairs), default=0)
    total = len(pairs) if total is None else total
    more = f'<tr><td colspan="3">… {total - len(pairs)} more</td></tr>' if total > len(pairs) else ""
    return (
        f"<style>{_style()}{_hovered(most)}</style>"
        f'<table class="{_CLASS}"><thead><tr><th>French</th><th>English</th><th>{_count(total)}</th></tr></thead>'
        f"<tbody>{rows}{more}</tbody></table>"
    )


def draw_links(source: str, target: str, links: Sequence[Link]) -> str:
    """Give one French and one English text in a table of a row, with their links."""
    return (
        f"<style>{_style()}{_hovered(len(groups_of(links)))}</style>"
        f'<table class="{_CLASS}"><tbody><tr>{"".join(_sides(source, target, links))}</tr></tbody></table>'
    )


def groups_of(links: Sequence[Link]) -> list[tuple[set[Span], set[Span]]]:
    """Give words that links join, directly or by other words: sets of French and of English places.

    >>> groups_of([Link(0, 2, 0, 3), Link(0, 2, 4, 7), Link(3, 5, 8, 9)])
    [({(0, 2)}, {(0, 3), (4, 7)}), ({(3, 5)}, {(8, 9)})]
    """
    groups: list[tuple[set[Span], set[Span]]] = []
    for link in links:
        french, english = {(link.source_start, link.source_end)}, {(link.target_start, link.target_end)}
        apart = []
        for group in groups:
            if group[0] & french or group[1] & english:
                french, english = french | group[0], english | group[1]
            else:
                apart.append(group)
        groups = [*apart, (french, english)]
    return sorted(groups, key=lambda group: min(group[0]))


def sayings(pair: Pair) -> list[str]:
    """Give what is said of a pair in a few words: its standing, once it is scored, and why; until then its posterior.

    >>> from pipeline.api.scores import score
    >>> [sayings(pair) for pair in score([("Il a 12 ans.", ""), ("", "Yes.")])]
    [['poor', 'no english'], ['check', 'no french']]
    """
    said = [pair.standing if is_scored(pair) else f"posterior {pair.posterior:.2f}"]
    if (adequacy := pair.scores.get("adequacy")) is not None:
        said.append(f"adequacy {adequacy:.2f}")
    said += [flag.replace("_", " ") for flag in pair.flags]
    return said if pair.origin == "human" else [*said, pair.origin]


def is_scored(pair: Pair) -> bool:
    """Tell whether a pair has been scored: a lone side has a flag then, and two sides have the ratio of lengths."""
    return bool(pair.flags) or "length_ratio" in pair.scores or pair.reviewed


def _row(pair: Pair) -> str:
    """Give the row of a pair: both texts, and what is said of them."""
    note = escape(", ".join(sayings(pair)))
    standing = f" fr-en-{pair.standing}" if is_scored(pair) else ""
    sides = "".join(_sides(pair.source, pair.target, pair.links))
    return f'<tr title="{escape(pair.id)}">{sides}<td class="fr-en-note{standing}">{note}</td></tr>'


def _sides(source: str, target: str, links: Sequence[Link]) -> Iterator[str]:
    """Give the cells of both texts, their words with the numbers of their groups."""
    groups = groups_of(links)
    for side, (language, text, other) in enumerate((("fr", source, target), ("en", target, source))):
        words = sorted((span, number) for number, group in enumerate(groups) for span in group[side])
        titles = [" ".join(other[start:end] for start, end in sorted(group[1 - side])) for group in groups]
        yield f'<td lang="{language}" class="fr-en-text">{_marked(text, words, titles)}</td>'


def _marked(text: str, words: Sequence[tuple[Span, int]], titles: Sequence[str]) -> str:
    """Give a text in which every linked word tells its group; one inside of another one is left as it is."""
    parts, done = [], 0
    for (start, end), number in words:
        if start >= done:
            parts.append(escape(text[done:start]))
            parts.append(f'<span data-l="{number}" title="{escape(titles[number])}">{escape(text[start:end])}</span>')
            done = end
    return "".join([*parts, escape(text[done:])])


def _hovered(groups: int) -> str:
    """Give the rules by which the words of a group light up together in their row."""
    return "".join(
        f'.{_CLASS} tr:has([data-l="{number}"]:hover) [data-l="{number}"]{{{_LIT}}}' for number in range(groups)
    )


def _count(total: int) -> str:
    return f"{total} pair{'s' * (total != 1)}"


@cache
def _style() -> str:
    """Give the style sheet."""
    return (files("pipeline.api") / "drawing.css").read_text(encoding="utf-8").replace("\n", "")
