"""Reading: from files in the formats people have to documents' paragraphs, nothing lost and nothing changed."""

from pipeline.read.formats import read
from pipeline.read.sources import Source, Written, find

__all__ = ["Source", "Written", "find", "read"]
