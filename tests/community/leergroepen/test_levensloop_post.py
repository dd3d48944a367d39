"""What is told about invitations and the life of a group: the words, to whom, and when it is no longer true."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.groepsleven import choose_vervolg, close_evaluaties
from community.actions.groepsmix import NieuweGroep, mix_leergroep
from community.actions.groepssamenvoeging import merge_leergroep
from community.actions.groepsuitnodigingen import (
    accept_uitnodiging,
    decline_uitnodiging,
    invite_to_leergroep,
    withdraw_uitnodiging,
)
from community.berichten.planning import plan
from community.extension_points import bericht_kinds
from community.models import Bericht, Joining, Kring, Leergroep, Lidmaatschap, Taak, Vervolg
from community.workdays import is_workday, local_date, mail_moment, workday_on_or_after
from tests.community.leergroepen.groups import a_group
from tests.community.leergroepen.test_levensloop import a_round, say
from tests.community.leergroepen.test_post import letters, member, subjects
from tests.factories import LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_an_invitation_names_who_invites_and_until_when_and_nothing_more() -> None:
    leergroep, trekker = a_group()
    Leergroep.objects.update(welcome_text="Kwartelkoning", description="Kwartelkoning")
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    letter = letters(guest, "N114")[0]
    assert letter.subject == "Uitnodiging: doe mee met Natte teelten"
    assert trekker.naam in letter.text
    assert f"/leergroepen/{leergroep.slug}/uitnodiging/" in letter.text
    assert "kwartelkoning" not in letter.text.lower()
    withdraw_uitnodiging(actor=trekker, uitnodiging=made, now=NOW)
    assert letters(guest, "N114") == []


def test_it_is_told_once_more_after_a_week_and_then_no_more() -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    for days in range(29):
        plan(NOW + days * DAY)
    moments = list(
        Bericht.objects.filter(recipient=guest, kind="N114").order_by("due_at").values_list("moment", "due_at")
    )
    assert [moment.partition("@")[0] for moment, _ in moments] == ["uitgenodigd", "vijf"]
    reminded = moments[1][1]
    assert is_workday(local_date(reminded))
    assert reminded == mail_moment(local_date(reminded))


@pytest.mark.parametrize(("act", "subject"), [
    (accept_uitnodiging, "{naam} zegt ja: Natte teelten"), (decline_uitnodiging, "{naam} doet niet mee: Natte teelten"),
])  # fmt: skip
def test_who_invited_hears_the_answer_while_she_is_in(act: object, subject: str) -> None:
    leergroep, trekker = a_group()
    guest = UserFactory()
    made = invite_to_leergroep(actor=trekker, leergroep=leergroep, user=guest, now=NOW)
    act(actor=guest, uitnodiging=made, now=NOW)  # type: ignore[operator]  # one of the two answers
    assert subjects(trekker, "N119") == [subject.format(naam=guest.naam)]
    Lidmaatschap.objects.filter(user=trekker).update(until_at=NOW)
    assert subjects(trekker, "N119") == []


def test_the_rhythm_is_told_on_working_days_until_something_is_planned() -> None:
    _leergroep, trekker = a_group()
    Kring.objects.update(rhythm_weeks=4, started_at=NOW - 20 * DAY)
    for days in range(12):
        plan(NOW + days * DAY)
    rows = Bericht.objects.filter(recipient=trekker, kind="N115").order_by("due_at")
    assert [row.moment.partition("@")[0] for row in rows] == ["een", "zes"]
    assert all(is_workday(local_date(row.due_at)) for row in rows)
    assert subjects(trekker, "N115") == ["Plan een bijeenkomst voor Natte teelten"] * 2
    Kring.objects.update(rhythm_weeks=None)
    assert subjects(trekker, "N115") == []


def test_the_evaluation_is_told_until_it_was_answered() -> None:
    leergroep, trekker = a_group()
    silent = member(leergroep)
    row, _people = a_round(leergroep)
    say(row, trekker)
    assert subjects(silent, "N116") == ["Hoe gaat het met Natte teelten?"]
    assert subjects(trekker, "N116") == []
    for days in range(23):
        plan(NOW + days * DAY)
    told = Bericht.objects.filter(kind="N116", recipient=silent).order_by("due_at").values_list("moment", flat=True)
    assert [moment.partition("@")[0] for moment in told] == ["gevraagd", "vijf", "tien"]
    assert Bericht.objects.filter(kind="N116", recipient=trekker).count() == 1
    assert Taak.objects.get(kind="VERVOLG_KIEZEN").user == trekker


def test_who_leads_is_asked_to_choose_and_not_after_that() -> None:
    leergroep, trekker = a_group()
    row, _people = a_round(leergroep)
    say(row, trekker)
    row.refresh_from_db()
    assert subjects(trekker, "N117") == ["Hoe gaat Natte teelten verder?"]
    choose_vervolg(actor=trekker, evaluatie=row, vervolg=Vervolg.DOORGAAN, now=NOW)
    assert subjects(trekker, "N117") == []


def test_what_a_group_became_is_told_in_its_own_words() -> None:
    leergroep, trekker = a_group()
    row, people = a_round(leergroep, members=2)
    for user in people:
        say(row, user)
    row.refresh_from_db()
    stays, stops = people[:2], people[2]
    mix_leergroep(actor=trekker, evaluatie=row, groepen=[NieuweGroep("Samen verder", stays[0], stays)], now=NOW)
    assert subjects(stays[1], "N118") == ["Je gaat verder in Samen verder"]
    assert subjects(stops, "N118") == ["Natte teelten is afgesloten"]


def test_a_merge_is_told_to_both_sides() -> None:
    old, trekker = a_group()
    target = LeergroepFactory(kring__name="Hoge gronden")
    host = LidmaatschapFactory(kring=target.kring, trekker=True).user
    merge_leergroep(actor=UserFactory(coordinator=True), leergroep=old, target=target, keeps_meetings=True, now=NOW)
    for user in (trekker, host):
        assert subjects(user, "N118") == ["Natte teelten en Hoge gronden zijn samengevoegd"]


@pytest.mark.parametrize("number", [1, 12])
@pytest.mark.parametrize(("kind", "cost"), [("N114", 1), ("N116", 4)])
def test_any_number_of_messages_costs_the_same(number: int, kind: str, cost: int) -> None:
    trekker = None
    for _ in range(number):
        leergroep, trekker = a_group(joining=Joining.OP_UITNODIGING)
        if kind == "N114":
            invite_to_leergroep(actor=trekker, leergroep=leergroep, user=UserFactory(), now=NOW)
        else:
            a_round(leergroep)
    rows = list(Bericht.objects.filter(kind=kind))
    with CaptureQueriesContext(
        connection,
    ) as asked:
        told = bericht_kinds.get(kind).load(rows, NOW)
    assert (len(told), len(asked)) == (number, cost)


def test_close_moments_fall_on_days_here() -> None:
    leergroep, _trekker = a_group()
    row, _people = a_round(leergroep)
    last_day = local_date(row.closes_at - timedelta(seconds=1))
    assert last_day == local_date(NOW) + timedelta(days=21)
    close_evaluaties(row.closes_at - timedelta(seconds=1))
    row.refresh_from_db()
    assert row.closed_at is None
    taak = Taak.objects.get(kind="EVALUATIE_INVULLEN")
    assert taak.due_at is not None
    assert workday_on_or_after(local_date(taak.due_at)) == local_date(taak.due_at)
