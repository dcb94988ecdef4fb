"""Tables of pairs as they are in the wild: what is read of them, and what is said of how it was found."""

import gzip
import json
from pathlib import Path

import pytest
from backports import zstd

from pipeline.document import Document, Given
from pipeline.errors import InputError
from pipeline.formats.sources import Source
from pipeline.stages.read import ReadOptions, read_documents

SUMMER = [("À l’été", "In summer"), ("Déjà ?", "Already?")]
PLAIN = [("Il pleut sur le port.", "It is raining on the harbour."), ("Oui.", "Yes.")]
QUOTED = [('Il dit : "oui"; elle, non.', 'He says "yes"; she says no.'), ("Un\nsaut.", "A\nbreak.")]
FLAT = [(source.replace("\n", " "), target.replace("\n", " ")) for source, target in QUOTED]
RAW = [('"Oui."', '"Yes."'), ('"Non, dit-il.', '"No," he said.'), ("5\" d'écran", '5" screen')]


def document_of(folder: Path, name: str, data: bytes, *columns: str, encoding: str = "auto") -> Document:
    """The document of a table."""
    path = folder / name
    path.write_bytes(data)
    [document] = read_documents(Source(name, path, path), ReadOptions(encoding=encoding, columns=columns))
    return document


def read(folder: Path, name: str, data: bytes, *columns: str) -> list[tuple[str, str]]:
    """The pairs of a table, all letters of which are accounted for."""
    document = document_of(folder, name, data, *columns)
    assert document.reference
    for account in document.accounts():
        assert (account.account.unread, account.account.added) == (0, 0)
    sides = document.source.paragraphs, document.reference.paragraphs
    return [(one.text, other.text) for one, other in zip(*sides, strict=True)]


def found(document: Document) -> str:
    """What is said of how a table was understood."""
    assert document.source.account
    return document.source.account.found


def lines(rows: list[tuple[str, str]], row: str) -> bytes:
    """A table with a row a pair."""
    return "".join(row.format(*pair) + "\n" for pair in rows).encode()


@pytest.mark.parametrize(
    ("name", "data", "wanted"),
    [
        ("plain.tsv", lines(PLAIN, "{}\t{}"), PLAIN),
        ("turned.tsv", lines(PLAIN, "{1}\t{0}"), PLAIN),
        ("header.tsv", b"EN\tid\tFR-fr\n" + lines(PLAIN, "{1}\t7\t{0}"), PLAIN),
        ("opus.tsv", lines(PLAIN, "1.0625\t{}\t{}"), PLAIN),
        ("bicleaner.tsv", lines(PLAIN, "{}\t{}\t0.71\t0.9"), PLAIN),
        ("manythings.tsv", lines(PLAIN, "{1}\t{0}\tCC-BY 2.0 (France) Attribution: tatoeba.org #1 (by CK)"), PLAIN),
        ("tatoeba.tsv", lines(PLAIN, "1276\t{1}\t4391\t{0}"), PLAIN),
        ("raw.tsv", lines(RAW, "{}\t{}"), RAW),
        ("cr.tsv", lines(PLAIN, "{}\t{}").replace(b"\n", b"\r\n"), PLAIN),
        ("bom.csv", b"\xef\xbb\xbf" + b"fr,en\n" + lines(PLAIN, "{},{}"), PLAIN),
        ("excel.csv", lines(SUMMER, "{};{}").decode().encode("cp1252"), SUMMER),
        ("excel.tsv", lines(PLAIN, "{}\t{}").decode().encode("utf-16"), PLAIN),
        ("german.csv", b"English;French\n" + lines(PLAIN, '"{1}";"{0}"'), PLAIN),
        ("quoted.csv", lines([(a.replace('"', '""'), b.replace('"', '""')) for a, b in QUOTED], '"{}","{}"'), FLAT),
        ("quoted.tsv", lines([(a.replace('"', '""'), b.replace('"', '""')) for a, b in QUOTED], '"{}"\t"{}"'), FLAT),
        ("bars.csv", b"fr|en\n" + lines(PLAIN, "{}|{}"), PLAIN),
        ("blank.csv", b"fr,en,,\n" + lines(PLAIN, "{},{},,") + b",,,\n\n", PLAIN),
        ("neutral.csv", b"source,target\n" + lines(PLAIN, "{1},{0}"), PLAIN),
        ("sentences.csv", b"sentence1,sentence2\n" + lines(PLAIN, "{},{}"), PLAIN),
        ("formula.csv", b'fr,en\n=1+1,"=HYPERLINK(""x"")"\n@a,-b\n', [("=1+1", '=HYPERLINK("x")'), ("@a", "-b")]),
        ("long.tsv", b"fr\ten\n" + lines([("é" * 2**20, "e" * 2**20)], "{}\t{}"), [("é" * 2**20, "e" * 2**20)]),
        ("flat.jsonl", b'{"fr": "Oui.", "en": "Yes."}\n\n{"en": "A", "fr": "B"}', [("Oui.", "Yes."), ("B", "A")]),
        ("hub.ndjson", b'{"translation": {"en": "Yes.", "fr": "\\u00c7a."}}\n', [("Ça.", "Yes.")]),
        ("array.json", json.dumps([{"french": "Oui.", "english": "Yes."}], indent=1).encode(), [("Oui.", "Yes.")]),
        ("packed.tsv.zst", zstd.compress(lines(PLAIN, "{}\t{}")), PLAIN),
        ("packed.jsonl.gz", gzip.compress(b'{"fr": "Oui.", "en": "Yes."}\n'), [("Oui.", "Yes.")]),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_tables_in_the_wild(tmp_path: Path, name: str, data: bytes, wanted: list[tuple[str, str]]) -> None:
    assert read(tmp_path, name, data) == wanted


def test_one_line_says_what_was_found(tmp_path: Path) -> None:
    rows = b"id,fr,en\n1,Oui.,Yes.\n2,Seul.,\n3,,Alone.\n4,a\n"
    told = "1 pair; French from the column fr, English from en; 1 row without English; 1 row without French; "
    assert found(document_of(tmp_path, "a.csv", rows)) == told + "1 row that cannot be read"
    further = b"fr\ten\tdomain\tcomet\turl\nOui.\tYes.\tlaw\t.5\ta.org\n"
    assert found(document_of(tmp_path, "d.tsv", further)).endswith("; left out: domain, url")
    known = b'{"fr": "Oui.", "en": "Yes.", "id": ["a"], "origin": [1], "made_by": {}}\n'
    assert document_of(tmp_path, "e.jsonl", known).given == ()
    assert found(document_of(tmp_path, "b.tsv", b"Oui.\n")) == "0 pairs; French from column 1; 1 row without English"
    machine = b'{"fr": "Oui.", "en": "Yes.", "origin": "machine"}\n'
    assert found(document_of(tmp_path, "c.jsonl", machine)).endswith("; 1 by machine")


def test_columns_are_chosen_by_name_or_number(tmp_path: Path) -> None:
    data = b"un,deux,trois\nLe port,Der Hafen,The harbour\n"
    assert read(tmp_path, "a.csv", data, "Un", "trois") == [("Le port", "The harbour")]
    assert read(tmp_path, "a.csv", data, "1", "3")[1:] == [("Le port", "The harbour")]
    with pytest.raises(InputError, match=r"a\.csv: has no column quatre \(read\.columns\); its columns are un, deux"):
        read(tmp_path, "a.csv", data, "un", "quatre")


FRENCH = "Ce n’est pas le port que nous avons vu sur la carte avec elle, et il ne dit où il est que pour les autres."
ENGLISH = (
    "This is not the harbour that we have seen on the map with her, and he does not tell which of them it was for."
)
GERMAN = "Das ist nicht der Hafen, den wir mit ihr auf der Karte gesehen haben, und er sagt es nur den anderen Leuten."


@pytest.mark.parametrize(
    ("pair", "language"), [((GERMAN, ENGLISH), "French"), ((FRENCH, GERMAN), "English"), ((ENGLISH, GERMAN), "French")]
)
def test_other_languages_are_refused(tmp_path: Path, pair: tuple[str, str], language: str) -> None:
    assert len(read(tmp_path, "a.tsv", lines([(FRENCH, ENGLISH)] * 100, "{}\t{}"))) == 100
    data = lines([pair] * 100, "{}\t{}")
    with pytest.raises(InputError, match=f"no column looks {language}, of 1, 2; say which are French and English"):
        read(tmp_path, "a.tsv", data)
    assert read(tmp_path, "a.tsv", data, "1", "2") == [pair] * 100


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_minority_of_rows_does_not_decide_which_column_is_which(tmp_path: Path, is_turned: bool) -> None:
    rows = [(FRENCH, ENGLISH)] * 70 + [(ENGLISH, FRENCH), (FRENCH, FRENCH), (ENGLISH, ENGLISH)] * 10
    data = lines(rows, "{1}\t{0}" if is_turned else "{0}\t{1}")
    assert read(tmp_path, "a.tsv", data) == rows


def test_scores_in_columns_are_scores_of_other_tools(tmp_path: Path) -> None:
    data = b"fr\ten\tbicleaner-ai\tyear\tadequacy\nOui.\tYes.\t0.5\t1999\t0.25\nNon.\tNo.\t\t2000\t0.5\n"
    assert document_of(tmp_path, "a.tsv", data).given == (Given(scores=(("bicleaner_ai", 0.5),)), None)
    missing = document_of(tmp_path, "c.tsv", b"fr\ten\tlaser\nOui.\tYes.\t0\nNon.\tNo.\tnan\nSi.\tYes.\t.5\n").given
    assert missing == (Given(scores=(("laser", 0.0),)), None, Given(scores=(("laser", 0.5),)))
    both = document_of(tmp_path, "b.tsv", b"1.25\t0.5\tOui.\tYes.\n").given
    assert both == (Given(scores=(("score", 1.25), ("score_2", 0.5))),)


@pytest.mark.parametrize("ids", [("a:1", "a:1"), ("a:1", ""), ("1", "2")])
def test_ids_that_find_no_pair_are_not_taken(tmp_path: Path, ids: tuple[str, str]) -> None:
    data = "id,fr,en\n" + "".join(f"{name},Oui.,Yes.\n" for name in ids)
    assert document_of(tmp_path, "a.csv", data.encode()).given == ()


def test_a_table_without_french_is_refused(tmp_path: Path) -> None:
    for data, problem in [
        (b"", "holds no rows that can be read"),
        (b"fr,en\n", "holds no rows that can be read"),
        (b"fr,en\n,Yes.\n", "holds no text"),
        (b'{"fr": ["Oui."], "en": "Yes."}\n', "holds no text"),
    ]:
        name = "a.jsonl" if data.startswith(b"{") else "a.csv"
        with pytest.raises(InputError, match=rf"{name}: {problem}"):
            document_of(tmp_path, name, data)
