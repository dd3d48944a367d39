"""The pages of actions: agreed on, changed, dropped, ticked off on the page that showed the button."""

from uuid import uuid4

import pytest
from django.urls import reverse

from community.actions.acties import change_actie, drop_actie, finish_actie
from community.models import Actie
from tests.community.vergadering.cast import DUE, IN_ACTIE, Vergaderd, a_meeting_with_outcome
from tests.factories.moments import NOW
from tests.wrong_input.page_form import fields_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def test_an_action_is_agreed_on_once_however_often_the_form_is_sent(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("actie-nieuw", args=[done.past.code])
    fields = fields_of(client.get(path).content.decode(), "due_date") | {
        "text": "Bel de ecoloog.", "owner": str(done.cast["TK"].pk), "due_date": "1-2-2027", "eenmalig": str(uuid4()),
    }  # fmt: skip
    for _ in range(2):
        shown = client.post(path, fields, follow=True).content.decode()
        assert "De actie is opgeslagen." in shown
        assert shown.count("Bel de ecoloog.</p>") == 1
    assert Actie.objects.filter(text="Bel de ecoloog.").count() == 1


def test_only_members_who_agreed_can_be_chosen(done: Vergaderd) -> None:
    page = done.client("TK").get(reverse("actie-nieuw", args=[done.past.code])).content.decode()
    offered = {role for role, user in done.cast.people.items() if f'value="{user.pk}"' in page}
    assert offered == {"GL", "TK"}


def test_who_changes_an_action_later_sees_both_versions(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("actie-bewerken", args=[done.actie.pk])
    fields = fields_of(client.get(path).content.decode(), "due_date")
    assert fields["due_date"] == ["25 januari 2027"]
    change_actie(actor=done.cast["TK"], actie=done.actie, version=1, text="Van de een.",
                 owner_id=done.cast["TK"].pk, due_date=DUE, now=NOW)  # fmt: skip
    page = client.post(path, fields | {"text": "Van de ander."}).content.decode()
    assert "Van de een." in page
    assert "Fatima Trekkersma" in page
    again = fields_of(page, "due_date")
    assert (again["text"], again["version"]) == (["Van de ander."], ["2"])
    assert client.post(path, again).status_code == 302
    assert Actie.objects.get().text == "Van de ander."


def test_an_action_that_ended_meanwhile_is_told_in_words(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("actie-bewerken", args=[done.actie.pk])
    fields = fields_of(client.get(path).content.decode(), "due_date")
    finish_actie(actor=done.cast["GL"], actie=done.actie, now=NOW)
    page = client.post(path, fields | {"text": "Anders."}).content.decode()
    assert "Deze actie is al klaar of vervallen." in page
    assert "Anders." in page
    refused = client.post(reverse("actie-vervallen", args=[done.actie.pk]), {"reason": "Zomaar."}).content.decode()
    assert "Deze actie is net klaar gemeld." in refused


def test_dropping_asks_for_the_reason(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("actie-vervallen", args=[done.actie.pk])
    assert IN_ACTIE in client.get(path).content.decode()
    assert "Schrijf in één zin waarom de actie vervalt." in client.post(path, {"reason": " "}).content.decode()
    assert Actie.objects.get().status == "OPEN"
    shown = client.post(path, {"reason": "De polder is al geteld."}, follow=True).content.decode()
    assert "De actie is vervallen." in shown
    assert "De polder is al geteld." in shown


@pytest.mark.parametrize(("back", "page"), [
    ("mijn", "/mijn/"), ("taken", "/mijn/taken/"), ("groep", "besluiten-en-acties/"), ("", "#acties"),
    ("https://kwaad.example/", "#acties"), ("//kwaad.example", "#acties"),
])  # fmt: skip
def test_ticking_off_leads_back_to_the_page_of_the_button_and_nowhere_else(
    done: Vergaderd, back: str, page: str
) -> None:
    answer = done.client("GL").post(reverse("actie-klaar", args=[done.actie.pk]), {"terug": back})
    assert answer.headers["Location"].startswith("/")
    assert not answer.headers["Location"].startswith("//")
    assert answer.headers["Location"].endswith(page)


def test_a_mistaken_tick_is_undone_and_the_duty_is_back(done: Vergaderd) -> None:
    client = done.client("GL")
    client.post(reverse("actie-klaar", args=[done.actie.pk]))
    assert "Toch niet klaar" in client.get(reverse("bijeenkomst", args=[done.past.code])).content.decode()
    shown = client.post(reverse("actie-heropenen", args=[done.actie.pk]), follow=True).content.decode()
    assert "De actie staat weer open." in shown
    assert IN_ACTIE in client.get(reverse("mijn-omgeving")).content.decode()


def test_ticking_off_what_was_dropped_meanwhile_says_so(done: Vergaderd) -> None:
    drop_actie(actor=done.cast["TK"], actie=done.actie, reason="Niet meer nodig.", now=NOW)
    shown = done.client("GL").post(reverse("actie-klaar", args=[done.actie.pk]), follow=True).content.decode()
    assert "Deze actie is net vervallen. Je hoeft hem niet meer te doen." in shown
    assert "De actie staat op klaar." not in shown


def test_a_form_without_the_token_of_this_site_is_refused(done: Vergaderd) -> None:
    client = done.client("GL")
    client.handler.enforce_csrf_checks = True
    assert client.post(reverse("actie-klaar", args=[done.actie.pk])).status_code == 403
    assert Actie.objects.get().status == "OPEN"
