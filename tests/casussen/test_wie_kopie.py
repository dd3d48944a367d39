"""Who sees a casus: a copy of it in a praktijkboek counts too, for its owner; and who read that copy."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client
from django.utils.html import strip_tags

from casussen.actions.delen import give_sight
from casussen.actions.opnamen import take_back
from casussen.models import Casus, DelingRol, Inzage, Opname
from community.confidential import confidential
from community.models import Lidmaatschap, User
from tests.casussen.test_praktijkboek_kosten import cost
from tests.factories import LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import a_praktijkboek, an_opname, in_boek

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def page(user: User, casus: Casus, end: str = "wie-ziet-dit/") -> str:
    client = Client()
    client.force_login(user)
    return " ".join(strip_tags(client.get(f"/casussen/{casus.code}/{end}").content.decode()).split())


def read(opname: Opname, user: User) -> None:
    client = Client()
    client.force_login(user)
    assert client.get(f"/praktijkboeken/{opname.praktijkboek.code}/{opname.code}/").status_code == 200


def test_the_owner_is_told_who_can_read_her_copy_and_how_many_did() -> None:
    boek = a_praktijkboek(name="Najaar in het beekdal")
    opname = an_opname(boek)
    readers = [in_boek(boek).user for _number in range(3)]
    in_boek(boek, agreed=False)
    gone = in_boek(boek)
    for user in (*readers[:2], readers[0], gone.user):
        read(opname, user)
    Lidmaatschap.objects.filter(pk=gone.pk).update(until_at=NOW)
    words = "Alleen jij ziet deze casus. Een kopie staat in Najaar in het beekdal: 4 anderen kunnen die lezen."
    for end in ("", "wie-ziet-dit/", "format/"):
        assert words in page(opname.author, opname.casus, end)
    shown = page(opname.author, opname.casus)
    assert "gelezen door 2 van 4" in shown
    log = page(opname.author, opname.casus, "inzage/")
    assert (log.count(readers[0].naam), log.count(readers[2].naam)) == (2, 0)
    assert Inzage.objects.count() == 4


def test_who_reads_along_hears_nothing_of_copies_and_a_copy_that_is_out_counts_no_more() -> None:
    boek = a_praktijkboek(name="Najaar in het beekdal")
    opname, reader = an_opname(boek), UserFactory()
    Casus.objects.filter(pk=opname.casus_id).update(checked_at=NOW)
    give_sight(actor=opname.author, casus=opname.casus, reader=reader, last_day=None, now=NOW)
    assert ("Najaar" in page(reader, opname.casus), "Najaar" in page(opname.author, opname.casus)) == (False, True)
    take_back(actor=opname.author, opname=opname, now=NOW)
    assert "Najaar" not in page(opname.author, opname.casus)


def test_a_praktijkboek_past_its_last_day_shows_its_copy_to_nobody() -> None:
    boek = a_praktijkboek(name="Najaar in het beekdal")
    opname = an_opname(boek)
    type(boek).objects.filter(pk=boek.pk).update(closes_date="2027-01-02", destroys_date="2027-01-18")
    assert "Najaar" not in page(opname.author, opname.casus)


def test_the_pages_cost_the_same_for_thirty_readers_of_the_copy_and_for_one() -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    pages = [f"/casussen/{opname.casus.code}/{end}" for end in ("", "wie-ziet-dit/")]
    read(opname, in_boek(boek).user)
    few = [cost(opname.author, address) for address in pages]
    for _number in range(29):
        read(opname, in_boek(boek).user)
    assert [cost(opname.author, address) for address in pages] == few
    assert all(number <= 15 for number in few)


def test_who_is_not_in_a_hidden_group_does_not_learn_that_there_is_one() -> None:
    casus, reader = a_casus(), UserFactory()
    hidden = LeergroepFactory(kring__name="Geheim beraad", is_hidden=True, joining="OP_UITNODIGING")
    plain = LeergroepFactory(kring__name="Natte teelten")
    places = [LidmaatschapFactory(kring=group.kring, from_at=LONG_AGO) for group in (hidden, plain)]
    for group in (hidden, plain):
        a_deling(casus, kring=group.kring)
    a_deling(casus, user=reader)
    seen = {user: [name in page(user, casus) for name in ("Geheim beraad", "Natte teelten", "een groep")]
            for user in (reader, places[0].user, casus.owner)}  # fmt: skip
    assert seen == {
        reader: [False, True, True], places[0].user: [True, True, False], casus.owner: [True, True, False]
    }  # fmt: skip
    assert places[0].user.naam in page(reader, casus), "who reads along is known to all who do"


def test_while_the_account_of_the_owner_is_closed_only_who_writes_along_stands_there() -> None:
    casus, writer, reader = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=writer, role=DelingRol.MEDE_EIGENAAR)
    a_deling(casus, user=reader)
    assert reader.naam in page(writer, casus)
    User.objects.filter(pk=casus.owner_id).update(is_active=False)
    assert reader.naam not in page(writer, casus)
