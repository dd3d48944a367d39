"""A trekker who writes to all members of her group at once: a message on the page, and a mail that says it is there."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.groepsberichten import may_write_to_all
from community.access.kringen import may_still_manage
from community.actions.errors import ActionError
from community.actions.groepsberichten import tell_readers
from community.actions.kringen import hold_to_write
from community.models import Groepsbericht, GroepsberichtKind, Kring, User
from community.notation import date_long
from community.queries.meelezers import readers_of
from community.workdays import local_date

WEEK = timedelta(days=7)
MOST_A_WEEK = 3


class TooOftenError(ActionError):
    """The group was mailed enough for now."""


def write_to_all(*, actor: User, kring: Kring, title: str, text: str, now: datetime) -> Groepsbericht:
    """Place a message for all who read along and owe each of them a mail that links to it. Never what it says.

    Raises TooOftenError when the group was mailed today already, or three times in the last seven days; a removed
    message counts as well. Raises KringClosedError when the group is closed.
    """
    access.require(may_write_to_all(actor, kring, now))
    with transaction.atomic():
        kring = hold_to_write(actor, kring.pk)  # two trekkers at once: one after the other
        access.require(may_still_manage(actor, kring, now))
        _refuse_too_often(kring, now)
        bericht = Groepsbericht.objects.create(
            kring=kring, author=actor, kind=GroepsberichtKind.AAN_ALLEN, title=title, text=text, created_at=now
        )
        tell_readers("N121", bericht=bericht, people=readers_of(kring, actor, now), moment="aan-allen", now=now)
    return bericht


def _refuse_too_often(kring: Kring, now: datetime) -> None:
    before = Groepsbericht.objects.filter(kring=kring, kind=GroepsberichtKind.AAN_ALLEN, created_at__gt=now - WEEK)
    moments = sorted(before.values_list("created_at", flat=True))
    if any(local_date(moment) == local_date(now) for moment in moments):
        raise TooOftenError(_("Deze groep kreeg vandaag al een mail. Vanaf morgen kan het weer."))
    if len(moments) >= MOST_A_WEEK:
        sentence = _("Deze groep kreeg de laatste zeven dagen al drie mails. Vanaf {day} kan het weer.")
        raise TooOftenError(sentence.format(day=date_long(local_date(moments[-MOST_A_WEEK] + WEEK))))
