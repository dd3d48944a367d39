"""Saying which answer to a question helped most."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.groepsberichten import may_choose_answer
from community.actions.errors import ActionError
from community.actions.taken import finish_taken
from community.models import Groepsbericht, User

VRAAG_ONBEANTWOORD = "vraag_onbeantwoord"


def choose_best_answer(*, actor: User, vraag: Groepsbericht, answer: Groepsbericht, now: datetime) -> None:
    """Mark one answer as the best; the one that was is so no more. Raises ActionError when either was removed."""
    access.require(may_choose_answer(actor, vraag, now) and answer.reply_to_id == vraag.pk)
    with transaction.atomic():
        stored = Groepsbericht.objects.select_for_update(no_key=True).get(pk=vraag.pk)
        chosen = Groepsbericht.objects.select_for_update(no_key=True).get(pk=answer.pk)
        if stored.removed_at is not None or chosen.removed_at is not None:
            raise ActionError(_("De vraag of het antwoord is intussen verwijderd."))
        Groepsbericht.objects.filter(pk=stored.pk).update(best_answer=chosen)
        finish_taken(VRAAG_ONBEANTWOORD, object_id=stored.pk, now=now)


def withdraw_best_answer(*, actor: User, vraag: Groepsbericht, answer: Groepsbericht, now: datetime) -> None:
    """Take the mark off this answer. One that is not the best, or no longer, stays as it is."""
    access.require(may_choose_answer(actor, vraag, now))
    Groepsbericht.objects.filter(pk=vraag.pk, best_answer=answer).update(best_answer=None)
