"""Asking for dates, answering, choosing: what is stored and who has something to do."""

from datetime import timedelta

import pytest
from django.urls import reverse

from community.access import DeniedError
from community.actions.antwoorden import PrikkerClosedError, save_antwoorden
from community.actions.datumprikker import Moment, change_datumprikker, close_datumprikker, fix_date
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kringen import add_member, end_member
from community.models import Antwoord, Bericht, Bijeenkomst, Datumprikker, Deelname, Invulling, Lidmaatschap, Optie
from community.workdays import AMSTERDAM
from tests.community.datumprikker.polls import DATES, DAY, TITLE, a_poll, a_vraag, duties, opties, said, says
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db


def test_everybody_in_the_group_is_asked_and_who_asks_too() -> None:
    poll, leader, members = a_poll()
    assert duties(poll) == {leader, *members}
    assert duties(poll, "DATUM_KIEZEN") == {leader}
    asked = Bericht.objects.filter(kind="N126", object_id=poll.pk).values_list("recipient", flat=True)
    assert set(asked) == {member.pk for member in members}


def test_who_answered_all_is_done_and_who_did_not_is_not() -> None:
    poll, leader, (first, second, third) = a_poll()
    says(first, poll, "KAN", "LIEVER_NIET", "KAN_NIET", note="Liefst in de ochtend.")
    says(second, poll, "KAN", "", "")
    assert said(first, poll) == ["KAN", "LIEVER_NIET", "KAN_NIET"]
    assert Invulling.objects.get(user=first).note == "Liefst in de ochtend."
    assert duties(poll) == {leader, second, third}


def test_answers_change_until_the_end_and_an_answer_can_be_taken_back() -> None:
    poll, _leader, (first, *_) = a_poll()
    says(first, poll, "KAN", "KAN", "KAN")
    says(first, poll, "KAN_NIET", "KAN", "", now=NOW + DAY)
    assert said(first, poll) == ["KAN_NIET", "KAN", ""]
    assert Invulling.objects.get(user=first).saved_at == NOW + DAY
    assert first in duties(poll)


def test_nobody_answers_after_the_last_moment_the_fixing_or_the_closing() -> None:
    poll, leader, (first, *_) = a_poll()
    says(first, poll, "KAN", "KAN", "KAN", now=poll.answer_until - timedelta(seconds=1))
    with pytest.raises(PrikkerClosedError, match="Invullen kon tot 28 januari 2027 om 9 uur"):
        says(first, poll, "KAN_NIET", "", "", now=poll.answer_until)
    fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=NOW)
    with pytest.raises(PrikkerClosedError, match="De datum is al gekozen"):
        says(first, poll, "KAN_NIET", "", "")
    other, leader, (first, *_) = a_poll()
    close_datumprikker(actor=leader, prikker=other, now=NOW)
    with pytest.raises(PrikkerClosedError, match="gesloten"):
        says(first, other, "KAN_NIET", "", "")
    assert said(first, other) == ["", "", ""]


def test_answers_to_other_moments_and_forged_answers_are_refused_whole() -> None:
    poll, _, (first, *_) = a_poll()
    foreign, *_ = a_poll()
    strange = {opties(poll)[0].pk: "KAN", opties(foreign)[0].pk: "KAN"}
    for answers in (strange, {opties(poll)[0].pk: "MISSCHIEN"}, {opties(poll)[0].pk: ""}):
        with pytest.raises(ActionError):
            save_antwoorden(actor=first, prikker=poll, version=1, answers=answers, note="", now=NOW)
    assert not Antwoord.objects.exists()


def test_an_answer_to_moments_that_changed_meanwhile_is_stale() -> None:
    poll, leader, (first, *_) = a_poll()
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)[:2]]
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(), moments=kept, now=NOW)
    with pytest.raises(StaleSaveError):
        save_antwoorden(actor=first, prikker=poll, version=1, answers={}, note="", now=NOW)


def test_fixing_makes_one_meeting_with_invitations_and_ends_all_duties() -> None:
    poll, leader, (first, second, third) = a_poll()
    says(first, poll, "KAN_NIET", "KAN", "KAN_NIET")
    meeting = fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[1].pk, now=NOW)
    again = fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[1].pk, now=NOW)
    assert again.pk == meeting.pk == Bijeenkomst.objects.get().pk
    assert (meeting.title, meeting.place_name, meeting.starts_at) == (TITLE, "Gouda", DATES[1])
    assert meeting.ends_at == DATES[1] + timedelta(hours=2)
    statuses = dict(Deelname.objects.values_list("user", "status"))
    assert statuses == {leader.pk: "AANGEMELD", **dict.fromkeys((first.pk, second.pk, third.pk), "UITGENODIGD")}
    assert duties(poll) == duties(poll, "DATUM_KIEZEN") == set()
    told = Bericht.objects.filter(status="GEPLAND").values_list("kind", "recipient")
    assert sorted(told) == sorted([*(("N106", user.pk) for user in (first, second, third)), ("N108", leader.pk)])
    with pytest.raises(PrikkerClosedError):
        fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=NOW)


def test_a_moment_that_is_gone_past_or_foreign_cannot_be_chosen() -> None:
    poll, leader, _ = a_poll()
    foreign, *_ = a_poll()
    with pytest.raises(ActionError, match="staat er niet meer bij"):
        fix_date(actor=leader, prikker=poll, optie_id=opties(foreign)[0].pk, now=NOW)
    with pytest.raises(ActionError, match="al geweest"):
        fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=DATES[0])
    fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[1].pk, now=DATES[0])


def test_closing_without_a_date_ends_all_and_tells_everyone_once() -> None:
    poll, leader, members = a_poll()
    close_datumprikker(actor=leader, prikker=poll, now=NOW)
    close_datumprikker(actor=leader, prikker=poll, now=NOW)
    assert duties(poll) == duties(poll, "DATUM_KIEZEN") == set()
    told = Bericht.objects.filter(status="GEPLAND").values_list("kind", "recipient")
    assert sorted(told) == sorted(("N131", user.pk) for user in members)
    with pytest.raises(PrikkerClosedError):
        fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=NOW)


def test_a_change_asks_again_only_those_to_whom_it_matters() -> None:
    poll, leader, (first, second, third) = a_poll()
    says(first, poll, "KAN", "KAN", "KAN_NIET")
    says(second, poll, "KAN_NIET", "KAN_NIET", "KAN_NIET")
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    # The first date goes: it matters to who could.
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(), moments=kept[1:], now=NOW)
    changed = Bericht.objects.filter(kind="N130", status="GEPLAND")
    assert [row.recipient for row in changed] == [first]
    assert duties(poll) == {leader, third}
    # The second moves: both who answered are asked again, and told; the silent were asked already.
    moved = [Moment(kept[1].starts_at + DAY * 7, kept[1].optie_id), kept[2]]
    change_datumprikker(actor=leader, prikker=poll, version=2, vraag=a_vraag(), moments=moved, now=NOW)
    assert {row.recipient for row in changed.all()} == {first, second}
    assert duties(poll) == {leader, first, second, third}
    assert said(first, poll) == ["KAN_NIET", ""]
    assert Optie.objects.get(pk=kept[1].optie_id).sequence == 1


def test_a_new_title_matters_to_nobody() -> None:
    poll, leader, (first, *_) = a_poll()
    says(first, poll, "KAN", "KAN", "KAN_NIET")
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(title="Zomer"), moments=kept, now=NOW)
    assert first not in duties(poll)
    assert not Bericht.objects.filter(kind="N130").exists()


def test_a_later_last_day_asks_the_silent_again_and_moves_the_duties() -> None:
    poll, leader, (first, *_) = a_poll()
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    later = NOW + 15 * DAY
    with pytest.raises(PrikkerClosedError):
        says(first, poll, "KAN", "KAN", "KAN", now=NOW + 11 * DAY)
    change_datumprikker(actor=leader, prikker=poll, version=1, vraag=a_vraag(answer_until=later), moments=kept,
                        now=NOW + 11 * DAY)  # fmt: skip
    says(first, poll, "KAN", "KAN", "KAN", now=NOW + 11 * DAY)
    assert said(first, poll) == ["KAN", "KAN", "KAN"]


def test_who_joins_is_asked_and_who_leaves_is_out() -> None:
    poll, _leader, (first, *_) = a_poll()
    says(first, poll, "KAN", "KAN", "KAN")
    fresh = UserFactory()
    place = add_member(kring=poll.kring, user=fresh, now=NOW)
    assert fresh in duties(poll)
    assert Bericht.objects.filter(kind="N126", recipient=fresh).count() == 1
    says(fresh, poll, "KAN", "KAN", "")
    end_member(lidmaatschap=place, now=NOW)
    assert fresh not in duties(poll)
    assert said(fresh, poll) == ["", "", ""]
    with pytest.raises(DeniedError):
        says(fresh, poll, "KAN", "KAN", "KAN")


def test_the_page_says_when_it_was_saved() -> None:
    poll, leader, (first, *_) = a_poll()
    browser, path = browser_of(first), reverse("datumprikker", args=[poll.code])
    page = browser.get(path).content.decode()
    assert "Je hebt nog niets opgeslagen" in page
    names = [f"optie_{row.pk.hex}" for row in opties(poll)]
    sent = {"version": "1", **dict.fromkeys(names, "KAN"), "note": "Alleen online."}
    assert browser.post(path, sent).status_code == 302
    page = browser.get(path).content.decode()
    assert "Opgeslagen om 9 uur" in page
    assert "Je bent klaar" in page
    assert "Alleen online." in page
    assert TITLE in browser_of(leader).get(path).content.decode()


def test_the_last_day_to_answer_is_the_day_that_was_chosen() -> None:
    poll, leader, _ = a_poll()
    sent = {
        "kring": str(poll.kring_id), "title": "Zomer", "duration": "60", "last_day": "28-1-2027", "version": "0",
        "m-TOTAL_FORMS": "1", "m-INITIAL_FORMS": "0", "m-0-day": "29-1-2027", "m-0-starts": "0.30",
    }  # fmt: skip
    assert browser_of(leader).post(reverse("datumprikker-nieuw"), sent).status_code == 302
    made = Datumprikker.objects.get(title="Zomer")
    assert f"{made.answer_until.astimezone(AMSTERDAM):%Y-%m-%d %H:%M}" == "2027-01-28 23:59"
    page = browser_of(leader, with_factor=False).get(reverse("datumprikker", args=[made.code])).content.decode()
    assert "Invullen kan tot en met donderdag 28 januari 2027" in page


def test_the_leader_hears_that_all_answered_when_the_last_silent_member_leaves() -> None:
    poll, leader, (first, second, last) = a_poll()
    for person in (leader, first, second):
        says(person, poll, "KAN", "KAN", "KAN")
    end_member(lidmaatschap=Lidmaatschap.objects.get(kring=poll.kring, user=last), now=NOW)
    assert [row.recipient for row in Bericht.objects.filter(kind="N129")] == [leader]


def test_the_leader_hears_that_all_answered_when_the_only_open_date_is_dropped() -> None:
    poll, leader, (user,) = a_poll(members=1)
    other = LidmaatschapFactory(kring=poll.kring, trekker=True).user
    for person in (leader, other):
        says(person, poll, "KAN", "KAN", "KAN")
    says(user, poll, "KAN", "KAN", "")
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)[:2]]
    change_datumprikker(actor=other, prikker=poll, version=poll.version, vraag=a_vraag(), moments=kept, now=NOW)
    assert [row.recipient for row in Bericht.objects.filter(kind="N129")] == [leader]


def test_who_drops_the_only_open_date_herself_knows_that_all_answered() -> None:
    poll, leader, (user,) = a_poll(members=1)
    says(leader, poll, "KAN", "KAN", "KAN")
    says(user, poll, "KAN", "KAN", "")
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)[:2]]
    change_datumprikker(actor=leader, prikker=poll, version=poll.version, vraag=a_vraag(), moments=kept, now=NOW)
    assert not Bericht.objects.filter(kind="N129").exists()
