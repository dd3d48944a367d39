"""Messages about an advice: the link to it, that nobody opened it, and that an answer came. Never what it says."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.urls import reverse

from casussen.access.advies import unread_adviesdelingen
from casussen.actions.advies import ANSWERED, SHARED
from casussen.queries.advies import antwoorden_by_id, delingen_by_link
from community.berichten.outbox import owe
from community.berichten.unneeded import Needing
from community.confidential import confidential
from community.extension_points import BerichtKind, Inhoud, TaakKind
from community.queries.gastlinks import living_by_id, token_of
from community.workdays import add_workdays, local_date, mail_moment

UNREAD = "N46"
# After how many working days an advice that nobody opened is told.
PATIENCE = 10


def load_shared(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N45: that somebody shares an advice, with the link of the newest issue."""
    links = living_by_id((bericht.object_id for bericht in berichten), now)
    with confidential():
        rows = delingen_by_link(links)
    return {
        bericht.pk: Inhoud(
            path=reverse("gedeeld", kwargs={"token": token_of(link)}),
            context={"wie": row.casus.owner.naam, "tot": link.expires_at}, address=link.email, salutation=link.name,
        )
        for bericht in berichten
        if (link := links.get(bericht.object_id)) and (row := rows.get(link.pk))
        and bericht.moment == str(link.issue) and row.casus.remove_at is None
    }  # fmt: skip


def load_unread(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N46: to the owner, that an advice was not opened yet."""
    with confidential():
        rows = {row.pk: row for row in unread_adviesdelingen(now).filter(
            pk__in={bericht.object_id for bericht in berichten}).select_related("casus", "gastlink")}  # fmt: skip
    return {
        bericht.pk: Inhoud(path=_page(row), context={"aan": row.gastlink.name, "sinds": row.shared_at})
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.casus.owner_id == bericht.recipient_id
        and bericht.moment == f"gedeeld:{local_date(row.shared_at)}"
    }  # fmt: skip


def load_answered(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """N190: to the owner, that an opdrachtgever answered; what she said stands on the page."""
    with confidential():
        rows = antwoorden_by_id(bericht.object_id for bericht in berichten)
    return {
        bericht.pk: Inhoud(path=_page(row))
        for bericht in berichten
        if (row := rows.get(bericht.object_id)) and row.casus.owner_id == bericht.recipient_id
        and bericht.moment == f"v{row.version}"
    }  # fmt: skip


def plan_unread(now: datetime) -> None:
    """Owe the owner word of an advice that nobody opened within ten working days, once for each time it was shared."""
    with confidential():
        rows = list(unread_adviesdelingen(now).select_related("casus__owner"))
    for row in rows:
        shared = local_date(row.shared_at)
        due = mail_moment(add_workdays(shared, PATIENCE))
        if due <= now:
            owe(UNREAD, object_id=row.pk, recipient=row.casus.owner, moment=f"gedeeld:{shared}", due_at=due, now=now)


def _page(row: Any) -> str:
    return reverse("casus-advies", kwargs={"code": row.casus.code})


KINDS = [
    BerichtKind(code=SHARED, name="Een advies is met je gedeeld", subject="ACCOUNT", mode="DIRECT", load=load_shared,
                is_mandatory=True),
    BerichtKind(code=UNREAD, name="Je advies is nog niet geopend", subject="TAKEN", mode="GEEN", load=load_unread,
                is_on_screen=True, at_once=False, resend_uncertain=False),
    BerichtKind(code=ANSWERED, name="Antwoord op je advies", subject="TAKEN", mode="DIRECT", load=load_answered,
                is_on_screen=True),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "adviezen die niet geopend zijn": Needing("casussen.Adviesdeling", plan_unread)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
