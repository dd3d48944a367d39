"""Meldingen for tests of the pages that show them."""

from datetime import timedelta
from uuid import uuid4

from community.berichten.outbox import owe
from community.models import Bericht, User
from tests.factories.moments import NOW
from tests.post.kinds import SCREEN


def melding(user: User, word: str = "een", *, hours: float = 1, kind: str = SCREEN) -> Bericht:
    """Tell this person something, so many hours before NOW; its subject is 'Proef <word>'."""
    object_id = uuid4()
    owe(kind, object_id=object_id, recipient=user, moment=word, now=NOW - timedelta(hours=hours))
    return Bericht.objects.get(object_id=object_id)
