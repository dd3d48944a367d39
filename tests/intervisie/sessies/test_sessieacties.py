"""Actions after sessions: her own, coming back on their days and in the next session until they end."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.actions.kluis import sweep_orphan_keys
from community.berichten.planning import plan
from community.confidential import confidential
from community.extension_points import taak_kinds
from community.models import Bericht, DataKey, Taak, User
from intervisie.actions.sessieacties import (
    add_sessieactie,
    ask_about_sessieacties,
    change_sessieactie,
    drop_sessieactie,
    finish_sessieactie,
    keep_actions,
    purge_sessieacties,
)
from intervisie.models import Sessieactie
from intervisie.queries.sessieacties import coming_back
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, meets, people_of
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.sessierijen import a_blad, a_seat, a_sessieactie, a_sessierij, a_voorbereiding
from tests.own_data import own_data

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
DAY = timedelta(days=1)
SECRET = "zilverplevier"
LIST = "sessieacties"
ONE = ("sessieactie-klaar", "sessieactie-bewerken", "sessieactie-loslaten", "sessieactie-verwijderen")


@pytest.fixture(autouse=True)
def _at_now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def open_duties(user: User) -> int:
    return Taak.objects.filter(user=user, kind="SESSIEACTIE", done_at=None, withdrawn_at=None).count()


def on(*parts: int) -> datetime:
    """Return a moment in UTC."""
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]  # year, month, day, hour, minute


def test_she_keeps_her_list_and_nobody_else_opens_it() -> None:
    owner, other, hart = UserFactory(), UserFactory(), UserFactory(coordinator=True)
    with_second_factor(hart)
    client = as_(owner)
    sent = {"text": f"Ik bel de {SECRET}.", "due_date": "1 maart 2027", "version": "0"}
    assert client.post(reverse(LIST), sent).status_code == 302
    with confidential():
        row = Sessieactie.objects.get()
    assert (row.due_date, row.look_back_date) == (date(2027, 3, 1), date(2027, 3, 1))
    assert SECRET in client.get(reverse(LIST)).content.decode()
    for user in (other, hart):
        assert SECRET not in as_(user).get(reverse(LIST)).content.decode()
        assert {as_(user).get(reverse(name, args=[row.pk])).status_code for name in ONE} == {404}
        assert {as_(user).post(reverse(name, args=[row.pk])).status_code for name in ONE} == {404}
    change = sent | {"text": f"Ik schrijf de {SECRET}.", "due_date": "1 februari 2027", "version": "1"}
    assert client.post(reverse(ONE[1], args=[row.pk]), change).status_code == 302
    assert client.post(reverse(ONE[0], args=[row.pk]), {"outcome": "Het is gelukt."}).status_code == 302
    page = client.get(reverse(LIST)).content.decode()
    assert ("Ik schrijf" in page, "Het is gelukt." in page) == (True, True)
    assert client.get(reverse(ONE[1], args=[row.pk])).status_code == 404, "what is done is not changed"
    assert client.post(reverse(ONE[3], args=[row.pk])).status_code == 302
    assert not DataKey.objects.get(pk=row.data_key_id).wrapped
    assert SECRET not in client.get(reverse(LIST)).content.decode()


def test_letting_go_asks_no_reason() -> None:
    owner = UserFactory()
    row = a_sessieactie(owner)
    assert as_(owner).post(reverse(ONE[2], args=[row.pk]), {"outcome": ""}).status_code == 302
    with confidential():
        assert Sessieactie.objects.get().dropped_at == NOW


def test_what_was_written_in_the_session_becomes_hers_once() -> None:
    first, second, gone = UserFactory(), UserFactory(), UserFactory()
    sessie = a_sessierij(first, second, gone, status="BEZIG")
    seats = list(sessie.deelnemers.order_by("number"))
    a_blad(seats[0], "acties", n1=f"Ik bel de {SECRET}.", n1_dag="2027-02-08", n2="Ik schrijf.", n2_dag="", n3="  ")
    a_blad(seats[1], "acties", n1="Te laat", n1_dag="2027-01-17")
    a_blad(seats[2], "acties", n1="Van wie weg is")
    a_blad(a_seat(sessie, name="Gast"), "acties", n1="Van een gast")
    a_blad(seats[0], "advies", n1="Geen actie", tekst="Geen actie")
    User.objects.filter(pk=gone.pk).update(is_active=False)
    with confidential():
        assert keep_actions(sessie, NOW) == 3
        assert keep_actions(sessie, NOW + DAY) == 0
        rows = {str(row.text): row for row in Sessieactie.objects.all()}
    assert set(rows) == {f"Ik bel de {SECRET}.", "Ik schrijf.", "Te laat"}
    bel, schrijf, late = (rows[text] for text in (f"Ik bel de {SECRET}.", "Ik schrijf.", "Te laat"))
    assert (bel.owner, bel.sessie_id, bel.due_date) == (first, sessie.pk, date(2027, 2, 8))
    assert (schrijf.due_date, schrijf.look_back_date, late.due_date) == (date(2027, 3, 1),) * 3
    assert late.owner == second
    assert len({row.data_key_id for row in rows.values()} | {sessie.data_key_id}) == 4, "each has a key of its own"


def test_what_was_written_in_a_session_that_closed_by_itself_is_put_on_the_list_by_its_owner() -> None:
    owner, other = UserFactory(), UserFactory()
    sessie = a_sessierij(owner, other, status="KLAAR")
    for seat in sessie.deelnemers.all():
        a_blad(seat, "acties", n1=SECRET)
    client, take = as_(owner), reverse("sessieactie-overnemen")
    assert take in client.get(reverse(LIST)).content.decode()
    assert client.post(take).status_code == 302
    assert client.post(take).status_code == 302
    with confidential():
        assert [row.owner for row in Sessieactie.objects.all()] == [owner]
    text = client.get(reverse(LIST)).content.decode()
    assert (SECRET in text, take in text) == (True, False)
    sessie.removed_at = NOW
    sessie.save()
    assert take not in as_(other).get(reverse(LIST)).content.decode()


def test_the_export_holds_what_is_hers_and_nothing_of_others() -> None:
    owner, other = UserFactory(), UserFactory()
    sessie = a_sessierij(owner, other, status="KLAAR", inbrenger=owner)
    seats = {seat.user_id: seat for seat in sessie.deelnemers.all()}
    for user, word in (owner, SECRET), (other, "kemphaan"):
        a_blad(seats[user.pk], "advies", tekst=word)
        a_voorbereiding(sessie, user, word, is_shared=True)
        a_sessieactie(user, word, sessie=sessie)
    own = own_data(owner)
    assert [row["user"] for row in own["intervisie.sessiedeelnemer"]] == ["jij"]
    assert [row["answers"] for row in own["intervisie.sessieblad"]] == [{"tekst": SECRET}]
    assert [row["question"] for row in own["intervisie.sessievoorbereiding"]] == [SECRET]
    assert [row["text"] for row in own["intervisie.sessieactie"]] == [SECRET]
    assert ("kemphaan" in str(own), own["intervisie.kaartfoto"]) == (False, [])


def test_an_action_comes_back_on_its_day_five_working_days_later_and_at_the_look_back() -> None:
    owner = UserFactory()
    # Sunday 28 March 2027: the night of summer time; Monday is Easter, so mail leaves on Tuesday the 30th.
    a_sessieactie(owner, f"Ik bel de {SECRET}.", date(2027, 3, 28), now=on(2027, 2, 23, 9))
    told = Bericht.objects.filter(recipient=owner, kind="N63")
    plan(on(2027, 3, 27, 22, 59))
    assert open_duties(owner) == 0
    plan(on(2027, 3, 27, 23, 1))
    assert (open_duties(owner), told.all().count()) == (1, 0)
    plan(on(2027, 3, 30, 6, 29))
    assert told.all().count() == 0
    plan(on(2027, 3, 30, 6, 30))
    plan(on(2027, 3, 30, 7, 30))
    assert told.all().count() == 1
    letter = letters(owner, "N63", on(2027, 3, 30, 7))[0]
    assert letter.subject == "Je actie van 23 februari 2027: hoe staat het ermee?"
    assert (SECRET in letter.text, "Vandaag is de dag" in letter.text) == (False, True)
    # Five working days after Sunday: Tuesday the 30th is the first, so Monday 5 April.
    plan(on(2027, 4, 5, 6, 29))
    assert told.all().count() == 1
    plan(on(2027, 4, 5, 6, 30))
    assert told.all().count() == 2
    # Six weeks after 23 February is 6 April, too near its own day: she is not asked a third time.
    plan(on(2027, 4, 6, 7))
    plan(on(2027, 6, 1, 7))
    assert (told.all().count(), open_duties(owner)) == (2, 1)


def test_the_look_back_comes_in_the_week_the_clock_goes_back() -> None:
    owner = UserFactory()
    # Six weeks after Sunday 19 September is Sunday 31 October 2027, when summer time ended: told on Monday.
    row = a_sessieactie(owner, "Bellen", date(2027, 9, 24), now=on(2027, 9, 19, 9))
    assert row.look_back_date == date(2027, 10, 31)
    told = Bericht.objects.filter(recipient=owner, kind="N63", moment__startswith="terug@")
    for moment in (on(2027, 9, 24, 5), on(2027, 9, 24, 7), on(2027, 10, 1, 7), on(2027, 10, 30, 21, 59)):
        plan(moment)
    assert (told.all().count(), Bericht.objects.filter(kind="N63").count()) == (0, 2)
    plan(on(2027, 10, 30, 22, 1))
    plan(on(2027, 11, 1, 7, 31))
    first = told.get()
    assert first.mail_at == on(2027, 11, 1, 7, 30)
    assert "Wat is ervan gekomen?" in letters(owner, "N63", on(2027, 11, 1, 8))[-1].text
    with confidential():
        finish_sessieactie(actor=owner, actie=row, outcome="", now=on(2027, 11, 1, 9))
    assert letters(owner, "N63", on(2027, 11, 1, 10)) == []
    plan(on(2027, 11, 9, 8))
    assert (told.all().count(), open_duties(owner)) == (1, 0)


def test_another_day_asks_on_that_day_and_what_ended_asks_no_more() -> None:
    owner = UserFactory()
    first, second, third = (a_sessieactie(owner, text, NOW.date()) for text in ("Bellen", "Schrijven", "Denken"))
    with confidential():
        ask_about_sessieacties(NOW)
        ask_about_sessieacties(NOW)
        assert open_duties(owner) == 3
        moved = change_sessieactie(actor=owner, actie=first, version=1, text="Bellen", due_date=date(2027, 6, 1),
                                   now=NOW)  # fmt: skip
        assert moved.look_back_date == date(2027, 6, 1)
        finish_sessieactie(actor=owner, actie=second, outcome="Gelukt", now=NOW)
        drop_sessieactie(actor=owner, actie=third, reason="", now=NOW)
        assert open_duties(owner) == 0
        with pytest.raises(StaleSaveError):
            change_sessieactie(actor=owner, actie=first, version=1, text="Anders", due_date=NOW.date(), now=NOW)
        with pytest.raises(ActionError, match="al klaar of losgelaten"):
            finish_sessieactie(actor=owner, actie=third, outcome="", now=NOW)
        with pytest.raises(DeniedError):
            finish_sessieactie(actor=UserFactory(), actie=first, outcome="", now=NOW)
        ask_about_sessieacties(on(2027, 6, 1, 5))
    kind = taak_kinds.get("SESSIEACTIE")
    taken = list(Taak.objects.filter(kind=kind.code, done_at=None, withdrawn_at=None))
    assert [taak.object_id for taak in taken] == [first.pk]
    assert [words.path for words in kind.words(taken, on(2027, 6, 1, 5)).values()] == [reverse(LIST)]
    User.objects.filter(pk=owner.pk).update(is_active=False)
    assert (dict(kind.words(taken, on(2027, 6, 1, 5))), list(kind.is_done(taken, on(2027, 6, 1, 5)))) == (
        {}, [taken[0].pk],
    )  # fmt: skip


def test_it_returns_in_the_next_session_of_the_same_group_for_its_owner_alone() -> None:
    groep = a_groep()
    owner, other = people_of(groep)[:2]
    earlier = a_sessierij(owner, other, bijeenkomst=meets(groep, NOW - 30 * DAY), status="KLAAR")
    coming = a_sessierij(owner, other, bijeenkomst=meets(groep, NOW + DAY))
    foreign = a_groep(owner, other)
    elsewhere = a_sessierij(owner, bijeenkomst=meets(foreign, NOW + DAY))
    row = a_sessieactie(owner, SECRET, sessie=earlier)
    a_sessieactie(owner, "Los van een sessie")
    with confidential():
        assert [line.text for line in coming_back(owner, coming, NOW)] == [SECRET]
        for user, sessie in ((other, coming), (owner, earlier), (owner, elsewhere), (owner, a_sessierij(owner))):
            assert coming_back(user, sessie, NOW) == ()
        finish_sessieactie(actor=owner, actie=row, outcome="", now=NOW)
        assert coming_back(owner, coming, NOW) == ()


def test_an_action_belongs_to_a_session_she_took_part_in_and_there_are_thirty_at_most() -> None:
    owner = UserFactory()
    with confidential(), pytest.raises(DeniedError):
        add_sessieactie(actor=owner, text="x", due_date=NOW.date(), sessie=a_sessierij(UserFactory()), now=NOW)
    for _ in range(30):
        a_sessieactie(owner)
    sent = {"text": "Nog een", "due_date": "1 maart 2027", "version": "0"}
    answer = as_(owner).post(reverse(LIST), sent).content.decode()
    assert ("al dertig acties open" in answer, "Nog een" in answer) == (True, True)


def test_old_actions_are_destroyed_and_those_of_a_removed_account_cannot_be_read() -> None:
    owner, closed, removed = UserFactory(), UserFactory(), UserFactory()
    kept, of_closed, of_removed = (a_sessieactie(user) for user in (owner, closed, removed))
    User.objects.filter(pk=closed.pk).update(is_active=False)
    assert kept.look_back_date == date(2027, 3, 1)
    removed.delete()
    sweep_orphan_keys(NOW + 2 * DAY)
    assert not DataKey.objects.get(pk=of_removed.data_key_id).wrapped
    with confidential():
        # A month after 1 March lies behind the night of summer time; local days decide.
        assert purge_sessieacties(on(2027, 3, 31, 21, 59)) == 0
        assert purge_sessieacties(on(2027, 3, 31, 22, 1)) == 1
        assert not DataKey.objects.get(pk=of_closed.data_key_id).wrapped
        assert DataKey.objects.get(pk=kept.data_key_id).wrapped
        assert purge_sessieacties(on(2029, 2, 28, 22)) == 0
        assert purge_sessieacties(on(2029, 3, 1, 0)) == 1
        assert not Sessieactie.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", ""), ("text", "x" * 2001), ("text", "a\x00"), ("due_date", ""), ("due_date", "17-1-2027"),
     ("due_date", "31-2-2027"), ("due_date", "1-1-2035"), ("version", "-1")],
)  # fmt: skip
def test_bad_input_is_refused_in_dutch_and_nothing_is_lost(field: str, value: str) -> None:
    sent = {"text": "Ik bel morgen.", "due_date": "1 maart 2027", "version": "0"} | {field: value}
    answer = as_(UserFactory()).post(reverse(LIST), sent)
    kept = "1 maart 2027" if field == "text" else "Ik bel morgen."
    assert (answer.status_code, kept in answer.content.decode()) == (200, True)
    with confidential():
        assert not Sessieactie.objects.exists()


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_costs_the_same_for_one_and_many(number: int) -> None:
    owner = UserFactory()
    sessie = a_sessierij(owner)
    for _ in range(number):
        a_sessieactie(owner, sessie=sessie)
    client = as_(owner)
    client.get(reverse(LIST))
    with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
        assert client.get(reverse(LIST)).status_code == 200
    assert (len(asked), len(keys)) == (6, 1)
