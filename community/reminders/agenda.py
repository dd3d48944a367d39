"""Messages about meetings: a new one, one that comes near, moved or does not go on."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q
from django.urls import reverse

from community.access.agenda import CONCERNED
from community.actions.agenda import CANCELLED, CHANGED, OPEN, REMINDER
from community.actions.deelname import ANSWERED, INVITED, MOVED_UP
from community.berichten.outbox import MEMORY, owe_many
from community.berichten.unneeded import Needing
from community.dagdelen import in_words, lasts_days, on_days, when
from community.extension_points import Attachment, BerichtKind, Inhoud, TaakKind
from community.models import (
    PLANNED_ELSEWHERE,
    TALKS,
    Audience,
    Bijeenkomst,
    BijeenkomstKind,
    BijeenkomstStatus,
    DeelnameStatus,
)
from community.notation import date_plain, day_of, relative_day, time_of_day, time_range, weekday
from community.queries.agenda import place_of
from community.queries.deelname import (
    Situation,
    reminder_moment,
    situations,
    unreminded,
    with_file,
    with_file_elsewhere,
)
from community.queries.feed import MASKED, mailed_file

# What mails call the meetings of some groups, and which kinds take 'het'.
MEETINGS = {BijeenkomstKind.TEAMGESPREK: "Teamgesprek"}
NEUTER = (
    BijeenkomstKind.WEBINAR, BijeenkomstKind.DAGDEEL, BijeenkomstKind.TEAMGESPREK, BijeenkomstKind.INTAKE,
    BijeenkomstKind.COACHING,
)  # fmt: skip
STAMP = "%Y%m%d%H%M"
# The messages that bring the file of a meeting: of the answers only a yes.
PUT_IN_CALENDAR = Q(kind__in=(INVITED, MOVED_UP, CHANGED)) | Q(
    kind=ANSWERED, moment__startswith=f"{DeelnameStatus.AANGEMELD.value}."
)


def pair_of(row: Any) -> tuple[Any, Any]:
    """Return (user id, bijeenkomst id) of a Bericht."""
    return row.recipient_id, row.object_id


def load_open(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell of a new meeting who has no place in it yet, while it still must begin."""
    return {row.pk: inhoud(case) for row, case in coming_cases(berichten, now) if case.place is None}


def load_reminder(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Remind who comes, of the meeting as it is planned now."""
    told = {}
    for row, case in coming_cases(berichten, now):
        if case.status == DeelnameStatus.AANGEMELD and row.moment == f"v{case.bijeenkomst.schedule_version}":
            told[row.pk] = inhoud(case, day_word=day_word(case.bijeenkomst.starts_at, now))
    return told


def load_changed(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell the new moment beside the one a person knows; only the last move, and only what differs."""
    told = {}
    for row, case in coming_cases(berichten, now):
        version, starts, ends = row.moment.split(".")
        if case.status not in CONCERNED or version != f"v{case.bijeenkomst.schedule_version}":
            continue
        old = tuple(datetime.strptime(text, STAMP).replace(tzinfo=UTC) for text in (starts, ends))
        new = (case.bijeenkomst.starts_at, case.bijeenkomst.ends_at)
        told[row.pk] = inhoud(
            case, has_new_time=old != new, old_when=when(*old), files=(mailed_file(case, method="REQUEST"),)
        )
    return told


def load_cancelled(berichten: Sequence[Any], now: datetime) -> Mapping[Any, Inhoud]:
    """Tell that a meeting does not go on, with a file that takes it out of the calendar if one put it there."""
    cases = [(row, case) for row, case in _cases(berichten, now) if _is_lost(case, now)]
    holders = with_file((case for _, case in cases), PUT_IN_CALENDAR, since=now - MEMORY)
    holders |= with_file_elsewhere(case for _, case in cases)
    told = {}
    for row, case in cases:
        # What a group writes to each other stays on the site.
        reason = "" if case.bijeenkomst.audience == Audience.KRING else case.bijeenkomst.cancel_reason
        files = (mailed_file(case, method="CANCEL"),) if pair_of(row) in holders else ()
        told[row.pk] = inhoud(case, reason_given=reason, has_file=bool(files), files=files)
    return told


def inhoud(case: Situation, *, files: tuple[Attachment, ...] = (), **words: Any) -> Inhoud:
    """Return what a mail about a meeting says: kind or group, moment, place and page; a title only when it is open."""
    meeting = case.bijeenkomst
    is_of_group = meeting.audience == Audience.KRING
    context = {
        "what": what(meeting),
        "the": with_article(meeting),
        "title": "" if is_of_group or meeting.is_confidential else meeting.title,
        "day": date_plain(meeting.starts_at),
        "on_day": on_days(meeting.starts_at, meeting.ends_at),
        "on_weekday": on_days(meeting.starts_at, meeting.ends_at, with_weekday=True),
        "times": _times(meeting),
        "when": in_words(meeting.starts_at, meeting.ends_at),
        "where": "" if meeting.is_confidential else place_of(meeting),
        **words,
    }
    return Inhoud(path=reverse("bijeenkomst", args=[meeting.code]), context=context, attachments=files)


def what(meeting: Bijeenkomst) -> str:
    """Return what a mail calls a meeting: 'Ontmoeting', or 'Bijeenkomst van Veenweide'; never its title."""
    if meeting.is_confidential:
        return MASKED
    if meeting.kind in TALKS or meeting.audience != Audience.KRING or meeting.kring is None:
        return str(meeting.get_kind_display())
    if meeting.kind in PLANNED_ELSEWHERE:
        kind = meeting.title  # of a training: its part of the programme, 'Dagdeel 3'
    else:
        kind = MEETINGS.get(BijeenkomstKind(meeting.kind), "Bijeenkomst")
    return f"{kind} van {meeting.kring.name}"


def with_article(meeting: Bijeenkomst) -> str:
    """Return the same within a sentence: 'de ontmoeting', 'het webinar', 'de bijeenkomst van Veenweide'."""
    words = what(meeting)
    article = "het" if meeting.kind in NEUTER and not meeting.is_confidential else "de"
    return f"{article} {words[:1].lower()}{words[1:]}"


def day_word(starts_at: datetime, now: datetime) -> str:
    """Return 'Vandaag', 'Morgen', 'Overmorgen', or 'Maandag 8 februari 2027' for a day further away."""
    days = (day_of(starts_at) - day_of(now)).days
    if 0 <= days <= 2:
        return relative_day(starts_at, today=day_of(now)).capitalize()
    return f"{weekday(starts_at)} {date_plain(starts_at)}".capitalize()


def plan_reminders(now: datetime) -> None:
    """Owe who comes the reminder of two working days before, once for each version of the plan."""
    for meeting, people in unreminded(now, reminder=REMINDER, change=CHANGED).items():
        owe_many(REMINDER, object_id=meeting.pk, recipients=people, moment=f"v{meeting.schedule_version}",
                 due_at=reminder_moment(meeting), expires_at=meeting.starts_at, now=now)  # fmt: skip


def _times(meeting: Bijeenkomst) -> str:
    if lasts_days(meeting.starts_at, meeting.ends_at):
        return f"vanaf {time_of_day(meeting.starts_at)}"
    return time_range(meeting.starts_at, meeting.ends_at)


def _is_lost(case: Situation, now: datetime) -> bool:
    meeting = case.bijeenkomst
    is_cancelled = meeting.status == BijeenkomstStatus.GEANNULEERD
    return is_cancelled and case.status in CONCERNED and meeting.ends_at > now


def _cases(berichten: Sequence[Any], now: datetime) -> list[tuple[Any, Situation]]:
    found = situations((pair_of(row) for row in berichten), now)
    return [(row, found[pair_of(row)]) for row in berichten if pair_of(row) in found]


def coming_cases(berichten: Sequence[Any], now: datetime) -> list[tuple[Any, Situation]]:
    """Return each Bericht with its case, where the meeting still must begin and the person may know of it."""
    return [
        (row, case)
        for row, case in _cases(berichten, now)
        if case.bijeenkomst.status == BijeenkomstStatus.GEPLAND and case.bijeenkomst.starts_at > now
    ]


KINDS = [
    BerichtKind(code=OPEN, name="Nieuwe bijeenkomst", subject="COMMUNITY", mode="WEEK", load=load_open, at_once=False),
    BerichtKind(code=REMINDER, name="Bijeenkomst over twee werkdagen", subject="AGENDA", mode="DAG",
                load=load_reminder, at_once=False),
    BerichtKind(code=CHANGED, name="Bijeenkomst gewijzigd", subject="AGENDA", mode="DIRECT", load=load_changed,
                is_on_screen=True, is_mandatory=True),
    BerichtKind(code=CANCELLED, name="Bijeenkomst gaat niet door", subject="AGENDA", mode="DIRECT",
                load=load_cancelled, is_on_screen=True, is_mandatory=True),
]  # fmt: skip
TAAK_KINDS: list[TaakKind] = []
PLANNERS: dict[str, Callable[[datetime], None]] = {
    "herinneringen aan bijeenkomsten": Needing("community.Bijeenkomst", plan_reminders)
}
PURGES: dict[str, Callable[[datetime], int]] = {}
