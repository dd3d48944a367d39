"""The weekly overview (N93): Tuesday 8.30 o'clock, only for who has something to read in it.

It shows open duties, one's own meetings of the coming week, and what a person wants to hear of once a week.
"""

import uuid
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.urls import reverse

from community import notation
from community.access.agenda import who_sees
from community.berichten.outbox import build, insert
from community.berichten.render import Line, absolute
from community.berichten.subjects import WEEK_OVERVIEW
from community.dagdelen import when
from community.extension_points import BerichtKind, Inhoud, bericht_kinds, taak_kinds
from community.models import (
    Audience,
    Bericht,
    BerichtStatus,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    MailMode,
    Taak,
    User,
    Voorkeur,
    Weekronde,
)
from community.queries.feed import MASKED
from community.workdays import local_date, mail_moment, workday_on_or_after

OVERVIEW = "N93"
TUESDAY = 1
# A round that nobody planned in time (everything was down) is skipped after this.
LATEST = timedelta(days=2)
AHEAD = timedelta(days=7)
HIGHLIGHTED, ITEMS = 3, 5
COMING = (DeelnameStatus.UITGENODIGD, DeelnameStatus.AANGEMELD)
HOME = "/mijn/"


@dataclass
class News:
    """What one person reads: her open duties and her meetings, the first due first."""

    taken: list[Line]
    meetings: list[Line]


def overview_day(day: date) -> date:
    """Return when the overview of this day's week leaves: Tuesday, or the next working day after a feestdag."""
    return workday_on_or_after(day + timedelta(days=TUESDAY - day.weekday()))


def plan_overviews(now: datetime) -> None:
    """Owe the overview of this week to who has something to read, once, when its moment has come."""
    day = overview_day(local_date(now))
    due_at = mail_moment(day)
    if not due_at <= now < due_at + LATEST:
        return
    if not Weekronde.objects.get_or_create(day=day, defaults={"planned_at": now})[1]:
        return
    kind = bericht_kinds.get(OVERVIEW)
    week = uuid.uuid5(uuid.NAMESPACE_OID, f"week {day.isoformat()}")
    insert(
        build(kind, object_id=week, person_id=person_id, moment=day.isoformat(), mode=kind.mode, due_at=due_at, now=now)
        for person_id in _people_with_news(now)
    )


def load(berichten: Sequence[Bericht], now: datetime) -> Mapping[uuid.UUID, Inhoud]:
    """Return what each of these overviews says of duties and meetings; a fixed number of queries per kind of duty."""
    people = {row.recipient.pk: row.recipient for row in berichten if row.recipient is not None}
    news = {person_id: News([], []) for person_id in people}
    _add_taken(news, now)
    _add_meetings(news, list(people.values()), now)
    return {
        row.pk: Inhoud(path=HOME, context={"taken": news[row.recipient_id].taken,
                                           "meetings": news[row.recipient_id].meetings})
        for row in berichten
        if row.recipient_id in news
    }  # fmt: skip


def with_waiting(content: Inhoud, waiting: Sequence[Line]) -> Inhoud | None:
    """Add what waited for this overview; None when there is nothing at all to read."""
    taken, meetings = list(content.context["taken"]), list(content.context["meetings"])
    items = [*taken[HIGHLIGHTED:], *meetings, *waiting]
    if not taken and not items:
        return None
    context = {
        "highlighted": taken[:HIGHLIGHTED],
        "items": items[:ITEMS],
        "more": max(0, len(items) - ITEMS),
        "summary": _summary(len(taken), len(meetings), len(waiting)),
    }
    return replace(content, context=context)


def _summary(taken: int, meetings: int, waiting: int) -> str:
    """Return '2 taken, 1 bijeenkomst': what there is, without what there is not."""
    words = [(taken, "taak", "taken"), (meetings, "bijeenkomst", "bijeenkomsten"), (waiting, "nieuwtje", "nieuwtjes")]
    return ", ".join(notation.count(amount, one, many) for amount, one, many in words if amount)


def _people_with_news(now: datetime) -> set[uuid.UUID]:
    duties = Taak.objects.filter(done_at__isnull=True, withdrawn_at__isnull=True).values("user_id")
    waiting = Bericht.objects.filter(
        status=BerichtStatus.GEPLAND, mail_mode=MailMode.WEEK, due_at__lte=now, recipient__isnull=False
    ).values("recipient_id")
    meetings = Deelname.objects.filter(_this_week(now), status__in=COMING).values("user_id")
    people = User.objects.filter(Q(pk__in=duties) | Q(pk__in=waiting) | Q(pk__in=meetings), is_active=True)
    unwanted = Voorkeur.objects.filter(subject=WEEK_OVERVIEW, mode=MailMode.GEEN).values("user_id")
    return set(people.exclude(pk__in=unwanted).values_list("pk", flat=True))


def _this_week(now: datetime) -> Q:
    return Q(
        bijeenkomst__status=BijeenkomstStatus.GEPLAND,
        bijeenkomst__starts_at__gt=now,
        bijeenkomst__starts_at__lte=now + AHEAD,
    )


def _add_taken(news: Mapping[uuid.UUID, News], now: datetime) -> None:
    """Add the duties that still stand, each in the words of its kind."""
    rows = Taak.objects.filter(user__in=news, done_at__isnull=True, withdrawn_at__isnull=True)
    by_kind = defaultdict(list)
    for taak in rows:
        by_kind[taak.kind].append(taak)
    shown = []
    for code, kind in taak_kinds.named().items():
        done = set(kind.is_done(by_kind[code], now)) if by_kind[code] else set()
        left = [taak for taak in by_kind[code] if taak.pk not in done]
        words = kind.words(left, now) if left else {}
        shown += [(taak, words[taak.pk]) for taak in left if taak.pk in words]
    for taak, its_words in sorted(shown, key=lambda pair: (pair[0].due_at is None, pair[0].due_at, pair[0].opened_at)):
        until = f", uiterlijk {notation.date_plain(taak.due_at)}" if taak.due_at else ""
        news[taak.user_id].taken.append(Line(f"{its_words.title}{until}", absolute(its_words.path)))


def _add_meetings(news: Mapping[uuid.UUID, News], people: Sequence[User], now: datetime) -> None:
    """Add one's own meetings of the coming week, as far as one may still know of them."""
    rows = (
        Deelname.objects.filter(_this_week(now), user__in=news, status__in=COMING)
        .select_related("bijeenkomst__kring")
        .order_by("bijeenkomst__starts_at", "bijeenkomst_id")
    )
    places = list(rows)
    seen = who_sees([place.bijeenkomst for place in places], people, now) if places else {}
    for place in places:
        if (place.user_id, place.bijeenkomst_id) in seen:
            meeting = place.bijeenkomst
            text = f"{_title(meeting)}, {when(meeting.starts_at, meeting.ends_at)}"
            line = Line(text, absolute(reverse("bijeenkomst", args=[meeting.code])))
            news[place.user_id].meetings.append(line)


def _title(meeting: Bijeenkomst) -> str:
    """Return the title; what a group talks about, or what is confidential, does not go by mail."""
    if meeting.is_confidential:
        return MASKED
    if meeting.audience == Audience.KRING and meeting.kring is not None:
        return f"Bijeenkomst van {meeting.kring.name}"
    return meeting.title


def kind() -> BerichtKind:
    """Return the kind of message this is, for the registry."""
    return BerichtKind(
        code=OVERVIEW, name="Weekoverzicht", subject=WEEK_OVERVIEW, mode="DIRECT", load=load, at_once=False,
        resend_uncertain=False, lifetime=timedelta(days=3),
    )  # fmt: skip
