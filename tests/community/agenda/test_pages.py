"""The pages: what they show, in how many queries, and what a save does."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.cards.agenda import CARDS
from community.models import Bericht, Bijeenkomst, Deelname, Kalenderperiode, User
from tests.community.agenda.cast import a_group, group_meeting
from tests.community.agenda.test_bad_input import GOOD
from tests.factories import BijeenkomstFactory, DeelnameFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
TOKEN = "5b0ad1c6-1f53-4c3b-9d69-6d4d7e0f1a11"


@pytest.fixture
def planner() -> User:
    return UserFactory(coordinator=True)


@pytest.fixture
def client(planner: User) -> Client:
    return browser_of(planner)


def cost(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(path).status_code == 200
    return len(queries)


def more_meetings(user: User, amount: int) -> None:
    """Put meetings of all kinds and places in February, with this person in each."""
    kring, _leader, _members = a_group(1)
    kring.lidmaatschappen.create(user=user, from_at=LONG_AGO)
    for number in range(amount):
        start = NOW + timedelta(days=14 + number % 28, hours=number % 9)
        fields = {"starts_at": start, "title": f"Bijeenkomst {number}"}
        row = group_meeting(kring, **fields) if number % 3 else BijeenkomstFactory(**fields)
        DeelnameFactory(bijeenkomst=row, user=user)


@pytest.mark.parametrize(
    ("path", "expected"), [("/agenda/", 8), ("/agenda/2027/2/", 7), ("/agenda/?welke=mijn&q=bijeenkomst", 8)]
)
def test_a_list_of_thirty_costs_as_much_as_one(path: str, expected: int) -> None:
    user = UserFactory()
    client = browser_of(user, with_factor=False)
    group_meeting(a_group(1)[0])
    more_meetings(user, 2)
    client.get(path)  # the first request writes the age of the session
    few = cost(client, path)
    more_meetings(user, 30)
    assert (few, cost(client, path)) == (expected, expected)


@pytest.mark.parametrize("name", ["bijeenkomst", "bijeenkomst-presentie", "bijeenkomst-presentie-afdrukken"])
def test_a_page_with_thirty_people_costs_as_much_as_with_one(client: Client, name: str) -> None:
    meeting = BijeenkomstFactory(capacity=100)
    path = reverse(name, args=[meeting.code])
    DeelnameFactory(bijeenkomst=meeting)
    client.get(path)
    few = cost(client, path)
    DeelnameFactory.create_batch(29, bijeenkomst=meeting)
    assert cost(client, path) == few
    assert few <= 15


def test_the_month_names_days_in_words(client: Client) -> None:
    for regio in ("NOORD", "MIDDEN"):
        Kalenderperiode.objects.create(
            kind="SCHOOLVAKANTIE",
            regio=regio,
            name="voorjaarsvakantie",
            from_date="2027-02-20",
            until_date="2027-02-28",
        )
    february = client.get("/agenda/2027/2/").content.decode()
    assert "Voorjaarsvakantie (Noord en Midden)" in february
    assert "20 tot en met 28 februari 2027" in february
    assert "nog te controleren" in february
    assert "Koningsdag" in client.get("/agenda/2027/4/").content.decode()


def test_a_meeting_of_days_stands_on_each_of_them() -> None:
    start = NOW + timedelta(days=22)
    BijeenkomstFactory(audience="OPENBAAR", title="Ontwikkeldagen", starts_at=start, ends_at=start + timedelta(days=2))
    assert Client().get("/agenda/2027/2/").content.decode().count("Ontwikkeldagen") == 3


def test_what_was_stands_behind_a_link() -> None:
    BijeenkomstFactory(audience="OPENBAAR", title="Al geweest", starts_at=NOW - timedelta(days=3))
    BijeenkomstFactory(audience="OPENBAAR", title="Komt nog")
    now, before = (Client().get(path).content.decode() for path in ("/agenda/", "/agenda/?eerder=1"))
    assert ("Al geweest" in now, "Komt nog" in now) == (False, True)
    assert ("Al geweest" in before, "Komt nog" in before) == (True, False)


@pytest.mark.parametrize(
    ("query", "found"),
    [("soort=WEBINAR", {"b"}), ("provincie=DRENTHE", {"a"}), ("welke=mijn", {"c"}), ("welke=openbaar", {"a"}),
     ("q=grutto", {"b"}), ("q=GRUTTO%20bijéén", {"b"}), ("q=weidevogel", set())],
)  # fmt: skip
def test_filters_narrow_the_list(query: str, found: set[str]) -> None:
    user = UserFactory()
    rows = {
        "a": BijeenkomstFactory(audience="OPENBAAR", provincie="DRENTHE"),
        "b": BijeenkomstFactory(kind="WEBINAR", title="Gruttobijeenkomst: grutto's bijeen"),
        "c": DeelnameFactory(user=user).bijeenkomst,
    }
    page = browser_of(user, with_factor=False).get(f"/agenda/?{query}").content.decode()
    assert {name for name, row in rows.items() if f"/agenda/{row.code}/" in page} == found


def test_answering_is_one_click_and_the_page_says_what_happened() -> None:
    user, meeting = UserFactory(), BijeenkomstFactory()
    client = browser_of(user, with_factor=False)
    page = reverse("bijeenkomst", args=[meeting.code])
    answered = client.post(reverse("bijeenkomst-aanmelden", args=[meeting.code]), follow=True).content.decode()
    assert "Je bent aangemeld." in answered
    assert "Afmelden" in client.get(page).content.decode()
    gone = client.post(reverse("bijeenkomst-afmelden", args=[meeting.code]), follow=True).content.decode()
    assert "Je bent afgemeld." in gone


def test_a_full_meeting_says_so_before_and_after() -> None:
    user, place = UserFactory(), DeelnameFactory(bijeenkomst__capacity=1)
    client, code = browser_of(user, with_factor=False), place.bijeenkomst.code
    assert "Zet me op de wachtlijst" in client.get(f"/agenda/{code}/").content.decode()
    client.post(reverse("bijeenkomst-aanmelden", args=[code]))
    assert "Je staat op plek 1 van de wachtlijst" in client.get(f"/agenda/{code}/").content.decode()


def test_the_reason_of_a_group_is_read_by_the_group_only() -> None:
    kring, leader, _members = a_group()
    meeting = group_meeting(kring, status="GEANNULEERD", cancelled_at=NOW, cancel_reason="Geheime reden")
    path = reverse("bijeenkomst", args=[meeting.code])
    assert "Geheime reden" in browser_of(leader, with_factor=False).get(path).content.decode()
    assert "Geheime reden" not in browser_of(UserFactory(coordinator=True)).get(path).content.decode()


@pytest.mark.parametrize("name", ["bijeenkomst-aanmelden", "bijeenkomst-afmelden"])
def test_the_same_form_twice_has_one_effect(name: str) -> None:
    """T92: answering."""
    user, meeting = UserFactory(), BijeenkomstFactory()
    client = browser_of(user, with_factor=False)
    for _ in range(2):
        client.post(reverse(name, args=[meeting.code]), {"eenmalig": TOKEN})
    assert Bericht.objects.filter(kind="N108").count() == 1


def test_planning_twice_makes_one_meeting(client: Client) -> None:
    """T92: planning; both answers lead to it."""
    sent = {**GOOD, "eenmalig": TOKEN}
    places = {client.post(reverse("bijeenkomst-nieuw"), sent)["Location"] for _ in range(2)}
    assert places == {f"/agenda/{Bijeenkomst.objects.get().code}/"}


def test_cancelling_twice_tells_once(client: Client) -> None:
    """T92: cancelling."""
    place = DeelnameFactory()
    for _ in range(2):
        client.post(reverse("bijeenkomst-afzeggen", args=[place.bijeenkomst.code]),
                    {"reason": "De zaal is stuk.", "eenmalig": TOKEN})  # fmt: skip
    assert Bericht.objects.filter(kind="N113").count() == 1


BAD_DAYS = [
    ("13-2-2027", "13 februari 2027 is een zaterdag."),
    ("27-4-2027", "27 april 2027 is een feestdag: Koningsdag."),
    (
        "22-2-2027",
        "Het is dan voorjaarsvakantie in regio Noord: 20 tot en met 28 februari 2027. Deze datum is nog niet",
    ),
    ("17-3-2027", "17 maart 2027 is een verkiezingsdag: Provinciale Staten en waterschappen."),
]


@pytest.mark.parametrize(("day", "sentence"), BAD_DAYS)
def test_a_bad_day_is_warned_of_and_can_be_planned_anyway(client: Client, day: str, sentence: str) -> None:
    Kalenderperiode.objects.create(
        kind="SCHOOLVAKANTIE", regio="NOORD", name="voorjaarsvakantie", from_date="2027-02-20", until_date="2027-02-28"
    )
    Kalenderperiode.objects.create(
        kind="VERKIEZING", name="Provinciale Staten en waterschappen", status="GECONTROLEERD", from_date="2027-03-17",
        until_date="2027-03-17",
    )  # fmt: skip
    path, sent = reverse("bijeenkomst-nieuw"), {**GOOD, "date": day}
    warned = client.post(path, sent)
    page = warned.content.decode()
    assert (sentence in page, "Toch plannen" in page, Bijeenkomst.objects.count()) == (True, True, 0)
    seen = warned.context["seen"]
    # What was seen for another day does not count.
    assert client.post(path, {**sent, "toch": "202701010000-202701010100"}).status_code == 200
    assert client.post(path, {**sent, "toch": seen}).status_code == 302
    assert Bijeenkomst.objects.count() == 1


@pytest.mark.parametrize(("starts", "ends"), [("2.30", "5"), ("1.00", "2.30")])
def test_an_hour_that_comes_twice_is_said(client: Client, starts: str, ends: str) -> None:
    page = client.post(reverse("bijeenkomst-nieuw"), {**GOOD, "date": "31-10-2027", "starts": starts, "ends": ends})
    assert "2.30 uur komt die nacht twee keer voor. We gaan uit van de eerste keer." in page.content.decode()


def test_another_meeting_at_that_moment_is_said(client: Client) -> None:
    BijeenkomstFactory(title="Webinar over bodem", starts_at=NOW + timedelta(days=22, hours=5))
    page = client.post(reverse("bijeenkomst-nieuw"), GOOD).content.decode()
    assert "Op dat moment is er ook: Webinar over bodem (Ontmoeting)." in page


def filled_in(form: Any) -> dict[str, Any]:
    """Return what a browser sends of a form as it stands: nothing for what is not ticked."""
    return {name: form[name].value() for name in form.fields if form[name].value()}


def edited(client: Client, meeting: Bijeenkomst, **changes: Any) -> Any:
    path = reverse("bijeenkomst-bewerken", args=[meeting.code])
    form = client.get(path).context["form"]
    return client.post(path, {**filled_in(form), **changes})


def test_a_stale_save_shows_both_versions_and_keeps_what_was_typed(client: Client) -> None:
    """T91 on the page; saving once more goes on from what is stored."""
    meeting = BijeenkomstFactory(title="Oude titel")
    edited(client, meeting, title="Titel van een ander")
    stale = edited(client, meeting, title="Mijn titel", version="1")
    page = stale.content.decode()
    assert (stale.status_code, "Titel van een ander" in page, "Mijn titel" in page) == (200, True, True)
    assert Bijeenkomst.objects.get().title == "Titel van een ander"
    again = filled_in(stale.context["form"])
    assert client.post(reverse("bijeenkomst-bewerken", args=[meeting.code]), again).status_code == 302
    assert Bijeenkomst.objects.get().title == "Mijn titel"


def test_opening_and_saving_a_meeting_changes_nothing(client: Client) -> None:
    meeting = BijeenkomstFactory(capacity=3, description="Een\nTwee", address="Kerkstraat 1", provincie="UTRECHT")
    before = Bijeenkomst.objects.values().get()
    assert edited(client, meeting).status_code == 302
    assert {**Bijeenkomst.objects.values().get(), "version": 1} == before


@pytest.mark.parametrize(("button", "status"), [({"concept": "1"}, "CONCEPT"), ({}, "GEPLAND")])
def test_a_concept_stays_one_until_it_is_planned(client: Client, button: dict[str, str], status: str) -> None:
    client.post(reverse("bijeenkomst-nieuw"), {**GOOD, "concept": "1"})
    meeting = Bijeenkomst.objects.get()
    assert (meeting.status, Bericht.objects.count()) == ("CONCEPT", 0)
    edited(client, meeting, title="Beter", **button)
    assert (Bijeenkomst.objects.get().status, Bijeenkomst.objects.get().title) == (status, "Beter")


def test_a_list_of_twenty_is_two_clicks_and_one_save(client: Client) -> None:
    """'Iedereen aanwezig', correct two, Opslaan."""
    meeting = BijeenkomstFactory(starts_at=NOW)
    DeelnameFactory.create_batch(20, bijeenkomst=meeting)
    path = reverse("bijeenkomst-presentie", args=[meeting.code])
    rows = client.get(f"{path}?iedereen=aanwezig").context["rows"]
    assert set(Deelname.objects.values_list("status", flat=True)) == {"AANGEMELD"}
    chosen = {row.name: next(c.value for c in row.choices if c.is_checked) for row in rows}
    for row in rows[:2]:
        chosen[row.name] = row.choices[1].value
    page = client.post(path, chosen, follow=True).content.decode()
    assert "Opgeslagen: 18 aanwezig, 2 afwezig." in page
    assert Bijeenkomst.objects.get().attendance_saved_at == NOW


def test_a_list_that_changed_meanwhile_shows_it_and_keeps_the_choices(client: Client) -> None:
    meeting = BijeenkomstFactory(starts_at=NOW)
    DeelnameFactory.create_batch(2, bijeenkomst=meeting)
    path = reverse("bijeenkomst-presentie", args=[meeting.code])
    first, second = client.get(path).context["rows"]
    Deelname.objects.filter(pk=first.place.pk).update(status="AANWEZIG", attended_via="PLAATS")
    stale = client.post(path, {first.name: first.choices[1].value, second.name: second.choices[0].value})
    assert "net veranderd:" in stale.content.decode()
    assert Deelname.objects.get(pk=second.place.pk).status == "AANGEMELD"
    again = {row.name: next(c.value for c in row.choices if c.is_checked) for row in stale.context["rows"]}
    client.post(path, again)
    assert dict(Deelname.objects.values_list("pk", "status")) == {
        first.place.pk: "AFWEZIG",
        second.place.pk: "AANWEZIG",
    }


def test_the_sheet_for_the_door_has_the_code_and_no_addresses(client: Client) -> None:
    place = DeelnameFactory(bijeenkomst__checkin_code="k7m2x9qd")
    page = client.get(reverse("bijeenkomst-presentie-afdrukken", args=[place.bijeenkomst.code])).content.decode()
    assert ("k7m2 x9qd" in page, place.user.naam in page, place.user.email in page) == (True, True, False)


def test_the_online_button_notes_first_and_leads_there_after() -> None:
    place = DeelnameFactory(bijeenkomst__starts_at=NOW, bijeenkomst__online_url="https://video.example/x?a=1&b=2")
    client = browser_of(place.user, with_factor=False)
    response = client.post(reverse("bijeenkomst-meedoen", args=[place.bijeenkomst.code]))
    page = response.content.decode()
    assert "Je staat als aanwezig op de lijst." in page
    assert 'content="0; url=https://video.example/x?a=1&amp;b=2"' in page
    assert "form-action 'self'" in response["Content-Security-Policy"]


def card(user: User) -> dict[str, Any] | None:
    build: Callable[..., Any] = CARDS[0].build
    found: dict[str, Any] | None = build(user, NOW)
    return found


def test_the_card_is_the_first_thing_that_comes() -> None:
    user = UserFactory()
    assert card(user) is None
    later, first = (DeelnameFactory(user=user, bijeenkomst__starts_at=NOW + timedelta(days=days)) for days in (5, 2))
    DeelnameFactory(user=user, bijeenkomst__starts_at=NOW + timedelta(days=1), status="AFGEMELD")
    DeelnameFactory(user=user, bijeenkomst__starts_at=NOW - timedelta(days=1))
    found = card(user)
    assert found is not None
    assert found["item"].code == first.bijeenkomst.code
    page = browser_of(user, with_factor=False).get("/mijn/").content.decode()
    assert f"/agenda/{first.bijeenkomst.code}/agenda.ics" in page
    assert (f"/agenda/{later.bijeenkomst.code}/" in page, "Zet in mijn agenda" in page) == (False, True)
