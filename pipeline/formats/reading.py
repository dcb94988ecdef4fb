"""Reading: from files in the formats people have to documents' paragraphs, nothing lost and nothing changed."""

from pipeline.formats.readers import read
from pipeline.formats.sources import Source, Written, find

__all__ = ["Source", "Written", "find", "read"]
