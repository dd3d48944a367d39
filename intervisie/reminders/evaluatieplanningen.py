"""N215 and N216: look back together, and look back for yourself. What anybody wrote stands in no message."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import members
from community.access.leergroepen import leaders_of
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.queries.samenwerkingen import keepers_of
from community.reminders.ladders import workdays_after_opening
from intervisie.actions.evaluatieplanningen import REFLECTIE, TERUGBLIK, ask_to_look_back
from intervisie.actions.rondeopruimen import purge_reflecties
from intervisie.models import Terugblik
from intervisie.queries.evaluatieplanningen import is_over, plain_name_of, terugblikken_by_id

TALK, REFLECT = "N215", "N216"
# By (person, time): what she is asked.
Asked = Mapping[tuple[uuid.UUID, uuid.UUID], Terugblik]


def words_talk(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who leads or keeps to plan a talk, until somebody did."""
    found = _talks(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Plan een gesprek om terug te kijken met {naam}").format(naam=plain_name_of(row.planning)),
            why=_("Het coördinerend hart vraagt jullie om terug te kijken."),
            path=reverse("terugblik", args=[row.pk]), button=_("Bekijk de vraag"),
            done_path=reverse("terugblik-gedaan", args=[row.pk]),
        )
        for taak in taken
        if (row := found.get((taak.user_id, taak.object_id)))
    }  # fmt: skip


def load_talk(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N215: plan a talk to look back, until somebody did."""
    found = _talks(berichten, now)
    return {
        bericht.pk: Inhoud(path=reverse("terugblik", args=[row.pk]), context=_context(bericht, row))
        for bericht in berichten
        if (row := found.get((bericht.recipient_id, bericht.object_id)))
    }


def is_done_talk(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of talks that were planned meanwhile."""
    rows = terugblikken_by_id(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if (row := rows.get(taak.object_id)) is None or row.closed_at is not None]


def words_reflect(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask somebody to write for herself; she may skip it."""
    found = _reflections(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Kijk voor jezelf terug op {naam}").format(naam=plain_name_of(row.planning)),
            why=_("Wat je schrijft, leest niemand anders. Overslaan mag."),
            path=reverse("reflectie", args=[row.pk]), button=_("Schrijf op"),
            done_path=reverse("reflectie-overslaan", args=[row.pk]),
        )
        for taak in taken
        if (row := found.get((taak.user_id, taak.object_id)))
    }  # fmt: skip


def load_reflect(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N216: look back for yourself. The ladder stops when she wrote or skipped it."""
    found = _reflections(berichten, now)
    return {
        bericht.pk: Inhoud(path=reverse("reflectie", args=[row.pk]), context=_context(bericht, row))
        for bericht in berichten
        if (row := found.get((bericht.recipient_id, bericht.object_id)))
    }


def is_done_reflect(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of times that are gone."""
    rows = terugblikken_by_id(taak.object_id for taak in taken)
    return [taak.pk for taak in taken if taak.object_id not in rows]


def _context(bericht: Any, row: Terugblik) -> dict[str, Any]:
    return {"onderwerp": plain_name_of(row.planning), "is_again": not bericht.moment.startswith("begin")}


def _talks(items: Sequence[Any], now: datetime) -> Asked:
    """Return the open talks, for who leads the group or keeps the samenwerking now. Five queries."""
    rows = _open(items)
    leading = leaders_of(_kringen(rows), now)
    keeping = keepers_of(_samenwerkingen(rows))
    return _for_each(items, rows, leading | keeping)


def _reflections(items: Sequence[Any], now: datetime) -> Asked:
    """Return the open times to write, for who is in the group or keeps the samenwerking now. Three queries."""
    rows = _open(items)
    inside = members(_kringen(rows), (_user(item) for item in items), now)
    keeping = keepers_of(_samenwerkingen(rows))
    return _for_each(items, rows, inside | keeping)


def _for_each(
    items: Sequence[Any], rows: Mapping[uuid.UUID, Terugblik], places: set[tuple[uuid.UUID, uuid.UUID]]
) -> Asked:  # fmt: skip
    return {
        (_user(item), item.object_id): row
        for item in items
        if (row := rows.get(item.object_id))
        and (_user(item), row.planning.kring_id or row.planning.samenwerking_id) in places
    }


def _open(items: Sequence[Any]) -> dict[uuid.UUID, Terugblik]:
    rows = terugblikken_by_id(item.object_id for item in items)
    return {pk: row for pk, row in rows.items() if row.closed_at is None and not is_over(row.planning)}


def _kringen(rows: Mapping[uuid.UUID, Terugblik]) -> list[uuid.UUID]:
    return [row.planning.kring_id for row in rows.values() if row.planning.kring_id]


def _samenwerkingen(rows: Mapping[uuid.UUID, Terugblik]) -> list[uuid.UUID]:
    return [row.planning.samenwerking_id for row in rows.values() if row.planning.samenwerking_id]


def _user(item: Any) -> Any:
    """Return whose Taak or Bericht this is."""
    return item.user_id if hasattr(item, "user_id") else item.recipient_id


def _forget(now: datetime) -> int:
    with confidential():  # destroys keys: sealed fields stay shut
        return purge_reflecties(now)


KINDS = [
    BerichtKind(
        code=TALK, name="Plan een gesprek om terug te kijken", subject="TAKEN", mode="DIRECT", load=load_talk,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
    BerichtKind(
        code=REFLECT, name="Kijk voor jezelf terug", subject="TAKEN", mode="DIRECT", load=load_reflect,
        is_on_screen=True, at_once=False, resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=TERUGBLIK, name="Plan een gesprek om terug te kijken", words=words_talk, is_done=is_done_talk,
        ladder=(Rung("begin", TALK, lambda taak: taak.opened_at), Rung("vijf", TALK, workdays_after_opening(5)),
                Rung("tien", TALK, workdays_after_opening(10))),
    ),
    TaakKind(
        code=REFLECTIE, name="Kijk voor jezelf terug", words=words_reflect, is_done=is_done_reflect,
        ladder=(Rung("begin", REFLECT, lambda taak: taak.opened_at), Rung("tien", REFLECT, workdays_after_opening(10))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "evaluaties en reflecties": Needing("intervisie.Evaluatieplanning", ask_to_look_back)
}
PURGES: dict[str, Callable[[datetime], int]] = {"reflecties": _forget}
