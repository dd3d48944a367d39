"""Planning, moving and cancelling a meeting, and telling who it concerns."""

from collections import defaultdict
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import QuerySet

from community import access
from community.access.agenda import CONCERNED, may_change, may_plan, may_plan_for
from community.actions.antwoorden import end_prikkers_of_kring
from community.actions.deelname import (
    ABOUT_A_PLACE,
    REAGEREN,
    ask_again,
    fill_waiting_list,
    forget_presence,
    invite_kring,
    lock,
    with_unsent_invitation,
)
from community.actions.errors import ActionError
from community.actions.kringen import lock_kring, require_open_kring
from community.actions.taken import withdraw_taken
from community.actions.versions import save_version
from community.berichten.outbox import owe_many, withdraw
from community.models import (
    OF_A_GROUP,
    OF_THE_HEART,
    SEATED,
    Audience,
    Bericht,
    BerichtStatus,
    Bijeenkomst,
    BijeenkomstStatus,
    Deelname,
    Kring,
    MailMode,
    User,
)

PRESENTIE_INVULLEN = "PRESENTIE_INVULLEN"
OPEN, REMINDER, CHANGED, CANCELLED = "N79", "N111", "N112", "N113"
LONGEST = timedelta(days=14)
FURTHEST = timedelta(days=5 * 365)
MOST_PLACES = 5000


class PlanningError(ActionError):
    """The meeting cannot be planned like this. `field` names what is wrong."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Opzet:
    """All that a planner fills in. Nothing else of a Bijeenkomst can be set from outside."""

    kind: str
    audience: str
    title: str
    starts_at: datetime
    ends_at: datetime
    description: str = ""
    is_confidential: bool = False
    place_name: str = ""
    address: str = ""
    provincie: str = ""
    online_url: str = ""
    capacity: int | None = None


def plan_bijeenkomst(
    *, actor: User, opzet: Opzet, now: datetime, kring: Kring | None = None, is_concept: bool = False
) -> Bijeenkomst:
    """Plan a meeting of the community, or with `kring` of a group. A concept is known to its planners only.

    Raises PlanningError when a date, place or number cannot be right.
    """
    access.require(may_plan(actor, now) if opzet.kind in OF_THE_HEART
                   else kring is not None and may_plan_for(actor, kring, now))  # fmt: skip
    require_sound(opzet, now)
    if (opzet.audience == Audience.KRING) != (kring is not None):
        raise PlanningError("audience", "Kies een groep, of kies een andere uitkomst bij 'Voor wie'.")
    with transaction.atomic():
        meeting = Bijeenkomst.objects.create(
            **asdict(opzet), kring=kring, organiser=actor, changed_at=now, status=BijeenkomstStatus.CONCEPT
        )
        if not is_concept:
            meeting = publish_bijeenkomst(actor=actor, bijeenkomst=meeting, now=now)
    return meeting


def publish_bijeenkomst(*, actor: User, bijeenkomst: Bijeenkomst, now: datetime) -> Bijeenkomst:
    """Make a concept known: ask the members of the group, or tell all members. Once; a second time changes nothing."""
    access.require(may_change(actor, bijeenkomst, now))
    with transaction.atomic():
        if bijeenkomst.kring_id:
            # Before any other lock: nobody joins or leaves while the members are asked, and it is not closed.
            require_open_kring(lock_kring(bijeenkomst.kring_id))
        meeting = lock(bijeenkomst)
        if meeting.status != BijeenkomstStatus.CONCEPT:
            return meeting
        if meeting.starts_at <= now:
            raise PlanningError("date", "Deze datum is al geweest. Kies een nieuwe datum.")
        meeting = save_version(meeting, version=meeting.version,
                               changes={"status": BijeenkomstStatus.GEPLAND, "changed_at": now})  # fmt: skip
        if meeting.audience == Audience.KRING:
            invite_kring(actor=actor, bijeenkomst=meeting, now=now)
        else:
            everyone = User.objects.filter(is_active=True).exclude(pk=actor.pk)
            owe_many(OPEN, object_id=meeting.pk, recipients=everyone, moment="open",
                     expires_at=meeting.starts_at, now=now)  # fmt: skip
    return meeting


def change_bijeenkomst(
    *, actor: User, bijeenkomst: Bijeenkomst, version: int, opzet: Opzet, now: datetime
) -> Bijeenkomst:
    """Store what a planner changed. Another time or place is told at once to who it concerns, and reminds again.

    Raises StaleSaveError when somebody else saved since `version`, PlanningError when it cannot be right.
    """
    access.require(may_change(actor, bijeenkomst, now))
    require_sound(opzet, now)
    with transaction.atomic():
        before = lock(bijeenkomst)
        _require_changeable(before, opzet, now)
        return store_plan(before, version=version, plan=asdict(opzet), now=now)


def store_plan(before: Bijeenkomst, *, version: int, plan: dict[str, Any], now: datetime) -> Bijeenkomst:
    """Store these fields of a meeting and tell a move. Call with the lock on it, after it was judged who may.

    Raises StaleSaveError when somebody else saved since `version`.
    """
    changes = {name: value for name, value in plan.items() if getattr(before, name) != value}
    has_moved = bool({"starts_at", "ends_at", "place_name", "address"} & changes.keys())
    if changes:
        changes |= {"changed_at": now, "sequence": before.sequence + 1}
    if has_moved:
        changes["schedule_version"] = before.schedule_version + 1
    meeting = save_version(before, version=version, changes=changes)
    if meeting.status == BijeenkomstStatus.GEPLAND:
        if has_moved:
            forget_presence(bijeenkomst=meeting, now=now)
            _tell_move(before, meeting, now)
            ask_again(bijeenkomst=meeting, now=now)
        fill_waiting_list(bijeenkomst=meeting, now=now)
    return meeting


def cancel_bijeenkomst(*, actor: User, bijeenkomst: Bijeenkomst, reason: str, now: datetime) -> Bijeenkomst:
    """Say that a meeting does not go on: its reminders stop, and who is asked, comes or waits is told at once.

    A concept, which nobody knows, is thrown away. Cancelling twice changes nothing.
    """
    access.require(may_change(actor, bijeenkomst, now))
    with transaction.atomic():
        meeting = lock(bijeenkomst)
        if meeting.status == BijeenkomstStatus.CONCEPT:
            meeting.delete()
            return bijeenkomst
        if meeting.status == BijeenkomstStatus.GEPLAND and meeting.starts_at <= now:
            raise ActionError("Deze bijeenkomst is al begonnen. Afzeggen kan niet meer.")
        return call_off(meeting, reason=reason, now=now)


def cancel_coming_of_kring(*, kring: Kring, reason: str, now: datetime) -> None:
    """Cancel the coming meetings of a group that closes, and its date polls. Called by the action that closes it."""
    with transaction.atomic():
        end_prikkers_of_kring(kring=kring, now=now)
        rows = Bijeenkomst.objects.select_for_update(of=("self",)).filter(kring=kring, audience=Audience.KRING)
        rows.filter(status=BijeenkomstStatus.CONCEPT).delete()
        for meeting in rows.filter(status=BijeenkomstStatus.GEPLAND, starts_at__gt=now).order_by("id"):
            call_off(meeting, reason=reason, now=now)


def call_off(meeting: Bijeenkomst, *, reason: str, now: datetime) -> Bijeenkomst:
    """Write that it does not go on and tell it. Call with the lock on it, after it was judged who may."""
    if meeting.status == BijeenkomstStatus.GEANNULEERD:
        return meeting
    meeting = save_version(meeting, version=meeting.version, changes={
        "status": BijeenkomstStatus.GEANNULEERD, "cancelled_at": now, "cancel_reason": reason,
        "changed_at": now, "sequence": meeting.sequence + 1,
    })  # fmt: skip
    unaware = with_unsent_invitation(meeting)
    withdraw((OPEN, REMINDER, CHANGED, *ABOUT_A_PLACE), object_id=meeting.pk, reason="gaat niet door")
    for kind in (REAGEREN, PRESENTIE_INVULLEN):
        withdraw_taken(kind, object_id=meeting.pk, now=now)
    # Whose invitation never left may have seen the question on the site: she reads it there and gets no mail.
    for people, mode in ((_concerned(meeting).exclude(pk__in=unaware), ""),
                         (_concerned(meeting).filter(pk__in=unaware), MailMode.GEEN)):  # fmt: skip
        owe_many(CANCELLED, object_id=meeting.pk, recipients=people, moment="afgelast", mode=mode,
                 expires_at=meeting.ends_at, now=now)  # fmt: skip
    return meeting


def _tell_move(before: Bijeenkomst, meeting: Bijeenkomst, now: datetime) -> None:
    """Owe each person the new moment beside the one she knows; who was not told of an earlier move knows the first."""
    unsent = Bericht.objects.filter(object_id=meeting.pk, status=BerichtStatus.GEPLAND)
    known = dict(unsent.filter(kind=CHANGED).values_list("recipient_id", "moment"))
    never_invited = with_unsent_invitation(meeting)
    withdraw((CHANGED,), object_id=meeting.pk, reason="opnieuw verplaatst")
    withdraw((REMINDER,), object_id=meeting.pk, reason="verplaatst")
    groups: dict[str, list[User]] = defaultdict(list)
    for person in _concerned(meeting).exclude(pk__in=never_invited):
        groups[_times_known(known.get(person.pk), before)].append(person)
    for times, people in groups.items():
        owe_many(CHANGED, object_id=meeting.pk, recipients=people, expires_at=meeting.ends_at, now=now,
                 moment=f"v{meeting.schedule_version}.{times}")  # fmt: skip


def _times_known(unsent_moment: str | None, before: Bijeenkomst) -> str:
    """Return begin and end a person knows, in UTC, as a Bericht carries them: '202702091200.202702091530'."""
    if unsent_moment:
        return unsent_moment.partition(".")[2]
    return f"{before.starts_at:%Y%m%d%H%M}.{before.ends_at:%Y%m%d%H%M}"


def _concerned(meeting: Bijeenkomst) -> QuerySet[User]:
    places = Deelname.objects.filter(bijeenkomst=meeting, status__in=CONCERNED)
    return User.objects.filter(pk__in=places.values("user"), is_active=True)


def require_sound(opzet: Opzet, now: datetime) -> None:
    """Raise PlanningError for what no planner can mean."""
    if opzet.starts_at <= now:
        raise PlanningError("date", "Kies een datum na vandaag.")
    if opzet.starts_at > now + FURTHEST:
        raise PlanningError("date", "Kies een datum binnen vijf jaar.")
    if opzet.ends_at <= opzet.starts_at:
        raise PlanningError("ends", "Kies een einde dat later is dan het begin.")
    if opzet.ends_at - opzet.starts_at > LONGEST:
        raise PlanningError("last_date", "Een bijeenkomst duurt ten hoogste 14 dagen. Kies een eerdere laatste dag.")
    if opzet.capacity is not None and not 1 <= opzet.capacity <= MOST_PLACES:
        raise PlanningError("capacity", "Kies 1 tot en met 5.000 plaatsen, of laat het leeg.")
    if opzet.online_url and urlsplit(opzet.online_url).scheme not in {"http", "https"}:
        raise PlanningError("online_url", "Een link begint met https://. Kopieer de hele link.")


def _require_changeable(before: Bijeenkomst, opzet: Opzet, now: datetime) -> None:
    if before.status == BijeenkomstStatus.GEANNULEERD:
        raise ActionError("Deze bijeenkomst gaat niet door. Je kunt hem niet meer veranderen.")
    if before.status == BijeenkomstStatus.GEPLAND and before.starts_at <= now:
        raise ActionError("Deze bijeenkomst is al begonnen. Je kunt hem niet meer veranderen.")
    if opzet.audience != before.audience or (opzet.kind in OF_A_GROUP) != (before.kind in OF_A_GROUP):
        raise PlanningError("audience", "Voor wie het is, verander je niet. Plan dan een nieuwe bijeenkomst.")
    taken = Deelname.objects.filter(bijeenkomst=before, status__in=SEATED).count()
    if opzet.capacity is not None and opzet.capacity < taken:
        raise PlanningError("capacity", f"Er zijn al {taken} mensen aangemeld. Kies {taken} plaatsen of meer.")
