"""The steps of a toernee as duties of one person each: given, moved along with visits, done, and excused.

Others call `open_steps`, `finish_step` and `excuse_open` within their own transaction; each can be
called any number of times.
"""

import uuid
from collections.abc import Collection, Iterable
from datetime import date, datetime, time

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, open_taken
from community.berichten.outbox import owe
from community.models import Taak, User
from community.workdays import at_local, local_date
from intervisie.access.stappen import OPEN_STEP, may_excuse
from intervisie.models import Bezoek, Toernee, Toerneedeelnemer, Toerneestap
from intervisie.protocol import words
from intervisie.protocol.days import feasible_days, usual_days
from intervisie.queries.protocollen import protocol_of
from intervisie.queries.stappen import live_rows, with_steps
from intervisie.queries.staprollen import Asked, asked_steps

# The kind of Taak; its object is the Toerneestap. And the message to who was excused by somebody else.
STAP = "TOERNEESTAP"
EXCUSED = "N228"


def due_moment(day: date) -> datetime:
    """Return the date of the duty: noon of its day, so that it is that day wherever it is read."""
    return at_local(day, time(12))


def open_steps(toernee: Toernee, now: datetime) -> None:
    """Give everybody her steps as people, roles and visits stand now, and open what can be done from today.

    What somebody does no longer is excused, what she does again is hers again; done steps stay. A step that would be
    due in the past gets some working days. Who came in somebody's place gets what is to be done from that day on.
    """
    with transaction.atomic():
        held = _hold(toernee)
        asked = asked_steps(held, list(protocol_of(held).steps()), now)
        rows = Toerneestap.objects.filter(toernee=held).select_related("deelnemer")
        stored = {(row.bezoek_id, row.step, row.deelnemer_id): row for row in rows}
        _add([one for one in asked if one.key not in stored and not _came_too_late(one, held, stored)], held, now)
        _keep([(stored[one.key], one) for one in asked if one.key in stored], now)
        wanted = {one.key for one in asked}
        gone = [row.pk for key, row in stored.items() if key not in wanted]
        excuse_open(Toerneestap.objects.filter(pk__in=gone), None, now)
        open_due_steps(now, toernee=held)


def finish_step(
    *, step: str, deelnemer: Toerneedeelnemer, now: datetime, bezoek: Bezoek | None = None,
    toernee: Toernee | None = None,
) -> None:  # fmt: skip
    """Say that this person did the step of this code, of a visit or of the whole toernee.

    Nothing happens when the protocol has no such step, when it is done, or when she was excused.
    """
    with transaction.atomic():
        rows = Toerneestap.objects.filter(OPEN_STEP, step=step, deelnemer=deelnemer, bezoek=bezoek)
        rows = rows if toernee is None else rows.filter(toernee=toernee)
        finish_rows(rows.select_for_update(of=("self",), no_key=True), now)


def finish_rows(stappen: Iterable[Toerneestap], now: datetime) -> None:
    """Mark these open steps as done, with their Taken."""
    for stap in stappen:
        Toerneestap.objects.filter(OPEN_STEP, pk=stap.pk).update(done_at=now)
        finish_taken(STAP, object_id=stap.pk, now=now)


def excuse_open(rows: QuerySet[Toerneestap], actor: User | None, now: datetime) -> int:
    """Let nobody wait any more for these steps, as far as they are open; their Taken go. Returns how many there were.

    `actor` is who excuses; None when nobody chose it: the person left, the visit is off, the toernee ended.
    """
    ids = list(rows.filter(OPEN_STEP).values_list("pk", flat=True))
    excused = Toerneestap.objects.filter(OPEN_STEP, pk__in=ids).update(excused_at=now, excused_by=actor)
    _withdraw(ids, now)
    return excused


def excuse_step(*, actor: User, stap: Toerneestap, now: datetime) -> None:
    """Excuse somebody from one step; she hears it when another did so. Raises ActionError when it was done already."""
    access.require(may_excuse(actor, stap, now))
    with transaction.atomic():
        _hold(stap.toernee)
        stored = Toerneestap.objects.select_related("deelnemer__user").get(pk=stap.pk)
        if stored.excused_at is not None:
            return
        # She may do it at this very moment: then there was nothing to excuse.
        if not excuse_open(Toerneestap.objects.filter(pk=stored.pk), actor, now):
            raise ActionError(_("Deze stap is al gedaan. Vrijstellen hoeft niet meer."))
        if stored.deelnemer.user_id != actor.pk:
            owe(EXCUSED, object_id=stored.pk, recipient=stored.deelnemer.user, now=now)


def open_due_steps(now: datetime, *, toernee: Toernee | None = None) -> list[Toerneestap]:
    """Open the Taken of steps that can be done from today, of one toernee or of all; return which steps were opened.

    The visit itself stands in the agenda and is no Taak.
    """
    rows = live_rows().filter(opens_date__lte=local_date(now))
    rows = rows if toernee is None else rows.filter(toernee=toernee)
    asked = Taak.objects.filter(kind=STAP, done_at__isnull=True, withdrawn_at__isnull=True)
    new = [stap for stap, step in with_steps(rows.exclude(pk__in=asked.values("object_id")))
           if step.page != words.BEZOEKDAG]  # fmt: skip
    for stap in new:
        open_taken(STAP, users=[stap.deelnemer.user], object_id=stap.pk, kring=stap.toernee.kring,
                   due_at=due_moment(stap.due_date), now=now)  # fmt: skip
    return new


def _hold(toernee: Toernee) -> Toernee:
    """Return the toernee under its lock: who gives steps and who excuses wait for each other."""
    rows = Toernee.objects.select_related("protocolversie", "kring")
    return rows.select_for_update(of=("self",), no_key=True).get(pk=toernee.pk)


def _came_too_late(one: Asked, toernee: Toernee, stored: Collection[tuple[uuid.UUID | None, str, uuid.UUID]]) -> bool:
    """Whether this step was over, or done by who was there before, when this person came into a toernee that ran."""
    came = one.deelnemer.joined_at
    if toernee.planned_at is None or came <= toernee.planned_at:
        return False
    day = local_date(came)
    if usual_days(one.step, one.anchor).due >= day:
        return False
    if one.bezoek is None or one.bezoek.date < day:
        return True
    # Who receives in somebody's place shows another samenwerking: what was done for that one is not done for hers.
    return one.bezoek.host_id != one.deelnemer.pk and _was_done(one)


def _was_done(one: Asked) -> bool:
    before = Toerneestap.objects.filter(deelnemer__replaced_by=one.deelnemer, step=one.step.code, bezoek=one.bezoek)
    return before.filter(done_at__isnull=False).exists()


def _add(asked: Iterable[Asked], toernee: Toernee, now: datetime) -> None:
    rows = []
    for one in asked:
        days = feasible_days(one.step, one.anchor, local_date(now))
        rows.append(Toerneestap(toernee=toernee, bezoek=one.bezoek, deelnemer=one.deelnemer, step=one.step.code,
                                opens_date=days.opens, due_date=days.due))  # fmt: skip
    Toerneestap.objects.bulk_create(rows, ignore_conflicts=True)


def _keep(pairs: Iterable[tuple[Toerneestap, Asked]], now: datetime) -> None:
    """Let open steps be due where their visit is now; who does again what she was let go from without a word, does."""
    for row, one in pairs:
        if row.done_at is not None or row.excused_by_id is not None:
            continue
        is_back = row.excused_at is not None
        days = feasible_days(one.step, one.anchor, local_date(now), due_now=None if is_back else row.due_date)
        if not is_back and (row.opens_date, row.due_date) == (days.opens, days.due):
            continue
        Toerneestap.objects.filter(pk=row.pk).update(excused_at=None, opens_date=days.opens, due_date=days.due)
        # Not yet open on its new day: the duty comes back when it is.
        if days.opens > local_date(now):
            _withdraw([row.pk], now)
        else:
            _taken([row.pk]).update(due_at=due_moment(days.due))


def _withdraw(ids: Collection[uuid.UUID], now: datetime) -> None:
    _taken(ids).update(withdrawn_at=now)


def _taken(ids: Collection[uuid.UUID]) -> QuerySet[Taak]:
    return Taak.objects.filter(kind=STAP, object_id__in=ids, done_at__isnull=True, withdrawn_at__isnull=True)
