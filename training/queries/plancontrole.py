"""What is still missing of an editie before it can be published, and what its days cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.models import User
from community.workdays import local_date
from training.access.edities import appointed_trainers
from training.models import Afwijking, Editie, EditieStatus
from training.queries.plandata import Situation, judged
from training.rhythm import Cost, SoftRule, Weights

# What a series costs that is shorter or longer than the aim but within the wish: worth a line, not a reason.
LENGTH_MATTERS = Weights().length


@dataclass(frozen=True)
class Warned:
    """A soft rule that the days break: in words, with its points, and why that is accepted."""

    cost: Cost
    reason: str

    @property
    def asks_reason(self) -> bool:
        """Whether it has to be explained: everything but being some weeks off the aim."""
        return self.cost.rule is not SoftRule.LENGTH or self.cost.points >= LENGTH_MATTERS


@dataclass(frozen=True)
class Controle:
    """Sentences about what keeps an editie from being published, and the soft rules it breaks."""

    faults: list[str]
    warnings: list[Warned]

    @property
    def points(self) -> int:
        """What the days cost together; what was accepted costs nothing."""
        return sum(warned.cost.points for warned in self.warnings if not warned.reason)

    @property
    def unexplained(self) -> list[Warned]:
        """The soft rules for which a reason is asked."""
        return [warned for warned in self.warnings if warned.asks_reason and not warned.reason]


@dataclass(frozen=True)
class Told:
    """Who gets a message when an editie is published."""

    trainers: tuple[User, ...]
    coaches: tuple[User, ...]
    members: int


def controle_of(found: Situation, now: datetime) -> Controle:
    """Return what is missing and what the days cost; three queries."""
    stored = found.stored
    judgement = judged(found, stored)
    warnings = warned(found, judgement.costs)
    faults = [*_people(found), *(breach.sentence for breach in judgement.breaches), *_dates(found, now)]
    if any(one.asks_reason and not one.reason for one in warnings):
        faults.append(_("Bij een waarschuwing staat nog geen reden."))
    return Controle(faults, warnings)


def warned(found: Situation, costs: Sequence[Cost]) -> list[Warned]:
    """Return these costs with the reason that was given for each; one query."""
    reasons = dict(Afwijking.objects.filter(editie=found.editie).values_list("sentence", "reason"))
    return [Warned(cost, reasons.get(cost.sentence, "")) for cost in costs]


def _people(found: Situation) -> list[str]:
    editie, faults = found.editie, []
    able = {trainer.pk for trainer in found.trainers}
    for row in appointed_trainers(editie):
        if row.user_id not in able:
            faults.append(_("{name} is geen trainer meer.").format(name=row.user.naam))
    if not found.trainers:
        faults.append(_("Er is nog geen trainer."))
    if editie.locatie is None:
        faults.append(_("Er is nog geen locatie."))
    elif editie.locatie.seats < editie.capacity + len(found.trainers):
        faults.append(too_small(editie.locatie.seats, editie.capacity, len(found.trainers)))
    return faults


def too_small(seats: int, capacity: int, trainers: int) -> str:
    """Return the sentence about a place in which not everybody fits."""
    return _(
        "De locatie heeft {seats} plaatsen. Jullie zijn met {people}: {capacity} deelnemers en de trainers."
    ).format(seats=seats, people=capacity + trainers, capacity=capacity)


def _dates(found: Situation, now: datetime) -> list[str]:
    editie, today = found.editie, local_date(now)
    if editie.status != EditieStatus.CONCEPT:
        return []
    if editie.apply_until_date is None:
        return [_("Er staat nog niet tot wanneer men zich aanmeldt.")]
    if editie.apply_until_date < today:
        return [_("De laatste dag om je aan te melden is al voorbij. Kies een nieuwe.")]
    starts = [choice.day for choice in found.stored.values()]
    if starts and editie.apply_until_date > min(starts) - timedelta(days=1):
        return [_("Aanmelden kan tot na het begin van de editie. Kies een eerdere dag.")]
    return []


def who_hears(editie: Editie, trainers: tuple[User, ...]) -> Told:
    """Return who gets a message when this editie is published now."""
    coaches = tuple(editie.coaches.filter(is_active=True).order_by("sort_key", "pk"))
    but_not = {user.pk for user in (*trainers, *coaches)}
    return Told(trainers, coaches, members_near(editie).exclude(pk__in=but_not).count())


def members_near(editie: Editie) -> QuerySet[User]:
    """Return the members who say that they work in the province of an editie."""
    return User.objects.filter(is_active=True, profiel__provincies__contains=[editie.provincie])
