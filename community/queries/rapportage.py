"""Who works at a partner now and counts in its reports; and what is kept of a person about reports."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

from community.access.rapportage import counting_on
from community.models import Bericht, Dienstverband, Partnerschap, User
from community.queries.organisaties import heads, holding_on
from community.workdays import local_date, mail_moment

# Who came to work at a partner longer ago is not told any more: a message that was purged never comes twice.
TOLD_WITHIN = timedelta(days=60)


def counting_now(user_ids: Collection[uuid.UUID], now: datetime) -> dict[uuid.UUID, Partnerschap]:
    """Return for these people the partnerschap in whose reports they count now. Three queries for any number."""
    day = local_date(now)
    merged, partners = heads(), _partners(day)
    rows = Dienstverband.objects.filter(holding_on(day), user_id__in=list(user_ids), user__is_active=True)
    return {
        user_id: partners[head]
        for user_id, organisatie_id in rows.values_list("user_id", "organisatie_id")
        if (head := merged.get(organisatie_id, organisatie_id)) in partners
    }


def not_told(kind: str, now: datetime) -> Iterator[tuple[User, Partnerschap, datetime]]:
    """Return who counts in the reports of a partner since a few weeks and was not told so by this kind of message, with
    the morning of the first day. Four queries."""
    day = local_date(now)
    merged, partners = heads(), _partners(day)
    family = {pk for pk, head in merged.items() if head in partners} | set(partners)
    told = Bericht.objects.filter(kind=kind, object_id__in=[row.pk for row in partners.values()])
    pairs = set(told.values_list("recipient_id", "object_id"))
    rows = Dienstverband.objects.filter(holding_on(day), organisatie__in=family, user__is_active=True)
    for row in rows.select_related("user"):
        partnerschap = partners[merged.get(row.organisatie_id, row.organisatie_id)]
        first = max(row.from_date, partnerschap.start_date or day)
        if first > day - TOLD_WITHIN and (row.user_id, partnerschap.pk) not in pairs:
            yield row.user, partnerschap, mail_moment(first)


def _partners(day: date) -> dict[uuid.UUID, Partnerschap]:
    rows = Partnerschap.objects.filter(counting_on(day), end_date__gt=day).select_related("organisatie")
    return {row.organisatie_id: row for row in rows}
