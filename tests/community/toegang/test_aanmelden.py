"""Requests to join: the public form, and the coördinatoren who decide."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from community.access import DeniedError
from community.actions.aanmeldingen import (
    AANMELDING_BEOORDELEN,
    DecidedError,
    decline_aanmelding,
    invite_aanmelder,
    note_aanmelding,
)
from community.actions.opruimen import remove_old_aanmeldingen
from community.actions.toegang import Entry, accept_invitation, invite_member
from community.berichten.planning import plan
from community.models import Aanmelding, Bericht, Roltoekenning, Taak, Uitnodiging, User
from tests.community.toegang.steps import text_of
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.toegang import AanmeldingFactory, UitnodigingFactory

pytestmark = pytest.mark.django_db

FORM, THANKS, LIST = "/aansluiten/", "/aansluiten/bedankt/", "/coordinatie/aanmeldingen/"


def answers(**changes: str) -> dict[str, str]:
    """Return a well filled-in form."""
    given = {"naam": "Wouter Hofstra", "email": "wouter@voorbeeld.example", "organisatie": "Stichting Beekdal",
             "functie": "", "motivatie": "Ik begeleid een samenwerking."}  # fmt: skip
    return given | changes


def coordinator(**names: str) -> User:
    """Return somebody of the coördinerend hart."""
    return with_second_factor(UserFactory(coordinator=True, **names))


@pytest.fixture
def joris() -> User:
    """A coördinator."""
    return coordinator(voornaam="Joris", tussenvoegsel="de", achternaam="Boer")


@pytest.fixture
def desk(joris: User) -> Client:
    """His browser."""
    client = Client()
    client.force_login(joris)
    return client


# --- the form ------------------------------------------------------------------------------------------------------


def test_the_form_asks_at_most_six_questions(client: Client) -> None:
    page = client.get(FORM).content.decode()
    assert page.count('class="field"') == 5
    assert "We gebruiken je gegevens om je aanmelding te behandelen en je lid te maken." in page


def test_a_request_is_kept_confirmed_and_put_before_the_coordinatoren(client: Client, joris: User) -> None:
    other = coordinator()
    assert client.post(FORM, answers()).headers["Location"] == THANKS
    assert "Binnen 5 werkdagen hoor je van ons." in text_of(client.get(THANKS))
    row = Aanmelding.objects.get()
    assert (row.naam, row.email, row.status, row.created_at) == (
        "Wouter Hofstra", "wouter@voorbeeld.example", "NIEUW", NOW,
    )  # fmt: skip
    assert Bericht.objects.filter(kind="N06", recipient=None, object_id=row.pk).count() == 1
    assert set(Bericht.objects.filter(kind="N07").values_list("recipient", flat=True)) == {joris.pk, other.pk}
    assert set(Taak.objects.filter(kind=AANMELDING_BEOORDELEN).values_list("user", flat=True)) == {joris.pk, other.pk}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"naam": ""}, "Vul je naam in."),
        ({"naam": "=1+1"}, "Schrijf de naam met letters"),
        ({"naam": "<script>alert(1)</script>"}, "Schrijf de naam met letters"),
        ({"naam": "x" * 141}, "hooguit 140 tekens."),
        ({"email": ""}, "Vul je e-mailadres in."),
        ({"email": "geen adres"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ({"email": "a" * 260 + "@x.nl"}, "hooguit 254 tekens."),
        ({"email": "a@b.nl\nBcc: c@d.nl"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ({"organisatie": "   "}, "Vul in bij welke organisatie je werkt."),
        ({"organisatie": "x" * 161}, "hooguit 160 tekens."),
        ({"functie": "x" * 121}, "hooguit 120 tekens."),
        ({"motivatie": ""}, "Schrijf in een paar zinnen waarom je wilt meedoen."),
        ({"motivatie": "x" * 1501}, "hooguit 1500 tekens."),
        ({"motivatie": "a\x00b"}, "teken"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_typed_is_lost(client: Client, change: dict[str, str], sentence: str) -> None:
    answer = client.post(FORM, answers(**change))
    page = text_of(answer)
    assert answer.status_code == 200
    assert sentence in page
    assert Aanmelding.objects.count() == 0
    for name, value in answers().items():
        if value and name not in change:
            assert value in page


@pytest.mark.parametrize(
    "text", ["Zoë 🦆 Åkerström", "جمال", "e\u0301" * 20, "\u202eomgekeerd", "regel 1\r\nregel 2", "a\u200bb", "ﬁets"]
)
def test_odd_letters_are_kept_or_tidied(client: Client, text: str) -> None:
    assert client.post(FORM, answers(motivatie=text)).status_code == 302
    kept = Aanmelding.objects.get().motivatie
    assert kept
    assert "\u202e" not in kept


def test_a_robot_that_fills_in_the_hidden_field_is_thanked_and_forgotten(client: Client) -> None:
    assert client.post(FORM, answers(website="https://koop.example")).headers["Location"] == THANKS
    assert (Aanmelding.objects.count(), Bericht.objects.count()) == (0, 0)


def test_sending_twice_by_accident_asks_once(client: Client) -> None:
    data = answers(eenmalig="6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a11")
    assert [client.post(FORM, data).status_code for _ in range(2)] == [302, 302]
    assert Aanmelding.objects.count() == 1


def test_one_address_gets_one_confirmation_a_day(client: Client) -> None:
    for number in range(2):
        client.post(FORM, answers(motivatie=f"Nog een keer {number}"))
    assert Aanmelding.objects.count() == 2
    assert Bericht.objects.filter(kind="N06").count() == 1


def test_the_form_cannot_be_used_to_mail_many_strangers(client: Client) -> None:
    given = [client.post(FORM, answers(email=f"vreemde{n}@voorbeeld.example")).status_code for n in range(15)]
    assert given == [302] * 10 + [429] * 5
    assert Bericht.objects.filter(kind="N06").count() == 10


def test_one_address_does_not_fill_the_list(client: Client) -> None:
    given = [client.post(FORM, answers(), REMOTE_ADDR=f"198.51.100.{n}").status_code for n in range(1, 8)]
    assert given == [302] * 3 + [429] * 4
    assert Aanmelding.objects.count() == 3


def test_only_the_questions_of_the_form_are_stored(client: Client, joris: User) -> None:
    extra = {"status": "UITGENODIGD", "decided_by": str(joris.pk), "note": "x", "id": str(joris.pk), "version": "9"}
    client.post(FORM, answers(**extra))
    row = Aanmelding.objects.get()
    assert (row.status, row.decided_by, row.note, row.version) == ("NIEUW", None, "", 1)
    assert row.pk != joris.pk


# --- deciding ------------------------------------------------------------------------------------------------------


def test_the_list_shows_what_waits_first(desk: Client) -> None:
    AanmeldingFactory(naam="Al beslist", status="AFGEWEZEN", decided_at=NOW)
    AanmeldingFactory(naam="Net binnen")
    AanmeldingFactory(naam="Wacht langer", created_at=NOW - timedelta(days=3))
    page = text_of(desk.get(LIST))
    assert page.index("Wacht langer") < page.index("Net binnen") < page.index("Al beslist")


@pytest.mark.parametrize(
    ("query", "result"),
    [
        ({"status": "AFGEWEZEN"}, "1 aanmelding"),
        ({"q": "beekdal"}, "1 aanmelding"),
        ({"q": "niemand"}, "Geen aanmeldingen gevonden met deze filters."),
        ({"status": "zomaar"}, "Kies een van de mogelijkheden in de lijst."),
        ({"q": "x" * 200}, "hooguit 100 tekens."),
        ({"zomaar": "x"}, "2 aanmeldingen"),
    ],
)
def test_filters_of_the_list(desk: Client, query: dict[str, str], result: str) -> None:
    AanmeldingFactory(organisatie="Stichting Beekdal")
    AanmeldingFactory(status="AFGEWEZEN", decided_at=NOW)
    answer = desk.get(LIST, query)
    assert answer.status_code == 200
    assert result in text_of(answer)


def test_an_empty_list_says_so(desk: Client) -> None:
    assert "Er zijn nog geen aanmeldingen." in text_of(desk.get(LIST))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    desk: Client, django_assert_num_queries: Any, number: int
) -> None:
    AanmeldingFactory.create_batch(number)
    desk.get(LIST)
    with django_assert_num_queries(6):
        desk.get(LIST)


def test_saying_yes_sends_an_invitation_and_closes_the_duty(client: Client, desk: Client, joris: User) -> None:
    client.post(FORM, answers())
    row = Aanmelding.objects.get()
    assert "Uitnodigen" in text_of(desk.get(f"{LIST}{row.pk}/"))
    assert desk.post(f"{LIST}{row.pk}/uitnodigen/").headers["Location"] == LIST
    row.refresh_from_db()
    invitation = Uitnodiging.objects.get()
    assert (row.status, row.decided_by, row.uitnodiging) == ("UITGENODIGD", joris, invitation)
    assert (invitation.email, invitation.voornaam) == (row.email, "Wouter")
    assert Bericht.objects.filter(kind="N01", object_id=invitation.pk).count() == 1
    assert Taak.objects.get(kind=AANMELDING_BEOORDELEN).done_at == NOW


def test_saying_no_sends_the_words_of_the_coordinator(desk: Client) -> None:
    row = AanmeldingFactory()
    assert "Bedankt voor je aanmelding." in text_of(desk.get(f"{LIST}{row.pk}/afwijzen/"))
    assert desk.post(f"{LIST}{row.pk}/afwijzen/", {"text": "Nu niet."}).headers["Location"] == LIST
    row.refresh_from_db()
    assert (row.status, row.decision_note) == ("AFGEWEZEN", "Nu niet.")
    assert Bericht.objects.filter(kind="N97", object_id=row.pk).count() == 1


@pytest.mark.parametrize(("text", "sentence"), [("", "Schrijf een paar zinnen"), ("x" * 1001, "hooguit 1000 tekens.")])
def test_a_refusal_needs_words(desk: Client, text: str, sentence: str) -> None:
    row = AanmeldingFactory()
    assert sentence in text_of(desk.post(f"{LIST}{row.pk}/afwijzen/", {"text": text}))
    row.refresh_from_db()
    assert row.status == "NIEUW"


def test_who_decides_second_reads_who_was_first(desk: Client) -> None:
    fatima = coordinator(voornaam="Fatima", tussenvoegsel="", achternaam="Aydın")
    row = AanmeldingFactory()
    invite_aanmelder(actor=fatima, aanmelding=row, now=NOW)
    sentence = "Fatima Aydın heeft deze aanmelding al uitgenodigd op 18 januari 2027."
    assert sentence in text_of(desk.post(f"{LIST}{row.pk}/afwijzen/", {"text": "Nu niet."}))
    assert sentence in text_of(desk.post(f"{LIST}{row.pk}/uitnodigen/", follow=True))
    assert Uitnodiging.objects.count() == 1
    assert Bericht.objects.filter(kind="N97").count() == 0


def test_an_open_invitation_is_sent_again(joris: User) -> None:
    present = UitnodigingFactory(email="wouter@voorbeeld.example")
    made = invite_aanmelder(actor=joris, aanmelding=AanmeldingFactory(email=present.email), now=NOW)
    assert (made.pk, made.issue) == (present.pk, 2)


def test_a_member_cannot_be_invited_and_the_page_says_so(desk: Client) -> None:
    UserFactory(email="wouter@voorbeeld.example", voornaam="Wouter", tussenvoegsel="", achternaam="Hofstra")
    row = AanmeldingFactory(email="wouter@voorbeeld.example")
    assert "Dit e-mailadres hoort al bij een account" in text_of(desk.get(f"{LIST}{row.pk}/"))
    told = text_of(desk.post(f"{LIST}{row.pk}/uitnodigen/", follow=True))
    assert "Dit e-mailadres hoort al bij een lid: Wouter Hofstra." in told


def test_who_becomes_a_member_by_another_way_waits_for_no_decision(joris: User) -> None:
    """Two requests, one answered by an invitation that was not made from it: neither can be declined any more."""
    rows = [AanmeldingFactory(email="wouter@voorbeeld.example") for _ in range(2)]
    other = AanmeldingFactory()
    made = invite_member(actor=joris, email="Wouter@voorbeeld.example", now=NOW)
    accept_invitation(uitnodiging_id=made.pk, issue=1, entry=Entry("Wouter", "", "Hofstra"), now=NOW)
    for row in rows:
        row.refresh_from_db()
        assert (row.status, row.decided_by, row.uitnodiging) == ("UITGENODIGD", joris, made)
        with pytest.raises(DecidedError):
            decline_aanmelding(actor=joris, aanmelding=row, text="Nu niet.", now=NOW)
    other.refresh_from_db()
    assert other.status == "NIEUW"


def test_who_joins_the_team_later_is_asked_when_nobody_else_has_the_duty(client: Client, joris: User) -> None:
    client.post(FORM, answers())
    plan(NOW)
    assert list(Taak.objects.filter(kind=AANMELDING_BEOORDELEN).values_list("user", flat=True)) == [joris.pk]
    Roltoekenning.objects.filter(user=joris).update(until_date=NOW.date() - timedelta(days=1))
    later = coordinator()
    plan(NOW + timedelta(days=1))
    taak = Taak.objects.get(kind=AANMELDING_BEOORDELEN, user=later)
    assert taak.due_at == Taak.objects.get(kind=AANMELDING_BEOORDELEN, user=joris).due_at
    assert Bericht.objects.filter(kind="N07", recipient=later).count() == 1
    plan(NOW + timedelta(days=2))
    assert Bericht.objects.filter(kind="N07").count() == 2


def test_a_note_is_kept_and_a_stale_one_shows_both(desk: Client) -> None:
    row = AanmeldingFactory()
    page = f"{LIST}{row.pk}/"
    assert desk.post(page, {"note": "Gebeld.", "version": "1"}).status_code == 302
    stale = text_of(desk.post(page, {"note": "Lijkt goed.", "version": "1"}))
    assert "Gebeld." in stale
    assert "Lijkt goed." in stale
    row.refresh_from_db()
    assert (row.note, row.version) == ("Gebeld.", 2)
    assert desk.post(page, {"note": "Lijkt goed.", "version": "2"}).status_code == 302


def test_only_coordinatoren_decide() -> None:
    member, row = UserFactory(), AanmeldingFactory()
    with pytest.raises(DeniedError):
        invite_aanmelder(actor=member, aanmelding=row, now=NOW)
    with pytest.raises(DeniedError):
        decline_aanmelding(actor=member, aanmelding=row, text="x", now=NOW)
    with pytest.raises(DeniedError):
        note_aanmelding(actor=member, aanmelding=row, version=1, note="x", now=NOW)


def test_deciding_twice_is_refused(joris: User) -> None:
    row = AanmeldingFactory()
    decline_aanmelding(actor=joris, aanmelding=row, text="Nu niet.", now=NOW)
    with pytest.raises(DecidedError):
        decline_aanmelding(actor=joris, aanmelding=row, text="Nu niet.", now=NOW)


def test_what_a_visitor_typed_is_shown_as_text(desk: Client) -> None:
    row = AanmeldingFactory(motivatie="<b>dik</b><script>alert(1)</script>", organisatie='"><img src=x>')
    page = desk.get(f"{LIST}{row.pk}/").content.decode()
    assert "&lt;b&gt;dik&lt;/b&gt;&lt;script&gt;" in page
    assert "<img src=x>" not in page


def test_refused_requests_are_removed_after_half_a_year() -> None:
    AanmeldingFactory(status="AFGEWEZEN", decided_at=NOW)
    waiting = AanmeldingFactory()
    assert remove_old_aanmeldingen(NOW + timedelta(days=180)) == 0
    assert remove_old_aanmeldingen(NOW + timedelta(days=190)) == 1
    assert list(Aanmelding.objects.all()) == [waiting]
