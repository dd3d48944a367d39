"""Groups of /beheer/ follow from roles, by every action and by the calendar; nobody is a superuser (T7)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group

from community.actions.rollen import end_rol, grant_rol, sync_wagtail_groups
from community.extension_points import planners
from community.models import Rol, Roltoekenning, User
from tests.factories import KringFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 18)
GROUPS = [(Rol.REDACTEUR, "Redacteuren"), (Rol.COORDINATOR, "Coördinatoren"), (Rol.BEHEERDER, "Beheerders")]


def groups_of(user: User) -> list[str]:
    return sorted(user.groups.values_list("name", flat=True))


@pytest.mark.parametrize(("rol", "group"), GROUPS)
def test_a_role_opens_its_group_and_ending_it_closes(rol: Rol, group: str) -> None:
    actor, user = UserFactory(beheerder=True), UserFactory()
    row = grant_rol(actor=actor, user=user, rol=rol, from_date=TODAY - timedelta(days=0), now=NOW)
    assert groups_of(user) == [group]
    later = NOW + timedelta(days=1)
    end_rol(actor=actor, toekenning=row, now=later)
    assert groups_of(user) == []


@pytest.mark.parametrize("rol", sorted(set(Rol) - {rol for rol, _ in GROUPS}))
def test_other_roles_open_no_group(rol: Rol) -> None:
    organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
    user = RoltoekenningFactory(rol=rol, organisatie=organisatie).user
    assert (sync_wagtail_groups(now=NOW, user=user), groups_of(user)) == (0, [])


def test_a_role_in_one_kring_opens_no_group() -> None:
    user = RoltoekenningFactory(rol=Rol.COORDINATOR, kring=KringFactory()).user
    assert (sync_wagtail_groups(now=NOW, user=user), groups_of(user)) == (0, [])


def test_two_roles_give_two_groups_and_one_ending_leaves_the_other() -> None:
    user = UserFactory(coordinator=True)
    RoltoekenningFactory(user=user, rol=Rol.REDACTEUR)
    assert sync_wagtail_groups(now=NOW) == 2
    assert groups_of(user) == ["Coördinatoren", "Redacteuren"]
    Roltoekenning.objects.filter(rol=Rol.REDACTEUR).update(until_date=TODAY - timedelta(days=1))
    assert sync_wagtail_groups(now=NOW) == 1
    assert groups_of(user) == ["Coördinatoren"]


def test_the_planner_follows_the_calendar() -> None:
    user = RoltoekenningFactory(
        rol=Rol.REDACTEUR, from_date=TODAY + timedelta(days=1), until_date=TODAY + timedelta(days=2)
    ).user
    plan = planners.get("rollen")
    seen = []
    for days in range(5):
        for _ in range(2):
            plan(NOW + timedelta(days=days))
        seen.append(groups_of(user))
    assert seen == [[], ["Redacteuren"], ["Redacteuren"], [], []]


def test_a_closed_account_is_in_no_group() -> None:
    user = UserFactory(coordinator=True)
    sync_wagtail_groups(now=NOW)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert (sync_wagtail_groups(now=NOW), groups_of(user)) == (1, [])


def test_groups_of_other_kinds_are_left_alone() -> None:
    user = UserFactory(coordinator=True)
    user.groups.add(Group.objects.create(name="Iets anders"))
    sync_wagtail_groups(now=NOW)
    assert groups_of(user) == ["Coördinatoren", "Iets anders"]


def test_somebody_put_in_a_group_by_hand_is_put_out() -> None:
    user = UserFactory()
    user.groups.add(Group.objects.get(name="Redacteuren"))
    assert (sync_wagtail_groups(now=NOW), groups_of(user)) == (1, [])


def test_nobody_becomes_a_superuser() -> None:
    actor = UserFactory(beheerder=True)
    for rol, _ in GROUPS:
        grant_rol(actor=actor, user=UserFactory(), rol=rol, from_date=TODAY, now=NOW)
    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize("amount", [1, 30])
def test_the_planner_costs_the_same_for_many(amount: int, django_assert_num_queries: Callable[..., Any]) -> None:
    UserFactory.create_batch(amount, coordinator=True)
    with django_assert_num_queries(4):
        planners.get("rollen")(NOW)
    with django_assert_num_queries(2):
        planners.get("rollen")(NOW)
