"""Calendar files (RFC 5545, 5546 and 7986): from what a meeting is to the bytes a calendar program reads.

Pure: no framework, no database, no clock. What a person may read in her calendar is decided by who makes the event.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Literal

from icalendar import Calendar, Component, Event, vCalAddress, vDuration, vText

from community.notation import AMSTERDAM

PRODID = "-//Regiekamer//Agenda//NL"
END = b"END:VCALENDAR\r\n"

# The Dutch rules since 1996, as one component that every calendar program understands.
VTIMEZONE = """BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:STANDARD
DTSTART:19961027T030000
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19960331T020000
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE
"""

# Empty in a CANCEL that takes the event out of one calendar, while it goes on for others.
Status = Literal["TENTATIVE", "CONFIRMED", "CANCELLED", ""]
Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
GuestAnswer = Literal["NEEDS-ACTION", "ACCEPTED", "DECLINED"]


@dataclass(frozen=True)
class CalendarEvent:
    """One meeting as one person may read it. `uid` never changes; `sequence` rises with each change."""

    uid: str
    sequence: int
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    title: str
    status: Status
    place: str = ""
    description: str = ""
    url: str = ""
    is_private: bool = False


@dataclass(frozen=True)
class Guest:
    """To whom a mailed invitation is sent, by whom, and what she answered."""

    sender_name: str
    sender_email: str
    name: str
    email: str
    answer: GuestAnswer


def calendar(
    events: Iterable[CalendarEvent], *, method: Method = "PUBLISH", name: str = "",
    refresh: timedelta | None = None, guest: Guest | None = None,
) -> bytes:  # fmt: skip
    """Return a calendar file: CRLF lines, folded, text escaped, with the time zone of the Netherlands."""
    return joined((vevent(event, guest) for event in events), method=method, name=name, refresh=refresh)


def joined(
    vevents: Iterable[bytes], *, method: Method = "PUBLISH", name: str = "", refresh: timedelta | None = None
) -> bytes:
    """Return a calendar file of events that `vevent` wrote; writing them is what costs."""
    return b"".join([_opening(method, name, refresh), *vevents, END])


def vevent(event: CalendarEvent, guest: Guest | None = None) -> bytes:
    """Return one event as its part of a calendar file."""
    return _component(event, guest).to_ical()


@lru_cache(maxsize=16)
def _opening(method: Method, name: str, refresh: timedelta | None) -> bytes:
    """Return what stands above the events; it is the same for everybody."""
    file = Calendar()
    file.add("prodid", PRODID)
    file.add("version", "2.0")
    file.add("method", method)
    if name:
        file.add("name", vText(one_line(name)))
        file.add("x-wr-calname", vText(one_line(name)))
    if refresh:
        file.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
        file.add("x-published-ttl", vDuration(refresh))
    file.add_component(Component.from_ical(VTIMEZONE))
    return file.to_ical().removesuffix(END)


def one_line(text: str) -> str:
    """Return the text on one line, without control characters."""
    return " ".join(clean(text).split())


def clean(text: str) -> str:
    """Return the text with plain line ends, without control characters or halves of characters."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(sign for sign in plain if sign in "\n\t" or unicodedata.category(sign) not in {"Cc", "Cs"})


def _component(event: CalendarEvent, guest: Guest | None) -> Event:
    shown = Event()
    shown.add("uid", event.uid)
    shown.add("sequence", event.sequence)
    shown.add("dtstamp", event.changed_at)
    shown.add("last-modified", event.changed_at)
    shown.add("dtstart", event.starts_at.astimezone(AMSTERDAM))
    shown.add("dtend", event.ends_at.astimezone(AMSTERDAM))
    shown.add("summary", one_line(event.title))
    if event.status:
        shown.add("status", event.status)
    shown.add("transp", "OPAQUE" if event.status in ("TENTATIVE", "CONFIRMED") else "TRANSPARENT")
    shown.add("class", "PRIVATE" if event.is_private else "PUBLIC")
    if event.place:
        shown.add("location", one_line(event.place))
    if event.description:
        shown.add("description", clean(event.description))
    if event.url:
        shown.add("url", event.url)
    if guest:
        _invite(shown, guest)
    return shown


def _invite(shown: Event, guest: Guest) -> None:
    """Name who sends and who receives: calendar programs accept an update only from the same sender."""
    sender = vCalAddress(f"mailto:{guest.sender_email}")
    sender.params["CN"] = vText(one_line(guest.sender_name).replace('"', ""))
    shown.add("organizer", sender)
    receiver = vCalAddress(f"mailto:{guest.email}")
    receiver.params["CN"] = vText(one_line(guest.name).replace('"', ""))
    receiver.params["ROLE"] = vText("REQ-PARTICIPANT")
    receiver.params["PARTSTAT"] = vText(guest.answer)
    receiver.params["RSVP"] = vText("FALSE")
    shown.add("attendee", receiver)
