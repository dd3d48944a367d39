"""Taking a story off the website, at once and everywhere: called by the actions that end a consent."""

import uuid
from datetime import datetime

from wagtail.models import Page

from community.access.rollen import redacteuren
from community.actions.logboek import note
from community.berichten.outbox import owe_many
from community.models import VerhaalPage

WITHDRAWN = "N231"


def hold_verhaal(key: uuid.UUID) -> VerhaalPage | None:
    """Return the story with this key and hold its row, as publishing does; None when it is gone. In a transaction."""
    # The row that publishing takes first as well, and no other: two orders would be a deadlock.
    held = Page.objects.select_for_update(no_key=True).filter(translation_key=key)
    pk = held.values_list("pk", flat=True).first()
    return VerhaalPage.objects.select_related("latest_revision").filter(pk=pk).first()


def take_offline(page: VerhaalPage, *, moment: str, now: datetime) -> None:
    """Take this story off the website, with all that was planned to be published of it, and tell the redacteuren."""
    page.revisions.filter(approved_go_live_at__isnull=False).update(approved_go_live_at=None)
    if page.live:
        page.unpublish()
        note(actor=None, action="PAGINA_OFFLINE", object_kind="PAGINA", object_id=str(page.pk), now=now)
    owe_many(WITHDRAWN, object_id=page.translation_key, recipients=redacteuren(now), moment=moment, now=now)
