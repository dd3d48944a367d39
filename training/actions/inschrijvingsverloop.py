"""What goes by itself with applications: offers that lapse, waiting lists that end, people who are gone, forgetting.

Every step is safe any number of times, and for each editie under the lock of its Kring.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community.access.rollen import coordinatoren
from community.actions.kringen import lock_kring
from community.berichten.outbox import owe
from community.models import Gastlink, Kring
from community.wegdoen import remove_in_batches
from community.workdays import add_workdays, local_date, mail_moment, past_term
from training.actions.deelnemers import take_out
from training.actions.inschrijvingen import ASKED, ask_coordinatoren, end_inschrijving
from training.actions.toelating import DECIDED, offer_places
from training.bewaarregels import REGELS
from training.models import WAITING, Deelnemer, Editie, EditieStatus, Inschrijving, InschrijvingStatus
from training.queries.inschrijvingen import first_days, silent_opdrachtgevers, with_people

LAPSED = "N184"
# Working days after which an opdrachtgever who said nothing is asked once more.
REMIND_WORKDAYS = 5
# Five working days are never less than this.
SHORTEST_WAIT = timedelta(days=6)
# How long an application that came to nothing is kept (blueprint §14: 6 months).
KEPT = REGELS["inschrijvingen"].term


def settle(now: datetime) -> None:
    """Let happen what comes with time: see the functions below."""
    edities = Editie.objects.in_bulk(_restless(now))
    days = first_days(edities)
    for editie in sorted(edities.values(), key=lambda row: str(row.pk)):
        with transaction.atomic():
            kring = lock_kring(editie.kring_id)
            freed = _drop_closed_accounts(editie, kring, now) + _lapse_offers(editie, now)
            begins = days.get(editie.pk)
            if editie.status != EditieStatus.GEPUBLICEERD:
                # Everybody who waits hears from who called it off.
                end_open_inschrijvingen(editie=editie, text=_("Deze editie gaat niet door."), now=now, tells=False)
            elif begins is not None and local_date(now) >= begins:
                end_open_inschrijvingen(
                    editie=editie, text=_("De training is begonnen. Er kwam geen plek meer vrij."), now=now
                )
            elif freed:
                offer_places(editie, now, most=freed)
    _ask_now(now)
    _remind_opdrachtgevers(now)


def end_open_inschrijvingen(*, editie: Editie, text: str, now: datetime, tells: bool = True) -> int:
    """Decline everybody who still waits, in these words; returns how many. Call under the lock of the Kring."""
    rows = list(with_people(Inschrijving.objects.filter(editie=editie, status__in=WAITING)).order_by("pk"))
    for row in rows:
        row.decision_text = text
        row.save(update_fields=["decision_text"])
        end_inschrijving(row, InschrijvingStatus.AFGEWEZEN, now)
        if tells:
            owe(DECIDED, object_id=row.pk, recipient=row.user, moment=f"afgewezen:v{row.version}", now=now)
    return len(rows)


def purge_inschrijvingen(now: datetime) -> int:
    """Forget applications that came to nothing half a year ago, and who the opdrachtgever was. Returns how many."""
    ended = (InschrijvingStatus.AFGEWEZEN, InschrijvingStatus.INGETROKKEN)
    rows = Inschrijving.objects.filter(status__in=ended, decided_at__lt=past_term(now, KEPT),
                                       deelnemer__isnull=True)  # fmt: skip
    # First whom she named as her opdrachtgever: cut off in the middle, the application goes the next day.
    remove_in_batches(Gastlink.objects.filter(pk__in=rows.filter(gastlink__isnull=False).values("gastlink")))
    return remove_in_batches(rows)


def _restless(now: datetime) -> set[uuid.UUID]:
    """Return the ids of the edities in which something may have to happen. Three queries."""
    waiting = Inschrijving.objects.filter(status__in=WAITING)
    began = Editie.objects.filter(
        inschrijvingen__status__in=WAITING, delen__bijeenkomst__starts_at__lte=now + timedelta(days=1)
    )
    alarming = waiting.filter(
        Q(user__is_active=False)
        | ~Q(editie__status=EditieStatus.GEPUBLICEERD)
        | Q(status=InschrijvingStatus.AANGEBODEN, offer_until_date__lte=local_date(now))
    )
    gone = Deelnemer.objects.filter(user__is_active=False, stopped_at__isnull=True, finished_at__isnull=True)
    return {*alarming.values_list("editie", flat=True), *began.values_list("pk", flat=True),
            *gone.values_list("editie", flat=True)}  # fmt: skip


def _drop_closed_accounts(editie: Editie, kring: Kring, now: datetime) -> int:
    """Let who closed her account hold no place and wait for nothing; returns how many places that frees."""
    freed = 0
    gone = Deelnemer.objects.filter(editie=editie, user__is_active=False, stopped_at__isnull=True,
                                    finished_at__isnull=True)  # fmt: skip
    for deelnemer in gone.select_related("user").order_by("pk"):
        take_out(deelnemer, kring, _("Het account is gesloten."), now)
        freed += 1
    return freed + _end_each(Inschrijving.objects.filter(editie=editie, status__in=WAITING, user__is_active=False), now)


def _lapse_offers(editie: Editie, now: datetime) -> int:
    """End offers that nobody answered in time, and tell it; returns how many."""
    rows = Inschrijving.objects.filter(
        editie=editie, status=InschrijvingStatus.AANGEBODEN, offer_until_date__lte=local_date(now)
    )
    late = list(with_people(rows).order_by("pk"))
    for row in late:
        end_inschrijving(row, InschrijvingStatus.INGETROKKEN, now)
        owe(LAPSED, object_id=row.pk, recipient=row.user, moment=f"v{row.version}", now=now)
    return len(late)


def _end_each(rows: Iterable[Inschrijving], now: datetime) -> int:
    """End these applications without a word; returns how many places that frees."""
    freed = 0
    for row in rows:
        freed += row.status == InschrijvingStatus.AANGEBODEN
        end_inschrijving(row, InschrijvingStatus.INGETROKKEN, now)
    return freed


def _ask_now(now: datetime) -> None:
    """Give the coördinatoren of now the duty to decide about what waits: one may have joined the team since."""
    people = coordinatoren(now)
    asked = Editie.objects.filter(
        status=EditieStatus.GEPUBLICEERD, inschrijvingen__status=InschrijvingStatus.AANGEVRAAGD
    ).distinct()
    for editie in asked.order_by("pk"):
        ask_coordinatoren(editie, people, now)


def _remind_opdrachtgevers(now: datetime) -> None:
    """Ask each opdrachtgever who said nothing in five working days once more."""
    for row in silent_opdrachtgevers(now, asked_before=now - SHORTEST_WAIT):
        link = row.gastlink
        if link is not None and now >= (due := mail_moment(add_workdays(local_date(link.made_at), REMIND_WORKDAYS))):
            owe(ASKED, object_id=link.pk, moment=f"{link.issue}:nogmaals", due_at=due, now=now)
