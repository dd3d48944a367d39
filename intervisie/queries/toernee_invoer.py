"""What planning toernees starts from: who can come when, who guides, what stands; as intervisie.toernee takes it.

People are known to the engine by the id of their Toerneedeelnemer, begeleiders by that of their account. Marks tell
per person and week what it was made from, so that who changed meanwhile can be named.
"""

import hashlib
import json
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from community.models import Dagdeelkeuze, KringRol, Profiel, User
from community.plaatsen import centre_of, place_named
from community.queries.beschikbaarheid import Slot, said_by, taken_of
from community.queries.groepsberichten import OUD_LID
from community.workdays import local_date
from intervisie.models import Bezoek, BezoekStatus, Toernee
from intervisie.queries.toernee_rooster import Rooster, rooster_of
from intervisie.queries.toernee_standen import (
    Stand,
    done_in,
    excused_in,
    guides_of,
    hosts_of,
    standen_of,
    with_blocked,
)
from intervisie.toernee import Facilitator, Instance, Lock, Person, Rules, Tour

# A begeleider does one visit a day, so many a week, and guides so many toernees.
MOST_IN_WEEK, MOST_TOERNEES = 3, 8
COMES = (Dagdeelkeuze.KAN, Dagdeelkeuze.LIEVER_NIET)
SETTINGS = "regels"
Marks = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Invoer:
    """The input for some toernees at one moment, with what is needed to read the answer."""

    instance: Instance
    rooster: Rooster
    standen: Mapping[str, Stand]
    marks: Mapping[str, Marks]
    users: Mapping[str, User] = field(default_factory=dict)
    silent: Mapping[str, Sequence[User]] = field(default_factory=dict)

    def fingerprint(self, toernee: Toernee) -> str:
        """Return what changes as soon as anything does that the planning of this toernee depends on."""
        text = json.dumps(self.marks[str(toernee.pk)], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def naam(self, id_: str) -> str:
        """Return the name of a deelnemer or begeleider by the id of the engine."""
        return self.users[id_].naam if id_ in self.users else OUD_LID


def invoer_of(
    toernees: Sequence[Toernee], now: datetime, *, locks: Mapping[str, Sequence[Mapping[str, Any]]] | None = None,
    with_history: bool = True,
) -> Invoer:  # fmt: skip
    """Return the input for these toernees, which share the same rules. As many queries for one as for all.

    `locks` by toernee id, as a Toerneevoorstel keeps them; locked, held and past visits are locks by themselves. To
    show or judge a plan that is there no history is needed: who received first in an earlier toernee.
    """
    rooster, today = rooster_of(toernees), local_date(now)
    standen = with_blocked(standen_of(toernees), rooster)
    people = {one.user_id: one.user for stand in standen.values() for one in stand.deelnemers}
    guides = {user.pk: user for stand in standen.values() for user in guides_of(stand)}
    own = {row.bijeenkomst_id for stand in standen.values() for row in stand.coming}
    span = (rooster.monday, rooster.until_date)
    everyone = [*people, *guides]
    said, taken = said_by(everyone, *span), taken_of(everyone, *span, but=own)
    load = _load_of(guides, [row.toernee.pk for row in standen.values()])
    first = _hosted_first(people, [row.toernee.pk for row in standen.values()]) if with_history else set()
    instance = Instance(
        people=tuple(
            person for stand in standen.values() for person in _people_in(stand, rooster, said, taken, first, today)
        ),
        facilitators=tuple(
            _guide(user, rooster, said[pk], taken.get(pk, set()), load.get(pk, Last()), today)
            for pk, user in guides.items()
        ),
        tours=tuple(_tour(stand, rooster, (locks or {}).get(stand.id, ()), today) for stand in standen.values()),
        rules=_rules(next(iter(standen.values())).toernee, rooster),
        blocked=frozenset.intersection(*(stand.blocked for stand in standen.values())),
    )
    users = _users_in(standen.values()) | {str(pk): user for pk, user in guides.items()}
    silent = {stand.id: _silent_in(stand, said, today) for stand in standen.values()}
    marks = {stand.id: _marks(stand, rooster, said, taken) for stand in standen.values()}
    return Invoer(instance, rooster, standen, marks, users, silent)


@dataclass
class Last:
    """What a begeleider has at toernees that stand: days of visits and how many toernees."""

    days: list[date] = field(default_factory=list)
    toernees: set[uuid.UUID] = field(default_factory=set)


def _is_within(slot: Slot, toernee: Toernee, today: date) -> bool:
    return max(toernee.from_date, today + timedelta(days=1)) <= slot[0] <= toernee.until_date


def _users_in(standen: Iterable[Stand]) -> dict[str, User]:
    """Return deelnemers and who received, by the id of the engine."""
    found: dict[str, User] = {}
    for stand in standen:
        found |= {str(row.host_id): row.host.user for row in stand.bezoeken}
        found |= {str(one.pk): one.user for one in stand.deelnemers}
    return found


def _silent_in(stand: Stand, said: Mapping[uuid.UUID, Mapping[Slot, str]], today: date) -> list[User]:
    """Return who said nothing about the days of this toernee that are still to come."""
    return [
        one.user for one in stand.deelnemers
        if not any(_is_within(slot, stand.toernee, today) for slot in said[one.user_id])
    ]  # fmt: skip


def _people_in(
    stand: Stand, rooster: Rooster, said: Mapping[uuid.UUID, Mapping[Slot, str]],
    taken: Mapping[uuid.UUID, Collection[Slot]], first: Collection[uuid.UUID], today: date,
) -> Iterable[Person]:  # fmt: skip
    """Return the people of one toernee; who received before she left is one without dagdelen."""
    for one in stand.deelnemers:
        can: dict[int, str] = {
            rooster.number(*slot): keuze
            for slot, keuze in said[one.user_id].items()
            if keuze in COMES and slot not in taken.get(one.user_id, ()) and _is_within(slot, stand.toernee, today)
        }
        slots = (frozenset(can) - stand.blocked) | _agreed(stand, one.pk, rooster, said[one.user_id])
        rather_not = frozenset(number for number in slots if can.get(number) == Dagdeelkeuze.LIEVER_NIET)
        place = place_named(one.samenwerking.place) if one.samenwerking and one.samenwerking.place else None
        yield Person(str(one.pk), slots, slots, rather_not, place.xy if place else None, one.user_id in first)
    present = {one.pk for one in stand.deelnemers}
    for host in {row.host_id for row in done_in(stand, today)} - present:
        yield Person(str(host))


def _agreed(
    stand: Stand, deelnemer: uuid.UUID, rooster: Rooster, said: Mapping[Slot, str]
) -> frozenset[int]:  # fmt: skip
    """Return the dagdelen of visits that stand and that she comes to: she can, until she says that she cannot.

    So who came in somebody's place, and said nothing yet, does not make everybody move.
    """
    roles = {(row.bezoek_id, row.deelnemer_id) for row in stand.rollen}
    return frozenset(
        rooster.number(row.date, row.half)
        for row in stand.coming
        if said.get((row.date, row.half)) != Dagdeelkeuze.KAN_NIET
        and (row.host_id == deelnemer or (row.pk, deelnemer) in roles)
    )


def _guide(
    user: User, rooster: Rooster, said: Mapping[Slot, str], taken: Collection[Slot], load: Last, today: date
) -> Facilitator:  # fmt: skip
    """Return a begeleider. Who said nothing of a dagdeel can come then, unless she has something already."""
    weeks = [day - timedelta(days=day.weekday()) for day in load.days]
    full = {monday for monday in weeks if weeks.count(monday) >= MOST_IN_WEEK}
    slots = set()
    for number in rooster.numbers(max(rooster.monday, today + timedelta(days=1)), rooster.until_date):
        slot = rooster.slot(number)
        day = slot[0]
        is_free = said.get(slot) != Dagdeelkeuze.KAN_NIET and slot not in taken and day not in load.days
        if is_free and day - timedelta(days=day.weekday()) not in full:
            slots.add(number)
    return Facilitator(str(user.pk), frozenset(slots), _place_of(user), MOST_IN_WEEK,
                       max(0, MOST_TOERNEES - len(load.toernees)))  # fmt: skip


def _tour(stand: Stand, rooster: Rooster, locks: Sequence[Mapping[str, Any]], today: date) -> Tour:
    members = tuple(str(one.pk) for one in stand.deelnemers)
    rows = [Lock(str(row.host_id), rooster.number(row.date, row.half), is_held=True) for row in done_in(stand, today)]
    fixed = {str(row.host_id): rooster.number(row.date, row.half) for row in stand.coming if row.is_locked}
    fixed |= {
        str(lock["host"]): rooster.number(date.fromisoformat(lock["date"]), lock["half"]) for lock in locks
    }  # fmt: skip
    over = {row.host for row in rows}
    rows += [Lock(host, number) for host, number in fixed.items() if host in members and host not in over]
    begin = max(stand.toernee.from_date, rooster.monday)
    return Tour(
        id=stand.id, members=members, hosts=hosts_of(stand, today), earliest=rooster.number(begin, 0) + _late(begin),
        facilitators=tuple(str(user.pk) for user in guides_of(stand)),
        facilitator=str(stand.begeleider.pk) if stand.begeleider else None, locks=tuple(rows),
        reserve=len(members), excused=excused_in(stand),
    )  # fmt: skip


def _late(begin: date) -> int:
    """Return two dagdelen for a period that begins in a weekend: its number is that of the Friday before."""
    return 2 if begin.weekday() > 4 else 0


def _rules(toernee: Toernee, rooster: Rooster) -> Rules:
    return Rules(days=rooster.days, min_gap_days=toernee.min_gap_days, max_span_days=toernee.max_span_days,
                 ideal_gap_days=toernee.ideal_gap_days)  # fmt: skip


def _load_of(guides: Mapping[uuid.UUID, User], but: Collection[uuid.UUID]) -> dict[uuid.UUID, Last]:
    """Return what these begeleiders have at other toernees that stand. One query."""
    found: dict[uuid.UUID, Last] = defaultdict(Last)
    rows = Bezoek.objects.filter(
        toernee__kring__lidmaatschappen__user__in=list(guides), toernee__kring__closed_at__isnull=True,
        toernee__kring__lidmaatschappen__role=KringRol.BEGELEIDER,
        toernee__kring__lidmaatschappen__until_at__isnull=True,
    ).exclude(status=BezoekStatus.VERVALLEN).exclude(toernee__in=but)  # fmt: skip
    for user, day, toernee in rows.values_list("toernee__kring__lidmaatschappen__user", "date", "toernee"):
        found[user].days.append(day)
        found[user].toernees.add(toernee)
    return found


def _hosted_first(people: Collection[uuid.UUID], but: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Return who received the first visit in the last toernee she was in. One query."""
    rows = Bezoek.objects.filter(toernee__deelnemers__user__in=people).exclude(status=BezoekStatus.VERVALLEN)
    rows = rows.exclude(toernee__in=but).order_by("-toernee__made_at", "toernee", "date", "half")
    seen: set[uuid.UUID] = set()
    found: set[uuid.UUID] = set()
    last: dict[uuid.UUID, uuid.UUID] = {}
    for user, toernee, host in rows.values_list("toernee__deelnemers__user", "toernee", "host__user"):
        if user in seen and last[user] != toernee:
            continue
        if user not in seen:
            seen.add(user)
            last[user] = toernee
            if host == user:
                found.add(user)
    return found


def _place_of(user: User) -> tuple[float, float] | None:
    """Return where a begeleider comes from: the middle of the first province in her profile, which is at hand."""
    try:
        provincies = user.profiel.provincies
    except Profiel.DoesNotExist:
        return None
    centre = centre_of(provincies[0]) if provincies else None
    return centre.xy if centre else None


def _marks(
    stand: Stand, rooster: Rooster, said: Mapping[uuid.UUID, Mapping[Slot, str]],
    taken: Mapping[uuid.UUID, Collection[Slot]],
) -> Marks:  # fmt: skip
    """Return per person and week what the planning knows of her, and the settings."""
    found: dict[str, Mapping[str, str]] = {}
    for user in {*(one.user_id for one in stand.deelnemers), *(one.pk for one in guides_of(stand))}:
        weeks: dict[str, list[str]] = defaultdict(list)
        for slot in sorted({*said[user], *taken.get(user, ())}):
            # Of its own period alone: planned with others it reads more days.
            if not stand.toernee.from_date <= slot[0] <= stand.toernee.until_date:
                continue
            monday = slot[0] - timedelta(days=slot[0].weekday())
            what = "bezet" if slot in taken.get(user, ()) else said[user][slot]
            weeks[monday.isoformat()].append(f"{slot[0]}.{slot[1]}{what}")
        found[str(user)] = {monday: _digest(rows) for monday, rows in weeks.items()}
    row = stand.toernee
    found[SETTINGS] = {SETTINGS: _digest([
        row.from_date, row.until_date, row.min_gap_days, row.ideal_gap_days, row.max_span_days,
        row.uses_school_holidays, sorted(str(one.pk) for one in guides_of(stand)),
        [(one.position, str(one.pk), one.samenwerking.place if one.samenwerking else "") for one in stand.deelnemers],
        [(str(one.host_id), one.date, one.half, one.status, one.is_locked) for one in stand.bezoeken],
        [day for day in map(rooster.slot, sorted(stand.blocked)) if row.from_date <= day[0] <= row.until_date],
    ])}  # fmt: skip
    return found


def _digest(values: Iterable[Any]) -> str:
    return hashlib.sha256(json.dumps([str(one) for one in values]).encode()).hexdigest()[:10]
