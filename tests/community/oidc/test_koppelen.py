"""How an account of an organisation becomes a way in: by an invitation, or by a member who shows that it is her."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from community.berichten.sender import deliver
from community.models import Accountwijziging, Bezorging, BezorgReden, Inlogkoppeling, User
from tests.community.toegang.steps import confirm_who_i_am, is_logged_in, text_of
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.organisaties import OrganisatieFactory
from tests.factories.second_factor import with_second_factor
from tests.factories.toegang import UitnodigingFactory, invitation_link
from tests.oidc.browser import KEY, START, Organisation, go_and_return, way_back

pytestmark = pytest.mark.django_db
OWN = "/mijn/beveiliging/"
LINK, POINT, UNLINK = (f"{OWN}organisatie/{KEY}/{word}/" for word in ("koppelen", "aanwijzen", "losmaken"))


def give_link(user: User, organisation: Organisation, subject: str = "persoon-1") -> Inlogkoppeling:
    """Let this person log in with an account at the organisation."""
    return Inlogkoppeling.objects.create(user=user, issuer=organisation.issuer, subject=subject, created_at=NOW)


def proved_client(user: User) -> Client:
    """Return a browser in which this person showed a moment ago that it is her."""
    client = Client()
    client.force_login(user)
    confirm_who_i_am(client)
    return client


def is_in(client: Client) -> bool:
    """Whether the pages of members open."""
    return client.get("/mijn/").status_code == 200


def welcome(**changes: str) -> dict[str, str]:
    """Return what an invited person fills in."""
    organisatie = OrganisatieFactory()
    return {"voornaam": "Fatima", "achternaam": "Aydın", "organisatie": str(organisatie.pk), **changes}


def test_an_invited_person_joins_through_her_organisation(client: Client, organisation: Organisation) -> None:
    invitation = UitnodigingFactory(email="fatima@duinrand.example", voornaam="")
    organisation.plan(claims={"given_name": "Fatima", "family_name": "Aydın", "email": "iets-anders@elders.example"})
    path = invitation_link(invitation)
    assert "Ga verder met Gemeente Duinrand" in text_of(client.get(path))
    back = go_and_return(client, organisation, f"{path}organisatie/{KEY}/")
    assert back.headers["Location"] == path
    page = text_of(client.get(path))
    assert "Je logt straks in via" in page
    assert 'value="Aydın"' in page
    assert 'name="password"' not in page
    assert User.objects.filter(email=invitation.email).count() == 0  # coming back makes nothing: the button does
    assert client.post(path, welcome()).status_code == 302
    user = User.objects.get(email="fatima@duinrand.example")
    link = Inlogkoppeling.objects.get(user=user)
    assert (link.issuer, link.subject) == (organisation.issuer, "persoon-1")
    assert not user.has_usable_password()
    assert is_logged_in(client)
    other = Client()
    assert go_and_return(other, organisation).status_code == 302
    assert is_logged_in(other)


def test_the_account_of_a_member_does_not_serve_a_second_invitation(client: Client, organisation: Organisation) -> None:
    give_link(UserFactory(), organisation)
    path = invitation_link(UitnodigingFactory())
    answer = go_and_return(client, organisation, f"{path}organisatie/{KEY}/")
    assert "Dit account is al in gebruik" in text_of(answer)


def test_an_account_that_was_taken_meanwhile_makes_no_member(client: Client, organisation: Organisation) -> None:
    invitation = UitnodigingFactory()
    path = invitation_link(invitation)
    go_and_return(client, organisation, f"{path}organisatie/{KEY}/")
    give_link(UserFactory(), organisation)
    answer = client.post(path, welcome())
    assert "hoort al bij een lid" in text_of(answer)
    assert not User.objects.filter(email=invitation.email).exists()


def test_one_invitation_serves_one_of_two_who_use_it(organisation: Organisation) -> None:
    invitation = UitnodigingFactory()
    path = invitation_link(invitation)
    first, second = Client(), Client()
    for client, subject in ((first, "persoon-1"), (second, "persoon-2")):
        organisation.plan(subject=subject)
        go_and_return(client, organisation, f"{path}organisatie/{KEY}/")
    assert first.post(path, welcome()).status_code == 302
    second.post(path, welcome())
    assert list(Inlogkoppeling.objects.values_list("subject", "user__email")) == [("persoon-1", invitation.email)]
    assert (is_logged_in(first), is_logged_in(second)) == (True, False)


def test_what_was_proved_for_one_invitation_is_of_no_use_for_another(
    client: Client, organisation: Organisation
) -> None:
    first, second = UitnodigingFactory(), UitnodigingFactory()
    go_and_return(client, organisation, f"{invitation_link(first)}organisatie/{KEY}/")
    client.post(invitation_link(second), welcome())
    assert Inlogkoppeling.objects.count() == 0


def test_what_was_proved_is_forgotten_after_ten_minutes(
    client: Client, organisation: Organisation, clock: time_machine.Traveller
) -> None:
    path = invitation_link(UitnodigingFactory())
    go_and_return(client, organisation, f"{path}organisatie/{KEY}/")
    clock.shift(timedelta(minutes=11))
    assert "Je logt straks in met" in text_of(client.get(path))


@pytest.mark.parametrize("state", ["verlopen", "gebruikt", "ingetrokken", "verzonnen"])
def test_an_invitation_that_is_of_no_use_leads_to_no_organisation(
    client: Client, organisation: Organisation, state: str
) -> None:
    changes: dict[str, Any] = {
        "verlopen": {"expires_at": NOW - timedelta(days=1)},
        "gebruikt": {"accepted_at": NOW},
        "ingetrokken": {"withdrawn_at": NOW},
    }.get(state, {})
    path = invitation_link(UitnodigingFactory(**changes)) if state != "verzonnen" else "/uitnodiging/verzonnen~x/"
    answer = client.get(f"{path}organisatie/{KEY}/")
    assert (answer.status_code, answer.headers["Location"]) == (302, path)


def test_a_member_links_her_account_and_hears_of_it(organisation: Organisation) -> None:
    user = UserFactory(email="noor@voorbeeld.example")
    client = proved_client(user)
    assert "Koppel je account" in text_of(client.get(OWN))
    assert "Ga verder met Gemeente Duinrand" in text_of(client.get(LINK))
    back = go_and_return(client, organisation, POINT)
    assert back.headers["Location"] == LINK
    assert Inlogkoppeling.objects.count() == 0  # coming back changes nothing: the button does
    assert "Koppel dit account" in text_of(client.get(LINK))
    assert client.post(LINK).headers["Location"] == OWN
    assert Inlogkoppeling.objects.get().user == user
    assert Accountwijziging.objects.get().kind == "KOPPELING_AAN"
    deliver(NOW)
    assert [(sent.to, "inloggen via je organisatie" in sent.body) for sent in mail.outbox] == [([user.email], True)]


def test_linking_asks_first_who_you_are(client: Client, organisation: Organisation) -> None:
    client.force_login(UserFactory())
    for path in (LINK, POINT, UNLINK):
        answer = client.get(path)
        assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (
            302,
            reverse("account_reauthenticate"),
        )
    assert client.post(UNLINK).headers["Location"].startswith(reverse("account_reauthenticate"))


def test_the_button_alone_links_nothing(organisation: Organisation) -> None:
    client = proved_client(UserFactory())
    assert client.post(LINK).status_code == 200
    assert Inlogkoppeling.objects.count() == 0


def test_who_left_as_somebody_else_links_nothing(organisation: Organisation) -> None:
    first, second = UserFactory(), UserFactory()
    client = proved_client(first)
    back = way_back(client, organisation, POINT)
    client.force_login(second)
    path = back.partition("testserver")[2]
    assert client.get(path).status_code == 400
    assert Inlogkoppeling.objects.count() == 0


def test_an_account_of_somebody_else_cannot_be_linked(organisation: Organisation) -> None:
    give_link(UserFactory(), organisation)
    client = proved_client(UserFactory())
    assert "Dit account is al in gebruik" in text_of(go_and_return(client, organisation, POINT))


def test_a_second_account_of_one_organisation_is_not_linked(organisation: Organisation) -> None:
    user = UserFactory()
    give_link(user, organisation)
    assert proved_client(user).get(LINK).headers["Location"] == OWN


def test_a_member_takes_her_link_away_and_hears_of_it(organisation: Organisation) -> None:
    user = UserFactory()
    give_link(user, organisation)
    client = proved_client(user)
    assert "Maak los" in text_of(client.get(OWN))
    assert client.get(UNLINK).status_code == 200
    assert Inlogkoppeling.objects.count() == 1
    elsewhere = Client()
    assert go_and_return(elsewhere, organisation).status_code == 302
    assert client.post(UNLINK).headers["Location"] == OWN
    assert (is_in(client), is_in(elsewhere)) == (True, False)
    assert Inlogkoppeling.objects.count() == 0
    assert Accountwijziging.objects.get().kind == "KOPPELING_UIT"
    assert go_and_return(Client(), organisation).status_code == 403


def test_who_has_no_password_shows_who_she_is_through_her_organisation(
    organisation: Organisation, clock: time_machine.Traveller
) -> None:
    user, client = UserFactory(password="!"), Client()
    give_link(user, organisation)
    Bezorging.objects.create(user=user, email=user.email, reason=BezorgReden.TERUG, count=2, since=NOW, last_at=NOW,
                             stopped_at=NOW)  # fmt: skip
    go_and_return(client, organisation)
    assert is_in(client)
    clock.shift(timedelta(minutes=16))
    wanted = "/mijn/beveiliging/wachtwoord/nieuw/"
    asked = client.get(wanted)
    page = text_of(client.get(asked.headers["Location"]))
    assert "Log daarom opnieuw in via Gemeente Duinrand." in page
    login = f"/inloggen/?next={quote(wanted, safe='')}"
    assert client.post(reverse("account_logout"), {"next": login}).headers["Location"] == login
    organisation.plan(now=(NOW + timedelta(minutes=16)).timestamp())
    assert go_and_return(client, organisation, f"{START}?next={wanted}").headers["Location"] == wanted
    assert client.get(wanted).status_code == 200


def test_the_only_way_in_stays(organisation: Organisation) -> None:
    user = UserFactory()
    give_link(user, organisation)
    client = proved_client(user)
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    session = client.session
    session["started"] = NOW.timestamp()
    session.save()
    Bezorging.objects.create(user=user, email=user.email, reason=BezorgReden.TERUG, count=2, since=NOW, last_at=NOW,
                             stopped_at=NOW)  # fmt: skip
    answer = client.post(UNLINK, follow=True)
    assert "Zo kun je straks niet meer inloggen" in text_of(answer)
    assert Inlogkoppeling.objects.count() == 1


def test_who_keeps_accounts_sees_through_which_organisation_somebody_logs_in(
    client: Client, organisation: Organisation
) -> None:
    user = UserFactory()
    give_link(user, organisation)
    client.force_login(with_second_factor(UserFactory(coordinator=True)))
    page = text_of(client.get(f"/coordinatie/accounts/{user.profiel.code}/"))
    assert "Wachtwoord of code per mail, of via Gemeente Duinrand" in page


def test_the_database_holds_one_link_per_account_and_per_organisation(organisation: Organisation) -> None:
    user = UserFactory()
    give_link(user, organisation)
    for other, subject in ((UserFactory(), "persoon-1"), (user, "persoon-2")):
        with pytest.raises(IntegrityError), transaction.atomic():
            give_link(other, organisation, subject)


def test_two_browsers_link_at_once_and_one_of_them_does(organisation: Organisation) -> None:
    first, second = UserFactory(), UserFactory()
    clients = [proved_client(first), proved_client(second)]
    for client in clients:
        assert go_and_return(client, organisation, POINT).headers["Location"] == LINK
    assert clients[0].post(LINK).status_code == 302
    assert "hoort al bij een lid" in text_of(clients[1].post(LINK, follow=True))
    assert Inlogkoppeling.objects.get().user == first


def test_there_is_nothing_to_take_away(organisation: Organisation) -> None:
    assert proved_client(UserFactory()).get(UNLINK).status_code == 404
