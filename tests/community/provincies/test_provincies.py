"""The page of a province: only what goes on there, and only what one may know of."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.models import Audience, Initiatief, InitiatiefKind, Joining, Provincie, User
from community.queries.initiatieven import provincie_blocks
from community.workdays import local_date
from tests.factories import BijeenkomstFactory, LeergroepFactory, OrganisatieFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW
from tests.factories.training import an_editie

pytestmark = pytest.mark.django_db
HERE, THERE = Provincie.ZEELAND, Provincie.DRENTHE


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def fill(provincie: str, word: str) -> None:
    """Let something of each kind go on in a province."""
    editie = an_editie(name=f"Training {word}", provincie=provincie)
    LeergroepFactory(kring__name=f"Groep {word}", provincies=[provincie])
    LeergroepFactory(kring__name=f"Stil {word}", provincies=[provincie], is_hidden=True, joining=Joining.OP_UITNODIGING)
    BijeenkomstFactory(title=f"Dag {word}", provincie=provincie, audience=Audience.LEDEN, starts_at=NOW + timedelta(2),
                       ends_at=NOW + timedelta(2, hours=2))  # fmt: skip
    BijeenkomstFactory(title=f"Voorbij {word}", provincie=provincie, audience=Audience.LEDEN,
                       starts_at=NOW - timedelta(2), ends_at=NOW - timedelta(1))  # fmt: skip
    row = Initiatief.objects.create(title=f"Lab {word}", provincie=provincie, kind=InitiatiefKind.LIVING_LAB,
                                    kring=editie.kring)  # fmt: skip
    row.organisaties.add(OrganisatieFactory(name=f"Polder {word}"))
    Initiatief.objects.create(title=f"Klaar {word}", provincie=provincie, kind=InitiatiefKind.EVALUATIE,
                              until_date=local_date(NOW) - timedelta(days=1))  # fmt: skip


def shown(user: User, provincie: str) -> dict[str, list[str]]:
    """Return the titles on the page of a province, by list."""
    return {block.title: [item.title for item in block.items] for block in provincie_blocks(user, provincie, NOW)}


def test_a_province_shows_its_own_activities_and_no_hidden_or_past_ones() -> None:
    fill(HERE, "hier")
    fill(THERE, "daar")
    assert shown(UserFactory(), HERE) == {
        "Trainingen": ["Training hier"], "Leergroepen": ["Groep hier"], "Bijeenkomsten": ["Dag hier"],
        "Initiatieven": ["Lab hier"],
    }  # fmt: skip
    assert shown(UserFactory(coordinator=True), HERE)["Leergroepen"] == ["Groep hier", "Stil hier"]


def test_an_initiative_leads_to_the_training_it_became_and_says_who() -> None:
    fill(HERE, "hier")
    page = browser_of(UserFactory(), with_factor=False).get("/provincies/zeeland/").content.decode()
    assert 'href="/trainingen/training-hier/"><b>Lab hier</b>' in page
    assert "Living lab · Polder hier" in page


def test_an_initiative_keeps_the_address_of_a_group_that_was_hidden_since_to_itself() -> None:
    group = LeergroepFactory(slug="stille-wateren")
    Initiatief.objects.create(title="Lab", provincie=HERE, kind=InitiatiefKind.LIVING_LAB, kring=group.kring)
    client = browser_of(UserFactory(), with_factor=False)
    assert "/leergroepen/stille-wateren/" in client.get("/provincies/zeeland/").content.decode()
    group.is_hidden, group.joining = True, Joining.OP_UITNODIGING
    group.save()
    page = client.get("/provincies/zeeland/").content.decode()
    assert ("Lab" in page, "stille-wateren" in page) == (True, False)


def test_an_empty_province_says_so_and_an_unknown_one_is_not_there() -> None:
    client = browser_of(UserFactory(), with_factor=False)
    assert "nog niets gepland" in client.get("/provincies/fryslan/").content.decode()
    assert [client.get(f"/provincies/{slug}/").status_code for slug in ("belgie", "ZEELAND")] == [404, 404]
    assert client.get("/provincies/").content.decode().count('href="/provincies/') == 12


@pytest.mark.parametrize("number", [1, 30])
def test_a_page_costs_the_same_for_any_number(number: int) -> None:
    for count in range(number):
        fill(HERE, str(count))
    client = browser_of(UserFactory(), with_factor=False)
    with CaptureQueriesContext(connection) as queries:
        client.get("/provincies/zeeland/")
    assert len(queries) == 16
