"""The clock of the demo: it moves by steps and to a moment, once, and only when asked with a form."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from community import clock
from community.models import Verzoek
from deploy.demo.personas import PERSONAS
from tests.factories import RoltoekenningFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_clock(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Give each test its own clock."""
    settings.CLOCK_FILE = str(tmp_path / "klok.json")
    yield
    clock.reset()


def test_the_bar_and_the_page_show_the_time_of_the_demo(client: Client) -> None:
    clock.move_to(datetime(2027, 2, 9, 12, 30, tzinfo=UTC))
    page = client.get("/demo/klok/").content.decode()
    assert "In de demo is het nu dinsdag 9 februari 2027, 13.30 uur." in page
    assert "Dit is een demo met verzonnen mensen. Het is nu dinsdag 9 februari 2027, 13.30 uur." in page


@pytest.mark.parametrize(
    ("step", "begin", "end"),
    [
        ("UUR", datetime(2027, 2, 9, 12, 30, tzinfo=UTC), datetime(2027, 2, 9, 13, 30, tzinfo=UTC)),
        ("DAG", datetime(2027, 2, 9, 12, 30, tzinfo=UTC), datetime(2027, 2, 10, 12, 30, tzinfo=UTC)),
        # Summer time begins on 28 March: the hour on the clock stays.
        ("DAG", datetime(2027, 3, 27, 11, tzinfo=UTC), datetime(2027, 3, 28, 10, tzinfo=UTC)),
        ("WEEK", datetime(2027, 3, 27, 11, tzinfo=UTC), datetime(2027, 4, 3, 10, tzinfo=UTC)),
        # From Friday to Monday, and over Easter.
        ("WERKDAG", datetime(2027, 2, 12, 12, tzinfo=UTC), datetime(2027, 2, 15, 7, 30, tzinfo=UTC)),
        ("WERKDAG", datetime(2027, 2, 9, 7, 30, tzinfo=UTC), datetime(2027, 2, 10, 7, 30, tzinfo=UTC)),
    ],
)
def test_a_step_moves_the_clock(client: Client, step: str, begin: datetime, end: datetime) -> None:
    clock.move_to(begin)
    client.post("/demo/klok/", {"stap": step})
    assert abs(clock.now() - end) < timedelta(minutes=2)


@pytest.mark.parametrize("typed", [("9-2-2027", "8.30"), ("09-02-2027", "8:30"), ("2027-02-09", "08:30")])
def test_the_clock_goes_to_a_chosen_moment(client: Client, typed: tuple[str, str]) -> None:
    answer = client.post("/demo/klok/", {"datum": typed[0], "tijd": typed[1]}, follow=True)
    assert abs(clock.now() - datetime(2027, 2, 9, 7, 30, tzinfo=UTC)) < timedelta(minutes=2)
    assert "Het is nu dinsdag 9 februari 2027, 8.30 uur." in answer.content.decode()


@pytest.mark.parametrize(
    ("datum", "tijd", "sentence"),
    [
        ("", "8.30", "Vul een datum in."),
        ("9-2-2027", "", "Vul een tijd in."),
        ("gisteren", "8.30", "Schrijf de datum zo: 9-2-2027."),
        ("31-2-2027", "8.30", "Schrijf de datum zo: 9-2-2027."),
        ("9-2-2027", "25.00", "Schrijf de tijd zo: 8.30."),
        ("9-2-1027", "8.30", "Kies een datum tussen 1-1-2020 en 31-12-2040."),
        ("9-2-9027", "8.30", "Kies een datum tussen 1-1-2020 en 31-12-2040."),
        ("\x00" * 40, "🕗", "Schrijf de tijd zo: 8.30."),
    ],
)
def test_a_moment_that_cannot_be_is_explained(client: Client, datum: str, tijd: str, sentence: str) -> None:
    answer = client.post("/demo/klok/", {"datum": datum, "tijd": tijd})
    assert (answer.status_code, clock.offset()) == (200, timedelta())
    assert sentence in answer.content.decode()


def test_an_unknown_step_moves_nothing(client: Client) -> None:
    assert client.post("/demo/klok/", {"stap": "EEUW"}).status_code == 302
    assert clock.offset() == timedelta()


def test_the_real_time_comes_back(client: Client) -> None:
    assert "Gebruik de echte tijd" not in client.get("/demo/klok/").content.decode()
    client.post("/demo/klok/", {"stap": "WEEK"})
    assert "Gebruik de echte tijd" in client.get("/demo/klok/").content.decode()
    client.post("/demo/klok/", {"terug": "1"})
    assert clock.offset() == timedelta()


def test_sending_the_step_twice_moves_once(client: Client) -> None:
    form = {"stap": "WEEK", "eenmalig": "8d3f6a1e-7c55-4b0e-9a58-0f6f3c0f2a11"}
    for _ in range(2):
        client.post("/demo/klok/", form)
    assert abs(clock.offset() - timedelta(days=7)) < timedelta(hours=2)
    assert Verzoek.objects.count() == 1


def test_who_lets_a_week_pass_stays_logged_in(client: Client) -> None:
    joris = next(each for each in PERSONAS if each.code == "coordinator")
    RoltoekenningFactory(user=UserFactory(email=joris.email))
    client.post("/demo/inloggen/coordinator/")
    for path in ("/demo/klok/", "/coordinatie/"):
        client.post("/demo/klok/", {"stap": "WEEK"})
        assert client.get(path).status_code == 200
    client.post("/demo/klok/", {"terug": "1"})
    assert client.get("/coordinatie/").status_code == 200


def test_looking_moves_nothing(client: Client) -> None:
    client.get("/demo/klok/?stap=WEEK")
    assert clock.offset() == timedelta()


def test_a_form_from_elsewhere_moves_nothing() -> None:
    assert Client(enforce_csrf_checks=True).post("/demo/klok/", {"stap": "WEEK"}).status_code == 403
    assert clock.offset() == timedelta()
