"""Giving the places of an editie: admitting, the waiting list, declining, offering a place that came free.

Everything here happens under the lock of the Kring of the editie, so that the last place is given once.
"""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from enum import Enum

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kringen import add_member, lock_kring
from community.actions.planned_elsewhere import give_seats
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.berichten.outbox import owe, withdraw
from community.models import User
from community.notation import listing
from community.workdays import add_workdays, local_date, mail_moment, workday_on_or_before
from training.access.inschrijvingen import may_decide_inschrijvingen, may_withdraw_inschrijving
from training.actions.edities import coming_days
from training.models import Deelnemer, Editie, EditieStatus, Inschrijving, InschrijvingStatus, Instemming
from training.queries.inschrijvingen import first_day, places_free, with_people
from training.queries.kalenderbestand import ADMITTED

BEOORDELEN = "INSCHRIJVINGEN_BEOORDELEN"
PLEK = "PLEK_AANGEBODEN"
DECIDED, OFFERED = "N13", "N14"
# Working days somebody has to take a place that came free.
ANSWER_WORKDAYS = 5


class Besluit(Enum):
    """What the coördinator decides about applications."""

    TOELATEN = "toelaten"
    WACHTLIJST = "wachtlijst"
    AANBIEDEN = "aanbieden"
    AFWIJZEN = "afwijzen"


# From which status each decision can be taken.
FROM = {
    Besluit.TOELATEN: (InschrijvingStatus.AANGEVRAAGD, InschrijvingStatus.WACHTLIJST, InschrijvingStatus.AANGEBODEN),
    Besluit.WACHTLIJST: (InschrijvingStatus.AANGEVRAAGD, InschrijvingStatus.AFGEWEZEN),
    Besluit.AANBIEDEN: (InschrijvingStatus.AANGEVRAAGD, InschrijvingStatus.WACHTLIJST),
    Besluit.AFWIJZEN: (InschrijvingStatus.AANGEVRAAGD, InschrijvingStatus.WACHTLIJST),
}
TAKES_PLACE = (Besluit.TOELATEN, Besluit.AANBIEDEN)


def decide_inschrijvingen(
    *, actor: User, editie: Editie, ids: Collection[uuid.UUID], besluit: Besluit, text: str, now: datetime
) -> list[Inschrijving]:
    """Decide about these applications at once, in words that go along in the mail; all of them or none.

    Raises ActionError when there are too few places, an opdrachtgever said no, or one of them was decided about, or
    taken back, meanwhile.
    """
    access.require(may_decide_inschrijvingen(actor, editie, now))
    with transaction.atomic():
        lock_kring(editie.kring_id)
        held = Editie.objects.get(pk=editie.pk)
        access.require(may_decide_inschrijvingen(actor, held, now))
        rows = list(
            with_people(Inschrijving.objects.filter(editie=held, pk__in=list(ids))).order_by("requested_at", "pk")
        )
        refuse_in_vain(rows, held, besluit, expected=len(set(ids)), now=now)
        for row in rows:
            row.decided_by, row.decision_text = actor, text
            CARRY_OUT[besluit](row, held, now)
        close_duty_when_decided(held, now)
    return rows


def refuse_in_vain(
    rows: Collection[Inschrijving], editie: Editie, besluit: Besluit, *, expected: int, now: datetime
) -> None:
    """Raise ActionError when this decision cannot be taken about these people. The page before it asks it too."""
    if not rows or len(rows) != expected:
        raise ActionError(_("Vink minstens één aanmelding aan die er nog is."))
    decided = [row.user.naam for row in rows if row.status not in FROM[besluit]]
    if decided:
        raise ActionError(_("Over {namen} is al besloten. Kies opnieuw wie je bedoelt.").format(namen=listing(decided)))
    if besluit not in TAKES_PLACE:
        return
    gone = [row.user.naam for row in rows if not row.user.is_active]
    if gone:
        raise ActionError(_("Het account van {namen} is gesloten.").format(namen=listing(gone)))
    refused = [row.user.naam for row in rows if row.instemming == Instemming.NIET_AKKOORD]
    if refused:
        raise ActionError(_("De opdrachtgever van {namen} is niet akkoord.").format(namen=listing(refused)))
    new = sum(row.status != InschrijvingStatus.AANGEBODEN for row in rows)
    free = places_free(editie)
    if new > free:
        raise ActionError(_("Er zijn nog {vrij} plaatsen en je koos {aantal} mensen. Kies er minder.")
                          .format(vrij=free, aantal=new))  # fmt: skip
    if besluit == Besluit.AANBIEDEN and offer_until(editie, now) is None:
        raise ActionError(_("De training begint te snel om nog een plek aan te bieden. Laat iemand direct toe."))


def answer_offer(*, actor: User, inschrijving: Inschrijving, now: datetime) -> None:
    """Take the place that was offered. Refusing it is withdraw_inschrijving.

    Raises ActionError when the offer is over, or the place was taken back.
    """
    access.require(may_withdraw_inschrijving(actor, inschrijving, now))
    with transaction.atomic():
        editie = Editie.objects.get(pk=inschrijving.editie_id)
        lock_kring(editie.kring_id)
        row = with_people(Inschrijving.objects.filter(pk=inschrijving.pk)).get()
        until = row.offer_until_date
        if row.status == InschrijvingStatus.TOEGELATEN:
            raise ActionError(_("Je doet al mee."))
        if row.status != InschrijvingStatus.AANGEBODEN or until is None or local_date(now) >= until:
            raise ActionError(_("Deze plek is niet meer voor je vrij. De tijd om te reageren is voorbij."))
        row.decision_text = ""
        _admit(row, editie, now)


def offer_places(editie: Editie, now: datetime, *, most: int = 1) -> int:
    """Offer places that came free to who waits longest, at most `most`; returns to how many.

    Call under the lock of the Kring.
    """
    until = offer_until(editie, now)
    if until is None or not may_still_offer(editie):
        return 0
    waiting = with_people(
        Inschrijving.objects.filter(editie=editie, status=InschrijvingStatus.WACHTLIJST, user__is_active=True)
    ).exclude(instemming=Instemming.NIET_AKKOORD)
    chosen = list(waiting.order_by("waiting_since", "requested_at", "pk")[: min(most, places_free(editie))])
    for row in chosen:
        row.decision_text = ""
        _offer(row, editie, now)
    return len(chosen)


def offer_until(editie: Editie, now: datetime) -> date | None:
    """Return before which day somebody answers who is offered a place now; None when the training begins too soon."""
    today, begins = local_date(now), first_day(editie)
    until = add_workdays(today, ANSWER_WORKDAYS + 1)
    if begins is not None:
        until = min(until, begins)
    return until if until > today + timedelta(days=1) else None


def may_still_offer(editie: Editie) -> bool:
    """Whether the editie still goes on."""
    return Editie.objects.filter(pk=editie.pk, status=EditieStatus.GEPUBLICEERD).exists()


def close_offer(row: Inschrijving, now: datetime) -> None:
    """Take back what asks somebody to take a place."""
    withdraw_taken(PLEK, object_id=row.pk, now=now)
    withdraw([OFFERED], object_id=row.pk, reason="aanbod voorbij")


def close_duty_when_decided(editie: Editie, now: datetime) -> None:
    """Close the duty to decide once nobody waits for a decision. Call under the lock of the Kring."""
    if not Inschrijving.objects.filter(editie=editie, status=InschrijvingStatus.AANGEVRAAGD).exists():
        finish_taken(BEOORDELEN, object_id=editie.pk, now=now)


def _admit(row: Inschrijving, editie: Editie, now: datetime) -> None:
    """Let somebody take part: in the Kring, with a seat in each day that comes, and asked for the agreements."""
    close_offer(row, now)
    _store(row, InschrijvingStatus.TOEGELATEN, now)
    add_member(kring=editie.kring, user=row.user, now=now)
    Deelnemer.objects.create(editie=editie, user=row.user, inschrijving=row, admitted_at=now)
    for deel in coming_days(editie, now):
        give_seats(deel.bijeenkomst, [row.user], now)  # type: ignore[arg-type]  # coming_days have a meeting
    owe(ADMITTED, object_id=row.pk, recipient=row.user, moment=f"v{row.version}", now=now)


def _wait(row: Inschrijving, editie: Editie, now: datetime) -> None:
    _store(row, InschrijvingStatus.WACHTLIJST, now, waiting_since=row.waiting_since or now)
    owe(DECIDED, object_id=row.pk, recipient=row.user, moment=f"wachtlijst:v{row.version}", now=now)


def _offer(row: Inschrijving, editie: Editie, now: datetime) -> None:
    until = offer_until(editie, now)
    if until is None:
        return
    _store(row, InschrijvingStatus.AANGEBODEN, now, waiting_since=row.waiting_since or now, offer_until_date=until)
    last_day = workday_on_or_before(until - timedelta(days=1))
    open_taken(PLEK, users=[row.user], object_id=row.pk, due_at=mail_moment(last_day), now=now)
    owe(OFFERED, object_id=row.pk, recipient=row.user, moment=f"aanbod:v{row.version}", now=now)


def _decline(row: Inschrijving, editie: Editie, now: datetime) -> None:
    _store(row, InschrijvingStatus.AFGEWEZEN, now)
    owe(DECIDED, object_id=row.pk, recipient=row.user, moment=f"afgewezen:v{row.version}", now=now)


def _store(
    row: Inschrijving, status: InschrijvingStatus, now: datetime, *, waiting_since: datetime | None = None,
    offer_until_date: date | None = None,
) -> None:  # fmt: skip
    row.status, row.decided_at = status, now
    row.waiting_since, row.offer_until_date = waiting_since, offer_until_date
    row.version += 1
    row.save()


CARRY_OUT = {
    Besluit.TOELATEN: _admit,
    Besluit.WACHTLIJST: _wait,
    Besluit.AANBIEDEN: _offer,
    Besluit.AFWIJZEN: _decline,
}
