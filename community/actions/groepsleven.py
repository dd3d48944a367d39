"""The life of a group: its start and rhythm, what a member mutes or has read, evaluation and what comes after."""

from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.groepsleven import (
    asked_lidmaatschappen,
    choosers_of,
    leading_in,
    may_answer_evaluatie,
    may_choose_vervolg,
    may_mute,
    may_start,
)
from community.access.kringen import may_still_manage
from community.actions.agenda import cancel_coming_of_kring
from community.actions.errors import ActionError
from community.actions.groepseinde import EVALUATIE_INVULLEN, RITME_BEWAKEN, VERVOLG_KIEZEN, close_leergroep
from community.actions.kringen import lidmaatschap_under_lock, lock_kring
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.berichten.outbox import change_mode, owe_many
from community.extension_points import bericht_kinds
from community.group_lives import group_lives
from community.models import (
    Evaluatie,
    Evaluatieantwoord,
    Evaluatiestem,
    Groepsbericht,
    Kring,
    Leergroep,
    LeergroepPhase,
    Lidmaatschap,
    MailMode,
    User,
    Vervolg,
)
from community.queries.groepsleven import Answers, due_rhythms, due_to_evaluate
from community.workdays import at_local, local_date, mail_moment, workday_on_or_before

# What a member who mutes a group is not mailed any more.
ABOUT_MESSAGES = ("N77", "N121")
# Between asking the members and closing the round: three weeks, the last day in full.
DAYS_TO_EVALUATE = 21


def start_leergroep(
    *, actor: User, leergroep: Leergroep, rhythm_weeks: int | None, evaluate_after: int | None, now: datetime
) -> None:
    """Let a group that was being set up begin, in the rhythm it chose.

    Raises ActionError when it began, or was closed, meanwhile.
    """
    access.require(may_start(actor, leergroep, now))
    with transaction.atomic():
        kring = lock_kring(leergroep.kring_id)
        access.require(may_still_manage(actor, kring, now))
        row = Leergroep.objects.get(pk=leergroep.pk)
        if row.phase != LeergroepPhase.IN_OPRICHTING:
            raise ActionError(_("Deze groep is intussen al begonnen of afgesloten."))
        Leergroep.objects.filter(pk=row.pk).update(phase=LeergroepPhase.ACTIEF, version=row.version + 1)
        kring.started_at, kring.rhythm_weeks, kring.evaluate_after = now, rhythm_weeks, evaluate_after
        kring.save(update_fields=["started_at", "rhythm_weeks", "evaluate_after"])


def mute_leergroep(*, actor: User, leergroep: Leergroep, is_muted: bool, now: datetime) -> None:
    """Stop or begin again the mails about messages of this group to this member. Twice is as once.

    What waits to be mailed stays on screen only; mails about meetings and duties go on.
    """
    access.require(may_mute(actor, leergroep.kring, now))
    with transaction.atomic():
        rows = Lidmaatschap.objects.filter(kring=leergroep.kring_id, user=actor, until_at__isnull=True)
        if not is_muted:
            rows.update(muted_at=None)
        elif rows.filter(muted_at__isnull=True).update(muted_at=now):
            written = Groepsbericht.objects.filter(kring=leergroep.kring_id).values_list("pk", flat=True)
            kinds = [bericht_kinds.get(code) for code in ABOUT_MESSAGES]
            change_mode(actor, kinds, mode=MailMode.GEEN, about=written, now=now)


def put_welcome_away(*, actor: User, leergroep: Leergroep, now: datetime) -> None:
    """Note that a member has read the welcome of this group. Twice is as once."""
    access.require(may_answer_evaluatie(actor, leergroep.kring, now))
    Lidmaatschap.objects.filter(
        kring=leergroep.kring_id, user=actor, until_at__isnull=True, welcomed_at__isnull=True
    ).update(welcomed_at=now)


def answer_evaluatie(*, actor: User, evaluatie: Evaluatie, answers: Answers, wants_on: bool, now: datetime) -> None:
    """Store what a member answers, apart from who she is; once. The round closes when everybody answered.

    Raises ActionError when she answered before, or the round was closed meanwhile.
    """
    access.require(may_answer_evaluatie(actor, evaluatie.kring, now))
    with transaction.atomic():
        kring = lock_kring(evaluatie.kring_id)
        access.require(lidmaatschap_under_lock(kring, actor.pk) is not None)
        row = Evaluatie.objects.get(pk=evaluatie.pk)
        if row.closed_at is not None or row.closes_at <= now:
            raise ActionError(_("Deze evaluatie is intussen gesloten. Je antwoorden zijn daarom niet bewaard."))
        if Evaluatiestem.objects.filter(evaluatie=row, user=actor).exists():
            raise ActionError(_("Je hebt deze evaluatie al ingevuld."))
        Evaluatiestem.objects.create(evaluatie=row, user=actor, wants_on=wants_on)
        Evaluatieantwoord.objects.create(
            evaluatie=row, leert=answers.leert, veilig=answers.veilig, tijd_waard=answers.tijd_waard,
            text=answers.text if group_lives.get(kring.kind).asks_words else "",
        )  # fmt: skip
        finish_taken(EVALUATIE_INVULLEN, object_id=row.pk, user=actor, now=now)
        _close_when_complete(row, kring, now)


def choose_vervolg(*, actor: User, evaluatie: Evaluatie, vervolg: Vervolg, now: datetime) -> None:
    """Go on with the group, or close it. Mixing it again is of each kind of group its own (actions.groepsmix).

    Raises ActionError when the round still runs, or somebody chose meanwhile.
    """
    access.require(may_choose_vervolg(actor, evaluatie.kring, now))
    with transaction.atomic():
        kring = lock_kring(evaluatie.kring_id)
        note_vervolg(actor=actor, evaluatie=evaluatie, kring=kring, vervolg=vervolg, now=now)
        if vervolg == Vervolg.AFSLUITEN:
            group_lives.get(kring.kind).close(kring, now)


def end_leergroep(kring: Kring, now: datetime) -> None:
    """Close a leergroep with its coming meetings, and tell its people. Call under the lock of the Kring."""
    present = people_in(kring, now)
    leergroep = Leergroep.objects.get(kring=kring)
    close_leergroep(leergroep, kring, now)
    cancel_coming_of_kring(kring=kring, reason=_("De groep is afgesloten."), now=now)
    owe_many("N118", object_id=leergroep.pk, recipients=present, moment="afgesloten", now=now)


def note_vervolg(*, actor: User, evaluatie: Evaluatie, kring: Kring, vervolg: Vervolg, now: datetime) -> None:
    """Store what was chosen and close that duty for everybody. Call under the lock of the Kring."""
    access.require(may_still_manage(actor, kring, now))
    row = Evaluatie.objects.get(pk=evaluatie.pk)
    if row.vervolg or kring.closed_at is not None:
        raise ActionError(_("Er is intussen al gekozen hoe de groep verdergaat."))
    if row.closed_at is None:
        raise ActionError(_("De evaluatie loopt nog. Kies als iedereen heeft geantwoord of de tijd om is."))
    Evaluatie.objects.filter(pk=row.pk).update(vervolg=vervolg, chosen_at=now, chosen_by=actor)
    finish_taken(VERVOLG_KIEZEN, object_id=row.pk, now=now)


def people_in(kring: Kring, now: datetime) -> list[User]:
    """Return everybody who is in the Kring now."""
    rows = Lidmaatschap.objects.filter(kring=kring, until_at__isnull=True, user__is_active=True)
    return [row.user for row in rows.select_related("user")]


def open_evaluaties(now: datetime) -> None:
    """Ask the members of every group that met often enough since it was asked last, or since it began."""
    for kring_id in due_to_evaluate(now):
        with transaction.atomic():
            open_evaluatie(lock_kring(kring_id), now)


def open_evaluatie(kring: Kring, now: datetime) -> Evaluatie | None:
    """Begin a round and ask everybody who reads along. Call under the lock of the Kring."""
    if kring.closed_at is not None or Evaluatie.objects.filter(kring=kring, closed_at__isnull=True).exists():
        return None
    closes_at = at_local(local_date(now) + timedelta(days=DAYS_TO_EVALUATE + 1), time(0))
    row = Evaluatie.objects.create(kring=kring, opened_at=now, closes_at=closes_at)
    members = [lid.user for lid in asked_lidmaatschappen(kring, now).select_related("user")]
    due_at = mail_moment(workday_on_or_before(local_date(closes_at) - timedelta(days=1)))
    open_taken(EVALUATIE_INVULLEN, users=members, object_id=row.pk, kring=kring, due_at=due_at, now=now)
    owe_many("N116", object_id=row.pk, recipients=members, moment="gevraagd", expires_at=closes_at, now=now)
    return row


def close_evaluaties(now: datetime) -> None:
    """Close the rounds whose days are over, and those of which the last silent member left."""
    for row in Evaluatie.objects.filter(closed_at__isnull=True).select_related("kring"):
        with transaction.atomic():
            kring = lock_kring(row.kring_id)
            fresh = Evaluatie.objects.get(pk=row.pk)
            if fresh.closed_at is None and fresh.closes_at <= now:
                _close(fresh, kring, now)
            elif fresh.closed_at is None:
                _close_when_complete(fresh, kring, now)


def ask_to_plan(now: datetime) -> None:
    """Ask who leads a group to plan a meeting, when its rhythm asks for one and nothing is planned."""
    for due in due_rhythms(now):
        with transaction.atomic():
            kring = lock_kring(due.kring_id)
            if kring.closed_at is None:
                planners = choosers_of if group_lives.get(kring.kind).is_planned_by_hart else leading_in
                open_taken(
                    RITME_BEWAKEN, users=planners(kring, now), object_id=due.kring_id, kring=kring,
                    due_at=mail_moment(workday_on_or_before(due.by)), now=now,
                )  # fmt: skip


def _close_when_complete(row: Evaluatie, kring: Kring, now: datetime) -> None:
    asked = asked_lidmaatschappen(kring, now).filter(from_at__lte=row.opened_at)
    if not asked.exclude(user__in=row.stemmen.values("user")).exists():
        _close(row, kring, now)


def _close(row: Evaluatie, kring: Kring, now: datetime) -> None:
    Evaluatie.objects.filter(pk=row.pk).update(closed_at=now)
    withdraw_taken(EVALUATIE_INVULLEN, object_id=row.pk, now=now)
    if kring.closed_at is None:
        choosers = choosers_of(kring, now)
        open_taken(VERVOLG_KIEZEN, users=choosers, object_id=row.pk, kring=kring, now=now)
        owe_many("N117", object_id=row.pk, recipients=choosers, moment="gevraagd", now=now)
