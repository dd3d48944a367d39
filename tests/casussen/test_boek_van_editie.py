"""The praktijkboek of an editie: its people and its name come from the editie."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from casussen.access.praktijkboeken import may_change_people, may_plan_praktijkboek, participants_of
from casussen.actions.praktijkboeken import PraktijkboekAnswers, begin_boek, change_praktijkboek, due_moment
from casussen.models import Praktijkboek
from casussen.queries.praktijkboeken import due_akkoorden
from community.actions.kringen import add_member
from community.confidential import confidential
from community.models import Bericht, Kring, User
from community.reminders.kringen import load_afspraken
from community.workdays import local_date
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import an_editie

pytestmark = pytest.mark.django_db
TODAY = local_date(NOW)
ANSWERS = PraktijkboekAnswers("Anders", TODAY + timedelta(20), TODAY + timedelta(90), TODAY + timedelta(180))


@pytest.fixture(autouse=True)
def scope() -> Any:
    """Let it be an ordinary Monday, within the vault."""
    with time_machine.travel(NOW, tick=False), confidential():
        yield


def a_boek(author: User) -> Praktijkboek:
    """Return the praktijkboek of an editie."""
    return begin_boek(kring=an_editie().kring, answers=ANSWERS, rules="Hier blijft het.", author=author, now=NOW)


def test_its_people_and_name_are_those_of_the_editie() -> None:
    coordinator = with_second_factor(UserFactory(coordinator=True))
    boek = a_boek(coordinator)
    assert (may_plan_praktijkboek(coordinator, boek, NOW), may_change_people(coordinator, boek, NOW)) == (True, False)
    client = Client()
    client.force_login(coordinator)
    pages = [client.get(f"/coordinatie/praktijkboeken/{boek.code}/{page}").status_code for page in (
        "", "bewerken/", "mensen/nieuw/",
    )]  # fmt: skip
    assert pages == [200, 200, 404]
    change_praktijkboek(actor=coordinator, boek=boek, version=boek.version, answers=ANSWERS, now=NOW)
    assert Kring.objects.get(pk=boek.kring_id).name == "Voorjaar 2027"


def test_its_participants_are_asked_to_agree_in_the_words_of_the_praktijkboek() -> None:
    boek = a_boek(UserFactory(coordinator=True))
    user = UserFactory()
    add_member(kring=boek.kring, user=user, now=NOW)
    assert participants_of([boek.kring_id], NOW).get().user == user
    later = NOW + timedelta(days=4)
    assert [(due.boek_id, due.user) for due in due_akkoorden(later)] == [(boek.pk, user)]
    bericht = Bericht(object_id=boek.kring_id, recipient=user)
    assert load_afspraken([bericht], later) == {}
    assert due_moment(boek) is not None
