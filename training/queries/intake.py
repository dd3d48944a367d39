"""Reading the intake: the participant's own talk and the free times, the trainer's list."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from casussen.access.praktijkboeken import casussen_to_hand_in
from casussen.queries.casussen import title_of
from community.dagdelen import when
from community.models import Slot, SlotKind, User
from training.access.intake import led_deelnemers, offered_intake_slots
from training.models import Deelnemer, Editie, EditieStatus, Intake, Ontwikkelmap


@dataclass(frozen=True)
class OwnIntake:
    """The talk a participant booked. `online_url` is hers and the trainer's to see."""

    slot: Slot
    when: str
    host: str
    is_over: bool


@dataclass(frozen=True)
class IntakeLine:
    """A participant as her trainers see her: when she talks, and whether she is ready for dagdeel 1."""

    deelnemer: Deelnemer
    name: str
    when: str
    host: str
    has_casus: bool
    state: str


@dataclass(frozen=True)
class SlotLine:
    """A time on offer, with who booked it."""

    slot: Slot
    when: str
    host: str
    guest: str
    is_own: bool
    is_over: bool


def own_intake(deelnemer: Deelnemer, now: datetime) -> OwnIntake | None:
    """Return the talk that a participant booked; one query."""
    slot = Slot.objects.filter(intake__deelnemer=deelnemer).select_related("host", "bijeenkomst").first()
    if slot is None:
        return None
    return OwnIntake(slot, when(slot.starts_at, slot.ends_at), slot.host.naam, is_over=slot.ends_at <= now)


def casus_choices(user: User, now: datetime) -> list[tuple[str, str]]:
    """Return the person's own casussen as choices: code and title. In a scope."""
    rows = casussen_to_hand_in(user, now).order_by("-changed_at", "pk")
    return [(casus.code, title_of(casus.format)) for casus in rows]


def learning_goals(deelnemer: Deelnemer) -> tuple[str, int]:
    """Return what a participant wants to learn, and the version of that text; empty when she wrote nothing."""
    found = Ontwikkelmap.objects.filter(deelnemer=deelnemer).first()
    return (found.learning_goals, found.version) if found else ("", 1)


def intake_lines(editie: Editie, user: User, now: datetime) -> list[IntakeLine]:
    """Return the participants for who leads this editie; two queries for any number."""
    rows = led_deelnemers(user, editie, now).order_by("user__sort_key", "pk")
    talks = {
        row.deelnemer_id: row.slot
        for row in Intake.objects.filter(deelnemer__editie=editie, slot__isnull=False).select_related("slot__host")
    }
    return [_line(row, talks.get(row.pk), now) for row in rows]


def slot_lines(editie: Editie, user: User, now: datetime) -> list[SlotLine]:
    """Return the times on offer for who leads this editie, from today on; one query."""
    rows = offered_intake_slots(user, editie, now).filter(ends_at__gt=now).order_by("starts_at", "pk")
    return [
        SlotLine(
            slot=slot, when=when(slot.starts_at, slot.ends_at), host=slot.host.naam,
            guest=slot.booked_by.naam if slot.booked_by else "", is_own=slot.host_id == user.pk,
            is_over=slot.starts_at <= now,
        )
        for slot in rows
    ]  # fmt: skip


def without_intake(now: datetime) -> list[Deelnemer]:
    """Return who takes part, booked no talk yet and is not ready, where there is a free time to choose; one query."""
    free = Slot.objects.filter(kind=SlotKind.INTAKE, booked_by__isnull=True, starts_at__gt=now)
    rows = Deelnemer.objects.filter(
        editie__status=EditieStatus.GEPUBLICEERD, editie__kring__in=free.values("kring"), stopped_at__isnull=True,
        ready_at__isnull=True,
    ).exclude(intake__slot__isnull=False)  # fmt: skip
    return list(rows.select_related("user", "editie__kring"))


def waiting_for_intake(ids: Iterable[UUID]) -> dict[UUID, Deelnemer]:
    """Return of these participants who still has to choose a time, by id; one query."""
    rows = Deelnemer.objects.filter(pk__in=list(ids), stopped_at__isnull=True, ready_at__isnull=True)
    found = rows.exclude(intake__slot__isnull=False).select_related("editie").filter(
        editie__status=EditieStatus.GEPUBLICEERD
    )  # fmt: skip
    return {row.pk: row for row in found}


def held_intakes(now: datetime) -> list[tuple[Deelnemer, User]]:
    """Return the participants whose talk is over and who are not ready, with the trainer; one query."""
    rows = Intake.objects.filter(
        slot__ends_at__lte=now, deelnemer__ready_at__isnull=True, deelnemer__stopped_at__isnull=True
    ).select_related("deelnemer__editie__kring", "slot__host")
    return [(row.deelnemer, row.slot.host) for row in rows if row.slot]


def to_finish(ids: Iterable[UUID]) -> dict[UUID, Deelnemer]:
    """Return of these participants who is not ready yet, by id; one query."""
    rows = Deelnemer.objects.filter(pk__in=list(ids), ready_at__isnull=True, stopped_at__isnull=True)
    return {row.pk: row for row in rows.select_related("editie", "user")}


def slugs_of(bijeenkomst_ids: Sequence[Any]) -> dict[Any, str]:
    """Return the slug of the editie of each of these talks; one query."""
    rows = Slot.objects.filter(bijeenkomst__in=bijeenkomst_ids).values_list("bijeenkomst_id", "kring__editie__slug")
    return dict(rows)


def _line(row: Deelnemer, slot: Slot | None, now: datetime) -> IntakeLine:
    if row.ready_at:
        state = "Klaar"
    elif slot is None:
        state = "Nog niet begonnen"
    else:
        state = "Gepland" if slot.ends_at > now else "Wacht op jou"
    return IntakeLine(
        deelnemer=row, name=row.user.naam, when=when(slot.starts_at, slot.ends_at) if slot else "",
        host=slot.host.naam if slot else "", has_casus=row.casus_id is not None, state=state,
    )  # fmt: skip
