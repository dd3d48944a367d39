"""What is forgotten of groups in time: requests, polls, presence, and all that was said in a group long closed."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from community.bewaarregels import REGELS
from community.models import (
    Actie,
    Agendapunt,
    Besluit,
    Bezetting,
    Datumprikker,
    DatumprikkerStatus,
    Deelname,
    Evaluatie,
    Groepsbericht,
    Groepsuitnodiging,
    KringKind,
    Lidmaatschap,
    Slot,
    Toetreding,
    Verslag,
)
from community.wegdoen import remove_in_batches
from community.workdays import past_term

# Who was in these, and there, goes with the editie they belong to (training.actions.editie_einde).
OF_TRAINING = (KringKind.EDITIE, KringKind.TEAM, KringKind.GESPREK)


def purge_groepen(now: datetime) -> int:
    """Forget what was said in groups that closed long ago, and who was in them; return how many rows.

    Files of messages go with the sweep of files, once it is certain that no message names them.
    """
    return sum(remove_in_batches(rows) for rows in _said_in_closed(now))


def _said_in_closed(now: datetime) -> "Iterator[QuerySet[Any]]":
    before = past_term(now, REGELS["groepen"].term)
    at_meetings: tuple[Any, ...] = (Actie, Besluit, Agendapunt, Verslag)
    for model in at_meetings:
        yield model._default_manager.filter(bijeenkomst__kring__closed_at__lt=before)
    # Answers first: a message takes what was answered to it along, and then the number would not tell.
    yield Groepsbericht.objects.filter(kring__closed_at__lt=before, reply_to__isnull=False)
    in_group: tuple[Any, ...] = (Groepsbericht, Actie, Evaluatie, Slot)
    for model in in_group:
        yield model._default_manager.filter(kring__closed_at__lt=before)
    yield Lidmaatschap.objects.filter(kring__closed_at__lt=before).exclude(kring__kind__in=OF_TRAINING)


def purge_toetredingen(now: datetime) -> int:
    """Forget requests to come into a group some time after they were decided; return how many."""
    return remove_in_batches(Toetreding.objects.filter(decided_at__lt=past_term(now, REGELS["toetredingen"].term)))


def purge_groepsuitnodigingen(now: datetime) -> int:
    """Forget invitations into a group some time after the answer, or after they ended without; return how many."""
    before = past_term(now, REGELS["groepsuitnodigingen"].term)
    over = Q(answered_at__lt=before) | Q(answered_at__isnull=True, expires_at__lt=before)
    return remove_in_batches(Groepsuitnodiging.objects.filter(over))


def purge_deelnames(now: datetime) -> int:
    """Forget who came to meetings of long ago; return how many rows. Reports of those days were frozen as numbers."""
    rows = Deelname.objects.filter(bijeenkomst__ends_at__lt=past_term(now, REGELS["deelnames"].term))
    apart = Q(bijeenkomst__kring__isnull=False, bijeenkomst__kring__kind__in=OF_TRAINING)
    return remove_in_batches(rows.exclude(apart))


def purge_datumprikkers(now: datetime) -> int:
    """Remove polls that closed, or that nobody closed after their last day, with all answers; return how many."""
    before = past_term(now, REGELS["datumprikkers"].term)
    left = Q(status=DatumprikkerStatus.OPEN, answer_until__lt=before)
    return remove_in_batches(Datumprikker.objects.filter(Q(closed_at__lt=before) | left))


def purge_bezettingen(now: datetime) -> int:
    """Forget when people and rooms were taken; return how many rows."""
    return remove_in_batches(Bezetting.objects.filter(ends_at__lt=past_term(now, REGELS["bezettingen"].term)))
