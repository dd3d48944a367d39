"""The daily purge: in small parts, tried without doing, cut off and taken up again, with its numbers (T98)."""

import io
import shutil
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageLogEntry

from casussen.actions.casussen import ask_removal
from community import clock, wegdoen
from community.actions.fotos import FOLDER
from community.actions.redactieopruimen import purge_redactielog
from community.actions.stille_accounts import purge_stille_accounts
from community.berichten.purging import Opgeruimd, purge, try_purge
from community.confidential import begin_without_scope, confidential, end_without_scope
from community.extension_points import purges
from community.models import (
    Bericht,
    DataKey,
    Opruiming,
    Rol,
    Roltoekenning,
    Taak,
    User,
    Vernietiging,
    Verzoek,
    Zending,
)
from community.wegdoen import remove_in_batches
from tests.community.privacy.rows import ROWS, SEALED
from tests.factories import UserFactory
from tests.factories.casussen import a_casus
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def no_files_of_other_tests() -> None:
    """Rows of a test are rolled back, its files are not: what lies there belongs to nobody and would be counted."""
    for alias in ("default", "private"):
        shutil.rmtree(storages[alias].path(""), ignore_errors=True)


def numbers(done: list[Opgeruimd]) -> dict[str, int]:
    assert not [one for one in done if one.failed_code]
    return {one.name: one.removed for one in done}


def at_night(run: Any, now: datetime) -> dict[str, int]:
    """Run it as the worker does: what is confidential is shut unless a purge opens it itself."""
    token = begin_without_scope()
    try:
        return numbers(run(now))
    finally:
        end_without_scope(token)


def everything_due() -> None:
    """Make, of each kind, a row that is long past its term."""
    for make in ROWS.values():
        make(NOW - 800 * DAY)
    for make, _is_there in SEALED.values():
        make(NOW - 800 * DAY)
    casus = a_casus()
    with confidential():
        ask_removal(actor=casus.owner, casus=casus, now=NOW - 31 * DAY)
    storages["private"].save(f"{FOLDER}/van-niemand.jpg", ContentFile(b"x"))


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """A moment for which files that a test just made are old."""
    moment = NOW + 400 * DAY
    monkeypatch.setattr(clock, "now", lambda: moment)
    return moment


def count_all() -> dict[str, int]:
    from django.apps import apps  # noqa: PLC0415 - beside its only use

    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def test_a_trial_gives_the_numbers_of_the_real_run_and_touches_nothing(later: datetime) -> None:
    everything_due()
    rows = count_all()
    keys = set(DataKey.objects.filter(wrapped__isnull=False).values_list("pk", flat=True))
    files = storages["private"].listdir(FOLDER)[1]
    tried = at_night(try_purge, later)
    assert count_all() == rows
    assert set(DataKey.objects.filter(wrapped__isnull=False).values_list("pk", flat=True)) == keys
    assert storages["private"].listdir(FOLDER)[1] == files
    assert not Vernietiging.objects.exists()
    done = at_night(purge, later)
    assert tried == done
    assert done["fotos"] == 1
    assert sum(done.values()) > len(ROWS)
    assert set(at_night(purge, later).values()) == {0}  # once more there is nothing


def test_the_numbers_are_kept_by_name_also_of_what_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: datetime) -> int:
        raise ValueError("iets wat iemand schreef")

    Verzoek.objects.create(token=uuid.uuid4(), created_at=NOW - 9 * DAY)
    monkeypatch.setattr(purges, "_items", {"kapot": broken, "formulieren": purges.get("formulieren")})
    purge(NOW)
    rows = {row.name: (row.removed, row.failed_code, row.at) for row in Opruiming.objects.all()}
    assert rows == {"kapot": (0, "ValueError", NOW), "formulieren": (1, "", NOW)}


def test_what_was_cut_off_goes_on_the_next_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wegdoen, "BATCH", 2)
    for _number in range(5):
        Verzoek.objects.create(token=uuid.uuid4(), created_at=NOW - 9 * DAY)
    passes = 0

    def cut_off() -> None:
        nonlocal passes
        passes += 1
        if passes == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        remove_in_batches(Verzoek.objects.all(), first=cut_off)
    assert Verzoek.objects.count() == 3  # what was done stays done
    assert remove_in_batches(Verzoek.objects.all()) == 3


def test_many_rows_go_a_few_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wegdoen, "BATCH", 10)
    for number in range(25):
        Taak.objects.create(user=UserFactory(), kind="X", object_id=uuid.uuid4(), opened_at=LONG_AGO,
                            done_at=NOW - (400 - number) * DAY)  # fmt: skip
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert purges.get("taken")(NOW) == 25
    deletes = [one["sql"] for one in queries if one["sql"].startswith("DELETE") and "community_taak" in one["sql"]]
    assert len(deletes) == 3
    assert all(one["sql"].count("'::uuid") <= 10 for one in queries if one["sql"].startswith("DELETE"))


def test_the_command_prints_each_name_and_says_when_it_is_a_trial(later: datetime) -> None:
    Verzoek.objects.create(token=uuid.uuid4(), created_at=NOW - 9 * DAY)
    said = io.StringIO()
    call_command("opruimen", proef=True, stdout=said)
    assert "formulieren: 1" in said.getvalue()
    assert "Proef: 1 zou weggaan." in said.getvalue()
    assert Verzoek.objects.count() == 1
    assert not Opruiming.objects.exists()
    call_command("opruimen", stdout=(real := io.StringIO()))
    assert real.getvalue().splitlines()[:-1] == said.getvalue().splitlines()[:-1]
    assert not Verzoek.objects.exists()


def test_the_command_fails_when_a_purge_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(now: datetime) -> int:
        raise ValueError("geheim")

    monkeypatch.setattr(purges, "_items", {"kapot": broken})
    said = io.StringIO()
    with pytest.raises(SystemExit):
        call_command("opruimen", stdout=said)
    assert "kapot: mislukt (ValueError)" in said.getvalue()
    assert "geheim" not in said.getvalue()


def test_the_log_of_the_admin_goes_after_a_year() -> None:
    from wagtail.models import Page  # noqa: PLC0415 - beside its only use

    page = Page.objects.order_by("pk").last()
    for days in (365, 366):
        PageLogEntry.objects.create(page=page, action="wagtail.edit", timestamp=NOW - days * DAY, label="x",
                                    content_type=page.content_type, deleted=False)  # fmt: skip
    before = PageLogEntry.objects.count()
    assert purge_redactielog(NOW) == 1
    assert PageLogEntry.objects.count() == before - 1


# --- accounts that nobody uses ---


def silent(days: int, **fields: Any) -> User:
    user: User = UserFactory(**fields)
    User.objects.filter(pk=user.pk).update(last_login=NOW - days * DAY)
    return User.objects.get(pk=user.pk)


def warned() -> set[Any]:
    return set(Bericht.objects.filter(kind="N249").values_list("recipient", flat=True))


def went(at: datetime) -> None:
    """Let the warnings be sent at this moment."""
    for row in Bericht.objects.filter(kind="N249", status="GEPLAND"):
        mail = Zending.objects.create(
            id=uuid.uuid4(), key=str(row.pk), recipient=row.recipient, status="VERZONDEN", due_at=at,
            next_attempt_at=at, sent_at=at,
        )  # fmt: skip
        Bericht.objects.filter(pk=row.pk).update(status="VERZONDEN", zending=mail)


def is_gone(user: User) -> bool:
    return not User.objects.filter(pk=user.pk, email=user.email).exists()


def test_who_did_not_log_in_for_a_year_is_warned_once_and_gone_after_thirty_days() -> None:
    user, recent, never = silent(366), silent(365), UserFactory()
    assert purge_stille_accounts(NOW) == 0
    assert warned() == {user.pk}
    went(NOW)
    assert purge_stille_accounts(NOW + 30 * DAY) == 0
    assert not is_gone(user)
    assert Bericht.objects.filter(kind="N249", recipient=user).count() == 1
    assert purge_stille_accounts(NOW + 31 * DAY) == 1
    assert is_gone(user)
    assert [is_gone(one) for one in (recent, never)] == [False, False]
    assert purge_stille_accounts(NOW + 31 * DAY) == 0


def test_the_days_count_from_when_the_warning_went() -> None:
    user = silent(366)
    purge_stille_accounts(NOW)
    assert purge_stille_accounts(NOW + 60 * DAY) == 0  # mail was paused
    went(NOW + 60 * DAY)
    assert purge_stille_accounts(NOW + 90 * DAY) == 0
    assert not is_gone(user)
    assert purge_stille_accounts(NOW + 91 * DAY) == 1


def test_who_logs_in_after_the_warning_stays_and_is_warned_anew_a_year_later() -> None:
    user = silent(366)
    purge_stille_accounts(NOW)
    went(NOW)
    User.objects.filter(pk=user.pk).update(last_login=NOW + 10 * DAY)
    assert purge_stille_accounts(NOW + 60 * DAY) == 0
    assert not is_gone(user)
    assert purge_stille_accounts(NOW + 376 * DAY) == 0
    assert Bericht.objects.filter(kind="N249", recipient=user).count() == 2


def test_a_closed_account_is_not_written_to_and_goes_too() -> None:
    user = silent(395, is_active=False)
    assert purge_stille_accounts(NOW) == 0
    assert purge_stille_accounts(NOW + DAY) == 1
    assert is_gone(user)
    assert warned() == set()


def test_the_last_coordinator_stays_until_there_is_another() -> None:
    user = silent(500, coordinator=True)
    assert Roltoekenning.objects.filter(rol=Rol.COORDINATOR).count() == 1
    purge_stille_accounts(NOW)
    went(NOW)
    assert purge_stille_accounts(NOW + 40 * DAY) == 0
    assert not is_gone(user)
    UserFactory(coordinator=True)
    assert purge_stille_accounts(NOW + 40 * DAY) == 1
