"""When organisaties merge: the one goes on as the other, and its people with it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.organisaties import may_manage_organisaties
from community.actions.logboek import note
from community.actions.organisaties import ONE_DAY, OrganisatieError
from community.models import (
    Dienstverband,
    Organisatie,
    Partnerschap,
    PartnerschapStatus,
    Rol,
    Roltoekenning,
    Uitnodiging,
    User,
)
from community.workdays import local_date


def merge_organisatie(*, actor: User, organisatie: Organisatie, into: Organisatie, now: datetime) -> int:
    """Let an organisatie go on as another one from today, and return how many people went along.

    What they did until now stays where it was; reports of the other one count it too (`merged_into`). Its partnerschap
    and who is contact of it go along when the other has none. What was planned to begin later begins at the other.
    Raises OrganisatieError when both have a partnerschap, when one of them merged before, or is the same.
    """
    access.require(may_manage_organisaties(actor, now))
    with transaction.atomic():
        # In the order of their ids: two merges at once wait for each other.
        pks = sorted({organisatie.pk, into.pk})
        rows = {row.pk: row for row in Organisatie.objects.select_for_update().filter(pk__in=pks).order_by("pk")}
        _check(rows, organisatie, into)
        note(actor=actor, action="ORGANISATIES_SAMENGEVOEGD", object_kind="ORGANISATIE", object_id=into.pk, now=now)
        with_contacts = _move_partnerschap(organisatie, into)
        moved = _move_people(organisatie, into, now)
        _move_roles(organisatie, into, now, with_contacts=with_contacts)
        Uitnodiging.objects.filter(organisatie=organisatie, accepted_at__isnull=True).update(organisatie=into)
        for name in ("initiatieven", "samenwerkingen"):
            for row in getattr(organisatie, name).all():
                row.organisaties.add(into)
                row.organisaties.remove(organisatie)
        Organisatie.objects.filter(pk=organisatie.pk).update(is_active=False, merged_into=into)
    return moved


def _check(rows: dict[UUID, Organisatie], organisatie: Organisatie, into: Organisatie) -> None:
    if organisatie.pk == into.pk:
        raise OrganisatieError(_("Kies een andere organisatie: deze gaat al in zichzelf op."))
    if len(rows) < 2:
        raise OrganisatieError(_("Deze organisatie is intussen verwijderd."))
    if rows[organisatie.pk].merged_into_id is not None:
        raise OrganisatieError(_("Deze organisatie is al opgegaan in een andere."))
    if rows[into.pk].merged_into_id is not None or not rows[into.pk].is_active:
        raise OrganisatieError(_("De andere organisatie doet niet meer mee. Kies een andere."))


def _move_partnerschap(organisatie: Organisatie, into: Organisatie) -> bool:
    """Let an open partnerschap go along; return whether there was one."""
    rows = Partnerschap.objects.select_for_update().exclude(status=PartnerschapStatus.BEEINDIGD)
    own, other = (list(rows.filter(organisatie=one)) for one in (organisatie, into))
    if own and other:
        sentence = _("Beide organisaties hebben een partnerschap. Beëindig eerst dat van {naam}.")
        raise OrganisatieError(sentence.format(naam=organisatie.name))
    for row in own:
        Partnerschap.objects.filter(pk=row.pk).update(organisatie=into, version=row.version + 1)
    return bool(own)


def _move_people(organisatie: Organisatie, into: Organisatie, now: datetime) -> int:
    """Let everybody who works there today, or will, work at the other one; return how many work there today."""
    today = local_date(now)
    rows = Dienstverband.objects.select_for_update().filter(organisatie=organisatie)
    rows.filter(from_date__gte=today).update(organisatie=into)
    going = list(rows.filter(from_date__lt=today).exclude(until_date__lt=today))
    for row in going:
        until = row.until_date
        Dienstverband.objects.filter(pk=row.pk).update(until_date=today - ONE_DAY)
        Dienstverband.objects.create(user_id=row.user_id, organisatie=into, from_date=today, until_date=until)
    return len(going)


def _move_roles(organisatie: Organisatie, into: Organisatie, now: datetime, *, with_contacts: bool) -> None:
    """Let who advises on training there do so at the other one; contacts go along with their partnerschap alone."""
    today = local_date(now)
    rollen = [Rol.OPLEIDINGSADVISEUR, *([Rol.PARTNERCONTACT] if with_contacts else [])]
    rows = Roltoekenning.objects.filter(organisatie=organisatie, rol__in=rollen).exclude(until_date__lt=today)
    for row in rows:
        held = Roltoekenning.objects.filter(user=row.user_id, rol=row.rol, organisatie=into)
        is_held = held.exclude(until_date__lt=today).exists()
        until, begin = row.until_date, max(row.from_date, today)
        if row.from_date < today:
            Roltoekenning.objects.filter(pk=row.pk).update(until_date=today - ONE_DAY)
        else:
            row.delete()
        if not is_held:
            Roltoekenning.objects.create(user_id=row.user_id, rol=row.rol, organisatie=into, from_date=begin,
                                         until_date=until, granted_by_id=row.granted_by_id)  # fmt: skip
