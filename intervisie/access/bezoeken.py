"""Who reads what of one visit: its kit, what visitors observed, and who writes them.

When it is, who comes and in which role is known to everybody in the toernee. The kit is read by its host, and from the
moment she shares it by the visitors and who guides the toernee. Observations are their author's alone; who handed in
hers reads those that others handed in, without names. The host, the begeleider and the coördinerend hart read none.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from casussen.models import Casus
from community.access.kringen import NOWHERE, Visitor, agreed_lidmaatschappen, readers, standings_of
from community.models import KringRol, User
from community.workdays import local_date
from intervisie.access.toernees import PRESENT
from intervisie.models import Bezoek, Bezoekkit, Bezoekrol, BezoekStatus, Rol, Toernee, Toerneedeelnemer, Waarneming


@dataclass(frozen=True)
class Bezoekplaats:
    """Where one person stands at one visit at one moment."""

    bezoek: Bezoek
    deelnemer: Toerneedeelnemer | None = None
    rol: str = ""
    is_begeleider: bool = False
    has_agreed: bool = False

    @property
    def is_host(self) -> bool:
        """She receives this visit."""
        return self.deelnemer is not None and self.bezoek.host_id == self.deelnemer.pk

    @property
    def is_visitor(self) -> bool:
        """She has a role at this visit."""
        return self.deelnemer is not None and bool(self.rol)

    @property
    def is_open(self) -> bool:
        """What is written for this visit can change: it goes on, and so does its Kring."""
        return self.bezoek.status != BezoekStatus.VERVALLEN and self.bezoek.toernee.kring.closed_at is None

    @property
    def may_write_kit(self) -> bool:
        """The host alone, having agreed."""
        return self.is_host and self.has_agreed and self.is_open

    @property
    def may_observe(self) -> bool:
        """A visitor who agreed."""
        return self.is_visitor and self.has_agreed and self.is_open

    def reads_kit(self, kit: Bezoekkit | None, now: datetime) -> bool:
        """Whether she reads this kit: her own, or a shared one of a visit she makes or guides."""
        if kit is None or not self.has_agreed:
            return False
        if self.is_host:
            return True
        goes_on = self.bezoek.status != BezoekStatus.VERVALLEN
        return goes_on and is_shared(kit, now) and (self.is_visitor or self.is_begeleider)


def is_shared(kit: Bezoekkit, now: datetime) -> bool:
    """Whether the visitors read this kit now."""
    return kit.shared_at is not None and kit.shared_at <= now


def place_at(user: Visitor, bezoek: Bezoek, now: datetime) -> Bezoekplaats:
    """Return where a person stands at a visit. `toernee__kring` is at hand. At most three queries."""
    place = standings_of(user, now).get(bezoek.toernee.kring_id, NOWHERE)
    if not isinstance(user, User) or not place.is_member:
        return Bezoekplaats(bezoek)
    own = Toerneedeelnemer.objects.filter(PRESENT, toernee=bezoek.toernee_id, user=user).first()
    rol = Bezoekrol.objects.filter(bezoek=bezoek, deelnemer=own).values_list("rol", flat=True).first() if own else ""
    guides = place.role == KringRol.BEGELEIDER
    return Bezoekplaats(bezoek, own, rol or "", is_begeleider=guides, has_agreed=place.has_agreed)


def may_write_kit(user: Visitor, bezoek: Bezoek, now: datetime) -> bool:
    """Whether the person prepares this visit: its host, having agreed, while it goes on."""
    return place_at(user, bezoek, now).may_write_kit


def readable_kits(user: Visitor, toernee: Toernee, now: datetime) -> QuerySet[Bezoekkit]:
    """Return the kits of a toernee that this person reads now. In a scope."""
    place = standings_of(user, now).get(toernee.kring_id, NOWHERE)
    if not isinstance(user, User) or not place.may_read:
        return Bezoekkit.objects.none()
    own = Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee, user=user).values("pk")
    shared, goes_on = Q(shared_at__lte=now), ~Q(bezoek__status=BezoekStatus.VERVALLEN)
    visits = Q(bezoek__in=Bezoekrol.objects.filter(deelnemer__in=own).values("bezoek"))
    reading = goes_on & shared if place.role == KringRol.BEGELEIDER else goes_on & shared & visits
    return Bezoekkit.objects.filter(Q(bezoek__toernee=toernee) & (Q(bezoek__host__in=own) | reading))


def kits_read(
    toernee_ids: Iterable[UUID], user_ids: Iterable[UUID], now: datetime
) -> set[tuple[UUID, UUID, UUID, int]]:  # fmt: skip
    """Return which shared kits of these toernees each of these people reads: (user, toernee, kit id, its version).

    `readable_kits` for many, in a scope; four queries for any number.
    """
    users = set(user_ids)
    kits = Bezoekkit.objects.filter(bezoek__toernee__in=set(toernee_ids), shared_at__lte=now)
    shared = list(
        kits.exclude(bezoek__status=BezoekStatus.VERVALLEN)
        .values_list("bezoek__toernee", "bezoek__toernee__kring", "bezoek", "bezoek__host", "pk", "version")
    )  # fmt: skip
    places = agreed_lidmaatschappen(now).filter(kring__in={row[1] for row in shared}, user__in=users)
    roles = {(user, kring): role for user, kring, role in places.values_list("user", "kring", "role")}
    present = Toerneedeelnemer.objects.filter(PRESENT, toernee__in={row[0] for row in shared}, user__in=users)
    owner = dict(present.values_list("pk", "user"))
    visiting = set(Bezoekrol.objects.filter(deelnemer__in=owner).values_list("deelnemer", "bezoek"))
    found = set()
    for toernee, kring, bezoek, host, kit, version in shared:
        reading = {owner[one] for one, visit in visiting if visit == bezoek} | {owner.get(host)}
        reading |= {user for (user, its), role in roles.items() if its == kring and role == KringRol.BEGELEIDER}
        found |= {(user, toernee, kit, version) for user in reading if user and (user, kring) in roles}
    return found


def kits_with_boxes_of(casus: Casus, now: datetime) -> QuerySet[Bezoekkit]:
    """Return the shared kits in which others read boxes of this casus now. In a scope."""
    rows = Bezoekkit.objects.filter(casus=casus, shared_at__lte=now, canvas_at__isnull=False)
    rows = rows.filter(bezoek__toernee__destroyed_at__isnull=True)
    return rows.exclude(bezoek__status=BezoekStatus.VERVALLEN)


def showable_casussen(user: User, now: datetime) -> QuerySet[Casus]:
    """Return the casussen from which a host shows boxes: her own alone, not one that is to be removed. In a scope."""
    return Casus.objects.filter(owner=user, remove_at__isnull=True)


def may_observe(user: Visitor, bezoek: Bezoek, now: datetime) -> bool:
    """Whether the person writes down what she observes at this visit: its visitors, having agreed, while it goes on."""
    return place_at(user, bezoek, now).may_observe


def own_waarnemingen(place: Bezoekplaats) -> QuerySet[Waarneming]:
    """Return what a person wrote herself at this visit. In a scope."""
    if place.deelnemer is None or not place.is_visitor or not place.has_agreed:
        return Waarneming.objects.none()
    return Waarneming.objects.filter(bezoek=place.bezoek, author=place.deelnemer)


def changeable_waarnemingen(place: Bezoekplaats) -> QuerySet[Waarneming]:
    """Return what she may change and remove: her own, until she hands in. In a scope."""
    rows = own_waarnemingen(place).filter(handed_in_at__isnull=True)
    return rows if place.may_observe else rows.none()


def has_handed_in(place: Bezoekplaats) -> bool:
    """Whether this visitor handed in what she observed. In a scope; one query."""
    return own_waarnemingen(place).filter(handed_in_at__isnull=False).exists()


def waits_for_own(place: Bezoekplaats) -> bool:
    """Whether others handed in what they saw here and she did not: she reads nothing of it yet. In a scope."""
    rows = Waarneming.objects.filter(bezoek=place.bezoek, handed_in_at__isnull=False)
    authors = set(rows.values_list("author", flat=True).distinct())
    return bool(authors) and (place.deelnemer is None or place.deelnemer.pk not in authors)


def may_hand_in(place: Bezoekplaats, now: datetime) -> bool:
    """Whether a visitor can hand in: from the day of the visit on."""
    return place.may_observe and place.bezoek.date <= local_date(now)


def may_close_waarnemingen(place: Bezoekplaats, now: datetime) -> bool:
    """Whether the person decides that nobody waits longer for observations: the voorzitter, after the day, once.

    In a scope: she handed in her own first.
    """
    if not place.may_observe or place.rol != Rol.VOORZITTER or place.bezoek.observations_closed_at is not None:
        return False
    return place.bezoek.date < local_date(now) and has_handed_in(place)


def merged_rows(place: Bezoekplaats) -> QuerySet[Waarneming]:
    """Return what was handed in at this visit, for a visitor who handed in hers; for others nothing. In a scope.

    These rows know their author: show them by intervisie.queries.waarnemingen only.
    """
    rows = Waarneming.objects.filter(bezoek=place.bezoek, handed_in_at__isnull=False)
    return rows if place.is_visitor and place.has_agreed and has_handed_in(place) else rows.none()


def kit_readers(bezoek_ids: Iterable[UUID], user_ids: Iterable[UUID], now: datetime) -> set[tuple[UUID, UUID]]:
    """Return which of these people read the shared kit of which of these visits, as (user id, visit id). In a scope."""
    kits = Bezoekkit.objects.filter(bezoek__in=set(bezoek_ids), shared_at__lte=now)
    kits = kits.exclude(bezoek__status=BezoekStatus.VERVALLEN)
    kring_of = dict(kits.values_list("bezoek", "bezoek__toernee__kring"))
    reading = readers(kring_of.values(), user_ids, now)
    visiting = Bezoekrol.objects.filter(
        bezoek__in=kring_of, deelnemer__left_at__isnull=True, deelnemer__user__in=set(user_ids)
    ).values_list("deelnemer__user", "bezoek")
    return {(user, bezoek) for user, bezoek in visiting if (user, kring_of[bezoek]) in reading}
