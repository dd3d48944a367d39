"""N61, N62 and N226: how a guest takes part, that a result is there, and a guest's link to hers. Nothing of what is
in a session."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from community.access.kringen import agreed_lidmaatschappen
from community.extension_points import BerichtKind, Inhoud
from community.queries.gastlinks import living_by_id, token_of
from community.workdays import local_date
from intervisie.access.sessiegasten import RESULT_LINK, SESSIE_LINK
from intervisie.actions.sessieresultaat import GUEST_RESULT, RESULT
from intervisie.models import Sessie, SessieTempo
from intervisie.queries.sessiegasten import minutes_of, seats_by_id, sessies_to_join
from intervisie.queries.sessieresultaat import day_of_sessie, last_day, readers_of

INVITED = "N61"


def load_invitation(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N61: to an invited guest, how she takes part, as long as she still can. Two queries."""
    links = _links(berichten, SESSIE_LINK, now)
    sessies = sessies_to_join({link.object_id for link in links.values()}, now)
    told = {}
    for bericht in berichten:
        link = links.get(bericht.object_id)
        sessie = sessies.get(link.object_id) if link is not None else None
        if link is None or sessie is None or bericht.moment != str(link.issue):
            continue
        context = {"wie": link.made_by.naam if link.made_by else "", "tot": link.expires_at, **_about(sessie, now)}
        told[bericht.pk] = Inhoud(
            path=reverse("gedeeld", kwargs={"token": token_of(link)}), context=context, address=link.email,
            salutation=link.name,
        )  # fmt: skip
    return told


def load_result(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N62: to who took part with an account, that her result is there, as long as she may read it. Two queries."""
    seats = readers_of(bericht.object_id for bericht in berichten)
    kring_ids = {row.sessie.bijeenkomst.kring_id for rows in seats.values() for row in rows if row.sessie.bijeenkomst}
    inside = set(agreed_lidmaatschappen(now).filter(kring__in=kring_ids).values_list("kring", "user"))
    told = {}
    for bericht in berichten:
        rows = seats.get(bericht.object_id, [])
        row = next((one for one in rows if one.user_id == bericht.recipient_id), None)
        if row is None:
            continue
        meeting = row.sessie.bijeenkomst
        if meeting is not None and (meeting.kring_id, row.user_id) not in inside:
            continue
        told[bericht.pk] = Inhoud(
            path=reverse("sessie-resultaat", args=[row.sessie.code]),
            context={"dag": day_of_sessie(row.sessie), "tot": last_day(row.sessie)},
        )
    return told


def load_guest_result(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N226: to a guest, the link to her result that she asked for. Two queries."""
    links = _links(berichten, RESULT_LINK, now)
    seats = seats_by_id(link.object_id for link in links.values())
    told = {}
    for bericht in berichten:
        link = links.get(bericht.object_id)
        seat = seats.get(link.object_id) if link is not None else None
        if link is None or seat is None or bericht.moment != str(link.issue):
            continue
        told[bericht.pk] = Inhoud(
            path=reverse("gedeeld", kwargs={"token": token_of(link)}),
            context={"dag": day_of_sessie(seat.sessie), "tot": last_day(seat.sessie)},
            address=link.email, salutation=link.name,
        )  # fmt: skip
    return told


def _links(berichten: Sequence[Any], kind: str, now: datetime) -> dict[Any, Any]:
    rows = living_by_id((bericht.object_id for bericht in berichten), now)
    return {pk: row for pk, row in rows.items() if row.kind == kind}


def _about(sessie: Sessie, now: datetime) -> dict[str, Any]:
    meeting = sessie.bijeenkomst
    return {
        "werkvorm": sessie.versie.werkvorm.name,
        "minuten": minutes_of(sessie) if sessie.tempo == SessieTempo.LIVE else 0,
        "begin": meeting.starts_at if meeting else None, "einde": meeting.ends_at if meeting else None,
        "plaats": meeting.place_name if meeting else "",
        "is_vandaag": meeting is not None and local_date(meeting.starts_at) == local_date(now),
    }  # fmt: skip


KINDS = [
    BerichtKind(code=INVITED, name="Meedoen aan een sessie", subject="ACCOUNT", mode="DIRECT", load=load_invitation,
                is_mandatory=True),
    BerichtKind(code=RESULT, name="Je resultaat van een sessie staat klaar", subject="COMMUNITY", mode="DIRECT",
                load=load_result, is_on_screen=True),
    BerichtKind(code=GUEST_RESULT, name="Link naar het resultaat van een gast", subject="ACCOUNT", mode="DIRECT",
                load=load_guest_result, is_mandatory=True),
]  # fmt: skip
TAAK_KINDS: list[Any] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {}
PURGES: dict[str, Callable[[datetime], int]] = {}
