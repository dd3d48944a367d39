"""T50: a list of people leaves the platform only with who showed once more that it is her, and that is written down."""

from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from community.models import Logregel
from tests.factories import DeelnameFactory, UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.moments import NOW
from tests.factories.training import a_deelnemer, an_editie
from training.models import Editie

pytestmark = pytest.mark.django_db


def attendance(client: Client) -> Any:
    DeelnameFactory()
    period = {"vorm": "csv", "van": "2027-01-01", "tot": "2027-01-18"}
    return client.get(reverse("aanwezigheid-downloaden"), period)


def training(client: Client) -> Any:
    editie = Editie.objects.first() or an_editie()
    a_deelnemer(editie)
    return client.get(reverse("editie-plan-export-downloaden", args=[editie.slug]))


def own_data(client: Client) -> Any:
    return client.post(reverse("gegevens-opvragen"))


LISTS: dict[str, tuple[Callable[[Client], Any], str]] = {
    "attendance": (attendance, "LIJST_GEDOWNLOAD"),
    "training": (training, "LIJST_GEDOWNLOAD"),
    "own data": (own_data, "GEGEVENS_OPGEVRAAGD"),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_is_for_who_shows_again_who_she_is_and_is_written_down(name: str) -> None:
    ask, action = LISTS[name]
    heart = UserFactory(coordinator=True)
    with time_machine.travel(NOW, tick=False):
        client = browser_of(heart)
        sent = ask(client)
        assert (sent.status_code, sent.headers["Location"].startswith("/mijn/beveiliging/controle")) == (302, True)
        assert not Logregel.objects.exists()
        answer = ask(proved(client))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "private, no-store"
    lines = Logregel.objects.filter(actor_id=heart.pk).values_list("action", flat=True)
    assert list(lines) == [action]


@pytest.mark.parametrize("name", LISTS)
def test_nobody_who_is_not_logged_in_takes_anything(name: str) -> None:
    answer = LISTS[name][0](Client())
    assert answer.status_code in {302, 401, 403}
    assert answer.headers.get("Location", "/inloggen/").partition("?")[0] == "/inloggen/"
    assert not answer.has_header("Content-Disposition")
    assert not Logregel.objects.exists()
