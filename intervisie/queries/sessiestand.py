"""The stand of a session for one person: put together for every page and payload, judged by the engine each time."""

from datetime import datetime

from intervisie.access.sessies import Plek
from intervisie.queries.sessiebeeld import Stand


def stand_of(plek: Plek, now: datetime) -> Stand:
    """Return what this person may know of her session now. In a scope. Three queries, and one for the data key."""
    raise NotImplementedError
