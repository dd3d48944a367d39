"""T11: every rule of intervisie and training by itself, asked by who has no right and by who closed her account.

As test_rules does for community: a new rule gives such people nothing, or its name is added here with the reason.
"""

from collections.abc import Iterator

import pytest
import time_machine

from community.confidential import confidential
from community.models import User
from tests.factories.moments import NOW
from tests.toegang.rules import given_to
from tests.toegang.world import World, a_world

# About a session she sees already: whether it has cards on paper, and what was shared there.
OF_A_SESSION = {"kaartfotos._has_paper", "kaartfotos._is_time", "sessievoorbereiding.shared_with"}
# What every member has: she asks for bemiddeling, registers for a round of her region, prints methods, keeps actions of
# her own, knows what is published and applies for it. Before a session that she sees already she writes a question.
MEMBER = {
    "intervisie": OF_A_SESSION | {
        "bemiddeling.may_ask_bemiddeling", "matching.may_register", "matching.nameable_people", "matching.open_rondes",
        "matching.own_uitnodigingen", "matching.visible_rondes", "printpakketten.may_print",
        "sessieacties.may_keep_sessieacties", "sessievoorbereiding.may_write_voorbereiding",
        "werkvormen.readable_versies",
    },
    "training": {"edities.visible_edities", "inschrijvingen.may_apply"},
}  # fmt: skip
# Her own things, for a form that only who is logged in opens, and the middle of may_prepare, which asks that first.
CLOSED = {
    "intervisie": OF_A_SESSION | {
        "bezoeken.showable_casussen", "matching.directed_samenwerkingen", "sessies._decides",
        "toernees.showable_samenwerkingen",
    },
    "training": set(),
}  # fmt: skip

pytestmark = [pytest.mark.django_db(databases=["default", "sleutels"]), pytest.mark.parametrize("app", sorted(MEMBER))]


@pytest.fixture
def world() -> Iterator[World]:
    with time_machine.travel(NOW, tick=False), confidential():
        yield a_world()


def test_no_rule_gives_somebody_without_rights_more_than_every_member_has(app: str, world: World) -> None:
    """Somebody who is in nothing; she who was coördinator until a month ago; she as superuser."""
    outsider, was_coordinator = world.people["LI"], world.people["OC"]
    assert given_to(app, outsider) == MEMBER[app]
    assert given_to(app, was_coordinator) - MEMBER[app] == set()
    outsider.is_superuser = outsider.is_staff = True
    outsider.save()
    assert given_to(app, User.objects.get(pk=outsider.pk)) == MEMBER[app]


def test_no_rule_gives_who_closed_her_account_more_than_what_was_hers(app: str, world: World) -> None:
    """Not even in what she leads, takes part in or guides."""
    for role in ("TK", "GL", "CO", "TR"):
        User.objects.filter(pk=world.people[role].pk).update(is_active=False)
        assert given_to(app, User.objects.get(pk=world.people[role].pk)) - CLOSED[app] == set(), role
