"""One calendar file with all days of an editie, for who was admitted or stopped."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from django.db.models import Q

from community.extension_points import Attachment
from community.ical import Method, calendar
from community.models import Bericht, BerichtStatus, Bijeenkomst, BijeenkomstStatus, Deelname, User
from community.queries.feed import event_of, guest_of
from training.models import Inschrijving

FILE_NAME = "alle-dagen.ics"
# The mail that brings it.
ADMITTED = "N12"


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


def holders_of_all_days(pairs: Collection[tuple[uuid.UUID, uuid.UUID]]) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Return for which of these (user id, bijeenkomst id) the mail with all days left, or may have. Two queries."""
    rows = Inschrijving.objects.filter(
        user__in={user for user, _ in pairs}, editie__delen__bijeenkomst__in={meeting for _, meeting in pairs}
    ).values_list("pk", "user_id", "editie__delen__bijeenkomst_id")
    found = [(pk, (user_id, meeting_id)) for pk, user_id, meeting_id in rows if (user_id, meeting_id) in pairs]
    left = Q(status__in=(BerichtStatus.VERZONDEN, BerichtStatus.ONZEKER)) | Q(zending__uncertain__gt=0)
    told = Bericht.objects.filter(left, kind=ADMITTED, object_id__in={pk for pk, _ in found})
    mailed = set(told.values_list("object_id", flat=True)) if found else set()
    return {pair for pk, pair in found if pk in mailed}


def all_days_file(
    user: User, meetings: Iterable[Bijeenkomst], seats: Mapping[tuple[uuid.UUID, uuid.UUID], Deelname], method: Method
) -> Attachment:
    """Return the file that puts these days into the calendar of this person, or takes them out.

    As in the mail itself, what a group meets about stays on the site.
    """
    guest = guest_of(user.naam, user.email, "DECLINED" if method == "CANCEL" else "ACCEPTED")
    events = [event_of(meeting, seats.get((user.pk, meeting.pk)), may_read=False) for meeting in meetings]
    if method == "CANCEL":
        # The days go on, without her: then no status is given (RFC 5546 §3.2.5).
        events = [replace(event, status="") for event in events]
    return Attachment(FILE_NAME, calendar(events, method=method, guest=guest), "text/calendar", method)
