"""The end of a toernee: finished, blown off or finished by itself; a year later its content is gone."""

from datetime import timedelta

import pytest

from community.actions.errors import ActionError
from community.actions.kringen import lock_kring
from community.confidential import confidential
from community.models import Bericht, BijeenkomstStatus, DataKey, Taak, User
from community.workdays import local_date
from intervisie.access.toernees import may_read_toernee
from intervisie.actions.toernee_einde import (
    blow_off_toernee,
    end_toernee,
    finish_quiet_toernees,
    finish_toernee,
    purge_toernees,
)
from intervisie.models import BezoekStatus, Stapantwoord, Toernee, Toerneestap, ToerneeStatus, Waarneming
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, a_stapantwoord, bezoeken_of
from tests.factories.bezoekkits import a_waarneming, visitors_of
from tests.factories.moments import NOW
from tests.factories.toernees import deelnemers_of

pytestmark = pytest.mark.django_db
REASON = "Te weinig tijd bij de gastheren."


@pytest.fixture
def hart() -> User:
    made: User = UserFactory(coordinator=True)
    return made


def test_blown_off_nothing_comes_any_more_and_people_hear_why(hart: User) -> None:
    toernee = a_planned_toernee()
    after_one = bezoeken_of(toernee)[0].bijeenkomst.ends_at + timedelta(hours=1)
    blow_off_toernee(actor=hart, toernee=toernee, reason=REASON, now=after_one)
    toernee = Toernee.objects.select_related("kring").get(pk=toernee.pk)
    assert (toernee.status, toernee.ended_at, toernee.cancel_reason) == (ToerneeStatus.AFGEBLAZEN, after_one, REASON)
    held, *off = bezoeken_of(toernee)
    assert (held.status, held.bijeenkomst.status) == (BezoekStatus.GEPLAND, BijeenkomstStatus.GEPLAND)
    assert {(one.status, one.bijeenkomst.status) for one in off} == {
        (BezoekStatus.VERVALLEN, BijeenkomstStatus.GEANNULEERD)
    }
    assert not Toerneestap.objects.filter(toernee=toernee, done_at=None, excused_at=None).exists()
    assert not Taak.objects.filter(kring=toernee.kring, done_at=None, withdrawn_at=None).exists()
    people = deelnemers_of(toernee)
    told = set(Bericht.objects.filter(kind="N221", moment="afgeblazen").values_list("recipient", flat=True))
    assert told == {one.user_id for one in people}
    reader = people[0].user
    assert may_read_toernee(reader, toernee, after_one)
    with pytest.raises(Exception, match=r".*"):
        finish_toernee(actor=hart, toernee=toernee, now=after_one)


def test_two_who_end_it_at_once_end_it_once(hart: User) -> None:
    toernee = a_planned_toernee()
    stale = Toernee.objects.select_related("kring").get(pk=toernee.pk)
    finish_toernee(actor=hart, toernee=toernee, now=NOW)
    with pytest.raises(ActionError):
        blow_off_toernee(actor=hart, toernee=stale, reason=REASON, now=NOW)
    assert Toernee.objects.get(pk=toernee.pk).status == ToerneeStatus.AFGEROND


def test_the_life_of_groups_ends_it_too() -> None:
    toernee = a_planned_toernee()
    end_toernee(lock_kring(toernee.kring_id), NOW)
    assert Toernee.objects.get(pk=toernee.pk).status == ToerneeStatus.AFGEROND


def test_it_ends_by_itself_four_weeks_after_the_last_step_when_nobody_waits() -> None:
    toernee = a_planned_toernee()
    last = max(Toerneestap.objects.filter(toernee=toernee).values_list("due_date", flat=True))
    later = NOW + timedelta(days=(last - local_date(NOW)).days + 29)
    assert finish_quiet_toernees(later) == 0  # somebody is still waited for
    Toerneestap.objects.filter(toernee=toernee).update(done_at=NOW)
    assert finish_quiet_toernees(later - timedelta(days=1)) == 0
    assert (finish_quiet_toernees(later), finish_quiet_toernees(later)) == (1, 0)


def test_a_year_after_the_end_its_content_is_gone_for_good(hart: User) -> None:
    toernee = a_planned_toernee()
    a_stapantwoord(toernee=toernee)
    bezoek = bezoeken_of(toernee)[0]
    a_waarneming(bezoek, visitors_of(bezoek)[0])
    finish_toernee(actor=hart, toernee=toernee, now=NOW)
    with confidential():
        assert purge_toernees(NOW + timedelta(days=366)) == 0
        assert Waarneming.objects.exists()
        late = NOW + timedelta(days=367)
        assert (purge_toernees(late), purge_toernees(late)) == (1, 0)
        assert not Waarneming.objects.exists()
        assert not Stapantwoord.objects.exists()
    assert DataKey.objects.get(pk=toernee.data_key_id).wrapped is None
    assert Toernee.objects.get(pk=toernee.pk).destroyed_at == late
    assert Toerneestap.objects.filter(toernee=toernee).exists()
