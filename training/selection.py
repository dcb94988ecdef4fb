"""Which pairs of a large text are most like the texts one wants to translate (Moore & Lewis 2010), by their words."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log

from training.leaks import words

Pair = tuple[str, str]
Gain = Mapping[str, float]
"""By how many nats a word is likelier in the wanted texts than in the large one."""


def learn_gain(wanted: Iterable[str], large: Iterable[str]) -> Gain:
    """Compare the words of two sets of lines; words seen less than three times in both together count for nothing.

    >>> gain = learn_gain(["le ministre a dit"] * 3, ["la commission a dit"] * 3)
    >>> gain["ministre"] > 0 > gain["commission"], gain["a"], gain.get("dit", 0) == gain["a"]
    (True, 0.0, True)
    """
    here, there = (Counter(word for line in lines for word in words(line)) for lines in (wanted, large))
    known = [word for word in here | there if here[word] + there[word] >= 3]
    total_here, total_there = here.total() + len(known), there.total() + len(known)
    return {word: log((here[word] + 1) / total_here) - log((there[word] + 1) / total_there) for word in known}


def closeness(text: str, gain: Gain) -> float:
    """The mean gain of a text's words.

    >>> closeness("Le ministre.", {"ministre": 1.0})
    0.5
    """
    found = words(text)
    return sum(gain.get(word, 0.0) for word in found) / max(1, len(found))


def closest(pairs: Sequence[Pair], gain: Gain, count: int) -> list[Pair]:
    """The `count` pairs whose French is closest, in the order they came.

    >>> closest([("la commission", "x"), ("le ministre", "y")], {"ministre": 1.0, "commission": -1.0}, 1)
    [('le ministre', 'y')]
    """
    best = sorted(range(len(pairs)), key=lambda k: -closeness(pairs[k][0], gain))[:count]
    return [pairs[k] for k in sorted(best)]
