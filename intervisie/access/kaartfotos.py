"""Photographs of cards on paper: who adds them, about whom, and who sees which.

A photograph is of whom the cards are for. While the session goes on its leader sees them too, so that she can add
them; afterwards nobody but her whose cards they are.
"""

from datetime import datetime, timedelta

from django.db.models import QuerySet

from intervisie.access.sessies import Plek, leads
from intervisie.models import Kaartfoto, Sessiedeelnemer, SessieMedium, SessieStatus

# Cards that still lie on the table when the session is closed.
AFTERWARDS = timedelta(days=1)


def may_photograph(plek: Plek, now: datetime) -> bool:
    """Whether she adds photographs: in a session with paper, whoever takes part and who leads, until a day after."""
    return _is_time(plek, now) and _has_paper(plek) and pictured_people(plek, now).exists()


def pictured_people(plek: Plek, now: datetime) -> QuerySet[Sessiedeelnemer]:
    """Return about whom she adds photographs: who leads about everybody who came in, others about themselves."""
    rows = Sessiedeelnemer.objects.filter(
        sessie=plek.sessie, takes_part=True, joined_at__isnull=False, removed_at__isnull=True
    )
    if not _is_time(plek, now):
        return rows.none()
    if leads(plek):
        return rows
    own = plek.deelnemer
    return rows.filter(pk=own.pk) if own is not None and plek.is_inside else rows.none()


def visible_fotos(plek: Plek, now: datetime) -> QuerySet[Kaartfoto]:
    """Return the photographs that she sees: those of her own cards; all of them for who leads, while it goes on."""
    rows = Kaartfoto.objects.filter(sessie=plek.sessie, sessie__removed_at__isnull=True, added_at__lte=now)
    if plek.is_live and leads(plek):
        return rows
    return rows.filter(about=plek.deelnemer) if plek.deelnemer is not None else rows.none()


def removable_fotos(plek: Plek, now: datetime) -> QuerySet[Kaartfoto]:
    """Return which of those she takes away: of her own cards always, of others while she leads."""
    return visible_fotos(plek, now)


def _is_time(plek: Plek, now: datetime) -> bool:
    sessie = plek.sessie
    if sessie.removed_at is not None:
        return False
    if sessie.status == SessieStatus.KLAAR:
        return sessie.closed_at is not None and now < sessie.closed_at + AFTERWARDS
    return plek.is_live


def _has_paper(plek: Plek) -> bool:
    if plek.sessie.medium != SessieMedium.SCHERM:
        return True
    return Sessiedeelnemer.objects.filter(sessie=plek.sessie, is_on_paper=True, removed_at__isnull=True).exists()
