"""Planning a praktijkboek: beginning one, its dates, and who is in it. Nothing here opens what stands in it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils.translation import gettext as _

from casussen.access.praktijkboeken import (
    is_closed,
    is_collecting,
    is_there,
    may_change_people,
    may_create_praktijkboek,
    may_plan_praktijkboek,
    participants_of,
)
from casussen.models import Opname, Praktijkboek, PraktijkboekStatus
from community import access
from community.actions.errors import ActionError
from community.actions.kringen import add_member, end_member, lay_down, lock_kring, log_role
from community.actions.taken import open_taken, withdraw_taken
from community.actions.versions import save_version
from community.berichten.outbox import owe
from community.models import Kring, KringKind, KringRol, Lidmaatschap, Taak, User
from community.workdays import at_local, local_date

CASUS_INLEVEREN = "CASUS_INLEVEREN"


class PraktijkboekClosedError(ActionError):
    """The praktijkboek was closed while somebody worked in it."""

    def __init__(self) -> None:
        super().__init__(_("Dit praktijkboek is intussen gesloten. Er is niets veranderd."))


@dataclass(frozen=True)
class PraktijkboekAnswers:
    """What a coördinator says about a praktijkboek. Without `hand_in_date` nobody is reminded to hand in."""

    name: str
    hand_in_date: date | None
    closes_date: date
    destroys_date: date


def create_praktijkboek(*, actor: User, answers: PraktijkboekAnswers, rules: str, now: datetime) -> Praktijkboek:
    """Begin a praktijkboek with a Kring of its own and the rules that each reader accepts first."""
    access.require(may_create_praktijkboek(actor, now))
    with transaction.atomic():
        kring = Kring.objects.create(kind=KringKind.PRAKTIJKBOEK, name=answers.name)
        return begin_boek(kring=kring, answers=answers, rules=rules, author=actor, now=now)


def begin_boek(*, kring: Kring, answers: PraktijkboekAnswers, rules: str, author: User, now: datetime) -> Praktijkboek:
    """Give a Kring its praktijkboek, with the rules as its agreements. Called, in a scope, by who judged who may."""
    lay_down(kring=kring, number=1, text=rules, author=author, now=now)
    return Praktijkboek.objects.create(kring=kring, created_at=now, created_by=author, **_dates(answers))


def change_praktijkboek(
    *, actor: User, boek: Praktijkboek, version: int, answers: PraktijkboekAnswers, now: datetime
) -> Praktijkboek:
    """Give it another name or other dates; duties and warnings move along.

    Raises StaleSaveError when somebody else did so first, ActionError when it was closed and its closing day would
    move, or when it was destroyed meanwhile.
    """
    access.require(may_plan_praktijkboek(actor, boek, now))
    with transaction.atomic():
        kring, held = hold_praktijkboek(boek)
        _refuse_when_gone(held, now)
        if is_closed(held, now) and answers.closes_date != held.closes_date:
            raise ActionError(_("Dit praktijkboek is al gesloten. De sluitdatum kan niet meer veranderen."))
        stored = save_version(held, version=version, changes=_dates(answers))
        if kring.kind == KringKind.PRAKTIJKBOEK:  # that of an editie is called after it
            kring.name = answers.name
            kring.save(update_fields=["name"])
        Taak.objects.filter(
            kind=CASUS_INLEVEREN, object_id=stored.pk, done_at__isnull=True, withdrawn_at__isnull=True
        ).update(due_at=due_moment(stored))
        if stored.hand_in_date is None:
            withdraw_taken(CASUS_INLEVEREN, object_id=stored.pk, now=now)
    return stored


def add_person(*, actor: User, boek: Praktijkboek, user: User, role: KringRol, now: datetime) -> Lidmaatschap:
    """Let somebody in, as a participant or to keep it. She reads after she agreed to the rules.

    Raises ActionError when she is in already, when the praktijkboek was closed, and for who would let herself in.
    """
    access.require(may_change_people(actor, boek, now))
    _refuse_herself(actor, user)
    with transaction.atomic():
        kring, held = hold_praktijkboek(boek)
        if is_closed(held, now):
            raise PraktijkboekClosedError
        lid = add_member(kring=kring, user=user, role=role, now=now, by=actor)
        owe("N154", object_id=held.pk, recipient=user, moment=f"erbij:{lid.pk}", now=now)
        if role == KringRol.LID:
            ask_to_hand_in(held, [user], now)
    return lid


def set_person_role(*, actor: User, boek: Praktijkboek, lid: Lidmaatschap, role: KringRol, now: datetime) -> None:
    """Let somebody else keep the praktijkboek, or not any more. Raises ActionError when she is out of it meanwhile."""
    access.require(may_change_people(actor, boek, now))
    _refuse_herself(actor, lid.user)
    with transaction.atomic():
        _kring, held = hold_praktijkboek(boek)
        row = _still_in(held, lid)
        if row.role == role:
            return
        Lidmaatschap.objects.filter(pk=row.pk).update(role=role)
        log_role(row, role, by=actor, now=now)
        if role == KringRol.TREKKER:
            withdraw_taken(CASUS_INLEVEREN, object_id=held.pk, user=row.user, now=now)
            owe("N154", object_id=held.pk, recipient=row.user, moment=f"begeleider:{now:%Y%m%d%H%M%S}", now=now)
        else:
            ask_to_hand_in(held, [row.user], now)


def remove_person(*, actor: User, boek: Praktijkboek, lid: Lidmaatschap, now: datetime) -> None:
    """Take somebody out: every casus in it is closed to her from the next request on. What she handed in stays.

    Raises ActionError when she is out of it already.
    """
    access.require(may_change_people(actor, boek, now))
    with transaction.atomic():
        _kring, held = hold_praktijkboek(boek)
        row = _still_in(held, lid)
        end_member(lidmaatschap=row, now=now, by=actor)
        owe("N154", object_id=held.pk, recipient=row.user, moment=f"eruit:{row.pk}", now=now)


def hold_praktijkboek(boek: Praktijkboek) -> tuple[Kring, Praktijkboek]:
    """Lock the Kring and then the praktijkboek, and return both as stored. Call inside a transaction."""
    kring = lock_kring(boek.kring_id)
    held = Praktijkboek.objects.select_for_update().get(pk=boek.pk)
    held.kring = kring
    return kring, held


def ask_to_hand_in(boek: Praktijkboek, people: Iterable[User], now: datetime) -> None:
    """Give these people the duty to hand in a casus, when there is a day for it and it has not come."""
    is_asked = boek.hand_in_date is not None and boek.hand_in_date > local_date(now)
    if not is_asked or not is_collecting(boek, now):
        return
    done = set(Opname.objects.filter(praktijkboek=boek, withdrawn_at__isnull=True).values_list("author", flat=True))
    waiting = [user for user in people if user.pk not in done]
    open_taken(CASUS_INLEVEREN, users=waiting, object_id=boek.pk, kring=boek.kring, due_at=due_moment(boek), now=now)


def ask_for_casussen(now: datetime) -> None:
    """Give everybody who has not handed in the duty to do so. Safe any number of times: who has it keeps it."""
    today = local_date(now)
    boeken = list(
        Praktijkboek.objects.select_related("kring").filter(
            status=PraktijkboekStatus.VERZAMELEN, hand_in_date__gt=today, closes_date__gt=today
        )
    )
    people: dict[object, list[User]] = {}
    for lid in participants_of((boek.kring_id for boek in boeken), now):
        people.setdefault(lid.kring_id, []).append(lid.user)
    for boek in boeken:
        ask_to_hand_in(boek, people.get(boek.kring_id, []), now)


def due_moment(boek: Praktijkboek) -> datetime | None:
    """Return until when is handed in: the beginning of the day it says, in the Netherlands."""
    return at_local(boek.hand_in_date, time(0)) if boek.hand_in_date else None


def _dates(answers: PraktijkboekAnswers) -> dict[str, object]:
    return {
        "hand_in_date": answers.hand_in_date, "closes_date": answers.closes_date,
        "destroys_date": answers.destroys_date,
    }  # fmt: skip


def _still_in(boek: Praktijkboek, lid: Lidmaatschap) -> Lidmaatschap:
    """Return the membership as stored. Call under the lock of the Kring. Raises ActionError when it ended."""
    row = Lidmaatschap.objects.select_related("user", "kring").get(pk=lid.pk)
    access.require(row.kring_id == boek.kring_id)
    if row.until_at is not None:
        raise ActionError(_("Deze persoon doet intussen niet meer mee met dit praktijkboek."))
    return row


def _refuse_herself(actor: User, user: User) -> None:
    """Who plans reads no casus; so she does not let herself in, another coördinator does."""
    if actor.pk == user.pk:
        raise ActionError(_("Dit kun je niet voor jezelf doen. Vraag een andere coördinator."))


def _refuse_when_gone(boek: Praktijkboek, now: datetime) -> None:
    if not is_there(boek, now):
        raise ActionError(_("Dit praktijkboek is intussen vernietigd."))
