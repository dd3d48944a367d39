"""The people of a date poll: asking them, their answers, who joins and who leaves.

Every change holds the lock on the row of the Datumprikker, so that no answer arrives after the date was fixed.
"""

import uuid
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from community import access
from community.access.datumprikker import asked_people, is_in_still, may_fill_in
from community.actions.errors import ActionError, StaleSaveError
from community.actions.taken import finish_taken, open_taken, withdraw_taken
from community.berichten.outbox import owe_many, withdraw
from community.models import Antwoord, Datumprikker, DatumprikkerStatus, Invulling, Keuze, Kring, Optie, Taak, User
from community.notation import date_plain, time_of_day
from community.queries.datumprikker import silent_people

DATUMS_INVULLEN = "DATUMS_INVULLEN"
DATUM_KIEZEN = "DATUM_KIEZEN"
ASKED, SILENT, WHO_IS_SILENT, CHOOSE, CHANGED, NO_DATE = "N126", "N127", "N128", "N129", "N130", "N131"
# What is in the post about a date poll that is over has become old.
WHILE_OPEN = (ASKED, SILENT, WHO_IS_SILENT, CHOOSE, CHANGED)


class PrikkerClosedError(ActionError):
    """The date poll is over; nobody answers any more."""


def lock_prikker(prikker_id: uuid.UUID) -> Datumprikker:
    """Return the date poll as it is now, locked until the transaction ends. After the lock of its Kring, if any."""
    rows = Datumprikker.objects.select_for_update(of=("self",)).select_related("kring", "bijeenkomst")
    return rows.get(pk=prikker_id)


def save_antwoorden(
    *, actor: User, prikker: Datumprikker, version: int, answers: Mapping[uuid.UUID, str], note: str, now: datetime
) -> Invulling:
    """Store what a person says about the moments, all at once; a moment she says nothing about stays open.

    `answers` is by the id of the moment. Her duty is done when she answered all of them. Raises PrikkerClosedError
    when nobody answers any more, StaleSaveError when the moments changed since `version`, ActionError for an answer
    or a moment that does not exist. Nothing is stored then.
    """
    access.require(may_fill_in(actor, prikker, now))
    with transaction.atomic():
        poll = lock_prikker(prikker.pk)
        # Who left while this waited for the lock says nothing any more.
        access.require(is_in_still(actor, poll))
        require_open(poll, now)
        if poll.version != version:
            raise StaleSaveError(poll)
        moments = set(Optie.objects.filter(datumprikker=poll).values_list("pk", flat=True))
        if not set(answers) <= moments or not set(answers.values()) <= set(Keuze.values):
            raise ActionError("Dit antwoord kennen we niet. Kies per datum: kan, liever niet of kan niet.")
        filled = _store(poll, actor, answers, note, now)
        if moments <= set(answers):
            finish_taken(DATUMS_INVULLEN, object_id=poll.pk, user=actor, now=now)
            withdraw((ASKED, SILENT, CHANGED), object_id=poll.pk, recipient=actor, reason="ingevuld")
        else:
            # She took an answer back: the question stands again.
            open_taken(DATUMS_INVULLEN, users=[actor], object_id=poll.pk, kring=poll.kring,
                       due_at=poll.answer_until, now=now)  # fmt: skip
        tell_when_complete(poll, now)
    return filled


def ask(*, prikker: Datumprikker, people: Iterable[User], now: datetime) -> None:
    """Give these people the duty to fill in their dates, and owe them the invitation. Call under the lock."""
    asked = list(people)
    open_taken(DATUMS_INVULLEN, users=asked, object_id=prikker.pk, kring=prikker.kring, due_at=prikker.answer_until,
               now=now)  # fmt: skip
    owe_many(ASKED, object_id=prikker.pk, recipients=asked, moment=f"{now:%Y%m%d%H%M%S%f}",
             expires_at=prikker.answer_until, now=now)  # fmt: skip


def ask_new_member(*, kring: Kring, user: User, now: datetime) -> None:
    """Ask who just joined for her dates too. Called by the action that lets somebody in, with the Kring locked."""
    with transaction.atomic():
        for poll in _open_prikkers(kring).filter(answer_until__gt=now):
            ask(prikker=poll, people=[user], now=now)


def forget_member(*, kring: Kring, user: User, now: datetime) -> None:
    """Leave who left the Kring out of its open date polls. Called by the action that ends the membership."""
    with transaction.atomic():
        for poll in _open_prikkers(kring):
            Antwoord.objects.filter(optie__datumprikker=poll, user=user).delete()
            Invulling.objects.filter(datumprikker=poll, user=user).delete()
            for kind in (DATUMS_INVULLEN, DATUM_KIEZEN):
                withdraw_taken(kind, object_id=poll.pk, user=user, now=now)
            withdraw(WHILE_OPEN, object_id=poll.pk, recipient=user, reason="geen lid meer")
            if poll.answer_until > now:
                # She may have been the last who was silent.
                tell_when_complete(poll, now)


def move_prikkers_of_kring(*, kring: Kring, target: Kring, now: datetime) -> None:
    """Take the open date polls of a group along to another with every answer, and ask who was not asked yet.

    Called by the action that puts one group into another, with both locked and the people moved.
    """
    with transaction.atomic():
        for poll in _open_prikkers(kring):
            known = set(asked_people(poll, now).values_list("pk", flat=True))
            poll.kring = target
            poll.save(update_fields=["kring"])
            Taak.objects.filter(kind__in=(DATUMS_INVULLEN, DATUM_KIEZEN), object_id=poll.pk).update(kring=target)
            if poll.answer_until > now:
                ask(prikker=poll, people=asked_people(poll, now).exclude(pk__in=known), now=now)


def end_prikkers_of_kring(*, kring: Kring, now: datetime) -> None:
    """Close the open date polls of a group that closes. Called by the action that closes it."""
    with transaction.atomic():
        for poll in _open_prikkers(kring):
            Datumprikker.objects.filter(pk=poll.pk).update(
                status=DatumprikkerStatus.GESLOTEN, closed_at=now, version=poll.version + 1
            )
            end_duties(poll, now)


def end_duties(prikker: Datumprikker, now: datetime) -> None:
    """Take back every open duty and unsent message of a date poll that is over."""
    for kind in (DATUMS_INVULLEN, DATUM_KIEZEN):
        withdraw_taken(kind, object_id=prikker.pk, now=now)
    withdraw(WHILE_OPEN, object_id=prikker.pk, reason="datumprikker is dicht")


def require_open(prikker: Datumprikker, now: datetime) -> None:
    """Raise PrikkerClosedError, in words that say since when, once nobody answers any more."""
    if sentence := closed_sentence(prikker, now):
        raise PrikkerClosedError(sentence)


def closed_sentence(prikker: Datumprikker, now: datetime) -> str:
    """Return why nobody answers any more; empty as long as people do."""
    if prikker.status == DatumprikkerStatus.VASTGESTELD:
        return "De datum is al gekozen. Antwoorden kan niet meer."
    if prikker.status == DatumprikkerStatus.GESLOTEN:
        return "Deze datumprikker is gesloten. Antwoorden kan niet meer."
    if prikker.answer_until <= now:
        until = prikker.answer_until
        return f"Invullen kon tot {date_plain(until)} om {time_of_day(until)}. Antwoorden kan niet meer."
    return ""


def tell_when_complete(poll: Datumprikker, now: datetime, *, but_not: User | None = None) -> None:
    """Tell who runs the date poll once everybody answered; once for each version of it. Call under the lock.

    `but_not` knows already: she made it complete by dropping a moment.
    """
    if silent_people(poll, now):
        return
    deciding = Taak.objects.filter(
        kind=DATUM_KIEZEN, object_id=poll.pk, done_at__isnull=True, withdrawn_at__isnull=True
    )
    people = User.objects.filter(pk__in=deciding.values("user"))
    owe_many(CHOOSE, object_id=poll.pk, recipients=people.exclude(pk=but_not.pk) if but_not else people,
             moment=f"compleet.v{poll.version}", now=now)  # fmt: skip


def _store(poll: Datumprikker, user: User, answers: Mapping[uuid.UUID, str], note: str, now: datetime) -> Invulling:
    own = Antwoord.objects.filter(optie__datumprikker=poll, user=user)
    own.exclude(optie__in=list(answers)).delete()
    Antwoord.objects.bulk_create(
        [Antwoord(optie_id=optie, user=user, value=value) for optie, value in answers.items()],
        update_conflicts=True, unique_fields=["optie", "user"], update_fields=["value"],
    )  # fmt: skip
    filled, _ = Invulling.objects.update_or_create(
        datumprikker=poll, user=user, defaults={"note": note, "saved_at": now}
    )
    return filled


def _open_prikkers(kring: Kring) -> QuerySet[Datumprikker]:
    """Return the open date polls of a Kring, locked in one order: two changes never wait on each other."""
    rows = Datumprikker.objects.select_for_update(of=("self",)).select_related("kring")
    return rows.filter(kring=kring, status=DatumprikkerStatus.OPEN).order_by("id")
