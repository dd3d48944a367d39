"""Applying for an editie: what is asked, what is shown, who is told, and taking it back."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.models import Bericht, Gastlink, Taak, User
from community.workdays import local_date
from tests.factories import DienstverbandFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.own_data import own_data
from training.models import Editie, EditieStatus, Inschrijving, InschrijvingStatus
from training.queries.inschrijvingen import own_place

pytestmark = pytest.mark.django_db
RIGHT = {
    "brings_casus": "on", "is_involved": "on", "samenwerking": "Kade en Kreek", "motivation": "Ik wil leren.",
    "opdrachtgever_name": "Wil Opdracht", "opdrachtgever_email": "Wil@Provincie.example",
}  # fmt: skip


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, four weeks before the first dagdeel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def client_of(user: User) -> Client:
    """Return a browser in which this person is logged in."""
    client = Client()
    client.force_login(user)
    return client


def apply(editie: Editie, user: User, **changes: str) -> Any:
    """Return the answer to the form of who applies."""
    sent = {name: value for name, value in (RIGHT | changes).items() if value}
    return client_of(user).post(f"/trainingen/{editie.slug}/aanmelden/", sent)


def test_who_applies_is_confirmed_and_her_opdrachtgever_is_asked() -> None:
    editie, user = an_editie(), UserFactory()
    work = DienstverbandFactory(user=user)
    coordinator = UserFactory(coordinator=True)
    answer = apply(editie, user)
    assert (answer.status_code, answer.url) == (302, f"/trainingen/{editie.slug}/aanmelding/")
    row = Inschrijving.objects.get()
    assert (row.status, row.user, row.organisatie, row.opdrachtgever_email, row.brings_casus, row.is_involved) == (
        InschrijvingStatus.AANGEVRAAGD, user, work.organisatie, "wil@provincie.example", True, True,
    )  # fmt: skip
    link = Gastlink.objects.get()
    assert (link.pk, link.asks_code, link.kind) == (row.gastlink_id, False, "INSTEMMING")
    assert set(Bericht.objects.values_list("kind", "object_id", "recipient")) == {
        ("N11", row.pk, user.pk), ("N180", link.pk, None),
    }  # fmt: skip
    assert list(Taak.objects.values_list("kind", "object_id", "user")) == [
        ("INSCHRIJVINGEN_BEOORDELEN", editie.pk, coordinator.pk)
    ]
    page = client_of(user).get(answer.url).content.decode()
    assert "Je hoort uiterlijk 1 februari 2027 of je een plek hebt." in page
    assert "Je aanmelding is binnen." in client_of(user).get(f"/trainingen/{editie.slug}/").content.decode()


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        ("brings_casus", "zonder casus kun je niet meedoen"),
        ("is_involved", "zonder eigen rol daarin kun je niet meedoen"),
        ("samenwerking", "Vul de naam in waaronder de samenwerking bekend is."),
        ("motivation", "Schrijf in een paar zinnen waarom je mee wilt doen."),
        ("opdrachtgever_name", "Vul de naam van je opdrachtgever in."),
        ("opdrachtgever_email", "Vul het e-mailadres van je opdrachtgever in."),
    ],
)
def test_each_question_is_required_and_says_why(field: str, sentence: str) -> None:
    answer = apply(an_editie(), UserFactory(), **{field: ""})
    assert sentence in answer.content.decode()
    assert not Inschrijving.objects.exists()


def test_the_own_address_is_no_opdrachtgever() -> None:
    user = UserFactory()
    answer = apply(an_editie(), user, opdrachtgever_email=user.email.upper())
    assert "niet dat van jezelf" in answer.content.decode()
    assert not Inschrijving.objects.exists()


@pytest.mark.parametrize(("days", "is_open"), [(0, True), (1, False)])
def test_it_closes_after_the_last_day(clock: Any, days: int, is_open: bool) -> None:
    editie, user = an_editie(), UserFactory()
    assert editie.apply_until_date is not None
    clock.move_to(NOW + timedelta(days=(editie.apply_until_date - local_date(NOW)).days + days, hours=14))
    assert own_place(editie, user, NOW + timedelta(days=9 + days)).may_apply is is_open
    apply(editie, user)
    assert Inschrijving.objects.exists() is is_open
    page = client_of(user).get(f"/trainingen/{editie.slug}/aanmelden/", follow=True).content.decode()
    assert ("Dat kan nu niet meer." in page) is not is_open


@pytest.mark.parametrize("state", [{"concept": True}, {"status": EditieStatus.GEANNULEERD}, {"apply_until_date": None}])
def test_one_applies_only_for_what_is_open(state: dict[str, Any]) -> None:
    assert apply(an_editie(**state), UserFactory()).status_code in (200, 404)
    assert not Inschrijving.objects.exists()


def test_who_is_in_or_applied_does_not_apply_again() -> None:
    editie = an_editie()
    for user in (a_deelnemer(editie).user, with_second_factor(a_trainer(editie))):
        apply(editie, user)
    user = UserFactory()
    assert [apply(editie, user).status_code for _ in range(2)] == [302, 302]
    assert Inschrijving.objects.filter(user=user).count() == 1
    assert Inschrijving.objects.count() == 2


def test_one_takes_it_back_and_may_apply_again() -> None:
    editie, user, coordinator = an_editie(), UserFactory(), UserFactory(coordinator=True)
    apply(editie, user)
    client = client_of(user)
    assert "Niet intrekken" in client.get(f"/trainingen/{editie.slug}/aanmelding/intrekken/").content.decode()
    client.post(f"/trainingen/{editie.slug}/aanmelding/intrekken/")
    row = Inschrijving.objects.get()
    assert (row.status, row.decided_at) == (InschrijvingStatus.INGETROKKEN, NOW)
    assert Bericht.objects.get(kind="N180").status == "VERVALLEN"
    assert Taak.objects.get(user=coordinator).done_at == NOW
    apply(editie, user, samenwerking="Beek en Berm")
    row.refresh_from_db()
    assert (row.status, row.samenwerking, row.decided_at) == (InschrijvingStatus.AANGEVRAAGD, "Beek en Berm", None)
    assert Taak.objects.filter(user=coordinator, done_at__isnull=True).count() == 1


def test_the_opdrachtgever_can_be_asked_again() -> None:
    editie, user = an_editie(), UserFactory()
    apply(editie, user)
    first = Gastlink.objects.get()
    answer = client_of(user).post(
        f"/trainingen/{editie.slug}/aanmelding/opdrachtgever/",
        {"opdrachtgever_name": "Ander Mens", "opdrachtgever_email": "ander@gemeente.example"},
    )
    assert answer.status_code == 302
    row = Inschrijving.objects.get()
    first.refresh_from_db()
    assert (first.revoked_at, row.gastlink.email, row.opdrachtgever_name) == (
        NOW,
        "ander@gemeente.example",
        "Ander Mens",
    )
    assert sorted(Bericht.objects.filter(kind="N180").values_list("status", flat=True)) == ["GEPLAND", "VERVALLEN"]


def test_her_employer_of_then_stays() -> None:
    editie, user = an_editie(), UserFactory()
    first = DienstverbandFactory(user=user)
    apply(editie, user)
    first.until_date = local_date(NOW)
    first.save()
    DienstverbandFactory(user=user, from_date=local_date(NOW) + timedelta(days=1))
    assert Inschrijving.objects.get().organisatie == first.organisatie


def test_own_data_has_the_application_and_nothing_of_others() -> None:
    editie, user = an_editie(), UserFactory()
    apply(editie, user)
    apply(editie, UserFactory())
    lines = own_data(user)["training.inschrijving"]
    assert [(line["editie"], line["motivation"], line["samenwerking"]) for line in lines] == [
        (editie.name, RIGHT["motivation"], RIGHT["samenwerking"])
    ]


def test_who_is_not_logged_in_logs_in_first() -> None:
    editie = an_editie()
    answer = Client().get(f"/trainingen/{editie.slug}/aanmelden/")
    assert answer.url.startswith("/inloggen/")


def test_after_the_last_day_one_still_finds_what_one_applied_for(clock: Any) -> None:
    editie, user = an_editie(), UserFactory()
    apply(editie, user)
    clock.move_to(NOW + timedelta(days=12))
    address = f"/trainingen/{editie.slug}/aanmelding/"
    assert address in client_of(user).get("/trainingen/").content.decode()
    assert address not in client_of(UserFactory()).get("/trainingen/").content.decode()
