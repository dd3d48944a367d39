"""Each rule of casussen/access on its own: exactly the rows that are somebody's, and no for who has no right."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.files.base import ContentFile

from casussen.access import casussen as sight
from casussen.access import delen, instrumenten, noodtoegang, praktijkboeken
from casussen.models import Casus, DelingRol, Inzage, InzageVia, Noodtoegang, Opname
from community.access.gastlinks import living_gastlinks
from community.access.werk import may_have_werk, visible_uitkomsten, visible_werk
from community.actions.kluis import make_data_key
from community.confidential import confidential
from community.extension_points import werk_kinds
from community.models import Gastlink, Lidmaatschap, Rol, User, Werk, Werkuitkomst
from tests.factories import KringFactory, RoltoekenningFactory, UserFactory
from tests.factories.casussen import a_casus, a_deling
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.praktijkboeken import CLOSES, DESTROYS, a_coordinator, a_praktijkboek, an_opname, in_boek
from tests.toegang.casussen import a_guest

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
HOUR = timedelta(hours=1)
AFTER_CLOSE = NOW.replace(year=CLOSES.year, month=CLOSES.month, day=CLOSES.day) + timedelta(days=1)
AFTER_END = NOW.replace(year=DESTROYS.year, month=DESTROYS.month, day=DESTROYS.day) + timedelta(days=1)


@pytest.fixture(autouse=True)
def _scope() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), confidential():
        yield


@pytest.fixture
def outsider() -> User:
    made: User = UserFactory()
    return made


def inzage(casus: Casus, reader: User) -> Inzage:
    return Inzage.objects.create(casus=casus, reader=reader, at=NOW, part="format", via=InzageVia.DELING)


def asked(casus: Casus, who: User, **more: Any) -> Noodtoegang:
    row = Noodtoegang(
        casus=casus, data_key_id=casus.data_key_id, asked_by=who, asked_at=NOW - HOUR, hours=2, reason="Proef", **more
    )
    row.save(force_insert=True)
    return row


def to_go(casus: Casus) -> Casus:
    Casus.objects.filter(pk=casus.pk).update(remove_at=NOW + HOUR)
    return Casus.objects.get(pk=casus.pk)


def test_whose_casus_it_is_and_who_reads_along(outsider: User) -> None:
    casus, other, reader = a_casus(), a_casus(), UserFactory()
    now_read = a_deling(casus, user=reader)
    over = a_deling(other, user=reader, until_at=NOW - HOUR)
    assert list(sight.own_casussen(casus.owner, NOW)) == [casus]
    assert list(sight.shared_casussen(reader, NOW)) == [casus]
    assert list(sight.visible_casussen(reader, NOW)) == [casus]
    assert list(sight.active_delingen(NOW)) == [now_read]
    assert over not in sight.active_delingen(NOW)
    assert list(sight.visible_casussen(outsider, NOW)) == []
    assert sight.zicht_on(outsider, casus, NOW) == sight.BLIND
    assert list(sight.readers_of_kring(KringFactory().pk, NOW)) == []
    assert [sight.may_write_casus(who, casus, NOW) for who in (casus.owner, reader, outsider)] == [True, False, False]
    assert [sight.may_govern_casus(who, casus, NOW) for who in (casus.owner, reader)] == [True, False]
    outsider.is_active = False
    assert not sight.may_begin_casus(outsider, NOW)


def test_a_co_owner_writes_and_does_not_share(outsider: User) -> None:
    casus, known, hidden = a_casus(), UserFactory(), UserFactory()
    a_deling(casus, user=outsider, role=DelingRol.MEDE_EIGENAAR)
    hidden.profiel.in_ledengids = False
    hidden.profiel.save()
    assert sight.may_write_casus(outsider, casus, NOW)
    assert not delen.may_share_casus(outsider, casus, NOW)
    assert list(sight.possible_readers(outsider, casus, NOW)) == []
    assert known in sight.possible_readers(casus.owner, casus, NOW)
    assert not delen.may_give_sight_to(casus.owner, casus, hidden, NOW)
    assert list(delen.shareable_kringen(outsider, casus, NOW)) == []
    assert KringFactory() not in delen.shareable_kringen(casus.owner, casus, NOW)
    assert list(delen.governed_delingen(outsider, casus, NOW)) == []
    assert not delen.may_share_casus(casus.owner, to_go(casus), NOW)


def test_who_sees_the_names_of_readers_and_the_log(outsider: User) -> None:
    casus, other = a_casus(), a_casus()
    row = a_deling(casus, user=outsider)
    a_deling(other, user=outsider)
    seen, _elsewhere = inzage(casus, outsider), inzage(other, outsider)
    assert list(delen.named_delingen(sight.BLIND, casus, NOW)) == []
    assert list(delen.named_delingen(sight.zicht_on(outsider, casus, NOW), casus, NOW)) == [row]
    assert list(delen.visible_inzagen(outsider, casus, NOW)) == []
    assert list(delen.visible_inzagen(casus.owner, casus, NOW)) == [seen]


def test_what_a_guest_may_see_ends_with_her_link(outsider: User) -> None:
    casus, other = a_casus(), a_casus()
    guest, elsewhere = a_guest(casus), a_guest(other)
    assert list(delen.living_gastdelingen(casus, NOW)) == [guest]
    assert list(delen.governed_gastdelingen(casus.owner, casus, NOW)) == [guest]
    assert list(delen.governed_gastdelingen(outsider, casus, NOW)) == []
    assert list(delen.gastdelingen_of(guest.gastlink, NOW)) == [guest]
    assert list(delen.gastdelingen_of(elsewhere.gastlink, NOW)) == [elsewhere]
    Gastlink.objects.filter(pk=guest.gastlink_id).update(revoked_at=NOW)
    assert list(living_gastlinks(NOW)) == [elsewhere.gastlink]
    assert list(delen.gastdelingen_of(guest.gastlink, NOW)) == []
    assert list(delen.gastdelingen_of(elsewhere.gastlink, NOW + timedelta(days=31))) == []
    to_go(other)
    assert list(delen.gastdelingen_of(elsewhere.gastlink, NOW)) == []


def test_emergencies_are_for_beheerder_and_privacycontact(outsider: User) -> None:
    casus, beheerder, contact = a_casus(), UserFactory(), UserFactory()
    RoltoekenningFactory(user=beheerder, rol=Rol.BEHEERDER)
    RoltoekenningFactory(user=contact, rol=Rol.PRIVACYCONTACT)
    waits = asked(casus, beheerder)
    runs = asked(a_casus(), beheerder, decided_by=contact, decided_at=NOW - HOUR, until_at=NOW + HOUR)
    asked(a_casus(), beheerder, decided_by=contact, decided_at=LONG_AGO, until_at=LONG_AGO + HOUR)
    who = (outsider, contact, beheerder)
    assert [noodtoegang.may_ask_noodtoegang(one, NOW) for one in who] == [False, False, True]
    assert [noodtoegang.may_judge_noodtoegang(one, NOW) for one in who] == [False, True, False]
    assert [noodtoegang.may_enter_noodtoegang(one, NOW) for one in who] == [False, True, True]
    assert not noodtoegang.may_be_asked_for(outsider, casus, NOW)
    assert not noodtoegang.may_be_asked_for(beheerder, a_casus(beheerder), NOW)
    assert list(noodtoegang.open_noodtoegangen(contact, NOW)) == [waits]
    for rows in (noodtoegang.open_noodtoegangen, noodtoegang.answerable_noodtoegangen):
        assert list(rows(outsider, NOW)) == []
    assert list(noodtoegang.running_noodtoegangen(outsider, NOW)) == []
    assert list(sight.active_noodtoegangen(beheerder, NOW)) == [runs]
    assert list(sight.active_noodtoegangen(outsider, NOW)) == []
    assert list(noodtoegang.noodtoegangen_of_casus(outsider, casus, NOW)) == []
    assert list(noodtoegang.noodtoegangen_on(sight.BLIND, casus, NOW)) == []
    answering = [(contact.pk, waits), (beheerder.pk, waits), (casus.owner_id, waits), (contact.pk, runs)]
    assert [noodtoegang.answerable_by(one, row, NOW) for one, row in answering] == [True, False, False, False]


def test_a_praktijkboek_is_of_who_is_in_it(outsider: User) -> None:
    boek, other = a_praktijkboek(), a_praktijkboek()
    opname, elsewhere, lid = an_opname(boek), an_opname(other), in_boek(boek).user
    leads, gone, _other = in_boek(boek, begeleider=True).user, in_boek(boek).user, in_boek(other)
    Lidmaatschap.objects.filter(user=gone).update(until_at=NOW - HOUR)
    assert {row.user for row in praktijkboeken.readers_of(boek, NOW)} == {opname.author, lid, leads}
    assert {row.user for row in praktijkboeken.participants_of([boek.kring_id], NOW)} == {opname.author, lid}
    assert list(praktijkboeken.visible_praktijkboeken(lid, NOW)) == [boek]
    assert list(praktijkboeken.planned_praktijkboeken(lid, NOW)) == []
    assert list(praktijkboeken.visible_opnamen(lid, NOW)) == [opname]
    assert elsewhere not in praktijkboeken.visible_opnamen(lid, NOW)
    assert list(praktijkboeken.opnamen_left_behind(opname.author, NOW)) == []
    assert list(praktijkboeken.casussen_to_hand_in(lid, NOW)) == []
    assert not praktijkboeken.may_read_praktijkboek(outsider, boek, NOW)
    assert not praktijkboeken.may_create_praktijkboek(lid, NOW)
    assert not praktijkboeken.may_plan_praktijkboek(lid, boek, NOW)
    assert not praktijkboeken.may_keep_praktijkboek(lid, boek, NOW)
    assert not praktijkboeken.may_keep_praktijkboek(a_coordinator(), boek, NOW)
    assert not praktijkboeken.may_still_keep(lid, boek)
    assert not praktijkboeken.may_hand_in(lid, a_casus(), boek, NOW)
    for rule in (praktijkboeken.may_take_back, praktijkboeken.may_see_readings):
        assert not rule(lid, opname, NOW)
    assert (praktijkboeken.may_bring(lid, boek, NOW), praktijkboeken.may_bring(outsider, boek, NOW)) == (True, False)


def test_a_praktijkboek_closes_and_goes_on_its_day() -> None:
    boek = a_praktijkboek()
    lid, opname = in_boek(boek).user, an_opname(boek)
    assert praktijkboeken.is_collecting(boek, NOW)
    assert not praktijkboeken.is_collecting(boek, AFTER_CLOSE)
    assert not praktijkboeken.is_there(boek, AFTER_END)
    assert list(praktijkboeken.visible_opnamen(lid, AFTER_END)) == []
    Opname.objects.filter(pk=opname.pk).update(withdrawn_at=NOW)
    assert list(praktijkboeken.visible_opnamen(lid, NOW)) == []


def test_one_opname_at_hand_is_judged_as_many_are() -> None:
    boek = a_praktijkboek()
    opname, place = an_opname(boek), in_boek(boek)
    people = (opname.author, place.user, in_boek(boek, agreed=False).user, UserFactory())

    def judged(now: datetime) -> list[bool]:
        opname.refresh_from_db()
        found = [praktijkboeken.may_read_opname(one, opname, now) for one in people]
        assert found == [opname in praktijkboeken.visible_opnamen(one, now) for one in people]
        return found

    assert judged(NOW) == [True, True, False, False]
    assert judged(AFTER_END) == [False] * 4
    Lidmaatschap.objects.filter(kring=boek.kring).update(until_at=NOW)
    assert judged(NOW) == [True, False, False, False]
    Opname.objects.filter(pk=opname.pk).update(withdrawn_at=NOW)
    assert judged(NOW) == [False] * 4


def test_instruments_and_long_work_have_their_keepers(outsider: User) -> None:
    assert not instrumenten.may_keep_instrumenten(outsider, NOW)
    assert instrumenten.may_keep_instrumenten(a_coordinator(), NOW)
    werk = Werk.objects.create(kind="PROEF", user=UserFactory(), object_id=outsider.pk, asked_at=NOW)
    assert list(visible_werk(outsider, NOW)) == []
    assert not may_have_werk(outsider, werk, NOW)


def test_what_came_of_long_work_is_of_who_asked_and_until_it_expires(outsider: User) -> None:
    casus = a_casus()
    werk = Werk.objects.create(kind=werk_kinds.all()[0].code, user=casus.owner, object_id=casus.pk, asked_at=NOW)
    outcome = Werkuitkomst(
        werk=werk, data_key_id=make_data_key(now=NOW), kind="pdf", size=4, expires_at=NOW + HOUR,
        content=ContentFile(b"%PDF", name="uitkomst.pdf"),
    )  # fmt: skip
    outcome.save(force_insert=True)
    assert list(visible_uitkomsten(casus.owner, NOW)) == [outcome]
    assert list(visible_uitkomsten(outsider, NOW)) == []
    assert list(visible_uitkomsten(casus.owner, NOW + HOUR)) == []
