"""Kinds of message and duty that exist in tests only, in every way a message can travel."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from community.extension_points import (
    BerichtKind,
    Inhoud,
    Mode,
    Rung,
    TaakKind,
    TaakWords,
    bericht_kinds,
    taak_kinds,
)
from community.models import Taak, User
from community.workdays import add_workdays, local_date, mail_moment

DIRECT, DAG, MANDATORY, WEEK, HELD, SCREEN = "T1", "T2", "T3", "T4", "T5", "T6"
PROEF = "PROEF"


def load(rows: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell everyone who still has an account; the word of the message is its moment."""
    active = set(User.objects.filter(pk__in=[row.recipient_id for row in rows], is_active=True).values_list("pk"))
    return {
        row.pk: Inhoud(path=f"/mijn/{row.kind}/", context={"woord": row.moment})
        for row in rows
        if (row.recipient_id,) in active
    }


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Name each duty after its kind."""
    return {taak.pk: TaakWords("Vul de proef in", "Omdat het een proef is.", "/mijn/proef/") for taak in taken}


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Nothing in the data fulfils these duties; tests patch this."""
    return DONE & {taak.pk for taak in taken}


DONE: set[Any] = set()


def _workdays_before(number: int) -> Any:
    def due_at(taak: Taak) -> datetime | None:
        return mail_moment(add_workdays(local_date(taak.due_at), -number)) if taak.due_at else None

    return due_at


def kind(code: str, mode: Mode, **more: Any) -> BerichtKind:
    """Return a kind with the words of the tests."""
    return BerichtKind(code=code, name=f"Proef {code}", mode=mode, load=load, **{"subject": "AGENDA", **more})


KINDS = [
    kind(DIRECT, "DIRECT", is_on_screen=True),
    kind(DAG, "DAG", subject="TAKEN", is_on_screen=True, at_once=False),
    kind(MANDATORY, "DIRECT", is_mandatory=True),
    kind(WEEK, "WEEK", subject="COMMUNITY", at_once=False),
    kind(HELD, "DIRECT", resend_uncertain=False),
    kind(SCREEN, "GEEN", is_on_screen=True),
]
TAAK_KIND = TaakKind(
    code=PROEF,
    name="Proef",
    words=words,
    is_done=is_done,
    ladder=(Rung("vijf", DAG, _workdays_before(5)), Rung("een", DAG, _workdays_before(1))),
)


def register() -> None:
    """Add these kinds to the registries of this process."""
    for one in KINDS:
        bericht_kinds.add(one.code, one)
    taak_kinds.add(TAAK_KIND.code, TAAK_KIND)
