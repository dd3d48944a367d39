"""Rules that ask nobody who she is, each by itself: what a visit, round, session, link or group still allows."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from community.confidential import confidential
from community.models import Gastlink, Kring
from intervisie.access.bezoeken import place_at
from intervisie.access.groepen import contactpersonen
from intervisie.access.indelingsvoorstellen import visible_proefverplaatsingen
from intervisie.access.matching import may_register
from intervisie.access.sessiegasten import (
    RESULT_LINK,
    SESSIE_LINK,
    guest_sessies,
    invitations_of,
    joinable_sessies,
    sessie_of_link,
)
from intervisie.access.toernees import may_plan_toernee
from intervisie.models import (
    BezoekStatus,
    Indelingsvoorstel,
    Matchronde,
    Proefverplaatsing,
    RondeStatus,
    Sessie,
    SessieStatus,
    ToerneeStatus,
)
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.intervisie import CLOSES, a_ronde
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.sessies import a_meeting, a_sessie
from tests.factories.toernees import a_toernee

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False), confidential():
        yield


def test_nothing_is_written_at_a_visit_that_is_dropped_or_after_the_toernee() -> None:
    bezoek, other = bezoeken_of(a_planned_toernee(with_steps=False))[:2]
    host, visitor = bezoek.host.user, other.host.user

    def writing() -> tuple[bool, bool]:
        return place_at(host, bezoek, NOW).may_write_kit, place_at(visitor, bezoek, NOW).may_observe

    assert writing() == (True, True)
    bezoek.status = BezoekStatus.VERVALLEN
    assert writing() == (False, False)
    bezoek.status = BezoekStatus.GEPLAND
    bezoek.toernee.kring.closed_at = NOW
    assert writing() == (False, False)


def test_a_toernee_is_planned_while_it_goes_on() -> None:
    toernee, coordinator = a_toernee(), UserFactory(coordinator=True)
    allowed = set()
    for status in ToerneeStatus:
        toernee.status = status
        if may_plan_toernee(coordinator, toernee, NOW):
            allowed.add(status)
    assert allowed == {ToerneeStatus.PLANNEN, ToerneeStatus.LOOPT}
    toernee.status, toernee.kring.closed_at = ToerneeStatus.LOOPT, NOW
    assert not may_plan_toernee(coordinator, toernee, NOW)


def test_one_registers_while_the_round_is_open() -> None:
    ronde, user = a_ronde(), UserFactory()
    last = NOW.replace(year=CLOSES.year, month=CLOSES.month, day=CLOSES.day)
    assert [may_register(user, ronde, now) for now in (NOW, last, last + DAY)] == [True, True, False]
    for status in set(RondeStatus) - {RondeStatus.OPEN}:
        ronde.status = status
        assert not may_register(user, ronde, NOW), status


def test_who_leads_a_group_is_of_that_group_alone() -> None:
    groep, _other = a_groep(begeleider=UserFactory()), a_groep(name="Groep Plas")
    assert [row.user for row in contactpersonen(groep, NOW)] == people_of(groep)[:1]


def test_what_was_asked_about_moving_is_read_at_its_own_round_by_who_divides() -> None:
    rondes = [a_ronde(name=name, status=RondeStatus.GESLOTEN) for name in ("Voorjaar", "Najaar")]
    first, _second = [_asked(ronde) for ronde in rondes]
    assert list(visible_proefverplaatsingen(UserFactory(coordinator=True), rondes[0], NOW)) == [first]
    assert not visible_proefverplaatsingen(UserFactory(), rondes[0], NOW).exists()


def _asked(ronde: Matchronde) -> Proefverplaatsing:
    voorstel = Indelingsvoorstel.objects.create(
        ronde=ronde, number=1, division={}, people={}, fingerprint="x", seed=1, quality=1, worst=1, made_at=NOW
    )
    return Proefverplaatsing.objects.create(voorstel=voorstel, person=UserFactory(), asked_at=NOW)


CLOSED: dict[str, dict[str, Any]] = {
    "no_guests": {"lets_guests": False},
    "done": {"status": SessieStatus.KLAAR, "closed_at": NOW},
    "called_off": {"status": SessieStatus.VERVALLEN, "closed_at": NOW},
    "removed": {"removed_at": NOW},
    "not_yet": {"made_at": NOW + DAY},
}


@pytest.mark.parametrize("changed", CLOSED.values(), ids=CLOSED)
def test_a_session_that_takes_no_guests_is_opened_by_no_code_and_no_link(changed: dict[str, Any]) -> None:
    sessie = a_sessie(is_begun=False, lets_guests=True)
    link = _link(sessie)
    assert _opened(sessie, link) == (True, True, True)
    Sessie.objects.filter(pk=sessie.pk).update(**changed)
    assert _opened(sessie, link) == (False, False, False)


def test_a_session_of_a_group_that_was_closed_is_opened_by_no_code_and_no_link() -> None:
    groep = a_groep()
    meeting = a_meeting(groep.kring)
    sessie = a_sessie(*people_of(groep)[:3], bijeenkomst=meeting, is_begun=False, lets_guests=True)
    link = _link(sessie)
    assert _opened(sessie, link) == (True, True, True)
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    assert _opened(sessie, link) == (False, False, False)


def test_without_a_code_only_a_link_opens_a_session() -> None:
    sessie = a_sessie(is_begun=False, lets_guests=True)
    Sessie.objects.filter(pk=sessie.pk).update(join_digest="")
    assert _opened(sessie, _link(sessie)) == (True, False, True)


def test_a_link_opens_its_own_session_and_no_link_to_a_result_opens_one() -> None:
    sessie, other = [a_sessie(is_begun=False, lets_guests=True) for _ in range(2)]
    assert list(sessie_of_link(_link(other), NOW)) == [other]
    assert not sessie_of_link(_link(sessie, kind=RESULT_LINK), NOW).exists()


def test_invitations_are_of_their_own_session_and_live() -> None:
    sessie, other = [a_sessie(is_begun=False, lets_guests=True) for _ in range(2)]
    link = _link(sessie)
    _link(other), _link(sessie, kind=RESULT_LINK), _link(sessie, revoked_at=NOW), _link(sessie, expires_at=NOW)
    assert list(invitations_of(sessie, NOW)) == [link]


def _link(sessie: Sessie, **fields: Any) -> Gastlink:
    usual = {"kind": SESSIE_LINK, "made_at": LONG_AGO, "expires_at": NOW + DAY, "made_by": sessie.made_by}
    return Gastlink.objects.create(object_id=sessie.pk, name="Noor", email="noor@voorbeeld.example", **usual | fields)


def _opened(sessie: Sessie, link: Gastlink) -> tuple[bool, bool, bool]:
    """Say whether guests may come in at all, by the code, and by this link."""
    rows = (guest_sessies(NOW), joinable_sessies(NOW), sessie_of_link(link, NOW))
    return tuple(one.filter(pk=sessie.pk).exists() for one in rows)
