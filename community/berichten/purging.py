"""Removing what is past its term: the log of mail, meldingen, and handled forms.

The log lives longer than the outbox looks back (outbox.MEMORY), so that forgetting never makes something happen again.
"""

from datetime import datetime, timedelta

from django.db.models import Q

from community.berichten.faults import beat, kept_apart
from community.extension_points import purges
from community.models import Bericht, BerichtStatus, Storing, Verzoek, Weekronde, Zending, ZendingStatus

LOG = timedelta(days=183)
SEEN, UNSEEN = timedelta(days=61), timedelta(days=92)
FORMS = timedelta(days=7)
FAULTS = timedelta(days=31)


def purge(now: datetime) -> None:
    """Let every subject remove what is past its term; one that fails is counted and does not stop the others."""
    for name, remove in purges.named().items():
        with kept_apart(f"purge: {name}", now):
            remove(now)
    beat("purge", now)


def purge_mail(now: datetime) -> int:
    """Remove the log of mail after six months: messages that ended, then mails that nobody points to."""
    ended = Bericht.objects.filter(created_at__lt=now - LOG, due_at__lt=now - LOG)
    removed = ended.exclude(status=BerichtStatus.GEPLAND).delete()[0]
    mails = Zending.objects.filter(due_at__lt=now - LOG, berichten__isnull=True)
    return removed + mails.exclude(status__in=(ZendingStatus.GEPLAND, ZendingStatus.BEZIG)).delete()[0]


def purge_meldingen(now: datetime) -> int:
    """Take meldingen off the screen: two months after they were seen, or three months after nobody saw them."""
    old = Q(seen_at__lt=now - SEEN) | Q(seen_at__isnull=True, due_at__lt=now - UNSEEN)
    return Bericht.objects.filter(old, is_on_screen=True).update(is_on_screen=False)


def purge_forms(now: datetime) -> int:
    """Remove the memory of handled forms after a week."""
    return Verzoek.objects.filter(created_at__lt=now - FORMS).delete()[0]


def purge_faults(now: datetime) -> int:
    """Remove faults that were not seen for a month, and the notes of weekly overviews past the log's term."""
    rounds = Weekronde.objects.filter(day__lt=(now - LOG).date()).delete()[0]
    return rounds + Storing.objects.filter(last_at__lt=now - FAULTS).delete()[0]
