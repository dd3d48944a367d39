"""Places in a meeting: asking people, their answer, the waiting list.

Every change of places holds the lock on the row of the Bijeenkomst, so that two answers at once never share a seat.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from community import access
from community.access.agenda import CONCERNED, may_answer, may_change
from community.access.kringen import active_lidmaatschappen
from community.actions.errors import ActionError
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.berichten.outbox import owe, owe_many, withdraw
from community.models import (
    PLANNED_ELSEWHERE,
    SEATED,
    Audience,
    Bericht,
    BerichtStatus,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    DeelnameStatus,
    Kring,
    User,
    ZendingStatus,
)
from community.queries.organisaties import employer_on
from community.workdays import add_workdays, at_local, local_date

REAGEREN = "REAGEREN"
INVITED, ANSWERED, MOVED_UP, LEFT = "N106", "N108", "N80", "N134"
# What somebody may still have in the post about her place; a new answer makes it old.
ABOUT_A_PLACE = (INVITED, "N107", ANSWERED, MOVED_UP)
# People answer until the end of the third working day before a meeting, so that the organiser can count on it.
ANSWER_WORKDAYS = 3
END_OF_DAY = time(18)
# Presence is noted from this long before the begin; earlier nobody is there.
OPENS_BEFORE = timedelta(minutes=30)


class AnswerClosedError(ActionError):
    """The meeting began or is cancelled; nobody answers any more."""


def lock(bijeenkomst: Bijeenkomst) -> Bijeenkomst:
    """Return the row as it is now, locked until the end of the transaction.

    Raises ActionError when it is gone: somebody threw away the concept meanwhile.
    """
    found = Bijeenkomst.objects.select_for_update(of=("self",)).filter(pk=bijeenkomst.pk).first()
    if found is None:
        raise ActionError("Iemand anders heeft dit concept net weggegooid.")
    return found


def answer(*, actor: User, bijeenkomst: Bijeenkomst, is_coming: bool, now: datetime) -> Deelname:
    """Say that one comes or not. A full meeting puts who comes on the waiting list; a freed seat goes to the next.

    Saying the same twice changes nothing. Raises AnswerClosedError once it began or was cancelled.
    """
    access.require(may_answer(actor, bijeenkomst, now))
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        # Who left the group while this waited for the lock has no seat to take any more.
        access.require(may_answer(actor, meeting, now))
        _require_open(meeting, now)
        place = Deelname.objects.filter(bijeenkomst=meeting, user=actor).first()
        if place is not None and _says_the_same(place, is_coming=is_coming):
            return place
        place = place or Deelname(bijeenkomst=meeting, user=actor)
        had_seat = place.status in SEATED
        _write_answer(place, meeting, is_coming=is_coming, now=now)
        finish_taken(REAGEREN, object_id=meeting.pk, user=actor, now=now)
        withdraw(ABOUT_A_PLACE, object_id=meeting.pk, recipient=actor, reason="beantwoord")
        _owe_confirmation(place, now)
        if had_seat:
            fill_waiting_list(bijeenkomst=meeting, now=now)
    return place


def invite_kring(*, actor: User, bijeenkomst: Bijeenkomst, now: datetime) -> None:
    """Ask all members of the group of this meeting; who plans it comes, and gets it for her calendar as well.

    Asking twice changes nothing.
    """
    access.require(may_change(actor, bijeenkomst, now))
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        members = active_lidmaatschappen(now).filter(kring=meeting.kring_id).values("user")
        people = User.objects.filter(pk__in=members).order_by("id")
        planner = people.filter(pk=actor.pk).first()
        if planner is not None and not Deelname.objects.filter(bijeenkomst=meeting, user=planner).exists():
            place = Deelname(bijeenkomst=meeting, user=planner)
            _write_answer(place, meeting, is_coming=True, now=now)
            _owe_confirmation(place, now)
        _ask(meeting, people, now)


def invite_new_member(*, kring: Kring, user: User, now: datetime) -> None:
    """Ask who just joined a group for its coming meetings. Called by the action that lets somebody in.

    What another module plans is not asked: that module gives the seats.
    """
    with transaction.atomic():
        own = _coming(now).filter(kring=kring, audience=Audience.KRING).exclude(kind__in=PLANNED_ELSEWHERE)
        for meeting in own:
            Deelname.objects.filter(bijeenkomst=meeting, user=user, status=DeelnameStatus.AFGEMELD).delete()
            withdraw((LEFT,), object_id=meeting.pk, recipient=user, reason="doet weer mee")
            _ask(meeting, User.objects.filter(pk=user.pk), now)


def invite_rest(*, bijeenkomst: Bijeenkomst, now: datetime) -> None:
    """Ask who is in the group of this meeting and has no place in it yet; what others answered stays.

    Called by the action that moves a meeting to another group.
    """
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        if meeting.status == BijeenkomstStatus.GEPLAND:
            members = active_lidmaatschappen(now).filter(kring=meeting.kring_id).values("user")
            _ask(meeting, User.objects.filter(pk__in=members).order_by("id"), now)


def not_asked(*, bijeenkomst: Bijeenkomst, people: Iterable[User], now: datetime) -> None:
    """Let these people not be asked for a meeting that is planned in this very transaction: they hear nothing."""
    for user in people:
        withdraw(ABOUT_A_PLACE, object_id=bijeenkomst.pk, recipient=user, reason="niet gevraagd")
        withdraw_taken(REAGEREN, object_id=bijeenkomst.pk, user=user, now=now)
        Deelname.objects.filter(bijeenkomst=bijeenkomst, user=user, status=DeelnameStatus.UITGENODIGD).delete()


def give_up_places(*, user: User, now: datetime, kring: Kring | None = None) -> None:
    """Free the seats of somebody who left a group, or (without `kring`) whose account was closed.

    Called by the action that ends the membership or the account. Nothing is asked of her any more; who left a group
    gets what takes its meetings out of her calendar, where a mail put them in.
    """
    with transaction.atomic():
        meetings = _coming(now).filter(deelnames__user=user)
        if kring is not None:
            meetings = meetings.filter(kring=kring, audience=Audience.KRING)
        for meeting in meetings:
            concerned = Deelname.objects.filter(bijeenkomst=meeting, user=user, status__in=CONCERNED)
            knows = concerned.exists() and user.pk not in with_unsent_invitation(meeting)
            concerned.update(status=DeelnameStatus.AFGEMELD, answered_at=now, waiting_since=None)
            withdraw_taken(REAGEREN, object_id=meeting.pk, user=user, now=now)
            withdraw(ABOUT_A_PLACE, object_id=meeting.pk, recipient=user, reason="geen deelnemer meer")
            if kring is not None and knows:
                owe(LEFT, object_id=meeting.pk, recipient=user, moment=f"weg.{now:%Y%m%d%H%M%S%f}",
                    expires_at=meeting.ends_at, now=now)  # fmt: skip
            fill_waiting_list(bijeenkomst=meeting, now=now)


def with_unsent_invitation(meeting: Bijeenkomst) -> set[uuid.UUID]:
    """Return whose invitation waits in the post; one that is being sent at this moment counts as sent."""
    asked = Deelname.objects.filter(bijeenkomst=meeting, status=DeelnameStatus.UITGENODIGD)
    waiting = Bericht.objects.filter(
        Q(zending__isnull=True) | ~Q(zending__status=ZendingStatus.BEZIG), kind=INVITED, object_id=meeting.pk,
        status=BerichtStatus.GEPLAND, recipient__in=asked.values("user"),
    )  # fmt: skip
    return {person for person in waiting.values_list("recipient_id", flat=True) if person}


def fill_waiting_list(*, bijeenkomst: Bijeenkomst, now: datetime) -> None:
    """Give free seats to who waits longest and may still come, and tell her. Call with the lock on the meeting."""
    if bijeenkomst.status != BijeenkomstStatus.GEPLAND or bijeenkomst.starts_at <= now:
        return
    waiting = Deelname.objects.filter(bijeenkomst=bijeenkomst, status=DeelnameStatus.WACHTLIJST, user__is_active=True)
    if bijeenkomst.audience == Audience.KRING:
        members = active_lidmaatschappen(now).filter(kring=bijeenkomst.kring_id)
        waiting = waiting.filter(user__in=members.values("user"))
    free = _free_seats(bijeenkomst)
    lucky = list(waiting.select_related("user").order_by("waiting_since", "id")[:free])
    Deelname.objects.filter(pk__in=[place.pk for place in lucky]).update(
        status=DeelnameStatus.AANGEMELD, waiting_since=None, answered_at=now
    )
    people = [place.user for place in lucky]
    for person in people:
        withdraw(ABOUT_A_PLACE, object_id=bijeenkomst.pk, recipient=person, reason="heeft nu een plek")
    owe_many(MOVED_UP, object_id=bijeenkomst.pk, recipients=people, moment=f"plek.{now:%Y%m%d%H%M%S%f}",
             expires_at=bijeenkomst.starts_at, now=now)  # fmt: skip


def ask_again(*, bijeenkomst: Bijeenkomst, now: datetime) -> None:
    """Begin the questions anew after a meeting moved. Call with the lock on the meeting.

    Who said yes keeps her seat, and is told the new moment; who could not come to a meeting of her group is asked
    whether she can now; who had not answered gets new reminders.
    """
    withdraw_taken(REAGEREN, object_id=bijeenkomst.pk, now=now)
    if bijeenkomst.audience != Audience.KRING:
        return
    places = Deelname.objects.filter(bijeenkomst=bijeenkomst)
    members = active_lidmaatschappen(now).filter(kring=bijeenkomst.kring_id).values("user")
    declined = User.objects.filter(
        pk__in=places.filter(status=DeelnameStatus.AFGEMELD, user__in=members).values("user")
    )
    _owe_invitation(bijeenkomst, list(declined), now)
    places.filter(status=DeelnameStatus.AFGEMELD, user__in=members).update(
        status=DeelnameStatus.UITGENODIGD, invited_at=now, answered_at=None
    )
    silent = User.objects.filter(pk__in=places.filter(status=DeelnameStatus.UITGENODIGD).values("user"))
    open_taken(REAGEREN, users=silent, object_id=bijeenkomst.pk, kring=bijeenkomst.kring,
               due_at=answer_by(bijeenkomst.starts_at, now), now=now)  # fmt: skip


def forget_presence(*, bijeenkomst: Bijeenkomst, now: datetime) -> None:
    """Take back what was noted at the door of a meeting that moved away from now. Call with the lock on the meeting.

    Who was there comes; who was not may answer anew. Within half an hour of the new begin it still holds.
    """
    if now >= bijeenkomst.starts_at - OPENS_BEFORE:
        return
    places = Deelname.objects.filter(bijeenkomst=bijeenkomst)
    places.filter(status=DeelnameStatus.AANWEZIG).update(status=DeelnameStatus.AANGEMELD, attended_via="")
    places.filter(status=DeelnameStatus.AFWEZIG).update(status=DeelnameStatus.AFGEMELD)
    Bijeenkomst.objects.filter(pk=bijeenkomst.pk).update(attendance_saved_at=None)


def answer_by(starts_at: datetime, now: datetime) -> datetime:
    """Return until when an answer is asked: the end of the third working day before.

    A hasty meeting asks later: people get at least until tomorrow, or else until it begins.
    """
    for workdays in range(ANSWER_WORKDAYS, 0, -1):
        day = add_workdays(local_date(starts_at), -workdays)
        if day > local_date(now):
            return at_local(day, END_OF_DAY)
    return starts_at


def _ask(meeting: Bijeenkomst, people: QuerySet[User], now: datetime) -> None:
    asked = list(people.exclude(pk__in=Deelname.objects.filter(bijeenkomst=meeting).values("user")))
    Deelname.objects.bulk_create(
        [Deelname(bijeenkomst=meeting, user=user, status=DeelnameStatus.UITGENODIGD, invited_at=now) for user in asked]
    )
    open_taken(REAGEREN, users=asked, object_id=meeting.pk, kring=meeting.kring,
               due_at=answer_by(meeting.starts_at, now), now=now)  # fmt: skip
    _owe_invitation(meeting, asked, now)


def _owe_invitation(meeting: Bijeenkomst, people: Iterable[User], now: datetime) -> None:
    owe_many(INVITED, object_id=meeting.pk, recipients=people, moment=f"{now:%Y%m%d%H%M%S%f}",
             expires_at=meeting.starts_at, now=now)  # fmt: skip


def _owe_confirmation(place: Deelname, now: datetime) -> None:
    """Owe what she answered, with the file that puts the meeting into her calendar or takes it out."""
    owe(ANSWERED, object_id=place.bijeenkomst_id, recipient=place.user, now=now,
        moment=f"{place.status}.{now:%Y%m%d%H%M%S%f}", expires_at=place.bijeenkomst.starts_at)  # fmt: skip


def _write_answer(place: Deelname, meeting: Bijeenkomst, *, is_coming: bool, now: datetime) -> None:
    place.status = _status_for(meeting) if is_coming else DeelnameStatus.AFGEMELD
    place.waiting_since = now if place.status == DeelnameStatus.WACHTLIJST else None
    place.answered_at = now
    place.organisatie = employer_on(place.user, local_date(meeting.starts_at))
    place.save()


def _status_for(meeting: Bijeenkomst) -> DeelnameStatus:
    return DeelnameStatus.AANGEMELD if _free_seats(meeting) != 0 else DeelnameStatus.WACHTLIJST


def _free_seats(meeting: Bijeenkomst) -> int | None:
    """Return how many seats nobody holds; None when there is no limit. Needs the lock on the meeting."""
    if meeting.capacity is None:
        return None
    return max(0, meeting.capacity - Deelname.objects.filter(bijeenkomst=meeting, status__in=SEATED).count())


def _says_the_same(place: Deelname, *, is_coming: bool) -> bool:
    if is_coming:
        return place.status in (*SEATED, DeelnameStatus.WACHTLIJST)
    return place.status == DeelnameStatus.AFGEMELD


def _require_open(meeting: Bijeenkomst, now: datetime) -> None:
    if meeting.status != BijeenkomstStatus.GEPLAND:
        raise AnswerClosedError("Deze bijeenkomst gaat niet door. Je hoeft niets te doen.")
    if meeting.starts_at <= now:
        raise AnswerClosedError("Deze bijeenkomst is al begonnen. Aan- of afmelden kan niet meer.")


def _coming(now: datetime) -> QuerySet[Bijeenkomst]:
    """Return planned meetings that still must begin, locked in one order: two changes never wait on each other."""
    rows = Bijeenkomst.objects.select_for_update(of=("self",)).filter(
        Q(status=BijeenkomstStatus.GEPLAND), starts_at__gt=now
    )
    return rows.order_by("id")
