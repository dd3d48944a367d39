"""The stand of a session for one person: put together for every page and payload, judged by the engine each time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from community.workdays import local_date
from intervisie.access.sessies import Plek, is_in_closed_kring, leads, may_take_lead
from intervisie.access.sessievoorbereiding import shared_with
from intervisie.models import Sessie, Sessiedeelnemer, SessieStatus
from intervisie.queries.sessiebeeld import Klok, Mens, Stand, Stapregel
from intervisie.queries.sessiebladen import Bladen, bladen_of
from intervisie.queries.sessiegang import Gang, clock_of, gang_of, is_present, name_of
from intervisie.queries.sessiemoment import needs_inbrenger
from intervisie.queries.sessietonen import cards_for, debts_of, shown_to
from intervisie.queries.sessievellen import sheets_for
from intervisie.queries.sessiewoorden import who_sees, who_speaks, who_writes
from intervisie.werkvorm import course, words

# How many revisions a change of a session counts for: between them stands how many people show as there.
MARK = 100


def stand_of(plek: Plek, now: datetime) -> Stand:
    """Return what this person may know of her session now. In a scope.

    Before it began, after it ended and for who is not inside: its people and its clock, and nothing that was written.
    """
    gang = gang_of(plek.sessie)
    if not (plek.is_live and plek.is_inside):
        return Stand(**_frame(plek, gang, None, now))
    bladen = bladen_of(gang)
    return Stand(
        **_frame(plek, gang, bladen, now), **_course(plek, gang), **_question(plek, gang, now),
        **sheets_for(plek, bladen), shown=shown_to(plek, bladen), cards=cards_for(bladen), **debts_of(plek, bladen),
    )  # fmt: skip


def mark(revision: int, others_present: int, *, is_over: bool) -> int:
    """Return what a page and its poll compare: rises with every change, and differs when somebody comes or goes.

    `is_over`: the Kring was closed, which no session is told of.
    """
    return revision * 2 * MARK + is_over * MARK + others_present % MARK


def _frame(plek: Plek, gang: Gang, bladen: Bladen | None, now: datetime) -> dict[str, Any]:
    sessie = gang.sessie
    people = tuple(_mens(plek, gang, bladen, one, now) for one in gang.people if one.removed_at is None)
    leader = next((one for one in gang.people if one.pk == sessie.leader_id), None)
    return {
        "code": sessie.code, "status": _status(sessie), "is_live": plek.is_live, "is_in_days": gang.is_in_days,
        "revision": mark(sessie.revision, sum(one.is_present and not one.is_me for one in people),
                         is_over=is_in_closed_kring(sessie)),
        "werkvorm": sessie.versie.werkvorm.name, "medium": sessie.medium, "klok": _klok(gang, now), "people": people,
        "me": plek.number, "is_inside": plek.is_inside, "is_leader": leads(plek),
        "may_take_lead": may_take_lead(plek, now), "leader_name": name_of(leader) if leader is not None else "",
        "inbrenger_name": _name(gang, gang.inbrenger), "rules": gang.schema.rules,
    }  # fmt: skip


def _status(sessie: Sessie) -> str:
    is_over = sessie.status == SessieStatus.BEZIG and is_in_closed_kring(sessie)
    return SessieStatus.KLAAR if is_over else sessie.status


def _mens(plek: Plek, gang: Gang, bladen: Bladen | None, one: Sessiedeelnemer, now: datetime) -> Mens:
    round = gang.position.round if gang.step.repeats else 0
    row = bladen.row(one.number, gang.step.code, round) if bladen is not None else None
    is_me = plek.deelnemer is not None and one.pk == plek.deelnemer.pk
    return Mens(
        pk=str(one.pk), number=one.number, name=name_of(one), group=one.group, has_joined=one.joined_at is not None,
        is_present=is_present(one, now) or (is_me and plek.is_inside), has_left=one.left_at is not None, is_me=is_me,
        is_leader=one.pk == gang.sessie.leader_id, is_inbrenger=one.pk == gang.sessie.inbrenger_id,
        is_on_paper=one.is_on_paper, is_guest=one.user_id is None and not one.is_on_paper,
        takes_part=one.takes_part, has_written=row is not None and bool(row.filled),
    )  # fmt: skip


def _klok(gang: Gang, now: datetime) -> Klok:
    now_ms, clock = int(now.timestamp() * 1000), clock_of(gang.sessie)
    if clock is None or gang.sessie.status != SessieStatus.BEZIG:
        return Klok(now_ms)
    deadline, is_over = clock.deadline(now), clock.is_over(now)
    if gang.is_in_days:
        return Klok(now_ms, left_seconds=clock.left(now), is_over=is_over, ends_date=local_date(deadline))
    return Klok(
        now_ms, deadline_ms=int(deadline.timestamp() * 1000), left_seconds=clock.left(now),
        is_paused=clock.paused_at is not None, is_over=is_over,
    )  # fmt: skip


def _course(plek: Plek, gang: Gang) -> dict[str, Any]:
    schema, seats, here, days = gang.schema, gang.seats, gang.position, gang.is_in_days
    turns = course.turn_numbers(schema, seats, here, is_in_days=days)
    following = course.after(schema, seats, here, is_in_days=days)
    next_turns: tuple[int, ...] = ()
    if following is not None and following.step == here.step and gang.step.in_turn:
        next_turns = course.turn_numbers(schema, seats, following, is_in_days=days)
    bringers = course.bringers(schema, seats, here, gang.inbrenger, is_in_days=days)
    # Of who parted into subgroups each hears whose turn it is in her own.
    own = course.group_of(schema, seats, plek.number, here.step) if plek.number is not None else ()
    names, turn_names = _names(gang, _near(bringers, own)), _names(gang, _near(turns, own))
    leader = next((one for one in gang.people if one.pk == gang.sessie.leader_id), None)
    late = plek.deelnemer.joined_step if plek.deelnemer is not None else 0
    return {
        "position": here.slug, "step": gang.step, "step_number": here.step + 1, "steps": _bar(gang),
        "is_first": course.before(schema, seats, here, is_in_days=days) is None, "is_last": following is None,
        "speaks": who_speaks(gang.step, names, turn_names, name_of(leader) if leader is not None else ""),
        "writes": who_writes(gang.step, names), "sees": who_sees(gang.step, names),
        "turn_names": turn_names, "next_turn_names": _names(gang, _near(next_turns, own)),
        "is_my_turn": plek.number in turns, "bringer_names": names, "is_bringer": plek.number in bringers,
        "needs_inbrenger": _needs_inbrenger(gang), "subgroup": _names(gang, own),
        "joined_late_at": late + 1 if late else None,
    }  # fmt: skip


def _needs_inbrenger(gang: Gang) -> bool:
    """Whether the leader chooses an inbrenger: for this step or the next one."""
    following = course.after(gang.schema, gang.seats, gang.position, is_in_days=gang.is_in_days)
    return any(needs_inbrenger(gang, place) for place in (gang.position, following) if place is not None)


def _question(plek: Plek, gang: Gang, now: datetime) -> dict[str, Any]:
    """Return what whose question it is prepared, when she shared it. One query, none where nobody can have."""
    here = gang.position
    bringers = course.bringers(gang.schema, gang.seats, here, gang.inbrenger, is_in_days=gang.is_in_days)
    own = course.group_of(gang.schema, gang.seats, plek.number, here.step) if plek.number is not None else ()
    users = [gang.by_number[number].user_id for number in _near(bringers, own) if gang.by_number[number].user_id]
    if not users or gang.schema.question == words.NOBODYS:
        return {}
    found = shared_with(plek, now).filter(user__in=users).order_by("shared_at", "pk").first()
    return {"question": found.question, "background": found.background} if found is not None else {}


def _bar(gang: Gang) -> tuple[Stapregel, ...]:
    here = gang.position.step
    states = ("KLAAR" if at < here else "NU" if at == here else "STRAKS" for at in range(len(gang.schema.steps)))
    return tuple(
        Stapregel(at, step.code, step.title, step.minutes, state)
        for at, (step, state) in enumerate(zip(gang.schema.steps, states, strict=True), start=1)
    )


def _near(numbers: Sequence[int], own: Sequence[int]) -> tuple[int, ...]:
    """Return those of one's own subgroup; all where one has no seat."""
    return tuple(number for number in numbers if not own or number in own)


def _names(gang: Gang, numbers: Sequence[int]) -> tuple[str, ...]:
    return tuple(_name(gang, number) for number in numbers)


def _name(gang: Gang, number: int | None) -> str:
    found = gang.by_number.get(number) if number is not None else None
    return name_of(found) if found is not None else ""
