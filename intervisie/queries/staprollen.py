"""Whose each step of a protocol is in a toernee as it stands now, and from which day its weeks are counted."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from intervisie.access.toernees import contactpersonen
from intervisie.models import Bezoek, Bezoekrol, BezoekStatus, Toernee, Toerneedeelnemer
from intervisie.protocol import words
from intervisie.protocol.steps import Stap


@dataclass(frozen=True)
class Asked:
    """A step that one person does; `bezoek` is None for a step of the whole toernee."""

    step: Stap
    bezoek: Bezoek | None
    deelnemer: Toerneedeelnemer
    anchor: date

    @property
    def key(self) -> tuple[uuid.UUID | None, str, uuid.UUID]:
        """What makes it the same step as one that is stored."""
        return (self.bezoek.pk if self.bezoek else None, self.step.code, self.deelnemer.pk)


@dataclass(frozen=True)
class Bezetting:
    """Who is in a toernee now, who receives, and who has which role at which visit."""

    people: dict[uuid.UUID, Toerneedeelnemer]
    bezoeken: list[Bezoek]
    roles: dict[uuid.UUID, dict[uuid.UUID, str]]
    contactpersonen: set[uuid.UUID]

    def doing(self, step: Stap, bezoek: Bezoek | None) -> list[Toerneedeelnemer]:
        """Return who does this step, in their order in the toernee."""
        ids = self._ids(step.who, bezoek)
        return [person for pk, person in self.people.items() if pk in ids]

    def _ids(self, who: str, bezoek: Bezoek | None) -> set[uuid.UUID]:
        if bezoek is None:
            return self.contactpersonen if who == words.CONTACTPERSOON else set(self.people)
        roles = self.roles.get(bezoek.pk, {})
        if who in words.ROLES:
            return {pk for pk, role in roles.items() if role == who}
        chair = {pk for pk, role in roles.items() if role == words.VOORZITTER}
        return {
            words.ALLEN: {bezoek.host_id, *roles},
            words.CONTACTPERSOON: self.contactpersonen,
            words.GASTHEER: {bezoek.host_id},
            words.BEZOEKERS: set(roles),
            words.GASTHEER_EN_VOORZITTER: {bezoek.host_id} | chair,
        }.get(who, set())


def bezetting_of(toernee: Toernee, now: datetime) -> Bezetting:
    """Return who does what in this toernee. Four queries."""
    people = Toerneedeelnemer.objects.filter(toernee=toernee, left_at__isnull=True).order_by("position")
    bezoeken = Bezoek.objects.filter(toernee=toernee).exclude(status=BezoekStatus.VERVALLEN).order_by("date", "pk")
    roles: dict[uuid.UUID, dict[uuid.UUID, str]] = {}
    for bezoek_id, deelnemer_id, rol in Bezoekrol.objects.filter(bezoek__in=bezoeken).values_list(
        "bezoek", "deelnemer", "rol"
    ):
        roles.setdefault(bezoek_id, {})[deelnemer_id] = rol
    by_id = {row.pk: row for row in people}
    leading = set(contactpersonen(toernee, now).values_list("user", flat=True))
    return Bezetting(by_id, list(bezoeken), roles, {pk for pk, row in by_id.items() if row.user_id in leading})


def first_day(toernee: Toernee, bezetting: Bezetting) -> date:
    """Return from which day the weeks of the whole toernee are counted: its first visit, or when visits may begin."""
    return min((bezoek.date for bezoek in bezetting.bezoeken), default=toernee.from_date)


def asked_steps(toernee: Toernee, steps: list[Stap], now: datetime) -> list[Asked]:
    """Return which steps are whose, as people, roles and dates stand now."""
    bezetting = bezetting_of(toernee, now)
    start = first_day(toernee, bezetting)
    asked = []
    for step in steps:
        places: list[Bezoek | None] = [None] if step.anchor == words.TOERNEE else [*bezetting.bezoeken]
        for bezoek in places:
            anchor = bezoek.date if bezoek else start
            asked += [Asked(step, bezoek, person, anchor) for person in bezetting.doing(step, bezoek)]
    return asked
