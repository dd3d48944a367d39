"""Beginning a casus."""

from datetime import datetime
from typing import Any

from django.db import transaction

from casussen.access.casussen import may_begin_casus
from casussen.models import Casus
from community import access
from community.actions.kluis import make_data_key
from community.models import User


def begin_casus(*, actor: User, answers: dict[str, Any], now: datetime) -> Casus:
    """Begin a casus of one's own, with the first answers of the format. Only she sees it."""
    access.require(may_begin_casus(actor, now))
    key_id = make_data_key(now=now)
    with transaction.atomic():
        casus = Casus(owner=actor, data_key_id=key_id, created_at=now, changed_at=now, changed_by=actor)
        casus.format = answers
        casus.save(force_insert=True)
    return casus
