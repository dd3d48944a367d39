"""Letting one leergroep go up in another: its people, who waits and asks, and if wanted what lies ahead of it.

Ahead are its coming meetings with all that was agreed for them, and its open date polls. What lies behind stays in
the archive for who could read it: messages, files, reports, and the open actions, which stay with their owners.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.groepsleven import may_merge
from community.actions.agenda import cancel_coming_of_kring
from community.actions.antwoorden import move_prikkers_of_kring
from community.actions.deelname import invite_rest
from community.actions.errors import ActionError
from community.actions.groepseinde import close_leergroep
from community.actions.groepsleven import people_in
from community.actions.kringen import add_member, lock_kring
from community.actions.taken import withdraw_taken
from community.actions.toetredingen import fill_places
from community.actions.toetredingsvragen import TOETREDING_BEOORDELEN, ask_again
from community.berichten.outbox import owe_many
from community.models import (
    OPEN_TOETREDING,
    Actie,
    Audience,
    Bijeenkomst,
    BijeenkomstStatus,
    Datumprikker,
    Groepsuitnodiging,
    GroepsuitnodigingStatus,
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


def merge_leergroep(
    *, actor: User, leergroep: Leergroep, target: Leergroep, keeps_meetings: bool, now: datetime
) -> None:
    """Let a group go up in `target` and close it; what was written in it stays readable for its members.

    Raises ActionError when it is the same group, one of both was closed meanwhile, or the target has too few places.
    """
    access.require(may_merge(actor, leergroep, now))
    access.require(may_merge(actor, target, now))
    if leergroep.pk == target.pk:
        raise ActionError(_("Kies een andere groep om mee samen te voegen."))
    with transaction.atomic():
        old_kring, new_kring = _lock_both(leergroep, target)
        if old_kring.closed_at is not None or new_kring.closed_at is not None:
            raise ActionError(_("Een van de groepen is intussen afgesloten. Er is niets samengevoegd."))
        old, new = Leergroep.objects.get(pk=leergroep.pk), Leergroep.objects.select_related("kring").get(pk=target.pk)
        before = people_in(new_kring, now)
        _refuse_when_too_many(old_kring, new, before, now)
        moved = _move_people(old_kring, new_kring, now)
        if keeps_meetings:
            _move_meetings(old_kring, new_kring, now)
        else:
            cancel_coming_of_kring(kring=old_kring, reason=_("De groep is samengevoegd met een andere."), now=now)
        if not new.is_hidden:
            # Who waits for a group that everybody knows does not get to know a hidden one; she is told it closed.
            _move_wishes(old_kring, new, now)
        old.merged_into = new
        close_leergroep(old, old_kring, now)
        ask_again(new_kring, now)
        fill_places(new_kring, now)
        told = {user.pk: user for user in (*before, *moved)}
        owe_many("N118", object_id=old.pk, recipients=told.values(), moment="samengevoegd", now=now)


def _lock_both(leergroep: Leergroep, target: Leergroep) -> tuple[Kring, Kring]:
    """Lock both Kringen, always in the order of their ids: two merges at once wait for each other."""
    held = {pk: lock_kring(pk) for pk in sorted((leergroep.kring_id, target.kring_id))}
    return held[leergroep.kring_id], held[target.kring_id]


def _refuse_when_too_many(old_kring: Kring, new: Leergroep, before: list[User], now: datetime) -> None:
    together = {user.pk for user in before} | {user.pk for user in people_in(old_kring, now)}
    if new.capacity is not None and len(together) > new.capacity:
        words = _("Samen zijn het {aantal} mensen. Geef de andere groep eerst zoveel plaatsen.")
        raise ActionError(words.format(aantal=len(together)))


def _move_meetings(old_kring: Kring, new_kring: Kring, now: datetime) -> None:
    """Take what lies ahead along with everybody's answer, and ask who was not asked yet. Call when the people moved."""
    rows = Bijeenkomst.objects.filter(kring=old_kring, audience=Audience.KRING, starts_at__gt=now)
    moving = list(rows.exclude(status=BijeenkomstStatus.GEANNULEERD).order_by("id"))
    ids = [meeting.pk for meeting in moving]
    Bijeenkomst.objects.filter(pk__in=ids).update(kring=new_kring, changed_at=now)
    acties = Actie.objects.filter(kring=old_kring, bijeenkomst__in=ids)
    about = [*ids, *acties.values_list("pk", flat=True)]
    acties.update(kring=new_kring)
    Taak.objects.filter(kring=old_kring, object_id__in=about).update(kring=new_kring)
    Datumprikker.objects.filter(kring=old_kring, bijeenkomst__in=ids).update(kring=new_kring)
    move_prikkers_of_kring(kring=old_kring, target=new_kring, now=now)
    for meeting in moving:
        meeting.kring = new_kring
        invite_rest(bijeenkomst=meeting, now=now)


def _move_people(old_kring: Kring, new_kring: Kring, now: datetime) -> list[User]:
    """Put everybody of the old Kring in the new one; who leads keeps leading. Her place in the old one stays."""
    inside = {row.user_id: row for row in Lidmaatschap.objects.filter(kring=new_kring, until_at__isnull=True)}
    moved = []
    rows = Lidmaatschap.objects.filter(kring=old_kring, until_at__isnull=True, user__is_active=True)
    for row in rows.select_related("user"):
        moved.append(row.user)
        if row.user_id not in inside:
            add_member(kring=new_kring, user=row.user, role=KringRol(row.role), now=now)
        elif row.role == KringRol.TREKKER:
            Lidmaatschap.objects.filter(pk=inside[row.user_id].pk).update(role=KringRol.TREKKER)
    return moved


def _move_wishes(old_kring: Kring, new: Leergroep, now: datetime) -> None:
    """Take along who waits, asks or is invited; who is in the target, or waits there already, is not doubled.

    Who waits without that anybody admitted her, asks a group that is not open to everybody.
    """
    new_kring = new.kring
    inside = set(Lidmaatschap.objects.filter(kring=new_kring, until_at__isnull=True).values_list("user_id", flat=True))
    there = Toetreding.objects.filter(kring=new_kring, status__in=OPEN_TOETREDING)
    # Who now came in along with the old group needs no wish in the target any more.
    known = inside | set(there.values_list("user_id", flat=True))
    for done in there.filter(user__in=inside):
        _end_wish(done, now)
    for wish in Toetreding.objects.filter(kring=old_kring, status__in=OPEN_TOETREDING):
        if wish.user_id in known:
            _end_wish(wish, now)
        else:
            must_ask = wish.decided_at is None and new.joining != Joining.OPEN
            status = ToetredingStatus.AANGEVRAAGD if must_ask else wish.status
            Toetreding.objects.filter(pk=wish.pk).update(kring=new_kring, status=status)
            Taak.objects.filter(kind=TOETREDING_BEOORDELEN, object_id=wish.pk).update(kring=new_kring)
    asked = Groepsuitnodiging.objects.filter(status=GroepsuitnodigingStatus.OPEN)
    invited = set(asked.filter(kring=new_kring).values_list("user_id", flat=True))
    asked.filter(kring=old_kring).exclude(user__in=known | invited).update(kring=new_kring)


def _end_wish(wish: Toetreding, now: datetime) -> None:
    Toetreding.objects.filter(pk=wish.pk).update(status=ToetredingStatus.INGETROKKEN, decided_at=now)
    withdraw_taken(TOETREDING_BEOORDELEN, object_id=wish.pk, now=now)
