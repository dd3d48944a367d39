"""What people hear of steps: near, late, late for long, the visit comes, look back; each once, on working days."""

from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.berichten.ladders import OVERTAKEN, climb
from community.extension_points import bericht_kinds, taak_kinds
from community.models import Bericht, BerichtStatus, Taak, User
from community.workdays import at_local, is_workday, local_date
from intervisie.actions.stappen import STAP, excuse_step, finish_step, open_steps
from intervisie.actions.stapplanning import settle_steps
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Toernee, Toerneedeelnemer, ToerneeStatus
from intervisie.models import Toerneestap as Stap
from tests.community.leergroepen.test_post import letters
from tests.factories import UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.toernees import deelnemers_of

pytestmark = pytest.mark.django_db
OURS = ("N68", "N69", "N70", "N71", "N74", "N228")


def at(day: date, clock: time = time(8, 31)) -> datetime:
    return at_local(day, clock)


def live(first: date, last: date) -> None:
    """Let the planner run on each of these days."""
    for number in range((last - first).days + 1):
        run(at(first + timedelta(days=number)))


def run(now: datetime) -> None:
    settle_steps(now)
    climb(taak_kinds.get(STAP), now)


def told(*users: User, kinds: Iterable[str] = OURS) -> list[tuple[str, date]]:
    """Return what was owed to these people: kind and day, in order."""
    rows = Bericht.objects.filter(recipient__in=users, kind__in=kinds)
    return [(row.kind, local_date(row.due_at)) for row in rows.order_by("due_at", "kind")]


def only(toernee: Toernee, step: str) -> Stap:
    """Leave this step of the first visit alone, so that nothing else is told."""
    bezoek = bezoeken_of(toernee)[0]
    toernee.stappen.exclude(Q(bezoek=bezoek) & Q(step=step)).delete()
    return toernee.stappen.select_related("deelnemer__user", "toernee__kring").get()


def chair_of(bezoek: Bezoek) -> User:
    return Bezoekrol.objects.select_related("deelnemer__user").get(bezoek=bezoek, rol="VOORZITTER").deelnemer.user


def test_a_step_is_told_before_and_after_and_goes_up_once_each() -> None:
    hart = UserFactory(coordinator=True)
    toernee = a_planned_toernee(actor=hart)
    stap = only(toernee, "PAKKET")  # due Tuesday 20 April, opens 6 April
    chair = chair_of(bezoeken_of(toernee)[0])
    live(date(2027, 4, 5), date(2027, 5, 7))
    # -7 d, -2 d (Sunday: the Friday before it), +2 d.
    assert told(stap.deelnemer.user, kinds=["N68"]) == [
        ("N68", date(2027, 4, 13)), ("N68", date(2027, 4, 16)), ("N68", date(2027, 4, 22)),
    ]  # fmt: skip
    # Five and ten working days later; King's day (27 April) and Hemelvaart (6 May) are none.
    assert told(chair, kinds=["N69"]) == [("N69", date(2027, 4, 28))]
    assert told(hart) == [("N70", date(2027, 5, 5))]
    everything = Counter(Bericht.objects.filter(kind__in=OURS).values_list("kind", flat=True))
    assert everything == {"N68": 3, "N69": 1, "N70": 1, "N71": 4}
    assert all(is_workday(local_date(row.due_at)) for row in Bericht.objects.filter(kind__in=OURS))


def test_what_a_late_mail_says_is_a_name_and_a_step() -> None:
    hart = UserFactory(coordinator=True)
    toernee = a_planned_toernee(actor=hart)
    stap = only(toernee, "PAKKET")
    bezoek = bezoeken_of(toernee)[0]
    now = at(date(2027, 5, 20))
    run(now)
    mail = letters(chair_of(bezoek), "N69", now)[0]
    assert mail.subject == f"{stap.deelnemer.user.naam} is laat met een stap"
    assert "vijf werkdagen te laat met Bezoekkit delen voor het bezoek aan" in mail.text
    assert reverse("bezoek-stappen", args=[bezoek.code]) in mail.text
    long = letters(hart, "N70", now)[0]
    assert "tien werkdagen te laat met Bezoekkit delen" in long.text
    assert reverse("toernee-stappen-beheer", args=[toernee.code]) in long.text


@pytest.mark.parametrize("way", ["done", "excused", "left", "dropped", "blown off", "closed"])
def test_no_alarm_goes_on_when_nobody_waits_any_more(way: str) -> None:
    hart = UserFactory(coordinator=True)
    toernee = a_planned_toernee(actor=hart)
    stap = only(toernee, "PAKKET")
    bezoek = bezoeken_of(toernee)[0]
    run(at(date(2027, 4, 6)))
    run(at(date(2027, 4, 22)))
    waiting = Bericht.objects.get(kind="N68", status=BerichtStatus.GEPLAND)
    now = at(date(2027, 4, 23))
    if way == "done":
        finish_step(bezoek=bezoek, step="PAKKET", deelnemer=stap.deelnemer, now=now)
    elif way == "excused":
        excuse_step(actor=hart, stap=Stap.objects.select_related("toernee__kring").get(pk=stap.pk), now=now)
    elif way == "left":
        Toerneedeelnemer.objects.filter(pk=stap.deelnemer_id).update(left_at=now)
    elif way == "dropped":
        Bezoek.objects.filter(pk=bezoek.pk).update(status=BezoekStatus.VERVALLEN)
        open_steps(toernee, now)
    elif way == "blown off":
        Toernee.objects.filter(pk=toernee.pk).update(status=ToerneeStatus.AFGEBLAZEN)
    else:
        type(toernee.kring).objects.filter(pk=toernee.kring_id).update(closed_at=now)
    # What was owed already says nothing any more, and nothing is owed after it.
    assert bericht_kinds.get("N68").load([waiting], now) == {}
    run(at(date(2027, 4, 28)))
    run(at(date(2027, 5, 20)))
    assert not Bericht.objects.filter(kind__in=("N69", "N70"), object_id=stap.pk).exists()
    assert not Taak.objects.filter(kind=STAP, object_id=stap.pk, done_at=None, withdrawn_at=None).exists()
    hers = Bericht.objects.filter(kind="N68", object_id=stap.pk)
    assert bericht_kinds.get("N68").load(list(hers), at(date(2027, 5, 20))) == {}


def test_a_moved_visit_reminds_at_its_new_days_and_not_at_once() -> None:
    toernee = a_planned_toernee(actor=UserFactory(coordinator=True))
    stap = only(toernee, "PAKKET")
    bezoek = bezoeken_of(toernee)[0]
    live(date(2027, 4, 1), date(2027, 4, 15))
    assert told(stap.deelnemer.user, kinds=["N68"]) == [("N68", date(2027, 4, 13))]
    # From 4 May to 14 April's week: the kit would have been due in March.
    Bezoek.objects.filter(pk=bezoek.pk).update(date=date(2027, 4, 22))
    now = at(date(2027, 4, 15), time(12))
    open_steps(toernee, now)
    run(now)
    toernee.stappen.exclude(pk=stap.pk).delete()
    stap.refresh_from_db()
    # Five working days from Thursday would be the visit itself: the day before it.
    assert stap.due_date == date(2027, 4, 20)
    live(date(2027, 4, 15), date(2027, 4, 23))
    assert told(stap.deelnemer.user, kinds=["N68"])[1:] == [("N68", date(2027, 4, 16)), ("N68", date(2027, 4, 22))]


def test_the_chair_who_is_late_herself_is_not_told_of_herself() -> None:
    hart = UserFactory(coordinator=True)
    toernee = a_planned_toernee(actor=hart)
    stap = only(toernee, "BRIEF")  # due 18 May
    live(date(2027, 5, 19), date(2027, 6, 4))
    assert told(stap.deelnemer.user, kinds=["N69"]) == []
    assert told(hart, kinds=["N70"]) == [("N70", date(2027, 6, 1))]


def test_a_step_of_the_whole_toernee_goes_to_its_contactpersoon() -> None:
    toernee = a_planned_toernee(actor=UserFactory(coordinator=True))
    contact, late = deelnemers_of(toernee)[:2]
    toernee.stappen.exclude(step="KICKOFF", deelnemer=late).delete()
    live(date(2027, 2, 20), date(2027, 3, 3))
    assert told(contact.user, kinds=["N69"]) == [("N69", date(2027, 3, 2))]
    mail = letters(contact.user, "N69", at(date(2027, 3, 3)))[0]
    assert f"{late.user.naam} is vijf werkdagen te laat met Kick-off met elkaar." in mail.text


def test_visitors_hear_a_week_before_that_the_visit_comes_and_the_day_itself_is_no_duty() -> None:
    toernee = a_planned_toernee(actor=UserFactory(coordinator=True))
    bezoek = bezoeken_of(toernee)[0]
    live(date(2027, 4, 20), date(2027, 5, 6))
    visitors = [row.deelnemer.user for row in Bezoekrol.objects.filter(bezoek=bezoek)]
    # A week before Tuesday 4 May is King's day: the working day before it.
    assert [told(user, kinds=["N71"]) for user in visitors] == [[("N71", date(2027, 4, 26))]] * 4
    assert told(bezoek.host.user, kinds=["N71"]) == []
    mail = letters(visitors[0], "N71", at(date(2027, 4, 28)))[0]
    assert "dinsdag 4 mei 2027, 9 tot 12.30 uur, Gemeentehuis" in mail.text
    assert letters(visitors[0], "N71", at(date(2027, 5, 5))) == []
    days = list(toernee.stappen.filter(step="BEZOEK").values_list("pk", flat=True))
    assert not Taak.objects.filter(object_id__in=days).exists()
    assert not toernee.stappen.filter(step="BEZOEK", bezoek=bezoek, done_at=None).exists()
    assert not Bericht.objects.filter(object_id__in=days).exists()


def test_after_half_a_year_the_host_is_asked_to_look_back_also_over_a_change_of_the_clock() -> None:
    toernee = a_planned_toernee(actor=UserFactory(coordinator=True))
    stap = only(toernee, "TERUGBLIK_6")  # due 2 November, opens 19 October; the clock goes back on 31 October
    live(date(2027, 10, 15), date(2027, 11, 5))
    assert told(stap.deelnemer.user) == [
        ("N74", date(2027, 10, 19)), ("N68", date(2027, 10, 26)), ("N68", date(2027, 10, 29)),
        ("N68", date(2027, 11, 4)),
    ]  # fmt: skip
    rows = Bericht.objects.filter(recipient=stap.deelnemer.user, kind="N68").order_by("due_at")
    assert [row.due_at.astimezone(UTC).hour for row in rows] == [6, 6, 7]  # 8.30 on the clock, each time
    mail = letters(stap.deelnemer.user, "N74", at(date(2027, 10, 20)))[0]
    assert mail.subject == "Kijk terug op een bezoek: Terugblik na zes maanden"


def test_who_did_not_agree_is_not_asked_and_a_planner_that_slept_tells_the_last_only() -> None:
    toernee = a_planned_toernee(actor=UserFactory(coordinator=True))
    stap = only(toernee, "PAKKET")
    run(at(date(2027, 4, 6)))
    now = at(date(2027, 4, 23))
    run(now)
    sent = Bericht.objects.filter(kind="N68").exclude(reason=OVERTAKEN)
    assert [local_date(row.due_at) for row in sent] == [date(2027, 4, 22)]
    toernee.kring.lidmaatschappen.filter(user=stap.deelnemer.user).update(accepted=None, accepted_at=None)
    rows = list(Bericht.objects.filter(kind="N68"))
    assert bericht_kinds.get("N68").load(rows, now) == {}
    taken = list(Taak.objects.filter(kind=STAP, object_id=stap.pk))
    assert taak_kinds.get(STAP).words(taken, now) == {}


def test_the_planner_costs_the_same_for_one_and_many_late_steps() -> None:
    with CaptureQueriesContext(connection) as found:
        settle_steps(at(date(2027, 5, 20)))
    assert len(found) == 5
    a_planned_toernee(actor=UserFactory(coordinator=True))
    now = at(date(2027, 5, 20))
    run(now)
    with CaptureQueriesContext(connection) as found:
        settle_steps(now)
    few = len(found)
    a_planned_toernee(actor=UserFactory(coordinator=True))
    run(now)
    with CaptureQueriesContext(connection) as found:
        settle_steps(now)
    assert [few, len(found)] == [16, 16]
