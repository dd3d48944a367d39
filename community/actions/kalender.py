"""Checking school holidays and election days, and loading the list to begin with."""

import csv
import io
from datetime import date, datetime

from django.db import transaction

from community import access
from community.access.kalender import may_check_kalender
from community.actions.taken import finish_taken
from community.models import Kalenderperiode, PeriodeKind, PeriodeStatus, Regio, User
from community.queries.kalender import TAAK_OBJECT, unchecked
from community.workdays import local_date

KALENDER_CONTROLEREN = "KALENDER_CONTROLEREN"


def check_periode(*, actor: User, periode: Kalenderperiode, now: datetime) -> None:
    """Note that somebody compared these dates with the official list. The last one finishes the duty for everyone."""
    access.require(may_check_kalender(actor, now))
    with transaction.atomic():
        Kalenderperiode.objects.filter(pk=periode.pk).update(status=PeriodeStatus.GECONTROLEERD)
        if not unchecked(local_date(now)):
            finish_taken(KALENDER_CONTROLEREN, object_id=TAAK_OBJECT, now=now)


def load_kalender(*, text: str) -> int:
    """Add the rows of a list (soort,regio,naam,van,tot,status,bron) that are not there yet; return how many.

    Rows that stand already stay as a coördinator left them. Only rows marked 'gezien' count as checked.
    """
    rows = [_periode(line) for line in csv.DictReader(io.StringIO(text))]
    before = Kalenderperiode.objects.count()
    Kalenderperiode.objects.bulk_create(rows, ignore_conflicts=True)
    return Kalenderperiode.objects.count() - before


def _periode(line: dict[str, str]) -> Kalenderperiode:
    return Kalenderperiode(
        kind=PeriodeKind[line["soort"].upper()],
        regio=Regio[line["regio"].upper()],
        name=line["naam"],
        from_date=date.fromisoformat(line["van"]),
        until_date=date.fromisoformat(line["tot"]),
        status=PeriodeStatus.GECONTROLEERD if line["status"] == "gezien" else PeriodeStatus.TE_CONTROLEREN,
        source=line["bron"],
    )
