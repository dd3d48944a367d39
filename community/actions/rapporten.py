"""Freezing participation reports: once a quarter, once for all (COM-05, SECURITY.md §4.5)."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from django.db import transaction

from community.access.partnerschappen import contacts_of
from community.berichten.faults import kept_apart, record_fault
from community.berichten.locks import take_lock
from community.berichten.outbox import owe_many
from community.kwartalen import Kwartaal, kwartaal_from, kwartaal_of, kwartalen_between
from community.models import Partnerschap, PartnerschapStatus, Rapport, RapportStatus, Rapporttelling
from community.queries.rapportstand import frozen_keys, rapporten_before, reported_partnerschappen
from community.rapportage.content import canonical, digest, is_intact
from community.rapportage.mensen import Mensen
from community.rapportage.opstellen import Onderwerp, draw_up
from community.rapportage.tijdvak import Dagen, days_counted, last_frozen, quarters_counted, whole_quarters
from community.workdays import local_date

READY = "N84"
NETWORK = "netwerk"
BATCH = 2000
# Planning runs every minute, and all that one run freezes is one transaction.
AT_ONCE = 10

Keys = set[tuple[uuid.UUID | None, int, int]]


def freeze_due(now: datetime, *, most: int | None = None) -> int:
    """Freeze every report that is due: the oldest quarter first, and in it the whole network before the partners.

    A quarter is due from the fifth working day after it on. What stands frozen stays as it is. A report that fails is
    counted (community/berichten/faults.py) and tried again the next time; it stops no other. Stops after `most`
    reports, and returns how many it froze.
    """
    done = 0
    for partnerschap, kwartaal in due(list(reported_partnerschappen()), frozen_keys(), last_frozen(local_date(now))):
        if done == most:
            break
        name = partnerschap.code if partnerschap else NETWORK
        with kept_apart(f"rapport {kwartaal.label} {name}", now):
            done += freeze(partnerschap=partnerschap, kwartaal=kwartaal, now=now) is not None
    return done


def freeze_some(now: datetime) -> None:
    """Freeze a few of the reports that are due; the next minute the next ones. Short enough to wait for."""
    freeze_due(now, most=AT_ONCE)


def due(
    partnerschappen: Sequence[Partnerschap], frozen: Keys, last: Kwartaal
) -> Iterator[tuple[Partnerschap | None, Kwartaal]]:
    """Yield what must be frozen, in order. None stands for the whole network.

    A partnerschap has reports from the quarter on in which it was written down, also when it began before: that first
    one covers all of it. Nothing is frozen behind a later report.
    """
    begins = {row.pk: _first_reported(row) for row in partnerschappen}
    newest = newest_of(frozen)
    for kwartaal in kwartalen_between(min(begins.values(), default=last.next), last):
        if newest.get(None, kwartaal.previous) < kwartaal:
            yield None, kwartaal
        for row in partnerschappen:
            is_open = begins[row.pk] <= kwartaal and newest.get(row.pk, kwartaal.previous) < kwartaal
            if is_open and days_counted(row, kwartaal):
                yield row, kwartaal


def _first_reported(partnerschap: Partnerschap) -> Kwartaal:
    return kwartaal_of(max(partnerschap.start_date or date.max, local_date(partnerschap.created_at)))


def newest_of(frozen: Iterable[tuple[uuid.UUID | None, int, int]]) -> dict[uuid.UUID | None, Kwartaal]:
    """Return the newest quarter of which each partnerschap (None: the network) has a report."""
    found: dict[uuid.UUID | None, Kwartaal] = {}
    for pk, year, number in frozen:
        at = Kwartaal(year, number)
        found[pk] = max(found.get(pk, at), at)
    return found


def freeze(*, partnerschap: Partnerschap | None, kwartaal: Kwartaal, now: datetime) -> Rapport | None:
    """Freeze one report and owe its contacts the mail about it; None when it is there already.

    Two who freeze the same one at once wait for each other. What is counted, shown and kept is one transaction.
    """
    with transaction.atomic():
        partnerschap = _lock(partnerschap)
        if Rapport.objects.filter(partnerschap=partnerschap, year=kwartaal.year, quarter=kwartaal.number).exists():
            return None
        made = draw_up(Onderwerp(partnerschap, kwartaal, _days(partnerschap, kwartaal)), local_date(now))
        text = canonical(made.content) if made else ""
        rapport = Rapport.objects.create(
            partnerschap=partnerschap, year=kwartaal.year, quarter=kwartaal.number, content=text, frozen_at=now,
            status=RapportStatus.GEPUBLICEERD if made else RapportStatus.GEEN_NIEUW,
            content_hash=digest(text) if made else "", working=made.working if made else {},
        )  # fmt: skip
        if made:
            _store(rapport, made.mensen)
        if partnerschap and partnerschap.status != PartnerschapStatus.BEEINDIGD:
            owe_many(READY, object_id=rapport.pk, recipients=contacts_of(partnerschap, now), now=now)
    return rapport


def recheck(*, rapport: Rapport, now: datetime) -> bool:
    """Whether a report is still what was frozen; when not, it is counted as a fault that beheerders see."""
    if is_intact(rapport):
        return True
    record_fault(f"rapport {rapport.year}K{rapport.quarter}: inhoud", "TamperedError", now)
    return False


def _lock(partnerschap: Partnerschap | None) -> Partnerschap | None:
    if partnerschap is None:
        take_lock("rapport van het netwerk", is_waiting=True)
        return None
    rows = Partnerschap.objects.select_for_update(of=("self",)).select_related("organisatie")
    return rows.get(pk=partnerschap.pk)


def _days(partnerschap: Partnerschap | None, kwartaal: Kwartaal) -> Dagen:
    if partnerschap is not None:
        return quarters_counted(partnerschap, kwartaal)
    first = rapporten_before(None, kwartaal).filter(status=RapportStatus.GEPUBLICEERD).first()
    if first is not None:
        return whole_quarters(kwartaal_from(min(first.working["columns"])), kwartaal)
    starts = [row.start_date for row in reported_partnerschappen() if row.start_date]
    return whole_quarters(min(kwartaal, kwartaal_of(min(starts, default=kwartaal.first_day))), kwartaal)


def _store(rapport: Rapport, mensen: Mensen) -> None:
    """Keep where each person was counted: she reads it, and the next report is laid beside it."""
    rows = (Rapporttelling(rapport=rapport, user_id=user, cells=cells) for user, cells in mensen.items())
    Rapporttelling.objects.bulk_create(rows, batch_size=BATCH)
