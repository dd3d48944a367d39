"""What a colleague who is taken along gets: the hour, the file for her calendar, and what her mails ask."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from casussen.models import Casus
from casussen.onderdelen import Meelezer, Part, open_parts
from community.extension_points import Attachment
from community.ical import CalendarEvent, Method, calendar
from community.models import Slot
from community.notation import listing
from community.queries.feed import guest_of
from community.queries.gastlinks import token_of
from training.access.coaching import reading_guests
from training.models import Coachgesprek, Meegenomen

# How soon the next hours are looked at for reminders.
REMIND_WINDOW = timedelta(days=14)
TITLE = "Coachgesprek"


def guests_of(gesprek: Coachgesprek) -> list[Meegenomen]:
    """Return who is taken along to a talk and was not told off; one query. In a scope."""
    rows = Meegenomen.objects.filter(coachgesprek=gesprek, gastlink__revoked_at__isnull=True)
    return list(rows.select_related("gastlink").order_by("gastlink__made_at", "pk"))


def parts_for(meegenomen: Meegenomen) -> list[Part]:
    """Return the parts of the casus that this guest reads, in their order."""
    return [part for part in open_parts() if part.code in meegenomen.parts]


def ever_read() -> Any:
    """Return an expression on a Casus: whether a guest of a coaching hour may read parts of it."""
    rows = Meegenomen.objects.filter(coachgesprek__deelnemer__casus=OuterRef("pk"))
    return Exists(rows.exclude(parts=[]))


def guests_reading(casus: Casus, now: datetime) -> list[Meelezer]:
    """Return the guests of coaching hours who read parts of this casus now, each with which; one query. In a scope."""
    rows = reading_guests(now).filter(coachgesprek__deelnemer__casus=casus)
    found = rows.select_related("gastlink", "coachgesprek__deelnemer__editie").order_by("gastlink__made_at", "pk")
    return [
        Meelezer(
            row.gastlink_id, row.gastlink.name,
            _("Gast bij een coachgesprek: %(parts)s") % {"parts": listing([part.title for part in parts_for(row)])},
            row.gastlink.made_at,
            reverse("editie-coachgast-delen",
                    args=[row.coachgesprek.deelnemer.editie.slug, row.coachgesprek_id, row.pk]),
        )
        for row in found
    ]  # fmt: skip


def by_link(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Meegenomen]:
    """Return to which hour these links belong, with its people; opens nothing. One query. In a scope."""
    rows = Meegenomen.objects.filter(gastlink__in=set(ids)).select_related(
        "gastlink__made_by", "coachgesprek__slot", "coachgesprek__deelnemer__user", "coachgesprek__coach"
    )
    return {row.gastlink_id: row for row in rows}


def guests_to_remind(now: datetime) -> list[tuple[Meegenomen, Slot]]:
    """Return who is taken along to an hour that comes near; one query. In a scope."""
    rows = Meegenomen.objects.filter(
        gastlink__revoked_at__isnull=True, coachgesprek__cancelled_at__isnull=True,
        coachgesprek__slot__starts_at__gt=now, coachgesprek__slot__starts_at__lt=now + REMIND_WINDOW,
    ).select_related("gastlink", "coachgesprek__slot")  # fmt: skip
    return [(row, row.coachgesprek.slot) for row in rows.order_by("pk") if row.coachgesprek.slot]


def guest_path(row: Meegenomen) -> str:
    """Return the address of the page of this guest."""
    return reverse("gedeeld", kwargs={"token": token_of(row.gastlink)})


def guest_file(row: Meegenomen, *, method: Method, now: datetime) -> Attachment:
    """Return the file that puts the hour into a guest's calendar, or takes it out.

    Of an hour that has no time any more only its end is known; a calendar finds it by its id.
    """
    gesprek = row.coachgesprek
    slot = gesprek.slot
    ends_at = slot.ends_at if slot else row.gastlink.expires_at
    starts_at = slot.starts_at if slot else ends_at - timedelta(hours=1)
    is_off = method == "CANCEL"
    event = CalendarEvent(
        uid=f"gast-{row.pk}@{urlsplit(settings.SITE_ROOT).hostname}", sequence=gesprek.version + int(is_off),
        starts_at=starts_at, ends_at=ends_at, changed_at=now, title=TITLE,
        status="CANCELLED" if is_off else "CONFIRMED", place="" if is_off or slot is None else where_of(slot),
        url="" if is_off else settings.SITE_ROOT + guest_path(row), is_private=True,
    )  # fmt: skip
    guest = guest_of(row.gastlink.name, row.gastlink.email, "DECLINED" if is_off else "ACCEPTED")
    content = calendar([event], method=method, guest=guest)
    return Attachment("coachgesprek.ics", content, "text/calendar", method)


def where_of(slot: Slot) -> str:
    """Return where a talk is: its place, or that it is online; never the link."""
    return slot.place_name or ("Online" if slot.online_url else "")
