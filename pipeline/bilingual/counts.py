"""What stands at the top of a copy: who made its English, in what numbers, and what its signs mean."""

from dataclasses import dataclass

from pipeline.bilingual.remarks import Remark
from pipeline.io.outputs import Provenance, WriteOptions
from pipeline.quality.counts import tell_givers, tell_standings
from pipeline.quality.metrics import Counts
from pipeline.standing import MEANINGS

SIGNS = {"machine": "⚙", "corrected": "✎", "check": "?", "poor": "??"}
"""What stands after a passage, by who gave it or how far it can be trusted: shapes that need no colour."""

ROUGH = 0.75
"""With a smaller share of sure ones among its passages a machine is called rough; chosen by hand."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the top of a copy tells: who made the English, the numbers of that, and the signs that occur."""

    origin: str
    numbers: str
    signs: tuple[tuple[str, str], ...]

    @property
    def legend(self) -> str:
        """The signs with their meanings, in one line."""
        return " · ".join(f"{sign} {meaning}" for sign, meaning in self.signs)


def make_head(counts: Counts, options: WriteOptions, provenance: Provenance) -> Head:
    """Make what stands at the top of a copy of so many pairs."""
    standings = tell_standings(counts)
    numbers = ". ".join(filter(None, [tell_givers(counts), standings])) + "."
    return Head(tell_origin(counts, provenance.model, options.translator), numbers, tuple(find_signs(counts).items()))


def tell_origin(counts: Counts, model: str, translator: str = "") -> str:
    """Say who made the English of a copy, so that nobody takes a machine's for a person's.

    >>> tell_origin(Counts(pairs=12, machine_pairs=12, sure_machine=4), "embedded")
    'English: machine, embedded model, rough.'
    >>> tell_origin(Counts(pairs=4, machine_pairs=4, sure_machine=2, reviewed_machine=1), "")
    'English: machine, rough.'
    >>> tell_origin(Counts(pairs=12, machine_pairs=2, sure_machine=2, human_pairs=10), "org/name", "Ann Lee")
    'English: translator Ann Lee; machine, model org/name, where that is missing.'
    >>> [tell_origin(Counts(pairs=2, **given), "") for given in ({"human_pairs": 2}, {"copied_pairs": 2}, {})]
    ['English: human translation.', 'English: copied.', 'English: none yet.']
    """
    machine = ", ".join(["machine", *_name_model(model), *(["rough"] if _is_rough(counts) else [])])
    person = f"translator {translator}" if translator else "human translation"
    if counts.human_pairs and counts.machine_pairs:
        return f"English: {person}; {machine}, where that is missing."
    if counts.human_pairs:
        return f"English: {person}."
    if counts.machine_pairs:
        return f"English: {machine}."
    if counts.corrected:
        return "English: by a person."
    return "English: copied." if counts.copied_pairs else "English: none yet."


def find_signs(counts: Counts) -> dict[str, str]:
    """Find the signs that a copy may have, each with its meaning; the machine has one beside people only.

    >>> find_signs(Counts(machine_pairs=2, check=1))
    {'?': 'to check: worth a second look'}
    """
    mixed = counts.machine_pairs and counts.human_pairs
    said = {
        "machine": "by machine" if mixed else "",
        "corrected": "corrected by a person" if counts.corrected else "",
        "check": f"to check: {MEANINGS['check']}" if counts.check else "",
        "poor": f"poor: {MEANINGS['poor']}" if counts.poor else "",
    }
    return {SIGNS[name]: meaning for name, meaning in said.items() if meaning}


def find_sign(remark: Remark) -> str:
    """Find what stands after a passage: the sign of who gave it, and that of its standing; "" for none.

    >>> find_sign(Remark("poor", ("left in French",), "machine")), find_sign(Remark())
    ('⚙??', '')
    """
    return SIGNS.get(remark.origin, "") + SIGNS.get(remark.standing, "")


def _name_model(model: str) -> list[str]:
    """Name a model, if it is known."""
    if not model:
        return []
    return ["embedded model" if model == "embedded" else f"model {model}"]


def _is_rough(counts: Counts) -> bool:
    """Tell whether too little of a machine's English is sure by its own measure, what a person found right aside."""
    return counts.sure_machine < ROUGH * (counts.machine_pairs - counts.reviewed_machine)
