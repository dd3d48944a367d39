"""Each kind of data goes on its day, by the calendar of the Netherlands, and not one day before (SECURITY.md T98)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from community.confidential import confidential
from community.extension_points import purges
from community.privacy_points import retention_rules
from community.workdays import at_local, past_term
from tests.community.privacy.rows import ROWS, SEALED, Made

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
MIDNIGHT, LAST_MINUTE, NIGHT = time(0), time(23, 59), time(3)
# Ordinary Monday; both days on which the clock changes; the day that few years have; a Saturday; the turn of a year.
DAYS = [date(2026, 6, 15), date(2026, 3, 29), date(2026, 10, 25), date(2024, 2, 29), date(2026, 8, 1),
        date(2026, 12, 31)]  # fmt: skip


def there(row: Any, is_there: Any) -> bool:
    with confidential():
        now = type(row)._base_manager.filter(pk=row.pk).first()
        return now is not None and bool(is_there(now))


def runs(code: str, now: datetime) -> int:
    return purges.get(retention_rules.get(code).purge)(now)


def goes_on_its_day(code: str, day: date, make: Made, is_there: Any) -> None:
    first, last = make(at_local(day, MIDNIGHT)), make(at_local(day, LAST_MINUTE))
    after = make(at_local(day + DAY, MIDNIGHT))
    term = retention_rules.get(code).term
    runs(code, at_local(day + term, LAST_MINUTE))
    assert [there(row, is_there) for row in (first, last, after)] == [True, True, True]
    runs(code, at_local(day + term + DAY, MIDNIGHT))
    assert [there(row, is_there) for row in (first, last, after)] == [False, False, True]
    assert runs(code, at_local(day + term + DAY, NIGHT)) == 0  # once is enough


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("code", sorted(ROWS))
def test_a_row_goes_on_its_day(code: str, day: date) -> None:
    goes_on_its_day(code, day, ROWS[code], lambda row: True)


@pytest.mark.parametrize("day", [DAYS[0], DAYS[1], DAYS[2]], ids=str)
@pytest.mark.parametrize("code", sorted(SEALED))
def test_what_is_sealed_or_stays_as_a_row_goes_on_its_day(code: str, day: date) -> None:
    goes_on_its_day(code, day, *SEALED[code])


def test_every_rule_with_a_term_is_tried() -> None:
    """Beside these: an account and a casus go at a moment their owner was told, files and keys a day after."""
    apart = {"verwijderverzoek", "stille-accounts", "stille-accounts-wissen", "casussen", "sessies", "redactie",
             "redactielog", "rapporttellingen", "naamtoestemmingen", "sleutels", "kluisbestanden", "bestanden", "fotos",
             "materiaalbestanden"}  # fmt: skip
    with_term = {code for code, rule in retention_rules.named().items() if rule.days is not None}
    assert with_term - set(ROWS) - set(SEALED) == apart


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("days", [0, 1, 30, 365, 366, 730])
def test_whole_local_days_count(day: date, days: int) -> None:
    term = timedelta(days=days)
    limit = past_term(at_local(day, LAST_MINUTE), term)
    assert limit == past_term(at_local(day, MIDNIGHT), term)
    assert limit == at_local(day - term, MIDNIGHT)
