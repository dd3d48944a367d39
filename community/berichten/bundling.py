"""Bundling: which mail carries which Berichten.

Direct ones each get a mail of their own; all others of one person and one working day share one; a weekly overview
takes along what waited for it. The mail's id is made from its key, so the same Berichten always make the same mail.
"""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction

from community.berichten.departure import BUNDLE, SINGLE, bundle_moment, next_moment
from community.berichten.locks import take_lock
from community.berichten.mail import key_id
from community.berichten.week import OVERVIEW
from community.extension_points import bericht_kinds
from community.models import Bericht, BerichtStatus, MailMode, Zending, ZendingStatus
from community.workdays import at_local, local_date, next_mail_moment

NEVER_TRIED: Mapping[str, Any] = {"status": ZendingStatus.GEPLAND, "attempts": 0, "uncertain": 0}
ENDED_UNSENT = (ZendingStatus.VERVALLEN, ZendingStatus.MISLUKT, ZendingStatus.ONZEKER)
ATTACH = """
UPDATE community_bericht AS bericht SET zending_id = pair.mail
FROM unnest(%s::uuid[], %s::uuid[]) AS pair(bericht, mail) WHERE bericht.id = pair.bericht
"""

TAKE_ALONG = """
UPDATE community_bericht AS bericht SET zending_id = pair.mail
FROM unnest(%s::uuid[], %s::uuid[]) AS pair(person, mail)
WHERE bericht.recipient_id = pair.person AND bericht.status = 'GEPLAND' AND bericht.mail_mode = 'WEEK'
    AND bericht.zending_id IS NULL AND bericht.due_at <= %s
"""


class Due(NamedTuple):
    """What bundling needs to know of one Bericht."""

    id: uuid.UUID
    kind: str
    recipient_id: uuid.UUID | None
    mail_mode: str
    mail_at: datetime


@transaction.atomic
def bundle(now: datetime) -> None:
    """Put every Bericht whose mail may leave into its mail, all in one transaction.

    A sender thus never sees half a bundle. Who finds somebody else bundling leaves it to them.
    """
    if not take_lock("bundle"):
        return
    _take_apart(now)
    rows = Bericht.objects.filter(status=BerichtStatus.GEPLAND, zending__isnull=True, mail_at__lte=now)
    if bundle_moment(now) != now:
        rows = rows.filter(mail_mode=MailMode.DIRECT)
    held = rows.select_for_update(skip_locked=True).order_by("mail_at", "id")
    due = [Due(*row) for row in held.values_list(*Due._fields)]
    _send_alone([row for row in due if _travels_alone(row)], now)
    _send_together([row for row in due if not _travels_alone(row)], now)


def _take_apart(now: datetime) -> None:
    """Dissolve the bundles of an earlier day that were never tried: what they told joins the bundle of the next day."""
    today = at_local(local_date(now), time.min)
    old = Zending.objects.filter(**NEVER_TRIED, key__startswith=BUNDLE, due_at__lt=today)
    ids = list(old.select_for_update(skip_locked=True).values_list("pk", flat=True))
    if ids:
        Bericht.objects.filter(zending__in=ids).update(zending=None)
        Zending.objects.filter(pk__in=ids).delete()


def _travels_alone(row: Due) -> bool:
    return row.mail_mode == MailMode.DIRECT or row.recipient_id is None


def _send_alone(rows: Sequence[Due], now: datetime) -> None:
    if not rows:
        return
    keys = {row.id: f"{SINGLE}{row.id}" for row in rows}
    Zending.objects.bulk_create((_mail(keys[row.id], [row], now) for row in rows), ignore_conflicts=True)
    # A message that was cancelled, or chosen to travel otherwise, and then planned again: its mail opens again.
    Zending.objects.filter(key__in=keys.values(), status__in=ENDED_UNSENT).update(
        status=ZendingStatus.GEPLAND, attempts=0, next_attempt_at=now, error_code="", smtp_code=""
    )
    _attach(keys)
    _take_waiting_along([row for row in rows if row.kind == OVERVIEW], now)


def _send_together(rows: Sequence[Due], now: datetime) -> None:
    if not rows:
        return
    by_key: dict[str, list[Due]] = {}
    for row in rows:
        by_key.setdefault(f"{BUNDLE}{row.recipient_id}:{local_date(now).isoformat()}", []).append(row)
    Zending.objects.bulk_create((_mail(key, of_day, now) for key, of_day in by_key.items()), ignore_conflicts=True)
    held = Zending.objects.select_for_update().filter(**NEVER_TRIED, key__in=by_key).order_by("pk")
    open_keys = set(held.values_list("key", flat=True))
    _attach({row.id: key for key, of_day in by_key.items() if key in open_keys for row in of_day})
    resent = [key for key, of_day in by_key.items() if key in open_keys and _is_resent(of_day)]
    Zending.objects.filter(key__in=resent, resend_uncertain=False).update(resend_uncertain=True)
    # The mail of this day has left: one a day, so the rest waits for the next working day.
    late = [row.id for key, of_day in by_key.items() if key not in open_keys for row in of_day]
    if late:
        tomorrow = next_mail_moment(at_local(local_date(now) + timedelta(days=1), time.min))
        Bericht.objects.filter(pk__in=late).update(mail_at=tomorrow)


def _mail(key: str, rows: Sequence[Due], now: datetime) -> Zending:
    is_alone = key.startswith(SINGLE)
    kind = bericht_kinds.find(rows[0].kind)
    is_mandatory = is_alone and kind is not None and kind.is_mandatory
    return Zending(
        id=key_id(key),
        key=key,
        recipient_id=rows[0].recipient_id,
        is_mandatory=is_mandatory,
        resend_uncertain=_is_resent(rows),
        due_at=rows[0].mail_at if is_alone else now,
        next_attempt_at=next_moment(key, now, is_mandatory=is_mandatory),
    )


def _is_resent(rows: Iterable[Due]) -> bool:
    """Whether a second copy does less harm than none; so for all but overviews."""
    return any(kind.resend_uncertain for row in rows if (kind := bericht_kinds.find(row.kind)))


def _attach(keys: Mapping[uuid.UUID, str]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(ATTACH, [list(keys), [key_id(key) for key in keys.values()]])


def _take_waiting_along(overviews: Sequence[Due], now: datetime) -> None:
    """Put what waits for a person's weekly overview into the mail of that overview."""
    if overviews:
        people = [row.recipient_id for row in overviews]
        mails = [key_id(f"{SINGLE}{row.id}") for row in overviews]
        with connection.cursor() as cursor:
            cursor.execute(TAKE_ALONG, [people, mails, now])
