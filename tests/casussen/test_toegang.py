"""Who sees a casus: its owner, whom she gave sight, nobody else; and each read of another is one line in the log."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from casussen.models import DelingRol, Inzage, InzageVia
from community.confidential import confidential
from community.models import Rol, User
from tests.factories import LidmaatschapFactory, RoltoekenningFactory, UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.second_factor import with_second_factor

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _clock() -> object:
    with time_machine.travel(NOW, tick=False):
        yield


def answer(user: User, address: str) -> tuple[int, str]:
    client = Client()
    client.force_login(user)
    response = client.get(address)
    return response.status_code, response.content.decode()


def readings() -> list[tuple[object, str, str]]:
    with confidential():
        return [(row.reader_id, row.via, row.part) for row in Inzage.objects.order_by("at", "pk")]


def test_the_owner_sees_her_casus_and_nothing_is_logged() -> None:
    casus = a_casus()
    status, body = answer(casus.owner, f"/casussen/{casus.code}/")
    assert (status, CANARY in body, readings()) == (200, True, [])


@pytest.mark.parametrize("rol", [None, *Rol])
def test_nobody_else_sees_it_whatever_her_role(rol: Rol | None) -> None:
    casus, stranger = a_casus(), with_second_factor(UserFactory(is_superuser=rol == Rol.BEHEERDER))
    if rol and rol != Rol.PARTNERCONTACT:
        RoltoekenningFactory(user=stranger, rol=rol)
    there = answer(stranger, f"/casussen/{casus.code}/")
    nowhere = answer(stranger, "/casussen/c-22222222/")
    assert there == nowhere
    assert (there[0], CANARY in there[1], readings()) == (404, False, [])


@pytest.mark.parametrize("role", list(DelingRol))
def test_who_was_given_sight_by_name_reads_and_each_read_is_a_line(role: DelingRol) -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader, role=role)
    for _time in range(2):
        status, body = answer(reader, f"/casussen/{casus.code}/")
        assert (status, CANARY in body) == (200, True)
    assert readings() == [(reader.pk, InzageVia.DELING, "")] * 2


def test_the_members_of_a_kring_read_until_they_leave_it() -> None:
    casus, place = a_casus(), LidmaatschapFactory(from_at=LONG_AGO)
    a_deling(casus, kring=place.kring)
    assert answer(place.user, f"/casussen/{casus.code}/")[0] == 200
    place.until_at = NOW
    place.save()
    assert answer(place.user, f"/casussen/{casus.code}/")[0] == 404
    assert readings() == [(place.user_id, InzageVia.KRING, "")]


@pytest.mark.parametrize(("until", "status"), [(NOW, 404), (NOW + timedelta(seconds=1), 200), (None, 200)])
def test_sight_ends_at_its_moment(until: object, status: int) -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader, until_at=until)
    assert answer(reader, f"/casussen/{casus.code}/")[0] == status


def test_what_is_to_be_removed_is_gone_for_others() -> None:
    casus, reader = a_casus(), UserFactory()
    a_deling(casus, user=reader)
    casus.remove_at = NOW + timedelta(days=30)
    with confidential():
        casus.save(update_fields=["remove_at"])
    assert [answer(who, f"/casussen/{casus.code}/")[0] for who in (reader, casus.owner)] == [404, 200]
