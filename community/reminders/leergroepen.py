"""Messages and duties about leergroepen: joining, and answering who wants to join."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import members, readers
from community.access.leergroepen import deciders_of
from community.actions.toetredingen import fill_everywhere, hand_on_requests
from community.actions.toetredingsvragen import TOETREDING_BEOORDELEN
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import KringRol, Lidmaatschap, Toetreding, ToetredingStatus
from community.queries.leergroepen import path_of
from community.queries.toetredingen import lidmaatschappen_by_id, toetredingen_by_id
from community.reminders.ladders import workdays_after_opening

# What N101 may still say, by the status in which the wish to join is now.
STILL_TRUE = {
    "toegelaten": (ToetredingStatus.TOEGELATEN,),
    "wachtlijst": (ToetredingStatus.WACHTLIJST,),
    "vol": (ToetredingStatus.WACHTLIJST,),
    "afgewezen": (ToetredingStatus.AFGEWEZEN,),
    "vervallen": (ToetredingStatus.AFGEWEZEN,),
}


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Tell who wants to join which group, to who may answer it."""
    found = {}
    rows = _asked(taken)
    allowed = deciders_of(rows.values(), now)
    for taak in taken:
        row = rows.get(taak.object_id)
        if row is None or (taak.user_id, row.kring_id) not in allowed:
            continue
        found[taak.pk] = TaakWords(
            title=_("{naam} wil meedoen met {groep}").format(naam=row.user.naam, groep=row.kring.name),
            why=_("Wie vraagt om mee te doen, hoort graag binnen een paar dagen iets."),
            path=toetreding_path(row),
            button=_("Bekijk de vraag"),
        )
    return found


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties of which the request was answered, by whoever, or taken back."""
    asked = _asked(taken)
    return [taak.pk for taak in taken if taak.object_id not in asked]


def load_gevraagd(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N100: somebody wants to join, as long as it was not answered and the recipient may answer it."""
    rows = _asked(berichten)
    allowed = deciders_of(rows.values(), now)
    return {
        bericht.pk: Inhoud(
            path=toetreding_path(row),
            context={"groep": row.kring.name, "wie": row.user.naam, "is_again": bericht.moment != "gevraagd"},
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and (bericht.recipient_id, row.kring_id) in allowed
    }


def load_besluit(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N101: what was decided, as long as that is still how it stands."""
    rows = toetredingen_by_id(bericht.object_id for bericht in berichten)
    present = _present(rows.values(), now)
    found = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or row.status not in STILL_TRUE.get(bericht.moment, ()):
            continue
        if bericht.moment == "toegelaten" and (row.user_id, row.kring_id) not in present:
            continue
        context = {"groep": row.kring.name, "besluit": bericht.moment}
        found[bericht.pk] = Inhoud(path=path_of(row.kring.leergroep), context=context)
    return found


def load_plek(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N102: a place came free and is hers, as long as she is in."""
    rows = toetredingen_by_id(bericht.object_id for bericht in berichten)
    present = _present(rows.values(), now)
    return {
        bericht.pk: Inhoud(path=path_of(row.kring.leergroep), context={"groep": row.kring.name})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and (row.user_id, row.kring_id) in present
    }


def load_lid(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N104: about one's own membership, as long as it is still so: in, leading, or taken out."""
    rows = lidmaatschappen_by_id(bericht.object_id for bericht in berichten)
    present = _present(rows.values(), now)
    agreed = readers((row.kring_id for row in rows.values()), (row.user_id for row in rows.values()), now)
    found = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        what = bericht.moment.partition(":")[0]
        if row is not None and _is_still(what, row, (row.user_id, row.kring_id) in present):
            context = {"groep": row.kring.name, "wat": what, "leest": (row.user_id, row.kring_id) in agreed}
            found[bericht.pk] = Inhoud(path=path_of(row.kring.leergroep), context=context)
    return found


def toetreding_path(row: Toetreding) -> str:
    """Return the page on which a request to join is answered."""
    return reverse("leergroep-toetreding", kwargs={"slug": row.kring.leergroep.slug, "toetreding_id": row.pk})


def _asked(items: Sequence[Any]) -> dict[uuid.UUID, Toetreding]:
    rows = toetredingen_by_id(item.object_id for item in items)
    return {key: row for key, row in rows.items() if row.status == ToetredingStatus.AANGEVRAAGD}


def _present(rows: Iterable[Toetreding | Lidmaatschap], now: datetime) -> set[tuple[uuid.UUID, uuid.UUID]]:
    found = list(rows)
    return members((row.kring_id for row in found), (row.user_id for row in found), now)


def _is_still(what: str, row: Lidmaatschap, is_present: bool) -> bool:
    if what == "eruit":
        return not is_present
    return is_present and row.until_at is None and (what != "trekker" or row.role == KringRol.TREKKER)


def heal(now: datetime) -> None:
    """Mend what changed outside the groups: closed accounts free a place, and leave requests behind."""
    fill_everywhere(now)
    hand_on_requests(now)


KINDS = [
    BerichtKind(
        code="N100", name="Iemand wil meedoen met je groep", subject="TAKEN", mode="DAG", load=load_gevraagd,
        is_on_screen=True, resend_uncertain=False,
    ),
    BerichtKind(
        code="N101", name="Besluit op je vraag om mee te doen", subject="LEERGROEPEN", mode="DIRECT",
        load=load_besluit, is_on_screen=True,
    ),
    BerichtKind(
        code="N102", name="Er kwam een plek vrij", subject="LEERGROEPEN", mode="DIRECT", load=load_plek,
        is_on_screen=True,
    ),
    BerichtKind(
        code="N104", name="Je plaats in een leergroep", subject="LEERGROEPEN", mode="DIRECT", load=load_lid,
        is_on_screen=True,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=TOETREDING_BEOORDELEN, name="Iemand wil meedoen met je groep", words=words, is_done=is_done,
        ladder=(Rung("drie", "N100", workdays_after_opening(3)), Rung("acht", "N100", workdays_after_opening(8))),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {"leergroepen": Needing("community.Toetreding", heal)}
PURGES: dict[str, Callable[[datetime], int]] = {}
