"""From registrations to what the engine takes, and the mark by which a change is seen."""

from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from community.actions.kluis import make_data_key
from community.actions.kringen import add_member
from community.models import Kring, KringKind, KringRol, User
from community.plaatsen import place_named, reach_km
from intervisie.models import ErvaringWens, Form, Intervisiegroep, Matchaanmelding, Matchronde, RondeStatus
from intervisie.queries.indelingsvoorstellen import changed_since
from intervisie.queries.matching_invoer import mensen_van, public_instance
from intervisie.queries.matching_merken import merken_van
from intervisie.queries.matching_regels import judging_instance
from tests.factories import DienstverbandFactory, OrganisatieFactory, UserFactory
from tests.factories.intervisie import a_ronde, a_vasteregel, an_aanmelding
from tests.factories.moments import LONG_AGO, NOW
from tests.factories.samenwerkingen import SamenwerkingFactory
from tests.intervisie.voorstelwork import a_closed_round, a_coordinator, proposal

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def clock() -> Any:
    """Let it be an ordinary Monday."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def person_of(ronde: Matchronde, row: Matchaanmelding) -> Any:
    """Return somebody as the engine takes her."""
    people = {one.id: one for one in public_instance(mensen_van(ronde, NOW)).people}
    return people[str(row.user_id)]


def a_group(*users: User, ronde: Matchronde | None = None, begeleider: User | None = None) -> Intervisiegroep:
    """Return a group of intervisie these people were in."""
    kring = Kring.objects.create(kind=KringKind.INTERVISIE, name="Vroeger", started_at=LONG_AGO)
    for user in users:
        add_member(kring=kring, user=user, now=LONG_AGO)
    if begeleider:
        add_member(kring=kring, user=begeleider, role=KringRol.BEGELEIDER, now=LONG_AGO)
    voorstel = None
    if ronde:
        voorstel = ronde.voorstellen.create(number=1, division={}, people={}, fingerprint="", seed=1, quality=0.0,
                                            worst=0.0, made_at=LONG_AGO)  # fmt: skip
    return Intervisiegroep.objects.create(kring=kring, data_key_id=make_data_key(now=NOW), form=Form.ONLINE,
                                          voorstel=voorstel)  # fmt: skip


def test_a_registration_becomes_a_person_of_the_engine() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    user, friend = UserFactory(), UserFactory()
    house = OrganisatieFactory()
    DienstverbandFactory(user=user, organisatie=house)
    row = an_aanmelding(ronde, user, slots=(1, 4), place="Utrecht", max_minutes=60, wants=[friend], langs=["nl", "fy"])
    found = person_of(ronde, row)
    assert (found.org, found.sector, found.max_km) == (str(house.pk), house.kind, reach_km(60))
    assert (found.slots, found.langs, found.wants) == ({1, 4}, {"nl", "fy"}, {str(friend.pk)})
    place = place_named("Utrecht")
    assert place is not None
    assert (found.xy, found.mode, found.avoid) == (place.xy, "beide", frozenset())


def test_who_works_nowhere_has_no_colleagues_and_who_lives_nowhere_meets_online() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    row, other = an_aanmelding(ronde), an_aanmelding(ronde)
    one, two = person_of(ronde, row), person_of(ronde, other)
    assert one.org != two.org
    if not row.user.profiel.provincies:
        assert one.xy is None


@pytest.mark.parametrize(("ervaring", "level"), [("", 2), ("STARTEND", 1), ("GEVORDERD", 2), ("SENIOR", 3)])
def test_experience_is_a_level(ervaring: str, level: int) -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    row = an_aanmelding(ronde)
    type(row.user.profiel).objects.filter(pk=row.user_id).update(ervaring=ervaring)
    assert person_of(ronde, row).seniority == level


def test_a_place_that_is_not_given_is_the_middle_of_her_province() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    row = an_aanmelding(ronde)
    type(row.user.profiel).objects.filter(pk=row.user_id).update(provincies=["DRENTHE"])
    assert person_of(ronde, row).xy is not None


@pytest.mark.parametrize(("of_round", "own", "mode"), [
    (Form.BEIDE, Form.BEIDE, "beide"), (Form.ONLINE, Form.BEIDE, "online"), (Form.FYSIEK, Form.BEIDE, "fysiek"),
    (Form.BEIDE, Form.ONLINE, "online"), (Form.BEIDE, Form.FYSIEK, "fysiek"),
])  # fmt: skip
def test_who_does_not_mind_meets_as_the_round_does(of_round: Form, own: Form, mode: str) -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN, form=of_round)
    assert person_of(ronde, an_aanmelding(ronde, form=own)).mode == mode


def test_samenwerkingen_of_the_registration_and_of_the_register_count() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    user = UserFactory()
    named, directed = SamenwerkingFactory(), SamenwerkingFactory(owner=user)
    SamenwerkingFactory(owner=user, ended_at=LONG_AGO)
    row = an_aanmelding(ronde, user, samenwerkingen=[named])
    assert person_of(ronde, row).collabs == {str(named.pk), str(directed.pk)}


@pytest.mark.parametrize(("of_round", "own", "themes"), [
    (ErvaringWens.MIX, ErvaringWens.GEEN, 0), (ErvaringWens.GELIJK, ErvaringWens.GEEN, 1),
    (ErvaringWens.MIX, ErvaringWens.GELIJK, 1), (ErvaringWens.GEEN, ErvaringWens.MIX, 0),
])  # fmt: skip
def test_about_equal_experience_counts_as_a_theme(of_round: str, own: str, themes: int) -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN, experience=of_round)
    row = an_aanmelding(ronde, experience=own)
    assert len(person_of(ronde, row).themes) == themes
    weight = public_instance(mensen_van(ronde, NOW)).weights["senioriteit"]
    assert (weight > 0) == (of_round == ErvaringWens.MIX)


def test_who_met_before_is_known_by_round_and_a_begeleider_met_nobody() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    rows = [an_aanmelding(ronde) for _ in range(4)]
    users = [row.user for row in rows]
    old = a_ronde(name="Eerst", status=RondeStatus.VASTGESTELD, decided_at=LONG_AGO)
    new = a_ronde(name="Daarna", status=RondeStatus.VASTGESTELD)
    a_group(users[0], users[1], ronde=old)
    a_group(users[1], users[2], ronde=new, begeleider=users[3])
    found = {round_.age: round_.groups for round_ in mensen_van(ronde, NOW).history}
    assert found == {
        0: (tuple(sorted(str(user.pk) for user in users[1:3])),),
        1: (tuple(sorted(str(user.pk) for user in users[:2])),),
    }


def test_private_rules_reach_the_engine_from_both_sides() -> None:
    ronde = a_ronde(status=RondeStatus.GESLOTEN)
    one, other, third = (an_aanmelding(ronde) for _ in range(3))
    a_vasteregel(one, niet_met=[other.user_id, one.user_id], lijn=[third.user_id, one.user_id])
    found = judging_instance(mensen_van(ronde, NOW))
    assert {person.id: person.avoid for person in found.people}[str(one.user_id)] == {str(other.user_id)}
    assert found.lines == {frozenset((str(one.user_id), str(third.user_id)))}


def test_it_takes_as_many_queries_for_many_as_for_few() -> None:
    amounts = []
    for number in (1, 30):
        ronde, _rows = a_closed_round(number, employers=number)
        with CaptureQueriesContext(connection) as found:
            judging_instance(mensen_van(ronde, NOW))
        amounts.append(len(found))
    assert amounts == [8, 8]


@pytest.mark.usefixtures("quick")
def test_every_kind_of_change_is_named_and_none_tells_what() -> None:
    ronde, rows = a_closed_round(12)
    made = proposal(a_coordinator(), ronde)
    assert changed_since(made, mensen_van(ronde, NOW)) == []
    Matchaanmelding.objects.filter(pk=rows[0].pk).update(version=7)
    rows[1].user.dienstverbanden.all().delete()
    type(rows[2].user.profiel).objects.filter(pk=rows[2].user_id).update(ervaring="SENIOR")
    SamenwerkingFactory(owner=rows[3].user)
    User.objects.filter(pk=rows[4].user_id).update(is_active=False)
    new = an_aanmelding(ronde)
    names = [row.user.naam for row in rows]
    assert changed_since(made, mensen_van(ronde, NOW)) == changed_since(made, merken_van(ronde, NOW))
    assert sorted(changed_since(made, merken_van(ronde, NOW))) == sorted([
        f"{names[0]} wijzigde de aanmelding.", f"{names[1]} heeft een andere werkgever.",
        f"{names[2]} heeft een ander profiel of een andere samenwerking.",
        f"{names[3]} heeft een ander profiel of een andere samenwerking.",
        f"{names[4]} doet niet meer mee.", f"{new.user.naam} doet nu ook mee.",
    ])  # fmt: skip


def test_another_rule_of_the_round_is_another_mark() -> None:
    ronde, _rows = a_closed_round(6)
    marks = {mensen_van(ronde, NOW).fingerprint}
    for change in ({"size_min": 4}, {"size_max": 9}, {"min_common_slots": 2}, {"form": "ONLINE"},
                   {"experience": "GELIJK"}, {"weights": {"reis": "ZWAAR"}}):  # fmt: skip
        Matchronde.objects.filter(pk=ronde.pk).update(**change)
        ronde.refresh_from_db()
        marks.add(mensen_van(ronde, NOW).fingerprint)
    assert len(marks) == 7
    Matchronde.objects.filter(pk=ronde.pk).update(name="Anders", rhythm_weeks=6)
    ronde.refresh_from_db()
    assert mensen_van(ronde, NOW).fingerprint in marks


def test_the_marks_of_a_page_are_those_of_the_engine_and_cost_as_many_queries_for_many() -> None:
    amounts = []
    for number in (1, 30):
        ronde, rows = a_closed_round(number, employers=number)
        an_aanmelding(ronde, samenwerkingen=[SamenwerkingFactory(), SamenwerkingFactory(owner=rows[0].user)])
        Matchaanmelding.objects.filter(pk=rows[0].pk).update(place="")
        mensen = mensen_van(ronde, NOW)
        with CaptureQueriesContext(connection) as found:
            marks = merken_van(ronde, NOW)
        amounts.append(len(found))
        assert {id_: one.mark for id_, one in marks.people.items()} == mensen.snapshot
        assert marks.fingerprint == mensen.fingerprint
    assert amounts == [5, 5]
