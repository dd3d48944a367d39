"""Evaluating a part of the training: asking when its day is over, and answering apart from who answers."""

import random
from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.berichten.outbox import owe_many
from community.models import User
from training.access.evaluaties import may_answer
from training.models import Onderdeelantwoord, Onderdeelevaluatie, Onderdeelstem
from training.queries.evaluaties import ask_moment, closing_moment, due_days, people_of, rounds_with_open_taken
from training.queries.gemist import Gemist

INVULLEN = "ONDERDEEL_EVALUEREN"
ASKED_NOW = "N28"
CLOSED = _("Deze evaluatie is intussen gesloten. Je antwoorden zijn daarom niet bewaard.")
TWICE = _("Je hebt deze vragen al beantwoord.")


def answer_evaluatie(
    *, actor: User, evaluatie: Onderdeelevaluatie, answers: Mapping[str, int | str], now: datetime
) -> None:
    """Store what somebody answers, apart from who she is; once.

    Raises ActionError when she answered before, or the round closed meanwhile.
    """
    access.require(may_answer(actor, evaluatie, now))
    with transaction.atomic():
        row = Onderdeelevaluatie.objects.select_for_update().get(pk=evaluatie.pk)
        if row.closes_at <= now:
            raise ActionError(CLOSED)
        if Onderdeelstem.objects.filter(evaluatie=row, user=actor).exists():
            raise ActionError(TWICE)
        Onderdeelstem.objects.create(evaluatie=row, user=actor)
        _put_among_others(row, answers)
        finish_taken(INVULLEN, object_id=row.pk, user=actor, now=now)


def open_evaluaties(now: datetime) -> None:
    """Ask who was there about each day that is over; twice changes nothing. What is over is asked no longer."""
    for day in due_days(now):
        try:
            with transaction.atomic():
                _open(day, now)
        except IntegrityError:
            continue  # another planner was first
    for row in rounds_with_open_taken(INVULLEN, now):
        withdraw_taken(INVULLEN, object_id=row.pk, now=now)


def _open(day: Gemist, now: datetime) -> None:
    closes_at = closing_moment(day)
    row = Onderdeelevaluatie.objects.create(editiedeel=day.first, opened_at=now, closes_at=closes_at)
    people = people_of(day)
    # The duty begins when the day ends, so that its reminder counts from there when this is looked at late.
    open_taken(INVULLEN, users=people, object_id=row.pk, kring=day.first.editie.kring, due_at=closes_at,
               now=day.last_at)  # fmt: skip
    owe_many(ASKED_NOW, object_id=row.pk, recipients=people, moment="gevraagd", due_at=ask_moment(day.last_at),
             expires_at=closes_at, now=now)  # fmt: skip


def _put_among_others(row: Onderdeelevaluatie, answers: Mapping[str, int | str]) -> None:
    """Write all answers of a round anew in an order of chance, under new ids.

    Rows lie in a table in the order they were written, each with the transaction that wrote it, beside that of the
    vote. Written anew they all have the last one, and their place tells nothing.
    """
    kept = [*row.antwoorden.values_list("answers", flat=True), dict(answers)]
    random.SystemRandom().shuffle(kept)
    row.antwoorden.all().delete()
    Onderdeelantwoord.objects.bulk_create(Onderdeelantwoord(evaluatie=row, answers=one) for one in kept)
