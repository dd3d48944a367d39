"""Actions: who may change them, the duty of the owner, her reminders, and what happens when she leaves."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.urls import reverse

from community.access import DeniedError
from community.actions.accounts import close_account
from community.actions.acties import (
    ActieError,
    add_actie,
    change_actie,
    drop_actie,
    finish_actie,
    reopen_actie,
    return_ownerless,
)
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import end_member
from community.berichten.planning import plan
from community.berichten.sender import deliver
from community.models import Actie, Bericht, BerichtStatus, Lidmaatschap, Taak, User
from community.queries.taken import open_taken_of
from community.workdays import AMSTERDAM
from tests.community.vergadering.cast import IN_ACTIE, WORDS, Vergaderd, a_meeting_with_outcome
from tests.factories import LidmaatschapFactory
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db


@pytest.fixture
def done() -> Vergaderd:
    return a_meeting_with_outcome()


def local(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=AMSTERDAM)  # type: ignore[arg-type,misc]  # year, month, day, hour, minute


def due_on(done: Vergaderd, day: date) -> Actie:
    """Return the action with this date."""
    return change_actie(actor=done.cast["TK"], actie=done.actie, version=done.actie.version, text=done.actie.text,
                        owner_id=done.cast["GL"].pk, due_date=day, now=NOW)  # fmt: skip


def mails(now: datetime, user: User) -> list[str]:
    """Let the clock tick once at this moment and return the subjects about actions that left then for this person."""
    mail.outbox.clear()
    plan(now)
    deliver(now)
    return [str(each.subject) for each in mail.outbox if each.to == [user.email] and "actie" in str(each.subject)]


def open_duties(user: User, kind: str = "ACTIE") -> int:
    return Taak.objects.filter(user=user, kind=kind, done_at__isnull=True, withdrawn_at__isnull=True).count()


# --- who may what ---------------------------------------------------------------------------------------------------


def test_only_who_leads_the_group_agrees_on_changes_and_drops_actions(done: Vergaderd) -> None:
    given: dict[str, Any] = {"text": "Bel.", "owner_id": done.cast["GL"].pk, "due_date": date(2027, 2, 1), "now": NOW}
    for role in ("LI", "LA", "GL", "ZA", "EX", "CO", "RE", "BE", "PA"):
        actor = done.cast[role]
        with pytest.raises(DeniedError):
            add_actie(actor=actor, bijeenkomst=done.past, **given)
        with pytest.raises(DeniedError):
            change_actie(actor=actor, actie=done.actie, version=done.actie.version, **given)
        with pytest.raises(DeniedError):
            drop_actie(actor=actor, actie=done.actie, reason="Zomaar.", now=NOW)
    done.actie.refresh_from_db()
    assert (Actie.objects.count(), done.actie.status, done.actie.version) == (1, "OPEN", 1)


def test_only_its_owner_and_who_leads_say_that_an_action_is_done(done: Vergaderd) -> None:
    other = LidmaatschapFactory(
        kring=done.cast.leergroep.kring, accepted=done.cast.afspraken, accepted_at=LONG_AGO
    ).user
    for actor in (other, *(done.cast[role] for role in ("LI", "LA", "ZA", "EX", "CO"))):
        with pytest.raises(DeniedError):
            finish_actie(actor=actor, actie=done.actie, now=NOW)
    assert finish_actie(actor=done.cast["TK"], actie=done.actie, now=NOW).status == "KLAAR"


def test_an_action_is_for_a_member_who_agreed_and_for_a_day_to_come(done: Vergaderd) -> None:
    wrong = [
        ("owner", done.cast["ZA"].pk, date(2027, 2, 1)), ("owner", done.cast["LI"].pk, date(2027, 2, 1)),
        ("due_date", done.cast["GL"].pk, date(2027, 1, 17)), ("due_date", done.cast["GL"].pk, date(2031, 1, 1)),
    ]  # fmt: skip
    for field, owner_id, due_date in wrong:
        with pytest.raises(ActieError) as told:
            add_actie(actor=done.cast["TK"], bijeenkomst=done.past, text="Bel.", owner_id=owner_id,
                      due_date=due_date, now=NOW)  # fmt: skip
        assert told.value.field == field
    assert Actie.objects.count() == 1


def test_a_stale_save_changes_nothing(done: Vergaderd) -> None:
    stale = done.actie.version
    due_on(done, date(2027, 2, 1))
    with pytest.raises(StaleSaveError):
        change_actie(actor=done.cast["TK"], actie=done.actie, version=stale, text="Anders.",
                     owner_id=done.cast["TK"].pk, due_date=date(2027, 3, 1), now=NOW)  # fmt: skip
    done.actie.refresh_from_db()
    assert (done.actie.owner, done.actie.due_date) == (done.cast["GL"], date(2027, 2, 1))
    assert (open_duties(done.cast["GL"]), open_duties(done.cast["TK"])) == (1, 0)


def test_what_is_done_or_dropped_is_not_changed_any_more(done: Vergaderd) -> None:
    finish_actie(actor=done.cast["GL"], actie=done.actie, now=NOW)
    with pytest.raises(ActionError, match="al klaar"):
        due_on(done, date(2027, 2, 1))
    with pytest.raises(ActionError, match="net klaar"):
        drop_actie(actor=done.cast["TK"], actie=done.actie, reason="Zomaar.", now=NOW)
    reopen_actie(actor=done.cast["GL"], actie=done.actie, now=NOW)
    drop_actie(actor=done.cast["TK"], actie=done.actie, reason="Niet meer nodig.", now=NOW)
    for change in (finish_actie, reopen_actie):
        with pytest.raises(ActionError, match="vervallen"):
            change(actor=done.cast["GL"], actie=done.actie, now=NOW)


# --- the duty -------------------------------------------------------------------------------------------------------


def test_the_duty_of_the_owner_shows_the_action_on_screen_and_is_ticked_off_with_one_click(done: Vergaderd) -> None:
    client = done.client("GL")
    shown = client.get(reverse("mijn-omgeving")).content.decode()
    assert "Je actie van leergroep Natte teelten" in shown
    assert IN_ACTIE in shown
    assert f'action="/acties/{done.actie.pk}/klaar/"' in shown
    answer = client.post(reverse("actie-klaar", args=[done.actie.pk]), {"terug": "mijn"}, follow=True)
    assert answer.redirect_chain == [("/mijn/", 302)]
    after = answer.content.decode()
    assert "De actie staat op klaar." in after
    assert IN_ACTIE not in after
    assert open_duties(done.cast["GL"]) == 0
    done.actie.refresh_from_db()
    assert done.actie.status == "KLAAR"


def test_looking_at_the_address_of_the_button_changes_nothing(done: Vergaderd) -> None:
    for name in ("actie-klaar", "actie-heropenen"):
        assert done.client("GL").get(reverse(name, args=[done.actie.pk])).status_code == 302
    done.actie.refresh_from_db()
    assert (done.actie.status, done.actie.version) == ("OPEN", 1)


def test_ticking_twice_has_one_effect(done: Vergaderd) -> None:
    first = finish_actie(actor=done.cast["GL"], actie=done.actie, now=NOW)
    second = finish_actie(actor=done.cast["TK"], actie=done.actie, now=NOW + timedelta(hours=1))
    assert (second.closed_at, second.version) == (first.closed_at, first.version)


def test_who_must_agree_first_sees_the_duty_without_the_action(done: Vergaderd) -> None:
    Lidmaatschap.objects.filter(user=done.cast["GL"]).update(accepted=None, accepted_at=None)
    (duty,) = [each for each in open_taken_of(done.cast["GL"], NOW) if each.taak.kind == "ACTIE"]
    assert (duty.title, duty.detail, duty.done_path) == ("Je actie van leergroep Natte teelten", "", "")


def test_another_owner_gets_the_duty_and_the_first_loses_it(done: Vergaderd) -> None:
    change_actie(actor=done.cast["TK"], actie=done.actie, version=1, text=done.actie.text,
                 owner_id=done.cast["TK"].pk, due_date=done.actie.due_date, now=NOW)  # fmt: skip
    assert (open_duties(done.cast["GL"]), open_duties(done.cast["TK"])) == (0, 1)


# --- reminders ------------------------------------------------------------------------------------------------------


def test_the_owner_is_asked_on_the_date_and_five_workdays_later_and_then_no_more(done: Vergaderd) -> None:
    """Due Monday 25 January 2027."""
    owner, subject = done.cast["GL"], "Je hebt een actie openstaan van leergroep Natte teelten"
    assert mails(local(2027, 1, 25, 8, 29), owner) == []
    assert mails(local(2027, 1, 25, 8, 30), owner) == [subject]
    assert mails(local(2027, 1, 29, 12, 0), owner) == []
    assert mails(local(2027, 2, 1, 8, 29), owner) == []
    assert mails(local(2027, 2, 1, 8, 30), owner) == [subject]
    (last,) = [each for each in mail.outbox if each.to == [owner.email] and str(each.subject) == subject]
    assert "laatste herinnering" in str(last.body)
    for day in (2, 8, 15):
        assert mails(local(2027, 2, day, 8, 30), owner) == []


@pytest.mark.parametrize(("due", "first", "second"), [
    # A Saturday: the Monday after it.
    (date(2027, 1, 30), (2027, 2, 1, 8, 30), (2027, 2, 5, 8, 30)),
    # Sunday 28 March 2027, Eerste Paasdag, when summer time begins; Monday is Tweede Paasdag.
    (date(2027, 3, 28), (2027, 3, 30, 8, 30), (2027, 4, 5, 8, 30)),
    # Sunday 31 October 2027, when summer time ends.
    (date(2027, 10, 31), (2027, 11, 1, 8, 30), (2027, 11, 5, 8, 30)),
    # Koningsdag, a Tuesday; after it Hemelvaart (6 May) and Bevrijdingsdag (5 May) lie among the five days or not.
    (date(2027, 4, 27), (2027, 4, 28, 8, 30), (2027, 5, 4, 8, 30)),
])  # fmt: skip
def test_reminders_leave_on_workdays_at_half_past_eight_local_time(
    done: Vergaderd, due: date, first: tuple[int, ...], second: tuple[int, ...]
) -> None:
    due_on(done, due)
    owner = done.cast["GL"]
    for moment in (first, second):
        assert mails(local(*moment) - timedelta(minutes=1), owner) == []
        assert len(mails(local(*moment), owner)) == 1


def test_a_done_dropped_or_moved_action_is_not_asked_after(done: Vergaderd) -> None:
    owner = done.cast["GL"]
    due_on(done, date(2027, 2, 8))
    assert mails(local(2027, 1, 25, 8, 30), owner) == []
    assert len(mails(local(2027, 2, 8, 8, 30), owner)) == 1
    finish_actie(actor=owner, actie=done.actie, now=local(2027, 2, 9, 9, 0))
    assert mails(local(2027, 2, 15, 8, 30), owner) == []


def test_what_the_action_is_never_travels_by_mail(done: Vergaderd) -> None:
    for moment in (local(2027, 1, 18, 8, 30), local(2027, 1, 25, 8, 30), local(2027, 2, 1, 8, 30)):
        mail.outbox.clear()
        plan(moment)
        deliver(moment)
        for message in mail.outbox:
            text = " ".join([str(message.subject), str(message.body), *(str(part[0]) for part in message.alternatives)])
            assert [word for word in WORDS if word in text] == []
    assert Bericht.objects.filter(kind="N132", status=BerichtStatus.VERZONDEN).count() == 2


def test_of_a_confidential_meeting_not_even_the_group_is_named(done: Vergaderd) -> None:
    done.past.is_confidential = True
    done.past.save()
    assert mails(local(2027, 1, 25, 8, 30), done.cast["GL"]) == ["Je hebt een actie openstaan van een van je groepen"]


# --- leaving --------------------------------------------------------------------------------------------------------


def test_open_actions_of_who_leaves_go_back_to_who_leads(done: Vergaderd) -> None:
    kept = finish_actie(actor=done.cast["GL"], now=NOW, actie=add_actie(
        actor=done.cast["TK"], bijeenkomst=done.past, text="Klaar.", owner_id=done.cast["GL"].pk,
        due_date=date(2027, 2, 1), now=NOW))  # fmt: skip
    end_member(lidmaatschap=done.cast.lid, now=NOW)
    done.actie.refresh_from_db()
    kept.refresh_from_db()
    assert (done.actie.owner, kept.owner) == (None, done.cast["GL"])
    assert (open_duties(done.cast["GL"]), open_duties(done.cast["TK"], "ACTIE_EIGENAAR_KIEZEN")) == (0, 1)
    (duty,) = [each for each in open_taken_of(done.cast["TK"], NOW) if each.taak.kind == "ACTIE_EIGENAAR_KIEZEN"]
    assert duty.title == "Kies een nieuwe eigenaar voor 1 actie van Natte teelten"
    assert mails(local(2027, 1, 25, 8, 30), done.cast["GL"]) == []
    change_actie(actor=done.cast["TK"], actie=done.actie, version=done.actie.version, text=done.actie.text,
                 owner_id=done.cast["TK"].pk, due_date=done.actie.due_date, now=NOW)  # fmt: skip
    assert open_duties(done.cast["TK"], "ACTIE_EIGENAAR_KIEZEN") == 0
    assert open_duties(done.cast["TK"]) == 1


def test_who_leads_is_asked_for_a_new_owner_the_next_workday(done: Vergaderd) -> None:
    end_member(lidmaatschap=done.cast.lid, now=NOW)
    assert mails(local(2027, 1, 19, 8, 29), done.cast["TK"]) == []
    sent = Bericht.objects.filter(kind="N133", recipient=done.cast["TK"], status=BerichtStatus.VERZONDEN)
    assert not sent.exists()
    mails(local(2027, 1, 19, 8, 30), done.cast["TK"])
    assert [row.moment.partition("@")[0] for row in sent] == ["eigenaar"]


def test_an_action_of_a_closed_account_goes_back_too(done: Vergaderd) -> None:
    close_account(actor=done.cast["CO"], person=done.cast["GL"], now=NOW)
    return_ownerless(NOW)
    done.actie.refresh_from_db()
    assert done.actie.owner is None
    assert open_duties(done.cast["TK"], "ACTIE_EIGENAAR_KIEZEN") == 1
    return_ownerless(NOW)
    assert open_duties(done.cast["TK"], "ACTIE_EIGENAAR_KIEZEN") == 1
