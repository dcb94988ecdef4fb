"""What a report counts and draws: bars, maps, times, and which pairs to look at first."""

from pathlib import Path

import pytest

from pipeline.document import Bead, Document, Hypothesis, Paragraph, Segment, Text
from pipeline.formats.report.figures import HistogramBar, Point, alignment_map, bars, histogram
from pipeline.formats.report.gather import Map, find_points, gather_figures, thinned
from pipeline.formats.report.times import draw, is_times, write_times
from pipeline.formats.report.write import settings


def test_bars_have_the_same_width_and_the_last_holds_the_largest() -> None:
    assert bars([0.0, 0.25, 0.5, 1.0], 2) == [HistogramBar(0.0, 0.5, 2), HistogramBar(0.5, 1.0, 2)]
    assert bars([5.0], 2) == [HistogramBar(5.0, 6.0, 1), HistogramBar(6.0, 7.0, 0)]
    assert len(bars([0.0, 1.0])) == 24


@pytest.mark.parametrize(("outliers", "low", "high"), [(2, 0.0, 1.0), (3, -1000.0, 1000.0)])
def test_one_value_in_a_hundred_on_either_side_does_not_stretch_the_bars(
    outliers: int, low: float, high: float
) -> None:
    inner = 200 - 2 * outliers
    values = [-1000.0] * outliers + [n / (inner - 1) for n in range(inner)] + [1000.0] * outliers
    found = bars(values, 4)
    assert (found[0].start, found[-1].end) == (low, high)
    assert sum(bar.count for bar in found) == 200


def test_a_histogram() -> None:
    assert str(histogram([0.0, 0.0, 1.0], "a<b")) == (
        '<svg role="img" aria-label="a&lt;b: 3 values" viewBox="-1 -1 322 144">'
        '<rect class="bar" x="0.0" y="0.0" width="12.3" height="120.0"><title>0 … 0.0417: 2</title></rect>'
        '<rect class="bar" x="306.7" y="60.0" width="12.3" height="60.0"><title>0.958 … 1: 1</title></rect>'
        '<text y="136">0</text><text class="end" x="320" y="136">1</text></svg>'
    )


def test_an_alignment_map() -> None:
    assert str(alignment_map([Point(0.5, 0.25, False), Point(1.0, 1.0, True)], "t")) == (
        '<svg role="img" aria-label="t: French to the right, English down" viewBox="-1 -1 242 242">'
        '<rect class="frame" width="240" height="240"/>'
        '<line class="path" x1="0.0" y1="0.0" x2="120.0" y2="60.0"/>'
        '<line class="doubt" x1="120.0" y1="60.0" x2="240.0" y2="240.0"/></svg>'
    )


@pytest.mark.parametrize(("count", "most", "left"), [(0, 3, 0), (3, 3, 3), (4, 3, 2), (9, 3, 3), (10, 3, 3)])
def test_a_map_is_thinned_by_runs(count: int, most: int, left: int) -> None:
    every = [Point(n / 10, n / 5, n == 0) for n in range(count)]
    found = thinned(every, most)
    assert len(found) == left
    assert [(point.source, point.target) for point in found[-1:]] == [(n.source, n.target) for n in every[-1:]]
    assert [point.doubtful for point in found] == [True, False, False][:left]


STYLE = (
    "<style>text{font:13px system-ui,sans-serif;fill:#22201c}rect{fill:#625c50}"
    "@media(prefers-color-scheme:dark){text{fill:#e6e1d6}rect{fill:#b0a898}}</style>"
)


def test_times(tmp_path: Path) -> None:
    path = tmp_path / "work/times.svg"
    write_times(path, {"read": 0.5, "translate & align": 2.0})
    assert path.read_text("utf-8") == (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="480" height="44" viewBox="0 0 480 44">{STYLE}'
        '<text x="90" y="16" text-anchor="end">read</text><rect x="98" y="5" width="77.5" height="12"/>'
        '<text x="181.5" y="16">0.50 s</text>'
        '<text x="90" y="38" text-anchor="end">translate &amp; align</text>'
        '<rect x="98" y="27" width="310.0" height="12"/>'
        '<text x="414.0" y="38">2.00 s</text></svg>\n'
    )
    assert 'height="0" viewBox="0 0 480 0"' in draw({})
    assert 'width="0.0"' in draw({"read": 0.0})


def test_a_picture_of_times_is_known_from_others(tmp_path: Path) -> None:
    path = tmp_path / "times.svg"
    assert not is_times(path)
    for content, wanted in (("", True), ("<svg/>", False), (str(draw({})).replace("fill", "fil"), False)):
        path.write_text(content)
        assert is_times(path) == wanted
    write_times(path, {"read": 1.0})
    assert is_times(path)
    (tmp_path / "link.svg").symlink_to(path)
    assert not is_times(tmp_path / "link.svg")
    path.write_text(f"<!-- -->{draw({})}")
    assert not is_times(path)
    assert not is_times(tmp_path)


def test_settings_are_written_as_one_writes_them() -> None:
    config = {"a": {"b": {"c": [1, "d"], "e": []}, "f": None}, "g": False, "h": 0.5, "i": 0}
    assert list(settings(config)) == [
        ("a.b.c", "1, d"),
        ("a.b.e", "—"),
        ("a.f", "—"),
        ("g", "false"),
        ("h", "0.5"),
        ("i", "0"),
    ]


def document(name: str, *beads: Bead) -> Document:
    """Five sentences of three letters, with a human translation of four, and beads."""

    def text(language: str, count: int) -> Text:
        paragraphs = (Paragraph(f"{language}{number}", segments=(Segment(0, 3),)) for number in range(count))
        return Text(language, tuple(paragraphs))

    return Document(name, text("fr", 5), text("en", 4), tuple(Hypothesis(f"mt{n}") for n in range(5)), beads)


def test_what_is_gathered_of_documents() -> None:
    aligned = document(
        "a",
        Bead((0,), (0, 1), "human", 0.5, scores={"length_ratio": 2.0}, flags=("length_ratio",)),
        Bead((1,), (2,), "human", 0.75, correction="Right."),
        Bead((2, 3), (3,), "human", 0.9, flags=("number", "length_ratio")),
        Bead((4,), (4,), "machine", scores={"model_score": -0.5}, flags=("number",)),
    )
    machine = document(
        "b", *(Bead((n,), (n,), scores={"model_score": -n / 4}, flags=("number",) * (n > 2)) for n in range(5))
    )
    found = gather_figures(iter([aligned, machine]))
    assert (found.count.documents, found.count.corrected, found.count.pairs) == (2, 1, 9)
    assert found.types == {"1-2": 1, "1-1": 7, "2-1": 1}
    assert found.flags == {"length_ratio": 2, "number": 4}
    assert {name: list(values) for name, values in found.values.items()} == {
        "length_ratio": [2.0],
        "posterior": [0.5, 0.9],
        "model_score": [-0.5, -0.0, -0.25, -0.5, -0.75, -1.0],
    }
    source, target = (
        (3 + 3 + 7 + 3),
        (7 + 6 + 3 + 3),
    )  # characters of each side's beads, "fr2 fr3" and "en0 en1" with a space
    assert found.maps == [
        Map(
            "a",
            (
                Point(3 / source, 7 / target, True),
                Point(6 / source, 13 / target, False),
                Point(13 / source, 16 / target, True),
                Point(1.0, 1.0, True),
            ),
        )
    ]
    assert [bad.pair.id for bad in found.worst] == ["a:3", "a:1", "a:4", "b:4", "b:5"]
    assert [(bad.before and bad.before.id, bad.after and bad.after.id) for bad in found.worst] == [
        ("a:2", "a:4"),
        (None, "a:2"),
        ("a:3", None),
        ("b:3", "b:5"),
        ("b:4", None),
    ]
    assert [bad.reason.count("; ") for bad in found.worst] == [1, 0, 0, 0, 0]


def test_no_more_than_fifty_pairs_are_shown_and_a_map_has_1500_stretches() -> None:
    count = 3001
    text = Text("fr", tuple(Paragraph("a", segments=(Segment(0, 1),)) for _ in range(count)))
    beads = tuple(Bead((n,), (n,), "human", 1 - n / 10_000, flags=("number",)) for n in range(count))
    found = gather_figures([Document("a", text, text, (), beads)])
    assert [bad.pair.id for bad in found.worst] == [f"a:{count - n}" for n in range(50)]
    assert len(found.maps[0].points) == 1001


def test_a_text_of_nothing_has_a_path_too() -> None:
    assert list(find_points([0], [0], [0])) == [Point(0.0, 0.0, False)]
