"""Removing what is past its term, once a day: each purge by itself, with its numbers; and the log of mail.

The log lives longer than the outbox looks back (outbox.MEMORY), so that forgetting never makes something happen again.
Every term stands in the bewaarregels; each purge removes a few rows at a time (community.wegdoen), so that one that is
cut off goes on the next day.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from community.berichten.faults import beat, record_fault
from community.bewaarregels import REGELS
from community.extension_points import purges
from community.models import Bericht, BerichtStatus, Opruiming, Storing, Verzoek, Weekronde, Zending, ZendingStatus
from community.sleutels.router import ALIAS
from community.wegdoen import is_proef, proef, remove_in_batches
from community.workdays import local_date, past_term

LOG = REGELS["post"].term


@dataclass(frozen=True)
class Opgeruimd:
    """What one purge did: how many rows, or the code of what went wrong."""

    name: str
    removed: int
    failed_code: str = ""


def purge(now: datetime) -> list[Opgeruimd]:
    """Let every subject remove what is past its term, and keep the numbers; one that fails does not stop the others."""
    done = []
    for name, remove in purges.named().items():
        one = _run(name, remove, now)
        if one.failed_code:
            record_fault(f"purge: {name}", one.failed_code, now)
        done.append(one)
    Opruiming.objects.bulk_create(
        Opruiming(name=one.name[:60], at=now, removed=one.removed, failed_code=one.failed_code[:60]) for one in done
    )
    beat("purge", now)
    return done


def try_purge(now: datetime) -> list[Opgeruimd]:
    """Return what `purge` would do at this moment: the same steps, rolled back on both databases.

    No file is removed and no key is destroyed. What one purge leaves to a later one counts as in the real run.
    """
    with proef(), transaction.atomic(), transaction.atomic(using=ALIAS):
        done = []
        for name, remove in purges.named().items():
            done.append(_run(name, remove, now))
        transaction.set_rollback(True)
        transaction.set_rollback(True, using=ALIAS)
    return done


def _run(name: str, remove: Callable[[datetime], int], now: datetime) -> Opgeruimd:
    try:
        with _held_apart():
            return Opgeruimd(name, remove(now))
    except Exception as error:  # noqa: BLE001 - its kind is kept, with the numbers; never its text
        return Opgeruimd(name, 0, type(error).__name__)


@contextmanager
def _held_apart() -> Iterator[None]:
    """In a dry run, put back what one that fails did, so that the others go on; else each step commits by itself."""
    if not is_proef():
        yield
        return
    with transaction.atomic(), transaction.atomic(using=ALIAS):
        yield


def purge_mail(now: datetime) -> int:
    """Remove the log of mail: messages that ended, then mails that nobody points to. Returns how many messages."""
    before = past_term(now, LOG)
    ended = Bericht.objects.filter(created_at__lt=before, due_at__lt=before).exclude(status=BerichtStatus.GEPLAND)
    removed = remove_in_batches(ended)
    open_ones = (ZendingStatus.GEPLAND, ZendingStatus.BEZIG)
    mails: QuerySet[Any] = Zending.objects.filter(due_at__lt=before, berichten__isnull=True).exclude(
        status__in=open_ones
    )
    return removed + remove_in_batches(mails)


def purge_meldingen(now: datetime) -> int:
    """Take meldingen off the screen: some time after they were seen, or longer after nobody saw them."""
    seen, unseen = (past_term(now, REGELS[code].term) for code in ("meldingen", "meldingen-ongezien"))
    old = Q(seen_at__lt=seen) | Q(seen_at__isnull=True, due_at__lt=unseen)
    return Bericht.objects.filter(old, is_on_screen=True).update(is_on_screen=False)


def purge_forms(now: datetime) -> int:
    """Remove the memory of handled forms."""
    return remove_in_batches(Verzoek.objects.filter(created_at__lt=past_term(now, REGELS["formulieren"].term)))


def purge_faults(now: datetime) -> int:
    """Remove faults that were not seen for a while, and the notes of weekly overviews past the log's term."""
    rounds = Weekronde.objects.filter(day__lt=local_date(now) - REGELS["weekrondes"].term)
    faults = Storing.objects.filter(last_at__lt=past_term(now, REGELS["storingen"].term))
    return remove_in_batches(rounds) + remove_in_batches(faults)


def purge_opruimingen(now: datetime) -> int:
    """Forget the numbers of purges of long ago."""
    return remove_in_batches(Opruiming.objects.filter(at__lt=past_term(now, REGELS["opruimingen"].term)))
