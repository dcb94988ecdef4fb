"""Lines of plain text: wraps decided block by block, words parted at line ends, all line ends, no letter lost."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Paragraph
from pipeline.formats.text.hyphens import belongs
from pipeline.formats.text.read import read_text

BELL = (
    "La cloche du village sonnait encore quand la charrette passa le pont ; personne ne se retourna. Le cocher, un "
    "homme maigre que l’on disait veuf, comptait tout bas les fenêtres éclairées, et il en manquait une."
)
ROAD = (
    "Au bout de la route, une lanterne allait et venait. On aurait dit que quelqu’un cherchait une pièce tombée dans "
    "la neige, ou bien une trace, et qu’il ne se décidait pas à rentrer."
)


def read(content: str) -> list[Paragraph]:
    found = read_text(content.encode(), "utf-8", "fr")
    assert found.account
    assert (found.account.unread, found.account.added) == (0, 0)
    return list(found.paragraphs)


def texts(content: str) -> list[str]:
    return [one.text for one in read(content)]


SIGNS = [
    "mer", "Île", "tou-", "jours", "l’été", "—", "--", "«", "»", ".", "!", ":", "1.", "[1]", "_a_", "=b=", ">", ">>",
    "12:03", "Zoé :", "a écrit :", "Le 3 mai", "12", "— 7 —", "LE PORT", "\f", "\t", "    5", "[Illustration: x]",
    "ſi", "¬", "De :", "-- ", "\u2028", "\x85", "   ", "c[oe]ur", "M^{lle}", "+a+", "~b~", "<i>a</i>", "{12}", "[Pg 3]",
    "[Sidenote: x]", "[Blank Page]", "0:04", "Titre : a", "1.", "2", "----",
    "''a''", "'''b'''", "[[c|d]]", "{{e|f}}", "==Le port==", "<ref>g</ref>", "<br>",
    "_____", "h²", "i*", "* j", "² k", "(1)",
]  # fmt: skip
LINES = st.lists(st.lists(st.sampled_from(SIGNS), max_size=6).map(" ".join) | st.text(max_size=8), max_size=16)


@given(LINES, st.sampled_from(["\n", "\r\n", "\r", "\r\r\n"]))
def test_no_letter_is_lost(lines: list[str], end: str) -> None:
    read(end.join(lines))


@given(st.integers(50, 90), st.booleans(), st.sampled_from(["\n", "\r\n", "\r", "\r\r\n", "\x85", "\u2028"]))
def test_what_is_joined_stays_joined(width: int, indented: bool, end: str) -> None:
    wrapped = [textwrap.fill(one, width, initial_indent="   " * indented) for one in (BELL, ROAD, BELL)]
    content = ("\n" if indented else "\n\n").join(wrapped).replace("\n", end)
    assert texts(content) == [BELL, ROAD, BELL]
    assert texts("\n".join(texts(content))) == [BELL, ROAD, BELL]


@pytest.mark.parametrize(
    "block",
    [
        ["M. Hector Lanoue", "12, rue des Cordiers", "35400 Saint-Malo"],
        ["Farine             deux cents grammes", "Beurre             une noix", "Sel                une pincée"],
        ["une paire de gants", "un manteau", "trois chemises blanches"],
        ["def aller(pas):", "    return pas + 1"],
        ["Élise Kermadec", "Notaire"],
        ["14:00", "Ouverture de la séance."],
        ["1 250,50 €", "Montant voté."],
        ["Le port | Brest", "La mer | Iroise"],
        ["9h00 Accueil des participants", "9h30 Conférence sur les marées", "12h00 Déjeuner"],
        ["12/03/2024 loyer du mois", "13/03/2024 facture du gaz"],
    ],
)
@pytest.mark.parametrize("width", [60, 72])
def test_what_is_set_line_by_line_stays_so(block: list[str], width: int) -> None:
    prose = textwrap.fill(BELL, width)
    content = f"{prose}\n\n{textwrap.fill(ROAD, width)}\n\n" + "\n".join(block) + f"\n\n{prose}"
    assert texts(content) == [BELL, ROAD, *map(str.strip, block), BELL]


@pytest.mark.parametrize(
    "lines",
    [
        ["la nuit s’en va sur les barques", "et le vent compte les heures", "rien ne bouge au bord de l’eau"],
        ["Le soir descend sur la ville,", "Et le fleuve endormi", "Ne sait plus qui l’attend."],
    ],
)
def test_a_poem_inside_of_a_novel(lines: list[str]) -> None:
    prose = textwrap.fill(BELL, 72)
    found = read(f"{prose}\n\n" + "\n".join(f"    {line}" for line in lines) + f"\n\n{prose}")
    assert [(one.kind, one.text) for one in found][1] == ("verse", " ".join(lines))
    assert [found[0].text, found[2].text] == [BELL, BELL]


BELLS = (
    "Quand la cloche du port s’est tue\nEt que le vent retombe sur la digue\nNous marchons vers la mer sans rien dire"
)


@pytest.mark.parametrize(
    ("content", "kinds"),
    [
        (BELLS, ["verse"]),
        (f"{BELLS}\n\nLe phare s’éteint\nLa nuit revient", ["verse", "verse"]),
        ("Elle part, dit-on,\n                   avant la fin du jour,\nEt nul ne la suit.", ["verse"]),
        ("Ma chère sœur,\nNous voici rendus à bon port.\nLe vent fut bon,\nVotre frère,", ["paragraph"] * 4),
        ("Les marins du port\nLa maison du pêcheur\nLe vieux phare rouge", ["paragraph"] * 3),
        ("Le phare de la pointe du nord\nDe la pluie sur le toit 12\nDu sel", ["paragraph"] * 3),
    ],
)
def test_stanzas(content: str, kinds: list[str]) -> None:
    assert [one.kind for one in read(f"Il pleut.\n\n{content}\n\nIl neige.")][1:-1] == kinds


def test_a_wrapped_item_of_a_list() -> None:
    first, rest = textwrap.wrap(BELL, 66)[:2]
    found = read(f"{textwrap.fill(ROAD, 66)}\n\n- {first}\n  {rest} ;\n- du sel.\n\n1. {first}\n   {rest}.\n2. Fermer.")
    assert [one.text for one in found[1:]] == [f"{first} {rest} ;", "du sel.", f"1. {first} {rest}.", "2. Fermer."]


def test_one_part_wrapped_and_one_not() -> None:
    content = f"{textwrap.fill(BELL, 60)}\n\n{textwrap.fill(ROAD, 60)}\n\n{BELL}\n{ROAD}\n{BELL}\n\n{ROAD}"
    assert texts(content) == [BELL, ROAD, BELL, ROAD, BELL, ROAD]


def test_a_salutation_is_left_short() -> None:
    assert texts(f"Madame,\n{textwrap.fill(BELL, 70)}\n\n{textwrap.fill(ROAD, 70)}") == ["Madame,", BELL, ROAD]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("on l’atten- dait tou- jours", "on l’attendait toujours"),
        ("peut- être celui- ci", "peut-être celui-ci"),
        ("dit- il, a-t- elle", "dit-il, a-t-elle"),
        ("les États- Unis", "les États-Unis"),
        ("l’arc-en- ciel", "l’arc-en-ciel"),
        ("au rez-de-chaus- sée", "au rez-de-chaussée"),
        ("aujour- d’hui", "aujourd’hui"),
        ("MAI- SON", "MAISON"),
        ("fan\u00ad tôme et fan¬ tôme", "fantôme et fantôme"),
        ("un vice- président", "un vice-président"),
        ("la grand- mère", "la grand-mère"),
        ("ils travail- laient", "ils travaillaient"),
        ("jus- qu’ici", "jusqu’ici"),
    ],
)
def test_words_parted_at_line_ends(lines: str, text: str) -> None:
    from pipeline.formats.text.wrapping import join_lines

    parts = [part + sign for part, sign in zip(lines.split(" "), [""] * 9, strict=False)]
    joined = parts[0]
    for part in parts[1:]:
        joined = join_lines([joined, part]) if joined[-1] in "-\u00ad¬" else f"{joined} {part}"
    assert joined == text


def test_the_text_itself_is_asked_first() -> None:
    assert not belongs("porte", "clef", frozenset({"porteclef"}))
    assert belongs("tou", "jours", frozenset({"tou-jours"}))


def test_a_narrow_column() -> None:
    content = (
        "Le maire a ouvert di-\nmanche la nouvelle bi-\nbliothèque du quartier\ndes Tanneurs. Celle-\n"
        "ci compte trente mille\nvolumes et une salle\npour les enfants."
    )
    assert texts(content) == [
        "Le maire a ouvert dimanche la nouvelle bibliothèque du quartier des Tanneurs. Celle-ci compte trente mille "
        "volumes et une salle pour les enfants."
    ]


FORM = "Merci de remplir le formulaire que vous trouverez dans le carton posé sur\nla table de l'entrée."


@pytest.mark.parametrize(
    "beside",
    [
        "",
        "Bonjour,",
        "Le port,\nla nuit.",
        "Chère Zoé,\nj'arrive.",
        "- un\n- deux",
        "À ma sœur,\nqui a tout lu.\nH. L.",
    ],
)
def test_two_lines_are_joined_whatever_stands_beside_them(beside: str) -> None:
    assert FORM.replace("\n", " ") in texts(f"{beside}\n\n{FORM}")
    assert FORM.replace("\n", " ") in texts(f"{FORM}\n\n{beside}")


@pytest.mark.parametrize(
    ("block", "count"),
    [
        ("Il gela sans\nrelâche.", 1),
        ("Il pleut sou-\nvent, à Saint-\nMalo, de 1914-\n1918, et re-\npart.", 1),
        ("La paix fut conclue en\n1763, et le port rendu.", 1),
        ("1. Couper le pain en\ntranches\n2. Servir", 2),
        ("Le soleil,\nla mer.", 2),
        ("Bien à toi,\nHector", 2),
        ("du pain et\nDu vin", 2),
        ("le    article\nde    préposition", 2),
    ],
)
def test_a_word_that_leads_to_the_next_line(block: str, count: int) -> None:
    assert len(texts(f"{block}\n\nFin.")) == count + 1
