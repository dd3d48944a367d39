"""A proposal of the planner as days to choose, and in words what to give up when nothing fits."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from community.dagdelen import DAGDELEN
from community.notation import date_long, listing
from training.rhythm import Chosen, Lock, NothingFits, PartKind, Placed, PlanRequest, Proposal
from training.rhythm.days import name_of, opening

NAMES = {dagdeel.code: dagdeel.name for dagdeel in DAGDELEN}
WITH_A_DAY = (PartKind.DAGDEEL, PartKind.EINDSESSIE)


@dataclass(frozen=True)
class WayOut:
    """Wishes that together make room, and the days that then fit, in words."""

    wishes: tuple[str, ...]
    days: tuple[str, ...]


def after_applying(request: PlanRequest, apply_until: date | None) -> PlanRequest:
    """Return the request with an intake that begins after the last day to apply, when that day is known."""
    if apply_until is None or apply_until < request.from_date:
        return request
    first = apply_until + timedelta(days=1)
    return replace(request, from_date=first, until_date=max(first, request.until_date))


def chosen_from(proposal: Proposal) -> dict[str, Chosen]:
    """Return the days of a proposal, of the intake its first."""
    return {
        part.code: Chosen(part.from_date, part.dagdelen)
        for part in proposal.placed if part.kind is not PartKind.TUSSENTIJD
    }  # fmt: skip


def chosen_by(lock: Lock) -> Chosen:
    """Return the day that a lock holds."""
    return Chosen(lock.day, lock.dagdelen)


def ways_out(request: PlanRequest, answer: NothingFits) -> list[WayOut]:
    """Return in words which wishes can be given up, the smallest first."""
    return [
        WayOut(
            tuple(wish.sentence for wish in way.wishes),
            tuple(in_words(request, part) for part in way.proposal.placed if part.kind in WITH_A_DAY),
        )
        for way in answer.relaxations
    ]


def in_words(request: PlanRequest, placed: Placed) -> str:
    """Return 'Dagdeel 3: dinsdag 9 maart 2027, ochtend'."""
    name = opening(name_of([part for part in request.parts if part.code == placed.code]))
    return f"{name}: {date_long(placed.from_date)}, {listing([NAMES[code] for code in placed.dagdelen])}"
