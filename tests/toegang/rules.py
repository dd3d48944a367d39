"""Asks every rule of an app: by one person, about the things of the world that the rule can be about.

The rules are found by themselves, and what they are about is found by its kind. A rule without somebody who asks is
left out: it judges things, and has tests of its own.
"""

import importlib
from collections.abc import Sequence
from itertools import product
from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from community.access.kringen import NOWHERE, standings_of
from community.models import User
from intervisie.access.bezoeken import place_at
from intervisie.access.sessies import Plek
from intervisie.models import Bezoek, Sessie
from tests.factories.moments import LONG_AGO_DAY, NOW
from tests.guards.mutants import Guard, guards
from training.models import Team

# How many rows of one kind a rule is asked about: of each kind the world has its open, shared and ended ones.
MOST = 20
SOMEBODY = {"Visitor", "User", "Bezoekplaats", "Plek", "Standing"}


def given_to(app: str, user: User) -> set[str]:
    """Return the rules of this app that give this person something, as 'module.name'. Call in a scope, at NOW."""
    things = _things(user)
    found = set()
    for guard in guards():
        if not guard.name.startswith(f"{app}.access."):
            continue
        kinds = [_kind(written) for written in guard.asks.values()]
        if SOMEBODY & set(kinds) and any(_answers(guard, [_choices(kind, things) for kind in kinds])):
            found.add(guard.name.removeprefix(f"{app}.access."))
    return found


def _kind(written: str) -> str:
    """Return which kind of thing a parameter is: 'Visitor' of "'Visitor | None'"."""
    return written.strip("'\"").removesuffix(" | None")


def _things(user: User) -> dict[str, Sequence[Any]]:
    """Return what is no row: who asks and when, and where she stands."""
    return {
        "Visitor": [user], "User": [user], "datetime": [NOW], "date": [LONG_AGO_DAY],
        "Bezoekplaats": [place_at(user, bezoek, NOW) for bezoek in Bezoek.objects.select_related("toernee__kring")],
        "Plek": [_place_in(sessie, user) for sessie in Sessie.objects.all()[:MOST]],
        "Standing": [standings_of(user, NOW).get(team.kring_id, NOWHERE) for team in Team.objects.all()],
    }  # fmt: skip


def _place_in(sessie: Sessie, user: User) -> Plek:
    """Return where she would stand if the session were hers to see: place_of gives who closed her account nothing."""
    own = sessie.deelnemers.filter(user=user).first() if user.is_active else None
    return Plek(sessie, own, user)


def _choices(kind: str, things: dict[str, Sequence[Any]]) -> Sequence[Any]:
    if kind in things:
        return things[kind]
    app = next((one for one in apps.get_app_configs() if kind.lower() in one.models), None)
    assert app is not None, f"what is a {kind}?"
    rows: QuerySet[Any] = getattr(importlib.import_module(f"{app.name}.models"), kind).objects.all()
    return list(rows[:MOST])


def _answers(guard: Guard, choices: Sequence[Sequence[Any]]) -> Any:
    for each in product(*choices):
        answer = guard.function(*each)
        yield bool(answer.exists() if isinstance(answer, QuerySet) else answer)
