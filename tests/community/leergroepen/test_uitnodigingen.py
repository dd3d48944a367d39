"""Inviting members to a group: who may, what is answered, what stands in the way, and when it is over."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.groepsuitnodigingen import (
    accept_uitnodiging,
    decline_uitnodiging,
    expire_uitnodigingen,
    expiry_of,
    invite_to_leergroep,
    withdraw_uitnodiging,
)
from community.actions.toetredingen import Joined, join_leergroep
from community.berichten.planning import plan
from community.models import Groepsuitnodiging, Joining, Taak, Toetreding
from tests.community.leergroepen.groups import a_group, people_in, told
from tests.factories import AfsprakenFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def page(name: str, leergroep: object, **more: object) -> str:
    return reverse(name, kwargs={"slug": leergroep.slug, **more})


def as_(user: object) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_invited_in_one_click_and_in() -> None:
    """The trekker types a name; the invited says yes with one button; the trekker hears of it."""
    leergroep, trekker = a_group(joining=Joining.OP_UITNODIGING)
    guest = UserFactory()
    answer = as_(trekker).post(page("leergroep-uitnodigen", leergroep), {"persoon": guest.email}, follow=True)
    assert "is uitgenodigd en krijgt een mail" in answer.content.decode()
    assert told(guest) == [("N114", "uitgenodigd")]
    assert Taak.objects.get(user=guest).kind == "GROEPSUITNODIGING"
    answer = as_(guest).post(page("leergroep-uitnodiging", leergroep), {"antwoord": "ja"})
    assert answer.headers["Location"] == page("leergroep", leergroep)
    assert people_in(leergroep) == {trekker, guest}
    assert told(trekker) == [("N119", "aangenomen")]
    assert Taak.objects.get(user=guest).done_at == NOW


def test_the_ledengids_is_searched_and_chosen_from() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory(voornaam="Joris", achternaam="Kwelderman")
    url = page("leergroep-uitnodigen", leergroep)
    found = as_(trekker).get(url, {"q": "kwelderman"})
    assert f'value="{guest.profiel.code}"' in found.content.decode()
    as_(trekker).post(url, {"lid": guest.profiel.code})
    assert Groepsuitnodiging.objects.get().user == guest


def test_who_is_no_member_is_for_a_coordinator() -> None:
    leergroep, trekker = a_group()
    answer = as_(trekker).post(page("leergroep-uitnodigen", leergroep), {"persoon": "nieuw@voorbeeld.example"})
    assert "Een coördinator kan diegene uitnodigen" in answer.content.decode()
    assert Groepsuitnodiging.objects.count() == 0


def test_a_hidden_person_is_found_by_address_only() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory(voornaam="Joris", achternaam="Kwelderman", tussenvoegsel="")
    guest.profiel.in_ledengids = False
    guest.profiel.save()
    url = page("leergroep-uitnodigen", leergroep)
    for typed in ({"persoon": "Joris Kwelderman"}, {"lid": guest.profiel.code}):
        assert as_(trekker).post(url, typed).status_code == 200
    assert Groepsuitnodiging.objects.count() == 0
    as_(trekker).post(url, {"persoon": guest.email})
    assert Groepsuitnodiging.objects.get().user == guest


def test_agreements_come_first_for_who_was_invited_too() -> None:
    leergroep, _trekker = a_group()
    AfsprakenFactory(kring=leergroep.kring)
    LidmaatschapFactory(kring=leergroep.kring)
    guest = UserFactory()
    coordinator = UserFactory(coordinator=True)
    invite_to_leergroep(actor=coordinator, leergroep=leergroep, user=guest, now=NOW)
    client = as_(guest)
    answer = client.post(page("leergroep-uitnodiging", leergroep), {"antwoord": "ja"})
    assert answer.headers["Location"] == reverse("kring-afspraken", kwargs={"kring_id": leergroep.kring_id})
    assert client.get(page("leergroep-berichten", leergroep)).status_code == 302
    open_kinds = Taak.objects.filter(user=guest, done_at__isnull=True).values_list("kind", flat=True)
    assert list(open_kinds) == ["AFSPRAKEN_AKKOORD"]


def test_a_full_group_makes_her_wait() -> None:
    leergroep, trekker = a_group(capacity=2)
    LidmaatschapFactory(kring=leergroep.kring)
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    assert accept_uitnodiging(actor=guest, uitnodiging=made, now=NOW) == Joined.WACHTLIJST
    assert Toetreding.objects.get().status == "WACHTLIJST"
    assert guest not in people_in(leergroep)


def test_no_is_no_and_she_may_be_asked_again() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    decline_uitnodiging(actor=guest, uitnodiging=made, now=NOW)
    assert told(trekker) == [("N119", "afgeslagen")]
    with pytest.raises(ActionError, match="geldt niet meer"):
        accept_uitnodiging(actor=guest, uitnodiging=made, now=NOW)
    invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    assert Groepsuitnodiging.objects.filter(status="OPEN").count() == 1


def test_withdrawn_is_gone() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    path = page("leergroep-uitnodiging-intrekken", leergroep, uitnodiging_id=made.pk)
    assert as_(trekker).get(path).status_code == 200
    as_(trekker).post(path)
    assert Groepsuitnodiging.objects.get().status == "INGETROKKEN"
    assert Taak.objects.get().withdrawn_at == NOW
    with pytest.raises(ActionError, match="geldt niet meer"):
        accept_uitnodiging(actor=guest, uitnodiging=made, now=NOW)
    with pytest.raises(ActionError, match="al beantwoord of ingetrokken"):
        withdraw_uitnodiging(actor=trekker, uitnodiging=made, now=NOW)


@pytest.mark.parametrize("who", ["lid", "ander"])
def test_only_who_leads_invites_and_only_the_invited_answers(who: str) -> None:
    leergroep, trekker = a_group()
    actor = LidmaatschapFactory(kring=leergroep.kring).user if who == "lid" else UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=UserFactory(), now=NOW)
    with pytest.raises(DeniedError):
        invite_to_leergroep(actor=actor, leergroep=leergroep, user=UserFactory(), now=NOW)
    for act in (accept_uitnodiging, decline_uitnodiging, withdraw_uitnodiging):
        with pytest.raises(DeniedError):
            act(actor=actor, uitnodiging=made, now=NOW)


@pytest.mark.parametrize("status", ["lid", "wacht", "vraagt", "uitgenodigd", "gesloten"])
def test_what_stands_in_the_way_is_said(status: str) -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    guest = UserFactory()
    if status == "lid":
        LidmaatschapFactory(kring=leergroep.kring, user=guest)
    elif status == "wacht":
        Toetreding.objects.create(kring=leergroep.kring, user=guest, status="WACHTLIJST", requested_at=NOW)
    elif status == "vraagt":
        join_leergroep(actor=guest, leergroep=leergroep, now=NOW, motivation="x")
    elif status == "uitgenodigd":
        invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    else:
        leergroep.kring.closed_at = NOW
        leergroep.kring.save()
        with pytest.raises(DeniedError):
            invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
        return
    before = Groepsuitnodiging.objects.count()
    with pytest.raises(ActionError, match=guest.naam):
        invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    assert Groepsuitnodiging.objects.count() == before


@pytest.mark.parametrize(
    ("invited", "ends"),
    [
        # Into summer time, out of it, on New Year's Eve, and when it is the next day here but not in Greenwich.
        (datetime(2027, 3, 10, 12, tzinfo=UTC), datetime(2027, 4, 9, 22, tzinfo=UTC)),
        (datetime(2027, 10, 15, 12, tzinfo=UTC), datetime(2027, 11, 14, 23, tzinfo=UTC)),
        (datetime(2026, 12, 1, 12, tzinfo=UTC), datetime(2026, 12, 31, 23, tzinfo=UTC)),
        (datetime(2027, 2, 8, 23, 30, tzinfo=UTC), datetime(2027, 3, 11, 23, tzinfo=UTC)),
    ],
)
def test_the_thirtieth_day_counts_in_full(invited: datetime, ends: datetime) -> None:
    assert expiry_of(invited) == ends


def test_after_thirty_days_it_is_over() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_UITNODIGING)
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    last = made.expires_at - timedelta(seconds=1)
    expire_uitnodigingen(last)
    assert Groepsuitnodiging.objects.get().status == "OPEN"
    with pytest.raises(ActionError, match="geldt niet meer"):
        accept_uitnodiging(actor=guest, uitnodiging=made, now=made.expires_at)
    plan(made.expires_at)
    assert Groepsuitnodiging.objects.get().status == "VERLOPEN"
    assert Taak.objects.get().withdrawn_at is not None or Taak.objects.get().done_at is not None


def test_joining_by_oneself_answers_the_invitation() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    join_leergroep(actor=guest, leergroep=leergroep, now=NOW)
    assert Groepsuitnodiging.objects.get().status == "AANGENOMEN"


def test_by_invitation_nobody_joins_alone() -> None:
    leergroep, _trekker = a_group(joining=Joining.OP_UITNODIGING)
    guest = UserFactory()
    with pytest.raises(ActionError, match="op uitnodiging"):
        join_leergroep(actor=guest, leergroep=leergroep, now=NOW)
    shown = as_(guest).get(page("leergroep", leergroep)).content.decode()
    assert "De trekker nodigt mensen uit." in shown
    assert as_(guest).post(page("leergroep-aansluiten", leergroep)).status_code == 302
