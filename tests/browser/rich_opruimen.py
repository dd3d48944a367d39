"""Two nights of the daily purge, one part of which failed, so that its page has something to show."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from community.extension_points import purges
from community.models import Opruiming, User


def enrich_opruimen(people: Mapping[str, User], now: datetime) -> dict[str, list[str]]:
    """Add the numbers; every page of it is led to."""
    for nights, failed in ((1, ""), (0, "OperationalError")):
        at = now - timedelta(days=nights, hours=2)
        for number, name in enumerate(purges.named()):
            code = failed if number == 3 else ""
            Opruiming.objects.create(name=name, at=at, removed=0 if code else number * 7, failed_code=code)
    return {}
