"""Subgroups of a session: dividing its people, by hand or by number."""

import uuid
from collections import Counter
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from intervisie.access.sessies import Plek, arranges
from intervisie.actions.sessieslot import hold, require_unended, touch
from intervisie.models import Sessieblad, Sessiedeelnemer, SessieStatus
from intervisie.queries.sessiegang import Gang, gang_of
from intervisie.queries.sessiekeuzes import counts_for
from intervisie.werkvorm.groups import divide


def divide_people(*, plek: Plek, groups: Mapping[uuid.UUID, int] | None, now: datetime) -> None:
    """Put people in subgroups: as `groups` says (subgroup by the id of the person), or by number when that is None.

    By who prepares the session, and by who leads it until the step in which the subgroups part. Raises ActionError
    when it is too late, or the subgroups do not fit the method.
    """
    access.require(arranges(plek, now))
    with transaction.atomic():
        fresh = hold(plek, now)
        require_unended(fresh.sessie)
        access.require(arranges(fresh, now))
        gang = gang_of(fresh.sessie)
        if has_parted(gang):
            raise ActionError(_("De groepjes zijn al bezig. Wie later binnenkomt, gaat naar het kleinste groepje."))
        _write(gang, _asked(gang, groups))
        touch(fresh.sessie)


def seat_in_subgroups(gang: Gang) -> Gang:
    """Put who is in into the planned number of subgroups, unless they fit as they are. Call under the lock.

    With other people than planned it becomes the nearest number of subgroups that fits. Returns the session as it is
    then.
    """
    numbers = [seat.number for seat in gang.active]
    counts = counts_for(gang.schema, len(numbers))
    sizes = Counter(seat.group for seat in gang.active)
    wanted = min(counts, key=lambda count: (abs(count - gang.sessie.subgroups), count))
    if len(sizes) == wanted and all(_fits(gang, size) for size in sizes.values()):
        return gang
    _write(gang, divide(numbers, wanted))
    return gang_of(gang.sessie)


def has_parted(gang: Gang) -> bool:
    """Whether the subgroups are at work, or were: from then on nobody changes subgroup, and what was written in one
    stays there. In a scope."""
    if gang.sessie.status == SessieStatus.VOORBEREIDING:
        return False
    steps = gang.schema.steps
    first = next((at for at, step in enumerate(steps) if step.is_split), len(steps))
    apart = [step.code for step in steps[first:]]
    return gang.sessie.step >= first or Sessieblad.objects.filter(sessie=gang.sessie, step__in=apart).exists()


def _asked(gang: Gang, groups: Mapping[uuid.UUID, int] | None) -> dict[int, int]:
    numbers = [seat.number for seat in gang.active]
    if groups is None:
        counts = counts_for(gang.schema, len(numbers))
        return divide(numbers, min(counts, key=lambda count: (abs(count - gang.sessie.subgroups), count)))
    wanted = {one.number: groups.get(one.pk, one.group) for one in gang.people if one.number in numbers}
    sizes = Counter(wanted.values())
    if sorted(sizes) != list(range(1, len(sizes) + 1)):
        raise ActionError(_("Nummer de groepjes vanaf 1, zonder een nummer over te slaan."))
    if len(sizes) > 1 and not all(_fits(gang, size) for size in sizes.values()):
        raise ActionError(
            _("Een groepje is bij deze werkvorm {fewest} tot {most} mensen.").format(
                fewest=gang.schema.group_fewest, most=gang.schema.group_most
            )
        )
    return wanted


def _fits(gang: Gang, size: int) -> bool:
    return gang.schema.group_fewest <= size <= gang.schema.group_most


def _write(gang: Gang, groups: Mapping[int, int]) -> None:
    for number, group in groups.items():
        Sessiedeelnemer.objects.filter(sessie=gang.sessie, number=number).exclude(group=group).update(group=group)
