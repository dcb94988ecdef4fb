"""Tell in one line what was found to read and how it was paired, and hint at translations that nobody asked for."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.formats.registry import input_format
from pipeline.formats.sources import Source
from pipeline.io.language_marks import barest_name, language_anywhere, language_of


def tell_found(sources: Sequence[Source]) -> str:
    """Say how several texts were paired; "" for a single one, of which the run tells more when it has read it.

    >>> tell_found([Source("a.fr", Path("a.fr"), Path("a.en"), way="by name"), Source("b.fr", Path("b.fr"))])
    'found 2 texts: 1 with a translation (by name), 1 without'
    """
    if len(sources) == 1:
        return ""
    paired = sum(bool(source.way) for source in sources)
    without = f", {len(sources) - paired} without" if paired < len(sources) else ""
    told = f"{paired} with a translation ({tell_ways(sources)}){without}" if paired else "none with a translation"
    return f"found {len(sources)} texts: {told}"


def tell_ways(sources: Sequence[Source]) -> str:
    """Say how translations were found, the commonest way first; "" where there are none.

    >>> tell_ways([Source("a", Path("a"), Path("b"), way=way) for way in ("by name", "by content", "by name")])
    '2 by name, 1 by content'
    """
    ways = Counter(source.way for source in sources if source.way)
    return ", ".join(way if len(ways) == 1 else f"{count} {way}" for way, count in ways.most_common())


def hint_at_partners(sources: Sequence[Source]) -> str:
    """Say which files look like translations of texts that have none; "" where there are none."""
    taken = {path for source in sources for path in (source.path, source.reference) if path}
    near = {folder: _english_near(folder) for folder in {source.path.parent for source in sources}}
    found = [
        (source.path, partner)
        for source in sources
        if source.reference is None
        and (partner := _partner(source.path, near[source.path.parent]))
        and partner not in taken
    ]
    if not found:
        return ""
    path, partner = found[0]
    more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
    return (
        f"{partner} looks like the English of {path.name}{more}: to have them aligned, give the English as --reference "
        "(read.reference)"
    )


def _partner(path: Path, english: Sequence[Path]) -> Path | None:
    """Give the file whose name says that it is the English of a French one, None where there is none or are several."""
    if language_of(path) == "en":
        return None
    found = [file for file in english if barest_name(file) == barest_name(path) and file != path]
    return found[0] if len(found) == 1 else None


def _english_near(folder: Path) -> list[Path]:
    """Give the files marked as English in a folder and in the folders beside it."""
    return list(_english_in([folder, *_beside(folder)]))


def _english_in(folders: Sequence[Path]) -> Iterator[Path]:
    """Give the files marked as English in some folders; what cannot be looked into has none."""
    for folder in folders:
        try:
            files = sorted(folder.iterdir())
        except OSError:
            continue
        yield from (
            file
            for file in files
            if language_anywhere(Path(folder.name, file.name)) == "en" and input_format(file) and file.is_file()
        )


def _beside(folder: Path) -> list[Path]:
    """Give the folders beside a French one whose names say that they are English."""
    try:
        others = sorted(folder.absolute().parent.iterdir())
    except OSError:
        return []
    if language_of(folder / "any") != "fr":
        return []
    return [folder.parent / one.name for one in others if language_of(one / "any") == "en" and one.is_dir()]
