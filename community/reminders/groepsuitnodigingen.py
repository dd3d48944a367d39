"""Messages and duties about being invited to a group: the invitation, its reminder, and what was answered."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.groepsuitnodigingen import inviters_among
from community.access.rollen import coordinatoren
from community.actions.groepsuitnodigingen import UITNODIGING_BEANTWOORDEN, expire_uitnodigingen
from community.berichten.unneeded import Needing
from community.extension_points import BerichtKind, Inhoud, Rung, TaakKind, TaakWords
from community.models import Groepsuitnodiging, GroepsuitnodigingStatus
from community.notation import date_plain
from community.queries.groepsuitnodigingen import uitnodigingen_by_id
from community.reminders.ladders import workdays_after_opening

ANSWERED = {
    "aangenomen": GroepsuitnodigingStatus.AANGENOMEN,
    "afgeslagen": GroepsuitnodigingStatus.AFGESLAGEN,
}


def words(taken: Sequence[Any], now: datetime) -> Mapping[Any, TaakWords]:
    """Tell who is invited to which group, as long as she may answer."""
    rows = _standing(taken, now)
    return {
        taak.pk: TaakWords(
            title=_("Je bent uitgenodigd voor {groep}").format(groep=row.kring.name),
            why=_("Laat weten of je meedoet. De groep rekent op je antwoord."),
            path=answer_path(row),
            button=_("Bekijk de uitnodiging"),
        )
        for taak in taken
        if (row := rows.get(taak.object_id)) and row.user_id == taak.user_id
    }


def is_done(taken: Sequence[Any], now: datetime) -> Iterable[Any]:
    """Return the duties whose invitation was answered, taken back, or is over."""
    rows = _standing(taken, now)
    return [taak.pk for taak in taken if taak.object_id not in rows]


def load_uitnodiging(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N114: the invitation, as long as it stands. Of the group no more than its name."""
    rows = _standing(berichten, now)
    return {
        bericht.pk: Inhoud(
            path=answer_path(row),
            context={
                "groep": row.kring.name,
                "wie": row.invited_by.naam if row.invited_by else "",
                "is_again": bericht.moment != "uitgenodigd",
                "tot_en_met": date_plain(row.expires_at - timedelta(hours=12)),
            },
        )
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.user_id == bericht.recipient_id
    }


def load_antwoord(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N119: what was answered, to who invited, while she is still in the group or a coördinator."""
    rows = uitnodigingen_by_id(bericht.object_id for bericht in berichten)
    inside = inviters_among(rows.values(), now)
    hart = {user.pk for user in coordinatoren(now)}
    found = {}
    for bericht in berichten:
        row = rows.get(bericht.object_id)
        if row is None or row.status != ANSWERED.get(bericht.moment):
            continue
        if bericht.recipient_id in hart or (bericht.recipient_id, row.kring_id) in inside:
            context = {"groep": row.kring.name, "wie": row.user.naam, "is_ja": bericht.moment == "aangenomen"}
            path = reverse("leergroep-leden", kwargs={"slug": row.kring.leergroep.slug})
            found[bericht.pk] = Inhoud(path=path, context=context)
    return found


def answer_path(row: Groepsuitnodiging) -> str:
    """Return the page on which an invitation is answered."""
    return reverse("leergroep-uitnodiging", kwargs={"slug": row.kring.leergroep.slug})


def _standing(items: Sequence[Any], now: datetime) -> dict[uuid.UUID, Groepsuitnodiging]:
    rows = uitnodigingen_by_id(item.object_id for item in items)
    return {
        key: row for key, row in rows.items()
        if row.status == GroepsuitnodigingStatus.OPEN and row.expires_at > now and row.kring.closed_at is None
    }  # fmt: skip


KINDS = [
    BerichtKind(
        code="N114", name="Uitnodiging voor een leergroep", subject="LEERGROEPEN", mode="DIRECT",
        load=load_uitnodiging, is_on_screen=True,
    ),
    BerichtKind(
        code="N119", name="Antwoord op je uitnodiging voor een leergroep", subject="LEERGROEPEN", mode="DAG",
        load=load_antwoord, is_on_screen=True, resend_uncertain=False,
    ),
]  # fmt: skip
TAAK_KINDS = [
    TaakKind(
        code=UITNODIGING_BEANTWOORDEN, name="Je bent uitgenodigd voor een leergroep", words=words, is_done=is_done,
        # Once more after a week, then it stops: an invitation is no duty to say yes.
        ladder=(Rung("vijf", "N114", workdays_after_opening(5)),),
    ),
]  # fmt: skip
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "groepsuitnodigingen": Needing("community.Groepsuitnodiging", expire_uitnodigingen)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
