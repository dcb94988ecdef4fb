"""Rules about the mark itself and the brackets around it.

Each says True (a sentence ends at the mark), False (none does) or None (the next rule is asked). Its docstring is what
`--explain` prints, and an example in which `|` stands where it is cut.
"""

import re

from pipeline.segmentation.candidates import Candidate, normal

# The head of a turn or a scene: words in capitals, perhaps after a title, then perhaps how it is said.
SPEAKER = re.compile(
    r"(?:(?:M\.|MM\.|Mme|Mlle|Le|La|Les|Un|Une|\d+(?:er|re|e))\s)?"
    r"(?:[^\W\d_a-zß-ÿœ]|[\s'’.-]){2,40}(?:[,(][^.!?…]{1,40})?"
)
# The same before no dash: at most three words.
SHORT_SPEAKER = re.compile(
    r"(?:(?:MRS?|MISS|LADY|DR|MLLE|MME|M)\.?\s)?"
    r"(?=.?.?[AEIOUYÀÂÉÈÊËÎÏÔÛ])(?=(?:\w['’ ]?){3})"  # XXX is nobody, OK an answer
    r"([^\W\d_a-zß-ÿœ]['’]?[^\W\d_a-zß-ÿœ-]+)(?:\s[^\W\d_a-zß-ÿœ]+){0,2}"
    r"(?:,?\s?\([^.!?…)]{1,40}\)?|,\s(?:à\spart|à\sla\scantonade|au\s|bas|haut|seule?|de\smême|même\sjeu|d['’]une?\s|"
    r"avec\s|en\s|se\s|s['’]|\w{2,}ant\b|\w+ment\b)[^.!?…]{0,40})?"
)
# The same with a title: a name, or an office.
TITLED_SPEAKER = re.compile(
    r"(?:M\.|MM\.|Mmes?|Mlles?|Me)\s(?:(?:(?:le|la|les)\s|l['’])[\w-]+"
    r"(?:\s(?:générale?|déléguée?|honoraire|adjointe?|spéciale?))*"
    r"(?:(?:\s(?:de|du|des|et|à|aux?)\s(?:la\s|l['’])?|,\s(?:de\s(?:la\s|l['’])?|du\s|des\s)|\sd['’])"
    r"[\w-]+(?:\s(?!sur|sous|dans|en|est|a\b)[\w-]+)?){0,4}|"
    r"(?:[^\W\d_a-zß-ÿœ][\w'’-]*(?:\s(?:de|du|des|la|le)(?=\s))*(?:\s|$)){1,4})(?:,\s[^.!?:;]{2,100})?"
)
OFFICE = re.compile(
    r"(?:M\.|Mme)\s(?:(?:le|la)\s|l['’])"
    r"(?:(?:vice-)?présidente?|(?:premi[eè]re?\s)?ministre|rapporteure?|garde des sceaux|secrétaire d['’]État)"
    r"(?:\s(?:générale?|déléguée?))?"
)
# The same in small letters, before a dash: a noun with its article.
SMALL_SPEAKER = re.compile(r"(?:(?:Le|La|Les)\s|L['’])[\w-]+(?:\s(?:du|de\sla|de|des)\s[\w-]+)?")
# What a paragraph is about, before a dash at its start: nouns, and no verb, which would follow another word.
RUBRIC = re.compile(
    r"(?=.{4})[^\W\d_a-zß-ÿœ][\w-]*(?:(?:\s(?:de|du|des|et|à|aux?|en)\s(?:la\s|l['’])?|\sd['’](?:une?\s)?)[\w-]+){0,3}"
)
DATELINE = re.compile(
    r"(?:[^\W\d_a-zß-ÿœ][\w'’ -]{1,40}, )?(?:[Ll]e )?(?:(?i:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche) )?"
    r"\d{1,2}(?:er)? ([^\W\d_]+)(?: \d{4})?"
    r"(?: \([^()]{2,20}\)|, [^.!?…]{2,40})?"
)
PAGE_NUMBER = re.compile(r"\d{1,4}\s(?:[—–]\s?)?[^\W\d_a-zß-ÿœ]")
CLOSING = frozenset(",;:)]}»”›…?!")
QUOTATION = re.compile(r"[»›”’\"]")
FIRST_EMOJI, LAST_EMOJI = "\U0001f300", "\U0001faff"
DOTS = frozenset(".…")
DASHES = frozenset("—–―-")
LONG_DASHES = ("—", "–", "―")
LOWER = re.compile(r"[a-zß-ÿœ]")
HEAD_REACH = 40
"""Characters after a speaker in which some are small: text all in capitals has no speakers. Chosen by hand."""
BRACKET_REACH = 80
"""Characters within which a bracket must close for its sentence to be one with what stands in it. Chosen by hand."""
BRACKET_CLOSES = re.compile(rf"[^.!?…()\n;:]{{0,{BRACKET_REACH}}}\)")


def is_in_bracket(candidate: Candidate) -> bool:
    """Tell whether the mark stands inside of a round bracket."""
    return candidate.before.rfind("(") > candidate.before.rfind(")")


def turn_goes_on(candidate: Candidate) -> bool | None:
    """With `keep_dialogue_turns`, a turn that a dash opens lasts until the next dash.

    — Tu pars ? Déjà ? | — Il le faut.
    """
    if not candidate.options.keep_dialogue_turns or candidate.dash:
        return None
    return None if candidate.opener not in DASHES else False


def closing_follows(candidate: Candidate) -> bool | None:
    """Before a mark that closes something or goes on, such as a comma, no sentence ends.

    « Viens ! » , dit-il.
    """
    return False if candidate.after[0] in CLOSING else None


def speaker(candidate: Candidate) -> bool | None:
    """Who speaks in a play, or where the news comes from, heads what follows: in capitals, or before a dash.

    LE DUC, à part. — Elle ment ! | La reine. — Plaît-il ? | M. Roy. — Non. | M. le président. Soit. | MARIUS. Rien.
    """
    if candidate.mark != "." or QUOTATION.search(candidate.closers) or candidate.next_word[1:].isupper():
        return None
    if candidate.dash.startswith(LONG_DASHES):
        if SPEAKER.fullmatch(candidate.before) or TITLED_SPEAKER.fullmatch(candidate.before):
            return False
        is_answer = normal(candidate.before.partition(" ")[0]) in candidate.language.starters
        is_rubric = candidate.first and not is_answer and RUBRIC.fullmatch(candidate.before)
        return False if is_rubric or SMALL_SPEAKER.fullmatch(candidate.before) else None
    if OFFICE.fullmatch(candidate.before):
        return False
    speaker = SHORT_SPEAKER.fullmatch(candidate.before)
    if not speaker or candidate.case not in {"upper", "digit"} or not LOWER.search(candidate.after, 0, HEAD_REACH):
        return None
    first = normal(speaker[1])
    return None if first in candidate.language.starters and first not in candidate.language.articles else False


def running_head(candidate: Candidate) -> bool | None:
    """The title of a page with its number, which a scan has left in a sentence, ends none.

    HISTOIRE DE LA VILLE DE CORVANNES. 117 Les bourgeois refusèrent.
    """
    if candidate.mark != "." or candidate.case != "digit" or not candidate.before.isupper():
        return None
    return False if " " in candidate.before and PAGE_NUMBER.match(candidate.after) else None


def dateline(candidate: Candidate) -> bool | None:
    """Where and when news comes from heads it, before a long dash; so does a diary's day.

    Paris, 3 mars (AFP). — Le ministre est parti. | Lundi 8 mai. — Il pleut.
    """
    if candidate.mark != "." or not candidate.dash.startswith(LONG_DASHES):
        return None
    found = DATELINE.fullmatch(candidate.before + candidate.closers)
    return False if found and normal(found[1]) in candidate.language.months else None


def opening_ellipsis(candidate: Candidate) -> bool | None:
    """Dots that open a sentence do not end it, nor does a stray period there.

    … Et il disparut.
    """
    return False if not candidate.before and DOTS.issuperset(candidate.mark) else None


def ellipsis_in_brackets(candidate: Candidate) -> bool | None:
    """Dots alone in brackets stand for words left out; a word that starts sentences starts one after them.

    Il fit un long voyage [...] Paris l'attendait.
    """
    if candidate.closers not in {")", "]"} or not candidate.before.endswith(("(", "[")):
        return None
    left_out_last = candidate.starter and candidate.case == "upper" and len(candidate.before) > 1
    return False if DOTS.issuperset(candidate.mark) and not left_out_last else None


def mark_in_brackets(candidate: Candidate) -> bool | None:
    """A mark alone in brackets is a comment; only a word that starts sentences ends the sentence there.

    Il naquit à Tours (?) | Vers 1340, il suivit Pierre (?) Durand.
    """
    if not candidate.before.endswith("(") or candidate.closers.endswith("."):
        return None
    return None if candidate.starter and candidate.case == "upper" else False


def bracket_still_open(candidate: Candidate) -> bool | None:
    """A mark inside a bracket that closes soon ends no sentence, unless it is a period before a capital.

    La voiture (neuve ! Rouge aussi) est là.
    """
    if candidate.closers or (candidate.mark == "." and candidate.case == "upper"):
        return None
    if not is_in_bracket(candidate):
        return None
    return False if BRACKET_CLOSES.match(candidate.after) else None


def marked_name(candidate: Candidate) -> bool | None:
    """Some names are written with a mark.

    Il lit Yahoo! Actualités.
    """
    if candidate.mark == "!" and candidate.word in candidate.language.marked_names and not candidate.starter:
        return False
    return None


def emoji(candidate: Candidate) -> bool | None:
    """An emoji without a mark before it ends a sentence that has begun, before a capital or as its writer writes.

    Trop fort 😂😂 | Je partage ! | Le 🐶 dort.
    """
    if not FIRST_EMOJI <= candidate.mark[0] <= LAST_EMOJI:
        return None
    begun = any(map(str.isalnum, candidate.before))
    return begun and (candidate.case == "upper" or (candidate.starts_lower and candidate.starter))


def missing_space(candidate: Candidate) -> bool | None:
    """Without white space, a mark ends a sentence only between a plain word and a word that starts sentences.

    Il est parti.|Elle achète sur Exemple.Fr. | Quoi !|Encore ?
    """
    if not candidate.glued or candidate.dash or candidate.opening:
        return None
    plain = candidate.word.isalpha() and candidate.word[-2:].islower()
    return (plain or bool(candidate.closers)) and candidate.starter


def clause_in_brackets(candidate: Candidate) -> bool | None:
    """With `split_on`, clauses inside brackets stay together.

    Vu le code (livre I ; livre II) ; | vu la loi.
    """
    return False if is_in_bracket(candidate) else None


def clause(candidate: Candidate) -> bool | None:
    """With `split_on`, every clause is cut.

    Vu le code ; | vu la loi.
    """
    return True
