"""Modernise the French spelling of the 16th to the early 19th century, for the model only: étoit, enfans, luy, mesme.

The model has learned today's French. A word is changed only in a text that is seen to be old (`is_old`), only where
today's French does not know it, and only into a word that it does know: both are told by the vocabulary of the lexicon
that comes with the program. Each letter stays where a reader sees it.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

from pipeline.word_alignment.lexicon import fold_word, shipped

_WORD = re.compile(r"[^\W\d_]+")
_JOINED = re.compile(r"\b(aussi|bien|long|par|sur|lors|puis)-(tôt|tems|temps|tout|que|qu(?=['’]))(?!\w)", re.IGNORECASE)
_APART = re.compile(r"\b(très)-(?=\w)|\b(tout)-(à)-(?=fait\b|coup\b|l['’])", re.IGNORECASE)
_PEOPLE = re.compile(r"\b([Ll]es|[Dd]es|[Aa]ux|[Cc]es|[Dd]eux|[Mm]ille|[Dd]’un|[Uu]n) François\b(?! [A-ZÀ-Þ])")
_OLD = re.compile(
    r"é(?:tois|toit|toient)|av(?:ois|oit|oient)|est(?:ois|oit|oient)|auo(?:is|it|ient)|scavo\w+|sç\w+|"
    r"(?:fais|dis|pouv|voul|dev|all|ven|fall|sembl|parl|ser|aur|fer|pourr|voudr|viendr|regard|cherch|trouv|mett|pren|"
    r"ten|sort|part|arriv|pass|rest|port|donn|demand|pens|aim|jou|sav)(?:ois|oit|oient)|"
    r"\w*(?:conn|par)o[iî]tr\w+|\w*connoiss\w+|\w*paroiss(?:ois|oit|oient|ons|ent|ant)|foibles?|foiblesses?|"
    r"enfans|parens|momens|habitans|sentimens|long-?tems|printems|tems|anglois|françoise?s?|"
    r"luy|celuy|moy|toy|foy|loy|roys?|icy|cecy|ainsy|quoy|pourquoy|vray|ny|ay|nostre|vostre|mesmes?|tousjours|"
    r"vne?|faicts?|dict|sainct|nuict|aultres?|poët\w+|poës\w+|très-\w+|isles?|hyvers?",
    re.IGNORECASE,
)
"""Forms that no text of today has; what some are today's names of (François, Roy) counts in small letters only."""
_FEWEST = 2  # different old forms that make a text old; chosen by hand
_LEAST = 0.01  # share of its words that are old, at least: a quotation does not make a book old (eval/LOG.md)
_SHORT = 25  # words of a text of which one old form says enough; chosen by hand
_KNOWN = 4.0  # times that a word stands in the texts of the lexicon for being one of today's; chosen by hand
_OFTENER = 30  # times that the form with an accent must stand there, where texts have it without as well; by hand
_STRICT = 7  # rules, the first ones, that may change a word which stands there less often; chosen by hand
_SURELY = 5.0  # times that it must stand there for showing that a text is old; chosen by hand
_SEEN = 2.0  # times that today's word stands in the texts of the lexicon, at least: less may be a misprint
_SHORTEST = 4  # letters of a word that rules may change: shorter ones are abbreviations and names; chosen by hand
_DEEPEST = 3  # changes of one word, at most; chosen by hand
_MOST_FORMS = 400  # forms of one word that are tried; chosen by hand

_NOT_VOWEL = "[^aeiouyàâéèêëîïôöûü]"
_ENDING = re.compile(r"(\w{2,})oi(s|t|ent)|(\w+[ae]n)s")
_WHOLE = {
    old: new.replace("_", " ")
    for line in (resources.files(__package__) / "old_spellings.txt").read_text(encoding="utf-8").split("\n")
    if not line.startswith("#")
    for old, new in (entry.split("=") for entry in line.split())
}
"""Words that no rule finds, or of which today's French has another sense."""
_NAMES = frozenset(["roy", "foy", "loy", "may", "ay", "françois", "françoise", "luy", "ny", "dict", "toy"]) | {
    "amy", "mary", "isle", "isles"
}  # fmt: skip
"""Old forms that are names with a capital."""
_ENGLISH = frozenset(["party", "cry", "subject", "subjects", "effect", "effects", "mary", "coste", "forest", "forests"])
"""Old forms that are English words, or names, as well: they show nothing at all."""
_WEAK = frozenset(["dict", "vn", "vne", "ay", "ny", "moy", "toy", "foy", "loy", "roy", "isle", "isles"])
"""Old forms that are words of other languages, or misprints, as well: alone they show nothing."""
_RULES = tuple(
    (re.compile(old), new)
    for old, new in (
        ("ſ", "s"),
        ("oi(?=(?:s|t|ent)$)", "ai"),
        ("oî(?=t)", "aî"),
        ("oi(?=ss|blir|bles?$|bless|tre$|tra|es?$)", "ai"),
        ("(?<=[ae]n)s$", "ts"),
        ("sç", "s"),
        ("(?<=[aeou])y$", "i"),
        ("y(?=s?$)", "i"),
        ("y", "i"),
        ("^i(?=[aeou])", "j"),
        ("^v(?=[^aeiouy])", "u"),
        ("(?<=[aeiou])u(?=[aeiou])", "v"),
        ("es(?=[bcdfglmnpqrtv])", "é"),
        ("es(?=[bcdfglmnpqrtv])", "ê"),
        ("es(?=[bcdfglmnpqrtv])", "è"),
        ("as(?=[bcdflmnpqrtv])", "â"),
        ("(?<![aeou])is(?=[bcdflmnpqrtv])", "î"),
        ("is(?=[bcdflmnpqrtv])", "î"),
        ("os(?=[bcdflmnpqrtv])", "ô"),
        ("us(?=[bcdflmnpqrtv])", "û"),
        ("(?<=[aeéiouc])s(?=[bcdfjlmnpqrtv])", ""),
        ("(?<=[aiuoen])c(?=ts?$|te|tion)", ""),
        ("(?<=[ti])ez$", "és"),
        ("eur?e$", "ure"),
        ("eu(?=e?s?$)", "u"),
        ("ë", "è"),
        ("ë", "é"),
        ("oè", "oe"),
        ("ï", "y"),
        ("ü", "u"),
        ("û", "u"),
        ("ï", "i"),
        ("erent$", "èrent"),
        ("iéme", "ième"),
        ("ph", "f"),
        ("(?<=[rt])h", ""),
        ("y(?=[mlnst])", "i"),
        ("i(?=[mlst])", "y"),
        (r"(?<=[aeéo])l(?=[ltvcpxdf])", "u"),
        ("(?<=[aeo]u)l(?=[tvcpxd])", ""),
        (r"([bcdfglmnprt])\1", r"\1"),
        ("[bcdgp](?=[bcdfgjlmnpqstv])", ""),
        ("g$", ""),
        ("e(?=[^nxz]..|.[aeiouy])", "é"),
        ("e(?=[^xz][lr]?e)", "è"),
        ("é(?=[^xz][lr]?e)", "è"),
        ("a$", "à"),
        ("u(?=t$)", "û"),
        ("i(?=t$)", "î"),
        ("(?<=m)p(?=t)", ""),
        ("z$", "s"),
        ("s$", "x"),
        ("x$", "s"),
    )
)
"""How spelling has changed, the commonest first: each says what of a word became what."""
_ACCENTS = ((re.compile("e(?=[^xz][lr]?e)"), "è"),)
"""What is left out by many who write today, too."""


def is_old(text: str) -> bool:
    """Tell whether a text has the spelling of old books: several forms of it, and more than a quotation brings.

    >>> is_old("Les enfans étoient sages."), is_old("Les enfants étaient sages."), is_old("François Roy n'y va pas.")
    (True, False, False)
    """
    words = Counter(_WORD.findall(text))
    found = {word: times for word, times in words.items() if _is_old_form(word)}
    forms = {word.lower() for word in found}
    alone = words.total() <= _SHORT and any(word.islower() and word not in _WEAK and _is_strong(word) for word in found)
    enough = alone or len(forms) >= _FEWEST
    return enough and sum(found.values()) >= _LEAST * words.total()


def _is_strong(word: str) -> bool:
    """Tell whether one such form in a short text says enough."""
    return word not in _WHOLE or _OLD.fullmatch(word) is not None


def is_quoted_old(text: str) -> bool:
    """Tell whether a paragraph of a text of today quotes an old one: it has several old forms, however short it is.

    >>> is_quoted_old("« Les enfans étoient sages. »"), is_quoted_old("Il écrit étoit.")
    (True, False)
    """
    forms = {word.lower() for word in _WORD.findall(text) if _is_old_form(word)}
    return len(forms) >= _FEWEST and is_old(text)


def _is_old_form(word: str) -> bool:
    """Tell whether today's French surely spells a word in another way."""
    if word[0].isupper() and word.lower() in _NAMES:
        return False
    if "ſ" in word or _OLD.fullmatch(word) or (word in _WHOLE and word not in _ENGLISH):
        return True
    ending = _ENDING.fullmatch(word)
    if not ending or not word.islower() or _modern_seen(word.lower()):
        return False
    changed = f"{ending[1]}ai{ending[2]}" if ending[1] else f"{ending[3]}ts"
    return _seen(changed) >= _SURELY


def modernise(text: str) -> str:
    """Give a text in old spelling in today's; words that are names, and those that nothing known comes of, stay.

    >>> modernise("Les enfans étoient avec le roy, & luy disoient tousjours la mesme chose, &c.")
    'Les enfants étaient avec le roi, et lui disaient toujours la même chose, etc.'
    """
    text = re.sub(r"&\s?c(?:\.|\b)", "etc.", text.replace("ſ", "s"))
    text = re.sub(r"(?<=\s)&(?=\s)", "et", text)
    text = re.sub(r"\b([Pp]o)ë(?=[tm])", r"\1è", re.sub(r"\b([Pp]o)ë(?=s)", r"\1é", text))
    text = _JOINED.sub(r"\1\2", text)
    text = _APART.sub(lambda found: " ".join(filter(None, found.groups())) + " ", text)
    text = _PEOPLE.sub(r"\1 Français", text)
    return _WORD.sub(lambda found: _modern(found[0], _begins(text, found.start())), text)


def _begins(text: str, start: int) -> bool:
    """Tell whether a word begins a sentence or a speech, so that its capital says nothing."""
    before = text[:start].rstrip("«“\"'’ (—–-")
    return not before or before[-1] in ".!?…:;"


def _modern(word: str, begins: bool) -> str:
    """Give a word in today's spelling; with a capital inside of a sentence it is a name, but for peoples' names."""
    if word[0].isupper() and (word.lower() in _NAMES or not (begins or re.fullmatch(r"\w+ois(?:es?)?", word))):
        return word
    found = _respelt(word.lower(), word[0].isupper())
    if not found:
        return word
    return (
        found.upper()
        if word.isupper() and len(word) > 1
        else found[0].upper() + found[1:]
        if word[0].isupper()
        else found
    )


@cache
def _respelt(word: str, strict: bool = False) -> str:
    """Give a word in small letters in today's spelling; "" where it has it already, or none is known.

    `strict` allows but the surest rules, as for what may be a name.

    >>> [_respelt(word) for word in ("connoissoit", "escripvoit", "maison", "xyz")]
    ['connaissait', 'écrivait', '', '']
    """
    if word in _WHOLE:
        return _WHOLE[word]
    seen = _modern_seen(word)
    if len(word) < _SHORTEST:
        return ""
    if seen >= _KNOWN:
        least = max(_OFTENER * _seen(word), seen / 2)
        accented = [form for form in _changed(word, _ACCENTS) if _seen(form) >= least]
        return max(accented, key=_seen, default="")
    rules = _RULES[:_STRICT] if seen or strict else _RULES
    level, tried = [word], {word}
    for _ in range(_DEEPEST):
        level = list(dict.fromkeys(form for one in level for form in _changed(one, rules) if form not in tried))
        tried.update(level)
        if fit := [form for form in level if _seen(form) >= max(_SEEN, _KNOWN * seen)]:
            return max(fit, key=_seen)
        if len(tried) > _MOST_FORMS:
            break
    ending = re.fullmatch(rf"(\w{{2,}}{_NOT_VOWEL})oi(t|ent)", word)
    return f"{ending[1]}ai{ending[2]}" if ending and not seen and not _seen(ending[1] + "oyer") else ""


def _changed(word: str, rules: Sequence[tuple[re.Pattern[str], str]]) -> Iterator[str]:
    """Give the forms of a word that one change of spelling makes, in the order of the rules."""
    for old, new in rules:
        if new == "és" and _seen(word[:-2] + "er"):
            continue  # a verb's second person, not an old plural
        for found in old.finditer(word):
            yield word[: found.start()] + found.expand(new) + word[found.end() :]


def _modern_seen(word: str) -> float:
    """Tell how often the texts of the lexicon have a word, or one that it is the plural or the feminine of."""
    return max(map(_seen, (word, *_bases(word))))


def _bases(word: str) -> Iterator[str]:
    """Give what a word may be the plural or the feminine of."""
    for ending in ("s", "x", "e", "es"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            yield word.removesuffix(ending)


def _seen(word: str) -> float:
    """Tell how often the texts of the lexicon have a word; a word with a hyphen counts as its rarest part."""
    counts = shipped()
    number = counts.source.get(fold_word(word))
    return float(counts.source_seen[number]) if number is not None else 0.0
