"""What is left of sessions in time: closed, lapsed and removed on the right local day, with keys and guests."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from community.actions.kluis import sweep_orphan_files
from community.berichten.planning import plan
from community.confidential import confidential
from community.models import BijeenkomstStatus, DataKey, Gastlink, Kring, User
from intervisie.actions.groepseinde import purge_groepen
from intervisie.actions.sessieopruimen import end_left_sessies, remove_boards
from intervisie.models import Kaartfoto, Sessie, Sessieactie, Sessieblad, Sessievoorbereiding
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, a_notitie, meets, people_of
from tests.factories.moments import NOW
from tests.factories.sessierijen import a_blad, a_seat, a_sessieactie, a_sessierij, a_voorbereiding

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])
DAY, HOUR, MINUTE = timedelta(days=1), timedelta(hours=1), timedelta(minutes=1)


def at(month: int, day: int, hour: int = 12, minute: int = 0, year: int = 2027) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def forget(now: datetime) -> int:
    with confidential():
        return remove_boards(now)


def end(now: datetime) -> None:
    with confidential():
        end_left_sessies(now)


def status_of(sessie: Sessie) -> str:
    return Sessie.objects.get(pk=sessie.pk).status


def a_full_sessie(*people: User, now: datetime, **fields: Any) -> Sessie:
    """Return an ended session with a sheet, a photograph, a preparation, a guest and her links."""
    sessie = a_sessierij(*people, status="KLAAR", now=now, **fields)
    own = sessie.deelnemers.first()
    assert own is not None
    link = {"name": "Gast Veldman", "email": "gast@regiekamer.example", "made_at": now, "expires_at": now + DAY}
    door = Gastlink.objects.create(kind="SESSIE", object_id=sessie.pk, **link)
    guest = a_seat(sessie, name="Noor", secret_digest="x" * 64, gastlink=door, joined_at=now)
    Gastlink.objects.create(kind="SESSIERESULTAAT", object_id=guest.pk, **link)
    for seat in (own, guest):
        a_blad(seat, "advies", tekst="Vraag het haar zelf.")
    a_voorbereiding(sessie, people[0])
    with confidential():
        foto = Kaartfoto(sessie=sessie, about=own, data_key_id=sessie.data_key_id, kind="JPG", size=3, added_at=now)
        foto.content = b"abc"
        foto.save(force_insert=True)
    return sessie


def left_of(sessie: Sessie) -> int:
    """Return how many sealed rows, names of guests and links of a session are left."""
    guests = sessie.deelnemers.filter(user=None)
    ids = [sessie.pk, *guests.values_list("pk", flat=True)]
    with confidential():
        rows = [model.objects.filter(sessie=sessie) for model in (Sessieblad, Kaartfoto, Sessievoorbereiding)]
        named = guests.exclude(name="", secret_digest="", gastlink=None)
        return sum(row.count() for row in (*rows, named, Gastlink.objects.filter(object_id__in=ids)))


@pytest.mark.parametrize(
    ("ended", "kept", "gone"),
    [
        # Closed in winter at 23.30 o'clock on 26 February: 30 local days later summer time began that night.
        (at(2, 26, 22, 30), at(3, 28, 21, 59), at(3, 28, 22, 1)),
        # Closed on 1 October in summer time: the clock went back on 31 October, local midnight is one hour later.
        (at(10, 1, 12), at(10, 31, 22, 59), at(10, 31, 23, 1)),
    ],
)
def test_a_board_goes_after_thirty_local_days_with_its_key(ended: datetime, kept: datetime, gone: datetime) -> None:
    user = UserFactory()
    sessie = a_full_sessie(user, now=ended)
    action = a_sessieactie(user, sessie=sessie, due_date=ended.date(), now=ended)
    assert (forget(kept), left_of(sessie)) == (0, 7)
    assert (forget(gone), left_of(sessie), forget(gone)) == (1, 0, 0)
    stored = Sessie.objects.get(pk=sessie.pk)
    assert (stored.removed_at, stored.deelnemers.filter(user=user).count()) == (gone, 1)
    assert not DataKey.objects.get(pk=sessie.data_key_id).wrapped
    assert sweep_orphan_files(datetime.now(UTC) + 2 * DAY) >= 1, "the photograph goes with the sweep"
    with confidential():
        assert str(Sessieactie.objects.get(pk=action.pk).text) == "Ik bel de dijkgraaf.", (
            "what she is going to do stays"
        )


def test_the_board_of_a_group_goes_and_the_key_of_the_group_stays() -> None:
    groep = a_groep()
    sessie = a_full_sessie(*people_of(groep), bijeenkomst=meets(groep, NOW - DAY), now=NOW)
    a_notitie(groep, people_of(groep)[0])
    assert (forget(NOW + 31 * DAY), left_of(sessie)) == (1, 0)
    assert DataKey.objects.get(pk=groep.data_key_id).wrapped


def test_a_session_left_running_is_closed_after_twelve_hours_in_the_night_the_clock_moves() -> None:
    started = at(3, 27, 19)  # Saturday 20.00 o'clock; the night is an hour shorter
    user = UserFactory()
    sessie = a_sessierij(user, status="BEZIG", moment_started_at=started, started_at=started)
    seat = sessie.deelnemers.get()
    a_blad(seat, "acties", n1="Ik bel", n1_dag="2027-04-01")
    in_days = a_sessierij(user, status="BEZIG", tempo="DAGEN", days=12, moment_started_at=started, started_at=started)
    plan(at(3, 28, 6, 59))
    assert status_of(sessie) == "BEZIG"
    plan(at(3, 28, 7, 1))
    assert (status_of(sessie), status_of(in_days)) == ("KLAAR", "BEZIG")
    assert Sessie.objects.get(pk=sessie.pk).closed_at == at(3, 28, 7, 1)
    with confidential():
        assert [str(row.text) for row in Sessieactie.objects.filter(owner=user)] == ["Ik bel"]


def test_what_nobody_began_lapses_and_goes() -> None:
    groep = a_groep()
    user = people_of(groep)[0]
    own = a_sessierij(user, now=at(1, 1))
    over = a_sessierij(user, bijeenkomst=meets(groep, at(3, 1)), now=at(1, 1))
    off = a_sessierij(user, now=at(1, 1), bijeenkomst=meets(
        groep, at(9, 1), status=BijeenkomstStatus.GEANNULEERD, cancelled_at=at(3, 1)))  # fmt: skip
    coming = a_sessierij(user, bijeenkomst=meets(groep, at(9, 1)), now=at(1, 1))
    for sessie in (own, over, off, coming):
        a_voorbereiding(sessie, user)
    end(at(3, 1))
    assert status_of(own) == "VOORBEREIDING"
    end(at(3, 3))
    assert (status_of(own), left_of(own), DataKey.objects.get(pk=own.data_key_id).wrapped) == ("VERVALLEN", 0, None)
    end(at(3, 31))
    assert {status_of(sessie) for sessie in (over, off, coming)} == {"VOORBEREIDING"}
    end(at(4, 1))
    assert [(status_of(row), left_of(row)) for row in (over, off, coming)] == [
        ("VERVALLEN", 0), ("VERVALLEN", 0), ("VOORBEREIDING", 1),
    ]  # fmt: skip


def test_a_closed_group_ends_its_sessions_and_a_destroyed_one_leaves_nothing() -> None:
    groep = a_groep()
    people = people_of(groep)
    busy = a_sessierij(*people, bijeenkomst=meets(groep, NOW), status="BEZIG")
    coming = a_sessierij(*people, bijeenkomst=meets(groep, NOW + 9 * DAY))
    a_voorbereiding(coming, people[0])
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    end(NOW + MINUTE)
    assert (status_of(busy), status_of(coming), left_of(coming)) == ("KLAAR", "VERVALLEN", 1)
    late = a_full_sessie(*people, bijeenkomst=meets(groep, NOW), now=NOW + 170 * DAY)
    assert (forget(NOW + 31 * DAY), left_of(coming)) == (2, 0)
    with confidential():
        assert purge_groepen(NOW + 184 * DAY) == 1
    assert left_of(late) == 0
    assert not DataKey.objects.get(pk=groep.data_key_id).wrapped


def test_a_called_off_session_keeps_what_was_prepared_for_thirty_days() -> None:
    user = UserFactory()
    sessie = a_sessierij(user, status="VERVALLEN")
    a_voorbereiding(sessie, user)
    end(NOW + 29 * DAY)
    assert (forget(NOW + 30 * DAY), left_of(sessie)) == (0, 1)
    assert (forget(NOW + 31 * DAY), left_of(sessie)) == (1, 0)
