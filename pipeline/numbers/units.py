"""Units: what they measure, and how many of the base unit they are, by the names that French and English give them."""

from collections.abc import Iterator
from typing import NamedTuple


class Unit(NamedTuple):
    """What a unit measures, its size in the base unit of that, and how much is added (degrees Fahrenheit)."""

    dimension: str
    size: float = 1.0
    offset: float = 0.0


_METRES = "mètre{s} meter{s} metre{s}"
_SQUARE = "mètre{s} carré{s}|meter{s} squared|metre{s} squared|square meter{s}|square metre{s}|sq metre{s}"
_CUBIC = "mètre{s} cube{s}|cubic meter{s}|cubic metre{s}"
_PREFIXES = {"": 1.0, "kilo": 1e3, "hecto": 1e2, "centi": 1e-2, "milli": 1e-3, "déci": 0.1, "micro": 1e-6, "nano": 1e-9}
_SHORT = {"": 1.0, "k": 1e3, "h": 1e2, "c": 1e-2, "m": 1e-3, "d": 0.1, "µ": 1e-6, "n": 1e-9}

_UNITS = {
    # length, in metres
    ("length", 1609.344): "mile{s}|mi",
    ("length", 0.9144): "yard{s}|yd|yds",
    ("length", 0.3048): "foot|feet|ft|pied{s}",
    ("length", 0.0254): "inch|inches|pouce{s}",
    ("length", 1852.0): "mille{s} marin{s}|mille{s} nautique{s}|nautical mile{s}",
    # mass, in grams
    ("mass", 1e6): "tonne{s}|metric ton{s}|metric tonne{s}|ton{s}",
    ("mass", 1e5): "quintal|quintaux|quintals",
    ("mass", 453.592): "lb|lbs",
    ("mass", 28.3495): "ounce{s}|once{s}|oz",
    ("mass", 1e3): "kilo{s}",
    # time, in seconds
    ("time", 1.0): "seconde{s}|second{s}|sec|secs",
    ("time", 60.0): "minute{s}|min|mins|mn",
    ("time", 3600.0): "heure{s}|hour{s}|hr|hrs",
    ("time", 86400.0): "jour{s}|journée{s}|day{s}",
    ("time", 604800.0): "semaine{s}|week{s}",
    ("time", 1209600.0): "fortnight{s}",
    ("time", 2629800.0): "mois|month{s}",
    ("time", 31557600.0): "an{s}|année{s}|year{s}",
    ("time", 315576000.0): "décennie{s}|decade{s}",
    ("time", 3155760000.0): "siècle{s}|century|centuries",
    # area, in square metres, and volume, in litres
    ("area", 1e4): "hectare{s}|ha",
    ("area", 4046.86): "acre{s}",
    ("area", 2589988.1): "square mile{s}|sq mile{s}|mille{s} carré{s}",
    ("area", 0.092903): "square foot|square feet|sq ft|pied{s} carré{s}",
    ("volume", 3.78541): "gallon{s}",
    ("volume", 0.568261): "pint{s}",
    ("volume", 0.015): "cuillère{s} à soupe|cuillerée{s} à soupe|tablespoon{s}|tablespoonful{s}|tbsp",
    ("volume", 0.005): "cuillère{s} à café|cuillerée{s} à café|teaspoon{s}|teaspoonful{s}|tsp",
    # shares
    ("ratio", 0.01): "%|pour cent|per cent|percent|pc|p cent|percentage point{s}|point{s} de pourcentage|%age",
    ("ratio", 0.001): "‰|pour mille|per mille|per mil|per thousand",
    # how many times
    ("times", 1.0): "fois|time{s}",
    # speed, in kilometres an hour
    (
        "speed",
        1.0,
    ): "km / h|kilomètre{s} à l ' heure|kilomètre{s} heure|kilometer{s} per hour|kilometre{s} per hour|kph|"
    "kilometer{s} an hour|kilometre{s} an hour|kmh|km per hour|kilomètre{s} par heure",
    ("speed", 1.609344): "mph|mile{s} per hour|mile{s} an hour",
    # bytes
    ("bytes", 1.0): "octet{s}|byte{s}",
    ("bytes", 1e3): "ko|kb|kilooctet{s}|kilobyte{s}",
    ("bytes", 1e6): "mo|mb|mégaoctet{s}|megabyte{s}",
    ("bytes", 1e9): "go|gb|gigaoctet{s}|gigabyte{s}",
    ("bytes", 1e12): "to|tb|téraoctet{s}|terabyte{s}",
    # money: each currency measures itself
    ("euro", 1.0): "€|euro{s}|eur",
    ("pound", 1.0): "£|livre{s} sterling|pound{s} sterling|gbp",
    ("dollar", 1.0): "$|dollar{s}|usd|us $|$ us|$ ca|$ can|cad",
    ("franc", 1.0): "franc{s}|chf|frf|fr",
    ("franc", 0.05): "sou{s}|sous",
    ("yen", 1.0): "¥|yen{s}|jpy",
    ("cents", 0.01): "cent{s}|centime{s}|¢",
    # temperature, in degrees Celsius
    ("temperature", 1.0): "° c|degré{s} celsius|degree{s} celsius|degree{s} c|degrees centigrade|℃",
    ("watt", 1.0): "w|watt{s}",
    ("watt", 1e3): "kw|kilowatt{s}",
    ("watt", 1e6): "mégawatt{s}|megawatt{s}",
}


def _names(listed: str) -> Iterator[str]:
    """Give names one by one; {s} stands for an ending that may be there, in all its places or in none."""
    for name in listed.split("|"):
        yield name.replace("{s}", "")
        yield name.replace("{s}", "s")


def _with_prefixes() -> Iterator[tuple[str, Unit]]:
    """Give the metric units of length, area and volume, mass, with their prefixes."""
    for prefix, size in _PREFIXES.items():
        for name in _names(_METRES.replace(" ", "|")):
            yield prefix.replace("é", "e") + name, Unit("length", size)
            yield prefix + name, Unit("length", size)
        for dimension, listed, power in (("area", _SQUARE, 2), ("cube", _CUBIC, 3)):
            for name in _names(listed):
                before, _, after = name.rpartition(" ") if name.startswith(("sq", "cub")) else ("", "", name)
                yield f"{before} {prefix}{after}".strip(), Unit(dimension, size**power)
        for name in _names("gramme{s}|gram{s}"):
            yield prefix + name, Unit("mass", size)
        for name in _names("litre{s}|liter{s}"):
            yield prefix + name, Unit("volume", size)
    for prefix, size in _SHORT.items():
        yield f"{prefix}m", Unit("length", size)
        yield f"{prefix}m²", Unit("area", size**2)
        yield f"{prefix}m³", Unit("cube", size**3)
        yield f"sq {prefix}m", Unit("area", size**2)
        yield f"{prefix}m squared", Unit("area", size**2)
        yield f"{prefix}l", Unit("volume", size)
        yield f"{prefix}g", Unit("mass", size)


UNITS: dict[str, Unit] = {
    **dict(_with_prefixes()),
    **{name: Unit(*key) for key, listed in _UNITS.items() for name in _names(listed)},
    **{
        f"{prefix}second{end}": Unit("time", size) for prefix, size in _PREFIXES.items() for end in ("", "s", "e", "es")
    },
    **dict.fromkeys(
        _names("° f|degree{s} fahrenheit|degré{s} fahrenheit|degree{s} f|℉"), Unit("temperature", 5 / 9, -32)
    ),
}
"""Units by their names in small letters, the words of a name parted by spaces."""

LONGEST = max(len(name.split()) for name in UNITS)
"""Words of the longest name."""

_MONTHS = (
    "janvier janv january jan", "février févr fév february feb", "mars march mar", "avril avr april apr", "mai may",
    "juin june jun", "juillet juil july jul", "août aout august aug", "septembre sept september sep",
    "octobre oct october", "novembre nov november", "décembre déc december dec",
)  # fmt: skip
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Months by their names, short and long, in both languages."""

HOLIDAYS = {
    "christmas eve": (24, 12), "christmas day": (25, 12), "boxing day": (26, 12), "new year's day": (1, 1),
    "new year's eve": (31, 12), "bastille day": (14, 7), "may day": (1, 5), "armistice day": (11, 11),
}  # fmt: skip
"""Days that English names, and French mostly dates: the day and the month."""
