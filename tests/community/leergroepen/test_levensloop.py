"""The life of a group: start, rhythm, evaluation, what comes after."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.groepsleven import (
    answer_evaluatie,
    ask_to_plan,
    choose_vervolg,
    close_evaluaties,
    open_evaluatie,
    open_evaluaties,
    start_leergroep,
)
from community.berichten.planning import plan
from community.models import (
    BijeenkomstKind,
    Evaluatie,
    Evaluatieantwoord,
    Evaluatiestem,
    Kring,
    Leergroep,
    LeergroepPhase,
    Taak,
    User,
    Vervolg,
)
from community.queries.groepsleven import Answers, deadline_of, due_rhythms, due_to_evaluate, outcome_of
from tests.community.leergroepen.groups import a_group, told
from tests.community.leergroepen.test_uitnodigingen import as_, page
from tests.factories import BijeenkomstFactory, LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def meet(leergroep: Leergroep, starts_at: datetime, **more: object) -> None:
    BijeenkomstFactory(
        kring=leergroep.kring, kind=BijeenkomstKind.LEERGROEP, audience="KRING", starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2), **more,
    )  # fmt: skip


def a_round(leergroep: Leergroep, members: int = 0) -> tuple[Evaluatie, list[User]]:
    """Return an open round and the people who are asked, the trekker first."""
    for _ in range(members):
        LidmaatschapFactory(kring=leergroep.kring)
    row = open_evaluatie(Kring.objects.get(pk=leergroep.kring_id), NOW)
    assert row is not None
    people = [taak.user for taak in Taak.objects.filter(kind="EVALUATIE_INVULLEN").select_related("user")]
    return row, people


def say(row: Evaluatie, user: User, score: int = 4, *, text: str = "", wants_on: bool = True) -> None:
    answers = Answers(score, score, score, text)
    answer_evaluatie(actor=user, evaluatie=row, answers=answers, wants_on=wants_on, now=NOW)


def test_a_new_group_begins_in_the_rhythm_it_chose() -> None:
    leergroep, trekker = a_group()
    Leergroep.objects.update(phase=LeergroepPhase.IN_OPRICHTING)
    client = as_(trekker)
    path = page("leergroep-starten", leergroep)
    assert client.get(path).status_code == 200
    client.post(path, {"rhythm_weeks": "6", "evaluate_after": "3"})
    stored = Leergroep.objects.get()
    kring = stored.kring
    assert (stored.phase, kring.rhythm_weeks, kring.evaluate_after, kring.started_at) == ("ACTIEF", 6, 3, NOW)
    assert "Elke 6 weken" in client.get(page("leergroep", leergroep)).content.decode()
    assert client.get(path).status_code == 404
    with pytest.raises(DeniedError):
        start_leergroep(actor=trekker, leergroep=stored, rhythm_weeks=4, evaluate_after=None, now=NOW)


def test_an_ordinary_member_starts_nothing() -> None:
    leergroep, _trekker = a_group()
    Leergroep.objects.update(phase=LeergroepPhase.IN_OPRICHTING)
    leergroep.refresh_from_db()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    with pytest.raises(DeniedError):
        start_leergroep(actor=member, leergroep=leergroep, rhythm_weeks=4, evaluate_after=None, now=NOW)


@pytest.mark.parametrize(
    ("last", "weeks", "by"),
    [
        # Over both changes of the clock, and just after midnight here when it is still yesterday in Greenwich.
        (datetime(2027, 3, 10, 12, tzinfo=UTC), 4, date(2027, 4, 7)),
        (datetime(2027, 10, 10, 12, tzinfo=UTC), 8, date(2027, 12, 5)),
        (datetime(2027, 2, 8, 23, 30, tzinfo=UTC), 4, date(2027, 3, 9)),
        (datetime(2027, 12, 20, 12, tzinfo=UTC), 12, date(2028, 3, 13)),
    ],
)
def test_the_rhythm_is_counted_in_days_here(last: datetime, weeks: int, by: date) -> None:
    assert deadline_of(last, weeks) == by


def test_two_weeks_before_the_rhythm_breaks_who_leads_is_asked_to_plan() -> None:
    leergroep, trekker = a_group()
    Kring.objects.update(rhythm_weeks=4, started_at=NOW - timedelta(days=200))
    held = NOW - 10 * DAY
    meet(leergroep, held)
    ask_to_plan(NOW)
    assert not Taak.objects.filter(kind="RITME_BEWAKEN").exists()
    later = held + 14 * DAY
    ask_to_plan(later)
    ask_to_plan(later + DAY)
    taak = Taak.objects.get(kind="RITME_BEWAKEN")
    assert taak.user == trekker
    # On a working day, at half past eight here.
    assert taak.due_at is not None
    assert (taak.due_at.weekday() < 5, taak.due_at.minute) == (True, 30)


@pytest.mark.parametrize(("ahead", "is_asked"), [(10, False), (27, False), (29, True), (None, True)])
def test_what_is_planned_keeps_the_rhythm(ahead: int | None, is_asked: bool) -> None:
    leergroep, _trekker = a_group()
    Kring.objects.update(rhythm_weeks=4, started_at=NOW - timedelta(days=28))
    if ahead is not None:
        meet(leergroep, NOW + ahead * DAY)
    assert bool(due_rhythms(NOW)) is is_asked


def test_a_cancelled_meeting_keeps_no_rhythm_and_a_planned_one_ends_the_duty() -> None:
    leergroep, _trekker = a_group()
    Kring.objects.update(rhythm_weeks=4, started_at=NOW - timedelta(days=28))
    meet(leergroep, NOW + DAY, status="GEANNULEERD", cancelled_at=NOW)
    plan(NOW)
    taak = Taak.objects.get(kind="RITME_BEWAKEN")
    assert taak.done_at is None
    meet(leergroep, NOW + 3 * DAY)
    plan(NOW + DAY)
    taak.refresh_from_db()
    assert taak.done_at is not None


def test_after_five_meetings_the_members_are_asked_once() -> None:
    leergroep, trekker = a_group()
    member = LidmaatschapFactory(kring=leergroep.kring).user
    for number in range(4):
        meet(leergroep, NOW - (number + 1) * DAY)
    assert due_to_evaluate(NOW) == []
    meet(leergroep, NOW - 6 * DAY)
    open_evaluaties(NOW)
    open_evaluaties(NOW + DAY)
    row = Evaluatie.objects.get()
    assert {taak.user for taak in Taak.objects.filter(object_id=row.pk)} == {trekker, member}
    assert told(member) == [("N116", "gevraagd")]
    close_evaluaties(row.closes_at)
    assert due_to_evaluate(row.closes_at) == []


def test_a_group_that_does_not_want_it_is_not_asked() -> None:
    leergroep, _trekker = a_group()
    Kring.objects.update(evaluate_after=None)
    for number in range(9):
        meet(leergroep, NOW - (number + 1) * DAY)
    assert due_to_evaluate(NOW) == []


def test_answering_stops_the_reminders_and_names_nobody() -> None:
    leergroep, trekker = a_group()
    row, _people = a_round(leergroep, members=2)
    client = as_(trekker)
    path = page("leergroep-evaluatie", leergroep)
    shown = client.get(path).content.decode()
    assert "minstens 4 leden" in shown
    assert "zonder naam" in shown
    form = {"leert": "5", "veilig": "4", "tijd_waard": "3", "text": "Meer naar buiten.", "door": "nee"}
    assert client.post(path, form).status_code == 302
    assert Taak.objects.get(user=trekker, kind="EVALUATIE_INVULLEN").done_at == NOW
    assert Evaluatiestem.objects.get().wants_on is False
    assert {field.name for field in Evaluatieantwoord._meta.get_fields()} == {
        "id", "evaluatie", "leert", "veilig", "tijd_waard", "text",
    }  # fmt: skip
    assert "Je hebt deze evaluatie al ingevuld." in client.post(path, form).content.decode()  # from another tab
    assert Evaluatieantwoord.objects.filter(evaluatie=row).count() == 1


@pytest.mark.parametrize(("answering", "is_shown"), [(3, False), (4, True), (5, True)])
def test_with_fewer_than_four_answers_nobody_sees_any(answering: int, is_shown: bool) -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=5)
    for user in people[:answering]:
        say(row, user, text="Een roerdomp in het riet.")
    path = page("leergroep-evaluatie-uitkomst", leergroep, evaluatie_id=row.pk)
    assert "roerdomp" not in as_(trekker).get(path).content.decode()  # it still runs
    close_evaluaties(row.closes_at)
    row.refresh_from_db()
    shown = as_(trekker).get(path).content.decode()
    assert (outcome_of(row).is_shown, "roerdomp" in shown, "4,0 van 5" in shown) == (is_shown, is_shown, is_shown)


def test_a_coordinator_chooses_without_reading() -> None:
    leergroep, _trekker = a_group()
    row, people = a_round(leergroep, members=4)
    for user in people:
        say(row, user, text="Een roerdomp in het riet.")
    coordinator = UserFactory(coordinator=True)
    path = page("leergroep-evaluatie-uitkomst", leergroep, evaluatie_id=row.pk)
    shown = browser_of(coordinator).get(path).content.decode()
    assert "roerdomp" not in shown
    assert "Kies het vervolg" in shown
    assert as_(people[-1]).get(path).status_code == 404


def test_when_everybody_answered_who_leads_is_asked_what_comes_after() -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=1)
    for user in people:
        say(row, user)
    row.refresh_from_db()
    assert row.closed_at == NOW
    assert Taak.objects.get(kind="VERVOLG_KIEZEN").user == trekker
    choose_vervolg(actor=trekker, evaluatie=row, vervolg=Vervolg.DOORGAAN, now=NOW)
    assert Taak.objects.get(kind="VERVOLG_KIEZEN").done_at == NOW
    with pytest.raises(ActionError, match="al gekozen"):
        choose_vervolg(actor=trekker, evaluatie=row, vervolg=Vervolg.AFSLUITEN, now=NOW)
    assert Leergroep.objects.get().phase == "ACTIEF"


def test_who_left_does_not_keep_a_round_open() -> None:
    leergroep, trekker = a_group()
    row, _people = a_round(leergroep, members=1)
    say(row, trekker)
    lid = leergroep.kring.lidmaatschappen.exclude(user=trekker).get()
    lid.until_at = NOW
    lid.save()
    close_evaluaties(NOW + timedelta(seconds=1))
    row.refresh_from_db()
    assert row.closed_at is not None


def test_a_late_answer_is_refused_in_words() -> None:
    leergroep, trekker = a_group()
    row, _people = a_round(leergroep, members=1)
    with pytest.raises(ActionError, match="intussen gesloten"):
        answer_evaluatie(actor=trekker, evaluatie=row, answers=Answers(1, 1, 1), wants_on=True, now=row.closes_at)
    assert Evaluatiestem.objects.count() == 0


@pytest.mark.parametrize("late", ["closed", "sent before"])
def test_what_is_sent_too_late_stays_before_who_wrote_it(late: str) -> None:
    leergroep, trekker = a_group()
    row, _people = a_round(leergroep, members=1)
    if late == "closed":
        close_evaluaties(row.closes_at)
    else:
        say(row, trekker)
    sent = {"leert": "4", "veilig": "4", "tijd_waard": "4", "door": "ja", "text": "De roerdomp zat er weer."}
    text = as_(trekker).post(page("leergroep-evaluatie", leergroep), sent).content.decode()
    words = {"closed": "Deze evaluatie is intussen gesloten", "sent before": "Je hebt deze evaluatie al ingevuld."}
    assert (words[late] in text, "De roerdomp zat er weer.</textarea>" in text) == (True, True)
    assert row.antwoorden.filter(text__contains="roerdomp").count() == 0


def test_closing_tells_everybody_once_and_keeps_what_was_written_readable() -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=1)
    member = next(user for user in people if user != trekker)
    meet(leergroep, NOW + 5 * DAY)
    for user in people:
        say(row, user)
    path = page("leergroep-evaluatie-uitkomst", leergroep, evaluatie_id=row.pk)
    as_(trekker).post(path, {"vervolg": "AFSLUITEN"})
    stored = Leergroep.objects.select_related("kring").get()
    assert (stored.phase, stored.kring.closed_at) == ("AFGESLOTEN", NOW)
    assert ("N118", "afgesloten") in told(member)
    assert as_(member).get(page("leergroep-berichten", leergroep)).status_code == 200
    answer = as_(member).post(page("leergroep-berichten", leergroep), {"text": "x"})
    assert "Deze groep is intussen afgesloten" in answer.content.decode()
    for name in ("leergroep-uitnodigen", "leergroep-bijeenkomst-nieuw", "leergroep-starten", "leergroep-samenvoegen"):
        assert as_(trekker).get(page(name, leergroep)).status_code == 404
    assert as_(trekker).get(reverse("kring-afspraken-nieuw", kwargs={"kring_id": stored.kring_id})).status_code == 404
