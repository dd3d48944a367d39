"""Joining a leergroep and leaving it: at once, by request or through the waiting list.

Everything that changes who has a place happens under the lock of the Kring, so that the last place is given once.
"""

from datetime import datetime
from enum import Enum

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from community import access
from community.access.kringen import agreed_lidmaatschappen, may_leave_kring, may_still_manage
from community.access.leergroepen import may_decide_toetreding, may_join, may_withdraw_toetreding
from community.access.rollen import coordinatoren
from community.actions.errors import ActionError
from community.actions.kringen import add_member, end_member, lidmaatschap_under_lock, lock_kring, seats_taken
from community.actions.taken import finish_taken, withdraw_taken
from community.actions.toetredingsvragen import TOETREDING_BEOORDELEN, ask_again, ask_deciders, deciders_in
from community.berichten.outbox import owe
from community.models import (
    OPEN_TOETREDING,
    Joining,
    Kring,
    KringRol,
    Leergroep,
    Lidmaatschap,
    Taak,
    Toetreding,
    ToetredingStatus,
    User,
)
from community.queries.toetredingen import waiting_list


class Joined(Enum):
    """What came of a wish to join."""

    LID = "LID"
    AANGEVRAAGD = "AANGEVRAAGD"
    WACHTLIJST = "WACHTLIJST"


def join_leergroep(*, actor: User, leergroep: Leergroep, now: datetime, motivation: str = "") -> Joined:
    """Join a group: a member at once, a request to its trekker, or a place on the waiting list when it is full.

    Raises ActionError when the group is closed or by invitation only, or the person is in, waiting or asking already.
    """
    access.require(may_join(actor, leergroep, now))
    with transaction.atomic():
        kring = lock_kring(leergroep.kring_id)
        _refuse_when_in_vain(kring, actor)
        joining = Leergroep.objects.get(kring=kring).joining
        if joining == Joining.OP_UITNODIGING:
            raise ActionError(_("Deze groep is op uitnodiging. De trekker nodigt mensen uit."))
        if joining == Joining.OP_VERZOEK:
            _ask(kring, actor, motivation, now)
            return Joined.AANGEVRAAGD
        if not has_place(kring, now):
            Toetreding.objects.create(kring=kring, user=actor, status=ToetredingStatus.WACHTLIJST, requested_at=now)
            return Joined.WACHTLIJST
        lidmaatschap = add_member(kring=kring, user=actor, now=now)
        owe("N104", object_id=lidmaatschap.pk, recipient=actor, moment="lid", now=now)
        return Joined.LID


def decide_toetreding(*, actor: User, toetreding: Toetreding, is_admitted: bool, now: datetime) -> ToetredingStatus:
    """Answer a request to join. Who is admitted to a full group comes on the waiting list.

    Raises ActionError when it was answered or withdrawn meanwhile, or the group was closed.
    """
    access.require(may_decide_toetreding(actor, toetreding, now))
    with transaction.atomic():
        kring = lock_kring(toetreding.kring_id)
        toetreding = Toetreding.objects.select_related("user").get(pk=toetreding.pk)
        if toetreding.status != ToetredingStatus.AANGEVRAAGD:
            raise ActionError(_("Deze vraag is intussen al beantwoord of ingetrokken."))
        access.require(may_still_manage(actor, kring, now))
        if not is_admitted:
            return _close(toetreding, ToetredingStatus.AFGEWEZEN, now, actor)
        if not has_place(kring, now):
            return _close(toetreding, ToetredingStatus.WACHTLIJST, now, actor)
        add_member(kring=kring, user=toetreding.user, now=now)
        return _close(toetreding, ToetredingStatus.TOEGELATEN, now, actor)


def withdraw_toetreding(*, actor: User, toetreding: Toetreding, now: datetime) -> None:
    """Take back a request, or leave the waiting list. Raises ActionError when it was answered meanwhile."""
    access.require(may_withdraw_toetreding(actor, toetreding, now))
    with transaction.atomic():
        lock_kring(toetreding.kring_id)
        toetreding = Toetreding.objects.get(pk=toetreding.pk)
        if toetreding.status not in OPEN_TOETREDING:
            raise ActionError(_("Je vraag is intussen al beantwoord. Kijk op de pagina van de groep."))
        Toetreding.objects.filter(pk=toetreding.pk).update(status=ToetredingStatus.INGETROKKEN, decided_at=now)
        withdraw_taken(TOETREDING_BEOORDELEN, object_id=toetreding.pk, now=now)


def leave_leergroep(*, actor: User, leergroep: Leergroep, now: datetime) -> None:
    """End the person's own membership; the first of the waiting list takes her place.

    Raises ActionError for the last trekker of a group that goes on without her.
    """
    access.require(may_leave_kring(actor, leergroep.kring, now))
    with transaction.atomic():
        kring = lock_kring(leergroep.kring_id)
        lidmaatschap = lidmaatschap_under_lock(kring, actor.pk)
        if lidmaatschap is None:
            raise ActionError(_("Je doet al niet meer mee met deze groep."))
        refuse_last_trekker(kring, lidmaatschap)
        end_member(lidmaatschap=lidmaatschap, now=now)
        ask_again(kring, now)
        fill_places(kring, now)


def fill_places(kring: Kring, now: datetime) -> int:
    """Give free places to who waits, in order, and tell them. Returns how many. Call under the lock of the Kring."""
    leergroep = Leergroep.objects.get(kring=kring)
    if kring.closed_at is not None:
        return 0
    waiting = list(waiting_list(kring.pk).select_related("user"))
    if leergroep.capacity is not None and waiting:
        waiting = waiting[: max(0, leergroep.capacity - seats_taken(kring))]
    for toetreding in waiting:
        add_member(kring=kring, user=toetreding.user, now=now)
        toetreding.status = ToetredingStatus.TOEGELATEN
        toetreding.decided_at = now
        toetreding.save(update_fields=["status", "decided_at"])
        owe("N102", object_id=toetreding.pk, recipient=toetreding.user, now=now)
    return len(waiting)


def fill_everywhere(now: datetime) -> None:
    """Fill places that came free without an action of the group, such as by an account that was closed."""
    waiting = Toetreding.objects.filter(status=ToetredingStatus.WACHTLIJST, kring__closed_at__isnull=True)
    for kring_id in waiting.order_by("kring").values_list("kring", flat=True).distinct():
        with transaction.atomic():
            fill_places(lock_kring(kring_id), now)


def hand_on_requests(now: datetime) -> None:
    """Give requests that nobody has as a duty who may answer them, to who answers them now."""
    held = Taak.objects.filter(
        kind=TOETREDING_BEOORDELEN, object_id=OuterRef("pk"), done_at__isnull=True, withdrawn_at__isnull=True
    )
    leading = agreed_lidmaatschappen(now).filter(role=KringRol.TREKKER)
    by_trekker = held.filter(user__in=leading.filter(kring=OuterRef(OuterRef("kring"))).values("user"))
    by_hart = held.filter(user__in=[user.pk for user in coordinatoren(now)])
    is_led = Exists(leading.filter(kring=OuterRef("kring")))
    asked = Toetreding.objects.filter(status=ToetredingStatus.AANGEVRAAGD)
    lost = asked.filter((is_led & ~Exists(by_trekker)) | (~is_led & ~Exists(by_hart)))
    for kring_id in lost.order_by("kring").values_list("kring", flat=True).distinct():
        with transaction.atomic():
            ask_again(lock_kring(kring_id), now)


def lapse_toetredingen(kring: Kring, now: datetime) -> None:
    """End every open wish to join a Kring that was closed, and tell it. Call under the lock of the Kring."""
    for toetreding in Toetreding.objects.filter(kring=kring, status__in=OPEN_TOETREDING).select_related("user"):
        Toetreding.objects.filter(pk=toetreding.pk).update(status=ToetredingStatus.AFGEWEZEN, decided_at=now)
        withdraw_taken(TOETREDING_BEOORDELEN, object_id=toetreding.pk, now=now)
        owe("N101", object_id=toetreding.pk, recipient=toetreding.user, moment="vervallen", now=now)


def has_place(kring: Kring, now: datetime) -> bool:
    """Whether somebody may still come in, after who waits longer. Call under the lock of the Kring."""
    fill_places(kring, now)
    leergroep = Leergroep.objects.get(kring=kring)
    return leergroep.capacity is None or seats_taken(kring) < leergroep.capacity


def wait_when_full(kring: Kring, user: User, now: datetime) -> None:
    """Put a member whose account was closed on the waiting list when the group is full without her, and tell her.

    Not who leads it: a group keeps its trekker. Call under the lock of the Kring, before her account is open.
    """
    row = lidmaatschap_under_lock(kring, user.pk)
    if row is None or kring.closed_at is not None or row.role == KringRol.TREKKER or has_place(kring, now):
        return
    end_member(lidmaatschap=row, now=now)
    asked = Toetreding.objects.create(kring=kring, user=user, status=ToetredingStatus.WACHTLIJST, requested_at=now)
    owe("N101", object_id=asked.pk, recipient=user, moment="vol", now=now)


def refuse_last_trekker(kring: Kring, lidmaatschap: Lidmaatschap) -> None:
    """Raise ActionError when this is the last trekker of an open group in which others remain."""
    if lidmaatschap.role != KringRol.TREKKER or kring.closed_at is not None:
        return
    others = Lidmaatschap.objects.filter(kring=kring, until_at__isnull=True, user__is_active=True)
    others = others.exclude(pk=lidmaatschap.pk)
    if others.exists() and not others.filter(role=KringRol.TREKKER).exists():
        raise ActionError(_("Een groep heeft een trekker nodig. Maak eerst een ander lid trekker."))


def _refuse_when_in_vain(kring: Kring, user: User) -> None:
    if kring.closed_at is not None:
        raise ActionError(_("Deze leergroep is afgesloten. Je kunt niet meer meedoen."))
    if lidmaatschap_under_lock(kring, user.pk) is not None:
        raise ActionError(_("Je doet al mee met deze groep."))
    waiting = Toetreding.objects.filter(kring=kring, user=user, status__in=OPEN_TOETREDING).first()
    if waiting is not None and waiting.status == ToetredingStatus.WACHTLIJST:
        raise ActionError(_("Je staat al op de wachtlijst van deze groep."))
    if waiting is not None:
        raise ActionError(_("Je hebt al gevraagd om mee te doen. De trekker laat het je weten."))


def _ask(kring: Kring, user: User, motivation: str, now: datetime) -> None:
    toetreding = Toetreding.objects.create(
        kring=kring, user=user, status=ToetredingStatus.AANGEVRAAGD, motivation=motivation, requested_at=now
    )
    ask_deciders(toetreding, deciders_in(kring, now), now)


def _close(toetreding: Toetreding, status: ToetredingStatus, now: datetime, actor: User) -> ToetredingStatus:
    """Note the answer, close the duty of everyone who could give it, and tell who asked."""
    toetreding.status = status
    toetreding.decided_at = now
    toetreding.decided_by = actor
    toetreding.save(update_fields=["status", "decided_at", "decided_by"])
    finish_taken(TOETREDING_BEOORDELEN, object_id=toetreding.pk, now=now)
    owe("N101", object_id=toetreding.pk, recipient=toetreding.user, moment=status.lower(), now=now)
    return status
