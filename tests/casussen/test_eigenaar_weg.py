"""When the account of an owner is closed nobody can take sight away; so nobody has it but who writes along."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from casussen.access.casussen import shared_casussen, visible_casussen, zicht_on
from casussen.models import Casus, DelingRol, InzageVia
from casussen.queries.delen import readers_now
from community.confidential import confidential
from community.models import DataKey, User
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.casussen import CANARY, a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def status(user: User, address: str) -> tuple[int, bool]:
    client = Client()
    client.force_login(user)
    answer = client.get(address)
    return answer.status_code, CANARY in answer.content.decode()


def set_active(user: User, is_active: bool) -> None:
    User.objects.filter(pk=user.pk).update(is_active=is_active)


def test_readers_and_groups_see_nothing_until_she_is_back_and_who_writes_along_goes_on() -> None:
    casus, reader, writer, place = a_casus(), UserFactory(), UserFactory(), LidmaatschapFactory(from_at=LONG_AGO)
    delingen = [a_deling(casus, user=reader), a_deling(casus, kring=place.kring)]
    delingen.append(a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR))
    address = f"/casussen/{casus.code}/"
    set_active(casus.owner, False)
    for user in (reader, place.user):
        assert status(user, address) == (404, False)
        assert not shared_casussen(user, NOW).exists()
    assert status(writer, address) == (200, True)
    assert readers_now(list(type(delingen[0]).objects.select_related("casus__owner")), NOW) == {
        (writer.pk, delingen[2].pk)
    }
    set_active(casus.owner, True)
    assert [status(user, address) for user in (reader, place.user, writer)] == [(200, True)] * 3


def test_who_is_a_member_too_keeps_the_right_to_write() -> None:
    casus, place = a_casus(), LidmaatschapFactory(from_at=LONG_AGO)
    a_deling(casus, kring=place.kring)
    a_deling(casus, user=place.user, role=DelingRol.MEDE_EIGENAAR)
    set_active(casus.owner, False)
    stored = Casus.objects.get(pk=casus.pk)
    zicht = zicht_on(place.user, stored, NOW)
    assert (zicht.may_write, zicht.via) == (True, InzageVia.DELING)
    assert list(visible_casussen(place.user, NOW)) == [stored]


def test_her_copy_in_a_praktijkboek_and_every_key_stay() -> None:
    boek = a_praktijkboek()
    opname, reader = an_opname(boek), in_boek(boek).user
    set_active(opname.author, False)
    assert status(reader, f"/praktijkboeken/{boek.code}/{opname.code}/") == (200, True)
    assert not DataKey.objects.filter(wrapped__isnull=True).exists()
