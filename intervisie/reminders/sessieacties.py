"""N63: how does it go with an action after a session: on its day, once again, and six weeks after that session.

To who wrote it down alone, and without a word of what it is.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.reminders.ladders import days_from_date, workdays_from_date
from community.workdays import local_date
from intervisie.actions.sessieacties import ask_about_sessieacties, purge_sessieacties
from intervisie.models import Sessieactie
from intervisie.queries.sessieacties import COMES_BACK, LOOK_BACK, SESSIEACTIE, is_asked, sessieacties_by_id


def words_action(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask her how it goes with an action, until it is done or let go."""
    rows = _asked(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Hoe staat het met je actie?"), why=_("Je schreef deze actie op na een sessie."),
            path=reverse("sessieacties"), button=_("Naar je acties"),
        )
        for taak in taken
        if taak.pk in rows
    }  # fmt: skip


def is_done_action(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of actions that ended or are gone."""
    rows = _asked(taken, now)
    return [taak.pk for taak in taken if taak.pk not in rows]


def load_action(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N63: the action is still open. One query; it says on which day she wrote it down, and nothing of it."""
    rows = _asked(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=reverse("sessieacties"),
            context={"dag": local_date(row.made_at), "wat": _which(bericht.moment)},
        )
        for bericht in berichten
        if (row := rows.get(bericht.pk)) and _still_looks_back(bericht.moment, row)
    }  # fmt: skip


def _which(moment: str) -> str:
    if moment.startswith(LOOK_BACK):
        return "terug"
    return "dag" if moment.startswith("dag@") else "nog"


def _still_looks_back(moment: str, row: Sessieactie) -> bool:
    """Whether a message about looking back is about the day that holds now; others go with their duty."""
    return not moment.startswith(LOOK_BACK) or moment == f"{LOOK_BACK}{row.look_back_date:%Y%m%d}"


def _asked(items: Sequence[Any], now: datetime) -> dict[Any, Sessieactie]:
    """Return, by Taak or Bericht, the action about which this person is asked now."""
    with confidential():  # no sealed field is opened
        rows = sessieacties_by_id(item.object_id for item in items)
    today = local_date(now)
    return {
        item.pk: row for item in items
        if (row := rows.get(item.object_id)) and is_asked(row, _user(item), today)
    }  # fmt: skip


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


def _ask(now: datetime) -> None:
    with confidential():  # no sealed field is opened
        ask_about_sessieacties(now)


def _forget(now: datetime) -> int:
    with confidential():  # destroys keys: sealed fields stay shut
        return purge_sessieacties(now)


KINDS = [
    BerichtKind(code=COMES_BACK, name="Hoe staat het met je actie na een sessie?", subject="TAKEN", mode="DIRECT",
                load=load_action, is_on_screen=True, at_once=False, resend_uncertain=False),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=SESSIEACTIE, name="Hoe staat het met je actie na een sessie?", words=words_action, is_done=is_done_action,
        ladder=(Rung("dag", COMES_BACK, days_from_date(0)), Rung("vijf", COMES_BACK, workdays_from_date(5))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"acties na sessies": Needing("intervisie.Sessieactie", _ask)}
PURGES: dict[str, Callable[[datetime], int]] = {"acties na sessies": _forget}
