"""The fewest wishes that must be given up for one toernee, exactly: level after level, every kind of wish counted.

Rules, begeleiders and the period are loosened as a whole (`Variant`) and tightened afterwards; single dagdelen are
counted while dates are looked for: a visit costs as many wishes as there are people who cannot come or receive.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from intervisie.toernee.instance import HALVES, Instance, day_of, week_of
from intervisie.toernee.judging import broken_at
from intervisie.toernee.listing import Found, Listing, TooLongError
from intervisie.toernee.tables import Lot, Table, Taken
from intervisie.toernee.wishes import Wish, WishKind, granted

MOST_LEVEL, MOST_LOOKS, MOST_PER_PERSON = 12, 4_000, 3
# A search for the fewest wishes gives up after so many steps: what it found helps, less might do.
MOST_STEPS, MOST_FOUND = 200_000, 2_000
OWN_KINDS = {"afwezig": WishKind.DAGDEEL, "ontvangst": WishKind.ONTVANGST}


@dataclass(frozen=True)
class Variant:
    """Rules and begeleider as they could be: the wishes that takes, the instance then, the begeleider."""

    wishes: tuple[Wish, ...]
    instance: Instance
    guide: str | None


class Loosening:
    """One toernee that has no dates beside what is taken."""

    def __init__(self, instance: Instance, tour: str, taken: Taken) -> None:
        """Keep what is asked about; nothing is looked for yet."""
        self.instance, self.tour, self.taken = instance, tour, taken
        self._tables: dict[tuple[Wish, ...], Table] = {}
        self._asks: dict[tuple[tuple[Wish, ...], str | None], dict[int, dict[int, int]]] = {}
        self._needs: dict[tuple[tuple[Wish, ...], int], list[tuple[Wish, ...] | None]] = {}

    def smallest(self) -> list[tuple[Wish, ...]]:
        """Return sets of as few wishes as can be, each enough; empty when nothing that we know of helps."""
        for level in range(1, MOST_LEVEL + 1):
            found: dict[frozenset[Wish], tuple[Wish, ...]] = {}
            for variant in self._variants(level):
                for wishes in self._sets(variant, level - len(variant.wishes)):
                    found.setdefault(frozenset(wishes), wishes)
            if found:
                return list(found.values())
        return []

    def _variants(self, most: int) -> Iterator[Variant]:
        """Return every way to loosen at most so many rules and begeleiders at once (two at most)."""
        rules = self._rules()
        for count in range(min(most, 2) + 1):
            for chosen in combinations(rules, count):
                changed = granted(self.instance, self.tour, chosen)
                for guide, wishes in self._guides():
                    if len(wishes) + count <= min(most, 2):
                        yield Variant((*chosen, *wishes), granted(changed, self.tour, wishes), guide)

    def _rules(self) -> list[Wish]:
        """Return the rules that could be looser, each as loose as can be."""
        instance, tour = self.instance, self.instance.tours_by_id[self.tour]
        found = [Wish(WishKind.TUSSENTIJD, amount=1)] if instance.rules.min_gap_days > 1 else []
        people = [instance.people_by_id[one] for one in tour.members]
        last = max((max(one.slots, default=0) for one in people), default=0)
        days = max(instance.rules.days, day_of(last) + 1)
        if instance.rules.max_span_days < instance.rules.days:
            found.append(Wish(WishKind.LOOPTIJD, amount=days))
        if tour.earliest > tour.not_before and not any(lock.is_held for lock in tour.locks):
            found.append(Wish(WishKind.BEGIN, slot=tour.not_before))
        if days > instance.rules.days:
            found.append(Wish(WishKind.PERIODE, amount=days))
        return found

    def _guides(self) -> Iterator[tuple[str | None, tuple[Wish, ...]]]:
        """Return the begeleiders, with the wish that each takes: nothing, one more toernee or week visit, another."""
        tour = self.instance.tours_by_id[self.tour]
        own = tour.possible_facilitators
        for one in own:
            guide = None if one is None else self.instance.guides[one]
            if guide is None or self.taken.guide_tours.get(guide.id, 0) < guide.max_tours:
                yield one, ()
            else:
                yield one, (Wish(WishKind.MEER_TOERNEES, one, amount=guide.max_tours + 1),)
            weeks = self.taken.guide_weeks.get(one or "", {})
            if guide and any(count >= guide.max_per_week for count in weeks.values()):
                yield one, (Wish(WishKind.MEER_IN_WEEK, one, amount=guide.max_per_week + 1),)
        if own != (None,):
            for guide in self.instance.facilitators:
                if guide.id not in own and self.taken.guide_tours.get(guide.id, 0) < guide.max_tours:
                    yield guide.id, (Wish(WishKind.BEGELEIDER, guide.id),)

    def _sets(self, variant: Variant, spare: int) -> list[tuple[Wish, ...]]:
        """Return sets with the wishes of this variant and exactly so many dagdelen more."""
        best = self._found(variant, spare, 1)
        if not best or best[0].cost // self._table(variant).most_cost() < spare:
            return []
        tight = self._tightened(variant, spare)
        plans = self._found(tight, spare, MOST_LOOKS if spare else 1)
        sets: dict[tuple[Wish, ...], float] = {}
        for plan in plans:
            wishes = (*tight.wishes, *self._asked(tight, plan))
            sets[wishes] = min(plan.cost, sets.get(wishes, math.inf))
        ranked = sorted(sets, key=lambda one: ([wish.key for wish in one], sets[one]))
        return _spread(ranked)

    def _tightened(self, variant: Variant, spare: int) -> Variant:
        """Return the variant with every rule as little loosened as is enough."""
        for at, wish in enumerate(variant.wishes):
            if wish.kind in (WishKind.TUSSENTIJD, WishKind.LOOPTIJD, WishKind.BEGIN, WishKind.PERIODE):
                low, high = self._reach(wish)
                while low < high:  # low: the least change that is not known to fail; high: a change that is enough
                    middle = (low + high) // 2
                    if self._found(self._with(variant, at, middle), spare, 1):
                        high = middle
                    else:
                        low = middle + 1
                variant = self._with(variant, at, high)
        return variant

    def _reach(self, wish: Wish) -> tuple[int, int]:
        """Return the smallest and the largest change of this rule, in its own unit."""
        rules, tour = self.instance.rules, self.instance.tours_by_id[self.tour]
        if wish.kind is WishKind.BEGIN:
            return 1, tour.earliest - tour.not_before
        now = {"TUSSENTIJD": rules.min_gap_days, "LOOPTIJD": rules.max_span_days, "PERIODE": rules.days}[
            wish.kind.value
        ]
        return 1, abs((wish.amount or 0) - now)

    def _with(self, variant: Variant, at: int, change: int) -> Variant:
        rules, tour = self.instance.rules, self.instance.tours_by_id[self.tour]
        tight = {
            WishKind.TUSSENTIJD: Wish(WishKind.TUSSENTIJD, amount=rules.min_gap_days - change),
            WishKind.LOOPTIJD: Wish(WishKind.LOOPTIJD, amount=rules.max_span_days + change),
            WishKind.PERIODE: Wish(WishKind.PERIODE, amount=rules.days + change),
            WishKind.BEGIN: Wish(WishKind.BEGIN, slot=tour.earliest - change),
        }[variant.wishes[at].kind]
        wishes = (*variant.wishes[:at], tight, *variant.wishes[at + 1 :])
        return replace(variant, wishes=wishes, instance=granted(self.instance, self.tour, wishes))

    def _found(self, variant: Variant, spare: int, looks: int) -> list[Found]:
        """Return plans that ask so many dagdelen at most: the one that asks least first; others as far as looked."""
        table = self._table(variant)
        lots, floor = self._lots(variant, table, spare)
        if not lots:
            return []
        asked = table.most_cost()
        cap = 5 if variant.guide is None else variant.instance.guides[variant.guide].max_per_week
        listing, found = Listing(table, lots, week_cap=cap, floor=floor), list[Found]()
        _walk(listing, (spare + 1) * asked, found, looks)
        return [one for one in found if one.cost < (found[0].cost // asked + 1) * asked]

    def _table(self, variant: Variant) -> Table:
        rules = tuple(wish for wish in variant.wishes if wish.person is None)
        if rules not in self._tables:
            self._tables[rules] = Table(variant.instance, variant.instance.tours_by_id[self.tour])
        return self._tables[rules]

    def _lots(self, variant: Variant, table: Table, spare: int) -> tuple[list[Lot], float]:
        """Return the dagdelen, each at the price of the wishes it takes; without those that always ask too much."""
        asked = self._asked_by(variant, table)
        least = {slot: min(each.values()) for slot, each in asked.items() if min(each.values()) <= spare}
        bounds = _through(least, table, variant.instance.rules.min_gap_days)

        def allowed(slot: int) -> list[tuple[int, float]]:
            room = spare - bounds[slot] + least[slot]
            return [(at, asking * count) for at, count in asked[slot].items() if count <= room]

        asking = table.most_cost()
        return table.priced_lots([slot for slot in least if bounds[slot] <= spare], allowed)

    def _asked_by(self, variant: Variant, table: Table) -> dict[int, dict[int, int]]:
        """Return per dagdeel and host how many wishes a visit takes."""
        key = variant.wishes, variant.guide
        if key not in self._asks:
            slots = range(HALVES * variant.instance.rules.days)
            self._asks[key] = {slot: asks for slot in slots if (asks := self._asking(variant, table, slot))}
            self._asks[key] |= {slot: dict.fromkeys(self._held_at(table, slot), 0) for slot in table.held.values()}
        return self._asks[key]

    def _held_at(self, table: Table, slot: int) -> list[int]:
        return [at for at, host in enumerate(table.hosts) if table.held.get(host) == slot]

    def _asking(self, variant: Variant, table: Table, slot: int) -> dict[int, int]:
        """Return per host (number) how many wishes a visit on this dagdeel takes; no host when it cannot be at all."""
        if slot <= table.last_held:
            return {}
        guide = self._guide_asks(variant, table, slot)
        if guide is None:
            return {}
        found = {}
        for at, needed in enumerate(self._needed(variant, table, slot)):
            if needed is not None:
                found[at] = len(needed) + guide
        return found

    def _guide_asks(self, variant: Variant, table: Table, slot: int) -> int | None:
        """Return how many wishes the begeleider takes on this dagdeel; None when she is elsewhere."""
        members = table.tour.members
        if any(day_of(slot) in self.taken.person_days.get(one, ()) for one in members):
            return None
        if variant.guide is None:
            return 0
        guide = variant.instance.guides[variant.guide]
        week = self.taken.guide_weeks.get(guide.id, {}).get(week_of(slot), 0)
        if day_of(slot) in self.taken.guide_days.get(guide.id, ()) or week >= guide.max_per_week:
            return None
        return int(slot not in guide.slots)

    def _needed(self, variant: Variant, table: Table, slot: int) -> list[tuple[Wish, ...] | None]:
        """Return per host which wishes of members a visit takes; None when it cannot be whatever they wish."""
        rules = tuple(wish for wish in variant.wishes if wish.person is None)
        key = rules, slot
        if key not in self._needs:
            self._needs[key] = [self._of_host(table, host, slot) for host in table.hosts]
        return self._needs[key]

    def _of_host(self, table: Table, host: str, slot: int) -> tuple[Wish, ...] | None:
        if not table.is_free_to(host, slot):
            return None
        broken = list(broken_at(table.instance, table.tour, host, slot))
        if any(one.kind not in OWN_KINDS for one in broken):
            return None
        return tuple(Wish(OWN_KINDS[one.kind], one.people[0], slot) for one in broken)

    def _asked(self, variant: Variant, plan: Found) -> tuple[Wish, ...]:
        """Return the wishes about dagdelen that this plan takes."""
        table, found = self._table(variant), list[Wish]()
        for host, slot in zip(table.orders[plan.order], plan.slots, strict=True):
            if slot in table.held.values():
                continue
            found += self._needed(variant, table, slot)[host] or ()
            if variant.guide is not None and slot not in variant.instance.guides[variant.guide].slots:
                found.append(Wish(WishKind.BEGELEIDER_DAGDEEL, variant.guide, slot))
        return tuple(sorted(found, key=lambda wish: (wish.key, wish.person or "")))


def _walk(listing: Listing, limit: float, found: list[Found], looks: int) -> None:
    """Add the cheapest plan below a cost; with several looks others too, as many as so many steps find."""
    best = listing.best(limit, MOST_STEPS)
    if best is None or best.cost >= limit:
        return
    found.append(best)

    def keep(one: Found) -> float:
        found.append(one)
        if len(found) > MOST_FOUND:
            raise TooLongError
        return limit

    try:
        if looks > 1:
            listing.walk(limit, keep, looks)
    except TooLongError:
        return


def _spread(ranked: Sequence[tuple[Wish, ...]]) -> list[tuple[Wish, ...]]:
    """Return sets of which no more than a few ask the same of the same people."""
    seen: dict[tuple[tuple[str, str | None], ...], int] = {}
    found = []
    for wishes in ranked:
        key = tuple((wish.kind.value, wish.person) for wish in wishes)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] <= MOST_PER_PERSON:
            found.append(wishes)
    return found


def _through(least: dict[int, int], table: Table, gap: int) -> dict[int, int]:
    """Return per dagdeel how many wishes any row of visits with it takes at least, hosts and looptijd aside."""
    slots = sorted(least)
    days = [day_of(slot) for slot in slots]
    count, far = table.count, 10**6
    after = [[0] * (len(slots) + 1)] + [[far] * (len(slots) + 1) for _ in range(count)]
    for visits in range(1, count + 1):  # after[n][i]: fewest wishes of n visits from the i-th dagdeel on
        for at in range(len(slots) - 1, -1, -1):
            next_at = bisect_left(days, days[at] + max(1, gap), at + 1)
            after[visits][at] = min(after[visits][at + 1], least[slots[at]] + after[visits - 1][next_at])
    before = [[0] * (len(slots) + 1)] + [[far] * (len(slots) + 1) for _ in range(count)]
    for visits in range(1, count + 1):  # before[n][i]: fewest wishes of n visits before the i-th dagdeel
        for at in range(len(slots)):
            last = bisect_left(days, days[at] - max(1, gap) + 1)
            before[visits][at + 1] = min(before[visits][at], least[slots[at]] + before[visits - 1][last])
    found = {}
    for at, slot in enumerate(slots):
        begin, end = bisect_left(days, days[at] - max(1, gap) + 1), bisect_left(days, days[at] + max(1, gap), at + 1)
        found[slot] = least[slot] + min(before[one][begin] + after[count - 1 - one][end] for one in range(count))
    return found
