"""Tables of corrections: what is written comes back, old tables are read for ever, and a broken one is named."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.review.corrections import (
    COLUMNS,
    Approval,
    BeadCorrection,
    Correction,
    EnglishCorrection,
    LinkCorrection,
    fold,
    merge,
    read_table,
    write_table,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"))
VISIBLE = TEXT.filter(fold)
NUMBER = st.none() | st.integers(0, 999_999_999)
LINKS = st.sets(st.tuples(st.integers(0, 99), st.integers(0, 99))).map(sorted).map(tuple)
CORRECTIONS = st.lists(
    st.builds(EnglishCorrection, TEXT, VISIBLE, VISIBLE)
    | st.builds(BeadCorrection, TEXT, VISIBLE, TEXT, NUMBER, NUMBER)
    | st.builds(BeadCorrection, TEXT, TEXT, VISIBLE, NUMBER, NUMBER)
    | st.builds(LinkCorrection, TEXT, VISIBLE, VISIBLE, LINKS)
    | st.builds(Approval, TEXT, VISIBLE, TEXT)
)
HEADER = "\t".join(COLUMNS) + "\n"


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=100)
@given(CORRECTIONS)
def test_a_table_comes_back_as_it_was(tmp_path: Path, made: list[Correction]) -> None:
    write_table(tmp_path / "a.tsv", made)
    assert list(read_table(tmp_path / "a.tsv").corrections) == made


def test_rows_that_say_nothing_are_left_out(tmp_path: Path) -> None:
    said: list[Correction] = [
        EnglishCorrection("a", "Oui.", "Yes."),
        BeadCorrection("a", "", "Yes."),
        BeadCorrection("a", "Oui.", ""),
        Approval("a", "Oui.", ""),
    ]
    nothing: list[Correction] = [
        EnglishCorrection("a", "Oui.", " "),
        EnglishCorrection("a", "", "Yes."),
        BeadCorrection("a", "", " ", 1, 2),
        LinkCorrection("a", "Oui.", "", ()),
        LinkCorrection("a", "", "Yes.", ()),
        Approval("a", " ", "Yes."),
    ]
    write_table(tmp_path / "a.tsv", [*said, *nothing])
    assert list(read_table(tmp_path / "a.tsv").corrections) == said


def test_what_no_table_can_hold_is_replaced(tmp_path: Path) -> None:
    write_table(tmp_path / "a.tsv", [EnglishCorrection("a", "Oui\0.", "Yes\ud800.\r\n")])
    assert read_table(tmp_path / "a.tsv").corrections == (EnglishCorrection("a", "Oui\ufffd.", "Yes\ufffd.\n"),)


@given(CORRECTIONS, CORRECTIONS)
@settings(deadline=None)
def test_merging_again_changes_nothing(one: list[Correction], two: list[Correction]) -> None:
    merged = merge(one, two)
    assert merge(merged, two) == merge(merged, []) == merged
    assert set(two) >= set(merged) - set(one)


def test_a_later_correction_replaces_one_of_the_same_thing() -> None:
    bead, again = BeadCorrection("a", "Oui.", "Yes.", 1, 2), BeadCorrection("a", "Oui. ", "Yes.", 1, 2)
    elsewhere, last = BeadCorrection("a", "Oui.", "Yes.", 7, 8), BeadCorrection("a", "Aïe.", "")
    earlier: list[Correction] = [
        LinkCorrection("a", "Oui.", "Yes.", ((0, 0),)),
        last,
        bead,
        EnglishCorrection("b", "Oui.", "Aye."),
        elsewhere,
        EnglishCorrection("a", "Oui.", "Yes."),
    ]
    later: list[Correction] = [again, EnglishCorrection("a", "Oui .", "Aye."), LinkCorrection("a", "Oui.", "Yes.", ())]
    assert merge(earlier, later) == [
        EnglishCorrection("a", "Oui .", "Aye."),
        EnglishCorrection("b", "Oui.", "Aye."),
        last,
        elsewhere,
        again,
        LinkCorrection("a", "Oui.", "Yes.", ()),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_table_of_version_1_is_english_as_spreadsheets_save_it(tmp_path: Path, encoding: str) -> None:
    text = '"target"\t"document"\t"mine"\t"source"\r\n"Said ""yes""."\ta\t!\t"Dit « oui »."\r\n\r\n'
    (tmp_path / "a.tsv").write_text(text, encoding=encoding, newline="")
    made = read_table(tmp_path / "a.tsv").corrections
    assert made == (EnglishCorrection("a", "Dit « oui ».", 'Said "yes".'),)
    write_table(tmp_path / "a.tsv", made)
    lines = (tmp_path / "a.tsv").read_text(encoding="utf-8").splitlines()
    assert lines == [HEADER.strip("\n"), '2\tenglish\ta\tDit « oui ».\t"Said ""yes""."\t\t\t']
    assert read_table(tmp_path / "a.tsv").corrections == made


def test_columns_of_version_2_are_found_by_name(tmp_path: Path) -> None:
    header = "mine\tlinks\tkind\ttarget_at\tsource_at\ttarget\tsource\tdocument\tversion\n"
    rows = "x\t1-0 0-0 0-0\tlinks\t\t\tYes.\tOui.\ta\t2\n\t\t bead \t7\t\tYes.\t\ta\t 2\n"
    (tmp_path / "a.tsv").write_text(header + rows, encoding="utf-8")
    assert read_table(tmp_path / "a.tsv").corrections == (
        LinkCorrection("a", "Oui.", "Yes.", ((0, 0), (1, 0))),
        BeadCorrection("a", "", "Yes.", None, 7),
    )


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("source\ttarget\n", "lacks document"),
        ("document\tsource\ttarget\na\tb\n", "line 2 has 2 values, not 3"),
        ("document\tsource\ttarget\na\tb\tc\n\na\t\0\tc\n", "line 4 holds a NUL"),
        ("document\tsource\ttarget\tkind\na\tb\tc\tbead\n", "line 2: the table has no column version, source_at"),
        (HEADER + '2\tenglish\ta\t"b\nb"\tc\t\t\t\n3\tbead\ta\tb\tc\t\t\t\n', "line 4: version 3 .* newer"),
        (HEADER + "1\tenglish\ta\tb\tc\t\t\t\n", "line 2: the version is '1', not 2"),
        (HEADER + "\tenglish\ta\tb\tc\t\t\t\n", "line 2: the version is '', not 2"),
        (HEADER + "2.0\tenglish\ta\tb\tc\t\t\t\n", "line 2: version is '2.0', not a number"),
        (HEADER + "2\tEnglisch\ta\tb\tc\t\t\t\n", "line 2: the kind is 'Englisch', not one of english, bead, links"),
        (HEADER + f"2\tbead\ta\tb\tc\t{10**20}\t\t\n", "line 2: source_at is '1000"),
        (HEADER + f"2\tbead\ta\tb\tc\t{'9' * 5000}\t\t\n", "line 2: source_at is '9999"),
        (HEADER + "2\tbead\ta\tb\tc\t\t-1\t\n", "line 2: target_at is '-1', not a number"),
        (HEADER + "2\tbead\ta\tb\tc\t\t²\t\n", "line 2: target_at is '²', not a number"),
        (HEADER + "2\tlinks\ta\tb\tc\t\t\t0-0 2-Jan\n", "line 2: not a word link: '2-Jan'"),
        (HEADER + f"2\tlinks\ta\tb\tc\t\t\t0-{'9' * 5000}\n", "line 2: not a word link: '0-9"),
        (HEADER + "2\tlinks\ta\tb\tc\t\t\t0-²\n", "line 2: not a word link"),
    ],
)
def test_a_broken_table_is_named(tmp_path: Path, content: str, message: str) -> None:
    (tmp_path / "a.tsv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=rf"a\.tsv: .*{message}") as raised:
        read_table(tmp_path / "a.tsv")
    assert "\n" not in str(raised.value)
    assert len(str(raised.value)) < len(str(tmp_path)) + 200


def test_a_table_in_another_encoding_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.tsv").write_bytes(HEADER.encode() + "2\tenglish\ta\tété\tc\t\t\t\n".encode("cp1252"))
    with pytest.raises(InputError, match=r"a\.tsv: is not UTF-8"):
        read_table(tmp_path / "a.tsv")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.booleans(), st.binary() | st.text(st.sampled_from('2\t\n\r"b\0-1é')).map(str.encode))
def test_any_bytes_are_a_table_or_an_input_error(tmp_path: Path, header: bool, content: bytes) -> None:
    (tmp_path / "a.tsv").write_bytes(HEADER.encode() * header + content)
    with suppress(InputError):
        read_table(tmp_path / "a.tsv")
