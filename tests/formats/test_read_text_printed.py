"""What print has left in plain text: page numbers, running titles, numbers beside verse; typography typed as signs."""

import pytest

from pipeline.document import Mark, Text
from pipeline.formats.text.read import read_text

PAGES = (
    "la route, et le cheval refusa d’avancer davantage. Le comte descendit,\n"
    "prit la bride et parla à la bête, comme si quelqu’un",
    "marchait avec une lanterne. Il attendit longtemps, puis il s’en alla.\n"
    "La lumière bougeait encore entre les arbres, et le bruit d’une branche que",
    "l’on casse lui fit lever la tête. Alors il comprit qu’on le suivait,\net que les gens de l’auberge",
    "n’avaient pas menti. Il tira son pistolet.",
)
WHOLE = " ".join(PAGES).replace("\n", " ")


def read(content: str) -> Text:
    found = read_text(content.encode(), "utf-8", "fr")
    assert found.account
    assert (found.account.unread, found.account.added) == (0, 0)
    return found


def reasons(text: Text) -> list[tuple[str, int]]:
    assert text.account
    return [(one.reason, one.times) for one in text.account.left_out]


@pytest.mark.parametrize(
    ("between", "left_out"),
    [
        ("\n\n— {} —\n\n", [("page_number", 3)]),
        ("\n\n{}\n\n", [("page_number", 3)]),
        ("\n\n- {} -\n", [("page_number", 3)]),
        ("\n\nPage {}\n\n", [("page_number", 3)]),
        ("\n\nLE COMTE DE VALBRUN {}\n\n", [("running_title", 3)]),
        ("\n{} LE COMTE DE VALBRUN\n", [("running_title", 3)]),
        ("\n   {}\n\f   LE COMTE DE VALBRUN\n\n", [("page_number", 3), ("running_title", 3)]),
        ("\n\f", []),
    ],
)
def test_pages_are_joined(between: str, left_out: list[tuple[str, int]]) -> None:
    content = PAGES[0] + "".join(between.format(12 + n) + page for n, page in enumerate(PAGES[1:]))
    found = read(content)
    assert [one.text for one in found.paragraphs] == [WHOLE]
    assert reasons(found) == left_out


def test_two_pages_of_a_scan() -> None:
    content = (
        "    — 12 —\n\n   HISTOIRE DE LA VILLE\n\nfut alors que les habi¬\ntants, las d'attendre, ré-\n"
        "solurent de partir. Le maire,\nM. Desprès, s'y opposa ; le con-\n\n     — 13 —\n\n  HISTOIRE DE LA VILLE\n\n"
        "seil l'emporta. On réunit cent\nvingt hommes mal vêtus, et on mar-\ncha sur le pont ; elle disait :\n"
        "« Il va rentrer. » On l'a racon-\ntée.\n\n(1) Voir Archives départementales, série G, t. II, p. 45.\n"
    )
    found = read(content)
    assert [one.text for one in found.paragraphs][:-1] == [
        "fut alors que les habitants, las d'attendre, résolurent de partir. Le maire, M. Desprès, s'y opposa ; "
        "le conseil l'emporta. On réunit cent vingt hommes mal vêtus, et on marcha sur le pont ; elle disait : "
        "« Il va rentrer. » On l'a racontée."
    ]
    assert reasons(found) == [("page_number", 2), ("running_title", 2)]


@pytest.mark.parametrize("number", ["{}", "— {} —", "Chapitre {}", "LE PORT {}"])
def test_numbers_between_sentences_stay(number: str) -> None:
    content = "\n\n".join(f"{number.format(n)}\n\nIl pleuvait sur le port depuis le matin." for n in range(1, 6))
    found = read(content)
    assert reasons(found) == []
    assert len(found.paragraphs) == 10


def test_numbers_that_begin_with_one_or_stand_alone() -> None:
    verse = [f"Le vent du soir se lève sur la ville,{' et' * (n % 3)} je crois," for n in range(1, 11)]
    lines = [f"{n:<4}{text}" if n in {1, 5, 10} else f"    {text}" for n, text in enumerate(verse, 1)]
    [found] = read_text("\n".join(lines).encode(), "utf-8", "fr").paragraphs
    assert (found.kind, found.text) == ("verse", " ".join(verse))
    [found] = read_text(f"{verse[0]}\n5    {verse[1]}\n{verse[2]}".encode(), "utf-8", "fr").paragraphs
    assert (found.kind, found.text) == ("verse", " ".join(verse[:3]))


@pytest.mark.parametrize("form", ["{text}     {number}", "{number:<5}{text}", "{text}\t[{number}]"])
def test_numbers_beside_verse(form: str) -> None:
    verse = [f"Le vent du soir se lève sur la ville,{' et' * (n % 3)} je crois" for n in range(1, 13)]
    lines = [form.format(text=text, number=n) if n % 5 == 0 else text for n, text in enumerate(verse, 1)]
    found = read("\n".join(lines))
    assert reasons(found) == [("line_number", 2)]
    assert " ".join(one.text for one in found.paragraphs) == " ".join(verse)


@pytest.mark.parametrize(
    "content", ["Pommes    5\nPoires    10\nPrunes    15", "Il en vendit\n5\net puis\n10", "le 5\nle 10\nle 15"]
)
def test_other_numbers_stay(content: str) -> None:
    assert reasons(read(content)) == []


@pytest.mark.parametrize(
    ("content", "text", "marks"),
    [
        ("Il lisait _Le Soir_ au lit.", "Il lisait Le Soir au lit.", (Mark(10, 17, "em"),)),
        ("Un =gros= mot.", "Un gros mot.", (Mark(3, 7, "strong"),)),
        ("Il vint--trop tard--et partit.", "Il vint—trop tard—et partit.", ()),
        ("L'homme --un marin-- riait.", "L'homme —un marin— riait.", ()),
        ("Tapez git log --stat ou ma_variable_x et a == b.", "Tapez git log --stat ou ma_variable_x et a == b.", ()),
        ("La ſageſſe eﬀacée, fan\u00adtôme.", "La sagesse effacée, fantôme.", ()),
    ],
)
def test_typography(content: str, text: str, marks: tuple[Mark, ...]) -> None:
    (found,) = read(content).paragraphs
    assert (found.text, found.marks) == (text, marks)


def test_pictures_and_notes() -> None:
    found = read(
        "Son oncle[1] entra.\n\n[Illustration: L’oncle et\nle notaire]\n\n[Illustration]\n\nIl lut Horace [2].\n\n"
        "[1] Frère aîné de sa mère.\n[2] Un poète [3]."
    )
    assert [(one.kind, one.text) for one in found.paragraphs] == [
        ("paragraph", "Son oncle entra."),
        ("caption", "L’oncle et le notaire"),
        ("paragraph", "Il lut Horace."),
        ("note", "Frère aîné de sa mère."),
        ("note", "Un poète [3]."),
    ]
    assert [mark for one in found.paragraphs for mark in one.marks if mark.name == "sup"] == [
        Mark(9, 9, "sup", "1"), Mark(13, 13, "sup", "2"), Mark(0, 0, "sup", "1"), Mark(0, 0, "sup", "2"),
    ]  # fmt: skip
    assert reasons(found) == [("markup", 2), ("note_call", 4)]


def test_brackets_without_notes_stay() -> None:
    assert [one.text for one in read("Il dit [1] et [sic] rien.").paragraphs] == ["Il dit [1] et [sic] rien."]


@pytest.mark.parametrize(
    ("content", "text", "marks"),
    [
        ("Le c[oe]ur de la s[oe]ur, [OE]dipe et [Ae]gidius.", "Le cœur de la sœur, Œdipe et Ægidius.", ()),
        ("M^{lle} Rose, M^me Roy, le 1^{er} mai, N^o 3.", "Mlle Rose, Mme Roy, le 1er mai, No 3.", ()),
        ("x^{e} et x^n + y^2", "x^{e} et x^n + y^2", ()),
        ("Le +grand soir+ vint.", "Le grand soir vint.", (Mark(3, 13, "em"),)),
        ("Le ~grand soir~ vint.", "Le grand soir vint.", (Mark(3, 13, "strong"),)),
        ("C++ et a+b+c, ~/a~ et 2 + 3 + 4", "C++ et a+b+c, ~/a~ et 2 + 3 + 4", ()),
        ("Un <i>beau</i> soir.", "Un <i>beau</i> soir.", ()),
        ("Il partit----sans un mot.", "Il partit—sans un mot.", ()),
        ("la [Pg 12] mer", "la mer", ()),
        ("le mot {12} seul", "le mot {12} seul", ()),
    ],
)
def test_what_transcribers_write(content: str, text: str, marks: tuple[Mark, ...]) -> None:
    found = read_text(content.encode(), "utf-8", "fr")
    assert [(one.text, one.marks) for one in found.paragraphs] == [(text, marks)]
    assert found.account
    assert (found.account.unread, found.account.added) == (0, 0)


def test_pages_and_notes_of_transcribers() -> None:
    lines = "Il vit la [Sidenote: Un phare]\nmer.\n\n{12}\n\n[Blank Page]\n\n[Note 3: Voir\nplus bas.]\n\n[Note] Rien."
    found = read_text(lines.encode(), "utf-8", "fr")
    assert [(one.kind, one.text) for one in found.paragraphs] == [
        ("paragraph", "Il vit la mer."), ("note", "Un phare"), ("note", "Voir plus bas."),
        ("paragraph", "[Note] Rien."),
    ]  # fmt: skip


def test_titles_of_few_pages_that_count_them() -> None:
    heads = ("", "\f12            HISTOIRE DU PORT\n", "\fLIVRE II                13\n")
    found = read_text("\n".join(head + page for head, page in zip(heads, PAGES, strict=False)).encode(), "utf-8", "fr")
    assert " ".join(one.text for one in found.paragraphs) == " ".join(PAGES[:3]).replace("\n", " ")
    slides = read_text(b"1. Le port\nIl pleut.\n\f2. La mer\nIl neige.", "utf-8", "fr")
    assert len(slides.paragraphs) == 4


def test_tags_of_a_transcribed_book() -> None:
    found = read_text(
        b"*** START OF THE PROJECT GUTENBERG EBOOK ***\nUn <i>beau</i> <b>soir</b>, 1 <i> 2", "utf-8", "fr"
    )
    [one] = found.paragraphs
    assert (one.text, one.marks) == ("Un beau soir, 1 <i> 2", (Mark(3, 7, "em"), Mark(8, 12, "strong")))


NOTES = "Le port* dort (2).\nIl a 12 km² et dix quais¹, dit-on.\n\n______\n* La rade.\n2. En hiver.\n¹ Petits."


def test_notes_below_a_rule() -> None:
    found = read(NOTES)
    assert [(one.kind, one.text) for one in found.paragraphs if one.translate] == [
        ("paragraph", "Le port dort."), ("paragraph", "Il a 12 km² et dix quais, dit-on."), ("note", "La rade."),
        ("note", "En hiver."), ("note", "Petits."),
    ]  # fmt: skip
    calls = [mark.value for one in found.paragraphs[:2] for mark in one.marks]
    assert calls == ["*", "2", "1"]


@pytest.mark.parametrize(
    "content",
    [
        "Le port\n---\n1. Pain\n2. Sel",
        "Les (2) ports.\n\n* un quai\n* une rade",
        "La rade*\n\n* un quai\n* une rade",
        "Il a 12 km².\n\n2. Pain\n\n3. Sel",
    ],
)
def test_lists_are_no_notes(content: str) -> None:
    found = read(content)
    assert {one.kind for one in found.paragraphs} <= {"heading", "list_item", "paragraph"}
    assert "list_item" in {one.kind for one in found.paragraphs}
    assert not any("[" in one.text for one in found.paragraphs)
