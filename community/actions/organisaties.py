"""Keeping home organisations, and where people work from when until when."""

from datetime import date, datetime, time, timedelta

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from community.access import require
from community.access.organisaties import choosable_organisaties, may_manage_organisaties
from community.access.people import may_change_employer
from community.actions.errors import ActionError
from community.models import Deelname, DeelnameStatus, Dienstverband, Organisatie, User
from community.notation import date_plain
from community.rapportage.tijdvak import last_frozen
from community.workdays import at_local, local_date

ONE_DAY = timedelta(days=1)
FIRST_DAY = date(1970, 1, 1)
FURTHEST = timedelta(days=366)


class OrganisatieError(ActionError):
    """The organisatie cannot be kept like this."""


class EmployerError(ActionError):
    """This change of employer cannot be stored."""


def create_organisatie(
    *, actor: User, name: str, kind: str, wereld: str, now: datetime, provincie: str = "", website: str = "",
    is_active: bool = True,
) -> Organisatie:  # fmt: skip
    """Add a home organisation. Raises OrganisatieError when the name is taken."""
    require(may_manage_organisaties(actor, now))
    name = name.strip()
    try:
        with transaction.atomic():
            return Organisatie.objects.create(name=name, slug=_free_slug(name), kind=kind, wereld=wereld,
                                              provincie=provincie, website=website, is_active=is_active)  # fmt: skip
    except IntegrityError as error:
        raise _name_taken(name) from error


def change_organisatie(
    *, actor: User, organisatie: Organisatie, name: str, kind: str, wereld: str, provincie: str, website: str,
    is_active: bool, now: datetime,
) -> None:  # fmt: skip
    """Change an organisatie; its address stays, so that links keep working.

    Who works at one that stopped keeps that; nobody else can choose it any more. Raises OrganisatieError when the name
    is taken, when somebody removed it, and for one that merged and would come back.
    """
    require(may_manage_organisaties(actor, now))
    if is_active and Organisatie.objects.filter(pk=organisatie.pk, merged_into__isnull=False).exists():
        raise OrganisatieError(_("Deze organisatie is opgegaan in een andere en doet niet meer mee."))
    name = name.strip()
    try:
        with transaction.atomic():
            changed = Organisatie.objects.filter(pk=organisatie.pk).update(
                name=name, kind=kind, wereld=wereld, provincie=provincie, website=website, is_active=is_active
            )
    except IntegrityError as error:
        raise _name_taken(name) from error
    if not changed:
        raise OrganisatieError(_("Deze organisatie is intussen verwijderd."))


def remove_organisatie(*, actor: User, organisatie: Organisatie, now: datetime) -> None:
    """Remove an organisatie that was added by mistake. Raises OrganisatieError when something hangs on it.

    People who work or worked there, a partnerschap, or an organisatie that became part of it.
    """
    require(may_manage_organisaties(actor, now))
    try:
        with transaction.atomic():
            Organisatie.objects.filter(pk=organisatie.pk).delete()
    except (ProtectedError, RestrictedError) as error:
        sentence = _(
            "Bij deze organisatie horen mensen, een partnerschap of een opgegane organisatie. "
            "Zet 'actief' uit: dan kiest niemand haar meer."
        )
        raise OrganisatieError(sentence) from error


def change_employer(
    *, actor: User, user: User, organisatie: Organisatie, from_date: date, now: datetime
) -> Dienstverband:
    """Say that a person works at an organisatie from this day on; what she did until then stays.

    The row that holds on `from_date` ends the day before. When it began on that same day it is replaced, and when the
    row before it is of the same organisatie that one simply goes on: so a planned change can be taken back.
    Her places in meetings from that day on go along, so that the old employer counts nothing after it and the new one
    nothing before; her own word moves nothing within quarters of which the reports are frozen.
    Raises EmployerError for a date or an organisatie that cannot be.
    """
    require(may_change_employer(actor, user, now))
    _check_day(from_date, local_date(now))
    if not choosable_organisaties(actor, now).filter(pk=organisatie.pk).exists():
        raise EmployerError(_("Deze organisatie doet niet meer mee. Kies een andere."))
    try:
        with transaction.atomic():
            User.objects.select_for_update().get(pk=user.pk)
            row = _change(user, organisatie, from_date)
            _move_places(user, organisatie, _counts_from(actor, user, from_date, now))
            return row
    except IntegrityError as error:
        raise EmployerError(
            _("Iemand anders heeft dit net veranderd. Bekijk de lijst en probeer het opnieuw.")
        ) from error


def _change(user: User, organisatie: Organisatie, from_date: date) -> Dienstverband:
    rows = Dienstverband.objects.filter(user=user)
    later = rows.filter(from_date__gt=from_date).order_by("from_date").first()
    if later:
        day = date_plain(later.from_date)
        raise EmployerError(
            _("Vanaf {day} staat er al een andere organisatie. Kies een datum vanaf {day}.").format(day=day)
        )
    current = rows.exclude(until_date__lt=from_date).first()
    if current and current.organisatie_id == organisatie.pk:
        if current.until_date is None:
            day = date_plain(current.from_date)
            raise EmployerError(_("Deze organisatie staat er al, vanaf {day}.").format(day=day))
        return _go_on(current)
    if current and current.from_date < from_date:
        rows.filter(pk=current.pk).update(until_date=from_date - ONE_DAY)
    elif current:
        rows.filter(pk=current.pk).delete()
    before = rows.filter(organisatie=organisatie, until_date=from_date - ONE_DAY).first()
    if before:
        return _go_on(before)
    return Dienstverband.objects.create(user=user, organisatie=organisatie, from_date=from_date)


def _counts_from(actor: User, user: User, from_date: date, now: datetime) -> date:
    """Return from when her presence counts for another employer: nobody moves herself within what reports froze."""
    is_herself = actor.pk == user.pk
    return max(from_date, last_frozen(local_date(now)).next.first_day) if is_herself else from_date


def _move_places(user: User, organisatie: Organisatie, from_date: date) -> None:
    """Let the places that were stored with an employer follow; a place without one gets it with the presence."""
    rows = Deelname.objects.filter(user=user, bijeenkomst__starts_at__gte=at_local(from_date, time(0)))
    stored = Q(organisatie__isnull=False) | Q(status__in=(DeelnameStatus.AANWEZIG, DeelnameStatus.AFWEZIG))
    rows.filter(stored).exclude(organisatie=organisatie).update(organisatie=organisatie)


def _go_on(row: Dienstverband) -> Dienstverband:
    """Let a row that had an end go on."""
    Dienstverband.objects.filter(pk=row.pk).update(until_date=None)
    row.until_date = None
    return row


def _check_day(day: date, today: date) -> None:
    if day < FIRST_DAY:
        raise EmployerError(_("Kies een datum vanaf {day}.").format(day=date_plain(FIRST_DAY)))
    if day > today + FURTHEST:
        raise EmployerError(_("Kies een datum tot en met {day}.").format(day=date_plain(today + FURTHEST)))


def _free_slug(name: str) -> str:
    """Return an address that no organisatie has yet: 'waterschap-de-meanders', or with a number behind it."""
    start = slugify(name)[:150] or "organisatie"
    taken = set(Organisatie.objects.filter(slug__startswith=start).values_list("slug", flat=True))
    numbered = (f"{start}-{number}" for number in range(2, len(taken) + 3))
    return start if start not in taken else next(slug for slug in numbered if slug not in taken)


def _name_taken(name: str) -> OrganisatieError:
    sentence = _("Er is al een organisatie met de naam '{name}'. Vul een andere naam in.")
    return OrganisatieError(sentence.format(name=name))
