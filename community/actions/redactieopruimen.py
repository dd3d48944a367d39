"""What editors leave behind in /beheer/: half forms, uploads without a form, and the admin's own log."""

from datetime import datetime

from wagtail.admin.models import EditingSession, FormState
from wagtail.models import ModelLogEntry, PageLogEntry, UploadedFile

from community.bewaarregels import REGELS
from community.wegdoen import remove_file, remove_in_batches
from community.workdays import past_term


def purge_redactie(now: datetime) -> int:
    """Forget who edited what at a moment, and what was typed and never saved; return how many rows.

    An upload without a form is a row and a file; Django's storage tells no date of the row, so its file decides.
    """
    before = past_term(now, REGELS["redactie"].term)
    removed = remove_in_batches(EditingSession.objects.filter(last_seen_at__lt=before))
    removed += remove_in_batches(FormState.objects.filter(last_updated_at__lt=before))
    return removed + _remove_uploads(before)


def purge_redactielog(now: datetime) -> int:
    """Forget the lines of the admin's own log past their term; return how many."""
    before = past_term(now, REGELS["redactielog"].term)
    return sum(remove_in_batches(log.objects.filter(timestamp__lt=before)) for log in (PageLogEntry, ModelLogEntry))


def _remove_uploads(before: datetime) -> int:
    removed = 0
    for row in UploadedFile.objects.order_by("pk").iterator():
        storage, name = row.file.storage, row.file.name
        is_there = storage.exists(name)
        if not is_there or storage.get_modified_time(name) < before:
            UploadedFile.objects.filter(pk=row.pk).delete()
            remove_file(storage, name)
            removed += 1
    return removed
