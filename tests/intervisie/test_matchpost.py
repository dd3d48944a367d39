"""Mail about rounds: open, once more to the silent, other days, blown off; and what ends by itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from community.berichten import planning
from community.confidential import confidential
from community.extension_points import bericht_kinds, planners, purges
from community.models import Bericht, DataKey, Profiel, User, Vernietiging
from community.workdays import at_local, feestdag, is_workday, local_date, past_term
from intervisie.actions.matchaanmeldingen import KEPT, decline_ronde, withdraw_aanmelding
from intervisie.actions.matchrondes import cancel_ronde, change_ronde, open_ronde, reminder_of
from intervisie.forms.matchrondes import RondeForm
from intervisie.models import Matchaanmelding, Matchronde, RondeStatus, Vasteregel
from tests.factories import UserFactory
from tests.factories.inschrijvingen import letters
from tests.factories.intervisie import a_ronde, an_aanmelding, an_uitnodiging
from tests.factories.moments import LONG_AGO, NOW
from tests.intervisie.matchwork import RONDE

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
HALF_PAST_EIGHT = datetime(2027, 1, 1, 8, 30).time()  # noqa: DTZ001 - a time of the clock, no moment


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def plan(now: datetime) -> None:
    """Let rounds live by their dates."""
    planners.get("matchrondes")(now)


def reminded(ronde: Matchronde) -> list[User]:
    """Return who was owed the reminder of this round, once for each time."""
    rows = Bericht.objects.filter(kind="N55", object_id=ronde.pk, moment__startswith="stil").select_related("recipient")
    return [row.recipient for row in rows.order_by("recipient__email") if row.recipient]


@pytest.mark.parametrize(
    ("closes", "expected"),
    [
        (date(2027, 2, 12), date(2027, 2, 9)),  # a Friday: Tuesday before
        (date(2027, 2, 14), date(2027, 2, 10)),  # a Sunday
        (date(2027, 2, 15), date(2027, 2, 10)),  # a Monday: over the weekend
        (date(2027, 3, 30), date(2027, 3, 23)),  # the Tuesday after Easter: Good Friday, Easter and summer time between
        (date(2027, 4, 28), date(2027, 4, 22)),  # the day after Koningsdag
        (date(2027, 11, 2), date(2027, 10, 28)),  # over the end of summer time, 31 October
    ],
)
def test_the_reminder_comes_three_working_days_before_at_half_past_eight(closes: date, expected: date) -> None:
    _moment, due_at = reminder_of(a_ronde(closes_date=closes, from_date=closes + timedelta(days=30)))
    assert due_at == at_local(expected, HALF_PAST_EIGHT)
    assert (is_workday(expected), feestdag(expected)) == (True, None)


@pytest.mark.parametrize("closes", [date(2027, 2, 12), date(2027, 3, 30), date(2027, 11, 2), date(2027, 2, 14)])
def test_only_the_silent_hear_of_it_again_and_once(clock: Any, closes: date) -> None:
    ronde = a_ronde(closes_date=closes, from_date=closes + timedelta(days=30))
    silent, declined, registered, withdrew, gone = (UserFactory() for _ in range(5))
    for user in (silent, registered, withdrew, gone):
        an_uitnodiging(ronde, user)
    an_uitnodiging(ronde, declined, declined_at=LONG_AGO)
    an_aanmelding(ronde, registered)
    an_aanmelding(ronde, withdrew, withdrawn_at=NOW)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    _moment, due_at = reminder_of(ronde)
    plan(due_at - timedelta(seconds=1))
    assert reminded(ronde) == []
    for minutes in (0, 1, 24 * 60):
        plan(due_at + timedelta(minutes=minutes))
    assert reminded(ronde) == [silent]
    assert Bericht.objects.get().mail_at == due_at
    clock.move_to(due_at)
    [letter] = letters("N55", due_at)
    assert letter.address == silent.email
    assert "Je hebt nog niet laten weten of je meedoet" in letter.text


def test_who_answered_meanwhile_hears_nothing(clock: Any) -> None:
    ronde = a_ronde()
    registers, declines, waits = (UserFactory() for _ in range(3))
    for user in (registers, declines, waits):
        an_uitnodiging(ronde, user)
    _moment, due_at = reminder_of(ronde)
    plan(due_at)
    an_aanmelding(ronde, registers, now=due_at)
    decline_ronde(actor=declines, ronde=ronde, now=due_at)
    assert [letter.address for letter in letters("N55", due_at)] == [waits.email]
    assert letters("N55", at_local(ronde.closes_date + timedelta(days=1), HALF_PAST_EIGHT)) == []


def test_who_works_elsewhere_since_hears_nothing_of_a_round_she_cannot_find() -> None:
    ronde = a_ronde(status=RondeStatus.CONCEPT, provincies=["UTRECHT"])
    stays, moved, anywhere = (UserFactory() for _ in range(3))
    Profiel.objects.filter(user__in=(stays, moved)).update(provincies=["UTRECHT"])
    open_ronde(actor=UserFactory(coordinator=True), ronde=ronde, version=1, now=NOW)
    Profiel.objects.filter(user=moved).update(provincies=["ZEELAND"])
    berichten = list(Bericht.objects.filter(kind="N55", recipient__in=(stays, moved, anywhere)))
    told = bericht_kinds.get("N55").load(berichten, NOW)
    assert {one.recipient for one in berichten if one.pk in told} == {stays, anywhere}
    assert len(berichten) == 3


def test_what_opened_after_its_reminder_reminds_nobody_and_a_moved_day_reminds_again() -> None:
    coordinator, silent = UserFactory(coordinator=True), UserFactory()
    ronde = a_ronde(status=RondeStatus.CONCEPT, closes_date=local_date(NOW) + timedelta(days=2))
    open_ronde(actor=coordinator, ronde=ronde, version=1, now=NOW)
    plan(NOW + timedelta(days=1))
    assert reminded(ronde) == []
    ronde.refresh_from_db()
    form = RondeForm(local_date(NOW), RONDE | {"version": "2"}, ronde=ronde)
    assert form.is_valid(), form.errors
    changed = change_ronde(actor=coordinator, ronde=ronde, version=2, answers=form.answers(), now=NOW)
    _moment, due_at = reminder_of(changed)
    plan(due_at)
    assert {user.pk for user in reminded(ronde)} == {silent.pk, coordinator.pk}
    again = [letter for letter in letters("N55", due_at) if "nog niet laten weten" in letter.text]
    assert [letter.address for letter in again] == sorted([silent.email, coordinator.email])


def test_a_round_closes_by_itself_after_its_last_day() -> None:
    ronde = a_ronde()
    end = at_local(ronde.closes_date, datetime(2027, 1, 1, 23, 59).time())  # noqa: DTZ001 - a time of the clock
    plan(end)
    ronde.refresh_from_db()
    assert ronde.status == RondeStatus.OPEN
    for _ in range(2):
        plan(end + timedelta(minutes=1))
    ronde.refresh_from_db()
    assert (ronde.status, ronde.closed_at, ronde.version) == (RondeStatus.GESLOTEN, end + timedelta(minutes=1), 2)


def test_mails_say_when_and_nothing_of_what_was_asked() -> None:
    coordinator, ronde = UserFactory(coordinator=True), a_ronde(name="Ronde Zonnedauw", status=RondeStatus.CONCEPT)
    member = UserFactory()
    open_ronde(actor=coordinator, ronde=ronde, version=1, now=NOW)
    opened = next(letter for letter in letters("N55") if letter.address == member.email)
    assert opened.subject == "Doe mee met intervisie. Aanmelden kan tot en met 12 februari 2027"
    assert f"/intervisie/aanmelden/{ronde.code}/" in opened.text
    an_aanmelding(ronde, member, wants=[UserFactory(achternaam="Gewenst")], niet_met=[UserFactory(achternaam="Weg")])
    ronde.refresh_from_db()
    form = RondeForm(local_date(NOW), RONDE | {"closes_date": "19 februari 2027"}, ronde=ronde)
    assert form.is_valid(), form.errors
    change_ronde(actor=coordinator, ronde=ronde, version=2, answers=form.answers(), now=NOW)
    [moved] = letters("N202")
    assert "Aanmelden kan tot en met 19 februari 2027." in moved.text
    ronde.refresh_from_db()
    cancel_ronde(actor=coordinator, ronde=ronde, reason="Te weinig begeleiders.", now=NOW)
    [off] = letters("N201")
    assert "De reden: Te weinig begeleiders." in off.text
    assert letters("N202") == []
    for letter in (opened, moved, off):
        assert not {"Gewenst", "Weg"} & set(f"{letter.text} {letter.html} {letter.subject}".split())


def test_who_withdrew_hears_nothing_of_other_days_or_the_end() -> None:
    coordinator, ronde = UserFactory(coordinator=True), a_ronde()
    row = an_aanmelding(ronde)
    cancel_ronde(actor=coordinator, ronde=ronde, reason="Zo.", now=NOW)
    Matchaanmelding.objects.filter(pk=row.pk).update(withdrawn_at=NOW)
    assert letters("N201") == []


def test_mail_asks_as_much_for_one_as_for_fifty(django_assert_max_num_queries: Any) -> None:
    ronde = a_ronde()
    for _ in range(50):
        an_uitnodiging(ronde, UserFactory())
    _moment, due_at = reminder_of(ronde)
    plan(due_at)
    rows = list(Bericht.objects.filter(kind="N55"))
    with django_assert_max_num_queries(4):
        assert len(bericht_kinds.get("N55").load(rows, due_at)) == 50


def test_a_closed_account_takes_part_in_nothing(django_capture_on_commit_callbacks: Any) -> None:
    ronde, over = a_ronde(), a_ronde(status=RondeStatus.VASTGESTELD)
    user = UserFactory()
    rows = [an_aanmelding(one, user, niet_met=[UserFactory()], wants=[UserFactory()]) for one in (ronde, over)]
    stays = an_aanmelding(ronde, niet_met=[user])
    User.objects.filter(pk=user.pk).update(is_active=False)
    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            plan(NOW)
    found = Matchaanmelding.objects.in_bulk([row.pk for row in rows])
    assert [found[row.pk].withdrawn_at for row in rows] == [NOW, None]
    with confidential():
        assert [row.aanmelding_id for row in Vasteregel.objects.all()] == [stays.pk]
    assert DataKey.objects.filter(wrapped__isnull=False).count() == 1


def test_what_was_private_goes_a_year_after_the_decision() -> None:
    edge = past_term(NOW, KEPT)
    old, young = (
        a_ronde(status=RondeStatus.VASTGESTELD, decided_at=edge + timedelta(seconds=seconds)) for seconds in (-1, 1)
    )
    refused = UserFactory()
    rows = [an_aanmelding(one, wants=[UserFactory()], niet_met=[refused]) for one in (old, young)]
    purge = purges.get("vasteregels")
    assert [purge(NOW), purge(NOW)] == [1, 0]
    with confidential():
        assert [row.aanmelding_id for row in Vasteregel.objects.all()] == [rows[1].pk]
    assert [row.wants.count() for row in rows] == [0, 1]
    assert list(Vernietiging.objects.values_list("kind", "reason")) == [("VASTEREGEL", "TERMIJN")]
    assert Matchaanmelding.objects.count() == 2


def test_withdrawing_takes_back_what_was_not_sent(django_capture_on_commit_callbacks: Any) -> None:
    ronde, user = a_ronde(), UserFactory()
    an_uitnodiging(ronde, user)
    row = an_aanmelding(ronde, user)
    with confidential(), django_capture_on_commit_callbacks(execute=True):
        withdraw_aanmelding(actor=user, aanmelding=row, now=NOW)
    _moment, due_at = reminder_of(ronde)
    plan(due_at)
    assert reminded(ronde) == []


def test_the_daily_plan_knows_of_rounds() -> None:
    ronde = a_ronde(closes_date=date(2027, 1, 15))
    planning.plan(datetime(2027, 1, 18, 8, tzinfo=UTC))
    ronde.refresh_from_db()
    assert ronde.status == RondeStatus.GESLOTEN
