"""The end of a toernee: finished, blown off, and its content destroyed a year later."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from community import access
from community.actions.agenda import cancel_coming_of_kring
from community.actions.groepseinde import end_open_matters
from community.actions.groepsleven import people_in
from community.actions.kluis import destroy_data_key
from community.actions.taken import withdraw_taken
from community.berichten.outbox import owe_many
from community.models import Bezetting, Kring, Taak, User
from community.workdays import local_date, past_term
from intervisie.access.stappen import OPEN_STEP
from intervisie.access.toernees import coming_bezoeken, may_change_people
from intervisie.actions.stappen import excuse_open
from intervisie.actions.toerneemensen import TOERNEE_KLEIN, hold_toernee
from intervisie.bewaarregels import REGELS
from intervisie.models import (
    Bezoek,
    Bezoekkit,
    BezoekStatus,
    Bezoekverslag,
    Stapantwoord,
    Toernee,
    Toerneebrief,
    Toerneestap,
    ToerneeStatus,
    Waarneming,
)

ENDED = "N221"
# How long who was in a toernee can read on after it ended: a year. Then its content is destroyed.
KEPT = REGELS["toernees"].term
# Nothing is waited for any more since so many days: then a toernee is finished by itself.
DAYS_QUIET = 28


def finish_toernee(*, actor: User, toernee: Toernee, now: datetime) -> None:
    """Let a coördinator say that a toernee is finished; its people are told. Raises ActionError when it ended."""
    access.require(may_change_people(actor, toernee, now))
    with transaction.atomic():
        _end(toernee, hold_toernee(toernee), ToerneeStatus.AFGEROND, "", now)


def blow_off_toernee(*, actor: User, toernee: Toernee, reason: str, now: datetime) -> None:
    """Let a coördinator blow a toernee off and tell its people in these words. Raises ActionError when it ended."""
    access.require(may_change_people(actor, toernee, now))
    with transaction.atomic():
        _end(toernee, hold_toernee(toernee), ToerneeStatus.AFGEBLAZEN, reason, now)


def end_toernee(kring: Kring, now: datetime) -> None:
    """Finish the toernee of this Kring and tell its people. Call under the lock of the Kring."""
    _end(Toernee.objects.get(kring=kring), kring, ToerneeStatus.AFGEROND, "", now)


def finish_quiet_toernees(now: datetime) -> int:
    """Finish the toernees of which every visit is over and nothing is waited for, four weeks after its last step.

    Returns how many. Safe any number of times.
    """
    rows = Toernee.objects.filter(status=ToerneeStatus.LOOPT, kring__closed_at__isnull=True)
    rows = rows.exclude(pk__in=Toerneestap.objects.filter(OPEN_STEP).values("toernee"))
    dated = rows.annotate(last_step=Max("stappen__due_date"), last_visit=Max("bezoeken__date")).order_by("pk")
    number = 0
    for toernee in dated:
        days = [day for day in (toernee.last_step, toernee.last_visit) if day is not None]
        if not days or local_date(now) <= max(days) + timedelta(days=DAYS_QUIET):
            continue
        with transaction.atomic():
            kring = hold_toernee(toernee)
            if not Toerneestap.objects.filter(OPEN_STEP, toernee=toernee).exists():
                _end(toernee, kring, ToerneeStatus.AFGEROND, "", now)
                number += 1
    return number


def purge_toernees(now: datetime) -> int:
    """Destroy the content of toernees that ended a year ago: what was written is removed, the key is gone. In a scope.

    Who was in it, when the visits were and which steps were done stays.
    """
    limit = past_term(now, KEPT)
    rows = Toernee.objects.filter(destroyed_at__isnull=True, ended_at__lt=limit).order_by("pk")
    for found in rows:
        with transaction.atomic():
            toernee = Toernee.objects.select_for_update(no_key=True).get(pk=found.pk)
            if toernee.destroyed_at is not None:
                continue
            _remove_content(toernee)
            Toernee.objects.filter(pk=toernee.pk).update(destroyed_at=now)
            # Last: there is no way back.
            destroy_data_key(key_id=toernee.data_key_id, kind="TOERNEE", object_id=toernee.pk, actor=None,
                             reason="TERMIJN", now=now)  # fmt: skip
    return len(rows)


def _remove_content(toernee: Toernee) -> None:
    Stapantwoord.objects.filter(stap__toernee=toernee).delete()
    for model in (Waarneming, Bezoekkit, Bezoekverslag):
        model.objects.filter(bezoek__toernee=toernee).delete()
    Toerneebrief.objects.filter(toernee=toernee).delete()


def _end(toernee: Toernee, kring: Kring, status: ToerneeStatus, reason: str, now: datetime) -> None:
    """End a toernee: visits that are still to come are off, nobody waits for anything. Under the lock of the Kring."""
    present = people_in(kring, now)
    coming = list(coming_bezoeken(toernee, now).values_list("pk", "bijeenkomst"))
    Bezoek.objects.filter(pk__in=[pk for pk, _meeting in coming]).update(status=BezoekStatus.VERVALLEN)
    Bezetting.objects.filter(bijeenkomst__in=[meeting for _pk, meeting in coming]).delete()
    excuse_open(Toerneestap.objects.filter(toernee=toernee), None, now)
    kring.closed_at = now
    kring.save(update_fields=["closed_at"])
    Toernee.objects.filter(pk=toernee.pk).update(
        status=status, ended_at=now, cancel_reason=reason, version=toernee.version + 1
    )
    end_open_matters(kring, now)
    Taak.objects.filter(kring=kring, done_at__isnull=True, withdrawn_at__isnull=True).update(withdrawn_at=now)
    withdraw_taken(TOERNEE_KLEIN, object_id=toernee.pk, now=now)
    why = reason or _("De toernee is afgerond.")
    cancel_coming_of_kring(kring=kring, reason=why, now=now)
    moment = "afgeblazen" if status == ToerneeStatus.AFGEBLAZEN else "afgerond"
    owe_many(ENDED, object_id=toernee.pk, recipients=present, moment=moment, now=now)
