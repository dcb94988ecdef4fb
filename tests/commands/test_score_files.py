"""`score`: what it prints of hypotheses and of alignments, and one line for what cannot be scored."""

import json

import pytest

from pipeline.commands import main
from tests.conftest import Files

TEXTS = {
    "hyp.en": "The captain gave him 12 francs.\nShe said nothing.\nThe boats dance.\n",
    "ref.en": "The captain gave her 12 francs.\nShe had said nothing.\nThe boats were dancing.\n",
    "src.fr": "Le capitaine lui donna 12 francs.\nElle n'avait rien dit.\nLes bateaux dansaient.\n",
    "table.tsv": "document\thypothesis\treference\na\tYes.\tYes!\na\tNo.\tNo.\nb\tIt rains.\tIt is raining.\n",
    "found.beads": "[0]:[0]:0.9\n[1, 2]:[1]:0.8\n[3]:[]:0.7\n",
    "gold.beads": "[0]:[0]\n[1]:[1]\n[2]:[]\n",
    "found.links": "0-0 1-1\n0-0\n",
    "gold.links": "0-0 1?1\n0-1 0?0\n",
}


@pytest.fixture(autouse=True)
def _folder(files: Files, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(files(TEXTS))


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[str], list[str]]:
    code = main(["score", *arguments])
    told = capsys.readouterr()
    return code, told.out.splitlines(), told.err.splitlines()


def test_a_table_and_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, err = printed(capsys, "hyp.en", "ref.en", "--source", "src.fr", "--metrics", "chrf,ter")
    assert (code, err) == (0, [])
    assert out[0] == "hyp.en: 3 lines, 3 of them with a reference"
    assert out[1].split() == ["score", "95", "%", "interval", "signature"]
    plain = json.loads("\n".join(printed(capsys, "hyp.en", "ref.en", "--source", "src.fr", "--json")[1]))
    chrf = plain["scores"]["chrf"]
    between = f"{chrf['mean']:.2f} ± {chrf['interval']:.2f}"
    assert out[2].split(maxsplit=2) == ["chrF2", f"{chrf['score']:.2f}", f"{between}  {chrf['signature']}"]
    assert list(plain["scores"]) == ["segments", "bleu", "chrf", "chrf++", "ter"]
    assert out[5].startswith(f"adequacy: mean {plain['judged']['adequacy']:.3f}")
    assert sum(plain["judged"]["standing"].values()) == 3


def test_documents(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "table.tsv", "--documents", "--metrics", "chrf", "--resamples", "0")
    assert code == 0
    assert [line for line in out if "lines" in line][1:] == ["a: 2 lines"]
    assert sum(line.startswith("chrF2") for line in out) == 3
    assert "bs:" not in "".join(out)
    plain = json.loads("\n".join(printed(capsys, "table.tsv", "--documents", "--metrics", "chrf", "--json")[1]))
    assert [one["segments"] for one in plain["documents"].values()] == [2, 1]


def test_only_french_is_enough_to_judge(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "hyp.en", "--source", "src.fr")
    assert (code, out[0]) == (0, "hyp.en: 3 lines, 0 of them with a reference")
    assert "95 %" not in "".join(out)


def test_equal_texts_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, err = printed(capsys, "ref.en", "ref.en", "hyp.en", "--metrics", "bleu")
    assert err == ["note: ref.en: the hypotheses are the same as a reference, so every score is perfect"]
    assert out[2].split()[1] == "100.00"


def test_beads(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "found.beads", "--gold", "gold.beads")
    assert code == 0
    assert out[0] == "3 beads found, 2 in the gold (beads with an empty side: found)"
    assert [line.split() for line in out[2:]] == [
        ["strict", "33.33", "50.00", "40.00"],
        ["lax", "66.67", "100.00", "80.00"],
    ]
    plain = json.loads(printed(capsys, "found.beads", "--gold", "gold.beads", "--nulls", "none", "--json")[1][0])
    assert (plain["strict"]["precision"], plain["found"], plain["gold"]) == (0.5, 2, 2)


def test_word_links(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = printed(capsys, "found.links", "--gold", "gold.links")
    assert code == 0
    assert out == [
        "3 links found, 2 sure ones in the gold",
        "%        AER  precision  recall",
        "links  20.00     100.00  50.00",
    ]
    assert json.loads(printed(capsys, "found.links", "--gold", "gold.links", "--json")[1][0])["error_rate"] == 0.2


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("hyp.en", "hyp.en: nothing to score it against; give a reference, or --source"),
        ("hyp.en ref.en gold.links", "gold.links: has 2 lines, and hyp.en has 3: they must correspond"),
        ("hyp.en ref.en --metrics comet", "--metrics: no score 'comet'; there are bleu, chrf, chrf++, ter"),
        ("hyp.en ref.en --metrics ,", "--metrics: no score ''; there are bleu, chrf, chrf++, ter"),
        ("hyp.en ref.en --resamples -1", "expected a number of samples from 0 to 1000000, got '-1'"),
        ("found.beads --gold gold.links", "beads cannot be scored against word links; give files of one kind"),
        ("found.links --gold gold.links --source src.fr", "--gold scores alignments, which have neither --source"),
        ("found.links found.links --gold gold.links", "2 alignments (found.links, found.links) need as many gold"),
        ("found.beads --gold nowhere", "nowhere: cannot be read: No such file or directory"),
    ],
)
def test_what_cannot_be_scored_is_one_line(capsys: pytest.CaptureFixture[str], line: str, message: str) -> None:
    code, out, err = printed(capsys, *line.split())
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"error: {message}")
