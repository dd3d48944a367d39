"""Making a group of intervisie: its Kring with agreements and rhythm, its people, and the first date poll."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from community import access
from community.actions.antwoorden import DATUM_KIEZEN, ask
from community.actions.kringen import add_member, lay_down, lock_kring
from community.actions.taken import open_taken
from community.berichten.outbox import owe_many
from community.models import Datumprikker, Kring, KringKind, KringRol, Lidmaatschap, Optie, User
from community.workdays import at_local, is_workday, local_date
from intervisie.access.groepen import may_look_after_groepen
from intervisie.afspraken import AFSPRAKEN
from intervisie.models import Indelingsvoorstel, Intervisiegroep, Matchronde

KNOWN = "N56"
FIRST_TITLE = "Eerste intervisie: kennismaken en afspraken"
# A good intervisie takes two hours (field-notes.md §4.2).
MINUTES = 120
MORNING, AFTERNOON = time(10), time(13, 30)
# From how many weeks the first dates are offered, and how many at most.
WEEKS, MOST_MOMENTS = 6, 6
# Without a dagdeel that suits all: Tuesday morning and Thursday afternoon.
USUAL_SLOTS = (2, 7)
DAYS_TO_ANSWER = 10


def make_groep(
    *, voorstel: Indelingsvoorstel | None, name: str, members: Sequence[User], contactpersoon: User,
    begeleider: User | None, form: str, slot: int | None, place_name: str, ronde: Matchronde, actor: User,
    key_id: uuid.UUID, now: datetime,
) -> Intervisiegroep:  # fmt: skip
    """Make one group with its Kring, its agreements and its people, and owe everybody that it is known (N56).

    `key_id` is a data key of its own (make_data_key), made before the transaction. `contactpersoon` is one of
    `members`; a `begeleider` comes beside them. Call inside a transaction.
    """
    access.require(may_look_after_groepen(actor, now))
    begins = max(now, at_local(ronde.from_date, time(0)))
    kring = Kring.objects.create(
        kind=KringKind.INTERVISIE, name=name[:120], started_at=begins, rhythm_weeks=ronde.rhythm_weeks,
        evaluate_after=ronde.evaluate_after,
    )  # fmt: skip
    lay_down(kring=kring, number=1, text=AFSPRAKEN, author=actor, now=now)
    groep = Intervisiegroep.objects.create(
        kring=kring, data_key_id=key_id, voorstel=voorstel, form=form, slot=slot, place_name=place_name[:120]
    )
    for user in members:
        role = KringRol.TREKKER if user.pk == contactpersoon.pk else KringRol.LID
        add_member(kring=kring, user=user, role=role, now=now)
    people = list(members)
    if begeleider is not None and begeleider.pk not in {user.pk for user in members}:
        add_member(kring=kring, user=begeleider, role=KringRol.BEGELEIDER, now=now)
        people.append(begeleider)
    owe_many(KNOWN, object_id=groep.pk, recipients=people, moment="bekend", now=now)
    return groep


def first_poll(groep: Intervisiegroep, ronde: Matchronde, now: datetime) -> Datumprikker | None:
    """Ask the people of a new group for dates: its own dagdeel in its first weeks, holidays left out.

    The contactpersoon chooses from them. Returns None when no date is left. Call inside a transaction.
    """
    moments = first_moments(groep.slot, ronde.from_date, now)
    if not moments:
        return None
    kring = lock_kring(groep.kring_id)
    rows = Lidmaatschap.objects.filter(kring=kring, until_at__isnull=True).select_related("user")
    leads = [row.user for row in rows if row.role == KringRol.TREKKER]
    last = min(local_date(now) + timedelta(days=DAYS_TO_ANSWER), local_date(moments[0]) - timedelta(days=1))
    poll = Datumprikker.objects.create(
        kring=kring, title=FIRST_TITLE, place_name=groep.place_name, duration_minutes=MINUTES,
        answer_until=at_local(last + timedelta(days=1), time(0)), opened_by=leads[0] if leads else None, opened_at=now,
    )  # fmt: skip
    length = timedelta(minutes=MINUTES)
    Optie.objects.bulk_create(
        [Optie(datumprikker=poll, starts_at=at, ends_at=at + length, changed_at=now) for at in moments]
    )
    ask(prikker=poll, people=[row.user for row in rows], now=now)
    open_taken(DATUM_KIEZEN, users=leads, object_id=poll.pk, kring=kring, due_at=poll.answer_until, now=now)
    return poll


def first_moments(slot: int | None, from_date: date, now: datetime) -> list[datetime]:
    """Return the moments that a first date poll offers, the first one first; at least three days from now."""
    begins = max(from_date, local_date(now) + timedelta(days=3))
    wanted = USUAL_SLOTS if slot is None else (slot,)
    days = (begins + timedelta(days=number) for number in range(7 * WEEKS))
    found = [
        at_local(day, AFTERNOON if one % 2 else MORNING)
        for day in days
        for one in wanted
        if day.weekday() == one // 2 and is_workday(day)
    ]
    return found[:MOST_MOMENTS]
