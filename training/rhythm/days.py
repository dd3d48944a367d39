"""The programme as a chain of days: which parts share one, how far apart they must be, and when people are free."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from community.dagdelen import DAGDELEN
from community.notation import listing
from training.rhythm.values import Lock, Part, PartKind, PlanRequest, Resource

DAY_KINDS = (PartKind.DAGDEEL, PartKind.EINDSESSIE)
NAMES = {dagdeel.code: dagdeel.name for dagdeel in DAGDELEN}


@dataclass(frozen=True)
class TrainingDay:
    """Parts that are on one day. `gap` is the least number of working days after the day before it."""

    parts: tuple[Part, ...]
    gap: int = 0
    tussentijd: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        """Return the codes of its parts in order."""
        return tuple(part.code for part in self.parts)

    @property
    def dagdelen(self) -> int:
        """Return how many parts of the day it takes."""
        return sum(part.dagdelen for part in self.parts)

    @property
    def name(self) -> str:
        """Return 'dagdeel 1 en 2' or 'de eindsessie', for the middle of a sentence."""
        return name_of(self.parts)


def name_of(parts: Sequence[Part]) -> str:
    """Return how a sentence names these parts."""
    if len(parts) == 1 and parts[0].kind is not PartKind.DAGDEEL:
        words = {PartKind.INTAKE: "de intake", PartKind.EINDSESSIE: "de eindsessie"}
        return words.get(parts[0].kind, f"tussentijd {parts[0].code}")
    return f"dagdeel {listing([part.code for part in parts])}"


def opening(sentence: str) -> str:
    """Return the sentence with a capital."""
    return sentence[:1].upper() + sentence[1:]


def training_days(request: PlanRequest) -> tuple[TrainingDay, ...]:
    """Return the days of the programme in order. Raises ValueError for a programme that has none."""
    days: list[TrainingDay] = []
    tussentijd = ""
    for part in request.parts:
        if part.kind is PartKind.TUSSENTIJD:
            tussentijd = part.code
        elif part.kind in DAY_KINDS and part.with_previous and days:
            days[-1] = TrainingDay((*days[-1].parts, part), days[-1].gap, days[-1].tussentijd)
        elif part.kind in DAY_KINDS:
            gap = request.rules.tussentijd_workdays if tussentijd and days else 0
            days.append(TrainingDay((part,), gap, tussentijd if days else ""))
            tussentijd = ""
    if not days:
        raise ValueError("a programme needs at least one dagdeel")
    return tuple(days)


def problems_of(request: PlanRequest) -> list[str]:
    """Return in sentences why this programme fits no calendar at all; empty when it could."""
    codes = [part.code for part in request.parts]
    found = []
    if len(set(codes)) != len(codes):
        found.append("Twee onderdelen hebben dezelfde code.")
    if not any(part.kind in DAY_KINDS for part in request.parts):
        return [*found, "Het programma heeft geen dagdeel. Voeg eerst een dagdeel toe."]
    days = training_days(request)
    for day in days:
        if not 0 < day.dagdelen <= len(request.dagdelen):
            found.append(f"{opening(day.name)} past niet op één dag: daar zijn {len(request.dagdelen)} dagdelen.")
    course = [day for day in days if any(part.kind is PartKind.DAGDEEL for part in day.parts)]
    if len(course) > request.rules.training_days:
        found.append(f"De dagdelen staan op {len(course)} dagen; het mogen er {request.rules.training_days} zijn.")
    if request.from_date > request.until_date:
        found.append("De periode eindigt voordat zij begint.")
    return found


def intake_lock(request: PlanRequest) -> Lock | None:
    """Return the lock on the first day of the intake, when there is one."""
    codes = {part.code for part in request.parts if part.kind is PartKind.INTAKE}
    return next((lock for lock in request.locks if lock.code in codes), None)


def intake_length(request: PlanRequest) -> int:
    """Return how many working days the intake and the rest after it take, before the first day."""
    return request.rules.intake_workdays + request.rules.intake_rest_workdays


def options(request: PlanRequest, day: TrainingDay) -> list[tuple[str, ...]]:
    """Return the runs of dagdelen that this day could take, the best one first, locks obeyed."""
    allowed = request.dagdelen
    in_order = [dagdeel.code for dagdeel in DAGDELEN if dagdeel.code in allowed]
    runs = [tuple(in_order[start : start + day.dagdelen]) for start in range(len(in_order) - day.dagdelen + 1)]
    runs.sort(key=lambda run: [allowed.index(code) for code in run])
    wanted = {lock.code: lock.dagdelen for lock in request.locks if lock.dagdelen}
    return [run for run in runs if all(wanted.get(code, taken) == taken for code, taken in split(day, run).items())]


def split(day: TrainingDay, run: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return which dagdelen of the run each part has."""
    found, at = {}, 0
    for part in day.parts:
        found[part.code] = run[at : at + part.dagdelen]
        at += part.dagdelen
    return found


def busy(request: PlanRequest, day: TrainingDay, on: date, run: tuple[str, ...]) -> list[Resource]:
    """Return the trainers and places that this day needs and that are taken then."""
    shares = split(day, run)
    found = []
    for resource in request.resources:
        needed = [code for code in shares if not resource.codes or code in resource.codes]
        if any((on, dagdeel) in resource.busy for code in needed for dagdeel in shares[code]):
            found.append(resource)
    return found


def best_run(request: PlanRequest, day: TrainingDay, on: date) -> tuple[tuple[str, ...], list[Resource]] | None:
    """Return the run of dagdelen with the fewest people taken and who they are; None when locks leave no run."""
    runs = [(run, busy(request, day, on, run)) for run in options(request, day)]
    return min(runs, key=lambda found: len(found[1]), default=None)


def free_run(request: PlanRequest, day: TrainingDay, on: date) -> tuple[str, ...] | None:
    """Return the first run of dagdelen in which everybody is free, or None."""
    found = best_run(request, day, on)
    return found[0] if found and not found[1] else None


def in_words(run: Sequence[str]) -> str:
    """Return 'ochtend en middag'."""
    return listing([NAMES[code] for code in run])
