"""A meeting as a calendar program may read it, and the whole calendar of one person.

A title that is confidential, and the way into an online meeting, never leave the site: calendars are shared with
colleagues and copied to other companies.
"""

import uuid
from dataclasses import replace
from datetime import datetime, timedelta
from email.utils import parseaddr
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import F, FilteredRelation, Func, OuterRef, Q, QuerySet, Subquery, TextField
from django.db.models.functions import MD5, Cast
from django.urls import reverse

from community.access.agenda import own_bijeenkomsten
from community.access.datumprikker import tentative_antwoorden
from community.extension_points import Attachment
from community.ical import CalendarEvent, Guest, GuestAnswer, Method, Status, calendar, joined, vevent
from community.models import Audience, Bijeenkomst, BijeenkomstStatus, Deelname, DeelnameStatus, Invulling, User
from community.queries.agenda import closed_to, place_of, title_of
from community.queries.deelname import Situation

MASKED = "Bijeenkomst (vertrouwelijk)"
ASKS = "Laat weten of je komt:"
NAME = "Regisseurs van de Samenwerking"
KEEP_PAST = timedelta(days=365)
REFRESH = timedelta(hours=1)
MAYBE = (DeelnameStatus.UITGENODIGD, DeelnameStatus.WACHTLIJST)
# All that an event in the calendar is written from, of the meeting, its group and the reader's own place in it.
PRINTED = (
    "id", "code", "status", "audience", "title", "is_confidential", "description", "starts_at", "ends_at", "place_name",
    "address", "online_url", "sequence", "changed_at", "kring__name", "own__status", "own__answered_at",
    "own__invited_at",
)  # fmt: skip
# Events this process wrote, by address of the site, print, and whether the reader may read the content.
_written: dict[tuple[str, str, bool], bytes] = {}
MOST_KEPT = 4000


def feed(user: User, now: datetime) -> bytes:
    """Return the calendar of this person: what she is asked for or comes to.

    A cancelled meeting is left out: programs that show everything they read then show none (docs/decisions/0010).
    Two queries; one more when something changed since this process wrote it.
    """
    own = _own_vevents(user, now)
    return joined([*own, *(vevent(event) for event in tentative_events(user, now))], name=NAME, refresh=REFRESH)


def _own_vevents(user: User, now: datetime) -> list[bytes]:
    """Return the person's own meetings as they stand in her calendar, the first one first.

    Programs ask every hour and nearly always nothing changed. Writing an event costs a hundred times what looking it
    up does, so this process keeps what it wrote under a print of all that it was written from.
    """
    rows = _with_print(own_bijeenkomsten(user, now), user).filter(
        status=BijeenkomstStatus.GEPLAND, ends_at__gt=now - KEEP_PAST
    )
    light = list(
        rows.order_by("starts_at", "id").values_list(
            "pk", "print", "kring_id", "kind", "audience", "status", named=True
        )
    )
    closed = closed_to(light, user, now)
    found = {row.pk: _written.get((settings.SITE_ROOT, row.print, row.pk not in closed)) for row in light}
    missing = [pk for pk, content in found.items() if content is None]
    if missing:
        found |= _written_now(rows.filter(pk__in=missing), closed)
    return [content for content in found.values() if content is not None]


def _written_now(rows: "QuerySet[Any]", closed: set[uuid.UUID]) -> dict[uuid.UUID, bytes]:
    """Write these meetings, keep them under the print of what was read just now, and return them by id."""
    if len(_written) > MOST_KEPT:
        _written.clear()
    found = {}
    for row in rows.select_related("kring"):
        place = Deelname(status=row.own_status, answered_at=row.own_answered_at, invited_at=row.own_invited_at)
        may_read = row.pk not in closed
        content = vevent(event_of(row, place, may_read=may_read))
        _written[settings.SITE_ROOT, row.print, may_read] = found[row.pk] = content
    return found


def _with_print(rows: QuerySet[Bijeenkomst], user: User) -> "QuerySet[Any]":
    """Add to each meeting the person's own place in it, and a print of all that `event_of` writes."""
    return rows.alias(own=FilteredRelation("deelnames", condition=Q(deelnames__user=user))).annotate(
        own_status=F("own__status"),
        own_answered_at=F("own__answered_at"),
        own_invited_at=F("own__invited_at"),
        print=MD5(Cast(Func(*PRINTED, function="ROW", output_field=TextField()), TextField())),
    )


def tentative_events(user: User, now: datetime) -> list[CalendarEvent]:
    """Return the moments this person keeps free for an open date poll; gone once a date is fixed or it closes."""
    rows = tentative_antwoorden(user, now).select_related("optie__datumprikker")
    saved = Invulling.objects.filter(datumprikker=OuterRef("optie__datumprikker"), user=user).values("saved_at")
    return [
        CalendarEvent(
            uid=f"optie-{row.optie_id}@{urlsplit(settings.SITE_ROOT).hostname}",
            sequence=row.optie.sequence,
            starts_at=row.optie.starts_at,
            ends_at=row.optie.ends_at,
            changed_at=max(filter(None, (row.optie.changed_at, row.saved_at))),
            title=f"Misschien: {row.optie.datumprikker.title}",
            status="TENTATIVE",
            place=row.optie.datumprikker.place_name,
            url=settings.SITE_ROOT + reverse("datumprikker", args=[row.optie.datumprikker.code]),
            is_private=True,
        )
        for row in rows.annotate(saved_at=Subquery(saved)).order_by("optie__starts_at", "optie_id")
    ]


def event_of(bijeenkomst: Bijeenkomst, place: Deelname | None, *, may_read: bool) -> CalendarEvent:
    """Return a meeting as an event, masked where it must be. `place` is the reader's own."""
    is_of_group = bijeenkomst.audience == Audience.KRING
    is_open = may_read and not bijeenkomst.is_confidential
    title = MASKED if bijeenkomst.is_confidential else title_of(bijeenkomst, is_closed=not may_read)
    told = (place.answered_at, place.invited_at) if place else ()
    changed = max(filter(None, (bijeenkomst.changed_at, *told)))
    return CalendarEvent(
        uid=f"{bijeenkomst.pk}@{urlsplit(settings.SITE_ROOT).hostname}",
        sequence=bijeenkomst.sequence,
        starts_at=bijeenkomst.starts_at,
        ends_at=bijeenkomst.ends_at,
        changed_at=changed,
        title=f"Wachtlijst: {title}" if place and place.status == DeelnameStatus.WACHTLIJST else title,
        status=_status(bijeenkomst, place),
        place="" if bijeenkomst.is_confidential else place_of(bijeenkomst),
        description=bijeenkomst.description if is_open and not is_of_group else "",
        url=page_of(bijeenkomst),
        is_private=is_of_group or bijeenkomst.is_confidential,
    )


def single_file(bijeenkomst: Bijeenkomst, place: Deelname | None, *, may_read: bool) -> bytes:
    """Return the calendar file of one meeting, for who presses 'Zet in mijn agenda'."""
    return calendar([event_of(bijeenkomst, place, may_read=may_read)])


def guest_of(name: str, email: str, answer: GuestAnswer) -> Guest:
    """Return to whom a file is mailed, from the address that all mail of the platform comes from."""
    sender_name, sender_email = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return Guest(sender_name=sender_name, sender_email=sender_email, name=name, email=email, answer=answer)


def mailed_file(situation: Situation, *, method: Method) -> Attachment:
    """Return the file that puts a meeting into the calendar of who gets the mail, or takes it out.

    As in the mail itself, what a group meets about stays on the site.
    """
    is_open = situation.may_read and situation.bijeenkomst.audience != Audience.KRING
    event = event_of(situation.bijeenkomst, situation.place, may_read=is_open)
    is_certain = situation.status in (DeelnameStatus.AANGEMELD, DeelnameStatus.AANWEZIG)
    is_off = situation.bijeenkomst.status == BijeenkomstStatus.GEANNULEERD
    guest = guest_of(
        situation.user.naam, situation.user.email,
        "ACCEPTED" if is_certain else "DECLINED" if method == "CANCEL" else "NEEDS-ACTION",
    )  # fmt: skip
    if method == "CANCEL" and not is_off:
        # The meeting goes on, without her: then no status is given (RFC 5546 §3.2.5).
        event = replace(event, status="")
    elif guest.answer == "NEEDS-ACTION":
        asks = f"{ASKS} {event.url}"
        event = replace(event, description=f"{event.description}\n\n{asks}".strip())
    content = calendar([event], method=method, guest=guest)
    return Attachment("bijeenkomst.ics", content, "text/calendar", method)


def page_of(bijeenkomst: Bijeenkomst) -> str:
    """Return the full address of the page of a meeting."""
    return settings.SITE_ROOT + reverse("bijeenkomst", args=[bijeenkomst.code])


def _status(bijeenkomst: Bijeenkomst, place: Deelname | None) -> Status:
    if bijeenkomst.status == BijeenkomstStatus.GEANNULEERD:
        return "CANCELLED"
    return "TENTATIVE" if place and place.status in MAYBE else "CONFIRMED"
