"""Noise: what is no French and English that say the same is seen, and ordinary texts are left in peace."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import score
from pipeline.noise import flag_noise, measure_noise
from pipeline.noise.boilerplate import share_boilerplate
from pipeline.noise.copies import share_copied
from pipeline.noise.damage import count_damage
from pipeline.noise.language import find_language
from pipeline.noise.lengths import length_deviation
from pipeline.words import LanguageCode

FRENCH = "La première année, l’hôtelier a préféré garder près de là-bas l’argent déjà gagné."
ENGLISH = "In the first year the innkeeper preferred to keep the money that he had earned close to home."
TEXTS = st.text(alphabet="aàbcdeéfghilmnoprstuv ,.!?'’«»|>&;#0123456789ÀÉ\n", max_size=80)


@pytest.mark.parametrize(
    ("text", "expected", "language"),
    [
        ("Das Programm liest alle Dateien in diesem Verzeichnis.", "en", "de"),
        ("El programa lee todos los archivos de este directorio.", "en", "es"),
        ("Il programma legge tutti i file di questa cartella.", "fr", "it"),
        ("El programa llegeix tots els fitxers d'aquest directori.", "fr", "ca"),
        ("Lo programa legís totes los fichièrs d'aqueste repertòri.", "fr", "oc"),
        ("Программа читает все файлы в этом каталоге.", "en", "ru"),
        ("The program reads all files in this directory.", "fr", "en"),
        ("HERR MÜLLER UND FRAU WEBER FAHREN NACH STUTTGART.", "en", "de"),
        ("Angela Merkel und Frank-Walter Steinmeier trafen Joachim Gauck in Berlin.", "en", "de"),
    ],
)
def test_another_language_is_told(text: str, expected: LanguageCode, language: str) -> None:
    found = find_language(text, expected)
    assert found
    assert found.language == language
    assert found.probability < 0.3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("DÉFENSE D’AFFICHER SUR LES MURS DE LA MAIRIE", "fr"),
        ("Si li rois Artus ot grant joie de la venue Lancelot, onques si grant ne fu.", "fr"),
        ("Angela Merkel et Frank-Walter Steinmeier ont rencontré Joachim Gauck à Berlin.", "fr"),
        ("Angela Merkel and Frank-Walter Steinmeier met Joachim Gauck in Berlin.", "en"),
        ("Run `apt-get install --no-install-recommends foo` to install the package.", "en"),
        ("Usage: %s [OPTION]... FILE1 FILE2, with --verbose or --quiet", "en"),
        ("He murmured “Sic transit gloria mundi” and closed the door behind him.", "en"),
    ],
)
def test_its_own_language_is_told(text: str, expected: LanguageCode) -> None:
    found = find_language(text, expected)
    assert found is None or found.language == expected


@pytest.mark.parametrize(
    "text", ["", "12 345,67 €", "Wolfgang Amadeus Mozart", "https://exemple.fr/der-zug", "Berlin, 12 h"]
)
def test_nothing_is_said_of_too_few_letters(text: str) -> None:
    assert find_language(text, "fr") is None


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "mac_roman", "cp850", "cp1250"])
@pytest.mark.parametrize("times", [1, 2])
def test_utf8_read_as_something_else_is_damage(codec: str, times: int) -> None:
    text = FRENCH
    for _ in range(times):
        text = text.encode().decode(codec, "replace")
    assert count_damage(text, "fr") > 2
    assert count_damage(FRENCH, "fr") == 0


@pytest.mark.parametrize("codec", ["mac_roman", "cp850", "cp1251", "utf-8"])
def test_single_bytes_read_as_something_else_are_damage(codec: str) -> None:
    assert count_damage(FRENCH.encode("cp1252").decode(codec, "replace"), "fr") > 2


def test_letters_that_are_lost_are_damage() -> None:
    assert count_damage(FRENCH.encode("ascii", "replace").decode(), "fr") > 2
    assert count_damage(FRENCH.encode("ascii", "ignore").decode(), "fr") > 2
    assert count_damage(html.escape(html.escape("L'été & l'hiver")), "fr") > 2
    assert count_damage("Voir https://exemple.fr/page?id=3&nom=x. Quoi ? Rien.", "fr") == 0


@pytest.mark.parametrize(
    "text", ["Les deputes ont vote la loi hier soir.", "De la, il va a pied jusqu'a la mer.", "cela prouve la liberte"]
)
def test_accents_that_are_lost_alone_are_damage(text: str) -> None:
    assert count_damage(text, "fr") > 0
    assert count_damage(text, "en") == 0


@pytest.mark.parametrize(
    "text",
    [
        "Il a vu la mer et le port de son pays.",
        "Il y a un chat ou deux dans la cour, dit Paul.",
        "Quoi ? dit-il en riant, tu pars ?",
        "L'Etat et l'Eglise vivent en paix.",
        "Helene Martin habite Nice avec Renee.",
    ],
)
def test_texts_that_need_no_accents_are_not_damaged(text: str) -> None:
    assert count_damage(text, "fr") == 0


@given(st.lists(st.sampled_from(["la", "mer", "annee", "a", "premiere", "il", "Ete"]), min_size=1, max_size=12))
def test_one_accented_letter_clears_a_text_of_lost_accents(words: list[str]) -> None:
    assert count_damage(" ".join([*words, "été"]), "fr") == 0


@pytest.mark.parametrize(
    "text", ["Andr? Dupont spoke", "aunt CÈline went on", "S„o Paulo", "he liked it ? and left", "born (1469?1539)"]
)
def test_damage_of_a_letter_in_english_is_seen(text: str) -> None:
    assert count_damage(text, "en") > 0


@given(TEXTS, TEXTS)
def test_every_score_has_its_range(source: str, target: str) -> None:
    noise = measure_noise(source, target)
    assert noise.damage >= 0
    shares = noise.french, noise.english, noise.copied, noise.boilerplate
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert (noise.source_language is None) == (noise.french is None)
    assert measure_noise(source, target) == noise


@given(st.lists(st.sampled_from(["le chat", "dort", "ici", "été", "loin"]), min_size=1, max_size=30))
def test_a_text_is_all_copied_into_itself(words: list[str]) -> None:
    text = " ".join(words)
    assert share_copied(text, text) in (None, 1.0)


@given(st.integers(1, 400), st.integers(1, 400))
def test_the_longer_the_english_the_higher_the_deviation(french: int, english: int) -> None:
    assert length_deviation("a" * french, "b" * (english + 1)) > length_deviation("a" * french, "b" * english)


@pytest.mark.parametrize("text", ["***", "12 | 13 | 14", "https://exemple.fr/a www.exemple.fr", "Home > News > Sport"])
def test_what_has_no_text_is_boilerplate(text: str) -> None:
    assert share_boilerplate(text, "en") == 1.0


def test_ordinary_pairs_have_no_flags_of_noise() -> None:
    noise = measure_noise(FRENCH, ENGLISH)
    assert list(flag_noise(noise)) == []
    assert (noise.source_language, noise.target_language) == ("fr", "en")


def test_each_kind_of_noise_has_its_flag() -> None:
    german = "Im ersten Jahr behielt der Wirt das verdiente Geld lieber in der Nähe."
    other = "The committee will meet again on Thursday to discuss the remaining proposals."
    pairs = {
        "wrong_language": (FRENCH, german),
        "damaged_text": (FRENCH.encode().decode("cp1252", "replace"), ENGLISH),
        "boilerplate": ("Accueil | Contact | Plan du site", "Home | Contact | Site map"),
        "untranslated": (FRENCH, "In the first year, l’hôtelier a préféré garder près de là-bas l’argent déjà gagné."),
        "unrelated": (FRENCH, other),
        "omission": (f"{FRENCH} Le comité se réunira de nouveau jeudi pour examiner les autres propositions.", ENGLISH),
        "addition": (FRENCH, f"{ENGLISH} {other}"),
    }
    long = (
        "Le comité se réunira de nouveau jeudi prochain, afin d'examiner les autres propositions des communes rurales."
    )
    assert "omission" in score([(long, "The committee will meet again next Thursday, in order")])[0].flags
    missed = [
        flag for flag, judgement in zip(pairs, score(list(pairs.values())), strict=True) if flag not in judgement.flags
    ]
    assert missed == []
    assert score([(FRENCH, ENGLISH)])[0].flags == ()
