"""What becomes of the coming visits when who is in a toernee changes: roles, seats, steps, and who receives.

Call each of these inside a transaction, under the lock of the Kring.
"""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.actions.agenda import Opzet
from community.actions.planned_elsewhere import drop, give_seats, occupy, replan
from community.models import Bezetting, Bijeenkomst, Deelname, DeelnameStatus, User
from intervisie.access.toernees import PRESENT, coming_bezoeken
from intervisie.actions.bezoekkits import forget_kit
from intervisie.actions.stappen import excuse_open
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Rol, Toernee, Toerneedeelnemer, Toerneestap
from intervisie.toernee.plans import Visit
from intervisie.toernee.roles import rotate_again


def hand_over(old: Toerneedeelnemer, new: Toerneedeelnemer, now: datetime) -> None:
    """Let `new` come in the place of `old` at every coming visit: same role, and she receives where `old` would.

    The visit that she receives is where her own samenwerking is; who comes hears that. Raises DoubleBookedError when
    `new` is taken at one of those times.
    """
    for bezoek in list(coming_bezoeken(old.toernee, now).select_related("bijeenkomst")):
        Bezoekrol.objects.filter(bezoek=bezoek, deelnemer=old).update(deelnemer=new)
        if bezoek.host_id == old.pk:
            Bezoek.objects.filter(pk=bezoek.pk).update(host=new, version=bezoek.version + 1)
            _move_to(bezoek.bijeenkomst, new, now)
            forget_kit(bezoek)
        _take_place(bezoek, old.user, new.user, now)


def take_off(deelnemer: Toerneedeelnemer, now: datetime) -> None:
    """Let the coming visits go on without somebody who stops: her own is off, and the others divide her roles."""
    for bezoek in list(coming_bezoeken(deelnemer.toernee, now).select_related("bijeenkomst")):
        Bezoekrol.objects.filter(bezoek=bezoek, deelnemer=deelnemer).delete()
        Bezetting.objects.filter(bijeenkomst=bezoek.bijeenkomst, user=deelnemer.user).delete()
        if bezoek.host_id == deelnemer.pk:
            call_off_visit(bezoek, _("De gastheer doet niet meer mee."), now)
    divide_again(deelnemer.toernee, now)


def set_free(toernee: Toernee, user: User, now: datetime) -> None:
    """Let somebody who guided a toernee be free at its coming visits."""
    meetings = coming_bezoeken(toernee, now).order_by().values("bijeenkomst")
    Bezetting.objects.filter(bijeenkomst__in=meetings, user=user).delete()


def call_off_visit(bezoek: Bezoek, reason: str, now: datetime) -> None:
    """Say that a visit does not go on: its people hear it as of any meeting, and are free at that time."""
    Bezoek.objects.filter(pk=bezoek.pk).update(status=BezoekStatus.VERVALLEN, version=bezoek.version + 1)
    drop(bezoek.bijeenkomst, reason=reason, now=now)
    excuse_open(Toerneestap.objects.filter(bezoek=bezoek), None, now)


def leave_out(bezoek: Bezoek, deelnemer: Toerneedeelnemer, now: datetime) -> None:
    """Let a visit go on without one of its visitors, who stays in the toernee: seat, time and role are free."""
    Bezoekrol.objects.filter(bezoek=bezoek, deelnemer=deelnemer).delete()
    Bezetting.objects.filter(bijeenkomst=bezoek.bijeenkomst, user=deelnemer.user).delete()
    Deelname.objects.filter(bijeenkomst=bezoek.bijeenkomst, user=deelnemer.user).update(
        status=DeelnameStatus.AFGEMELD, answered_at=now
    )
    if bezoek.bijeenkomst.starts_at > now:
        divide_again(bezoek.toernee, now)


def divide_again(toernee: Toernee, now: datetime) -> None:
    """Divide the roles of the coming visits among who still comes, with as few changes as can be."""
    going = Bezoek.objects.filter(toernee=toernee).exclude(status=BezoekStatus.VERVALLEN)
    bezoeken = list(going.select_related("bijeenkomst").order_by("date", "half", "pk"))
    done = sum(bezoek.bijeenkomst.starts_at <= now for bezoek in bezoeken)
    rows: dict[UUID, dict[UUID, str]] = {bezoek.pk: {} for bezoek in bezoeken}
    for row in Bezoekrol.objects.filter(bezoek__in=bezoeken).order_by("pk"):
        rows[row.bezoek_id][row.deelnemer_id] = row.rol
    visits = [_as_visit(at, bezoek, rows[bezoek.pk]) for at, bezoek in enumerate(bezoeken)]
    visitors = [[str(pk) for pk in rows[bezoek.pk]] for bezoek in bezoeken]
    for bezoek, visit in list(zip(bezoeken, rotate_again(visits, done, visitors), strict=True))[done:]:
        _store_roles(bezoek, visit, rows[bezoek.pk])


def present_in(toernee: Toernee) -> list[Toerneedeelnemer]:
    """Return who takes part now, in the order in which roles rotate."""
    rows = Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee).select_related("user", "samenwerking")
    return list(rows.order_by("position"))


def _move_to(meeting: Bijeenkomst, host: Toerneedeelnemer, now: datetime) -> None:
    """Let a meeting be where the samenwerking of this host is, as fixing a plan does."""
    shown = host.samenwerking
    kept = {field.name: getattr(meeting, field.name) for field in fields(Opzet)}
    where = {
        "place_name": shown.place if shown else "", "address": "",
        "provincie": shown.provincies[0] if shown and len(shown.provincies) == 1 else "",
    }  # fmt: skip
    replan(meeting, Opzet(**kept | where), now)


def _take_place(bezoek: Bezoek, old: User, new: User, now: datetime) -> None:
    """Give the seat and the time of one person at a visit to another. Raises DoubleBookedError."""
    meeting = bezoek.bijeenkomst
    taken = Bezetting.objects.filter(bijeenkomst=meeting, user__isnull=False)
    users = {row.user.pk: row.user for row in taken.select_related("user") if row.user is not None}
    if users.pop(old.pk, None) is not None:
        occupy(meeting, users=[*users.values(), new], locatie=None)
    give_seats(meeting, [new], now)


def _as_visit(at: int, bezoek: Bezoek, roles: dict[UUID, str]) -> Visit:
    def who(rol: Rol) -> str | None:
        return next((str(pk) for pk, one in roles.items() if one == rol), None)

    field = tuple(sorted(str(pk) for pk, one in roles.items() if one == Rol.VELDWAARNEMER))
    return Visit(
        host=str(bezoek.host_id), slot=at, chair=who(Rol.VOORZITTER), reporter=who(Rol.VERSLAGLEGGER),
        observers=field, board=who(Rol.BESTUURSLENS),
    )  # fmt: skip


def _store_roles(bezoek: Bezoek, visit: Visit, before: dict[UUID, str]) -> None:
    named: Sequence[tuple[str | None, str]] = (
        (visit.chair, Rol.VOORZITTER), (visit.reporter, Rol.VERSLAGLEGGER), (visit.board, Rol.BESTUURSLENS),
        *((one, Rol.VELDWAARNEMER) for one in visit.observers),
    )  # fmt: skip
    after = {UUID(who): str(rol) for who, rol in named if who is not None}
    if after == before:
        return
    # One of each role a visit: what stood there goes first.
    Bezoekrol.objects.filter(bezoek=bezoek).delete()
    Bezoekrol.objects.bulk_create(Bezoekrol(bezoek=bezoek, deelnemer_id=pk, rol=rol) for pk, rol in after.items())
