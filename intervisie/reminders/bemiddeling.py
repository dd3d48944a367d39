"""N236-N239 about bemiddeling. No message says who asks, about which samenwerking, or what it is about."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.rollen import coordinatoren
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.reminders.ladders import workdays_after_opening
from intervisie.actions.bemiddeling import (
    ANTWOORDEN,
    CHOSEN,
    ENDED,
    KIEZEN,
    TAKEN_ON,
    WAITING,
    purge_bemiddeling,
    settle_bemiddeling,
)
from intervisie.models import BemiddelingStatus, Bemiddelingsvraag
from intervisie.queries.bemiddeling import vragen_by_id

Vragen = Mapping[uuid.UUID, Bemiddelingsvraag]


def load_chosen(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N236: the hart asks her to mediate, until she answered. One query."""
    rows = _vragen(berichten)
    return {
        bericht.pk: Inhoud(path=path_of(row), context={"is_again": _is_again(bericht), "voor": row.wanted_by})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and _waits_for(row, bericht.recipient_id)
    }


def load_waiting(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N237: a request waits for somebody of the hart to choose. Two queries."""
    rows, hart = _vragen(berichten), {user.pk for user in coordinatoren(now)}
    return {
        bericht.pk: Inhoud(path=kept_path_of(row), context={"is_again": _is_again(bericht), "voor": row.wanted_by})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.status == BemiddelingStatus.GEVRAAGD
        and bericht.recipient_id in hart
    }  # fmt: skip


def load_taken_on(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N238: somebody took it on; to the asker, while it runs. One query."""
    rows = _vragen(berichten)
    return {
        bericht.pk: Inhoud(path=path_of(row), context={})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.status == BemiddelingStatus.LOOPT
        and row.asker_id == bericht.recipient_id
    }  # fmt: skip


def load_ended(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N239: it was finished, taken back or given back; to the other of the two. One query."""
    rows, found = _vragen(berichten), {}
    for bericht in berichten:
        row, what = rows.get(bericht.object_id), bericht.moment.partition(":")[0]
        if row is None or bericht.recipient_id not in (row.asker_id, row.mediator_id):
            continue
        path = reverse("bemiddeling") if what == "ingetrokken" else path_of(row)
        found[bericht.pk] = Inhoud(path=path, context={"wat": what})
    return found


def words_choose(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask a coördinator to choose who mediates."""
    rows, hart = _vragen(taken), {user.pk for user in coordinatoren(now)}
    return {
        taak.pk: TaakWords(
            title=_("Kies een bemiddelaar"), why=_("Er is om bemiddeling gevraagd en er is nog niemand gekozen."),
            path=kept_path_of(row),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and row.status == BemiddelingStatus.GEVRAAGD and taak.user_id in hart
    }  # fmt: skip


def words_answer(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Ask who was chosen whether she mediates."""
    rows = _vragen(taken)
    return {
        taak.pk: TaakWords(
            title=_("Wil jij bemiddelen?"), why=_("Het coördinerend hart vraagt je om te bemiddelen."),
            path=path_of(row), button=_("Bekijk de vraag"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and _waits_for(row, taak.user_id)
    }  # fmt: skip


def is_done_choose(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of requests for which somebody was chosen, or that ended."""
    rows = _vragen(taken)
    return [
        taak.pk for taak in taken
        if (row := rows.get(taak.object_id)) is None or row.status != BemiddelingStatus.GEVRAAGD
    ]  # fmt: skip


def is_done_answer(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of who answered, or is asked no more."""
    rows = _vragen(taken)
    return [
        taak.pk for taak in taken
        if (row := rows.get(taak.object_id)) is None or not _waits_for(row, taak.user_id)
    ]  # fmt: skip


def path_of(row: Bemiddelingsvraag) -> str:
    """Return the page of a request for who asked and who mediates."""
    return reverse("bemiddelingsvraag", args=[row.code])


def kept_path_of(row: Bemiddelingsvraag) -> str:
    """Return the page of a request for the hart."""
    return reverse("bemiddeling-beheer-vraag", args=[row.code])


def _vragen(items: Sequence[Any]) -> Vragen:
    with confidential():  # no sealed field is opened
        return vragen_by_id(item.object_id for item in items)


def _waits_for(row: Bemiddelingsvraag, user_id: uuid.UUID) -> bool:
    return row.status == BemiddelingStatus.VOORGESTELD and row.mediator_id == user_id


def _is_again(bericht: Any) -> bool:
    return not bericht.moment.startswith("begin")


def _settle(now: datetime) -> None:
    with confidential():  # no sealed field is opened
        settle_bemiddeling(now)


def _forget(now: datetime) -> int:
    with confidential():  # destroys keys: sealed fields stay shut
        return purge_bemiddeling(now)


KINDS = [
    BerichtKind(code=CHOSEN, name="Wil jij bemiddelen?", subject="TAKEN", mode="DIRECT", load=load_chosen,
                is_on_screen=True, resend_uncertain=False),
    BerichtKind(code=WAITING, name="Er is om bemiddeling gevraagd", subject="TAKEN", mode="DIRECT", load=load_waiting,
                is_on_screen=True, resend_uncertain=False),
    BerichtKind(code=TAKEN_ON, name="Iemand bemiddelt voor jou", subject="COMMUNITY", mode="DIRECT",
                load=load_taken_on, is_on_screen=True),
    BerichtKind(code=ENDED, name="Een bemiddeling is gestopt", subject="COMMUNITY", mode="DIRECT", load=load_ended,
                is_on_screen=True),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(code=KIEZEN, name="Kies een bemiddelaar", words=words_choose, is_done=is_done_choose,
             ladder=(Rung("begin", WAITING, lambda taak: taak.opened_at),
                     Rung("twee", WAITING, workdays_after_opening(2)),
                     Rung("vijf", WAITING, workdays_after_opening(5)))),
    TaakKind(code=ANTWOORDEN, name="Wil jij bemiddelen?", words=words_answer, is_done=is_done_answer,
             ladder=(Rung("begin", CHOSEN, lambda taak: taak.opened_at),
                     Rung("drie", CHOSEN, workdays_after_opening(3)))),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"bemiddeling": Needing("intervisie.Bemiddelingsvraag", _settle)}
PURGES: dict[str, Callable[[datetime], int]] = {"bemiddeling": _forget}
