"""Sentence rules from an SRX 2.0 file, for those who must cut as another tool does.

Segmentation Rules eXchange 2.0 (LISA OSCAR, 2008): at each place between two characters, the first rule whose
`beforebreak` matches what precedes and whose `afterbreak` matches what follows decides.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NoReturn
from xml.parsers import expat

import regex

from pipeline.boundary import reading
from pipeline.document import Segment
from pipeline.errors import InputError
from pipeline.files import read_bytes

SECONDS = 5.0
"""A rule that needs longer on one text has run wild. Chosen by hand."""


@dataclass(frozen=True, slots=True)
class SrxRule:
    """One rule: a place it matches is a break, or an exception to later breaks."""

    is_break: bool
    place: regex.Pattern[str]


@dataclass
class SrxFile:
    """What an SRX file says: rules by name, and which languages use which."""

    rules: dict[str, list[SrxRule]] = field(default_factory=dict)
    maps: list[tuple[regex.Pattern[str], str]] = field(default_factory=list)
    cascade: bool = False

    def rules_for(self, language: str) -> list[SrxRule]:
        """Give the rules for a language: of the first map whose pattern fits, of all that fit if the file cascades."""
        names = [name for pattern, name in self.maps if pattern.fullmatch(language)]
        return [rule for name in (names if self.cascade else names[:1]) for rule in self.rules.get(name, [])]


@dataclass(frozen=True, slots=True)
class SrxSegmenter:
    """Cuts text by the rules of an SRX file; called as `segment` is. `sha256` is the file's."""

    path: Path
    file: SrxFile
    sha256: str

    def knows(self, language: str) -> bool:
        """Tell whether the file has rules for a language."""
        return bool(self.file.rules_for(language))

    def __call__(self, text: str, language: str = "fr") -> list[Segment]:
        """Cut a text by these rules.

        Raises:
            ValueError: the file maps no rules to this language.
            InputError: a rule needs longer than `SECONDS`.
        """
        rules = self.file.rules_for(language)
        if not rules:
            raise ValueError(f"{self.path}: no rules for language {language!r}")
        try:
            return list(spans(text, breaks(text, rules)))
        except TimeoutError:
            raise InputError(f"{self.path}: a rule needs more than {SECONDS:.0f} s for {text[:40]!r}…") from None


def read_srx(path: Path) -> SrxSegmenter:
    """Make a segmenter like `segment` from the rules of an SRX 2.0 file.

    Raises:
        InputError: the file cannot be read, is no SRX, declares a document type, or holds a rule that is no pattern.
    """
    with reading(path):
        data = read_bytes(path)
        return SrxSegmenter(path, SrxReader(path).read(data), hashlib.sha256(data).hexdigest())


def breaks(text: str, rules: list[SrxRule]) -> list[int]:
    """Find the places where the first matching rule is a break, in order."""
    decided: dict[int, bool] = {}
    for rule in rules:
        for match in rule.place.finditer(text, timeout=SECONDS):
            decided.setdefault(match.start(), rule.is_break)
    return sorted(place for place, is_break in decided.items() if is_break)


def spans(text: str, cuts: list[int]) -> Iterator[Segment]:
    """Give what lies between the cuts, without the white space around it.

    >>> list(spans(" Oui.  Non. ", [5, 11]))
    [Segment(start=1, end=5), Segment(start=7, end=11)]
    """
    for start, end in zip([0, *cuts], [*cuts, len(text)], strict=True):
        part = text[start:end]
        if part.strip():
            yield Segment(end - len(part.lstrip()), start + len(part.rstrip()))


class SrxReader:
    """Reads an SRX file event by event."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.file = SrxFile()
        self.text = ""
        self.name = ""
        self.rule: dict[str, str] = {}

    def read(self, data: bytes) -> SrxFile:
        """Read the whole file."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        try:
            parser.Parse(data, True)
        except (ValueError, LookupError, expat.ExpatError) as error:  # LookupError: an encoding that nobody knows
            raise InputError(f"{self.path}: {error}") from error
        if not self.file.maps:
            raise InputError(f"{self.path}: no language maps: not an SRX file")
        return self.file

    def doctype(self, *_: object) -> NoReturn:
        """Refuse: entities could fetch files or grow without bound, and SRX needs none."""
        raise InputError(f"{self.path}: document type declarations are not accepted in an SRX file")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Note that an element opens."""
        self.text = ""
        match tag.rpartition(" ")[2]:
            case "header":
                self.file.cascade = attributes.get("cascade") == "yes"
            case "languagerule":
                self.name = attributes.get("languagerulename", "")
                self.file.rules[self.name] = []
            case "rule":
                self.rule = {"break": attributes.get("break", "yes"), "beforebreak": "", "afterbreak": ""}
            case "languagemap":
                pattern = self.pattern(attributes.get("languagepattern", ""))
                self.file.maps.append((pattern, attributes.get("languagerulename", "")))

    def characters(self, text: str) -> None:
        """Take text inside an element, possibly one of several pieces."""
        self.text += text

    def end(self, tag: str) -> None:
        """Note that an element closes."""
        name = tag.rpartition(" ")[2]
        if name in {"beforebreak", "afterbreak"}:
            self.rule[name] = self.text
        elif name == "rule":
            self.file.rules.setdefault(self.name, []).append(self.compiled())

    def compiled(self) -> SrxRule:
        """Turn the rule just read into one pattern of no width: what precedes, then what follows."""
        before, after = self.rule["beforebreak"], self.rule["afterbreak"]
        pattern = (f"(?<={before})" if before else "") + (f"(?={after})" if after else "")
        return SrxRule(self.rule["break"] != "no", self.pattern(pattern))

    def pattern(self, text: str) -> regex.Pattern[str]:
        """Compile a pattern."""
        try:
            return regex.compile(text, regex.VERSION1)
        except regex.error as error:
            raise InputError(f"{self.path}: {text!r} is no pattern: {error}") from error
