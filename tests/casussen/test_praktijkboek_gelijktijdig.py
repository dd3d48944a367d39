"""Several people in one praktijkboek at the same moment, on real PostgreSQL."""

from collections.abc import Callable, Sequence
from functools import partial

import pytest
from django.test import Client

from casussen.actions.opnamen import hand_in, move_opname, take_back
from casussen.actions.praktijkboek_einde import close, destroy, establish, live
from casussen.actions.praktijkboeken import remove_person
from casussen.models import Opname, Praktijkboek, PraktijkboekStatus
from community.access import DeniedError
from community.actions.errors import ActionError
from community.clock import now as clock_now
from community.confidential import confidential
from community.models import Bericht, DataKey, Lidmaatschap
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import CLOSES, a_coordinator, a_full_casus, a_praktijkboek, an_opname, in_boek
from tests.in_full import IS_FULL, share

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "sleutels"])
ROUNDS = 20 if IS_FULL else 2


def together(acts: Sequence[Callable[[], object]]) -> list[object]:
    """Do all of this at once, each in a scope of its own as a request has it."""

    def scoped(act: Callable[[], object]) -> object:
        with confidential():
            return act()

    return at_once([partial(scoped, act) for act in acts])


@pytest.mark.parametrize("turn", share(range(ROUNDS)))
def test_handing_in_races_with_establishing_and_nothing_comes_in_after(turn: int) -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    an_opname(boek)
    people = [in_boek(boek).user for _number in range(6)]
    casussen = [a_full_casus(person) for person in people]
    with confidential():
        acts: list[Callable[[], object]] = [
            partial(hand_in, actor=person, boek=boek, casus=casus, parts=[], now=NOW)
            for person, casus in zip(people, casussen, strict=True)
        ]
        acts.insert(turn % 6, partial(establish, actor=keeper, boek=boek, now=NOW))
        results = together(acts)
        inside = Opname.objects.filter(praktijkboek=boek).count()
        kept = sum(isinstance(result, Opname) for result in results)
        assert Praktijkboek.objects.get().status == PraktijkboekStatus.VASTGESTELD
        assert (inside, results.count(ActionError)) == (1 + kept, 6 - kept)
        positions = sorted(Opname.objects.values_list("position", flat=True))
        assert positions == list(range(1, inside + 1))
    told = Bericht.objects.filter(kind="N21").count()
    assert told == inside


def test_the_same_casus_twice_at_once_is_one_copy() -> None:
    boek = a_praktijkboek()
    author = in_boek(boek).user
    casus = a_full_casus(author)
    with confidential():
        together([partial(hand_in, actor=author, boek=boek, casus=casus, parts=[], now=NOW)] * 4)
        assert Opname.objects.get().content["format"]["werktitel"]


def test_two_begeleiders_take_the_same_step_and_one_of_them_hears_that_it_was_done() -> None:
    boek = a_praktijkboek()
    keepers = [in_boek(boek, begeleider=True).user for _number in range(2)]
    an_opname(boek)
    with confidential():
        for step in (establish, close, destroy):
            boek = Praktijkboek.objects.select_related("kring").get()
            results = together([partial(step, actor=keeper, boek=boek, now=NOW) for keeper in keepers])
            assert sorted(map(str, results)) == sorted([str(None), str(ActionError)]), step
    assert Bericht.objects.filter(kind="N54").count() == 3


def test_moves_of_two_begeleiders_lose_no_casus() -> None:
    boek = a_praktijkboek()
    keepers = [in_boek(boek, begeleider=True).user for _number in range(2)]
    rows = [an_opname(boek) for _number in range(5)]
    with confidential():
        found = list(Opname.objects.select_related("praktijkboek"))
        acts = [
            partial(move_opname, actor=keepers[number % 2], opname=row, is_up=number % 3 == 0, now=NOW)
            for number, row in enumerate(found * 2)
        ]
        together(acts)
        order = list(Opname.objects.order_by("position").values_list("position", flat=True))
    assert (order, len(rows)) == ([1, 2, 3, 4, 5], 5)


def test_taking_back_races_with_destroying_and_the_key_is_gone_either_way() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    opname = an_opname(boek)
    with confidential():
        close(actor=keeper, boek=boek, now=NOW)
        held = Praktijkboek.objects.select_related("kring").get()
        row = Opname.objects.select_related("praktijkboek").get()
        results = together([
            partial(destroy, actor=keeper, boek=held, now=NOW),
            partial(take_back, actor=opname.author, opname=row, now=NOW),
        ])  # fmt: skip
        assert (results, Opname.objects.count()) == ([None, None], 0)
    assert DataKey.objects.get(pk=opname.data_key_id).wrapped is None


def test_the_planner_runs_twice_at_once_and_everything_happens_once() -> None:
    boek = a_praktijkboek()
    an_opname(boek)
    now = NOW.replace(year=CLOSES.year, month=12)
    with confidential():
        assert together([partial(live, now)] * 3) == [None] * 3
        assert Praktijkboek.objects.get().status == PraktijkboekStatus.VERNIETIGD
    assert Bericht.objects.filter(kind="N54").count() == 1


def test_who_is_taken_out_while_she_hands_in_brings_nothing_in_after() -> None:
    boek = a_praktijkboek()
    lid, planner = in_boek(boek), a_coordinator()
    casus = a_full_casus(lid.user)
    with confidential():
        together([
            partial(remove_person, actor=planner, boek=boek, lid=lid, now=NOW),
            partial(hand_in, actor=lid.user, boek=boek, casus=casus, parts=[], now=NOW),
        ])  # fmt: skip
        with pytest.raises(DeniedError):
            hand_in(actor=lid.user, boek=boek, casus=casus, parts=[], now=NOW)


def test_a_reader_reads_on_and_on_until_she_is_taken_out() -> None:
    moment = clock_now()
    boek = a_praktijkboek(closes_date=moment.date().replace(year=moment.year + 1),
                          destroys_date=moment.date().replace(year=moment.year + 2))  # fmt: skip
    opname, lid = an_opname(boek), in_boek(boek)
    address = f"/praktijkboeken/{boek.code}/{opname.code}/"

    def read() -> int:
        client = Client()
        client.force_login(lid.user)
        return client.get(address).status_code

    assert set(at_once([read] * 4)) == {200}
    Lidmaatschap.objects.filter(pk=lid.pk).update(until_at=moment)
    assert set(at_once([read] * 8)) == {404}
