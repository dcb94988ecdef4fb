"""The Python interface: what `from pipeline import ...` gives, for scripts and notebooks.

    arguments    texts, lists and streams told apart; what is neither is refused in one line
    sentences    `segment`; strings as texts of the pipeline
    models       models loaded once, and kept for the next call
    translation  `translate`, `load_translator`
    alignment    `align`
    links        `link`
    scores       `score`
    pairs        `Pairs`, a list of pairs that is drawn as a table and becomes one of pandas or Arrow
    drawing      pairs as HTML, with words that show their links
    reading      `read_pairs`
    runs         `run`
    bars         progress, in a notebook and elsewhere

One text gives one result, a list gives a list with a result for each of its texts, and an iterator gives an iterator,
which is read only as far as results are asked for.
"""
