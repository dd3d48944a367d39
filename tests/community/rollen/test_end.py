"""Ending roles: at once or later, never the last beheerder (COM-03, T9, T90)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection

from community import access
from community.access.rollen import has_rol
from community.actions.rollen import RolError, end_rol
from community.models import Bericht, Rol, Roltoekenning, User
from tests.factories import OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import LONG_AGO_DAY, NOW

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 18)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def trainer(**days: date) -> Roltoekenning:
    row: Roltoekenning = RoltoekenningFactory(rol=Rol.TRAINER, **days)
    return row


def test_a_role_ends_at_once() -> None:
    row = trainer()
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, now=NOW)
    assert Roltoekenning.objects.get(pk=row.pk).until_date == YESTERDAY
    assert not has_rol(User.objects.get(pk=row.user_id), Rol.TRAINER, NOW)


@pytest.mark.parametrize("last_day", [TODAY, TOMORROW, date(2027, 12, 31)])
def test_a_role_ends_after_a_day(last_day: date) -> None:
    row = trainer()
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, last_day=last_day, now=NOW)
    user = User.objects.get(pk=row.user_id)
    assert Roltoekenning.objects.get(pk=row.pk).until_date == last_day
    assert has_rol(user, Rol.TRAINER, NOW)
    assert not has_rol(user, Rol.TRAINER, NOW + (last_day - TODAY) + timedelta(days=1))


@pytest.mark.parametrize("first", [TODAY, TOMORROW])
def test_a_role_that_never_held_disappears(first: date) -> None:
    row = trainer(from_date=first)
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, now=NOW)
    assert list(Roltoekenning.objects.filter(rol=Rol.TRAINER)) == []
    assert [moment for (moment,) in Bericht.objects.values_list("moment")] == [f"VERVALLEN:TRAINER:{first}"]


@pytest.mark.parametrize(
    ("days", "last_day", "sentence"),
    [
        ({}, YESTERDAY, "Deze dag is al voorbij."),
        ({"until_date": TOMORROW}, TOMORROW + timedelta(days=1), "De rol eindigt al eerder."),
    ],
)
def test_days_that_do_not_fit_are_said(days: dict[str, date], last_day: date, sentence: str) -> None:
    with pytest.raises(RolError, match=sentence):
        end_rol(actor=UserFactory(coordinator=True), toekenning=trainer(**days), last_day=last_day, now=NOW)


def test_a_role_that_is_over_cannot_be_ended_again() -> None:
    with pytest.raises(access.DeniedError):
        end_rol(actor=UserFactory(beheerder=True), toekenning=trainer(until_date=YESTERDAY), now=NOW)


@pytest.mark.parametrize("rol", [Rol.COORDINATOR, Rol.REDACTEUR, Rol.BEHEERDER])
def test_a_coordinator_does_not_end_the_roles_of_accounts(rol: Rol) -> None:
    RoltoekenningFactory(rol=Rol.BEHEERDER)
    row = RoltoekenningFactory(rol=rol)
    with pytest.raises(access.DeniedError):
        end_rol(actor=UserFactory(coordinator=True), toekenning=row, now=NOW)


@pytest.mark.parametrize("trait", ["trainer", "redacteur"])
def test_others_end_nothing_not_even_their_own(trait: str) -> None:
    actor = UserFactory(**{trait: True})
    with pytest.raises(access.DeniedError):
        end_rol(actor=actor, toekenning=actor.roltoekenningen.get(), now=NOW)


def test_the_last_beheerder_stays() -> None:
    actor = UserFactory(beheerder=True)
    row = actor.roltoekenningen.get()
    for last_day in (None, TODAY, date(2030, 1, 1)):
        with pytest.raises(RolError, match="Er moet een beheerder blijven"):
            end_rol(actor=actor, toekenning=row, last_day=last_day, now=NOW)
    assert Roltoekenning.objects.get(pk=row.pk).until_date is None


@pytest.mark.parametrize(
    "days",
    [
        {"from_date": TOMORROW + timedelta(days=9)},
        {"from_date": LONG_AGO_DAY, "until_date": YESTERDAY},
        {"from_date": LONG_AGO_DAY, "until_date": TODAY - timedelta(days=1)},
    ],
)
def test_somebody_who_is_no_beheerder_then_does_not_count(days: dict[str, date]) -> None:
    RoltoekenningFactory(rol=Rol.BEHEERDER, **days)
    actor = UserFactory(beheerder=True)
    with pytest.raises(RolError):
        end_rol(actor=actor, toekenning=actor.roltoekenningen.get(), now=NOW)


def test_a_closed_account_does_not_count_as_beheerder() -> None:
    RoltoekenningFactory(rol=Rol.BEHEERDER, user__is_active=False)
    actor = UserFactory(beheerder=True)
    with pytest.raises(RolError):
        end_rol(actor=actor, toekenning=actor.roltoekenningen.get(), now=NOW)


def test_a_beheerder_may_go_when_another_stays() -> None:
    UserFactory(beheerder=True)
    actor = UserFactory(beheerder=True)
    end_rol(actor=actor, toekenning=actor.roltoekenningen.get(), now=NOW)
    assert not has_rol(User.objects.get(pk=actor.pk), Rol.BEHEERDER, NOW)


def test_history_stays() -> None:
    row = RoltoekenningFactory(rol=Rol.PARTNERCONTACT, organisatie=OrganisatieFactory())
    end_rol(actor=UserFactory(coordinator=True), toekenning=row, now=NOW)
    kept = Roltoekenning.objects.get(pk=row.pk)
    assert (kept.from_date, kept.until_date, kept.organisatie_id) == (LONG_AGO_DAY, YESTERDAY, row.organisatie_id)


@pytest.mark.django_db(transaction=True)
def test_two_beheerders_who_end_each_other_leave_one() -> None:
    rows = [RoltoekenningFactory(rol=Rol.BEHEERDER) for _ in range(2)]

    def end(mine: Roltoekenning, other: Roltoekenning) -> str:
        try:
            end_rol(actor=User.objects.get(pk=mine.user_id), toekenning=other, now=NOW)
        except (RolError, access.DeniedError):
            return "stays"
        finally:
            connection.close()
        return "ends"

    with ThreadPoolExecutor(2) as pool:
        results = sorted(pool.map(end, rows, reversed(rows)))
    assert results == ["ends", "stays"]
    assert Roltoekenning.objects.filter(rol=Rol.BEHEERDER, until_date__isnull=True).count() == 1
