"""Leergroepen as one person sees them: in the list, as a page, and on Mijn omgeving."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, Count, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse

from community.access.groepsuitnodigingen import own_uitnodiging
from community.access.kringen import active_lidmaatschappen, standings_of
from community.access.leergroepen import (
    Rights,
    decidable_in,
    plainly_visible_leergroepen,
    rights,
    visible_leergroepen,
)
from community.models import (
    NAAM_FIELDS,
    OPEN_TOETREDING,
    Bijeenkomst,
    BijeenkomstStatus,
    Groepsuitnodiging,
    Kring,
    KringRol,
    Leergroep,
    LeergroepPhase,
    Provincie,
    Toetreding,
    User,
    naam_of,
)
from community.models.fragments import Plain
from community.queries.groepsstand import GroupState, JoinWay, join_way_of, state_of
from community.queries.search_words import stem_of, words_of
from community.queries.toetredingen import open_toetreding_of, waiting_number


@dataclass(frozen=True)
class GroupCard:
    """One group in a list, as one person sees it.

    `place` is her own: a KringRol, the status of her open Toetreding, or empty.
    """

    leergroep: Leergroep
    member_count: int
    next_at: datetime | None = None
    place: str = ""
    must_agree: bool = False

    @property
    def name(self) -> str:
        """Its name."""
        return self.leergroep.kring.name

    @property
    def url(self) -> str:
        """The page of the group."""
        return path_of(self.leergroep)

    @property
    def state(self) -> GroupState:
        """The word that says how it stands."""
        return state_of(self.leergroep, self.member_count)

    @property
    def join_way(self) -> JoinWay | None:
        """How this person would join; nothing for who is in, waits, or comes too late."""
        return None if self.place else join_way_of(self.leergroep, self.member_count)


def path_of(leergroep: Leergroep) -> str:
    """Return the address of the page of a group."""
    return address_of(leergroep.slug)


def address_of(slug: str) -> str:
    """Return the address of the page of the group with this slug."""
    return reverse("leergroep", kwargs={"slug": slug})


def paths_of_kringen(kring_ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, str]:
    """Return the pages of the groups that have these Kringen."""
    return {row.kring_id: path_of(row) for row in Leergroep.objects.filter(kring__in=kring_ids)}


def with_next(rows: QuerySet[Leergroep], now: datetime) -> QuerySet[Leergroep]:
    """Add the next date to each group."""
    return rows.select_related("kring").annotate(next_at=Subquery(next_moments(OuterRef("kring"), now)[:1]))


def next_moments(kring: OuterRef | Kring, now: datetime) -> "QuerySet[Bijeenkomst, datetime]":
    """Return when a group meets from now on, the first time first."""
    meetings = Bijeenkomst.objects.filter(kring=kring, status=BijeenkomstStatus.GEPLAND, starts_at__gte=now)
    return meetings.order_by("starts_at").values_list("starts_at", flat=True)


def with_counts(rows: QuerySet[Leergroep], now: datetime) -> QuerySet[Leergroep]:
    """Add the number of members and the next date to each group."""
    members = active_lidmaatschappen(now).filter(kring=OuterRef("kring")).order_by().values("kring")
    count = Coalesce(Subquery(members.annotate(number=Count("pk")).values("number")), 0)
    return with_next(rows, now).annotate(member_count=count)


def with_place(rows: QuerySet[Leergroep]) -> QuerySet[Leergroep]:
    """Keep the groups in which there is room now; asks for `with_counts` first."""
    return rows.exclude(capacity__lte=F("member_count")).exclude(phase=LeergroepPhase.AFGESLOTEN)


def listed(user: User, now: datetime) -> QuerySet[Leergroep]:
    """Return the groups of the list: by name, closed ones last."""
    return in_order(with_counts(visible_leergroepen(user, now), now))


def in_order(rows: QuerySet[Leergroep]) -> QuerySet[Leergroep]:
    """Order groups as every list does: by name, closed ones last."""
    closed_last = Case(When(phase=LeergroepPhase.AFGESLOTEN, then=Value(1)), default=Value(0))
    return rows.order_by(closed_last, Plain(F("kring__name")), "pk")


def matching(rows: QuerySet[Leergroep], text: str) -> QuerySet[Leergroep]:
    """Keep the groups in which all these words stand: in name, summary or description."""
    rows = rows.alias(plain_name=Plain(F("kring__name")))
    for word in words_of(text):
        stem = Plain(Value(stem_of(word)))
        rows = rows.filter(Q(plain_name__contains=stem) | Q(search_text__contains=stem))
    return rows


def name_is_taken(name: str, leergroep: Leergroep | None, known: QuerySet[Leergroep] | None = None) -> bool:
    """Whether another group goes by this name, whatever its capitals and accents; `known` looks among these only.

    Who may not know of a hidden group may give hers the same name: a refusal would tell that it exists.
    """
    rows = (
        (Leergroep.objects.all() if known is None else known)
        .alias(plain_name=Plain(F("kring__name")))
        .filter(plain_name=Plain(Value(name)))
    )
    return (rows.exclude(pk=leergroep.pk) if leergroep else rows).exists()


@dataclass(frozen=True)
class Places:
    """Where one person stands in all groups at once: by Kring, and which agreements still wait for her."""

    by_kring: Mapping[uuid.UUID, str]
    must_agree: frozenset[uuid.UUID]


def places_of(user: User, now: datetime) -> Places:
    """Return the person's own place in every group, asked for and waited for too. Two queries."""
    inside = member_places(user, now)
    asked = Toetreding.objects.filter(user=user, status__in=OPEN_TOETREDING).values_list("kring_id", "status")
    return Places({**dict(asked), **inside.by_kring}, inside.must_agree)


def member_places(user: User, now: datetime) -> Places:
    """Return the person's own place in the groups she is in. One query; none when her standings were kept."""
    found = standings_of(user, now)
    return Places(
        by_kring={pk: place.role for pk, place in found.items()},
        must_agree=frozenset(pk for pk, place in found.items() if not place.has_agreed),
    )


def group_cards(rows: Iterable[Leergroep], places: Places) -> list[GroupCard]:
    """Return these groups, which come from `with_counts`, as cards for the person of these places."""
    return [
        GroupCard(
            leergroep=row,
            member_count=row.member_count,  # type: ignore[attr-defined]  # annotated by with_counts
            next_at=row.next_at,  # type: ignore[attr-defined]  # idem
            place=places.by_kring.get(row.kring_id, ""),
            must_agree=row.kring_id in places.must_agree,
        )
        for row in rows
    ]


def own_cards(user: User, places: Places, now: datetime) -> list[GroupCard]:
    """Return the groups the person is in, asked for or waits for: running ones first, then by name. One query."""
    return group_cards(listed(user, now).filter(kring__in=places.by_kring), places)


def opgaven_of(leergroep: Leergroep) -> list[str]:
    """Return the names of the tasks in the area the group is about."""
    return list(leergroep.opgaven.order_by("name").values_list("name", flat=True))


def provincies_of(leergroep: Leergroep) -> list[str]:
    """Return the names of the provinces of the group; none when it is for all of the country."""
    return [str(Provincie(code).label) for code in sorted(leergroep.provincies)]


@dataclass(frozen=True)
class GroupPage:
    """What every page of one group shows around its own part.

    `readers` are the names of who read along, by id; `trekkers` the names of who lead it.
    """

    leergroep: Leergroep
    rights: Rights
    member_count: int
    readers: Mapping[uuid.UUID, str]
    trekkers: list[str]
    next_at: datetime | None
    toetreding: Toetreding | None
    waiting_number: int | None
    request_count: int
    uitnodiging: Groepsuitnodiging | None = None

    @property
    def name(self) -> str:
        """The name of the group."""
        return self.leergroep.kring.name

    @property
    def reader_count(self) -> int:
        """How many read along."""
        return len(self.readers)

    def others(self, user: User) -> dict[uuid.UUID, str]:
        """Return the names of who can be named in a message of this person, by id: who reads along, not oneself."""
        named = ((pk, naam) for pk, naam in self.readers.items() if pk != user.pk)
        return dict(sorted(named, key=lambda each: each[1].casefold()))

    @property
    def state(self) -> GroupState:
        """The word that says how it stands."""
        return state_of(self.leergroep, self.member_count)

    @property
    def join_way(self) -> JoinWay | None:
        """How this person would join; nothing for who is in, waits, is invited, or comes too late."""
        if self.rights.standing.is_member or self.toetreding is not None or self.uitnodiging is not None:
            return None
        return join_way_of(self.leergroep, self.member_count)


def known_leergroep(user: User, slug: str, now: datetime) -> Leergroep | None:
    """Return the group with this address, with its Kring, when the person may know of it; one query, two at most.

    What she may not know of costs the same two as what does not exist.
    """
    for visible in (plainly_visible_leergroepen, visible_leergroepen):
        for row in visible(user, now).filter(slug=slug).select_related("kring"):
            return row
    return None


def group_page(leergroep: Leergroep, user: User, now: datetime) -> GroupPage:
    """Return one group as one person sees it; at most seven queries. `leergroep` comes with its Kring."""
    own = rights(user, leergroep, now)
    members = active_lidmaatschappen(now).filter(kring=leergroep.kring_id).order_by("user__sort_key", "pk")
    rows = list(members.values_list("user_id", "role", "accepted_id", *(f"user__{part}" for part in NAAM_FIELDS)))
    newest = leergroep.kring.newest_afspraken_id
    toetreding = None if own.standing.is_member else open_toetreding_of(user, leergroep.kring)
    return GroupPage(
        leergroep=leergroep,
        rights=own,
        member_count=len(rows),
        readers={pk: naam_of(*naam) for pk, _role, accepted, *naam in rows if newest in (None, accepted)},
        trekkers=[naam_of(*naam) for _pk, role, _accepted, *naam in rows if role == KringRol.TREKKER],
        next_at=next_moments(leergroep.kring, now).first(),
        toetreding=toetreding,
        waiting_number=waiting_number(toetreding),
        request_count=decidable_in(leergroep, own, user, now).count() if own.may_change else 0,
        uitnodiging=None if own.standing.is_member else own_uitnodiging(user, leergroep.kring, now),
    )


def merged_into(group: GroupPage) -> Leergroep | None:
    """Return the group in which this one went up, for who was in it or runs the network. One query or none."""
    target = group.leergroep.merged_into_id
    if target is None or not (group.rights.standing.is_member or group.rights.is_coordinator):
        return None
    return Leergroep.objects.select_related("kring").filter(pk=target).first()
