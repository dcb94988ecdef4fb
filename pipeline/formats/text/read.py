"""Read plain text: paragraphs, titles, lists, quotations, dialogue and verse, as their author laid them out.

Blank lines separate blocks. Where the lines of a block are wrapped (`blocks`) they are joined until one is left short
at the end of a sentence; otherwise each line is a paragraph, and a stanza is one paragraph whose line breaks are marks
named "br". What is left out besides layout (white space at line ends, bullets, ">" and "#") the account tells: numbers
and titles of pages, numbers of lines, calls of notes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count

from pipeline.document import HEAD, Mark, Paragraph, Segment, Text
from pipeline.formats.text.blocks import find_widths, group_lines
from pipeline.formats.text.contents import cut_contents
from pipeline.formats.text.footnotes import unify_labels
from pipeline.formats.text.headings import read_heading
from pipeline.formats.text.hyphens import HYPHENS
from pipeline.formats.text.inline import read_notes, read_picture, read_typography
from pipeline.formats.text.mail import Run, find_lines_apart, is_lead, join_leads, split_quoted
from pipeline.formats.text.margins import cut_line_numbers
from pipeline.formats.text.notices import cut_notices
from pipeline.formats.text.pagination import cut_pages, find_page_starts
from pipeline.formats.text.stamps import cut_stamps
from pipeline.formats.text.titlepage import read_title_page
from pipeline.formats.text.transcribed import cut_page_lines, cut_page_marks, read_transcribed
from pipeline.formats.text.turns import Head, find_heads, join_stamped
from pipeline.formats.text.verse import find_stanzas
from pipeline.formats.text.wiki import is_wikitext, read_wiki, read_wiki_lines
from pipeline.formats.text.wrapping import TextLine, join_lines, split_blocks, split_lines
from pipeline.io.encoding import decode
from pipeline.io.kinds import (
    Shape,
    is_ornament,
    number_depth,
    number_length,
    shape,
    starts_block,
)
from pipeline.io.lines import unify_ends
from pipeline.io.outline import set_outline, with_numbers, without_speakers
from pipeline.letters import Ledger

_NESTED = 2  # columns that a list item stands further in than the list around it; chosen by hand


def read_text(data: bytes, encoding: str, language: str) -> Text:
    """Read the paragraphs of a plain text file; its title page, or a title that opens it, names it."""
    content, codec = decode(data, encoding)
    ledger = Ledger()
    ledger.hold(content)
    published = cut_notices(unify_ends(content))
    body, entries = cut_contents(published.content)
    for reason, lines in (("notice", published.cut), ("contents", entries)):
        for number, line in lines.items():
            ledger.leave_out(reason, line, f"line {number}")
    found = list(paragraphs_of(body, find_page_starts(published.content), ledger, bool(published.cut)))
    page = read_title_page(with_numbers(without_speakers(found)), published.fields)
    paragraphs = read_notes(set_outline(page.paragraphs), ledger)
    return ledger.balance(Text(language, tuple(paragraphs), page.title, codec, page.author, page.translator))


def read_sentences(data: bytes, encoding: str, language: str) -> Text:
    """Read a file with a sentence a line; empty lines separate paragraphs, and nothing is cut anew."""
    content, codec = decode(data, encoding)
    paragraphs = tuple(_of_sentences(block) for block in split_blocks(split_lines(content)))
    return _balanced(Text(language, paragraphs, "", codec), content)


def read_units(data: bytes, encoding: str, language: str) -> Text:
    """Read a file whose n-th line corresponds to the n-th of another file: a paragraph a line, empty ones too."""
    content, codec = decode(data, encoding)
    lines = split_lines(content)[: -1 if content.endswith(("\n", "\r")) else None]
    paragraphs = tuple(Paragraph(line.text, locator=_locator([line])) for line in lines)
    return _balanced(Text(language, paragraphs, "", codec), content)


def _balanced(text: Text, content: str) -> Text:
    """Give a text with its account: every letter of the file comes to a paragraph."""
    ledger = Ledger()
    ledger.hold(content)
    return ledger.balance(text)


def _of_sentences(block: Sequence[TextLine]) -> Paragraph:
    """Make some lines the sentences of one paragraph, joined by spaces."""
    segments, end = [], -1
    for line in block:
        segments.append(Segment(end + 1, end + 1 + len(line.text)))
        end = segments[-1].end
    return Paragraph(" ".join(line.text for line in block), locator=_locator(block), segments=tuple(segments))


def paragraphs_of(
    content: str, pages: Sequence[int] = (), ledger: Ledger | None = None, tagged: bool = False
) -> Iterator[Paragraph]:
    r"""Read the paragraphs of a plain text, with their lines, "first-last" counted from 1.

    `pages` are the numbers of the lines that begin pages. `ledger` notes what is left out. `tagged` says that tags such
    as <i> stand for emphasis, as in a transcribed book; elsewhere they are text.

    >>> for p in paragraphs_of("I\n\nIl neigeait.\nOn sonna.\n— Entrez !"):
    ...     print(p.locator, p.kind, p.text)
    1-1 heading I
    3-3 paragraph Il neigeait.
    4-4 paragraph On sonna.
    5-5 dialogue — Entrez !
    """
    ledger = ledger or Ledger()
    is_wiki, numbers = is_wikitext(content), count(1)
    lines = read_wiki_lines(split_lines(content), ledger) if is_wiki else split_lines(content)
    lines = join_leads(unify_labels(_cut_furniture(lines, pages, ledger)))
    words = known_words(content) if any(line.text.endswith(HYPHENS) for line in lines) else frozenset[str]()
    for paragraph in _paragraphs(lines, words):
        for one in read_wiki(paragraph, numbers, ledger) if is_wiki else (paragraph,):
            if found := read_picture(one, ledger):
                yield from map(read_typography, read_transcribed(found, ledger, tagged))


def _cut_furniture(lines: Sequence[TextLine], pages: Sequence[int], ledger: Ledger) -> list[TextLine]:
    """Give the lines without page numbers, running titles, numbers of lines and times inside of sentences.

    A ledger notes all of these.
    """
    kept, numbers = cut_line_numbers(cut_page_marks(lines, ledger))
    printed = cut_pages(kept, pages)
    for number, (reason, text) in printed.cut.items():
        ledger.leave_out(reason, text, f"line {number}")
    for number, text in numbers.items():
        ledger.leave_out("line_number", text, f"line {number}")
    stamped = cut_stamps(cut_page_lines(printed.lines, ledger))
    for line, times in stamped:
        ledger.leave_out("cue_times", " ".join(times), f"line {line.number}")
    spoken = join_stamped([line for line, _ in stamped])
    for number, text in spoken.cut.items():
        ledger.leave_out("cue_times", text, f"line {number}")
    return spoken.lines


def _paragraphs(lines: Sequence[TextLine], words: frozenset[str]) -> Iterator[Paragraph]:
    """Make paragraphs of lines: of each block by itself, and of each run of lines that are quoted equally deeply."""
    heads = find_heads(lines)
    starts = heads.keys() | find_lines_apart(lines)
    runs = [run for block in split_blocks(lines) for run in split_quoted(block)]
    widths = find_widths([run.lines for run in runs], starts)
    stanzas = find_stanzas([run.lines for run in runs], widths)
    for number, (run, width) in enumerate(zip(runs, widths, strict=True)):
        block = run.lines
        if block[0].number not in heads and not run.depth and (heading := read_heading(block, width, words)):
            yield heading[0]
            if not (block := block[heading[1] :]):
                continue
        after = runs[number + 1] if number + 1 < len(runs) else Run(0, [])
        alone = len(block) == 1 and not run.depth and not is_lead(after) and _stands_above(block[0].text, after.lines)
        if stanzas[number] and not any(line.number in starts for line in block):
            yield _stanza(block)
            continue
        for group in group_lines(block, width, starts):
            made = make_paragraph(group, words, alone and group[0].number not in starts)
            head = heads.get(group[0].number)
            if head and head.length and (head.speaker or head.length < len(made.text)):
                made = _with_head(made, head)
            yield (
                replace(made, kind="quote", level=run.depth if run.depth > 1 else 0)
                if run.depth and made.translate
                else made
            )


def _with_head(paragraph: Paragraph, head: Head) -> Paragraph:
    """Mark the head of a turn: it stays as it is, but for two hyphens that are a dash, and names who speaks."""
    name, said = paragraph.text[: head.length], paragraph.text[head.length :]
    name = re.sub(r"(?<=[.\s])--(?=\s*$)", "—", name)
    kept = Mark(0, len(name.rstrip()), HEAD)
    voice = (Mark(len(name), len(name + said), "voice", head.speaker),) if head.speaker and said else ()
    return replace(paragraph, text=name + said, kind="paragraph", level=0, marks=(kept, *voice))


def known_words(content: str) -> frozenset[str]:
    """Give the words of a text, in lower case; they show which hyphens at line ends belong to a word."""
    return frozenset(word.lower() for word in re.findall(r"[\w’'-]+", content))


def _stands_above(title: str, block: Sequence[TextLine]) -> bool:
    """Tell whether a line that is a block of its own may be the title of the next block; list items are none."""
    if not block:
        return False
    below = block[0].text
    if number_length(title) and number_length(below):
        return number_depth(below) > number_depth(title)
    return starts_block(below) or sum(len(line.text) for line in block) > len(title)


def _stanza(block: Sequence[TextLine]) -> Paragraph:
    """Make a stanza one paragraph, so that sentences that run over lines stay whole."""
    text, breaks = block[0].text, []
    for line in block[1:]:
        breaks.append(Mark(len(text), len(text) + 1, "br"))
        text += " " + line.text
    return Paragraph(text, "verse", locator=_locator(block), marks=tuple(breaks))


def make_paragraph(lines: Sequence[TextLine], words: frozenset[str], alone: bool) -> Paragraph:
    """Join the lines of one paragraph, and tell what they are; `words` as for `join_lines`, `alone` as for `shape`."""
    first = shape(lines[0].text, alone)
    texts = [line.text for line in lines]
    if len(lines) == 1 and is_ornament(lines[0].text):
        return Paragraph(lines[0].text, locator=_locator(lines), translate=False)
    if first.kind == "quote":
        texts = [text[shape(text).markup :] or text for text in texts]
    else:
        texts[0] = texts[0][first.markup :]
    paragraph = Paragraph(join_lines(texts, words), first.kind, _level(first, lines[0]), _locator(lines))
    number = number_length(paragraph.text) if first.kind == "list_item" else 0
    return replace(paragraph, marks=(Mark(0, number, "number"),)) if number else paragraph


def _level(first: Shape, line: TextLine) -> int:
    """Give a title's level, or how deep a list item is indented."""
    return first.level + line.indent // _NESTED if first.kind == "list_item" else first.level


def _locator(lines: Sequence[TextLine]) -> str:
    """Give the first and the last line, "3-5", counted from 1."""
    return f"{lines[0].number}-{lines[-1].number}"
