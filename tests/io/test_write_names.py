"""Files named after documents: no document's file takes the place of another's."""

import unicodedata
from pathlib import PurePosixPath

from hypothesis import given
from hypothesis import strategies as st

from pipeline.io.names import file_names, portable

PARTS = st.sampled_from(
    ["a", "A", "é", "e\u0301", "a.srt", "a.2", "a.vtt.srt", "straße", "STRASSE", "a?", "a_", "nul", "NUL", "_nul"]
)
NAMES = st.builds(
    lambda folders, stem, suffix: "/".join([*folders, stem + suffix]),
    st.lists(PARTS, max_size=2),
    PARTS,
    st.sampled_from([".srt", ".vtt", ".SRT", ".html"]),
)


def folded(name: str) -> str:
    """What a file system without capitals makes of a name."""
    return unicodedata.normalize("NFC", name).casefold()


@given(st.lists(NAMES, unique=True, max_size=12), st.sampled_from(["", ".srt", ".vtt"]))
def test_every_document_has_a_name_of_its_own(documents: list[str], suffix: str) -> None:
    names = file_names(documents, suffix)
    assert names.keys() == set(documents)
    taken = {folded(name) for name in names.values()}
    assert len(taken) == len(documents)
    assert not any(folded(str(above)) in taken for name in names.values() for above in PurePosixPath(name).parents)
    assert all(name.endswith(suffix) for name in names.values())
    assert names == file_names(documents[::-1], suffix)


@given(st.lists(NAMES, unique=True, max_size=6), st.sampled_from([".srt", ".vtt"]))
def test_a_name_that_nobody_else_wants_stays(documents: list[str], suffix: str) -> None:
    wanted = {name: portable(str(PurePosixPath(name).with_suffix(suffix))) for name in documents}
    names = file_names(documents, suffix)
    for document, name in wanted.items():
        others = [folded(other) for one, other in wanted.items() if one != document]
        if not any(f"{other}/".startswith(f"{folded(name)}/") for other in others):
            assert names[document] == name


LETTERS = st.text(st.sampled_from("nulcomNULCOM19²$. :?*\\\x1fé"), min_size=1, max_size=8)
PATHS = st.lists(LETTERS | st.sampled_from(["CON", "aux .x", "Lpt¹.fr", "conin$"]), min_size=1, max_size=3).map(
    "/".join
)
DEVICES = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"} | {
    f"{name}{number}" for name in ("COM", "LPT") for number in "0123456789¹²³"
}


@given(PATHS | NAMES)
def test_every_system_takes_a_portable_name(name: str) -> None:
    made = portable(name)
    for part in made.split("/"):
        assert part
        assert part[-1] not in ". "
        assert not any(character in '<>:"\\|?*' or character < " " for character in part)
        assert part.split(".")[0].rstrip(" ").upper() not in DEVICES
    assert len(made.split("/")) == len(name.split("/"))
    assert portable(made) == made


@given(st.lists(PATHS.map("{}.srt".format), unique=True, max_size=12), st.sampled_from(["", ".srt", ".vtt"]))
def test_documents_with_odd_names_have_names_of_their_own(documents: list[str], suffix: str) -> None:
    names = file_names(documents, suffix)
    assert len({folded(name) for name in names.values()}) == len(documents)
    assert all(portable(name) == name and name.endswith(suffix) for name in names.values())


def test_the_file_that_has_the_kind_already_keeps_its_name() -> None:
    assert file_names(["f.vtt", "F.SRT", "f.srt"], ".srt") == {
        "F.SRT": "F.srt",
        "f.srt": "f.2.srt",
        "f.vtt": "f.vtt.srt",
    }
