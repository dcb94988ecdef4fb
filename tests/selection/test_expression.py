"""Expressions: polars answers the same to the same question, mistakes are one line, and nothing hostile gets in."""

import re

import polars
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.selection.expression import parse_expression
from pipeline.selection.terms import COLUMNS

ROW: dict[str, object] = {
    "adequacy": 0.7,
    "length_ratio": None,
    "source": "Un chat.",
    "target": "",
    "flags": ["moved"],
    "links": [],
}
ROW |= {"imported_scores": [{"name": "comet", "score": 0.25}], "duplicate_of": None, "reviewed": True}
ROW |= {"origin": "human", "standing": "sure", "paragraph": 3, "split": "dev"}


def is_wanted(text: str) -> bool:
    return not list(parse_expression(text).refusals(ROW))


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "adequacy >= .5", ".5 < adequacy < .8", "not duplicate_of", "source and not target",
        'origin == "human" and "moved" in flags', 'origin in ["human", "corrected"]', 'standing not in ("poor",)',
        "length_ratio is null", "adequacy is not None", "length_ratio is null or length_ratio < 3", "reviewed",
        "reviewed == true",
        'len(source) == 8 and words(source) == 2 and lower(source) == "un chat."', "len(flags) == 1",
        'imported_scores["comet"] < .5', 'imported_scores["other"] is null', '"chat" in source', "not links",
        "paragraph * 2 - 1 == +5", "-adequacy < -.5", "not length_ratio / 0 > 1 or true", 'split == "dev"',
        "paragraph in [1, -2, 3]", "(adequacy\n  > .5)", 'not (origin == "machine")', 'source != "a #b: c"',
    ],
)  # fmt: skip
def test_what_is_true(text: str) -> None:
    assert is_wanted(text)


@pytest.mark.parametrize(
    "text",
    ["length_ratio < 3", "not length_ratio < 3", "length_ratio != 3", "paragraph / 0 > 1", "not paragraph / 0 > 1",
     "adequacy < .5", 'imported_scores["other"] < 1', "duplicate_of", "1e308 * 10 > 1", "not reviewed",
     "length_ratio + 1 > 0 or adequacy < .5"],
)  # fmt: skip
def test_what_is_not_true(text: str) -> None:
    assert not is_wanted(text)


def test_the_reasons_are_the_parts_that_are_not_true() -> None:
    expression = parse_expression(
        'adequacy >= .9  and (not flags or target) and origin == "human" and length_ratio < 3'
    )
    assert list(expression.refusals(ROW)) == ["adequacy >= .9", "not flags or target", "length_ratio < 3"]
    assert expression.columns == {"adequacy", "flags", "target", "origin", "length_ratio"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("adequcy > 1", "'adequcy' is no column: did you mean adequacy?"),
        ("zzz > 1", "'zzz' is no column"),
        ("source > 3", "'3' is a number, and is compared with text"),
        ("adequacy", "'adequacy' is a number, and should be true or false: compare it, as in adequacy >= 1"),
        ("1", "'1' is a number, and should be true or false"),
        ("'a'", "\"'a'\" is text, and should be true or false"),
        ('origin == "humn"', "'\"humn\"' is never in origin: did you mean human?"),
        ('standing in ["sure", "zzz"]', "'\"zzz\"' is never in standing: there are sure, check, poor"),
        ('"untranslatd" not in flags', "'\"untranslatd\"' is never in flags: did you mean untranslated?"),
        ("adequacy == null", "'null' nothing is ever equal to null: use 'is null' or 'is not null'"),
        ("adequacy is 3", "'3' after 'is' stands null only; use == for other values"),
        ("reviewed < true", "'true' true and false have no order"),
        ("adequacy in source", "'source' is text, and a number cannot be in it"),
        ("source in [1]", "'[1]' is a list of numbers, and text cannot be in it"),
        ('source in ["a", 1]', "should be a list of texts, or of numbers"),
        ("adequacy in [-adequacy]", "'[-adequacy]' should be a list of texts, or of numbers"),
        ("adequacy in []", "'[]' should be a list of texts, or of numbers"),
        ("len(adequacy) > 1", "'len(adequacy)' len takes text, a list of texts or a list, not a number"),
        ("len(source, target) > 1", "len takes one column"),
        ("source + 1 > 2", "'source' is text, and there is arithmetic of numbers only"),
        ("-source > 2", "'-source' is not known here; a sign stands before a number only"),
        ("flags == flags", "'flags' is a list of texts, and is compared with a list of texts"),
        ("flags[0] == 'a'", 'only imported_scores has parts, by their names: imported_scores["comet"]'),
        ("adequacy >= .5 and", "cannot be read near ' >= .5 and': invalid syntax"),
        ("adequacy = 1", "cannot be read near 'adequacy = 1': = is written =="),
        ("reviewed && adequacy > .5", "&& is written and"),
        ("reviewed & adequacy > .5", "& is written and"),
        ("adequacy > 50%", "50% is written .5"),
        ("comet > .5", "'comet' is no column; a score of another tool is imported_scores[\"comet\"]"),
        ("ADEQUACY > 1", "'ADEQUACY' is no column: did you mean adequacy?"),
        ('source == "\ud800"', "holds a character that no text has"),
        ("b'a' in source", "is neither a number nor a text"),
        ("1j > 2", "is neither a number nor a text"),
        ("1e999 > adequacy", "'1e999' is too large a number"),
        ("9" * 400 + " > adequacy", "is too large a number"),
        ("... > 1", "is neither a number nor a text"),
    ],
)
def test_a_mistake_is_one_line(text: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_expression(text)
    assert told in str(caught.value)
    assert str(caught.value).startswith("write.where: ")
    assert "\n" not in str(caught.value)


HOSTILE = [
    '__import__("os").system("true")', "source.__class__", "().__class__.__bases__", "9**9**9 > 1", "2 << 99 > 1",
    "10 % 3 > 1", "[x for x in flags]", "lambda: 1", "(x := 1)", "f'{source}' == 'a'", "source if reviewed else target",
    "open('/etc/passwd')", "len.__self__", "getattr(source, 'x')", "{**{}}", "*source", "await source", "yield",
    "source; target", "import os", "len(*flags) > 1", "len(source, key=1) > 1", "source[0]", "flags @ flags", "~1 > 0",
    "print(source)", "{1: 2}", "globals()", "imported_scores[source]", "reviewed is reviewed", "True is None or x",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_no_comparison_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        parse_expression(text)


@pytest.mark.parametrize(
    "text",
    ["(" * 900 + "1" + ")" * 900, "not " * 400 + "reviewed", "-" * 1900 + "1 > 0", "reviewed\0", "a" * 100_000,
     "reviewed and " * 8000 + "reviewed", "[" * 1000, "1 + " * 400 + "1 > 0", '"' + "\\N{DIGIT ONE}" * 200,
     "\udc80 > 1", '"\udc80" in source and zzz'],
)  # fmt: skip
def test_long_deep_and_odd_ones_end_in_one_line(text: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_expression(text)
    assert len(str(caught.value)) < 300


ODD = [*"()[]{}<>=!+-*/.,:;'\"\\ \n1e9x", " and ", "not ", " in ", " is ", "source", "adequacy", "null"]


@given(st.lists(st.sampled_from(ODD), max_size=25).map("".join))
def test_any_text_is_an_expression_or_one_line(text: str) -> None:
    told = ""
    try:
        assert all(isinstance(reason, str) for reason in parse_expression(text).refusals(ROW))
    except InputError as error:
        told = str(error)
    assert not told or re.fullmatch(r"write\.where: [^\n]+", told)


# Expressions by the same grammar for polars, whose SQL is the outside authority of what null means.
NUMBERS = st.sampled_from(["adequacy", "length_ratio", "posterior", "0.5", "-1", "2"])
COMPARED = st.builds("{} {} {}".format, NUMBERS, st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBERS)
NULLS = st.builds(
    "{} is {}".format, st.sampled_from(["adequacy", "length_ratio"]), st.sampled_from(["null", "not null"])
)
TEXTS = st.builds("origin {} 'human'".format, st.sampled_from(["==", "!="]))
CLAUSES = st.recursive(
    COMPARED | NULLS | TEXTS,
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from(["and", "or"]), inner)
        | st.builds("(not {})".format, inner)
    ),
    max_leaves=6,
)
VALUES = st.none() | st.sampled_from([-1.0, 0.0, 0.5, 2.0])
ROWS = st.fixed_dictionaries(
    dict.fromkeys(("adequacy", "length_ratio", "posterior"), VALUES) | {"origin": st.sampled_from(["human", "machine"])}
)


@given(CLAUSES, st.lists(ROWS, min_size=1, max_size=5))
def test_null_means_what_it_means_in_sql(text: str, rows: list[dict[str, object]]) -> None:
    schema = dict.fromkeys(("adequacy", "length_ratio", "posterior"), polars.Float64) | {"origin": polars.String}
    numbered = polars.DataFrame(rows, schema=schema).with_row_index("number")
    sql = text.replace("==", "=").replace("!=", "<>")
    wanted = numbered.filter(polars.sql_expr(sql))["number"].to_list()
    expression = parse_expression(text)
    assert [number for number, row in enumerate(rows) if not list(expression.refusals(row))] == wanted


def test_every_column_of_the_schema_is_known() -> None:
    for name, kind in COLUMNS.items():
        assert parse_expression(f"{name} is null").columns == {name}, kind
