"""Transcripts, chats and mails in plain text: heads of turns, quotations, headers, signatures."""

import pytest

from pipeline.document import Document, Mark, Paragraph, Text
from pipeline.formats.text.read import read_text
from pipeline.stages.segment import segmented
from pipeline.stages.translate import translate_documents
from pipeline.translation.translator import Translator


def read(content: str) -> list[Paragraph]:
    return list(read_text(content.encode(), "utf-8", "fr").paragraphs)


def heads(content: str) -> list[tuple[str, str]]:
    """The head of each paragraph, and who speaks."""
    found = []
    for one in read(content):
        names = [mark.value for mark in one.marks if mark.name == "voice"]
        head = [one.text[mark.start : mark.end] for mark in one.marks if mark.name == "head"]
        found.append(("".join(head), "".join(names)))
    return found


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ("[00:12:03] il pleut sur le quai\n[00:12:09] encore un peu",
         [("[00:12:03]", ""), ("[00:12:09]", "")]),
        ("12:03 Marie : tu viens ?\n12:04 Paul : oui", [("12:03 Marie :", "Marie"), ("12:04 Paul :", "Paul")]),
        ("(0:45) La lune attire l’eau.\n(1:30) Le soleil aussi.", [("(0:45)", ""), ("(1:30)", "")]),
        ("2024-03-01 14:02 départ du bateau\n2024-03-01 15:10 arrivée au port",
         [("2024-03-01 14:02", ""), ("2024-03-01 15:10", "")]),
        ("12/03/2024, 14:02 - Zoé : tu as vu ?\n12/03/2024, 14:05 - Ali Ben : non",
         [("12/03/2024, 14:02 - Zoé :", "Zoé"), ("12/03/2024, 14:05 - Ali Ben :", "Ali Ben")]),
        ("[14:02] <zoe> qui est là ?\n[14:03] <max_75> moi",
         [("[14:02] <zoe>", "zoe"), ("[14:03] <max_75>", "max_75")]),
        ("MARIE : Vous venez demain ?\nPAUL : Peut-être bien.\nMARIE : Quel dommage pour nous !",
         [("MARIE :", "MARIE"), ("PAUL :", "PAUL"), ("MARIE :", "MARIE")]),
        ("M. LE PRÉSIDENT. – La parole est à vous.\nMme Durand. – Je vous remercie beaucoup.\n"
         "M. LE PRÉSIDENT. – Je vous en prie.\nMme Durand. – Nos ports se meurent.",
         [("M. LE PRÉSIDENT. –", "M. LE PRÉSIDENT"), ("Mme Durand. –", "Mme Durand")] * 2),
        ("Marie Dupont  14:02\nTu viens ?\n\nKarim Benali  14:05\nOui.",
         [("Marie Dupont  14:02", ""), ("", ""), ("Karim Benali  14:05", ""), ("", "")]),
        ("Ève Marchand, 9:02\nbonjour\n9:05 – Ali : salut\nAli : ça va",
         [("Ève Marchand, 9:02", ""), ("", ""), ("9:05 – Ali :", "Ali"), ("Ali :", "Ali")]),
        ("LA PRÉSIDENTE. – La séance reprend.\n\nMme Ève Roy, ministre. – Merci.\n\nM. le rapporteur. Non !\n\nFin.",
         [("LA PRÉSIDENTE. –", "LA PRÉSIDENTE"), ("Mme Ève Roy, ministre. –", "Mme Ève Roy"),
          ("M. le rapporteur.", "M. le rapporteur"), ("", "")]),
    ],
)  # fmt: skip
def test_heads_of_turns(content: str, wanted: list[tuple[str, str]]) -> None:
    assert heads(content) == wanted


@pytest.mark.parametrize(
    "content",
    [
        "Nom : Lefort\nVille : Brest\nNom : Garnier\nVille : Lorient",
        "I. – Le présent article s’applique.\nII. – Il entre en vigueur.\nI. – Le décret est abrogé.",
        "Le train de 12:03 est parti.\nCelui de 12:30 aussi.",
        "Attention : la route est fermée.\nLa nuit tombe.",
        "M. le curé sonna. Personne ne vint.\n\nMme Roy dormait. Il attendit.",
        "Il salua M. Roy et\nM. le maire. Puis il partit.",
    ],
)
def test_what_is_no_head(content: str) -> None:
    assert {head for head, _ in heads(content)} == {""}


def test_a_head_stays_before_the_english_of_its_turn(translator: Translator) -> None:
    text = segmented(Text("fr", tuple(read("12:03 Marie : il pleut.\n12:04 M. Paul : oui. Il neige."))))
    [document] = translate_documents([Document("d", text)], translator)
    english = dict(zip(document.source.sentences(), (one.text for one in document.hypotheses), strict=True))
    assert list(english) == ["12:03 Marie : il pleut.", "12:04 M. Paul : oui.", "Il neige."]
    alone = translate_documents([Document("d", segmented(Text("fr", (Paragraph("il pleut."),))))], translator)
    assert english["12:03 Marie : il pleut."] == "12:03 Marie : " + alone[0].hypotheses[0].text
    assert english["12:04 M. Paul : oui."].startswith("12:04 M. Paul : ")


MAIL = """De : Marie <marie@exemple.fr>
À : Karim <karim@exemple.fr>
Objet : la clef

Merci beaucoup, je passerai ce soir vers huit heures. La clef est chez
la gardienne.

Le lun. 4 mars 2024 à 18:12, Karim Benali
<karim@exemple.fr> a écrit :

> Bonjour,
>
> je n’ai plus la clef du local, et je crois l’avoir laissée sur la table
> de la cuisine.
>> Qui a la clef ?
> Merci.

--
Marie Dupont
01 23 45 67 89"""


def test_a_mail() -> None:
    assert [(one.kind, one.text) for one in read(MAIL)] == [
        ("paragraph", "De : Marie <marie@exemple.fr>"),
        ("paragraph", "À : Karim <karim@exemple.fr>"),
        ("paragraph", "Objet : la clef"),
        ("paragraph", "Merci beaucoup, je passerai ce soir vers huit heures. La clef est chez la gardienne."),
        ("paragraph", "Le lun. 4 mars 2024 à 18:12, Karim Benali <karim@exemple.fr> a écrit :"),
        ("quote", "Bonjour,"),
        ("quote", "je n’ai plus la clef du local, et je crois l’avoir laissée sur la table de la cuisine."),
        ("quote", "Qui a la clef ?"),
        ("quote", "Merci."),
        ("paragraph", "--"),
        ("paragraph", "Marie Dupont"),
        ("paragraph", "01 23 45 67 89"),
    ]


def test_a_quoted_line_that_a_program_has_broken() -> None:
    long = "est-ce que tu as pu regarder le rapport que je t’ai envoyé la semaine"
    found = read(f"> Salut,\n> {long}\ndernière avant la réunion\n> de jeudi ?\n\nOui.")
    assert [one.text for one in found] == ["Salut,", f"{long} dernière avant la réunion de jeudi ?", "Oui."]


def test_marks_of_a_head() -> None:
    (one, _) = read("12:03 Zoé : oui, demain\n12:04 Ali : non")
    assert one.marks == (Mark(0, 11, "head"), Mark(12, 23, "voice", "Zoé"))


def test_times_inside_of_sentences() -> None:
    lines = "0:00\nCe soir, la\n0:04\nmer monte sur la\n\n0:07\njetée.\n0:09\nOui, dit-elle."
    found = read_text(lines.encode(), "utf-8", "fr")
    assert [one.text for one in found.paragraphs] == [
        "0:00", "Ce soir, la mer monte sur la jetée.", "0:09", "Oui, dit-elle.",
    ]  # fmt: skip
    assert found.account
    assert [(one.reason, one.times) for one in found.account.left_out] == [("cue_times", 2)]
    captions = "\n".join(f"0:{n:02}\nalors la mer monte et le vent" for n in range(9))
    assert len(read_text(captions.encode(), "utf-8", "fr").paragraphs) == 18


@pytest.mark.parametrize(
    ("content", "wanted", "left_out"),
    [
        ("0:00 bonjour à tous 0:03 dans cette 0:05 vidéo nous 0:09 parlons.",
         ["bonjour à tous dans cette vidéo nous parlons."], 12),
        ("0:58 Il dort [1:02] encore. [1:04] Elle\n1:07 arrive à 1:09 ou [1:11] après.",
         ["0:58 Il dort encore. Elle", "1:07 arrive à 1:09 ou après."], 9),
        ("8:00 Café. 8:15 Départ du car. 9:30 Visite. 12:00 Repas.",
         ["8:00 Café. 8:15 Départ du car. 9:30 Visite. 12:00 Repas."], 0),
        ("Le train de 0:03 part 0:05 ou 0:07 ou 0:09.", ["Le train de 0:03 part 0:05 ou 0:07 ou 0:09."], 0),
    ],
)  # fmt: skip
def test_times_inside_of_lines_are_left_out(content: str, wanted: list[str], left_out: int) -> None:
    text = read_text(content.encode(), "utf-8", "fr")
    assert [one.text for one in text.paragraphs] == wanted
    assert text.account
    assert sum(one.letters for one in text.account.left_out if one.reason == "cue_times") == left_out


def test_a_play_keeps_its_speakers_apart() -> None:
    lines = (
        "JUSTIN. -- Monsieur? Il est sorti.", "MADAME POITREAU, entrant.--Justin! Où est mon mari?",
        "JUSTIN.--Chez son client.", "LE COMMISSAIRE (haut). — Au nom de la loi!",
    )  # fmt: skip
    found = read_text("\n\n".join(lines).encode(), "auto", "fr").paragraphs
    heads = [one.text[mark.start : mark.end] for one in found for mark in one.marks if mark.name == "head"]
    assert heads == ["JUSTIN. —", "MADAME POITREAU,", "JUSTIN.—", "LE COMMISSAIRE (haut). —"]
    assert [mark.value for one in found for mark in one.marks if mark.name == "voice"] == [
        "JUSTIN", "MADAME POITREAU", "JUSTIN", "LE COMMISSAIRE",
    ]  # fmt: skip


def test_an_address_ends_what_is_said() -> None:
    chat = "[14/03/2024 09:15] Tom: Tu as vu ? https://ex.fr/a?b=c\nc'est trop bien\n[14/03/2024 09:16] Léa: Oui !\n"
    assert [one.text for one in read(chat)][1:] == ["c'est trop bien", "[14/03/2024 09:16] Léa: Oui !"]


def test_quotations_in_quotations_lie_deeper() -> None:
    mail = "Bonjour,\n\n> Un mot de toi.\n>> Un mot de moi.\n>>> Et un autre.\n"
    assert [(one.kind, one.level) for one in read(mail)[1:]] == [("quote", 0), ("quote", 2), ("quote", 3)]
