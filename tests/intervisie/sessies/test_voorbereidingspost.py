"""What is told before a session: who brings in, prepare your question, and to the group what comes."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse

from community.berichten.planning import plan
from community.confidential import confidential
from community.models import Bericht, Bijeenkomst, Deelname, Lidmaatschap, Taak, User
from community.workdays import is_workday, local_date
from intervisie.actions.sessieleiding import choose_user_as_inbrenger
from intervisie.actions.sessievoorbereiding import bring_in, save_voorbereiding
from intervisie.models import Sessie
from intervisie.queries.sessievoorbereiding import VOORBEREIDEN
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.sessierijen import a_sessierij

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
PAGE, BRING = "sessie-voorbereiden", "sessie-inbrengen"


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=UTC)


def told(kind: str, meeting: Bijeenkomst) -> set[User]:
    """Return who was told something of this kind about a meeting."""
    rows = Bericht.objects.filter(kind=kind, object_id=meeting.pk).select_related("recipient")
    return {row.recipient for row in rows if row.recipient}


def duties(user: User) -> int:
    return Taak.objects.filter(user=user, kind=VOORBEREIDEN, done_at=None, withdrawn_at=None).count()


def brings(user: User, meeting: Bijeenkomst, now: datetime = NOW) -> Sessie:
    with confidential():
        return bring_in(actor=user, bijeenkomst=meeting, now=now)


# --- N59 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts_at", "asked"),
    [
        # Thursday 15 April: Easter Monday (29 March) is no working day; summer time began between the two.
        (at(4, 15, 9), at(4, 1, 6, 30)),
        # Thursday 8 April: Easter and Goede Vrijdag lie between, so it is Tuesday 23 March, in winter time.
        (at(4, 8, 9), at(3, 23, 7, 30)),
        # Monday 8 November: ten working days before is Monday 25 October, in summer time.
        (at(11, 8, 9), at(10, 25, 6, 30)),
        # Tuesday 11 May: Koningsdag (27 April) and Hemelvaart (6 May) do not count.
        (at(5, 11, 9), at(4, 23, 6, 30)),
    ],
)
def test_the_group_is_asked_ten_working_days_before(starts_at: datetime, asked: datetime) -> None:
    groep = a_groep(begeleider=UserFactory())
    people = people_of(groep)
    guide = Lidmaatschap.objects.get(kring=groep.kring_id, role="BEGELEIDER").user
    meeting = meets(groep, starts_at)
    plan(asked - MINUTE)
    assert told("N59", meeting) == set()
    plan(asked)
    plan(asked + 3 * DAY)
    assert (is_workday(local_date(asked)), told("N59", meeting)) == (True, set(people) - {guide})
    assert set(Bericht.objects.filter(kind="N59").values_list("mail_at", flat=True)) == {asked}
    letter = letters(people[0], "N59", asked)[0]
    assert letter.subject.startswith(f"Wie brengt er op {starts_at.day} ")
    assert reverse(BRING, args=[meeting.code]) in letter.text


def test_the_question_stops_when_somebody_brings_in_or_the_meeting_moves_or_is_off() -> None:
    groep = a_groep()
    user, other = people_of(groep)[:2]
    meeting = meets(groep, at(4, 15, 9))
    asked = at(4, 1, 6, 30)
    plan(asked)
    assert len(letters(other, "N59", asked)) == 1
    brings(user, meeting, asked)
    assert letters(other, "N59", asked) == []
    Sessie.objects.update(inbrenger=None)
    assert len(letters(other, "N59", asked)) == 1
    Lidmaatschap.objects.filter(user=other).update(until_at=asked)
    assert letters(other, "N59", asked) == []
    Bijeenkomst.objects.filter(pk=meeting.pk).update(starts_at=at(4, 22, 9), ends_at=at(4, 22, 11))
    assert letters(user, "N59", asked) == []
    plan(at(4, 8, 6, 30))
    assert len(letters(user, "N59", at(4, 8, 7))) == 1, "asked again about the new day"
    Bijeenkomst.objects.filter(pk=meeting.pk).update(status="GEANNULEERD", cancelled_at=asked)
    assert letters(user, "N59", at(4, 8, 7)) == []


@pytest.mark.parametrize("question", ["EIGEN", "OM_DE_BEURT", "GEEN"])
def test_nobody_is_asked_where_all_bring_their_own(question: str) -> None:
    groep = a_groep()
    meeting = meets(groep, at(4, 15, 9))
    a_sessierij(people_of(groep)[0], bijeenkomst=meeting, question=question)
    plan(at(4, 1, 8))
    assert told("N59", meeting) == set()


def test_who_plans_late_is_asked_until_two_working_days_before() -> None:
    groep = a_groep()
    late, too_late = meets(groep, at(4, 15, 9)), meets(groep, at(4, 14, 9))
    plan(at(4, 12, 8))
    assert (len(told("N59", late)), told("N59", too_late)) == (5, set())


# --- N60 --------------------------------------------------------------------------------------------------------


def test_who_brings_in_prepares_five_working_days_before_until_she_wrote() -> None:
    groep = a_groep()
    user = people_of(groep)[0]
    # Tuesday 30 March, the day after Easter Monday; five working days before is Friday 19 March.
    meeting = meets(groep, at(3, 30, 9))
    sessie = brings(user, meeting)
    rows = Bericht.objects.filter(recipient=user, kind="N60", object_id=sessie.pk)
    plan(at(3, 19, 7, 29))
    assert (duties(user), rows.all().count()) == (0, 0)
    plan(at(3, 19, 7, 30))
    plan(at(3, 23, 7, 30))
    assert (duties(user), rows.all().count(), rows.all()[0].mail_at) == (1, 1, at(3, 19, 7, 30))
    letter = letters(user, "N60", at(3, 23, 8))[0]
    assert (letter.subject, reverse(PAGE, args=[sessie.code]) in letter.text) == ("Bereid je inbreng voor", True)
    # Goede Vrijdag is a day without mail: the working day before is Thursday 25 March.
    plan(at(3, 25, 7, 29))
    assert rows.all().count() == 1
    plan(at(3, 25, 7, 30))
    assert rows.all().count() == 2
    with confidential():
        save_voorbereiding(actor=user, sessie=sessie, version=0, question="Hoe?", background="", now=at(3, 26))
    assert duties(user) == 0
    # The rest is what the whole group hears.
    assert {letter.subject for letter in letters(user, "N60", at(3, 26))} == {"Op 30 maart 2027: intervisie"}
    plan(at(3, 26, 13))
    assert duties(user) == 0


def test_the_duty_moves_with_the_meeting_and_goes_with_who_brings_in() -> None:
    groep = a_groep()
    first, second = people_of(groep)[:2]
    meeting = meets(groep, at(4, 15, 9))
    sessie = brings(first, meeting)
    plan(at(4, 9, 8))
    assert (duties(first), duties(second)) == (1, 0)
    with confidential():
        Sessie.objects.update(made_by=first)
        choose_user_as_inbrenger(actor=first, sessie=sessie, user=second, now=at(4, 9, 9))
    assert letters(first, "N60", at(4, 9, 9)) == []
    plan(at(4, 9, 10))
    assert (duties(first), duties(second)) == (0, 1)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(starts_at=at(4, 16, 9), ends_at=at(4, 16, 11))
    plan(at(4, 9, 11))
    assert Taak.objects.get(user=second, kind=VOORBEREIDEN, withdrawn_at=None).due_at == at(4, 16, 9)
    Bijeenkomst.objects.filter(pk=meeting.pk).update(starts_at=at(5, 20, 9), ends_at=at(5, 20, 11))
    plan(at(4, 9, 12))
    assert duties(second) == 0
    plan(at(5, 14, 8))
    assert duties(second) == 1, "asked again, five working days before the new day"
    Bijeenkomst.objects.filter(pk=meeting.pk).update(status="GEANNULEERD", cancelled_at=at(5, 14))
    assert letters(second, "N60", at(5, 14, 9)) == []
    plan(at(5, 14, 9))
    assert duties(second) == 0


@pytest.mark.parametrize(
    ("starts_at", "told_at", "subject"),
    [
        # Wednesday: told on Monday.
        (at(2, 10, 9), at(2, 8, 7, 30), "Overmorgen: intervisie"),
        # Monday: told on Thursday, so the day is named.
        (at(2, 15, 9), at(2, 11, 7, 30), "Op 15 februari 2027: intervisie"),
        # Tuesday after Easter: Goede Vrijdag, weekend, summer time and Easter Monday between; told on Wednesday.
        (at(3, 30, 7), at(3, 24, 7, 30), "Op 30 maart 2027: intervisie"),
        # Tuesday after the clock went back: told on Friday, in summer time.
        (at(11, 2, 9), at(10, 29, 6, 30), "Op 2 november 2027: intervisie"),
    ],
)
def test_the_group_hears_two_working_days_before(starts_at: datetime, told_at: datetime, subject: str) -> None:
    groep = a_groep()
    people = people_of(groep)
    meeting = meets(groep, starts_at)
    sessie = a_sessierij(people[0], bijeenkomst=meeting, question="EIGEN")
    Deelname.objects.create(bijeenkomst=meeting, user=people[3], status="AFGEMELD")
    plan(told_at - MINUTE)
    assert told("N60", meeting) == set()
    plan(told_at)
    plan(told_at + MINUTE)
    assert told("N60", meeting) == set(people) - {people[3]}
    assert set(Bericht.objects.filter(kind="N60").values_list("mail_at", flat=True)) == {told_at}
    letter = letters(people[1], "N60", told_at)[0]
    assert (letter.subject, reverse("sessie", args=[sessie.code]) in letter.text) == (subject, True)
    Sessie.objects.update(status="BEZIG", started_at=told_at, moment_started_at=told_at)
    assert letters(people[1], "N60", told_at) == []


def test_without_a_session_nothing_is_told() -> None:
    groepen = [a_groep(number=5) for _ in range(3)]
    for groep in groepen:
        meets(groep, at(2, 10, 9))
    plan(at(2, 8, 8))
    assert not Bericht.objects.filter(kind="N60").exists()


def test_the_pages_around_lead_to_the_session() -> None:
    groep = a_groep()
    user = people_of(groep)[0]
    meeting = meets(groep, NOW + timedelta(hours=6))
    shown = as_(user).get(reverse("bijeenkomst", args=[meeting.code])).content.decode()
    assert reverse(BRING, args=[meeting.code]) in shown
    assert reverse("sessie-nieuw-voor", args=[meeting.code]) in shown
    sessie = brings(user, meeting)
    own, group_page = reverse("sessie", args=[sessie.code]), reverse("intervisiegroep", args=[groep.code])
    shown = as_(user).get(reverse("bijeenkomst", args=[meeting.code])).content.decode()
    assert (own in shown, reverse(BRING, args=[meeting.code]) in shown) == (True, False)
    assert own in as_(user).get(group_page).content.decode()
    home = reverse("mijn-omgeving")
    text = as_(user).get(home).content.decode()
    assert (own in text, "Vandaag om" in text) == (True, True)
    Sessie.objects.update(status="BEZIG", started_at=NOW, moment_started_at=NOW)
    assert "Doe mee: " in as_(user).get(home).content.decode()
    assert "Doe mee: " not in as_(UserFactory()).get(home).content.decode()
