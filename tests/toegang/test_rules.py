"""T11: every rule of community/access by itself, asked by somebody without any right and by who closed her account.

The rules are found by themselves: a new one gives such people nothing, or its name is added here with the reason.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.db.models import QuerySet

from community.access.kringen import standing
from community.access.leergroepen import rights
from community.confidential import confidential
from community.models import (
    Actie,
    Bijeenkomst,
    Datumprikker,
    Groepsuitnodiging,
    Leergroep,
    Rol,
    Roltoekenning,
    User,
    Werk,
)
from tests.factories.moments import NOW
from tests.guards.mutants import guards
from tests.toegang.world import World, a_world

# What every member has: her own mail and feed, the public and her own agenda, the network's people, organisations,
# groups and the samenwerkingen that show their name; she may write in her own. Two judge only what is in a meeting or a
# group that is visible already; one is about the other person.
VISITOR = {
    "agenda.agenda_bijeenkomsten", "agenda.may_read_content", "agenda.readable_bijeenkomsten",
    "agenda.visible_bijeenkomsten", "kennis.visible_kennispaginas", "kennis.visible_pages", "toegang._has_privilege",
}  # fmt: skip
MEMBER = VISITOR | {
    "agenda.may_have_feed", "begrippen.may_propose",
    "berichten.may_choose_mail", "beschikbaarheid.may_give_beschikbaarheid",
    "initiatieven.visible_initiatieven", "kennis.is_member", "leergroepen.plainly_visible_leergroepen",
    "leergroepen.visible_leden", "leergroepen.visible_leergroepen", "organisaties.choosable_organisaties",
    "organisaties.visible_organisaties", "people.listed_profielen", "people.visible_profielen",
    "samenwerkingen.may_register_samenwerking", "samenwerkingen.readable_samenwerkingen",
    "samenwerkingen.visible_samenwerkingen",
}  # fmt: skip
SOMEBODY = {"user", "own", "place", "person"}  # the parameters that say who asks, or whose rights

pytestmark = pytest.mark.django_db(databases=["default", "sleutels"])


def things(world: World, user: User, leergroep: Leergroep) -> dict[str, Any]:
    """Return what a rule may be about, by the name of its parameter."""
    return {
        "now": NOW, "user": user, "leergroep": leergroep, "kring": leergroep.kring,
        "bijeenkomst": Bijeenkomst.objects.get(code=world.samples["bijeenkomst@concept"]["code"]),
        "prikker": Datumprikker.objects.get(code=world.samples["datumprikker*"]["code"]),
        "bericht": world.cast.first, "vraag": world.cast.first, "toetreding": world.cast.asked,
        "uitnodiging": Groepsuitnodiging.objects.all()[0], "person": world.people["CO"],
        "profiel": world.people["GE"].profiel, "toekenning": Roltoekenning.objects.all()[0],
        "rol": Rol.COORDINATOR, "actie": Actie.objects.all()[0], "werk": Werk.objects.all()[0],
        "own": rights(user, leergroep, NOW), "place": standing(user, leergroep.kring, NOW),
    }  # fmt: skip


def open_to(given: dict[str, Any]) -> set[str]:
    """Return the rules of community that give this person something."""
    found = set()
    for guard in guards():
        module, _dot, name = guard.name.removeprefix("community.access.").rpartition(".")
        if guard.name.startswith("community.") and SOMEBODY & set(guard.asks) and set(guard.asks) <= set(given):
            # Hers in a meeting, not in a group.
            place = {"own": None} if "Deelname" in guard.asks.get("own", "") else {}
            answer = guard.function(**{each: given[each] for each in guard.asks} | place)
            if answer.exists() if isinstance(answer, QuerySet) else answer:
                found.add(f"{module}.{name}")
    return found


@pytest.fixture
def world() -> Iterator[World]:
    with time_machine.travel(NOW, tick=False), confidential():
        made = a_world()
        made.client("GL")  # whose session is nobody else's
        yield made


def test_no_rule_gives_somebody_without_rights_more_than_every_member_has(world: World) -> None:
    hidden = Leergroep.objects.get(slug=world.samples["leergroep@verborgen"]["slug"])
    assert open_to(things(world, world.people["LI"], hidden)) == MEMBER


def test_no_rule_gives_who_closed_her_account_more_than_a_visitor_has(world: World) -> None:
    """Not even in the group she leads."""
    person = world.people["TK"]
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert open_to(things(world, User.objects.get(pk=person.pk), world.cast.leergroep)) == VISITOR


def test_a_word_that_gives_away_one_thing_gives_away_no_other() -> None:
    words = re.compile(r'^[A-Z_]+(?:, [A-Z_]+)? = "([a-z]{8,})"', re.MULTILINE)
    found = [word for path in Path(__file__).parent.glob("*.py") for word in words.findall(path.read_text())]
    assert len(found) == len(set(found))
