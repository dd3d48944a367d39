"""The very first account of an installation: somebody who can invite the others."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from community.access.rollen import platform_toekenningen
from community.actions.accounts import keep_address
from community.actions.errors import ActionError
from community.actions.people import open_profiel
from community.actions.rollen import sync_wagtail_groups
from community.berichten.outbox import owe
from community.models import Rol, Roltoekenning, User
from community.models.people import normalise_email
from community.workdays import local_date

FIRST_ROLLEN = (Rol.BEHEERDER, Rol.COORDINATOR)


class BegunAlreadyError(ActionError):
    """This installation has a beheerder: she invites people and gives roles."""


def begin_with(*, email: str, voornaam: str, tussenvoegsel: str, achternaam: str, now: datetime) -> User:
    """Make the first account, beheerder and coördinator, without a password: she logs in with a code by mail.

    For the operator's command only, hence without an actor. Raises BegunAlreadyError once there is a beheerder, and
    ActionError for an address or a name that is none.
    """
    try:
        validate_email(email)
    except ValidationError as error:
        raise ActionError(_("Dit is geen e-mailadres: {email}.").format(email=email)) from error
    if not voornaam.strip() or not achternaam.strip():
        raise ActionError(_("Geef een voornaam en een achternaam."))
    with transaction.atomic():
        list(Roltoekenning.objects.select_for_update().filter(rol=Rol.BEHEERDER).values_list("pk"))
        if platform_toekenningen(local_date(now)).filter(rol=Rol.BEHEERDER).exists():
            raise BegunAlreadyError(_("Er is al een beheerder. Vraag haar om een uitnodiging."))
        if User.objects.filter(email=normalise_email(email)).exists():
            raise ActionError(_("Er is al een account met dit e-mailadres."))
        user = User.objects.create_user(
            email, voornaam=voornaam, tussenvoegsel=tussenvoegsel, achternaam=achternaam, joined_at=now
        )
        keep_address(user=user)
        open_profiel(user=user)
        for rol in FIRST_ROLLEN:
            Roltoekenning.objects.create(user=user, rol=rol, from_date=local_date(now))
        sync_wagtail_groups(now=now, user=user)
        owe("N03", object_id=user.pk, recipient=user, now=now)
    return user
