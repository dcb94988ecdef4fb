"""Find the sentences of texts; make strings texts of the pipeline."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, TypedDict, Unpack, overload

from pipeline.api.arguments import List, check_language, checked, is_stream, list_of_texts
from pipeline.document import Paragraph, Place, Segment, Text
from pipeline.errors import ArgumentError
from pipeline.segmentation import Options
from pipeline.segmentation.layout import find_blocks
from pipeline.stages.segment import segmented

_NAME = "segment"


class Rules(TypedDict, total=False):
    """What a user adds to the rules of segmentation: own abbreviations, further marks to cut after."""

    abbreviations: Sequence[str]
    split_on: Sequence[str]


@overload
def segment(
    text: str, language: str = "fr", *, offsets: Literal[False] = False, **rules: Unpack[Rules]
) -> list[str]: ...
@overload
def segment(text: str, language: str = "fr", *, offsets: Literal[True], **rules: Unpack[Rules]) -> list[Segment]: ...
@overload
def segment(
    text: List, language: str = "fr", *, offsets: Literal[False] = False, **rules: Unpack[Rules]
) -> list[list[str]]: ...
@overload
def segment(
    text: List, language: str = "fr", *, offsets: Literal[True], **rules: Unpack[Rules]
) -> list[list[Segment]]: ...
@overload
def segment(
    text: Iterator[str], language: str = "fr", *, offsets: Literal[False] = False, **rules: Unpack[Rules]
) -> Iterator[list[str]]: ...
@overload
def segment(
    text: Iterator[str], language: str = "fr", *, offsets: Literal[True], **rules: Unpack[Rules]
) -> Iterator[list[Segment]]: ...
def segment(text: Any, language: str = "fr", *, offsets: bool = False, **rules: Unpack[Rules]) -> Any:
    """Cut a text into its sentences.

    Args:
        text: a text of any length; or a list of texts, which gives a list of sentences for each; or an iterator of
            texts, which gives them one after the other.
        language: "fr" or "en".
        offsets: whether to give the places of sentences, start and end in code points, instead of their texts.
        rules: `abbreviations` of your own, without their last period, after which no sentence ends; `split_on`, marks
            after which a sentence is cut too, such as `[";"]` for the long lists of laws.

    Raises:
        ArgumentError: it is no text, or there are no rules for the language.

    >>> segment("M. Dupont dort. « Viens ! » dit-il.")
    ['M. Dupont dort.', '« Viens ! » dit-il.']
    >>> segment("M. Dupont dort. Il rêve.", offsets=True)
    [Segment(start=0, end=15), Segment(start=16, end=24)]
    """
    check_language(language, _NAME)
    _check(rules)
    options = Options(tuple(rules.get("split_on", ())), abbreviations=tuple(rules.get("abbreviations", ())))

    def cut(one: str) -> list[Any]:
        """Cut one text."""
        places = places_of(text_of(one, language, options))
        return [Segment(start, end) if offsets else one[start:end] for start, end in places]

    if isinstance(text, str):
        return cut(text)
    results = map(cut, checked(text, _NAME))
    return results if is_stream(text, _NAME) else list(results)


def text_of(string: str, language: str, options: Options | None = None) -> Text:
    r"""Give a string as a text with its sentences: a paragraph for each block, which tells where in the string it is.

    >>> [(one.text, one.locator) for one in text_of("Un.\n\nDeux. Trois.", "fr").paragraphs]
    [('Un.', '0'), ('Deux. Trois.', '5')]
    """
    blocks = tuple(Paragraph(string[start:end], locator=str(start)) for start, end, _ in find_blocks(string))
    return segmented(Text(language, blocks), options or Options())


def sentences_as_text(sentences: Sequence[str], language: str) -> Text:
    """Give sentences as a text: a paragraph with one sentence for each."""
    return Text(language, tuple(Paragraph(one, segments=(Segment(0, len(one)),)) for one in sentences))


def places_of(text: Text) -> list[tuple[int, int]]:
    """Give the places of the sentences of a text in the string that it was made of."""
    return [
        (start + segment.start, start + segment.end)
        for paragraph in text.paragraphs
        for start in [int(paragraph.locator)]
        for segment in paragraph.segments
    ]


def in_string(place: Place, text: Text) -> Place:
    """Give the place of a sentence in the string that its text was made of; a string is one paragraph."""
    start = int(text.paragraphs[place.paragraph].locator)
    return Place(0, start + place.start, start + place.end)


def _check(rules: Mapping[str, Any]) -> None:
    """Make sure that rules are such as a user can give.

    Raises:
        ArgumentError: there is no such rule, or it is no list of texts.
    """
    for name, given in rules.items():
        if name not in Rules.__optional_keys__:
            raise ArgumentError(f"{_NAME}: no option {name!r}; there are {', '.join(sorted(Rules.__optional_keys__))}")
        if isinstance(given, str):
            raise ArgumentError(f"{_NAME}: {name} is a list of texts, as [{given!r}]")
        list_of_texts(given, f"{_NAME}: {name}")
