"""What the daily purge removed, and the rules it follows."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Max, QuerySet, Sum

from community.extension_points import purges
from community.models import Opruiming
from community.privacy_points import Bewaarregel, retention_rules

# The page looks back over so many days.
LOOKS_BACK = timedelta(days=30)


@dataclass(frozen=True)
class Stand:
    """One purge: the rules it carries out, what it removed the last time and in the last weeks, and what went wrong."""

    name: str
    rules: Sequence[Bewaarregel]
    last: int | None
    month: int
    failed_code: str


def last_run(rows: QuerySet[Opruiming]) -> datetime | None:
    """Return when was last removed; None when it never was. One query."""
    found: datetime | None = rows.aggregate(last=Max("at"))["last"]
    return found


def stand_of(rows: QuerySet[Opruiming], last: datetime | None, now: datetime) -> Sequence[Stand]:
    """Return every purge of this installation, those that failed the last time first. Two queries."""
    newest = {row.name: row for row in rows.filter(at=last)} if last else {}
    sums = rows.filter(at__gt=now - LOOKS_BACK).values_list("name").annotate(Sum("removed"))
    month = dict(sums.order_by("name"))
    found = []
    for name in purges.named():
        row = newest.get(name[:60])
        rules = [rule for rule in retention_rules.all() if rule.purge == name]
        found.append(
            Stand(name, rules, row.removed if row else None, month.get(name[:60], 0), row.failed_code if row else "")
        )
    return sorted(found, key=lambda one: (not one.failed_code, -one.month))


def all_rules() -> Sequence[Bewaarregel]:
    """Return all rules, in the order in which people look for them: what has a term first, as each app gave them."""
    rules = retention_rules.all()
    return [*(rule for rule in rules if rule.days is not None), *(rule for rule in rules if rule.days is None)]
