"""A full group has a waiting list that fills itself, in order."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.actions.leergroepen import remove_member
from community.actions.toetredingen import (
    Joined,
    decide_toetreding,
    join_leergroep,
    leave_leergroep,
)
from community.berichten.planning import plan
from community.models import (
    Joining,
    ToetredingStatus,
    User,
)
from community.queries.toetredingen import waiting_number
from tests.community.leergroepen.groups import a_group, asked_by, people_in, told
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def test_a_full_group_has_a_waiting_list_in_order() -> None:
    leergroep, _trekker = a_group(capacity=2)
    inside, first, second = UserFactory(), UserFactory(), UserFactory()
    assert join_leergroep(actor=inside, leergroep=leergroep, now=NOW) == Joined.LID
    assert join_leergroep(actor=first, leergroep=leergroep, now=NOW) == Joined.WACHTLIJST
    assert join_leergroep(actor=second, leergroep=leergroep, now=LATER) == Joined.WACHTLIJST
    assert [waiting_number(asked_by(user)) for user in (first, second)] == [1, 2]
    page = browser_of(second).get(reverse("leergroep", kwargs={"slug": leergroep.slug})).content.decode()
    assert "Je staat op plek 2." in page
    assert ("Vol: wachtlijst" in page, "Zet me op de wachtlijst" in page) == (True, False)
    leave_leergroep(actor=inside, leergroep=leergroep, now=LATER)
    assert (first in people_in(leergroep), second in people_in(leergroep)) == (True, False)
    assert (told(first), told(second)) == ([("N102", "")], [])
    assert waiting_number(asked_by(second)) == 1


def test_who_leaves_the_waiting_list_is_passed_over() -> None:
    leergroep, _trekker = a_group(capacity=2)
    inside, first, second = UserFactory(), UserFactory(), UserFactory()
    for user in (inside, first, second):
        join_leergroep(actor=user, leergroep=leergroep, now=NOW)
    answer = browser_of(first).post(reverse("leergroep-intrekken", kwargs={"slug": leergroep.slug}), follow=True)
    assert "Je staat niet meer op de wachtlijst." in answer.content.decode()
    leave_leergroep(actor=inside, leergroep=leergroep, now=LATER)
    assert (first in people_in(leergroep), second in people_in(leergroep)) == (False, True)


def test_admitted_to_a_full_group_means_the_waiting_list() -> None:
    leergroep, trekker = a_group(capacity=2, joining=Joining.OP_VERZOEK)
    inside = LidmaatschapFactory(kring=leergroep.kring)
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    decide_toetreding(actor=trekker, toetreding=asked_by(lid), is_admitted=True, now=NOW)
    assert (asked_by(lid).status, told(lid)) == (ToetredingStatus.WACHTLIJST, [("N101", "wachtlijst")])
    remove_member(actor=trekker, lidmaatschap=inside, now=LATER)
    assert lid in people_in(leergroep)
    assert told(lid) == [("N101", "wachtlijst"), ("N102", "")]
    assert told(inside.user) == [("N104", "eruit")]


def test_a_closed_account_frees_its_place() -> None:
    leergroep, _trekker = a_group(capacity=2)
    inside, waiting = LidmaatschapFactory(kring=leergroep.kring).user, UserFactory()
    assert join_leergroep(actor=waiting, leergroep=leergroep, now=NOW) == Joined.WACHTLIJST
    User.objects.filter(pk=inside.pk).update(is_active=False)
    plan(LATER)
    assert waiting in people_in(leergroep)
    assert told(waiting) == [("N102", "")]


def test_nobody_passes_who_waits() -> None:
    leergroep, _trekker = a_group(capacity=2)
    inside, waiting, quick = LidmaatschapFactory(kring=leergroep.kring).user, UserFactory(), UserFactory()
    join_leergroep(actor=waiting, leergroep=leergroep, now=NOW)
    User.objects.filter(pk=inside.pk).update(is_active=False)
    assert join_leergroep(actor=quick, leergroep=leergroep, now=LATER) == Joined.WACHTLIJST
    assert (waiting in people_in(leergroep), quick in people_in(leergroep)) == (True, False)
