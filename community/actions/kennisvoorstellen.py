"""Proposing something better about a term or a page of knowledge, and handling that."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from community import access
from community.access.begrippen import keepers_of_knowledge, may_propose, may_read_register
from community.access.kennis import may_see_page
from community.actions.errors import ActionError
from community.berichten.outbox import owe_many, withdraw
from community.bewaarregels import REGELS
from community.models import Begrip, Kennisvoorstel, User
from community.wegdoen import remove_in_batches
from community.workdays import past_term

PROPOSED = "N248"
# What one person may have waiting: who wants to say more first hears of these.
MOST_OPEN = 10


def propose(
    *, actor: User, text: str, now: datetime, begrip: Begrip | None = None, page: Page | None = None
) -> Kennisvoorstel:
    """Propose something better about a term or a page that this person may see; who keeps them hear of it.

    Raises ActionError when ten of hers wait already.
    """
    access.require(may_propose(actor, now) and (page is None or may_see_page(actor, page, now)))
    with transaction.atomic():
        User.objects.select_for_update(of=("self",)).get(pk=actor.pk)
        if Kennisvoorstel.objects.filter(user=actor, handled_at__isnull=True).count() >= MOST_OPEN:
            raise ActionError(
                _("Er wachten al tien voorstellen van jou. Stuur een nieuw voorstel als er een is behandeld.")
            )
        row = Kennisvoorstel.objects.create(user=actor, begrip=begrip, page=page, text=text, created_at=now)
        owe_many(PROPOSED, object_id=row.pk, recipients=keepers_of_knowledge(now), now=now)
        return row


def handle_voorstel(*, actor: User, voorstel: Kennisvoorstel, now: datetime) -> None:
    """Write down that a proposal was handled; a second time does nothing. What waits to be told of it is taken back."""
    access.require(may_read_register(actor, now))
    with transaction.atomic():
        stored = Kennisvoorstel.objects.select_for_update().get(pk=voorstel.pk)
        if stored.handled_at is None:
            stored.handled_at, stored.handled_by = now, actor
            stored.save(update_fields=["handled_at", "handled_by"])
            withdraw([PROPOSED], object_id=stored.pk, reason="behandeld")


def purge_voorstellen(now: datetime) -> int:
    """Remove what was handled long ago; return how many."""
    before = past_term(now, REGELS["kennisvoorstellen"].term)
    return remove_in_batches(Kennisvoorstel.objects.filter(handled_at__lt=before))
