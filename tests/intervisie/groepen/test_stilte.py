"""A group that neither met nor planned for sixty days: its contactpersoon hears it, later the coördinatoren, once."""

from datetime import UTC, datetime, timedelta

import pytest

from community.models import Bericht, Lidmaatschap
from community.workdays import is_workday, local_date
from intervisie.models import Intervisiegroep
from intervisie.queries.groepen import silent_groepen
from intervisie.reminders.groepen import notice_silence
from tests.community.leergroepen.groups import told
from tests.community.leergroepen.test_post import letters, subjects
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def silence(days: int, **fields: object) -> Intervisiegroep:
    """Return a group that met for the last time so many days ago."""
    groep = a_groep(name=str(fields.pop("name", "Groep Kreek")), since=NOW - 300 * DAY)
    meets(groep, NOW - days * DAY)
    return groep


@pytest.mark.parametrize(("days", "is_silent"), [(59, False), (60, True), (100, True)])
def test_sixty_days_in_full(days: int, is_silent: bool) -> None:
    silence(days)
    assert bool(silent_groepen(NOW)) is is_silent


@pytest.mark.parametrize(
    ("last", "first"),
    [
        # Over the beginning and the end of summer time, and just after midnight here.
        (datetime(2027, 2, 10, 12, tzinfo=UTC), datetime(2027, 4, 10, 22, 0, tzinfo=UTC)),
        (datetime(2027, 9, 10, 12, tzinfo=UTC), datetime(2027, 11, 8, 23, 0, tzinfo=UTC)),
        (datetime(2027, 3, 27, 23, 30, tzinfo=UTC), datetime(2027, 5, 26, 22, 0, tzinfo=UTC)),
    ],
)
def test_it_is_counted_in_days_here(last: datetime, first: datetime) -> None:
    meets(a_groep(), last)
    assert silent_groepen(first - timedelta(seconds=1)) == []
    assert len(silent_groepen(first)) == 1


def test_a_planned_meeting_ends_the_silence_and_a_cancelled_one_does_not() -> None:
    groep = silence(70)
    meets(groep, NOW + 5 * DAY, status="GEANNULEERD", cancelled_at=NOW)
    assert len(silent_groepen(NOW)) == 1
    meets(groep, NOW + 6 * DAY)
    assert silent_groepen(NOW) == []


def test_a_new_group_that_never_met_counts_from_its_beginning_and_a_closed_one_never() -> None:
    groep = a_groep(since=NOW - 61 * DAY)
    assert [since for _row, since in silent_groepen(NOW)] == [local_date(NOW - 61 * DAY)]
    groep.kring.closed_at = NOW
    groep.kring.save()
    assert silent_groepen(NOW) == []


def test_the_contactpersoon_hears_it_once_and_the_heart_two_weeks_later() -> None:
    groep = silence(60)
    heart = UserFactory(coordinator=True)
    contact, member = people_of(groep)[:2]
    notice_silence(NOW - DAY)
    assert not Bericht.objects.filter(kind="N64").exists()
    for days in range(14):
        notice_silence(NOW + days * DAY)
    assert subjects(contact, "N64") == ["Jullie groep heeft nog geen nieuwe datum"]
    assert Bericht.objects.filter(kind="N64", recipient=heart).count() == 0
    for days in range(14, 40):
        notice_silence(NOW + days * DAY)
    assert Bericht.objects.filter(kind="N64", recipient=contact).count() == 1
    assert subjects(heart, "N64") == ["Groep Kreek is stil"]
    assert not [kind for kind, _moment in told(member) if kind == "N64"]
    assert "/coordinatie/intervisiegroepen/" in letters(heart, "N64")[0].text
    # What was planned meanwhile makes it untrue.
    meets(groep, NOW + 20 * DAY)
    assert (subjects(contact, "N64"), subjects(heart, "N64")) == ([], [])


def test_a_next_silence_is_told_again() -> None:
    groep = silence(60)
    contact = people_of(groep)[0]
    notice_silence(NOW)
    meets(groep, NOW + 5 * DAY)
    notice_silence(NOW + 64 * DAY)
    notice_silence(NOW + 65 * DAY)
    assert Bericht.objects.filter(kind="N64", recipient=contact).count() == 2


def test_without_contactpersoon_the_heart_hears_it_at_once_and_once() -> None:
    groep = silence(60)
    heart = UserFactory(coordinator=True)
    Lidmaatschap.objects.filter(kring=groep.kring).update(role="LID")
    for days in range(30):
        notice_silence(NOW + days * DAY)
    assert Bericht.objects.filter(kind="N64", recipient=heart).count() == 1


@pytest.mark.parametrize(
    "last",
    [
        datetime(2027, 1, 29, 12, tzinfo=UTC),  # sixty days later: Easter Monday was the day before
        datetime(2027, 1, 26, 12, tzinfo=UTC),  # a Saturday
        datetime(2027, 2, 26, 12, tzinfo=UTC),  # King's Day is 27 April
    ],
)
def test_mail_leaves_on_a_working_day(last: datetime) -> None:
    groep = a_groep()
    meets(groep, last)
    notice_silence(last + 62 * DAY)
    row = Bericht.objects.get(kind="N64", recipient=people_of(groep)[0])
    assert row.mail_at is not None
    assert is_workday(local_date(row.mail_at))
