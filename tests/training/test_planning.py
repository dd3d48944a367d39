"""Planning an editie from the first form until it is known."""

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from casussen.models import Praktijkboek
from community.confidential import confidential
from community.models import (
    Bericht,
    Bezetting,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    Taak,
)
from community.notation import date_plain, local
from community.workdays import local_date
from tests.factories import OrganisatieFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import LocatieFactory, a_trainer, an_editie
from tests.training.planner import BASE, begin, explain, people_of, planned, proposal_of, told
from training.models import Editie, EditieStatus

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def planner() -> Client:
    """Return the browser of a coördinator."""
    client = Client()
    client.force_login(with_second_factor(UserFactory(coordinator=True)))
    return client


def test_from_the_first_form_to_a_concept_with_days(planner: Client) -> None:
    editie, trainer = planned(planner)
    days = {deel.onderdeel.code: deel for deel in editie.delen.select_related("onderdeel", "bijeenkomst")}
    held = [days[code].bijeenkomst for code in "12345E"]
    assert {meeting.status for meeting in held} == {BijeenkomstStatus.CONCEPT}
    assert local_date(held[0].starts_at) == local_date(held[1].starts_at)
    assert all(one.ends_at <= two.starts_at for one, two in itertools.pairwise(held))
    assert Bezetting.objects.filter(user=trainer).count() == 6
    assert Bezetting.objects.filter(locatie=editie.locatie).count() == 6
    assert all((days[code].until_date or date.max) < local_date(days[after].bijeenkomst.starts_at) - timedelta(days=6)
               for code, after in (("A", "3"), ("B", "4"), ("C", "5"), ("D", "E")))  # fmt: skip
    assert not Deelname.objects.exists()
    assert not Bericht.objects.exists()


def test_publishing_makes_it_known_and_tells_exactly_who_it_says(planner: Client) -> None:
    near, far = UserFactory(), UserFactory()
    near.profiel.provincies = ["ZUID_HOLLAND"]
    near.profiel.save()
    editie, trainer = planned(planner)
    explain(planner, editie)
    page = planner.get(f"{BASE}{editie.slug}/publiceren/").content.decode()
    assert trainer.naam in page
    assert "1 lid in Zuid-Holland" in page
    published_one = planner.post(f"{BASE}{editie.slug}/publiceren/", {"rules": "Regels.", "version": editie.version})
    assert published_one.status_code == 302
    editie.refresh_from_db()
    assert editie.status == EditieStatus.GEPUBLICEERD
    assert set(Bijeenkomst.objects.values_list("status", flat=True)) == {BijeenkomstStatus.GEPLAND}
    assert Deelname.objects.filter(user=trainer, status="AANGEMELD").count() == 6
    assert (told("N166"), told("N10")) == ({trainer.email}, {near.email})
    assert far.email not in told("N10")
    assert Taak.objects.filter(user=trainer, kind="AFSPRAKEN_AKKOORD", object_id=editie.kring_id).exists()
    with confidential():
        boek = Praktijkboek.objects.get(kring=editie.kring)
    last = local_date(Bijeenkomst.objects.latest("starts_at").starts_at)
    assert last + timedelta(days=85) < boek.closes_date < last + timedelta(days=100)
    assert last + timedelta(days=175) < boek.destroys_date < last + timedelta(days=190)


def test_what_is_missing_is_said_and_nothing_is_published(planner: Client) -> None:
    editie = begin(planner)
    page = planner.get(f"{BASE}{editie.slug}/publiceren/").content.decode()
    for sentence in ("Er is nog geen trainer.", "Er is nog geen locatie.", "Dagdeel 3 heeft nog geen datum."):
        assert sentence in page
    answer = planner.post(f"{BASE}{editie.slug}/publiceren/", {"rules": "Regels.", "version": editie.version})
    assert (answer.status_code, Editie.objects.get().status) == (200, EditieStatus.CONCEPT)


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("dag_3", "gisteren", "Schrijf de datum zo"),
        ("dag_3", "", "Vul een datum in"),
        ("dag_3", "7-2-2027", "weekend"),
        ("dag_3", "27-4-2027", "Koningsdag"),
        ("dag_3", "1-9-2027", "valt buiten de periode"),
        ("dag_3", "1-2-2027", "hoort voor"),
        ("begin_1", "AVOND", "Dit past niet meer op die dag"),
        ("begin_3", "NACHT", "Kies een van de mogelijkheden"),
        ("dag_i", "1-6-2027", "voor de intake zijn 15 werkdagen nodig"),
        ("version", "x", "oud"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words_and_stay_typed(
    planner: Client, field: str, value: str, sentence: str
) -> None:
    editie, _trainer = planned(planner)
    before = list(Bijeenkomst.objects.order_by("title").values_list("starts_at", flat=True))
    answer = planner.post(f"{BASE}{editie.slug}/data/", proposal_of(planner, editie) | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 200
    assert sentence.lower() in page.lower()
    if field.startswith("dag_") and value:
        assert f'value="{value}"' in page
    assert list(Bijeenkomst.objects.order_by("title").values_list("starts_at", flat=True)) == before


def test_two_days_can_change_their_part_of_the_day_at_once(planner: Client) -> None:
    editie, _trainer = planned(planner)
    sent = proposal_of(planner, editie) | {"begin_3": "AVOND", "begin_1": "MIDDAG"}
    assert planner.post(f"{BASE}{editie.slug}/data/", sent).status_code == 302
    third = Bijeenkomst.objects.get(title="Dagdeel 3")
    assert local(third.starts_at).hour == 19


def test_a_trainer_is_in_one_place_at_a_time(planner: Client) -> None:
    first, trainer = planned(planner)
    second = begin(planner, name="Ook voorjaar")
    planner.post(f"{BASE}{second.slug}/mensen/", people_of(second, [trainer], LocatieFactory()))
    taken = proposal_of(planner, first)
    mine = proposal_of(planner, second)
    assert mine["dag_1"] != taken["dag_1"]  # the proposal goes around it
    clash = mine | {name: value for name, value in taken.items() if name.startswith(("dag", "begin"))}
    answer = planner.post(f"{BASE}{second.slug}/data/", clash)
    assert answer.status_code == 200
    assert f"{trainer.naam} is bezet bij dagdeel 1 en 2" in answer.content.decode()


def test_a_concept_is_thrown_away_with_all_it_held(planner: Client) -> None:
    editie, _trainer = planned(planner)
    assert planner.post(f"{BASE}{editie.slug}/afgelasten/", {}).status_code == 302
    assert (Editie.objects.count(), Bijeenkomst.objects.count(), Bezetting.objects.count()) == (0, 0, 0)
    assert planner.get(f"{BASE}{editie.slug}/").status_code == 404


def test_when_nothing_fits_it_says_which_wish_to_give_up(planner: Client) -> None:
    editie = begin(planner, until_date="1-4-2027")
    page = planner.get(f"{BASE}{editie.slug}/data/").content.decode()
    assert "Er zijn geen data die aan alle vaste regels voldoen." in page
    assert "Laat de periode langer duren" in page


def test_a_fixed_day_stays_in_a_new_proposal(planner: Client) -> None:
    editie, _trainer = planned(planner)
    sent = proposal_of(planner, editie)
    day = local_date(Bijeenkomst.objects.get(title="Dagdeel 3").starts_at) + timedelta(days=2)
    sent |= {"dag_3": day.strftime("%d-%m-%Y"), "vast_3": "on", "voorstel": "ja"}
    form = planner.post(f"{BASE}{editie.slug}/data/", sent).context["form"]
    assert (form["dag_3"].value(), form["vast_3"].value()) == (date_plain(day), True)


def test_a_summer_time_change_keeps_the_hours(planner: Client) -> None:
    planned(planner)
    first, late = (Bijeenkomst.objects.get(title=title).starts_at for title in ("Dagdeel 1", "Dagdeel 5"))
    assert (local(first).hour, local(late).hour) == (9, 9)
    assert first.hour != late.hour


@pytest.mark.parametrize("amount", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    planner: Client, amount: int, django_assert_num_queries: Any
) -> None:
    for number in range(amount):
        a_trainer(an_editie(name=f"Editie {number}"))
    planner.get(BASE)
    with django_assert_num_queries(8):
        assert planner.get(BASE).content.decode().count("/coordinatie/edities/editie-") == amount


def test_terms_lie_between_the_days(planner: Client) -> None:
    editie, _trainer = planned(planner)
    page = f"{BASE}{editie.slug}/termijnen/"
    form = planner.get(page).context["form"]
    sent = {field.name: str(field.value()) for field in form}
    late = planner.post(page, sent | {"tot_a": "31-7-2027"})
    assert "Dit eindigt niet vóór het volgende dagdeel." in late.content.decode()
    stood = editie.delen.get(onderdeel__code="A").until_date
    assert stood is not None
    right = stood - timedelta(days=1)
    assert planner.post(page, sent | {"tot_a": date_plain(right)}).status_code == 302
    assert editie.delen.get(onderdeel__code="A").until_date == right
    stale = planner.post(page, sent)
    assert "Bekijk beide versies" in stale.content.decode()


def test_a_reason_sets_a_warning_aside_until_the_days_move(planner: Client) -> None:
    editie, _trainer = planned(planner)
    sent = proposal_of(planner, editie)
    day = local_date(Bijeenkomst.objects.get(title="Dagdeel 3").starts_at) + timedelta(days=1)
    planner.post(f"{BASE}{editie.slug}/data/", sent | {"dag_3": date_plain(day)})
    explain(planner, editie)
    kept = list(editie.afwijkingen.values_list("rule", flat=True))
    assert "WEEKDAY" in kept
    planner.post(f"{BASE}{editie.slug}/data/", sent | {"version": str(Editie.objects.get(pk=editie.pk).version)})
    assert "WEEKDAY" not in editie.afwijkingen.values_list("rule", flat=True)


@pytest.mark.parametrize("page", ["", "mensen/", "data/", "termijnen/", "afwijkingen/", "publiceren/", "kopie/"])
def test_a_page_costs_the_same_with_many_trainers(planner: Client, page: str) -> None:
    editie, _trainer = planned(planner)
    costs = []
    for amount in (0, 12):
        for _ in range(amount):
            UserFactory(trainer=True)
        planner.get(f"{BASE}{editie.slug}/{page}")
        with CaptureQueriesContext(connection) as found:
            planner.get(f"{BASE}{editie.slug}/{page}")
        costs.append(len(found))
    assert costs[0] == costs[1] <= 20


def test_partners_come_from_the_province(planner: Client) -> None:
    near, far = (OrganisatieFactory(provincie=where, name=where) for where in ("ZUID_HOLLAND", "DRENTHE"))
    editie = begin(planner)
    page = f"{BASE}{editie.slug}/mensen/"
    refused = planner.post(page, people_of(editie, [], None) | {"organisaties": [str(far.pk)]})
    assert "Kies een van de mogelijkheden" in refused.content.decode()
    assert planner.post(page, people_of(editie, [], None) | {"organisaties": [str(near.pk)]}).status_code == 302
    assert list(editie.organisaties.all()) == [near]
    assert "Partners" in planner.get(f"{BASE}{editie.slug}/").content.decode()
