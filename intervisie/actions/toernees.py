"""Making a toernee: its Kring with agreements, its people with what each of them shows, and telling them."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.kluis import make_data_key
from community.actions.kringen import add_member, lay_down
from community.berichten.outbox import owe_many
from community.models import Kring, KringKind, KringRol, Samenwerking, User
from intervisie.access.toernees import may_look_after_toernees
from intervisie.actions.toerneeplanning import ask_availability
from intervisie.afspraken import TOERNEE_AFSPRAKEN
from intervisie.models import Indelingsvoorstel, Toernee, Toerneedeelnemer
from intervisie.queries.toernees import usual_protocolversie
from intervisie.queries.toerneevorming import Toerneeplan, bezwaren

KNOWN = "N219"


def make_toernee(
    *, actor: User, name: str, people: list[tuple[User, Samenwerking]], from_date: date, until_date: date,
    begeleiders: list[User], voorstel: Indelingsvoorstel | None = None, key_id: uuid.UUID, now: datetime,
    contactpersoon: User | None = None, **wishes: Any,
) -> Toernee:  # fmt: skip
    """Make one toernee with its Kring, its agreements and its people, and owe everybody that it is known (N219).

    `key_id` is a data key of its own (make_data_key), made before the transaction. `people` in the order in which
    roles rotate; the first is contactpersoon unless told otherwise. `begeleiders` could guide it: who does is put in
    the Kring when its visits are fixed. `wishes` are gaps, span and school holidays, as in Toerneeplan. Raises
    ActionError for what cannot be. Call inside a transaction.
    """
    access.require(may_look_after_toernees(actor, now))
    plan = Toerneeplan(name, people, from_date, until_date, begeleiders, contactpersoon, **wishes)
    return make_planned(actor=actor, plan=plan, voorstel=voorstel, key_id=key_id, now=now)


def make_planned(
    *, actor: User, plan: Toerneeplan, voorstel: Indelingsvoorstel | None, key_id: uuid.UUID, now: datetime
) -> Toernee:  # fmt: skip
    """Make a toernee of a plan, as make_toernee does. Raises ActionError. Call inside a transaction."""
    access.require(may_look_after_toernees(actor, now))
    if against := bezwaren(plan, now):
        raise ActionError(against[0].sentence)
    version = usual_protocolversie()
    if version is None:
        raise ActionError(_("Er is nog geen protocol voor een toernee. Publiceer er eerst een in het beheer."))
    kring = Kring.objects.create(kind=KringKind.TOERNEE, name=plan.name.strip(), started_at=now)
    lay_down(kring=kring, number=1, text=TOERNEE_AFSPRAKEN, author=actor, now=now)
    toernee = Toernee.objects.create(
        kring=kring, data_key_id=key_id, voorstel=voorstel, protocolversie=version, from_date=plan.from_date,
        until_date=plan.until_date, min_gap_days=plan.min_gap_days, ideal_gap_days=plan.ideal_gap_days,
        max_span_days=plan.max_span_days, uses_school_holidays=plan.uses_school_holidays, made_by=actor, made_at=now,
    )  # fmt: skip
    toernee.begeleiders.set(plan.begeleiders)
    _take_in(toernee, kring, plan, now)
    return toernee


def form_toernee(*, actor: User, plan: Toerneeplan, now: datetime) -> Toernee:
    """Make a toernee by hand. Raises ActionError for what cannot be; then nothing was made."""
    access.require(may_look_after_toernees(actor, now))
    if actor.pk in {user.pk for user, _shown in plan.people}:
        raise ActionError(_("Jezelf zet je niet in een toernee. Vraag een andere coördinator."))
    if against := bezwaren(plan, now):  # before a key is made: a look that costs little
        raise ActionError(against[0].sentence)
    key_id = make_data_key(now=now)
    with transaction.atomic():
        return make_planned(actor=actor, plan=plan, voorstel=None, key_id=key_id, now=now)


def _take_in(toernee: Toernee, kring: Kring, plan: Toerneeplan, now: datetime) -> None:
    """Put the people of a new toernee in it, and tell them."""
    users = [user for user, _shown in plan.people]
    leader = plan.contactpersoon if plan.contactpersoon in users else users[0]
    for position, (user, shown) in enumerate(plan.people):
        role = KringRol.TREKKER if user == leader else KringRol.LID
        add_member(kring=kring, user=user, role=role, now=now)
        Toerneedeelnemer.objects.create(
            toernee=toernee, user=user, samenwerking=shown, position=position, joined_at=now
        )
    owe_many(KNOWN, object_id=toernee.pk, recipients=users, moment="bekend", now=now)
    ask_availability(toernee, users, now)
