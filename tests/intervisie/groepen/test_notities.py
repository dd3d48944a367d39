"""Notes of a group: sealed, of one's own, told without content, gone half a year after the group closed."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from psycopg import sql

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Bericht, DataKey, Lidmaatschap, Vernietiging
from intervisie.actions.groepseinde import close_groep, purge_groepen
from intervisie.actions.notities import change_notitie, remove_notitie, write_notitie
from intervisie.models import Groepsnotitie, Intervisiegroep
from tests.community.leergroepen.test_post import letters
from tests.community.leergroepen.test_uitnodigingen import as_
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, a_notitie, people_of
from tests.factories.moments import NOW
from tests.intervisie.groepen.test_pagina import SECRET, page, read

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_who_reads_along_writes_changes_and_removes_her_own() -> None:
    groep = a_groep()
    writer, other = people_of(groep)[:2]
    client = as_(writer)
    assert client.post(page("groepsnotitie-nieuw", groep), {"text": SECRET, "version": "1"}).status_code == 302
    with confidential():
        note = Groepsnotitie.objects.get()
    path = page("groepsnotitie-bewerken", groep, note.pk)
    client.post(path, {"text": "Anders gezegd", "version": "1"})
    text = read(other, page("intervisiegroep", groep))
    assert ("Anders gezegd" in text, "gewijzigd" in text, SECRET in text) == (True, True, False)
    # Somebody else's note is not there for her.
    for name in ("groepsnotitie-bewerken", "groepsnotitie-verwijderen"):
        assert as_(other).get(page(name, groep, note.pk)).status_code == 404
    assert "Anders gezegd" in client.get(page("groepsnotitie-verwijderen", groep, note.pk)).content.decode()
    client.post(page("groepsnotitie-verwijderen", groep, note.pk))
    with confidential():
        assert not Groepsnotitie.objects.exists()


@pytest.mark.parametrize("text", ["", "   ", "x" * 8001, "a\x00b"])
def test_bad_words_are_refused_in_dutch_and_nothing_is_lost(text: str) -> None:
    groep = a_groep()
    answer = as_(people_of(groep)[0]).post(page("groepsnotitie-nieuw", groep), {"text": text, "version": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert "error" in shown
    if len(text) > 8000:
        assert text in shown
    with confidential():
        assert not Groepsnotitie.objects.exists()


def test_two_windows_show_both_versions() -> None:
    groep = a_groep()
    writer = people_of(groep)[0]
    note = a_notitie(groep, writer, SECRET)
    path = page("groepsnotitie-bewerken", groep, note.pk)
    as_(writer).post(path, {"text": "De eerste", "version": "1"})
    answer = as_(writer).post(path, {"text": "De tweede", "version": "1"}).content.decode()
    assert ("De eerste" in answer, "De tweede" in answer, "beide versies" in answer) == (True, True, True)
    with confidential():
        row = Groepsnotitie.objects.select_related("groep__kring").get(pk=note.pk)
        assert row.text == "De eerste"
        with pytest.raises(StaleSaveError):
            change_notitie(actor=writer, notitie=row, version=1, text="De derde", now=NOW)


def test_the_same_form_twice_is_one_note() -> None:
    groep = a_groep()
    client = as_(people_of(groep)[0])
    shown = client.get(page("groepsnotitie-nieuw", groep)).content.decode()
    token = shown.partition('name="eenmalig" value="')[2].partition('"')[0]
    sent = {"text": SECRET, "version": "1", "eenmalig": token}
    assert [client.post(page("groepsnotitie-nieuw", groep), sent).status_code for _ in range(2)] == [302, 302]
    with confidential():
        assert Groepsnotitie.objects.count() == 1


def test_others_hear_once_a_day_that_there_is_something_new_and_not_what() -> None:
    groep = a_groep()
    writer, other, third = people_of(groep)[:3]
    for hours in range(3):
        a_notitie(groep, writer, SECRET, now=NOW + timedelta(hours=hours))
    assert Bericht.objects.filter(kind="N210", recipient=other).count() == 1
    assert Bericht.objects.filter(kind="N210", recipient=writer).count() == 0
    letter = letters(other, "N210")[0]
    assert letter.subject == "Er is iets nieuws in Groep Kreek"
    assert "kwartelkoning" not in (letter.subject + letter.text + letter.html).lower()
    assert writer.achternaam not in letter.text
    a_notitie(groep, writer, SECRET, now=NOW + DAY)
    assert Bericht.objects.filter(kind="N210", recipient=other).count() == 2
    # Who left, and of a day whose notes are gone, nobody hears.
    Lidmaatschap.objects.filter(user=third).update(until_at=NOW)
    assert letters(third, "N210") == []
    with confidential():
        Groepsnotitie.objects.all().delete()
    assert letters(other, "N210") == []


def test_a_closed_group_is_read_and_not_written() -> None:
    groep = a_groep()
    writer = people_of(groep)[0]
    note = a_notitie(groep, writer, SECRET)
    close_groep(actor=UserFactory(coordinator=True), groep=groep, now=NOW)
    groep = Intervisiegroep.objects.select_related("kring").get()
    assert SECRET in read(writer, page("intervisiegroep", groep))
    assert as_(writer).get(page("groepsnotitie-nieuw", groep)).status_code == 404
    assert as_(writer).get(page("groepsnotitie-bewerken", groep, note.pk)).status_code == 404
    with confidential(), pytest.raises(DeniedError):
        write_notitie(actor=writer, groep=groep, text="x", now=NOW)


def test_half_a_year_after_closing_the_content_is_gone_for_good() -> None:
    groep = a_groep()
    writer = people_of(groep)[0]
    a_notitie(groep, writer, SECRET)
    close_groep(actor=UserFactory(coordinator=True), groep=groep, now=NOW)
    with confidential():
        # Over the day on which summer time begins; the last day counts in full.
        assert purge_groepen(NOW + 183 * DAY) == 0
        assert purge_groepen(NOW + 184 * DAY) == 1
        assert purge_groepen(NOW + 185 * DAY) == 0
        assert not Groepsnotitie.objects.exists()
    assert DataKey.objects.get(pk=groep.data_key_id).wrapped is None
    assert Vernietiging.objects.filter(key_id=groep.data_key_id).exists()
    groep.refresh_from_db()
    assert groep.destroyed_at == NOW + 184 * DAY
    assert "voorgoed vernietigd" in read(writer, page("intervisiegroep", groep))
    assert "nog geen notities" in read(writer, reverse("mijn-groepsnotities"))


def test_notes_of_an_account_that_was_removed_stay() -> None:
    groep = a_groep()
    reader, writer = people_of(groep)[:2]
    a_notitie(groep, writer, SECRET)
    Lidmaatschap.objects.filter(user=writer).delete()
    writer.delete()
    text = read(reader, page("intervisiegroep", groep))
    assert (SECRET in text, "Oud-lid" in text) == (True, True)


def test_no_word_of_it_stands_in_the_database_the_logs_or_the_post(caplog: pytest.LogCaptureFixture) -> None:
    groep = a_groep()
    writer = people_of(groep)[0]
    with caplog.at_level(logging.DEBUG):
        as_(writer).post(page("groepsnotitie-nieuw", groep), {"text": SECRET, "version": "1"})
        as_(writer).get(page("intervisiegroep", groep))
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            query = sql.SQL("SELECT count(*) FROM {} t WHERE t::text ILIKE %s").format(sql.Identifier(table))
            cursor.execute(query, ["%kwartelkoning%"])
            assert cursor.fetchone()[0] == 0, table
    assert "kwartelkoning" not in caplog.text.lower()
    assert not any("kwartelkoning" in f"{one.subject}{one.body}".lower() for one in mail.outbox)


def test_who_left_changes_and_removes_nothing() -> None:
    groep = a_groep()
    writer = people_of(groep)[1]
    note = a_notitie(groep, writer, SECRET)
    as_(writer).post(page("intervisiegroep-verlaten", groep))
    with confidential():
        row = Groepsnotitie.objects.select_related("groep__kring").get(pk=note.pk)
        with pytest.raises(DeniedError):
            change_notitie(actor=writer, notitie=row, version=1, text="x", now=NOW)
        with pytest.raises(DeniedError):
            remove_notitie(actor=writer, notitie=row, now=NOW)


def test_removing_twice_is_said_in_words() -> None:
    groep = a_groep()
    writer = people_of(groep)[0]
    note = a_notitie(groep, writer, SECRET)
    with confidential():
        row = Groepsnotitie.objects.select_related("groep__kring").get(pk=note.pk)
        remove_notitie(actor=writer, notitie=row, now=NOW)
        with pytest.raises(ActionError, match="al verwijderd"):
            remove_notitie(actor=writer, notitie=row, now=NOW)


@pytest.mark.parametrize("number", [1, 30])
@pytest.mark.parametrize(("name", "queries"), [("mijn-groepsnotities", (5, 1)), ("intervisie", (8, 0))])
def test_what_is_ones_own_costs_the_same_for_one_group_and_thirty(
    name: str, queries: tuple[int, int], number: int
) -> None:
    user = UserFactory()
    for _ in range(number):
        a_notitie(a_groep(user, number=2), user, "Een notitie")
    client = as_(user)
    client.get(reverse(name))
    with CaptureQueriesContext(connection) as asked, CaptureQueriesContext(connections["sleutels"]) as keys:
        assert client.get(reverse(name)).status_code == 200
    assert (len(asked), len(keys)) == queries
