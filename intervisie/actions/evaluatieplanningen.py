"""Planning that a group or samenwerking looks back, doing so on its day, and ending it (INT-11)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from community import access
from community.access.groepsleven import choosers_of
from community.actions.errors import ActionError
from community.actions.groepsleven import open_evaluatie
from community.actions.kringen import lock_kring
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.actions.versions import save_version
from community.models import Kring, Samenwerking, User
from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_after
from intervisie.access.evaluatieplanningen import (
    keepers,
    may_plan_evaluaties,
    people_to_reflect,
    plannable_kringen,
    plannable_samenwerkingen,
    visible_terugblikken,
)
from intervisie.models import Evaluatieplanning, EvaluatieplanningForm, Terugblik
from intervisie.queries.evaluatieplanningen import due_planningen, is_over, left_reflecties

# Kinds of Taak: planning a talk, and writing for oneself.
TERUGBLIK, REFLECTIE = "TERUGBLIK_PLANNEN", "REFLECTIE_SCHRIJVEN"
# Working days to plan a talk or to write in.
DAYS_TO_DO = 10
FORM_OF_GROUPS = gettext_lazy("Een samenwerking heeft geen vragenlijst. Kies een gesprek of ieder voor zichzelf.")


@dataclass(frozen=True)
class PlanningAnswers:
    """What is planned: why, how, when first, and after how many weeks again (None: once)."""

    reason: str
    form: str
    next_date: date
    repeat_weeks: int | None = None


def plan_evaluatie(
    *, actor: User, target: Kring | Samenwerking, answers: PlanningAnswers, now: datetime
) -> Evaluatieplanning:
    """Plan that this group or samenwerking looks back. Raises ActionError when it cannot do so in this form."""
    access.require(may_plan_evaluaties(actor, now))
    is_kring = isinstance(target, Kring)
    known = plannable_kringen(actor, now) if is_kring else plannable_samenwerkingen(actor, now)
    access.require(known.filter(pk=target.pk).exists())
    _judge(is_kring, answers.form)
    return Evaluatieplanning.objects.create(
        kring=target if isinstance(target, Kring) else None,
        samenwerking=target if isinstance(target, Samenwerking) else None,
        planned_by=actor, planned_at=now, **_changes(answers),
    )  # fmt: skip


def change_evaluatieplanning(
    *, actor: User, planning: Evaluatieplanning, version: int, answers: PlanningAnswers, now: datetime
) -> Evaluatieplanning:
    """Store another day, form or repetition. What was asked before stays asked, but not in a form that is no more.

    Raises StaleSaveError, with what is stored, when somebody saved in between; ActionError when it ended.
    """
    access.require(may_plan_evaluaties(actor, now))
    _judge(planning.kring_id is not None, answers.form)
    with transaction.atomic():
        held = _hold(planning)
        stored = save_version(planning, version=version, changes=_changes(answers))
        if held.form != answers.form:
            for terugblik in held.terugblikken.filter(closed_at__isnull=True):
                _close(terugblik, now)
        return stored


def end_evaluatieplanning(*, actor: User, planning: Evaluatieplanning, now: datetime) -> None:
    """Ask nobody any more: what is asked now is withdrawn too. Raises ActionError when it ended already."""
    access.require(may_plan_evaluaties(actor, now))
    with transaction.atomic():
        _end(_hold(planning), now)


def note_talk(*, actor: User, terugblik: Terugblik, now: datetime) -> None:
    """Note that the talk to look back is planned; that duty is done for everybody. Doing it twice is as once."""
    access.require(visible_terugblikken(actor, now).filter(pk=terugblik.pk).exists())
    with transaction.atomic():
        Terugblik.objects.filter(pk=terugblik.pk, closed_at__isnull=True).update(closed_at=now)
        finish_taken(TERUGBLIK, object_id=terugblik.pk, now=now)


def ask_to_look_back(now: datetime) -> None:
    """Ask whom the plannings of today name, once; what nobody wrote in six weeks is asked no more.

    A day that is no working day waits for the next one. Who was not there for days asks once, not for every time.
    """
    for planning_id, kring_id in due_planningen(now):
        with transaction.atomic():
            # The Kring before the planning: whoever opens and closes rounds takes them in this order.
            kring = lock_kring(kring_id) if kring_id else None
            _ask(Evaluatieplanning.objects.select_for_update(of=("self",)).get(pk=planning_id), kring, now)
    for terugblik in left_reflecties(now):
        with transaction.atomic():
            _close(terugblik, now)


def _ask(planning: Evaluatieplanning, kring: Kring | None, now: datetime) -> None:
    """Do what the planning says, when it still is its day, and set the next. Call under its lock."""
    if planning.ended_at is not None or planning.next_date is None:
        return
    if is_over(planning):
        _end(planning, now)
        return
    if workday_on_or_after(planning.next_date) > local_date(now):
        return
    for earlier in planning.terugblikken.filter(closed_at__isnull=True):
        _close(earlier, now)
    terugblik, is_new = Terugblik.objects.get_or_create(
        planning=planning, about_date=planning.next_date, defaults={"opened_at": now}
    )
    if is_new:
        _open(terugblik, planning, kring, now)
    planning.next_date = _next(planning.next_date, planning.repeat_weeks, local_date(now))
    planning.ended_at = None if planning.next_date else now
    planning.version += 1
    planning.save(update_fields=["next_date", "ended_at", "version"])


def _open(terugblik: Terugblik, planning: Evaluatieplanning, kring: Kring | None, now: datetime) -> None:
    if planning.form == EvaluatieplanningForm.VRAGEN:
        if kring is not None:
            open_evaluatie(kring, now)
        Terugblik.objects.filter(pk=terugblik.pk).update(closed_at=now)
        return
    due_at = mail_moment(add_workdays(local_date(now), DAYS_TO_DO))
    if planning.form == EvaluatieplanningForm.GESPREK:
        kind, people = TERUGBLIK, choosers_of(kring, now) if kring is not None else keepers(planning)
    else:
        kind, people = REFLECTIE, people_to_reflect(planning, now)
    open_taken(kind, users=people, object_id=terugblik.pk, kring=kring, due_at=due_at, now=now)


def _next(day: date, weeks: int | None, today: date) -> date | None:
    """Return the first later day in this rhythm that lies after today; None without a rhythm."""
    if not weeks:
        return None
    step = timedelta(weeks=weeks)
    return day + step * ((today - day) // step + 1)


def _end(planning: Evaluatieplanning, now: datetime) -> None:
    planning.ended_at, planning.next_date = now, None
    planning.version += 1
    planning.save(update_fields=["ended_at", "next_date", "version"])
    for terugblik in planning.terugblikken.filter(closed_at__isnull=True):
        _close(terugblik, now)


def _close(terugblik: Terugblik, now: datetime) -> None:
    """Ask nobody any more."""
    Terugblik.objects.filter(pk=terugblik.pk, closed_at__isnull=True).update(closed_at=now)
    for kind in (TERUGBLIK, REFLECTIE):
        withdraw_taken(kind, object_id=terugblik.pk, now=now)


def _hold(planning: Evaluatieplanning) -> Evaluatieplanning:
    """Return the planning under its lock. Raises ActionError when it ended meanwhile."""
    row = Evaluatieplanning.objects.select_for_update(of=("self",)).get(pk=planning.pk)
    if row.ended_at is not None:
        raise ActionError(_("Deze planning is intussen afgelopen."))
    return row


def _judge(is_kring: bool, form: str) -> None:
    if not is_kring and form == EvaluatieplanningForm.VRAGEN:
        raise ActionError(str(FORM_OF_GROUPS))


def _changes(answers: PlanningAnswers) -> dict[str, object]:
    return {name: getattr(answers, name) for name in ("reason", "form", "next_date", "repeat_weeks")}
