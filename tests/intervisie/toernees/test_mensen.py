"""Who is in a toernee: stopping, replacing, excusing. What falls away, what goes to others, and who reads nothing."""

from typing import Any

import pytest

from community.access.rollen import coordinatoren
from community.actions.errors import ActionError
from community.actions.planned_elsewhere import occupy
from community.models import Bericht, Bezetting, BijeenkomstStatus, Deelname, DeelnameStatus, KringRol, Taak, User
from intervisie.access.bezoeken import place_at
from intervisie.access.toernees import (
    may_read_toernee,
    own_deelnemer,
    visible_bezoeken,
    visible_toernees,
)
from intervisie.actions.toerneemensen import (
    add_begeleider,
    appoint_contactpersoon,
    become_contactpersoon,
    drop_closed_accounts,
    leave_toernee,
    remove_member,
)
from intervisie.actions.toerneerollen import present_in
from intervisie.actions.toerneevervanging import excuse_from_visit, excuse_late_steps, replace_deelnemer
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Toernee, Toerneestap
from intervisie.queries.toernees import lidmaatschap_of
from tests.factories import SamenwerkingFactory, UserFactory
from tests.factories.bezoeken import a_planned_toernee, bezoeken_of
from tests.factories.moments import NOW
from tests.factories.toernees import a_toernee, deelnemers_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def hart() -> User:
    made: User = UserFactory(coordinator=True)
    return made


def told(kind: str) -> list[tuple[Any, str]]:
    found = Bericht.objects.filter(kind=kind).values_list("recipient", "moment")
    return [(recipient, moment.partition(":")[0]) for recipient, moment in found]


def all_busy(toernee: Toernee) -> None:
    """Write that everybody is taken at every visit, as fixing a plan does."""
    for bezoek in bezoeken_of(toernee):
        occupy(bezoek.bijeenkomst, users=[one.user for one in deelnemers_of(toernee)], locatie=None)


def reads_nothing(user: User, toernee: Toernee) -> bool:
    known = visible_toernees(user, NOW).exists() or visible_bezoeken(user, NOW).exists()
    return not known and not may_read_toernee(user, toernee, NOW) and own_deelnemer(user, toernee, NOW) is None


def open_steps(deelnemer: Any) -> int:
    return Toerneestap.objects.filter(deelnemer=deelnemer, done_at=None, excused_at=None).count()


def roles_at(bezoek: Bezoek) -> dict[Any, str]:
    return dict(Bezoekrol.objects.filter(bezoek=bezoek).values_list("deelnemer", "rol"))


def test_a_replacement_has_the_roles_to_come_and_the_one_before_reads_nothing(hart: User) -> None:
    toernee = a_planned_toernee()
    old = deelnemers_of(toernee)[1]
    all_busy(toernee)
    before = {one.pk: roles_at(one) for one in bezoeken_of(toernee)}
    assert open_steps(old)
    user = UserFactory()
    new = replace_deelnemer(actor=hart, toernee=toernee, deelnemer=old, user=user,
                            shown=SamenwerkingFactory(owner=user, place="Goes"), now=NOW)  # fmt: skip
    old.refresh_from_db()
    assert (old.left_at, old.replaced_by, new.position) == (NOW, new, old.position)
    assert reads_nothing(old.user, toernee)
    assert open_steps(old) == 0
    assert not Taak.objects.filter(user=old.user, done_at=None, withdrawn_at=None).exists()
    for bezoek in bezoeken_of(toernee):
        assert roles_at(bezoek) == {new.pk if pk == old.pk else pk: rol for pk, rol in before[bezoek.pk].items()}
    own = Bezoek.objects.select_related("bijeenkomst").get(host=new)
    assert own.bijeenkomst.place_name == "Goes"
    assert Bericht.objects.filter(kind="N66", recipient=user).count() == 1
    assert not Bezoek.objects.filter(host=old).exists()
    assert place_at(user, own, NOW).is_host
    assert sum(place_at(user, bezoek, NOW).is_visitor for bezoek in bezoeken_of(toernee)) == 4
    seats = Deelname.objects.filter(user=user, status=DeelnameStatus.AANGEMELD)
    assert seats.count() == Bezetting.objects.filter(user=user).count() == 5
    assert not Bezetting.objects.filter(user=old.user).exists()
    assert not may_read_toernee(user, toernee, NOW)  # the agreements come first
    assert open_steps(new)
    others = {one.user_id for one in present_in(toernee)} - {user.pk}
    assert {who for who, wat in told("N220") if wat == "erbij"} == others
    assert [(who, wat) for who, wat in told("N220") if wat == "eruit"] == [(old.user_id, "eruit")]


def test_a_replacement_after_her_visit_needs_no_samenwerking_and_visits_only_what_comes(hart: User) -> None:
    toernee = a_planned_toernee()
    first, second, *coming = bezoeken_of(toernee)
    old = deelnemers_of(toernee)[[one.pk for one in deelnemers_of(toernee)].index(first.host_id)]
    later = second.bijeenkomst.ends_at
    user = UserFactory()
    replace_deelnemer(actor=hart, toernee=toernee, deelnemer=old, user=user, shown=None, now=later)
    assert Bezoek.objects.get(pk=first.pk).host_id == old.pk
    assert old.pk in roles_at(second)
    assert all(old.pk not in roles_at(one) for one in coming)
    assert sum(place_at(user, one, later).is_visitor for one in bezoeken_of(toernee)) == 3


def test_who_cannot_replace_is_said(hart: User) -> None:
    toernee = a_planned_toernee()
    old, other = deelnemers_of(toernee)[:2]

    def refused(user: User, shown: Any) -> str:
        with pytest.raises(ActionError) as error:
            replace_deelnemer(actor=hart, toernee=toernee, deelnemer=old, user=user, shown=shown, now=NOW)
        return error.value.message

    new = UserFactory()
    assert "doet al mee" in refused(other.user, other.samenwerking)
    assert "doet al mee" in refused(old.user, old.samenwerking)
    assert "Jezelf" in refused(hart, None)
    assert "Kies welke samenwerking" in refused(new, None)
    assert "geen regisseur" in refused(new, SamenwerkingFactory())
    shared = other.samenwerking
    assert shared is not None
    shared.regisseurs.add(new)
    assert "twee keer" in refused(new, shared)
    assert "geen account" in refused(UserFactory(is_active=False), None)
    assert len(present_in(toernee)) == 5
    taken = SamenwerkingFactory(owner=new)
    for one in (toernee, a_planned_toernee(UserFactory(), UserFactory(), UserFactory(), new)):
        all_busy(one)
    assert "al bezet" in refused(new, taken)
    assert (len(present_in(toernee)), lidmaatschap_of(toernee, new)) == (5, None)


def test_who_stops_leaves_her_visit_off_and_her_roles_to_the_others(hart: User) -> None:
    toernee = a_planned_toernee()
    gone = deelnemers_of(toernee)[2]
    all_busy(toernee)
    leave_toernee(actor=gone.user, toernee=toernee, now=NOW)
    assert reads_nothing(gone.user, toernee)
    own = Bezoek.objects.select_related("bijeenkomst").get(host=gone)
    assert (own.status, own.bijeenkomst.status) == (BezoekStatus.VERVALLEN, BijeenkomstStatus.GEANNULEERD)
    assert not Bezetting.objects.filter(bijeenkomst=own.bijeenkomst).exists()
    for bezoek in bezoeken_of(toernee):
        if bezoek.pk != own.pk:
            assert sorted(roles_at(bezoek).values()) == ["VELDWAARNEMER", "VERSLAGLEGGER", "VOORZITTER"]
    assert open_steps(gone) == 0
    assert not Toerneestap.objects.filter(bezoek=own, done_at=None, excused_at=None).exists()
    heard = {who for who, wat in told("N220") if wat == "weg"}
    assert heard == {one.user_id for one in present_in(toernee)} | {user.pk for user in coordinatoren(NOW)}
    assert not Bezetting.objects.filter(user=gone.user).exists()
    assert not Taak.objects.filter(kind="TOERNEE_KLEIN").exists()
    with pytest.raises(Exception, match=r".*"):
        leave_toernee(actor=gone.user, toernee=toernee, now=NOW)


def test_a_toernee_that_becomes_too_small_asks_the_hart(hart: User) -> None:
    toernee = a_toernee(number=4)
    gone = deelnemers_of(toernee)[0]
    place = lidmaatschap_of(toernee, gone.user)
    assert place is not None
    remove_member(actor=hart, toernee=toernee, lidmaatschap=place, now=NOW)
    assert set(Taak.objects.filter(kind="TOERNEE_KLEIN").values_list("user", flat=True)) >= {hart.pk}
    assert [who for who, wat in told("N220") if wat == "eruit"] == [gone.user_id]
    with pytest.raises(ActionError, match="doet intussen niet meer mee"):
        remove_member(actor=hart, toernee=toernee, lidmaatschap=place, now=NOW)


def test_who_is_excused_from_a_visit_stays_and_nobody_waits(hart: User) -> None:
    toernee = a_planned_toernee()
    first, second = bezoeken_of(toernee)[:2]
    who = next(one for one in deelnemers_of(toernee) if one.pk not in (first.host_id, second.host_id))
    excuse_from_visit(actor=hart, toernee=toernee, deelnemer=who, bezoek=first, now=NOW)
    assert who.pk not in roles_at(first)
    assert sorted(roles_at(first).values()) == ["VELDWAARNEMER", "VERSLAGLEGGER", "VOORZITTER"]
    assert who.pk in roles_at(second)
    assert not Toerneestap.objects.filter(bezoek=first, deelnemer=who, done_at=None, excused_at=None).exists()
    assert may_read_toernee(who.user, toernee, NOW)
    host = next(one for one in deelnemers_of(toernee) if one.pk == first.host_id)
    with pytest.raises(ActionError, match="gastheer"):
        excuse_from_visit(actor=hart, toernee=toernee, deelnemer=host, bezoek=first, now=NOW)


def test_late_steps_are_let_go_and_later_ones_stay(hart: User) -> None:
    toernee = a_planned_toernee()
    who = deelnemers_of(toernee)[0]
    rows = list(Toerneestap.objects.filter(deelnemer=who).order_by("due_date", "pk"))
    late, later = rows[0], rows[-1]
    Toerneestap.objects.filter(pk=late.pk).update(due_date=NOW.date().replace(day=1))
    assert excuse_late_steps(actor=hart, toernee=toernee, deelnemer=who, now=NOW) >= 1
    assert Toerneestap.objects.get(pk=late.pk).excused_by == hart
    assert Toerneestap.objects.get(pk=later.pk).excused_at is None


def test_the_part_of_contactpersoon_goes_on(hart: User) -> None:
    toernee = a_toernee()
    first, second, third = deelnemers_of(toernee)[:3]
    appoint_contactpersoon(actor=hart, toernee=toernee, deelnemer=second, now=NOW)
    places = [lidmaatschap_of(toernee, one.user) for one in (first, second)]
    assert [place.role for place in places if place] == [KringRol.LID, KringRol.TREKKER]
    leave_toernee(actor=second.user, toernee=toernee, now=NOW)
    become_contactpersoon(actor=third.user, toernee=toernee, now=NOW)
    place = lidmaatschap_of(toernee, third.user)
    assert place is not None
    assert place.role == KringRol.TREKKER


def test_who_leads_hands_that_to_her_replacement(hart: User) -> None:
    toernee = a_toernee()
    lead, user = deelnemers_of(toernee)[0], UserFactory()
    replace_deelnemer(actor=hart, toernee=toernee, deelnemer=lead, user=user,
                      shown=SamenwerkingFactory(owner=user), now=NOW)  # fmt: skip
    place = lidmaatschap_of(toernee, user)
    assert place is not None
    assert place.role == KringRol.TREKKER
    assert Taak.objects.filter(user=user, kind="DAGDELEN_GEVEN", withdrawn_at=None).exists()


def test_a_begeleider_is_let_in_by_another_and_is_no_deelnemer(hart: User) -> None:
    toernee, guide = a_toernee(), UserFactory()
    add_begeleider(actor=hart, toernee=toernee, user=guide, now=NOW)
    assert own_deelnemer(guide, toernee, NOW) is None
    assert visible_toernees(guide, NOW).exists()
    for user, words in ((hart, "Jezelf"), (guide, "doet al mee")):
        with pytest.raises(ActionError, match=words):
            add_begeleider(actor=hart, toernee=toernee, user=user, now=NOW)


def test_a_closed_account_is_taken_out_once() -> None:
    toernee = a_planned_toernee()
    gone = deelnemers_of(toernee)[3]
    User.objects.filter(pk=gone.user_id).update(is_active=False)
    assert (drop_closed_accounts(NOW), drop_closed_accounts(NOW)) == (1, 0)
    assert len(present_in(toernee)) == 4
    assert all(gone.pk not in roles_at(one) for one in bezoeken_of(toernee))
