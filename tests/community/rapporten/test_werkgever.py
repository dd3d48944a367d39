"""Somebody who changes employer counts at each for the days she worked there, also when it is told late (T64)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from community.actions.organisaties import change_employer
from community.models import Deelname, DeelnameStatus
from community.queries.deelnametelling import tellingen
from tests.factories.agenda import BijeenkomstFactory, DeelnameFactory
from tests.factories.moments import NOW
from tests.factories.organisaties import DienstverbandFactory, OrganisatieFactory
from tests.factories.people import UserFactory

pytestmark = pytest.mark.django_db

CHANGED = date(2026, 10, 25)  # the night on which the clock goes back
# The last evening at the old employer, the first half hour at the new one, and later.
MOMENTS = [datetime(2026, 10, 24, 21, 30, tzinfo=UTC), datetime(2026, 10, 24, 22, 30, tzinfo=UTC),
           datetime(2026, 12, 1, 9, tzinfo=UTC)]  # fmt: skip


def test_a_change_that_is_told_late_moves_what_was_counted() -> None:
    user, colleague = UserFactory(profiel=None), UserFactory(profiel=None)
    old, new = OrganisatieFactory(), OrganisatieFactory()
    for person in (user, colleague):
        DienstverbandFactory(user=person, organisatie=old)
    for number, moment in enumerate(MOMENTS):
        meeting = BijeenkomstFactory(starts_at=moment, ends_at=moment + timedelta(hours=1))
        status = DeelnameStatus.AFWEZIG if number == 1 else DeelnameStatus.AANWEZIG
        for person in (user, colleague):
            DeelnameFactory(bijeenkomst=meeting, user=person, organisatie=old, status=status)
    to_come = DeelnameFactory(bijeenkomst=BijeenkomstFactory(), user=user)
    change_employer(actor=UserFactory(coordinator=True), user=user, organisatie=new, from_date=CHANGED, now=NOW)
    rows = Deelname.objects.order_by("bijeenkomst__starts_at")
    assert [row.organisatie for row in rows.filter(user=user)] == [old, new, new, None]
    assert [row.organisatie for row in rows.filter(user=colleague)] == [old, old, old]
    to_come.refresh_from_db()
    assert to_come.status == DeelnameStatus.AANGEMELD
    first, until = date(2026, 1, 1), date(2027, 1, 1)
    at_old = {one.user_id: one.present for one in tellingen([old.pk], first, until)}
    at_new = [(one.user_id, one.present, one.absent) for one in tellingen([new.pk], first, until)]
    assert at_old == {user.pk: 1, colleague.pk: 2}
    assert at_new == [(user.pk, 1, 1)]


def test_a_change_that_is_taken_back_moves_them_back() -> None:
    coordinator, user = UserFactory(coordinator=True), UserFactory(profiel=None)
    old, new = OrganisatieFactory(), OrganisatieFactory()
    DienstverbandFactory(user=user, organisatie=old)
    meeting = BijeenkomstFactory(starts_at=MOMENTS[2])
    DeelnameFactory(bijeenkomst=meeting, user=user, organisatie=old, status=DeelnameStatus.AANWEZIG)
    for organisatie in (new, old):
        change_employer(actor=coordinator, user=user, organisatie=organisatie, from_date=CHANGED, now=NOW)
        assert Deelname.objects.get().organisatie == organisatie


def test_her_own_word_moves_nothing_within_frozen_quarters() -> None:
    user, old, new = UserFactory(profiel=None), OrganisatieFactory(), OrganisatieFactory()
    DienstverbandFactory(user=user, organisatie=old)
    # On NOW, 18 January 2027, the reports of the last quarter of 2026 are frozen.
    moments = [datetime(2026, 9, 30, 9, tzinfo=UTC), datetime(2026, 12, 31, 22, 59, tzinfo=UTC),
               datetime(2026, 12, 31, 23, tzinfo=UTC), datetime(2027, 1, 12, 9, tzinfo=UTC)]  # fmt: skip
    for moment in moments:
        meeting = BijeenkomstFactory(starts_at=moment, ends_at=moment + timedelta(hours=1))
        DeelnameFactory(bijeenkomst=meeting, user=user, organisatie=old, status=DeelnameStatus.AANWEZIG)
    change_employer(actor=user, user=user, organisatie=new, from_date=date(2026, 2, 1), now=NOW)
    rows = Deelname.objects.order_by("bijeenkomst__starts_at")
    assert [row.organisatie for row in rows] == [old, old, new, new]
