"""The end of an editie: finished, exported, out of the lists, and forgotten but for its numbers."""

import csv
import io
import zipfile
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from community.actions.taken import open_taken
from community.confidential import confidential
from community.models import DataKey, Deelname, Kring, Lidmaatschap, Rol, Slot, Taak
from community.workdays import at_local, local_date
from tests.factories import UserFactory
from tests.factories.browsers import browser_of, proved
from tests.factories.moments import NOW
from tests.factories.second_factor import with_second_factor
from tests.factories.training import a_deelnemer, a_trainer, an_editie
from tests.training.coachwork import a_start, booked
from training.access.edities import may_archive_editie, visible_edities
from training.actions.begeleiding import begeleiding_of, ontwikkelmap_of
from training.actions.editie_einde import KEPT, LISTED, live
from training.actions.edities import EditieGoneError, hold_editie
from training.actions.effectmeting import EFFECTMETING
from training.models import Begeleiding, Deelnemer, Editie, EditieStatus, Inschrijving, Ontwikkelmap, Teamvoorstel
from training.queries.editie_export import TABLES
from training.reminders.levensloop import PURGES

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def ended(editie: Editie) -> datetime:
    """Return when the last day of an editie ends."""
    found: datetime = editie.delen.get(onderdeel__code="E").bijeenkomst.ends_at  # type: ignore[union-attr]  # it has one
    return found


def url(editie: Editie, page: str = "") -> str:
    """Return the address of a page about planning this editie."""
    return f"/coordinatie/edities/{editie.slug}/{page}"


def test_who_did_not_stop_has_finished_when_the_last_day_is_over() -> None:
    editie = an_editie()
    stays, stopped = a_deelnemer(editie), a_deelnemer(editie, stopped_at=NOW)
    other = a_deelnemer(an_editie(name="Najaar 2027", first_day=local_date(NOW) + timedelta(days=200)))
    live(ended(editie) - SECOND)
    assert Deelnemer.objects.filter(finished_at__isnull=False).count() == 0
    live(ended(editie))
    live(ended(editie) + SECOND)
    moments = dict(Deelnemer.objects.values_list("pk", "finished_at"))
    assert moments == {stays.pk: ended(editie), stopped.pk: None, other.pk: None}


def test_archiving_by_hand_waits_for_the_last_day_and_happens_once(clock: Any) -> None:
    editie, member, somebody = an_editie(), UserFactory(), UserFactory()
    a_deelnemer(editie, member)
    assert browser_of(UserFactory(coordinator=True)).get(url(editie, "archiveren/")).status_code == 404
    assert "Archiveren" not in browser_of(UserFactory(coordinator=True)).get(url(editie)).content.decode()
    clock.move_to(ended(editie))
    client, token = browser_of(UserFactory(coordinator=True)), str(uuid4())
    assert "Archiveren" in client.get(url(editie)).content.decode()
    for _twice in range(2):
        assert client.post(url(editie, "archiveren/"), {"eenmalig": token}).url == url(editie)
    editie.refresh_from_db()
    assert (editie.status, editie.archived_at, editie.version) == (EditieStatus.GEARCHIVEERD, ended(editie), 2)
    assert client.get(url(editie, "archiveren/")).status_code == 404
    seen = {user: visible_edities(user, ended(editie)).filter(pk=editie.pk).exists() for user in (member, somebody)}
    assert seen == {member: True, somebody: False}


def test_a_called_off_editie_can_be_archived_at_once() -> None:
    coordinator = with_second_factor(UserFactory(coordinator=True))
    editie = an_editie(status=EditieStatus.GEANNULEERD, cancelled_at=NOW)
    assert may_archive_editie(coordinator, editie, NOW)
    assert not may_archive_editie(coordinator, an_editie(name="Concept", concept=True), NOW)


def test_by_itself_it_leaves_the_lists_after_nine_months_and_is_forgotten_after_two_years() -> None:
    editie = an_editie()
    trainer, deelnemer = a_trainer(editie), a_deelnemer(editie)
    with confidential():
        own = ontwikkelmap_of(deelnemer=deelnemer, now=NOW)
    begeleiding = begeleiding_of(deelnemer=deelnemer, begeleider=trainer, rol=Rol.TRAINER, now=NOW)
    first = editie.delen.get(onderdeel__code="1").bijeenkomst
    Deelname.objects.create(bijeenkomst=first, user=deelnemer.user, status="AANWEZIG")
    Deelname.objects.create(bijeenkomst=first, user=trainer, status="AANWEZIG")
    live(ended(editie))
    live(ended(editie) + LISTED - SECOND)
    assert Editie.objects.get().status == EditieStatus.GEPUBLICEERD
    live(ended(editie) + LISTED)
    assert Editie.objects.get().status == EditieStatus.GEARCHIVEERD
    assert PURGES["edities"](ended(editie) + KEPT) == 0  # its last day counts as whole
    assert Deelnemer.objects.count() == 1
    forgotten = ended(editie) + KEPT + timedelta(days=1)
    assert PURGES["edities"](forgotten) == 1
    editie.refresh_from_db()
    assert editie.figures == {"deelnemers": 1, "afgerond": 1, "gestopt": 0,
                              "aanwezig": {"1": 1, "2": 0, "3": 0, "4": 0, "5": 0, "E": 0}}  # fmt: skip
    assert editie.purged_at == forgotten
    left = (Deelnemer, Inschrijving, Ontwikkelmap, Begeleiding, Deelname)
    with confidential():
        counts = [model.objects.count() for model in left]  # type: ignore[attr-defined]  # all are models
    assert counts == [0, 0, 0, 0, 0]
    assert not Kring.objects.filter(pk=begeleiding.kring_id).exists()
    assert list(Lidmaatschap.objects.values_list("user", flat=True)) == [trainer.pk]
    assert DataKey.objects.get(pk=own.data_key_id).wrapped is None
    assert PURGES["edities"](forgotten + SECOND) == 0


def test_what_is_forgotten_names_nobody_in_an_hour_she_booked_or_a_duty_she_had() -> None:
    editie, _coach, deelnemer, slots = a_start()
    with confidential():
        booked(deelnemer, slots[0])
    duties = {EFFECTMETING: deelnemer.pk, "INTAKE": editie.pk}
    for kind, pk in duties.items():
        open_taken(kind, users=[deelnemer.user], object_id=pk, kring=editie.kring if pk == editie.pk else None,
                   due_at=NOW, now=NOW)  # fmt: skip
    # Teams that were proposed and never made known: it names who takes part.
    Teamvoorstel.objects.create(editie=editie, division={"teams": [], "people": {str(deelnemer.user.pk): ""}},
                                fingerprint="", seed=1, made_at=NOW)  # fmt: skip
    live(ended(editie) + LISTED)
    assert PURGES["edities"](ended(editie) + KEPT + timedelta(days=1)) == 1
    assert (Slot.objects.count(), Taak.objects.filter(user=deelnemer.user).count()) == (0, 0)
    assert not Teamvoorstel.objects.exists()


def test_one_that_was_archived_by_hand_meanwhile_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = sorted((an_editie(), an_editie(name="Andere editie")), key=lambda editie: str(editie.pk))
    for editie in (first, second):
        a_deelnemer(editie)

    def too_late(editie: Editie, **among: Any) -> Editie:
        if editie.pk == first.pk:
            raise EditieGoneError
        return hold_editie(editie, **among)

    monkeypatch.setattr("training.actions.editie_einde.hold_editie", too_late)
    live(ended(second) + LISTED)
    second.refresh_from_db()
    assert (second.status, second.deelnemers.get().finished_at) == (EditieStatus.GEARCHIVEERD, ended(second) + LISTED)


@pytest.mark.parametrize("day", [(2026, 3, 29), (2026, 10, 25), (2026, 12, 25), (2026, 12, 26), (2027, 2, 28)])
def test_the_terms_count_full_days_through_clock_changes_weekends_and_holidays(day: tuple[int, int, int]) -> None:
    at = at_local(datetime(*day).date(), datetime(*day).time())  # noqa: DTZ001 - a day and midnight, made local here
    editie = an_editie(status=EditieStatus.GEANNULEERD, cancelled_at=at)
    live(at + LISTED - SECOND)
    assert Editie.objects.get(pk=editie.pk).status == EditieStatus.GEANNULEERD
    live(at + LISTED)
    assert Editie.objects.get(pk=editie.pk).status == EditieStatus.GEARCHIVEERD


def exported(client: Client, editie: Editie) -> dict[str, list[list[str]]]:
    """Return the downloaded tables by name, without their heads."""
    answer = client.get(url(editie, "export/downloaden/"))
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == [f"{name}.csv" for name in TABLES]
        texts = {name: archive.read(f"{name}.csv").decode("utf-8-sig") for name in TABLES}
    return {name: list(csv.reader(io.StringIO(text), delimiter=";"))[1:] for name, text in texts.items()}


def test_the_tables_hold_names_and_statuses_and_nothing_that_was_written(caplog: pytest.LogCaptureFixture) -> None:
    editie = an_editie()
    deelnemer = a_deelnemer(editie, UserFactory(voornaam="=cmd", tussenvoegsel="", achternaam="Test"))
    Inschrijving.objects.update(motivation="schorpioenmos")
    first = editie.delen.get(onderdeel__code="1").bijeenkomst
    Deelname.objects.create(bijeenkomst=first, user=deelnemer.user, status="AANWEZIG")
    user = UserFactory(coordinator=True)
    client = proved(browser_of(user))
    with caplog.at_level("INFO", logger="training.export"):
        tables = exported(client, editie)
    assert [row[0] for row in tables["deelnemers"]] == ["'=cmd Test"]
    assert [(row[0], row[2], row[4]) for row in tables["presentie"]] == [("Dagdeel 1", "'=cmd Test", "Aanwezig")]
    assert len(tables["dagen"]) == 11
    assert "schorpioenmos" not in str(tables)
    assert caplog.messages == [f"editie.export by={user.pk} editie={editie.pk} rows=14"]


def test_the_tables_ask_who_you_are_once_more_and_are_gone_when_forgotten() -> None:
    editie = an_editie()
    assert browser_of(UserFactory(coordinator=True)).get(url(editie, "export/downloaden/")).status_code == 302
    Editie.objects.update(purged_at=NOW)
    client = proved(browser_of(UserFactory(coordinator=True)))
    assert [client.get(url(editie, page)).status_code for page in ("export/", "export/downloaden/")] == [404, 404]


@pytest.mark.parametrize("number", [1, 30])
def test_the_tables_cost_the_same_for_any_number(number: int) -> None:
    editie = an_editie()
    for _one in range(number):
        deelnemer = a_deelnemer(editie)
        Deelname.objects.create(bijeenkomst=editie.delen.get(onderdeel__code="1").bijeenkomst, user=deelnemer.user,
                                status="AANWEZIG")  # fmt: skip
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for table in TABLES.values():
            list(table(editie))
    assert len(queries) == 6
