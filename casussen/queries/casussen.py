"""Reading casussen: lists and titles."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from casussen.access.casussen import own_casussen, shared_casussen
from casussen.models import Casus
from community.models import User


@dataclass(frozen=True)
class CasusLine:
    """One casus in a list of one's own or of what others share."""

    casus: Casus
    title: str
    owner_name: str = ""


def title_of(answers: Mapping[str, Any]) -> str:
    """Return the werktitel in the answers of a format, or words that say there is none yet."""
    return str(answers.get("werktitel") or "") or _("Casus zonder titel")


def my_casussen(user: User, now: datetime) -> list[CasusLine]:
    """Return the person's own casussen, the last changed first."""
    rows = own_casussen(user, now).order_by("-changed_at", "pk")
    return [CasusLine(casus, title_of(casus.format)) for casus in rows]


def casussen_of_others(user: User, now: datetime) -> list[CasusLine]:
    """Return the casussen that others let this person read, with whose they are; the last changed first."""
    rows = shared_casussen(user, now).select_related("owner").order_by("-changed_at", "pk")
    return [CasusLine(casus, title_of(casus.format), casus.owner.naam) for casus in rows]
