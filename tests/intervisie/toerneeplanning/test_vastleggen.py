"""Fixing visits: agendas, roles, steps, mail; who changed meanwhile is named; one of two planners wins."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.access import DeniedError
from community.access.rollen import coordinatoren
from community.actions.errors import ActionError, StaleSaveError
from community.actions.planned_elsewhere import DoubleBookedError
from community.confidential import confidential
from community.models import Bericht, Bezetting, Bijeenkomst, Deelname, Kalenderperiode, KringRol, Lidmaatschap, Taak
from community.queries.beschikbaarheid import hours_of
from intervisie.actions.toerneebezoeken import (
    cancel_bezoek,
    follow_visits,
    lock_bezoek,
    mark_bezoek,
    report_absence,
)
from intervisie.actions.toerneeinstellingen import Instellingen, InstellingError, change_settings
from intervisie.actions.toerneemensen import leave_toernee
from intervisie.actions.toerneevastleggen import PastNietError, VastgelegdError, adopt_toerneevoorstel
from intervisie.actions.toerneevoorstellen import VeranderdError, propose_repair, shift_visit
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Toernee, Toerneestap, ToerneeStatus
from intervisie.queries.toerneeoverzicht import regels_of
from tests.factories import BijeenkomstFactory, UserFactory
from tests.factories.beschikbaarheid import says
from tests.factories.moments import NOW
from tests.intervisie.toerneeplanning.planwork import Planning, a_planning, fixed, proposed

pytestmark = pytest.mark.django_db


def repaired(planning: Planning, hosts: list[str], now: datetime = NOW) -> list[dict[str, object]]:
    """Let a repair be proposed and fixed; return its difference."""
    with confidential():
        row = propose_repair(actor=planning.hart, toernee=planning.again(), hosts=hosts, now=now)
        assert row.plan["visits"], row.why
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=now)
    return list(row.difference)


def told(kind: str, moment: str = "") -> int:
    """Return how many messages of this kind wait to be sent."""
    return Bericht.objects.filter(kind=kind, status="GEPLAND", moment__startswith=moment).count()


def alarms(planning: Planning, now: datetime = NOW) -> list[str]:
    """Return what the overview asks of the hart."""
    (line,) = regels_of(Toernee.objects.filter(pk=planning.toernee.pk), now)
    return [one.words for one in line.alarms]


def test_fixing_makes_visits_roles_meetings_times_steps_and_one_mail_each() -> None:
    planning = fixed(a_planning())
    assert planning.again().status == ToerneeStatus.LOOPT
    assert (Bezoekrol.objects.count(), Bezetting.objects.count(), Deelname.objects.count()) == (20, 30, 30)
    for row in planning.bezoeken:
        assert (row.bijeenkomst.starts_at, row.bijeenkomst.ends_at) == hours_of((row.date, row.half))
        assert (row.bijeenkomst.title, row.bijeenkomst.place_name) == ("Bezoek van een toernee", "Utrecht")
        assert row.bijeenkomst.description == ""
    guiding = Lidmaatschap.objects.get(kring=planning.toernee.kring, role=KringRol.BEGELEIDER)
    assert guiding.user == planning.guide
    assert told("N66") == 6
    assert Toerneestap.objects.exists()
    assert not Taak.objects.filter(kind="DAGDELEN_GEVEN", done_at=None, withdrawn_at=None).exists()


def test_summer_and_winter_time_keep_nine_o_clock() -> None:
    planning = fixed(a_planning(first=date(2027, 3, 22), last=date(2027, 12, 17)))
    hours = {row.date: row.bijeenkomst.starts_at.astimezone(UTC).hour + 2 * row.half for row in planning.bezoeken}
    assert {hour - (4 if planning.bezoeken[0].half else 0) for hour in hours.values()} <= {7, 8, 9, 11, 12, 13}
    assert all(row.bijeenkomst.starts_at == hours_of((row.date, row.half))[0] for row in planning.bezoeken)


def test_who_changed_meanwhile_is_named_and_nothing_happens() -> None:
    planning = a_planning()
    row = proposed(planning)
    person = planning.people[3].user
    says(person, [(date(2027, 5, 11), 0)], "KAN_NIET")
    with confidential(), pytest.raises(VeranderdError) as error:
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    assert error.value.changes == [f"{person.naam} gaf andere dagdelen op of heeft er een afspraak bij of af."]
    assert not Bezoek.objects.exists()


def test_days_that_are_forgotten_are_no_change_but_a_day_that_went_over_is_refused() -> None:
    planning = a_planning(first=date(2027, 2, 1), last=date(2027, 11, 30))
    row = proposed(planning)
    first = min(one["date"] for one in row.plan["visits"])
    assert date.fromisoformat(first) < date(2027, 2, 28)
    later = datetime(2027, 3, 1, 8, tzinfo=UTC)
    for one in planning.people:
        one.user.beschikbaarheid.filter(date__lt=date(2027, 3, 1)).delete()
    with confidential(), pytest.raises(PastNietError, match="Die dag is voorbij of vandaag"):
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=later)


def test_a_proposal_is_fixed_once_and_by_the_hart_alone() -> None:
    planning = a_planning()
    row = proposed(planning)
    with confidential(), pytest.raises(DeniedError):
        adopt_toerneevoorstel(actor=planning.people[0].user, voorstel=row, now=NOW)
    with confidential():
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    with confidential(), pytest.raises(VastgelegdError):
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    assert Bijeenkomst.objects.filter(kind="BEZOEK").count() == 5


def test_the_database_has_the_last_word_about_a_person(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no availability shows: something that begins while the proposal is being fixed."""
    planning = a_planning()
    row = proposed(planning)
    slot = min((date.fromisoformat(one["date"]), one["half"]) for one in row.plan["visits"])
    starts, ends = hours_of(slot)
    meeting = BijeenkomstFactory(starts_at=starts, ends_at=ends)
    Bezetting.objects.create(user=planning.people[0].user, bijeenkomst=meeting, starts_at=starts, ends_at=ends)
    monkeypatch.setattr("intervisie.actions.toerneevoorstellen.changed_since", lambda *_args: [])
    monkeypatch.setattr("intervisie.actions.toerneevastleggen.judge", lambda *_args: type("J", (), {"broken": ()}))
    with confidential(), pytest.raises(DoubleBookedError, match="is dan al"):
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    assert not Bezoek.objects.exists()


def test_a_cancellation_moves_one_visit_and_tells_it_once() -> None:
    planning = fixed(a_planning())
    Bericht.objects.all().delete()
    second = planning.bezoeken[1]
    report_absence(actor=planning.people[0].user, bezoek=second, now=NOW)
    assert alarms(planning) == [f"{planning.people[0].user.naam} kan niet bij het bezoek bij {second.host.user.naam}."]
    asked = Taak.objects.filter(kind="BEZOEK_HERSTEL", object_id=second.pk)
    assert set(asked.values_list("user", flat=True)) == {user.pk for user in coordinatoren(NOW)}
    before = {row.pk: (row.date, row.half) for row in planning.bezoeken}
    (change,) = repaired(planning, [])
    after = {row.pk: (row.date, row.half) for row in planning.bezoeken}
    assert change["host"] == str(second.host_id)
    assert [pk for pk in after if after[pk] != before[pk]] == [second.pk]
    assert (told("N67"), told("N112"), told("N66")) == (6, 0, 0)
    assert Bezetting.objects.count() == 30
    moved = Bezoek.objects.get(pk=second.pk)
    assert moved.bijeenkomst.starts_at == hours_of((moved.date, moved.half))[0]
    assert alarms(planning) == []


def test_a_locked_visit_stays_and_two_visits_may_change_places() -> None:
    planning = fixed(a_planning())
    first, second = planning.bezoeken[:2]
    lock_bezoek(actor=planning.hart, bezoek=first, is_locked=True, now=NOW)
    report_absence(actor=planning.people[0].user, bezoek=second, now=NOW)
    (change,) = repaired(planning, [str(second.host_id)])
    assert change["host"] == str(second.host_id)
    Bezoek.objects.update(is_locked=False)
    hosts = planning.bezoeken
    with confidential():
        row = shift_visit(actor=planning.hart, toernee=planning.again(), voorstel=None, host=str(hosts[0].host_id),
                          slot=(hosts[0].date, 1 - hosts[0].half), now=NOW)  # fmt: skip
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    assert planning.bezoeken[0].half == 1 - hosts[0].half


def test_a_host_who_leaves_and_a_visit_that_was_held_stay_out_of_a_repair() -> None:
    planning = fixed(a_planning())
    after_first = datetime.combine(planning.bezoeken[0].date, datetime.min.time(), UTC) + timedelta(days=2)
    with confidential():
        mark_bezoek(actor=planning.hart, bezoek=planning.bezoeken[0], took_place=True, now=after_first)
        leaver = next(one for one in planning.people if one.pk == planning.bezoeken[2].host_id)
        leave_toernee(actor=leaver.user, toernee=planning.again(), now=after_first)
        held = planning.bezoeken[0]
        row = propose_repair(actor=planning.hart, toernee=planning.again(), hosts=[], now=after_first)
    assert next(one["host"] for one in row.plan["visits"]) == str(held.host_id)
    coming = [one for one in row.plan["visits"] if one["host"] != str(held.host_id)]
    assert str(leaver.pk) not in {who for one in coming for who in (one["host"], *one["roles"])}
    assert len(row.plan["visits"]) == 4


def test_a_visit_that_is_called_off_asks_for_a_new_day() -> None:
    planning = fixed(a_planning())
    last = planning.bezoeken[-1]
    with confidential():
        cancel_bezoek(actor=planning.hart, bezoek=last, reason="De zaal is weg.", now=NOW)
    assert alarms(planning) == ["1 bezoek zonder dag."]
    assert Bezetting.objects.count() == 24
    (change,) = repaired(planning, [])
    assert (change["host"], change["was"]) == (str(last.host_id), None)
    assert planning.bezoeken[-1].status in BezoekStatus.values
    assert Bezoek.objects.filter(status=BezoekStatus.GEPLAND).count() == 5
    with pytest.raises(ActionError, match="al geweest of gaat niet door"):
        cancel_bezoek(actor=planning.hart, bezoek=last, reason="Nog eens.", now=NOW)


def test_presence_says_that_a_visit_was_held_else_the_hart_is_asked() -> None:
    planning = fixed(a_planning())
    first, second = planning.bezoeken[:2]
    later = second.bijeenkomst.ends_at + timedelta(days=1)
    Deelname.objects.filter(bijeenkomst=first.bijeenkomst).update(status="AANWEZIG")
    Bijeenkomst.objects.filter(pk=first.bijeenkomst_id).update(attendance_saved_at=later)
    with confidential():
        follow_visits(later)
        follow_visits(later)
    assert [row.status for row in planning.bezoeken[:2]] == [BezoekStatus.GEHOUDEN, BezoekStatus.GEPLAND]
    assert set(Taak.objects.filter(kind="BEZOEK_GEWEEST").values_list("object_id", flat=True)) == {second.pk}
    assert f"Het bezoek bij {second.host.user.naam} is voorbij. Is het geweest?" in alarms(planning, later)
    with confidential():
        mark_bezoek(actor=planning.hart, bezoek=second, took_place=False, now=later)
    with pytest.raises(ActionError):
        mark_bezoek(actor=planning.hart, bezoek=second, took_place=True, now=later)
    assert "1 bezoek zonder dag." in alarms(planning, later)


def settings(planning: Planning, **other: object) -> Instellingen:
    """Return the settings of a toernee with some changed."""
    row = planning.toernee
    names = ("from_date", "until_date", "min_gap_days", "ideal_gap_days", "max_span_days", "uses_school_holidays")
    return Instellingen(**{name: getattr(row, name) for name in names} | other)  # type: ignore[arg-type]  # of its kind


@pytest.mark.parametrize(
    ("other", "field"),
    [
        ({"until_date": date(2027, 3, 1)}, "until_date"), ({"until_date": date(2030, 3, 1)}, "until_date"),
        ({"until_date": date(2027, 3, 20)}, "until_date"), ({"from_date": date(2027, 1, 18)}, "from_date"),
        ({"min_gap_days": -3}, "min_gap_days"), ({"min_gap_days": 0}, "min_gap_days"),
        ({"min_gap_days": 30}, "min_gap_days"), ({"ideal_gap_days": 200}, "min_gap_days"),
        ({"max_span_days": 25}, "max_span_days"), ({"until_date": date(2026, 3, 1)}, "until_date"),
    ],
    ids=range(10),
)  # fmt: skip
def test_settings_that_cannot_be(other: dict[str, object], field: str) -> None:
    planning = a_planning(has_guide=False)
    with pytest.raises(InstellingError) as error:
        change_settings(actor=planning.hart, toernee=planning.again(), version=planning.toernee.version,
                        settings=settings(planning, **other), now=NOW)  # fmt: skip
    assert error.value.field == field


def test_other_settings_outdate_a_proposal_and_a_stale_save_is_told() -> None:
    planning = a_planning()
    row = proposed(planning)
    version = planning.again().version
    changed = settings(planning, uses_school_holidays=True, begeleiders=[UserFactory()])
    change_settings(actor=planning.hart, toernee=planning.again(), version=version, settings=changed, now=NOW)
    with pytest.raises(StaleSaveError):
        change_settings(actor=planning.hart, toernee=planning.again(), version=version, settings=changed, now=NOW)
    with confidential(), pytest.raises(VeranderdError) as error:
        adopt_toerneevoorstel(actor=planning.hart, voorstel=row, now=NOW)
    assert error.value.changes[-1].startswith("De deelnemers, de instellingen")


def test_the_overview_costs_the_same_for_one_toernee_and_for_six() -> None:
    fixed(a_planning())

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            regels_of(Toernee.objects.all(), NOW)
        return len(found)

    one = cost()
    for number in range(4):
        planning = a_planning(name=f"Toernee {number}")
        if number % 2:
            proposed(planning)
    fixed(a_planning(name="Toernee zes"))
    assert (one, cost()) == (9, 9)
    words = [[alarm.words for alarm in line.alarms] for line in regels_of(Toernee.objects.all(), NOW)]
    assert words[:2] == [["Een voorstel wacht op jouw besluit."]] * 2
    assert words[4:] == [[], []]


def test_three_who_are_left_before_any_visit_are_told_in_words_with_names() -> None:
    planning = fixed(a_planning(number=4))
    with confidential():
        leave_toernee(actor=planning.people[0].user, toernee=planning.again(), now=NOW)
        row = propose_repair(actor=planning.hart, toernee=planning.again(), hosts=[], now=NOW)
    assert row.plan["visits"] == []
    assert row.why["sentences"] == ["Deze toernee heeft 3 leden: een toernee heeft er vier, vijf of zes."]


def test_what_stands_is_not_moved_for_who_came_in_the_place_of_another_or_for_a_new_holiday() -> None:
    planning = fixed(a_planning())
    planning.people[1].user.beschikbaarheid.all().delete()
    third = planning.bezoeken[2].date
    Kalenderperiode.objects.create(kind="VERKIEZING", name="raad", from_date=third, until_date=third)
    report_absence(actor=planning.people[0].user, bezoek=planning.bezoeken[3], now=NOW)
    with confidential():
        row = propose_repair(actor=planning.hart, toernee=planning.again(), hosts=[], now=NOW)
    assert row.plan["visits"] == []  # for the fourth she gave no other dagdeel, and she is told to
    assert planning.people[1].user.naam in " ".join(row.why["sentences"])
    says(planning.people[1].user, [(planning.bezoeken[3].date, 1 - planning.bezoeken[3].half)], "KAN")
    (change,) = repaired(planning, [])
    assert change["host"] == str(planning.bezoeken[3].host_id)
