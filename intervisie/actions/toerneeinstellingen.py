"""Deciding when the visits of a toernee may be, and who could guide it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community import access
from community.actions.errors import ActionError
from community.actions.versions import save_version
from community.models import User
from community.workdays import local_date
from intervisie.access.toernees import may_plan_toernee
from intervisie.actions.toerneemensen import hold_toernee
from intervisie.actions.toerneeplanning import ask_availability
from intervisie.actions.toerneerollen import present_in
from intervisie.models import FEWEST, Toernee, ToerneeStatus
from intervisie.queries.toerneevorming import MOST_DAYS, workdays_in, workdays_needed


@dataclass(frozen=True)
class Instellingen:
    """What a coördinator decides about when visits are. Gaps and span in working days."""

    from_date: date
    until_date: date
    min_gap_days: int
    ideal_gap_days: int
    max_span_days: int
    uses_school_holidays: bool
    begeleiders: Sequence[User] = ()


class InstellingError(ActionError):
    """A setting that cannot be. `field` is the name it has in Instellingen."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


def change_settings(
    *, actor: User, toernee: Toernee, version: int, settings: Instellingen, now: datetime
) -> Toernee:  # fmt: skip
    """Change when visits may be and who could guide; proposals made before must be made again.

    Visits that stand keep their days; the begeleider of a toernee that runs too. Raises StaleSaveError when somebody
    saved first, InstellingError for what cannot be.
    """
    access.require(may_plan_toernee(actor, toernee, now))
    with transaction.atomic():
        hold_toernee(toernee)
        people = present_in(toernee)
        _require_possible(toernee, settings, len(people), now)
        changes = {name: getattr(settings, name) for name in ("from_date", "until_date", "min_gap_days",
                   "ideal_gap_days", "max_span_days", "uses_school_holidays")}  # fmt: skip
        stored = save_version(toernee, version=version, changes=changes)
        if stored.status == ToerneeStatus.PLANNEN:
            inside = {one.user_id: one.user.naam for one in people}
            double = [user.naam for user in settings.begeleiders if user.pk in inside]
            if double:
                words = _("{name} is deelnemer en kan de toernee niet ook begeleiden.")
                raise InstellingError("begeleiders", words.format(name=double[0]))
            stored.begeleiders.set(settings.begeleiders)
            # Another period asks for other dagdelen; who gave enough hears nothing.
            ask_availability(stored, [one.user for one in people], now)
    return stored


def _require_possible(toernee: Toernee, settings: Instellingen, people: int, now: datetime) -> None:
    first, last, gap = settings.from_date, settings.until_date, settings.min_gap_days
    if last <= first:
        raise InstellingError("until_date", _("De laatste dag moet na de eerste dag liggen."))
    if (last - first).days > MOST_DAYS:
        raise InstellingError("until_date", _("Kies een periode van hooguit twee jaar."))
    if last <= local_date(now):
        raise InstellingError("until_date", _("Kies een laatste dag die nog komt."))
    if toernee.status == ToerneeStatus.PLANNEN and first <= local_date(now) and first != toernee.from_date:
        raise InstellingError("from_date", _("Kies een eerste dag die nog komt."))
    if not 1 <= gap <= settings.ideal_gap_days <= settings.max_span_days:
        words = _("De kortste tijd tussen twee bezoeken is minstens 1 dag en niet langer dan de liefste tijd.")
        raise InstellingError("min_gap_days", words)
    needed, there = workdays_needed(max(people, FEWEST), gap), workdays_in(first, last)
    if needed > there:
        words = _("De periode is te kort: er zijn {needed} werkdagen nodig en er zijn er {there}.")
        raise InstellingError("until_date", words.format(needed=needed, there=there))
    if needed - 1 > settings.max_span_days:
        raise InstellingError("max_span_days", _("De bezoeken passen niet binnen deze looptijd. Kies meer werkdagen."))
