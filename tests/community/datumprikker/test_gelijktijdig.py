"""Two things at the same moment: fixing twice, answering while it is fixed or changed, a form that is sent twice."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.urls import reverse

from community.access import DeniedError
from community.actions.antwoorden import PrikkerClosedError, save_antwoorden
from community.actions.datumprikker import Moment, change_datumprikker, close_datumprikker, fix_date
from community.actions.errors import StaleSaveError
from community.actions.kringen import add_member, end_member, lock_kring
from community.models import (
    Antwoord,
    Bericht,
    Bijeenkomst,
    Datumprikker,
    Invulling,
    Kring,
    Lidmaatschap,
    Optie,
    Taak,
    User,
)
from tests.community.agenda.test_at_once import all_at_once
from tests.community.datumprikker.polls import DAY, a_poll, a_vraag, duties, opties, said, says
from tests.factories import LidmaatschapFactory, UserFactory
from tests.factories.browsers import browser_of
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def saves(user: User, poll: Datumprikker, value: str) -> object:
    answers = {row.pk: value for row in opties(poll)}
    return save_antwoorden(actor=user, prikker=poll, version=poll.version, answers=answers, note=value, now=NOW)


def test_two_who_lead_fix_the_same_date_at_once_and_there_is_one_meeting() -> None:
    for _ in range(3):
        poll, leader, members = a_poll()
        other = LidmaatschapFactory(kring=poll.kring, trekker=True).user
        chosen = opties(poll)[1].pk
        acts = [
            lambda who=who, poll=poll, chosen=chosen: fix_date(actor=who, prikker=poll, optie_id=chosen, now=NOW)
            for who in [leader, other] * 4
        ]
        errors = all_at_once(*acts)
        assert errors == []
        assert Bijeenkomst.objects.filter(kring=poll.kring).count() == 1
        invited = Bericht.objects.filter(kind="N106", object_id=Bijeenkomst.objects.get(kring=poll.kring).pk)
        assert invited.count() == len(members) + 1


def test_two_different_dates_at_once_become_one_and_the_other_is_told() -> None:
    poll, leader, _ = a_poll()
    other = LidmaatschapFactory(kring=poll.kring, trekker=True).user
    first, second, _third = opties(poll)
    errors = all_at_once(
        lambda: fix_date(actor=leader, prikker=poll, optie_id=first.pk, now=NOW),
        lambda: fix_date(actor=other, prikker=poll, optie_id=second.pk, now=NOW),
    )
    assert [type(error) for error in errors] == [PrikkerClosedError]
    assert Bijeenkomst.objects.count() == 1


def test_fixing_and_closing_at_once_gives_one_outcome() -> None:
    for _ in range(3):
        poll, leader, _ = a_poll()
        chosen = opties(poll)[0].pk
        errors = all_at_once(
            lambda poll=poll, leader=leader, chosen=chosen: fix_date(
                actor=leader, prikker=poll, optie_id=chosen, now=NOW
            ),
            lambda poll=poll, leader=leader: close_datumprikker(actor=leader, prikker=poll, now=NOW),
        )
        poll.refresh_from_db()
        assert [type(error) for error in errors] == [PrikkerClosedError]
        assert (poll.status == "VASTGESTELD") == Bijeenkomst.objects.filter(kring=poll.kring).exists()


def test_answers_at_once_are_all_kept_once_and_the_leader_is_told_once() -> None:
    poll, leader, members = a_poll(members=11)
    acts = [lambda who=who: saves(who, poll, "KAN") for who in (leader, *members)]
    assert all_at_once(*acts) == []
    assert Antwoord.objects.count() == 12 * 3
    assert Invulling.objects.count() == 12
    assert duties(poll) == set()
    assert Bericht.objects.filter(kind="N129").count() == 1


def test_one_person_who_saves_in_two_windows_has_one_answer_per_date() -> None:
    poll, _, (member, *_) = a_poll()
    assert all_at_once(*(lambda value=value: saves(member, poll, value) for value in ("KAN", "KAN_NIET") * 3)) == []
    stored = said(member, poll)
    assert stored in (["KAN"] * 3, ["KAN_NIET"] * 3)
    assert Invulling.objects.get().note == stored[0]


def test_an_answer_while_the_date_is_fixed_is_kept_or_refused_whole() -> None:
    for _ in range(3):
        poll, leader, (member, *_) = a_poll()
        errors = all_at_once(
            lambda member=member, poll=poll: saves(member, poll, "KAN"),
            lambda leader=leader, poll=poll: fix_date(actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=NOW),
        )
        assert [type(error) for error in errors] in ([], [PrikkerClosedError])
        assert said(member, poll) == ([""] * 3 if errors else ["KAN"] * 3)
        assert duties(poll) == set()


def test_an_answer_while_the_dates_change_is_kept_or_refused_whole() -> None:
    for _ in range(3):
        poll, leader, (member, *_) = a_poll()
        kept = [Moment(row.starts_at, row.pk) for row in opties(poll)[:2]]
        errors = all_at_once(
            lambda member=member, poll=poll: saves(member, poll, "KAN"),
            lambda leader=leader, poll=poll, kept=kept: change_datumprikker(
                actor=leader, prikker=poll, version=1, vraag=a_vraag(), moments=kept, now=NOW
            ),
        )
        assert [type(error) for error in errors] in ([], [StaleSaveError])
        assert said(member, poll) == ([""] * 2 if errors else ["KAN"] * 2)


def test_two_changes_at_once_keep_the_first_and_tell_the_second() -> None:
    poll, leader, _ = a_poll()
    other = LidmaatschapFactory(kring=poll.kring, trekker=True).user
    kept = [Moment(row.starts_at, row.pk) for row in opties(poll)]
    acts = [
        lambda who=who, moments=moments: change_datumprikker(
            actor=who, prikker=poll, version=1, vraag=a_vraag(), moments=moments, now=NOW
        )
        for who, moments in ((leader, kept[1:]), (other, [*kept, Moment(kept[0].starts_at + 40 * DAY)]))
    ]
    assert [type(error) for error in all_at_once(*acts)] == [StaleSaveError]
    assert Optie.objects.count() in (2, 4)


def test_who_is_removed_while_she_answers_leaves_nothing_behind() -> None:
    for _ in range(6):
        poll, _leader, (member, *_) = a_poll()
        place = Lidmaatschap.objects.get(kring=poll.kring, user=member)

        def remove(place: Lidmaatschap = place, kring: Kring = poll.kring) -> None:
            with transaction.atomic():
                lock_kring(kring.pk)
                end_member(lidmaatschap=place, now=NOW)

        errors = all_at_once(lambda member=member, poll=poll: saves(member, poll, "KAN"), remove)
        assert [type(error) for error in errors] in ([], [DeniedError])
        assert said(member, poll) == ["", "", ""]
        assert member not in duties(poll)


def test_who_joins_while_the_date_is_fixed_is_invited_and_not_asked() -> None:
    for _ in range(3):
        poll, leader, _ = a_poll()
        fresh = UserFactory()

        def join(fresh: User = fresh, kring: Kring = poll.kring) -> None:
            with transaction.atomic():
                lock_kring(kring.pk)
                add_member(kring=kring, user=fresh, now=NOW)

        assert all_at_once(
            join, lambda leader=leader, poll=poll: fix_date(
                actor=leader, prikker=poll, optie_id=opties(poll)[0].pk, now=NOW
            )
        ) == []  # fmt: skip
        open_duties = Taak.objects.filter(user=fresh, done_at__isnull=True, withdrawn_at__isnull=True)
        assert list(open_duties.values_list("kind", flat=True)) == ["REAGEREN"]
        assert Bericht.objects.filter(kind="N106", recipient=fresh).count() == 1


def test_a_form_that_is_sent_twice_has_one_effect() -> None:
    poll, leader, (member, *_) = a_poll()
    browser, token = browser_of(leader), str(uuid4())
    path, sent = reverse("datumprikker-vaststellen", args=[poll.code]), {"optie": str(opties(poll)[0].pk)}
    answers = [browser.post(path, {**sent, "eenmalig": token}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Bijeenkomst.objects.count() == 1
    says_so = browser_of(member)
    names = {f"optie_{row.pk.hex}": "KAN" for row in opties(poll)}
    refused = says_so.post(reverse("datumprikker", args=[poll.code]), {**names, "version": "1"})
    assert "De datum is al gekozen" in refused.content.decode()


def test_a_poll_that_is_opened_twice_with_one_form_exists_once() -> None:
    poll, leader, _ = a_poll()
    browser, token = browser_of(leader), str(uuid4())
    sent = {
        "kring": str(poll.kring_id), "title": "Nog een ronde", "duration": "60", "last_day": "1-2-2027",
        "version": "0", "m-TOTAL_FORMS": "2", "m-INITIAL_FORMS": "0", "m-0-day": "10-2-2027", "m-0-starts": "10.00",
        "m-1-day": "", "m-1-starts": "", "eenmalig": token,
    }  # fmt: skip
    answers = [browser.post(reverse("datumprikker-nieuw"), sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert Datumprikker.objects.filter(title="Nog een ronde").count() == 1
    made = Datumprikker.objects.get(title="Nog een ronde")
    assert [row.ends_at - row.starts_at for row in opties(made)] == [timedelta(hours=1)]
    says(leader, made, "KAN")
