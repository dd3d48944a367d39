"""Mixing a group again, and letting one group go up in another."""

from datetime import timedelta
from functools import partial

import pytest

from community.access import DeniedError
from community.actions.errors import ActionError
from community.actions.groepsmix import NieuweGroep, mix_leergroep
from community.actions.groepssamenvoeging import merge_leergroep
from community.actions.toetredingen import join_leergroep
from community.models import (
    Bijeenkomst,
    BijeenkomstKind,
    Deelname,
    DeelnameStatus,
    Evaluatie,
    Groepsuitnodiging,
    KringRol,
    Leergroep,
    Lidmaatschap,
    Taak,
    Toetreding,
    User,
)
from tests.community.leergroepen.groups import a_group, people_in, told
from tests.community.leergroepen.test_gelijktijdig import at_once
from tests.community.leergroepen.test_levensloop import a_round, say
from tests.community.leergroepen.test_uitnodigingen import as_, page
from tests.factories import (
    AfsprakenFactory,
    BijeenkomstFactory,
    DeelnameFactory,
    GroepsberichtFactory,
    LeergroepFactory,
    LidmaatschapFactory,
    UserFactory,
)
from tests.factories.browsers import browser_of
from tests.factories.moments import LONG_AGO, NOW

pytestmark = pytest.mark.django_db


def judged(members: int = 4) -> tuple[Leergroep, Evaluatie, list[User]]:
    """Return a group whose round is closed; the last member wants to stop."""
    leergroep, _trekker = a_group()
    row, people = a_round(leergroep, members=members)
    for number, user in enumerate(people):
        say(row, user, wants_on=number != len(people) - 1)
    row.refresh_from_db()
    return leergroep, row, people


def test_two_new_groups_come_out_of_one() -> None:
    leergroep, row, people = judged()
    trekker = Lidmaatschap.objects.get(kring=leergroep.kring, role=KringRol.TREKKER).user
    a, b, c, d = people[:-1]
    client = as_(trekker)
    path = page("leergroep-mixen", leergroep, evaluatie_id=row.pk)
    shown = client.get(path).content.decode()
    assert str(people[-1].pk) not in shown  # she stops
    client.post(path, {
        "naam_1": "Natte teelten Oost", "naam_2": "Natte teelten West", "trekker_1": str(a.pk), "trekker_2": str(c.pk),
        f"lid_{a.pk}": "1", f"lid_{b.pk}": "1", f"lid_{c.pk}": "2", f"lid_{d.pk}": "2",
    })  # fmt: skip
    east, west = (Leergroep.objects.get(kring__name=f"Natte teelten {name}") for name in ("Oost", "West"))
    assert (people_in(east), people_in(west)) == ({a, b}, {c, d})
    assert Lidmaatschap.objects.get(kring=west.kring, user=c).role == KringRol.TREKKER
    old = Leergroep.objects.select_related("kring").get(pk=leergroep.pk)
    assert (old.phase, old.kring.closed_at) == ("AFGESLOTEN", NOW)
    for user in people:
        kinds = [row for row in told(user) if row[0] == "N118"]
        assert kinds == [("N118", "afgesloten" if user == people[-1] else "gemixt")]
    assert client.post(path, {}).status_code == 404


def test_the_agreements_go_along_and_are_accepted_again() -> None:
    leergroep, row, people = judged(members=2)
    AfsprakenFactory(kring=leergroep.kring, text="Wat hier gezegd wordt, blijft hier.")
    groep = NieuweGroep("Samen verder", people[0], people[:2])
    made = mix_leergroep(actor=coordinator(), evaluatie=row, groepen=[groep], now=NOW)
    assert made[0].kring.newest_afspraken.text == "Wat hier gezegd wordt, blijft hier."
    assert Taak.objects.filter(kind="AFSPRAKEN_AKKOORD", kring=made[0].kring).count() == 2


@pytest.mark.parametrize("wrong", ["twee keer", "stopt", "buiten", "trekker buiten", "niets"])
def test_an_unsound_division_is_refused(wrong: str) -> None:
    _leergroep, row, people = judged()
    a, b, stopping = people[0], people[1], people[-1]
    plans = {
        "twee keer": [NieuweGroep("Een", a, [a, b]), NieuweGroep("Twee", b, [b])],
        "stopt": [NieuweGroep("Een", a, [a, stopping])],
        "buiten": [NieuweGroep("Een", a, [a, UserFactory()])],
        "trekker buiten": [NieuweGroep("Een", people[2], [a, b])],
        "niets": [],
    }
    with pytest.raises(ActionError):
        mix_leergroep(actor=coordinator(), evaluatie=row, groepen=plans[wrong], now=NOW)
    assert Leergroep.objects.count() == 1
    row.refresh_from_db()
    assert row.vervolg == ""


def coordinator() -> User:
    user: User = UserFactory(coordinator=True)
    return user


def two_groups() -> tuple[Leergroep, Leergroep]:
    """Return a group to merge with a trekker and a member, and a target with a trekker."""
    old, _trekker = a_group()
    LidmaatschapFactory(kring=old.kring)
    target = LeergroepFactory(kring__name="Hoge gronden")
    LidmaatschapFactory(kring=target.kring, trekker=True)
    return old, target


def merge(old: Leergroep, target: Leergroep, *, keeps: bool = True) -> None:
    merge_leergroep(actor=coordinator(), leergroep=old, target=target, keeps_meetings=keeps, now=NOW)


def test_everybody_goes_along_once_and_is_told_once() -> None:
    old, target = two_groups()
    both = Lidmaatschap.objects.get(kring=old.kring, role=KringRol.TREKKER).user
    LidmaatschapFactory(kring=target.kring, user=both)
    waiting, doubled = UserFactory(), UserFactory()
    for kring in (old.kring, target.kring):
        Toetreding.objects.create(kring=kring, user=doubled, status="AANGEVRAAGD", requested_at=LONG_AGO)
    Toetreding.objects.create(kring=old.kring, user=waiting, status="AANGEVRAAGD", requested_at=LONG_AGO)
    everybody = people_in(old) | people_in(target)
    merge(old, target)
    assert people_in(target) == everybody
    assert Lidmaatschap.objects.get(kring=target.kring, user=both).role == KringRol.TREKKER
    asked = Toetreding.objects.filter(status="AANGEVRAAGD").values_list("user", "kring")
    assert sorted(asked) == sorted([(doubled.pk, target.kring_id), (waiting.pk, target.kring_id)])
    for user in everybody:
        assert [row for row in told(user) if row[0] == "N118"] == [("N118", "samengevoegd")]
    assert people_in(old) == people_in(old) & everybody  # they read on in the old one


def test_messages_stay_readable_where_they_were_written() -> None:
    old, target = two_groups()
    reader = Lidmaatschap.objects.filter(kring=old.kring, role=KringRol.LID).get().user
    GroepsberichtFactory(kring=old.kring, text="Wie telt de kwartelkoning?")
    merge(old, target)
    shown = as_(reader).get(page("leergroep-berichten", old)).content.decode()
    assert "kwartelkoning" in shown
    assert "samengevoegd met Hoge gronden" in shown
    stranger = Lidmaatschap.objects.filter(kring=target.kring).exclude(user__in=people_in(old)).get().user
    assert as_(stranger).get(page("leergroep-berichten", old)).status_code == 404


def a_meeting(leergroep: Leergroep) -> Bijeenkomst:
    meeting: Bijeenkomst = BijeenkomstFactory(kring=leergroep.kring, kind=BijeenkomstKind.LEERGROEP, audience="KRING")
    return meeting


def test_meetings_go_along_with_every_answer() -> None:
    old, target = two_groups()
    meeting, own = a_meeting(old), a_meeting(target)
    no = Lidmaatschap.objects.filter(kring=old.kring, role=KringRol.LID).get().user
    host = Lidmaatschap.objects.get(kring=target.kring).user
    DeelnameFactory(bijeenkomst=meeting, user=no, status=DeelnameStatus.AFGEMELD)
    DeelnameFactory(bijeenkomst=own, user=host, status=DeelnameStatus.AFGEMELD)
    merge(old, target)
    meeting.refresh_from_db()
    assert (meeting.kring_id, meeting.status) == (target.kring_id, "GEPLAND")
    places = {(row.bijeenkomst_id, row.user_id): row.status for row in Deelname.objects.all()}
    assert places[meeting.pk, no.pk] == "AFGEMELD"
    assert places[own.pk, host.pk] == "AFGEMELD"
    assert places[meeting.pk, host.pk] == "UITGENODIGD"
    assert places[own.pk, no.pk] == "UITGENODIGD"


def test_meetings_may_be_cancelled_instead() -> None:
    old, target = two_groups()
    meeting = a_meeting(old)
    merge(old, target, keeps=False)
    meeting.refresh_from_db()
    assert (meeting.kring_id, meeting.status) == (old.kring_id, "GEANNULEERD")


def test_a_target_that_is_too_small_is_refused_and_nothing_moves() -> None:
    old, target = two_groups()
    Leergroep.objects.filter(pk=target.pk).update(capacity=2)
    with pytest.raises(ActionError, match="3 mensen"):
        merge(old, target)
    assert len(people_in(target)) == 1
    assert Leergroep.objects.get(pk=old.pk).phase == "ACTIEF"


def test_an_invitation_goes_along() -> None:
    old, target = two_groups()
    guest = UserFactory()
    Groepsuitnodiging.objects.create(
        kring=old.kring, user=guest, invited_at=NOW, expires_at=NOW + timedelta(days=30), invited_by=None
    )
    merge(old, target)
    assert Groepsuitnodiging.objects.get().kring_id == target.kring_id


def test_only_a_coordinator_merges_through_the_page() -> None:
    old, target = two_groups()
    trekker = Lidmaatschap.objects.get(kring=old.kring, role=KringRol.TREKKER).user
    assert as_(trekker).get(page("leergroep-samenvoegen", old)).status_code == 404
    with pytest.raises(DeniedError):
        merge_leergroep(actor=trekker, leergroep=old, target=target, keeps_meetings=True, now=NOW)
    client = browser_of(coordinator())
    answer = client.post(page("leergroep-samenvoegen", old), {"doel": target.slug, "bijeenkomsten": "mee"})
    assert answer.headers["Location"] == page("leergroep", target)
    assert Leergroep.objects.get(pk=old.pk).merged_into_id == target.pk
    assert client.get(page("leergroep-samenvoegen", old)).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_merging_twice_at_once_merges_once() -> None:
    old, target = two_groups()
    first, second = coordinator(), coordinator()
    results = at_once([
        partial(merge_leergroep, actor=first, leergroep=old, target=target, keeps_meetings=True, now=NOW),
        partial(merge_leergroep, actor=second, leergroep=target, target=old, keeps_meetings=True, now=NOW),
        partial(merge_leergroep, actor=second, leergroep=old, target=target, keeps_meetings=True, now=NOW),
    ])  # fmt: skip
    assert results.count(None) == 1
    assert Leergroep.objects.filter(phase="AFGESLOTEN").count() == 1
    open_one = Leergroep.objects.exclude(phase="AFGESLOTEN").get()
    assert len(people_in(open_one)) == 3


@pytest.mark.django_db(transaction=True)
def test_joining_while_it_is_merged_loses_nobody() -> None:
    old, target = two_groups()
    guest, office = UserFactory(), coordinator()
    at_once([
        partial(join_leergroep, actor=guest, leergroep=old, now=NOW),
        partial(merge_leergroep, actor=office, leergroep=old, target=target, keeps_meetings=True, now=NOW),
    ])  # fmt: skip
    assert people_in(old) <= people_in(target) or guest not in people_in(old)
