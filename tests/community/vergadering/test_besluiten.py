"""Decisions and the report: who writes them, what is refused, and both versions when two people save."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from community.access import DeniedError
from community.actions.besluiten import BesluitError, add_besluit, change_besluit, remove_besluit, save_verslag
from community.actions.errors import ActionError, StaleSaveError
from community.models import Besluit, Verslag
from tests.community.vergadering.cast import IN_BESLUIT, IN_VERSLAG, Vergaderd, a_meeting_with_outcome
from tests.factories.moments import NOW
from tests.wrong_input.page_form import fields_of

pytestmark = pytest.mark.django_db
OUTSIDERS = ("LI", "LA", "GL", "ZA", "EX", "WA", "CO", "RE", "BE", "PA")


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def test_only_who_leads_the_group_writes_decisions_and_the_report(done: Vergaderd) -> None:
    given = {"text": "Erin.", "decided_date": date(2027, 1, 11), "agendapunt_id": None, "now": NOW}
    for role in OUTSIDERS:
        actor = done.cast[role]
        with pytest.raises(DeniedError):
            add_besluit(actor=actor, bijeenkomst=done.past, **given)  # type: ignore[arg-type]  # one dict for all
        with pytest.raises(DeniedError):
            change_besluit(actor=actor, besluit=done.besluit, version=1, **given)  # type: ignore[arg-type]  # as above
        with pytest.raises(DeniedError):
            remove_besluit(actor=actor, besluit=done.besluit, now=NOW)
        with pytest.raises(DeniedError):
            save_verslag(actor=actor, bijeenkomst=done.past, version=1, text="Erin.", now=NOW)
        for name, args in (("besluit-nieuw", [done.past.code]), ("verslag", [done.past.code]),
                           ("besluit-bewerken", [done.past.code, done.besluit.pk])):  # fmt: skip
            assert done.client(role).get(reverse(name, args=args)).status_code == 404, (role, name)
    assert (Besluit.objects.count(), IN_VERSLAG in Verslag.objects.get().text) == (1, True)


def test_a_decision_is_written_down_at_a_point_with_the_day_of_the_meeting(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("besluit-nieuw", args=[done.past.code])
    fields = fields_of(client.get(path).content.decode(), "decided_date")
    assert fields["decided_date"] == ["11 januari 2027"]
    token = str(uuid4())
    sending = fields | {"text": "We kopen laarzen.", "agendapunt": str(done.punt.pk), "eenmalig": token}
    for _ in range(2):
        assert client.post(path, sending).status_code == 302
    made = Besluit.objects.exclude(pk=done.besluit.pk).get()
    assert (made.text, made.decided_date, made.agendapunt) == ("We kopen laarzen.", date(2027, 1, 11), done.punt)
    assert "We kopen laarzen." in done.client("GL").get(reverse("bijeenkomst", args=[done.past.code])).content.decode()


def test_a_decision_has_a_day_that_was_and_a_point_of_its_own_meeting(done: Vergaderd) -> None:
    for day, point in ((date(2027, 1, 19), None), (date(1999, 1, 1), None), (date(2027, 1, 11), done.punt.pk)):
        with pytest.raises(BesluitError):
            add_besluit(actor=done.cast["TK"], bijeenkomst=done.coming, text="Erin.", decided_date=day,
                        agendapunt_id=point, now=NOW)  # fmt: skip
    assert Besluit.objects.count() == 1


def test_who_saves_a_decision_later_sees_both_versions(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("besluit-bewerken", args=[done.past.code, done.besluit.pk])
    fields = fields_of(client.get(path).content.decode(), "decided_date")
    change_besluit(actor=done.cast["TK"], besluit=done.besluit, version=1, text="Van de een.",
                   decided_date=done.besluit.decided_date, agendapunt_id=None, now=NOW)  # fmt: skip
    page = client.post(path, fields | {"text": "Van de ander."}).content.decode()
    assert "Van de een." in page
    again = fields_of(page, "decided_date")
    assert (again["text"], again["version"]) == (["Van de ander."], ["2"])
    assert client.post(path, again).status_code == 302
    assert Besluit.objects.get().text == "Van de ander."


def test_a_decision_is_removed_once_and_a_repeat_says_nothing_new(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("besluit-verwijderen", args=[done.past.code, done.besluit.pk])
    assert IN_BESLUIT in client.get(path).content.decode()
    assert Besluit.objects.count() == 1
    token = {"eenmalig": str(uuid4())}
    assert [client.post(path, token).status_code for _ in range(2)] == [302, 302]
    assert Besluit.objects.count() == 0
    assert client.get(path).status_code == 404
    with pytest.raises(ActionError, match="weggehaald"):
        change_besluit(actor=done.cast["TK"], besluit=done.besluit, version=1, text="Terug.",
                       decided_date=done.besluit.decided_date, agendapunt_id=None, now=NOW)  # fmt: skip


def test_a_decision_of_another_meeting_is_not_found_under_this_one(done: Vergaderd) -> None:
    path = reverse("besluit-bewerken", args=[done.coming.code, done.besluit.pk])
    assert done.client("TK").get(path).status_code == 404


def test_the_report_says_when_it_was_saved(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("verslag", args=[done.coming.code])
    assert "Er is nog niets opgeslagen." in client.get(path).content.decode()
    with time_machine.travel(NOW.replace(hour=13, minute=32), tick=False):
        shown = client.post(path, {"text": "Het begin.", "version": "0"}, follow=True).content.decode()
    assert "Opgeslagen om 14.32 uur." in shown
    assert "Laatst opgeslagen vandaag om 14.32 uur door Fatima Trekkersma." in shown
    read = done.client("GL").get(reverse("bijeenkomst", args=[done.coming.code])).content.decode()
    assert "Het begin." in read


def test_who_saves_the_report_later_sees_both_and_is_not_told_that_it_was_saved(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("verslag", args=[done.past.code])
    save_verslag(actor=done.cast["TK"], bijeenkomst=done.past, version=1, text="Van de een.", now=NOW)
    page = client.post(path, {"text": "Van de ander.", "version": "1"}).content.decode()
    assert "Van de een." in page
    assert "Je tekst is nog niet opgeslagen." in page
    assert "Opgeslagen om" not in page
    again = fields_of(page, "text")
    assert (again["text"], again["version"]) == (["Van de ander."], ["2"])
    client.post(path, again)
    assert Verslag.objects.get().text == "Van de ander."


def test_two_first_reports_do_not_overwrite_each_other(done: Vergaderd) -> None:
    save_verslag(actor=done.cast["TK"], bijeenkomst=done.coming, version=0, text="Eerst.", now=NOW)
    with pytest.raises(StaleSaveError):
        save_verslag(actor=done.cast["TK"], bijeenkomst=done.coming, version=0, text="Later.", now=NOW)
    assert Verslag.objects.get(bijeenkomst=done.coming).text == "Eerst."


def test_nothing_is_written_down_about_a_cancelled_meeting(done: Vergaderd) -> None:
    type(done.coming).objects.filter(pk=done.coming.pk).update(
        status="GEANNULEERD", cancelled_at=NOW - timedelta(hours=1)
    )
    for name in ("besluit-nieuw", "verslag", "actie-nieuw"):
        assert done.client("TK").get(reverse(name, args=[done.coming.code])).status_code == 404
