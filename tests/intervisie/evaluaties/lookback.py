"""What tests of looking back share: a group, a samenwerking, a planning, and a day on the clock."""

from datetime import UTC, date, datetime, time
from typing import Any

from community.berichten.ladders import climb
from community.extension_points import taak_kinds
from community.models import Bericht, Kring, KringKind, KringRol, Taak, User
from community.workdays import at_local
from intervisie.actions.evaluatieplanningen import (
    REFLECTIE,
    TERUGBLIK,
    PlanningAnswers,
    ask_to_look_back,
    plan_evaluatie,
)
from intervisie.models import Evaluatieplanning
from tests.factories import KringFactory, LeergroepFactory, LidmaatschapFactory, UserFactory
from tests.factories.moments import NOW

DAY = date(2027, 2, 9)  # a Tuesday


def at(day: date, hour: int = 6) -> datetime:
    """Return this hour of a day in the Netherlands."""
    return at_local(day, time(hour)).astimezone(UTC)


def a_group(kind: KringKind = KringKind.LEERGROEP, people: int = 2) -> tuple[Kring, list[User]]:
    """Return a group and its people, who agreed to its agreements; the first leads it."""
    kring = LeergroepFactory().kring if kind == KringKind.LEERGROEP else KringFactory(kind=kind)
    rows = [
        LidmaatschapFactory(kring=kring, role=KringRol.LID if number else KringRol.TREKKER) for number in range(people)
    ]
    return kring, [row.user for row in rows]


def planned(target: Any, form: str, day: date = DAY, *, weeks: int | None = None, now: datetime = NOW,
            by: User | None = None) -> Evaluatieplanning:  # fmt: skip
    """Plan that this group or samenwerking looks back."""
    answers = PlanningAnswers(reason="De eerste evaluatie", form=form, next_date=day, repeat_weeks=weeks)
    return plan_evaluatie(actor=by or UserFactory(coordinator=True), target=target, answers=answers, now=now)


def asked(kind: str) -> list[User]:
    """Return who has an open duty of this kind."""
    rows = Taak.objects.filter(kind=kind, done_at__isnull=True, withdrawn_at__isnull=True).order_by("user__email")
    return [row.user for row in rows.select_related("user")]


def on(moment: datetime) -> None:
    """Let the planner run at this moment: plannings, and then the ladders."""
    ask_to_look_back(moment)
    for code in (TERUGBLIK, REFLECTIE):
        climb(taak_kinds.get(code), moment)


def told(code: str) -> list[Bericht]:
    """Return all messages of this kind."""
    return list(Bericht.objects.filter(kind=code).order_by("created_at", "recipient__email"))
