"""Who does what: the list of a visit, the list for the coördinerend hart, and excusing somebody."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.models import Bericht, Taak, User
from intervisie.actions.stappen import STAP, finish_step, open_due_steps
from intervisie.models import Bezoek, Bezoekrol, Toernee, ToerneeStatus
from intervisie.models import Toerneestap as Stap
from intervisie.queries.stappen import late_rows, lines_of_bezoek, own_open_steps
from tests.community.leergroepen.test_post import letters
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.second_factor import with_second_factor
from tests.factories.toernees import deelnemers_of
from tests.intervisie.stappen.test_antwoorden import as_, body

pytestmark = pytest.mark.django_db
# A day after the kit of the first visit was due (20 April).
NOW = datetime(2027, 4, 21, 8, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    """Stop the clock of the doors."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def toernee() -> Toernee:
    """Return a toernee in which the host of the first visit is late with her kit."""
    made = a_planned_toernee()
    open_due_steps(NOW)
    return made


def chair_of(bezoek: Bezoek) -> User:
    return Bezoekrol.objects.select_related("deelnemer__user").get(bezoek=bezoek, rol="VOORZITTER").deelnemer.user


def excuse(user: User, stap: Stap) -> int:
    return as_(user).post(reverse("stap-vrijstellen", args=[stap.toernee.code, stap.pk])).status_code


def late_step(toernee: Toernee) -> Stap:
    return toernee.stappen.select_related("deelnemer__user", "toernee").get(
        bezoek=bezoeken_of(toernee)[0], step="PAKKET"
    )


def test_everybody_in_the_toernee_sees_how_far_a_visit_is(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    path = reverse("bezoek-stappen", args=[bezoek.code])
    chair, host = chair_of(bezoek), bezoek.host.user
    other = next(one.user for one in deelnemers_of(toernee) if one.user not in (chair, host))
    for user in (chair, host, other):
        assert "te laat" in body(user, path)
    assert ("Hoeft niet" in body(chair, path), "Hoeft niet" in body(host, path)) == (True, True)
    assert "Hoeft niet" not in body(other, path)
    # The kit of the host is a link for her alone; what visitors do, for them.
    links = [f'href="{reverse("bezoekkit", args=[bezoek.code])}"' in body(user, path) for user in (host, chair, other)]
    assert links == [True, False, False]
    for stranger in (UserFactory(), with_second_factor(UserFactory(coordinator=True))):
        assert as_(stranger).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_who_leads_the_visit_excuses_somebody_and_she_hears_it_once(toernee: Toernee) -> None:
    stap = late_step(toernee)
    bezoek = bezoeken_of(toernee)[0]
    assert excuse(chair_of(bezoek), stap) == 302
    assert excuse(chair_of(bezoek), stap) == 302
    stap.refresh_from_db()
    assert (stap.excused_at, stap.excused_by) == (NOW, chair_of(bezoek))
    assert not Taak.objects.filter(kind=STAP, object_id=stap.pk, done_at=None, withdrawn_at=None).exists()
    assert Bericht.objects.filter(kind="N228").count() == 1
    letter = letters(stap.deelnemer.user, "N228", NOW)[0]
    assert letter.subject == "Je hoeft een stap niet te doen"
    assert "Bezoekkit delen voor het bezoek aan" in letter.text


def test_nobody_else_excuses_and_not_at_another_visit(toernee: Toernee) -> None:
    stap, (first, second) = late_step(toernee), bezoeken_of(toernee)[:2]
    leading = {chair_of(first), first.host.user}
    other = next(one.user for one in deelnemers_of(toernee) if one.user not in leading)
    for user in (other, UserFactory()):
        assert excuse(user, stap) == 404
    far = toernee.stappen.select_related("toernee").filter(bezoek=second, step="BEZOEKERSGESPREK").first()
    if chair_of(first) not in (chair_of(second), second.host.user):
        assert excuse(chair_of(first), far) == 404
    kickoff = toernee.stappen.select_related("toernee").filter(step="KICKOFF").first()
    assert excuse(chair_of(first), kickoff) == 404
    assert excuse(with_second_factor(UserFactory(coordinator=True)), kickoff) == 302
    strange = a_planned_toernee().stappen.first()
    assert as_(chair_of(first)).post(
        reverse("stap-vrijstellen", args=[toernee.code, strange.pk])
    ).status_code == 404  # fmt: skip
    assert as_(chair_of(first)).get(reverse("stap-vrijstellen", args=[toernee.code, stap.pk])).status_code == 405


def test_what_is_done_is_not_excused_any_more_and_an_ended_toernee_excuses_nobody(toernee: Toernee) -> None:
    stap, bezoek = late_step(toernee), bezoeken_of(toernee)[0]
    finish_step(bezoek=bezoek, step="PAKKET", deelnemer=stap.deelnemer, now=NOW)
    client = as_(chair_of(bezoek))
    answer = client.post(reverse("stap-vrijstellen", args=[toernee.code, stap.pk]), follow=True)
    assert "Deze stap is al gedaan" in answer.content.decode()
    Toernee.objects.filter(pk=toernee.pk).update(status=ToerneeStatus.AFGEBLAZEN)
    assert excuse(chair_of(bezoek), stap) == 404


def test_the_hart_sees_whose_and_when_and_nothing_else(toernee: Toernee) -> None:
    path = reverse("toernee-stappen-beheer", args=[toernee.code])
    page = body(with_second_factor(UserFactory(coordinator=True)), path)
    assert ("Te laat" in page, late_step(toernee).deelnemer.user.naam in page) == (True, True)
    assert "Ga ernaartoe" not in page
    for user in (deelnemers_of(toernee)[0].user, UserFactory()):
        assert as_(user).get(path).status_code == 404


def test_others_ask_for_counts_lines_and_own_steps(toernee: Toernee) -> None:
    bezoek = bezoeken_of(toernee)[0]
    host = bezoek.host
    # Kick-off of five people, scoping talks of two visits, self-report and kit of the host.
    assert late_rows(NOW).filter(toernee=toernee).count() == 11
    own = own_open_steps(toernee, host, NOW)
    assert [one.step.code for one in own][:4] == ["KICKOFF", "VERKENNEND_GESPREK", "ZELFBEELD", "PAKKET"]
    assert [(one.is_open, one.is_late) for one in own][:4] == [(True, True)] * 4
    assert own[3].path == reverse("bezoekkit", args=[bezoek.code])
    assert own[0].path == reverse("toernee-stap", args=[toernee.code, "kickoff"])
    lines = lines_of_bezoek(bezoek, host, NOW)
    assert [line.step.code for line in lines][:2] == ["VERKENNEND_GESPREK", "ZELFBEELD"]
    assert lines[0].late == 2


def test_pages_cost_the_same_for_few_and_many_steps(toernee: Toernee) -> None:
    user, hart = deelnemers_of(toernee)[0].user, with_second_factor(UserFactory(coordinator=True))
    small = a_planned_toernee(user, *(UserFactory() for _ in range(3)))
    for page, who, number in (("bezoek-stappen", user, 9), ("toernee-stappen-beheer", hart, 7)):
        counts = []
        for one in (small, toernee):
            if one is small:
                one.stappen.filter(bezoek__isnull=False).exclude(step="BRIEF").delete()
            code = bezoeken_of(one)[0].code if page == "bezoek-stappen" else one.code
            client = as_(who)
            client.get(reverse(page, args=[code]))
            with CaptureQueriesContext(connection) as found:
                assert client.get(reverse(page, args=[code])).status_code == 200
            counts.append(len(found))
        assert counts == [number, number]
