"""Toernees as they stand: who is in them now, their visits and roles, who guides them, and what is blocked."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from community.models import KringRol, Lidmaatschap, User
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Toernee, Toerneedeelnemer
from intervisie.queries.toernee_rooster import Rooster, blocked_for, perioden_in, regios_of


@dataclass(frozen=True)
class Stand:
    """One toernee as it stands: who is in it now, its visits, who guides it, what is blocked."""

    toernee: Toernee
    deelnemers: Sequence[Toerneedeelnemer]
    bezoeken: Sequence[Bezoek]
    rollen: Sequence[Bezoekrol]
    begeleider: User | None
    begeleiders: Sequence[User]
    blocked: frozenset[int] = frozenset()

    @property
    def id(self) -> str:
        """As the engine knows it."""
        return str(self.toernee.pk)

    @property
    def coming(self) -> list[Bezoek]:
        """Visits that are planned, also those whose day is over."""
        return [row for row in self.bezoeken if row.status == BezoekStatus.GEPLAND]


def standen_of(toernees: Iterable[Toernee]) -> dict[str, Stand]:
    """Return these toernees as they stand. Five queries at most for any number."""
    rows = {row.pk: row for row in toernees}
    people: dict[uuid.UUID, list[Toerneedeelnemer]] = defaultdict(list)
    present = Toerneedeelnemer.objects.filter(toernee__in=rows, left_at__isnull=True)
    for one in present.select_related("user", "samenwerking").order_by("position"):
        people[one.toernee_id].append(one)
    visits: dict[uuid.UUID, list[Bezoek]] = defaultdict(list)
    stored = Bezoek.objects.filter(toernee__in=rows).exclude(status=BezoekStatus.VERVALLEN)
    for bezoek in stored.select_related("host__user", "bijeenkomst").order_by("date", "half"):
        visits[bezoek.toernee_id].append(bezoek)
    roles: dict[uuid.UUID, list[Bezoekrol]] = defaultdict(list)
    if visits:
        for rol in Bezoekrol.objects.filter(bezoek__toernee__in=rows).select_related("bezoek"):
            roles[rol.bezoek.toernee_id].append(rol)
    guides, possible = _guides(rows.values())
    return {
        str(pk): Stand(row, people[pk], visits[pk], roles[pk], guides.get(row.kring_id),
                       sorted(possible[pk], key=lambda user: user.sort_key))
        for pk, row in rows.items()
    }  # fmt: skip


def _guides(rows: Iterable[Toernee]) -> tuple[dict[uuid.UUID, User], dict[uuid.UUID, list[User]]]:
    """Return who guides, by the Kring, and who could, by the toernee; with her profile. Two queries."""
    toernees = {row.pk: row.kring_id for row in rows}
    guiding = Lidmaatschap.objects.filter(
        kring__in=toernees.values(), role=KringRol.BEGELEIDER, until_at__isnull=True
    ).select_related("user__profiel")  # fmt: skip
    guides = {row.kring_id: row.user for row in guiding.order_by("from_at", "pk")}
    possible: dict[uuid.UUID, list[User]] = defaultdict(list)
    links = Toernee.begeleiders.through.objects.filter(toernee__in=toernees, user__is_active=True)
    for link in links.select_related("user__profiel"):
        possible[link.toernee_id].append(link.user)
    return guides, possible


def with_blocked(standen: Mapping[str, Stand], rooster: Rooster) -> dict[str, Stand]:
    """Return the same with the dagdelen on which nobody of a toernee is visited. One query."""
    perioden = perioden_in(rooster)
    found = {}
    for key, stand in standen.items():
        shown = [row.samenwerking for row in stand.deelnemers if row.samenwerking]
        regios = regios_of(code for one in shown for code in one.provincies)
        blocked = blocked_for(rooster, perioden, regios, uses_school_holidays=stand.toernee.uses_school_holidays)
        # What stands on a day that became a holiday is known to its people.
        found[key] = replace(stand, blocked=blocked - {rooster.number(row.date, row.half) for row in stand.coming})
    return found


def guides_of(stand: Stand) -> list[User]:
    """Return who may guide it: who does, or who could."""
    return [stand.begeleider] if stand.begeleider else list(stand.begeleiders)


def done_in(stand: Stand, today: date) -> list[Bezoek]:
    """Return the visits that nothing moves any more: those that took place, and those of today and before."""
    return [row for row in stand.bezoeken if row.status == BezoekStatus.GEHOUDEN or row.date <= today]


def hosts_of(stand: Stand, today: date) -> tuple[str, ...]:
    """Return who receives, as the engine knows them: who did, and everybody for whose place nobody did yet."""
    done = done_in(stand, today)
    over = {row.host.position for row in done if row.host.left_at is not None}
    again = [one for one in stand.deelnemers if one.position not in over]
    return tuple(dict.fromkeys([*(str(row.host_id) for row in done), *(str(one.pk) for one in again)]))


def excused_in(stand: Stand) -> frozenset[tuple[str, str]]:
    """Return who need not be at a visit that stands: (deelnemer, host), where she has no role there."""
    roles = {(row.bezoek_id, row.deelnemer_id) for row in stand.rollen}
    return frozenset(
        (str(one.pk), str(visit.host_id))
        for visit in stand.bezoeken
        for one in stand.deelnemers
        if one.pk != visit.host_id and (visit.pk, one.pk) not in roles
    )
