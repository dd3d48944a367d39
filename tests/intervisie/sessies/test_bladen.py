"""Sheets: who writes which, saved once whatever the network does, locked when shown, sealed under the right key."""

import pytest
from django.db import connection

from community.access import DeniedError
from community.actions.errors import ActionError, StaleSaveError
from community.confidential import confidential
from community.models import Kring, Lidmaatschap, User
from intervisie.actions.sessiebladen import BladFaultsError, LockedError, hand_in, save_blad
from intervisie.actions.sessiemensen import add_on_paper, join, leave, shut_out
from intervisie.actions.sessieslot import SessieOverError
from intervisie.models import Sessie, Sessieblad
from intervisie.queries.sessiestand import stand_of
from tests.factories import UserFactory
from tests.factories.intervisiegroepen import a_groep, people_of
from tests.factories.moments import NOW
from tests.factories.sessies import (
    a_meeting,
    a_sessie,
    closes,
    moves_to,
    plek_of,
    seat_of,
    writes,
)
from tests.factories.werkvormen import IN_TURN, ONE, a_werkvorm

pytestmark = pytest.mark.django_db
SECRET = "zwanenbloem"


def people(number: int = 4) -> list[User]:
    return [UserFactory() for _ in range(number)]


def revision(sessie: Sessie) -> int:
    return Sessie.objects.values_list("revision", flat=True).get(pk=sessie.pk)


def test_a_sheet_saved_twice_has_one_effect() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    first = writes(sessie, users[1], "vraag", {"tekst": "Wie beslist?"}, version=0)
    before = revision(sessie)
    again = writes(sessie, users[1], "vraag", {"tekst": "Wie beslist?"}, version=0)
    assert (first.pk, first.version, revision(sessie)) == (again.pk, again.version, before)
    with confidential():
        row = Sessieblad.objects.get()
        assert (row.answers, row.filled, row.version) == ({"tekst": "Wie beslist?"}, ["tekst"], 1)


def test_one_person_on_two_devices_sees_both_versions() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    writes(sessie, users[1], "vraag", {"tekst": "Van de telefoon"}, version=0)
    with pytest.raises(StaleSaveError) as caught:
        writes(sessie, users[1], "vraag", {"tekst": "Van de laptop"}, version=0)
    with confidential():
        assert caught.value.current.answers == {"tekst": "Van de telefoon"}
        assert Sessieblad.objects.get().answers == {"tekst": "Van de telefoon"}
    writes(sessie, users[1], "vraag", {"tekst": "Van de laptop"}, version=caught.value.current.version)
    with confidential():
        assert (Sessieblad.objects.get().answers, Sessieblad.objects.get().version) == ({"tekst": "Van de laptop"}, 2)


def test_nobody_writes_on_the_sheet_of_another_or_in_a_step_to_come() -> None:
    users = people()
    sessie = a_sessie(*users)
    with confidential():
        for plek, author, step in (
            (plek_of(sessie, users[1]), 1, "kaart"), (plek_of(sessie, users[0]), 2, "kaart"),
            (plek_of(sessie, users[1]), 2, "vraag"), (plek_of(sessie, users[1]), 2, "ronde"),
            (plek_of(sessie, users[1]), 2, "geen-stap"), (plek_of(sessie, users[1]), 99, "kaart"),
        ):  # fmt: skip
            with pytest.raises(DeniedError):
                save_blad(plek=plek, step=step, round=0, author=author, answers={"kaarten": "kaart-1"}, version=0,
                          now=NOW)  # fmt: skip
        with pytest.raises(DeniedError):
            save_blad(plek=plek_of(sessie, users[1]), step="kaart", round=1, author=2, answers={}, version=0, now=NOW)
        assert not Sessieblad.objects.exists()


def test_what_does_not_fit_is_said_in_dutch_and_nothing_is_kept() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    with pytest.raises(BladFaultsError, match="tekens") as caught:
        writes(sessie, users[1], "vraag", {"tekst": "x" * 300_000})
    assert list(caught.value.faults) == ["tekst"]
    with pytest.raises(BladFaultsError, match="kaarten"):
        writes(sessie, users[1], "kaart", {"kaarten": "kaart-99"})
    # Fields that the step does not ask for are not kept.
    writes(sessie, users[1], "vraag", {"tekst": "🙂 مرحبا", "9": "voor niemand", "tekst-2": "x"})
    with confidential():
        assert Sessieblad.objects.get().answers == {"tekst": "🙂 مرحبا"}


def test_every_step_that_began_is_written_until_the_end_also_by_who_comes_late() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "inzicht")
    late = UserFactory()
    with pytest.raises(DeniedError):
        join(user=late, sessie=sessie, now=NOW)
    Sessie.objects.filter(pk=sessie.pk).update(lets_guests=True)
    row = join(user=late, sessie=sessie, now=NOW, by_code=True)
    assert (row.number, row.joined_step) == (5, 3)
    with confidential():
        stand = stand_of(plek_of(sessie, late), NOW)
    assert stand.joined_late_at == 4
    assert {"kaart", "vraag"} <= {blad.step for blad in stand.earlier}
    writes(sessie, late, "vraag", {"tekst": "Mijn vraag"})
    writes(sessie, late, "inzicht", {"1": "Kijk ook eens"})
    writes(sessie, users[0], "inzicht", {"5": "Voor wie later kwam"})
    closes(sessie)
    with pytest.raises(SessieOverError):
        writes(sessie, late, "vraag", {"tekst": "Te laat"})


def test_a_sheet_that_was_shown_is_locked() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    with pytest.raises(ActionError, match="Schrijf eerst zelf"):
        writes(sessie, users[1], "vraag", {"tekst": ""}, hands_in=True)
    writes(sessie, users[1], "vraag", {"tekst": "Eerst zelf"}, hands_in=True)
    before = revision(sessie)
    with confidential():
        hand_in(plek=plek_of(sessie, users[1]), step="vraag", round=0, author=2, now=NOW)
    assert revision(sessie) == before
    with pytest.raises(LockedError, match="liet je al zien"):
        writes(sessie, users[1], "vraag", {"tekst": "Toch anders"})
    with confidential():
        with pytest.raises(DeniedError):
            hand_in(plek=plek_of(sessie, users[0]), step="vraag", round=0, author=2, now=NOW)
        writes(sessie, users[0], "kaart", {"kaarten": "kaart-1"})
        with pytest.raises(DeniedError):
            hand_in(plek=plek_of(sessie, users[0]), step="kaart", round=0, author=1, now=NOW)
        blad = stand_of(plek_of(sessie, users[1]), NOW).blad
    assert blad is not None
    assert (blad.is_locked, blad.may_hand_in, blad.fields[0].value) == (True, False, "Eerst zelf")


def test_first_alone_then_together() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "vraag")
    writes(sessie, users[0], "vraag", {"tekst": SECRET}, hands_in=True)
    writes(sessie, users[1], "vraag", {"tekst": "nog niet"})

    def told(user: User) -> str:
        with confidential():
            return repr(stand_of(plek_of(sessie, user), NOW).shown)

    assert SECRET not in told(users[1])
    writes(sessie, users[1], "vraag", {"tekst": "nu wel"}, hands_in=True)
    assert SECRET in told(users[1])
    assert "nu wel" in told(users[0])
    assert SECRET not in told(users[2])
    moves_to(sessie, "ronde")
    assert SECRET in told(users[2])


def test_an_insight_is_for_its_receiver_alone_and_who_owes_whom_is_told() -> None:
    users = people()
    sessie = moves_to(a_sessie(*users), "inzicht")
    writes(sessie, users[0], "inzicht", {"2": SECRET, "3": "iets anders"})
    with confidential():
        stands = {number: stand_of(plek_of(sessie, user), NOW) for number, user in enumerate(users, start=1)}
    assert [stand.still_to_come for stand in stands.values()] == [10] * 4
    own, leader = stands[2], stands[1]
    assert own.owes is not None
    assert (own.owes.count, own.debts) == (3, ())
    assert leader.owes is not None
    assert leader.owes.to_names == (users[3].naam,)
    assert {debt.name: debt.count for debt in leader.debts} == {
        users[0].naam: 1, users[1].naam: 3, users[2].naam: 3, users[3].naam: 3,
    }  # fmt: skip
    moves_to(sessie, "acties")
    for number, user in enumerate(users, start=1):
        with confidential():
            shown = repr(stand_of(plek_of(sessie, user), NOW).shown)
        assert (SECRET in shown) == (number == 2)


def test_the_leader_types_for_who_writes_on_paper() -> None:
    users = people()
    sessie = a_sessie(*users)
    paper = add_on_paper(plek=plek_of(sessie, users[0]), name="Anna", now=NOW)
    twin = add_on_paper(plek=plek_of(sessie, users[0]), name="anna", now=NOW)
    assert (paper.number, paper.name, twin.name) == (5, "Anna", "anna (2)")
    sessie = moves_to(sessie, "vraag")
    writes(sessie, users[0], "vraag", {"tekst": "Van papier"}, author=5, hands_in=True)
    with confidential():
        stand = stand_of(plek_of(sessie, users[0]), NOW)
        assert [(blad.author_name, blad.is_handed_in) for blad in stand.paper] == [("Anna", True), ("anna (2)", False)]
        assert stand_of(plek_of(sessie, users[1]), NOW).paper == ()
    with pytest.raises(DeniedError):
        writes(sessie, users[1], "vraag", {"tekst": "Niet van mij"}, author=6)
    with pytest.raises(DeniedError):
        writes(sessie, users[0], "vraag", {"tekst": "Zij typt zelf"}, author=2)
    with pytest.raises(DeniedError):
        add_on_paper(plek=plek_of(sessie, users[1]), name="Bram", now=NOW)
    for name in ("", " ", "x" * 41):
        with pytest.raises(ActionError, match="voornaam"):
            add_on_paper(plek=plek_of(sessie, users[0]), name=name, now=NOW)


def test_who_is_gone_writes_no_more_and_reads_nothing() -> None:
    groep = a_groep(number=6)
    users = people_of(groep)
    sessie = moves_to(a_sessie(*users, bijeenkomst=a_meeting(groep.kring)), "vraag")
    plek, gone = plek_of(sessie, users[1]), plek_of(sessie, users[2])
    shut = plek_of(sessie, users[3])
    leave(plek=plek, now=NOW)
    Lidmaatschap.objects.filter(kring=groep.kring, user=users[2]).update(until_at=NOW)
    shut_out(plek=plek_of(sessie, users[0]), deelnemer_id=seat_of(sessie, 4).pk, now=NOW)
    with confidential():
        for one in (plek, gone, shut):
            with pytest.raises(DeniedError):
                save_blad(plek=one, step="vraag", round=0, author=one.number or 0, answers={"tekst": "x"}, version=0,
                          now=NOW)  # fmt: skip
        assert stand_of(plek_of(sessie, users[1]), NOW).step is None
        assert not Sessieblad.objects.exists()
    Kring.objects.filter(pk=groep.kring_id).update(closed_at=NOW)
    with pytest.raises(SessieOverError, match="groep is afgesloten"):
        writes(sessie, users[4], "vraag", {"tekst": "x"})


def test_a_sheet_is_sealed_under_the_key_of_the_group_or_of_the_session() -> None:
    groep = a_groep()
    users = people_of(groep)
    in_group = moves_to(a_sessie(*users, bijeenkomst=a_meeting(groep.kring)), "vraag")
    alone = moves_to(a_sessie(*people()), "vraag")
    assert (in_group.data_key_id, in_group.owns_key) == (groep.data_key_id, False)
    assert (alone.data_key_id != groep.data_key_id, alone.owns_key) == (True, True)
    row = writes(in_group, users[1], "vraag", {"tekst": SECRET})
    assert row.data_key_id == groep.data_key_id
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM intervisie_sessieblad")
        assert SECRET not in repr(cursor.fetchall())


def test_in_rounds_each_has_a_sheet_for_each_inbrenger() -> None:
    users = people(3)
    sessie = moves_to(a_sessie(*users, werkvorm=a_werkvorm(IN_TURN)), "raad")
    writes(sessie, users[1], "raad", {"tekst": "Voor de eerste"})
    with pytest.raises(DeniedError):
        writes(sessie, users[0], "raad", {"tekst": "Ik breng zelf in"})
    with pytest.raises(DeniedError):
        writes(sessie, users[0], "raad", {"tekst": "Nog niet"}, round=1)
    with confidential():
        assert stand_of(plek_of(sessie, users[0]), NOW).shown == ()
    sessie = moves_to(sessie, "slot")
    writes(sessie, users[0], "raad", {"tekst": "Voor de tweede"}, round=1)
    with confidential():
        stand = stand_of(plek_of(sessie, users[0]), NOW)
    assert [(part.round, part.bringer_name, part.rows[0].text) for part in stand.shown] == [
        (0, users[0].naam, "Voor de eerste")
    ]


def test_what_is_weighed_carries_the_text_and_shows_its_choice_in_words() -> None:
    users = people(4)
    sessie = a_sessie(*users, werkvorm=a_werkvorm(ONE), inbrenger=1)
    sessie = moves_to(sessie, "vragen")
    writes(sessie, users[1], "vragen", {"1": "Wie was erbij?", "2": "Wat wilde je?"})
    sessie = moves_to(sessie, "wegen")
    with confidential():
        blad = stand_of(plek_of(sessie, users[0]), NOW).blad
    assert blad is not None
    assert [(one.name, one.label) for one in blad.fields] == [("2-1", "Wie was erbij?"), ("2-2", "Wat wilde je?")]
    writes(sessie, users[0], "wegen", {"2-1": "warm"})
    with pytest.raises(BladFaultsError, match="Kies"):
        writes(sessie, users[0], "wegen", {"2-1": "heet"})
    with confidential():
        stand = stand_of(plek_of(sessie, users[2]), NOW)
    rows = [row for part in stand.shown if part.step == "wegen" for row in part.rows]
    assert [(row.label, row.text) for row in rows] == [("Wie was erbij?", "Warm")]
