"""The last places of a group, wanted by many at the same moment, on real PostgreSQL (T90).

Sixteen people contest five places; in `make proof` fifty, twenty times.
"""

import uuid
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from threading import Barrier

import pytest
from django.db import connections

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.kringen import accept_afspraken, publish_afspraken
from community.actions.leergroepen import remove_member
from community.actions.toetredingen import Joined, decide_toetreding, join_leergroep, leave_leergroep
from community.models import Bericht, Joining, Lidmaatschap, Toetreding, User
from tests.factories import AfsprakenFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW
from tests.in_full import IS_FULL, share, tell

pytestmark = pytest.mark.django_db(transaction=True)

ROUNDS, WANTING = (20, 50) if IS_FULL else (1, 16)
SEATS = 5


def at_once(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Do all of this at the same moment, each on a connection of its own; expected refusals come back as results."""
    gate = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        try:
            gate.wait(30)
            return act()
        except (ActionError, DeniedError) as refusal:
            return type(refusal)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def inside(kring_id: uuid.UUID) -> int:
    """Return how many people are in the group."""
    return Lidmaatschap.objects.filter(kring=kring_id, until_at__isnull=True).count()


@pytest.mark.parametrize("turn", share(range(ROUNDS)))
def test_five_places_go_to_exactly_five_people(turn: int) -> None:
    leergroep = LeergroepFactory(capacity=SEATS)
    people = [UserFactory() for _ in range(WANTING)]
    # Later arrivals may be handled first: the moment of a request says nothing about its turn.
    moments = [NOW + timedelta(milliseconds=(7 * number + turn) % WANTING) for number in range(WANTING)]
    results = at_once(
        [
            partial(join_leergroep, actor=user, leergroep=leergroep, now=now)
            for user, now in zip(people, moments, strict=True)
        ]
    )
    told = results.count(Joined.LID), results.count(Joined.WACHTLIJST)
    members, waiting = inside(leergroep.kring_id), Toetreding.objects.filter(status="WACHTLIJST").count()
    tell(rounds=1, contests=WANTING, seats=SEATS, given=members, waiting=waiting, overbooked=max(0, members - SEATS),
         errors=WANTING - sum(told), lost=WANTING - members - waiting)  # fmt: skip
    assert told == (SEATS, WANTING - SEATS)
    assert (members, waiting) == (SEATS, WANTING - SEATS)
    assert Bericht.objects.filter(kind="N104").count() == SEATS


def test_one_person_clicks_in_many_tabs_and_joins_once() -> None:
    leergroep = LeergroepFactory(capacity=SEATS)
    lid = UserFactory()
    results = at_once([lambda: join_leergroep(actor=lid, leergroep=leergroep, now=NOW)] * 8)
    assert (results.count(Joined.LID), results.count(ActionError)) == (1, 7)
    assert inside(leergroep.kring_id) == 1


def test_all_leave_and_the_waiting_list_fills_every_place_once() -> None:
    leergroep = LeergroepFactory(capacity=SEATS)
    members = [LidmaatschapFactory(kring=leergroep.kring).user for _ in range(SEATS)]
    waiting = [UserFactory() for _ in range(SEATS + 3)]
    for number, user in enumerate(waiting):
        join_leergroep(actor=user, leergroep=leergroep, now=NOW + timedelta(seconds=number))
    later = NOW + timedelta(hours=1)
    at_once([partial(leave_leergroep, actor=user, leergroep=leergroep, now=later) for user in members])
    now_in = set(Lidmaatschap.objects.filter(until_at__isnull=True).values_list("user", flat=True))
    assert now_in == {user.pk for user in waiting[:SEATS]}
    assert Bericht.objects.filter(kind="N102").count() == SEATS


def test_two_trekkers_admit_two_people_to_one_place() -> None:
    leergroep = LeergroepFactory(capacity=3, joining=Joining.OP_VERZOEK)
    trekkers = [LidmaatschapFactory(kring=leergroep.kring, trekker=True).user for _ in range(2)]
    for user in (UserFactory(), UserFactory()):
        join_leergroep(actor=user, leergroep=leergroep, now=NOW)
    rows = list(Toetreding.objects.select_related("kring", "user"))
    at_once(
        [
            partial(decide_toetreding, actor=user, toetreding=row, is_admitted=True, now=NOW)
            for user, row in zip(trekkers, rows, strict=True)
        ]
    )
    assert inside(leergroep.kring_id) == 3
    assert sorted(Toetreding.objects.values_list("status", flat=True)) == ["TOEGELATEN", "WACHTLIJST"]


def test_two_trekkers_who_remove_each_other_leave_one() -> None:
    leergroep = LeergroepFactory()
    rows = [LidmaatschapFactory(kring=leergroep.kring, trekker=True) for _ in range(2)]
    LidmaatschapFactory(kring=leergroep.kring)
    results = at_once(
        [
            partial(remove_member, actor=rows[0].user, lidmaatschap=rows[1], now=NOW),
            partial(remove_member, actor=rows[1].user, lidmaatschap=rows[0], now=NOW),
        ]
    )
    assert sorted(map(str, results)) == [str(DeniedError), "None"]
    assert Lidmaatschap.objects.filter(until_at__isnull=True, role="TREKKER").count() == 1


def test_agreeing_while_new_agreements_are_published_never_opens_the_group() -> None:
    leergroep = LeergroepFactory()
    afspraken = AfsprakenFactory(kring=leergroep.kring)
    trekker = LidmaatschapFactory(
        kring=leergroep.kring, trekker=True, accepted=afspraken, accepted_at=NOW
    ).user  # fmt: skip
    lid: User = LidmaatschapFactory(kring=leergroep.kring).user
    kring = leergroep.kring
    results = at_once(
        [
            lambda: publish_afspraken(actor=trekker, kring=kring, text="Nieuw", number=1, now=NOW),
            lambda: accept_afspraken(actor=lid, kring=kring, number=1, now=NOW),
        ]
    )
    accepted = Lidmaatschap.objects.get(user=lid).accepted
    assert (accepted is None) == (results[1] is ActionError)
    assert accepted is None or accepted.number == 1
