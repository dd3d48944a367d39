"""Reading applications: one's own, those of an editie, and how many places there are."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, F, Min, Q, QuerySet
from django.utils.translation import gettext as _

from community.models import BijeenkomstStatus, User
from community.notation import date_plain
from community.workdays import local_date
from training.access.inschrijvingen import (
    is_open_for_application,
    may_apply,
    own_inschrijvingen,
    visible_inschrijvingen,
)
from training.models import WAITING, Deelnemer, Editie, EditieStatus, Inschrijving, InschrijvingStatus, Instemming

# Who holds one of the places now: it was offered to her, or she takes part and did not stop.
HOLDING_NOW = Q(status=InschrijvingStatus.AANGEBODEN) | Q(
    status=InschrijvingStatus.TOEGELATEN, deelnemer__stopped_at__isnull=True
)
ORDER = (
    InschrijvingStatus.AANGEVRAAGD, InschrijvingStatus.AANGEBODEN, InschrijvingStatus.WACHTLIJST,
    InschrijvingStatus.TOEGELATEN, InschrijvingStatus.AFGEWEZEN, InschrijvingStatus.INGETROKKEN,
)  # fmt: skip


@dataclass(frozen=True)
class OwnPlace:
    """Where one person stands with an editie: her application, and what she can do about it."""

    editie: Editie
    row: Inschrijving | None
    deelnemer: Deelnemer | None
    may_apply: bool
    is_open: bool
    today: date

    @property
    def status(self) -> str:
        """The status as a word; empty without an application."""
        if self.has_stopped:
            return _("Gestopt")
        return str(self.row.get_status_display()) if self.row else ""

    @property
    def has_stopped(self) -> bool:
        """Whether she took part and stopped."""
        return self.deelnemer is not None and self.deelnemer.stopped_at is not None

    @property
    def is_waiting(self) -> bool:
        """Whether she still waits for something, and so can take it back."""
        return self.row is not None and self.row.status in WAITING

    @property
    def is_offered(self) -> bool:
        """Whether a place is kept for her until a day that has not come."""
        return (
            self.row is not None
            and self.row.status == InschrijvingStatus.AANGEBODEN
            and self.row.offer_until_date is not None
            and self.today < self.row.offer_until_date
        )

    @property
    def may_stop(self) -> bool:
        """Whether she takes part now."""
        return self.deelnemer is not None and not self.has_stopped and self.deelnemer.finished_at is None

    @property
    def may_ask_opdrachtgever(self) -> bool:
        """Whether her opdrachtgever can be asked again: she waits and there is no yes."""
        return self.is_waiting and self.row is not None and self.row.instemming != Instemming.AKKOORD

    @property
    def sentence(self) -> str:
        """What it means for her, in a sentence or two."""
        if self.row is None:
            return ""
        if self.has_stopped:
            return _("Je bent gestopt met deze editie.")
        return SENTENCES[InschrijvingStatus(self.row.status)](self.editie, self.row)


def _requested(editie: Editie, row: Inschrijving) -> str:
    if editie.decide_by_date is None:
        return _("Je aanmelding is binnen. Je krijgt een mail zodra er een besluit is.")
    day = date_plain(editie.decide_by_date)
    return _("Je aanmelding is binnen. Je hoort uiterlijk {day} of je een plek hebt.").format(day=day)


def _offered(editie: Editie, row: Inschrijving) -> str:
    day = date_plain(row.offer_until_date) if row.offer_until_date else ""
    return _("Er is een plek vrij en die houden we voor je vast. Reageer vóór {day}.").format(day=day)


SENTENCES = {
    InschrijvingStatus.AANGEVRAAGD: _requested,
    InschrijvingStatus.WACHTLIJST: lambda _e, _r: _(
        "Je staat op de wachtlijst. Komt er een plek vrij, dan krijg je een mail met een dag waarvoor je reageert."
    ),
    InschrijvingStatus.AANGEBODEN: _offered,
    InschrijvingStatus.TOEGELATEN: lambda _e, _r: _("Je doet mee met deze editie."),
    InschrijvingStatus.AFGEWEZEN: lambda _e, _r: _("Je hebt deze keer geen plek. In de mail staat waarom."),
    InschrijvingStatus.INGETROKKEN: lambda _e, _r: _("Je aanmelding geldt niet meer."),
}  # fmt: skip


def own_place(editie: Editie, user: User, now: datetime) -> OwnPlace:
    """Return where this person stands with an editie. One query."""
    row = Inschrijving.objects.filter(editie=editie, user=user).select_related("deelnemer", "gastlink").first()
    deelnemer = getattr(row, "deelnemer", None)
    again = row is None or (row.status == InschrijvingStatus.INGETROKKEN and deelnemer is None)
    return OwnPlace(
        editie=editie,
        row=row,
        deelnemer=deelnemer,
        may_apply=again and may_apply(user, editie, now),
        is_open=is_open_for_application(editie, now),
        today=local_date(now),
    )


def waiting_of(user: User, now: datetime) -> list[Inschrijving]:
    """Return the applications of this person that still wait for something, with their editie. One query."""
    rows = own_inschrijvingen(user, now).filter(status__in=WAITING, editie__status=EditieStatus.GEPUBLICEERD)
    return list(rows.select_related("editie").order_by("requested_at", "pk"))


def inschrijvingen_in_order(user: User, editie: Editie, now: datetime) -> list[Inschrijving]:
    """Return the applications this person may read: what waits for a decision first, then who waits longest."""
    rows = with_people(visible_inschrijvingen(user, editie, now))
    return sorted(rows, key=lambda row: (ORDER.index(InschrijvingStatus(row.status)),
                                         row.waiting_since or row.requested_at, str(row.pk)))  # fmt: skip


def with_people(rows: QuerySet[Inschrijving]) -> QuerySet[Inschrijving]:
    """Fetch applications together with who applied, where she worked and whether she takes part."""
    return rows.select_related("user", "organisatie", "deelnemer", "editie")


def places_held(editie: Editie) -> int:
    """Return how many places are given or offered. Call under the lock of the Kring to act upon it."""
    return Inschrijving.objects.filter(HOLDING_NOW, editie=editie).count()


def places_free(editie: Editie) -> int:
    """Return how many places are left, never below zero. Call under the lock of the Kring to act upon it."""
    return max(0, Editie.objects.values_list("capacity", flat=True).get(pk=editie.pk) - places_held(editie))


def first_day(editie: Editie) -> date | None:
    """Return the day on which the first dagdeel of an editie is; None without any day."""
    return first_days([editie.pk]).get(editie.pk)


def first_days(editie_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Return the day on which each of these edities begins. One query."""
    rows = Editie.objects.filter(pk__in=list(editie_ids)).values("pk").annotate(
        begins=Min("delen__bijeenkomst__starts_at", filter=~Q(delen__bijeenkomst__status=BijeenkomstStatus.GEANNULEERD))
    )  # fmt: skip
    return {row["pk"]: local_date(row["begins"]) for row in rows if row["begins"]}


def inschrijvingen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Inschrijving]:
    """Return these applications with their people and editie; one query."""
    return with_people(Inschrijving.objects.filter(pk__in=set(ids))).in_bulk()


def by_gastlink(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Inschrijving]:
    """Return the applications that still wait, by the link of their opdrachtgever; one query."""
    rows = with_people(Inschrijving.objects.filter(gastlink__in=set(ids), status__in=WAITING))
    return {row.gastlink_id: row for row in rows if row.gastlink_id}


def deelnemers_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Deelnemer]:
    """Return these participants with their people and editie; one query."""
    return Deelnemer.objects.filter(pk__in=set(ids)).select_related("user", "editie").in_bulk()


def waiting_counts(editie_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, tuple[Editie, int]]:
    """Return these edities with how many applications wait for a decision; without any it is left out. One query."""
    rows = _with_waiting(Editie.objects.filter(pk__in=set(editie_ids)))
    return {row.pk: (row, row.waiting) for row in rows}


def edities_with_waiting() -> list[Any]:
    """Return the edities in which applications wait for a decision, each with `waiting`; the first to decide first."""
    rows = _with_waiting(Editie.objects.filter(status=EditieStatus.GEPUBLICEERD))
    return list(rows.order_by(F("decide_by_date").asc(nulls_last=True), "name", "pk"))


def _with_waiting(rows: QuerySet[Editie]) -> "QuerySet[Any]":
    """Add how many applications wait for a decision, and leave out who has none."""
    waiting = Count("inschrijvingen", filter=Q(inschrijvingen__status=InschrijvingStatus.AANGEVRAAGD))
    return rows.annotate(waiting=waiting).filter(waiting__gt=0)


def silent_opdrachtgevers(now: datetime, *, asked_before: datetime) -> QuerySet[Inschrijving]:
    """Return the applications whose opdrachtgever was asked before that moment and said nothing."""
    return Inschrijving.objects.filter(
        status__in=WAITING, instemming=Instemming.GEVRAAGD, gastlink__isnull=False,
        gastlink__made_at__lte=asked_before, gastlink__expires_at__gt=now + timedelta(days=1),
        gastlink__revoked_at__isnull=True, user__is_active=True,
    ).select_related("gastlink")  # fmt: skip
