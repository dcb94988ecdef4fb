"""Numbers by value: those of a French text found again in its English, however either writes them.

    spelled     numbers in words
    tokens      a text cut into digits, words and signs
    amounts     how much a number says: digits, words, fractions, scales, Roman numerals
    units       what units measure
    quantities  amounts with their signs and units
    times       times of the day, durations in hours
    dates       dates, months, decades
    readings    what a number may mean, and when two mean the same
    sharing     numbers that share a unit, or are parts of a share
    find        all numbers of a text
    order       numbers in each other's place
    compare     what is missing in the English, and what is foreign to the French

Nothing here needs a model; words are linked only where numbers have changed places.
"""

from pipeline.numbers.compare import Comparison, compare_numbers
from pipeline.numbers.find import find_names, find_numbers
from pipeline.numbers.readings import Number

__all__ = ["Comparison", "Number", "compare_numbers", "find_names", "find_numbers"]
