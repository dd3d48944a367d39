"""The log of who read what. It is written before anything is shown: without a line there is no page (T14)."""

from datetime import datetime

from casussen.access.casussen import Zicht, zicht_on
from casussen.models import Casus, Inzage
from community import access
from community.models import User


def log_inzage(*, reader: User, casus: Casus, part: str = "", now: datetime) -> Zicht:
    """Write that this person reads this casus of somebody else now, and return what she may do; nothing for its owner.

    `part` is the code of the part she reads. Raises DeniedError when she may not; the page then is a 404. A database
    that refuses the line breaks the request: nothing is shown.
    """
    zicht = zicht_on(reader, casus, now)
    access.require(zicht.may_read)
    if not zicht.is_owner and zicht.via is not None:
        Inzage.objects.create(casus=casus, reader=reader, at=now, via=zicht.via, part=part)
    return zicht
