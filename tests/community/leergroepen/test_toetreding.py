"""Joining a group at once or by request, and who answers that."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.kringen import accept_afspraken, publish_afspraken
from community.actions.leergroepen import set_role
from community.actions.toetredingen import (
    Joined,
    decide_toetreding,
    join_leergroep,
    leave_leergroep,
    withdraw_toetreding,
)
from community.berichten.planning import plan
from community.models import (
    Joining,
    Kring,
    KringRol,
    Leergroep,
    Lidmaatschap,
    Taak,
    Toetreding,
    ToetredingStatus,
    User,
)
from community.queries.taken import open_taken_of
from tests.community.leergroepen.groups import a_group, asked_by, people_in, told
from tests.factories import AfsprakenFactory, BijeenkomstFactory, DeelnameFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db

LATER = NOW + timedelta(hours=1)


def duties(user: User) -> int:
    """Return how many requests this person is asked to answer."""
    open_ones = Taak.objects.filter(user=user, done_at__isnull=True, withdrawn_at__isnull=True)
    return open_ones.filter(kind="TOETREDING_BEOORDELEN").count()


def join(slug: str) -> str:
    """Return the address of joining."""
    return reverse("leergroep-aansluiten", kwargs={"slug": slug})


def test_one_click_in_the_list_makes_her_a_member() -> None:
    leergroep, trekker = a_group()
    lid = UserFactory()
    browser = browser_of(lid)
    assert f'action="{join(leergroep.slug)}"' in browser.get(reverse("leergroepen")).content.decode()
    answer = browser.post(join(leergroep.slug), {"eenmalig": str(uuid4())}, follow=True)
    assert "Je doet mee met Natte teelten." in answer.content.decode()
    assert people_in(leergroep) == {trekker, lid}
    assert told(lid) == [("N104", "lid")]


def test_the_same_click_twice_is_one_membership_and_one_mail() -> None:
    """T92."""
    leergroep, trekker = a_group()
    lid = UserFactory()
    browser = browser_of(lid)
    form = {"eenmalig": str(uuid4())}
    answers = [browser.post(join(leergroep.slug), form, follow=True) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [200, 200]
    assert (people_in(leergroep), told(lid)) == ({trekker, lid}, [("N104", "lid")])


def test_joining_in_two_tabs_says_she_is_in_already() -> None:
    leergroep, _trekker = a_group()
    browser = browser_of(UserFactory())
    browser.post(join(leergroep.slug), {"eenmalig": str(uuid4())})
    answer = browser.post(join(leergroep.slug), {"eenmalig": str(uuid4())}, follow=True)
    assert "Je doet al mee met deze groep." in answer.content.decode()
    assert Lidmaatschap.objects.filter(kring=leergroep.kring).count() == 2


def test_a_new_member_is_asked_for_the_coming_meeting() -> None:
    leergroep, _trekker = a_group()
    BijeenkomstFactory(kring=leergroep.kring, audience="KRING", kind="LEERGROEP")
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    assert lid.deelnames.get().status == "UITGENODIGD"
    assert [row.kind for row in Taak.objects.filter(user=lid)] == ["REAGEREN"]


def test_who_leaves_gives_up_her_seat_and_her_duties() -> None:
    leergroep, _trekker = a_group()
    meeting = BijeenkomstFactory(kring=leergroep.kring, audience="KRING", kind="LEERGROEP")
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    lid.deelnames.all().delete()
    place = DeelnameFactory(bijeenkomst=meeting, user=lid)
    leave_leergroep(actor=lid, leergroep=leergroep, now=LATER)
    place.refresh_from_db()
    assert place.status == "AFGEMELD"
    assert open_taken_of(lid, LATER) == []


@pytest.mark.parametrize("joining", [Joining.OPEN, Joining.OP_VERZOEK])
def test_a_closed_group_takes_nobody(joining: str) -> None:
    leergroep, _trekker = a_group(joining=joining)
    Leergroep.objects.update(phase="AFGESLOTEN")
    Kring.objects.update(closed_at=NOW)
    lid = UserFactory()
    answer = browser_of(lid).post(join(leergroep.slug), {"motivation": "Graag"}, follow=True)
    assert "Deze leergroep is afgesloten. Je kunt niet meer meedoen." in answer.content.decode()
    with pytest.raises(ActionError):
        join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    assert lid not in people_in(leergroep)


def test_a_request_waits_for_the_trekker_and_is_a_duty() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    lid = UserFactory(voornaam="Fatima", tussenvoegsel="", achternaam="Aydın")
    answer = browser_of(lid).post(
        join(leergroep.slug), {"motivation": "Ik werk aan paludicultuur.", "eenmalig": str(uuid4())}, follow=True
    )
    assert "Je vraag is verstuurd." in answer.content.decode()
    assert (lid in people_in(leergroep), asked_by(lid).motivation) == (False, "Ik werk aan paludicultuur.")
    assert told(trekker) == [("N100", "gevraagd")]
    duties = [(row.title, row.path) for row in open_taken_of(trekker, NOW)]
    path = reverse("leergroep-toetreding", kwargs={"slug": leergroep.slug, "toetreding_id": asked_by(lid).pk})
    assert duties == [("Fatima Aydın wil meedoen met Natte teelten", path)]
    assert "paludicultuur" in browser_of(trekker).get(path).content.decode()


def test_a_request_needs_a_reason() -> None:
    leergroep, _trekker = a_group(joining=Joining.OP_VERZOEK)
    answer = browser_of(UserFactory()).post(join(leergroep.slug), {"motivation": "  "})
    assert "Schrijf in een of twee zinnen waarom je mee wilt doen." in answer.content.decode()
    assert Toetreding.objects.count() == 0


@pytest.mark.parametrize(
    ("besluit", "status", "moment"),
    [("toelaten", ToetredingStatus.TOEGELATEN, "toegelaten"), ("afwijzen", ToetredingStatus.AFGEWEZEN, "afgewezen")],
)
def test_the_trekker_answers(besluit: str, status: str, moment: str) -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, motivation="Graag", now=NOW)
    path = reverse("leergroep-toetreding", kwargs={"slug": leergroep.slug, "toetreding_id": asked_by(lid).pk})
    browser = browser_of(trekker)
    answer = browser.post(path, {"besluit": besluit, "eenmalig": str(uuid4())}, follow=True)
    assert "krijgt een mail met je antwoord" in answer.content.decode()
    assert (asked_by(lid).status, asked_by(lid).decided_by) == (status, trekker)
    assert (lid in people_in(leergroep)) == (status == ToetredingStatus.TOEGELATEN)
    assert told(lid) == [("N101", moment)]
    assert open_taken_of(trekker, NOW) == []
    again = browser.post(path, {"besluit": "toelaten", "eenmalig": str(uuid4())}, follow=True)
    assert "Deze vraag is al beantwoord of ingetrokken." in again.content.decode()
    assert told(lid) == [("N101", moment)]


def test_two_trekkers_answer_the_same_request_and_the_first_counts() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    second = LidmaatschapFactory(kring=leergroep.kring, trekker=True).user
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    seen_by_both = asked_by(lid)
    assert {row.user for row in Taak.objects.all()} == {trekker, second}
    decide_toetreding(actor=trekker, toetreding=seen_by_both, is_admitted=False, now=NOW)
    with pytest.raises((ActionError, DeniedError)):
        decide_toetreding(actor=second, toetreding=seen_by_both, is_admitted=True, now=NOW)
    assert lid not in people_in(leergroep)
    assert Taak.objects.filter(done_at__isnull=True).count() == 0


def test_who_takes_her_request_back_is_asked_for_no_more() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    browser = browser_of(lid)
    path = reverse("leergroep-intrekken", kwargs={"slug": leergroep.slug})
    assert "Trek mijn vraag in" in browser.get(path).content.decode()
    form = {"eenmalig": str(uuid4())}
    assert "Je vraag is ingetrokken." in browser.post(path, form, follow=True).content.decode()
    assert browser.post(path, form).status_code == 302  # the same click again
    assert browser.post(path, {"eenmalig": str(uuid4())}).status_code == 404
    assert open_taken_of(trekker, NOW) == []
    with pytest.raises(DeniedError):
        withdraw_toetreding(actor=trekker, toetreding=asked_by(lid), now=NOW)
    assert join_leergroep(actor=lid, leergroep=leergroep, now=LATER) == Joined.AANGEVRAAGD


def test_a_group_without_a_trekker_has_its_requests_answered_by_a_coordinator() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    coordinator, lid = UserFactory(coordinator=True), UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    with pytest.raises(DeniedError):
        decide_toetreding(actor=coordinator, toetreding=asked_by(lid), is_admitted=True, now=NOW)
    User.objects.filter(pk=trekker.pk).update(is_active=False)
    plan(LATER)
    assert [row.kind for row in Taak.objects.filter(user=coordinator, withdrawn_at__isnull=True)] == [
        "TOETREDING_BEOORDELEN"
    ]
    assert told(coordinator) == [("N100", "gevraagd")]
    decide_toetreding(actor=coordinator, toetreding=asked_by(lid), is_admitted=True, now=LATER)
    assert lid in people_in(leergroep)


def test_while_no_trekker_agreed_a_coordinator_answers() -> None:
    """New agreements shut the door for the trekker; who asks meanwhile does not wait for her."""
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    coordinator, first, second = UserFactory(coordinator=True), UserFactory(), UserFactory()
    join_leergroep(actor=first, leergroep=leergroep, now=NOW)
    publish_afspraken(actor=coordinator, kring=leergroep.kring, text="Wat hier is, blijft hier.", number=0, now=NOW)
    plan(LATER)
    assert (duties(coordinator), duties(trekker)) == (1, 0)
    join_leergroep(actor=second, leergroep=leergroep, now=LATER)
    assert (duties(coordinator), duties(trekker)) == (2, 0)
    decide_toetreding(actor=coordinator, toetreding=asked_by(second), is_admitted=True, now=LATER)
    assert second in people_in(leergroep)
    accept_afspraken(actor=trekker, kring=leergroep.kring, number=1, now=LATER)
    for _ in range(2):
        plan(LATER)
        assert (duties(coordinator), duties(trekker)) == (0, 1)
    with pytest.raises(DeniedError):
        decide_toetreding(actor=coordinator, toetreding=asked_by(first), is_admitted=True, now=LATER)


def test_a_second_trekker_answers_too_from_the_moment_she_agrees() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    AfsprakenFactory(kring=leergroep.kring)
    accept_afspraken(actor=trekker, kring=leergroep.kring, number=1, now=NOW)
    other = LidmaatschapFactory(kring=leergroep.kring, trekker=True).user
    join_leergroep(actor=UserFactory(), leergroep=leergroep, now=NOW)
    assert (duties(trekker), duties(other)) == (1, 0)
    accept_afspraken(actor=other, kring=leergroep.kring, number=1, now=LATER)
    assert (duties(trekker), duties(other)) == (1, 1)


def test_a_request_goes_on_to_who_leads_next() -> None:
    leergroep, trekker = a_group(joining=Joining.OP_VERZOEK)
    other = LidmaatschapFactory(kring=leergroep.kring)
    lid = UserFactory()
    join_leergroep(actor=lid, leergroep=leergroep, now=NOW)
    set_role(actor=trekker, lidmaatschap=other, role=KringRol.TREKKER, hand_over=True, now=LATER)
    assert open_taken_of(trekker, LATER) == []
    assert len(open_taken_of(other.user, LATER)) == 1
    assert ("N100", "gevraagd") in told(other.user)
