"""Before a session: who brings in, her own question that is hers until she shares it, and what is told when."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.berichten.planning import plan
from community.confidential import confidential
from community.models import Bericht, Bijeenkomst, BijeenkomstStatus, Deelname, Kring, Lidmaatschap, Taak, User
from community.workdays import is_workday, local_date
from intervisie.access.sessies import place_of
from intervisie.actions.sessieleiding import choose_user_as_inbrenger
from intervisie.actions.sessievoorbereiding import (
    bring_in,
    save_voorbereiding,
    share_voorbereiding,
    take_back_voorbereiding,
)
from intervisie.models import Intervisiegroep, Sessie, Sessievoorbereiding
from intervisie.queries.sessievoorbereiding import VOORBEREIDEN, prepared_question, shared_voorbereidingen
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.sessierijen import a_sessierij, a_voorbereiding

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
SECRET = "goudplevier"
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
    return Taak.objects.filter(user=user, kind="SESSIE_VOORBEREIDEN", done_at=None, withdrawn_at=None).count()


def brings(user: User, meeting: Bijeenkomst, now: datetime = NOW) -> Sessie:
    with confidential():
        return bring_in(actor=user, bijeenkomst=meeting, now=now)


def write(user: User, sessie: Sessie, question: str = SECRET, version: int = 0, now: datetime = NOW) -> Any:
    with confidential():
        return save_voorbereiding(actor=user, sessie=sessie, version=version, question=question, background="", now=now)


def shared_with(user: User, sessie: Sessie) -> list[str]:
    plek = place_of(user, sessie.code, NOW)
    assert plek is not None
    with confidential():
        return [one.question for one in shared_voorbereidingen(plek, NOW)]


def a_meeting(groep: Intervisiegroep, starts_at: datetime) -> Bijeenkomst:
    return meets(groep, starts_at, organiser=people_of(groep)[0])


# --- the question itself ----------------------------------------------------------------------------------------


def test_a_question_is_hers_until_she_shares_it_and_again_once_she_takes_it_back() -> None:
    groep = a_groep()
    owner, other = people_of(groep)[:2]
    sessie = a_sessierij(other, bijeenkomst=meets(groep, NOW + DAY), inbrenger=other)
    client, page = as_(owner), reverse(PAGE, args=[sessie.code])
    sent = {"question": f"Hoe houd ik de {SECRET} aan tafel?", "background": "Er is ruzie.", "version": "0"}
    assert client.post(page, sent).status_code == 302
    assert SECRET in client.get(page).content.decode()
    read = as_(other)
    assert (SECRET in read.get(page).content.decode(), shared_with(other, sessie)) == (False, [])
    assert client.post(reverse(f"{PAGE}-delen", args=[sessie.code])).status_code == 302
    assert (SECRET in read.get(page).content.decode(), len(shared_with(other, sessie))) == (True, 1)
    assert SECRET in read.get(reverse("sessie", args=[sessie.code])).content.decode()
    assert client.post(reverse(f"{PAGE}-terugnemen", args=[sessie.code])).status_code == 302
    assert (SECRET in read.get(page).content.decode(), shared_with(other, sessie)) == (False, [])
    assert SECRET not in read.get(reverse("sessie", args=[sessie.code])).content.decode()


def test_who_is_not_in_the_group_and_who_left_reads_nothing() -> None:
    groep = a_groep()
    owner, gone, newcomer = people_of(groep)[:3]
    sessie = a_sessierij(owner, bijeenkomst=meets(groep, NOW + DAY))
    a_voorbereiding(sessie, owner, SECRET, is_shared=True)
    assert len(shared_with(gone, sessie)) == 1
    Lidmaatschap.objects.filter(user=gone).update(until_at=NOW)
    Lidmaatschap.objects.filter(user=newcomer).update(accepted=None, accepted_at=None)
    names = (PAGE, f"{PAGE}-delen", f"{PAGE}-terugnemen", f"{PAGE}-niet")
    for user in (UserFactory(), gone, newcomer):
        assert {as_(user).post(reverse(name, args=[sessie.code])).status_code for name in names} == {404}
        assert as_(user).get(reverse(PAGE, args=[sessie.code])).status_code == 404
    Lidmaatschap.objects.filter(user=owner).update(until_at=NOW)
    assert shared_with(people_of(groep)[-1], sessie) == [], "she left, and takes what she shared with her"


def test_once_it_begins_nothing_changes_and_the_question_stands_ready() -> None:
    user, other = UserFactory(), UserFactory()
    sessie = a_sessierij(user, other, status="BEZIG", inbrenger=user)
    a_voorbereiding(sessie, user, SECRET)
    page = reverse(PAGE, args=[sessie.code])
    places = [place_of(one, sessie.code, NOW) for one in (user, other)]
    with confidential():
        assert [prepared_question(plek) for plek in places if plek] == [SECRET, ""]
        for act in (share_voorbereiding, take_back_voorbereiding):
            with pytest.raises(ActionError, match="al begonnen"):
                act(actor=user, sessie=sessie, now=NOW)
        with pytest.raises(DeniedError):
            share_voorbereiding(actor=UserFactory(), sessie=sessie, now=NOW)
    answer = as_(user).post(page, {"question": "Anders", "background": "", "version": "1"})
    assert (answer.status_code, "al begonnen" in answer.content.decode()) == (200, True)
    assert SECRET in as_(user).get(page).content.decode()
    assert as_(other).get(page).status_code == 404, "who wrote nothing has nothing to see"


def test_two_windows_show_both_versions() -> None:
    user = UserFactory()
    sessie = a_sessierij(user)
    write(user, sessie, "De eerste")
    with pytest.raises(StaleSaveError):
        write(user, sessie, "De tweede")
    answer = as_(user).post(reverse(PAGE, args=[sessie.code]), {"question": "De tweede", "version": "0"})
    text = answer.content.decode()
    assert ("De eerste" in text, "De tweede" in text) == (True, True)
    assert write(user, sessie, "De tweede", version=1).version == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [("question", ""), ("question", "   "), ("question", "x" * 2001), ("question", "a\x00"),
     ("background", "x" * 2001), ("background", "a\x00"), ("version", "-1"), ("version", "x")],
)  # fmt: skip
def test_bad_input_is_refused_in_dutch_and_nothing_is_lost(field: str, value: str) -> None:
    user = UserFactory()
    sessie = a_sessierij(user)
    sent = {"question": "Hoe verder?", "background": "Er is ruzie.", "version": "0"} | {field: value}
    answer = as_(user).post(reverse(PAGE, args=[sessie.code]), sent)
    kept = "Er is ruzie." if field != "background" else "Hoe verder?"
    assert (answer.status_code, kept in answer.content.decode()) == (200, True)
    with confidential():
        assert not Sessievoorbereiding.objects.exists()


# --- who brings in ----------------------------------------------------------------------------------------------


def test_who_brings_in_gets_a_session_and_the_second_hears_who_was_first() -> None:
    groep = a_groep()
    first, second = people_of(groep)[:2]
    meeting = meets(groep, NOW + 9 * DAY)
    page = reverse(BRING, args=[meeting.code])
    answer = as_(first).post(page)
    sessie = Sessie.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(PAGE, args=[sessie.code]))
    assert sessie.inbrenger is not None
    assert (sessie.inbrenger.user, sessie.leader, sessie.bijeenkomst) == (first, None, meeting)
    assert sessie.versie.schema["question"] == "EEN"
    as_(first).post(page)
    assert Sessie.objects.count() == 1
    shown = as_(second).get(page).content.decode()
    assert (first.naam in shown, "tweede sessie" in shown) == (True, True)
    with confidential(), pytest.raises(ActionError, match="brengt al iemand"):
        bring_in(actor=second, bijeenkomst=meeting, now=NOW)
    as_(first).post(reverse(f"{PAGE}-niet", args=[sessie.code]))
    assert Sessie.objects.get().inbrenger is None
    as_(second).post(page)
    assert Sessie.objects.get().inbrenger.user == second  # type: ignore[union-attr]  # she just became it


def test_bringing_in_is_for_the_group_until_it_meets() -> None:
    groep = a_groep()
    user = people_of(groep)[0]
    coming, past = meets(groep, NOW + DAY), meets(groep, NOW - DAY)
    off = meets(groep, NOW + DAY, status=BijeenkomstStatus.GEANNULEERD, cancelled_at=NOW)
    assert as_(user).get(reverse(BRING, args=[coming.code])).status_code == 200
    assert as_(UserFactory()).get(reverse(BRING, args=[coming.code])).status_code == 404
    assert {as_(user).get(reverse(BRING, args=[one.code])).status_code for one in (past, off)} == {404}
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    assert as_(user).post(reverse(BRING, args=[coming.code])).status_code == 404


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
    meeting = a_meeting(groep, starts_at)
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
    write(user, sessie, now=at(3, 26))
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


def test_without_a_session_nothing_is_told_and_planning_takes_as_much_for_many() -> None:
    groepen = [a_groep(number=5) for _ in range(3)]
    for groep in groepen:
        meets(groep, at(2, 10, 9))
    plan(at(2, 8, 8))
    assert not Bericht.objects.filter(kind="N60").exists()
    assert date(2027, 2, 10) == local_date(at(2, 10, 9))


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
