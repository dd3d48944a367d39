"""The programme of a visit as the host types it."""

import pytest

from intervisie.forms.bezoekkits import read_programme


@pytest.mark.parametrize(("lines", "read"), [
    ([], []),
    (["9.30 Ontvangst"], [{"time": "09:30", "minutes": 0, "what": "Ontvangst"}]),
    (["9.30 Ontvangst", "10.00-11.15 Het veld in"], [
        {"time": "09:30", "minutes": 30, "what": "Ontvangst"}, {"time": "10:00", "minutes": 75, "what": "Het veld in"},
    ]),
])  # fmt: skip
def test_a_line_lasts_until_its_end_or_until_the_next(lines: list[str], read: list[dict[str, object]]) -> None:
    assert read_programme(lines) == read
