"""Placeables: what stays letter for letter is found, and nothing that a translator would translate."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.placeables import KINDS, find_placeables, merge_stretches

FOUND = {
    "address": [
        "https://www.exemple.fr/aide/page_2.html?x=1&y=deux#haut", "www.mairie-brest.fr/", "mailto:a.b@exemple.fr",
        "exemple.fr/contact", "service.client+fr@exemple.co.uk", "10.1000/xyz.2020-5",
    ],
    "handle": ["@mairie_exemple", "#ParisPlages"],
    "placeholder": ["%s", "%1$d", "%(nom)s", "{count}", "{{ nom }}", "${HOME}", "$PATH", ":smile:", "%APPDATA%"],
    "markup": ["<b>", "</b>", '<a href="x.html">', "<br/>", "&nbsp;", "&#233;", "[@dupont2020]", "\\ref{fig:un}"],
    "formula": ["$a^2 + b^2 = c^2$", "$x$", "$$E = mc^2$$", "\\(x < 3\\)"],
    "code": ["`make install`", "``a`b``", "os.path.join()", "nom_de_fichier", "camelCase", "iPhone",
        "std::vector", "--mode=lecture"],
    "path": ["/usr/local/bin", "~/.bashrc", "../images/", "C:\\Temp\\a.txt", "/etc", "contrat_v2.docx", "index.html"],
    "account": ["FR76 3000 6000 0112 3456 7890 189", "FR7630006000011234567890189", "51234567800012"],
    "telephone": ["01 23 45 67 89", "+33 1 23 45 67 89", "0123456789", "418 555-0145",
        "1 800 555-0199", "02/512.34.56"],
    "reference": ["2.10.3", "v1.2", "AB-123-CD", "L. 121-1", "AB-12/34", "COVID-19", "RFC 5322", "ISO 639-3"],
    "sign": ["🎉", "😀👍🏽", "🤷\u200d♂️", "🇫🇷"],
    "script": ["λόγος", "слово и дело", "東京"],
}  # fmt: skip
AROUND = ["Voir {} ici.", "Il dit « {} », puis se tait.", "({})", "{}"]


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_placeables(text)]


def test_every_kind_has_examples() -> None:
    assert set(FOUND) == set(KINDS)


@pytest.mark.parametrize("around", AROUND)
@pytest.mark.parametrize("placeable", [one for examples in FOUND.values() for one in examples])
def test_placeables_are_found_without_what_stands_around_them(placeable: str, around: str) -> None:
    assert found(around.format(placeable)) == [placeable]


@pytest.mark.parametrize(
    "text",
    [
        "Il est parti. Elle reste.", "Le 3 mars 2025, à 14 h 30.", "1 500,00 € ou 12.500,00 euros",
        "3 000 000 habitants",
        "12 % des élèves, soit 5 %", "Viens-tu ? - Oui ; non : peut-être...", "et/ou, km/h, 24h/24",
        "L'an XII, M. Dupont",
        "le n° 12 et la p. 3", "$ 5 et 10 $", "« a » & « b »", "C'est-à-dire : rien",
        "Paris-Brest, 1914-1918", "Je t'aime <3 et 2 < 3 > 1", "au 12, rue de Siam, 29200 Brest",
        "A. B. C.", "l’été #1", "M. McDonald chez LeBlanc",
    ],
)  # fmt: skip
def test_what_is_to_be_translated_is_none(text: str) -> None:
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le numéro SIRET est le 512 345 678 00012.", ["512 345 678 00012"]),
        ("R.C.S. de Brest sous le n° 512\u00a0345\u00a0678.", ["512\u00a0345\u00a0678"]),
        ("La ville a 512 345 678 habitants.", []),
        ("ISBN 978-2-07-036822-8, p. 12", ["978-2-07-036822-8"]),
        ("de 978-2 à 07-036", []),
        ("Écrivez à a@b.fr, c@d.fr.", ["a@b.fr", "c@d.fr"]),
        ("Copiez `a.txt`.", ["`a.txt`"]),
    ],
)
def test_numbers_that_name_need_their_name(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(st.text(max_size=80))
def test_stretches_are_in_order_and_apart(text: str) -> None:
    last = 0
    for start, end in find_placeables(text):
        assert last <= start < end <= len(text)
        last = end


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda pair: (min(pair), max(pair)))))
def test_merging_covers_what_was_covered(stretches: list[tuple[int, int]]) -> None:
    covered = {place for start, end in stretches for place in range(start, end)}
    merged = merge_stretches(stretches)
    assert {place for start, end in merged for place in range(start, end)} == covered
    assert merged == sorted(merged)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("BIC : BNPAFRPPXXX", ["BNPAFRPPXXX"]),
        ("Composez le +32 2 555 12 12.", ["+32 2 555 12 12"]),
        ("+12 000 000 habitants", []),
        ("Numéro 0 800 123 456.", ["0 800 123 456"]),
        ("Le 12.03.2024, la 12.3.24.1", ["12.3.24.1"]),
        ("La loi n° 78-17 et la page 78-17", ["78-17"]),
        ("étudiant(e)s, mot(s)", []),
        ("next(delai=5)", ["next(delai=5)"]),
        ("Fini.Elle part, M.le maire", []),
        ("le module os.path et django.db.models", ["os.path", "django.db.models"]),
        ("Lancez ls -la /tmp puis partez.", ["ls -la /tmp"]),
        ("cat et find sont là - bien", []),
        ("Il est 15h30, 3 km2, 12 µs", []),
        ("12 kWh", []),
        ("%s%d et %d%%", ["%s%d", "%d%%"]),
        ("[[Aide:Accueil]] et [b]gras[/b]", ["[[Aide:Accueil]]", "[b]", "[/b]"]),
        ("D'accord ;) :-( ¯\\_(ツ)_/¯", [";)", ":-(", "¯\\_(ツ)_/¯"]),
        ("H₂O et CO₂, m²", ["H₂O", "CO₂"]),
    ],
)
def test_what_is_near_to_a_placeable_is_none(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "unit", ["a.", "-a ", "[[", "\\a", "A1", "(a=", "0 8", "+1 ", '{"', "☆_", "a(", "/a", "a:b::", '="', "€ "]
)
def test_the_time_does_not_grow_faster_than_the_text(unit: str) -> None:
    assert isinstance(find_placeables(unit * 20_000), list)
