"""The log of changes: written with the change, changed by nothing, forgotten after its term (PLT-11)."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from casussen.models import Inzage, InzageVia
from community.actions.logboek import note, open_log, purge_logboek
from community.confidential import confidential
from community.logboekwoorden import UnknownActionError
from community.models import Gastlink, Logregel
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
ATTEMPTS = (
    "UPDATE community_logregel SET action = 'ROL_GEGEVEN'",
    "UPDATE community_logregel SET actor_id = NULL",
    "DELETE FROM community_logregel",
)


def a_link() -> Gastlink:
    return Gastlink.objects.create(
        kind="X", object_id=uuid.uuid4(), name="Gast", email="gast@example.nl", made_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )  # fmt: skip


def refused(sql: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    except DatabaseError as error:
        return "is fixed" in str(error)
    return False


def test_a_line_says_who_what_and_about_whom() -> None:
    actor, subject = UserFactory(), UserFactory()
    note(actor=actor, action="ROL_GEGEVEN", subject=subject, object_kind="ROL", object_id=uuid.UUID(int=7),
         detail="COORDINATOR", now=NOW)  # fmt: skip
    row = Logregel.objects.get()
    assert (row.at, row.actor_id, row.subject_id, row.detail) == (NOW, actor.pk, subject.pk, "COORDINATOR")
    assert (row.action, row.object_kind, row.object_id) == ("ROL_GEGEVEN", "ROL", str(uuid.UUID(int=7)))


@pytest.mark.parametrize(("action", "kind"), [("IETS", ""), ("ROL_GEGEVEN", "IETS"), ("", "")])
def test_what_nobody_can_read_is_not_written(action: str, kind: str) -> None:
    with pytest.raises(UnknownActionError):
        note(actor=None, action=action, object_kind=kind, now=NOW)


@pytest.mark.parametrize("sql", ATTEMPTS)
def test_the_database_refuses_every_change(sql: str) -> None:
    note(actor=None, action="ACCOUNT_GEWIST", now=NOW)
    assert refused(sql)
    row = Logregel.objects.get()
    assert row.action == "ACCOUNT_GEWIST"


def test_also_the_purge_changes_nothing_but_removes() -> None:
    note(actor=None, action="ACCOUNT_GEWIST", now=NOW)
    with transaction.atomic():
        open_log()
        assert refused("UPDATE community_logregel SET detail = 'x'")


def test_a_line_goes_on_the_first_day_after_its_term() -> None:
    for hour in (0, 12, 22):  # 22.59 in UTC is 23.59 here
        note(actor=None, action="ACCOUNT_GEWIST", now=datetime(2026, 1, 17, hour, 59, tzinfo=UTC))
    note(actor=None, action="ACCOUNT_GEWIST", now=datetime(2026, 1, 17, 23, 0, tzinfo=UTC))  # the 18th here
    assert purge_logboek(datetime(2027, 1, 17, 22, 59, tzinfo=UTC)) == 0
    assert purge_logboek(datetime(2027, 1, 17, 23, 0, tzinfo=UTC)) == 3
    assert Logregel.objects.count() == 1
    assert purge_logboek(datetime(2027, 1, 17, 23, 0, tzinfo=UTC)) == 0


def test_after_a_purge_the_log_is_shut_within_the_same_transaction() -> None:
    note(actor=None, action="ACCOUNT_GEWIST", now=NOW - timedelta(days=800))
    note(actor=None, action="ACCOUNT_GEWIST", now=NOW)
    assert purge_logboek(NOW) == 1
    assert refused("DELETE FROM community_logregel")


def test_who_read_a_casus_is_never_rewritten() -> None:
    casus, reader, other, link = a_casus(), UserFactory(), UserFactory(), a_link()
    with confidential():
        row = Inzage.objects.create(casus=casus, reader=reader, at=NOW, via=InzageVia.DELING)
    with confidential():
        for change in ({"part": "x"}, {"reader": other}, {"at": LONG_AGO}, {"via": InzageVia.PDF}, {"gastlink": link}):
            with pytest.raises(DatabaseError, match="is fixed"), transaction.atomic():
                Inzage.objects.update(**change)
    with confidential():
        assert Inzage.objects.filter(pk=row.pk).update(reader=None) == 1  # she is gone; the line stays
        assert Inzage.objects.filter(at=NOW).count() == 1
