"""Mixing the members of a leergroep again: one or two new groups, the old one is closed, everybody is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from community import access
from community.access.groepsleven import may_choose_vervolg
from community.actions.agenda import cancel_coming_of_kring
from community.actions.errors import ActionError
from community.actions.groepseinde import close_leergroep
from community.actions.groepsleven import note_vervolg, people_in
from community.actions.kringen import add_member, lay_down, lock_kring
from community.actions.leergroepen import free_slug
from community.berichten.outbox import owe_many
from community.models import Evaluatie, Kring, KringKind, KringRol, Leergroep, LeergroepPhase, User, Vervolg


@dataclass(frozen=True)
class NieuweGroep:
    """One group to make: its name, who leads it, and who is in it, the trekker among them."""

    name: str
    trekker: User
    members: Sequence[User]


def mix_leergroep(
    *, actor: User, evaluatie: Evaluatie, groepen: Sequence[NieuweGroep], now: datetime
) -> list[Leergroep]:
    """Make these groups out of the members of a group that was evaluated, and close that one.

    The new ones take over its description, way of joining, rhythm, welcome and agreements; everybody reads and accepts
    those again. Raises ActionError when somebody chose meanwhile, or a person in the plan left or wants to stop.
    """
    access.require(may_choose_vervolg(actor, evaluatie.kring, now))
    try:
        with transaction.atomic():
            kring = lock_kring(evaluatie.kring_id)
            old = Leergroep.objects.get(kring=kring)
            note_vervolg(actor=actor, evaluatie=evaluatie, kring=kring, vervolg=Vervolg.MIXEN, now=now)
            present = people_in(kring, now)
            _refuse_unsound(evaluatie, groepen, present)
            made = [_make(old, kring, groep, actor, now) for groep in groepen]
            close_leergroep(old, kring, now)
            cancel_coming_of_kring(kring=kring, reason=_("De groep gaat verder in een nieuwe groep."), now=now)
            _tell(old, made, groepen, present, now)
    except IntegrityError as error:
        raise ActionError(_("Er is net een groep met hetzelfde adres gemaakt. Sla nog een keer op.")) from error
    return made


def _refuse_unsound(evaluatie: Evaluatie, groepen: Sequence[NieuweGroep], present: Sequence[User]) -> None:
    chosen = [user.pk for groep in groepen for user in groep.members]
    stopping = set(evaluatie.stemmen.filter(wants_on=False).values_list("user_id", flat=True))
    if not groepen or len(chosen) != len(set(chosen)):
        raise ActionError(_("Iemand staat in twee groepen. Kies voor iedereen één groep."))
    if not set(chosen) <= {user.pk for user in present} - stopping:
        raise ActionError(_("Iemand uit je indeling doet intussen niet meer mee. Bekijk de indeling opnieuw."))
    if any(groep.trekker.pk not in {user.pk for user in groep.members} for groep in groepen):
        raise ActionError(_("Kies voor elke groep een trekker die in die groep zit."))


def _make(old: Leergroep, old_kring: Kring, groep: NieuweGroep, actor: User, now: datetime) -> Leergroep:
    kring = Kring.objects.create(
        kind=KringKind.LEERGROEP, name=groep.name, started_at=now, rhythm_weeks=old_kring.rhythm_weeks,
        evaluate_after=old_kring.evaluate_after,
    )  # fmt: skip
    made = Leergroep.objects.create(
        kring=kring, slug=free_slug(groep.name), summary=old.summary, description=old.description,
        provincies=old.provincies, ervaring=old.ervaring, joining=old.joining, is_hidden=old.is_hidden,
        welcome_text=old.welcome_text,
        capacity=max(old.capacity, len(groep.members)) if old.capacity is not None else None,
        phase=LeergroepPhase.ACTIEF, mixed_from=old,
    )  # fmt: skip
    made.opgaven.set(old.opgaven.all())
    if old_kring.newest_afspraken is not None:
        lay_down(kring=kring, number=1, text=old_kring.newest_afspraken.text, author=actor, now=now)
    for user in groep.members:
        role = KringRol.TREKKER if user.pk == groep.trekker.pk else KringRol.LID
        add_member(kring=kring, user=user, role=role, now=now)
    return made


def _tell(
    old: Leergroep, made: Sequence[Leergroep], groepen: Sequence[NieuweGroep], present: Sequence[User], now: datetime
) -> None:
    """Tell everybody once: who goes on in which group, and who stops that the group was closed."""
    placed = set()
    for leergroep, groep in zip(made, groepen, strict=True):
        owe_many("N118", object_id=leergroep.pk, recipients=groep.members, moment="gemixt", now=now)
        placed |= {user.pk for user in groep.members}
    others = [user for user in present if user.pk not in placed]
    owe_many("N118", object_id=old.pk, recipients=others, moment="afgesloten", now=now)
