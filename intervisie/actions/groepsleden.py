"""Who is in a group of intervisie: leaving, taking the part of contactpersoon, and what a coördinator decides."""

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
from intervisie.access.groepen import may_become_contactpersoon, may_change_people, may_leave_groep
from intervisie.actions.groepen import KNOWN
from intervisie.actions.groepstoetreding import refuse_private
from intervisie.models import Intervisiegroep
from intervisie.queries.groepen import members_count, smallest_of

PEOPLE_CHANGED = "N211"
GROEP_KLEIN = "INTERVISIEGROEP_KLEIN"


def leave_groep(*, actor: User, groep: Intervisiegroep, now: datetime) -> None:
    """End the person's own membership; the others and the coördinatoren hear it.

    Raises ActionError when she is not in it any more.
    """
    access.require(may_leave_groep(actor, groep, now))
    with transaction.atomic():
        kring = lock_kring(groep.kring_id)
        require_open_kring(kring)
        row = lidmaatschap_under_lock(kring, actor.pk)
        if row is None:
            raise ActionError(_("Je doet al niet meer mee met deze groep."))
        _take_out(groep, row, kring, now)
        told = {user.pk: user for user in (*_people(kring), *coordinatoren(now)) if user.pk != actor.pk}
        owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=told.values(), moment="weg", now=now)


def take_out_everywhere(*, user: User, now: datetime) -> int:
    """End the places of somebody who is erased, in groups that are open; the others and the coördinatoren hear it.

    Returns how many. Once more changes nothing.
    """
    rows = Lidmaatschap.objects.filter(user=user, until_at__isnull=True, kring__closed_at__isnull=True)
    found = list(Intervisiegroep.objects.filter(kring__in=rows.values("kring")).order_by("kring"))
    for groep in found:
        with transaction.atomic():
            kring = lock_kring(groep.kring_id)
            row = lidmaatschap_under_lock(kring, user.pk)
            if row is not None:
                _take_out(groep, row, kring, now)
                told = {one.pk: one for one in (*_people(kring), *coordinatoren(now)) if one.pk != user.pk}
                owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=told.values(), moment="weg", now=now)
    return len(found)


def become_contactpersoon(*, actor: User, groep: Intervisiegroep, now: datetime) -> None:
    """Take the part of contactpersoon, in a group that has none.

    Raises ActionError when somebody else took it meanwhile.
    """
    access.require(may_become_contactpersoon(actor, groep, now))
    with transaction.atomic():
        kring = lock_kring(groep.kring_id)
        require_open_kring(kring)
        row = lidmaatschap_under_lock(kring, actor.pk)
        access.require(row is not None)
        if _leading(kring) or row is None:
            raise ActionError(_("Iemand anders is net contactpersoon geworden."))
        _give_role(row, KringRol.TREKKER)
        _tell_leads(groep, row, [actor], now)


def appoint_contactpersoon(*, actor: User, groep: Intervisiegroep, lidmaatschap: Lidmaatschap, now: datetime) -> None:
    """Let a coördinator choose another contactpersoon; who was it becomes an ordinary member.

    Raises ActionError for who left meanwhile, or guides the group.
    """
    access.require(may_change_people(actor, groep, now))
    with transaction.atomic():
        kring, row = _hold(groep, lidmaatschap)
        if row.role == KringRol.BEGELEIDER:
            raise ActionError(_("Een begeleider is geen lid. Kies een lid als contactpersoon."))
        if row.role == KringRol.TREKKER:
            return
        Lidmaatschap.objects.filter(kring=kring, role=KringRol.TREKKER, until_at__isnull=True).update(role=KringRol.LID)
        _give_role(row, KringRol.TREKKER)
        _tell_leads(groep, row, [], now)


def add_person(
    *, actor: User, groep: Intervisiegroep, user: User, now: datetime, role: KringRol = KringRol.LID
) -> Lidmaatschap:
    """Let a coördinator put somebody in the group, as a member or as begeleider; she and the others hear it.

    Who looks after groups reads nothing of them; so nobody lets herself in, another coördinator does. Raises
    ActionError for who tries, for who is in already, when a private rule stands in the way, and when the group was
    closed meanwhile.
    """
    access.require(may_change_people(actor, groep, now))
    if user.pk == actor.pk:
        raise ActionError(_("Jezelf zet je niet in een groep. Vraag een andere coördinator."))
    with transaction.atomic():
        kring = lock_kring(groep.kring_id)
        require_open_kring(kring)
        refuse_private(groep, user, now)
        others = _people(kring)
        row = add_member(kring=kring, user=user, role=role, now=now)
        owe(KNOWN, object_id=groep.pk, recipient=user, moment=f"erbij:{row.pk.hex[:12]}", now=now)
        owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=others, moment="erbij", now=now)
    return row


def remove_person(*, actor: User, groep: Intervisiegroep, lidmaatschap: Lidmaatschap, now: datetime) -> None:
    """Let a coördinator take somebody out; she and the others hear it. Raises ActionError when she left already."""
    access.require(may_change_people(actor, groep, now))
    with transaction.atomic():
        kring, row = _hold(groep, lidmaatschap)
        _take_out(groep, row, kring, now)
        owe(PEOPLE_CHANGED, object_id=row.pk, recipient=row.user, moment="eruit", now=now)
        owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=_people(kring), moment="weg", now=now)


def watch_size(groep: Intervisiegroep, kring: Kring, now: datetime) -> None:
    """Ask the coördinatoren to repair a group that became too small. Call under the lock of the Kring."""
    if kring.closed_at is None and members_count(groep, now) < smallest_of(groep):
        open_taken(GROEP_KLEIN, users=coordinatoren(now), object_id=groep.pk, now=now)


def _take_out(groep: Intervisiegroep, row: Lidmaatschap, kring: Kring, now: datetime) -> None:
    row.kring = kring
    end_member(lidmaatschap=row, now=now)
    watch_size(groep, kring, now)


def _hold(groep: Intervisiegroep, lidmaatschap: Lidmaatschap) -> tuple[Kring, Lidmaatschap]:
    """Lock the Kring and look again: it is open, and she is still in."""
    kring = lock_kring(groep.kring_id)
    require_open_kring(kring)
    row = Lidmaatschap.objects.select_related("user").get(pk=lidmaatschap.pk)
    if row.until_at is not None or row.kring_id != kring.pk:
        raise ActionError(_("Deze persoon doet intussen niet meer mee met de groep."))
    return kring, row


def _people(kring: Kring) -> list[User]:
    rows = Lidmaatschap.objects.filter(kring=kring, until_at__isnull=True, user__is_active=True)
    return [row.user for row in rows.select_related("user")]


def _leading(kring: Kring) -> bool:
    rows = Lidmaatschap.objects.filter(kring=kring, role=KringRol.TREKKER, until_at__isnull=True)
    return rows.filter(user__is_active=True).exists()


def _give_role(row: Lidmaatschap, role: KringRol) -> None:
    Lidmaatschap.objects.filter(pk=row.pk).update(role=role)


def _tell_leads(groep: Intervisiegroep, row: Lidmaatschap, but_not: list[User], now: datetime) -> None:
    """Tell everybody in the group who is its contactpersoon now."""
    spared = {user.pk for user in but_not}
    told = [user for user in _people(Kring(pk=groep.kring_id)) if user.pk not in spared]
    owe_many(PEOPLE_CHANGED, object_id=row.pk, recipients=told, moment=f"contact:{now:%Y%m%d%H%M%S}", now=now)
