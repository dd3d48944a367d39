"""What two people bring each other, and who suits whom: fills the tables that go over pairs.

Plain loops over arrays, like `kernel`: `compiling` translates these functions, in the order of `COMPILED`.
"""

import math

from intervisie.matching.layout import FYSIEK, ONLINE, Floats, Numbers, Tables

COMPILED = ("fill_row", "affinity", "fill_near")


def fill_row(num: Numbers, t: Tables, a: int) -> None:
    """Fill `ok`, `pair` and `km10` of person a with everybody, as far as those follow from the two alone."""
    n = num.people
    for b in range(n):
        distance = int(13.0 * math.hypot(t.x[a] - t.x[b], t.y[a] - t.y[b]) + 0.5 + 1e-7)
        t.km10[a * n + b] = min(distance, 32000)
        common, shared = t.slots[a] & t.slots[b], 0
        while common:
            common &= common - 1
            shared += 1
        is_far = distance > t.reach[a] + t.reach[b] and (t.mode[a] == FYSIEK or t.mode[b] == FYSIEK)
        can_meet = t.mode[a] + t.mode[b] != FYSIEK + ONLINE or t.mode[a] == t.mode[b]
        is_ok = shared >= num.min_common and t.langs[a] & t.langs[b] != 0 and t.org[a] != t.org[b]
        t.ok[a * n + b] = 1 if is_ok and can_meet and not is_far else 0
        both, overlap = t.themes[a] & t.themes[b], 0
        while both:
            both &= both - 1
            overlap += 1
        least = max(1, min(t.theme_count[a], t.theme_count[b]))
        t.pair[a * n + b] = num.thema * overlap / least + num.nieuw
        t.pair[a * n + b] += num.sector * (t.sector[a] != t.sector[b])
        t.pair[a * n + b] += num.senioriteit * (t.seniority[a] != t.seniority[b])


def affinity(num: Numbers, t: Tables, a: int, b: int) -> float:
    """Return how well two people suit each other, to choose whom to try first."""
    n = num.people
    value = t.pair[a * n + b]
    for at in range(t.want_start[a], t.want_start[a + 1]):
        value += num.wens * (t.wants[at] == b)
    for at in range(t.want_start[b], t.want_start[b + 1]):
        value += num.wens * (t.wants[at] == a)
    if t.mode[a] == FYSIEK or t.mode[b] == FYSIEK:
        value += num.reis * (1.0 - 2.0 * t.km10[a * n + b] / (t.reach[a] + t.reach[b]))
    return value


def fill_near(num: Numbers, t: Tables, most: int, values: Floats) -> None:
    """Fill `near` with at most `most` people per person, the best first. `values` has room for as many numbers."""
    n = num.people
    at = 0
    for a in range(n):
        t.near_start[a] = at
        kept = 0
        for b in range(n):
            if b == a or not t.ok[a * n + b]:
                continue
            value = affinity(num, t, a, b)
            if kept == most and value <= values[most - 1]:
                continue
            kept = min(kept + 1, most)
            position = kept - 1
            while position > 0 and values[position - 1] < value:
                values[position] = values[position - 1]
                t.near[at + position] = t.near[at + position - 1]
                position -= 1
            values[position] = value
            t.near[at + position] = b
        at += kept
    t.near_start[n] = at
