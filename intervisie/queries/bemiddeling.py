"""Requests for bemiddeling: one's own, those of the hart, and what speaks against somebody as bemiddelaar.

Everything in a scope; nothing here opens a text.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from community.models import User
from community.queries.organisaties import employers_on
from community.workdays import add_workdays, local_date
from intervisie.access.bemiddeling import looked_after_vragen, mediated_vragen, offering_profielen, own_vragen
from intervisie.models import OPEN_BEMIDDELING, BemiddelingStatus, Bemiddelingsvraag

# After so many working days a request that waits, or was not answered, is on the list of the hart with a word.
DAYS_TO_CHOOSE, DAYS_TO_ANSWER = 2, 5
ENDED_SHOWN, OFFERS_SHOWN = 20, 12


@dataclass(frozen=True)
class VraagLine:
    """One request in the list of the hart. `alarm` is a word when somebody must act, empty otherwise."""

    row: Bemiddelingsvraag
    asker_works_at: str
    alarm: str


@dataclass(frozen=True)
class Offer:
    """A member who offers bemiddeling, where she works, and what speaks against her for this request."""

    user: User
    code: str
    works_at: str
    against: tuple[str, ...]


def own_lines(user: User, now: datetime) -> list[Bemiddelingsvraag]:
    """Return what this person asked, what is open first, then the latest. One query."""
    rows = list(own_vragen(user, now).defer("text").select_related("samenwerking", "mediator").order_by("-asked_at"))
    return sorted(rows, key=lambda row: row.status not in OPEN_BEMIDDELING)


def mediated_lines(user: User, now: datetime) -> list[Bemiddelingsvraag]:
    """Return the requests for which this person was asked or that she took on. One query."""
    rows = mediated_vragen(user, now).defer("text").select_related("samenwerking", "asker").order_by("-proposed_at")
    return sorted(rows, key=lambda row: row.status not in OPEN_BEMIDDELING)


def kept_lines(user: User, now: datetime) -> tuple[list[VraagLine], list[VraagLine]]:
    """Return what is open, the one that waits longest first, and what ended lately. Three queries."""
    rows = looked_after_vragen(user, now).select_related("asker", "mediator", "samenwerking")
    waiting = list(rows.filter(status__in=OPEN_BEMIDDELING).order_by("asked_at", "pk"))
    ended = list(rows.exclude(status__in=OPEN_BEMIDDELING).order_by("-ended_at", "pk")[:ENDED_SHOWN])
    employers = employers_on((row.asker_id for row in [*waiting, *ended]), local_date(now))
    lines = [[_line(row, employers, now) for row in some] for some in (waiting, ended)]
    return lines[0], lines[1]


def vragen_by_id(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bemiddelingsvraag]:
    """Return these requests without their text, with asker and bemiddelaar. One query."""
    rows = Bemiddelingsvraag.objects.defer("text").select_related("asker", "mediator")
    return {row.pk: row for row in rows.filter(pk__in=set(ids))}


def offers(vraag: Bemiddelingsvraag, viewer: User, now: datetime) -> list[Offer]:
    """Return who offers bemiddeling in the ledengids, those against whom nothing speaks first. Four queries."""
    rows = offering_profielen(viewer, now).exclude(user__in=[vraag.asker_id, viewer.pk]).select_related("user")
    profielen = list(rows.order_by("user__sort_key", "user_id")[: OFFERS_SHOWN * 3])
    employers = employers_on((vraag.asker_id, *(row.user_id for row in profielen)), local_date(now))
    judged = _Against(vraag, employers)
    found = [
        Offer(row.user, row.code, employers[row.user_id].name if row.user_id in employers else "", judged.of(row.user))
        for row in profielen
    ]
    return sorted(found, key=lambda offer: bool(offer.against))[:OFFERS_SHOWN]


def speaks_against(vraag: Bemiddelingsvraag, mediator: User, now: datetime) -> tuple[str, ...]:
    """Return what speaks against this person as bemiddelaar, in sentences; nothing forbids it. Three queries."""
    return _Against(vraag, employers_on((vraag.asker_id, mediator.pk), local_date(now))).of(mediator)


class _Against:
    """What speaks against a person for one request: the same employer, or a place in the samenwerking."""

    def __init__(self, vraag: Bemiddelingsvraag, employers: Any) -> None:
        self.employers, self.asker_at = employers, employers.get(vraag.asker_id)
        row = vraag.samenwerking
        self.regisseurs = set(row.regisseurs.values_list("pk", flat=True)) | {row.owner_id} if row else set()
        self.organisaties = set(row.organisaties.values_list("pk", flat=True)) if row else set()

    def of(self, user: User) -> tuple[str, ...]:
        at = self.employers.get(user.pk)
        found = []
        if at is not None and self.asker_at is not None and at.pk == self.asker_at.pk:
            found.append(_("Werkt bij dezelfde organisatie als wie de vraag stelt."))
        if user.pk in self.regisseurs:
            found.append(_("Is regisseur van deze samenwerking."))
        if at is not None and at.pk in self.organisaties:
            found.append(_("Werkt bij een organisatie in deze samenwerking."))
        return tuple(found)


def _line(row: Bemiddelingsvraag, employers: Any, now: datetime) -> VraagLine:
    alarm, today = "", local_date(now)
    if row.status == BemiddelingStatus.GEVRAAGD and add_workdays(local_date(row.asked_at), DAYS_TO_CHOOSE) <= today:
        alarm = _("Kies een bemiddelaar")
    elif row.status == BemiddelingStatus.VOORGESTELD and row.proposed_at is not None:
        is_late = add_workdays(local_date(row.proposed_at), DAYS_TO_ANSWER) <= today
        alarm = _("Nog geen antwoord") if is_late else ""
    return VraagLine(row, employers[row.asker_id].name if row.asker_id in employers else "", alarm)
