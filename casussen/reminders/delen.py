"""Messages about who may see a casus. They name people and moments, never a casus."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from casussen.access.noodtoegang import answerable_by, privacycontacten, writers_along
from casussen.actions.delen import WITHDRAWN
from casussen.actions.inzageopruimen import purge_inzagen, purge_noodtoegang
from casussen.actions.noodtoegang import ENDED
from casussen.models import Noodtoegang
from casussen.queries.delen import delingen_by_id, readers_now
from casussen.queries.noodtoegang import noodtoegangen_by_id
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, TaakKind


def load_sight(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N83: that somebody may see a casus, as long as she may; or that it was taken away, if she may not any more."""
    with confidential():
        rows = delingen_by_id({bericht.object_id for bericht in berichten})
        reading = readers_now(list(rows.values()), now)
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        is_withdrawn = bericht.moment == WITHDRAWN
        if row is None or ((bericht.recipient_id, row.pk) in reading) == is_withdrawn:
            continue
        told[bericht.pk] = Inhoud(
            path=reverse("casussen") if is_withdrawn else reverse("casus", kwargs={"code": row.casus.code}),
            context={
                "is_ingetrokken": is_withdrawn, "wie": row.casus.owner.naam, "tot": row.until_at,
                "groep": row.kring.name if row.kring else "", "schrijft_mee": row.role == "MEDE_EIGENAAR",
            },
        )  # fmt: skip
    return told


def load_broken_glass(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N150: to the owner, who reads her casus in an emergency, by whose leave, until when. Why stands on her page.

    When her account is closed, to who writes along.
    """
    rows = _rows(berichten)
    with confidential():
        along = writers_along({row.casus_id for row in rows.values()}, {one.recipient_id for one in berichten}, now)
    told = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        is_owner = row is not None and bericht.recipient_id == row.casus.owner_id
        if row is None or not row.until_at or not (is_owner or (bericht.recipient_id, row.casus_id) in along):
            continue
        told[bericht.pk] = Inhoud(
            path=reverse("casus-inzage" if is_owner else "casus", kwargs={"code": row.casus.code}),
            context={
                "is_gestopt": bericht.moment == ENDED, "is_eigenaar": is_owner, "wie": row.asked_by.naam,
                "tot": row.until_at, "door": row.decided_by.naam if row.decided_by else "", "sinds": row.decided_at,
            },
        )  # fmt: skip
    return told


def load_question(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N151: to the privacycontacten, that a beheerder asks, as long as nobody answered."""
    rows = _rows(berichten)
    asked = {person.pk for person in privacycontacten(now)}
    return {
        bericht.pk: Inhoud(
            path=reverse("noodtoegang-besluit", kwargs={"noodtoegang_id": row.pk}),
            context={"wie": row.asked_by.naam, "uren": row.hours},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and bericht.recipient_id in asked
        and answerable_by(bericht.recipient_id, row, now)
    }  # fmt: skip


def load_decision(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N152: to who asked, what was decided."""
    rows = _rows(berichten)
    return {
        bericht.pk: Inhoud(
            path=reverse("noodtoegang"), context={"is_toegestaan": row.until_at is not None, "tot": row.until_at}
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.decided_at and bericht.recipient_id == row.asked_by_id
    }


def _rows(berichten: Sequence[Any]) -> dict[Any, Noodtoegang]:
    with confidential():
        return noodtoegangen_by_id({bericht.object_id for bericht in berichten})


def _kind(code: str, name: str, load: Callable[[Sequence[Any], datetime], Mapping[Any, Inhoud]]) -> BerichtKind:
    return BerichtKind(code=code, name=name, subject="ACCOUNT", mode="DIRECT", load=load, is_on_screen=True,
                       is_mandatory=True)  # fmt: skip


def _forget_inzagen(now: datetime) -> int:
    with confidential():
        return purge_inzagen(now)


def _forget_noodtoegang(now: datetime) -> int:
    with confidential():
        return purge_noodtoegang(now)


KINDS = [
    _kind("N83", "Toegang tot een casus gegeven of ingetrokken", load_sight),
    _kind("N150", "Noodtoegang tot je casus", load_broken_glass),
    _kind("N151", "Vraag om noodtoegang", load_question),
    _kind("N152", "Besluit over noodtoegang", load_decision),
]
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {"inzagen": _forget_inzagen, "noodtoegang": _forget_noodtoegang}
