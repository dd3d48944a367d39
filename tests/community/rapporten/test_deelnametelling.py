"""Counting agrees with an independent count in SQL, over awkward random data."""

import random
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from community.models import Bijeenkomst, BijeenkomstKind, BijeenkomstStatus, Deelname, DeelnameStatus, Provincie
from community.queries.deelnametelling import reached_by_organisatie, tellingen
from community.queries.organisaties import with_merged
from tests.factories.agenda import BijeenkomstFactory, DeelnameFactory
from tests.factories.moments import LONG_AGO
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

FIRST, UNTIL = date(2026, 1, 1), date(2027, 1, 1)
# Written by hand, in another way than the query: local days by text, quarters by month, lengths by epoch.
BY_HAND = """
SELECT d.user_id::text, to_char(b.starts_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY"K"Q'), b.kind, b.provincie,
       sum((d.status = 'AANWEZIG')::int), sum((d.status = 'AFWEZIG')::int),
       round(sum(CASE WHEN d.status = 'AANWEZIG' THEN extract(epoch FROM b.ends_at - b.starts_at) / 60 ELSE 0 END))::int
FROM community_deelname d JOIN community_bijeenkomst b ON b.id = d.bijeenkomst_id
WHERE d.organisatie_id::text = ANY(%s) AND b.status = 'GEPLAND' AND d.status IN ('AANWEZIG', 'AFWEZIG')
  AND to_char(b.starts_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD') >= %s
  AND to_char(b.starts_at AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD') < %s
GROUP BY 1, 2, 3, 4
"""
# Half past eleven in the evening and half past twelve at night at ends of quarters; nights when the clock moves.
AWKWARD = [
    datetime(2025, 12, 31, 22, 30, tzinfo=UTC), datetime(2025, 12, 31, 23, 30, tzinfo=UTC),
    datetime(2026, 3, 31, 21, 30, tzinfo=UTC), datetime(2026, 3, 31, 22, 30, tzinfo=UTC),
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 12, 31, 22, 30, tzinfo=UTC), datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
]  # fmt: skip


def test_every_count_agrees_with_sql_by_hand(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    dice = random.Random(8)  # noqa: S311 - rows of a test
    head, merged, further, other = OrganisatieFactory.create_batch(4)
    merged.merged_into, further.merged_into = head, merged
    merged.save()
    further.save()
    meetings = _meetings(dice)
    people = UserFactory.create_batch(14, profiel=None)
    Deelname.objects.bulk_create(
        Deelname(bijeenkomst=meeting, user=user, status=status, organisatie=dice.choice([head, merged, further, other]),
                 waiting_since=LONG_AGO if status == DeelnameStatus.WACHTLIJST else None)
        for meeting in meetings for user in dice.sample(people, 9)
        for status in dice.choices(list(DeelnameStatus), (1, 1, 1, 1, 8, 3))
    )  # fmt: skip
    ids = with_merged(head.pk)
    assert set(ids) == {head.pk, merged.pk, further.pk}
    with django_assert_num_queries(1):
        ours = tellingen(ids, FIRST, UNTIL)
    by_hand = _by_hand(ids)
    assert len(by_hand) > 150
    assert sorted(_plain(one) for one in ours) == sorted(by_hand)
    assert sum(one.present for one in tellingen(None, FIRST, UNTIL)) == sum(
        row[4] for row in _by_hand([*ids, other.pk])
    )
    reached = reached_by_organisatie(FIRST, UNTIL)
    assert reached == {head.pk: len({row[0] for row in by_hand if row[4]}),
                       other.pk: len({row[0] for row in _by_hand([other.pk]) if row[4]})}  # fmt: skip


def test_borders_of_quarters_are_local() -> None:
    organisatie = OrganisatieFactory()
    for moment in AWKWARD:
        meeting = BijeenkomstFactory(starts_at=moment, ends_at=moment + timedelta(hours=1))
        DeelnameFactory(bijeenkomst=meeting, status=DeelnameStatus.AANWEZIG, organisatie=organisatie)
    found = Counter(one.kwartaal.label for one in tellingen([organisatie.pk], date(2025, 1, 1), date(2028, 1, 1)))
    assert found == {"2025K4": 1, "2026K1": 4, "2026K2": 1, "2026K4": 3, "2027K1": 1}
    inside = tellingen([organisatie.pk], FIRST, UNTIL)
    assert Counter(one.kwartaal.label for one in inside) == {"2026K1": 4, "2026K2": 1, "2026K4": 3}
    assert {one.minutes for one in inside} == {60}


def _meetings(dice: random.Random) -> list[Bijeenkomst]:
    moments = AWKWARD + [
        AWKWARD[0] + timedelta(days=dice.randrange(380), minutes=dice.randrange(1440)) for _ in range(34)
    ]
    return [
        BijeenkomstFactory(
            starts_at=moment, ends_at=moment + timedelta(minutes=dice.choice([45, 90, 240])),
            kind=dice.choice(list(BijeenkomstKind)), provincie=dice.choice(["", *Provincie.values[:3]]),
            status=dice.choices(list(BijeenkomstStatus)[:2], (1, 7))[0],
        ) if dice.random() < 0.9
        else BijeenkomstFactory(starts_at=moment, status=BijeenkomstStatus.GEANNULEERD, cancelled_at=LONG_AGO)
        for moment in moments
    ]  # fmt: skip


def _by_hand(ids: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(BY_HAND, [[str(pk) for pk in ids], FIRST.isoformat(), UNTIL.isoformat()])
        return [tuple(row) for row in cursor.fetchall()]


def _plain(one: Any) -> tuple[Any, ...]:
    return (str(one.user_id), one.kwartaal.label, one.kind, one.provincie, one.present, one.absent, one.minutes)
