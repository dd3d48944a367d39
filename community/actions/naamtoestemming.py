"""Letting the contacts of one's own organisatie see one's name beside its reports, and taking that back."""

from datetime import datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from community.access import require
from community.access.rapportage import may_give_naam, own_employer, own_toestemmingen
from community.actions.errors import ActionError
from community.models import Naamtoestemming, Organisatie, User
from community.workdays import at_local


class NotYourEmployerError(ActionError):
    """The person does not work there (any more), or it is no partner: nothing is kept."""

    def __init__(self) -> None:
        super().__init__(_("Dit kan alleen voor de partner waar je nu werkt. Bekijk de pagina opnieuw."))


def give_naam(*, actor: User, organisatie: Organisatie, now: datetime) -> Naamtoestemming:
    """Let the contacts of this organisatie see her name and activities, until she takes it back. About herself only.

    Given already, also by another window at this very moment, it stays as it is. A consent from an earlier time at the
    same organisatie ends: it was about that time. Raises NotYourEmployerError when she does not work there.
    """
    require(actor.is_active)
    with transaction.atomic():
        User.objects.select_for_update().get(pk=actor.pk)
        if not may_give_naam(actor, organisatie, now):
            raise NotYourEmployerError
        employer = own_employer(actor, now)
        own = own_toestemmingen(actor, now).filter(organisatie=organisatie, withdrawn_at=None)
        if employer is not None:
            own.filter(given_at__lt=at_local(employer.from_date, time(0))).update(withdrawn_at=now)
        row, _is_new = Naamtoestemming.objects.get_or_create(
            user=actor, organisatie=organisatie, withdrawn_at=None, defaults={"given_at": now}
        )
        return row


def withdraw_naam(*, actor: User, organisatie: Organisatie, now: datetime) -> bool:
    """Take the consent back: at the next look of anybody her name is gone. Return whether there was one.

    Possible as long as there is one, also after she left. What was withdrawn before stays as it was.
    """
    require(actor.is_active)
    rows = own_toestemmingen(actor, now).filter(organisatie=organisatie, withdrawn_at=None)
    return bool(rows.update(withdrawn_at=now))
