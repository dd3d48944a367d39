"""Blocks of a tussentijd: one's own team with its talks, and the way to a coach."""

from collections.abc import Mapping
from typing import Any

from community.access.kringen import kring_ids_of_kind
from community.models import KringKind
from training.cards.blokken import DeelBlock, DeelView
from training.models import OnderdeelKind


def team(view: DeelView) -> Mapping[str, Any] | None:
    """Give who takes part in a team the way to it, with which talks belong to this tussentijd. No query."""
    onderdeel = view.line.delen[0].onderdeel
    asks_talk = onderdeel.has_own_teamgesprek or onderdeel.has_trainer_teamgesprek
    if view.line.kind != OnderdeelKind.TUSSENTIJD or not asks_talk or view.deelnemer is None:
        return None
    if not kring_ids_of_kind(view.user, KringKind.TEAM, view.now):
        return None
    return {"editie": view.editie, "own": onderdeel.has_own_teamgesprek,
            "trainers": onderdeel.has_trainer_teamgesprek}  # fmt: skip


def coaching(view: DeelView) -> Mapping[str, Any] | None:
    """Give the way to a coach, in a tussentijd with coaching. No query."""
    if view.line.kind != OnderdeelKind.TUSSENTIJD or not view.line.delen[0].onderdeel.has_coaching:
        return None
    return {"editie": view.editie, "leads": view.standing.leads}


BLOCKS = [
    DeelBlock("team", "training/teams/_blok.html", team),
    DeelBlock("coaching", "training/coaching/_blok.html", coaching),
]
