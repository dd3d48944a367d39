"""The course of a session: beginning, going on and back, the clock, and closing.

Who leads moves it, by the place in the steps she looked at: a second click, or one from a page that is behind, does
nothing. At zero the clock closes nothing.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from intervisie.access.sessies import Plek, may_begin
from intervisie.actions.sessiegevolgen import after_closing, after_step
from intervisie.actions.sessiegroepjes import seat_in_subgroups
from intervisie.actions.sessieslot import end, hold, hold_alone, require_leading, require_live
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus
from intervisie.queries.sessiegang import Gang, clock_of, gang_of, is_present
from intervisie.queries.sessiemoment import needs_inbrenger, seconds_for
from intervisie.werkvorm import course
from intervisie.werkvorm.course import Position

CLOCK = ("moment_started_at", "moment_seconds", "paused_at", "held_seconds")
PLACE = ("step", "round", "turn")


def begin(*, plek: Plek, now: datetime) -> Sessie:
    """Begin the session with who is in. A second click does nothing.

    Raises ActionError when they are too few or too many for the method, or nobody was chosen whose question it is.
    """
    access.require(plek.sessie.status != SessieStatus.VOORBEREIDING or may_begin(plek, now))
    with transaction.atomic():
        fresh = hold(plek, now)
        sessie = fresh.sessie
        if sessie.status != SessieStatus.VOORBEREIDING:
            return sessie
        access.require(may_begin(fresh, now))
        own = fresh.deelnemer
        if own is None or not fresh.is_inside:
            raise ActionError(_("Ga eerst zelf de sessie in. Daarna laat je haar beginnen."))
        gang = seat_in_subgroups(gang_of(sessie))
        _require_size(gang)
        sessie.status, sessie.started_at = SessieStatus.BEZIG, now
        _take_lead(sessie, own, now)
        _move(gang, course.first(gang.schema, gang.seats, is_in_days=gang.is_in_days), now, "status", "started_at",
              "leader")  # fmt: skip
    return sessie


def go_on(*, plek: Plek, position: str, now: datetime) -> bool:
    """Go to the next turn or step; after the last the session closes. False when somebody was first: nothing happened.

    Raises ActionError when the next step is about a question and nobody was chosen whose question it is.
    """
    with transaction.atomic():
        gang = _hold_at(plek, position, now)
        if gang is None:
            return False
        _go_on(gang, now)
    return True


def go_back(*, plek: Plek, position: str, now: datetime) -> bool:
    """Go back one turn or step, with its whole time again. False when somebody was first: nothing happened."""
    with transaction.atomic():
        gang = _hold_at(plek, position, now)
        if gang is None:
            return False
        earlier = course.before(gang.schema, gang.seats, gang.position, is_in_days=gang.is_in_days)
        if earlier is None:
            return False
        _move(gang, earlier, now)
    return True


def pause(*, plek: Plek, position: str, now: datetime) -> bool:
    """Let the clock stand still. False when it does already, or somebody went on."""
    return _set_clock(plek, position, now, lambda clock: clock.paused(now))


def resume(*, plek: Plek, position: str, now: datetime) -> bool:
    """Let the clock go on where it stood still. False when it runs already, or somebody went on."""
    return _set_clock(plek, position, now, lambda clock: clock.resumed(now))


def extend(*, plek: Plek, position: str, now: datetime) -> bool:
    """Give the moment a minute more; when its time was over, a minute from now. False when somebody went on."""
    return _set_clock(plek, position, now, lambda clock: clock.extended(now))


def close(*, plek: Plek, now: datetime) -> None:
    """Close the session: nobody writes any more, and everybody gets what is hers. Twice is as good as once."""
    with transaction.atomic():
        fresh = hold(plek, now)
        if fresh.sessie.status == SessieStatus.KLAAR:
            return
        _require_lead(fresh)
        end_sessie(fresh.sessie, now)


def close_sessie(*, sessie: Sessie, now: datetime) -> bool:
    """Close a session that nobody closed, for the planner and where its Kring was closed. False when it was over."""
    with transaction.atomic():
        stored = hold_alone(sessie)
        if stored.status != SessieStatus.BEZIG:
            return False
        end_sessie(stored, now)
    return True


def go_on_by_itself(*, sessie: Sessie, position: str, now: datetime) -> bool:
    """Go on because the day of a step came, for the planner. False when somebody was first, or it cannot go on."""
    with transaction.atomic():
        stored = hold_alone(sessie)
        gang = gang_of(stored)
        if stored.status != SessieStatus.BEZIG or not gang.is_in_days or gang.position.slug != position:
            return False
        _go_on(gang, now)
    return True


def end_sessie(sessie: Sessie, now: datetime) -> None:
    """Close a session that is held, and let everybody have what is hers."""
    end(sessie, SessieStatus.KLAAR, now)
    after_closing(sessie, now)


def settle(sessie: Sessie, now: datetime) -> None:
    """Go on to where somebody still is, when whose turn it was left. Call under the lock, after a change of people."""
    if sessie.status != SessieStatus.BEZIG:
        return
    gang = gang_of(sessie)
    if not gang.active:
        return
    place = course.settle(gang.schema, gang.seats, gang.position, is_in_days=gang.is_in_days)
    if place != gang.position:
        _move(gang, place, now)


def _go_on(gang: Gang, now: datetime) -> None:
    following = course.after(gang.schema, gang.seats, gang.position, is_in_days=gang.is_in_days)
    if following is None:
        end_sessie(gang.sessie, now)
        return
    if needs_inbrenger(gang, following):
        raise ActionError(_("Kies eerst wiens vraag jullie bespreken. Daarna gaan jullie verder."))
    _move(gang, following, now)


def _move(gang: Gang, place: Position, now: datetime, *also: str) -> None:
    sessie = gang.sessie
    sessie.step, sessie.round, sessie.turn = place.step, place.round, place.turn
    sessie.moment_started_at, sessie.paused_at, sessie.held_seconds = now, None, 0
    sessie.moment_seconds = seconds_for(gang, place, now)
    sessie.revision += 1
    sessie.save(update_fields=[*PLACE, *CLOCK, "revision", *also])
    if gang.is_in_days:
        after_step(sessie, now)


def _hold_at(plek: Plek, position: str, now: datetime) -> Gang | None:
    """Hold the session for who leads it; None when it is not where she thought it was."""
    fresh = hold(plek, now)
    gang = gang_of(fresh.sessie)
    if fresh.sessie.status == SessieStatus.BEZIG and fresh.is_inside and gang.position.slug != position:
        return None
    _require_lead(fresh)
    return gang


def _require_lead(plek: Plek) -> None:
    """Raise SessieOverError when the session does not go on, DeniedError outside it, NotLeadingError for the others."""
    require_live(plek.sessie)
    access.require(plek.is_inside)
    require_leading(plek)


def _set_clock(plek: Plek, position: str, now: datetime, change: Any) -> bool:
    with transaction.atomic():
        gang = _hold_at(plek, position, now)
        clock = clock_of(gang.sessie) if gang is not None else None
        if gang is None or clock is None or gang.is_in_days:
            return False
        changed = change(clock)
        if changed == clock:
            return False
        sessie = gang.sessie
        sessie.moment_seconds, sessie.paused_at = changed.seconds, changed.paused_at
        sessie.held_seconds = changed.held_seconds
        sessie.revision += 1
        sessie.save(update_fields=["moment_seconds", "paused_at", "held_seconds", "revision"])
    return True


def _take_lead(sessie: Sessie, own: Sessiedeelnemer, now: datetime) -> None:
    """Let who begins lead, unless who was to lead is there."""
    chosen = sessie.leader
    if chosen is None or chosen.left_at is not None or not is_present(chosen, now):
        sessie.leader = own


def _require_size(gang: Gang) -> None:
    number, schema = len(gang.active), gang.schema
    if number < schema.fewest:
        raise ActionError(
            _("Jullie zijn met {number}. Deze werkvorm vraagt minstens {fewest} mensen.").format(
                number=number, fewest=schema.fewest
            )
        )
    if number > schema.most:
        raise ActionError(
            _("Jullie zijn met {number}. Deze werkvorm is voor hooguit {most} mensen.").format(
                number=number, most=schema.most
            )
        )
    if needs_inbrenger(gang, course.first(schema, gang.seats, is_in_days=gang.is_in_days)):
        raise ActionError(_("Kies eerst wiens vraag jullie bespreken. Daarna begint de sessie."))
