"""When a guest's link is over: she hears that it was withdrawn, and in time nothing of her is kept."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine

from casussen.actions.casussen import ask_removal, remove_due
from casussen.actions.delen import withdraw_all
from casussen.actions.gasten import log_guest_inzage, share_with_guest, withdraw_guest
from casussen.models import Casus, Gastdeling, Inzage
from community.confidential import begin_without_scope, confidential, end_without_scope
from community.extension_points import bericht_kinds, purges
from community.models import Bericht, BerichtStatus, Gastlink
from tests.factories.casussen import CANARY, a_casus
from tests.factories.moments import NOW

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def a_guest(casus: Casus | None = None, *, is_told: bool = True, email: str = "wil@provincie.example") -> Gastdeling:
    """Return a guest of a casus; `is_told`: the mail with her link left."""
    casus = casus or a_casus()
    Casus.objects.filter(pk=casus.pk).update(checked_at=NOW)
    row = share_with_guest(
        actor=casus.owner, casus=casus, name="Wil Opdracht", email=email, parts=["format"],
        last_day=date(2027, 2, 1), now=NOW,
    )  # fmt: skip
    if is_told:
        Bericht.objects.filter(kind="N146", object_id=row.gastlink_id).update(status=BerichtStatus.VERZONDEN)
    return row


def mails() -> list[Any]:
    rows = list(Bericht.objects.filter(kind="N148", status=BerichtStatus.GEPLAND))
    return list(bericht_kinds.get("N148").load(rows, NOW).values())


def test_a_guest_whose_link_is_withdrawn_hears_so_once_without_what_it_was() -> None:
    row = a_guest()
    for _time in range(2):
        withdraw_guest(actor=row.casus.owner, gastdeling=row, now=NOW)
    (mail,) = mails()
    assert (mail.address, mail.salutation, mail.path) == ("wil@provincie.example", "Wil Opdracht", "/")
    assert dict(mail.context) == {"wie": row.casus.owner.naam}
    assert CANARY not in repr(mail)


def test_all_guests_hear_it_when_everything_is_withdrawn() -> None:
    casus = a_casus()
    for number in range(3):
        a_guest(casus, email=f"gast{number}@provincie.example")
    withdraw_all(actor=casus.owner, casus=casus, now=NOW)
    assert sorted(mail.address for mail in mails()) == [f"gast{number}@provincie.example" for number in range(3)]


def test_who_never_got_her_link_hears_nothing() -> None:
    row = a_guest(is_told=False)
    withdraw_guest(actor=row.casus.owner, gastdeling=row, now=NOW)
    assert mails() == []


def test_the_mail_is_asked_for_many_in_as_many_queries_as_for_one(django_assert_num_queries: Any) -> None:
    casus = a_casus()
    guests = [a_guest(casus, email=f"gast{number}@provincie.example") for number in range(12)]
    withdraw_all(actor=casus.owner, casus=casus, now=NOW)
    rows = list(Bericht.objects.filter(kind="N148"))
    assert len(rows) == len(guests)
    for some in (rows[:1], rows):
        with django_assert_num_queries(2):
            bericht_kinds.get("N148").load(some, NOW)


def test_a_casus_that_is_removed_ends_its_links_and_tells_the_guests() -> None:
    row = a_guest()
    ask_removal(actor=row.casus.owner, casus=row.casus, now=NOW)
    Casus.objects.filter(pk=row.casus_id).update(remove_at=NOW)
    assert remove_due(NOW) == 1
    assert Gastlink.objects.get().revoked_at == NOW
    assert [mail.address for mail in mails()] == ["wil@provincie.example"]


def test_half_a_year_after_its_end_a_link_goes_and_the_log_keeps_its_line() -> None:
    ended, withdrawn, running = a_guest(), a_guest(), a_guest()
    log_guest_inzage(gastlink=ended.gastlink, gastdeling=ended, part="format", now=NOW)
    Gastlink.objects.filter(pk=running.gastlink_id).update(expires_at=NOW + timedelta(days=300))
    withdraw_guest(actor=withdrawn.casus.owner, gastdeling=withdrawn, now=NOW)

    def purge(now: datetime) -> int:
        token = begin_without_scope()  # the worker that forgets has no scope
        try:
            return purges.get("gastlinks")(now)
        finally:
            end_without_scope(token)

    assert purge(NOW + timedelta(days=183)) == 0
    assert purge(NOW + timedelta(days=184)) == 1
    assert purge(NOW + timedelta(days=200)) == 1
    assert list(Gastlink.objects.values_list("pk", flat=True)) == [running.gastlink_id]
    assert list(Gastdeling.objects.values_list("pk", flat=True)) == [running.pk]
    assert [(row.casus_id, row.gastlink, row.part) for row in Inzage.objects.all()] == [
        (ended.casus_id, None, "format")
    ]
