"""What stands on the page of a toernee for who is in it: what is next, its visits and roles, its people, its talks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from community.access.kringen import active_lidmaatschappen, with_newest
from community.models import (
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    Datumprikker,
    DatumprikkerStatus,
    KringRol,
    Samenwerking,
    Taak,
    User,
)
from community.notation import date_with_day
from intervisie.access.toernees import PRESENT
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Rol, Toernee, Toerneedeelnemer
from intervisie.queries.stappen import EigenStap, own_open_steps
from intervisie.queries.toerneetaken import DAGDELEN_GEVEN


@dataclass(frozen=True)
class Deelnemer:
    """One person in a toernee: what she shows, whether she is contactpersoon and agreed. No `row` for who guides."""

    user: User
    role: str
    has_agreed: bool
    row: Toerneedeelnemer | None = None

    @property
    def is_contactpersoon(self) -> bool:
        """Whether she is the contactpersoon."""
        return self.role == KringRol.TREKKER

    @property
    def is_begeleider(self) -> bool:
        """Whether she guides it and is no deelnemer."""
        return self.row is None

    @property
    def shown(self) -> str:
        """The samenwerking that is visited at hers, with its place, form and phase as far as they are known."""
        return words_of(self.row.samenwerking) if self.row and self.row.samenwerking else ""


@dataclass(frozen=True)
class Bezoeklijn:
    """One visit: when, where and to whom, and what the reader does there."""

    bezoek: Bezoek
    is_host: bool
    rol: str
    is_past: bool

    @property
    def part(self) -> str:
        """What the reader is at this visit, in a word; empty for who is not there."""
        return _("gastheer") if self.is_host else self.rol


@dataclass(frozen=True)
class Volgende:
    """The one thing that comes first for somebody: what, why, and where she does it."""

    title: str
    why: str
    url: str
    button: str


@dataclass(frozen=True)
class Toerneepagina:
    """All that stands on the page of a toernee."""

    people: Sequence[Deelnemer]
    visits: Sequence[Bezoeklijn]
    steps: Sequence[EigenStap]
    talks: Sequence[Bijeenkomst]
    prikkers: Sequence[Datumprikker]
    next: Volgende | None

    @property
    def members(self) -> list[Deelnemer]:
        """Who takes part, in the order in which roles rotate."""
        rows = [one for one in self.people if one.row is not None]
        return sorted(rows, key=lambda one: one.row.position if one.row else 0)

    @property
    def begeleiders(self) -> list[Deelnemer]:
        """Who guides it."""
        return [one for one in self.people if one.is_begeleider]

    @property
    def steps_now(self) -> list[EigenStap]:
        """The steps that can be done now."""
        return [one for one in self.steps if one.is_open]

    @property
    def steps_later(self) -> list[EigenStap]:
        """The steps whose first day has not come."""
        return [one for one in self.steps if not one.is_open]

    @property
    def has_contactpersoon(self) -> bool:
        """Whether somebody is contactpersoon."""
        return any(one.is_contactpersoon for one in self.people)


def toernee_page(
    toernee: Toernee, own: Toerneedeelnemer | None, user: User, now: datetime
) -> Toerneepagina:  # fmt: skip
    """Return what stands on the page of a toernee. Nine queries for any number of people and visits.

    `own` is as whom the reader takes part; None for who guides it.
    """
    visits = visit_lines(toernee, own, now)
    steps = own_open_steps(toernee, own, now) if own else []
    meetings = Bijeenkomst.objects.filter(kring=toernee.kring_id, kind=BijeenkomstKind.TOERNEE)
    talks = meetings.exclude(status=BijeenkomstStatus.CONCEPT).filter(ends_at__gt=now)
    prikkers = Datumprikker.objects.filter(kring=toernee.kring_id, status=DatumprikkerStatus.OPEN)
    return Toerneepagina(
        people_of_toernee(toernee, now), visits, steps, list(talks.order_by("starts_at", "pk")),
        list(prikkers.order_by("opened_at", "pk")), _next(toernee, user, visits, steps),
    )  # fmt: skip


def people_of_toernee(toernee: Toernee, now: datetime) -> list[Deelnemer]:
    """Return who is in a toernee, by surname. Two queries."""
    rows = Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee).select_related("samenwerking")
    by_user = {row.user_id: row for row in rows}
    inside = with_newest(active_lidmaatschappen(now).filter(kring=toernee.kring_id)).select_related("user__profiel")
    return [
        Deelnemer(row.user, row.role, row.newest in (None, row.accepted_id), by_user.get(row.user_id))
        for row in inside.order_by("user__sort_key", "pk")
    ]


def visit_lines(toernee: Toernee, own: Toerneedeelnemer | None, now: datetime) -> list[Bezoeklijn]:
    """Return the visits of a toernee in order of time, with what somebody does at each. Two queries."""
    rows = Bezoek.objects.filter(toernee=toernee).select_related("bijeenkomst", "host__user", "host__samenwerking")
    visits = list(rows.order_by("date", "half", "pk"))
    roles = Bezoekrol.objects.filter(deelnemer=own, bezoek__in=visits) if own else Bezoekrol.objects.none()
    labels = {row.bezoek_id: str(Rol(row.rol).label).lower() for row in roles}
    return [
        Bezoeklijn(one, own is not None and one.host_id == own.pk, labels.get(one.pk, ""),
                   one.bijeenkomst.ends_at <= now)
        for one in visits
    ]  # fmt: skip


def words_of(shown: Samenwerking) -> str:
    """Return a samenwerking as who visits it reads it: name, place, form and phase."""
    parts = (shown.name, shown.place, shown.get_vorm_display(), shown.get_fase_display())
    return " · ".join(one for one in parts if one)


def _next(
    toernee: Toernee, user: User, visits: Sequence[Bezoeklijn], steps: Sequence[EigenStap]
) -> Volgende | None:  # fmt: skip
    asked = Taak.objects.filter(kind=DAGDELEN_GEVEN, object_id=toernee.pk, user=user)
    if toernee.planned_at is None and asked.filter(done_at__isnull=True, withdrawn_at__isnull=True).exists():
        return Volgende(
            _("Geef aan wanneer je kunt"), _("Daarmee zoeken we dagen voor de bezoeken."), reverse("beschikbaarheid"),
            _("Geef je dagdelen op"),
        )  # fmt: skip
    if found := next((one for one in steps if one.is_open), None):
        why = _("Uiterlijk {day}.").format(day=date_with_day(found.stap.due_date))
        return Volgende(found.step.title, " ".join((found.about + "." if found.about else "", why)).strip(), found.path,
                        _("Doe dit nu"))  # fmt: skip
    coming = next((one for one in visits if not one.is_past and one.bezoek.status == BezoekStatus.GEPLAND), None)
    if coming is None:
        return None
    title = _("Je ontvangt de anderen") if coming.is_host else _("Bezoek bij {host}").format(
        host=coming.bezoek.host.user.naam)  # fmt: skip
    day = date_with_day(coming.bezoek.date).capitalize()
    return Volgende(title, f"{day}.", reverse("bezoek", args=[coming.bezoek.code]), _("Bekijk het bezoek"))
