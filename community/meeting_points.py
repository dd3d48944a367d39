"""What other modules put on the page of a meeting: a plain registry, filled in the apps.py of each; no database."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.extension_points import Registry


@dataclass(frozen=True)
class MeetingLink:
    """A page of another module that belongs to a meeting, with a line about it."""

    title: str
    path: str
    about: str = ""


# Functions `(person, bijeenkomst, now)`: what a module shows of a meeting of a group to who reads that meeting.
meeting_links: Registry[Callable[[Any, Any, datetime], Sequence[MeetingLink]]] = Registry("meeting_links")
