"""Applications for an editie, and what their mails say."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from community.berichten.render import Letter, Reader, write_single
from community.extension_points import bericht_kinds
from community.models import Bericht, BerichtStatus, User
from tests.factories.moments import NOW
from tests.factories.people import UserFactory
from training.actions.inschrijvingen import Aanvraag, apply_for_editie
from training.models import Editie, Inschrijving, InschrijvingStatus

AANVRAAG = Aanvraag(
    brings_casus=True, is_involved=True, samenwerking="Kade en Kreek", motivation="Ik wil leren.",
    opdrachtgever_name="Wil Opdracht", opdrachtgever_email="wil@provincie.example",
)  # fmt: skip


def an_inschrijving(editie: Editie, user: User | None = None, *, now: datetime = NOW, **fields: Any) -> Inschrijving:
    """Return an application of somebody who filled in the form; `fields` are written over it."""
    row = apply_for_editie(actor=user or UserFactory(), editie=editie, aanvraag=AANVRAAG, now=now)
    if fields:
        Inschrijving.objects.filter(pk=row.pk).update(**fields)
        row.refresh_from_db()
    return row


def waiting(editie: Editie, *, since: datetime = NOW, user: User | None = None) -> Inschrijving:
    """Return somebody on the waiting list."""
    return an_inschrijving(editie, user, status=InschrijvingStatus.WACHTLIJST, waiting_since=since)


def letters(kind: str, now: datetime = NOW) -> list[Letter]:
    """Return the mails of this kind that would leave now, by who gets them."""
    rows = Bericht.objects.filter(kind=kind, status=BerichtStatus.GEPLAND).select_related("recipient")
    said = bericht_kinds.get(kind).load(list(rows), now)
    written = [
        write_single(kind, said[row.pk], Reader(said[row.pk].address or getattr(row.recipient, "email", ""), "Noor"))
        for row in rows
        if row.pk in said
    ]
    return sorted(written, key=lambda letter: letter.address)


def statuses(rows: Iterable[Inschrijving]) -> list[str]:
    """Return how these applications stand now."""
    found = Inschrijving.objects.in_bulk([row.pk for row in rows])
    return [found[row.pk].status for row in rows]
