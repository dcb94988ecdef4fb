"""OPUS' XML: texts whose sentences have ids, to which its alignments refer."""
