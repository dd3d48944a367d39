"""What the live pages of a session share: the context around its Stand, and the clock in words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from community.views.door import TimedRequest
from intervisie.access.kaartfotos import may_photograph
from intervisie.access.sessies import Plek, may_begin
from intervisie.models import SessieStatus
from intervisie.queries.sessiebeeld import Blad, Mens, Stand
from intervisie.queries.sessiecode import deelcode_of
from intervisie.queries.sessiestand import stand_of
from intervisie.views.live_vellen import Sleutel, vellen_of

MINUTE = 60
OVER = {SessieStatus.KLAAR, SessieStatus.VERVALLEN}


@dataclass(frozen=True)
class Groepje:
    """One subgroup as the list of people shows it; without a title where there is one of all."""

    title: str
    people: tuple[Mens, ...]


@dataclass(frozen=True)
class Sent:
    """A sheet that comes back with what was typed: another version beside it, or a sentence about what is wrong."""

    key: str
    fault: str = ""
    other: tuple[Any, ...] = ()


def live_context(
    request: TimedRequest, plek: Plek, stand: Stand | None = None, sent: Sent | None = None
) -> dict[str, Any]:
    """Return everything that the templates of the live pages know."""
    stand = stand or stand_of(plek, request.now)
    is_over = stand.status in OVER
    shares_code = stand.is_inside and (stand.is_leader or not stand.is_live) and not plek.is_guest
    takes_photos = stand.is_leader and may_photograph(plek, request.now)
    return {
        "stand": stand, "sent": sent, "is_guest": plek.is_guest, "is_over": is_over,
        "own_sheets": vellen_of((stand.blad,) if stand.blad is not None else (), stand),
        "earlier_sheets": vellen_of(stand.earlier, stand), "paper_sheets": vellen_of(stand.paper, stand),
        "may_join": not stand.is_inside and not is_over, "may_begin": may_begin(plek, request.now),
        "clock_words": clock_words(stand.klok.left_seconds), "groups": groups_of(stand.people),
        "can_bring": can_bring(stand), "can_lead": can_lead(stand),
        "deelcode": deelcode_of(plek.sessie) if shares_code and not is_over else None,
        "photos_url": reverse("sessie-fotos", args=[stand.code]) if takes_photos else "",
        "people_url": reverse("sessie-mensen", args=[stand.code]) if stand.is_leader and not plek.is_guest else "",
        "stand_url": reverse("sessie-stand", args=[stand.code]),
    }  # fmt: skip


def clock_words(left: int) -> str:
    """Return how long a moment still lasts, as the clock in the browser says it: seconds only in the last minute."""
    if left <= 0:
        return _("De tijd is om. Rond je zin af.")
    if left > MINUTE:
        return _("Nog {n} minuten").format(n=ceil(left / MINUTE))
    return _("Nog 1 seconde") if left == 1 else _("Nog {n} seconden").format(n=left)


def groups_of(people: Sequence[Mens]) -> tuple[Groepje, ...]:
    """Return the people by subgroup; who left stands at the end of hers."""
    numbers = sorted({one.group for one in people})
    titles = {number: _("Groepje {number}").format(number=number) for number in numbers} if len(numbers) > 1 else {}
    rows = sorted(people, key=lambda one: (one.has_left, one.number))
    return tuple(
        Groepje(titles.get(number, ""), tuple(one for one in rows if one.group == number)) for number in numbers
    )


def can_bring(stand: Stand) -> tuple[Mens, ...]:
    """Return of whom the leader may choose whose question it is, where the method is about one question."""
    if not (stand.needs_inbrenger or stand.inbrenger_name):
        return ()
    return tuple(one for one in stand.people if one.takes_part and one.has_joined and not one.has_left)


def can_lead(stand: Stand) -> tuple[Mens, ...]:
    """Return whom the leader may hand the steps and the clock."""
    return tuple(one for one in stand.people if one.is_present and not (one.is_me or one.is_on_paper or one.has_left))


def with_typed(stand: Stand, typed: Blad) -> Stand:
    """Return the stand with this sheet as somebody typed it, in the place of the stored one."""
    key = Sleutel.of(typed)

    def swap(rows: tuple[Blad, ...]) -> tuple[Blad, ...]:
        return tuple(typed if Sleutel.of(blad) == key else blad for blad in rows)

    own = typed if stand.blad is not None and Sleutel.of(stand.blad) == key else stand.blad
    return replace(stand, blad=own, earlier=swap(stand.earlier), paper=swap(stand.paper))
