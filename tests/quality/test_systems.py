"""Systems: what a run says of its machine's English, and the lines that several have in common."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.pairs import Pair
from pipeline.quality.comparison import compare
from pipeline.quality.significance import Sampling
from pipeline.quality.summaries import find_oddities
from pipeline.quality.systems import System, SystemLine, judged, match, share_references, system_of_pairs

PAIR = Pair(
    *(
        "a:1",
        "a",
        0,
        "1-1",
        "Il pleut.",
        "It rains.",
        "human",
        0.9,
        (),
        (),
        {"adequacy": 0.9},
        (),
        (),
        "It is raining.",
    ),
    standing="sure",
)


def system(name: str, *texts: tuple[str, str]) -> System:
    """Make a system of pairs of French and hypothesis."""
    lines = (SystemLine(f"{name}:{n}", english, name, french) for n, (french, english) in enumerate(texts, 1))
    return System(name, tuple(lines))


def test_the_machine_is_measured_and_people_are_not() -> None:
    machine = replace(PAIR, id="a:2", origin="machine", machine=None, flags=("negation",), standing="check")
    others = [
        replace(PAIR, machine=None),
        replace(PAIR, origin="corrected"),
        replace(PAIR, source=""),
        replace(PAIR, source="* * *"),
        replace(PAIR, target=""),
    ]
    found = system_of_pairs("run", [PAIR, machine, *others])
    assert found.lines == (
        SystemLine("a:1", "It is raining.", "a", "Il pleut.", ("It rains.",)),
        SystemLine("a:2", "It rains.", "a", "Il pleut.", (), ("negation",), "check", 0.9),
    )
    assert found.left_out == {
        "not translated by machine": 2,
        "corrected by a person": 1,
        "without French": 1,
        "without letters": 1,
    }
    assert found.measured.lines == found.lines[:1]
    assert found.measured.references == [["It rains."]]
    assert found.of("a").lines == found.lines
    assert found.of("b").lines == ()


def test_what_a_run_knew_of_its_english_stays() -> None:
    known = SystemLine("1", "It rains.", source="Il pleut.", standing="poor", adequacy=0.1)
    unknown = replace(known, standing=None, adequacy=None)
    first, second, third = judged(System("a", (known, unknown, SystemLine("3", "Yes.")))).lines
    assert first == known
    assert second.standing == "sure"
    assert (second.adequacy or 0) > 0.5
    assert third.standing is None


lines = st.lists(
    st.tuples(st.sampled_from(["Oui.", "Non.", "Oui. ", ""]), st.sampled_from(["Yes.", "No."])), max_size=5
)


@given(lines, lines, st.booleans())
def test_every_line_is_common_or_missing(one: list[tuple[str, str]], two: list[tuple[str, str]], same: bool) -> None:
    systems = [system("a", *one), system("a" if same else "b", *two)]
    assume(all(any(french for french, _ in texts) for texts in (one, two)))
    found = match(systems)
    assert len({len(matched.lines) for matched in found.systems}) == 1
    common = len(found.systems[0].lines)
    assert [len(ids) for ids in found.missing] == [len(two) - common, len(one) - common]
    pairs = zip(*(matched.lines for matched in found.systems), strict=True)
    assert all(first.source.split() == second.source.split() for first, second in pairs)


def test_lines_without_french_are_matched_by_number() -> None:
    one, two = (
        System(name, tuple(SystemLine(str(n), name) for n in range(count))) for name, count in (("a", 2), ("b", 3))
    )
    assert match([one, one]).missing == ((), ())
    with pytest.raises(InputError, match=r"^b: has 3 lines, and a has 2: they must correspond$"):
        match([one, two])
    with pytest.raises(InputError, match=r"^a: has no French to find its lines by"):
        match([system("c", ("Oui.", "Yes.")), one])
    with pytest.raises(InputError, match="have no line in common"):
        compare([system("c", ("Oui.", "Yes.")), system("d", ("Non.", "No."))])


def test_a_reference_counts_for_all_unless_another_run_has_another() -> None:
    line = SystemLine("1", "It rains.", source="Il pleut.")
    given = [((), ("It  rains.",)), (("Rain.",), ("It rains.",)), ((), ())]
    columns = [tuple(replace(line, references=pair[side]) for pair in given) for side in (0, 1)]
    found, differing = share_references([System("a", columns[0]), System("b", columns[1])])
    assert differing == 1
    assert [one.references for one in found[0].lines] == [("It  rains.",), (), ()]
    assert found[0].lines == found[1].lines


def test_changes_are_sorted_by_effect() -> None:
    reference = ["The sea was high.", "She said nothing.", "Yes.", "No.", "The door."]
    first = ["The sea was high.", "She told nothing.", "Yes!", "No.", "A door."]
    other = ["A lake.", "She said nothing.", "Yes.", "No.", "A  door."]
    systems = [
        System(name, tuple(SystemLine(str(n), text, references=(reference[n],)) for n, text in enumerate(texts)))
        for name, texts in (("first", first), ("other", other))
    ]
    [contest] = compare(systems, ["chrf"], Sampling(0, 0)).contests
    assert [change.first.id for change in contest.better] == ["2", "1"]
    assert [change.first.id for change in contest.worse] == ["0"]
    assert [change.first.id for change in contest.even] == ["4"]
    assert (contest.same, contest.changed) == (1, 4)
    assert not [change for change in contest.better if change.adequacy is not None]


def test_without_references_adequacy_decides() -> None:
    french = ["Il pleut.", "Mon frère chante."]
    one = system("a", *zip(french, ["My brother sings.", "My brother sings."], strict=True))
    two = system("b", *zip(french, ["It rains.", "It is raining."], strict=True))
    found = compare([one, two])
    assert (found.measured, found.scores) == (0, ())
    [contest] = found.contests
    assert [[change.other.id for change in kind] for kind in (contest.better, contest.worse)] == [["b:1"], ["b:2"]]
    assert [one.standing for one in found.summaries] == [{"sure": 1, "poor": 1}, {"sure": 1, "poor": 1}]
    assert [one.flags for one in found.summaries] == [{"doubtful_translation": 1}] * 2


def test_what_is_odd_is_told() -> None:
    tokenised = System("t", tuple(SystemLine(str(n), "It rains .", references=("",)) for n in range(100)), {"odd": 3})
    assert list(find_oddities(tokenised)) == [
        "t: 100 of 100 references are empty",
        "t: 100 lines end in ' .', as tokenised text does; BLEU is meant for plain text",
        "t: 3 left out, odd",
    ]
