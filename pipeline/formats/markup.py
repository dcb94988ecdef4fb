"""Read XML files, each by the reader of what it is: TEI, a text of OPUS, subtitles in TTML."""

from pipeline.document import Text
from pipeline.errors import InputError
from pipeline.formats.registry import load
from pipeline.io.xml import local_name, parse_xml, without_forbidden
from pipeline.io.xml_root import ALIGNMENT, SENTENCES, TEI, TIMED_TEXT, kind_of

_READERS = {
    TEI: "pipeline.formats.tei.read:read_tei",
    SENTENCES: "pipeline.formats.opus.read:read_opus",
    TIMED_TEXT: "pipeline.formats.subtitles.timed_text:read_timed_text",
}


def read_xml(data: bytes, encoding: str, language: str) -> Text:
    """Read the text of an XML file, by what its root says that it is.

    Raises:
        InputError: it is something else, or is broken.
    """
    kind = kind_of(data)
    if kind == ALIGNMENT:
        raise InputError("aligns texts and holds none; give it in read.files alone, or as read.beads with two texts")
    if kind not in _READERS:
        root = local_name(parse_xml(without_forbidden(data)[0]))
        raise InputError(
            f"is XML that nothing reads: its root is <{root}>, and TEI, TTML or the texts of OPUS are known"
        )
    text: Text = load(_READERS[kind])(data, encoding, language)
    return text
