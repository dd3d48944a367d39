"""Bands: hours and shares are said roughly, and only of enough people."""

from community.onthulling.klassen import LEAST, Klasse

MINDER_DAN_HELFT, HELFT_TOT_DRIEKWART = "MINDER_DAN_HELFT", "HELFT_TOT_DRIEKWART"
DRIEKWART_OF_MEER = "DRIEKWART_OF_MEER"
DRIEKWART_TOT_90, VANAF_90 = "DRIEKWART_TOT_90", "VANAF_90"
# From so many people, and so many places, on it is said whether a share is over 90 %.
FINE = 20
NARROW_HOURS, BROAD_HOURS, BROAD_FROM = 2, 10, 20
MINUTES = 60
Band = tuple[int, int]
NEAREST = 5


def share_band(yes: int, all: int, people: int, most: int = 0) -> str | None:
    """Return in which band `yes` out of `all` lies, or None with fewer than five people or fewer than five of `all`.

    `people`: how many people `all` is about, `most`: how much of it is about one of them. When that is more than half
    it is her share, and not said. Nothing tells 0 % or 100 %: the outer bands are broad.

    >>> share_band(7, 10, 6), share_band(10, 10, 6), share_band(57, 60, 20), share_band(3, 3, 3)
    ('HELFT_TOT_DRIEKWART', 'DRIEKWART_OF_MEER', 'VANAF_90', None)
    >>> share_band(4, 44, 5, most=40)
    """
    if min(people, all) < LEAST or 2 * most > all:
        return None
    if 2 * yes < all:
        return MINDER_DAN_HELFT
    if 4 * yes < 3 * all:
        return HELFT_TOT_DRIEKWART
    if min(people, all) < FINE:
        return DRIEKWART_OF_MEER
    return DRIEKWART_TOT_90 if 10 * yes < 9 * all else VANAF_90


def hours_band(minutes: int, people: int, once: int | None = None, expected: int | None = None) -> Band | None:
    """Return between which whole hours per person the average lies (the last one not included), or None under five.

    `once`: the minutes of all of them together had each come one time, `expected`: had each come every time she could.
    A reader may know both. So the first and the last band are broad enough to leave open that many came more often, or
    missed something.

    >>> hours_band(1800, 6), hours_band(7200, 5), hours_band(600, 4)
    ((4, 6), (20, 30), None)
    >>> hours_band(2880, 8, 1440, 2880), hours_band(5760, 8, 1440, 5760)  # all came all the time: 6 and 12 hours
    ((2, 8), (8, 14))
    """
    if people < LEAST:
        return None
    here = _around(minutes, people)
    if once is None or expected is None:
        return here
    first, last = _around(once, people), _around(expected, people)
    if 2 * once >= expected:
        return first[0], last[1]
    if 2 * minutes < 3 * once:
        return first[0], _around(3 * once // 2, people)[1]
    return (_around(3 * expected // 4, people)[0], last[1]) if 4 * minutes >= 3 * expected else here


def _around(minutes: int, people: int) -> Band:
    hours = minutes // (MINUTES * people)
    width = NARROW_HOURS if hours < BROAD_FROM else BROAD_HOURS
    lo = hours - hours % width
    return lo, lo + width


def hours_together(people: Klasse, per_person: Band) -> int:
    """Return hours of all people together, made from the two published numbers only, rounded to 5.

    >>> hours_together(Klasse(5, 12), (4, 6))
    45
    """
    return nearest(people.middle * (per_person[0] + per_person[1]) / 2)


def nearest(number: float) -> int:
    """Return the multiple of five that is nearest; halfway goes up."""
    return int((number + NEAREST / 2) // NEAREST) * NEAREST
