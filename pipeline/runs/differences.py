"""What is not the same in the records of several runs: program, model, libraries, configuration, texts."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.formats.report.write import settings

ABSENT = "—"
"""What stands where a run's record says nothing."""

_DIGITS = 12  # of a checksum, which tell it from another; chosen by hand
_LEFT_OUT = frozenset(["output"])  # every run has a folder of its own


def find_differences(manifests: Sequence[Mapping[str, Any]]) -> list[tuple[str, tuple[str, ...]]]:
    """Give what differs in plain manifests, by name, with every run's value in order; empty where there is no record.

    >>> find_differences([{"config": {"translate": {"beam": 1}}}, {"config": {"translate": {"beam": 4}}}])
    [('translate.beam', ('1', '4'))]
    """
    if not all(manifests):
        return []
    told = [dict(_facts(manifest)) for manifest in manifests]
    names = dict.fromkeys(name for facts in told for name in facts)
    rows = [(name, tuple(facts.get(name, ABSENT) for facts in told)) for name in names]
    return [(name, values) for name, values in rows if len(set(values)) > 1]


def _facts(manifest: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Give what a manifest says that may decide a result, each by a name; what was edited out of shape says nothing."""
    made_by = _mapping(manifest.get("made_by"))
    told = [name for name in ("version", "model", "model_hash", "engine") if made_by.get(name)]
    yield from ((f"made by: {name}", str(made_by[name])) for name in told)
    yield from ((f"library: {name}", str(version)) for name, version in _mapping(manifest.get("libraries")).items())
    yield from ((name, value) for name, value in settings(_mapping(manifest.get("config"))) if name not in _LEFT_OUT)
    inputs = manifest.get("inputs")
    for one in map(_mapping, inputs if isinstance(inputs, list) else ()):
        name = one.get("id") or one.get("file", "")
        yield f"text: {name}", str(one.get("sha256", ABSENT))[:_DIGITS]
        if one.get("reference_sha256"):
            yield f"human translation: {name}", str(one["reference_sha256"])[:_DIGITS]


def _mapping(value: Any) -> Mapping[str, Any]:
    """Give a value that is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}
