"""Availability for tests: somebody can come on these weekdays, or on these dagdelen."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta

from community.models import Beschikbaarheid, Dagdeelkeuze, User
from community.workdays import is_workday
from tests.factories.moments import NOW


def can_come(
    user: User, first: date, last: date, *, weekdays: Collection[int] = range(5), halves: Collection[int] = (0, 1),
    keuze: str = Dagdeelkeuze.KAN, but: Collection[date] = (),
) -> None:  # fmt: skip
    """Let somebody say the same of every dagdeel of these weekdays between two days, both included."""
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    Beschikbaarheid.objects.bulk_create(
        [
            Beschikbaarheid(user=user, date=day, half=half, keuze=keuze, changed_at=NOW)
            for day in days
            if is_workday(day) and day.weekday() in weekdays and day not in but
            for half in halves
        ],
        ignore_conflicts=True,
    )


def says(user: User, slots: Iterable[tuple[date, int]], keuze: str) -> None:
    """Let somebody say this of these dagdelen, whatever she said before."""
    for day, half in slots:
        Beschikbaarheid.objects.update_or_create(
            user=user, date=day, half=half, defaults={"keuze": keuze, "changed_at": NOW}
        )
