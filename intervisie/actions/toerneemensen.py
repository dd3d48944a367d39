"""Who is in a toernee: stopping, the part of contactpersoon, who guides it, and accounts that were closed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.rollen import coordinatoren
from community.actions.errors import ActionError
from community.actions.kringen import (
    add_member,
    end_member,
    lidmaatschap_under_lock,
    lock_kring,
    require_open_kring,
)
from community.actions.taken import open_taken
from community.berichten.outbox import owe, owe_many
from community.models import Kring, KringRol, Lidmaatschap, User
from intervisie.access.toernees import (
    PRESENT,
    may_become_contactpersoon,
    may_change_people,
    may_leave_toernee,
)
from intervisie.actions.stappen import excuse_open, open_steps
from intervisie.actions.toerneerollen import present_in, set_free, take_off
from intervisie.actions.toernees import KNOWN
from intervisie.models import FEWEST, Toernee, Toerneedeelnemer, Toerneestap, ToerneeStatus

PEOPLE_CHANGED = "N220"
TOERNEE_KLEIN = "TOERNEE_KLEIN"


def leave_toernee(*, actor: User, toernee: Toernee, now: datetime) -> None:
    """Let somebody stop: from the next request on she reads nothing of it; the others and the hart hear it.

    Her visit that is still to come is off; the others divide her roles. Raises ActionError when she is out already.
    """
    access.require(may_leave_toernee(actor, toernee, now))
    with transaction.atomic():
        kring = hold_toernee(toernee)
        row = lidmaatschap_under_lock(kring, actor.pk)
        if row is None:
            raise ActionError(_("Je doet al niet meer mee met deze toernee."))
        stop_member(toernee, kring, row, None, now)
        told = {user.pk: user for user in (*people_of(kring), *coordinatoren(now)) if user.pk != actor.pk}
        owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=told.values(), moment="weg", now=now)


def remove_member(*, actor: User, toernee: Toernee, lidmaatschap: Lidmaatschap, now: datetime) -> None:
    """Let a coördinator take somebody out, without a replacement; she and the others hear it.

    Raises ActionError when she left already.
    """
    access.require(may_change_people(actor, toernee, now))
    with transaction.atomic():
        kring = hold_toernee(toernee)
        row = held_member(kring, lidmaatschap)
        stop_member(toernee, kring, row, actor, now)
        owe(PEOPLE_CHANGED, object_id=row.pk, recipient=row.user, moment="eruit", now=now)
        owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=people_of(kring), moment="weg", now=now)


def become_contactpersoon(*, actor: User, toernee: Toernee, now: datetime) -> None:
    """Take the part of contactpersoon, where nobody has it. Raises ActionError when somebody else took it meanwhile."""
    access.require(may_become_contactpersoon(actor, toernee, now))
    with transaction.atomic():
        kring = hold_toernee(toernee)
        row = lidmaatschap_under_lock(kring, actor.pk)
        access.require(row is not None)
        leading = Lidmaatschap.objects.filter(kring=kring, role=KringRol.TREKKER, until_at__isnull=True)
        if row is None or leading.filter(user__is_active=True).exists():
            raise ActionError(_("Iemand anders is net contactpersoon geworden."))
        _lead(kring, row, [actor], now)


def appoint_contactpersoon(
    *, actor: User, toernee: Toernee, deelnemer: Toerneedeelnemer, now: datetime
) -> None:  # fmt: skip
    """Let a coördinator choose another contactpersoon; who was it becomes an ordinary member.

    Raises ActionError for who left meanwhile.
    """
    access.require(may_change_people(actor, toernee, now))
    with transaction.atomic():
        kring = hold_toernee(toernee)
        row = lidmaatschap_under_lock(kring, deelnemer.user_id)
        if row is None or row.role == KringRol.BEGELEIDER:
            raise ActionError(_("Deze persoon doet intussen niet meer mee met de toernee."))
        if row.role != KringRol.TREKKER:
            _lead(kring, row, [], now)


def add_begeleider(*, actor: User, toernee: Toernee, user: User, now: datetime) -> Lidmaatschap:
    """Let a coördinator put somebody beside the deelnemers who guides the toernee; she and the others hear it.

    Nobody lets herself in: who looks after toernees reads nothing of them. Raises ActionError for who tries, and for
    who is in it already.
    """
    access.require(may_change_people(actor, toernee, now))
    if user.pk == actor.pk:
        raise ActionError(_("Jezelf zet je niet in een toernee. Vraag een andere coördinator."))
    with transaction.atomic():
        kring = hold_toernee(toernee)
        others = people_of(kring)
        row = add_member(kring=kring, user=user, role=KringRol.BEGELEIDER, now=now)
        toernee.begeleiders.add(user)
        owe(KNOWN, object_id=toernee.pk, recipient=user, moment=f"erbij:{row.pk.hex[:12]}", now=now)
        owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=others, moment="erbij", now=now)
    return row


def drop_closed_accounts(now: datetime) -> int:
    """Take out of toernees whoever closed her account; the others and the hart hear it. Returns how many."""
    gone = Lidmaatschap.objects.filter(
        kring__toernee__isnull=False, kring__closed_at__isnull=True, until_at__isnull=True, user__is_active=False
    )
    rows = list(gone.select_related("kring__toernee").order_by("pk"))
    for found in rows:
        with transaction.atomic():
            kring = lock_kring(found.kring_id)
            row = Lidmaatschap.objects.select_related("user").get(pk=found.pk)
            if row.until_at is not None or row.user.is_active or kring.closed_at is not None:
                continue
            toernee = Toernee.objects.select_related("kring").get(kring=kring)
            stop_member(toernee, kring, row, None, now)
            told = {user.pk: user for user in (*people_of(kring), *coordinatoren(now))}
            owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=told.values(), moment="weg", now=now)
    return len(rows)


def hold_toernee(toernee: Toernee) -> Kring:
    """Lock the Kring of a toernee and look again. Raises ActionError when it ended meanwhile."""
    kring = lock_kring(toernee.kring_id)
    require_open_kring(kring)
    status = Toernee.objects.filter(pk=toernee.pk).values_list("status", flat=True).get()
    if status not in (ToerneeStatus.PLANNEN, ToerneeStatus.LOOPT):
        raise ActionError(_("Deze toernee is intussen geëindigd. Er is niets veranderd."))
    return kring


def held_member(kring: Kring, lidmaatschap: Lidmaatschap) -> Lidmaatschap:
    """Return a membership as it stands under the lock. Raises ActionError when she left meanwhile."""
    row = Lidmaatschap.objects.select_related("user").get(pk=lidmaatschap.pk)
    if row.until_at is not None or row.kring_id != kring.pk:
        raise ActionError(_("Deze persoon doet intussen niet meer mee met de toernee."))
    return row


def stop_member(toernee: Toernee, kring: Kring, row: Lidmaatschap, actor: User | None, now: datetime) -> None:
    """End somebody's part without a replacement. Call under the lock of the Kring."""
    deelnemer = close_doors(toernee, kring, row, actor, now)
    if deelnemer is not None:
        take_off(deelnemer, now)
        follow_people(toernee, now)
    else:
        set_free(toernee, row.user, now)
    watch_size(toernee, now)


def follow_people(toernee: Toernee, now: datetime) -> None:
    """Let the steps follow who is in the toernee and what each does now. Call under the lock of the Kring."""
    if Toernee.objects.filter(pk=toernee.pk, status=ToerneeStatus.LOOPT).exists():
        open_steps(toernee, now)


def close_doors(
    toernee: Toernee, kring: Kring, row: Lidmaatschap, actor: User | None, now: datetime
) -> Toerneedeelnemer | None:  # fmt: skip
    """Let somebody be out from now on: nobody waits for her steps, every door is shut at her next request.

    Returns as whom she took part; None for who guided it. Call under the lock of the Kring.
    """
    found = Toerneedeelnemer.objects.filter(PRESENT, toernee=toernee, user=row.user_id).select_related("user").first()
    if found is not None:
        found.toernee = toernee
        excuse_open(Toerneestap.objects.filter(deelnemer=found), actor, now)
        found.left_at = max(now, found.joined_at)
        found.save(update_fields=["left_at"])
    row.kring = kring
    end_member(lidmaatschap=row, now=now)
    return found


def watch_size(toernee: Toernee, now: datetime) -> None:
    """Ask the coördinatoren to repair a toernee that became too small. Call under the lock of the Kring."""
    if len(present_in(toernee)) < FEWEST:
        open_taken(TOERNEE_KLEIN, users=coordinatoren(now), object_id=toernee.pk, now=now)


def people_of(kring: Kring) -> list[User]:
    """Return who is in the Kring of a toernee, who guides it too. Call under its lock."""
    rows = Lidmaatschap.objects.filter(kring=kring, until_at__isnull=True, user__is_active=True)
    return [row.user for row in rows.select_related("user").order_by("user__sort_key", "pk")]


def _lead(kring: Kring, row: Lidmaatschap, but_not: list[User], now: datetime) -> None:
    """Make somebody the contactpersoon instead of who was it, and tell everybody in the toernee."""
    Lidmaatschap.objects.filter(kring=kring, role=KringRol.TREKKER, until_at__isnull=True).update(role=KringRol.LID)
    Lidmaatschap.objects.filter(pk=row.pk).update(role=KringRol.TREKKER)
    told = [user for user in people_of(kring) if user not in but_not]
    owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=told, moment=f"contact:{now:%Y%m%d%H%M%S}", now=now)
