"""Duties for tests of the pages that list them."""

from datetime import datetime, timedelta
from uuid import uuid4

from community.models import Taak, User
from tests.factories.moments import LONG_AGO, NOW
from tests.post.kinds import PROEF


def duty(user: User, *, days: float | None = 7, kind: str = PROEF, **more: object) -> Taak:
    """Give this person a duty that is due so many days after NOW."""
    due_at: datetime | None = None if days is None else NOW + timedelta(days=days)
    return Taak.objects.create(user=user, kind=kind, object_id=uuid4(), opened_at=LONG_AGO, due_at=due_at, **more)
