"""Pages of the website that go online or offline on a date. The clock runs this; a redacteur chose the dates."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.models import Page, Revision

from community.access.rollen import redacteuren
from community.actions.logboek import note
from community.berichten.outbox import owe_many
from community.models import User
from community.models.publishing import PublishRefusedError
from community.models.website import SitePage

HELD_BACK = "N254"


def publish_due(now: datetime) -> None:
    """Put online what came due. What a rule refuses by now stays offline, and redacteuren hear of it."""
    due = Revision.page_revisions.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at", "pk")
    for revision_id, page_id in list(due.values_list("pk", "object_id")):
        try:
            with transaction.atomic():
                _publish(revision_id, page_id, now)
        except (PublishRefusedError, ValidationError):  # Wagtail cleans what it saves: one page keeps no other back
            _hold_back(revision_id, now)


def note_page(page_id: int, action: str, *, editor: User | None, now: datetime) -> None:
    """Write in the log what was done with a page: its number, never its title. Nobody did what the clock does."""
    note(actor=editor, action=action, object_kind="PAGINA", object_id=page_id, now=now)


def keep_as_draft(page: Page) -> None:
    """Take a page offline that was made by publishing it and may not be: Wagtail puts it down as online first."""
    Page.objects.filter(pk=page.pk, live=True, live_revision__isnull=True).update(live=False)


def withdraw_due(now: datetime) -> None:
    """Take offline what came to its last day."""
    for page_id in list(Page.objects.filter(live=True, expire_at__lte=now).values_list("pk", flat=True)):
        with transaction.atomic():
            page = Page.objects.select_for_update(no_key=True).get(pk=page_id)
            if page.live and page.expire_at and page.expire_at <= now:
                page.specific.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
                note_page(page.pk, "PAGINA_OFFLINE", editor=None, now=now)


def _publish(revision_id: int, page_id: str, now: datetime) -> None:
    # The row of the page first, as everywhere.
    Page.objects.select_for_update(no_key=True).get(pk=page_id)
    revision = Revision.objects.get(pk=revision_id)
    if revision.approved_go_live_at is None or revision.approved_go_live_at > now:
        return
    # The date has come by our clock. Wagtail looks at the clock of the machine and would put it off again.
    revision.content["go_live_at"] = None
    revision.save(update_fields=["content"])
    revision.publish(log_action="wagtail.publish.scheduled")
    note_page(int(page_id), "PAGINA_GEPUBLICEERD", editor=None, now=now)


def _hold_back(revision_id: int, now: datetime) -> None:
    """Let the date of this draft go and tell the redacteuren."""
    with transaction.atomic():
        revision = Revision.objects.select_for_update().get(pk=revision_id)
        if revision.approved_go_live_at is None:
            return
        moment = revision.approved_go_live_at.isoformat()
        Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
        page = revision.content_object
        if isinstance(page, SitePage):
            owe_many(HELD_BACK, object_id=page.translation_key, recipients=redacteuren(now), moment=moment, now=now)
