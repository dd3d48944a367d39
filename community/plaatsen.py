"""Places of the Netherlands, where they lie, and how far somebody gets in a number of minutes.

Pure: no framework, no database. The list in data/plaatsen.csv says where it comes from; coordinates are those of the
Rijksdriehoeksstelsel in whole kilometres (x to the east, y to the north), good for planning a journey, not for a route.
"""

import csv
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

LIST = Path(__file__).parent / "data" / "plaatsen.csv"
# Kilometres of road in an hour from door to door, by car or by public transport. Our own estimate, on the safe side.
KM_PER_HOUR = 50
# What people write for a place, as `_key` folds it, and the name it has in the list.
ALIASES = {
    "den bosch": "'s-Hertogenbosch", "hertogenbosch": "'s-Hertogenbosch", "s gravenhage": "Den Haag",
    "the hague": "Den Haag", "ljouwert": "Leeuwarden", "snits": "Sneek", "it hearrenfean": "Heerenveen",
    "boalsert": "Bolsward", "frjentsjer": "Franeker", "bergum": "Burgum",
    "bergen nh": "Bergen", "bergen l": "Bergen (Limburg)", "hengelo ov": "Hengelo", "hengelo o": "Hengelo",
    "hengelo gld": "Hengelo (Gelderland)", "hengelo g": "Hengelo (Gelderland)", "winsum gn": "Winsum",
    "almere stad": "Almere", "alphen a d rijn": "Alphen aan den Rijn", "alphen ad rijn": "Alphen aan den Rijn",
    "capelle a d ijssel": "Capelle aan den IJssel", "krimpen a d ijssel": "Krimpen aan den IJssel",
    "zaanstad": "Zaandam", "amsterdam zuidoost": "Amsterdam", "scheveningen": "Den Haag",
}  # fmt: skip


@dataclass(frozen=True)
class Plaats:
    """A place: its name, the code of its province (values of Provincie) and where it lies, in km RD."""

    name: str
    provincie: str
    x: int
    y: int

    @property
    def xy(self) -> tuple[float, float]:
        """Where it lies, as intervisie.matching takes it."""
        return (float(self.x), float(self.y))


@cache
def places() -> tuple[Plaats, ...]:
    """Return all places we know, in the order of their names."""
    lines = [line for line in LIST.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = (Plaats(row["naam"], row["provincie"], int(row["x"]), int(row["y"])) for row in csv.DictReader(lines))
    return tuple(sorted(rows, key=lambda row: (_key(row.name).removeprefix("s "), row.provincie)))


def place_named(text: str) -> Plaats | None:
    """Return the place that is called so, whatever its capitals, accents and signs; None when we do not know it."""
    key = _key(text)
    alias = ALIASES.get(key)
    return _by_key().get(_key(alias) if alias else key)


def reach_km(minutes: float) -> float:
    """Return how many kilometres of road somebody gets in these minutes, at KM_PER_HOUR from door to door."""
    return round(max(minutes, 0) * KM_PER_HOUR / 60, 1)


@cache
def centre_of(provincie: str) -> Plaats | None:
    """Return the middle of the places we know in a province, as a Plaats named after its code; None if there is none.

    Meant for somebody of whom only the province is known.
    """
    rows = [row for row in places() if row.provincie == provincie]
    if not rows:
        return None
    middle = (round(sum(row.x for row in rows) / len(rows)), round(sum(row.y for row in rows) / len(rows)))
    return Plaats(provincie, provincie, *middle)


@cache
def _by_key() -> dict[str, Plaats]:
    return {_key(row.name): row for row in places()}


def _key(text: str) -> str:
    """Return letters and digits in lower case, without accents, apart by one space."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain.casefold()).split())
