"""Saying on which dagdelen one can come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.access.beschikbaarheid import may_give_beschikbaarheid, own_beschikbaarheid
from community.actions.errors import ActionError
from community.bewaarregels import REGELS
from community.models import Beschikbaarheid, Dagdeelkeuze, User
from community.notation import date_long
from community.queries.beschikbaarheid import HALVES, Slot, last_day, taken_of, workdays_between
from community.wegdoen import remove_in_batches
from community.workdays import is_workday, local_date

KNOWN = frozenset(Dagdeelkeuze.values)
ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Invulling:
    """One word for many dagdelen: of these weekdays (0 is Monday) and halves, between two days, both included.

    An empty `keuze` takes away what was said. `only_empty` leaves alone what she said before.
    """

    keuze: str
    first: date
    last: date
    weekdays: frozenset[int] = frozenset(range(5))
    halves: frozenset[int] = frozenset(range(len(HALVES)))
    only_empty: bool = False


def save_beschikbaarheid(*, actor: User, choices: Mapping[Slot, str], now: datetime) -> int:
    """Keep what somebody says of these dagdelen, all at once; an empty word takes it away. Returns how many changed.

    Raises ActionError for a day that is over, that nobody works on or that lies too far ahead.
    """
    access.require(may_give_beschikbaarheid(actor, now))
    _require_possible(choices, local_date(now))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        return _store(actor, choices, now)


def cannot_come(*, actor: User, slot: Slot, now: datetime) -> None:
    """Keep that somebody cannot come on a dagdeel on which something stands: today too, and on a day that became a
    feestdag since."""
    access.require(may_give_beschikbaarheid(actor, now))
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        _store(actor, {slot: Dagdeelkeuze.KAN_NIET.value}, now)


def fill_beschikbaarheid(*, actor: User, fill: Invulling, choices: Mapping[Slot, str], now: datetime) -> int:
    """Keep `choices`, then give one word to many dagdelen at once; return how many of those changed by the word.

    Days that are over, weekends, feestdagen and dagdelen in which she has something already are left out. Raises
    ActionError for an end before the begin or too far ahead.
    """
    access.require(may_give_beschikbaarheid(actor, now))
    today = local_date(now)
    first = max(fill.first, today)
    if fill.last < first:
        raise ActionError(_("Het einde ligt vóór het begin. Kies een later einde."))
    if fill.last > last_day(today):
        raise ActionError(_("Zo ver vooruit kun je nog niets opgeven. Kies een eerder einde."))
    _require_possible(choices, today)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        _store(actor, choices, now)
        taken = taken_of([actor.pk], first, fill.last).get(actor.pk, set())
        said = _said(actor, first, fill.last, now)
        slots = _slots(fill, first)
        wanted = [one for one in slots if one not in taken and not (fill.only_empty and one in said)]
        return _store(actor, dict.fromkeys(wanted, fill.keuze), now)


def copy_week(*, actor: User, monday: date, choices: Mapping[Slot, str], now: datetime) -> int:
    """Keep `choices`, then say of a week what was said of the week before it; return how many dagdelen changed.

    What nothing was said of in that week stays as it is.
    """
    access.require(may_give_beschikbaarheid(actor, now))
    today = local_date(now)
    _require_possible(choices, today)
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=actor.pk)
        _store(actor, choices, now)
        before = _said(actor, monday - ONE_WEEK, monday - timedelta(days=1), now)
        last = min(monday + timedelta(days=4), last_day(today))
        taken = taken_of([actor.pk], monday, last).get(actor.pk, set())
        wanted = {
            (day, half): before[(day - ONE_WEEK, half)]
            for day in workdays_between(max(monday, today), last)
            for half in range(len(HALVES))
            if (day - ONE_WEEK, half) in before and (day, half) not in taken
        }
        return _store(actor, wanted, now)


def purge_past(now: datetime) -> int:
    """Forget what people said of days that are over; return how many rows went."""
    last = local_date(now) - REGELS["beschikbaarheid"].term
    return remove_in_batches(Beschikbaarheid.objects.filter(date__lt=last))


def _said(actor: User, first: date, last: date, now: datetime) -> dict[Slot, str]:
    rows = own_beschikbaarheid(actor, now).filter(date__range=(first, last))
    return {(day, half): keuze for day, half, keuze in rows.values_list("date", "half", "keuze")}


def _slots(fill: Invulling, first: date) -> Iterable[Slot]:
    for day in workdays_between(first, fill.last):
        if day.weekday() in fill.weekdays:
            yield from ((day, half) for half in sorted(fill.halves))


def _require_possible(choices: Mapping[Slot, str], today: date) -> None:
    for (day, half), keuze in choices.items():
        if half not in range(len(HALVES)) or (keuze and keuze not in KNOWN):
            raise ActionError(_("Kies per dagdeel een van de drie woorden."))
        if day < today:
            raise ActionError(_("{day} is al voorbij. Ververs de pagina.").format(day=date_long(day).capitalize()))
        if not is_workday(day) or day > last_day(today):
            raise ActionError(_("Voor {day} kun je niets opgeven.").format(day=date_long(day)))


def _store(actor: User, choices: Mapping[Slot, str], now: datetime) -> int:
    """Write what differs from what stands; call under the lock of the person."""
    if not choices:
        return 0
    days = [day for day, _half in choices]
    stands = _said(actor, min(days), max(days), now)
    changed = {slot: keuze for slot, keuze in choices.items() if stands.get(slot, "") != keuze}
    gone = [slot for slot, keuze in changed.items() if not keuze]
    for half in range(len(HALVES)):
        days = [day for day, its in gone if its == half]
        if days:
            own_beschikbaarheid(actor, now).filter(date__in=days, half=half).delete()
    Beschikbaarheid.objects.bulk_create(
        [
            Beschikbaarheid(user=actor, date=day, half=half, keuze=keuze, changed_at=now)
            for (day, half), keuze in changed.items()
            if keuze
        ],
        update_conflicts=True, unique_fields=["user", "date", "half"], update_fields=["keuze", "changed_at"],
    )  # fmt: skip
    return len(changed)
