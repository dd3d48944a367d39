"""Quarters: their days, their order, how they are written."""

from datetime import date

import pytest

from community.kwartalen import Kwartaal, kwartaal_from, kwartaal_of, kwartalen_between


def test_quarters_follow_each_other() -> None:
    found = kwartalen_between(Kwartaal(2026, 3), Kwartaal(2027, 2))
    assert [(at.label, at.path, at.first_day, at.last_day) for at in found] == [
        ("2026K3", "2026-k3", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026K4", "2026-k4", date(2026, 10, 1), date(2026, 12, 31)),
        ("2027K1", "2027-k1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027K2", "2027-k2", date(2027, 4, 1), date(2027, 6, 30)),
    ]
    assert [at.next.previous for at in found] == found
    assert kwartalen_between(Kwartaal(2027, 1), Kwartaal(2026, 4)) == []
    assert found[0].words == "3e kwartaal 2026"


def test_every_day_has_its_quarter() -> None:
    days = [date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1), date(2026, 9, 30), date(2026, 12, 31)]
    assert [kwartaal_of(day).label for day in days] == ["2026K1", "2026K1", "2026K2", "2026K3", "2026K4"]


@pytest.mark.parametrize("label", ["", "2026", "2026K5", "2026k1", "2026-k1", "2026K1 ", "x2026K1", "２０２６K1"])
def test_what_is_no_quarter_is_refused(label: str) -> None:
    with pytest.raises(ValueError, match="not a quarter"):
        kwartaal_from(label)
    assert kwartaal_from("2026K1") == Kwartaal(2026, 1)
