"""Giving and ending roles, and what follows from them in the Wagtail admin."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community.access import require
from community.access.rollen import may_end_rol, may_grant_rol, platform_toekenningen
from community.actions.errors import ActionError
from community.actions.logboek import note
from community.berichten.outbox import owe, withdraw
from community.models import Kring, Organisatie, Rol, Roltoekenning, User
from community.workdays import local_date

# The groups of /beheer/ that follow from a role; a data migration gives them their permissions.
GROUP_OF = {Rol.REDACTEUR: "Redacteuren", Rol.COORDINATOR: "Coördinatoren", Rol.BEHEERDER: "Beheerders"}
# These may be given for one Kring or one Organisatie; all others hold everywhere.
KRING_ROLLEN = frozenset({Rol.TRAINER, Rol.COACH, Rol.EXPERT})
ORGANISATIE_ROLLEN = frozenset({Rol.PARTNERCONTACT, Rol.OPLEIDINGSADVISEUR})
ONE_DAY = timedelta(days=1)

# Moments of N98: given, ended, and taken back before it began.
GIVEN, ENDED, TAKEN_BACK = "GEGEVEN", "BEEINDIGD", "VERVALLEN"


class RolError(ActionError):
    """This role cannot be given or ended like this."""


def grant_rol(
    *, actor: User, user: User, rol: str, from_date: date, now: datetime, until_date: date | None = None,
    kring: Kring | None = None, organisatie: Organisatie | None = None,
) -> Roltoekenning:  # fmt: skip
    """Give somebody a role, for the whole platform or within one Kring or Organisatie, and tell her.

    Raises RolError for a role to oneself, for dates or a scope that do not fit, and for a role she has then already.
    """
    require(may_grant_rol(actor, rol, now))
    if actor.pk == user.pk:
        raise RolError(_("Je kunt jezelf geen rol geven. Vraag het een collega."))
    if not user.is_active:
        raise RolError(_("Dit account is gesloten. Een rol geven kan niet meer."))
    _check_scope(rol, kring, organisatie)
    _check_days(from_date, until_date, local_date(now))
    try:
        with transaction.atomic():
            toekenning = Roltoekenning.objects.create(
                user=user, rol=rol, kring=kring, organisatie=organisatie, from_date=from_date, until_date=until_date,
                granted_by=actor,
            )  # fmt: skip
            owe("N98", object_id=toekenning.pk, recipient=user, moment=GIVEN, now=now)
            note(actor=actor, action="ROL_GEGEVEN", subject=user, object_kind="ROL", object_id=toekenning.pk,
                 detail=rol, now=now)  # fmt: skip
            sync_wagtail_groups(now=now, user=user)
    except IntegrityError as error:
        raise RolError(_("Deze persoon heeft deze rol al in deze periode. Beëindig die eerst.")) from error
    return toekenning


def end_rol(*, actor: User, toekenning: Roltoekenning, now: datetime, last_day: date | None = None) -> None:
    """End somebody's role and tell her: after `last_day`, or at once when none is given.

    A role that would end before it began is removed. Raises RolError for a day that has passed or comes after its end,
    and for the last beheerder.
    """
    require(may_end_rol(actor, toekenning, now))
    today = local_date(now)
    last = last_day or today - ONE_DAY
    if last_day and last_day < today:
        raise RolError(_("Deze dag is al voorbij. Kies een latere dag, of beëindig de rol direct."))
    if toekenning.until_date and last > toekenning.until_date:
        raise RolError(_("De rol eindigt al eerder. Kies een eerdere dag."))
    with transaction.atomic():
        _keep_a_beheerder(toekenning, last)
        row = Roltoekenning.objects.select_for_update().get(pk=toekenning.pk)
        if last < row.from_date:
            _take_back(row, now)
        else:
            Roltoekenning.objects.filter(pk=row.pk).update(until_date=last)
            owe("N98", object_id=row.pk, recipient=row.user, moment=f"{ENDED}:{last.isoformat()}", now=now)
        note(actor=actor, action="ROL_BEEINDIGD", subject=row.user, object_kind="ROL", object_id=toekenning.pk,
             detail=row.rol, now=now)  # fmt: skip
        sync_wagtail_groups(now=now, user=row.user)


def sync_wagtail_groups(*, now: datetime, user: User | None = None) -> int:
    """Put people into the groups of /beheer/ that follow from their roles, and out of the others; return the changes.

    Called when a role changes, and by the planner for roles that begin or end by their date. Being in a group opens the
    admin only; what one may do there is asked of community.access at every request.
    """
    toekenningen = platform_toekenningen(local_date(now)).filter(rol__in=GROUP_OF)
    members = User.groups.through.objects.filter(group__name__in=GROUP_OF.values())
    if user is not None:
        toekenningen, members = toekenningen.filter(user=user), members.filter(user_id=user.pk)
    wanted = {(user_id, GROUP_OF[Rol(rol)]) for user_id, rol in toekenningen.values_list("user_id", "rol")}
    present = {(user_id, name): pk for pk, user_id, name in members.values_list("pk", "user_id", "group__name")}
    gone = [pk for key, pk in present.items() if key not in wanted]
    missing = wanted - present.keys()
    if gone:
        members.filter(pk__in=gone).delete()
    if missing:
        groups = {name: Group.objects.get_or_create(name=name)[0].pk for name in {name for _, name in missing}}
        rows = [User.groups.through(user_id=user_id, group_id=groups[name]) for user_id, name in missing]
        User.groups.through.objects.bulk_create(rows, ignore_conflicts=True)
    return len(gone) + len(missing)


def _take_back(row: Roltoekenning, now: datetime) -> None:
    """Remove a role that never began. The message that told of it is withdrawn, and an own one says it is off."""
    withdraw(["N98"], object_id=row.pk, recipient=row.user, reason="ingetrokken")
    moment = f"{TAKEN_BACK}:{row.rol}:{row.from_date.isoformat()}"
    owe("N98", object_id=row.pk, recipient=row.user, moment=moment, now=now)
    row.delete()


def _keep_a_beheerder(toekenning: Roltoekenning, last: date) -> None:
    """Raise RolError when nobody would be beheerder after this day. Locks, so that two cannot end each other."""
    if toekenning.rol != Rol.BEHEERDER:
        return
    list(Roltoekenning.objects.select_for_update().filter(rol=Rol.BEHEERDER).order_by("pk").values_list("pk"))
    others = platform_toekenningen(last + ONE_DAY).filter(rol=Rol.BEHEERDER).exclude(pk=toekenning.pk)
    if not others.exists():
        raise RolError(_("Er moet een beheerder blijven. Geef eerst iemand anders deze rol."))


def _check_scope(rol: str, kring: Kring | None, organisatie: Organisatie | None) -> None:
    if rol == Rol.PARTNERCONTACT and organisatie is None:
        raise RolError(_("Kies voor welke organisatie deze persoon partnercontact is."))
    if organisatie is not None and rol not in ORGANISATIE_ROLLEN:
        raise RolError(_("Deze rol hoort niet bij één organisatie. Laat de organisatie leeg."))
    if kring is not None and rol not in KRING_ROLLEN:
        raise RolError(_("Deze rol hoort niet bij één groep. Laat de groep leeg."))


def _check_days(from_date: date, until_date: date | None, today: date) -> None:
    if from_date < today:
        raise RolError(_("Kies een eerste dag vanaf vandaag."))
    if until_date is not None and until_date < from_date:
        raise RolError(_("De laatste dag ligt vóór de eerste dag. Kies een latere laatste dag."))
