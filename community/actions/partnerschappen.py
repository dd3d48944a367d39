"""Beginning a partnerschap with an organisatie, agreeing its days, extending it and ending it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models.functions import Least
from django.utils.translation import gettext as _

from community import access
from community.access.organisaties import choosable_organisaties
from community.access.partnerschappen import may_keep_partnerschappen
from community.actions.errors import ActionError, StaleSaveError
from community.actions.logboek import note
from community.actions.versions import save_version
from community.models import RUNNING, Organisatie, Partnerschap, PartnerschapStatus, User
from community.notation import date_plain
from community.workdays import add_months, local_date

# How long a partnerschap runs unless agreed otherwise.
USUAL_MONTHS = 24
FIRST_DAY = date(2000, 1, 1)
FURTHEST = timedelta(days=10 * 366)
BEFORE_START = (PartnerschapStatus.VERKENNING, PartnerschapStatus.BERAAD)
CHANGED = "PARTNERSCHAP_VERANDERD"


class PartnerschapError(ActionError):
    """The partnerschap cannot be kept like this."""


@dataclass(frozen=True)
class Afspraken:
    """What is agreed. `status` is one of before the start; None for a partnerschap that runs, and it stays."""

    start_date: date | None
    end_date: date | None
    has_option: bool
    note: str
    status: str | None = None


def usual_end(start: date) -> date:
    """Return the first day that is not in it any more: two years later, 28 February for 29 February."""
    return add_months(start, USUAL_MONTHS)


def create_partnerschap(*, actor: User, organisatie: Organisatie, afspraken: Afspraken, now: datetime) -> Partnerschap:
    """Write down that we explore or deliberate with an organisatie. Raises PartnerschapError when that runs already."""
    access.require(may_keep_partnerschappen(actor, now))
    if not choosable_organisaties(actor, now).filter(pk=organisatie.pk).exists():
        raise PartnerschapError(_("Deze organisatie doet niet meer mee. Kies een andere."))
    changes = _changes(afspraken, now)
    try:
        with transaction.atomic():
            made = Partnerschap.objects.create(organisatie=organisatie, created_by=actor, created_at=now, **changes)
            _log(actor, "PARTNERSCHAP_GEMAAKT", made, now)
            return made
    except IntegrityError as error:
        raise PartnerschapError(
            _("Met {naam} is er al een partnerschap. Beëindig dat eerst.").format(naam=organisatie.name)
        ) from error


def change_partnerschap(
    *, actor: User, partnerschap: Partnerschap, version: int, afspraken: Afspraken, now: datetime
) -> Partnerschap:
    """Store what was agreed anew. Once there are reports the first day stays.

    Raises StaleSaveError, with what is stored, when somebody saved in between; PartnerschapError for days that cannot
    be, and when it ended meanwhile.
    """
    access.require(may_keep_partnerschappen(actor, now))
    with transaction.atomic():
        row = _held(partnerschap)
        changes = _changes(afspraken, now)
        if row.status in RUNNING:
            del changes["status"]
            _check_running(row, afspraken)
        _log(actor, CHANGED, row, now)
        return save_version(row, version=version, changes=changes)


def start_partnerschap(
    *, actor: User, partnerschap: Partnerschap, version: int, start_date: date, end_date: date | None,
    has_option: bool, now: datetime,
) -> Partnerschap:  # fmt: skip
    """Let it run from this day on, two years unless another end is given.

    Raises PartnerschapError when it runs or ended already, and for days that cannot be; StaleSaveError.
    """
    access.require(may_keep_partnerschappen(actor, now))
    with transaction.atomic():
        row = _held(partnerschap)
        _check_version(row, version)
        if row.status in RUNNING:
            raise PartnerschapError(_("Dit partnerschap loopt al."))
        end = end_date or usual_end(start_date)
        _check_days(start_date, end, local_date(now))
        _check_apart(row, start_date)
        changes = {"status": PartnerschapStatus.ACTIEF, "start_date": start_date, "end_date": end,
                   "has_option": has_option}  # fmt: skip
        _log(actor, CHANGED, row, now)
        return save_version(row, version=version, changes=changes)


def extend_partnerschap(
    *, actor: User, partnerschap: Partnerschap, version: int, end_date: date, has_option: bool, now: datetime
) -> Partnerschap:
    """Let it run longer. Raises PartnerschapError when it does not run, or the new end is not later; StaleSaveError."""
    access.require(may_keep_partnerschappen(actor, now))
    with transaction.atomic():
        row = _held(partnerschap)
        _check_version(row, version)
        if row.status not in RUNNING or row.start_date is None or row.end_date is None:
            raise PartnerschapError(_("Dit partnerschap loopt nog niet. Start het eerst."))
        if end_date <= row.end_date:
            day = date_plain(row.end_date)
            raise PartnerschapError(_("Het loopt al tot {day}. Kies een latere dag.").format(day=day))
        if end_date <= local_date(now):
            raise PartnerschapError(_("Kies een dag na vandaag: tot dan loopt het partnerschap."))
        _check_days(row.start_date, end_date, local_date(now))
        changes = {"status": PartnerschapStatus.VERLENGD, "end_date": end_date, "has_option": has_option}
        _log(actor, CHANGED, row, now)
        return save_version(row, version=version, changes=changes)


def end_partnerschap(
    *, actor: User, partnerschap: Partnerschap, version: int, ended_date: date, now: datetime
) -> Partnerschap:
    """End it: `ended_date` is the first day without. Contacts read nothing of it from this moment on.

    Raises PartnerschapError when it ended already, and for a day that is to come or lies before its start;
    StaleSaveError when somebody changed it meanwhile.
    """
    access.require(may_keep_partnerschappen(actor, now))
    with transaction.atomic():
        row = _held(partnerschap)
        _check_version(row, version)
        if ended_date > local_date(now):
            raise PartnerschapError(_("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))
        first = row.start_date or FIRST_DAY
        if ended_date < first:
            raise PartnerschapError(_("Kies een dag vanaf {day}.").format(day=date_plain(first)))
        changes = {"status": PartnerschapStatus.BEEINDIGD, "ended_date": ended_date}
        _log(actor, "PARTNERSCHAP_BEEINDIGD", row, now)
        return save_version(row, version=version, changes=changes)


def _log(actor: User, action: str, row: Partnerschap, now: datetime) -> None:
    note(actor=actor, action=action, object_kind="PARTNERSCHAP", object_id=row.pk, now=now)


def _held(partnerschap: Partnerschap) -> Partnerschap:
    """Return the row under its lock. Raises PartnerschapError when it ended meanwhile."""
    rows = Partnerschap.objects.select_for_update(of=("self",), no_key=True).select_related("organisatie")
    row = rows.get(pk=partnerschap.pk)
    if row.status == PartnerschapStatus.BEEINDIGD:
        raise PartnerschapError(_("Dit partnerschap is al beëindigd."))
    return row


def _check_version(row: Partnerschap, version: int) -> None:
    if row.version != version:
        raise StaleSaveError(row)


def _check_running(row: Partnerschap, afspraken: Afspraken) -> None:
    if afspraken.start_date is None or afspraken.end_date is None:
        raise PartnerschapError(_("Een partnerschap dat loopt heeft een eerste dag en een einde."))
    if afspraken.start_date != row.start_date and row.rapporten.exists():
        raise PartnerschapError(_("Er zijn al rapporten over dit partnerschap. De eerste dag staat daarom vast."))
    _check_apart(row, afspraken.start_date)


def _check_apart(row: Partnerschap, start: date) -> None:
    """Raise PartnerschapError for days of an earlier partnerschap: who reads reports of both could subtract them."""
    others = Partnerschap.objects.filter(organisatie=row.organisatie_id, start_date__isnull=False).exclude(pk=row.pk)
    last = others.alias(over=Least("end_date", "ended_date")).filter(over__gt=start).order_by("-ended_date").first()
    if last is not None and last.ended_date is not None:
        ended = min(day for day in (last.end_date, last.ended_date) if day is not None)
        sentence = _("Tot {day} was er een eerder partnerschap. Kies een eerste dag vanaf {day}.")
        raise PartnerschapError(sentence.format(day=date_plain(ended)))


def _check_days(start: date | None, end: date | None, today: date) -> None:
    """Raise PartnerschapError for days that cannot be meant."""
    for day in filter(None, (start, end)):
        if not FIRST_DAY <= day <= today + FURTHEST:
            first, last = date_plain(FIRST_DAY), date_plain(today + FURTHEST)
            raise PartnerschapError(_("Kies een dag tussen {first} en {last}.").format(first=first, last=last))
    if end is not None and start is None:
        raise PartnerschapError(_("Vul ook in wanneer het begint."))
    if start is not None and end is not None and end <= start:
        raise PartnerschapError(_("Het einde ligt vóór het begin. Kies een latere dag."))


def _changes(afspraken: Afspraken, now: datetime) -> dict[str, Any]:
    """Return what is stored. Raises PartnerschapError for days or a status that cannot be."""
    _check_days(afspraken.start_date, afspraken.end_date, local_date(now))
    status = afspraken.status or PartnerschapStatus.VERKENNING
    if status not in BEFORE_START:
        raise PartnerschapError(_("Start het partnerschap met de knop 'Start'."))
    return {
        "status": status, "start_date": afspraken.start_date, "end_date": afspraken.end_date,
        "has_option": afspraken.has_option, "note": afspraken.note,
    }  # fmt: skip
