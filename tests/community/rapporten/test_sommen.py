"""Before disclosure control every cell of a report agrees with an independent count in SQL."""

import random
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection

from community.models import (
    BijeenkomstKind,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Dienstverband,
    Organisatie,
    User,
)
from community.report_points import activiteiten
from tests.community.rapporten.cast import K1, K2, K3, K4, frozen
from tests.factories.agenda import BijeenkomstFactory
from tests.factories.moments import LONG_AGO
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.partners import a_partnerschap
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

BEGINS, ENDS = date(2026, 2, 10), date(2027, 2, 10)
# Written by hand: local days as text, merged organisaties by a recursion, employers by their own days.
WHO_WAS_THERE = """
WITH RECURSIVE family(id) AS (
    SELECT id FROM community_organisatie WHERE id = %(head)s
    UNION SELECT o.id FROM community_organisatie o JOIN family f ON o.merged_into_id = f.id)
SELECT d.user_id, b.kind, b.provincie, extract(epoch FROM b.ends_at - b.starts_at)::int / 60 AS minutes,
       to_char(b.starts_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY"K"Q') AS quarter
FROM community_deelname d JOIN community_bijeenkomst b ON b.id = d.bijeenkomst_id
JOIN community_dienstverband w ON w.user_id = d.user_id
     AND w.from_date <= (b.starts_at AT TIME ZONE 'Europe/Amsterdam')::date
     AND coalesce(w.until_date, 'infinity') >= (b.starts_at AT TIME ZONE 'Europe/Amsterdam')::date
WHERE w.organisatie_id IN (SELECT id FROM family) AND d.status = 'AANWEZIG' AND b.status = 'GEPLAND'
  AND to_char(b.starts_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD') >= '2026-02-10'
  AND to_char(b.starts_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD') < '2027-02-10'
"""
WHO_WORKED_THERE = """
WITH RECURSIVE family(id) AS (
    SELECT id FROM community_organisatie WHERE id = %(head)s
    UNION SELECT o.id FROM community_organisatie o JOIN family f ON o.merged_into_id = f.id)
SELECT count(DISTINCT user_id) FROM community_dienstverband
WHERE organisatie_id IN (SELECT id FROM family) AND from_date < %(until)s
  AND coalesce(until_date, 'infinity') >= %(first)s
"""
NIGHTS = [datetime(2026, 3, 31, 21, 30, tzinfo=UTC), datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
          datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
          datetime(2026, 2, 9, 22, 30, tzinfo=UTC), datetime(2026, 2, 9, 23, 30, tzinfo=UTC),
          datetime(2026, 12, 31, 22, 30, tzinfo=UTC), datetime(2026, 12, 31, 23, 30, tzinfo=UTC)]  # fmt: skip


def test_every_cell_agrees_with_sql_by_hand() -> None:
    partnerschap = a_partnerschap(start_date=BEGINS, end_date=ENDS)
    head = partnerschap.organisatie
    _fill(head)
    for kwartaal in (K1, K2, K3, K4):
        moment = datetime.combine(kwartaal.next.first_day, datetime.min.time(), tzinfo=UTC) + timedelta(days=12)
        rapport, content = frozen(partnerschap, kwartaal, moment)
        assert content["wijzigingen"] == []
        by_hand = _cells(head, kwartaal.label)
        counts = rapport.working["counts"]
        assert {cell: count for cell, count in counts.items() if count} == by_hand
        assert sum(by_hand.values()) > 90
        first = max(kwartaal.first_day, BEGINS)
        assert rapport.working["populations"][f"bereik@{kwartaal.label}"] == _worked(
            head, first, kwartaal.next.first_day
        )
        assert rapport.working["populations"][f"bereik@tot.{kwartaal.label}"] == _worked(
            head, BEGINS, kwartaal.next.first_day
        )
        assert _minutes(rapport, kwartaal.label) == _minutes_by_hand(head, kwartaal.label)


def _fill(head: Organisatie) -> None:
    """Two organisaties in one quarter, one that merged into another, cancelled meetings, waiting lists, odd nights."""
    dice = random.Random(20268)  # noqa: S311 - rows of a test
    merged, further, other = OrganisatieFactory.create_batch(3)
    Organisatie.objects.filter(pk=merged.pk).update(merged_into=head)
    Organisatie.objects.filter(pk=further.pk).update(merged_into=merged)
    people = UserFactory.create_batch(60, profiel=None)
    works = {user: _jobs(dice, [head, head, merged, further, other]) for user in people}
    Dienstverband.objects.bulk_create(
        Dienstverband(user=user, organisatie=where, from_date=first, until_date=until)
        for user, jobs in works.items() for first, until, where in jobs
    )  # fmt: skip
    begin = datetime(2026, 2, 1, 9, tzinfo=UTC)
    moments = NIGHTS + [begin + timedelta(days=dice.randrange(330), minutes=dice.randrange(700)) for _ in range(40)]
    for moment in moments:
        is_cancelled = dice.random() < 0.1
        meeting = BijeenkomstFactory(
            starts_at=moment, ends_at=moment + timedelta(minutes=dice.choice([30, 90, 240])),
            kind=dice.choice(list(BijeenkomstKind)), provincie=dice.choice(["", "UTRECHT", "ZEELAND"]),
            status=BijeenkomstStatus.GEANNULEERD if is_cancelled else BijeenkomstStatus.GEPLAND,
            cancelled_at=LONG_AGO if is_cancelled else None,
        )  # fmt: skip
        Deelname.objects.bulk_create(
            Deelname(bijeenkomst=meeting, user=user, status=status, organisatie=_employer(works, user, moment),
                     waiting_since=LONG_AGO if status == DeelnameStatus.WACHTLIJST else None)
            for user in dice.sample(people, 14)
            for status in dice.choices(list(DeelnameStatus), (1, 1, 1, 1, 8, 2))
        )  # fmt: skip


def _jobs(dice: random.Random, where: list[Organisatie]) -> list[tuple[date, date | None, Organisatie]]:
    """Return one employer, or two with a change in the middle of a quarter."""
    if dice.random() < 0.7:
        return [(date(2026, 1, 5), None, dice.choice(where))]
    change = date(2026, 2, 1) + timedelta(days=dice.randrange(320))
    return [(date(2026, 1, 5), change - timedelta(days=1), dice.choice(where)), (change, None, dice.choice(where))]


def _employer(works: dict[User, list[tuple[date, date | None, Organisatie]]], user: User, at: datetime) -> Organisatie:
    with connection.cursor() as cursor:
        cursor.execute("SELECT (%s AT TIME ZONE 'Europe/Amsterdam')::date", [at])
        day = cursor.fetchone()[0]
    return next(where for first, until, where in works[user] if first <= day and (until is None or day <= until))


def _rows(sql: str, **words: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, words)
        return [tuple(row) for row in cursor.fetchall()]


def _cells(head: Organisatie, label: str) -> dict[str, int]:
    """Return people per cell of this quarter and of the totals up to it, by hand."""
    codes = {str(kind): item.code for item in activiteiten.all() for kind in item.kinds}
    found: dict[str, set[Any]] = {}
    for user, kind, provincie, _minutes, quarter in _rows(WHO_WAS_THERE, head=head.pk):
        if quarter > label:
            continue
        cells = [f"bereik@tot.{label}", f"act.{codes[kind]}@tot.{label}"]
        if quarter == label:
            cells += [f"bereik@{label}", f"act.{codes[kind]}@{label}", f"prov.{provincie or 'GEEN'}@{label}"]
        for cell in cells:
            found.setdefault(cell, set()).add(user)
    return {cell: len(people) for cell, people in found.items()}


def _worked(head: Organisatie, first: date, until: date) -> int:
    return int(_rows(WHO_WORKED_THERE, head=head.pk, first=first, until=until)[0][0])


def _minutes(rapport: Any, label: str) -> int:
    cells = rapport.tellingen.values_list("cells", flat=True)
    return sum(sum(own.get(label, {"activiteiten": {}})["activiteiten"].values()) for own in cells)


def _minutes_by_hand(head: Organisatie, label: str) -> int:
    return sum(row[3] for row in _rows(WHO_WAS_THERE, head=head.pk) if row[4] == label)
