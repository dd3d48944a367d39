"""Invitations from both sides: the coördinator who gives one, and the person who uses it."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.toegang import (
    Entry,
    UsedInvitationError,
    accept_invitation,
    invite_member,
    renew_expired_invitation,
    resend_invitation,
    withdraw_invitation,
)
from community.berichten.sender import deliver
from community.models import (
    Apparaat,
    Bericht,
    BerichtStatus,
    Dienstverband,
    Lidmaatschap,
    Profiel,
    Taak,
    Toetreding,
    Uitnodiging,
    User,
)
from tests.community.toegang.steps import NEW_PASSWORD, is_logged_in, log_in, text_of
from tests.factories import LeergroepFactory, LidmaatschapFactory, OrganisatieFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.toegang import UitnodigingFactory, invitation_link

pytestmark = pytest.mark.django_db

LIST = "/coordinatie/uitnodigingen/"
ENTRY = Entry(voornaam="Fatima", tussenvoegsel="", achternaam="Aydın")


@pytest.fixture
def joris() -> User:
    """A coördinator."""
    return with_second_factor(UserFactory(coordinator=True, voornaam="Joris", tussenvoegsel="de", achternaam="Boer"))


@pytest.fixture
def desk(joris: User) -> Client:
    """His browser."""
    client = Client()
    client.force_login(joris)
    return client


def answers(**changes: str) -> dict[str, str]:
    """Return a well filled-in page of welcome."""
    given = {"voornaam": "Fatima", "tussenvoegsel": "", "achternaam": "Aydın", "organisatie": "anders",
             "organisatie_text": "Stichting Beekdal", "password": NEW_PASSWORD}  # fmt: skip
    return given | changes


def owed(kind: str, **lookup: Any) -> int:
    """Return how many messages of this kind still go out."""
    return Bericht.objects.filter(kind=kind, status=BerichtStatus.GEPLAND, **lookup).count()


# --- giving --------------------------------------------------------------------------------------------------------


def test_inviting_somebody_owes_the_mail_and_two_reminders(desk: Client, joris: User) -> None:
    organisatie, groep = OrganisatieFactory(), LeergroepFactory()
    data = {"email": "Nieuw@Voorbeeld.example", "voornaam": "Fatima", "organisatie": str(organisatie.pk),
            "kring": str(groep.kring.pk)}  # fmt: skip
    assert desk.post(f"{LIST}nieuw/", data).headers["Location"] == LIST
    row = Uitnodiging.objects.get()
    assert (row.email, row.invited_by, row.organisatie, row.kring) == (
        "nieuw@voorbeeld.example", joris, organisatie, groep.kring,
    )  # fmt: skip
    assert row.expires_at == NOW + timedelta(days=14)
    assert (owed("N01"), owed("N02")) == (1, 2)
    due = Bericht.objects.filter(kind="N02").order_by("due_at").values_list("due_at", flat=True)
    assert list(due) == [NOW + timedelta(days=7), NOW + timedelta(days=12)]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"email": ""}, "Vul het e-mailadres in van wie je uitnodigt."),
        ({"email": "geen adres"}, "Schrijf het e-mailadres zo: naam@organisatie.nl."),
        ({"email": "lid@voorbeeld.example"}, "Dit e-mailadres hoort al bij een lid: Tineke Postma."),
        ({"email": "weg@voorbeeld.example"}, "Dit e-mailadres hoort bij een gesloten account."),
        ({"email": "wacht@voorbeeld.example"}, "Dit e-mailadres is al uitgenodigd."),
        ({"email": "a@b.nl", "organisatie": "x"}, "Kies een van de mogelijkheden in de lijst."),
        ({"email": "a@b.nl", "kring": "00000000-0000-4000-8000-000000000000"}, "Kies een van de mogelijkheden"),
        ({"email": "a@b.nl", "voornaam": "<b>"}, "Schrijf de naam met letters"),
    ],
)
def test_a_wrong_invitation_is_told(desk: Client, data: dict[str, str], sentence: str) -> None:
    UserFactory(email="lid@voorbeeld.example", voornaam="Tineke", tussenvoegsel="", achternaam="Postma")
    UserFactory(email="weg@voorbeeld.example", is_active=False)
    UitnodigingFactory(email="wacht@voorbeeld.example")
    answer = desk.post(f"{LIST}nieuw/", data)
    assert answer.status_code == 200
    assert sentence in text_of(answer)
    assert Uitnodiging.objects.count() == 1


def test_sending_twice_by_accident_invites_once(desk: Client) -> None:
    data = {"email": "nieuw@voorbeeld.example", "eenmalig": "6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a11"}
    assert [desk.post(f"{LIST}nieuw/", data).status_code for _ in range(2)] == [302, 302]
    assert (Uitnodiging.objects.count(), owed("N01")) == (1, 1)


def test_sending_again_makes_a_new_link_and_drops_the_old_mails(desk: Client, joris: User) -> None:
    row = invite_member(actor=joris, email="nieuw@voorbeeld.example", now=NOW)
    old = invitation_link(row)
    assert desk.post(f"{LIST}{row.pk}/versturen/").headers["Location"] == LIST
    row.refresh_from_db()
    assert row.issue == 2
    assert (owed("N01"), owed("N02")) == (1, 2)
    assert set(Bericht.objects.filter(status=BerichtStatus.GEPLAND).values_list("moment", flat=True)) == {
        "2", "2:7", "2:12",
    }  # fmt: skip
    page = text_of(Client().get(old))
    assert "Er is een nieuwere uitnodiging" in page
    assert Client().get(invitation_link(row)).status_code == 200


def test_withdrawing_stops_link_and_mails(desk: Client, joris: User) -> None:
    row = invite_member(actor=joris, email="nieuw@voorbeeld.example", now=NOW)
    assert "Weet je het zeker?" in text_of(desk.get(f"{LIST}{row.pk}/intrekken/"))
    assert desk.post(f"{LIST}{row.pk}/intrekken/").headers["Location"] == LIST
    assert (owed("N01"), owed("N02")) == (0, 0)
    assert Client().get(invitation_link(row)).status_code == 404
    assert invite_member(actor=joris, email="nieuw@voorbeeld.example", now=NOW).pk != row.pk


def test_what_was_used_cannot_be_sent_or_withdrawn(joris: User) -> None:
    row = UitnodigingFactory(accepted_at=NOW)
    with pytest.raises(UsedInvitationError):
        resend_invitation(actor=joris, uitnodiging=row, now=NOW)
    with pytest.raises(UsedInvitationError):
        withdraw_invitation(actor=joris, uitnodiging=row, now=NOW)


def test_only_coordinatoren_invite() -> None:
    row, member = UitnodigingFactory(), UserFactory()
    with pytest.raises(DeniedError):
        invite_member(actor=member, email="a@b.nl", now=NOW)
    with pytest.raises(DeniedError):
        resend_invitation(actor=member, uitnodiging=row, now=NOW)
    with pytest.raises(DeniedError):
        withdraw_invitation(actor=member, uitnodiging=row, now=NOW)


def test_the_list_tells_what_became_of_each(desk: Client) -> None:
    UitnodigingFactory(email="open@v.example")
    UitnodigingFactory(email="oud@v.example", issued_at=NOW - timedelta(days=20))
    UitnodigingFactory(email="klaar@v.example", accepted_at=NOW, accepted_by=UserFactory(), organisatie_text="Beekdal")
    UitnodigingFactory(email="terug@v.example", withdrawn_at=NOW)
    everything = text_of(desk.get(LIST))
    assert all(word in everything for word in ("open@v", "oud@v", "klaar@v", "terug@v", "Organisatie ontbreekt"))
    for state, shown in (
        ("open", "open@v"),
        ("verlopen", "oud@v"),
        ("gebruikt", "klaar@v"),
        ("ingetrokken", "terug@v"),
    ):
        page = text_of(desk.get(LIST, {"staat": state}))
        assert "1 uitnodiging" in page
        assert shown in page
    assert "Kies een van de mogelijkheden in de lijst." in text_of(desk.get(LIST, {"staat": "zomaar"}))
    assert "Geen uitnodigingen gevonden" in text_of(desk.get(LIST, {"q": "niemand"}))


def test_an_empty_list_says_so(desk: Client) -> None:
    assert "Er is nog niemand uitgenodigd." in text_of(desk.get(LIST))


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_for_thirty(
    desk: Client, django_assert_num_queries: Any, number: int
) -> None:
    UitnodigingFactory.create_batch(number, invited_by=UserFactory())
    desk.get(LIST)
    with django_assert_num_queries(6):
        desk.get(LIST)


# --- using ---------------------------------------------------------------------------------------------------------


def test_the_page_tells_who_invites_to_what(client: Client, joris: User) -> None:
    groep = LeergroepFactory(kring__name="Veenweide")
    page = text_of(client.get(invitation_link(UitnodigingFactory(invited_by=joris, kring=groep.kring))))
    assert "Joris de Boer nodigt je uit" in page
    assert "leergroep Veenweide" in page
    assert page.count("<li>Wat je hier leest") == 1
    assert 'value="Fatima"' in page


def test_using_it_makes_the_account_and_logs_in(client: Client) -> None:
    row, organisatie = UitnodigingFactory(), OrganisatieFactory()
    answer = client.post(invitation_link(row), answers(organisatie=str(organisatie.pk), tussenvoegsel="van der"))
    assert answer.headers["Location"] == "/mijn/"
    assert is_logged_in(client)
    user = User.objects.get(email=row.email)
    assert (user.naam, user.joined_at) == ("Fatima van der Aydın", NOW)
    assert Dienstverband.objects.get(user=user).organisatie == organisatie
    assert Profiel.objects.filter(user=user).count() == 1
    assert list(EmailAddress.objects.values_list("email", "verified", "primary")) == [(row.email, True, True)]
    assert Taak.objects.get(user=user).object_id == user.pk
    row.refresh_from_db()
    assert (row.accepted_by, row.accepted_at, row.organisatie_text) == (user, NOW, "")
    assert owed("N03", recipient=user) == 1
    assert log_in(Client(), row.email, NEW_PASSWORD).status_code == 302


def test_the_first_browser_is_known_and_told_to_nobody(client: Client) -> None:
    client.post(invitation_link(UitnodigingFactory()), answers())
    assert Apparaat.objects.count() == 1
    assert Bericht.objects.filter(kind="N05").count() == 0


def test_a_password_is_not_needed(client: Client) -> None:
    row = UitnodigingFactory()
    client.post(invitation_link(row), answers(password=""))
    assert is_logged_in(client)
    assert not User.objects.get(email=row.email).has_usable_password()


def test_an_organisatie_that_is_not_listed_is_kept_for_the_coordinator(client: Client) -> None:
    row = UitnodigingFactory()
    client.post(invitation_link(row), answers())
    row.refresh_from_db()
    assert row.organisatie_text == "Stichting Beekdal"
    assert Dienstverband.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"voornaam": ""}, "Vul je voornaam in."),
        ({"achternaam": "  "}, "Vul je achternaam in."),
        ({"voornaam": "x" * 61}, "Maak deze tekst korter: hooguit 60 tekens."),
        ({"achternaam": "12345"}, "Schrijf de naam met letters"),
        ({"achternaam": "A\x00b"}, "teken"),
        ({"organisatie": ""}, "Kies je organisatie, of dat ze er niet bij staat."),
        ({"organisatie": "zomaar"}, "Kies een van de mogelijkheden in de lijst."),
        ({"organisatie_text": ""}, "Vul de naam van je organisatie in."),
        ({"password": "kort"}, "Dit wachtwoord is te kort. Gebruik minstens 12 tekens."),
        ({"password": "x" * 300}, "hooguit 256 tekens."),
        (
            {"achternaam": "Oeverlandhoven", "password": "oeverlandhoven"},
            "Je wachtwoord lijkt te veel op je achternaam.",
        ),
    ],
)
def test_what_is_missing_is_told_and_nothing_typed_is_lost(
    client: Client, change: dict[str, str], sentence: str
) -> None:
    row = UitnodigingFactory()
    answer = client.post(invitation_link(row), answers(**change))
    page = text_of(answer)
    assert answer.status_code == 200
    assert sentence in page
    assert answers()["password"] not in page
    assert not User.objects.filter(email=row.email).exists()
    if "voornaam" not in change:
        assert 'value="Fatima"' in page


def test_it_lives_fourteen_days(client: Client, clock: time_machine.Traveller) -> None:
    row = UitnodigingFactory()
    clock.shift(timedelta(days=14, seconds=-1))
    assert "Ik doe mee" in text_of(client.get(invitation_link(row)))
    clock.shift(timedelta(seconds=1))
    page = text_of(client.get(invitation_link(row)))
    assert "Deze uitnodiging is verlopen op 1 februari 2027. Vraag een nieuwe aan." in page
    client.post(invitation_link(row), answers())
    assert not User.objects.filter(email=row.email).exists()


def test_it_works_once(client: Client) -> None:
    row = UitnodigingFactory()
    client.post(invitation_link(row), answers())
    other = Client()
    assert "Deze uitnodiging is al gebruikt. Je kunt gewoon inloggen." in text_of(other.get(invitation_link(row)))
    other.post(invitation_link(row), answers(voornaam="Iemand"))
    assert not is_logged_in(other)
    assert User.objects.filter(email=row.email).count() == 1


def test_sending_the_form_twice_makes_one_account_and_logs_in_once() -> None:
    row = UitnodigingFactory()
    data = answers(eenmalig="6f0c4b7e-3f5a-4b3e-9a0e-2b7c1d9e4a11")
    first, again = Client(), Client()
    assert first.post(invitation_link(row), data).headers["Location"] == "/mijn/"
    again.post(invitation_link(row), data)
    assert not is_logged_in(again)
    assert User.objects.filter(email=row.email).count() == 1


def test_who_is_logged_in_as_somebody_else_is_asked_to_log_out(client: Client) -> None:
    row = UitnodigingFactory()
    client.force_login(UserFactory())
    for answer in (client.get(invitation_link(row)), client.post(invitation_link(row), answers())):
        assert "Wil je de uitnodiging gebruiken? Log dan eerst uit." in text_of(answer)
    assert not User.objects.filter(email=row.email).exists()


@pytest.mark.parametrize("token", ["x", "a.1~b", "0" * 400, "%00", "é~é", "00000000-0000-4000-8000-000000000000.1~x"])
def test_a_made_up_link_tells_nothing(client: Client, token: str) -> None:
    for answer in (client.get(f"/uitnodiging/{token}/"), client.post(f"/uitnodiging/{token}/", answers())):
        assert answer.status_code == 404
        assert "Deze uitnodiging werkt niet" in text_of(answer)


def test_the_address_got_an_account_meanwhile() -> None:
    row = UitnodigingFactory()
    UserFactory(email=row.email)
    with pytest.raises(UsedInvitationError):
        accept_invitation(uitnodiging_id=row.pk, issue=1, entry=ENTRY, now=NOW)


@pytest.mark.parametrize("issue", [0, 2])
def test_the_number_of_the_mail_must_fit(issue: int) -> None:
    with pytest.raises(ActionError):
        accept_invitation(uitnodiging_id=UitnodigingFactory().pk, issue=issue, entry=ENTRY, now=NOW)


# --- with a group --------------------------------------------------------------------------------------------------


def test_an_invitation_to_a_group_gives_a_place_in_it() -> None:
    groep = LeergroepFactory()
    user = accept_invitation(uitnodiging_id=UitnodigingFactory(kring=groep.kring).pk, issue=1, entry=ENTRY, now=NOW)
    assert Lidmaatschap.objects.get(user=user).kring == groep.kring
    assert owed("N104", recipient=user) == 1


def test_a_full_group_gives_a_place_on_the_waiting_list() -> None:
    groep = LeergroepFactory(capacity=2)
    LidmaatschapFactory.create_batch(2, kring=groep.kring)
    user = accept_invitation(uitnodiging_id=UitnodigingFactory(kring=groep.kring).pk, issue=1, entry=ENTRY, now=NOW)
    assert Lidmaatschap.objects.filter(user=user).count() == 0
    assert Toetreding.objects.get(user=user).status == "WACHTLIJST"
    mail.outbox.clear()
    deliver(NOW)
    told = {message.subject: str(message.body) for message in mail.outbox}
    text = told[f"Je staat op de wachtlijst van {groep.kring.name}"]
    assert "Die groep is nu vol, daarom sta je op de wachtlijst." in text


def test_a_closed_group_is_left_out() -> None:
    groep = LeergroepFactory(kring__closed_at=NOW)
    user = accept_invitation(uitnodiging_id=UitnodigingFactory(kring=groep.kring).pk, issue=1, entry=ENTRY, now=NOW)
    assert not Lidmaatschap.objects.filter(user=user).exists()
    assert not Toetreding.objects.filter(user=user).exists()


# --- asking for a new one ------------------------------------------------------------------------------------------


def test_who_has_an_expired_one_asks_for_a_new_one(client: Client) -> None:
    row = UitnodigingFactory(issued_at=NOW - timedelta(days=20))
    link = invitation_link(row)
    assert client.post(f"{link}opnieuw/").headers["Location"] == "/uitnodiging/verstuurd/"
    row.refresh_from_db()
    assert (row.issue, row.expires_at) == (2, NOW + timedelta(days=14))
    assert owed("N01") == 1


def test_the_answer_is_the_same_for_every_link(client: Client) -> None:
    rows = [UitnodigingFactory(), UitnodigingFactory(accepted_at=NOW), UitnodigingFactory(withdrawn_at=NOW)]
    links = [*(invitation_link(row) for row in rows), "/uitnodiging/x/"]
    assert {client.post(f"{link}opnieuw/").headers["Location"] for link in links} == {"/uitnodiging/verstuurd/"}
    assert owed("N01") == 0


def test_a_new_one_comes_at_most_once_an_hour_and_not_for_ever() -> None:
    row, moment, sent = UitnodigingFactory(issued_at=NOW - timedelta(days=20)), NOW, []
    for _ in range(9):
        sent.append(renew_expired_invitation(uitnodiging_id=row.pk, now=moment))
        assert renew_expired_invitation(uitnodiging_id=row.pk, now=moment + timedelta(minutes=30)) is False
        moment += timedelta(days=15)
    assert sent == [True] * 5 + [False] * 4


def test_asking_for_a_new_one_is_counted(client: Client) -> None:
    link = invitation_link(UitnodigingFactory(issued_at=NOW - timedelta(days=20)))
    assert [client.post(f"{link}opnieuw/").status_code for _ in range(4)] == [302, 302, 429, 429]
