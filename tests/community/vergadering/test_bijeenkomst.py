"""What the page of a meeting shows of its agenda and outcome, to whom, and in how many queries."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.actions.acties import drop_actie, finish_actie
from community.models import Actie, Lidmaatschap
from tests.community.vergadering.cast import IN_ACTIE, WORDS, Vergaderd, a_meeting_with_outcome
from tests.factories import BijeenkomstFactory
from tests.factories.moments import NOW
from tests.factories.vergadering import ActieFactory, AgendapuntFactory, BesluitFactory

pytestmark = pytest.mark.django_db
ROLES = ("AN", "LI", "LA", "GL", "ZA", "TK", "EX", "WA", "AV", "CO", "RE", "BE", "PA")


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def page(client: Client, name: str, *args: object) -> str:
    return client.get(reverse(name, args=args), follow=True).content.decode()


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def test_only_members_who_agreed_read_what_came_out_of_a_meeting(done: Vergaderd) -> None:
    """On the page of the meeting, on paper, and on the page of the group."""
    slug = done.cast.leergroep.slug
    for role in ROLES:
        client = done.client(role)
        pages = [page(client, "bijeenkomst", done.past.code), page(client, "agendapunten-afdrukken", done.past.code),
                 page(client, "leergroep-besluiten", slug), page(client, "bijeenkomst", done.coming.code)]  # fmt: skip
        found = {word for word in WORDS for text in pages if word in text}
        assert found == (set(WORDS) if role in ("GL", "TK") else set()), role


def test_who_was_removed_reads_nothing_at_the_next_request(done: Vergaderd) -> None:
    client = done.client("GL")
    assert IN_ACTIE in page(client, "bijeenkomst", done.past.code)
    Lidmaatschap.objects.filter(user=done.cast["GL"]).update(until_at=NOW)
    assert client.get(reverse("bijeenkomst", args=[done.past.code])).status_code == 404
    assert client.get(reverse("leergroep-besluiten", args=[done.cast.leergroep.slug])).status_code == 404
    assert client.post(reverse("actie-klaar", args=[done.actie.pk])).status_code == 404
    assert Actie.objects.get().status == "OPEN"


def test_a_coordinator_who_planned_a_meeting_for_a_group_reads_no_actions_there(done: Vergaderd) -> None:
    webinar = BijeenkomstFactory(kring=done.cast.leergroep.kring, kind="WEBINAR", audience="KRING",
                                 organiser=done.cast["CO"])  # fmt: skip
    AgendapuntFactory(bijeenkomst=webinar, number=1, title="Wulpenpunt")
    shown = page(done.client("CO"), "bijeenkomst", webinar.code)
    assert "Wulpenpunt" not in shown
    assert IN_ACTIE not in shown
    assert done.client("CO").get(reverse("agendapunten", args=[webinar.code])).status_code == 404
    assert "Wulpenpunt" in page(done.client("TK"), "bijeenkomst", webinar.code)


def test_open_actions_return_on_the_next_agenda_until_they_are_done(done: Vergaderd) -> None:
    client = done.client("TK")
    for name in ("bijeenkomst", "agendapunten-afdrukken"):
        shown = page(client, name, done.coming.code)
        assert "Acties van vorige keer" in shown
        assert IN_ACTIE in shown
    assert "Acties van vorige keer" not in page(client, "bijeenkomst", done.past.code)
    finish_actie(actor=done.cast["GL"], actie=done.actie, now=NOW)
    shown = page(client, "bijeenkomst", done.coming.code)
    assert "Acties van vorige keer" not in shown
    assert IN_ACTIE not in shown


def test_an_action_that_was_done_after_the_meeting_stays_readable_there(done: Vergaderd) -> None:
    """Who reads back sees which actions lay on the table then."""
    finish_actie(actor=done.cast["GL"], actie=done.actie, now=done.coming.starts_at + timedelta(hours=1))
    shown = page(done.client("GL"), "bijeenkomst", done.coming.code)
    assert "Acties van vorige keer" in shown
    assert IN_ACTIE in shown


def test_a_dropped_action_does_not_return_and_shows_why(done: Vergaderd) -> None:
    drop_actie(actor=done.cast["TK"], actie=done.actie, reason="De polder is al geteld.", now=NOW)
    assert IN_ACTIE not in page(done.client("GL"), "bijeenkomst", done.coming.code)
    assert "De polder is al geteld." in page(done.client("GL"), "bijeenkomst", done.past.code)


def test_the_page_of_a_meeting_costs_the_same_for_one_and_for_thirty(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("bijeenkomst", args=[done.past.code])
    client.get(path)
    assert cost(client, path) == 13
    for number in range(2, 31):
        AgendapuntFactory(bijeenkomst=done.past, number=number, bringer=done.cast["TK"])
        BesluitFactory(bijeenkomst=done.past)
        ActieFactory(bijeenkomst=done.past, owner=done.cast["TK"])
    assert cost(client, path) == 13


def test_the_page_of_the_group_costs_the_same_for_one_and_for_thirty(done: Vergaderd) -> None:
    client, path = done.client("TK"), reverse("leergroep-besluiten", args=[done.cast.leergroep.slug])
    client.get(path)
    assert cost(client, path) == 12
    for _ in range(29):
        BesluitFactory(bijeenkomst=done.past)
        ActieFactory(bijeenkomst=done.past, owner=done.cast["TK"])
    assert cost(client, path) == 12


def test_the_page_of_the_group_has_the_newest_first_and_finds_words(done: Vergaderd) -> None:
    BesluitFactory(bijeenkomst=done.past, text="Oud besluit over één dijk.", decided_date="2025-03-01")
    BesluitFactory(bijeenkomst=done.past, text="Nieuw besluit over geld.", decided_date="2026-12-01")
    finish_actie(actor=done.cast["GL"], actie=done.actie, now=NOW)
    client, path = done.client("GL"), reverse("leergroep-besluiten", args=[done.cast.leergroep.slug])
    shown = client.get(path).content.decode()
    assert shown.index("Nieuw besluit") < shown.index("lepelaarbesluit") < shown.index("Oud besluit")
    assert IN_ACTIE not in shown
    assert IN_ACTIE in client.get(path, {"acties": "klaar"}).content.decode()
    found = client.get(path, {"q": "DIJK"}).content.decode()
    assert "Oud besluit" in found
    assert "Nieuw besluit" not in found
    # Who looks for a word looks in what is done too.
    assert IN_ACTIE in client.get(path, {"q": "scholeksters"}).content.decode()
