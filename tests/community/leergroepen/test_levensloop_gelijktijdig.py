"""Invitations and evaluations, answered at the same moment by several."""

from functools import partial

import pytest

from community.actions.errors import ActionError
from community.actions.groepsleven import answer_evaluatie, choose_vervolg
from community.actions.groepsuitnodigingen import (
    accept_uitnodiging,
    decline_uitnodiging,
    invite_to_leergroep,
    withdraw_uitnodiging,
)
from community.actions.toetredingen import Joined, join_leergroep
from community.models import (
    Bericht,
    Evaluatieantwoord,
    Evaluatiestem,
    Groepsuitnodiging,
    Lidmaatschap,
    Taak,
    Toetreding,
    Vervolg,
)
from community.queries.groepsleven import Answers
from tests.community.leergroepen.groups import a_group, people_in
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.community.leergroepen.test_levensloop import a_round, say
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_trekkers_invite_the_same_person_once() -> None:
    leergroep, first = a_group()
    second = LidmaatschapFactory(kring=leergroep.kring, trekker=True).user
    guest = UserFactory()
    results = at_once(
        [partial(invite_to_leergroep, actor=who, leergroep=leergroep, user=guest, now=NOW) for who in (first, second)]
    )
    assert results.count(ActionError) == 1
    assert (Groepsuitnodiging.objects.count(), Bericht.objects.filter(kind="N114").count()) == (1, 1)


def test_yes_no_and_withdrawn_at_once_is_one_of_them() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    results = at_once([
        partial(accept_uitnodiging, actor=guest, uitnodiging=made, now=NOW),
        partial(accept_uitnodiging, actor=guest, uitnodiging=made, now=NOW),
        partial(decline_uitnodiging, actor=guest, uitnodiging=made, now=NOW),
        partial(withdraw_uitnodiging, actor=trekker, uitnodiging=made, now=NOW),
    ])  # fmt: skip
    assert results.count(ActionError) == 3
    status = Groepsuitnodiging.objects.get().status
    assert (guest in people_in(leergroep)) is (status == "AANGENOMEN")


def test_the_last_place_goes_to_one_of_the_invited() -> None:
    leergroep, trekker = a_group(capacity=2)
    guests = [UserFactory() for _ in range(6)]
    asked = [invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW) for guest in guests]
    acts = [
        partial(accept_uitnodiging, actor=guest, uitnodiging=row, now=NOW)
        for guest, row in zip(guests, asked, strict=True)
    ]
    results = at_once(acts)
    assert (results.count(Joined.LID), results.count(Joined.WACHTLIJST)) == (1, 5)
    assert Lidmaatschap.objects.filter(kring=leergroep.kring, until_at__isnull=True).count() == 2
    assert Toetreding.objects.filter(status="WACHTLIJST").count() == 5


def test_joining_and_accepting_at_once_makes_one_member() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    at_once([
        partial(accept_uitnodiging, actor=guest, uitnodiging=made, now=NOW),
        partial(join_leergroep, actor=guest, leergroep=leergroep, now=NOW),
    ])  # fmt: skip
    assert Lidmaatschap.objects.filter(user=guest).count() == 1
    assert Groepsuitnodiging.objects.get().status == "AANGENOMEN"


def test_one_person_answers_an_evaluation_once() -> None:
    leergroep, trekker = a_group()
    row, _people = a_round(leergroep, members=1)
    act = partial(answer_evaluatie, actor=trekker, evaluatie=row, answers=Answers(1, 2, 3), wants_on=True, now=NOW)
    results = at_once([act] * 4)
    assert results.count(ActionError) == 3
    assert (Evaluatiestem.objects.count(), Evaluatieantwoord.objects.count()) == (1, 1)


def test_the_last_two_answers_close_the_round_once() -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=1)
    at_once([
        partial(answer_evaluatie, actor=user, evaluatie=row, answers=Answers(1, 2, 3), wants_on=True, now=NOW)
        for user in people
    ])  # fmt: skip
    row.refresh_from_db()
    assert row.closed_at == NOW
    assert Taak.objects.filter(kind="VERVOLG_KIEZEN", user=trekker).count() == 1


def test_two_who_lead_choose_once() -> None:
    leergroep, first = a_group()
    second = LidmaatschapFactory(kring=leergroep.kring, trekker=True).user
    row, people = a_round(leergroep)
    for user in people:
        say(row, user)
    row.refresh_from_db()
    results = at_once([
        partial(choose_vervolg, actor=first, evaluatie=row, vervolg=Vervolg.DOORGAAN, now=NOW),
        partial(choose_vervolg, actor=second, evaluatie=row, vervolg=Vervolg.AFSLUITEN, now=NOW),
    ])  # fmt: skip
    assert results.count(None) == 1
    row.refresh_from_db()
    leergroep.kring.refresh_from_db()
    assert (leergroep.kring.closed_at is not None) is (row.vervolg == "AFSLUITEN")
