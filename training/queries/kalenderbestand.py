"""One calendar file with all days of an editie, for who was admitted or stopped."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from email.utils import parseaddr

from django.conf import settings

from community.extension_points import Attachment
from community.ical import Guest, Method, calendar
from community.models import Bijeenkomst, BijeenkomstStatus, Deelname, User
from community.queries.feed import event_of

FILE_NAME = "alle-dagen.ics"


def days_of_edities(editie_ids: Iterable[uuid.UUID], now: datetime) -> dict[uuid.UUID, list[Bijeenkomst]]:
    """Return the days of these edities that still come, in order. One query."""
    rows = Bijeenkomst.objects.filter(editiedeel__editie__in=set(editie_ids), starts_at__gt=now)
    found: dict[uuid.UUID, list[Bijeenkomst]] = defaultdict(list)
    planned = rows.filter(status=BijeenkomstStatus.GEPLAND).select_related("kring", "editiedeel")
    for row in planned.order_by("starts_at", "pk"):
        found[row.editiedeel.editie_id].append(row)
    return found


def seats_in(meetings: Iterable[Bijeenkomst], users: Iterable[User]) -> dict[tuple[uuid.UUID, uuid.UUID], Deelname]:
    """Return the places of these people in these meetings, by (user id, bijeenkomst id). One query."""
    rows = Deelname.objects.filter(bijeenkomst__in=list(meetings), user__in=list(users))
    return {(row.user_id, row.bijeenkomst_id): row for row in rows}


def all_days_file(
    user: User, meetings: Iterable[Bijeenkomst], seats: Mapping[tuple[uuid.UUID, uuid.UUID], Deelname], method: Method
) -> Attachment:
    """Return the file that puts these days into the calendar of this person, or takes them out.

    As in the mail itself, what a group meets about stays on the site.
    """
    sender_name, sender_email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    guest = Guest(sender_name=sender_name, sender_email=sender_email, name=user.naam, email=user.email,
                  answer="DECLINED" if method == "CANCEL" else "ACCEPTED")  # fmt: skip
    events = [event_of(meeting, seats.get((user.pk, meeting.pk)), may_read=False) for meeting in meetings]
    if method == "CANCEL":
        # The days go on, without her: then no status is given (RFC 5546 §3.2.5).
        events = [replace(event, status="") for event in events]
    return Attachment(FILE_NAME, calendar(events, method=method, guest=guest), "text/calendar", method)
