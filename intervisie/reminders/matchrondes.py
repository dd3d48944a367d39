"""Messages about rounds of intervisie: open, still open for who said nothing, other days, blown off.

Who registered or declined meanwhile hears nothing of a round being open. No mail says what anybody asked.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, TaakKind
from intervisie.access.matching import UNDECIDED, is_for, is_open
from intervisie.actions.matchaanmeldingen import drop_closed_accounts, purge_private
from intervisie.actions.matchrondes import BY_NAME, CANCELLED, MOVED, OPENED, days_of, live, reminder_of
from intervisie.actions.rondeopruimen import purge_matchrondes
from intervisie.models import Matchronde, RondeStatus
from intervisie.queries.matchrondes import (
    answered_pairs,
    provincies_by_user,
    registered_pairs,
    rondes_by_id,
)


def load_opened(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N55: she can register; again shortly before the last day, if she said nothing. Four queries.

    Not for who works in other provinces since: she finds no round there. Who was asked by name does.
    """
    rondes = {pk: row for pk, row in _rondes(berichten).items() if is_open(row, now)}
    recipients = {bericht.recipient_id for bericht in berichten}
    (answered, by_name), provincies = answered_pairs(rondes, recipients), provincies_by_user(recipients)
    told = {}
    for bericht in berichten:
        ronde = rondes.get(bericht.object_id)
        if ronde is None or (bericht.recipient_id, bericht.object_id) in answered:
            continue
        is_meant = is_for(ronde, provincies.get(bericht.recipient_id, ()))
        if not is_meant and (bericht.recipient_id, bericht.object_id) not in by_name:
            continue
        if bericht.moment in ("open", reminder_of(ronde)[0]):
            told[bericht.pk] = _about(ronde, "matchaanmelding", is_again=bericht.moment != "open")
    return told


def load_by_name(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N218: a coördinator asks her by name, while she can register and neither did nor declined. Three queries."""
    rondes = {pk: row for pk, row in _rondes(berichten).items() if is_open(row, now)}
    recipients = {bericht.recipient_id for bericht in berichten}
    answered, by_name = answered_pairs(rondes, recipients)
    return {
        bericht.pk: _about(rondes[bericht.object_id], "matchaanmelding")
        for bericht in berichten
        if (pair := (bericht.recipient_id, bericht.object_id)) in by_name and pair not in answered
    }


def load_moved(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N202: the days of a round she registered for changed, as they stand now. Two queries."""
    rondes = {pk: row for pk, row in _rondes(berichten).items() if row.status in UNDECIDED}
    registered = registered_pairs(rondes, (bericht.recipient_id for bericht in berichten))
    told = {}
    for bericht in berichten:
        ronde = rondes.get(bericht.object_id)
        if ronde is None or (bericht.recipient_id, ronde.pk) not in registered:
            continue
        if bericht.moment.partition(":")[2] == days_of(ronde):
            told[bericht.pk] = _about(ronde, "matchaanmelding", is_open=is_open(ronde, now))
    return told


def load_cancelled(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N201: a round she registered for does not go on, in the words of a coördinator. Two queries."""
    rondes = {pk: row for pk, row in _rondes(berichten).items() if row.status == RondeStatus.AFGEBLAZEN}
    registered = registered_pairs(rondes, (bericht.recipient_id for bericht in berichten))
    return {
        bericht.pk: _about(rondes[bericht.object_id], "", reden=rondes[bericht.object_id].cancel_reason)
        for bericht in berichten
        if (bericht.recipient_id, bericht.object_id) in registered
    }


def _rondes(berichten: Sequence[Any]) -> dict[Any, Matchronde]:
    return rondes_by_id(bericht.object_id for bericht in berichten)


def _about(ronde: Matchronde, page: str, **words: Any) -> Inhoud:
    path = reverse(page, args=[ronde.code]) if page else reverse("intervisie")
    days = {"tot": ronde.closes_date, "van": ronde.from_date, "tot_en_met": ronde.until_date}
    context = {"ronde": ronde.name, "is_toernee": ronde.makes_toernees, **days, **words}
    return Inhoud(path=path, context=context)


def _plan(now: datetime) -> None:
    live(now)
    with confidential():  # destroys keys: sealed fields stay shut
        drop_closed_accounts(now)


def _forget_rondes(now: datetime) -> int:
    with confidential():  # removes shut what hangs on it
        return purge_matchrondes(now)


def _forget(now: datetime) -> int:
    with confidential():  # as above
        return purge_private(now)


KINDS = [
    BerichtKind(code=OPENED, name="Intervisie: aanmelden kan", subject="COMMUNITY", mode="DAG", load=load_opened,
                is_on_screen=True, at_once=False),
    BerichtKind(code=BY_NAME, name="Je bent gevraagd voor intervisie of een toernee", subject="COMMUNITY",
                mode="DIRECT", load=load_by_name, is_on_screen=True),
    BerichtKind(code=CANCELLED, name="Intervisie gaat niet door", subject="COMMUNITY", mode="DIRECT",
                load=load_cancelled, is_on_screen=True, is_mandatory=True),
    BerichtKind(code=MOVED, name="Andere dagen voor intervisie", subject="COMMUNITY", mode="DIRECT", load=load_moved,
                is_on_screen=True),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {"matchrondes": Needing("intervisie.Matchronde", _plan)}
PURGES: dict[str, Callable[[datetime], int]] = {"vasteregels": _forget, "matchrondes": _forget_rondes}
