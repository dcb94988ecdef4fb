"""Glossaries: what is read of them, what is found by them, and that a run keeps to them and says where it did not."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import make_config, run
from pipeline.errors import InputError
from pipeline.formats.glossaries import read_glossary
from pipeline.glossary import Glossary, Term, english_stem, french_stem, in_plural, stands_in
from pipeline.quality.metrics import TermUse
from pipeline.steps import make_now
from pipeline.translation.answers import Answer
from pipeline.translation.engine import Decoding
from pipeline.translation.engines import open_engine
from pipeline.translation.model import Model
from pipeline.translation.options import TranslateOptions
from pipeline.translation.pieces import Pieces
from pipeline.translation.terms import TermSearch, make_drafts

_TBX = """<?xml version="1.0"?><martif type="TBX"><text><body>
<termEntry><langSet xml:lang="fr-FR"><tig><term>moulin  à vent</term></tig></langSet>
<langSet xml:lang="en"><tig><term>windmill</term></tig>
<tig><term>wind mill</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></tig>
</langSet></termEntry>
</body></text></martif>"""


def _file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_tables_and_tbx_are_read(tmp_path: Path) -> None:
    tab = _file(tmp_path, "a.txt", '# ours\n\nphare\tbeacon\tnot "lighthouse"\nphare\tlight\n"x"\ty\n')
    comma = _file(tmp_path, "b.csv", 'Source,Target\n"quai, le",quay\n')
    semicolon = _file(tmp_path, "c.csv", "fr;en\njetée;pier\n")
    found = read_glossary([tab, comma, semicolon, _file(tmp_path, "d.tbx", _TBX)])
    assert found.terms == (
        Term("phare", ("beacon", "light")),
        Term('"x"', ("y",)),
        Term("quai, le", ("quay",)),
        Term("jetée", ("pier",)),
        Term("moulin à vent", ("windmill",)),
    )


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.tsv", "phare\tbeacon\nquai\n", r"a.tsv:2: expected a French term and its English: 'quai'"),
        ("a.csv", "phare,\n", "a.csv:1: expected"),
        ("a.tbx", "<martif><text>", "is not well-formed XML"),
    ],
)
def test_a_bad_glossary_is_one_line(tmp_path: Path, name: str, text: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_glossary([_file(tmp_path, name, text)])
    with pytest.raises(InputError, match="cannot be read"):
        read_glossary([tmp_path / "missing.tsv"])


def test_entities_of_a_tbx_are_not_followed(tmp_path: Path) -> None:
    secret = _file(tmp_path, "secret", "windmill")
    hostile = f'<!DOCTYPE m [<!ENTITY e SYSTEM "{secret.as_uri()}">]>' + _TBX.split("?>")[1].replace("windmill", "&e;")
    with pytest.raises(InputError, match="entit"):
        read_glossary([_file(tmp_path, "a.tbx", hostile)])


@pytest.mark.parametrize(
    ("french", "terms"),
    [
        ("L’arc-en-ciel !", ["arc-en-ciel"]),
        ("des arcs-en-ciel", ["arc-en-ciel"]),
        ("LE FIGARO", ["Figaro"]),
        ("un figaro", []),
        ("une pomme, de terre", ["pomme"]),
        ("des pommes\u00a0de terre", ["pomme de terre"]),
        ("la pommeraie", []),
    ],
)
def test_what_is_a_use_of_a_term(french: str, terms: list[str]) -> None:
    glossary = Glossary(tuple(Term(t, ("x",)) for t in ("pomme", "pomme de terre", "Figaro", "arc-en-ciel")))
    assert [use.term.source for use in glossary.uses(french)] == terms


def test_terms_that_differ_only_in_capitals_or_number_are_told_apart() -> None:
    listed = {"Orange": "Orange plc", "orange": "orange", "tour": "tower", "tours": "tricks"}
    glossary = Glossary(tuple(Term(french, (english,)) for french, english in listed.items()))
    for french, english in listed.items():
        assert [use.english for use in glossary.uses(f"voici {french} ici")] == [english]
    assert [use.english for use in glossary.uses("deux oranges")] == ["oranges"]


def test_a_line_without_end_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"a\.tsv:1: expected a French term"):
        read_glossary([_file(tmp_path, "a.tsv", "x" * 200_000)])


@pytest.mark.parametrize(
    ("term", "french", "uses"),
    [
        ("tour", "la tour", [("tour", False)]),
        ("tour", "les tours", [("tour", True)]),
        ("tours", "les tours", [("tours", False)]),
        ("pas", "pas", [("pas", False)]),  # three letters have no plural mark
        ("quai", "les quais, le quai", [("quai", True)]),  # each once, as it stands first
        ("Tour", "la tour", []),
        ("Tour", "TOUR", [("Tour", False)]),
        ("cheval de bois", "des chevaux de bois", [("cheval de bois", True)]),
        ("cheval de bois", "un cheval, de bois", []),
        ("cheval de bois", "un cheval de", []),
        ("château fort", "château‑fort", [("château fort", False)]),
        ("château fort", "château’fort", [("château fort", False)]),
        ("château fort", "château. Fort", []),
        ("C++", "en C++ ici", [("C++", False)]),
        ("C#", "en C", []),
    ],
)
def test_uses_of_one_term(term: str, french: str, uses: list[tuple[str, bool]]) -> None:
    found = Glossary((Term(term, ("x",)),)).uses(french)
    assert [(use.term.source, use.plural) for use in found] == uses


def test_nothing_is_found_without_terms_nor_words() -> None:
    assert Glossary().uses("la tour") == []
    assert Glossary((Term("tour", ("tower",)),)).uses("— !") == []


@pytest.mark.parametrize(
    ("terms", "french", "uses"),
    [
        (("tour", "tour de guet", "guet"), "la tour de guet et le guet", ["tour de guet", "guet"]),
        (("tour de", "de guet"), "la tour de guet", ["tour de"]),  # from left to right
        (("a b", "b c d"), "a b c d", ["a b"]),
        (("b c d",), "a b b c d", ["b c d"]),
    ],
)
def test_the_longest_term_is_found_from_the_left(terms: tuple[str, ...], french: str, uses: list[str]) -> None:
    glossary = Glossary(tuple(Term(term, ("x",)) for term in terms))
    assert [use.term.source for use in glossary.uses(french)] == uses


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("tower", "towers"), ("box", "boxes"), ("bus", "buses"), ("waltz", "waltzes"), ("watch", "watches"),
        ("dish", "dishes"), ("city", "cities"), ("boy", "boys"), ("day", "days"), ("key", "keys"), ("guy", "guys"),
        ("sea shell", "sea shells"),
    ],
)  # fmt: skip
def test_english_plurals(singular: str, plural: str) -> None:
    assert in_plural(singular) == plural
    assert stands_in(singular, f"Two {plural} here.")


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("tours", "tour"), ("bus", "bus"), ("noix", "noi"), ("chevaux", "cheval"), ("eaux", "eau"), ("jeux", "jeu"),
        ("faux", "fal"), ("chat", "chat"), ("nos", "nos"),
    ],
)  # fmt: skip
def test_french_words_without_their_mark_of_the_plural(word: str, stem: str) -> None:
    assert french_stem(word) == stem


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("towers", "tower"), ("gas", "gas"), ("gases", "gas"), ("dishes", "dish"), ("glass", "glass"),
        ("watches", "watch"), ("cities", "city"), ("tower", "tower"), ("boxes", "box"), ("axes", "ax"),
        ("horses", "hors"),
    ],
)  # fmt: skip
def test_english_words_without_their_mark_of_the_plural(word: str, stem: str) -> None:
    assert english_stem(word) == stem


@pytest.mark.parametrize(
    ("term", "english", "found"),
    [
        ("sea wall", "the sea-walls", True),
        ("sea wall", "the sea, wall", False),
        ("sea wall", "the sea", False),
        ("sea wall", "wall sea", False),
        ("the Wall", "the wall", False),
        ("the Wall", "THE WALLS", True),
        ("gas", "gases", True),
        ("beacon", "a b beacon", True),
        ("beacon", "", False),
    ],
)
def test_what_stands_in_the_english(term: str, english: str, found: bool) -> None:
    assert stands_in(term, english) == found


def test_a_term_is_kept_to_by_any_of_its_english() -> None:
    glossary = Glossary((Term("phare", ("beacon", "lighthouse")), Term("quai", ("quay",))))
    assert glossary.missing("Le phare et le quai.", "The lighthouse and the quay.") == []
    missing = glossary.missing("Les phares et le quai.", "The lights and the dock.")
    assert [use.english for use in missing] == ["beacons", "quay"]


@given(st.lists(st.sampled_from(["box", "city", "watch", "boy", "tower", "glass", "sea shell", "gas"]), min_size=1))
def test_a_plural_is_recognised(terms: list[str]) -> None:
    text = ", ".join(map(in_plural, terms))
    assert all(stands_in(term, text) for term in terms)
    glossary = Glossary(tuple(Term(term, (term,)) for term in dict.fromkeys(terms)))
    assert glossary.missing(text, text) == []


@given(st.lists(st.sampled_from(["▁a", "▁b", "c"]), max_size=8), st.integers(0, 3))
def test_every_draft_has_the_term_and_only_cuts_whole_words(translation: list[str], most: int) -> None:
    for draft in make_drafts("", translation, ["▁term"], most):
        assert draft.beginning[-1] == "▁term"
        assert not draft.rest or draft.rest == tuple(translation[len(translation) - len(draft.rest) :])
        assert not draft.rest or draft.rest[0].startswith("▁")
        assert len("".join(translation).split("▁")) - len("".join(draft.beginning + draft.rest).split("▁")) <= most


@pytest.mark.slow
@pytest.mark.parametrize("name", ["ctranslate2", "transformers"])
def test_each_engine_can_score_go_on_and_be_brought_to_say_a_term(model: Model, name: str) -> None:
    engine, pieces = open_engine(model, TranslateOptions(engine=name)), Pieces(model.folder)
    source = "Le vieux phare guide les bateaux dans la nuit."
    [french] = pieces.split([source])
    [free] = engine.translate([french], Decoding(4, 60))
    [again] = engine.score([french], [free.pieces])
    assert again == pytest.approx(free.score, abs=1e-3)
    [begun] = engine.translate([french], Decoding(2, 60), [free.pieces[:3]])
    assert begun.pieces[:3] == free.pieces[:3]
    glossary = Glossary((Term("phare", ("beacon",)), Term("bateau", ("vessel",))))
    answer = Answer(pieces.join(free.pieces), free.score, len(free.pieces) + 1, free.finished)
    found = TermSearch(engine, pieces, glossary, 2, 60)({source: answer}, make_now)[source]
    assert "beacon" in found.text
    assert "vessels" in found.text


@pytest.mark.slow
def test_a_run_keeps_to_a_glossary_and_tells_what_it_missed(tmp_path: Path) -> None:
    french = _file(tmp_path, "a.fr.txt", "Le phare brille dans la nuit.\n\nLe gardien du phare dort.\n")
    _file(tmp_path, "terms.tsv", "phare\tbeacon\ngardien\tkeeper ☃\n")
    data = {"read": {"files": [french.name]}, "translate": {"glossary": "terms.tsv"}, "output": "out"}
    config = make_config(data | {"write": {"formats": ["jsonl", "report"]}}, base=tmp_path)
    result = run(config)
    rows = [json.loads(line) for line in (tmp_path / "out/pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    assert all("beacon" in row["target"] for row in rows)
    assert result.metrics.glossary is not None
    assert result.metrics.glossary.uses == 3
    assert [row["flags"] == ["missing_terms"] for row in rows].count(True) == result.metrics.glossary.missed
    assert "uses of its terms" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    assert run(config).made == 0
    _file(tmp_path, "terms.tsv", "phare\tlight tower\n")
    assert run(config).metrics.glossary == TermUse(uses=2, missed=0, misses=())
