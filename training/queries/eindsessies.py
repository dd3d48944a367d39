"""Reading the eindsessie: when it is, who is invited and what each answered, and who shows what."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import F, Q, QuerySet

from community.access.gastlinks import living_gastlinks
from community.extension_points import Attachment
from community.ical import Method, calendar
from community.models import Bericht, BerichtStatus, Bijeenkomst, BijeenkomstStatus, Gastlink, User
from community.queries.feed import event_of, guest_of
from community.workdays import add_workdays, local_date, mail_moment
from training.bewaarregels import REGELS
from training.models import (
    Antwoord,
    Deelnemer,
    Editie,
    Editiedeel,
    EditieStatus,
    Genodigde,
    Inschrijving,
    OnderdeelKind,
    Presentatie,
)

FILE_NAME = "eindsessie.ics"
# When a guest is invited, when who did not answer is asked again, and when who comes is reminded.
INVITED_BEFORE, AGAIN_BEFORE, REMINDED_WORKDAYS = timedelta(weeks=6), timedelta(weeks=2), 3
# How long it is kept who was invited.
KEPT = REGELS["eindsessiegasten"].term
# The mail with the invitation.
INVITED = "N47"
NOT_SHARED = Q(presentatie__isnull=True) | Q(presentatie__shared_at__isnull=True)


@dataclass(frozen=True)
class Tally:
    """How many guests come, do not come and did not answer."""

    comes: int
    not_coming: int
    silent: int


@dataclass(frozen=True)
class Shown:
    """What one participant shows: her name, and the presentation when it is shared."""

    deelnemer: Deelnemer
    presentatie: Presentatie | None


def eindsessie_of(editie: Editie) -> Bijeenkomst | None:
    """Return the meeting of the eindsessie; None while it has no date or when the programme has none."""
    deel = Editiedeel.objects.filter(editie=editie, onderdeel__kind=OnderdeelKind.EINDSESSIE)
    found = deel.select_related("bijeenkomst__kring").first()
    return found.bijeenkomst if found else None


def sent_at_of(meeting: Bijeenkomst, before: timedelta) -> datetime:
    """Return 8.30 o'clock so long before the day of a meeting."""
    return mail_moment(local_date(meeting.starts_at) - before)


def reminded_at(meeting: Bijeenkomst) -> datetime:
    """Return 8.30 o'clock three working days before a meeting."""
    return mail_moment(add_workdays(local_date(meeting.starts_at), -REMINDED_WORKDAYS))


def with_names(rows: QuerySet[Genodigde]) -> list[Genodigde]:
    """Return guests with their link and who invited them, by who invited and name. One query."""
    found = rows.select_related("gastlink", "invited_by")
    return sorted(found, key=lambda row: (row.invited_by.sort_key, row.gastlink.name.casefold(), str(row.pk)))


def tally_of(rows: Sequence[Genodigde]) -> Tally:
    """Count the answers."""
    comes, not_coming = (sum(row.answer == one for row in rows) for one in (Antwoord.KOMT, Antwoord.KOMT_NIET))
    return Tally(comes, not_coming, len(rows) - comes - not_coming)


def shown_in(editie: Editie, rows: QuerySet[Presentatie]) -> list[Shown]:
    """Return who takes part with what she shows, by name. Two queries; opens no content."""
    shared = {row.deelnemer_id: row for row in rows}
    people = Deelnemer.objects.filter(editie=editie, stopped_at__isnull=True, user__is_active=True)
    return [Shown(row, shared.get(row.pk)) for row in people.select_related("user").order_by("user__sort_key", "pk")]


def by_gastlink(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Genodigde]:
    """Return these guests by the id of their link, with the editie and who invited them. One query."""
    rows = Genodigde.objects.filter(gastlink__in=list(set(ids)), invited_by__is_active=True)
    return {row.gastlink_id: row for row in rows.select_related("editie", "invited_by", "gastlink")}


def meetings_of(edities: Iterable[uuid.UUID]) -> dict[uuid.UUID, Bijeenkomst]:
    """Return the meeting of the eindsessie of each of these edities. One query."""
    rows = Editiedeel.objects.filter(
        editie__in=list(set(edities)), onderdeel__kind=OnderdeelKind.EINDSESSIE, bijeenkomst__isnull=False
    )
    return {row.editie_id: row.bijeenkomst for row in rows.select_related("bijeenkomst__kring") if row.bijeenkomst}


def guests_ahead(now: datetime) -> list[tuple[Genodigde, Bijeenkomst]]:
    """Return the guests with a link to an eindsessie that still comes, with its meeting. Two queries."""
    rows = Genodigde.objects.filter(
        gastlink__in=living_gastlinks(now), editie__delen__onderdeel__kind=OnderdeelKind.EINDSESSIE,
        editie__delen__bijeenkomst__starts_at__gt=now, invited_by__deelnemers__editie=F("editie"),
        invited_by__deelnemers__stopped_at__isnull=True,
    )  # fmt: skip
    found = list(rows.select_related("gastlink", "editie").order_by("invited_at", "pk"))
    meetings = meetings_of(row.editie_id for row in found)
    return [(row, meetings[row.editie_id]) for row in found if row.editie_id in meetings]


def told_links(links: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return of which of these links the invitation left. One query."""
    rows = Bericht.objects.filter(
        kind=INVITED, object_id__in=list(set(links)), status__in=(BerichtStatus.VERZONDEN, BerichtStatus.ONZEKER)
    )
    return set(rows.values_list("object_id", flat=True))


def missing_presentaties(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Deelnemer]:
    """Return those of these participants who take part and share no presentation yet. One query, in a scope."""
    rows = Deelnemer.objects.filter(pk__in=list(set(ids)), stopped_at__isnull=True)
    waiting = rows.filter(NOT_SHARED, editie__status=EditieStatus.GEPUBLICEERD)
    return waiting.select_related("editie").in_bulk()


def people_before_eindsessie(until: datetime, now: datetime) -> list[tuple[Deelnemer, Bijeenkomst]]:
    """Return who shows nothing yet at an eindsessie that comes before `until`, with its meeting. Two queries."""
    rows = Deelnemer.objects.filter(
        NOT_SHARED, stopped_at__isnull=True, user__is_active=True, editie__status=EditieStatus.GEPUBLICEERD,
        editie__delen__onderdeel__kind=OnderdeelKind.EINDSESSIE, editie__delen__bijeenkomst__starts_at__gt=now,
        editie__delen__bijeenkomst__starts_at__lt=until,
        editie__delen__bijeenkomst__status=BijeenkomstStatus.GEPLAND,
    )  # fmt: skip
    found = list(rows.select_related("user", "editie__kring").order_by("pk"))
    meetings = meetings_of(row.editie_id for row in found)
    return [(row, meetings[row.editie_id]) for row in found if row.editie_id in meetings]


def guest_file(meeting: Bijeenkomst, link: Gastlink, *, method: Method, is_coming: bool = False) -> Attachment:
    """Return the file that puts the eindsessie into the calendar of a guest, or takes it out."""
    guest = guest_of(
        link.name, link.email, "DECLINED" if method == "CANCEL" else "ACCEPTED" if is_coming else "NEEDS-ACTION"
    )
    event = replace(event_of(meeting, None, may_read=False), title=_title(meeting), url="")
    if method == "CANCEL":
        event = replace(event, status="CANCELLED" if meeting.status == BijeenkomstStatus.GEANNULEERD else "")
    elif is_coming:
        event = replace(event, status="CONFIRMED")
    return Attachment(FILE_NAME, calendar([event], method=method, guest=guest), "text/calendar", method)


def asked_opdrachtgever(editie: Editie, user: User) -> tuple[str, str]:
    """Return name and address of the opdrachtgever this person named when she applied; empty when she named none."""
    row = Inschrijving.objects.filter(editie=editie, user=user).first()
    return (row.opdrachtgever_name, row.opdrachtgever_email) if row else ("", "")


def guest_calendar(meeting: Bijeenkomst) -> bytes:
    """Return the calendar file of the eindsessie for who presses 'Zet in mijn agenda'."""
    return calendar([replace(event_of(meeting, None, may_read=False), title=_title(meeting), url="")])


def _title(meeting: Bijeenkomst) -> str:
    return f"Eindsessie {meeting.kring.name}" if meeting.kring else "Eindsessie"
