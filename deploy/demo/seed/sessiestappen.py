"""What sessions of the demo have in common: a plan, somebody's place, what she writes, and going on."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from community.models import User
from intervisie.access.sessies import Plek, place_of, place_of_guest
from intervisie.actions.sessiebladen import hand_in, save_blad
from intervisie.actions.sessieloop import go_on
from intervisie.actions.sessies import Plan
from intervisie.models import Sessie, SessieMedium, SessieTempo, Werkvorm
from intervisie.werkvorm.words import AFTER_OWN


def plan_of(code: str, **fields: Any) -> Plan:
    """Return a plan with a method of the platform, together on screens unless told otherwise."""
    usual: dict[str, Any] = {
        "tempo": SessieTempo.LIVE, "days": None, "medium": SessieMedium.SCHERM, "expected": 8, "subgroups": 1,
        "lets_guests": False,
    }  # fmt: skip
    return Plan(werkvorm=Werkvorm.objects.get(code=code), **usual | fields)


def place(sessie: Sessie, who: User | str, now: datetime) -> Plek:
    """Return the place of a member, or of a guest by the secret of her browser."""
    found = place_of_guest(who, sessie.code, now) if isinstance(who, str) else place_of(who, sessie.code, now)
    if found is None:
        raise RuntimeError(f"{who} has no place in {sessie}")
    return found


def position(sessie: Sessie) -> str:
    """Return where a session is now, as a form names it."""
    now_at = Sessie.objects.get(pk=sessie.pk)
    return f"{now_at.step}.{now_at.round}.{now_at.turn}"


def go_to(sessie: Sessie, leader: User, step: str, now: datetime) -> None:
    """Let who leads go on until this step."""
    codes = [one["code"] for one in sessie.versie.schema["steps"]]
    while codes[int(position(sessie).split(".")[0])] != step:
        go_on(plek=place(sessie, leader, now), position=position(sessie), now=now)


def write(sessie: Sessie, who: User | str, step: str, answers: Mapping[str, str], now: datetime) -> None:
    """Let somebody write on her sheet of a step; where a step goes first alone, she hands it in."""
    plek = place(sessie, who, now)
    if plek.number is None:
        raise RuntimeError(f"{who} has no seat in {sessie}")
    save_blad(plek=plek, step=step, round=0, author=plek.number, answers=answers, version=0, now=now)
    if any(one["code"] == step and one.get("reveal") == AFTER_OWN for one in sessie.versie.schema["steps"]):
        hand_in(plek=plek, step=step, round=0, author=plek.number, now=now)
