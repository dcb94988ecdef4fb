"""translate: texts of several sentences, streams, one model for all calls."""

import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest

from pipeline import ArgumentError, Hypothesis, free_models, load_translator, translate
from pipeline.api import translation

QUIET = """
import sys
from pipeline import align, link, score, segment, translate
segment("Oui."); align("Oui. Non.", "Yes. No."); link("Oui.", "Yes."); score("Oui.", "Yes.")
before = [name for name in ("torch", "transformers", "ctranslate2") if name in sys.modules]
translate(["Oui.", "Le chat dort."])
print(before, "torch" in sys.modules)
"""


def test_what_stands_between_sentences_stays() -> None:
    english = translate("Le chat dort. Il pleut.\n\n  « Viens ! » dit-il.\n")
    assert english == "The cat is asleep. It's raining.\n\n  “Come!” he said.\n"
    assert translate(["", "12", "Le chat dort."]) == ["", "12", "The cat is asleep."]


def test_details_of_several_sentences_are_put_together() -> None:
    one, other = translate(["Le chat dort.", "12"], details=True)
    assert one.score is not None
    assert other == Hypothesis("12", None, ("copied",))
    assert translate("Le chat dort. 12", details=True) == Hypothesis("The cat is asleep. 12", one.score, ("copied",))


def test_a_stream_is_read_by_some_texts_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "_AT_FIRST", 1)
    monkeypatch.setattr(translation, "TEXTS_AT_ONCE", 2)
    read = []

    def texts() -> Iterator[str]:
        for text in ("Oui.", "Non.", "Le chat dort.", "12"):
            read.append(text)
            yield text

    english = translate(texts())
    assert read == []
    assert (next(english), read) == ("Yes.", ["Oui."])
    assert (next(english), read) == ("No.", ["Oui.", "Non.", "Le chat dort."])
    assert list(english) == ["The cat is asleep.", "12"]


def test_one_model_serves_all_calls() -> None:
    first, wider = load_translator(), load_translator(beam=2, glossary={"avocat": "barrister"}, english="en-GB")
    assert first._loaded is wider._loaded
    assert (wider.options.beam, wider.options.spelling) == (2, "british")
    assert (translate("L'avocat dort.", wider), translate("Il pleut.", first)) == (
        "The barrister is asleep.",
        "It's raining.",
    )
    assert repr(wider) == "<Translator embedded, beam 2, 1 terms>"
    with pytest.raises(ArgumentError, match="translate: beam: options are for load_translator"):
        translate("Oui.", first, beam=3)
    assert free_models() >= 1
    assert first("Oui.") == "Yes."  # who holds it can use it


def test_threads_get_the_same(caplog: pytest.LogCaptureFixture) -> None:
    texts = [f"Le chat numéro {number} dort." for number in range(8)]
    expected, found = translate(texts), []
    threads = [threading.Thread(target=lambda: found.append(translate(texts))) for _ in range(3)]
    with caplog.at_level(logging.INFO):
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert found == [expected] * 3
    assert caplog.records == []


def test_steps_are_told() -> None:
    steps: list[tuple[str, int, int, str]] = []
    translate(["Oui. Non.", "12"], progress=steps.append)
    assert (steps[0], steps[-1]) == (("translate", 0, 3, "sentences"), ("translate", 3, 3, "sentences"))
    list(translate(iter(["Oui."]), progress=steps.append))
    assert steps[-1] == ("translate", 1, 0, "texts")


@pytest.mark.slow
def test_nothing_is_printed_and_nothing_loaded_too_early() -> None:
    done = subprocess.run([sys.executable, "-W", "default", "-c", QUIET], capture_output=True, text=True, check=True)
    assert (done.stdout, done.stderr) == ("[] False\n", "")
