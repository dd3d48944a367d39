"""N227 and N229: a session that takes days has a new step, and a step of it ends tomorrow. Nothing of what was said."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud
from community.workdays import local_date
from intervisie.actions.sessiedagen import go_on_where_due, remind_before_end
from intervisie.queries.sessiedagen import (
    ENDS,
    STEP,
    deadline_of,
    gangen_of,
    insiders,
    silent_people,
    step_mark,
    written_in,
)
from intervisie.queries.sessiegang import Gang
from intervisie.werkvorm.words import NONE


def load_step(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N227: this step goes on, for who is in the session. Four queries."""
    gangen = gangen_of({bericht.object_id for bericht in berichten})
    inside = insiders(gangen.values(), now)
    return {
        bericht.pk: _told(gang, now)
        for bericht in berichten
        if (gang := _at_step(gangen, bericht)) and (gang.sessie.pk, bericht.recipient_id) in inside
    }


def load_ends(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N229: this step still goes on and she still wrote nothing. Five queries."""
    gangen = gangen_of({bericht.object_id for bericht in berichten})
    with confidential():  # no sealed field is opened
        silent = silent_people(gangen.values(), written_in(list(gangen)))
    silent &= insiders(gangen.values(), now)
    return {
        bericht.pk: _told(gang, now)
        for bericht in berichten
        if (gang := _at_step(gangen, bericht)) and (gang.sessie.pk, bericht.recipient_id) in silent
        and now < deadline_of(gang.sessie, now)
    }  # fmt: skip


def _at_step(gangen: Mapping[Any, Gang], bericht: Any) -> Gang | None:
    """Return the session of a message, None when it is over or past the step that the message is about."""
    gang = gangen.get(bericht.object_id)
    return gang if gang is not None and step_mark(gang.sessie) == bericht.moment else None


def _told(gang: Gang, now: datetime) -> Inhoud:
    return Inhoud(
        path=reverse("sessie-live", args=[gang.sessie.code]),
        context={
            "werkvorm": gang.sessie.versie.werkvorm.name, "number": gang.sessie.step + 1,
            "count": len(gang.schema.steps), "step": gang.step.title,
            "until": local_date(deadline_of(gang.sessie, now)), "writes": gang.step.writes != NONE,
        },
    )  # fmt: skip


def _remind(now: datetime) -> None:
    with confidential():  # no sealed field is opened
        remind_before_end(now)


KINDS = [
    BerichtKind(code=STEP, name="Een nieuwe stap in een sessie over meer dagen", subject="TAKEN", mode="DIRECT",
                load=load_step, is_on_screen=True),
    BerichtKind(code=ENDS, name="Een stap in een sessie over meer dagen is bijna om", subject="TAKEN", mode="DIRECT",
                load=load_ends, is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS: list[Any] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "sessies over meer dagen": Needing("intervisie.Sessie", go_on_where_due),
    "stappen die morgen eindigen": Needing("intervisie.Sessie", _remind),
}
PURGES: dict[str, Callable[[datetime], int]] = {}
