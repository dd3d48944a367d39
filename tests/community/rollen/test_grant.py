"""Giving roles: by whom, to whom, where and from when until when (COM-03)."""

from datetime import date, timedelta

import pytest

from community import access
from community.access.rollen import grantable_rollen, has_rol
from community.actions.rollen import RolError, grant_rol
from community.models import Bericht, Rol, Roltoekenning, User
from tests.factories import KringFactory, OrganisatieFactory, RoltoekenningFactory, UserFactory
from tests.factories.moments import LONG_AGO_DAY, NOW

pytestmark = pytest.mark.django_db

TODAY = date(2027, 1, 18)
BY_COORDINATOR = {Rol.TRAINER, Rol.COACH, Rol.EXPERT, Rol.OPLEIDINGSADVISEUR, Rol.PARTNERCONTACT}


def fresh(user: User) -> User:
    """Return this person as the next request loads her."""
    return User.objects.get(pk=user.pk)


def holder_of(rol: Rol) -> User:
    organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
    return RoltoekenningFactory(rol=rol, organisatie=organisatie).user


@pytest.mark.parametrize("rol", Rol)
def test_a_beheerder_gives_every_role(rol: Rol) -> None:
    organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
    user = UserFactory()
    grant_rol(actor=UserFactory(beheerder=True), user=user, rol=rol, from_date=TODAY, organisatie=organisatie, now=NOW)
    assert list(user.roltoekenningen.values_list("rol", "from_date", "until_date")) == [(rol, TODAY, None)]


@pytest.mark.parametrize("rol", Rol)
def test_a_coordinator_gives_the_roles_of_the_work(rol: Rol) -> None:
    actor, user = UserFactory(coordinator=True), UserFactory()
    organisatie = OrganisatieFactory() if rol == Rol.PARTNERCONTACT else None
    if rol in BY_COORDINATOR:
        grant_rol(actor=actor, user=user, rol=rol, from_date=TODAY, organisatie=organisatie, now=NOW)
    else:
        with pytest.raises(access.DeniedError):
            grant_rol(actor=actor, user=user, rol=rol, from_date=TODAY, organisatie=organisatie, now=NOW)
    assert user.roltoekenningen.exists() == (rol in BY_COORDINATOR)


@pytest.mark.parametrize("holder", sorted(set(Rol) - {Rol.BEHEERDER, Rol.COORDINATOR}))
def test_others_give_no_role(holder: Rol) -> None:
    actor = holder_of(holder)
    assert grantable_rollen(actor, NOW) == ()
    with pytest.raises(access.DeniedError):
        grant_rol(actor=actor, user=UserFactory(), rol=Rol.EXPERT, from_date=TODAY, now=NOW)


@pytest.mark.parametrize("rol", [Rol.BEHEERDER, Rol.COORDINATOR])
def test_a_role_that_ended_or_must_begin_gives_nothing(rol: Rol) -> None:
    ended = RoltoekenningFactory(rol=rol, until_date=TODAY - timedelta(days=1)).user
    to_come = RoltoekenningFactory(rol=rol, from_date=TODAY + timedelta(days=1)).user
    in_a_kring = RoltoekenningFactory(rol=rol, kring=KringFactory()).user
    for actor in (ended, to_come, in_a_kring):
        assert grantable_rollen(actor, NOW) == ()


@pytest.mark.parametrize("rol", Rol)
@pytest.mark.parametrize("trait", ["beheerder", "coordinator"])
def test_nobody_gives_a_role_to_herself(trait: str, rol: Rol) -> None:
    actor = UserFactory(**{trait: True})
    with pytest.raises((RolError, access.DeniedError)):
        grant_rol(actor=actor, user=actor, rol=rol, from_date=TODAY, now=NOW)
    assert actor.roltoekenningen.count() == 1


REFUSED = [
    ({"from_date": TODAY - timedelta(days=1)}, "Kies een eerste dag vanaf vandaag."),
    ({"until_date": TODAY - timedelta(days=1)}, "De laatste dag ligt vóór de eerste dag."),
    ({"rol": Rol.PARTNERCONTACT}, "Kies voor welke organisatie"),
    ({"has_organisatie": True}, "Deze rol hoort niet bij één organisatie."),
    ({"rol": Rol.COORDINATOR, "has_kring": True}, "Deze rol hoort niet bij één groep."),
    ({"rol": Rol.OPLEIDINGSADVISEUR, "has_kring": True}, "Deze rol hoort niet bij één groep."),
]


@pytest.mark.parametrize(("changed", "sentence"), REFUSED)
def test_what_does_not_fit_is_said(changed: dict[str, object], sentence: str) -> None:
    fields = {"rol": Rol.TRAINER, "from_date": TODAY, **changed}
    if fields.pop("has_organisatie", False):
        fields["organisatie"] = OrganisatieFactory()
    if fields.pop("has_kring", False):
        fields["kring"] = KringFactory()
    with pytest.raises(RolError, match=sentence):
        grant_rol(actor=UserFactory(beheerder=True), user=UserFactory(), now=NOW, **fields)  # type: ignore[arg-type]  # a table of fields


def test_a_closed_account_gets_no_role() -> None:
    user = UserFactory(is_active=False)
    with pytest.raises(RolError, match="Dit account is gesloten"):
        grant_rol(actor=UserFactory(beheerder=True), user=user, rol=Rol.EXPERT, from_date=TODAY, now=NOW)


def test_the_same_role_twice_in_one_period_is_refused() -> None:
    actor, user = UserFactory(beheerder=True), UserFactory(trainer=True)
    with pytest.raises(RolError, match="heeft deze rol al"):
        grant_rol(actor=actor, user=user, rol=Rol.TRAINER, from_date=TODAY, now=NOW)
    assert (user.roltoekenningen.count(), Bericht.objects.count()) == (1, 0)


def test_a_partnercontact_may_have_two_organisaties() -> None:
    actor, user = UserFactory(coordinator=True), UserFactory()
    first, second = OrganisatieFactory(), OrganisatieFactory()
    for organisatie in (first, second):
        grant_rol(actor=actor, user=user, rol=Rol.PARTNERCONTACT, from_date=TODAY, organisatie=organisatie, now=NOW)
    assert set(user.roltoekenningen.values_list("organisatie", flat=True)) == {first.pk, second.pk}


def test_a_role_in_one_kring_is_none_for_the_whole_platform() -> None:
    user, kring = UserFactory(), KringFactory()
    grant_rol(actor=UserFactory(beheerder=True), user=user, rol=Rol.TRAINER, from_date=TODAY, kring=kring, now=NOW)
    assert not has_rol(fresh(user), Rol.TRAINER, NOW)
    assert user.roltoekenningen.get().kring == kring


# Roles begin and end with the day in the Netherlands, also in the nights that summer time comes and goes.
HOURS = [
    ("2027-02-01", "2027-02-28", "2027-01-31T22:59+00:00", False),
    ("2027-02-01", "2027-02-28", "2027-01-31T23:00+00:00", True),
    ("2027-02-01", "2027-02-28", "2027-02-28T22:59+00:00", True),
    ("2027-02-01", "2027-02-28", "2027-02-28T23:00+00:00", False),
    ("2027-03-28", "2027-03-28", "2027-03-28T00:30+00:00", True),
    ("2027-03-28", "2027-03-28", "2027-03-28T21:59+00:00", True),
    ("2027-03-28", "2027-03-28", "2027-03-28T22:00+00:00", False),
    ("2027-10-31", "2027-10-31", "2027-10-30T22:00+00:00", True),
    ("2027-10-31", "2027-10-31", "2027-10-31T22:59+00:00", True),
    ("2027-10-31", "2027-10-31", "2027-10-31T23:00+00:00", False),
    ("2028-02-29", "2028-02-29", "2028-02-29T12:00+00:00", True),
]


@pytest.mark.parametrize(("first", "last", "moment", "holds"), HOURS)
def test_a_role_holds_on_its_own_days(first: str, last: str, moment: str, holds: bool) -> None:
    user = RoltoekenningFactory(
        rol=Rol.TRAINER, from_date=date.fromisoformat(first), until_date=date.fromisoformat(last)
    ).user
    assert has_rol(fresh(user), Rol.TRAINER, NOW.fromisoformat(moment)) == holds


def test_who_gave_the_role_is_noted() -> None:
    actor = UserFactory(beheerder=True)
    row = grant_rol(actor=actor, user=UserFactory(), rol=Rol.EXPERT, from_date=TODAY, now=NOW)
    assert (row.granted_by, Roltoekenning.objects.exclude(from_date=LONG_AGO_DAY).get()) == (actor, row)
