"""Values that every writer is told: the options of the outputs, and what made them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """Settings of the outputs: language tags of both sides, the copies' title and author.

    Empty, these are the text's own. `translator` is who made the human translation, where that is known; `gaps` says
    that training formats have what it leaves out in a machine's English. `splits` are the names of those that pairs
    belong to, if there are any; `where` is what pairs in data were chosen by.
    """

    source_language: str = "fr"
    target_language: str = "en"
    title: str = ""
    author: str = ""
    translator: str = ""
    gaps: bool = False
    splits: tuple[str, ...] = ()
    where: str = ""


@dataclass(frozen=True, slots=True)
class Provenance:
    """Who made an output, with what, and when; written into every output that has a place for it.

    `created` is the run's moment, given from outside so that the same run writes the same bytes: ISO 8601 in UTC,
    "2026-11-24T08:30:00Z"; empty where no time is to be written. `model`, `model_hash` and `engine` are empty where no
    model was asked.

    >>> Provenance("0.1.0", created="2026-11-24T08:30:00Z").compact_time
    '20261124T083000Z'
    """

    version: str
    model: str = ""
    model_hash: str = ""
    engine: str = ""
    created: str = ""
    tool: str = "fr-en-pipeline"

    @property
    def compact_time(self) -> str:
        """The moment as TMX 1.4 wants it: YYYYMMDDThhmmssZ."""
        return self.created.replace("-", "").replace(":", "")


def credit(origin: str, options: WriteOptions, provenance: Provenance, told: str | None = None) -> str | None:
    """Name who made English of an origin: the model, or the translator if `options` tell; None where nobody knows.

    What the file that has the English has `told`, if only that it does not know, goes before that.

    >>> options, provenance = WriteOptions(translator="Ann Lee"), Provenance("0.1.0", "embedded")
    >>> [credit(origin, options, provenance) for origin in ("machine", "human", "corrected")]
    ['embedded', 'Ann Lee', None]
    """
    made_by = {"machine": provenance.model, "human": options.translator}.get(origin) if told is None else told
    return made_by or None
