"""One calendar file with the visits of a toernee, for who takes part in them."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q

from community.extension_points import Attachment
from community.ical import calendar
from community.models import SEATED, Bericht, BerichtStatus, Deelname, User
from community.queries.feed import event_of, guest_of
from intervisie.models import Bezoek, Toerneevoorstel

FILE_NAME = "bezoeken.ics"
# The mails that bring it: the visits are fixed, visits moved.
PLANNED, MOVED = "N66", "N67"
Pair = tuple[uuid.UUID, uuid.UUID]


def seats_at(bezoeken: Iterable[Bezoek]) -> dict[Pair, Deelname]:
    """Return who has a seat at these visits, by (user id, bijeenkomst id). One query."""
    meetings = [row.bijeenkomst_id for row in bezoeken]
    rows = Deelname.objects.filter(bijeenkomst__in=meetings, status__in=SEATED)
    return {(row.user_id, row.bijeenkomst_id): row for row in rows}


def visits_file(user: User, bezoeken: Collection[Bezoek], seats: dict[Pair, Deelname]) -> tuple[Attachment, ...]:
    """Return the file that puts these visits into the calendar of this person; nothing when she has no seat in any.

    As in the mail itself, what the group is about stays on the site.
    """
    own = [(row.bijeenkomst, seats[user.pk, row.bijeenkomst_id]) for row in bezoeken
           if (user.pk, row.bijeenkomst_id) in seats]  # fmt: skip
    if not own:
        return ()
    events = [event_of(meeting, place, may_read=False) for meeting, place in own]
    guest = guest_of(user.naam, user.email, "ACCEPTED")
    return (Attachment(FILE_NAME, calendar(events, method="REQUEST", guest=guest), "text/calendar", "REQUEST"),)


def holders_of_visits(pairs: Collection[Pair]) -> set[Pair]:
    """Return for which of these (user id, bijeenkomst id) a mail with visits left, or may have. Three queries."""
    rows = Bezoek.objects.filter(bijeenkomst__in={meeting for _user, meeting in pairs})
    toernee_of = dict(rows.values_list("bijeenkomst_id", "toernee_id"))
    if not toernee_of:
        return set()
    proposals: dict[uuid.UUID, uuid.UUID] = dict(
        Toerneevoorstel.objects.filter(toernee__in=set(toernee_of.values()), adopted_at__isnull=False)
        .values_list("pk", "toernee_id")
    )  # fmt: skip
    left = Q(status__in=(BerichtStatus.VERZONDEN, BerichtStatus.ONZEKER)) | Q(zending__uncertain__gt=0)
    about = Q(kind=PLANNED, object_id__in=set(toernee_of.values())) | Q(kind=MOVED, object_id__in=proposals)
    told: dict[uuid.UUID, set[uuid.UUID]] = defaultdict(set)
    for user, object_id in Bericht.objects.filter(left & about).values_list("recipient_id", "object_id"):
        told[user].add(proposals.get(object_id, object_id))
    return {
        (user, meeting)
        for user, meeting in pairs
        if meeting in toernee_of and toernee_of[meeting] in told.get(user, ())
    }
