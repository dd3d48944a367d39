"""Deciding who takes part: many at once, never more than there are places, each told in the right words."""

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.models import Deelname, Lidmaatschap, Taak, User
from community.notation import AMSTERDAM
from tests.factories import AfsprakenFactory, OrganisatieFactory, UserFactory
from tests.factories.inschrijvingen import an_inschrijving, letters, statuses, waiting
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from training.actions.inschrijvingen import withdraw_inschrijving
from training.actions.toelating import Besluit, answer_offer, decide_inschrijvingen
from training.models import Deelnemer, Editie, Inschrijving, InschrijvingStatus, Instemming
from training.queries.inschrijvingen import inschrijvingen_in_order
from training.queries.mix import mix_of

pytestmark = pytest.mark.django_db
CANARY = "boezemkanaal"


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday, four weeks before the first dagdeel."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def coordinator() -> User:
    return with_second_factor(UserFactory(coordinator=True))


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def decide(actor: User, editie: Editie, rows: list[Inschrijving], besluit: Besluit, text: str = "") -> None:
    decide_inschrijvingen(actor=actor, editie=editie, ids=[row.pk for row in rows], besluit=besluit, text=text, now=NOW)


def test_who_is_admitted_is_in_with_a_seat_in_every_day_and_asked_for_the_agreements(coordinator: User) -> None:
    editie = an_editie()
    AfsprakenFactory(kring=editie.kring)
    row = an_inschrijving(editie)
    decide(coordinator, editie, [row], Besluit.TOELATEN, "Neem laarzen mee.")
    assert statuses([row]) == [InschrijvingStatus.TOEGELATEN]
    assert Deelnemer.objects.get().inschrijving == row
    assert Lidmaatschap.objects.get(user=row.user).kring == editie.kring
    assert Deelname.objects.filter(user=row.user, status="AANGEMELD").count() == 6
    assert set(Taak.objects.filter(done_at__isnull=True).values_list("kind", "user")) == {
        ("AFSPRAKEN_AKKOORD", row.user_id)
    }
    assert letters("N11") == []


def test_the_mail_brings_all_days_in_one_file_and_in_words(coordinator: User) -> None:
    editie = an_editie()
    row = an_inschrijving(editie, motivation=CANARY, samenwerking=CANARY)
    decide(coordinator, editie, [row], Besluit.TOELATEN, "Neem laarzen mee.")
    (letter,) = letters("N12")
    assert (letter.address, letter.subject) == (row.user.email, "Je doet mee aan Voorjaar 2027. Dit zijn de data")
    assert "Neem laarzen mee." in letter.text
    assert "dinsdag 16 februari 2027" in letter.text
    (file,) = letter.attachments
    ics = file.content.decode()
    assert (file.filename, file.method, ics.count("BEGIN:VEVENT"), ics.count("UID:")) == (
        "alle-dagen.ics", "REQUEST", 6, 6,
    )  # fmt: skip
    assert CANARY not in letter.text + letter.html + letter.subject + ics
    # Winter and summer time: the third day is after the change.
    starts = re.findall(r"DTSTART;TZID=Europe/Amsterdam:(\d{8}T\d{6})", ics)
    held = sorted(deel.bijeenkomst.starts_at for deel in editie.delen.all() if deel.bijeenkomst)
    assert starts == [f"{moment.astimezone(AMSTERDAM):%Y%m%dT%H%M%S}" for moment in held]
    assert {text[9:11] for text in starts} == {"09", "13"}


@pytest.mark.parametrize(
    ("besluit", "status", "kind", "subject"),
    [
        (Besluit.WACHTLIJST, "WACHTLIJST", "N13", "Je staat op de wachtlijst voor Voorjaar 2027"),
        (Besluit.AFWIJZEN, "AFGEWEZEN", "N13", "Over je aanmelding voor Voorjaar 2027"),
        (Besluit.AANBIEDEN, "AANGEBODEN", "N14", "Er is een plek vrij in Voorjaar 2027. Reageer vóór 26 januari 2027"),
    ],
)
def test_each_decision_has_its_mail(coordinator: User, besluit: Besluit, status: str, kind: str, subject: str) -> None:
    editie = an_editie()
    row = an_inschrijving(editie)
    decide(coordinator, editie, [row], besluit, "Bel gerust.")
    assert statuses([row]) == [status]
    (letter,) = letters(kind)
    assert letter.subject == subject
    assert "Bel gerust." in letter.text
    assert not Lidmaatschap.objects.filter(user=row.user).exists()


def test_never_more_than_there_are_places_and_all_or_none(coordinator: User) -> None:
    editie = an_editie(capacity=4)
    for _ in range(2):
        a_deelnemer(editie)
    rows = [an_inschrijving(editie) for _ in range(3)]
    with pytest.raises(ActionError, match="Er zijn nog 2 plaatsen en je koos 3 mensen"):
        decide(coordinator, editie, rows, Besluit.TOELATEN)
    assert statuses(rows) == ["AANGEVRAAGD"] * 3
    decide(coordinator, editie, rows[:1], Besluit.AANBIEDEN)
    with pytest.raises(ActionError, match="Er zijn nog 1 plaatsen"):
        decide(coordinator, editie, rows[1:], Besluit.TOELATEN)
    decide(coordinator, editie, rows[:2], Besluit.TOELATEN)
    assert Deelnemer.objects.count() == 4


def test_what_cannot_be_decided(coordinator: User) -> None:
    editie = an_editie()
    row, no = an_inschrijving(editie), an_inschrijving(editie, instemming=Instemming.NIET_AKKOORD)
    other = an_inschrijving(an_editie(name="Najaar"))
    with pytest.raises(ActionError, match="niet akkoord"):
        decide(coordinator, editie, [row, no], Besluit.TOELATEN)
    with pytest.raises(ActionError, match="Vink minstens één"):
        decide(coordinator, editie, [row, other], Besluit.TOELATEN)
    with pytest.raises(ActionError, match="Vink minstens één"):
        decide(coordinator, editie, [], Besluit.TOELATEN)
    decide(coordinator, editie, [row], Besluit.TOELATEN)
    with pytest.raises(ActionError, match="al besloten"):
        decide(coordinator, editie, [row], Besluit.AFWIJZEN)


def test_only_the_hart_decides() -> None:
    editie = an_editie()
    row = an_inschrijving(editie)
    for user in (UserFactory(), a_trainer(editie), row.user):
        with pytest.raises(DeniedError):
            decide(user, editie, [row], Besluit.TOELATEN)
    assert statuses([row]) == ["AANGEVRAAGD"]


def test_who_withdraws_an_offer_gives_it_to_who_waits_longest(coordinator: User) -> None:
    editie = an_editie(capacity=4)
    for _ in range(3):
        a_deelnemer(editie)
    late, early = waiting(editie, since=NOW), waiting(editie, since=NOW - timedelta(days=1))
    refused = an_inschrijving(editie, status="WACHTLIJST", waiting_since=NOW - timedelta(days=2),
                              instemming=Instemming.NIET_AKKOORD)  # fmt: skip
    row = an_inschrijving(editie)
    decide(coordinator, editie, [row], Besluit.AANBIEDEN)
    withdraw_inschrijving(actor=row.user, inschrijving=row, now=NOW)
    assert statuses([row, early, late, refused]) == ["INGETROKKEN", "AANGEBODEN", "WACHTLIJST", "WACHTLIJST"]
    assert [letter.address for letter in letters("N14")] == [early.user.email]


def test_an_offer_is_taken_once(coordinator: User) -> None:
    editie = an_editie()
    row = an_inschrijving(editie)
    decide(coordinator, editie, [row], Besluit.AANBIEDEN)
    answer_offer(actor=row.user, inschrijving=row, now=NOW + timedelta(days=1))
    with pytest.raises(ActionError, match="Je doet al mee"):
        answer_offer(actor=row.user, inschrijving=row, now=NOW + timedelta(days=1))
    assert Deelnemer.objects.count() == 1
    assert letters("N14") == []


def test_the_mix_counts_and_warns() -> None:
    editie, one = an_editie(), OrganisatieFactory(name="Waterschap De Kaai", kind="WATERSCHAP")
    for number in range(4):
        an_inschrijving(editie, status="TOEGELATEN", organisatie=one if number < 3 else None,
                        samenwerking="Kade en  Kreek" if number else "kade en kreek")  # fmt: skip
    an_inschrijving(editie, organisatie=one)
    rows = inschrijvingen_in_order(UserFactory(coordinator=True), editie, NOW)
    parts = {part.title: part for part in mix_of(rows)}
    lines = {title: [(line.label, line.placed, line.asked) for line in part.lines] for title, part in parts.items()}
    assert lines["Organisatie"] == [("Waterschap De Kaai", 3, 1), ("Niet bekend", 1, 0)]
    assert lines["Sector"] == [("Waterschap", 3, 1), ("Niet bekend", 1, 0)]
    assert [(placed, asked) for _name, placed, asked in lines["Samenwerking"]] == [(4, 1)]
    assert parts["Organisatie"].warnings == ["Meer dan de helft komt van Waterschap De Kaai: 3 van 4."]
    assert len(parts["Samenwerking"].warnings) == 1
    assert parts["Provincie"].warnings == []


def test_the_coordinator_ticks_looks_ahead_and_decides(coordinator: User) -> None:
    editie = an_editie()
    rows = [an_inschrijving(editie) for _ in range(2)]
    client, page = client_of(coordinator), f"/coordinatie/edities/{editie.slug}/aanmeldingen/"
    assert client.get(page).content.decode().count('name="wie"') == 2
    chosen = {"wie": [str(row.pk) for row in rows], "besluit": "toelaten"}
    ahead = client.get(f"{page}besluit/", chosen).content.decode()
    assert "Je doet mee aan Voorjaar 2027. Dit zijn de data" in ahead
    assert "gaf de opdrachtgever nog geen antwoord" in ahead
    assert "De mix na dit besluit" in ahead
    assert statuses(rows) == ["AANGEVRAAGD"] * 2
    url = f"{page}besluit/?besluit=toelaten&wie={rows[0].pk}&wie={rows[1].pk}"
    answer = client.post(url, {"tekst": "Fijn."})
    assert (answer.status_code, answer.url) == (302, page)
    assert statuses(rows) == ["TOEGELATEN"] * 2
    assert "2 mensen krijgen een mail" in client.get(page).content.decode()


def test_a_trainer_reads_and_others_find_nothing(coordinator: User) -> None:
    editie = an_editie()
    row = an_inschrijving(editie)
    page = f"/coordinatie/edities/{editie.slug}/aanmeldingen/"
    trainer, elsewhere = with_second_factor(a_trainer(editie)), with_second_factor(a_trainer(an_editie(name="Najaar")))
    text = client_of(trainer).get(page).content.decode()
    assert (row.user.naam in text, 'name="wie"' in text) == (True, False)
    assert client_of(trainer).get(f"{page}{row.pk}/").status_code == 200
    assert client_of(trainer).get(f"{page}besluit/?besluit=toelaten&wie={row.pk}").status_code == 404
    for user in (elsewhere, row.user, UserFactory(), a_deelnemer(editie).user):
        assert [client_of(user).get(url).status_code for url in (page, f"{page}{row.pk}/")] == [404, 404]


@pytest.mark.parametrize("amount", [1, 30])
def test_the_pages_cost_the_same_for_one_and_for_thirty(
    coordinator: User, amount: int, django_assert_num_queries: Any
) -> None:
    editie = an_editie()
    rows = [an_inschrijving(editie, organisatie=OrganisatieFactory()) for _ in range(amount)]
    client, page = client_of(coordinator), f"/coordinatie/edities/{editie.slug}/aanmeldingen/"
    client.get(page)
    with django_assert_num_queries(7):
        client.get(page)
    with django_assert_num_queries(6):
        client.get(f"{page}besluit/", {"wie": [str(row.pk) for row in rows[:10]], "besluit": "wachtlijst"})
    with django_assert_num_queries(6):
        client.get(f"{page}{rows[0].pk}/")


def test_the_cockpit_says_where_applications_wait(coordinator: User) -> None:
    editie = an_editie()
    rows = [an_inschrijving(editie) for _ in range(4)]
    client = client_of(coordinator)
    assert "Voorjaar 2027: 4 aanmeldingen wachten" in client.get("/coordinatie/").content.decode()
    decide(coordinator, editie, rows, Besluit.WACHTLIJST)
    assert "Voorjaar 2027" not in client.get("/coordinatie/").content.decode()
