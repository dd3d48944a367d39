"""How groups with a rhythm live, by kind of Kring: a plain registry, filled in the apps.py of each; no database."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.extension_points import Registry


@dataclass(frozen=True)
class GroupLife:
    """How Kringen of one kind that have a rhythm are evaluated and end. `kring_homes` knows the page of each.

    `plan_tail` follows that page: where who leads plans a meeting; `is_planned_by_hart` whether the coördinerend hart
    may plan there too, when nobody leads. `close(kring, now)` ends the group and tells its
    people, under the lock of the Kring.
    """

    plan_tail: str
    asks_words: bool
    is_planned_by_hart: bool
    close: Callable[[Any, datetime], None]


group_lives: Registry[GroupLife] = Registry("group_lives")
