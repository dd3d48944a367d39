"""From collecting to destroyed: by hand and by its dates, with warnings; destroyed stays destroyed after a restore."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client

from casussen.actions.opnamen import read_opname
from casussen.actions.praktijkboek_einde import close, destroy, establish, live
from casussen.actions.praktijkboeken import PraktijkboekAnswers, add_person, change_praktijkboek, set_person_role
from casussen.models import Inzage, Opname, Praktijkboek, PraktijkboekStatus
from casussen.reminders.praktijkboeken import tick
from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.berichten.ladders import climb
from community.confidential import confidential
from community.extension_points import bericht_kinds, taak_kinds
from community.kluis import KeyDestroyedError
from community.models import Bericht, DataKey, KringRol, Lidmaatschap, Taak, User, Vernietiging
from tests.factories import UserFactory
from tests.factories.moments import NOW
from tests.factories.praktijkboeken import CLOSES, DESTROYS, a_coordinator, a_praktijkboek, an_opname, in_boek

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


@pytest.fixture(autouse=True)
def _scope_and_clock() -> Iterator[None]:
    with confidential(), time_machine.travel(NOW, tick=False):
        yield


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 11, 0, tzinfo=UTC)


def stored(boek: Praktijkboek) -> Praktijkboek:
    return Praktijkboek.objects.select_related("kring").get(pk=boek.pk)


def told(kind: str) -> set[object]:
    return set(Bericht.objects.filter(kind=kind).values_list("recipient", flat=True))


def page(user: User, address: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(address).content.decode()


def test_established_closed_and_destroyed_by_hand() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    opname = an_opname(boek)
    client = Client()
    client.force_login(keeper)
    ends = ("vaststellen", "sluiten", "vernietigen")
    for end, status in zip(ends, (PraktijkboekStatus.VASTGESTELD, PraktijkboekStatus.GESLOTEN), strict=False):
        client.post(f"/praktijkboeken/{boek.code}/{end}/")
        assert stored(boek).status == status
    client.post(f"/praktijkboeken/{boek.code}/vernietigen/")
    assert stored(boek).status == PraktijkboekStatus.GESLOTEN
    client.post(f"/praktijkboeken/{boek.code}/vernietigen/", {"zeker": "on"})
    assert (stored(boek).status, Opname.objects.count()) == (PraktijkboekStatus.VERNIETIGD, 0)
    assert "Dit praktijkboek is vernietigd op 18 januari 2027." in page(keeper, f"/praktijkboeken/{boek.code}/")
    assert told("N22") == told("N54") == {keeper.pk, opname.author_id}
    assert opname.casus is not None
    assert opname.casus.format["werktitel"]


def test_an_empty_praktijkboek_is_not_established() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    with pytest.raises(ActionError, match="nog geen casus"):
        establish(actor=keeper, boek=boek, now=NOW)


def test_steps_go_in_order_and_once() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    an_opname(boek)
    with pytest.raises(ActionError, match="Sluit het praktijkboek eerst"):
        destroy(actor=keeper, boek=boek, now=NOW)
    close(actor=keeper, boek=boek, now=NOW)
    for step in (establish, close):
        with pytest.raises(ActionError, match="intussen al"):
            step(actor=keeper, boek=stored(boek), now=NOW)
    destroy(actor=keeper, boek=stored(boek), now=NOW)
    with pytest.raises(DeniedError):
        destroy(actor=keeper, boek=stored(boek), now=NOW)


def test_it_closes_and_goes_by_itself_on_its_days() -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    reader = in_boek(boek).user
    read_opname(actor=reader, opname=opname, now=NOW)
    seen = []
    for day in (CLOSES - timedelta(days=1), CLOSES, DESTROYS - timedelta(days=1), DESTROYS):
        for _time in range(2):
            tick(noon(day))
        seen.append(stored(boek).status)
    S = PraktijkboekStatus
    assert seen == [S.VERZAMELEN, S.GESLOTEN, S.GESLOTEN, S.VERNIETIGD]
    assert (Opname.objects.count(), Inzage.objects.count()) == (0, 0)
    assert Bericht.objects.filter(kind="N54").count() == 2
    assert DataKey.objects.get(pk=opname.data_key_id).wrapped is None
    line = Vernietiging.objects.using("sleutels").get(key_id=opname.data_key_id)
    assert (line.kind, line.object_id, line.actor_id, line.reason) == ("OPNAME", opname.pk, None, "TERMIJN")


@pytest.mark.parametrize(
    ("day", "last_before", "first_at"),
    [
        (date(2027, 3, 28), datetime(2027, 3, 27, 22, 59, 59, tzinfo=UTC), datetime(2027, 3, 27, 23, 0, tzinfo=UTC)),
        (date(2027, 10, 31), datetime(2027, 10, 30, 21, 59, 59, tzinfo=UTC), datetime(2027, 10, 30, 22, 0, tzinfo=UTC)),
        (date(2027, 3, 29), datetime(2027, 3, 28, 21, 59, 59, tzinfo=UTC), datetime(2027, 3, 28, 22, 0, tzinfo=UTC)),
        (date(2027, 11, 1), datetime(2027, 10, 31, 22, 59, 59, tzinfo=UTC), datetime(2027, 10, 31, 23, 0, tzinfo=UTC)),
    ],
)
def test_a_day_begins_at_midnight_in_the_netherlands_also_when_the_clock_changes(
    day: date, last_before: datetime, first_at: datetime
) -> None:
    closing = a_praktijkboek(closes_date=day, destroys_date=day + timedelta(days=30), hand_in_date=None)
    going = a_praktijkboek(closes_date=day - timedelta(days=30), destroys_date=day, hand_in_date=None)
    live(last_before)
    assert [stored(boek).status for boek in (closing, going)] == ["VERZAMELEN", "GESLOTEN"]
    live(first_at)
    assert [stored(boek).status for boek in (closing, going)] == ["GESLOTEN", "VERNIETIGD"]


def moments(kind: str) -> list[tuple[str, datetime]]:
    return sorted(set(Bericht.objects.filter(kind=kind).values_list("moment", "due_at")), key=lambda row: row[1])


def test_people_are_warned_before_it_closes_and_before_it_goes_on_a_working_day() -> None:
    # 30 days before Monday 5 July is a Saturday; 7 days before it an ordinary Monday. 30 days before 5 December a
    # Friday, 7 days before it a Sunday.
    boek = a_praktijkboek(closes_date=date(2027, 7, 5), destroys_date=date(2027, 12, 5), hand_in_date=None)
    in_boek(boek)
    start = date(2027, 5, 20)
    for number in range(202):
        live(noon(start + timedelta(days=number)))
    at = {moment: due.date() for moment, due in moments("N53")}
    assert at == {
        "sluit30:2027-07-05": date(2027, 6, 4), "sluit7:2027-07-05": date(2027, 6, 28),
        "weg30:2027-12-05": date(2027, 11, 5), "weg7:2027-12-05": date(2027, 11, 26),
    }  # fmt: skip


def test_a_warning_on_a_feestdag_comes_the_working_day_before() -> None:
    boek = a_praktijkboek(closes_date=date(2027, 5, 13), destroys_date=date(2027, 8, 1), hand_in_date=None)
    in_boek(boek)
    live(noon(date(2027, 5, 6)))
    # 6 May 2027 is Hemelvaartsdag.
    ((moment, due),) = [row for row in moments("N53") if row[0].startswith("sluit7")]
    assert (moment, due.date() < date(2027, 5, 6)) == ("sluit7:2027-05-13", True)


def test_a_moved_day_warns_again_and_the_old_warning_is_not_sent() -> None:
    boek = a_praktijkboek(hand_in_date=None)
    lid = in_boek(boek)
    live(noon(CLOSES - timedelta(days=20)))
    old = Bericht.objects.get(kind="N53", recipient=lid.user)
    later = PraktijkboekAnswers("Najaar", None, CLOSES + timedelta(days=60), DESTROYS + timedelta(days=60))
    now = noon(CLOSES - timedelta(days=19))
    change_praktijkboek(actor=a_coordinator(), boek=stored(boek), version=1, answers=later, now=now)
    assert bericht_kinds.get("N53").load([old], now) == {}
    live(noon(CLOSES + timedelta(days=40)))
    assert Bericht.objects.filter(kind="N53", recipient=lid.user).count() == 2


def test_the_ladder_to_hand_in_and_what_stops_it() -> None:
    boek = a_praktijkboek(hand_in_date=date(2027, 3, 1))
    lid = add_person(actor=a_coordinator(), boek=boek, user=UserFactory(), role=KringRol.LID, now=NOW)
    kind = taak_kinds.get("CASUS_INLEVEREN")
    # Monday 1 March: five working days before it Monday 22 February, one before it Friday 26 February.
    for day in (date(2027, 1, 18), date(2027, 2, 21), date(2027, 2, 22), date(2027, 2, 25), date(2027, 2, 26)):
        climb(kind, noon(day))
    rows = Bericht.objects.filter(kind__in=("N19", "N20"), recipient=lid.user).order_by("due_at")
    assert [(row.kind, row.due_at.date()) for row in rows] == [
        ("N19", date(2027, 1, 18)), ("N20", date(2027, 2, 22)), ("N20", date(2027, 2, 26)),
    ]  # fmt: skip
    close_at = noon(date(2027, 2, 27))
    Praktijkboek.objects.filter(pk=boek.pk).update(status=PraktijkboekStatus.VASTGESTELD)
    climb(kind, close_at)
    assert not Taak.objects.filter(kind="CASUS_INLEVEREN", done_at__isnull=True, withdrawn_at__isnull=True).exists()
    assert bericht_kinds.get("N20").load(list(rows), close_at) == {}


def test_who_did_not_agree_is_reminded_after_three_working_days_and_two_before_handing_in() -> None:
    boek = a_praktijkboek(hand_in_date=date(2027, 3, 1))
    lid = in_boek(boek, agreed=False, now=NOW)
    in_boek(boek, now=NOW)
    for day in (date(2027, 1, 20), date(2027, 1, 21), date(2027, 2, 24), date(2027, 2, 25), date(2027, 2, 26)):
        tick(noon(day))
    rows = Bericht.objects.filter(kind="N15").order_by("due_at")
    assert [(row.recipient_id, row.due_at.date()) for row in rows] == [
        (lid.user_id, date(2027, 1, 21)), (lid.user_id, date(2027, 2, 25)),
    ]  # fmt: skip
    said = bericht_kinds.get("N15").load(list(rows), NOW)
    assert {row.path for row in said.values()} == {f"/kringen/{boek.kring_id}/afspraken/"}
    Lidmaatschap.objects.filter(pk=lid.pk).update(until_at=NOW)
    assert bericht_kinds.get("N15").load(list(rows), NOW) == {}


def test_destroyed_content_does_not_come_back_with_an_older_dump_of_the_data() -> None:
    boek, other = a_praktijkboek(), a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    opnamen = [an_opname(boek), an_opname(boek)]
    lasting = an_opname(other)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE older_opname AS SELECT * FROM casussen_opname")
        cursor.execute("CREATE TEMP TABLE older_boek AS SELECT * FROM casussen_praktijkboek")
    close(actor=keeper, boek=boek, now=NOW)
    destroy(actor=keeper, boek=stored(boek), now=NOW)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM casussen_opname")
        cursor.execute("INSERT INTO casussen_opname SELECT * FROM older_opname")
        cursor.execute("UPDATE casussen_praktijkboek b SET status = o.status, destroyed_at = o.destroyed_at"
                       " FROM older_boek o WHERE o.id = b.id")  # fmt: skip
    assert Opname.objects.count() == 3
    for opname in opnamen:
        with pytest.raises(KeyDestroyedError):
            _ = Opname.objects.get(pk=opname.pk).content
    assert Opname.objects.get(pk=lasting.pk).content["format"]["werktitel"]
    assert all(opname.casus and opname.casus.format["werktitel"] for opname in opnamen)


def test_destroying_that_was_cut_off_is_finished_by_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    opname = an_opname(boek)
    close(actor=keeper, boek=boek, now=NOW)

    def broken(**_values: object) -> None:
        raise RuntimeError("cut off")

    with monkeypatch.context() as patch:
        patch.setattr("casussen.actions.praktijkboek_einde.destroy_data_key", broken)
        with pytest.raises(RuntimeError):
            destroy(actor=keeper, boek=stored(boek), now=NOW)
    client = Client()
    client.force_login(opname.author)
    assert client.get(f"/praktijkboeken/{boek.code}/{opname.code}/").status_code == 404
    live(NOW)
    assert (Opname.objects.count(), DataKey.objects.get(pk=opname.data_key_id).wrapped) == (0, None)


def test_destroying_needs_no_key_encryption_key(settings: pytest.FixtureRequest) -> None:
    boek = a_praktijkboek()
    opname = an_opname(boek)
    settings.KEK_FILE = ""  # type: ignore[attr-defined]  # pytest-django's settings
    tick(noon(DESTROYS))
    assert (Opname.objects.count(), DataKey.objects.get(pk=opname.data_key_id).wrapped) == (0, None)


def test_after_closing_it_is_only_read_and_its_closing_day_stays() -> None:
    boek = a_praktijkboek()
    keeper = in_boek(boek, begeleider=True).user
    opname = an_opname(boek)
    close(actor=keeper, boek=boek, now=NOW)
    body = page(opname.author, f"/praktijkboeken/{boek.code}/")
    assert "Dit praktijkboek is gesloten op 18 januari 2027. Je kunt het lezen tot 30 september 2027." in body
    assert "Mijn casus inleveren" not in body
    planner, now_boek = a_coordinator(), stored(boek)
    with pytest.raises(ActionError, match="al gesloten"):
        change_praktijkboek(
            actor=planner, boek=now_boek, version=now_boek.version, now=NOW,
            answers=PraktijkboekAnswers("Najaar", None, CLOSES + timedelta(days=1), DESTROYS),
        )  # fmt: skip
    with pytest.raises(ActionError, match="intussen gesloten"):
        add_person(actor=planner, boek=now_boek, user=UserFactory(), role=KringRol.LID, now=NOW)


def test_two_coordinators_at_once_both_see_what_the_other_saved() -> None:
    boek, planner = a_praktijkboek(), a_coordinator()
    first = PraktijkboekAnswers("Eerste", None, CLOSES, DESTROYS)
    change_praktijkboek(actor=planner, boek=boek, version=1, answers=first, now=NOW)
    second = PraktijkboekAnswers("Tweede", None, CLOSES, DESTROYS)
    with pytest.raises(StaleSaveError):
        change_praktijkboek(actor=planner, boek=boek, version=1, answers=second, now=NOW)
    assert stored(boek).kring.name == "Eerste"


def test_who_plans_moves_people_between_roles_and_they_are_told() -> None:
    boek, planner, user = a_praktijkboek(), a_coordinator(), UserFactory()
    lid = add_person(actor=planner, boek=boek, user=user, role=KringRol.LID, now=NOW)
    with pytest.raises(ActionError, match="doet al mee"):
        add_person(actor=planner, boek=boek, user=user, role=KringRol.LID, now=NOW)
    assert Taak.objects.filter(kind="CASUS_INLEVEREN", withdrawn_at__isnull=True).count() == 1
    set_person_role(actor=planner, boek=boek, lid=lid, role=KringRol.TREKKER, now=NOW)
    assert Taak.objects.filter(kind="CASUS_INLEVEREN", withdrawn_at__isnull=True).count() == 0
    rows = list(Bericht.objects.filter(kind="N154"))
    said = bericht_kinds.get("N154").load(rows, NOW)
    assert sorted(row.context["wat"] for row in said.values()) == ["begeleider", "erbij"]
