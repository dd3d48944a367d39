"""Places: where they lie, how they are found."""

import math
from collections import Counter

import pytest

from community.models import Provincie
from community.plaatsen import Plaats, centre_of, place_named, places, reach_km

# Known coordinates of the Rijksdriehoeksstelsel, in km.
KNOWN = {
    "Amsterdam": (121, 487), "Groningen": (234, 582), "Maastricht": (177, 318), "Middelburg": (32, 392),
    "Utrecht": (136, 456), "Leeuwarden": (182, 579), "Zwolle": (203, 503), "Den Bosch": (149, 411),
}  # fmt: skip


def _place(name: str) -> Plaats:
    found = place_named(name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", KNOWN)
def test_places_lie_where_they_are_known_to_lie(name: str) -> None:
    found, (x, y) = _place(name), KNOWN[name]
    assert (abs(found.x - x) <= 3, abs(found.y - y) <= 3) == (True, True)


def test_there_are_places_in_every_province() -> None:
    per_province = Counter(row.provincie for row in places())
    assert set(per_province) == set(Provincie.values)
    assert min(per_province.values()) >= 15
    assert len(places()) >= 250
    assert len({row.name for row in places()}) == len(places())


def test_every_place_lies_in_the_netherlands_and_fits_where_it_is_kept() -> None:
    assert [row for row in places() if not (10 <= row.x <= 280 and 300 <= row.y <= 620 and len(row.name) <= 60)] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("den bosch", "'s-Hertogenbosch"), ("’s-Hertogenbosch", "'s-Hertogenbosch"),
        ("'S HERTOGENBOSCH", "'s-Hertogenbosch"),
        ("  zwolle ", "Zwolle"), ("'s-Gravenhage", "Den Haag"), ("sint annaparochie", "Sint Annaparochie"),
        ("Alphen a/d Rijn", "Alphen aan den Rijn"), ("Ljouwert", "Leeuwarden"), ("damwald", "Damwâld"),
        ("bergen op zoom", "Bergen op Zoom"), ("‘t Harde", "'t Harde"), ("Hengelo (Gld)", "Hengelo (Gelderland)"),
    ],
)  # fmt: skip
def test_a_place_is_found_however_it_is_written(text: str, name: str) -> None:
    assert _place(text).name == name


@pytest.mark.parametrize("text", ["", "  ", "Luilekkerland", "🙂", "Zwolle; DROP TABLE", "-", "1234 AB"])
def test_what_is_no_place_gives_nothing(text: str) -> None:
    assert place_named(text) is None


def test_every_place_is_found_by_its_own_name() -> None:
    assert [row.name for row in places() if place_named(row.name) != row] == []


def test_places_lie_as_far_apart_as_they_do() -> None:
    assert 75 <= math.dist(_place("Utrecht").xy, _place("Zwolle").xy) <= 85


def test_an_hour_is_fifty_kilometres() -> None:
    assert [reach_km(minutes) for minutes in (0, 30, 60, 90, -5)] == [0.0, 25.0, 50.0, 75.0, 0.0]


def test_the_middle_of_a_province_lies_within_it() -> None:
    for code in Provincie.values:
        middle = centre_of(code)
        assert middle is not None
        nearest = min(places(), key=lambda row: math.dist(row.xy, middle.xy))
        assert nearest.provincie == code
    assert centre_of("ATLANTIS") is None
