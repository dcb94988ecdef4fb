"""The edges of the rules: lengths just inside and just outside, every sign and word of a list, who decided."""

import pytest

from pipeline.segmentation import Options, explain, meaning_of, segment
from pipeline.segmentation.candidates import case_of, find_possible_ends, last_word, normal
from pipeline.segmentation.quotes import StraightQuotes


def marked(text: str, **options: object) -> str:
    """A text with a bar at every boundary."""
    spans = segment(text, "fr", Options(**options))  # type: ignore[arg-type]
    return "|".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize("unit", ["h", "mn", "min", "s"])
def test_hours_go_on_with_their_minutes(unit: str) -> None:
    assert marked(f"Il courut 2 {unit}. 30 sans arrêt.") == f"Il courut 2 {unit}. 30 sans arrêt."
    assert marked("Il pèse 3 kg. 30 furent vendus.") == "Il pèse 3 kg.|30 furent vendus."


@pytest.mark.parametrize("word", ["av.", "apr.", "ap.", "avant", "après", "de", "Avant"])
def test_an_era_may_end_a_sentence(word: str) -> None:
    assert marked(f"Ce fut en 44 {word} J.-C. Auguste régna.") == f"Ce fut en 44 {word} J.-C.|Auguste régna."
    assert marked("Ce fut comme J.-C. Auguste régna.") == "Ce fut comme J.-C. Auguste régna."
    assert marked(f"Ce fut en 44 {word} J.-C. — Ah !") == f"Ce fut en 44 {word} J.-C.|— Ah !"


@pytest.mark.parametrize("brackets", ["()", "[]"])
def test_an_abbreviation_in_brackets_ends_a_sentence_only_where_the_bracket_is_all_of_it(brackets: str) -> None:
    inside = f"{brackets[0]}pommes, poires, etc.{brackets[1]}"
    assert marked(f"Les fruits {inside} Durand les vend.") == f"Les fruits {inside} Durand les vend."
    assert marked(f"Les fruits {inside} Il les vend.") == f"Les fruits {inside}|Il les vend."
    assert marked(f"{inside} Durand les vend.") == f"{inside}|Durand les vend."
    assert marked(f"Les fruits {inside}. Durand les vend.") == f"Les fruits {inside}.|Durand les vend."
    other = inside.replace("etc", "figues")
    assert marked(f"Les fruits {other} Durand les vend.") == f"Les fruits {other}|Durand les vend."


@pytest.mark.parametrize(
    ("edited", "lower"),
    [
        ("il vend du pain, etc. on rentre.", "il vend du pain, etc.|on rentre."),
        ("ah, en plein vol. on dort.", "ah, en plein vol.|on dort."),
        ("lu chez V. on y dort.", "lu chez V.|on y dort."),
        ("il voit M. dupont ici.", "il voit M. dupont ici."),
    ],
)
def test_who_writes_without_capitals_may_start_a_sentence_after_an_abbreviation(edited: str, lower: str) -> None:
    assert marked(edited, style="edited") == edited
    assert marked(edited, style="lower") == lower


@pytest.mark.parametrize(
    "expected",
    [
        "C'est la maison.|puis il part.",  # six letters, which no abbreviation has
        "C'est la table. puis il part.",
        "C'est la main.|la foule y dort.",  # four, before an article
        "C'est la rue. la foule y dort.",
        "C'est la rue.|elle y dort.",  # any before a pronoun
        "C'est la maison. (puis il part)",
        "C'est en 123456.|puis il dort.",
    ],
)
def test_a_period_before_lower_case_ends_a_sentence_after_a_long_word(expected: str) -> None:
    assert marked(expected.replace("|", " ")) == expected


@pytest.mark.parametrize(
    "expected",
    [
        "Lire vol. C ici.",
        "Lire vol. XII ici.",
        "Lire vol. 2 ici.",
        "Il dort en vol.|Paul rit.",
        "Il dort en vol.|À demain.",
    ],
)
def test_a_word_that_is_an_abbreviation_too_leads_to_a_number_or_a_letter(expected: str) -> None:
    assert marked(expected.replace("|", " ")) == expected


@pytest.mark.parametrize("dash", "—–―‒")
def test_a_long_dash_before_lower_case_is_an_aside(dash: str) -> None:
    assert marked(f"Il dort. {dash} et vite.") == f"Il dort. {dash} et vite."
    assert marked(f"Il dort. {dash} Et vite.") == f"Il dort.|{dash} Et vite."
    assert marked("Il dort. - et vite.") == "Il dort.|- et vite."
    assert marked("Il dort ! - et vite.") == "Il dort ! - et vite."


@pytest.mark.parametrize("sign", "•‣●◦▪*·@#>§¶→")
def test_a_sign_may_open_a_sentence(sign: str) -> None:
    assert marked(f"Il dort. {sign}3 trains.") == f"Il dort.|{sign}3 trains."
    assert marked("Il dort. %3 trains.") == "Il dort. %3 trains."


@pytest.mark.parametrize("sign", ",;:)]}»”›…?!")
def test_what_closes_after_a_mark_belongs_to_its_sentence(sign: str) -> None:
    assert "|" not in marked(f"« Viens !  {sign} Paul")[: len("« Viens !  ") + 1]


@pytest.mark.parametrize(("length", "boundaries"), [(80, 0), (81, 1)])
def test_a_bracket_holds_its_sentence_together_if_it_closes_within_eighty_characters(
    length: int, boundaries: int
) -> None:
    text = f"La voiture (neuve ! {'R' * length}) est là."
    assert marked(text).count("|") == boundaries


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("… Et il vint. Oui.", ["opening_ellipsis", "capital"]),
        ("... Et il vint.", ["opening_ellipsis"]),
        (".. Et il vint.", ["opening_ellipsis"]),
        ("? Et il vint.", ["capital"]),
        ("12.345.678.9. Oui.", ["enumerator"]),  # twelve characters
        ("123.456.789.1. Oui.", ["capital"]),
        ("Il a (...) Paris.", ["ellipsis_in_brackets"]),
        ("Il a [?] Paris.", ["capital"]),
        ("Il a (?) Paris.", ["mark_in_brackets"]),
        ("Chapitre 3. Le port.", ["part_label"]),
        ("Chapitre premier. Le port.", ["part_label"]),
        (f"Chapitre{' ' * 21}3. Le port.", ["part_label"]),  # thirty characters
        (f"Chapitre{' ' * 22}3. Le port.", ["capital"]),
        ("Le chapitre 3. Le port.", ["capital"]),
        ("Article 12345. Le port.", ["capital"]),
        ("Le 1er. janvier est là.", ["ordinal_of_month"]),
        ("Le port. janvier est là.", ["lower"]),
        ("Il lit Yahoo! Actualités.", ["marked_name"]),
        ("Il lit Yahoo! Il dort.", ["capital"]),
        ("LE DUC. — Oui.", ["speaker"]),
        ("LE DUC. - Oui.", ["speaker"]),
        ("Le duc. — Oui.", ["speaker"]),
        ("Le duc dort. — Oui.", ["new_turn"]),
        ("Non. — Oui.", ["new_turn"]),
        ("LE DUC ! — Oui.", ["new_turn"]),
        ("Titre\n\nIl dort. Oui.", ["blank_line", "capital"]),
        ("Liste :\n- du pain.\n- du vin.", ["item_line", "item_line"]),
        ("« Oui. »\n— Non.", ["turn_line"]),
        ("LE PORT\nIl dort.", ["heading_line"]),
        ("« Viens ! », dit-il.", ["closing_follows"]),
        ("Le prix... 30 francs.", ["ellipsis_before_number"]),
        ("Le prix. 30 francs.", ["number"]),
        ("Il vend. iPhone plaît.", ["inner_capital"]),
        ("ah ! mon dieu.", ["interjection"]),
        ("Il lut. 東京 est grand.", ["no_case"]),
        ("Il lut. = beau.", ["symbol"]),
        ("Il lut. « 3 » ici.", ["number"]),
        ("fin.Début", ["missing_space"]),
        ("Vu p. Paul.", ["reference"]),
        ("Au XIXe s. Paris.", ["century"]),
        ("Par Durand et Cie. Paris.", ["may_end_before_starter"]),
        ("Vitamine C. Paul.", ["lettered_noun"]),
        ("La S.N.C.F. Paul.", ["missing_space"] * 3 + ["chain_of_initials"]),
        ("Vu V. Hugo.", ["initial"]),
        ("Voir vol. 2 ici.", ["word_or_abbreviation"]),
        ("Ici 3 m. Paul.", ["unit"]),
    ],
)
def test_which_rule_decides(text: str, decisions: list[str]) -> None:
    assert [decision.rule for decision in explain(text)] == decisions


def test_layout_rules_say_what_they_mean() -> None:
    assert [meaning_of(rule) for rule in ("blank_line", "item_line", "turn_line", "heading_line", "lower")] == [
        "An empty line separates paragraphs.",
        "An item of a list starts on its own line.",
        "A turn of a dialogue starts on its own line, with a dash.",
        "A line in capitals is a heading.",
        "Lower case goes on, even after `!`, `?` and `…`.",
    ]


@pytest.mark.parametrize(
    ("text", "open_before"),
    [
        ('"Oui" " a', [(0, False), (1, True), (4, True), (5, False), (7, True)]),
        ('Il dit "oui." Non', [(7, False), (8, True), (13, False)]),
        ('("a") "', [(1, False), (2, True), (4, False), (7, True)]),
        ('["a"] {"b"}', [(2, True), (4, False), (8, True), (10, False)]),
        ('"a", "b"; "c": "d"! "e"? "f"… "g".', [(n, n % 5 in {1, 2}) for n in range(33) if n % 5 != 0]),
        ('c"est', [(5, False)]),  # between letters it stands for an apostrophe
        ('" " " "', [(1, True), (3, False), (5, True), (7, False)]),
    ],
)
def test_a_straight_quote_opens_or_closes(text: str, open_before: list[tuple[int, bool]]) -> None:
    quotes = StraightQuotes(text)
    assert [(place, quotes.inside(place)) for place, _ in open_before] == open_before


@pytest.mark.parametrize("sign", "([{")
def test_a_bracket_before_a_straight_quote_opens_it(sign: str) -> None:
    assert StraightQuotes(f'a{sign}" b').inside(4)
    assert not StraightQuotes('a" b').inside(3)


@pytest.mark.parametrize("sign", ".,;:!?…)]}")
def test_a_mark_after_a_straight_quote_closes_it(sign: str) -> None:
    assert not StraightQuotes(f'a"{sign} b').inside(3)
    assert StraightQuotes('a "b').inside(3)


def test_quotes_of_a_part_of_a_text_are_its_own() -> None:
    text = '"a" "b" "c'
    quotes = StraightQuotes(text, 4, 7)
    assert [quotes.inside(place) for place in (4, 5, 6, 7, 9, 10)] == [False, True, True, False, False, False]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", ""), ("  ", ""), ("Il lit l’art", "art"), ("VOIR ART", "Art"), ("ART", "ART"), ("VOIR S.N.C", "S.N.C"),
        ("Voir ART", "ART"), ("(« mot", "mot"), ("x" * 40, "x" * 30), ("»", "»"),
    ],
)  # fmt: skip
def test_the_word_before_a_mark(text: str, word: str) -> None:
    assert last_word(text) == word


def test_words_are_looked_up_in_small_letters_with_straight_apostrophes() -> None:
    assert normal("L’ÉTÉ") == "l'été"
    assert [case_of(word) for word in ("É", "é", "3", "東", "")] == ["upper", "lower", "digit", "other", "none"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Oui. » Non. Si", [(3, ".", " »", 6, 7), (10, ".", "", 11, 12)]),
        ('Oui. " Non', [(3, ".", "", 4, 5)]),  # a quote that opens goes to what follows
        ('"Oui. " non', [(4, ".", "", 7, 8)]),  # one that closes to what precedes
        ("Oui ? ! . . Non", [(4, "? ! . .", "", 11, 12)]),
        ("Oui.[12] Non", [(3, ".", "[12]", 8, 9)]),
        ("Oui.¹² Non", [(3, ".", "¹²", 6, 7)]),
        ("Oui. 😀 Non", [(3, ".", " 😀", 6, 7)]),
        ("Oui ! » . Non", [(4, "!", " » .", 9, 10)]),
        ("Oui.Non", [(3, ".", "", 4, 4)]),
        ("Oui.non", []),
        ("3.5 kg", []),
        ("Oui.", []),
    ],
)
def test_places_where_a_sentence_may_end(text: str, found: list[tuple[int, str, str, int, int]]) -> None:
    assert [tuple(place) for place in find_possible_ends(text, 0, len(text))] == found


def test_signs_of_ones_own_are_places_before_white_space_only() -> None:
    text = "a ; b;c : d"
    assert [place.mark for place in find_possible_ends(text, 0, len(text), (";", ":"))] == [";", ":"]


def test_the_style_of_a_text_that_starts_in_small_letters_is_judged_by_its_marks() -> None:
    text = "euh oui. Bon. et toi ? bien. ah ? non."
    assert marked(text) == "euh oui.|Bon.|et toi ?|bien.|ah ?|non."
    assert marked(text, style="edited") == "euh oui.|Bon. et toi ? bien. ah ? non."
    assert marked("euh oui. Bon. et toi ? Bien.") == "euh oui.|Bon. et toi ?|Bien."
    assert marked("Euh oui. bon. et toi ? bien.") == "Euh oui. bon. et toi ? bien."


def test_the_line_before_decides_whether_an_item_starts_the_next() -> None:
    assert marked("Il dort\n- du pain", style="edited") == "Il dort\n- du pain"
    assert marked("Il dort :\n1) du pain\na) du vin") == "Il dort :|1) du pain|a) du vin"
    assert marked("Il dort.»\n12. du pain") == "Il dort.»|12. du pain"
    assert marked("Il dort;\n123. du pain") == "Il dort;\n123. du pain"
    assert marked("- du pain\n- du vin") == "- du pain|- du vin"


def test_a_heading_is_a_line_in_capitals_before_one_that_is_not() -> None:
    assert marked("LE PORT\nLA MER\nIl dort") == "LE PORT\nLA MER|Il dort"
    assert marked("A\nIl dort") == "A\nIl dort"  # one letter is none
    assert marked("Il dort : LA MER\nIl dort") == "Il dort : LA MER|Il dort"
    assert marked("12\nIl dort") == "12\nIl dort"


@pytest.mark.parametrize("closing", ["", '"', "»", "”", "’", ")", "]", " »", " ) ] »"])
def test_what_closes_may_stand_between_a_mark_and_the_end_of_its_line(closing: str) -> None:
    assert marked(f"Il dort.{closing}\n— Oui") == f"Il dort.{closing}|— Oui"
    assert marked(f"Il dort{closing}\n— Oui") == f"Il dort{closing}\n— Oui"


def test_the_room_has_what_it_promises() -> None:
    import pipeline.segmentation as room

    assert all(hasattr(room, name) for name in room.__all__)
