"""The end of an editie: who finished it, out of the lists, and two years later the personal details gone.

Terms: blueprint §14 (participation and presence are kept until 24 months after the editie, then only numbers).
"""

from contextlib import suppress
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q, QuerySet

from community import access
from community.actions.kluis import destroy_data_key
from community.actions.logboek import note
from community.actions.versions import save_version
from community.models import Deelname, Kring, KringRol, Lidmaatschap, Slot, Taak, User
from community.workdays import past_term
from training.access.edities import ARCHIVABLE, may_archive_editie, may_export_editie
from training.actions.edities import EditieGoneError, hold_editie
from training.bewaarregels import REGELS
from training.models import (
    Begeleiding,
    Deelnemer,
    Editie,
    EditieStatus,
    Genodigde,
    Inschrijving,
    Onderdeelstem,
    Ontwikkelmap,
    Team,
    Teamvoorstel,
)
from training.queries.editiecijfers import figures_of

# After its last day an editie stands in the lists for this long, so that the measurement after half a year is in it.
LISTED = timedelta(days=274)
KEPT = REGELS["edities"].term
TERM = "TERMIJN"
MOMENT = timedelta(microseconds=1)


def archive_editie(*, actor: User, editie: Editie, now: datetime) -> Editie:
    """Take an editie that is over or called off out of the lists; who was in it still finds it.

    Raises EditieGoneError when it is archived already.
    """
    access.require(may_archive_editie(actor, editie, now))
    with transaction.atomic():
        held = hold_editie(editie, among=ARCHIVABLE)
        return _archive(held, now)


def take_editie_tables(*, actor: User, editie: Editie, now: datetime) -> None:
    """Write down that the person takes the tables of an editie along. Call it before the first byte leaves."""
    access.require(may_export_editie(actor, editie, now))
    with transaction.atomic():
        note(
            actor=actor, action="LIJST_GEDOWNLOAD", object_kind="LIJST", object_id=editie.pk, detail="DEELNEMERS",
            now=now,
        )  # fmt: skip


def live(now: datetime) -> None:
    """Let edities end by themselves: who finished, which leave the lists. Safe any number of times, also at once.

    One that a planner archived since it was looked up is left as it is, and the others go on.
    """
    active = Q(deelnemers__stopped_at__isnull=True, deelnemers__finished_at__isnull=True)
    for editie in _ended_before(now).filter(active, status=EditieStatus.GEPUBLICEERD).distinct():
        with suppress(EditieGoneError), transaction.atomic():
            held = hold_editie(editie, among=ARCHIVABLE)
            rows = Deelnemer.objects.filter(editie=held, stopped_at__isnull=True, finished_at__isnull=True)
            rows.update(finished_at=now)
    for editie in _ended_before(now - LISTED).filter(status__in=ARCHIVABLE):
        with suppress(EditieGoneError), transaction.atomic():
            held = hold_editie(editie, among=ARCHIVABLE)
            _archive(held, now)


def purge_edities(now: datetime) -> int:
    """Forget who took part in edities that ended two years ago; numbers stay. Returns how many edities. In a scope.

    Keys first: a row that is left says which key must still go, also when this is cut off in the middle.
    """
    rows = list(
        _ended_before(past_term(now, KEPT) - MOMENT).filter(status=EditieStatus.GEARCHIVEERD, purged_at__isnull=True)
    )
    for editie in rows:
        own = Ontwikkelmap.objects.filter(deelnemer__editie=editie)
        for pk, key_id in list(own.values_list("pk", "data_key_id")):
            destroy_data_key(key_id=key_id, kind="ONTWIKKELMAP", object_id=pk, actor=None, reason=TERM, now=now)
        with transaction.atomic():
            held = hold_editie(editie, among=(EditieStatus.GEARCHIVEERD,))
            if held.purged_at is None:
                _forget(held, now)
    return len(rows)


def _ended_before(moment: datetime) -> QuerySet[Editie]:
    """Return the edities whose last day ended, or that were called off, before this moment; no concepts."""
    rows = Editie.objects.exclude(status=EditieStatus.CONCEPT).annotate(last=Max("delen__bijeenkomst__ends_at"))
    return rows.filter(Q(cancelled_at__lte=moment) | Q(cancelled_at__isnull=True, last__lte=moment)).order_by("pk")


def _archive(held: Editie, now: datetime) -> Editie:
    """Call under its lock. The Kring and the praktijkboek end on the days of the praktijkboek."""
    changes = {"status": EditieStatus.GEARCHIVEERD, "archived_at": now}
    Kring.objects.filter(team__editie=held, closed_at__isnull=True).update(closed_at=now)
    return save_version(held, version=held.version, changes=changes)


def _forget(held: Editie, now: datetime) -> None:
    """Keep the numbers and remove who it was. Call under its lock."""
    held.figures = figures_of(held)
    held.purged_at = now
    held.version += 1
    held.save(update_fields=["figures", "purged_at", "version"])
    teams, talks = Team.objects.filter(editie=held), Begeleiding.objects.filter(deelnemer__editie=held)
    below = [*teams.values_list("kring_id", flat=True), *talks.values_list("kring_id", flat=True)]
    teams.delete()
    talks.delete()
    Kring.objects.filter(pk__in=below).delete()
    # Who booked an hour, and what each was asked to do, also after half a year: that is in no group.
    Slot.objects.filter(kring=held.kring_id).delete()
    people = Deelnemer.objects.filter(editie=held)
    Taak.objects.filter(Q(kring=held.kring_id) | Q(object_id__in=list(people.values_list("pk", flat=True)))).delete()
    Genodigde.objects.filter(editie=held).delete()
    Teamvoorstel.objects.filter(editie=held).delete()
    Onderdeelstem.objects.filter(evaluatie__editiedeel__editie=held).delete()
    people.delete()
    Inschrijving.objects.filter(editie=held).delete()
    Deelname.objects.filter(bijeenkomst__editiedeel__editie=held).delete()
    Lidmaatschap.objects.filter(kring=held.kring_id).exclude(role=KringRol.TREKKER).delete()
