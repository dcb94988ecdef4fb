"""Numbers are compared by value, unit and order, whatever form either language gives them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.numbers import compare_numbers

SAME = [
    # digits
    ("1 234,56 €", "€1,234.56"),
    ("Il y a 12\u202f500 habitants.", "There are 12,500 inhabitants."),
    ("12.500 habitants", "12,500 inhabitants"),
    ("un budget de 3,5 millions d'euros", "a budget of €3.5m"),
    ("1,5 milliard d’euros", "EUR 1.5 billion"),
    ("3 M€", "3 million euros"),
    ("une dette de 2 100 milliards", "a debt of 2.1 trillion"),
    ("2 fr. 50", "2.50 francs"),
    ("0,75 €", "75 cents"),
    ("il fait -12 °C", "it is minus 12 degrees Celsius"),
    # words
    ("quatre-vingt-dix-sept pages", "97 pages"),
    ("septante-deux voix", "seventy-two votes"),
    ("nonante et un", "ninety-one"),
    ("soixante et onze ans", "seventy-one years"),
    ("trois cent mille hommes", "three hundred thousand men"),
    ("dix-huit cents francs", "eighteen hundred francs"),
    ("mille neuf cent quatre-vingt-quatre", "nineteen eighty-four"),
    ("une douzaine d'œufs", "a dozen eggs"),
    ("une demi-douzaine", "half a dozen"),
    ("une vingtaine de personnes", "about twenty people"),
    ("deux millions et demi de francs", "two and a half million francs"),
    ("des milliers de gens", "thousands of people"),
    ("les deux frères", "both brothers"),
    ("deux fois", "twice"),
    ("trois fois plus", "three times as much"),
    # ordinals, Roman numerals, centuries
    ("le 1er étage", "the first floor"),
    ("la 2e division", "the second division"),
    ("le dix-neuvième siècle", "the 19th century"),
    ("au XVIe s. déjà", "already in the 1500s"),
    ("au XXe siècle", "in the twentieth century"),
    ("Louis XIV et Henri IV", "Louis XIV and Henry IV"),
    ("François Ier", "Francis I"),
    ("Acte III, scène 2", "Act 3, scene 2"),
    ("son vingt et unième anniversaire", "her twenty-first birthday"),
    # shares
    ("les deux tiers des voix", "two-thirds of the votes"),
    ("un quart des élèves", "25% of pupils"),
    ("la moitié des voix", "50 per cent of the votes"),
    ("une personne sur cinq", "one person in five"),
    ("neuf sur dix", "nine out of ten"),
    ("12,5 % des voix", "12.5 per cent of the vote"),
    ("½ litre", "half a litre"),
    # dates
    ("le 20 mars 2020", "on March 20, 2020"),
    ("le 1er mai", "on the first of May"),
    ("le 20/03/2020", "on 20 March 2020"),
    ("le 25 décembre", "on Christmas Day"),
    ("de 1914 à 1918", "1914-18"),
    ("les années 80", "the 1980s"),
    ("les années soixante-dix", "the seventies"),
    ("les années 1980 et 1990", "the 1980s and 1990s"),
    ("les années 2000", "the 2000s"),
    # clock
    ("à 15 h 20", "at 3:20 p.m."),
    ("à 15h20", "at twenty past three"),
    ("à 15 heures", "at 3 p.m."),
    ("à 15 heures", "at three o'clock"),
    ("à quatre heures et demie", "at half past four"),
    ("à six heures moins le quart", "at a quarter to six"),
    ("à midi et demi", "at half past twelve"),
    ("à minuit", "at midnight"),
    ("à 0 h 30", "at 12:30 a.m."),
    ("de 9 h à 17 h", "from 9 a.m. to 5 p.m."),
    ("à huit heures du soir", "at eight in the evening"),
    ("cet après-midi", "this afternoon"),
    # durations and units
    ("un quart d'heure", "fifteen minutes"),
    ("trois quarts d'heure", "three quarters of an hour"),
    ("une demi-heure", "30 minutes"),
    ("une heure et demie", "ninety minutes"),
    ("quinze jours", "a fortnight"),
    ("quinze jours", "two weeks"),
    ("huit jours", "a week"),
    ("48 heures", "two days"),
    ("un an et demi", "eighteen months"),
    ("35 km", "22 miles"),
    ("100 km/h", "62 mph"),
    ("20 °C", "68 °F"),
    ("1,5 kg", "1,500 grams"),
    ("10 à 12 km", "between 10 and 12 kilometres"),
    # names in digits
    ("Tél. : 02 98 12 34 56", "Tel.: 02 98 12 34 56"),
    ("la version 2.10.3", "version 2.10.3"),
    ("article L. 122-14", "article L. 122-14"),
    # small words that are no numbers
    ("une maison et un jardin", "the house and its garden"),
    ("Un instant, une seconde !", "Wait a moment!"),
    ("un ordinateur neuf", "a new computer"),
    ("Le premier ministre", "The Prime Minister"),
    ("en premier lieu", "to begin with"),
    ("le tiers-monde", "the developing countries"),
    ("Il habite à Trois-Rivières.", "He lives in Trois-Rivières."),
]
DIFFERENT = [
    ("1 234,56 €", "€1,234.65"),
    ("12,5 %", "125%"),
    ("3,5 millions", "3.5 billion"),
    ("quatre-vingt-onze", "eighty-one"),
    ("soixante-dix", "sixty"),
    ("une douzaine d'œufs", "a hundred eggs"),
    ("le 20 mars 2020", "in March 2020"),
    ("le 20 mars 2020", "on 20 May 2020"),
    ("en juin 2021", "in July 2021"),
    ("à 15 h 20", "at 3:20 a.m."),
    ("à sept heures moins dix", "at ten past seven"),
    ("à midi", "at midnight"),
    ("Louis XIV", "Louis XVI"),
    ("au XIXe siècle", "in the 18th century"),
    ("les années 80", "the 1970s"),
    ("les années 80", "eighty years ago"),
    ("12 %", "12 km"),
    ("35 km", "35 miles"),
    ("900 €", "£900"),
    ("180 °C", "180 °F"),
    ("quatre mois", "four weeks"),
    ("-5 °C", "5 °C"),
    ("un tiers des voix", "two thirds of the votes"),
    ("deux fois moins cher", "twice as expensive"),
    ("une personne sur cinq", "one person in four"),
    ("le premier chapitre", "the second chapter"),
    ("12 hommes et 15 femmes", "15 men and 12 women"),
    ("de 10 à 20 euros", "from 20 to 10 euros"),
    ("dans l'ordre 1, 3, 2", "in the order 1, 2, 3"),
    ("Tél. : 02 98 12 34 56", "Tel.: 02 98 12 43 56"),
    ("la version 2.10.3", "version 2.10.2"),
    ("un quart d'heure", "half an hour"),
    ("10 à 12 km", "10 km"),
]


@pytest.mark.parametrize(("source", "target"), SAME)
def test_the_same_numbers(source: str, target: str) -> None:
    compared = compare_numbers(source, target)
    assert not compared.missing
    assert not compared.invented


@pytest.mark.parametrize(("source", "target"), DIFFERENT)
def test_other_numbers(source: str, target: str) -> None:
    assert compare_numbers(source, target).missing


@pytest.mark.parametrize(
    ("source", "target", "invented"),
    [
        ("Il est venu.", "He came in 1998.", ["1998"]),
        ("Il est venu.", "The two of them came.", []),  # what may be said in another way
        ("Du 6 au 27 février 2002", "From 6 February 2002 to 27 February 2002", []),
        ("5 $ par mois et 50 $ par an", "5 $50 a month and $50 a year", ["50"]),  # grown together
    ],
)
def test_what_the_english_invents(source: str, target: str, invented: list[str]) -> None:
    assert [target[one.start : one.end] for one in compare_numbers(source, target).invented] == invented


@given(st.integers(0, 10**12))
def test_a_number_is_the_same_in_both_forms(number: int) -> None:
    french = f"{number:,}".replace(",", " ")
    assert not compare_numbers(f"Il y a {french} pages.", f"There are {number:,} pages.").missing


@given(st.integers(11, 10**9), st.integers(1, 10**6))
def test_another_number_is_missed(number: int, more: int) -> None:
    french = f"{number:,}".replace(",", " ")
    assert compare_numbers(f"Il y a {french} pages.", f"There are {number + more:,} pages.").missing


@given(st.text(alphabet="12 :.,-/hdeux%XVI°½et", max_size=40), st.text(alphabet="12 :.,-/pmtwo%XVI°½a", max_size=40))
def test_places_are_in_their_texts(source: str, target: str) -> None:
    compared = compare_numbers(source, target)
    assert all(0 <= one.start < one.end <= len(source) for one in compared.missing)
    assert all(0 <= one.start < one.end <= len(target) for one in compared.foreign)


@pytest.mark.parametrize(
    ("source", "target", "missing"),
    [
        ("Il fait plus de 90 °F.", "It is more than 90 temperatures.", ["90 °F"]),
        ("17 % des armes", "17 of the weapons", ["17 %"]),
        ("46 cents de plus", "46 centuries more", ["46 cents"]),
        ("Au bout de 10 heures, il part.", "At the end of 10 p.m., he leaves.", ["10 heures"]),
        ("Il a 12 ans.", "He is 12.", []),  # understood
        ("Les 6 l'attendent à 12 m.", "The 6 wait for him at 12 m.", []),
        ("7 h au lieu de 9 h", "9 a.m. instead of 7 a.m.", ["7 h", "9 h"]),
    ],
)
def test_a_measure_without_its_unit_is_missed(source: str, target: str, missing: list[str]) -> None:
    assert [source[one.start : one.end] for one in compare_numbers(source, target).missing] == missing
