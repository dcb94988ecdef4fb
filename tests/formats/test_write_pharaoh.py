"""Word links as files: what is written is what stands in the records, and `link` reads it."""

import json
from pathlib import Path

from pipeline import make_config, run
from pipeline.io.pharaoh import read_links
from pipeline.words import words


def test_links_name_the_words_that_the_records_link(tmp_path: Path) -> None:
    text = "Le gardien a payé 1 200 francs. L'hiver fut long !\n\n12\n"
    (tmp_path / "a.fr.txt").write_text(text, encoding="utf-8")
    data = {"read": {"files": ["a.fr.txt"]}, "write": {"formats": ["jsonl", "moses", "pharaoh"]}, "output": "out"}
    run(make_config(data, base=tmp_path))
    out = tmp_path / "out"
    pairs = [json.loads(line) for line in (out / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
    names = ("pairs.words.fr", "pairs.words.en", "pairs.links", "pairs.fr")
    rows = zip(*((out / name).read_text(encoding="utf-8").splitlines() for name in names), strict=True)
    linked = 0
    for pair, (french, english, links, line) in zip(pairs, rows, strict=True):
        left, right = french.split(" "), english.split(" ")
        assert len(left) == len(words(pair["source"], "fr"))
        assert "".join(left) == "".join(line.split())
        found = [(left[i], right[j]) for i, j in read_links(links)]
        wanted = [
            ("".join(pair["source"][a:b].split()), "".join(pair["target"][c:d].split())) for a, b, c, d in pair["links"]
        ]
        assert sorted(wanted) == sorted(found)
        linked += len(found)
    assert linked > 5
    assert "1200" in (out / "pairs.words.fr").read_text(encoding="utf-8").split()
