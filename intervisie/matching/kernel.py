"""The arithmetic of the search: plain loops over arrays, so that it runs as it stands and compiled alike.

A group smaller than the least size does not count as placed; it costs a penalty that shrinks as it comes closer to
becoming a real group, or to nobody. Inside any group, however small, all other hard rules hold at every moment.
`compiling` translates these functions one by one, in the order of `COMPILED`.
"""

import math

from intervisie.matching.layout import ENOUGH_SLOTS, FYSIEK, NO_GROUP, ONLINE, Heat, Ints, Numbers, State, Tables

COMPILED = (
    "draw", "common_of", "reached_from", "travel_of", "wishes_of", "goals_of", "penalty_of", "worth_of", "fits", "put",
    "try_move", "anneal", "weigh_all",
)  # fmt: skip


def draw(rng: Ints) -> int:
    """Return the next random number of 32 bits (xorshift), and remember it."""
    value = rng[0]
    value ^= (value << 13) & 0xFFFFFFFF
    value ^= value >> 17
    value ^= (value << 5) & 0xFFFFFFFF
    rng[0] = value
    return value


# --- what a group is worth -----------------------------------------------------------------------------------------


def common_of(num: Numbers, t: Tables, s: State, g: int) -> int:
    """Return how many dagdelen all members share; 0 when they share no language."""
    slots, langs, first = -1, -1, g * num.room
    for at in range(first, first + s.size[g]):
        slots &= t.slots[s.members[at]]
        langs &= t.langs[s.members[at]]
    found = 0
    while slots and langs:
        slots &= slots - 1
        found += 1
    return found


def reached_from(num: Numbers, t: Tables, s: State, g: int, host: int) -> float:
    """Return how much of their reach members keep when they travel to this host, or NO_GROUP when one cannot."""
    total, first = 0.0, g * num.room
    for at in range(first, first + s.size[g]):
        member = s.members[at]
        distance = t.km10[host * num.people + member]
        if distance > t.reach[member]:
            return NO_GROUP
        total += 1.0 - distance / t.reach[member]
    return total


def travel_of(num: Numbers, t: Tables, s: State, g: int) -> float:
    """Return the value of the best form and place for these members, or NO_GROUP when there is none."""
    first, last, best = g * num.room, g * num.room + s.size[g], NO_GROUP
    fysiek, online = 0, 0
    for at in range(first, last):
        fysiek += t.mode[s.members[at]] == FYSIEK
        online += t.mode[s.members[at]] == ONLINE
    if fysiek == 0:
        best = online + num.online_value * (s.size[g] - online)
    if online == 0:
        for at in range(first, last):
            best = max(best, reached_from(num, t, s, g, s.members[at]))
    return best


def wishes_of(num: Numbers, t: Tables, s: State, g: int) -> int:
    """Return how many members have somebody they wished for, or wished for nobody."""
    found, first = 0, g * num.room
    for at in range(first, first + s.size[g]):
        start, end = t.want_start[s.members[at]], t.want_start[s.members[at] + 1]
        has_one = start == end
        for wish in range(start, end):
            if t.wants[wish] >= 0 and s.group[t.wants[wish]] == g:
                has_one = True
                break
        found += has_one
    return found


def goals_of(num: Numbers, t: Tables, s: State, g: int) -> float:
    """Return the sum of the utilities of the members, or NO_GROUP when they may not be one group."""
    size = s.size[g]
    if size == 0:
        return 0.0
    common = common_of(num, t, s, g)
    if common < num.min_common:
        return NO_GROUP
    travel = travel_of(num, t, s, g)
    if travel == NO_GROUP:
        return NO_GROUP
    towards = 2.0 * s.pairs[g] / (size - 1) if size > 1 else num.nieuw
    off = abs(size - num.size_target)
    fit = max(0.0, 1.0 - off / num.size_span)
    shared = num.tijd * min(1.0, common / ENOUGH_SLOTS) + num.maat * fit
    return towards + size * shared + num.wens * wishes_of(num, t, s, g) + num.reis * travel


def penalty_of(num: Numbers, h: Heat, size: int) -> float:
    """Return how far a group that is too small is from being none or being large enough; at last simply its size."""
    return h.strict * size + (1.0 - h.strict) * min(size, num.size_min - size)


def worth_of(num: Numbers, h: Heat, goals: float, size: int) -> float:
    """Return what a group adds to the whole: the worst groups are counted again."""
    if size < num.size_min:
        return h.credit * goals - h.unplaced * penalty_of(num, h, size)
    return (1.0 - num.fair) * goals - h.below * max(0.0, h.bar - goals / size)


def weigh_all(num: Numbers, t: Tables, s: State, h: Heat) -> float:
    """Count every group again, for a new stage; return what the whole is worth."""
    total = 0.0
    for g in range(num.people):
        first, last = g * num.room, g * num.room + s.size[g]
        s.pairs[g] = 0.0
        for at in range(first, last):
            for other in range(at + 1, last):
                s.pairs[g] += t.pair[s.members[at] * num.people + s.members[other]]
        s.goals[g] = goals_of(num, t, s, g)
        s.worth[g] = worth_of(num, h, s.goals[g], s.size[g])
        total += s.worth[g]
    return total


# --- moves ---------------------------------------------------------------------------------------------------------


def fits(num: Numbers, t: Tables, s: State, a: int, g: int, but: int) -> bool:
    """Whether a may share a group with every member of g, one of them (`but`, or -1) left out."""
    row, first = a * num.people, g * num.room
    for at in range(first, first + s.size[g]):  # noqa: SIM110 - the compiler translates loops, no generators
        if s.members[at] != but and not t.ok[row + s.members[at]]:
            return False
    return True


def put(num: Numbers, t: Tables, s: State, a: int, g: int) -> None:
    """Move a to group g, which has room for one more."""
    old, row = s.group[a], a * num.people
    first = old * num.room
    last = first + s.size[old] - 1
    moved = s.members[last]
    s.members[first + s.place[a]] = moved
    s.place[moved] = s.place[a]
    s.size[old] -= 1
    for at in range(first, last):
        s.pairs[old] -= t.pair[row + s.members[at]]
    first = g * num.room
    for at in range(first, first + s.size[g]):
        s.pairs[g] += t.pair[row + s.members[at]]
    s.members[first + s.size[g]] = a
    s.place[a] = s.size[g]
    s.size[g] += 1
    s.group[a] = g


def try_move(num: Numbers, t: Tables, s: State, h: Heat, a: int, to: int, b: int) -> bool:
    """Move a to group `to`, and b (or -1 for nobody) from there to where a was; undo it unless it is accepted."""
    old = s.group[a]
    if not fits(num, t, s, a, to, b) or (b >= 0 and not fits(num, t, s, b, old, a)):
        return False
    put(num, t, s, a, to)
    if b >= 0:
        put(num, t, s, b, old)
    left, right = goals_of(num, t, s, old), NO_GROUP
    if left != NO_GROUP:
        right = goals_of(num, t, s, to)
    if right != NO_GROUP:
        left_worth, right_worth = worth_of(num, h, left, s.size[old]), worth_of(num, h, right, s.size[to])
        gain = left_worth + right_worth - s.worth[old] - s.worth[to]
        if gain >= 0.0 or draw(s.rng) / 4294967296.0 < math.exp(gain / h.temperature):
            s.goals[old], s.goals[to] = left, right
            s.worth[old], s.worth[to] = left_worth, right_worth
            return True
    if b >= 0:
        put(num, t, s, b, to)
    put(num, t, s, a, old)
    return False


def anneal(num: Numbers, t: Tables, s: State, h: Heat, steps: int) -> int:
    """Try so many moves; return how many were accepted. Moves go to groups of people who suit the one who moves."""
    accepted = 0
    for _ in range(steps):
        a = draw(s.rng) % num.people
        width = t.near_start[a + 1] - t.near_start[a]
        if t.fixed[a] or width == 0:
            continue
        to = s.group[t.near[t.near_start[a] + draw(s.rng) % width]]
        b, way = -1, draw(s.rng) % 16
        if way == 0:
            to = draw(s.rng) % num.people
        elif s.size[to] >= num.size_max or way < 10:
            b = s.members[to * num.room + draw(s.rng) % s.size[to]]
        if to == s.group[a] or (b >= 0 and t.fixed[b]) or (b < 0 and s.size[to] >= num.size_max):
            continue
        if way == 0 and s.size[to] > 0:
            continue
        accepted += try_move(num, t, s, h, a, to, b)
    return accepted
