"""The list a partner keeps of its own regisseurs: adding, importing, removing, and forgetting it in time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from community import access
from community.access.partnerschappen import may_change_own, may_see_lijst
from community.actions.errors import ActionError
from community.bewaarregels import REGELS
from community.models import Partnerschap, Regisseurregel, User, normalise_email
from community.wegdoen import remove_in_batches
from community.workdays import local_date

MOST_LINES = 2000


class LijstError(ActionError):
    """The list cannot be kept like this."""


@dataclass(frozen=True)
class Regel:
    """One regisseur: a name, and an address when it is known."""

    naam: str
    email: str = ""

    @property
    def key(self) -> str:
        """What may stand on a list once: the address, or the name of who has none."""
        return normalise_email(self.email) if self.email else self.naam.lower()


@dataclass(frozen=True)
class Outcome:
    """How many lines were added, and how many stood there already."""

    added: int
    skipped: int


def add_regel(*, actor: User, partnerschap: Partnerschap, regel: Regel, now: datetime) -> Regisseurregel:
    """Write one regisseur down. Raises LijstError when she stands there already, or the list is full."""
    access.require(may_change_own(actor, partnerschap, now))
    with transaction.atomic():
        row = _held(actor, partnerschap, now)
        _check_room(row, 1)
        try:
            with transaction.atomic():
                return Regisseurregel.objects.create(**_values(row, regel, now))
        except IntegrityError as error:
            what = regel.email or regel.naam
            raise LijstError(_("{what} staat al op jullie lijst.").format(what=what)) from error


def import_regels(*, actor: User, partnerschap: Partnerschap, regels: Sequence[Regel], now: datetime) -> Outcome:
    """Write these regisseurs down, all or none; who stands there already is skipped. Raises LijstError when full."""
    access.require(may_change_own(actor, partnerschap, now))
    with transaction.atomic():
        row = _held(actor, partnerschap, now)
        known = known_keys(row)
        fresh = list({regel.key: regel for regel in regels if regel.key not in known}.values())
        _check_room(row, len(fresh))
        before = row.regisseurregels.count()
        rows = [Regisseurregel(**_values(row, regel, now)) for regel in fresh]
        # What the database calls the same and we did not, stands there once too.
        Regisseurregel.objects.bulk_create(rows, ignore_conflicts=True)
        added = row.regisseurregels.count() - before
    return Outcome(added=added, skipped=len(regels) - added)


def remove_regel(*, actor: User, partnerschap: Partnerschap, regel_id: UUID, now: datetime) -> None:
    """Take one regisseur off the list; one that is gone already changes nothing."""
    access.require(may_see_lijst(actor, partnerschap, now))
    Regisseurregel.objects.filter(partnerschap=partnerschap, pk=regel_id).delete()


def clear_regels(*, actor: User, partnerschap: Partnerschap, now: datetime) -> int:
    """Take everybody off the list; return how many."""
    access.require(may_see_lijst(actor, partnerschap, now))
    return Regisseurregel.objects.filter(partnerschap=partnerschap).delete()[0]


def purge_regels(now: datetime) -> int:
    """Forget the lists of partnerschappen that are over for four months; return how many lines."""
    day = local_date(now) - REGELS["regisseurlijsten"].term
    is_over = Q(partnerschap__ended_date__lt=day) | Q(partnerschap__end_date__lt=day)
    return remove_in_batches(Regisseurregel.objects.filter(is_over))


def known_keys(partnerschap: Partnerschap) -> set[str]:
    """Return what stands on the list already, as `Regel.key`. One query."""
    rows = partnerschap.regisseurregels.values_list("naam", "email")
    return {Regel(naam, email).key for naam, email in rows}


def _held(actor: User, partnerschap: Partnerschap, now: datetime) -> Partnerschap:
    """Return the partnerschap under its lock, so that two imports at once count each other."""
    row = Partnerschap.objects.select_for_update(of=("self",), no_key=True).get(pk=partnerschap.pk)
    access.require(may_change_own(actor, row, now))
    return row


def _check_room(partnerschap: Partnerschap, amount: int) -> None:
    if partnerschap.regisseurregels.count() + amount > MOST_LINES:
        raise LijstError(_("Op een lijst staan hooguit 2.000 mensen. Haal er eerst mensen af."))


def _values(partnerschap: Partnerschap, regel: Regel, now: datetime) -> dict[str, object]:
    email = normalise_email(regel.email) if regel.email else ""
    return {"partnerschap": partnerschap, "naam": regel.naam, "email": email, "created_at": now}
