"""Set the headings of a text right as a whole: which are none, which were missed, and how they lie in one another.

A line shows what it may be; only the text shows that it comes back (a speaker's name), that every chapter has a
summary below its number, or that acts hold scenes.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from pipeline.document import Paragraph
from pipeline.io.divisions import Division, Rank, find_division
from pipeline.io.kinds import shape
from pipeline.io.numerals import read_roman

# All chosen by hand.
_OFTEN = 3  # times that a line in capitals stands in a text, and is a speaker's name rather than a title
_LONGEST_NAME = 4  # words of a speaker's name
_LONGEST_SUMMARY = 200  # characters of what tells below a chapter's number what happens in it
_LEAST_SUMMED = 0.8  # share of the chapters that have a summary where there are summaries
_FEWEST_SUMMED = 3  # chapters that have one
_DEEPEST = 6  # levels of headings that formats have
_NUMBERED = re.compile(r"\d+(?:\.\d+)*")
_NUMERAL = re.compile(r"([IVXLCDM]+)(?:\.?$|\.\s+[A-ZÀ-Þ]|\s+[—–-])")
_FIRST = re.compile(r"\w+\.?\s+(?:premi[eè]re?|first|one|une?|I|1)\b|(?:premi[eè]re?|first)\s", re.IGNORECASE)
_SECOND = re.compile(r"II\.\s+[A-ZÀ-Þ]")
_BARE_NUMBER = re.compile(r"(\d{1,3})(\.?)")
_CAST = re.compile(r"(?:personnages|acteurs|distribution|dramatis personae|characters)\b", re.IGNORECASE)
_TELLS = re.compile(
    r"(?:Comment|Où (?:l[’']on|il|un)|De ce (?:que|qui)|Dans (?:lequel|laquelle)|Qui (?:traite|contient)|Suite d|"
    r"Contenant|Par quel|Ce (?:que|qui) (?:devint|devient|advint|arriva|arrive|fit|se passa|se passe))\b.*\.$",
    re.DOTALL,
)
_FEWEST_NUMBERS = 2  # numbers that stand alone and count chapters
_LONGEST_NAMED = 80  # characters of a numeral's line, and of one on a title page
_BELOW = 40  # rank of what explains the heading above it: it holds nothing


def set_outline(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give the paragraphs of a text whose headings were told by their looks, with the headings that the whole shows.

    >>> lines = ("PREMIÈRE PARTIE", "CHAPITRE I", "Il pleut.", "CHAPITRE II", "DEUXIÈME PARTIE")
    >>> found = set_outline([Paragraph(line, "paragraph" if line[-1] == "." else "heading") for line in lines])
    >>> [paragraph.level for paragraph in found]
    [1, 2, 0, 2, 1]
    """
    return nest_divisions(with_summaries(with_numerals(with_numbers(without_signatures(without_speakers(paragraphs))))))


def without_speakers(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Make paragraphs of the headings that are the names of a play's speakers: they come back, in capitals.

    So do those that the heading of a scene or a list of the cast names. Where two speakers are found, shorter parts are
    told by standing right above what is said.
    """
    names = Counter(_speaker(paragraph) for paragraph in paragraphs)
    often = {name for name, times in names.items() if name and times >= _OFTEN}
    cast = set(_cast(paragraphs))
    scene = next(
        (number for number, one in enumerate(paragraphs) if cast and _rank(one) is Rank.SCENE), len(paragraphs)
    )

    def speaks(number: int, after: Paragraph | None) -> bool:
        paragraph = paragraphs[number]
        name = _speaker(paragraph)
        near = after is not None and after.kind != "heading" and _last(paragraph) + 1 == _first(after)
        return name in often or (name in cast and number > scene) or (bool(name) and len(often) > 1 and near)

    following = [*paragraphs[1:], None][: len(paragraphs)]
    return tuple(
        replace(paragraph, kind="paragraph", level=0) if speaks(number, after) else paragraph
        for number, (paragraph, after) in enumerate(zip(paragraphs, following, strict=True))
    )


def _rank(paragraph: Paragraph) -> Rank | None:
    """Give the rank of the division that a paragraph is the heading of, None where it is none."""
    division = find_division(paragraph.text, alone=True) if _is_heading(paragraph) else None
    return division.rank if division else None


def _speaker(paragraph: Paragraph) -> str:
    """Give the name that a heading may be, without what is said of how it speaks; "" for other paragraphs."""
    if paragraph.kind != "heading" or find_division(paragraph.text, alone=True):
        return ""
    name = re.split(r"[,(.]", paragraph.text, maxsplit=1)[0].strip()
    return name if name.isupper() and len(name.split()) <= _LONGEST_NAME else ""


def _cast(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """Give the names that the headings of scenes name, and those in capitals that a list of the cast begins with."""
    listed = False
    for one in paragraphs:
        division = find_division(one.text, alone=True) if one.kind == "heading" else None
        if one.kind == "heading":
            listed = _CAST.match(one.text) is not None
        if division and division.rank is Rank.SCENE:
            yield from (name.strip() for name in re.split(r"[,.;]| et ", division.name) if name.strip().isupper())
        elif listed and one.kind != "heading" and (name := one.text.split(",", maxsplit=1)[0].strip()).isupper():
            yield name


def without_signatures(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Make paragraphs of the headings that tell, right below a quotation, whose it is.

    >>> lines = [Paragraph("« Tout passe. »", locator="1-1"), Paragraph("HUGO", "heading", 2, "2-2")]
    >>> [one.kind for one in without_signatures(lines)]
    ['paragraph', 'paragraph']
    """
    made = list(paragraphs[:1])
    for before, one, after in zip(paragraphs, paragraphs[1:], [*paragraphs[2:], None], strict=False):
        below = one.kind == "heading" and _last(before) + 1 == _first(one) and before.kind != "heading"
        ends = after is None or _last(one) + 1 != _first(after)
        quoted = before.text[:1] in '«“"' or before.kind in {"verse", "quote"}
        signs = below and ends and quoted and not find_division(one.text, alone=True)
        made.append(replace(one, kind="paragraph", level=0) if signs else one)
    return tuple(made)


def with_numbers(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Make headings of numbers that stand alone and count chapters: from one on, and not below a page's text.

    >>> [one.kind for one in with_numbers([Paragraph(text) for text in ("1.", "Il pleut.", "2.", "Il neige.")])]
    ['heading', 'paragraph', 'heading', 'paragraph']
    """
    numbered = [
        (number, int(found[1]), bool(found[2]))
        for number, one in enumerate(paragraphs)
        if one.kind == "paragraph" and (found := _BARE_NUMBER.fullmatch(one.text)) and not one.cell
    ]
    if len(numbered) < _FEWEST_NUMBERS or numbered[0][1] != 1:
        return tuple(paragraphs)
    first, _, has_mark = numbered[0]
    above = all(len(one.text) <= _LONGEST_NAMED and one.kind != "dialogue" for one in paragraphs[:first])
    steps = [after - one for (_, one, _), (_, after, _) in pairwise(numbered)]
    apart = all(after > one + 1 for (one, _, _), (after, _, _) in pairwise(numbered))
    if not (has_mark or above or _is_heading(paragraphs[first - 1])) or not apart or min(steps) < 1 or 1 not in steps:
        return tuple(paragraphs)
    wanted = {number for number, _, _ in numbered}
    return tuple(
        replace(one, kind="heading", level=2) if number in wanted else one for number, one in enumerate(paragraphs)
    )


def _first(paragraph: Paragraph) -> int:
    """Give the first line of a paragraph, -1 where its locator is none."""
    found = re.match(r"(\d+)-\d+$", paragraph.locator)
    return int(found[1]) if found else -1


def _last(paragraph: Paragraph) -> int:
    """Give the last line of a paragraph, -2 where its locator is none."""
    found = re.match(r"\d+-(\d+)$", paragraph.locator)
    return int(found[1]) if found else -2


def with_numerals(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Make headings of lines such as "V. Hugo", which may be initials, where the numeral follows that of a heading.

    >>> [one.kind for one in with_numerals([Paragraph("I. Marie part seule."), Paragraph("II. Le port", "heading")])]
    ['heading', 'heading']
    """
    made, seen = [], set[int]()
    if any(_is_heading(one) and _SECOND.match(one.text) for one in paragraphs):
        seen.add(0)  # the first has none before it, but the second after it
    for one in paragraphs:
        found = _NUMERAL.match(one.text) if one.kind in {"heading", "paragraph"} else None
        value = read_roman(found[1]) if found else 0
        follows = one.kind == "paragraph" and value > 0 and value - 1 in seen and len(one.text) <= _LONGEST_NAMED
        made.append(replace(one, kind="heading", level=2) if follows else one)
        if value and _is_heading(made[-1]):
            seen.add(value)
    return tuple(made)


def with_summaries(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Make headings of the summaries below the numbers of chapters: where nearly all have one, or words tell it."""
    divided = [_is_bare(paragraph) for paragraph in paragraphs]
    summed = [
        number + 1
        for number, (one, after) in enumerate(pairwise(paragraphs))
        if divided[number] and _may_sum(after) and _is_text(paragraphs[number + 2 : number + 3], after)
    ]
    ends = sum(is_bare and not _is_heading(after) for is_bare, after in zip(divided, paragraphs[1:], strict=False))
    if len(summed) < _FEWEST_SUMMED or len(summed) < _LEAST_SUMMED * ends:
        summed = [number for number in summed if _TELLS.match(paragraphs[number].text)]
    wanted = set(summed)
    return tuple(
        replace(paragraph, kind="heading", level=3) if number in wanted else paragraph
        for number, paragraph in enumerate(paragraphs)
    )


def _is_heading(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is a heading."""
    return paragraph.kind == "heading"


def _is_bare(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph is the heading of a division without a name."""
    division = find_division(paragraph.text, alone=True) if _is_heading(paragraph) else None
    return division is not None and not division.name


def _may_sum(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph may be the summary of a chapter: short, and one sentence at most."""
    inner = re.search(r"[.!?…]\s+[A-ZÀ-Þ]", paragraph.text)
    return paragraph.kind == "paragraph" and 0 < len(paragraph.text) <= _LONGEST_SUMMARY and not inner


def _is_text(following: Iterable[Paragraph], summary: Paragraph) -> bool:
    """Tell whether what follows a summary is text longer than it, or a turn of dialogue."""
    return any(one.kind == "dialogue" or len(one.text) > len(summary.text) for one in following if not _is_heading(one))


def nest_divisions(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give the headings of a text the levels of its divisions: parts hold chapters, acts hold scenes.

    A text without divisions keeps its levels. The title that opens a text is of the first level.
    """
    headings = [number for number, paragraph in enumerate(paragraphs) if _is_heading(paragraph)]
    found = {number: find_division(paragraphs[number].text, alone=True) for number in headings}
    ranks = {division.rank for division in found.values() if division}
    if not ranks:
        return tuple(paragraphs)
    chapters = min((rank for rank in ranks if rank >= Rank.CHAPTER and rank is not Rank.NAMED), default=Rank.CHAPTER)
    going_on = _going_on({number: paragraphs[number].text for number in headings}, found)
    placed: dict[int, int] = {}
    for number in headings:
        division = found[number]
        dots = _NUMBERED.match(paragraphs[number].text)
        if division:
            placed[number] = going_on.get(number, chapters if division.rank is Rank.NAMED else division.rank)
        elif paragraphs[number].level == 1 and not any(found[other] for other in placed):
            placed[number] = min(ranks)  # the book's title, beside its parts: below it, they would be no chapters
        elif not dots and number - 1 in placed and (found[number - 1] or placed[number - 1] == _BELOW):
            placed[number] = _BELOW
        else:
            placed[number] = Rank.SECTION + dots[0].count(".") if dots else chapters
    levels = {rank: min(level, _DEEPEST) for level, rank in enumerate(sorted(set(placed.values())), 1)}
    return tuple(
        replace(paragraph, level=levels[placed[number]]) if number in placed else paragraph
        for number, paragraph in enumerate(paragraphs)
    )


def _going_on(texts: Mapping[int, str], found: Mapping[int, Division | None]) -> dict[int, Rank]:
    """Give the numerals that go on where only the first division has its word, with the rank of that one.

    So do "Chapitre premier", "II", "III"; where a numeral I comes, or the word comes back, they lie in the first. So do
    "I" and "II" before "Chapitre III".

    >>> texts = {0: "CHAPITRE PREMIER", 4: "II", 9: "III"}
    >>> _going_on(texts, {number: find_division(text, alone=True) for number, text in texts.items()})
    {4: <Rank.CHAPTER: 5>, 9: <Rank.CHAPTER: 5>}
    """
    going_on: dict[int, Rank] = {}
    run: list[int] = []  # numerals since a division with its word
    first: Rank | None = None
    for number in [*texts, None]:
        division = found[number] if number is not None else None
        if number is not None and division and division.rank is Rank.NUMERAL:
            run.append(number)
        elif number is None or (division and division.rank is not Rank.NAMED):
            values = [_roman_of(texts[one]) for one in run]
            comes_back = division is not None and division.rank is first
            counts = values == list(range(1, len(values) + 1))
            if number is not None and division and run and counts and _word_value(texts[number]) == len(run) + 1:
                going_on |= dict.fromkeys(run, division.rank)
            if first and values == list(range(2, len(values) + 2)) and not comes_back:
                going_on |= dict.fromkeys(run, first)
            run, first = [], None
            if number is not None and division and division.rank >= Rank.CHAPTER and _FIRST.match(texts[number]):
                first = division.rank
    return going_on


def _roman_of(text: str) -> int:
    """Give the value of the Roman numeral that a heading begins with, 0 where it begins with none."""
    return read_roman(re.split(r"\W", text, maxsplit=1)[0])


def _word_value(text: str) -> int:
    """Give the number behind the word of a division, in Roman or other digits; 0 where it has none.

    >>> _word_value("CHAPITRE III.—La veuve"), _word_value("Chapitre 12"), _word_value("ÉPILOGUE")
    (3, 12, 0)
    """
    _, number, *_ = [*re.findall(r"\w+", text), "", ""]
    return int(number) if number.isdecimal() else read_roman(number.upper())


def with_titles(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Give the blocks of a text; where its file marks no headings, those that look like titles become headings.

    Where it marks some, those that are plainly a division's become headings as well, beside those that there are.

    >>> with_titles([Paragraph("CHAPITRE II"), Paragraph("Il part.")])[0].kind
    'heading'
    >>> with_titles([Paragraph("Preface", "heading", 2), Paragraph("Thanks."), Paragraph("Chapter One")])[2].level
    2
    """
    levels = Counter(paragraph.level for paragraph in paragraphs if _is_heading(paragraph))
    if not levels:
        return set_outline([_titled(paragraph) for paragraph in paragraphs])
    usual = max(levels, key=lambda level: (levels[level], level))
    return tuple(
        replace(paragraph, kind="heading", level=usual) if _is_division(paragraph) else paragraph
        for paragraph in paragraphs
    )


def _is_division(paragraph: Paragraph) -> bool:
    """Tell whether a plain paragraph is no more than a division's word and number: no list's numeral."""
    if paragraph.kind != "paragraph" or not paragraph.translate or paragraph.cell:
        return False
    division = find_division(paragraph.text)
    return division is not None and not division.name and division.rank not in {Rank.NUMERAL, Rank.NAMED, Rank.SECTION}


def _titled(paragraph: Paragraph) -> Paragraph:
    """Give a block as a heading where it looks like a title, else as it is."""
    if paragraph.kind != "paragraph" or not paragraph.text or not paragraph.translate:
        return paragraph
    if find_division(paragraph.text, alone=True):
        return replace(paragraph, kind="heading", level=2)
    kind, level, markup = shape(paragraph.text)
    return replace(paragraph, kind=kind, level=level) if kind == "heading" and not markup else paragraph
