"""A day of a training: who was there, who hears that she missed it, and the script."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from community.access.agenda import attendance_takers
from community.models import Bericht, Bijeenkomst, Deelname, DeelnameStatus, User
from community.workdays import at_local, local_date
from tests.factories import AfsprakenFactory, UserFactory
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import FIRST_DAY, a_deelnemer, a_trainer, an_editie
from training.models import Draaiboekregel, Editie, EditieStatus
from training.queries.draaiboek import lines_from
from training.reminders.presentie import load_gemist, plan_gemist

pytestmark = pytest.mark.django_db
DAY_3 = FIRST_DAY + timedelta(days=35)


def meeting_of(editie: Editie, code: str) -> Bijeenkomst:
    found = editie.delen.select_related("bijeenkomst").get(onderdeel__code=code).bijeenkomst
    assert found is not None
    return found


def after(meeting: Bijeenkomst, hours: float = 0) -> datetime:
    return meeting.ends_at + timedelta(hours=hours)


def marked(editie: Editie, user: User, status: str, *codes: str) -> None:
    for code in codes:
        Deelname.objects.update_or_create(
            bijeenkomst=meeting_of(editie, code), user=user, defaults={"status": status}
        )  # fmt: skip


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def told(user: User) -> list[Bericht]:
    return list(Bericht.objects.filter(kind="N27", recipient=user))


def test_the_list_is_asked_of_who_leads_not_of_who_planned() -> None:
    editie = an_editie()
    trainer = a_trainer(editie)
    meeting = meeting_of(editie, "3")
    meeting.organiser = UserFactory(coordinator=True)
    meeting.save()
    assert attendance_takers(meeting, after(meeting)) == [trainer]


def test_twenty_people_in_three_clicks_and_one_save() -> None:
    editie = an_editie()
    trainer = with_second_factor(a_trainer(editie))
    people = [a_deelnemer(editie).user for _ in range(18)]
    meeting = meeting_of(editie, "3")
    for user in (*people, trainer):
        Deelname.objects.create(bijeenkomst=meeting, user=user, status=DeelnameStatus.AANGEMELD)
    with time_machine.travel(after(meeting), tick=False):
        client = browser(trainer)
        assert "Presentie" in client.get(f"/trainingen/{editie.slug}/dagdeel/3/").content.decode()
        answer = client.get(f"/trainingen/{editie.slug}/dagdeel/3/presentie/")
        page = client.get(f"{answer.url}?iedereen=aanwezig")
        chosen = {row.name: f"AANGEMELD.{'AFWEZIG' if row.place.user in people[:2] else 'AANWEZIG'}"
                  for row in page.context["rows"]}  # fmt: skip
        answer = client.post(answer.url, chosen | {})
        assert answer.status_code == 302
    statuses = list(Deelname.objects.filter(bijeenkomst=meeting).values_list("status", flat=True))
    assert (statuses.count("AANWEZIG"), statuses.count("AFWEZIG")) == (17, 2)
    plan_gemist(after(meeting, 1))
    assert {row.recipient for row in Bericht.objects.filter(kind="N27")} == set(people[:2])


def test_who_missed_a_day_hears_it_once_an_hour_after_it_was_written() -> None:
    editie = an_editie()
    user = a_deelnemer(editie).user
    meeting = meeting_of(editie, "3")
    marked(editie, user, "AFWEZIG", "3")
    saved = after(meeting, 1)
    for minutes in (0, 1, 90):
        plan_gemist(saved + timedelta(minutes=minutes))
    (row,) = told(user)
    assert row.due_at == saved + timedelta(hours=1)
    words = load_gemist([row], row.due_at)[row.pk]
    assert (words.path, words.context["wat"], words.context["editie"]) == (
        f"/trainingen/{editie.slug}/dagdeel/3/", "dagdeel 3", editie.name,
    )  # fmt: skip


def test_who_was_put_right_within_the_hour_hears_nothing() -> None:
    editie = an_editie()
    user = a_deelnemer(editie).user
    marked(editie, user, "AFWEZIG", "3")
    plan_gemist(after(meeting_of(editie, "3")))
    marked(editie, user, "AANWEZIG", "3")
    assert load_gemist(told(user), after(meeting_of(editie, "3"), 1)) == {}


def test_two_dagdelen_on_one_day_are_one_message_after_that_day() -> None:
    editie = an_editie()
    user = a_deelnemer(editie).user
    morning, afternoon = meeting_of(editie, "1"), meeting_of(editie, "2")
    marked(editie, user, "AFWEZIG", "1")
    plan_gemist(after(morning))
    marked(editie, user, "AFWEZIG", "2")
    plan_gemist(after(afternoon))
    (row,) = told(user)
    assert row.due_at == after(afternoon, 1)
    words = load_gemist([row], row.due_at)[row.pk]
    assert words.context["wat"] == "dagdeel 1 en 2"
    marked(editie, user, "AANWEZIG", "1")
    assert load_gemist([row], row.due_at)[row.pk].context["wat"] == "dagdeel 2"


def test_who_said_before_that_she_would_not_come_hears_it_when_the_list_is_complete() -> None:
    editie = an_editie()
    user = a_deelnemer(editie).user
    meeting = meeting_of(editie, "3")
    marked(editie, user, "AFGEMELD", "3")
    plan_gemist(after(meeting))
    assert told(user) == []
    Bijeenkomst.objects.filter(pk=meeting.pk).update(attendance_saved_at=after(meeting))
    plan_gemist(after(meeting, 1))
    assert len(told(user)) == 1


def test_nobody_else_hears_that_she_missed_it() -> None:
    editie = an_editie()
    trainer, stopped, silent = a_trainer(editie), a_deelnemer(editie), a_deelnemer(editie)
    stopped.stopped_at = NOW
    stopped.save()
    for user in (trainer, stopped.user, silent.user):
        marked(editie, user, "AFWEZIG", "3")
    AfsprakenFactory(kring=editie.kring)
    plan_gemist(after(meeting_of(editie, "3")))
    (row,) = Bericht.objects.filter(kind="N27")
    assert row.recipient == silent.user
    assert load_gemist([row], row.due_at) == {}  # she did not agree to the new agreements


def test_presence_long_ago_and_an_editie_that_does_not_go_on_are_not_told() -> None:
    editie, off = an_editie(), an_editie(name="Najaar 2027", status=EditieStatus.GEANNULEERD)
    for row in (editie, off):
        marked(row, a_deelnemer(row).user, "AFWEZIG", "3")
    plan_gemist(after(meeting_of(editie, "3"), 24 * 61))
    assert Bericht.objects.filter(kind="N27").count() == 0
    plan_gemist(after(meeting_of(editie, "3")))
    assert Bericht.objects.filter(kind="N27").count() == 1


def test_planning_costs_the_same_for_one_and_for_thirty(django_assert_num_queries: Any) -> None:
    editie = an_editie()
    for amount in (1, 29):
        for _ in range(amount):
            marked(editie, a_deelnemer(editie).user, "AFWEZIG", "3")
        plan_gemist(after(meeting_of(editie, "3")))
        rows, now = list(Bericht.objects.filter(kind="N27")), after(meeting_of(editie, "3"), 1)
        with django_assert_num_queries(4):
            assert len(load_gemist(rows, now)) == len(rows)
    with django_assert_num_queries(3):
        plan_gemist(now)


def test_the_page_says_how_to_catch_up_and_opens_the_door_of_today() -> None:
    editie = an_editie()
    user = a_deelnemer(editie).user
    marked(editie, user, "AANGEMELD", "3")
    meeting = meeting_of(editie, "3")
    page = f"/trainingen/{editie.slug}/dagdeel/3/"
    with time_machine.travel(meeting.starts_at, tick=False):
        assert f"/agenda/{meeting.code}/inchecken/" in browser(user).get(page).content.decode()
    marked(editie, user, "AFWEZIG", "3")
    with time_machine.travel(after(meeting, 5), tick=False):
        text = browser(user).get(page).content.decode()
    assert "Zo haal je het in" in text
    assert "inchecken" not in text


def test_the_script_counts_its_times_from_the_begin_of_the_day() -> None:
    editie = an_editie()
    with time_machine.travel(NOW, tick=False):
        client = browser(with_second_factor(a_trainer(editie)))
        page = client.get(f"/trainingen/{editie.slug}/dagdeel/3/draaiboek/")
        lines = page.context["script"].lines
        assert (page.status_code, lines[0].when[:2], lines[-1].when.endswith("16.30 uur")) == (200, "13", True)
        assert client.get(f"/trainingen/{editie.slug}/eindsessie/draaiboek/").status_code == 200
        assert client.get(f"/trainingen/{editie.slug}/dagdeel/9/draaiboek/").status_code == 404
        stranger = browser(a_deelnemer(editie).user)
        assert stranger.get(f"/trainingen/{editie.slug}/dagdeel/3/draaiboek/").status_code == 404


def test_a_script_that_does_not_fit_says_so() -> None:
    editie = an_editie()
    onderdeel = editie.delen.get(onderdeel__code="3").onderdeel
    Draaiboekregel.objects.create(onderdeel=onderdeel, position=99, minutes=20, activity="Nog iets")
    with time_machine.travel(NOW, tick=False):
        page = browser(with_second_factor(a_trainer(editie))).get(f"/trainingen/{editie.slug}/dagdeel/3/draaiboek/")
    assert page.context["script"].remark == "Het draaiboek duurt 20 minuten langer dan de bijeenkomst."


@pytest.mark.parametrize(
    ("starts_at", "times"),
    [
        (datetime(2027, 3, 28, 0, 30, tzinfo=UTC), ["1.30 tot 3.30 uur", "3.30 tot 4.30 uur"]),
        (datetime(2026, 10, 24, 23, 30, tzinfo=UTC), ["1.30 tot 2.30 uur", "2.30 tot 2.30 uur"]),
        (at_local(local_date(NOW), time(9)), ["9 tot 10 uur", "10 tot 11 uur"]),
    ],
)
def test_times_are_right_on_the_days_the_clock_changes(starts_at: datetime, times: list[str]) -> None:
    regels = [Draaiboekregel(minutes=60, activity="Werken"), Draaiboekregel(minutes=60, activity="Werken")]
    assert [line.when for line in lines_from(starts_at, regels)] == times
